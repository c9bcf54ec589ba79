//! The posters that were read since the window opened, as a strip along the bottom.

use egui::{Align, Frame, Layout, Panel, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::app::pages::read::command::Command;
use crate::app::pages::read::session::Session;
use crate::app::pages::read::state::ReadPage;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::thumbnail::Thumbnail;
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::poster;

/// Whether there is anything to turn to.
fn is_shown(session: &Session) -> bool {
    let decoded = session.decoded().count();
    let alone = decoded == 1 && session.waiting() == 0 && !session.start_page;
    decoded > 0 && !alone
}

/// The height that the strip takes from the page; 0 where it is not shown.
pub fn height(session: &Session) -> f32 {
    if is_shown(session) {
        poster::height(size::STRIP_POSTER) + 2.0 * space::L + 4.0 * size::RING
    } else {
        0.0
    }
}

/// Paints the strip if there is anything to turn to; returns what was pressed.
pub fn show(ui: &mut Ui, page: &mut ReadPage) -> Vec<Command> {
    let mut asked = Vec::new();
    if !is_shown(&page.session) {
        return asked;
    }
    let decoded = page.session.decoded().count();
    let waiting = page.session.waiting();
    let tokens = theme::tokens(ui);
    Panel::bottom("strip")
        .exact_size(height(&page.session))
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.surface).inner_margin(space::L))
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if decoded > 1 && !page.tools.comparing {
                    ui.add_space(space::S);
                    if button::button(ui, Weight::Quiet, Icon::Compare, "Compare").clicked() {
                        asked.push(Command::Compare(true));
                    }
                }
                if waiting > 1 {
                    asked.extend(still_to_read(ui, waiting));
                }
                ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                    asked.extend(posters(ui, page));
                });
            });
        });
    asked
}

fn still_to_read(ui: &mut Ui, waiting: usize) -> Option<Command> {
    let stop = button::icon_button(ui, Icon::Close, "Stop reading").clicked();
    let tokens = theme::tokens(ui);
    let words = egui::RichText::new(format!("{waiting} still to read"))
        .font(font::caption())
        .color(tokens.text_weak);
    ui.label(words);
    stop.then_some(Command::StopReading)
}

fn posters(ui: &mut Ui, page: &mut ReadPage) -> Option<Command> {
    let shown = page.session.shown().map(|entry| entry.id);
    let mut asked = None;
    ScrollArea::horizontal()
        .auto_shrink(false)
        // Room for the ring around the first and the last.
        .content_margin(2.0 * size::RING)
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                for entry in page.session.decoded() {
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
                        if page.scroll_strip {
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
                        asked = Some(Command::Select(entry.id));
                    }
                }
            });
        });
    page.scroll_strip = false;
    asked
}
