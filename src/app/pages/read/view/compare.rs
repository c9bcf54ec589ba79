//! Drafts beside each other: which one says the intended genre most, and with which part of it.

use egui::{Align2, Label, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::pages::read::command::Command;
use crate::app::pages::read::entry::Entry;
use crate::app::pages::read::session::Session;
use crate::app::pages::read::tools::Tools;
use crate::app::shared::source::EntryId;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::button::{self, Weight, button};
use crate::app::widgets::choice::chip;
use crate::app::widgets::evidence::{self, signed};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::poster::{self, Placement};
use crate::catalog::Genre;
use crate::vision::activation_map::{Evidence, Region};
use crate::vision::{ActivationMap, Reading};

/// One draft in the table.
struct Row<'a> {
    entry: &'a Entry,
    /// Its calibrated probability of each intended genre.
    probabilities: Vec<f32>,
    /// What the table is ordered by: the smallest of them.
    value: f32,
    /// Which of the intended genres that is.
    weakest: usize,
}

/// The drafts in the order of the table: as strong as the weaker of the intended genres.
fn ranked<'a>(session: &'a Session, genres: &[Genre]) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = session
        .decoded()
        .filter_map(|entry| {
            let reading = entry.reading.as_ref()?;
            let probability = |genre: &Genre| {
                let score = reading.scores.iter().find(|score| score.genre == *genre)?;
                Some(score.probability.value())
            };
            let probabilities: Vec<f32> = genres.iter().map(probability).collect::<Option<_>>()?;
            let weakest = (0..probabilities.len())
                .min_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]))?;
            Some(Row {
                entry,
                value: probabilities[weakest],
                weakest,
                probabilities,
            })
        })
        .collect();
    rows.sort_by(|a, b| b.value.total_cmp(&a.value));
    rows
}

/// The map of a genre over a draft.
fn map<'a>(entry: &'a Entry, genre: &Genre) -> Option<&'a ActivationMap> {
    let reading: &Reading = entry.reading.as_ref()?;
    let index = reading.scores.iter().position(|s| s.genre == *genre)?;
    entry.maps.as_ref()?.as_ref().ok()?.get(index)
}

/// The region that makes the difference to the best draft; of the best, what makes it the best.
fn region(row: &Row<'_>, best: &Row<'_>, genres: &[Genre]) -> Option<(Region, String)> {
    let genre = genres.get(row.weakest)?;
    let own = map(row.entry, genre)?;
    if row.entry.id == best.entry.id {
        let region = own.region(Evidence::For)?;
        let place = region.area.in_words();
        let words = format!("Most for {genre}: {place} ({})", signed(region.logit));
        return Some((region, words));
    }
    let difference = own.minus(map(best.entry, genre)?)?;
    let worse = difference.mean() < 0.0;
    let region = difference.region(if worse {
        Evidence::Against
    } else {
        Evidence::For
    })?;
    let words = format!(
        "{} most {genre} against the best: {} ({} of {})",
        if worse { "Loses" } else { "Gains" },
        region.area.in_words(),
        signed(region.logit),
        signed(difference.mean() + difference.bias())
    );
    Some((region, words))
}

/// Paints the page; returns what was pressed.
pub fn show(ui: &mut Ui, session: &Session, tools: &Tools, known: &[Genre]) -> Vec<Command> {
    let page = ui.available_rect_before_wrap().shrink(space::XXL);
    let mut asked = Vec::new();
    ui.scope_builder(egui::UiBuilder::new().max_rect(page), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let genres = &tools.intended;
        let names: Vec<&str> = genres.iter().map(Genre::name).collect();
        ui.horizontal(|ui| {
            let question = format!("Which draft says {}?", names.join(" and "));
            ui.label(RichText::new(question).font(font::title()));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if button(ui, Weight::Quiet, Icon::Close, "Close").clicked() {
                    asked.push(Command::Compare(false));
                }
            });
        });
        ui.add_space(space::S);
        let weak = theme::tokens(ui).text_weak;
        let how = "Choose the intended genre, or two: a draft is as strong as the weaker of them. \
                   Calibrated probabilities; a frame marks the region that makes the difference.";
        let how = RichText::new(how).font(font::body()).color(weak);
        ui.add(Label::new(how).wrap());
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            for genre in known {
                if chip(ui, genre.name(), genres.contains(genre), "").clicked() {
                    asked.push(Command::Intend(genre.clone()));
                }
            }
        });
        ui.add_space(space::L);
        asked.extend(table(ui, &ranked(session, genres), genres));
    });
    asked
}

/// The columns' right edges or left edges, in points from the row's left.
struct Columns {
    thumbnail: f32,
    words: f32,
    values: f32,
}

fn table(ui: &mut Ui, rows: &[Row<'_>], genres: &[Genre]) -> Vec<Command> {
    let Some(best) = rows.first() else {
        let weak = theme::tokens(ui).text_weak;
        ui.label(
            RichText::new("No draft is read yet.")
                .font(font::body())
                .color(weak),
        );
        return Vec::new();
    };
    let mut asked = Vec::new();
    ScrollArea::vertical()
        .auto_shrink(false)
        .content_margin(2.0 * size::RING)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            for (rank, row) in rows.iter().enumerate() {
                if draft(ui, rank + 1, row, best, genres) {
                    asked = open(row.entry.id, genres.get(row.weakest));
                }
            }
        });
    asked
}

/// Shows the draft in Read, with the map of the genre that it is judged by.
fn open(id: EntryId, genre: Option<&Genre>) -> Vec<Command> {
    let map = genre.map(|genre| Command::ShowMap(genre.clone()));
    [Command::Select(id)].into_iter().chain(map).collect()
}

/// One row; whether it was pressed.
fn draft(ui: &mut Ui, rank: usize, row: &Row<'_>, best: &Row<'_>, genres: &[Genre]) -> bool {
    let tokens = theme::tokens(ui);
    let poster = vec2(size::DRAFT_POSTER, poster::height(size::DRAFT_POSTER));
    let whole = vec2(ui.available_width(), poster.y + 2.0 * space::S);
    let (rect, response) = ui.allocate_exact_size(whole, Sense::click());
    let percent = |share: f32| format!("{:.0} %", share * 100.0);
    let behind = ((row.value - best.value) * 100.0).round() as i32;
    let behind = match (row.entry.id == best.entry.id, behind) {
        (true, _) => "the best".to_owned(),
        (false, 0) => "as good as the best".to_owned(),
        (false, points) => format!("{points:+} points").replace('-', "−"),
    };
    let region = region(row, best, genres);
    let values: Vec<String> = genres
        .iter()
        .zip(&row.probabilities)
        .map(|(genre, value)| format!("{genre} {}", percent(*value)))
        .collect();
    let title = row.entry.title();
    response.widget_info(|| {
        let values = values.join(", ");
        let said = format!("Draft {rank}: {title}, {values}, {behind}");
        WidgetInfo::labeled(Role::Button, true, said)
    });
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let ground = if response.hovered() {
        tokens.hovered
    } else {
        tokens.surface
    };
    ui.painter().rect_filled(rect, radius::CARD, ground);
    let columns = Columns {
        thumbnail: size::DRAFT_RANK,
        words: size::DRAFT_RANK + poster.x + space::L,
        values: rect.width() - space::XL,
    };
    let middle = rect.center().y;
    ui.painter().text(
        pos2(rect.left() + columns.thumbnail / 2.0, middle),
        Align2::CENTER_CENTER,
        rank.to_string(),
        font::section(),
        tokens.text_weak,
    );
    let at = pos2(rect.left() + columns.thumbnail, rect.top() + space::S);
    let frame = Rect::from_min_size(at, poster);
    if let Some(texture) = &row.entry.thumbnail {
        poster::paint(ui, frame, texture.id(), texture.size());
        if let Some((region, _)) = &region {
            let place = Placement::new(frame, texture.size()).rect(region.area);
            evidence::outline(ui, place.shrink(size::RING), Some(region.logit));
        }
    }
    // Values at the right, one under the other; what is left between is for the words.
    let mut right = 0.0_f32;
    let line = size::DRAFT_VALUE;
    let top = middle - line * (values.len() + 1) as f32 / 2.0;
    for (index, value) in values.iter().chain([&behind]).enumerate() {
        let (face, ink) = if index < values.len() {
            (font::number_strong(), tokens.text)
        } else {
            (font::number_caption(), tokens.text_weak)
        };
        let at = pos2(
            rect.left() + columns.values,
            top + line * (index as f32 + 0.5),
        );
        let painted = ui
            .painter()
            .text(at, Align2::RIGHT_CENTER, value, face, ink);
        right = right.max(painted.width());
    }
    let words = Rect::from_min_max(
        pos2(rect.left() + columns.words, rect.top() + space::L),
        pos2(
            rect.left() + columns.values - right - space::L,
            rect.bottom(),
        ),
    );
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(words));
    inside.spacing_mut().item_spacing.y = space::XS;
    let said = row.entry.reading.as_ref().map(Reading::in_words);
    inside.add(Label::new(RichText::new(&title).font(font::strong())).truncate());
    for text in said.into_iter().chain(region.map(|(_, words)| words)) {
        let text = RichText::new(text)
            .font(font::body())
            .color(tokens.text_weak);
        inside.add(Label::new(text).wrap());
    }
    button::focus_ring(ui, &response, rect, radius::CARD);
    response.clicked()
}
