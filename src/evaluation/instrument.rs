//! All figures under a moving threshold: what follows the hand within a frame.
//!
//! In: predictions once, then one threshold after another. Out: every genre's counts and every
//! figure over films. Only the films between the old and the new threshold are touched: each
//! genre's films stand sorted with prefix counts of its positives, each film keeps the set that is
//! predicted for it, and films are counted in whole numbers by their kind. Nothing drifts: after
//! any number of moves the figures are, bit for bit, those of a full recomputation
//! ([`Decisions::at`]).

use super::averages::Decisions;
use super::kinds::Kinds;
use super::{Confusion, Predictions};
use crate::catalog::GenreSet;

/// One genre's films by descending score, and how many of them are predicted.
#[derive(Debug, Clone)]
struct Column {
    scores: Vec<f32>,
    films: Vec<u32>,
    /// `positives[k]`: how many of the first `k` have the genre; one longer than `films`.
    positives: Vec<u32>,
    threshold: f32,
    passed: usize,
}

/// One of the four fields of a genre's confusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cell {
    /// Predicted, and has the genre.
    TruePositive,
    /// Predicted, and has it not.
    FalsePositive,
    /// Not predicted, and has it.
    FalseNegative,
    /// Not predicted, and has it not.
    TrueNegative,
}

impl Cell {
    /// All, row by row: predicted, then not.
    pub const ALL: [Self; 4] = [
        Self::TruePositive,
        Self::FalsePositive,
        Self::FalseNegative,
        Self::TrueNegative,
    ];

    /// Whether the films in it are predicted to have the genre.
    pub fn is_predicted(self) -> bool {
        matches!(self, Self::TruePositive | Self::FalsePositive)
    }

    /// Whether the films in it have the genre.
    pub fn is_labelled(self) -> bool {
        matches!(self, Self::TruePositive | Self::FalseNegative)
    }

    /// How many films it holds.
    pub fn count(self, counts: Confusion) -> usize {
        match self {
            Self::TruePositive => counts.true_positives,
            Self::FalsePositive => counts.false_positives,
            Self::FalseNegative => counts.false_negatives,
            Self::TrueNegative => counts.true_negatives,
        }
    }
}

/// The figures of some films under thresholds that move.
#[derive(Debug, Clone)]
pub struct Instrument {
    columns: Vec<Column>,
    labels: Vec<GenreSet>,
    predicted: Vec<GenreSet>,
    kinds: Kinds,
}

impl Instrument {
    /// Sorts the films of each genre; `thresholds`: one a genre (a missing one is reached by
    /// none). Films are named by their row in `predictions`, at most 2^32 of them.
    pub fn new(predictions: &Predictions<'_>, thresholds: &[f32]) -> Self {
        let columns = (0..predictions.genres())
            .map(|genre| Column::new(predictions, genre))
            .collect();
        let labels: Vec<GenreSet> = predictions.rows().map(|(_, labels)| labels).collect();
        let mut kinds = Kinds::new(predictions.genres());
        for set in &labels {
            kinds.add(GenreSet::default(), *set);
        }
        let mut instrument = Self {
            columns,
            predicted: vec![GenreSet::default(); labels.len()],
            labels,
            kinds,
        };
        for (genre, threshold) in thresholds.iter().enumerate() {
            instrument.set_threshold(genre, *threshold);
        }
        instrument
    }

    /// Number of films.
    pub fn films(&self) -> usize {
        self.labels.len()
    }

    /// Number of genres.
    pub fn genres(&self) -> usize {
        self.columns.len()
    }

    /// Moves one genre's threshold; a genre that does not exist has none to move.
    pub fn set_threshold(&mut self, genre: usize, threshold: f32) {
        let Some(column) = self.columns.get_mut(genre) else {
            return;
        };
        let before = column.passed;
        let after = column.reaching(threshold);
        column.threshold = threshold;
        column.passed = after;
        let flip = 1_u64 << genre;
        for &film in &column.films[before.min(after)..before.max(after)] {
            let film = film as usize;
            let was = self.predicted[film];
            let is = GenreSet(was.0 ^ flip);
            self.predicted[film] = is;
            self.kinds.change(was, is, self.labels[film]);
        }
    }

    /// A genre's threshold; above every score if none was set.
    pub fn threshold(&self, genre: usize) -> f32 {
        self.columns
            .get(genre)
            .map_or(f32::INFINITY, |c| c.threshold)
    }

    /// A genre's counts at its threshold.
    pub fn confusion(&self, genre: usize) -> Confusion {
        let column = self.columns.get(genre);
        column.map_or_else(Confusion::default, |column| column.counts(column.passed))
    }

    /// A genre's counts at another threshold: what a mark or a ghost is painted from.
    pub fn confusion_at(&self, genre: usize, threshold: f32) -> Confusion {
        self.columns
            .get(genre)
            .map_or_else(Confusion::default, |column| {
                column.counts(column.reaching(threshold))
            })
    }

    /// The figures over all genres and films.
    pub fn together(&self) -> Decisions {
        let counts = (0..self.genres()).map(|genre| self.confusion(genre));
        Decisions::of_counts(counts.collect(), &self.kinds)
    }

    /// What is predicted for a film.
    pub fn predicted(&self, film: usize) -> GenreSet {
        self.predicted.get(film).copied().unwrap_or_default()
    }

    /// What a film has.
    pub fn labels(&self, film: usize) -> GenreSet {
        self.labels.get(film).copied().unwrap_or_default()
    }

    /// A genre's films by descending score.
    pub fn ranked(&self, genre: usize) -> &[u32] {
        self.columns.get(genre).map_or(&[], |column| &column.films)
    }

    /// The score of the film at a rank (0: the highest) of a genre.
    pub fn score(&self, genre: usize, rank: usize) -> Option<f32> {
        self.columns.get(genre)?.scores.get(rank).copied()
    }

    /// How many of a genre's films reach its threshold: the first of [`Self::ranked`].
    pub fn passed(&self, genre: usize) -> usize {
        self.columns.get(genre).map_or(0, |column| column.passed)
    }

    /// The ranks of the films in a cell of a genre's confusion, the most confident first: those
    /// whose score lies farthest from the threshold on their side.
    pub fn ranks_in(&self, genre: usize, cell: Cell) -> impl Iterator<Item = usize> + '_ {
        let films = self.ranked(genre);
        let passed = self.passed(genre);
        let side = if cell.is_predicted() {
            0..passed
        } else {
            passed..films.len()
        };
        let (first, count) = (side.start, side.len());
        (0..count)
            .map(move |step| {
                if cell.is_predicted() {
                    first + step
                } else {
                    first + count - 1 - step
                }
            })
            .filter(move |&rank| {
                self.labels(films[rank] as usize).contains(genre) == cell.is_labelled()
            })
    }
}

impl Column {
    fn new(predictions: &Predictions<'_>, genre: usize) -> Self {
        let mut rows: Vec<(f32, u32, bool)> = (0..)
            .zip(predictions.column(genre))
            .map(|(film, (score, has))| (score, film, has))
            .collect();
        // Equal scores in the films' order: the same library is always shown the same way.
        rows.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut positives = Vec::with_capacity(rows.len() + 1);
        let mut seen = 0;
        positives.push(seen);
        for row in &rows {
            seen += u32::from(row.2);
            positives.push(seen);
        }
        Self {
            scores: rows.iter().map(|row| row.0).collect(),
            films: rows.iter().map(|row| row.1).collect(),
            positives,
            threshold: f32::INFINITY,
            passed: 0,
        }
    }

    fn reaching(&self, threshold: f32) -> usize {
        self.scores.partition_point(|&score| score >= threshold)
    }

    fn counts(&self, predicted: usize) -> Confusion {
        let true_positives = self.positives[predicted] as usize;
        let support = self.positives[self.films.len()] as usize;
        let false_negatives = support - true_positives;
        Confusion {
            true_positives,
            false_positives: predicted - true_positives,
            false_negatives,
            true_negatives: self.films.len() - predicted - false_negatives,
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;

    /// Scores with ties, labels with empty sets.
    fn films(count: usize, genres: usize, seed: u64) -> (Vec<f32>, Vec<GenreSet>) {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let scores = (0..count * genres)
            .map(|_| (random.random::<f32>() * 40.0).round() / 40.0)
            .collect();
        let some = (1_u64 << genres) - 1;
        let labels = (0..count)
            .map(|_| GenreSet(random.random::<u64>() & random.random::<u64>() & some))
            .collect();
        (scores, labels)
    }

    #[test]
    fn after_any_moves_it_is_the_full_recomputation_bit_for_bit() {
        for (seed, (count, genres)) in (1..).zip([(0, 6), (1, 1), (37, 6), (400, 6), (60, 11)]) {
            let (scores, labels) = films(count, genres, seed);
            let predictions = Predictions::new(&scores, &labels, genres).expect("the shape");
            let mut random = ChaCha8Rng::seed_from_u64(seed + 100);
            let mut thresholds = vec![0.5; genres];
            let mut instrument = Instrument::new(&predictions, &thresholds);
            for step in 0..300 {
                let genre = random.random_range(0..genres);
                // Far beyond both ends, exactly on scores, and between them.
                thresholds[genre] = match step % 5 {
                    0 => -1.0,
                    1 => 2.0,
                    2 => (random.random::<f32>() * 40.0).round() / 40.0,
                    _ => random.random(),
                };
                instrument.set_threshold(genre, thresholds[genre]);
                let full = Decisions::at(&predictions, &thresholds);
                assert_eq!(
                    instrument.together(),
                    full,
                    "{count} x {genres}, step {step}"
                );
                assert_eq!(instrument.confusion(genre), full.per_genre[genre]);
                assert_eq!(instrument.threshold(genre), thresholds[genre]);
            }
            for (film, (row, _)) in predictions.rows().enumerate() {
                let full = super::super::averages::predicted(row, &thresholds);
                assert_eq!(instrument.predicted(film), full);
            }
        }
    }

    #[test]
    fn a_cell_lists_its_films_the_most_confident_first() {
        let labels = [1, 0, 1, 0, 1].map(GenreSet);
        let scores = [0.9, 0.8, 0.4, 0.2, 0.1];
        let predictions = Predictions::new(&scores, &labels, 1).expect("5 x 1");
        let instrument = Instrument::new(&predictions, &[0.5]);
        let ranks = |cell| instrument.ranks_in(0, cell).collect::<Vec<_>>();
        assert_eq!(ranks(Cell::TruePositive), [0]);
        assert_eq!(ranks(Cell::FalsePositive), [1]);
        // Missed: the one at .1 was missed by more.
        assert_eq!(ranks(Cell::FalseNegative), [4, 2]);
        assert_eq!(ranks(Cell::TrueNegative), [3]);
        for cell in Cell::ALL {
            let count = cell.count(instrument.confusion(0));
            assert_eq!(ranks(cell).len(), count, "{cell:?}");
        }
        assert_eq!(instrument.ranks_in(7, Cell::TruePositive).count(), 0);
    }
}
