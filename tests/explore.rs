//! Ranking and likeness in the terminal: a generated library, a model that judges by colour.

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use onesheet::vision::checkpoint::Precision;
use serde_json::Value;
use support::{library, model, posters};
use tempfile::TempDir;

const FILMS: usize = 24;

/// A library and a model in a folder of their own.
struct Bench {
    folder: TempDir,
    library: PathBuf,
    model: PathBuf,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let library = library::make(folder.path(), FILMS);
        let model = folder.path().join("model");
        model::checkpoint()
            .save(&model, Precision::F32)
            .expect("the model is saved");
        Self {
            folder,
            library,
            model,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, words: &[&str]) -> Output {
        let (command, rest) = words.split_first().expect("a command");
        Command::new(env!("CARGO_BIN_EXE_onesheet"))
            .arg(command)
            .arg(&self.library)
            .args(rest)
            .arg("--model")
            .arg(&self.model)
            .output()
            .expect("onesheet starts")
    }

    fn json(&self, words: &[&str]) -> Value {
        let output = self.run(words);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?}: {said}");
        serde_json::from_slice(&output.stdout).expect("standard output is JSON")
    }

    /// What a command that must fail says.
    fn fault(&self, words: &[&str]) -> (Option<i32>, String) {
        let output = self.run(words);
        assert!(output.stdout.is_empty(), "{words:?}");
        let said = String::from_utf8(output.stderr).expect("messages are text");
        (output.status.code(), said)
    }
}

fn probabilities(answer: &Value) -> Vec<f64> {
    let list = answer["posters"].as_array().expect("a list");
    list.iter()
        .map(|poster| poster["probability"].as_f64().expect("a number"))
        .collect()
}

fn png(path: &Path) -> image::RgbImage {
    image::open(path).expect("a PNG is there").into_rgb8()
}

#[test]
fn a_genre_is_ranked_listed_and_drawn() {
    let bench = Bench::new();
    let (sheet, list) = (bench.path("sheet.png"), bench.path("list.csv"));
    let answer = bench.json(&[
        "rank",
        "--genre",
        "horror",
        "--top",
        "11",
        "--json",
        "--png",
        &sheet.display().to_string(),
        "--csv",
        &list.display().to_string(),
    ]);
    assert_eq!(answer["genre"], "Horror");
    assert_eq!(
        (&answer["scored"], &answer["matching"]),
        (&FILMS.into(), &FILMS.into())
    );
    let ranked = probabilities(&answer);
    assert_eq!(ranked.len(), 11);
    assert!(ranked.is_sorted_by(|one, other| one >= other), "{ranked:?}");
    let table = std::fs::read_to_string(&list).expect("the table is there");
    assert_eq!(table.lines().count(), 12);
    let first = answer["posters"][0]["title"].as_str().expect("a title");
    assert!(table.contains(first), "{table}");
    // Ten to a row: two rows.
    let picture = png(&sheet);
    assert!(picture.width() > 10 * 185 && picture.height() > 2 * 278);
    let least = bench.json(&["rank", "--genre", "Horror", "--order", "least", "--json"]);
    let least = probabilities(&least);
    assert!(least.len() == FILMS && least.is_sorted());
    assert!(ranked[0] > least[0]);
}

#[test]
fn filters_narrow_a_ranking_and_an_empty_one_says_so() {
    let bench = Bench::new();
    let count = |words: &[&str]| {
        let mut all = vec!["rank", "--genre", "Drama", "--json"];
        all.extend(words);
        probabilities(&bench.json(&all)).len()
    };
    // Films are of 1950 and the years after, one each.
    assert_eq!(count(&["--decade", "1950s"]), 10);
    assert_eq!(count(&["--decade", "1965"]), 10);
    assert_eq!(count(&["--language", "Cyrillic"]), 2);
    let parts = ["train", "validation", "test"].map(|part| count(&["--split", part]));
    assert!(
        parts.iter().sum::<usize>() <= FILMS && parts[0] > parts[1],
        "{parts:?}"
    );
    let right = count(&["--only", "correct"]);
    let wrong = count(&["--only", "mistaken"]);
    assert_eq!(right + wrong, FILMS);
    assert!(count(&["--one-of-a-series"]) <= FILMS);
    let (code, said) = bench.fault(&["rank", "--genre", "Drama", "--decade", "1890"]);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("24 posters") && said.contains("loosen"),
        "{said}"
    );
}

#[test]
fn a_wrong_word_is_explained() {
    let bench = Bench::new();
    let (code, said) = bench.fault(&["rank", "--genre", "Horor"]);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("Horor") && said.contains("Action, Comedy"),
        "{said}"
    );
    let usage = |words: &[&str]| bench.fault(words).0;
    assert_eq!(
        usage(&["rank", "--genre", "Horror", "--order", "best"]),
        Some(2)
    );
    assert_eq!(
        usage(&["rank", "--genre", "Horror", "--language", "x"]),
        Some(2)
    );
    assert_eq!(usage(&["rank", "--genre", "Horror", "--top", "0"]), Some(2));
    let nowhere = bench.path("no/such/folder/list.csv").display().to_string();
    let (code, said) = bench.fault(&["rank", "--genre", "Horror", "--csv", &nowhere]);
    assert_eq!(code, Some(1));
    assert!(said.contains("list.csv was not written"), "{said}");
    let (code, said) = bench.fault(&["similar", "no such film"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("'no such film'"), "{said}");
    // A title goes before those that begin with it: there is a `Coldwater 2`.
    let found = bench.json(&["similar", "coldwater", "--json"]);
    assert_eq!(found["poster"]["title"], "Coldwater");
    let (code, said) = bench.fault(&["similar", "oldwate"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("Coldwater 2 (1970) is id:film20"), "{said}");
}

#[test]
fn a_film_and_a_file_find_what_resembles_them() {
    let bench = Bench::new();
    let strip = bench.path("strip.png").display().to_string();
    let words = [
        "similar",
        "Nine Doors",
        "--count",
        "5",
        "--json",
        "--png",
        &strip,
    ];
    let of_film = bench.json(&words);
    assert_eq!(of_film["compared"], FILMS);
    let near = of_film["neighbours"].as_array().expect("a list");
    assert_eq!(near.len(), 5);
    let likeness = |near: &Value| near["similarity"].as_f64().expect("a number");
    assert!(near.is_sorted_by(|one, other| likeness(one) >= likeness(other)));
    assert!(near.iter().all(|near| near["title"] != "Nine Doors"));
    assert!(png(Path::new(&strip)).width() > 6 * 185);
    // The poster of that film in another size: the same picture.
    let file = bench.path("draft.png");
    let larger = posters::poster(6, 240, 360);
    larger.save(&file).expect("a file");
    let of_file = bench.json(&[
        "similar",
        &file.display().to_string(),
        "--count",
        "5",
        "--json",
    ]);
    let same = of_file["same_picture"].as_array().expect("a list");
    assert!(
        same.iter().any(|line| line["title"] == "Nine Doors"),
        "{of_file}"
    );
    assert_eq!(of_file["poster"]["title"], "draft.png");
}
