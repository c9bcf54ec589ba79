//! Names, locks and files of a run's folder; a record for other tests.

use super::*;
use crate::evaluation::Objective;
use crate::training::record::{Record, State};
use crate::training::{Depth, Error, Settings};

/// A run that has just begun.
pub fn record(name: &str) -> Record {
    Record {
        name: name.to_owned(),
        depth: Depth::LastBlock,
        state: State::Running,
        error: None,
        started_from: "backbone".to_owned(),
        teachers: Vec::new(),
        backbone_key: String::new(),
        options: Settings::default_for(Depth::LastBlock),
        refit: None,
        train_films: 10,
        validation_films: 4,
        unreadable: 0,
        data_hash: String::new(),
        targets_hash: String::new(),
        best_epoch: 0,
        validation_macro_auc: None,
        threshold_objective: Objective::F1,
        half: false,
        device: "CPU".to_owned(),
        begun: 0,
        notes: Vec::new(),
        version: "0".to_owned(),
        seconds: 0.0,
    }
}

#[test]
fn names_are_counted_up_and_checked() {
    let runs = tempfile::tempdir().expect("a folder");
    assert_eq!(default_name(runs.path(), "head"), "head-1");
    RunFolder::create(runs.path(), &record("head-1")).expect("a folder");
    assert_eq!(default_name(runs.path(), "head"), "head-2");
    let taken = RunFolder::create(runs.path(), &record("head-1")).expect_err("taken");
    assert!(taken.to_string().contains("choose another name"), "{taken}");
    for bad in ["", "a/b", "..", ".hidden", "a\\b", "trailing.", "a b"] {
        let refused = check_name(runs.path(), bad);
        assert!(matches!(refused, Err(Error::BadName(_))), "{bad:?}");
        assert!(RunFolder::open(runs.path(), bad).is_err(), "{bad:?}");
    }
    assert!(check_name(runs.path(), "noir_2.1-été").is_ok());
}

#[test]
fn one_training_at_a_time() {
    let runs = tempfile::tempdir().expect("a folder");
    let folder = RunFolder::create(runs.path(), &record("one")).expect("a folder");
    assert!(!folder.is_locked());
    let lock = folder.lock().expect("free");
    assert!(folder.is_locked());
    assert!(matches!(folder.lock(), Err(Error::Busy(_))));
    drop(lock);
    assert!(!folder.is_locked());
    folder.lock().expect("free again");
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let runs = tempfile::tempdir().expect("a folder");
    let folder = RunFolder {
        path: runs.path().join("gone"),
    };
    let said = folder
        .write_history(&[])
        .expect_err("no folder")
        .to_string();
    assert!(said.contains("history.jsonl"), "{said}");
}
