//! Posters of a run: how the network sees them while it learns, which it gets most wrong, and which
//! it learned to read.

use std::path::PathBuf;

use egui::{Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::app::pages::train::live::{Judged, Live};
use crate::app::shared::films::Films;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::thumbnail::{Key, Pictures, Thumbnail};
use crate::app::widgets::{button, poster};
use crate::catalog::Genre;

/// The height of a row with its heading.
pub fn height() -> f32 {
    size::TUNE_HEAD + space::S + poster::height(size::EPOCH_POSTER) + space::S
}

/// Paints the rows that there is something for; the poster that was pressed.
pub fn show(
    ui: &mut Ui,
    live: &Live,
    films: &Films,
    thumbnails: &mut impl Pictures,
) -> Option<PathBuf> {
    let mut pressed = None;
    if !live.batch.is_empty() {
        heading(
            ui,
            "As the network sees them",
            "some posters of this epoch's first step",
        );
        strip(ui, "augmented posters", |ui| {
            for texture in &live.batch {
                let (rect, _) = ui.allocate_exact_size(tile(), Sense::hover());
                let picture = Thumbnail::Ready(texture.id(), texture.size());
                poster::thumbnail(ui, rect, picture);
            }
        });
        ui.add_space(space::M);
    }
    let rows = [
        (
            "Most wrong",
            "validation posters with the greatest loss after this epoch",
            &live.standouts.worst,
        ),
        (
            "Most improved",
            "validation posters whose loss fell most in this epoch",
            &live.standouts.improved,
        ),
    ];
    for (title, words, judged) in rows {
        if judged.is_empty() {
            continue;
        }
        heading(ui, title, words);
        strip(ui, title, |ui| {
            for film in judged {
                if let Some(path) = one(ui, film, films, thumbnails) {
                    pressed = Some(path);
                }
            }
        });
        ui.add_space(space::M);
    }
    pressed
}

fn tile() -> egui::Vec2 {
    vec2(size::EPOCH_POSTER, poster::height(size::EPOCH_POSTER))
}

fn heading(ui: &mut Ui, title: &str, words: &str) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.set_height(size::TUNE_HEAD);
        ui.label(RichText::new(title).font(font::body_medium()));
        let words = RichText::new(words).font(font::body());
        ui.label(words.color(tokens.text_weak));
    });
}

fn strip(ui: &mut Ui, name: &str, paint: impl FnOnce(&mut Ui)) {
    ScrollArea::horizontal()
        .id_salt(name)
        .auto_shrink([false, true])
        .content_margin(2.0 * size::RING)
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                paint(ui);
            });
        });
}

/// Paints a poster; its file where it was pressed.
fn one(
    ui: &mut Ui,
    judged: &Judged,
    films: &Films,
    thumbnails: &mut impl Pictures,
) -> Option<PathBuf> {
    let film = films.all().get(judged.film)?;
    let file = film.poster.as_ref()?;
    let (rect, response) = ui.allocate_exact_size(tile(), Sense::click());
    let labels: Vec<&str> = film.genres.iter().map(Genre::name).collect();
    let loss = match judged.before {
        Some(before) => format!("loss {before:.2} → {:.2}", judged.loss),
        None => format!("loss {:.2}", judged.loss),
    };
    let said = format!("{}, labelled {}, {loss}", film.title, labels.join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    if ui.is_rect_visible(rect) {
        poster::thumbnail(ui, rect, thumbnails.get(&Key::poster(file)));
        frame(ui, rect, &response);
    }
    let hint = format!("{}\n{}\n{loss}", film.title, labels.join(", "));
    response
        .on_hover_text(hint)
        .clicked()
        .then(|| file.path.clone())
}

fn frame(ui: &Ui, rect: Rect, response: &egui::Response) {
    if response.hovered() {
        button::hover_frame(ui, rect, radius::POSTER);
    }
    button::focus_ring(ui, response, rect, radius::POSTER);
}
