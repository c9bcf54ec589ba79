//! What each [`Order`] does.

use std::path::PathBuf;

use egui::Context;

use super::order::{Order, Tab};
use super::running::{Running, Work};
use super::shelf::Done;
use super::{News, exporting};
use crate::app::shared::notice::{Tone, sentence};
use crate::app::shared::reading::ReaderSource;
use crate::app::shared::source::file_name;
use crate::app::state::{Asked, State};
use crate::resources;
use crate::training::{RefitRequest, Request};
use crate::vision::DeviceChoice;

/// Does what was asked for.
pub fn execute(context: &Context, state: &mut State, order: Order) {
    let training = &mut state.training;
    match order {
        Order::Turn(tab) => {
            training.tab = tab;
            if tab == Tab::Runs {
                training.shelf.look(context);
            }
        }
        Order::Choose(depth) => training.plan.depth = depth,
        Order::Measure => measure(context, state),
        Order::StopMeasuring => training.costs.stop(),
        Order::StartFrom(folder) => training.plan.start = Some(folder),
        Order::ChooseStart => crate::app::execute::ask(context, state, Asked::StartModel),
        Order::Start => start(context, state),
        Order::Pause => on_run(state, Running::pause),
        Order::Resume => on_run(state, Running::resume),
        Order::Stop => on_run(state, Running::stop),
        Order::Another => {
            if !training.is_running() {
                training.running = None;
                training.plan.name.clear();
            }
        }
        Order::GoOn(name) => go_on(context, state, &name),
        Order::Refit(name) => refit(context, state, &name),
        Order::Use(name) => {
            if let Some(folder) = training.shelf.folder(&name) {
                use_model(context, state, Some(folder));
            }
        }
        Order::UseShipped => use_model(context, state, None),
        Order::Look => training.shelf.look(context),
        Order::Rename { from, to } => {
            let to = to.trim().to_owned();
            if to.is_empty() || to == from {
                training.shelf.renaming = None;
            } else {
                training.shelf.rename(context, from, to);
            }
        }
        Order::Delete(name) => {
            if state.model_folder.is_some() && state.model_folder == training.shelf.folder(&name) {
                state.notices.say(
                    Tone::Hint,
                    "This model is in use",
                    "Use another one first: then this run can be deleted.",
                );
            } else {
                training.shelf.delete(context, name);
            }
        }
        Order::Undelete => training.shelf.restore(context),
        Order::Onnx(name, to) => exporting::onnx(context, state, &name, to),
        Order::Export(name, to) => exporting::model(context, state, &name, to),
    }
}

fn on_run(state: &mut State, change: impl FnOnce(&mut Running)) {
    if let Some(running) = &mut state.training.running {
        change(running);
    }
}

fn measure(context: &Context, state: &mut State) {
    follow_costs(context, state);
    let training = &mut state.training;
    if !training.is_running() {
        training.costs.measure(context, &training.plan);
    }
}

/// What each depth costs follows the library and the model to start from; to be called while the
/// page is shown.
pub fn follow_costs(context: &Context, state: &mut State) {
    let in_use = state.model_folder.clone();
    let training = &mut state.training;
    let Some(start) = training.plan.start_folder(in_use.as_deref()) else {
        return;
    };
    let (root, start) = (&state.films.root, start.to_owned());
    if state.films.posters() > 0 {
        training.costs.look(context, root, &start, &training.plan);
    }
}

fn start(context: &Context, state: &mut State) {
    let in_use = state.model_folder.clone();
    let training = &mut state.training;
    // One run at a time: it has all cores.
    if training.is_running() || training.fault(&state.films, in_use.as_deref()).is_some() {
        return;
    }
    training.costs.stop();
    let plan = &training.plan;
    let Some(start) = plan.start_folder(in_use.as_deref()) else {
        return;
    };
    let settings = plan.of(plan.depth);
    let name = plan.name.trim();
    let request = Request {
        name: Some(if name.is_empty() {
            training.shelf.free_name(plan.depth)
        } else {
            name.to_owned()
        }),
        settings,
        objective: plan.objective,
        precision: plan.precision(),
        ..Request::default()
    };
    let work = Work::New(Box::new(request), start.to_owned());
    let running = Running::start(context, &state.films.root, work, &settings);
    training.running = Some(running);
    training.tab = Tab::Run;
}

fn go_on(context: &Context, state: &mut State, name: &str) {
    take_up(context, state, name, Work::GoOn(name.to_owned()));
}

fn refit(context: &Context, state: &mut State, name: &str) {
    let request = RefitRequest {
        run: name.to_owned(),
        name: None,
        seed: None,
        device: DeviceChoice::Auto,
    };
    take_up(context, state, name, Work::Refit(request));
}

/// Starts work on a run of the library; one at a time: it has all cores.
fn take_up(context: &Context, state: &mut State, name: &str, work: Work) {
    let training = &mut state.training;
    if training.is_running() {
        return;
    }
    training.costs.stop();
    let known = training.shelf.get(name).map(|run| &run.record);
    if let Some(Ok(record)) = known {
        let (settings, refit) = (record.options, record.refit.is_some());
        let mut running = Running::start(context, &state.films.root, work, &settings);
        running.refit |= refit;
        training.running = Some(running);
        training.tab = Tab::Run;
    }
}

/// Everything reads with the model in this folder from now on; `None`: with Onesheet's own.
fn use_model(context: &Context, state: &mut State, folder: Option<PathBuf>) {
    let source = match &folder {
        Some(folder) => ReaderSource::folder(folder.clone()),
        None => ReaderSource::shipped(),
    };
    let name = folder.as_deref().map_or_else(
        || format!("Onesheet's own model, {},", resources::SHIPPED_MODEL),
        file_name,
    );
    state.settings.model = folder;
    state.open_model(context, source);
    state.notices.say(
        Tone::Hint,
        format!("{name} reads from now on"),
        "Read, Thresholds and Top 100 follow it.",
    );
}

/// Tells the user what happened since the last frame.
pub fn tell(state: &mut State, news: Vec<News>) {
    for piece in news {
        match piece {
            News::Ended => ended(state),
            News::Done(Done::Deleted(deleted)) => state.notices.say(
                Tone::Hint,
                format!("{} is deleted", deleted.name),
                "The page's Undo brings it back.",
            ),
            News::Done(Done::Restored(name)) => {
                state.notices.say(Tone::Hint, format!("{name} is back"), "");
            }
            News::Done(Done::Renamed { .. }) => {}
            News::NotDone(why) => state.notices.say(Tone::Fault, "Not done", sentence(&why)),
        }
    }
}

/// A run ended: said where another page is open.
fn ended(state: &mut State) {
    use super::running::Phase;
    use crate::app::command::Panel;
    let Some(running) = &state.training.running else {
        return;
    };
    let name = running.name.as_deref().unwrap_or("The run");
    match &running.phase {
        Phase::Failed(why) => {
            let title = format!("{name} broke off");
            state.notices.say(Tone::Fault, title, sentence(why));
        }
        Phase::Done if state.settings.panel != Panel::Train => {
            let title = format!("{name} is trained");
            let text = "Its curves are on the Train page; there it can be used.";
            state.notices.say(Tone::Hint, title, text);
        }
        _ => {}
    }
}
