//! Which posters come first: the most and least probable of a genre, the doubtful, the surprising.
//!
//! In: a library's scores, its films, a filter, the thresholds. Out: rows in order with the value
//! that ordered them. Pure: a list of 45,000 is ranked within a frame's time.

use std::collections::HashSet;
use std::sync::Arc;

use super::LibraryScores;
use crate::catalog::{Film, Genre, Split, Tongue};
use crate::vision::Threshold;

macro_rules! orders {
    ($($(#[$doc:meta])* $variant:ident, $name:literal, $label:literal;)*) => {
        /// What a ranking puts first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub enum Order { $($(#[$doc])* $variant,)* }

        impl Order {
            /// Every order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// One word, for the terminal and files: `surprising`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// For people: `Most surprising`.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }
        }
    };
}

orders! {
    /// The most probable; the value is the genre's probability.
    #[default]
    Most, "most", "Most probable";
    /// The least probable; the value is the genre's probability.
    Least, "least", "Least probable";
    /// The nearest to the genre's threshold; the value is the distance, in `0..=1`.
    Ambiguous, "ambiguous", "Nearest the threshold";
    /// The least certain over all genres; the value is the mean over the genres of
    /// [`entropy`], in bits.
    Entropy, "entropy", "Highest entropy";
    /// Confident and wrong: labelled but improbable, or probable but not labelled. Only films that
    /// are [mistaken](Outcome::Mistaken); the value is [`log_odds_from`] the threshold.
    Surprising, "surprising", "Most surprising";
}

/// Whether a film is judged rightly: its probability reaches the genre's threshold just when it
/// has the genre. Films without any label are neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Outcome {
    /// Both, and films that cannot be judged.
    #[default]
    All,
    /// Only films that are judged rightly.
    Correct,
    /// Only films that are not.
    Mistaken,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: &[Self] = &[Self::All, Self::Correct, Self::Mistaken];

    /// One word: `mistaken`.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Correct => "correct",
            Self::Mistaken => "mistaken",
        }
    }
}

/// Which films are ranked; the default takes all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Only films of this split.
    pub split: Option<Split>,
    /// Only films of the ten years from this one on (1980).
    pub decade: Option<i32>,
    /// Only films of this language, or with titles in this script.
    pub tongue: Option<Tongue>,
    /// Only films that a table labels with this genre, be it one of the model's or not.
    pub labelled: Option<Genre>,
    /// Only films that are judged rightly, or that are not.
    pub outcome: Outcome,
    /// A number a film (as [`series`](super::series::series) gives them): of films with the same
    /// number only the first in order is shown.
    pub one_of: Option<Arc<[usize]>>,
}

impl Filter {
    /// What it asks for, for people: `test films`, `1980s`, `Japanese`.
    pub fn in_words(&self) -> Vec<String> {
        let parts = [
            self.split.map(|split| format!("{split} films")),
            self.decade.map(|decade| format!("{decade}s")),
            self.tongue.as_ref().map(Tongue::to_string),
            self.labelled
                .as_ref()
                .map(|genre| format!("labelled {genre}")),
            match self.outcome {
                Outcome::All => None,
                Outcome::Correct => Some("judged rightly".to_owned()),
                Outcome::Mistaken => Some("judged wrongly".to_owned()),
            },
            self.one_of.as_ref().map(|_| "one of a series".to_owned()),
        ];
        parts.into_iter().flatten().collect()
    }

    /// Whether a film passes all that does not depend on scores.
    fn takes(&self, film: &Film) -> bool {
        (self.split.is_none() || film.split == self.split)
            && (self.decade.is_none() || film.year.map(decade) == self.decade)
            && self
                .labelled
                .as_ref()
                .is_none_or(|genre| film.genres.contains(genre))
            && self
                .tongue
                .as_ref()
                .is_none_or(|tongue| tongue.includes(film))
    }
}

/// The first year of a year's decade: 1980 of 1987.
pub fn decade(year: i32) -> i32 {
    year.div_euclid(10) * 10
}

/// A ranked film.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// Its row in the scores.
    pub row: usize,
    /// What it is ordered by; see [`Order`].
    pub value: f32,
}

/// The first `count` films of a genre (an index into the scores' genres) in this order. Ties keep
/// the films' order.
///
/// `films` are those that were scored; `thresholds` has one a genre.
pub fn rank(
    scores: &LibraryScores,
    films: &[Film],
    genre: usize,
    order: Order,
    filter: &Filter,
    thresholds: &[Threshold],
    count: usize,
) -> Vec<Ranked> {
    let threshold = thresholds.get(genre).copied().unwrap_or_default();
    let mut ranked: Vec<Ranked> = matching(scores, films, genre, order, filter, thresholds)
        .into_iter()
        .map(|row| Ranked {
            row,
            value: value(scores, row, genre, order, threshold),
        })
        .collect();
    let ascending = matches!(order, Order::Least | Order::Ambiguous);
    let compare = |one: &Ranked, other: &Ranked| {
        let by_value = one.value.total_cmp(&other.value);
        let by_value = if ascending {
            by_value
        } else {
            by_value.reverse()
        };
        by_value.then(one.row.cmp(&other.row))
    };
    let Some(kinds) = &filter.one_of else {
        if count < ranked.len() {
            ranked.select_nth_unstable_by(count, compare);
            ranked.truncate(count);
        }
        ranked.sort_unstable_by(compare);
        return ranked;
    };
    ranked.sort_unstable_by(compare);
    let mut seen = HashSet::new();
    ranked.retain(|ranked| {
        // Once the list is full, the rest goes.
        let film = scores.film(ranked.row);
        seen.len() < count && seen.insert(kinds.get(film).copied().unwrap_or(film))
    });
    ranked
}

/// The rows that a ranking of this genre and order would order, ascending: all that `filter` takes
/// (several of a kind too).
pub fn matching(
    scores: &LibraryScores,
    films: &[Film],
    genre: usize,
    order: Order,
    filter: &Filter,
    thresholds: &[Threshold],
) -> Vec<usize> {
    if genre >= scores.genres().len() {
        return Vec::new();
    }
    let threshold = thresholds.get(genre).copied().unwrap_or_default();
    let outcome = match order {
        Order::Surprising => Outcome::Mistaken,
        _ => filter.outcome,
    };
    // A surprise is a mistake: no film is both correct and surprising.
    if filter.outcome == Outcome::Correct && outcome == Outcome::Mistaken {
        return Vec::new();
    }
    let judged = |row: usize, film: &Film| match outcome {
        Outcome::All => true,
        Outcome::Correct => is_correct(scores, row, film, genre, threshold) == Some(true),
        Outcome::Mistaken => is_correct(scores, row, film, genre, threshold) == Some(false),
    };
    (0..scores.len())
        .filter(|&row| {
            films
                .get(scores.film(row))
                .is_some_and(|film| filter.takes(film) && judged(row, film))
        })
        .collect()
}

/// Whether a film is judged rightly for a genre; `None` if it has no label at all.
pub fn is_correct(
    scores: &LibraryScores,
    row: usize,
    film: &Film,
    genre: usize,
    threshold: Threshold,
) -> Option<bool> {
    let predicted = scores.probabilities(row)[genre] >= threshold.value();
    (!film.genres.is_empty()).then(|| predicted == scores.labels(row).contains(genre))
}

fn value(
    scores: &LibraryScores,
    row: usize,
    genre: usize,
    order: Order,
    threshold: Threshold,
) -> f32 {
    let probabilities = scores.probabilities(row);
    let probability = probabilities[genre];
    match order {
        Order::Most | Order::Least => probability,
        Order::Ambiguous => (probability - threshold.value()).abs(),
        Order::Entropy => {
            let total: f32 = probabilities.iter().copied().map(entropy).sum();
            total / probabilities.len() as f32
        }
        Order::Surprising => log_odds_from(probability, threshold),
    }
}

/// The entropy of a yes or no of this probability, in bits: 0 where it is certain, 1 at one half.
pub fn entropy(probability: f32) -> f32 {
    let part = |p: f32| if p > 0.0 { -p * p.log2() } else { 0.0 };
    part(probability) + part(1.0 - probability)
}

/// How far a probability lies from the threshold, in log odds (natural): what makes a mistake
/// confident. A plain difference, or the label's improbability, would show only one kind of mistake
/// for a rare genre: its threshold is low, so that there is much more room above it than below.
pub fn log_odds_from(probability: f32, threshold: Threshold) -> f32 {
    // Beyond this f32 cannot tell 1 from what is a little less.
    const EDGE: f32 = f32::EPSILON / 2.0;
    let log_odds = |p: f32| {
        let p = p.clamp(EDGE, 1.0 - EDGE);
        (p / (1.0 - p)).ln()
    };
    (log_odds(probability) - log_odds(threshold.value())).abs()
}

#[cfg(test)]
mod tests;
