//! How many films each choice of a filter would show, the other filters as they are.

use std::collections::BTreeMap;

use super::card::{MOST_GENRES, finding_bit};
use super::predicted::Predicted;
use super::shelf::{Shelf, part};
use super::wish::{Found, Labels, Wish};
use crate::catalog::{FindingKind, Genre, Split};

/// Films beside each choice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Of every genre, in the shelf's order: films that have it.
    pub genres: Vec<(Genre, usize)>,
    /// Of every part of the split that has films; `None`: in no part.
    pub splits: BTreeMap<Option<Split>, usize>,
    /// Of every decade that has films; `None`: of an unknown year.
    pub decades: BTreeMap<Option<i32>, usize>,
    /// Of everything that was found.
    pub findings: BTreeMap<Found, usize>,
    /// Of every standing with their labels.
    pub labels: BTreeMap<Labels, usize>,
    /// Of every genre that the model tells apart: films of which it predicts it.
    pub predicted: Vec<(Genre, usize)>,
}

impl Shelf {
    /// Counts the films behind each choice: those that pass all other parts of the wish.
    pub fn counts(&self, wish: &Wish, predicted: Option<&Predicted>) -> Counts {
        let judge = self.judge(wish, predicted);
        let mut genres = vec![0; self.genres.len()];
        let mut kinds = vec![0; FindingKind::ALL.len()];
        let known = predicted.map_or(&[] as &[Genre], |known| &known.genres);
        let mut guessed = vec![0; known.len()];
        let mut counts = Counts::default();
        for (film, card) in self.cards.iter().enumerate() {
            let fails = judge.fails(film);
            let but_for = |part: u8| fails & !part == 0;
            if but_for(part::GENRES) {
                for (bit, count) in genres.iter_mut().enumerate().take(MOST_GENRES) {
                    *count += usize::from(card.labels >> bit & 1 == 1);
                }
            }
            if but_for(part::SPLIT) {
                *counts.splits.entry(card.split).or_default() += 1;
            }
            if but_for(part::DECADE) {
                *counts.decades.entry(card.decade).or_default() += 1;
            }
            if but_for(part::FINDING) {
                for found in [
                    Found::Something,
                    Found::Nothing,
                    Found::SetAside,
                    Found::NoPoster,
                    Found::Poster,
                ] {
                    *counts.findings.entry(found).or_default() += usize::from(card.has(found));
                }
                if card.findings != 0 {
                    for (kind, count) in FindingKind::ALL.iter().zip(&mut kinds) {
                        *count += usize::from(card.findings & finding_bit(*kind) != 0);
                    }
                }
            }
            if but_for(part::LABELS) {
                for labels in Labels::ALL {
                    *counts.labels.entry(labels).or_default() += usize::from(card.stands(labels));
                }
            }
            if but_for(part::PREDICTED) {
                let set = predicted
                    .and_then(|known| known.sets.get(film))
                    .unwrap_or(&0);
                for (bit, count) in guessed.iter_mut().enumerate().take(64) {
                    *count += usize::from(set >> bit & 1 == 1);
                }
            }
        }
        counts.genres = self.genres.iter().cloned().zip(genres).collect();
        counts.predicted = known.iter().cloned().zip(guessed).collect();
        let kinds = FindingKind::ALL
            .iter()
            .zip(kinds)
            .filter(|(_, count)| *count > 0);
        counts
            .findings
            .extend(kinds.map(|(kind, count)| (Found::Kind(*kind), count)));
        counts
    }
}
