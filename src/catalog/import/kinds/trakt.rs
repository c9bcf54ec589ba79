//! What Trakt hands out: history, ratings, watchlist, lists; shows and episodes among the films.
//!
//! `rated_at`, `watched_at` and `listed_at` are days of the person's, and so is `rating`; `released` is
//! the film's, `trakt_rating` that of all viewers.

use super::super::columns::Role;
use super::kind::{Kind, PLAIN};

/// Any of its tables.
pub const KIND: Kind = Kind {
    name: "trakt",
    label: "an export from Trakt",
    signature: &["type", "title", "year", "trakt_id", "imdb_id", "tmdb_id"],
    columns: &[
        (Role::ImdbId, "imdb_id"),
        (Role::TmdbId, "tmdb_id"),
        (Role::Title, "title"),
        (Role::Type, "type"),
        (Role::Year, "year"),
        (Role::Date, "released"),
        (Role::Genres, "genres"),
        (Role::Runtime, "runtime"),
        (Role::Rating, "trakt_rating"),
    ],
    ..PLAIN
};
