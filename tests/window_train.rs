//! The Train page: a run is set up, goes on, is stopped, used, compared, renamed, deleted.
//!
//! The training is the real one, on generated posters, with a network of eight channels.

#![cfg(feature = "gui")]

mod support;

use std::path::PathBuf;

use egui::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use onesheet::app::pages::train::costs::Cost;
use onesheet::app::pages::train::running::Phase;
use onesheet::app::pages::train::{Command, TrainPage};
use onesheet::app::shared::model::ModelStatus;
use onesheet::app::shared::reading::ReaderSource;
use onesheet::app::{Request, Route};
use onesheet::training::runs::Standing;
use onesheet::training::{Depth, Settings};
use onesheet::vision::Checkpoint;
use onesheet::vision::checkpoint::Precision;
use support::harness::{Window, window};
use support::model;

/// The tiny network as a folder, which a run can start from; it lives as long as the test.
fn source() -> ReaderSource {
    let folder = tempfile::tempdir().expect("a folder for the model").keep();
    let model = folder.join("tiny");
    model::checkpoint()
        .save(&model, Precision::F32)
        .expect("the test's folder takes files");
    ReaderSource::folder(model)
}

fn opened(films: usize) -> Window {
    let mut window = window().varied(films).reader(source()).open();
    show(&mut window, Route::Train);
    window
}

fn train(window: &Window) -> &TrainPage {
    &window.app().pages.train
}

fn train_mut(window: &mut Window) -> &mut TrainPage {
    &mut window.harness.state_mut().pages.train
}

fn order(window: &mut Window, command: Command) {
    window.send(command);
    window.settle();
}

fn show(window: &mut Window, route: Route) {
    window.send(Request::Show(route));
    window.settle();
}

fn click(window: &mut Window, role: Role, label: &str) {
    window.harness.get_by_role_and_label(role, label).click();
    window.harness.run_steps(3);
}

fn settings(window: &mut Window) -> &mut Settings {
    train_mut(window).plan.settings()
}

/// A short run of a depth, from its start to its end.
fn trained(window: &mut Window, depth: Depth, name: &str) {
    order(window, Command::Choose(depth));
    let short = settings(window);
    short.epochs = 2;
    short.batch_size = 8;
    short.head.epochs = 4;
    short.head.batch_size = 16;
    train_mut(window).plan.name = name.to_owned();
    order(window, Command::Start);
    order(window, Command::Another);
}

fn phase(window: &Window) -> Option<Phase> {
    let running = train(window).running.as_ref()?;
    Some(running.phase.clone())
}

fn names(window: &Window) -> Vec<String> {
    let runs = train(window).shelf.runs().expect("looked at");
    runs.iter().map(|run| run.name.clone()).collect()
}

#[test]
fn without_a_library_there_is_one_thing_to_do() {
    let mut window = window().open();
    show(&mut window, Route::Train);
    window
        .harness
        .get_by_role_and_label(Role::Button, "Open a library…");
}

#[test]
fn a_head_is_trained_by_hand_and_used() {
    let mut window = opened(120);
    let head = &mut settings(&mut window).head;
    (head.learning_rate, head.weight_decay, head.dropout) = (0.05, 0.0, 0.0);
    click(&mut window, Role::Button, "Train: head");
    window.settle();
    assert_eq!(phase(&window), Some(Phase::Done));
    let running = train(&window).running.as_ref().expect("it ran");
    assert_eq!(running.name.as_deref(), Some("head-1"));
    let (live, planned) = (&running.live, running.planned);
    assert!(!live.history.is_empty() && live.history.len() <= planned);
    assert!(
        live.best().is_some_and(|(_, auc)| auc > 0.6),
        "{:?}",
        live.best()
    );
    assert!(!live.loss.points().is_empty());
    assert!(!live.standouts.worst.is_empty());
    click(&mut window, Role::Button, "Use this model");
    window.settle();
    let model = &window.app().shared.model;
    let folder = model.folder().expect("a folder");
    assert!(folder.ends_with("runs/head-1"), "{}", folder.display());
    assert_eq!(*model.status(), ModelStatus::Ready);
    assert_eq!(window.app().settings().model.as_ref(), Some(folder));
    // The scores follow: they are the new model's.
    let context = window.harness.ctx.clone();
    window.harness.state_mut().shared.scoring.read(&context);
    window.settle();
    let reader = window.app().shared.reader().expect("loaded");
    let films = reader.checkpoint().provenance.get("trained_on");
    assert!(
        films.is_some_and(|words| words.contains("posters")),
        "{films:?}"
    );
    assert!(window.app().shared.scoring.scores().is_some());
}

#[test]
fn a_name_that_is_taken_is_told_before_it_starts() {
    let mut window = opened(60);
    trained(&mut window, Depth::Head, "calm");
    train_mut(&mut window).plan.name = "calm".to_owned();
    window.settle();
    let can_start = |window: &Window| {
        let node = window
            .harness
            .get_by_role_and_label(Role::Button, "Train: head");
        !node.accesskit_node().is_disabled()
    };
    assert!(!can_start(&window));
    order(&mut window, Command::Start);
    assert!(train(&window).running.is_none());
    train_mut(&mut window).plan.name.clear();
    window.settle();
    assert!(can_start(&window));
    click(&mut window, Role::Button, "Back to the defaults");
    let plan = &train(&window).plan;
    assert!(!plan.is_changed());
}

#[test]
fn each_depth_shows_its_fields_and_what_it_costs() {
    let mut window = opened(60);
    for depth in Depth::ALL {
        order(&mut window, Command::Choose(depth));
        click(&mut window, Role::DisclosureTriangle, "Advanced");
        window.settle();
        click(&mut window, Role::DisclosureTriangle, "Advanced");
    }
    click(&mut window, Role::Button, "Measure on this computer");
    window.settle();
    let costs = &train(&window).costs;
    for depth in Depth::ALL {
        assert!(
            matches!(costs.of(depth), Cost::Known(_)),
            "{:?}",
            costs.of(depth)
        );
    }
    assert!(costs.is_known());
}

#[test]
fn a_size_is_chosen_for_one_depth() {
    let mut window = opened(60);
    click(&mut window, Role::Button, "Measure on this computer");
    window.settle();
    order(&mut window, Command::Choose(Depth::Head));
    let usual = "Size: The model's";
    click(&mut window, Role::ComboBox, usual);
    click(&mut window, Role::MenuItem, "278 × 185");
    window.settle();
    let cost = |window: &Window, depth| train(window).costs.of(depth);
    assert_eq!(cost(&window, Depth::Head), Cost::Unknown);
    // Another depth keeps its size, and what was measured.
    let other = cost(&window, Depth::LastBlock);
    assert!(matches!(other, Cost::Known(_)), "{other:?}");
    order(&mut window, Command::Choose(Depth::LastBlock));
    window.harness.get_by_role_and_label(Role::ComboBox, usual);
    order(&mut window, Command::Choose(Depth::Head));
    order(&mut window, Command::Measure);
    let here = cost(&window, Depth::Head);
    assert!(matches!(here, Cost::Known(_)), "{here:?}");

    trained(&mut window, Depth::Head, "larger");
    let shelf = &train(&window).shelf;
    let run = shelf.get("larger").expect("on the disk");
    let model = Checkpoint::load(&run.folder.path).expect("saved");
    let size = (model.preprocessing.height, model.preprocessing.width);
    assert_eq!(size, (278, 185));
}

#[test]
fn a_run_is_stopped_and_goes_on() {
    let mut window = opened(120);
    order(&mut window, Command::Choose(Depth::LastBlock));
    let long = settings(&mut window);
    (long.epochs, long.batch_size, long.patience) = (60, 4, 60);
    window.send(Command::Start);
    window.run_until("the second epoch", |window| {
        let running = train(window).running.as_ref();
        running.is_some_and(|run| run.live.history.len() >= 2)
    });
    let state = train(&window);
    assert!(state.is_running() && state.progress().is_some());
    click(&mut window, Role::Button, "Pause");
    assert_eq!(phase(&window), Some(Phase::Waiting));
    click(&mut window, Role::Button, "Go on");
    assert_eq!(phase(&window), Some(Phase::Learning));
    click(&mut window, Role::Button, "Stop");
    window.settle();
    assert!(matches!(phase(&window), Some(Phase::Stopped | Phase::Done)));
    let running = train(&window).running.as_ref().expect("it ran");
    assert!(running.has_model());
    let before = running.live.history.len();
    let shelf = &train(&window).shelf;
    let run = shelf.get("last-block-1").expect("on the disk");
    assert_eq!(run.standing, Standing::Stopped);
    assert!(run.usable && run.resumable);
    order(&mut window, Command::Another);
    show(&mut window, Route::Runs);
    window.send(Command::GoOn("last-block-1".into()));
    window.run_until("an epoch more", |window| {
        let running = train(window).running.as_ref();
        running.is_some_and(|run| run.live.history.len() > before)
    });
    order(&mut window, Command::Stop);
    let run = train(&window).shelf.get("last-block-1");
    assert!(run.is_some_and(|run| run.history.len() > before));
}

#[test]
fn a_finished_run_is_trained_once_more_from_validation_films_too() {
    let mut window = opened(120);
    trained(&mut window, Depth::Head, "calm");
    show(&mut window, Route::Runs);
    train_mut(&mut window).shelf.selected = Some("calm".to_owned());
    window.settle();
    click(&mut window, Role::Button, "Refit");
    window.settle();
    assert_eq!(phase(&window), Some(Phase::Done));
    let running = train(&window).running.as_ref().expect("it ran");
    assert!(running.refit && running.has_model());
    assert_eq!(running.name.as_deref(), Some("refit-1"));
    let shelf = &train(&window).shelf;
    let run = shelf.get("refit-1").expect("on the disk");
    let (old, new) = (&shelf.get("calm").expect("there").record, &run.record);
    let (old, new) = (old.as_ref().expect("read"), new.as_ref().expect("read"));
    assert_eq!(run.history.len(), old.best_epoch);
    assert_eq!(new.train_films, old.train_films + old.validation_films);
    // What it learned from does not judge it, and the page of the thresholds says so.
    order(&mut window, Command::Use("refit-1".into()));
    show(&mut window, Route::Thresholds);
    let prepared = window.app().pages.thresholds.prepared().expect("figures");
    let notes = prepared.notes.iter();
    let told = notes.filter(|note| note.contains("the model learned from"));
    assert_eq!(told.count(), 1);
    let marks = window
        .harness
        .query_all_by_label_contains("the model learned from these");
    assert!(marks.count() > 0);
    // A refit is not repeated.
    train_mut(&mut window).shelf.selected = Some("refit-1".to_owned());
    show(&mut window, Route::Runs);
    assert!(
        window
            .harness
            .query_by_role_and_label(Role::Button, "Refit")
            .is_none()
    );
}

#[test]
fn runs_are_compared_renamed_deleted_and_brought_back() {
    let mut window = opened(60);
    trained(&mut window, Depth::Head, "calm");
    trained(&mut window, Depth::Head, "");
    show(&mut window, Route::Runs);
    let mut all = names(&window);
    all.sort();
    assert_eq!(all, ["calm", "head-1"]);
    assert_eq!(train(&window).shelf.compared.len(), 2);
    click(&mut window, Role::CheckBox, "Compare calm");
    assert_eq!(train(&window).shelf.compared, ["head-1"]);
    let to = "storm".to_owned();
    let from = "calm".to_owned();
    order(&mut window, Command::Rename { from, to });
    assert!(names(&window).contains(&"storm".to_owned()));
    let (from, to) = ("storm".to_owned(), "head-1".to_owned());
    order(&mut window, Command::Rename { from, to });
    let told = window.app().shell.notices.cards().last().expect("a card");
    assert!(told.text.contains("head-1"), "{}", told.text);
    order(&mut window, Command::Delete("head-1".into()));
    assert_eq!(names(&window), ["storm"]);
    assert!(train(&window).shelf.compared.is_empty());
    click(&mut window, Role::Button, "Bring head-1 back");
    window.settle();
    assert_eq!(names(&window).len(), 2);
}

#[test]
fn a_model_leaves_the_library_whole_and_once() {
    let mut window = opened(60);
    trained(&mut window, Depth::Head, "calm");
    let into = window.folder.path().join("given away");
    let export = |into: &PathBuf| Command::Export("calm".to_owned(), Some(into.clone()));
    order(&mut window, export(&into));
    for file in [
        "config.json",
        "model.safetensors",
        "preprocessor_config.json",
    ] {
        assert!(into.join(file).is_file(), "{file}");
    }
    assert!(!into.join("training_state.safetensors").exists());
    let told = window.app().shell.notices.cards().last().expect("a card");
    assert!(told.title.starts_with("Saved as"), "{}", told.title);
    order(&mut window, export(&into));
    let told = window.app().shell.notices.cards().last().expect("a card");
    assert_eq!(told.title, "Nothing was saved");
}

#[test]
fn the_model_in_use_is_not_deleted() {
    let mut window = opened(60);
    trained(&mut window, Depth::Head, "calm");
    order(&mut window, Command::Use("calm".into()));
    order(&mut window, Command::Delete("calm".into()));
    assert_eq!(names(&window), ["calm"]);
}

#[test]
fn a_library_too_small_says_so_before_it_starts() {
    let mut window = opened(1);
    let app = window.harness.state_mut();
    let in_use = app.shared.model.folder().map(PathBuf::as_path);
    let fault = app.pages.train.fault(&app.shared.films, in_use);
    assert!(fault.is_some_and(|fault| fault.contains("films to learn from")));
}
