//! A film's genres: names that are normalised once, and sets of them as bits.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The study's six genres, in the order in which a model lists its logits.
pub const SIX_GENRES: [&str; 6] = ["Action", "Comedy", "Drama", "Horror", "Romance", "Thriller"];

/// The genres that TMDB and IMDb know, [normalised](Genre::parse).
const KNOWN: [&str; 30] = [
    "Action",
    "Adult",
    "Adventure",
    "Animation",
    "Biography",
    "Comedy",
    "Crime",
    "Documentary",
    "Drama",
    "Family",
    "Fantasy",
    "Film-Noir",
    "Foreign",
    "Game-Show",
    "History",
    "Horror",
    "Music",
    "Musical",
    "Mystery",
    "News",
    "Reality-TV",
    "Romance",
    "Science Fiction",
    "Short",
    "Sport",
    "TV Movie",
    "Talk-Show",
    "Thriller",
    "War",
    "Western",
];

/// The name of a genre, normalised: `sci-fi` and `Science Fiction` are the same genre.
///
/// Parse, don't validate: a `Genre` exists only through [`Genre::parse`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Genre(Arc<str>);

impl Genre {
    /// The genre that `text` names; `None` for blank text and for the tables' words for
    /// "no genre" (`N/A`, `(no genres listed)`, `\N`, `none`, `unknown`).
    pub fn parse(text: &str) -> Option<Self> {
        let words: Vec<String> = text.split_whitespace().map(capitalised).collect();
        let name = words.join(" ");
        let name = match name.to_lowercase().as_str() {
            "" | "n/a" | "(no genres listed)" | "\\n" | "none" | "unknown" => return None,
            "sci-fi" | "scifi" | "sci fi" | "science-fiction" | "sf" => {
                "Science Fiction".to_owned()
            }
            "children" | "children's" | "kids" => "Family".to_owned(),
            "tv movie" => "TV Movie".to_owned(),
            "film noir" | "film-noir" => "Film-Noir".to_owned(),
            "romantic" => "Romance".to_owned(),
            "biopic" => "Biography".to_owned(),
            "documentaries" => "Documentary".to_owned(),
            "reality tv" | "reality-tv" => "Reality-TV".to_owned(),
            "talk show" | "talk-show" => "Talk-Show".to_owned(),
            "game show" | "game-show" => "Game-Show".to_owned(),
            _ => name,
        };
        Some(Self(name.into()))
    }

    /// The name as it is shown.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Whether TMDB or IMDb knows it; others are kept all the same.
    pub fn is_known(&self) -> bool {
        KNOWN.contains(&self.name())
    }

    /// [`SIX_GENRES`] as genres.
    pub fn six() -> Vec<Self> {
        SIX_GENRES.iter().map(|name| Self((*name).into())).collect()
    }
}

/// `ROMANCE` and `romance` become `Romance`; a word with capitals inside (`McLove`) stays.
fn capitalised(word: &str) -> String {
    let one_case = word == word.to_lowercase() || word == word.to_uppercase();
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if one_case => {
            first.to_uppercase().collect::<String>() + &letters.as_str().to_lowercase()
        }
        _ => word.to_owned(),
    }
}

impl From<Genre> for String {
    fn from(genre: Genre) -> Self {
        genre.name().to_owned()
    }
}

impl TryFrom<String> for Genre {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::parse(&name).ok_or_else(|| format!("'{name}' names no genre"))
    }
}

impl fmt::Debug for Genre {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Genre({})", self.0)
    }
}

impl fmt::Display for Genre {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A set of genres as bits: bit `i` stands for the `i`-th genre of the list it was made with
/// (at most 64 genres).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct GenreSet(pub u64);

impl GenreSet {
    /// Those of `genres` that stand in `list`, as a set over `list`.
    pub fn of(genres: &[Genre], list: &[Genre]) -> Self {
        list.iter()
            .take(64)
            .enumerate()
            .filter(|(_, genre)| genres.contains(genre))
            .fold(Self::default(), |set, (index, _)| set.with(index))
    }

    /// This set and the genre at `index` (0 to 63).
    #[must_use]
    pub fn with(self, index: usize) -> Self {
        debug_assert!(index < 64, "a GenreSet holds 64 genres");
        Self(self.0 | 1 << index)
    }

    /// Whether the genre at `index` is in the set.
    pub fn contains(self, index: usize) -> bool {
        index < 64 && self.0 >> index & 1 == 1
    }

    /// How many genres are in the set.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether no genre is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The indices in the set, ascending.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |&index| self.contains(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<String> {
        Genre::parse(text).map(|genre| genre.name().to_owned())
    }

    #[test]
    fn synonyms_and_cases_meet_in_one_name() {
        for text in ["Sci-Fi", "science fiction", "  SCIENCE   FICTION ", "SciFi"] {
            assert_eq!(parse(text).as_deref(), Some("Science Fiction"), "{text}");
        }
        assert_eq!(parse("horror").as_deref(), Some("Horror"));
        assert_eq!(parse("TV Movie").as_deref(), Some("TV Movie"));
        // Musical and Music are different things.
        assert_ne!(parse("Musical"), parse("Music"));
        for name in KNOWN {
            let genre = Genre::parse(name).expect(name);
            assert!(genre.name() == name && genre.is_known(), "{name}");
        }
        assert!(!Genre::parse("Weird Western").is_some_and(|genre| genre.is_known()));
    }

    #[test]
    fn words_for_nothing_are_no_genre() {
        for text in ["", "  ", "N/A", "(no genres listed)", "\\N", "None"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn sets_follow_the_list_they_were_made_with() {
        let list = Genre::six();
        let film = [
            Genre::parse("Thriller"),
            Genre::parse("Western"),
            Genre::parse("Action"),
        ];
        let set = GenreSet::of(&film.into_iter().flatten().collect::<Vec<_>>(), &list);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 5]);
        assert_eq!(
            (
                set.len(),
                set.contains(5),
                set.contains(1),
                set.contains(99)
            ),
            (2, true, false, false)
        );
    }
}
