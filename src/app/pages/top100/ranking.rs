//! The ranking: which posters come first for a genre, and what it was made from, so that it is made
//! anew only when that has changed.

use std::path::Path;
use std::sync::Arc;

use crate::catalog::Film;
use crate::explore::ranking::matching;
use crate::explore::{Filter, LibraryScores, Order, Ranked, rank};
use crate::vision::Threshold;
use crate::wording::thousands;

/// What a ranking is made from, beside the scores.
#[derive(PartialEq)]
pub struct Cause {
    /// The genre, as an index into the scores' genres.
    pub genre: usize,
    /// What comes first.
    pub order: Order,
    /// Which posters count.
    pub filter: Filter,
    /// At most so many posters in the list.
    pub count: usize,
    /// Of the thresholds.
    pub revision: u64,
}

/// A ranking, and what it was made from.
pub struct Ranking {
    scores: Arc<LibraryScores>,
    cause: Cause,
    rows: Arc<[Ranked]>,
    /// Rows that pass the filter, ascending.
    matching: Arc<[usize]>,
}

impl Ranking {
    /// Ranks the scored films.
    pub fn new(
        scores: &Arc<LibraryScores>,
        films: &[Film],
        thresholds: &[Threshold],
        cause: Cause,
    ) -> Self {
        let (genre, order, filter) = (cause.genre, cause.order, &cause.filter);
        let matching = matching(scores, films, genre, order, filter, thresholds);
        let rows = rank(scores, films, genre, order, filter, thresholds, cause.count);
        Self {
            scores: Arc::clone(scores),
            cause,
            rows: rows.into(),
            matching: matching.into(),
        }
    }

    /// Whether it was made from that.
    pub fn is_of(&self, scores: &Arc<LibraryScores>, cause: &Cause) -> bool {
        Arc::ptr_eq(&self.scores, scores) && self.cause == *cause
    }

    /// Whether it answers the same question: other thresholds only move posters about.
    pub fn asks_the_same(&self, cause: &Cause) -> bool {
        let known = &self.cause;
        (known.genre, known.order, known.count) == (cause.genre, cause.order, cause.count)
            && known.filter == cause.filter
    }

    /// Posters of the list.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Posters that pass the filter.
    pub fn matching(&self) -> usize {
        self.matching.len()
    }

    /// The scores that were ranked.
    pub fn scores(&self) -> &Arc<LibraryScores> {
        &self.scores
    }

    /// The genre, as an index into the scores' genres.
    pub fn genre(&self) -> usize {
        self.cause.genre
    }

    /// The rows of the list, for a thread.
    pub fn shared_rows(&self) -> Arc<[Ranked]> {
        Arc::clone(&self.rows)
    }

    /// `Romance · Most probable`.
    pub fn heading(&self) -> String {
        let genre = &self.scores.genres()[self.cause.genre];
        format!("{genre} · {}", self.cause.order.label())
    }

    /// `100 of 7,800 posters of MyFilms; test films; 1980s`.
    pub fn beneath(&self, library: &Path) -> String {
        let name = library.file_name().unwrap_or_default().to_string_lossy();
        let (shown, all) = (
            thousands(self.len() as u64),
            thousands(self.matching() as u64),
        );
        let mut parts = vec![format!("{shown} of {all} posters of {name}")];
        parts.extend(self.cause.filter.in_words());
        parts.join("; ")
    }

    /// The rows that pass the filter, ascending.
    pub fn matching_rows(&self) -> &Arc<[usize]> {
        &self.matching
    }

    /// The rows of the list.
    pub fn rows(&self) -> &[Ranked] {
        &self.rows
    }
}
