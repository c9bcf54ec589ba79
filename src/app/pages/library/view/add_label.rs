//! A button that lists genres to add, and takes a name that is not among them.

use egui::{
    Align2, Id, Key, Popup, PopupCloseBehavior, Response, Role, ScrollArea, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::app::shared::films::Films;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::menu;
use crate::catalog::Genre;

/// Paints the button, and the list while it is open; the genre that was chosen or typed.
pub fn add(ui: &mut Ui, library: &Films) -> Option<Genre> {
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
            let offers = offers(library, &wanted);
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
                        && !known(library).contains(&new)
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
    chosen
}

/// A genre of this name; a list's signs are no part of a name.
fn parse(text: &str) -> Option<Genre> {
    Genre::parse(&text.replace(['|', ',', ';'], " "))
}

/// Genres of the library, and the six.
fn known(library: &Films) -> Vec<Genre> {
    let genres = library.shelf().genres();
    let six = Genre::six().into_iter();
    let rest = six.filter(|genre| !genres.contains(genre));
    genres.iter().cloned().chain(rest).collect()
}

/// Those that begin with what was typed, then those that hold it.
fn offers(library: &Films, wanted: &str) -> Vec<Genre> {
    let (begin, hold): (Vec<Genre>, Vec<Genre>) = known(library)
        .into_iter()
        .filter(|genre| genre.name().to_lowercase().contains(wanted))
        .partition(|genre| genre.name().to_lowercase().starts_with(wanted));
    begin.into_iter().chain(hold).collect()
}

fn offer(ui: &mut Ui, genre: &Genre) -> bool {
    let response = row(ui, genre.name());
    let rect = response.rect;
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
    response.clicked()
}

fn offer_new(ui: &mut Ui, genre: &Genre) -> bool {
    let word = format!("New: {genre}");
    let response = row(ui, &word);
    let rect = response.rect;
    let at = pos2(rect.left() + 2.0 * space::M, rect.center().y);
    let ink = theme::tokens(ui).accent_text;
    ui.painter()
        .text(at, Align2::LEFT_CENTER, word, font::body(), ink);
    response.clicked()
}

fn row(ui: &mut Ui, name: &str) -> Response {
    menu::row(ui, false, || {
        WidgetInfo::labeled(Role::MenuItem, true, name)
    })
}
