//! The study that Onesheet carries on: its figures, to stand beside ours.
//!
//! A ResNet50 fine-tuned as a whole (12 epochs, batch 64, a GPU) on posters of 31,569 films, split
//! 64:16:20; thresholds by grid search per genre on validation, figures on its 6,314 test films.
//! Another collection of films: the figures show the size of things, not a contest.

/// Macro AUC on its validation films.
pub const MACRO_AUC: f64 = 0.803;

/// Its test films.
pub const TEST_FILMS: usize = 6_314;

/// Epochs of its training.
pub const EPOCHS: usize = 12;

/// One genre's row in its threshold tables.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StudyGenre {
    /// The genre.
    pub genre: &'static str,
    /// Threshold with the highest accuracy on validation.
    pub accuracy_threshold: f32,
    /// Accuracy at it.
    pub accuracy: f64,
    /// Precision at it.
    pub precision: f64,
    /// Recall at it.
    pub recall: f64,
    /// F1 at it.
    pub f1: f64,
    /// Threshold with the highest F1 on validation.
    pub f1_threshold: f32,
    /// F1 at that one.
    pub best_f1: f64,
}

const fn row(
    genre: &'static str,
    (accuracy_threshold, accuracy): (f32, f64),
    (precision, recall, f1): (f64, f64, f64),
    (f1_threshold, best_f1): (f32, f64),
) -> StudyGenre {
    StudyGenre {
        genre,
        accuracy_threshold,
        accuracy,
        precision,
        recall,
        f1,
        f1_threshold,
        best_f1,
    }
}

/// Its six genres.
pub const GENRES: [StudyGenre; 6] = [
    row("Action", (0.51, 0.850), (0.69, 0.33, 0.45), (0.24, 0.56)),
    row("Comedy", (0.49, 0.767), (0.71, 0.66, 0.69), (0.40, 0.70)),
    row("Drama", (0.51, 0.692), (0.71, 0.75, 0.72), (0.42, 0.74)),
    row("Horror", (0.50, 0.904), (0.74, 0.43, 0.54), (0.28, 0.59)),
    row("Romance", (0.53, 0.809), (0.56, 0.17, 0.26), (0.26, 0.46)),
    row("Thriller", (0.49, 0.815), (0.58, 0.28, 0.38), (0.26, 0.51)),
];

/// The range of its precision-optimised thresholds. They were worth nothing: see
/// [`PRECISION_RECALLS`].
pub const PRECISION_THRESHOLDS: (f32, f32) = (0.88, 0.99);

/// The range of the recall at them.
pub const PRECISION_RECALLS: (f64, f64) = (0.0, 0.05);

/// How its averages were taken, with precision, recall and F1 at the accuracy-optimised
/// thresholds.
pub const AVERAGES: [(&str, [f64; 3]); 4] = [
    ("micro", [0.69, 0.53, 0.60]),
    ("macro", [0.67, 0.44, 0.51]),
    ("weighted", [0.68, 0.53, 0.57]),
    ("samples", [0.69, 0.58, 0.60]),
];

/// The row of a genre, if the study had it.
pub fn genre(name: &str) -> Option<&'static StudyGenre> {
    GENRES.iter().find(|row| row.genre == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::SIX_GENRES;

    #[test]
    fn its_genres_are_the_six() {
        assert_eq!(GENRES.map(|row| row.genre), SIX_GENRES);
        assert_eq!(genre("Horror").map(|row| row.f1_threshold), Some(0.28));
        assert_eq!(genre("Western"), None);
    }

    #[test]
    fn its_macro_averages_are_the_means_of_its_rows() {
        let mean = |value: fn(&StudyGenre) -> f64| GENRES.iter().map(value).sum::<f64>() / 6.0;
        let means = [
            mean(|row| row.precision),
            mean(|row| row.recall),
            mean(|row| row.f1),
        ];
        for (mean, stated) in means.into_iter().zip(AVERAGES[1].1) {
            assert!((mean - stated).abs() < 0.01, "{mean} is not {stated}");
        }
    }
}
