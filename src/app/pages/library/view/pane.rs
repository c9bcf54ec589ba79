//! The pane beside the grid: all about the chosen film, or what several have in common.

use egui::{Label, Rect, RichText, ScrollArea, Sense, Ui, pos2, vec2};

use super::pane_parts::{heading, paragraph};
use super::{facts, labels, several};
use crate::app::pages::library::chosen;
use crate::app::pages::library::command::Command;
use crate::app::pages::library::state::LibraryPage;
use crate::app::shared::Shared;
use crate::app::theme::{self, font, size, space};
use crate::app::thumbnail::{Key, Pictures};
use crate::app::widgets::button;
use crate::app::widgets::hover_card::{self, Said};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::poster;
use crate::catalog::Film;

/// Paints the pane.
pub fn show(ui: &mut Ui, page: &LibraryPage, shared: &mut Shared, asked: &mut Vec<Command>) {
    ScrollArea::vertical()
        .id_salt("library pane")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - space::M);
            ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
            let one = chosen::one(shared).map(|(at, film)| (at, film.clone()));
            match one {
                Some((at, film)) => one_film(ui, page, shared, (at, &film), asked),
                None if shared.selection.is_empty() => nobody(ui, asked),
                None => several::show(ui, page, shared, asked),
            }
            ui.add_space(space::XL);
        });
}

/// No film is chosen.
fn nobody(ui: &mut Ui, asked: &mut Vec<Command>) {
    let room = vec2(ui.available_width(), size::ICON_BUTTON);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let left = egui::Align2::LEFT_CENTER;
    let ink = theme::tokens(ui).text;
    ui.painter()
        .text(rect.left_center(), left, "Details", font::strong(), ink);
    close(ui, rect, asked);
    paragraph(
        ui,
        "Choose a film, and all that is known of it stands here: its fields and who says them, \
         labels to edit, what the model predicts, what was found.",
    );
    ui.add_space(space::S);
    paragraph(
        ui,
        "Shift and Ctrl choose several; Ctrl+A all that are shown.",
    );
}

fn one_film(
    ui: &mut Ui,
    page: &LibraryPage,
    shared: &mut Shared,
    (at, film): (usize, &Film),
    asked: &mut Vec<Command>,
) {
    let corner = picture(ui, page, shared, film);
    close(ui, corner, asked);
    ui.add_space(space::M);
    ui.add(Label::new(RichText::new(&film.title).font(font::section())).wrap());
    let weak = theme::tokens(ui).text_weak;
    let facts: Vec<String> = [
        film.year.map(|year| year.to_string()),
        film.language.as_ref().map(ToString::to_string),
        film.split.map(|split| format!("{split} film")),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !facts.is_empty() {
        ui.label(
            RichText::new(facts.join(" · "))
                .font(font::body())
                .color(weak),
        );
    }
    ui.add_space(space::S);
    actions(ui, page, shared, film, asked);
    let details = page.pane.details(film.id).cloned();
    heading(ui, "Labels");
    let by_hand = details
        .as_ref()
        .is_some_and(|details| details.by_hand.is_some());
    labels::one(ui, film, by_hand, &shared.films, asked);
    prediction(ui, page, shared, at);
    if let Some(why) = page.pane.fault(film.id) {
        heading(ui, "Nothing more is known");
        paragraph(ui, why);
    }
    if let Some(details) = &details {
        facts::findings(ui, details);
        facts::fields(ui, details);
    }
}

/// The poster, large; its thumbnail until that is there. Returns its place, as wide as the pane.
fn picture(ui: &mut Ui, page: &LibraryPage, shared: &mut Shared, film: &Film) -> Rect {
    let width = size::PANE_POSTER.min(ui.available_width());
    let room = vec2(ui.available_width(), poster::height(width));
    let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
    let name = format!("Poster of {}", film.title);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &name));
    let frame = Rect::from_min_size(rect.min, vec2(width, rect.height()));
    let hidden = shared.films.hidden(film.id);
    let key = film.poster.as_ref().map(Key::poster);
    let key = key.or_else(|| hidden.map(Key::hidden));
    match (page.pane.picture(film.id), key) {
        (Some(texture), _) => poster::paint(ui, frame, texture.id(), texture.size()),
        (None, Some(key)) => poster::thumbnail(ui, frame, shared.thumbnails.get(&key)),
        (None, None) => {
            poster::blank(ui, frame);
            ui.painter().text(
                frame.center(),
                egui::Align2::CENTER_CENTER,
                "No poster",
                font::body(),
                theme::tokens(ui).text_weak,
            );
        }
    }
    if film.poster.is_none() && hidden.is_some() {
        poster::faded(ui, frame);
    }
    rect
}

/// A cross in the pane's corner.
fn close(ui: &mut Ui, rect: Rect, asked: &mut Vec<Command>) {
    let corner = Rect::from_min_size(
        pos2(rect.right() - size::ICON_BUTTON, rect.top()),
        vec2(size::ICON_BUTTON, size::ICON_BUTTON),
    );
    // A child of its own place: what comes next does not follow it.
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(corner));
    if button::icon_button(&mut child, Icon::Close, "Close the details").clicked() {
        asked.push(Command::ToggleDetails);
    }
}

fn actions(
    ui: &mut Ui,
    page: &LibraryPage,
    shared: &Shared,
    film: &Film,
    asked: &mut Vec<Command>,
) {
    let hidden = shared.films.hidden(film.id);
    let (poster, aside) = (
        film.poster.is_some(),
        hidden.is_some_and(|hidden| hidden.set_aside),
    );
    let file = poster || hidden.is_some();
    let (undo, redo) = page.editing.can();
    ui.horizontal(|ui| {
        let offered = [
            (poster, Icon::Read, "Read this poster", Command::ReadChosen),
            (file, Icon::Open, "Show in folder", Command::ShowInFolder),
            (poster, Icon::Minus, "Remove the poster", Command::Remove),
            (aside, Icon::Plus, "Restore the poster", Command::Restore),
            (undo, Icon::Undo, "Take the last edit back", Command::Undo),
            (redo, Icon::Redo, "Do the edit again", Command::Redo),
        ];
        for (is_offered, icon, name, command) in offered {
            if is_offered && button::icon_button(ui, icon, name).clicked() {
                asked.push(command);
            }
        }
    });
}

/// What the model says of the film.
fn prediction(ui: &mut Ui, page: &LibraryPage, shared: &Shared, at: usize) {
    let scores = page.browsing.scores();
    let row = scores.and_then(|scores| Some((scores, scores.row_of(at)?)));
    let Some((scores, row)) = row else { return };
    heading(ui, "Prediction");
    let said = Said {
        genres: scores.genres(),
        probabilities: scores.probabilities(row),
        thresholds: shared.scoring.thresholds(),
    };
    hover_card::bars(ui, said);
}
