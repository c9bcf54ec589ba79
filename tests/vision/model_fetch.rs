//! `onesheet model fetch` against a hub on this machine that can be slow, rude and wrong.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use onesheet::jobs::Task;
use onesheet::vision::hub::{self, HubError};
use onesheet::vision::{Checkpoint, Reader};
use tempfile::tempdir;

use super::support::{text, tiny_folder, tiny_model};

const REPOSITORY: &str = "someone/tiny-resnet";
const SIZE: (usize, usize) = (35, 23);

#[derive(Clone, Default)]
struct Behaviour {
    /// Close the connection after so many bytes of the weights, the first time.
    cut_weights_at: Option<usize>,
    /// Never send the weights' bytes.
    silent: bool,
}

/// A hub with one repository. Its thread ends with the test's process.
struct Hub {
    endpoint: String,
    /// File and first byte of each request for more than its size.
    requests: Arc<Mutex<Vec<(String, usize)>>>,
}

impl Hub {
    fn of(files: HashMap<String, Vec<u8>>, behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, cut) = (Arc::clone(&requests), Arc::new(AtomicBool::new(false)));
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let (files, behaviour) = (files.clone(), behaviour.clone());
                let (seen, cut) = (Arc::clone(&seen), Arc::clone(&cut));
                // A client that hangs up is part of the test.
                std::thread::spawn(move || answer(connection, &files, &behaviour, &seen, &cut));
            }
        });
        Self { endpoint, requests }
    }

    fn of_folder(folder: &Path, behaviour: Behaviour) -> Self {
        let entries = fs::read_dir(folder).expect("listed").flatten();
        let files = entries.map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("read"))
        });
        Self::of(files.collect(), behaviour)
    }

    fn weights_requested_from(&self) -> Vec<usize> {
        let requests = self.requests.lock().expect("no panic while it was held");
        let weights = requests
            .iter()
            .filter(|(name, _)| name == "model.safetensors");
        weights.map(|(_, start)| *start).collect()
    }
}

fn answer(
    mut connection: TcpStream,
    files: &HashMap<String, Vec<u8>>,
    behaviour: &Behaviour,
    seen: &Mutex<Vec<(String, usize)>>,
    cut: &AtomicBool,
) -> std::io::Result<()> {
    let mut head = BufReader::new(connection.try_clone()?);
    let mut request = String::new();
    head.read_line(&mut request)?;
    let (mut range, mut line) = (None, String::new());
    while head.read_line(&mut line)? > 2 {
        if let Some(value) = line.to_lowercase().strip_prefix("range: bytes=") {
            let (start, end) = value.trim().split_once('-').expect("a range");
            range = Some((start.parse().expect("a number"), end.parse::<usize>().ok()));
        }
        line.clear();
    }
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    let file = path.strip_prefix(&format!("/{REPOSITORY}/resolve/main/"));
    let Some((name, content)) = file.and_then(|name| files.get_key_value(name)) else {
        return write!(
            connection,
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
    };
    let (start, end) = range.unwrap_or((0usize, None));
    let end = end.map_or(content.len(), |end| (end + 1).min(content.len()));
    if start >= content.len() {
        return write!(
            connection,
            "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
    }
    write!(
        connection,
        "HTTP/1.1 206 Partial Content\r\nETag: \"{name}-1\"\r\nX-Repo-Commit: c0ffee\r\n\
         Content-Range: bytes {start}-{}/{}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        end - 1,
        content.len(),
        end - start
    )?;
    let mut body = &content[start..end];
    if body.len() > 1 {
        seen.lock()
            .expect("no panic while it was held")
            .push((name.clone(), start));
        if name == "model.safetensors" {
            if behaviour.silent {
                // Longer than the test waits.
                std::thread::sleep(Duration::from_secs(120));
            }
            if let Some(at) = behaviour.cut_weights_at
                && !cut.swap(true, Ordering::Relaxed)
            {
                body = &body[..at];
            }
        }
    }
    connection.write_all(body)
}

fn fetch(hub: &Hub, into: &Path) -> Result<Checkpoint, HubError> {
    hub::fetch(REPOSITORY, into, SIZE, Some(&hub.endpoint), &Task::new())
}

#[test]
fn a_model_is_fetched_and_checked() {
    let root = tempdir().expect("a folder");
    let hub = Hub::of_folder(&tiny_folder(root.path()), Behaviour::default());
    let into = root.path().join("fetched");
    let task = Task::new();
    let model = hub::fetch(REPOSITORY, &into, SIZE, Some(&hub.endpoint), &task).expect("fetched");
    assert_eq!(
        model.backbone_key().expect("a key"),
        tiny_model().backbone_key().expect("a key")
    );
    assert!(model.provenance["backbone"].contains("someone/tiny-resnet at c0ffee"));
    assert!(Reader::open(&into).is_ok());
    assert!(!root.path().join("fetched.download").exists());
    // A folder that is there is left alone.
    assert!(matches!(fetch(&hub, &into), Err(HubError::Exists(_))));
}

#[test]
fn a_connection_cut_half_way_is_taken_up_where_it_broke() {
    let root = tempdir().expect("a folder");
    let behaviour = Behaviour {
        cut_weights_at: Some(20_000),
        ..Behaviour::default()
    };
    let hub = Hub::of_folder(&tiny_folder(root.path()), behaviour);
    let model = fetch(&hub, &root.path().join("fetched")).expect("fetched in two pieces");
    assert_eq!(
        model.backbone_key().expect("a key"),
        tiny_model().backbone_key().expect("a key")
    );
    assert_eq!(hub.weights_requested_from(), [0, 20_000]);
}

#[test]
fn the_program_honours_the_environments_hub() {
    let root = tempdir().expect("a folder");
    let hub = Hub::of_folder(&tiny_folder(root.path()), Behaviour::default());
    let into = root.path().join("fetched");
    let output = Command::new(env!("CARGO_BIN_EXE_onesheet"))
        .args([
            "model",
            "fetch",
            REPOSITORY,
            "--into",
            text(&into),
            "--size",
            "35x23",
        ])
        .env("HF_ENDPOINT", &hub.endpoint)
        .output()
        .expect("the program starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(Checkpoint::load(&into).is_ok());
}

#[test]
fn what_is_not_there_is_said() {
    let root = tempdir().expect("a folder");
    let hub = Hub::of(HashMap::new(), Behaviour::default());
    let into = root.path().join("fetched");
    let said = fetch(&hub, &into).expect_err("nothing there").to_string();
    assert!(
        said.contains(REPOSITORY) && said.contains("check the name"),
        "{said}"
    );
    assert!(!into.exists());
    for name in [
        "resnet50",
        "a/b/c",
        "../b",
        "a/",
        "a b/c",
        "a/..",
        "https://x/y",
    ] {
        let outcome = hub::fetch(name, &into, SIZE, Some(&hub.endpoint), &Task::new());
        assert!(matches!(outcome, Err(HubError::Name(_))), "{name}");
    }
}

#[test]
fn content_that_is_no_model_is_said() {
    let root = tempdir().expect("a folder");
    let folder = tiny_folder(root.path());
    fs::write(folder.join("model.safetensors"), "<html>Sign in</html>").expect("written");
    let hub = Hub::of_folder(&folder, Behaviour::default());
    let into = root.path().join("fetched");
    let said = fetch(&hub, &into).expect_err("no model").to_string();
    assert!(
        said.contains("cannot be used") && said.contains("a page of the web"),
        "{said}"
    );
    assert!(!into.exists());
}

#[test]
fn an_unreachable_hub_is_a_sentence() {
    let root = tempdir().expect("a folder");
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.local_addr().expect("an address").port()
    };
    let hub = Hub {
        endpoint: format!("http://127.0.0.1:{port}"),
        requests: Arc::default(),
    };
    let said = fetch(&hub, &root.path().join("fetched"))
        .expect_err("nobody there")
        .to_string();
    assert!(
        said.contains("could not be downloaded") && said.contains("try again"),
        "{said}"
    );
}

#[test]
fn a_silent_hub_can_be_cancelled() {
    let root = tempdir().expect("a folder");
    let behaviour = Behaviour {
        silent: true,
        ..Behaviour::default()
    };
    let hub = Hub::of_folder(&tiny_folder(root.path()), behaviour);
    let task = Task::new();
    let stop = task.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(500));
        stop.cancel();
    });
    let (start, into) = (Instant::now(), root.path().join("fetched"));
    let outcome = hub::fetch(REPOSITORY, &into, SIZE, Some(&hub.endpoint), &task);
    assert!(
        matches!(outcome, Err(HubError::Cancelled(_))),
        "{outcome:?}"
    );
    assert!(start.elapsed() < Duration::from_secs(30));
}
