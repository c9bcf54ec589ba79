//! The page alone: no other page, no window around it.

use std::path::PathBuf;

use egui::{Context, RawInput, Rect, Shape, pos2, vec2};

use super::choosing::{Choosing, Purpose};
use super::{Command, ThresholdsPage};
use crate::app::cx::{Cx, Page};
use crate::app::request::Request;
use crate::app::route::Route;
use crate::app::shared::reading::ReaderSource;
use crate::app::shared::{Places, Shared};
use crate::app::theme;

/// Nothing is open, and nothing is there to read with.
fn shared(context: &Context) -> Shared {
    theme::install(context);
    let places = Places {
        reader: ReaderSource::new(|| Err("no model in this test".to_owned())),
        library: None,
        data: None,
        sample: None,
    };
    Shared::new(context, places, None, None)
}

/// The words of what was painted.
fn words(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Text(text) => vec![text.galley.text().to_owned()],
        Shape::Vec(shapes) => shapes.iter().flat_map(words).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn without_posters_it_leads_to_films() {
    let context = Context::default();
    let mut shared = shared(&context);
    let mut page = ThresholdsPage::new();
    let mut requests = Vec::new();
    let mut painted = Vec::new();
    for _ in 0..3 {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
            ..RawInput::default()
        };
        let output = context.run_ui(input, |ui| {
            let mut cx = Cx::new(
                &context,
                &mut shared,
                Route::Thresholds,
                false,
                &mut requests,
            );
            page.follow(&mut cx);
            page.ui(ui, &mut cx);
        });
        painted = output.shapes.iter().flat_map(|c| words(&c.shape)).collect();
    }
    for expected in ["No posters here yet", "Import films…", "Open a library…"] {
        let found = painted.iter().any(|text| text == expected);
        assert!(found, "{expected} is not in {painted:?}");
    }
    assert!(requests.is_empty(), "{requests:?}");
    assert!(!page.is_busy());
}

#[test]
fn a_chosen_file_becomes_a_command() {
    let context = Context::default();
    let mut shared = shared(&context);
    let mut requests = Vec::new();
    let mut cx = Cx::new(
        &context,
        &mut shared,
        Route::Thresholds,
        false,
        &mut requests,
    );
    let mut choosing = Choosing::default();
    choosing.ask(&mut cx, Purpose::Export);
    // A second press means the first.
    choosing.ask(&mut cx, Purpose::Import);
    let [Request::Choose(_, answer)] = requests.as_slice() else {
        panic!("one question, not {requests:?}");
    };
    assert_eq!(choosing.answer(), []);
    let file = PathBuf::from("wide.json");
    answer.send(vec![file.clone()]).expect("the page waits");
    assert_eq!(choosing.answer(), [Command::Export(file)]);
    assert_eq!(choosing.answer(), []);
}

#[test]
fn a_closed_chooser_is_forgotten() {
    let context = Context::default();
    let mut shared = shared(&context);
    let mut requests = Vec::new();
    let mut choosing = Choosing::default();
    for _ in 0..2 {
        let mut cx = Cx::new(
            &context,
            &mut shared,
            Route::Thresholds,
            false,
            &mut requests,
        );
        choosing.ask(&mut cx, Purpose::Import);
        assert_eq!(requests.len(), 1);
        requests.clear();
        assert_eq!(choosing.answer(), []);
    }
}
