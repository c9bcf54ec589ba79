//! The page's head: list or plane, which genre, what comes first, which posters count.

use std::sync::Arc;

use egui::{Align, Layout, RichText, Ui, vec2};

use super::save;
use crate::app::pages::top100::command::Command;
use crate::app::pages::top100::plane;
use crate::app::pages::top100::state::{Top100Page, View};
use crate::app::theme::{self, font, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::segments::{self, Segment};
use crate::app::widgets::{check, dropdown};
use crate::catalog::Split;
use crate::explore::{Facets, LibraryScores, Order, Outcome};
use crate::wording::thousands;

/// How many posters a list may have; the usual number first.
const COUNTS: [usize; 7] = [100, 10, 25, 50, 250, 500, 1000];
/// Languages and genres beyond these are rare: their lists stay readable.
const MOST_OPTIONS: usize = 40;

/// The page's name.
pub fn title(ui: &mut Ui) {
    ui.label(RichText::new("Top 100").font(font::title()));
}

/// Paints the head over scores.
pub fn show(
    ui: &mut Ui,
    page: &mut Top100Page,
    scores: &Arc<LibraryScores>,
    asked: &mut Vec<Command>,
) {
    ui.horizontal(|ui| {
        title(ui);
        ui.add_space(space::L);
        let views = [View::List, View::Plane];
        let at = views.iter().position(|view| *view == page.view);
        let words = [Segment::from("List"), Segment::from("Plane")];
        if let Some(pressed) = segments::show(ui, &words, at.unwrap_or(0)) {
            page.view = views[pressed];
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::L);
            save::button(ui, page, asked);
            let weak = theme::tokens(ui).text_weak;
            let found = RichText::new(found(page));
            ui.label(found.font(font::lead()).color(weak));
        });
    });
    ui.add_space(space::S);
    match page.view {
        View::List => genres(ui, page, scores),
        View::Plane => pair(ui, page, scores),
    }
    ui.add_space(space::S);
    filters(ui, page);
    ui.add_space(space::M);
}

/// `100 of 6,314 posters`.
fn found(page: &Top100Page) -> String {
    let Some(ranking) = &page.ranking else {
        return String::new();
    };
    let all = ranking.matching();
    let noun = if all == 1 { "poster" } else { "posters" };
    let all_words = thousands(all as u64);
    if page.view == View::List && ranking.len() < all {
        format!("{} of {all_words} {noun}", thousands(ranking.len() as u64))
    } else {
        format!("{all_words} {noun}")
    }
}

fn genres(ui: &mut Ui, page: &mut Top100Page, scores: &LibraryScores) {
    let tokens = theme::tokens(ui);
    let chosen = page.genre_in(scores);
    ui.horizontal_wrapped(|ui| {
        let segments: Vec<Segment<'_>> = scores
            .genres()
            .iter()
            .map(|genre| Segment {
                word: genre.name(),
                dot: Some(tokens.genre(genre)),
            })
            .collect();
        if let Some(pressed) = segments::show(ui, &segments, chosen) {
            page.genre = scores.genres().get(pressed).cloned();
        }
    });
}

fn pair(ui: &mut Ui, page: &mut Top100Page, scores: &LibraryScores) {
    let weak = theme::tokens(ui).text_weak;
    let mut chosen = page.pair_in(scores);
    let options: Vec<dropdown::Choice<usize>> = scores
        .genres()
        .iter()
        .enumerate()
        .map(|(index, genre)| (index, genre.name().to_owned()))
        .collect();
    let before = chosen;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        let [across, up] = &mut chosen;
        let word = |text| RichText::new(text).font(font::body()).color(weak);
        ui.label(word("Across"));
        dropdown::show(ui, "Across", across, &options);
        ui.add_space(space::S);
        ui.label(word("Up"));
        dropdown::show(ui, "Up", up, &options);
        if button::icon_button(ui, Icon::Swap, "Swap the genres").clicked() {
            std::mem::swap(across, up);
        }
        ui.add_space(space::L);
        plane::legend(ui, before.map(|at| &scores.genres()[at]));
    });
    if chosen != before {
        page.pair = chosen.map(|at| scores.genres().get(at).cloned());
        page.plane.fit();
    }
}

fn filters(ui: &mut Ui, page: &mut Top100Page) {
    let facets = page.facts.facets().unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        if page.view == View::List {
            let orders: Vec<_> = Order::ALL
                .iter()
                .map(|order| (*order, order.label().to_owned()))
                .collect();
            dropdown::show(ui, "Order", &mut page.order, &orders);
            let counts =
                COUNTS.map(|count| (count, format!("{} posters", thousands(count as u64))));
            dropdown::show(ui, "Length", &mut page.count, &counts);
            ui.add_space(space::S);
        }
        facts(ui, page, &facets);
        let outcomes = [
            (Outcome::All, "Right and wrong".to_owned()),
            (Outcome::Correct, "Only correct".to_owned()),
            (Outcome::Mistaken, "Only mistaken".to_owned()),
        ];
        dropdown::show(ui, "Judged", &mut page.filter.outcome, &outcomes);
        if page.view == View::List {
            check::show(ui, "One of a series", &mut page.one_of_each).on_hover_text(
                "Of a collection, and of posters that look the same, only the first is shown.",
            );
            if page.facts.is_grouping() {
                let weak = theme::tokens(ui).text_weak;
                let words = RichText::new("Finding series…").font(font::body());
                ui.label(words.color(weak));
            }
        }
        if !page.is_unfiltered()
            && button::button(ui, Weight::Quiet, Icon::Close, "Clear").clicked()
        {
            page.clear_filter();
        }
    });
}

/// Split, decade, language, label: what the table says.
fn facts(ui: &mut Ui, page: &mut Top100Page, facets: &Facets) {
    let filter = &mut page.filter;
    let splits = Split::ALL.map(|split| (Some(split), capitalised(split.name())));
    dropdown::show(
        ui,
        "Split",
        &mut filter.split,
        &with_any("Any split", splits),
    );
    let decades = facets
        .decades
        .iter()
        .rev()
        .map(|(decade, _)| (Some(*decade), format!("{decade}s")));
    let decades = with_any("Any decade", decades);
    dropdown::show(ui, "Decade", &mut filter.decade, &decades);
    let tongues = facets
        .tongues
        .iter()
        .take(MOST_OPTIONS)
        .map(|(tongue, _)| (Some(tongue.clone()), tongue.to_string()));
    let tongues = with_any("Any language", tongues);
    dropdown::show(ui, "Language", &mut filter.tongue, &tongues);
    let labels = facets
        .genres
        .iter()
        .take(MOST_OPTIONS)
        .map(|(genre, _)| (Some(genre.clone()), genre.name().to_owned()));
    let labels = with_any("Any label", labels);
    dropdown::show(ui, "Label", &mut filter.labelled, &labels);
}

/// The options, with the one before them that takes all.
fn with_any<T>(
    any: &str,
    options: impl IntoIterator<Item = dropdown::Choice<Option<T>>>,
) -> Vec<dropdown::Choice<Option<T>>> {
    let mut all = vec![(None, any.to_owned())];
    all.extend(options);
    all
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
