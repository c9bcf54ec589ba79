//! What Letterboxd hands out: ratings, the diary, reviews, films that were watched or are to be, lists.
//!
//! `Date` is the day on which a person wrote the film down, not its release; ratings are of five
//! stars. The address of a diary's row is that of the entry, so that title and year name the film.

use super::super::columns::Role;
use super::super::row::Units;
use super::kind::{Kind, PLAIN};

const STARS: Units = Units {
    rating_of: Some(5.0),
    ..Units::USUAL
};

const COLUMNS: &[(Role, &str)] = &[
    (Role::Title, "name"),
    (Role::Year, "year"),
    (Role::Rating, "rating"),
];

/// `diary.csv` and `reviews.csv`.
pub const DIARY: Kind = Kind {
    name: "letterboxd_diary",
    label: "a Letterboxd diary",
    signature: &[
        "date",
        "name",
        "year",
        "letterboxd_uri",
        "rating",
        "watched_date",
    ],
    columns: COLUMNS,
    units: STARS,
    ..PLAIN
};

/// `ratings.csv`.
pub const RATINGS: Kind = Kind {
    name: "letterboxd_ratings",
    label: "Letterboxd ratings",
    signature: &["date", "name", "year", "letterboxd_uri", "rating"],
    columns: COLUMNS,
    units: STARS,
    ..PLAIN
};

/// `watched.csv`, `watchlist.csv`, `likes/films.csv`.
pub const WATCHED: Kind = Kind {
    name: "letterboxd_films",
    label: "films from Letterboxd",
    signature: &["date", "name", "year", "letterboxd_uri"],
    columns: COLUMNS,
    units: STARS,
    ..PLAIN
};

/// `lists/….csv`: below the list's own name and description.
pub const LIST: Kind = Kind {
    name: "letterboxd_list",
    label: "a Letterboxd list",
    signature: &["position", "name", "year", "url"],
    columns: COLUMNS,
    units: STARS,
    ..PLAIN
};
