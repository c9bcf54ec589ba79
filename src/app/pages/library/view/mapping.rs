//! Which column of a table holds what: its first rows, and above each column a choice.

use egui::{Align2, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use crate::app::pages::library::command::Command;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::dropdown;
use crate::catalog::{Preview, PreviewColumn, Role};

/// Columns that are shown: a table of a thousand columns stays quick.
const COLUMNS: usize = 64;

/// Paints the columns that are read first, then the others.
pub fn show(ui: &mut Ui, table: usize, preview: &Preview, asked: &mut Vec<Command>) {
    let mut order: Vec<usize> = (0..preview.columns.len()).collect();
    order.sort_by_key(|column| !is_read(&preview.columns[*column]));
    order.truncate(COLUMNS);
    ScrollArea::horizontal()
        .id_salt(("columns", table))
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                for column in order {
                    let known = &preview.columns[column];
                    let values = preview.rows.iter();
                    let values = values.map(|row| row.get(column).map_or("", String::as_str));
                    if let Some((role, column)) = one(ui, known, values) {
                        asked.push(Command::Map(table, role, column));
                    }
                }
            });
            ui.add_space(space::S);
        });
}

fn is_read(column: &PreviewColumn) -> bool {
    column.role.is_some() || column.genre.is_some()
}

/// One column; what the user says: which column holds what, or that none does.
fn one<'a>(
    ui: &mut Ui,
    column: &PreviewColumn,
    values: impl Iterator<Item = &'a str>,
) -> Option<(Role, String)> {
    let tokens = theme::tokens(ui);
    let mut said = None;
    ui.vertical(|ui| {
        ui.set_width(size::PREVIEW_COLUMN);
        ui.spacing_mut().item_spacing.y = space::XS;
        let before = column.role.and_then(|name| name.parse::<Role>().ok());
        let mut role = before;
        let nothing = match &column.genre {
            Some(genre) => format!("1: {genre}"),
            None => "not read".to_owned(),
        };
        let mut options = vec![(None, nothing)];
        options.extend(Role::ALL.iter().map(|role| (Some(*role), words(*role))));
        let name = format!("What {} holds", column.name);
        if dropdown::show(ui, &name, &mut role, &options) && role != before {
            said = match (role, before) {
                (Some(role), _) => Some((role, column.name.clone())),
                (None, Some(before)) => Some((before, String::new())),
                (None, None) => None,
            };
        }
        let ink = if is_read(column) {
            tokens.text
        } else {
            tokens.text_weak
        };
        line(ui, &column.name, font::body_medium(), ink, true);
        for value in values {
            line(ui, value, font::caption(), tokens.text_weak, false);
        }
    });
    said
}

/// A line of a column, cut at its edge.
fn line(ui: &mut Ui, text: &str, face: egui::FontId, ink: egui::Color32, head: bool) {
    let room = vec2(size::PREVIEW_COLUMN, size::HOVER_ROW);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    if head {
        let fill = theme::tokens(ui).raised;
        ui.painter().rect_filled(rect, radius::BAR, fill);
    }
    let inside = Rect::from_min_max(rect.min + vec2(space::XS, 0.0), rect.max);
    // A field may be a whole page.
    let short: String = text
        .chars()
        .take(64)
        .map(|letter| if letter == '\n' { ' ' } else { letter })
        .collect();
    let painter = ui
        .painter()
        .with_clip_rect(inside.intersect(ui.clip_rect()));
    let at = pos2(inside.left(), inside.center().y);
    painter.text(at, Align2::LEFT_CENTER, short, face, ink);
}

/// `imdb_id` as people read it.
fn words(role: Role) -> String {
    match role {
        Role::ImdbId => "IMDb id".to_owned(),
        Role::TmdbId => "TMDB id".to_owned(),
        Role::Id => "the table's id".to_owned(),
        Role::File => "the poster's file".to_owned(),
        Role::Address => "the poster's address".to_owned(),
        Role::GrossUs => "gross, USA".to_owned(),
        Role::GrossWorld => "gross, world".to_owned(),
        Role::OpeningUs => "first weekend".to_owned(),
        other => other.name().replace('_', " "),
    }
}
