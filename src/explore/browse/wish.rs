//! What is asked of a library: filters that must all hold, and an order.

use crate::catalog::{FindingKind, Genre, Split};

/// How the wished genres must stand in a film's labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Match {
    /// Every one of them.
    #[default]
    All,
    /// At least one of them.
    Any,
    /// None of them.
    None,
}

impl Match {
    /// All three.
    pub const ALL: [Self; 3] = [Self::All, Self::Any, Self::None];

    /// `all of`, `any of`, `none of`.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all of",
            Self::Any => "any of",
            Self::None => "none of",
        }
    }
}

/// What was found about a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// Anything at all.
    Something,
    /// Nothing.
    Nothing,
    /// Its poster is set aside, by a cleaning or by hand.
    SetAside,
    /// It has no poster that serves.
    NoPoster,
    /// It has one.
    Poster,
    /// This.
    Kind(FindingKind),
}

/// How films stand with their labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Labels {
    /// They have some.
    Some,
    /// They have none.
    None,
    /// The library's rule keeps them for a model.
    Kept,
    /// They have some, and the rule leaves them out.
    LeftOut,
}

impl Labels {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Some, Self::None, Self::Kept, Self::LeftOut];

    /// `Labelled`, `Not labelled`, `Kept by the rule`, `Left out by the rule`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Some => "Labelled",
            Self::None => "Not labelled",
            Self::Kept => "Kept by the rule",
            Self::LeftOut => "Left out by the rule",
        }
    }
}

/// Which films are shown; the default takes all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wish {
    /// Words in the title, the beginning of a year or of an id.
    pub text: String,
    /// Labels.
    pub genres: Vec<Genre>,
    /// How the labels must stand.
    pub how: Match,
    /// Only this part of the split; inner `None`: in no part.
    pub split: Option<Option<Split>>,
    /// Only the ten years from this one on; inner `None`: of an unknown year.
    pub decade: Option<Option<i32>>,
    /// Only films of which this was found.
    pub finding: Option<Found>,
    /// Only films that stand so with their labels.
    pub labels: Option<Labels>,
    /// Only films of which the model predicts this.
    pub predicted: Option<Genre>,
}

impl Wish {
    /// The films that have all of these labels.
    pub fn labelled_with(genres: impl IntoIterator<Item = Genre>) -> Self {
        Self {
            genres: genres.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Whether it takes all films.
    pub fn is_empty(&self) -> bool {
        let text = self.text.trim().is_empty();
        text && Self {
            text: String::new(),
            how: Match::All,
            ..self.clone()
        } == Self::default()
    }
}

/// What comes first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Order {
    /// As they came into the library.
    #[default]
    Added,
    /// What came last into the library.
    Newest,
    /// By title, articles left out.
    Title,
    /// The oldest film.
    Year,
    /// The newest film.
    YearBack,
    /// The most probable of a genre, as the model sees it.
    Probability(Genre),
}
