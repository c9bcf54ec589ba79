//! What lies over the page: an import, a cleaning, work and what it came to.

use egui::{Align, Id, Key, Label, Layout, Modal, RichText, Ui, vec2};

use super::{clean, fetch, funnel, import, working};
use crate::app::command::Command;
use crate::app::pages::library::work::Told;
use crate::app::pages::library::{Ask, Dialog};
use crate::app::state::State;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;

/// A button of a dialog's foot: how much it asks, icon, word, what it asks for; `false`: not yet.
pub type Choice<'a> = (bool, Weight, Icon, &'a str, Ask);

/// Paints the dialog, if one is open.
pub fn show(ui: &mut Ui, state: &mut State) {
    if state.librarian.dialog.is_none() {
        return;
    }
    let scrim = theme::tokens(ui).scrim;
    let room = ui.ctx().content_rect().size() - vec2(4.0 * space::XL, 0.0);
    let frame = egui::Frame::popup(ui.style()).inner_margin(space::XL);
    let modal = Modal::new(Id::unique("library dialog"))
        .backdrop_color(scrim)
        .frame(frame)
        .show(ui.ctx(), |ui| {
            ui.set_width(size::DIALOG.min(room.x));
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            // Taken out while it is painted: it asks through the state.
            let Some(mut dialog) = state.librarian.dialog.take() else {
                return;
            };
            match &mut dialog {
                Dialog::Import(draft) => import::show(ui, state, draft),
                Dialog::Clean => clean::show(ui, state),
                Dialog::Fetch(draft) => fetch::show(ui, state, draft),
                Dialog::Working => working::show(ui, state),
                Dialog::Done(told) => done(ui, state, told),
                Dialog::Funnel(known) => funnel::dialog(ui, state, known.as_ref()),
            }
            state.librarian.dialog = Some(dialog);
        });
    let popup = egui::Popup::is_any_open(ui.ctx());
    let escaped = !popup && ui.input(|input| input.key_pressed(Key::Escape));
    // A press beside it does not throw away what was put together.
    let kept = matches!(state.librarian.dialog, Some(Dialog::Import(_)));
    if escaped || (modal.should_close() && !popup && !kept) {
        state.send(Command::Library(Ask::Close));
    }
}

/// The height of what scrolls between a dialog's title and its foot.
pub fn body_height(ui: &Ui) -> f32 {
    let window = ui.ctx().content_rect().height();
    size::DIALOG_BODY.min(window - size::DIALOG_REST)
}

/// A dialog's title, and a sentence below.
pub fn title(ui: &mut Ui, title: &str, text: &str) {
    ui.label(RichText::new(title).font(font::section()));
    if !text.is_empty() {
        let weak = theme::tokens(ui).text_weak;
        let text = RichText::new(text).font(font::body()).color(weak);
        ui.add(Label::new(text).wrap());
    }
    ui.add_space(space::S);
}

/// The buttons at a dialog's foot, from the right.
pub fn foot(ui: &mut Ui, state: &mut State, choices: &[Choice<'_>]) {
    ui.add_space(space::M);
    let row = vec2(ui.available_width(), size::BUTTON);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        for (ready, weight, icon, word, ask) in choices {
            let pressed = ui
                .add_enabled_ui(*ready, |ui| {
                    button::button(ui, *weight, *icon, word).clicked()
                })
                .inner;
            if pressed {
                state.send(Command::Library(ask.clone()));
            }
        }
    });
}

/// What work came to.
fn done(ui: &mut Ui, state: &mut State, told: &Told) {
    match told {
        Told::Imported(report) => {
            title(ui, "The films are in", &told.in_words());
            funnel::steps(ui, &report.funnel);
            funnel::splits(ui, report);
            funnel::findings(ui, report);
            foot(
                ui,
                state,
                &[
                    (true, Weight::Primary, Icon::Check, "Done", Ask::Close),
                    (
                        true,
                        Weight::Quiet,
                        Icon::Drop,
                        "Save the funnel…",
                        Ask::SaveFunnel(None),
                    ),
                ],
            );
        }
        Told::Cleaned(report) => clean::done(ui, state, report),
        Told::Fetched(report) => fetch::done(ui, state, report),
        Told::Failed(why) => {
            title(ui, "It did not work", why);
            let close = (true, Weight::Quiet, Icon::Close, "Close", Ask::Close);
            foot(ui, state, &[close]);
        }
    }
}
