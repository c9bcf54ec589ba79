//! Kaggle's "The Movies Dataset", `movies_metadata.csv`: 45,466 films of TMDB in 24 columns, lists
//! and dictionaries as Python wrote them.
//!
//! Three of its rows are broken in two by a line break, so that the second half begins with the end
//! of the description and has a date where the id should be; about thirty ids stand twice.

use super::super::columns::{Columns, Role};
use super::super::findings::shortened;
use super::kind::{Judged, Kind, PLAIN};

/// The Movies Dataset.
pub const KIND: Kind = Kind {
    name: "movies_dataset",
    label: "Kaggle's \"The Movies Dataset\"",
    signature: &[
        "adult",
        "belongs_to_collection",
        "id",
        "imdb_id",
        "original_title",
        "production_companies",
    ],
    columns: &[
        (Role::TmdbId, "id"),
        (Role::ImdbId, "imdb_id"),
        (Role::Title, "title"),
        (Role::Date, "release_date"),
        (Role::Language, "original_language"),
        (Role::Collection, "belongs_to_collection"),
        (Role::Genres, "genres"),
        (Role::Address, "poster_path"),
        (Role::Runtime, "runtime"),
        (Role::Rating, "vote_average"),
        (Role::Budget, "budget"),
        (Role::Revenue, "revenue"),
        (Role::Companies, "production_companies"),
    ],
    judge,
    ..PLAIN
};

/// The first column says whether the film is for adults; an id is a number.
fn judge(columns: &Columns, fields: &[&str]) -> Judged {
    let adult = fields.first().copied().unwrap_or_default();
    if !matches!(adult.to_ascii_lowercase().as_str(), "true" | "false" | "") {
        return Judged::Shifted(format!(
            "'{}' stands where True or False should",
            shortened(adult)
        ));
    }
    let id = columns
        .column(Role::TmdbId)
        .and_then(|column| fields.get(column));
    match id {
        Some(id) if !id.is_empty() && !id.bytes().all(|byte| byte.is_ascii_digit()) => {
            Judged::Shifted(format!("'{}' stands where the id should", shortened(id)))
        }
        _ => Judged::Film,
    }
}
