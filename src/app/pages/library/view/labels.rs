//! Labels to be edited: of one film in their order, of several by how many have them.

use egui::{
    Align, Align2, Id, Key, Layout, Popup, PopupCloseBehavior, Rect, Role, ScrollArea, Sense,
    TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use super::pane::{films, paragraph};
use crate::app::command::Command;
use crate::app::pages::library::{Ask, Relabel};
use crate::app::state::State;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::catalog::{Film, Genre};

fn send(state: &mut State, how: Relabel) {
    state.send(Command::Library(Ask::Label(how)));
}

/// The labels of one film, in order.
pub fn one(ui: &mut Ui, state: &mut State, film: &Film, by_hand: bool) {
    if film.genres.is_empty() {
        paragraph(ui, "This film has no labels.");
    }
    let last = film.genres.len().saturating_sub(1);
    for (place, genre) in film.genres.iter().enumerate() {
        let number = format!("{}", place + 1);
        row(ui, genre, &number, |ui| {
            if button::icon_button(ui, Icon::Close, &format!("Remove {genre}")).clicked() {
                send(state, Relabel::Remove(genre.clone()));
            }
            let down = format!("{genre}: less important");
            if place < last && button::icon_button(ui, Icon::Down, &down).clicked() {
                send(state, Relabel::Down(genre.clone()));
            } else if place == last {
                ui.add_space(size::ICON_BUTTON);
            }
            let up = format!("{genre}: more important");
            if place > 0 && button::icon_button(ui, Icon::Up, &up).clicked() {
                send(state, Relabel::Up(genre.clone()));
            }
        });
    }
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        add(ui, state);
        let word = "As the tables say";
        if by_hand && button::button(ui, Weight::Quiet, Icon::Undo, word).clicked() {
            send(state, Relabel::AsTables);
        }
    });
}

/// The labels of several films.
pub fn several(ui: &mut Ui, state: &mut State) {
    let chosen = state.librarian.selection.len();
    let labels = state.librarian.summary.labels.clone();
    if labels.is_empty() {
        paragraph(ui, "None of them has a label.");
    }
    for (genre, count) in &labels {
        let on = if *count == chosen {
            "all".to_owned()
        } else {
            films(*count)
        };
        row(ui, genre, "", |ui| {
            if button::icon_button(ui, Icon::Close, &format!("Remove {genre} from all")).clicked() {
                send(state, Relabel::Remove(genre.clone()));
            }
            if button::icon_button(ui, Icon::Up, &format!("Make {genre} the first of all"))
                .clicked()
            {
                send(state, Relabel::First(genre.clone()));
            }
            let plus = format!("Add {genre} to all");
            if *count < chosen && button::icon_button(ui, Icon::Plus, &plus).clicked() {
                send(state, Relabel::Add(genre.clone()));
            } else if *count == chosen {
                ui.add_space(size::ICON_BUTTON);
            }
            let weak = theme::tokens(ui).text_weak;
            ui.label(egui::RichText::new(on).font(font::caption()).color(weak));
        });
    }
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        add(ui, state);
        if button::button(ui, Weight::Quiet, Icon::Undo, "As the tables say").clicked() {
            send(state, Relabel::AsTables);
        }
    });
}

/// A label: its number, its hue, its name, and at the right what can be done with it.
fn row(ui: &mut Ui, genre: &Genre, number: &str, tools: impl FnOnce(&mut Ui)) {
    let tokens = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(
        vec2(ui.available_width(), size::ICON_BUTTON),
        Sense::hover(),
    );
    let middle = rect.center().y;
    let mut left = rect.left();
    if !number.is_empty() {
        let face = font::caption_number();
        let at = pos2(left, middle);
        let painter = ui.painter();
        painter.text(at, Align2::LEFT_CENTER, number, face, tokens.text_weak);
        left += space::L;
    }
    let dot = pos2(left + size::DOT / 2.0, middle);
    ui.painter()
        .circle_filled(dot, size::DOT / 2.0, tokens.genre(genre));
    let at = pos2(left + size::DOT + space::S, middle);
    ui.painter().text(
        at,
        Align2::LEFT_CENTER,
        genre.name(),
        font::body(),
        tokens.text,
    );
    let layout = Layout::right_to_left(Align::Center);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(layout));
    child.spacing_mut().item_spacing.x = 0.0;
    tools(&mut child);
}

/// A button that lists genres to add, and takes a name that is not among them.
fn add(ui: &mut Ui, state: &mut State) {
    let opener = button::button(ui, Weight::Quiet, Icon::Plus, "Add label…");
    let typed = Id::unique("label that is typed");
    let fresh = opener.clicked();
    let mut chosen: Option<Genre> = None;
    Popup::menu(&opener)
        .gap(space::XS)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(size::MANY);
            let mut text = ui.data(|data| data.get_temp::<String>(typed).unwrap_or_default());
            let field = TextEdit::singleline(&mut text)
                .id(typed.with("field"))
                .hint_text("A genre")
                .align(Align2::LEFT_CENTER)
                .min_size(vec2(0.0, size::BUTTON))
                .desired_width(f32::INFINITY);
            let response = ui.add(field);
            if fresh {
                response.request_focus();
            }
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let wanted = text.trim().to_lowercase();
            let offers = offers(state, &wanted);
            if entered {
                chosen = match offers.first() {
                    Some(first) if first.name().to_lowercase().starts_with(&wanted) => {
                        Some(first.clone())
                    }
                    _ => parse(&text),
                };
            }
            ui.add_space(space::XS);
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical()
                .max_height(size::MENU_HEIGHT)
                .show(ui, |ui| {
                    for genre in offers {
                        if offer(ui, &genre) {
                            chosen = Some(genre);
                        }
                    }
                    if let Some(new) = parse(&text).filter(|_| !wanted.is_empty())
                        && !known(state).contains(&new)
                        && offer_new(ui, &new)
                    {
                        chosen = Some(new);
                    }
                });
            ui.data_mut(|data| data.insert_temp(typed, text));
            if chosen.is_some() {
                ui.data_mut(|data| data.remove::<String>(typed));
                ui.close();
            }
        });
    if let Some(genre) = chosen {
        send(state, Relabel::Add(genre));
    }
}

/// A genre of this name; a list's signs are no part of a name.
fn parse(text: &str) -> Option<Genre> {
    Genre::parse(&text.replace(['|', ',', ';'], " "))
}

/// Genres of the library, and the six.
fn known(state: &State) -> Vec<Genre> {
    let mut known = state.films.shelf().genres().to_vec();
    known.extend(
        Genre::six()
            .into_iter()
            .filter(|genre| !state.films.shelf().genres().contains(genre)),
    );
    known
}

/// Those that begin with what was typed, then those that hold it.
fn offers(state: &State, wanted: &str) -> Vec<Genre> {
    let (begin, hold): (Vec<Genre>, Vec<Genre>) = known(state)
        .into_iter()
        .filter(|genre| genre.name().to_lowercase().contains(wanted))
        .partition(|genre| genre.name().to_lowercase().starts_with(wanted));
    begin.into_iter().chain(hold).collect()
}

fn offer(ui: &mut Ui, genre: &Genre) -> bool {
    let (rect, clicked) = menu_row(ui, genre.name());
    let tokens = theme::tokens(ui);
    let dot = pos2(rect.left() + space::M, rect.center().y);
    ui.painter()
        .circle_filled(dot, size::DOT / 2.0, tokens.genre(genre));
    let at = pos2(dot.x + space::M, rect.center().y);
    ui.painter().text(
        at,
        Align2::LEFT_CENTER,
        genre.name(),
        font::body(),
        tokens.text,
    );
    clicked
}

fn offer_new(ui: &mut Ui, genre: &Genre) -> bool {
    let word = format!("New: {genre}");
    let (rect, clicked) = menu_row(ui, &word);
    let at = pos2(rect.left() + 2.0 * space::M, rect.center().y);
    let ink = theme::tokens(ui).accent_text;
    ui.painter()
        .text(at, Align2::LEFT_CENTER, word, font::body(), ink);
    clicked
}

fn menu_row(ui: &mut Ui, name: &str) -> (Rect, bool) {
    let size = vec2(ui.available_width(), size::MENU_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, name));
    if response.hovered() || response.has_focus() {
        let fill = theme::tokens(ui).hovered;
        ui.painter().rect_filled(rect, radius::CONTROL, fill);
    }
    (rect, response.clicked())
}
