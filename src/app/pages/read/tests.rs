//! The page alone: shared data, no window around it, no other page.

use std::sync::Arc;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use egui::{Key, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use image::RgbImage;

use super::{Command, ReadPage};
use crate::app::cx::{Cx, Page};
use crate::app::request::Request;
use crate::app::route::Route;
use crate::app::shared::reading::ReaderSource;
use crate::app::shared::{Places, Shared};
use crate::app::theme;

/// Longer than a poster takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The page, and what it works with.
struct Alone {
    places: Option<Places>,
    shared: Option<Shared>,
    page: ReadPage,
    covered: bool,
    commands: Vec<Command>,
    requests: Vec<Request>,
}

impl Alone {
    fn frame(&mut self, ui: &mut Ui) {
        let context = ui.ctx().clone();
        // The faces are there from the next frame on.
        if let Some(places) = self.places.take() {
            theme::install(&context);
            self.shared = Some(Shared::new(&context, places, None, None));
            return;
        }
        let shared = self.shared.as_mut().expect("made in the first frame");
        shared.follow(&context);
        let requests = &mut self.requests;
        let mut cx = Cx::new(&context, shared, Route::Read, self.covered, requests);
        self.page.follow(&mut cx);
        self.page.ui(ui, &mut cx);
        for command in self.commands.drain(..) {
            self.page.execute(command, &mut cx);
        }
    }

    fn shown(&self) -> Option<u64> {
        self.page.session.shown().map(|entry| entry.id.0)
    }

    fn decoded(&self) -> usize {
        self.page.session.decoded().count()
    }
}

fn alone(reader: ReaderSource) -> Harness<'static, Alone> {
    let alone = Alone {
        places: Some(Places {
            reader,
            library: None,
            data: None,
            sample: None,
        }),
        shared: None,
        page: ReadPage::default(),
        covered: false,
        commands: Vec::new(),
        requests: Vec::new(),
    };
    let builder = Harness::builder().with_size([1280.0, 800.0]);
    let mut harness = builder.build_ui_state(|ui, alone: &mut Alone| alone.frame(ui), alone);
    harness.run_steps(2);
    harness
}

fn no_model() -> ReaderSource {
    ReaderSource::new(|| Err("there is none".to_owned()))
}

fn until(harness: &mut Harness<'_, Alone>, done: impl Fn(&Alone) -> bool) {
    let begun = Instant::now();
    while !done(harness.state()) {
        assert!(begun.elapsed() < PATIENCE, "waited in vain");
        std::thread::sleep(Duration::from_millis(2));
        harness.step();
    }
}

fn read(harness: &mut Harness<'_, Alone>, posters: usize) {
    let pixels = || Arc::new(RgbImage::new(4, 6));
    let commands = (0..posters).map(|_| Command::ReadPixels(pixels()));
    harness.state_mut().commands.extend(commands);
    harness.step();
}

#[test]
fn the_start_page_asks_for_posters() {
    let mut harness = alone(no_model());
    harness.get_by_label("Drop a poster on this window");
    assert!(harness.state().requests.is_empty());
    harness.get_by_label("Open…").click();
    harness.run_steps(2);
    let asked = &harness.state().requests;
    assert!(matches!(asked.as_slice(), [Request::OpenPosters]));
}

#[test]
fn a_file_that_is_none_is_told_with_its_batch() {
    let mut harness = alone(no_model());
    let missing = Command::Read(vec!["nowhere.png".into()]);
    harness.state_mut().commands.push(missing);
    until(&mut harness, |alone| !alone.requests.is_empty());
    let [Request::Say(notice)] = harness.state().requests.as_slice() else {
        panic!("{:?}", harness.state().requests);
    };
    assert_eq!(notice.title, "nowhere.png");
    assert!(notice.batch.is_some());
    assert_eq!(harness.state().page.session.waiting(), 0);
}

#[test]
fn keys_are_meant_for_the_page_that_nothing_covers() {
    let mut harness = alone(no_model());
    read(&mut harness, 3);
    until(&mut harness, |alone| alone.decoded() == 3);
    harness.step();
    let last = harness.state().shown();
    let press = |harness: &mut Harness<'_, Alone>, key| {
        harness.key_press(key);
        harness.run_steps(2);
    };
    harness.state_mut().covered = true;
    press(&mut harness, Key::ArrowLeft);
    press(&mut harness, Key::Delete);
    assert_eq!(
        (harness.state().shown(), harness.state().decoded()),
        (last, 3)
    );
    harness.state_mut().covered = false;
    press(&mut harness, Key::ArrowLeft);
    assert!(harness.state().shown() < last);
    press(&mut harness, Key::ArrowRight);
    assert_eq!(harness.state().shown(), last);
    press(&mut harness, Key::Delete);
    assert_eq!(harness.state().decoded(), 2);
}

#[test]
fn what_waits_is_asked_of_another_model() {
    // The first model never comes.
    let (_open, gate) = mpsc::channel::<()>();
    let mut harness = alone(ReaderSource::new(move || {
        let _ = gate.recv();
        Err("the test is over".to_owned())
    }));
    read(&mut harness, 2);
    harness.run_steps(3);
    assert_eq!(harness.state().decoded(), 0);
    let context = harness.ctx.clone();
    let shared = harness.state_mut().shared.as_mut().expect("it runs");
    shared.model.open(&context, no_model());
    until(&mut harness, |alone| alone.decoded() == 2);
}
