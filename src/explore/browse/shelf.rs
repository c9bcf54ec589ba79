//! The films of a library, indexed once, then filtered and ordered as often as one likes.
//!
//! In: films, what is doubtful about them, a wish and an order. Out: films by index, and of each film
//! the parts of a wish that it fails.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::card::{Card, MOST_GENRES, finding_bit};
use super::predicted::Predicted;
use super::wish::{Found, Labels, Match, Order, Wish};
use crate::catalog::select::select;
use crate::catalog::{Division, Film, Genre, Marks, Split};
use crate::explore::LibraryScores;
use crate::explore::ranking::decade;
use crate::explore::search::SearchIndex;

/// The films of a library, ready to be browsed.
#[derive(Debug, Default)]
pub struct Shelf {
    index: SearchIndex,
    pub(super) cards: Vec<Card>,
    /// All genres that occur, the most frequent first.
    pub(super) genres: Vec<Genre>,
    by_title: Vec<u32>,
    by_year: Vec<u32>,
    by_year_back: Vec<u32>,
}

impl Shelf {
    /// Of these films, what is doubtful about them, and the rule that keeps some for a model.
    pub fn of(films: &[Film], marks: &Marks, division: &Division) -> Self {
        let genres = genres(films);
        let bits: BTreeMap<&Genre, u128> = genres
            .iter()
            .take(MOST_GENRES)
            .enumerate()
            .map(|(bit, genre)| (genre, 1 << bit))
            .collect();
        let cards = films
            .iter()
            .map(|film| {
                let found = marks.findings.get(&film.id);
                Card {
                    labels: film
                        .genres
                        .iter()
                        .filter_map(|genre| bits.get(genre))
                        .fold(0, |set, bit| set | bit),
                    labelled: !film.genres.is_empty(),
                    kept: select(&film.genres, &division.genres, division.rule).is_some(),
                    findings: found.map_or(0, |kinds| {
                        kinds.iter().fold(0, |set, kind| set | finding_bit(*kind))
                    }),
                    aside: marks
                        .hidden
                        .get(&film.id)
                        .is_some_and(|hidden| hidden.set_aside),
                    poster: film.poster.is_some(),
                    decade: film.year.map(decade),
                    split: film.split,
                }
            })
            .collect();
        let index = SearchIndex::of(films);
        let order = |compare: &dyn Fn(usize, usize) -> std::cmp::Ordering| {
            let mut order: Vec<u32> = (0..films.len() as u32).collect();
            order.sort_by(|one, other| compare(*one as usize, *other as usize));
            order
        };
        let by_title =
            order(&|one, other| sorted_title(&index, one).cmp(sorted_title(&index, other)));
        // A film without a year comes last, whichever way one looks.
        let year = |film: usize| (films[film].year.is_none(), films[film].year);
        let by_year = order(&|one, other| year(one).cmp(&year(other)));
        let back = |film: usize| (films[film].year.is_none(), Reverse(films[film].year));
        let by_year_back = order(&|one, other| back(one).cmp(&back(other)));
        Self {
            index,
            cards,
            genres,
            by_title,
            by_year,
            by_year_back,
        }
    }

    /// How many films there are.
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// All genres that occur, the most frequent first.
    pub fn genres(&self) -> &[Genre] {
        &self.genres
    }

    /// The films that `wish` asks for, in this order, by their indices. `predicted` and `scores` are
    /// asked where the wish or the order needs them; without them no film is predicted anything.
    pub fn shown(
        &self,
        wish: &Wish,
        order: &Order,
        predicted: Option<&Predicted>,
        scores: Option<&LibraryScores>,
    ) -> Vec<usize> {
        let judge = self.judge(wish, predicted);
        let takes = |film: &usize| judge.fails(*film) == 0;
        let along = |order: &[u32]| {
            order
                .iter()
                .map(|film| *film as usize)
                .filter(takes)
                .collect()
        };
        match order {
            Order::Added => (0..self.len()).filter(takes).collect(),
            Order::Newest => (0..self.len()).rev().filter(takes).collect(),
            Order::Title => along(&self.by_title),
            Order::Year => along(&self.by_year),
            Order::YearBack => along(&self.by_year_back),
            Order::Probability(genre) => {
                let mut shown: Vec<usize> = (0..self.len()).filter(takes).collect();
                if let Some((scores, at)) = scores.and_then(|scores| {
                    let at = scores.genres().iter().position(|known| known == genre)?;
                    Some((scores, at))
                }) {
                    // A film that was not scored comes last.
                    shown.sort_by_cached_key(|film| {
                        let row = scores.row_of(*film);
                        let probability = row.map_or(-1.0, |row| scores.probabilities(row)[at]);
                        Reverse((probability * 1e6) as i32)
                    });
                }
                shown
            }
        }
    }

    /// What `wish` asks of each film.
    pub(super) fn judge<'a>(&'a self, wish: &Wish, predicted: Option<&'a Predicted>) -> Judge<'a> {
        let labels = wish
            .genres
            .iter()
            .filter_map(|genre| self.genres.iter().position(|known| known == genre))
            .filter(|bit| *bit < MOST_GENRES)
            .fold(0, |set: u128, bit| set | 1 << bit);
        Judge {
            shelf: self,
            hits: self.index.find(&wish.text),
            labels: (!wish.genres.is_empty()).then_some((wish.how, labels)),
            // A genre that no film has.
            unknown: wish.genres.iter().any(|genre| !self.genres.contains(genre)),
            split: wish.split,
            decade: wish.decade,
            finding: wish.finding,
            standing: wish.labels,
            predicted: wish
                .predicted
                .as_ref()
                .map(|genre| (predicted, predicted.map_or(0, |known| known.bit(genre)))),
        }
    }
}

/// A wish, ready to be asked of many films.
pub(super) struct Judge<'a> {
    shelf: &'a Shelf,
    hits: Option<Vec<bool>>,
    labels: Option<(Match, u128)>,
    unknown: bool,
    split: Option<Option<Split>>,
    decade: Option<Option<i32>>,
    finding: Option<Found>,
    standing: Option<Labels>,
    predicted: Option<(Option<&'a Predicted>, u64)>,
}

/// The parts of a wish, a bit each: what a film fails.
pub(super) mod part {
    pub const TEXT: u8 = 1;
    pub const GENRES: u8 = 1 << 1;
    pub const SPLIT: u8 = 1 << 2;
    pub const DECADE: u8 = 1 << 3;
    pub const FINDING: u8 = 1 << 4;
    pub const LABELS: u8 = 1 << 5;
    pub const PREDICTED: u8 = 1 << 6;
}

impl Judge<'_> {
    /// The parts of the wish that this film fails.
    pub(super) fn fails(&self, film: usize) -> u8 {
        let card = &self.shelf.cards[film];
        let mut fails = 0;
        let mut ask = |passes: bool, part: u8| fails |= if passes { 0 } else { part };
        ask(self.hits.as_ref().is_none_or(|hits| hits[film]), part::TEXT);
        let genres = self.labels.is_none_or(|(how, wanted)| match how {
            Match::All => card.labels & wanted == wanted && !self.unknown,
            Match::Any => card.labels & wanted != 0,
            Match::None => card.labels & wanted == 0,
        });
        ask(genres, part::GENRES);
        ask(
            self.split.is_none_or(|split| card.split == split),
            part::SPLIT,
        );
        ask(
            self.decade.is_none_or(|decade| card.decade == decade),
            part::DECADE,
        );
        ask(
            self.finding.is_none_or(|found| card.has(found)),
            part::FINDING,
        );
        ask(
            self.standing.is_none_or(|labels| card.stands(labels)),
            part::LABELS,
        );
        let predicted = self.predicted.is_none_or(|(known, bit)| {
            known.is_some_and(|known| known.sets.get(film).is_some_and(|set| set & bit != 0))
        });
        ask(predicted, part::PREDICTED);
        fails
    }
}

/// All genres of the films, the most frequent first.
fn genres(films: &[Film]) -> Vec<Genre> {
    let mut counts: BTreeMap<&Genre, usize> = BTreeMap::new();
    for genre in films.iter().flat_map(|film| &film.genres) {
        *counts.entry(genre).or_default() += 1;
    }
    let mut genres: Vec<(&Genre, usize)> = counts.into_iter().collect();
    genres.sort_by_key(|(_, count)| Reverse(*count));
    genres.into_iter().map(|(genre, _)| genre.clone()).collect()
}

/// `The Matrix` stands under M.
fn sorted_title(index: &SearchIndex, film: usize) -> &str {
    let title = index.title(film);
    let article = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| title.strip_prefix(article));
    article.filter(|rest| !rest.is_empty()).unwrap_or(title)
}
