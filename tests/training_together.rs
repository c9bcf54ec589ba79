//! Trainings that learn from each other: the mean of several runs, and teachers.

mod world;

use candle_core::DType;
use onesheet::catalog::{Genre, Split};
use onesheet::evaluation::LibraryFeatures;
use onesheet::evaluation::library::score;
use onesheet::jobs::Task;
use onesheet::training::average::{AverageRequest, average_runs};
use onesheet::training::{
    Depth, Error, Films, HeadOptions, Request, Run, Settings, State, runs, teachers,
};
use onesheet::vision::checkpoint::Precision;
use onesheet::vision::{Checkpoint, Reader};
use serde_json::Value;

use self::world::World;

fn request(name: &str, seed: u64) -> Request {
    Request {
        name: Some(name.to_owned()),
        settings: Settings {
            epochs: 2,
            batch_size: 16,
            backbone_rate: 3e-3,
            head_rate: 1e-3,
            ema_decay: 0.5,
            seed,
            head: HeadOptions {
                epochs: 10,
                batch_size: 16,
                learning_rate: 0.03,
                ..HeadOptions::default()
            },
            ..Settings::default_for(Depth::LastBlock)
        },
        ..Request::default()
    }
}

fn average(runs: &[&str], precision: Precision) -> AverageRequest {
    AverageRequest {
        runs: runs.iter().map(|&name| name.to_owned()).collect(),
        name: None,
        flips: true,
        precision,
    }
}

fn values(model: &Checkpoint, name: &str) -> Vec<f32> {
    let tensor = model.tensors[name].to_dtype(DType::F32);
    let flat = tensor.and_then(|tensor| tensor.flatten_all()?.to_vec1());
    flat.expect("numbers")
}

fn train(world: &World, name: &str, seed: u64) -> Run {
    world.train(&request(name, seed)).expect("labelled films")
}

#[test]
fn the_mean_of_two_runs_is_a_run() {
    let world = World::new();
    let members = [train(&world, "a", 1), train(&world, "b", 2)];
    let library = world.library();
    let wanted = average(&["a", "b"], Precision::F16);
    let run = average_runs(&library, &wanted, &Task::new()).expect("they belong together");
    assert_eq!(run.record.name, "average-1");
    assert_eq!(run.record.state, State::Finished);
    assert!(
        run.record.notes[0].contains("a, b"),
        "{:?}",
        run.record.notes
    );

    let saved = Checkpoint::load(&run.folder.path).expect("a model");
    let parts = members.map(|run| Checkpoint::load(&run.folder.path).expect("a model"));
    for name in ["layer4.0.conv2.weight", "fc.weight", "conv1.weight"] {
        let (mean, a, b) = (
            values(&saved, name),
            values(&parts[0], name),
            values(&parts[1], name),
        );
        let off = mean.iter().zip(a.iter().zip(&b)).map(|(mean, (a, b))| {
            let exact = (a + b) / 2.0;
            (mean - exact).abs() / exact.abs().max(1e-3)
        });
        let off = off.fold(0.0, f32::max);
        assert!(off < 1e-3, "{name}: {off}, in half precision");
    }

    // What validation said of it is what the terminal says of the file.
    let judged = world.onesheet(&[
        "evaluate",
        "library",
        "--model",
        "library/runs/average-1",
        "--split",
        "validation",
        "--flips",
        "--json",
    ]);
    let judged: Value = serde_json::from_slice(&judged.stdout).expect("one object");
    let auc = run
        .record
        .validation_macro_auc
        .expect("both kinds of films");
    let told = judged["macro_auc"].as_f64().expect("both kinds of films");
    assert!((told - auc).abs() < 1e-6, "{told} {auc}");
    assert!(
        runs::list(&library.runs_dir())
            .iter()
            .any(|run| run.usable && run.name == "average-1")
    );

    // In the terminal too, and under a name.
    let said = world.onesheet(&["average", "library", "a", "b", "--name", "soup", "--json"]);
    let record: Value = serde_json::from_slice(&said.stdout).expect("one object");
    assert_eq!(record["name"], "soup");
    let said = world.onesheet(&["average", "library", "a", "b", "--name", "soup"]);
    let words = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(
        !said.status.success() && words.contains("exists already"),
        "{words}"
    );
}

#[test]
fn runs_that_do_not_belong_together_are_refused_in_words() {
    let world = World::new();
    train(&world, "a", 1);
    let library = world.library();
    let refused = |names: &[&str]| {
        let wanted = average(names, Precision::F32);
        let outcome = average_runs(&library, &wanted, &Task::new());
        outcome.expect_err("refused").to_string()
    };
    assert!(refused(&["a"]).contains("at least two"));
    assert!(refused(&["a", "gone"]).contains("'gone'"));
    // A run that began from another model.
    let mut words = vec!["train", "library", "--model", "library/runs/a"];
    words.extend(["--depth", "last-block", "--epochs", "1", "--name", "c"]);
    assert!(world.onesheet(&words).status.success());
    let said = refused(&["a", "c"]);
    assert!(said.contains("c began from another model than a"), "{said}");
    let left = std::fs::read_dir(library.runs_dir()).expect("the runs");
    assert_eq!(left.count(), 2, "nothing is left behind");
}

#[test]
fn teachers_move_the_labels() {
    let world = World::new();
    let run = train(&world, "a", 1);
    let (library, task, genres) = (world.library(), Task::new(), Genre::six());
    let films = library.films().expect("films");
    let films = Films::collect(&films, &[Split::Train], &genres, |_| true);
    let folders = [run.folder.path.clone()];
    let at = |share: f64| {
        let (films, folders) = ((&films, &genres[..]), (&folders[..], share));
        let told = teachers::targets(&library, films, folders, &[Split::Train], &task);
        told.expect("the same genres")
    };
    let labels = teachers::labels(&films, genres.len());
    assert_eq!(at(0.0), labels);

    let reader = Reader::open(&run.folder.path).expect("a model");
    let features = LibraryFeatures::ensure_both(&library, &reader, &[Split::Train], &task);
    let examples = features
        .expect("posters")
        .examples(&[Split::Train], &genres);
    assert_eq!(examples.films, films.ids);
    let said = score(&examples, reader.checkpoint()).expect("its own features");
    for ((half, label), said) in at(0.5).iter().zip(&labels).zip(&said) {
        let by_hand = (label + said) / 2.0;
        assert!((half - by_hand).abs() < 1e-6, "{half} {by_hand}");
    }
    // Two that say the same are one.
    let twice = [folders[0].clone(), folders[0].clone()];
    let splits = [Split::Train];
    let told = teachers::targets(&library, (&films, &genres), (&twice, 1.0), &splits, &task);
    for (told, said) in told.expect("the same genres").iter().zip(&said) {
        assert!((told - said).abs() < 1e-6, "{told} {said}");
    }

    // Another model comes out, and the record says who taught.
    let mut taught = request("taught", 2);
    taught.teachers = folders.to_vec();
    let taught = world.train(&taught).expect("labelled films");
    assert!(taught.record.teachers[0].ends_with('a'));
    let plain = train(&world, "plain", 2);
    let weights = |run: &Run| {
        let model = Checkpoint::load(&run.folder.path).expect("a model");
        values(&model, "layer4.0.conv2.weight")
    };
    assert!(weights(&taught) != weights(&plain));
    // The same films: they can be averaged.
    assert!(!taught.record.targets_hash.is_empty() && plain.record.targets_hash.is_empty());
    let both = average(&["taught", "plain"], Precision::F32);
    average_runs(&library, &both, &task).expect("they belong together");
}

#[test]
fn a_head_has_no_teachers() {
    let world = World::new();
    let run = train(&world, "a", 1);
    let head = Request {
        teachers: vec![run.folder.path],
        settings: Settings::default_for(Depth::Head),
        ..Request::default()
    };
    assert!(matches!(world.train(&head), Err(Error::Settings(_))));
    let words = ["train", "library", "--model", "backbone", "--depth", "head"];
    let said = world.onesheet(&[&words[..], &["--teaching", "0.3"]].concat());
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(said.contains("--teaching"), "{said}");
}
