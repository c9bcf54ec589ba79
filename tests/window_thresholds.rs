//! The Thresholds page without a display: sliders, keys, cells, posters, sets, test figures that
//! stay hidden until the choice is made.

#![cfg(feature = "gui")]

mod support;

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Theme};
use egui_kittest::kittest::Queryable;
use egui_kittest::{SnapshotOptions, SnapshotResults};
use onesheet::app::pages::thresholds::{Calibrating, Command, ThresholdsPage, View};
use onesheet::app::shared::reading::ReaderSource;
use onesheet::app::{self, Request, Route};
use onesheet::evaluation::{Cell, Decisions, Objective, ThresholdSet};
use onesheet::vision::Checkpoint;
use onesheet::vision::checkpoint::Precision;
use support::harness::{LARGE, NORMAL, Window, window};

fn send(window: &mut Window, command: impl Into<app::Command>) {
    window.send(command);
    window.settle();
}

fn page(window: &Window) -> &ThresholdsPage {
    &window.app().pages.thresholds
}

fn page_mut(window: &mut Window) -> &mut ThresholdsPage {
    &mut window.harness.state_mut().pages.thresholds
}

/// On the page, with a library that was read.
fn at_the_page(films: usize, size: [f32; 2], theme: Theme) -> Window {
    let mut window = window().size(size).theme(theme).films(films).open();
    window.read_library();
    window.settle();
    send(&mut window, Request::Show(Route::Thresholds));
    window
}

fn thresholds(window: &Window) -> Vec<f32> {
    let thresholds = page(window).thresholds();
    thresholds.iter().map(|t| t.value()).collect()
}

fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    for event in [
        Event::PointerMoved(from),
        button(from, true),
        Event::PointerMoved(from.lerp(to, 0.5)),
        Event::PointerMoved(to),
        button(to, false),
    ] {
        window.harness.event(event);
        window.harness.step();
    }
    window.settle();
}

#[test]
fn a_slider_moves_the_threshold_and_everything_follows() {
    let mut window = at_the_page(120, NORMAL, Theme::Dark);
    let before = thresholds(&window);
    let slider = window.harness.get_by_label("Horror threshold").rect();
    let at = |share: f32| Pos2::new(slider.left() + share * slider.width(), slider.center().y);
    drag(&mut window, at(before[3]), at(0.7));
    let after = thresholds(&window);
    assert!((after[3] - 0.7).abs() < 0.011, "{after:?}");
    assert_eq!(after[..3], before[..3]);
    let tuned = page(&window);
    assert_eq!(tuned.selected, 3);
    // The other pages follow: these are the thresholds of the moment.
    assert_eq!(
        window.app().shared.scoring.thresholds()[3].value(),
        after[3]
    );
    let part = tuned.prepared().and_then(|p| p.part(View::Validation));
    let part = part.expect("validation films");
    let full = part
        .at(tuned.prepared().expect("ready").genres(), &after)
        .expect("six genres");
    assert_eq!(part.instrument.together(), full);

    // Keys: a hundredth, a thousandth; a step back; a lock.
    window.harness.get_by_label("Horror threshold").focus();
    window.harness.run_steps(2);
    window.press(Key::ArrowRight);
    let right = thresholds(&window)[3];
    assert!((right - after[3] - 0.01).abs() < 1e-6, "{right}");
    window
        .harness
        .key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    window.harness.run_steps(3);
    assert!((thresholds(&window)[3] - right + 0.001).abs() < 1e-6);
    send(&mut window, Command::Lock(3));
    send(&mut window, Command::Move(3, 0.1));
    assert!(thresholds(&window)[3] > 0.6);
    send(&mut window, Command::Lock(3));
    send(&mut window, Command::Reset(3));
    assert_eq!(thresholds(&window)[3], before[3]);
}

#[test]
fn steps_go_back_and_forth() {
    let mut window = at_the_page(60, NORMAL, Theme::Dark);
    let before = thresholds(&window);
    send(&mut window, Command::Choose(Objective::Recall));
    // A step is made when nothing moved for a second.
    window.harness.run_steps(120);
    let chosen = thresholds(&window);
    assert_ne!(before, chosen);
    window.press_ctrl(Key::Z);
    assert_eq!(thresholds(&window), before);
    send(&mut window, Command::Redo);
    assert_eq!(thresholds(&window), chosen);
    // The keys do the same.
    window.press_ctrl(Key::Z);
    assert_eq!(thresholds(&window), before);
    let ctrl_shift = Modifiers::COMMAND | Modifiers::CTRL | Modifiers::SHIFT;
    window.harness.key_press_modifiers(ctrl_shift, Key::Z);
    window.harness.run_steps(3);
    assert_eq!(thresholds(&window), chosen);
}

#[test]
fn test_figures_wait_until_the_choice_is_made() {
    let mut window = at_the_page(120, NORMAL, Theme::Dark);
    let wait = "The choice is made: read it on test";
    assert!(window.harness.query_by_label(wait).is_none());
    send(&mut window, Command::Choose(Objective::F1));
    assert!(page(&window).is_frozen());
    let best = page(&window).objective();
    assert_eq!(best, Some(Objective::F1));
    send(&mut window, Command::Move(0, 0.77));
    assert!(!page(&window).is_frozen());
    assert_eq!(page(&window).objective(), None);
    window.harness.get_by_label(wait).click();
    window.settle();
    assert!(page(&window).is_frozen());
    // Looking while moving is possible, and marked.
    window.harness.get_by_label("Test follows the hand").click();
    send(&mut window, Command::Move(0, 0.2));
    assert!(
        window
            .harness
            .query_by_label("test figures seen while choosing")
            .is_some()
    );
}

#[test]
fn a_cell_shows_its_posters_and_a_poster_opens() {
    let mut window = at_the_page(120, LARGE, Theme::Dark);
    page_mut(&mut window).view = View::All;
    send(&mut window, Command::Move(3, 0.05));
    let counts = {
        let part = page(&window).prepared().and_then(|p| p.part(View::All));
        part.expect("films").instrument.confusion(3)
    };
    assert!(counts.false_positives > 0, "{counts:?}");
    let label = format!(
        "{} false alarms: predicted, not labelled",
        counts.false_positives
    );
    window.harness.get_by_label(&label).click();
    window.settle();
    assert_eq!(page(&window).cell, Some(Cell::FalsePositive));
    let posters = window
        .harness
        .query_all_by_label_contains(", a false alarm");
    let posters: Vec<Pos2> = posters.map(|node| node.rect().center()).collect();
    assert!(!posters.is_empty());
    drag(&mut window, posters[0], posters[0]);
    assert_eq!(window.app().shell.shown, Route::Read);
    assert!(window.sentence().is_some());
}

#[test]
fn dragging_the_line_moves_posters_across_it() {
    let mut window = at_the_page(120, NORMAL, Theme::Dark);
    page_mut(&mut window).view = View::All;
    page_mut(&mut window).selected = 3;
    window.settle();
    let passed = |window: &Window| {
        let part = page(window).prepared().and_then(|p| p.part(View::All));
        part.expect("films").instrument.passed(3)
    };
    let before = passed(&window);
    let line = window
        .harness
        .get_by_label("Threshold among posters")
        .rect();
    // Some posters to the left: they are predicted now.
    drag(
        &mut window,
        line.center(),
        line.center() - egui::vec2(320.0, 0.0),
    );
    assert!(passed(&window) > before, "{before}, {}", passed(&window));
    assert_eq!(page(&window).strip.held, None);
    let now = thresholds(&window)[3];
    window
        .harness
        .get_by_label("Threshold among posters")
        .focus();
    window.harness.run_steps(2);
    window.press(Key::ArrowRight);
    assert!(thresholds(&window)[3] > now);
}

#[test]
fn sets_are_kept_taken_compared_exported_and_imported() {
    let mut window = at_the_page(120, NORMAL, Theme::Dark);
    send(&mut window, Command::Choose(Objective::Recall));
    let chosen = thresholds(&window);
    send(&mut window, Command::Keep("wide".to_owned()));
    let file = window.folder.path().join("thresholds.json");
    send(&mut window, Command::Export(file.clone()));
    let set = ThresholdSet::read(&file).expect("as written");
    assert_eq!(set.objective, Some(Objective::Recall));
    send(&mut window, Command::Move(0, 0.9));
    send(&mut window, Command::Take("wide".to_owned()));
    assert_eq!(thresholds(&window), chosen);
    for name in ["a", "b", "c"] {
        send(&mut window, Command::Move(1, 0.5));
        send(&mut window, Command::Keep(name.to_owned()));
        send(&mut window, Command::Compare(name.to_owned()));
    }
    send(&mut window, Command::Compare("wide".to_owned()));
    let names = |window: &Window| {
        let sets = page(window).compared().iter();
        sets.map(|set| set.name.clone()).collect::<Vec<_>>()
    };
    // Three at most: the oldest made room.
    assert_eq!(names(&window), ["b", "c", "wide"]);
    let wide = &page(&window).compared()[2].validation;
    let part = page(&window)
        .prepared()
        .and_then(|p| p.part(View::Validation));
    let genres = page(&window).prepared().expect("ready").genres();
    let expected: Option<Decisions> = part.expect("validation films").at(genres, &chosen);
    assert_eq!(*wide, expected);
    send(&mut window, Command::Forget("wide".to_owned()));
    assert_eq!(names(&window), ["b", "c"]);
    send(&mut window, Command::Move(0, 0.9));
    send(&mut window, Command::Import(file));
    assert_eq!(thresholds(&window), chosen);
}

#[test]
fn other_probabilities_part_the_same_films() {
    let mut window = at_the_page(120, NORMAL, Theme::Dark);
    let predicted = |window: &Window| {
        let part = page(window).prepared().and_then(|p| p.part(View::All));
        let instrument = &part.expect("films").instrument;
        (0..6)
            .map(|genre| instrument.passed(genre))
            .collect::<Vec<_>>()
    };
    let before = predicted(&window);
    send(&mut window, Command::Calibrate(Calibrating::Fitted));
    assert_eq!(page(&window).calibrating(), Calibrating::Fitted);
    assert_eq!(predicted(&window), before);
    // What is moved now is handed on in the probabilities in use.
    send(&mut window, Command::Move(2, 0.5));
    let handed = window.app().shared.scoring.thresholds()[2].value();
    let scores = window.app().shared.scoring.scores().expect("ready").clone();
    let reached = (0..scores.len())
        .filter(|&row| scores.probabilities(row)[2] >= handed)
        .count();
    assert_eq!(reached, predicted(&window)[2]);
}

#[test]
fn a_library_without_validation_films_says_so() {
    let mut window = at_the_page(1, NORMAL, Theme::Dark);
    assert!(page(&window).prepared().is_some());
    if page(&window)
        .prepared()
        .and_then(|p| p.part(View::Validation))
        .is_none()
    {
        send(&mut window, Command::Choose(Objective::F1));
        let cards = window.app().shell.notices.cards();
        assert!(
            cards
                .iter()
                .any(|card| card.text.contains("no validation films"))
        );
    }
}

#[test]
fn applied_thresholds_are_there_at_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let model = folder.path().join("run");
    support::model::checkpoint()
        .save(&model, Precision::F32)
        .expect("saved");
    let open = || {
        let mut window = window()
            .films(60)
            .reader(ReaderSource::folder(model.clone()))
            .open();
        window.read_library();
        window.settle();
        send(&mut window, Request::Show(Route::Thresholds));
        window
    };
    let mut window = open();
    send(&mut window, Command::Move(3, 0.61));
    // Without a calibration the same films are parted; then it is applied.
    send(&mut window, Command::Calibrate(Calibrating::Off));
    send(&mut window, Command::Apply);
    let stored = Checkpoint::load(&model).expect("a model still");
    assert!((stored.thresholds[3].value() - 0.61).abs() < 1e-3);
    assert!(
        stored.set_aside.is_some(),
        "the calibration is switched off"
    );
    assert_eq!(page(&window).calibrating(), Calibrating::InUse);
    assert!((thresholds(&window)[3] - 0.61).abs() < 1e-3);
    drop(window);
    let window = open();
    assert!((thresholds(&window)[3] - 0.61).abs() < 1e-3);
}

/// Rounding may differ by a shade between machines, a shape may not.
fn picture(window: &mut Window, name: &str) {
    window.settle();
    window.harness.remove_cursor();
    window.harness.run_steps(3);
    let options = SnapshotOptions::new().threshold(2.0).max_failed_pixels(40);
    window.harness.snapshot_options(name, &options);
}

fn in_both_themes(name: &str, size: [f32; 2], films: usize, arrange: impl Fn(&mut Window)) {
    let mut results = SnapshotResults::new();
    for (theme, suffix) in [(Theme::Dark, "dark"), (Theme::Light, "light")] {
        let mut window = at_the_page(films, size, theme);
        arrange(&mut window);
        picture(&mut window, &format!("{name}_{suffix}"));
        results.extend(window.harness.take_snapshot_results());
    }
}

#[test]
fn the_page() {
    // The generated posters of one genre resemble each other and share a split: all films have
    // more to show.
    in_both_themes("thresholds", NORMAL, 120, |window| {
        page_mut(window).view = View::All;
        send(window, Command::Move(3, 0.35));
    });
}

#[test]
fn the_page_on_a_large_screen() {
    in_both_themes("thresholds_large", LARGE, 120, |window| {
        send(window, Command::Choose(Objective::F1));
        send(window, Command::Keep("best F1".to_owned()));
        send(window, Command::Compare("best F1".to_owned()));
        send(window, Command::Move(4, 0.02));
        let page = page_mut(window);
        page.view = View::All;
        page.cell = Some(Cell::FalsePositive);
    });
}

/// A library whose probabilities of horror lie mixed, as those of real films do.
fn mixed(window: &mut Window) {
    page_mut(window).view = View::All;
    page_mut(window).selected = 3;
    window.settle();
}

/// A picture with the pointer at a share of a plot.
fn pointed_at(label: &str, name: &str, theme: Theme, size: [f32; 2], at: [f32; 2]) -> Window {
    let mut window = at_the_page(120, size, theme);
    mixed(&mut window);
    let plot = window.harness.get_by_label_contains(label).rect();
    let at = plot.lerp_inside(egui::vec2(at[0], at[1]));
    window.harness.event(Event::PointerMoved(at));
    // Before the hint comes up.
    window.harness.run_steps(2);
    let options = SnapshotOptions::new().threshold(2.0).max_failed_pixels(40);
    window.harness.snapshot_options(name, &options);
    window
}

#[test]
fn a_curve_is_read_point_by_point() {
    let mut results = SnapshotResults::new();
    for (label, name, theme, size, at) in [
        (
            "on ROC",
            "thresholds_roc_dark",
            Theme::Dark,
            NORMAL,
            [0.3, 0.4],
        ),
        (
            "on ROC",
            "thresholds_roc_large_light",
            Theme::Light,
            LARGE,
            [0.3, 0.4],
        ),
        (
            "on Precision",
            "thresholds_precision_dark",
            Theme::Dark,
            NORMAL,
            [0.6, 0.3],
        ),
        (
            "on Precision",
            "thresholds_precision_light",
            Theme::Light,
            NORMAL,
            [0.6, 0.3],
        ),
        (
            "Reliability: ",
            "thresholds_reliability_dark",
            Theme::Dark,
            NORMAL,
            [0.8, 0.5],
        ),
        (
            "Reliability: ",
            "thresholds_reliability_light",
            Theme::Light,
            NORMAL,
            [0.8, 0.5],
        ),
    ] {
        let mut window = pointed_at(label, name, theme, size, at);
        results.extend(window.harness.take_snapshot_results());
    }
}

#[test]
fn the_operating_point_is_dragged_and_follows_the_keys() {
    let mut window = at_the_page(120, NORMAL, Theme::Dark);
    mixed(&mut window);
    for name in ["ROC", "Precision–recall"] {
        let label = format!("Operating point on {name}");
        let plot = window.harness.get_by_label(&label).rect();
        // Where nothing is predicted, and where everything is.
        let (none, every) = match name {
            "ROC" => (plot.left_bottom(), plot.right_top()),
            _ => (plot.left_top(), plot.right_bottom()),
        };
        drag(&mut window, plot.center(), none);
        let high = thresholds(&window)[3];
        drag(&mut window, none, every);
        let low = thresholds(&window)[3];
        assert!(low < high, "{name}: {low} {high}");
        // The keyboard is on it by now: a hundredth, a thousandth.
        window.press(Key::ArrowRight);
        let right = thresholds(&window)[3];
        assert!((right - low - 0.01).abs() < 5.1e-3, "{name}: {low} {right}");
        window
            .harness
            .key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
        window.harness.run_steps(3);
        let left = thresholds(&window)[3];
        assert!((left - right + 0.001).abs() < 1e-6, "{name}: {left}");
    }
}

#[test]
fn one_film() {
    in_both_themes("thresholds_one", NORMAL, 1, |_| {});
}

#[test]
fn a_report_of_the_open_library_is_written_beside_the_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = at_the_page(60, NORMAL, Theme::Dark);
    window.harness.get_by_label("Report…");
    let threshold = thresholds(&window)[3];
    send(
        &mut window,
        Request::WriteReport(Some(folder.path().join("report"))),
    );
    window.harness.get_by_label("Saved as report.html");
    let table = std::fs::read_to_string(folder.path().join("report/tables/confusion.csv"))
        .expect("the tables lie beside the page");
    let horror = format!("Horror,{threshold:.2},");
    assert!(table.contains(&horror), "{horror} in {table}");
}
