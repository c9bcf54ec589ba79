//! The kinds of tables that are known, each in its own file; what a table is, its columns tell.
//!
//! In: a header and the first records. Out: a [`Layout`]: which column holds what, how its rows are
//! judged, and whose ids its own ids are.

mod box_office;
mod general;
mod guess;
mod imdb5000;
mod imdb_basics;
mod kind;
mod movie_genre;
mod movielens;
mod movies_dataset;
mod one_hot;

use super::columns::{Columns, Role, normalised};
use super::findings::shortened;
use kind::Kind;

pub use kind::Judged;

/// Those with a signature, in the order in which they are tried.
const SIGNED: &[&Kind] = &[
    &movies_dataset::KIND,
    &imdb5000::KIND,
    &imdb_basics::KIND,
    &movie_genre::KIND,
    &movielens::LINKS,
    &movielens::MOVIES,
];

/// How a table is read.
#[derive(Debug, Clone)]
pub struct Layout {
    /// What it is.
    pub kind: &'static Kind,
    /// Which column holds what.
    pub columns: Columns,
}

impl Layout {
    /// Recognises a table by its header and `sample`, its first records. `wishes` are columns that
    /// a person named.
    ///
    /// # Errors
    /// Why its films cannot be told apart, or which wished column is not there; in words.
    pub fn of(
        header: &[String],
        sample: &[Vec<String>],
        wishes: &[(Role, String)],
    ) -> Result<Self, String> {
        let mut layout = recognise(header, sample);
        for (role, name) in wishes {
            if name.is_empty() {
                layout.columns.take(*role);
                continue;
            }
            let column = header.iter().position(|other| other == name).or_else(|| {
                header
                    .iter()
                    .position(|other| normalised(other) == normalised(name))
            });
            let Some(column) = column else {
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
        if layout.columns.names_films() {
            return Ok(layout);
        }
        Err(format!(
            "no column names the films; it needs imdb_id, tmdb_id, id, title or poster_file, and \
             has {}; say which is which with --columns title=NAME,genres=NAME",
            listed(header)
        ))
    }
}

fn recognise(header: &[String], sample: &[Vec<String>]) -> Layout {
    let names: Vec<String> = header.iter().map(|name| normalised(name)).collect();
    let has = |wanted: &&str| names.iter().any(|name| name == wanted);
    if let Some(kind) = SIGNED.iter().find(|kind| kind.signature.iter().all(has)) {
        return Layout {
            kind,
            columns: Columns::known(header, kind.columns),
        };
    }
    let mut columns = Columns::of(header);
    columns.flags = one_hot::flags(header, sample);
    if !columns.flags.is_empty() {
        return Layout {
            kind: &one_hot::KIND,
            columns: columns.settle(header.len()),
        };
    }
    guess::fill(&mut columns, header.len(), sample);
    let kind = match columns.amounts() {
        2.. => &box_office::KIND,
        _ => &general::KIND,
    };
    Layout {
        kind,
        columns: columns.settle(header.len()),
    }
}

fn listed(header: &[String]) -> String {
    shortened(&header.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(table: &str) -> Result<Layout, String> {
        let mut rows = table
            .lines()
            .map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
        let header = rows.next().unwrap_or_default();
        Layout::of(&header, &rows.collect::<Vec<_>>(), &[])
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
        let layout = Layout::of(&header, &[], &wish(Role::Genres, "tags")).expect("it is there");
        assert_eq!(layout.columns.column(Role::Genres), Some(1));
        assert_eq!(layout.columns.column(Role::Title), Some(0));
        // An empty name: nothing holds it, whatever its name says.
        let layout = Layout::of(&header, &[], &wish(Role::Title, "")).expect_err("no title");
        assert!(layout.contains("no column names the films"), "{layout}");
        let error = Layout::of(&header, &[], &wish(Role::Year, "Jahr")).expect_err("it is not");
        assert!(
            error.contains("'Jahr'") && error.contains("Film, Tags"),
            "{error}"
        );
    }
}
