//! The Movie Database: the ids that it hands out daily, an object a line, and dumps of its films whose
//! `id` is its own.

use super::super::columns::Role;
use super::kind::{Kind, PLAIN};

/// `movie_ids_….json.gz`.
pub const IDS: Kind = Kind {
    name: "tmdb_ids",
    label: "TMDB's daily list of films",
    signature: &["adult", "id", "original_title", "popularity", "video"],
    exact: true,
    columns: &[(Role::TmdbId, "id"), (Role::Title, "original_title")],
    ..PLAIN
};

/// "TMDB 5000" and "Full TMDB Movies Dataset" on Kaggle, and their like.
pub const DUMP: Kind = Kind {
    name: "tmdb_films",
    label: "films from TMDB",
    signature: &[
        "id",
        "budget",
        "original_title",
        "overview",
        "popularity",
        "production_companies",
        "vote_average",
        "vote_count",
    ],
    columns: &[
        (Role::TmdbId, "id"),
        (Role::ImdbId, "imdb_id"),
        (Role::Title, "title"),
        (Role::Date, "release_date"),
        (Role::Language, "original_language"),
        (Role::Genres, "genres"),
        (Role::Address, "poster_path"),
        (Role::Runtime, "runtime"),
        (Role::Rating, "vote_average"),
        (Role::Budget, "budget"),
        (Role::Revenue, "revenue"),
        (Role::Companies, "production_companies"),
    ],
    ..PLAIN
};
