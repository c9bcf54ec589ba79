//! "Netflix Movies and TV Shows" on Kaggle, and its like for other services: `rating` is the
//! certificate, `date_added` the day on which the service had the film.

use super::super::columns::Role;
use super::kind::{Kind, PLAIN};

/// `netflix_titles.csv`.
pub const KIND: Kind = Kind {
    name: "streaming_titles",
    label: "a streaming service's titles",
    signature: &[
        "show_id",
        "type",
        "title",
        "release_year",
        "rating",
        "duration",
        "listed_in",
    ],
    columns: &[
        (Role::Id, "show_id"),
        (Role::Type, "type"),
        (Role::Title, "title"),
        (Role::Year, "release_year"),
        (Role::Certificate, "rating"),
        (Role::Runtime, "duration"),
        (Role::Genres, "listed_in"),
    ],
    ids: "show",
    ..PLAIN
};
