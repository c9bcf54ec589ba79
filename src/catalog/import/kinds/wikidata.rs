//! What Wikidata's query service answers, as CSV: a column of things (`film`, `item`), one of their
//! names (`filmLabel`), and whatever else was asked for. A film with two genres stands in two rows.

use super::super::columns::{Columns, Role, normalised};
use super::super::row::Units;
use super::kind::{Kind, PLAIN};

/// An answer about films.
pub const KIND: Kind = Kind {
    name: "wikidata",
    label: "an answer of Wikidata",
    ids: "wikidata",
    units: Units {
        new_year_is_year: true,
        ..Units::USUAL
    },
    joins: true,
    ..PLAIN
};

/// What people call the columns that they ask for.
const NAMES: &[(Role, &[&str])] = &[
    (
        Role::ImdbId,
        &["imdb", "imdbid", "imdb_id", "imdblabel", "imdb_id_label"],
    ),
    (
        Role::TmdbId,
        &["tmdb", "tmdbid", "tmdb_id", "tmdb_movie", "tmdbmovieid"],
    ),
    (Role::Year, &["year", "yearlabel"]),
    (
        Role::Date,
        &[
            "date",
            "publicationdate",
            "publication_date",
            "pubdate",
            "releasedate",
            "release_date",
            "published",
        ],
    ),
    (
        Role::Genres,
        &[
            "genrelabel",
            "genre_label",
            "genrelabels",
            "genres",
            "genre",
        ],
    ),
    (Role::Runtime, &["duration", "runtime", "durationlabel"]),
    (Role::Certificate, &["certificatelabel", "mpaalabel"]),
];

/// The columns of such an answer; `None` where the table is none.
pub fn columns(header: &[String], sample: &[Vec<String>]) -> Option<Columns> {
    let names: Vec<String> = header.iter().map(|name| normalised(name)).collect();
    let is_thing = |column: usize| {
        let mut values = sample
            .iter()
            .filter_map(|row| row.get(column))
            .filter(|value| !value.is_empty());
        let known = values.clone().next().is_some();
        known && values.all(|value| value.contains("wikidata.org/entity/Q"))
    };
    let place = |wanted: &str| names.iter().position(|name| name == wanted);
    let (thing, label) = names.iter().enumerate().find_map(|(column, name)| {
        let label = place(&format!("{name}label")).or_else(|| place(&format!("{name}_label")))?;
        is_thing(column).then_some((column, label))
    })?;
    let mut columns = Columns::default();
    columns.give(Role::Id, thing);
    columns.give(Role::Title, label);
    for (role, words) in NAMES {
        let column = words.iter().find_map(|word| place(word));
        // Genres as things say nothing to a person.
        if let Some(column) =
            column.filter(|&column| columns.role(column).is_none() && !is_thing(column))
        {
            columns.give(*role, column);
        }
    }
    Some(columns)
}
