//! "IMDB 5000" (`movie_metadata.csv` on Kaggle): 5,043 films with budget and gross.
//!
//! Its titles end in a no-break space, its ids stand in links, and `gross` is that of the USA.

use super::super::columns::Role;
use super::kind::{Kind, PLAIN};

/// IMDB 5000.
pub const KIND: Kind = Kind {
    name: "imdb_5000",
    label: "IMDB 5000",
    signature: &[
        "movie_imdb_link",
        "movie_title",
        "title_year",
        "content_rating",
        "facenumber_in_poster",
    ],
    columns: &[
        (Role::ImdbId, "movie_imdb_link"),
        (Role::Title, "movie_title"),
        (Role::Year, "title_year"),
        (Role::Genres, "genres"),
        (Role::Language, "language"),
        (Role::Budget, "budget"),
        (Role::GrossUs, "gross"),
        (Role::Runtime, "duration"),
        (Role::Certificate, "content_rating"),
        (Role::Rating, "imdb_score"),
    ],
    ..PLAIN
};
