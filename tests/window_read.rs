//! Reading in the window: drop, paste, turn, forget, and what happens with files that are none.

#![cfg(feature = "gui")]

mod support;

use std::sync::Arc;

use egui::{Color32, ColorImage, Event, Key, Role};
use egui_kittest::kittest::Queryable;
use onesheet::app::pages::read::Command;
use onesheet::app::shared::model::ModelStatus;
use onesheet::app::shared::reading::ReaderSource;
use onesheet::catalog::Genre;
use support::harness::window;
use support::posters;

#[test]
fn a_dropped_poster_is_read() {
    let mut window = window().open();
    window.harness.get_by_label("Drop a poster on this window");
    let poster = posters::write(window.folder.path(), 3);
    window.drop_files(&[poster]);
    window.harness.get_by_label("horror-3.png");
    window.harness.get_by_label("Reads as Horror");
    window.harness.get_by_label("Poster: horror-3.png");
    let is_bar = |label: &str| {
        Genre::six()
            .iter()
            .any(|genre| label.starts_with(genre.name()))
    };
    let bars = window.harness.get_all_by(|node| {
        node.role() == Role::Button && node.label().is_some_and(|label| is_bar(&label))
    });
    assert_eq!(bars.count(), 6);
    window.harness.get_by(|node| {
        node.role() == Role::Button
            && node
                .label()
                .is_some_and(|label| label.starts_with("Horror") && label.contains(", passed"))
    });
}

#[test]
fn three_posters_make_a_strip_that_arrows_turn() {
    let mut window = window().open();
    let files = [3, 4, 2].map(|kind| posters::write(window.folder.path(), kind));
    window.drop_files(&files);
    assert_eq!(window.sentence().as_deref(), Some("Reads as Horror"));
    window.press(Key::ArrowRight);
    assert_eq!(window.title().as_deref(), Some("romance-4.png"));
    window.press(Key::ArrowRight);
    assert_eq!(window.sentence().as_deref(), Some("Reads as Drama"));
    window.press(Key::ArrowLeft);
    assert_eq!(window.title().as_deref(), Some("romance-4.png"));
    window
        .harness
        .get_by_role_and_label(Role::Button, "horror-3.png")
        .click();
    window.harness.run_steps(3);
    assert_eq!(window.title().as_deref(), Some("horror-3.png"));
    window.press(Key::Delete);
    assert_eq!(window.title().as_deref(), Some("romance-4.png"));
    assert_eq!(window.app().pages.read.session.decoded().count(), 2);
}

#[test]
fn garbage_says_what_is_wrong_and_the_last_reading_stays() {
    let mut window = window().open();
    let poster = posters::write(window.folder.path(), 3);
    window.drop_files(&[poster]);
    let garbage = window.folder.path().join("letter.jpg");
    std::fs::write(&garbage, "Dear Sir or Madam").expect("the test's folder takes files");
    window.drop_files(&[garbage]);
    window.harness.get_by_label("Reads as Horror");
    window.harness.get_by_label("letter.jpg could not be read");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Close this notice")
        .click();
    window.harness.run_steps(3);
    assert!(
        window
            .harness
            .query_by_label("letter.jpg could not be read")
            .is_none()
    );
    window.harness.get_by_label("Reads as Horror");
}

#[test]
fn good_files_are_read_between_bad_ones() {
    let mut window = window().open();
    let folder = window.folder.path().to_owned();
    let empty = folder.join("empty.png");
    std::fs::write(&empty, "").expect("the test's folder takes files");
    let missing = folder.join("missing.png");
    let poster = posters::write(&folder, 2);
    window.drop_files(&[empty, poster, missing]);
    window.harness.get_by_label("Reads as Drama");
    window.harness.get_by_label("2 files could not be read");
}

#[test]
fn a_pasted_image_is_read() {
    let mut window = window().open();
    let image = ColorImage::filled([40, 60], Color32::from_rgb(44, 74, 140));
    window.harness.event(Event::PasteImage(Arc::new(image)));
    window.settle();
    assert_eq!(window.title().as_deref(), Some("Pasted image"));
    window.harness.get_by_label("Reads as Drama");
}

#[test]
fn a_pasted_path_is_read_and_other_text_is_refused() {
    let mut window = window().open();
    let poster = posters::write(window.folder.path(), 4);
    let text = poster.display().to_string();
    window.harness.event(Event::Paste(text));
    window.settle();
    assert_eq!(window.title().as_deref(), Some("romance-4.png"));
    window
        .harness
        .event(Event::Paste("Roses are red".to_owned()));
    window.settle();
    window.harness.get_by_label("Nothing to read");
    assert_eq!(window.title().as_deref(), Some("romance-4.png"));
}

#[test]
fn the_start_page_can_be_turned_to_and_left() {
    let mut window = window().films(12).open();
    window
        .harness
        .get_by_role_and_label(Role::Button, "Brass Hurricane")
        .click();
    window.settle();
    assert_eq!(window.title().as_deref(), Some("Brass Hurricane"));
    window.harness.get_by_label("In the library as Action");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Samples")
        .click();
    window.settle();
    window.harness.get_by_label("Drop a poster on this window");
    window.press(Key::ArrowLeft);
    assert_eq!(window.title().as_deref(), Some("Brass Hurricane"));
}

#[test]
fn a_poster_of_the_library_is_known_by_its_content() {
    let mut window = window().films(12).open();
    let covers = window.folder.path().join("covers");
    let elsewhere = window.folder.path().join("download (3).png");
    std::fs::copy(covers.join("004.png"), &elsewhere).expect("the test's folder takes files");
    window.drop_files(&[elsewhere]);
    assert_eq!(window.title().as_deref(), Some("Сталкер идёт домой"));
}

#[test]
fn without_a_model_the_window_says_so_and_shows_the_poster() {
    let reader = ReaderSource::new(|| Err("The folder is empty. Put a model there.".to_owned()));
    let mut window = window().reader(reader).open();
    assert!(matches!(
        window.app().shared.model.status(),
        ModelStatus::Missing(_)
    ));
    window.harness.get_by_label("Posters cannot be read yet");
    let poster = posters::write(window.folder.path(), 0);
    window.drop_files(&[poster]);
    window.run_until("the picture", |window| {
        window.app().pages.read.session.shown().is_some()
    });
    window.harness.run_steps(3);
    window.harness.get_by_label("Poster: action-0.png");
    window.harness.get_by_label("No model to read with");
}

#[test]
fn what_waits_can_be_stopped() {
    let mut window = window().open();
    let files: Vec<_> = (0..30)
        .map(|kind| posters::write(window.folder.path(), kind))
        .collect();
    window.let_go(&files);
    window.send(Command::StopReading);
    window.settle();
    assert!(window.app().pages.read.session.decoded().count() < 30);
    assert_eq!(window.app().pages.read.session.waiting(), 0);
}
