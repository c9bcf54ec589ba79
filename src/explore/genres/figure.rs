//! Which figures there are, and how they can be looked at.

/// One picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// Films of each genre, as bars.
    Counts,
    /// Shares of all labels, as a ring.
    Shares,
    /// Films with both of two genres, as a matrix.
    Together,
    /// Genres by decade, as columns.
    Decades,
    /// Labels a film, as bars.
    PerFilm,
    /// Listed first against listed later, as whole bars.
    Listed,
}

impl Figure {
    /// In the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Counts,
        Self::Shares,
        Self::Together,
        Self::Decades,
        Self::PerFilm,
        Self::Listed,
    ];

    /// For files: `genres-by-decade`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Counts => "films-of-each-genre",
            Self::Shares => "shares-of-labels",
            Self::Together => "genres-together",
            Self::Decades => "genres-by-decade",
            Self::PerFilm => "labels-per-film",
            Self::Listed => "listed-first-or-later",
        }
    }

    /// For people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Counts => "Films of each genre",
            Self::Shares => "Shares of all labels",
            Self::Together => "Which genres go together",
            Self::Decades => "Genres by decade",
            Self::PerFilm => "Labels a film",
            Self::Listed => "Listed first or later",
        }
    }
}

/// How a figure is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The matrix tells shares of each row's films instead of counts.
    pub of_row: bool,
    /// The decades' columns tell shares instead of counts.
    pub whole: bool,
}
