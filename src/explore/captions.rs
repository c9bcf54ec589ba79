//! The words below a poster: of a ranking's entry, of a neighbour, of the poster that was asked for.

use super::contact_sheet::{Picture, Tile};
use super::{Entry, Neighbour};
use crate::catalog::{Film, Genre, Library};

/// Rank, probability, title and year.
pub fn ranked(entry: &Entry) -> Tile {
    Tile {
        left: entry.rank.to_string(),
        right: format!("{:.0} %", entry.probability * 100.0),
        title: entry.title.clone(),
        below: entry.year.map(|year| year.to_string()).unwrap_or_default(),
    }
}

/// The poster that others are compared with; `place` says so in a word or two.
pub fn asked(place: &str, title: &str, year: Option<i32>, genres: &[Genre]) -> Tile {
    Tile {
        left: place.to_owned(),
        right: String::new(),
        title: title.to_owned(),
        below: year_and_genres(year, genres),
    }
}

/// A film that resembles another: its rank (or what else it is), how much, title, year, labels.
pub fn neighbour(place: &str, film: &Film, neighbour: &Neighbour) -> Tile {
    Tile {
        right: format!("{:.2}", neighbour.similarity),
        ..asked(place, &film.title, film.year, &film.genres)
    }
}

/// `1979 · Horror, Science Fiction`.
fn year_and_genres(year: Option<i32>, genres: &[Genre]) -> String {
    let names: Vec<&str> = genres.iter().map(Genre::name).collect();
    let (year, names) = (year.map(|year| year.to_string()), names.join(", "));
    let parts: Vec<String> = year
        .into_iter()
        .chain((!names.is_empty()).then_some(names))
        .collect();
    parts.join(" · ")
}

/// Where a film's poster is: its thumbnail; with `print`, the original first.
pub fn picture(library: &Library, film: &Film, print: bool) -> Picture {
    let poster = film.poster.as_ref();
    Picture {
        file: poster.filter(|_| print).map(|poster| poster.path.clone()),
        thumbnail: poster.and_then(|poster| library.thumbnail(&poster.content_hash)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::fixture::film;

    #[test]
    fn captions_say_what_is_known() {
        let near = Neighbour {
            film: 0,
            similarity: 0.934,
            copies: 0,
        };
        let tile = neighbour("3", &film(29, "Horror|War"), &near);
        assert_eq!((tile.left.as_str(), tile.right.as_str()), ("3", "0.93"));
        assert_eq!(tile.below, "1979 · Horror, War");
        let bare = asked("asked", "draft.png", None, &[]);
        assert_eq!((bare.below.as_str(), bare.right.as_str()), ("", ""));
    }
}
