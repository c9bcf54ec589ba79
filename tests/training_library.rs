//! From a library to a run and its figures, with a tiny network and posters drawn on the spot: in
//! the engine, and in the terminal.

mod world;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use candle_core::{DType, Tensor};
use onesheet::catalog::{Film, Genre, Split};
use onesheet::evaluation::{
    Candidates, ChoiceOptions, Judged, ModelPlaces, Objective, Recalibration, ThresholdSet,
    ThresholdSource, choose_on_library,
};
use onesheet::jobs::Task;
use onesheet::training::{
    Depth, Error, HeadOptions, Request, Roles, Run, Settings, activation_need,
};
use onesheet::vision::checkpoint::Precision;
use onesheet::vision::{Checkpoint, FeatureStore, Reader};
use serde_json::Value;

use self::world::{FILMS_PER_GENRE, World};

fn request() -> Request {
    Request {
        settings: Settings {
            head: head(),
            ..Settings::default()
        },
        ..Request::default()
    }
}

fn head() -> HeadOptions {
    HeadOptions {
        epochs: 40,
        batch_size: 16,
        learning_rate: 0.03,
        weight_decay: 0.0,
        dropout: 0.0,
        ..HeadOptions::default()
    }
}

fn last_block() -> Request {
    let settings = Settings {
        epochs: 6,
        batch_size: 16,
        backbone_rate: 3e-3,
        head_rate: 1e-3,
        ema_decay: 0.5,
        head: HeadOptions {
            epochs: 4,
            ..head()
        },
        ..Settings::default_for(Depth::LastBlock)
    };
    Request {
        settings,
        ..Request::default()
    }
}

#[test]
fn a_library_becomes_a_run_that_is_a_model() {
    let world = World::new();
    let run = world.train(&request()).expect("labelled films");
    assert_eq!(run.record.name, "head-1");
    assert_eq!(run.folder.path, world.path("library/runs/head-1"));
    let auc = run
        .record
        .validation_macro_auc
        .expect("both kinds of films");
    assert!(auc > 0.7, "{auc}");
    let history = fs::read_to_string(run.folder.path.join("history.jsonl")).expect("written");
    assert_eq!(history.lines().count(), run.history.len());
    let record = fs::read_to_string(run.folder.path.join("training.json")).expect("written");
    let record: Value = serde_json::from_str(&record).expect("JSON");
    assert_eq!(record["options"]["seed"], 0);
    assert_eq!(record["state"], "finished");
    assert_eq!(
        record["started_from"].as_str().map(PathBuf::from),
        Some(world.path("backbone"))
    );

    // The same features serve: the run stands on the same backbone.
    let saved = Checkpoint::load(&run.folder.path).expect("a run is a model");
    assert_eq!(
        saved.backbone_key().expect("sound"),
        run.record.backbone_key
    );
    assert_eq!(saved.genres, Genre::six());
    assert!(
        saved.provenance.contains_key("backbone") && saved.provenance.contains_key("trained_on")
    );

    // Again: the next name, the same bits.
    let again = world.train(&request()).expect("labelled films");
    assert_eq!(again.record.name, "head-2");
    let weights = |run: &Run| fs::read(run.folder.path.join("model.safetensors")).expect("there");
    assert_eq!(weights(&run), weights(&again));

    let taken = Request {
        name: Some("head-1".to_owned()),
        ..request()
    };
    let refused = world.train(&taken).expect_err("taken").to_string();
    assert!(refused.contains("choose another name"), "{refused}");
    // Nothing half-done is left lying about.
    assert_eq!(
        fs::read_dir(world.path("library/runs"))
            .expect("there")
            .count(),
        2
    );
}

#[test]
fn a_run_is_judged_on_the_splits() {
    let world = World::new();
    let half = Request {
        precision: Precision::F16,
        ..request()
    };
    let model = world.train(&half).expect("labelled films").folder.path;
    let test = Judged::Split(Split::Test);
    let plain = world.evaluate(&model, test, None).expect("test films");
    assert_eq!(
        (plain.thresholds_from, plain.objective),
        (ThresholdSource::Model, None)
    );
    assert!(plain.figures.macro_auc.expect("both kinds") > 0.7);

    // The run's thresholds were chosen for F1 on the same validation films.
    let chosen = world
        .evaluate(&model, test, Some(Objective::F1))
        .expect("test films");
    assert_eq!(chosen.thresholds_from, ThresholdSource::Validation);
    assert_eq!(chosen.figures, plain.figures);

    let all = world
        .evaluate(&model, Judged::All, Some(Objective::Accuracy))
        .expect("films");
    assert_eq!(all.figures.films, FILMS_PER_GENRE * 6);
    assert!(
        all.notes.iter().any(|note| note.contains("flatter")),
        "{:?}",
        all.notes
    );
}

#[test]
fn a_run_at_another_size_is_a_model_of_that_size() {
    let world = World::new();
    let train = |size: &str| {
        let words = ["train", "library", "--model", "backbone", "--depth", "head"];
        world.onesheet(&[&words[..], &["--name", "large", "--size", size]].concat())
    };
    let said = train("0x30");
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(said.contains("cannot be brought to that size"), "{said}");
    assert_eq!(train("large").status.code(), Some(2));
    assert!(train("70x46").status.success());
    let model = Checkpoint::load(&world.path("library/runs/large")).expect("a model");
    assert_eq!(
        (model.preprocessing.height, model.preprocessing.width),
        (70, 46)
    );
    // Its features are its own, and it judges with them.
    let plain = Checkpoint::load(&world.path("backbone")).expect("a backbone");
    assert_ne!(
        model.backbone_key().expect("a name"),
        plain.backbone_key().expect("a name")
    );
    let judged = Judged::Split(Split::Test);
    let found = world.evaluate(&world.path("library/runs/large"), judged, None);
    assert!(found.expect("a model").figures.macro_auc.is_some());
}

#[test]
fn only_the_splits_that_are_needed_are_read() {
    let world = World::new();
    let run = world.train(&request()).expect("labelled films");
    let library = world.library();
    let films = library.films().expect("films");
    let count = |splits: &[Split]| {
        let wanted = |film: &&Film| film.split.is_some_and(|split| splits.contains(&split));
        films.iter().filter(wanted).count()
    };
    let model = Checkpoint::load(&run.folder.path).expect("a model");
    let key = model.backbone_key().expect("a name");
    let read = || {
        let store = FeatureStore::open(&library.features_dir(), &key);
        store.expect("a store").len()
    };
    assert_eq!(read(), count(&[Split::Train, Split::Validation]));
    let judged = Judged::Split(Split::Test);
    world
        .evaluate(&run.folder.path, judged, None)
        .expect("test films");
    assert_eq!(read(), count(&Split::ALL));
}

#[test]
fn the_terminal_trains_and_judges() {
    let world = World::new();
    let trained = world.onesheet(&[
        "train",
        "library",
        "--depth",
        "head",
        "--model",
        "backbone",
        "--name",
        "first",
        "--epochs",
        "5",
        "--batch-size",
        "16",
        "--learning-rate",
        "0.03",
        "--json",
    ]);
    let text = String::from_utf8_lossy(&trained.stderr).into_owned();
    assert!(trained.status.success(), "{text}");
    let report: Value = serde_json::from_slice(&trained.stdout).expect("one object");
    assert_eq!(
        (&report["name"], &report["depth"]),
        (&"first".into(), &"head".into())
    );
    assert_eq!(report["history"].as_array().map(Vec::len), Some(5));

    let again = world.onesheet(&[
        "train", "library", "--depth", "head", "--model", "backbone", "--name", "first",
    ]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("exists already"));

    let table = world.onesheet(&["evaluate", "library", "--model", "library/runs/first"]);
    let table = String::from_utf8_lossy(&table.stdout).into_owned();
    for word in [
        "macro AUC",
        "Thriller",
        "'no' to all",
        "Hamming",
        "own thresholds",
    ] {
        assert!(table.contains(word), "{word} is not in:\n{table}");
    }
    let json = world.onesheet(&[
        "evaluate",
        "library",
        "--model",
        "library/runs/first",
        "--objective",
        "f1",
        "--json",
    ]);
    let json: Value = serde_json::from_slice(&json.stdout).expect("one object");
    assert_eq!(
        (&json["split"], &json["objective"]),
        (&"test".into(), &"f1".into())
    );
    assert!(json["macro_auc"].is_number() && json["baselines"]["all_negative"].is_object());

    assert_eq!(world.onesheet(&["train", "library"]).status.code(), Some(2));
    assert_eq!(
        world.onesheet(&["evaluate", "nowhere"]).status.code(),
        Some(1)
    );
}

#[test]
fn the_last_block_learns_more_than_the_head_it_starts_from() {
    let world = World::new();
    let start = Reader::new(Checkpoint::load(&world.path("backbone")).expect("a backbone"));
    let start = start.expect("a small network");
    let need = || {
        let settings = Settings::default_for(Depth::LastBlock);
        let need = activation_need(&world.library(), &start, &settings, Roles::Apart);
        need.expect("a sound library")
            .expect("activations are stored")
    };
    let library = world.library();
    let films = library.films().expect("films");
    let count = |split| {
        films
            .iter()
            .filter(|film| film.split == Some(split))
            .count()
    };
    let views = 2 * count(Split::Train) + count(Split::Validation);
    // 24 channels of 3 x 2 after layer 3, in half precision.
    let bytes = (views * 24 * 3 * 2 * 2) as u64;
    assert_eq!(
        (need().views, need().bytes, need().stored),
        (views, bytes, 0)
    );

    let run = world.train(&last_block()).expect("labelled films");
    assert_eq!(run.record.name, "last-block-1");
    assert_eq!((need().views, need().stored), (0, bytes));
    let losses: Vec<f64> = run.history.iter().map(|epoch| epoch.train_loss).collect();
    assert!(losses[losses.len() - 1] < losses[0], "{losses:?}");
    let auc = run
        .record
        .validation_macro_auc
        .expect("both kinds of films");
    let note = &run.record.notes[0];
    let before: f64 = note
        .split("macro AUC ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next()?.parse().ok())
        .unwrap_or_else(|| panic!("{note}"));
    assert!(auc > before, "{auc} after {before}");

    // The saved model says through the whole network what was judged from the activations: the
    // same figure up to their half precision.
    let judged = Judged::Split(Split::Validation);
    let evaluation = world
        .evaluate(&run.folder.path, judged, None)
        .expect("a model");
    let whole = evaluation.figures.macro_auc.expect("both kinds of films");
    assert!((whole - auc).abs() < 0.02, "{whole} {auc}");

    // Over both mirror images: kept, and another figure.
    let both = world.onesheet(&[
        "evaluate",
        "library",
        "--model",
        "library/runs/last-block-1",
        "--split",
        "validation",
        "--flips",
        "--json",
    ]);
    let both: Value = serde_json::from_slice(&both.stdout).expect("one object");
    let both = both["macro_auc"].as_f64().expect("both kinds of films");
    assert!(
        both != whole && (both - whole).abs() < 0.1,
        "{both} {whole}"
    );

    // Layer 4 learned; what is before it did not.
    let (saved, before) = (
        Checkpoint::load(&run.folder.path).expect("a model"),
        Checkpoint::load(&world.path("backbone")).expect("a backbone"),
    );
    for (name, tensor) in &before.tensors {
        let plain = |tensor: &Tensor| tensor.to_dtype(DType::F32).expect("a number format");
        let off = (plain(tensor) - plain(&saved.tensors[name]))
            .and_then(|difference| difference.abs()?.max_all()?.to_scalar::<f32>());
        let learned = off.expect("one shape") > 0.0;
        let may = name.starts_with("layer4.") && !name.contains("running_");
        assert_eq!(learned, may, "{name}");
    }
}

#[test]
fn the_same_seed_gives_the_same_last_block() {
    let world = World::new();
    let weights = |name: &str, seed: u64| {
        let mut request = last_block();
        request.name = Some(name.to_owned());
        (request.settings.seed, request.settings.epochs) = (seed, 2);
        let run = world.train(&request).expect("labelled films");
        let model = Checkpoint::load(&run.folder.path).expect("a model");
        let weights = model.tensors["layer4.0.conv2.weight"].flatten_all();
        weights
            .and_then(|flat| flat.to_vec1::<f32>())
            .expect("numbers")
    };
    let (one, same, other) = (weights("a", 7), weights("b", 7), weights("c", 8));
    assert!(one == same, "the same seed");
    assert!(one != other, "another seed");
}

#[test]
fn a_last_block_that_runs_away_is_stopped_in_words() {
    let world = World::new();
    let mut request = last_block();
    (request.settings.backbone_rate, request.settings.warm_up) = (1e38, 0.0);
    let error = world.train(&request).expect_err("no numbers left");
    assert!(matches!(error, Error::NotFinite { .. }), "{error}");
    assert!(error.to_string().contains("learning rate below"), "{error}");
    let runs = fs::read_dir(world.path("library/runs"));
    assert!(
        runs.map_or(0, Iterator::count) == 0,
        "no run is left behind"
    );
}

#[test]
fn the_terminal_says_what_the_last_block_takes_first() {
    let world = World::new();
    let words = [
        "train",
        "library",
        "--depth",
        "last-block",
        "--model",
        "backbone",
        "--epochs",
        "1",
        "--json",
    ];
    let first = world.onesheet(&words);
    let said = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(first.status.success(), "{said}");
    assert!(said.contains("GB in ") && said.contains("layer3"), "{said}");
    let report: Value = serde_json::from_slice(&first.stdout).expect("one object");
    assert_eq!(report["depth"], "last-block");
    assert_eq!(report["options"]["epochs"], 1);
    // The activations are there: nothing to say.
    let again = world.onesheet(&words);
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(again.status.success() && !said.contains("GB in "), "{said}");
}

#[test]
fn thresholds_are_chosen_applied_and_used() {
    let world = World::new();
    let run = world.train(&request()).expect("labelled films").folder.path;
    let (run_words, poster) = (run.display().to_string(), "3.png");
    let data = world.path("data");
    let onesheet = |words: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_onesheet"))
            .current_dir(world.folder.path())
            .env("XDG_DATA_HOME", &data)
            .env("HOME", &data)
            .args(words)
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{words:?}: {said}{error}");
        (said, error)
    };
    let predict = || {
        let (said, error) = onesheet(&["predict", poster, "--model", &run_words, "--json"]);
        let line: Value = serde_json::from_str(&said).expect("JSON");
        (line, error)
    };
    let (before, _) = predict();
    assert!(before["thresholds"].is_null(), "{before}");

    // Chosen, shown, written; the model is untouched.
    let choose = [
        "thresholds",
        "library",
        "--model",
        &run_words,
        "--objective",
        "recall@precision=0.6",
        "--name",
        "careful",
        "--out",
        "careful.json",
    ];
    let (said, _) = onesheet(&choose);
    for word in ["on validation", "on test", "'no' to all", "careful.json"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert_eq!(predict().0, before);
    let set = ThresholdSet::read(&world.path("careful.json")).expect("as written");
    assert_eq!(set.name, "careful");
    assert_eq!(set.objective, Some(Objective::RecallAtPrecision(0.6)));
    assert_eq!(set.chosen_on.map(|on| on.split), Some(Split::Validation));

    // Applied: the run's own folder says so, and predict uses it.
    onesheet(&[
        "thresholds",
        "--from",
        "careful.json",
        "--model",
        &run_words,
        "--apply",
    ]);
    let (after, error) = predict();
    assert_eq!(after["thresholds"], "careful");
    assert!(error.contains("'careful'"), "{error}");
    let horror = set.genres.iter().position(|genre| genre.name() == "Horror");
    let expected = set.thresholds[horror.expect("one of the six")].value();
    let mut genres = after["genres"].as_array().expect("six").iter();
    let horror = genres.find(|genre| genre["genre"] == "Horror");
    let used = horror.expect("one of the six")["threshold"].as_f64();
    assert!((used.expect("a number") - f64::from(expected)).abs() < 1e-6);
    let (said, _) = onesheet(&["evaluate", "library", "--model", &run_words]);
    assert!(said.contains("'careful'"), "{said}");

    // Without a calibration, and with one that was fitted here.
    for kind in ["off", "fit", "model"] {
        let words = ["thresholds", "library", "--model", &run_words, "--json"];
        let more = ["--calibration", kind, "--apply"];
        let (said, _) = onesheet(&[&words[..], &more[..]].concat());
        let chosen: Value = serde_json::from_str(&said).expect("JSON");
        assert!(chosen["test"]["macro"]["f1"].is_f64(), "{chosen}");
        let model = Checkpoint::load(&run).expect("a model still");
        assert_eq!(model.set_aside.is_some(), kind != "model", "{kind}");
        let plain = model.calibration.iter().all(|one| one.kind() == "none");
        assert_eq!(plain, kind == "off", "{kind}");
    }
}

#[test]
fn the_shipped_model_stays_as_it_was_shipped() {
    let world = World::new();
    let shipped = world.train(&request()).expect("labelled films").folder.path;
    let places = ModelPlaces {
        shipped: Some(shipped.clone()),
        data: Some(world.path("data")),
    };
    let bytes = || fs::read(shipped.join("thresholds.json")).expect("there");
    let before = bytes();
    let opened = places.open(&shipped).expect("a model");
    assert!(opened.applied.is_none());
    let reader = Reader::new(opened.checkpoint).expect("a small network");
    let options = ChoiceOptions {
        name: "mine".to_owned(),
        objective: Objective::Youden,
        candidates: Candidates::Exact,
        calibration: Recalibration::Keep,
    };
    let chosen = choose_on_library(&world.library(), &reader, &options, &Task::new())
        .expect("validation films");
    let file = places
        .apply(&chosen.set, &shipped, reader.checkpoint())
        .expect("applied");
    assert!(file.starts_with(world.path("data")) && file.is_file());
    assert_eq!(bytes(), before);

    let opened = places.open(&shipped).expect("a model");
    assert_eq!(opened.checkpoint.thresholds, chosen.set.thresholds);
    assert_eq!(opened.applied.expect("applied").name, "mine");
    // Another computer, or another user: nothing of it.
    let elsewhere = ModelPlaces::default().open(&shipped).expect("a model");
    assert!(elsewhere.applied.is_none());

    assert!(places.reset(&shipped).expect("removed"));
    assert!(!places.reset(&shipped).expect("nothing there"));
    assert!(places.open(&shipped).expect("a model").applied.is_none());

    // What does not fit is refused, and damage is said with its place.
    let mut other = chosen.set.clone();
    other.genres.truncate(2);
    other.thresholds.truncate(2);
    let refused = places
        .apply(&other, &shipped, reader.checkpoint())
        .expect_err("four are missing");
    assert!(refused.to_string().contains("another model"), "{refused}");
    fs::write(&file, "{").expect("written");
    let said = places.open(&shipped).err().expect("damaged").to_string();
    assert!(said.contains("thresholds.json"), "{said}");
}
