//! The pane beside the grid: all about the chosen film, or what several have in common.

use egui::{Label, Rect, RichText, ScrollArea, Sense, Ui, pos2, vec2};

use super::{labels, several};
use crate::app::command::Command;
use crate::app::pages::library::Ask;
use crate::app::state::State;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button;
use crate::app::widgets::hover_card::{self, Said};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::poster;
use crate::catalog::details::Field;
use crate::catalog::{Details, Film, FindingKind};
use crate::wording::thousands;

/// Paints the pane.
pub fn show(ui: &mut Ui, state: &mut State) {
    ScrollArea::vertical()
        .id_salt("library pane")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - space::M);
            ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
            let found = state.librarian.chosen_one(&state.films);
            let one = found.map(|(at, film)| (at, film.clone()));
            match one {
                Some((at, film)) => one_film(ui, state, at, &film),
                None if state.librarian.selection.is_empty() => nobody(ui, state),
                None => several::show(ui, state),
            }
            ui.add_space(space::XL);
        });
}

/// No film is chosen.
fn nobody(ui: &mut Ui, state: &mut State) {
    let room = vec2(ui.available_width(), size::ICON_BUTTON);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let left = egui::Align2::LEFT_CENTER;
    let ink = theme::tokens(ui).text;
    ui.painter()
        .text(rect.left_center(), left, "Details", font::strong(), ink);
    close(ui, state, rect);
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

fn one_film(ui: &mut Ui, state: &mut State, at: usize, film: &Film) {
    picture(ui, state, film);
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
    actions(ui, state, film);
    let details = state.librarian.pane.details(film.id).cloned();
    heading(ui, "Labels");
    let by_hand = details
        .as_ref()
        .is_some_and(|details| details.by_hand.is_some());
    labels::one(ui, state, film, by_hand);
    prediction(ui, state, at);
    if let Some(why) = state.librarian.pane.fault(film.id) {
        heading(ui, "Nothing more is known");
        paragraph(ui, why);
    }
    if let Some(details) = &details {
        findings(ui, details);
        fields(ui, details);
    }
}

/// The poster, large; its thumbnail until that is there.
fn picture(ui: &mut Ui, state: &mut State, film: &Film) {
    let width = size::PANE_POSTER.min(ui.available_width());
    let room = vec2(ui.available_width(), poster::height(width));
    let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
    let name = format!("Poster of {}", film.title);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &name));
    let frame = Rect::from_min_size(rect.min, vec2(width, rect.height()));
    let hidden = state.films.hidden(film.id);
    let key = film
        .poster
        .as_ref()
        .map(crate::app::shared::thumbnails::Key::poster);
    let key = key.or_else(|| hidden.map(crate::app::shared::thumbnails::Key::hidden));
    match (state.librarian.pane.picture(film.id), key) {
        (Some(texture), _) => poster::paint(ui, frame, texture.id(), texture.size()),
        (None, Some(key)) => poster::thumbnail(ui, frame, state.thumbnails.get(&key)),
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
    close(ui, state, rect);
}

/// A cross in the pane's corner.
fn close(ui: &mut Ui, state: &mut State, rect: Rect) {
    let corner = Rect::from_min_size(
        pos2(rect.right() - size::ICON_BUTTON, rect.top()),
        vec2(size::ICON_BUTTON, size::ICON_BUTTON),
    );
    // A child of its own place: what comes next does not follow it.
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(corner));
    if button::icon_button(&mut child, Icon::Close, "Close the details").clicked() {
        state.send(Command::Library(Ask::ToggleDetails));
    }
}

fn actions(ui: &mut Ui, state: &mut State, film: &Film) {
    let hidden = state.films.hidden(film.id);
    let (poster, aside) = (
        film.poster.is_some(),
        hidden.is_some_and(|hidden| hidden.set_aside),
    );
    let file = poster || hidden.is_some();
    let (undo, redo) = state.librarian.editing.can();
    ui.horizontal(|ui| {
        let offered = [
            (poster, Icon::Read, "Read this poster", Ask::ReadChosen),
            (file, Icon::Open, "Show in folder", Ask::ShowInFolder),
            (poster, Icon::Minus, "Remove the poster", Ask::Remove),
            (aside, Icon::Plus, "Restore the poster", Ask::Restore),
            (undo, Icon::Undo, "Take the last edit back", Ask::Undo),
            (redo, Icon::Redo, "Do the edit again", Ask::Redo),
        ];
        for (is_offered, icon, name, ask) in offered {
            if is_offered && button::icon_button(ui, icon, name).clicked() {
                state.send(Command::Library(ask));
            }
        }
    });
}

/// A part of the pane.
pub fn heading(ui: &mut Ui, word: &str) {
    ui.add_space(space::L);
    ui.label(RichText::new(word).font(font::strong()));
    ui.add_space(space::XS);
}

/// Words in the pane.
pub fn paragraph(ui: &mut Ui, text: &str) {
    let weak = theme::tokens(ui).text_weak;
    let text = RichText::new(text).font(font::body()).color(weak);
    ui.add(Label::new(text).wrap());
}

/// What the model says of the film.
fn prediction(ui: &mut Ui, state: &State, at: usize) {
    let scores = state.librarian.browsing.scores();
    let row = scores.and_then(|scores| Some((scores, scores.row_of(at)?)));
    let Some((scores, row)) = row else { return };
    heading(ui, "Prediction");
    let said = Said {
        genres: scores.genres(),
        probabilities: scores.probabilities(row),
        thresholds: state.scoring.thresholds(),
    };
    hover_card::bars(ui, said);
}

fn findings(ui: &mut Ui, details: &Details) {
    let file = details.file.as_ref();
    let aside = file.and_then(|file| file.set_aside.as_ref());
    let fault = file.and_then(|file| file.fault.as_ref());
    let notes = file.map_or(&[][..], |file| &file.notes);
    if details.findings.is_empty() && aside.is_none() && fault.is_none() && notes.is_empty() {
        return;
    }
    heading(ui, "Findings");
    if let Some((reason, detail)) = aside {
        let kind = reason.parse::<FindingKind>();
        let label = kind.map_or("removed by hand", FindingKind::label);
        finding(ui, &format!("Poster removed: {label}"), detail, "");
    }
    if let Some((kind, detail)) = fault {
        finding(ui, kind.label(), detail, "");
    }
    for kind in notes {
        finding(ui, kind.label(), kind.how_mended(), "");
    }
    for found in &details.findings {
        // What the file itself says stands above.
        let told =
            fault.is_some_and(|(kind, _)| *kind == found.kind) || notes.contains(&found.kind);
        if !told {
            finding(ui, found.kind.label(), &found.detail, &found.place);
        }
    }
}

fn finding(ui: &mut Ui, label: &str, detail: &str, place: &str) {
    let tokens = theme::tokens(ui);
    let ink = tokens.accent_text;
    ui.add(Label::new(RichText::new(label).font(font::body_medium()).color(ink)).wrap());
    paragraph(ui, detail);
    if !place.is_empty() {
        let place = RichText::new(place)
            .font(font::caption())
            .color(tokens.text_weak);
        ui.add(Label::new(place).wrap());
    }
    ui.add_space(space::XS);
}

fn fields(ui: &mut Ui, details: &Details) {
    heading(ui, "Fields and their sources");
    for field in &details.fields {
        let Field {
            name,
            value,
            source,
            others,
        } = field;
        let mut sources = vec![source.clone()];
        sources.extend(
            others
                .iter()
                .map(|(value, source)| format!("{source}: {value}")),
        );
        row(ui, name, value, &sources.join("\n"));
    }
    if let Some(file) = &details.file {
        let pixels = file
            .pixels
            .map(|[width, height]| format!("{width} × {height}, "));
        let size = format!("{}{}", pixels.unwrap_or_default(), bytes(file.bytes));
        row(ui, "Poster", &size, &file.path.display().to_string());
    }
    if let Some(added) = details.added.and_then(day) {
        row(ui, "Added", &added, "");
    }
}

/// Name at the left; value, and in small its source.
fn row(ui: &mut Ui, name: &str, value: &str, source: &str) {
    let tokens = theme::tokens(ui);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(size::PANE_NAME, space::L), Sense::hover());
        ui.painter().text(
            rect.left_top(),
            egui::Align2::LEFT_TOP,
            name,
            font::body(),
            tokens.text_weak,
        );
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let value = RichText::new(value).font(font::body()).color(tokens.text);
            ui.add(Label::new(value).wrap().selectable(true));
            if !source.is_empty() {
                let source = RichText::new(source)
                    .font(font::caption())
                    .color(tokens.text_weak);
                ui.add(Label::new(source).wrap());
            }
        });
    });
    ui.add_space(space::XS);
}

/// `38 KB`.
fn bytes(count: u64) -> String {
    match count {
        0..1024 => format!("{count} bytes"),
        1024..1_048_576 => format!("{} KB", count / 1024),
        _ => format!("{:.1} MB", count as f64 / 1_048_576.0),
    }
}

/// The day of a moment in seconds since 1970: `2026-11-25`.
fn day(seconds: i64) -> Option<String> {
    let date = time::OffsetDateTime::from_unix_timestamp(seconds)
        .ok()?
        .date();
    let month = u8::from(date.month());
    Some(format!("{}-{month:02}-{:02}", date.year(), date.day()))
}

/// `1 film`, `1,200 films`.
pub fn films(count: usize) -> String {
    let noun = if count == 1 { "film" } else { "films" };
    format!("{} {noun}", thousands(count as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_days_in_words() {
        assert_eq!(
            [12, 38_912, 2_621_440].map(bytes),
            ["12 bytes", "38 KB", "2.5 MB"]
        );
        assert_eq!(day(0).as_deref(), Some("1970-01-01"));
        assert_eq!(day(1_795_651_200).as_deref(), Some("2026-11-26"));
        assert_eq!(day(i64::MAX), None);
        assert_eq!([films(1), films(1200)], ["1 film", "1,200 films"]);
    }
}
