//! Which films a model learns from, by their genres.
//!
//! The six-genre rule of the study, for any list of genres: a film is selected when its FIRST genre
//! is in the list ([`Rule::First`]), or when any of its genres is ([`Rule::Any`]); its labels are then
//! those of its genres that are in the list.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Genre, GenreSet};

/// Which of a film's genres decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rule {
    /// The first one, the most important: the study's rule.
    #[default]
    First,
    /// Any of them.
    Any,
}

impl Rule {
    /// `first`, `any`.
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Any => "any",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Rule {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "first" => Ok(Self::First),
            "any" => Ok(Self::Any),
            _ => Err(format!("'{text}' is no rule; use first or any")),
        }
    }
}

/// The labels of a film over `list` (at most 64 genres); `None`: the film is not selected.
pub fn select(genres: &[Genre], list: &[Genre], rule: Rule) -> Option<GenreSet> {
    let list = &list[..list.len().min(64)];
    let labels = GenreSet::of(genres, list);
    let selected = match rule {
        Rule::First => list.contains(genres.first()?),
        Rule::Any => !labels.is_empty(),
    };
    selected.then_some(labels)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn genres(names: &str) -> Vec<Genre> {
        names.split('|').filter_map(Genre::parse).collect()
    }

    fn labels(names: &str, rule: Rule) -> Option<Vec<usize>> {
        select(&genres(names), &Genre::six(), rule).map(|set| set.iter().collect())
    }

    #[test]
    fn the_first_genre_decides_and_the_others_are_dropped_or_kept() {
        let labels = |names| labels(names, Rule::First);
        assert_eq!(labels("Drama|Western|Action"), Some(vec![0, 2]));
        assert_eq!(labels("Western|Drama"), None);
        assert_eq!(labels(""), None);
        assert_eq!(labels("Thriller"), Some(vec![5]));
    }

    #[test]
    fn any_genre_decides_where_that_is_the_rule() {
        let labels = |names| labels(names, Rule::Any);
        assert_eq!(labels("Western|Drama"), Some(vec![2]));
        assert_eq!(labels("Western|War"), None);
        assert_eq!(labels(""), None);
        assert_eq!("any".parse(), Ok(Rule::Any));
        assert!("some".parse::<Rule>().is_err());
    }

    #[test]
    fn any_list_will_do() {
        let list = genres("Western|Drama");
        let select = |names| select(&genres(names), &list, Rule::First);
        assert_eq!(select("Western|Drama"), Some(GenreSet(0b11)));
        assert_eq!(select("Drama|Action"), Some(GenreSet(0b10)));
        assert_eq!(super::select(&genres("Drama"), &[], Rule::First), None);
    }
}
