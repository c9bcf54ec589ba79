//! MovieLens: `movies.csv` with titles and genres, `links.csv` with the ids that others know the
//! same films by. Together they are one table: both name films by MovieLens' own id.

use super::super::columns::Role;
use super::kind::{Kind, PLAIN};

const IDS: &str = "movielens";

/// `links.csv`.
pub const LINKS: Kind = Kind {
    name: "movielens_links",
    label: "MovieLens links",
    signature: &["movieid", "imdbid", "tmdbid"],
    columns: &[
        (Role::Id, "movieid"),
        (Role::ImdbId, "imdbid"),
        (Role::TmdbId, "tmdbid"),
    ],
    ids: IDS,
    ..PLAIN
};

/// `movies.csv`.
pub const MOVIES: Kind = Kind {
    name: "movielens_movies",
    label: "MovieLens movies",
    signature: &["movieid", "title", "genres"],
    columns: &[
        (Role::Id, "movieid"),
        (Role::Title, "title"),
        (Role::Genres, "genres"),
    ],
    ids: IDS,
    ..PLAIN
};
