//! The posters that were read since the window opened, as a strip along the bottom.

use egui::{Align, Frame, Layout, Panel, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::button::{self, Weight};
use super::icon::Icon;
use super::poster;
use crate::app::command::{Command, Panel as Page};
use crate::app::pages::read::tools::Ask;
use crate::app::state::State;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::shared::thumbnails::Thumbnail;

/// Whether there is anything to turn to.
fn is_shown(state: &State) -> bool {
    let decoded = state.session.decoded().count();
    let alone = decoded == 1 && state.session.waiting() == 0 && !state.session.start_page;
    decoded > 0 && !alone
}

/// The height that the strip takes from the page; 0 where it is not shown.
pub fn height(state: &State) -> f32 {
    if state.settings.panel == Page::Read && is_shown(state) {
        poster::height(size::STRIP_POSTER) + 2.0 * space::L + 4.0 * size::RING
    } else {
        0.0
    }
}

/// Paints the strip if there is anything to turn to.
pub fn show(ui: &mut Ui, state: &mut State) {
    if !is_shown(state) {
        return;
    }
    let decoded = state.session.decoded().count();
    let waiting = state.session.waiting();
    let tokens = theme::tokens(ui);
    Panel::bottom("strip")
        .exact_size(height(state))
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.surface).inner_margin(space::L))
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if decoded > 1 && !state.inspect.comparing {
                    ui.add_space(space::S);
                    if button::button(ui, Weight::Quiet, Icon::Compare, "Compare").clicked() {
                        state.send(Command::Inspect(Ask::Compare(true)));
                    }
                }
                if waiting > 1 {
                    still_to_read(ui, state, waiting);
                }
                ui.with_layout(Layout::left_to_right(Align::Min), |ui| posters(ui, state));
            });
        });
}

fn still_to_read(ui: &mut Ui, state: &mut State, waiting: usize) {
    if button::icon_button(ui, Icon::Close, "Stop reading").clicked() {
        state.send(Command::StopReading);
    }
    let tokens = theme::tokens(ui);
    let words = egui::RichText::new(format!("{waiting} still to read"))
        .font(font::caption())
        .color(tokens.text_weak);
    ui.label(words);
}

fn posters(ui: &mut Ui, state: &mut State) {
    let shown = state.session.shown().map(|entry| entry.id);
    let mut asked = None;
    ScrollArea::horizontal()
        .auto_shrink(false)
        // Room for the ring around the first and the last.
        .content_margin(2.0 * size::RING)
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                for entry in state.session.decoded() {
                    let size = vec2(size::STRIP_POSTER, poster::height(size::STRIP_POSTER));
                    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
                    let selected = shown == Some(entry.id);
                    let title = entry.title();
                    response
                        .widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &title));
                    if let Some(texture) = &entry.thumbnail {
                        let thumbnail = Thumbnail::Ready(texture.id(), texture.size());
                        poster::thumbnail(ui, rect, thumbnail);
                    }
                    if selected {
                        button::ring(ui, rect, radius::POSTER);
                        if state.scroll_strip {
                            response.scroll_to_me(None);
                        }
                    } else {
                        button::focus_ring(ui, &response, rect, radius::POSTER);
                    }
                    let said = entry.reading.as_ref().map(|reading| reading.in_words());
                    let hint = match said {
                        Some(said) => format!("{title}\n{said}"),
                        None => title,
                    };
                    if response.on_hover_text(hint).clicked() {
                        asked = Some(entry.id);
                    }
                }
            });
        });
    state.scroll_strip = false;
    if let Some(id) = asked {
        state.send(Command::Select(id));
    }
}
