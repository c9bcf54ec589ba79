//! Why a genre of a person's own cannot be learned or saved.

use crate::catalog::Genre;
use crate::training::Error;

/// Why a genre cannot be learned.
#[derive(Debug, thiserror::Error)]
pub enum OwnGenreError {
    /// No film was starred.
    #[error("star at least one film that has the genre")]
    NoStar,
    /// None of the starred films has a poster that was read.
    #[error(
        "none of the starred films has a poster that this model has read: let it read the \
         library first (onesheet features), or star others"
    )]
    UnreadStars,
    /// There is nothing to stand out from.
    #[error(
        "only {posters} posters of the library were read by this model; at least {least} are \
         needed: let it read the library first (onesheet features)"
    )]
    TooFewPosters {
        /// Posters with features.
        posters: usize,
        /// The fewest.
        least: usize,
    },
    /// The model has a genre of this name.
    #[error("the model has a genre named {0} already: choose another name")]
    Known(Genre),
    /// The features are of another network than the model.
    #[error(
        "the genre was learned on {learned} features a poster and the model has {model}: learn it \
         with this model"
    )]
    OtherNetwork {
        /// Values that were learned on.
        learned: usize,
        /// Values of the model.
        model: usize,
    },
    /// The features are no numbers, or the run cannot be written.
    #[error(transparent)]
    Training(#[from] Error),
    /// Candle refused an operation.
    #[error("the genre could not be computed: {0}")]
    Compute(#[from] candle_core::Error),
}
