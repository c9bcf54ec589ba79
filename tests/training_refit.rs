//! A refit: a finished run once more, learned from training and validation films together; and that
//! figures on films that a model learned from say so.

mod world;

use onesheet::catalog::Split;
use onesheet::evaluation::{Evaluation, Judged, Objective};
use onesheet::jobs::Task;
use onesheet::training::average::{AverageRequest, average_runs};
use onesheet::training::watch::Event;
use onesheet::training::{
    Depth, Error, HeadOptions, Nobody, RefitRequest, Request, Run, Settings, State, refit_library,
    resume_library,
};
use onesheet::vision::checkpoint::Precision;
use onesheet::vision::{Checkpoint, DeviceChoice};
use serde_json::Value;

use self::world::World;

/// So few epochs are best that a schedule cut short would be another one.
fn request(name: &str, depth: Depth) -> Request {
    Request {
        name: Some(name.to_owned()),
        settings: Settings {
            epochs: 3,
            batch_size: 16,
            backbone_rate: 3e-3,
            head_rate: 1e-3,
            ema_decay: 0.5,
            head: HeadOptions {
                epochs: 10,
                batch_size: 16,
                learning_rate: 0.03,
                ..HeadOptions::default()
            },
            ..Settings::default_for(depth)
        },
        ..Request::default()
    }
}

fn of(run: &str, seed: Option<u64>) -> RefitRequest {
    RefitRequest {
        run: run.to_owned(),
        name: None,
        seed,
        device: DeviceChoice::Cpu,
    }
}

fn refit(world: &World, request: &RefitRequest) -> Result<Run, Error> {
    refit_library(&world.library(), request, &Task::new(), &mut Nobody)
}

fn model(run: &Run) -> Checkpoint {
    Checkpoint::load(&run.folder.path).expect("a run is a model")
}

fn weights(run: &Run) -> Vec<u8> {
    std::fs::read(run.folder.path.join("model.safetensors")).expect("there")
}

/// The BLAKE3 of the posters of one split.
fn posters(world: &World, split: Split) -> Vec<[u8; 32]> {
    let films = world.library().films().expect("films");
    let films = films.iter().filter(|film| film.split == Some(split));
    let posters = films.filter_map(|film| film.poster.as_ref());
    posters.map(|poster| poster.content_hash).collect()
}

#[test]
fn a_refit_learns_from_both_splits_and_takes_over_what_was_chosen() {
    let world = World::new();
    for depth in [Depth::Head, Depth::LastBlock, Depth::LastTwo, Depth::Full] {
        let base = world
            .train(&request(depth.name(), depth))
            .expect("labelled");
        if depth == Depth::Head {
            // Thresholds that a person applied, and the calibration that they stand in, count too.
            let words = [
                "thresholds",
                "library",
                "--model",
                "library/runs/head",
                "--apply",
            ];
            let said = world.onesheet(&[&words[..], &["--calibration", "off"]].concat());
            assert!(said.status.success(), "{said:?}");
            assert!(model(&base).set_aside.is_some());
        }
        let again = refit(&world, &of(depth.name(), None)).expect("it can be repeated");
        let record = &again.record;
        assert_eq!(record.state, State::Finished);
        assert_eq!(record.options, base.record.options);
        assert_eq!(record.validation_films, 0);
        let films = base.record.train_films + base.record.validation_films;
        assert_eq!(record.train_films, films, "{depth}");
        assert_eq!(again.history.len(), base.record.best_epoch, "{depth}");
        for (epoch, before) in again.history.iter().zip(&base.history) {
            assert_eq!(
                (epoch.validation_loss, epoch.validation_macro_auc),
                (None, None)
            );
            assert!(before.validation_loss.is_some());
        }

        let (old, new) = (model(&base), model(&again));
        assert_eq!(new.calibration, old.calibration, "{depth}");
        assert_eq!(new.set_aside, old.set_aside, "{depth}");
        assert_eq!(new.thresholds, old.thresholds, "{depth}");
        assert!(weights(&base) != weights(&again), "{depth}");
        let [train, validation, test] = Split::ALL.map(|split| posters(&world, split));
        assert!(!validation.is_empty() && !test.is_empty());
        let learned = &new.learned_posters;
        assert_eq!(learned.among(&train), train.len());
        assert_eq!(learned.among(&validation), validation.len());
        assert_eq!(learned.among(&test), 0);
        assert_eq!(old.learned_posters.among(&validation), 0);
        // The same once more, the same bits; another seed, others.
        let same = refit(&world, &of(depth.name(), None)).expect("once more");
        assert!(weights(&again) == weights(&same), "{depth}");
    }
}

#[test]
fn a_refit_that_was_stopped_ends_in_the_same_bytes() {
    let world = World::new();
    world
        .train(&request("base", Depth::LastBlock))
        .expect("labelled");
    let straight = refit(&world, &of("base", Some(5))).expect("a run");
    assert_eq!(straight.record.options.seed, 5);
    let task = Task::new();
    let stopping = task.clone();
    let mut stop = move |event: Event| {
        if matches!(event, Event::Step(ref step) if step.step == 2) {
            stopping.cancel();
        }
    };
    let library = world.library();
    let stopped = refit_library(&library, &of("base", Some(5)), &task, &mut stop);
    let stopped = stopped.expect("what was learned stays");
    assert_eq!(stopped.record.state, State::Stopped);
    let name = stopped.record.name;
    let task = Task::new();
    let ended = resume_library(&library, &name, DeviceChoice::Cpu, &task, &mut Nobody);
    let ended = ended.expect("it goes on");
    assert_eq!(ended.record.state, State::Finished);
    assert!(weights(&ended) == weights(&straight));
}

#[test]
fn figures_on_films_that_were_learned_say_so() {
    let world = World::new();
    let base = world
        .train(&request("base", Depth::Head))
        .expect("labelled");
    let again = refit(&world, &of("base", None)).expect("a run");
    let flatters = |evaluation: &Evaluation| {
        let notes = evaluation.notes.iter();
        notes
            .filter(|note| note.contains("the model learned from"))
            .count()
    };
    let judged = |run: &Run, split, objective| {
        let judged = Judged::Split(split);
        let evaluation = world.evaluate(&run.folder.path, judged, objective);
        flatters(&evaluation.expect("films to judge"))
    };
    assert_eq!(judged(&base, Split::Train, None), 1);
    assert_eq!(judged(&base, Split::Validation, None), 0);
    assert_eq!(judged(&base, Split::Test, Some(Objective::F1)), 0);
    assert_eq!(judged(&again, Split::Validation, None), 1);
    assert_eq!(judged(&again, Split::Test, None), 0);
    // The thresholds would be chosen on films that it learned from.
    assert_eq!(judged(&again, Split::Test, Some(Objective::F1)), 1);

    let words = ["thresholds", "library", "--model", "library/runs/refit-1"];
    let said = world.onesheet(&words);
    let said = [said.stdout, said.stderr].concat();
    let said = String::from_utf8_lossy(&said).to_lowercase();
    assert!(said.contains("the model learned from"), "{said}");

    // And in a report.
    let model = ["--model", "library/runs/refit-1", "--top", "0"];
    let said = world.onesheet(&[&["report", "library", "--out", "told"], &model[..]].concat());
    assert!(said.status.success());
    let told = std::fs::read_to_string(world.path("told/report.md")).expect("a page");
    assert!(told.contains("validation films: figures on them flatter it"));
    assert!(told.contains("neither learned from nor chosen on"));

    // What starts from it inherits what it learned.
    let words = ["train", "library", "--model", "library/runs/refit-1"];
    let options = ["--depth", "head", "--epochs", "2", "--name", "deeper"];
    let said = world.onesheet(&[&words[..], &options[..]].concat());
    assert!(said.status.success());
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(
        said.contains("learned from") && said.contains("flatter"),
        "{said}"
    );
    let inherited = Checkpoint::load(&world.path("library/runs/deeper")).expect("a model");
    let validation = posters(&world, Split::Validation);
    assert_eq!(
        inherited.learned_posters.among(&validation),
        validation.len()
    );
}

#[test]
fn refits_can_be_averaged_among_themselves_only() {
    let world = World::new();
    let base = world
        .train(&request("base", Depth::LastBlock))
        .expect("labelled");
    for seed in [1, 2] {
        refit(&world, &of("base", Some(seed))).expect("a run");
    }
    let library = world.library();
    let wanted = |runs: [&str; 2]| AverageRequest {
        runs: runs.map(str::to_owned).to_vec(),
        name: None,
        flips: false,
        precision: Precision::F32,
    };
    let mean = average_runs(&library, &wanted(["refit-1", "refit-2"]), &Task::new());
    let mean = mean.expect("they belong together");
    assert_eq!(mean.record.validation_macro_auc, None);
    let (mean, old) = (model(&mean), model(&base));
    assert_eq!(mean.thresholds, old.thresholds);
    assert_eq!(mean.calibration, old.calibration);
    let validation = posters(&world, Split::Validation);
    assert_eq!(mean.learned_posters.among(&validation), validation.len());
    let mixed = average_runs(&library, &wanted(["base", "refit-1"]), &Task::new());
    let said = mixed.expect_err("refused").to_string();
    assert!(said.contains("learned from other films"), "{said}");
}

#[test]
fn what_cannot_be_repeated_is_refused_in_words() {
    let world = World::new();
    world
        .train(&request("base", Depth::Head))
        .expect("labelled");
    let said = world.onesheet(&["refit", "library", "base", "--json"]);
    let record: Value = serde_json::from_slice(&said.stdout).expect("one object");
    assert_eq!(record["refit"]["run"], "base");
    let refused = |words: &[&str]| {
        let said = world.onesheet(&[&["refit", "library"], words].concat());
        assert_eq!(said.status.code(), Some(1));
        String::from_utf8_lossy(&said.stderr).into_owned()
    };
    assert!(refused(&["refit-1"]).contains("is a refit already"));
    assert!(refused(&["gone"]).contains("'gone'"));
    assert!(refused(&["base", "--name", "base"]).contains("exists already"));
    let left = std::fs::read_dir(world.path("library/runs")).expect("the runs");
    assert_eq!(left.count(), 2, "nothing is left behind");
}
