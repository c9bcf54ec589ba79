//! From files to features through the program itself: one command, killed and started again.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use onesheet::catalog::Library;
use onesheet::vision::{FeatureStore, Preprocessing};
use serde_json::Value;
use tempfile::{TempDir, tempdir};

use onesheet::vision::checkpoint::Precision;

use super::support::{onesheet, picture, text, tiny_model};

/// Posters, a table that gives only some of them a genre, and a model.
struct Scene {
    root: TempDir,
    posters: u32,
}

impl Scene {
    fn new(posters: u32) -> Self {
        let root = tempdir().expect("a folder");
        let folder = root.path().join("posters");
        fs::create_dir(&folder).expect("made");
        let mut table = "imdb_id,title,genres,poster_file\n".to_owned();
        for number in 0..posters {
            let name = format!("tt{:07}.png", number + 1);
            picture(number).save(folder.join(&name)).expect("written");
            // Every other film is in no split: it has no genre of the six.
            let genres = if number % 2 == 0 { "Drama" } else { "Western" };
            table += &format!("tt{:07},Film {number},{genres},{name}\n", number + 1);
        }
        fs::write(root.path().join("films.csv"), table).expect("written");
        let mut model = tiny_model();
        // Of a usual size, so that there is time to be killed in.
        model.preprocessing = Preprocessing {
            height: 278,
            width: 185,
            ..model.preprocessing
        };
        let folder = root.path().join("model");
        model.save(&folder, Precision::F32).expect("saved");
        Self { root, posters }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// `import LIBRARY --features --json` of everything.
    fn words(&self, library: &str) -> Vec<String> {
        let path = |name| text(&self.path(name)).to_owned();
        [
            "import".to_owned(),
            path(library),
            "--table".to_owned(),
            path("films.csv"),
            "--posters".to_owned(),
            path("posters"),
            "--features".to_owned(),
            "--model".to_owned(),
            path("model"),
            "--json".to_owned(),
        ]
        .to_vec()
    }

    fn run(&self, library: &str) -> Value {
        let words = self.words(library);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let output = onesheet(&words);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    /// Content hash and features of every film, in the order of the films.
    fn features(&self, library: &str) -> Vec<([u8; 32], Vec<f32>)> {
        let library = Library::open(&self.path(library)).expect("opened");
        let folder = fs::read_dir(library.features_dir())
            .expect("there")
            .next()
            .expect("one backbone")
            .expect("listed");
        let key = folder.file_name();
        let key = key.to_str().expect("hexadecimal");
        let store = FeatureStore::open(&library.features_dir(), key).expect("opened");
        let films = library.films().expect("films");
        let posters = films.into_iter().filter_map(|film| film.poster);
        posters
            .filter_map(|poster| Some((poster.content_hash, store.get(&poster.content_hash)?)))
            .collect()
    }
}

/// Rows that a killed process left whole: entries of 40 bytes behind a header of 16.
fn rows(library: &Path) -> usize {
    let stores = fs::read_dir(library.join("features"));
    let index = stores.ok().and_then(|mut stores| stores.next()?.ok());
    let length = index.and_then(|store| fs::metadata(store.path().join("index")).ok());
    length.map_or(0, |data| (data.len().saturating_sub(16) / 40) as usize)
}

#[test]
fn one_command_from_files_to_features_of_all_films() {
    let scene = Scene::new(11);
    let report = scene.run("library");
    let features = &report["features"];
    assert_eq!(features["posters"], 11, "also those in no split: {report}");
    assert_eq!(features["computed"], 11);
    let number = |key: &str| features[key].as_f64().expect("a number");
    assert!(number("images_per_second") > 0.0);
    assert!(number("network_seconds") > 0.0 && number("network_seconds") <= number("seconds"));
    assert!(
        report["seconds"]
            .as_f64()
            .is_some_and(|all| all >= number("seconds"))
    );
    assert_eq!(scene.features("library").len(), 11);

    // A second time there is nothing left to do, and it says so.
    let (library, model) = (scene.path("library"), scene.path("model"));
    let output = onesheet(&["features", text(&library), "--model", text(&model)]);
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).expect("text");
    assert_eq!(said, "11 posters have features; nothing was left to read\n");
}

#[test]
fn a_model_that_is_not_there_is_said_before_anything_is_made() {
    let scene = Scene::new(1);
    let mut words = scene.words("library");
    words[8] = text(&scene.path("nothing")).to_owned();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let output = onesheet(&words);
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stderr.is_empty() && !scene.path("library").exists());
}

#[test]
fn killed_while_it_reads_it_goes_on_where_it_was() {
    let scene = Scene::new(160);
    let whole = scene.run("whole");
    assert_eq!(whole["features"]["computed"], scene.posters);

    let library = scene.path("library");
    let mut child = Command::new(env!("CARGO_BIN_EXE_onesheet"))
        .args(scene.words("library"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let deadline = Instant::now() + Duration::from_secs(120);
    while rows(&library) < 16 && Instant::now() < deadline {
        std::thread::sleep(Duration::from_micros(200));
    }
    child.kill().expect("killed");
    child.wait().expect("it ends");
    let mut said = String::new();
    let mut out = child.stdout.take().expect("a pipe");
    out.read_to_string(&mut said).expect("text");
    let kept = rows(&library);
    assert!(kept >= 16, "it never began to read");
    assert_eq!(said, "", "it was killed before its end");

    let report = scene.run("library");
    let computed = scene.posters as usize - kept;
    assert_eq!(report["features"]["computed"], computed, "{kept} were kept");
    assert_eq!(report["features"]["posters"], scene.posters);
    assert_eq!(scene.features("library"), scene.features("whole"));
}
