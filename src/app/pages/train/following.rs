//! What came for the Train page since the last frame, and what the user is told of it.
//!
//! In: the page's threads, the file chooser, which page is shown. Out: the page's state, notices, and
//! whether a run is open.

use std::sync::mpsc::TryRecvError;

use super::command::Command;
use super::running::Phase;
use super::shelf::Done;
use super::state::TrainPage;
use crate::app::cx::Cx;
use crate::app::route::Route;
use crate::app::shared::notice::Tone;

/// Takes what came; to be called once a frame.
pub fn follow(page: &mut TrainPage, cx: &mut Cx<'_>) {
    take_start(page, cx);
    if let Some(outcome) = page.shelf.follow(cx.context, &cx.shared.films.root) {
        tell(cx, outcome);
    }
    page.costs.follow();
    let running = page.running.as_mut().filter(|run| run.phase.goes_on());
    if running.is_some_and(|running| running.follow(cx.context, &cx.shared.films)) {
        page.shelf.look(cx.context);
        page.costs.forget();
        ended(page, cx);
    }
    // What other programs did to the runs is seen when somebody looks.
    if cx.shown == Route::Runs && page.shown != Some(Route::Runs) {
        page.shelf.look(cx.context);
    }
    page.shown = Some(cx.shown);
    cx.shared.run_is_open = page.running.is_some();
}

/// The folder that was chosen to start from.
fn take_start(page: &mut TrainPage, cx: &mut Cx<'_>) {
    let Some(answer) = page.choosing.as_ref().map(|chosen| chosen.try_recv()) else {
        return;
    };
    match answer {
        Err(TryRecvError::Empty) => return,
        Err(TryRecvError::Disconnected) => {}
        Ok(folders) => {
            if let Some(folder) = folders.into_iter().next() {
                page.execute(Command::StartFrom(folder), cx);
            }
        }
    }
    page.choosing = None;
}

/// Something was done to a run on the disk, or could not be done.
fn tell(cx: &mut Cx<'_>, outcome: Result<Done, String>) {
    match outcome {
        Ok(Done::Deleted(deleted)) => {
            let title = format!("{} is deleted", deleted.name);
            cx.say(Tone::Hint, title, "The page's Undo brings it back.");
        }
        Ok(Done::Restored(name)) => cx.say(Tone::Hint, format!("{name} is back"), ""),
        Ok(Done::Renamed { .. }) => {}
        Err(why) => cx.fault("Not done", &why),
    }
}

/// A run ended: said where another page is open.
fn ended(page: &TrainPage, cx: &mut Cx<'_>) {
    let Some(running) = &page.running else {
        return;
    };
    let name = running.name.as_deref().unwrap_or("The run");
    match &running.phase {
        Phase::Failed(why) => cx.fault(format!("{name} broke off"), why),
        Phase::Done if cx.shown.entry() != Route::Train => {
            let text = "Its curves are on the Train page; there it can be used.";
            cx.say(Tone::Hint, format!("{name} is trained"), text);
        }
        _ => {}
    }
}
