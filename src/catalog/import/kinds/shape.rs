//! What the values of a column look like: tells a header from a film, and a row that ends early from
//! the rest of one that broke.

use super::super::columns::says_nothing;
use super::super::row::genres;
use crate::catalog::Genre;
use crate::catalog::tables::date;

/// What nearly all values of a column are. A column of words has no shape: any word fits it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `tt0111161`, or a link that holds it.
    ImdbId,
    /// 1870 to 2100.
    Year,
    /// A day.
    Date,
    /// Digits, and signs between them.
    Number,
    /// A file name of an image.
    Image,
    /// `https://…`.
    Address,
    /// Genres that are known.
    Genres,
}

/// The share of a column's values that must be alike.
const MOST: f64 = 0.8;

impl Shape {
    /// From the most telling on: a year is a number too.
    const ALL: [Self; 7] = [
        Self::ImdbId,
        Self::Year,
        Self::Date,
        Self::Number,
        Self::Image,
        Self::Address,
        Self::Genres,
    ];

    /// The shape of these values; `None` where they have none.
    pub fn of<'a>(values: impl Iterator<Item = &'a str>) -> Option<Self> {
        let values: Vec<&str> = values.filter(|value| !says_nothing(value)).collect();
        let most = |shape: &Self| {
            let fitting = values.iter().filter(|value| shape.is(value)).count();
            fitting as f64 >= MOST * values.len() as f64
        };
        let known = !values.is_empty();
        known.then(|| Self::ALL.into_iter().find(most)).flatten()
    }

    /// The shapes of the columns of `rows`.
    pub fn of_columns(rows: &[Vec<String>], count: usize) -> Vec<Option<Self>> {
        let values = |column| rows.iter().filter_map(move |row| row.get(column));
        (0..count)
            .map(|column| Self::of(values(column).map(String::as_str)))
            .collect()
    }

    /// Whether a value may stand in such a column.
    pub fn fits(self, value: &str) -> bool {
        says_nothing(value) || self.is(value)
    }

    fn is(self, value: &str) -> bool {
        match self {
            Self::ImdbId => is_imdb_id(value),
            Self::Year => is_year(value),
            Self::Date => date::iso(value).is_some(),
            Self::Number => is_number(value),
            Self::Image => is_image(value),
            Self::Address => value.contains("://"),
            Self::Genres => is_genres(value),
        }
    }
}

/// `tt0111161`, or a link that holds it.
pub fn is_imdb_id(text: &str) -> bool {
    let digits = |id: &str| id.len() >= 7 && id.bytes().all(|byte| byte.is_ascii_digit());
    text.contains("/title/tt") || text.strip_prefix("tt").is_some_and(digits)
}

/// A year in which there were films, or will be.
pub fn is_year(text: &str) -> bool {
    let text = text.strip_suffix(".0").unwrap_or(text);
    text.parse()
        .is_ok_and(|year: i32| (1870..=2100).contains(&year))
}

/// Genres, and nothing else.
pub fn is_genres(text: &str) -> bool {
    let genres = genres(text);
    !genres.is_empty() && genres.iter().all(Genre::is_known)
}

/// A file name of an image.
pub fn is_image(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".gif"]
        .iter()
        .any(|extension| text.ends_with(extension))
}

fn is_number(text: &str) -> bool {
    let sign =
        |letter: char| letter.is_ascii_digit() || ".,+-'’%eE$€£ \u{a0}\u{202f}".contains(letter);
    text.starts_with(|letter: char| letter.is_ascii_digit() || ".-+$€£".contains(letter))
        && text.chars().all(sign)
        && text.contains(|letter: char| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_by_their_values() {
        for (values, shape) in [
            (&["tt0000001", "tt0000002", ""][..], Some(Shape::ImdbId)),
            (&["1949", "2001"], Some(Shape::Year)),
            (&["1949-05-01", "1.6.1950"], Some(Shape::Date)),
            (&["7,9", "6.25", "1 234", "$5"], Some(Shape::Number)),
            (&["a.jpg", "b.PNG"], Some(Shape::Image)),
            (&["https://a/b", "http://c"], Some(Shape::Address)),
            (&["Drama|War", "Horror"], Some(Shape::Genres)),
            (&["Night Ferry", "1984"], None),
            (&["", "N/A"], None),
        ] {
            assert_eq!(Shape::of(values.iter().copied()), shape, "{values:?}");
        }
        assert!(Shape::Year.fits("N/A") && !Shape::Year.fits("few"));
    }
}
