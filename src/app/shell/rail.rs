//! The left rail: the pages, what goes on beside them, and the switch between night and day.

use egui::{
    Align2, Frame, Panel as EguiPanel, Popup, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2,
    vec2,
};

use super::command::{Command, Work};
use super::pages::Pages;
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::app::theme::{self, ThemeChoice, font, radius, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::progress;
use crate::jobs::Snapshot;
use crate::wording;

/// Long work that goes on beside the pages.
pub struct Running {
    /// What it is called.
    pub name: String,
    /// How far it is.
    pub snapshot: Snapshot,
    /// What stops it.
    pub work: Work,
}

/// How often a running job's numbers are looked at.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(100);

/// What goes on beside the pages.
pub fn running(shared: &Shared, pages: &Pages) -> Vec<Running> {
    let running = |(name, snapshot), work| Running {
        name,
        snapshot,
        work,
    };
    let opening = shared.opening.as_ref().map(|job| {
        let named = (job.name().to_owned(), job.task().snapshot());
        running(named, Work::Opening)
    });
    let reading = shared.scoring.progress().map(|snapshot| {
        let named = ("Reading the library".to_owned(), snapshot);
        running(named, Work::Reading)
    });
    let export = shared.exports.progress();
    let pages = pages
        .each()
        .into_iter()
        .filter_map(|(route, page)| Some(running(page.work()?, Work::Page(route))));
    opening
        .into_iter()
        .chain(reading)
        .chain(pages)
        .chain(export.map(|named| running(named, Work::Export)))
        .collect()
}

fn icon_of(page: Route) -> Icon {
    match page.entry() {
        Route::Read => Icon::Read,
        Route::Library => Icon::Library,
        Route::Genres => Icon::Bars,
        Route::Thresholds => Icon::Sliders,
        Route::Top100 => Icon::Top,
        Route::Train | Route::Runs | Route::OwnGenre => Icon::Curve,
    }
}

/// Paints the rail; returns what was pressed.
pub fn show(ui: &mut Ui, shown: Route, choice: ThemeChoice, running: &[Running]) -> Vec<Command> {
    let tokens = theme::tokens(ui);
    let mut asked = Vec::new();
    EguiPanel::left("rail")
        .exact_size(size::RAIL)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.surface))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, space::XS);
            ui.add_space(space::M);
            for page in Route::RAIL {
                let selected = shown.entry() == page;
                if entry(ui, icon_of(page), page.name(), page.name(), selected).clicked() {
                    asked.push(Command::Turn(page));
                }
            }
            let foot = size::RAIL_ENTRY * (2 + running.len()) as f32;
            ui.add_space((ui.available_height() - foot - space::L).max(0.0));
            for running in running {
                if job(ui, running) {
                    asked.push(Command::Stop(running.work));
                }
            }
            let name = format!("Theme: {}", choice.name());
            if entry(ui, Icon::Theme(choice), choice.name(), &name, false)
                .on_hover_text("Dark, light, or as the system is")
                .clicked()
            {
                asked.push(Command::SetTheme(choice.next()));
            }
            if entry(ui, Icon::Keys, "Keys", "Keyboard shortcuts", false)
                .on_hover_text("Keyboard shortcuts (F1)")
                .clicked()
            {
                asked.push(Command::ToggleShortcuts);
            }
        });
    asked
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

/// A ring, and on a click its numbers and a way to stop it; whether it is to be stopped.
fn job(ui: &mut Ui, running: &Running) -> bool {
    let snapshot = &running.snapshot;
    let percent = snapshot
        .fraction()
        .map_or_else(|| "…".to_owned(), |share| format!("{:.0} %", share * 100.0));
    let (rect, response) =
        ui.allocate_exact_size(vec2(size::RAIL, size::RAIL_ENTRY), Sense::click());
    let name = format!("{}: {percent}", running.name);
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
    ui.ctx().request_repaint_after(LOOK_EVERY);
    pressed
}
