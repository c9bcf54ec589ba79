//! What a person takes home from IMDb: ratings, the watchlist, lists. Series, episodes and games
//! stand among the films and are set aside.
//!
//! `Created` and `Date Rated` are days of the person's; the rating that counts is that of all
//! viewers.

use super::super::columns::Role;
use super::kind::{Kind, PLAIN};

const COLUMNS: &[(Role, &str)] = &[
    (Role::ImdbId, "const"),
    (Role::Title, "title"),
    (Role::Type, "title_type"),
    (Role::Rating, "imdb_rating"),
    (Role::Runtime, "runtime_(mins)"),
    (Role::Year, "year"),
    (Role::Genres, "genres"),
    (Role::Date, "release_date"),
    (Role::Date, "release_date_(month/day/year)"),
];

/// A list or the watchlist.
pub const LIST: Kind = Kind {
    name: "imdb_list",
    label: "a list from IMDb",
    signature: &["position", "const", "created", "title", "title_type"],
    columns: COLUMNS,
    ..PLAIN
};

/// A person's ratings.
pub const RATINGS: Kind = Kind {
    name: "imdb_ratings",
    label: "ratings from IMDb",
    signature: &["const", "your_rating", "title", "title_type"],
    columns: COLUMNS,
    ..PLAIN
};
