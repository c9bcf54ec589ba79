//! "Movie Genre from its Poster" (`MovieGenre.csv` on Kaggle): ids that lost their zeros, titles
//! with their year, at most three genres, addresses of posters that are long dead.

use super::super::columns::Role;
use super::kind::{Kind, PLAIN};

/// MovieGenre.csv.
pub const KIND: Kind = Kind {
    name: "movie_genre",
    label: "Kaggle's \"Movie Genre from its Poster\"",
    signature: &[
        "imdbid",
        "imdb_link",
        "title",
        "imdb_score",
        "genre",
        "poster",
    ],
    columns: &[
        (Role::ImdbId, "imdbid"),
        (Role::Title, "title"),
        (Role::Rating, "imdb_score"),
        (Role::Genres, "genre"),
        (Role::Address, "poster"),
    ],
    ..PLAIN
};
