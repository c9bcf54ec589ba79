//! The left rail: the pages, what goes on beside them, and the switch between night and day.

use egui::{
    Align2, Frame, Panel as EguiPanel, Popup, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2,
    vec2,
};

use super::button::{self, Weight};
use super::icon::{self, Icon};
use super::progress;
use crate::app::command::{Command, Panel};
use crate::app::librarian::Ask;
use crate::app::state::State;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::training::Order;
use crate::jobs::Snapshot;
use crate::wording;

/// How often a running job's numbers are looked at.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(100);

/// Paints the rail.
pub fn show(ui: &mut Ui, state: &mut State) {
    let tokens = theme::tokens(ui);
    EguiPanel::left("rail")
        .exact_size(size::RAIL)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.surface))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, space::XS);
            ui.add_space(space::M);
            for panel in Panel::ALL {
                let icon = match panel {
                    Panel::Read => Icon::Read,
                    Panel::Library => Icon::Library,
                    Panel::Genres => Icon::Bars,
                    Panel::Train => Icon::Curve,
                    Panel::Thresholds => Icon::Sliders,
                    Panel::Top100 => Icon::Top,
                };
                let selected = state.settings.panel == panel;
                if entry(ui, icon, panel.name(), panel.name(), selected).clicked() {
                    state.send(Command::Show(panel));
                }
            }
            let running = running(state);
            let foot = size::RAIL_ENTRY * (2 + running.len()) as f32;
            ui.add_space((ui.available_height() - foot - space::L).max(0.0));
            for (name, snapshot, stop) in running {
                job(ui, state, name, &snapshot, stop);
            }
            let choice = state.settings.theme;
            let name = format!("Theme: {}", choice.name());
            if entry(ui, Icon::Theme(choice), choice.name(), &name, false)
                .on_hover_text("Dark, light, or as the system is")
                .clicked()
            {
                state.send(Command::SetTheme(choice.next()));
            }
            if entry(ui, Icon::Keys, "Keys", "Keyboard shortcuts", false)
                .on_hover_text("Keyboard shortcuts (F1)")
                .clicked()
            {
                state.send(Command::ToggleShortcuts);
            }
        });
}

/// An icon above a word; `name` is what a screen reader says.
fn entry(ui: &mut Ui, icon: Icon, word: &str, name: &str, selected: bool) -> Response {
    let (rect, response) =
        ui.allocate_exact_size(vec2(size::RAIL, size::RAIL_ENTRY), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, name));
    let tokens = theme::tokens(ui);
    let ink = if selected {
        tokens.accent_text
    } else if response.hovered() {
        tokens.text
    } else {
        tokens.text_weak
    };
    let ground = rect.shrink2(vec2(space::S, space::XS / 2.0));
    if selected {
        let mark = Rect::from_min_size(
            pos2(rect.left(), ground.top() + space::M),
            vec2(size::PROGRESS, ground.height() - space::XL),
        );
        ui.painter().rect_filled(mark, radius::BAR, tokens.accent);
    } else if response.hovered() {
        ui.painter()
            .rect_filled(ground, radius::CONTROL, tokens.raised);
    }
    icon_and_word(ui, rect, ink, word, |ui, place| {
        icon::paint(ui.painter(), place, size::RAIL_ICON, icon, ink);
    });
    button::focus_ring(ui, &response, ground, radius::CONTROL);
    response
}

fn icon_and_word(
    ui: &Ui,
    rect: Rect,
    ink: egui::Color32,
    word: &str,
    paint: impl FnOnce(&Ui, Rect),
) {
    let centre = rect.center();
    let place = Rect::from_center_size(
        pos2(centre.x, centre.y - space::S),
        vec2(size::RAIL_ICON, size::RAIL_ICON),
    );
    paint(ui, place);
    ui.painter().text(
        pos2(centre.x, centre.y + space::L),
        Align2::CENTER_CENTER,
        word,
        font::caption_medium(),
        ink,
    );
}

/// What goes on beside the pages, how far it is, and what stops it.
fn running(state: &State) -> Vec<(String, Snapshot, Command)> {
    let opening = state.opening.as_ref().map(|job| {
        let snapshot = job.task().snapshot();
        (job.name().to_owned(), snapshot, Command::CancelLibrary)
    });
    let reading = state.scoring.progress().map(|snapshot| {
        let name = "Reading the library".to_owned();
        (name, snapshot, Command::StopReadingLibrary)
    });
    let exporting = state.exporting.as_ref().map(|job| {
        let snapshot = job.task().snapshot();
        (job.name().to_owned(), snapshot, Command::CancelExport)
    });
    let work = state.librarian.work.as_ref().map(|work| {
        let stop = Command::Library(Ask::Stop);
        (work.name().to_owned(), work.snapshot(), stop)
    });
    let training = state.training.progress().map(|snapshot| {
        let name = "Training".to_owned();
        (name, snapshot, Command::Train(Order::Stop))
    });
    opening
        .into_iter()
        .chain(work)
        .chain(reading)
        .chain(training)
        .chain(exporting)
        .collect()
}

/// A ring, and on a click its numbers and a way to stop it.
fn job(ui: &mut Ui, state: &mut State, name: String, snapshot: &Snapshot, stop: Command) {
    let percent = snapshot
        .fraction()
        .map_or_else(|| "…".to_owned(), |share| format!("{:.0} %", share * 100.0));
    let (rect, response) =
        ui.allocate_exact_size(vec2(size::RAIL, size::RAIL_ENTRY), Sense::click());
    let name = format!("{name}: {percent}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let ink = theme::tokens(ui).text_weak;
    icon_and_word(ui, rect, ink, &percent, |ui, place| {
        progress::ring(ui, place, snapshot.fraction());
    });
    let ground = rect.shrink2(vec2(space::S, space::XS / 2.0));
    button::focus_ring(ui, &response, ground, radius::CONTROL);
    let mut pressed = false;
    Popup::menu(&response).show(|ui| {
        ui.set_width(size::SEARCH);
        ui.label(egui::RichText::new(&snapshot.stage).font(font::strong()));
        ui.weak(wording::progress(snapshot));
        pressed = button::button(ui, Weight::Quiet, Icon::Close, "Stop").clicked();
    });
    if pressed {
        state.send(stop);
    }
    ui.ctx().request_repaint_after(LOOK_EVERY);
}
