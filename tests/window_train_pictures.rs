//! Pictures of the Train page in both themes: looked at before they were accepted.

#![cfg(feature = "gui")]

mod support;

use std::fs;
use std::path::Path;

use egui::accesskit::Role;
use egui::{Event, Modifiers, PointerButton, Theme};
use egui_kittest::kittest::{Queryable, by};
use egui_kittest::{SnapshotOptions, SnapshotResults};
use onesheet::app::pages::train::Command;
use onesheet::app::pages::train::live::{Judged, Standouts};
use onesheet::app::pages::train::running::Phase;
use onesheet::app::shared::reading::ReaderSource;
use onesheet::app::{self, Request, Route};
use onesheet::catalog::FilmId;
use onesheet::evaluation::Objective;
use onesheet::training::watch::{Sample, Step};
use onesheet::training::{Depth, Epoch, Loss, Settings};
use onesheet::training::{Record, RunFolder, State};
use onesheet::vision::checkpoint::Precision;
use support::harness::{LARGE, NORMAL, Opening, Window, window};
use support::pictures::{both_themes, picture};
use support::{model, posters};

fn source() -> ReaderSource {
    let folder = tempfile::tempdir().expect("a folder for the model").keep();
    let model = folder.join("onesheet-resnet50");
    model::checkpoint()
        .save(&model, Precision::F32)
        .expect("the test's folder takes files");
    ReaderSource::folder(model)
}

fn send(window: &mut Window, command: impl Into<app::Command>) {
    window.send(command);
    window.harness.run_steps(2);
}

fn train_page(window: &mut Window) {
    send(window, Request::Show(Route::Train));
    window.settle();
}

/// An epoch of a training that rises and then falls a little.
fn epoch(number: usize, best: f64) -> Epoch {
    at(number, number as f64, best)
}

/// The same at a place of such a training.
fn at(number: usize, x: f64, best: f64) -> Epoch {
    let auc = best - 0.12 * (-0.55 * x).exp() - 0.0006 * (x - 8.0).max(0.0).powi(2);
    let genres = [
        ("Action", 0.012),
        ("Comedy", 0.028),
        ("Drama", -0.041),
        ("Horror", 0.044),
        ("Romance", -0.022),
        ("Thriller", -0.03),
    ];
    Epoch {
        epoch: number,
        train_loss: 0.36 + 0.2 * (-0.3 * x).exp(),
        validation_loss: Some(0.42 + 0.12 * (-0.6 * x).exp() + 0.001 * (x - 6.0).max(0.0).powi(2)),
        validation_macro_auc: Some(auc),
        validation_auc: genres
            .into_iter()
            .map(|(name, more)| {
                let wave = 0.004 * (1.7 * x + 40.0 * more).sin();
                (name.to_owned(), Some(auc + more + wave))
            })
            .collect(),
        learning_rate: 1e-4,
        seconds: 131.0,
        images_per_second: 28.4,
        ..Epoch::default()
    }
}

fn history(epochs: usize, best: f64) -> Vec<Epoch> {
    (1..=epochs).map(|number| epoch(number, best)).collect()
}

fn record(name: &str, depth: Depth, state: State, begun: u64) -> Record {
    Record {
        name: name.to_owned(),
        depth,
        state,
        error: None,
        started_from: "weights/onesheet-resnet50".to_owned(),
        teachers: Vec::new(),
        backbone_key: String::new(),
        options: Settings::default_for(depth),
        refit: None,
        train_films: 4_480,
        validation_films: 1_120,
        unreadable: 0,
        data_hash: String::new(),
        targets_hash: String::new(),
        best_epoch: 0,
        validation_macro_auc: None,
        threshold_objective: Objective::F1,
        half: false,
        device: "CPU, 2 cores".to_owned(),
        begun,
        notes: Vec::new(),
        version: "0.1.0".to_owned(),
        seconds: 0.0,
    }
}

fn write(runs: &Path, record: &Record, history: &[Epoch]) {
    let folder = RunFolder::create(runs, record).expect("a new run");
    folder.write_history(history).expect("written");
    if !history.is_empty() {
        fs::write(folder.path.join("model.safetensors"), "").expect("written");
    }
    if matches!(record.state, State::Stopped | State::Failed) {
        fs::write(folder.state_file(), "").expect("written");
    }
}

/// Runs of every kind.
fn shelve(window: &mut Window) {
    let runs = window.app().shared.films.root.join("runs");
    write(
        &runs,
        &record("head-1", Depth::Head, State::Finished, 1),
        &history(24, 0.786),
    );
    let mut block = record("last-block-1", Depth::LastBlock, State::Finished, 2);
    (block.options.epochs, block.best_epoch) = (8, 7);
    write(&runs, &block, &history(8, 0.803));
    let name = "asymmetric-loss-mixup-0.2-ema-0.99-second-attempt-with-a-long-name";
    let mut long = record(name, Depth::LastBlock, State::Stopped, 3);
    (long.options.mixup, long.options.loss) = (0.2, Loss::ASYMMETRIC);
    write(&runs, &long, &history(12, 0.811));
    let mut failed = record("full-1", Depth::Full, State::Failed, 4);
    failed.error = Some("the loss was no longer a finite number in epoch 1".to_owned());
    write(&runs, &failed, &[]);
    fs::create_dir(runs.join("torn")).expect("a folder");
    fs::write(runs.join("torn").join("training.json"), "{").expect("written");
    send(window, Request::Show(Route::Runs));
    window.settle();
    let shelf = &mut window.harness.state_mut().pages.train.shelf;
    shelf.selected = Some("last-block-1".to_owned());
    window.settle();
}

/// A run in the middle of its work: a real one of milliseconds, then what a long one would show.
fn run(window: &mut Window) {
    run_of(window, 7, 12);
}

/// The same, `epochs` of `planned` into its work.
fn run_of(window: &mut Window, epochs: usize, planned: usize) {
    send(window, Command::Start);
    window.settle();
    let films = window.app().shared.films.all().len();
    let context = window.harness.ctx.clone();
    let training = &mut window.harness.state_mut().pages.train;
    let running = training.running.as_mut().expect("it ran");
    running.name = Some("last-block-1".to_owned());
    (running.depth, running.planned) = (Depth::LastBlock, planned);
    running.phase = Phase::Learning;
    running.memory = Some(3_214_000_000);
    if let Some(started) = &mut running.started {
        (started.train_films, started.steps_per_epoch) = (4_480, 140);
        started.device = "CPU, 2 cores".to_owned();
    }
    let live = &mut running.live;
    *live = Default::default();
    // However long it is, it rises and falls once.
    let pace = 14.0 / planned.max(14) as f64;
    let epochs_done = 1..=epochs;
    live.history = epochs_done
        .map(|number| at(number, pace * number as f64, 0.806))
        .collect();
    let mut last = None;
    for number in 1..=(140 * epochs + 40) as i32 {
        let x = f64::from(number) / 140.0;
        let noise = 0.03 * (f64::from(number) * 12.9898).sin();
        let rate =
            1e-4 * (x / 1.2).min(0.5 + 0.5 * (x / planned as f64 * std::f64::consts::PI).cos());
        let step = Step {
            step: number as usize,
            steps: 140 * planned,
            epoch: (number as usize - 1) / 140 + 1,
            loss: 0.36 + 0.2 * (-0.3 * pace * x).exp() + noise,
            head_rate: rate,
            backbone_rate: Some(0.5 * rate),
            images_per_second: 28.4,
        };
        live.step(&step, 140);
        last = Some(step);
    }
    running.step = last;
    let sample = |kind: usize| {
        let image = posters::varied(kind);
        Sample {
            film: FilmId(1),
            width: image.width() as usize,
            height: image.height() as usize,
            rgb: image.into_raw(),
        }
    };
    live.show_batch(&context, (0..16).map(|kind| sample(kind * 5)).collect());
    let judged = |film: usize| Judged {
        film: film % films,
        loss: 1.9 - film as f32 / 20.0,
        before: Some(2.0),
    };
    live.standouts = Standouts {
        worst: (0..20).map(judged).collect(),
        improved: (20..34).map(judged).collect(),
    };
}

/// A picture of a window that does not come to rest.
fn as_it_is(window: &mut Window, name: &str) {
    // Thumbnails come within a moment.
    window.run_until("thumbnails", |window| {
        !window.app().shared.thumbnails.is_busy()
    });
    window.harness.remove_cursor();
    window.harness.run_steps(3);
    let options = SnapshotOptions::new().threshold(2.0).max_failed_pixels(40);
    window.harness.snapshot_options(name, &options);
}

fn in_both_themes(name: &str, size: [f32; 2], arrange: impl Fn(&mut Window)) {
    let open = |open: Opening| open.size(size).varied(60).reader(source());
    both_themes(
        name,
        open,
        |window| {
            train_page(window);
            arrange(window);
        },
        picture,
    );
}

#[test]
fn a_run_is_set_up() {
    in_both_themes("train_plan", NORMAL, |window| {
        send(window, Command::Choose(Depth::LastBlock));
    });
}

#[test]
fn everything_that_can_be_set() {
    in_both_themes("train_plan_large", LARGE, |window| {
        send(window, Command::Choose(Depth::Full));
        let plan = &mut window.harness.state_mut().pages.train.plan;
        plan.advanced = true;
        plan.settings().loss = Loss::ASYMMETRIC;
    });
}

#[test]
fn a_run_goes_on() {
    let mut results = SnapshotResults::new();
    for (name, theme, size) in [
        ("train_live_dark", Theme::Dark, NORMAL),
        ("train_live_light", Theme::Light, NORMAL),
        ("train_live_large_dark", Theme::Dark, LARGE),
    ] {
        let open = window().theme(theme).size(size).varied(60).reader(source());
        let mut window = open.open();
        train_page(&mut window);
        run(&mut window);
        as_it_is(&mut window, name);
        results.extend(window.harness.take_snapshot_results());
    }
}

#[test]
fn one_epoch_and_many() {
    let mut results = SnapshotResults::new();
    for (name, theme, size, epochs, planned) in [
        ("train_one_epoch_dark", Theme::Dark, NORMAL, 1, 12),
        ("train_one_epoch_light", Theme::Light, NORMAL, 1, 12),
        ("train_many_epochs_dark", Theme::Dark, NORMAL, 200, 400),
        (
            "train_many_epochs_large_light",
            Theme::Light,
            LARGE,
            200,
            200,
        ),
    ] {
        let open = window().theme(theme).size(size).varied(60).reader(source());
        let mut window = open.open();
        train_page(&mut window);
        run_of(&mut window, epochs, planned);
        as_it_is(&mut window, name);
        results.extend(window.harness.take_snapshot_results());
    }
}

#[test]
fn no_epoch_yet() {
    let mut window = window().varied(60).reader(source()).open();
    train_page(&mut window);
    run_of(&mut window, 0, 12);
    as_it_is(&mut window, "train_no_epoch_dark");
}

#[test]
fn a_part_of_the_curves_under_the_pointer() {
    let mut results = SnapshotResults::new();
    for (name, theme, size) in [
        ("train_zoomed_dark", Theme::Dark, NORMAL),
        ("train_zoomed_light", Theme::Light, NORMAL),
        ("train_zoomed_large_dark", Theme::Dark, LARGE),
    ] {
        let open = window().theme(theme).size(size).varied(60).reader(source());
        let mut window = open.open();
        train_page(&mut window);
        run_of(&mut window, 60, 80);
        window.run_until("thumbnails", |window| {
            !window.app().shared.thumbnails.is_busy()
        });
        window.harness.run_steps(3);
        let plot = window.harness.get_by_label_contains("AUC on validation: ");
        let plot = plot.rect();
        let at = |x: f32, y: f32| plot.lerp_inside(egui::vec2(x, y));
        // A box that is drawn with the right button; then the pointer rests.
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        for event in [
            Event::PointerMoved(at(0.05, 0.2)),
            button(at(0.05, 0.2), true),
            Event::PointerMoved(at(0.2, 0.5)),
            Event::PointerMoved(at(0.35, 0.75)),
            button(at(0.35, 0.75), false),
            Event::PointerMoved(at(0.6, 0.4)),
        ] {
            window.harness.event(event);
            window.harness.step();
        }
        window
            .harness
            .get(by().role(Role::CheckBox).label_contains("Romance"))
            .click();
        window.harness.run_steps(2);
        window.harness.event(Event::PointerMoved(at(0.6, 0.4)));
        window.harness.run_steps(4);
        let options = SnapshotOptions::new().threshold(2.0).max_failed_pixels(40);
        window.harness.snapshot_options(name, &options);
        results.extend(window.harness.take_snapshot_results());
    }
}

#[test]
fn a_refit_goes_on() {
    let mut results = SnapshotResults::new();
    for (name, theme) in [
        ("train_refit_dark", Theme::Dark),
        ("train_refit_light", Theme::Light),
    ] {
        let open = window().theme(theme).varied(60).reader(source());
        let mut window = open.open();
        train_page(&mut window);
        run(&mut window);
        let training = &mut window.harness.state_mut().pages.train;
        let running = training.running.as_mut().expect("it ran");
        (running.refit, running.name) = (true, Some("refit-1".to_owned()));
        running.live.standouts = Default::default();
        for epoch in &mut running.live.history {
            (epoch.validation_loss, epoch.validation_macro_auc) = (None, None);
            epoch.validation_auc.clear();
        }
        as_it_is(&mut window, name);
        results.extend(window.harness.take_snapshot_results());
    }
}

#[test]
fn runs_side_by_side() {
    in_both_themes("train_runs", NORMAL, shelve);
}

#[test]
fn no_run_yet() {
    let mut window = window().varied(60).reader(source()).open();
    train_page(&mut window);
    send(&mut window, Request::Show(Route::Runs));
    picture(&mut window, "train_runs_none_dark");
}

#[test]
fn no_library_yet() {
    let open = |window: Opening| window.reader(source());
    both_themes("train_empty", open, train_page, |window, name| {
        picture(window, name);
    });
}
