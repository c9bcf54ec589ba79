//! Runs survive: killed, stopped, paused, out of disk, they end in the same bytes.

mod world;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use onesheet::catalog::library::Division;
use onesheet::jobs::Task;
use onesheet::training::runs::{self, Standing};
use onesheet::training::watch::Event;
use onesheet::training::{
    Depth, Messages, Request, Settings, State, resume_library, train_library,
};
use onesheet::vision::{Augmentation, Checkpoint, DeviceChoice, Reader};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

use self::world::World;

/// All that is drawn by chance is on; the state is saved after every step or so.
const FULL: [&str; 19] = [
    "--depth",
    "full",
    "--epochs",
    "3",
    "--batch-size",
    "8",
    "--micro-batch",
    "5",
    "--learning-rate",
    "1e-3",
    "--mixup",
    "0.3",
    "--augmentation",
    "mild",
    "--first-size",
    "0.6",
    "--save-every",
    "0.0005",
    "--batch-statistics",
];
// So long that a kill finds it at work on a quick machine too.
const BLOCK: [&str; 16] = [
    "--depth",
    "last-block",
    "--size",
    "44x30",
    "--epochs",
    "40",
    "--patience",
    "40",
    "--batch-size",
    "4",
    "--mixup",
    "0.3",
    "--optimiser",
    "sgd",
    "--save-every",
    "0.0005",
];

/// Words that train `name`.
fn train<'a>(settings: &[&'a str], name: &'a str) -> Vec<&'a str> {
    let mut words = vec!["train", "library", "--model", "backbone", "--name", name];
    words.extend(settings);
    words
}

fn start(world: &World, words: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_onesheet"))
        .current_dir(world.folder.path())
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

fn run_of(world: &World, name: &str) -> PathBuf {
    world.path("library/runs").join(name)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The model's bytes, and the history without its times.
fn outcome(run: &Path) -> (Vec<u8>, Vec<Value>) {
    let weights = fs::read(run.join("model.safetensors")).expect("a model");
    let history = fs::read_to_string(run.join("history.jsonl")).expect("a history");
    let epochs = history.lines().map(|line| {
        let mut epoch: Value = serde_json::from_str(line).expect("JSON");
        let fields = epoch.as_object_mut().expect("an object");
        fields.remove("seconds");
        fields.remove("images_per_second");
        epoch
    });
    (weights, epochs.collect())
}

fn assert_same(world: &World, straight: &str, broken: &str) {
    let (one, other) = (
        outcome(&run_of(world, straight)),
        outcome(&run_of(world, broken)),
    );
    assert_eq!(one.1, other.1, "the history");
    assert!(one.0 == other.0, "the weights");
}

fn killed_at_random_moments(settings: &[&str], seed: u64) {
    let world = World::new();
    let straight = world.onesheet(&train(settings, "straight"));
    assert!(straight.status.success(), "{}", said(&straight));
    // How long it takes where features and activations are there.
    let begun = Instant::now();
    let again = world.onesheet(&train(settings, "again"));
    assert!(again.status.success(), "{}", said(&again));
    let long = begun.elapsed().as_millis() as u64;
    assert_same(&world, "straight", "again");

    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let first = train(settings, "broken");
    let resume = ["train", "library", "--resume", "broken"];
    let state = run_of(&world, "broken/training_state.safetensors");
    let mut states = 0;
    for attempt in 0..10 {
        let begun = run_of(&world, "broken").exists();
        let mut child = start(&world, if begun { &resume } else { &first });
        if attempt % 2 == 1 {
            // Anywhere, the start of the program among it.
            thread::sleep(Duration::from_millis(
                random.random_range(1..(long / 2).max(2)),
            ));
        } else {
            // While it learns, and perhaps while it saves.
            while !state.exists() && child.try_wait().expect("ours").is_none() {
                thread::sleep(Duration::from_millis(1));
            }
            thread::sleep(Duration::from_millis(random.random_range(0..100)));
        }
        // SIGKILL.
        child.kill().expect("it is ours");
        child.wait().expect("it ended");
        states += usize::from(state.exists());
    }
    let listed = runs::list(&world.path("library/runs"));
    let broken = listed.iter().find(|run| run.name == "broken");
    if broken.is_none_or(|run| run.standing != Standing::Finished) {
        let words = if broken.is_some() {
            &resume[..]
        } else {
            &first
        };
        let last = world.onesheet(words);
        assert!(last.status.success(), "{}", said(&last));
    }
    assert!(states > 0, "no state was ever saved");
    assert_same(&world, "straight", "broken");
    let again = world.onesheet(&resume);
    assert!(said(&again).contains("finished"), "{}", said(&again));
    // A kill between the last word of the record and the tidying up leaves a state behind; whoever
    // asks the run to go on tidies up.
    assert!(!state.exists());
}

#[test]
fn a_run_that_was_killed_after_its_end_is_finished_and_tidied_up() {
    let world = World::new();
    let straight = world.onesheet(&train(&BLOCK, "done"));
    assert!(straight.status.success(), "{}", said(&straight));
    let state = run_of(&world, "done/training_state.safetensors");
    fs::write(&state, "what a kill left behind").expect("a file");
    let listed = runs::list(&world.path("library/runs"));
    let done = listed.iter().find(|run| run.name == "done").expect("there");
    assert_eq!(done.standing, Standing::Finished);
    assert!(!done.resumable);
    let again = world.onesheet(&["train", "library", "--resume", "done"]);
    assert!(said(&again).contains("finished"), "{}", said(&again));
    assert!(!state.exists());
}

#[test]
fn a_whole_network_that_is_killed_ends_in_the_same_bytes() {
    killed_at_random_moments(&FULL, 1);
}

#[test]
fn a_last_block_that_is_killed_ends_in_the_same_bytes() {
    killed_at_random_moments(&BLOCK, 2);
}

/// Waits until there is a state to go on with.
fn wait_for_state(world: &World, name: &str) {
    let state = run_of(world, name).join("training_state.safetensors");
    let patience = Instant::now();
    while !state.exists() {
        assert!(patience.elapsed() < Duration::from_secs(120), "no state");
        thread::sleep(Duration::from_millis(2));
    }
}

/// A disk that takes small files only: the state is too large for it, the record is not.
#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_the_last_good_state_stays() {
    let world = World::new();
    // Saved after each step, however quick the machine is.
    let each = FULL.map(|word| if word == "0.0005" { "0.000001" } else { word });
    let straight = world.onesheet(&train(&each, "straight"));
    assert!(straight.status.success(), "{}", said(&straight));
    let mut child = start(&world, &train(&each, "broken"));
    wait_for_state(&world, "broken");
    child.kill().expect("it is ours");
    child.wait().expect("it ended");
    let state = run_of(&world, "broken/training_state.safetensors");
    let before = fs::read(&state).expect("there");

    // The model, a quarter as large, still fits. In blocks of 512 bytes.
    let blocks = before.len() * 3 / 4 / 512;
    let script =
        format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" train library --resume broken");
    let full = Command::new("sh")
        .current_dir(world.folder.path())
        .arg("-c")
        .arg(script)
        .arg(env!("CARGO_BIN_EXE_onesheet"))
        .output()
        .expect("a shell");
    let words = said(&full);
    assert_eq!(full.status.code(), Some(1), "{words}");
    assert!(words.contains("free some disk"), "{words}");
    assert!(words.contains("could not be saved"), "{words}");
    assert!(fs::read(&state).expect("still there") == before);
    let listed = runs::list(&world.path("library/runs"));
    let broken = listed
        .iter()
        .find(|run| run.name == "broken")
        .expect("listed");
    assert_eq!(broken.standing, Standing::Failed);
    let error = broken.record.as_ref().expect("read").error.clone();
    assert!(error.expect("a sentence").contains("free some disk"));

    let last = world.onesheet(&["train", "library", "--resume", "broken"]);
    assert!(last.status.success(), "{}", said(&last));
    assert_same(&world, "straight", "broken");
}

#[cfg(unix)]
#[test]
fn an_interrupt_stops_between_two_steps_and_says_how_to_go_on() {
    let world = World::new();
    let straight = world.onesheet(&train(&FULL, "straight"));
    assert!(straight.status.success(), "{}", said(&straight));
    let child = start(&world, &train(&FULL, "broken"));
    wait_for_state(&world, "broken");
    let interrupt = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(interrupt.expect("kill runs").success());
    let output = child.wait_with_output().expect("it ended");
    assert_eq!(output.status.code(), Some(130), "{}", said(&output));
    assert!(
        said(&output).contains("--resume broken"),
        "{}",
        said(&output)
    );
    let listed = runs::list(&world.path("library/runs"));
    let broken = listed
        .iter()
        .find(|run| run.name == "broken")
        .expect("listed");
    assert_eq!(
        (broken.standing, broken.resumable),
        (Standing::Stopped, true)
    );
    let table = world.onesheet(&["runs", "library"]);
    let table = String::from_utf8_lossy(&table.stdout).into_owned();
    assert!(
        table.contains("stopped") && table.contains("finished"),
        "{table}"
    );

    let last = world.onesheet(&["train", "library", "--resume", "broken"]);
    assert!(last.status.success(), "{}", said(&last));
    assert_same(&world, "straight", "broken");
}

fn settings() -> Settings {
    Settings {
        epochs: 2,
        batch_size: 8,
        augmentation: Augmentation::mild(),
        ..Settings::default_for(Depth::Full)
    }
}

fn request(name: &str) -> Request {
    Request {
        name: Some(name.to_owned()),
        settings: settings(),
        device: DeviceChoice::Cpu,
        ..Request::default()
    }
}

#[test]
fn a_pause_is_heard_saved_and_changes_nothing() {
    let world = World::new();
    world.train(&request("straight")).expect("labelled films");
    let (send, events) = mpsc::channel();
    let task = Task::new();
    let (library, folder, there) = (world.library(), world.path("backbone"), task.clone());
    let training = thread::spawn(move || {
        let start = Checkpoint::load(&folder).expect("a backbone");
        let start = Reader::new(start).expect("a small network");
        let request = request("broken");
        train_library(
            &library,
            &start,
            &folder,
            &request,
            &there,
            &mut Messages(send),
        )
    });
    let wait = Duration::from_secs(120);
    let mut heard = Vec::new();
    let state = || {
        let listed = runs::list(&world.path("library/runs"));
        listed.into_iter().find(|run| run.name == "broken")
    };
    while let Ok(event) = events.recv_timeout(wait) {
        match &event {
            Event::Step(step) if step.step == 3 => task.pause(),
            Event::Paused => {
                let run = state().expect("listed");
                assert_eq!((run.standing, run.resumable), (Standing::Paused, true));
                task.resume();
            }
            Event::Resumed => {
                assert_eq!(state().expect("listed").standing, Standing::Running);
            }
            _ => (),
        }
        heard.push(event);
    }
    let run = training.join().expect("no panic").expect("labelled films");
    assert_same(&world, "straight", "broken");

    let Some(Event::Started(started)) = heard.first() else {
        panic!("{:?}", heard.first());
    };
    assert_eq!(started.resumed_from, None);
    assert_eq!(started.folder, run.folder.path);
    let steps: Vec<usize> = heard
        .iter()
        .filter_map(|event| match event {
            Event::Step(step) => Some(step.step),
            _ => None,
        })
        .collect();
    assert_eq!(steps, (1..=2 * started.steps_per_epoch).collect::<Vec<_>>());
    let samples = heard.iter().find_map(|event| match event {
        Event::Batch(samples) => Some(samples),
        _ => None,
    });
    let samples = samples.expect("a look at the first batch");
    assert!(
        samples.len() == 8
            && samples
                .iter()
                .all(|s| s.rgb.len() == 3 * s.width * s.height)
    );
    let judged: Vec<_> = heard
        .iter()
        .filter_map(|event| match event {
            Event::Epoch(judged) => Some(judged),
            _ => None,
        })
        .collect();
    assert_eq!(judged.len(), 2);
    for judged in judged {
        assert_eq!(judged.films.len(), started.validation_films);
        let mean = judged
            .films
            .iter()
            .map(|(_, loss)| f64::from(*loss))
            .sum::<f64>();
        let mean = mean / judged.films.len() as f64;
        let told = judged.epoch.validation_loss.expect("films that judge");
        assert!((mean - told).abs() < 1e-5);
    }
    assert!(matches!(heard.last(), Some(Event::Finished(_))));
}

#[test]
fn other_films_than_before_are_refused_in_words() {
    let world = World::new();
    let task = Task::new();
    let (library, folder) = (world.library(), world.path("backbone"));
    let start = Reader::new(Checkpoint::load(&folder).expect("a backbone"));
    let start = start.expect("a small network");
    let stop = task.clone();
    let mut stopper = move |event: Event| {
        if matches!(event, Event::Step(_)) {
            stop.cancel();
        }
    };
    let run = train_library(
        &library,
        &start,
        &folder,
        &request("one"),
        &task,
        &mut stopper,
    );
    let run = run.expect("a state was saved");
    assert_eq!(run.record.state, State::Stopped);
    drop(library);
    let division = Division {
        seed: 99,
        ..Division::default()
    };
    let divided = world.library().divide(&division, &Task::new());
    divided.expect("labelled films");
    let refused = resume_library(
        &world.library(),
        "one",
        DeviceChoice::Cpu,
        &Task::new(),
        &mut |_| (),
    );
    let words = refused.expect_err("other films").to_string();
    assert!(words.contains("have changed since"), "{words}");
    let nobody = resume_library(
        &world.library(),
        "nobody",
        DeviceChoice::Cpu,
        &Task::new(),
        &mut |_| (),
    );
    let words = nobody.expect_err("no such run").to_string();
    assert!(words.contains("no run named 'nobody'"), "{words}");
}
