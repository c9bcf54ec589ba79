//! IMDb's own `title.basics.tsv.gz`: ten million titles, most of them episodes.
//!
//! Its fields are not quoted, and `\N` is nothing. Films are those titles that have a poster of
//! their own: films for the cinema, television and video, and short ones.

use super::super::columns::{Columns, Role};
use super::kind::{Judged, Kind, PLAIN};

/// IMDb's titles.
pub const KIND: Kind = Kind {
    name: "imdb_basics",
    label: "IMDb's title.basics",
    signature: &["tconst", "titletype", "primarytitle", "startyear"],
    columns: &[
        (Role::ImdbId, "tconst"),
        (Role::Title, "primarytitle"),
        (Role::Year, "startyear"),
        (Role::Runtime, "runtimeminutes"),
        (Role::Genres, "genres"),
    ],
    judge,
    ..PLAIN
};

/// The column of the title's type: always the second.
const TYPE: usize = 1;

fn judge(_: &Columns, fields: &[&str]) -> Judged {
    match fields.get(TYPE).copied().unwrap_or_default() {
        "movie" | "tvMovie" | "video" | "short" | "tvShort" => Judged::Film,
        kind if kind.starts_with("tv") || kind == "videoGame" => Judged::NoFilm,
        kind => Judged::Shifted(format!("'{kind}' is no type of title")),
    }
}
