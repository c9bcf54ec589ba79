//! `onesheet predict`, `bench` and `model convert` through the program itself.

use std::fs;

use onesheet::jobs::Task;
use onesheet::vision::Reader;
use serde_json::Value;
use tempfile::tempdir;

use super::support::{onesheet, picture, poster, text, tiny_folder, tiny_model};

fn lines(stdout: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[test]
fn it_reads_all_that_it_can_and_says_what_failed() {
    let root = tempdir().expect("a folder");
    let model = tiny_folder(root.path());
    let (first, last) = (poster(root.path(), 1).path, poster(root.path(), 2).path);
    let garbage = root.path().join("garbage.jpg");
    fs::write(&garbage, "no image").expect("written");
    let words = [
        "predict",
        text(&first),
        text(&garbage),
        text(&last),
        "--json",
        "--model",
        text(&model),
    ];
    let output = onesheet(&words);
    assert_eq!(output.status.code(), Some(1));
    let lines = lines(&output.stdout);
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1]["poster"], text(&garbage));
    assert!(
        lines[1]["error"]
            .as_str()
            .is_some_and(|error| !error.is_empty())
    );
    for line in [&lines[0], &lines[2]] {
        let genres = line["genres"].as_array().expect("genres");
        let number = |genre: &Value, key: &str| genre[key].as_f64().expect("a number");
        let probabilities: Vec<f64> = genres.iter().map(|g| number(g, "probability")).collect();
        assert!(probabilities.is_sorted_by(|a, b| a >= b));
        let mut names: Vec<&str> = genres.iter().filter_map(|g| g["genre"].as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["Action", "Comedy", "Drama"]);
        for genre in genres {
            let reached = number(genre, "probability") >= number(genre, "threshold");
            assert_eq!(genre["predicted"], reached);
        }
    }
    let alone = onesheet(&["predict", text(&first), "--json", "--model", text(&model)]);
    assert_eq!(alone.status.code(), Some(0));
}

#[test]
fn people_get_a_sentence_and_bars() {
    let root = tempdir().expect("a folder");
    let model = tiny_folder(root.path());
    let poster = poster(root.path(), 3).path;
    let output = onesheet(&["predict", text(&poster), "--model", text(&model)]);
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).expect("text");
    assert!(said.starts_with(text(&poster)), "{said}");
    assert!(said.contains("Reads as"), "{said}");
    for genre in ["Action", "Comedy", "Drama"] {
        let bar = said
            .lines()
            .find(|line| line.trim_start().starts_with(genre))
            .expect(genre);
        assert!(bar.contains('|') && bar.contains('%'), "{said}");
    }
}

#[test]
fn flips_say_the_mean_over_both_mirror_images() {
    let (reader, task) = (Reader::new(tiny_model()).expect("a reader"), Task::new());
    let size = &reader.checkpoint().preprocessing;
    let (width, height) = (size.width as u32, size.height as u32);
    // At the network's size: what is mirrored first and resized then is the same to the bit.
    let poster = image::imageops::thumbnail(&picture(4), width, height);
    let mirrored = image::imageops::flip_horizontal(&poster);
    let read = |image| reader.read_image(image, &task).expect("a reading");
    let both = reader.read_both(&poster, &task).expect("a reading");
    for (score, (one, other)) in both
        .scores
        .iter()
        .zip(read(&poster).scores.iter().zip(&read(&mirrored).scores))
    {
        let mean = (one.logit + other.logit) / 2.0;
        assert!((score.logit - mean).abs() < 1e-4, "{} {mean}", score.logit);
        assert!((one.logit - other.logit).abs() > 1e-4, "they differ");
    }

    let root = tempdir().expect("a folder");
    let model = tiny_folder(root.path());
    let file = root.path().join("poster.png");
    poster.save(&file).expect("written");
    let words = [
        "predict",
        text(&file),
        "--flips",
        "--json",
        "--model",
        text(&model),
    ];
    let line = &lines(&onesheet(&words).stdout)[0];
    for told in line["genres"].as_array().expect("genres") {
        let mut scores = both.scores.iter();
        let score = scores.find(|score| told["genre"] == score.genre.name());
        let expected = f64::from(score.expect("a genre").probability.value());
        let told = told["probability"].as_f64().expect("a number");
        assert!((told - expected).abs() < 2e-3, "{told} {expected}");
    }
}

#[test]
fn wrong_usage_is_told_apart_from_failure() {
    assert_eq!(onesheet(&["predict"]).status.code(), Some(2));
    assert_eq!(
        onesheet(&["predict", "--nonsense", "a.jpg"]).status.code(),
        Some(2)
    );
    let root = tempdir().expect("a folder");
    let nowhere = root.path().join("nowhere");
    let output = onesheet(&["predict", "a.jpg", "--model", text(&nowhere)]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("is missing"), "{said}");
}

#[test]
fn a_bare_file_becomes_a_backbone_folder() {
    let root = tempdir().expect("a folder");
    let file = tiny_folder(root.path()).join("model.safetensors");
    let into = root.path().join("backbone");
    let convert = |extra: &[&str]| {
        let mut words = vec!["model", "convert", text(&file), "--into", text(&into)];
        words.extend_from_slice(extra);
        onesheet(&words)
    };
    for wrong in [["--mean", "1,2"], ["--size", "278"], ["--std", "0,0,0"]] {
        let output = convert(&wrong);
        assert!(!output.status.success() && !into.exists(), "{wrong:?}");
    }
    let output = convert(&[
        "--mean", "0,0,0", "--std", "1,1,1", "--size", "35x23", "--source", "here",
    ]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let preprocessor = fs::read_to_string(into.join("preprocessor_config.json")).expect("there");
    let preprocessor: Value = serde_json::from_str(&preprocessor).expect("JSON");
    assert_eq!(
        preprocessor["size"],
        serde_json::json!({"height": 35, "width": 23})
    );
    assert_eq!(
        preprocessor["image_std"],
        serde_json::json!([1.0, 1.0, 1.0])
    );
    let config = fs::read_to_string(into.join("config.json")).expect("there");
    assert!(config.contains("here"), "{config}");
    // A folder that exists is left alone.
    assert_eq!(convert(&[]).status.code(), Some(1));
    let poster = poster(root.path(), 1).path;
    let output = onesheet(&["predict", text(&poster), "--model", text(&into)]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("knows no genres"));
}

#[test]
fn the_benchmark_measures_each_engine_at_each_batch() {
    let root = tempdir().expect("a folder");
    let model = tiny_folder(root.path());
    let output = onesheet(&[
        "bench",
        "--json",
        "--seconds",
        "0.05",
        "--model",
        text(&model),
    ]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let measured: Value = serde_json::from_slice(&output.stdout).expect("one JSON array");
    let measured = measured.as_array().expect("an array");
    let candle: Vec<&Value> = measured
        .iter()
        .filter(|m| m["engine"] == "candle")
        .collect();
    assert_eq!(
        candle
            .iter()
            .map(|m| m["batch"].as_u64())
            .collect::<Vec<_>>(),
        [Some(1), Some(8)]
    );
    for m in measured {
        assert_eq!(
            (m["height"].as_u64(), m["width"].as_u64()),
            (Some(35), Some(23))
        );
        assert!(m["images_per_second"].as_f64() > Some(0.0));
        assert!(m["threads"].as_u64() >= Some(1));
    }
}

#[test]
fn a_map_is_written_over_the_poster() {
    let root = tempdir().expect("a folder");
    let model = tiny_folder(root.path());
    let poster = poster(root.path(), 1).path;
    let map = root.path().join("why.png");
    let words = |genre| {
        let named = [text(&poster), "--map", text(&map), "--genre", genre];
        let words = ["predict", "--model", text(&model)];
        onesheet(&[&words[..], &named[..]].concat())
    };
    let output = words("comedy");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("Comedy; mean evidence"), "{said}");
    let painted = image::open(&map).expect("a picture").to_rgb8();
    let before = image::open(&poster).expect("a picture").to_rgb8();
    assert_eq!(painted.dimensions(), before.dimensions());
    assert_ne!(painted, before);
    let said = words("western");
    assert_eq!(said.status.code(), Some(1));
    let said = String::from_utf8_lossy(&said.stderr);
    assert!(said.contains("it knows Action, Comedy"), "{said}");
    let two = onesheet(&[
        "predict",
        text(&poster),
        text(&poster),
        "--map",
        text(&map),
        "--model",
        text(&model),
    ]);
    assert_eq!(two.status.code(), Some(1));
}
