//! An import before it starts: what was recognised, and what is to be done with it.

use std::path::Path;

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui};

use super::becomes;
use super::dialog_parts::{body_height, foot, title};
use super::mapping;
use crate::app::pages::library::command::Command;
use crate::app::pages::library::draft::Draft;
use crate::app::shared::films::is_library;
use crate::app::shared::notice::sentence;
use crate::app::shared::source::file_name;
use crate::app::theme::{self, font, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::segments::{self, Segment};
use crate::app::widgets::{check, dropdown};
use crate::catalog::Rule;

/// Paints the draft; `root`: the open library.
pub fn show(ui: &mut Ui, draft: &mut Draft, root: &Path, asked: &mut Vec<Command>) {
    let text = "Tables say what the films are (CSV, TSV, JSON, XLSX, plain, gzip or ZIP); a folder holds the \
                posters. Where tables differ about a film, the first counts.";
    title(ui, "Import films", text);
    ScrollArea::vertical()
        .max_height(body_height(ui))
        .show(ui, |ui| {
            sources(ui, draft, asked);
            tables(ui, draft, asked);
            choices(ui, draft);
            target(ui, draft, root, asked);
        });
    let ready = draft.is_ready();
    let import = (
        ready,
        Weight::Primary,
        Icon::Check,
        "Import",
        Command::Start,
    );
    let cancel = (true, Weight::Quiet, Icon::Close, "Cancel", Command::Close);
    foot(ui, &[import, cancel], asked);
}

fn weak(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text)
        .font(font::body())
        .color(theme::tokens(ui).text_weak)
}

/// Where films and posters come from.
fn sources(ui: &mut Ui, draft: &Draft, asked: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let chosen = [
            (Icon::Table, "Add tables…", Command::ChooseTables),
            (Icon::Open, "Folder of posters…", Command::ChoosePosters),
        ];
        for (icon, word, command) in chosen {
            if button::button(ui, Weight::Quiet, icon, word).clicked() {
                asked.push(command);
            }
        }
    });
    if let Some(posters) = &draft.posters {
        ui.horizontal(|ui| {
            ui.label(RichText::new("Posters").font(font::body_medium()));
            let path = weak(ui, posters.display().to_string());
            ui.add(Label::new(path).truncate())
                .on_hover_text(posters.display().to_string());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = "Leave the posters out";
                if button::icon_button(ui, Icon::Close, name).clicked() {
                    asked.push(Command::DropPosters);
                }
            });
        });
    }
}

/// A tab a table, and what was recognised in the one that is shown.
fn tables(ui: &mut Ui, draft: &mut Draft, asked: &mut Vec<Command>) {
    if draft.tables.is_empty() {
        if draft.posters.is_some() {
            let words = "Without a table each poster becomes a film, as its name, its folder and its \
                         .nfo file say.";
            ui.label(weak(ui, words));
        }
        return;
    }
    ui.add_space(space::S);
    if draft.tables.len() > 1 {
        let names: Vec<String> = draft.tables.iter().map(|table| table.name()).collect();
        let tabs: Vec<Segment<'_>> = names.iter().map(|name| name.as_str().into()).collect();
        if let Some(pressed) = segments::show(ui, &tabs, draft.shown) {
            draft.shown = pressed;
        }
    }
    let place = draft.shown.min(draft.tables.len() - 1);
    let table = &draft.tables[place];
    ui.horizontal(|ui| {
        let name = file_name(&table.path);
        ui.label(RichText::new(name).font(font::body_medium()));
        match &table.preview {
            None => drop(ui.label(weak(ui, "is being looked at…"))),
            Some(Ok(preview)) if preview.problem.is_none() => {
                drop(ui.label(weak(ui, format!("recognised as {}", preview.label))));
            }
            Some(_) => {}
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if button::icon_button(ui, Icon::Close, "Leave this table out").clicked() {
                asked.push(Command::DropTable(place));
            }
        });
    });
    if let Some(problem) = table.problem() {
        let ink = theme::tokens(ui).danger;
        let words = sentence(problem);
        ui.add(Label::new(RichText::new(words).font(font::body()).color(ink)).wrap());
    }
    if let Some(Ok(preview)) = &table.preview {
        mapping::show(ui, place, preview, asked);
        becomes::show(ui, preview, draft.posters.is_some());
    }
}

fn choices(ui: &mut Ui, draft: &mut Draft) {
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        if !draft.tables.is_empty() {
            let rules = [
                (
                    Rule::First,
                    "Learn from films whose first genre is one of the six".to_owned(),
                ),
                (
                    Rule::Any,
                    "Learn from films with any of the six genres".to_owned(),
                ),
            ];
            dropdown::show(ui, "Rule", &mut draft.rule, &rules);
            check::show(ui, "Split as the table says", &mut draft.split_from_table);
        }
        check::show(ui, "Copy the posters into the library", &mut draft.copy);
        check::show(ui, "Set bad posters aside", &mut draft.clean)
            .on_hover_text("Placeholders, one colour only, the picture of another film");
        sheets(ui, draft);
    });
}

/// The sheets of a workbook that has several.
fn sheets(ui: &mut Ui, draft: &mut Draft) {
    let shown = draft.tables.get(draft.shown);
    let names = match shown.and_then(|table| table.preview.as_ref()) {
        Some(Ok(preview)) if preview.sheets.len() > 1 => preview.sheets.clone(),
        _ => return,
    };
    let mut options = vec![(None, "The first sheet".to_owned())];
    options.extend(names.into_iter().map(|name| (Some(name.clone()), name)));
    if dropdown::show(ui, "Sheet", &mut draft.sheet, &options) {
        draft.look_again();
    }
}

fn target(ui: &mut Ui, draft: &mut Draft, root: &Path, asked: &mut Vec<Command>) {
    ui.add_space(space::S);
    let open = file_name(root);
    let is_open = is_library(root);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Into").font(font::body_medium()));
        if is_open {
            let mine = format!("{open} (open)");
            let words = [Segment::from(mine.as_str()), Segment::from("A new library")];
            let at = usize::from(!draft.into_open);
            if let Some(pressed) = segments::show(ui, &words, at) {
                draft.into_open = pressed == 0;
            }
        } else {
            ui.label(weak(ui, "a new library"));
        }
    });
    if !draft.into_open || !is_open {
        draft.into_open = false;
        ui.horizontal(|ui| {
            let word = "Another folder…";
            if button::button(ui, Weight::Quiet, Icon::Open, word).clicked() {
                asked.push(Command::ChooseTarget);
            }
            let path = weak(ui, draft.target.display().to_string());
            ui.add(Label::new(path).truncate());
        });
    }
}
