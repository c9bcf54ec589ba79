//! What the model says about one poster, as numbers and as a sentence.

use super::{Probability, Threshold};
use crate::catalog::Genre;

/// One genre of a [`Reading`].
#[derive(Debug, Clone, PartialEq)]
pub struct GenreScore {
    /// The genre.
    pub genre: Genre,
    /// The network's raw output.
    pub logit: f32,
    /// The calibrated probability.
    pub probability: Probability,
    /// The checkpoint's threshold for this genre.
    pub threshold: Threshold,
}

impl GenreScore {
    /// Whether the poster speaks this genre: the probability reaches the threshold.
    pub fn predicted(&self) -> bool {
        self.probability.reaches(self.threshold)
    }
}

/// What the model says about one poster.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// One score per genre, in the model's order.
    pub scores: Vec<GenreScore>,
    /// The pooled features (2048 for a ResNet50): for neighbours and heads.
    pub features: Vec<f32>,
}

impl Reading {
    /// The scores in descending probability; the model's order among equals.
    pub fn ranked(&self) -> Vec<&GenreScore> {
        let mut ranked: Vec<&GenreScore> = self.scores.iter().collect();
        ranked.sort_by(|a, b| b.probability.value().total_cmp(&a.probability.value()));
        ranked
    }

    /// The genres that reach their threshold, in descending probability.
    pub fn predicted(&self) -> Vec<&Genre> {
        self.ranked()
            .into_iter()
            .filter(|score| score.predicted())
            .map(|score| &score.genre)
            .collect()
    }

    /// `Reads as Horror and Thriller`, or `Reads as no genre clearly; closest to Drama (38 %)`.
    pub fn in_words(&self) -> String {
        let names: Vec<&str> = self.predicted().into_iter().map(Genre::name).collect();
        match names.as_slice() {
            [] => match self.ranked().first() {
                Some(best) => format!(
                    "Reads as no genre clearly; closest to {} ({})",
                    best.genre,
                    best.probability.percent()
                ),
                None => "Reads as no genre: the model knows none".to_owned(),
            },
            [one] => format!("Reads as {one}"),
            [first @ .., last] => format!("Reads as {} and {last}", first.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(probabilities: [f32; 3]) -> Reading {
        let scores = Genre::six()
            .into_iter()
            .zip(probabilities)
            .map(|(genre, value)| GenreScore {
                genre,
                logit: 0.0,
                probability: Probability::new(value).expect("in range"),
                threshold: Threshold::default(),
            })
            .collect();
        Reading {
            scores,
            features: Vec::new(),
        }
    }

    #[test]
    fn it_says_what_it_read() {
        let said = |probabilities| reading(probabilities).in_words();
        assert_eq!(said([0.2, 0.7, 0.3]), "Reads as Comedy");
        assert_eq!(said([0.6, 0.7, 0.3]), "Reads as Comedy and Action");
        assert_eq!(said([0.6, 0.7, 0.5]), "Reads as Comedy, Action and Drama");
        assert_eq!(
            said([0.1, 0.2, 0.38]),
            "Reads as no genre clearly; closest to Drama (38 %)"
        );
    }

    #[test]
    fn the_ranking_is_descending_and_stable() {
        let reading = reading([0.4, 0.9, 0.4]);
        let ranked: Vec<&str> = reading
            .ranked()
            .into_iter()
            .map(|score| score.genre.name())
            .collect();
        assert_eq!(ranked, ["Comedy", "Action", "Drama"]);
    }
}
