//! The kinds of tables that are known, each in its own file; what a table is, its columns tell.
//!
//! In: a header and the first records. Out: a [`Layout`]: which column holds what, how its rows are
//! judged, and whose ids its own ids are.

mod bare;
mod box_office;
mod general;
mod guess;
mod imdb5000;
mod imdb_basics;
mod imdb_lists;
mod kind;
mod letterboxd;
mod media_centre;
mod movie_genre;
mod movielens;
mod movies_dataset;
mod netflix;
mod no_films;
mod one_hot;
mod shape;
mod tmdb;
mod trakt;
mod wikidata;

use super::columns::{Columns, Role, meant, normalised};
use super::findings::shortened;
use super::row::{Manner, Numbers};
use crate::catalog::Genre;
use kind::Kind;

pub use bare::names as bare_names;
pub use kind::Judged;
pub use shape::Shape;

/// What a header of a known kind is [rated](rate) at least.
pub const SIGNED_RATE: usize = 1000;

/// Those with a signature, in the order in which they are tried.
const SIGNED: &[&Kind] = &[
    &movies_dataset::KIND,
    &imdb5000::KIND,
    &imdb_basics::KIND,
    &movie_genre::KIND,
    &movielens::LINKS,
    &movielens::MOVIES,
    &letterboxd::DIARY,
    &letterboxd::RATINGS,
    &letterboxd::WATCHED,
    &letterboxd::LIST,
    &imdb_lists::LIST,
    &imdb_lists::RATINGS,
    &trakt::KIND,
    &media_centre::RADARR,
    &media_centre::WEBTOOLS,
    &media_centre::TAUTULLI,
    &media_centre::KODI,
    &media_centre::TMM,
    &tmdb::IDS,
    &tmdb::DUMP,
    &netflix::KIND,
];

/// How a table is read.
#[derive(Debug, Clone)]
pub struct Layout {
    /// What it is.
    pub kind: &'static Kind,
    /// Which column holds what.
    pub columns: Columns,
    /// What the values of each column look like.
    pub shapes: Vec<Option<Shape>>,
    /// How its numbers are written.
    pub numbers: Numbers,
}

/// A table that is to be recognised.
#[derive(Debug, Clone, Copy)]
pub struct Looked<'a> {
    /// Its columns' names.
    pub header: &'a [String],
    /// Its first sound records.
    pub sample: &'a [Vec<String>],
    /// What parts its fields, of a table of text.
    pub separator: Option<&'a [u8]>,
}

impl Layout {
    /// Recognises a table by its header and its first records. `wishes` are columns that a person
    /// named.
    ///
    /// # Errors
    /// Why its films cannot be told apart, or which wished column is not there; in words.
    pub fn of(table: Looked<'_>, wishes: &[(Role, String)]) -> Result<Self, String> {
        let header = table.header;
        let mut layout = recognise(header, table.sample);
        if let (Some(instead), true) = (layout.kind.refused, wishes.is_empty()) {
            let what = layout.kind.label;
            return Err(format!("this holds no films, but {what}; {instead}"));
        }
        for (role, name) in wishes {
            if name.is_empty() {
                layout.columns.take(*role);
                continue;
            }
            let Some(column) = meant(header, name) else {
                return Err(format!(
                    "there is no column '{name}' for {}; it has {}",
                    role.name(),
                    listed(header)
                ));
            };
            layout.columns.flags.retain(|(flag, _)| *flag != column);
            layout.columns.give(*role, column);
        }
        layout.columns = layout.columns.settle(header.len());
        layout.numbers = Numbers::of(
            &layout.columns,
            table.sample,
            table.separator,
            layout.kind.units,
        );
        if layout.columns.names_films() {
            return Ok(layout);
        }
        Err(format!(
            "no column names the films; it needs imdb_id, tmdb_id, id, title or poster_file, and \
             has {}; say which is which with --columns title=NAME,genres=NAME, or by their numbers \
             with --columns 1=title,2=year",
            listed(header)
        ))
    }
}

impl Layout {
    /// How a row of these fields is read.
    pub fn manner(&self, fields: &[&str]) -> Manner<'_> {
        let none = |role| self.columns.value(role, fields).is_none();
        Manner {
            columns: &self.columns,
            ids: self.kind.ids,
            numbers: &self.numbers,
            goes_on: self.kind.joins && none(Role::Title) && none(Role::Id),
        }
    }

    /// Why a row that ends early is not the beginning of a film, in words; `None`: what it has stands
    /// where it should.
    pub fn misfit(&self, fields: &[&str]) -> Option<String> {
        let mut columns = self.shapes.iter().zip(fields).enumerate();
        let misfit = |(_, (shape, field)): &(usize, (&Option<Shape>, &&str))| {
            shape.is_some_and(|shape| !shape.fits(field))
        };
        let (column, (_, field)) = columns.find(misfit)?;
        let field = shortened(field);
        Some(format!("'{field}' cannot stand in column {}", column + 1))
    }
}

/// How much a row is like a header: the roles that its fields are called after, or more than
/// [`SIGNED_RATE`] where it is that of a known kind.
pub fn rate(row: &[String]) -> usize {
    let signed = signed(row).map_or(0, |_| SIGNED_RATE);
    let genres = row.iter().filter_map(|name| Genre::parse(name));
    let genres = genres.filter(Genre::is_known).count();
    // A film may be of two genres, a header of one-hot columns names more.
    signed + Columns::named(row) + genres / 3
}

fn signed(header: &[String]) -> Option<&'static Kind> {
    let names: Vec<String> = header.iter().map(|name| normalised(name)).collect();
    let has = |wanted: &&str| names.iter().any(|name| name == wanted);
    let is = |kind: &&Kind| {
        let width = !kind.exact || names.len() == kind.signature.len();
        width && kind.signature.iter().all(has)
    };
    no_films::ALL.iter().chain(SIGNED.iter().copied()).find(is)
}

fn recognise(header: &[String], sample: &[Vec<String>]) -> Layout {
    let layout = |kind, columns: Columns| Layout {
        kind,
        columns: columns.settle(header.len()),
        shapes: Shape::of_columns(sample, header.len()),
        numbers: Numbers::default(),
    };
    if let Some(kind) = signed(header) {
        return layout(kind, Columns::known(header, kind.columns));
    }
    if let Some(columns) = wikidata::columns(header, sample) {
        return layout(&wikidata::KIND, columns);
    }
    let mut columns = Columns::of(header);
    columns.flags = one_hot::flags(header, sample);
    if !columns.flags.is_empty() {
        return layout(&one_hot::KIND, columns);
    }
    guess::fill(&mut columns, header, sample);
    match columns.amounts() {
        2.. => layout(&box_office::KIND, columns),
        _ => layout(&general::KIND, columns),
    }
}

fn listed(header: &[String]) -> String {
    shortened(&header.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked<'a>(header: &'a [String], sample: &'a [Vec<String>]) -> Looked<'a> {
        Looked {
            header,
            sample,
            separator: Some(b","),
        }
    }

    fn layout(table: &str) -> Result<Layout, String> {
        let mut rows = table
            .lines()
            .map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
        let header = rows.next().unwrap_or_default();
        let sample = rows.collect::<Vec<_>>();
        Layout::of(looked(&header, &sample), &[])
    }

    #[test]
    fn kinds_are_told_by_their_columns() {
        for (header, kind) in [
            ("movieId,imdbId,tmdbId", "movielens_links"),
            ("movieId,title,genres", "movielens_movies"),
            (
                "imdbId,Imdb Link,Title,IMDB Score,Genre,Poster",
                "movie_genre",
            ),
            (
                "tconst,titleType,primaryTitle,originalTitle,isAdult,startYear,endYear,runtimeMinutes,genres",
                "imdb_basics",
            ),
            (
                "id,title,genres,sales,budget,gross_US,gross_world",
                "box_office",
            ),
            ("imdb_id,title,year,genres", "general"),
            (
                "Id,Genre,Action,Comedy,Drama\ntt1,['Drama'],0,0,1",
                "genre_columns",
            ),
            (
                "Id,Genre,Action,Comedy,Drama\ntt1,['Drama'],no,0,7",
                "general",
            ),
        ] {
            let layout = layout(header).expect("it names films");
            assert_eq!(layout.kind.name, kind, "{header}");
        }
        let error = layout("colour,size\nred,3").expect_err("it names none");
        assert!(error.contains("--columns"), "{error}");
    }

    #[test]
    fn wishes_win_and_must_be_there() {
        let header = ["Film", "Tags", "Nr"].map(str::to_owned);
        let wish = |role, name: &str| vec![(role, name.to_owned())];
        let layout =
            Layout::of(looked(&header, &[]), &wish(Role::Genres, "tags")).expect("it is there");
        assert_eq!(layout.columns.column(Role::Genres), Some(1));
        assert_eq!(layout.columns.column(Role::Title), Some(0));
        // An empty name: nothing holds it, whatever its name says.
        let layout =
            Layout::of(looked(&header, &[]), &wish(Role::Title, "")).expect_err("no title");
        assert!(layout.contains("no column names the films"), "{layout}");
        let error =
            Layout::of(looked(&header, &[]), &wish(Role::Year, "Jahr")).expect_err("it is not");
        assert!(
            error.contains("'Jahr'") && error.contains("Film, Tags"),
            "{error}"
        );
    }
}
