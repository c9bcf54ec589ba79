//! Search, filters with counts, and the order.

use std::sync::Arc;

use egui::{Id, Key, Margin, TextEdit, Ui, vec2};

use super::words::capitalised;
use crate::app::pages::library::state::LibraryPage;
use crate::app::theme::{self, size, space};
use crate::app::widgets::button;
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::segments::{self, Segment};
use crate::app::widgets::{dropdown, many};
use crate::catalog::{Genre, Split};
use crate::explore::browse::{Counts, Found, Labels, Match, Order, Wish};

/// Paints them.
pub fn show(ui: &mut Ui, page: &mut LibraryPage) {
    let counts = page.browsing.counts().map(Arc::clone);
    let counts = counts.unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        ui.set_max_width(ui.available_width() - space::XL);
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        search(ui, page);
        clear(ui, &mut page.wish);
        let wish = &mut page.wish;
        genres(ui, wish, &counts);
        split(ui, wish, &counts);
        decade(ui, wish, &counts);
        finding(ui, wish, &counts);
        labelled(ui, wish, &counts);
        predicted(ui, wish, &counts);
        order(ui, &mut page.order, &counts);
    });
}

fn search(ui: &mut Ui, page: &mut LibraryPage) {
    let tokens = theme::tokens(ui);
    let width = size::LIBRARY_SEARCH.min(ui.available_width());
    let field = TextEdit::singleline(&mut page.wish.text)
        .id(Id::unique("library search"))
        .hint_text("Title, year or id")
        .desired_width(width)
        .align(egui::Align2::LEFT_CENTER)
        .min_size(vec2(0.0, size::BUTTON))
        .margin(Margin {
            left: (size::ICON + space::L) as i8,
            right: space::M as i8,
            top: space::S as i8,
            bottom: space::S as i8,
        });
    let response = ui.add(field);
    let lens = icon::leading(response.rect, space::M - space::XS, size::ICON);
    let painter = ui.painter();
    icon::paint(painter, lens, size::ICON, Icon::Search, tokens.text_weak);
    if std::mem::take(&mut page.wants_search) {
        response.request_focus();
    }
    // From the field straight into the grid.
    let down = ui.input(|input| input.key_pressed(Key::ArrowDown));
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered || (response.has_focus() && down) {
        page.tiles.take_keyboard();
    }
}

/// Always there, lest the lists behind it change their names while they are open.
fn clear(ui: &mut Ui, wish: &mut Wish) {
    ui.add_enabled_ui(!wish.is_empty(), |ui| {
        if button::icon_button(ui, Icon::Close, "Clear the filters").clicked() {
            *wish = Wish::default();
        }
    });
}

fn genres(ui: &mut Ui, wish: &mut Wish, counts: &Counts) {
    let word = genres_in_words(wish);
    let how = &mut wish.how;
    let offers = || {
        let offer = |(genre, count): &(Genre, usize)| {
            (genre.clone(), genre.name().to_owned(), Some(*count))
        };
        counts.genres.iter().map(offer).collect()
    };
    many::show(ui, ("Genres", &word), &mut wish.genres, offers, |ui| {
        let words = ["All of", "Any of", "None of"].map(Segment::from);
        let at = Match::ALL.iter().position(|known| known == how);
        if let Some(pressed) = segments::show(ui, &words, at.unwrap_or(0)) {
            *how = Match::ALL[pressed];
        }
        ui.add_space(space::S);
    });
}

/// `Any genre`, `Drama`, `not Drama`, `any of 3 genres`.
fn genres_in_words(wish: &Wish) -> String {
    match (wish.genres.as_slice(), wish.how) {
        ([], _) => "Any genre".to_owned(),
        ([one], Match::None) => format!("not {one}"),
        ([one], _) => one.name().to_owned(),
        ([one, two], how) => format!("{} {one}, {two}", how.name()),
        (several, how) => format!("{} {} genres", how.name(), several.len()),
    }
}

fn split(ui: &mut Ui, wish: &mut Wish, counts: &Counts) {
    let mut options = vec![(None, "Any split".to_owned())];
    options.extend(Split::ALL.map(|split| (Some(Some(split)), capitalised(split.name()))));
    options.push((Some(None), "In no split".to_owned()));
    let count = |split: &Option<Option<Split>>| {
        let split = (*split)?;
        Some(counts.splits.get(&split).copied().unwrap_or(0))
    };
    dropdown::counted(ui, "Split", &mut wish.split, &options, count);
}

fn decade(ui: &mut Ui, wish: &mut Wish, counts: &Counts) {
    let mut options = vec![(None, "Any decade".to_owned())];
    // A wish of another page may name a decade that the other filters leave nothing of.
    let wished = wish.decade.flatten();
    let mut decades: Vec<i32> = counts.decades.keys().flatten().copied().collect();
    decades.extend(wished.filter(|decade| !decades.contains(decade)));
    decades.sort_unstable_by(|one, other| other.cmp(one));
    options.extend(
        decades
            .into_iter()
            .map(|decade| (Some(Some(decade)), format!("{decade}s"))),
    );
    if counts.decades.contains_key(&None) || wish.decade == Some(None) {
        options.push((Some(None), "Year unknown".to_owned()));
    }
    let count = |decade: &Option<Option<i32>>| {
        let decade = (*decade)?;
        Some(counts.decades.get(&decade).copied().unwrap_or(0))
    };
    dropdown::counted(ui, "Decade", &mut wish.decade, &options, count);
}

fn finding(ui: &mut Ui, wish: &mut Wish, counts: &Counts) {
    let mut options = vec![
        (None, "Any finding".to_owned()),
        (Some(Found::Something), "Something found".to_owned()),
        (Some(Found::Nothing), "Nothing found".to_owned()),
        (Some(Found::SetAside), "Poster removed".to_owned()),
        (Some(Found::NoPoster), "No poster".to_owned()),
        (Some(Found::Poster), "With a poster".to_owned()),
    ];
    let kinds = counts.findings.keys().copied().chain(wish.finding);
    for found in kinds {
        if let Found::Kind(kind) = found
            && options.iter().all(|(known, _)| *known != Some(found))
        {
            options.push((Some(found), capitalised(kind.label())));
        }
    }
    let count = |found: &Option<Found>| {
        let found = (*found)?;
        Some(counts.findings.get(&found).copied().unwrap_or(0))
    };
    dropdown::counted(ui, "Finding", &mut wish.finding, &options, count);
}

fn labelled(ui: &mut Ui, wish: &mut Wish, counts: &Counts) {
    let mut options = vec![(None, "Labelled or not".to_owned())];
    options.extend(Labels::ALL.map(|labels| (Some(labels), labels.name().to_owned())));
    let count = |labels: &Option<Labels>| {
        let labels = (*labels)?;
        Some(counts.labels.get(&labels).copied().unwrap_or(0))
    };
    dropdown::counted(ui, "Labels", &mut wish.labels, &options, count);
}

/// Only where a model has read the library.
fn predicted(ui: &mut Ui, wish: &mut Wish, counts: &Counts) {
    if counts.predicted.is_empty() && wish.predicted.is_none() {
        return;
    }
    let mut options = vec![(None, "Any prediction".to_owned())];
    let genres = counts.predicted.iter().map(|(genre, _)| genre);
    options.extend(genres.map(|genre| (Some(genre.clone()), format!("Predicted {genre}"))));
    let count = |wanted: &Option<Genre>| {
        let wanted = wanted.as_ref()?;
        let known = counts.predicted.iter().find(|(genre, _)| genre == wanted);
        known.map(|(_, count)| *count)
    };
    dropdown::counted(ui, "Predicted", &mut wish.predicted, &options, count);
}

fn order(ui: &mut Ui, order: &mut Order, counts: &Counts) {
    let mut options = vec![
        (Order::Added, "As they came in".to_owned()),
        (Order::Newest, "Added last first".to_owned()),
        (Order::Title, "By title".to_owned()),
        (Order::YearBack, "Newest films first".to_owned()),
        (Order::Year, "Oldest films first".to_owned()),
    ];
    for (genre, _) in &counts.predicted {
        let probable = Order::Probability(genre.clone());
        options.push((probable, format!("Most probably {genre}")));
    }
    if let Order::Probability(genre) = &*order
        && counts.predicted.iter().all(|(known, _)| known != genre)
    {
        options.push((order.clone(), format!("Most probably {genre}")));
    }
    dropdown::show(ui, "Order", order, &options);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wished_genres_in_words() {
        let genre = |name: &str| Genre::parse(name).expect("a genre");
        let wish = |how, names: &[&str]| Wish {
            genres: names.iter().map(|name| genre(name)).collect(),
            how,
            ..Wish::default()
        };
        for (how, names, words) in [
            (Match::Any, &[][..], "Any genre"),
            (Match::Any, &["Drama"], "Drama"),
            (Match::None, &["Drama"], "not Drama"),
            (Match::All, &["Drama", "War"], "all of Drama, War"),
            (Match::None, &["Drama", "War", "Action"], "none of 3 genres"),
        ] {
            assert_eq!(genres_in_words(&wish(how, names)), words);
        }
    }
}
