//! The tool that asks "what if": parts of the poster to cover, colours to take or turn, and what
//! the poster then says.

use egui::{Label, RichText, Ui, vec2};

use crate::app::pages::read::command::Command;
use crate::app::pages::read::entry::Entry;
use crate::app::pages::read::tools::Tools;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::choice::chip;
use crate::vision::surgery::{Cover, Edit};
use crate::vision::{Area, Reading};

/// Paints the tool; returns what was pressed.
pub fn show(ui: &mut Ui, entry: &Entry, tools: &Tools) -> Option<Command> {
    let tokens = theme::tokens(ui);
    let words = |text: String, ink| Label::new(RichText::new(text).font(font::body()).color(ink));
    let edits = entry.changes.edits();
    let mut asked = None;
    let mut row = |ui: &mut Ui, contents: &mut dyn FnMut(&mut Ui, &mut Option<Command>)| {
        ui.horizontal_wrapped(|ui| {
            ui.set_min_height(size::CHIP);
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            contents(ui, &mut asked);
        });
        ui.add_space(space::XS);
    };
    row(ui, &mut |ui, asked| {
        ui.add(words("Cover".to_owned(), tokens.text_weak));
        for (word, area, hint) in [
            (
                "Title",
                entry.title_band,
                "The band that probably holds the title: the most sharp edges",
            ),
            ("Top", Area::TOP, "The upper third"),
            ("Centre", Area::CENTRE, "The middle half"),
            ("Bottom", Area::BOTTOM, "The lower third"),
        ] {
            let edit = Edit::Cover {
                area,
                with: tools.cover,
            };
            if chip(ui, word, edits.contains(&edit), hint).clicked() {
                *asked = Some(Command::Edit(edit));
            }
        }
        ui.add(words("with".to_owned(), tokens.text_weak));
        for (word, cover, hint) in [
            ("Blur", Cover::Blur, "Shapes and letters go, colours stay"),
            (
                "Mean colour",
                Cover::MeanColour,
                "Colours go too: the poster's mean colour",
            ),
        ] {
            if chip(ui, word, tools.cover == cover, hint).clicked() {
                *asked = Some(Command::CoverWith(cover));
            }
        }
    });
    row(ui, &mut |ui, asked| {
        for (word, edit, hint) in [
            ("Grey", Edit::Desaturate, "Without colour"),
            ("Flip", Edit::Flip, "Left becomes right"),
            (
                "Swap palette",
                Edit::SwapPalette,
                "Every hue becomes its opposite, as light as before",
            ),
        ] {
            if chip(ui, word, edits.contains(&edit), hint).clicked() {
                *asked = Some(Command::Edit(edit));
            }
        }
        if !edits.is_empty() {
            ui.add_space(space::S);
            for (word, ask, hint) in [
                ("Undo", Command::Undo, "Take the last change back"),
                ("Reset", Command::Reset, "Take all changes back"),
            ] {
                if chip(ui, word, false, hint).clicked() {
                    *asked = Some(ask);
                }
            }
        }
    });
    let (said, ink) = match (edits.len(), entry.changes.outcome(), &entry.reading) {
        (0, ..) => (
            "Or drag a rectangle on the poster: the bars show before and after.".to_owned(),
            tokens.text_weak,
        ),
        (count, Some(outcome), Some(reading)) if !entry.changes.is_pending() => {
            (after(count, &outcome.reading, reading), tokens.text)
        }
        _ => ("Reading the changed poster…".to_owned(), tokens.text_weak),
    };
    ui.add(words(said, ink).wrap());
    asked
}

/// What the changed poster says, judged by the thresholds of `reading`.
fn after(count: usize, changed: &Reading, reading: &Reading) -> String {
    let mut judged = changed.clone();
    for (score, judge) in judged.scores.iter_mut().zip(&reading.scores) {
        score.threshold = judge.threshold;
    }
    let changes = match count {
        1 => "one change".to_owned(),
        count => format!("{count} changes"),
    };
    let (now, before) = (judged.in_words(), reading.in_words());
    let mut said = now.clone();
    if let Some(first) = said.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    if now == before {
        format!("After {changes} it still {said}.")
    } else {
        format!("After {changes} it {said}.")
    }
}
