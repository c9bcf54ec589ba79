//! What lies over the page: an import, a cleaning, work and what it came to.

use egui::{Id, Key, Modal, Ui, vec2};

use super::dialog_parts::{foot, title};
use super::{clean, fetch, funnel, import, working};
use crate::app::pages::library::command::Command;
use crate::app::pages::library::state::{Dialog, LibraryPage};
use crate::app::pages::library::work::Told;
use crate::app::shared::films::Films;
use crate::app::theme::{self, size, space};
use crate::app::widgets::button::Weight;
use crate::app::widgets::icon::Icon;

/// Paints the dialog, if one is open.
pub fn show(ui: &mut Ui, page: &mut LibraryPage, films: &Films, asked: &mut Vec<Command>) {
    let Some(dialog) = &mut page.dialog else {
        return;
    };
    let scrim = theme::tokens(ui).scrim;
    let room = ui.ctx().content_rect().size() - vec2(4.0 * space::XL, 0.0);
    let frame = egui::Frame::popup(ui.style()).inner_margin(space::XL);
    let modal = Modal::new(Id::unique("library dialog"))
        .backdrop_color(scrim)
        .frame(frame)
        .show(ui.ctx(), |ui| {
            ui.set_width(size::DIALOG.min(room.x));
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            match dialog {
                Dialog::Import(draft) => import::show(ui, draft, &films.root, asked),
                Dialog::Clean => clean::show(ui, asked),
                Dialog::Fetch(draft) => fetch::show(ui, draft, asked),
                Dialog::Working => working::show(ui, page.work.as_ref(), asked),
                Dialog::Done(told) => done(ui, told, asked),
                Dialog::Funnel(known) => funnel::dialog(ui, known.as_ref(), asked),
            }
        });
    let popup = egui::Popup::is_any_open(ui.ctx());
    let escaped = !popup && ui.input(|input| input.key_pressed(Key::Escape));
    // A press beside it does not throw away what was put together.
    let kept = matches!(dialog, Dialog::Import(_));
    if escaped || (modal.should_close() && !popup && !kept) {
        asked.push(Command::Close);
    }
}

/// What work came to.
fn done(ui: &mut Ui, told: &Told, asked: &mut Vec<Command>) {
    match told {
        Told::Imported(report) => {
            title(ui, "The films are in", &told.in_words());
            funnel::steps(ui, &report.funnel);
            funnel::splits(ui, report);
            funnel::findings(ui, report);
            let word = "Save the funnel…";
            let save = Command::SaveFunnel(None);
            let save = (true, Weight::Quiet, Icon::Drop, word, save);
            let done = (true, Weight::Primary, Icon::Check, "Done", Command::Close);
            foot(ui, &[done, save], asked);
        }
        Told::Cleaned(report) => clean::done(ui, report, asked),
        Told::Fetched(report) => fetch::done(ui, report, asked),
        Told::Failed(why) => {
            title(ui, "It did not work", why);
            let close = (true, Weight::Quiet, Icon::Close, "Close", Command::Close);
            foot(ui, &[close], asked);
        }
    }
}
