//! A report on a library of generated films, through the real import, network and judgement.

mod support;

use std::fs;
use std::path::Path;

use onesheet::catalog::Library;
use onesheet::jobs::Task;
use onesheet::report::{Error, Request, folder, gather, sections};
use onesheet::vision::Reader;
use onesheet::vision::checkpoint::Precision;
use support::{library, model};

const FILMS: usize = 60;

fn request(model: &Path, top: usize) -> Request {
    Request {
        model: model.to_owned(),
        command: "onesheet report <library> --out report".to_owned(),
        thresholds: None,
        top,
    }
}

/// A library and a model's folder with a history, below `folder`.
fn world(folder: &Path, films: usize) -> (Library, Reader, std::path::PathBuf) {
    let root = library::make(folder, films);
    let checkpoint = folder.join("colour-1");
    model::checkpoint()
        .save(&checkpoint, Precision::F32)
        .expect("a folder to write");
    let epochs = (1..=3).map(|epoch| {
        format!(
            "{{\"epoch\":{epoch},\"train_loss\":0.5,\"validation_loss\":0.6,\
             \"validation_macro_auc\":0.7,\"validation_auc\":{{\"Drama\":0.7,\"Horror\":null}},\
             \"learning_rate\":0.001,\"seconds\":1.0}}\n"
        )
    });
    fs::write(checkpoint.join("history.jsonl"), epochs.collect::<String>()).expect("written");
    let library = Library::open(&root).expect("a library");
    let reader = Reader::open(&checkpoint).expect("a model");
    (library, reader, checkpoint)
}

#[test]
fn a_report_tells_what_evaluate_tells_and_shows_the_posters() {
    let folder = tempfile::tempdir().expect("a folder");
    let (library, reader, model) = world(folder.path(), FILMS);
    let task = Task::new();
    let material = gather(&library, &reader, request(&model, 5), &task).expect("sound films");
    let judged = onesheet::evaluation::evaluate_library(
        &library,
        &reader,
        &model,
        onesheet::evaluation::Judged::Split(onesheet::catalog::Split::Test),
        None,
        &task,
    )
    .expect("the same films");
    assert_eq!(material.figures, judged.figures);
    // The funnel is the library's own, from its tables on.
    assert_eq!(
        (material.funnel.films_in(), material.funnel[6].kept),
        (FILMS, FILMS)
    );
    let document = sections::compose(&material, &library, &task).expect("posters to show");
    let out = folder.path().join("report");
    let page = folder::write(&document, &out, &task).expect("a folder to write");

    let html = fs::read_to_string(page).expect("the page");
    for value in [judged.figures.micro.f1, judged.figures.hamming_loss] {
        let value = format!("{value:.3}");
        assert!(html.contains(&value), "the page tells {value}");
    }
    assert!(html.contains("&lt;library&gt;") && !html.contains("<library>"));
    assert!(
        !html
            .replace("http://www.w3.org/2000/svg", "")
            .contains("http")
    );
    for chapter in ["The films", "Thresholds", "How to make this again"] {
        assert!(html.contains(&format!(">{chapter}</h2>")), "{chapter}");
    }
    for objective in ["accuracy", "f1", "precision"] {
        let file = out.join(format!("tables/thresholds-{objective}.csv"));
        let table = fs::read_to_string(&file).expect("a table an objective");
        assert_eq!(
            table.lines().count(),
            7,
            "six genres below the head: {table}"
        );
    }
    let top = fs::read_to_string(out.join("tables/top-horror.csv")).expect("the list");
    assert_eq!(top.lines().count(), 6, "{top}");
    for picture in [
        "roc.png",
        "auc-by-epoch.png",
        "top-horror.jpg",
        "funnel.png",
    ] {
        let picture = image::open(out.join("pictures").join(picture)).expect(picture);
        assert!(picture.width() > 400);
    }
}

#[test]
fn a_library_without_test_films_says_what_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (library, reader, model) = world(folder.path(), 1);
    let error = gather(&library, &reader, request(&model, 0), &Task::new())
        .err()
        .expect("one film is in no more than one split");
    assert!(matches!(error, Error::Judge(_)), "{error}");
    assert!(error.to_string().contains("split"), "{error}");
}

#[test]
fn a_cancelled_report_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (library, reader, model) = world(folder.path(), 12);
    let task = Task::new();
    task.cancel();
    let outcome = gather(&library, &reader, request(&model, 0), &task);
    assert!(outcome.is_err());
    assert!(!folder.path().join("report").exists());
}
