//! Tables that come with tables of films and hold none: they are refused in words, where a guess would
//! make films of people, of users or of each single rating.

use super::kind::{Kind, PLAIN};

/// A table of this name that has these columns.
const fn table(
    signature: &'static [&'static str],
    label: &'static str,
    refused: &'static str,
) -> Kind {
    Kind {
        name: "no_films",
        label,
        signature,
        refused: Some(refused),
        ..PLAIN
    }
}

/// The same with these columns alone.
const fn exactly(
    signature: &'static [&'static str],
    label: &'static str,
    refused: &'static str,
) -> Kind {
    Kind {
        exact: true,
        ..table(signature, label, refused)
    }
}

const OF_MOVIELENS: &str = "give MovieLens' movies.csv (or movies.dat), with links.csv beside it";
const OF_IMDB: &str = "give IMDb's title.basics.tsv.gz";
const OF_KAGGLE: &str =
    "give the table of the films that came with it, such as movies_metadata.csv";
const OF_TMDB: &str = "give TMDB's movie_ids";

/// Those that are known.
pub const ALL: &[Kind] = &[
    table(
        &["userid", "movieid", "rating", "timestamp"],
        "single ratings of users",
        OF_MOVIELENS,
    ),
    table(
        &["userid", "movieid", "tag", "timestamp"],
        "tags by users",
        OF_MOVIELENS,
    ),
    table(
        &["movieid", "tagid", "relevance"],
        "tags of films",
        OF_MOVIELENS,
    ),
    exactly(&["tagid", "tag"], "names of tags", OF_MOVIELENS),
    table(
        &["userid", "gender", "age", "occupation"],
        "users",
        OF_MOVIELENS,
    ),
    table(
        &["tconst", "ordering", "nconst"],
        "who worked on a film",
        OF_IMDB,
    ),
    table(
        &["titleid", "ordering", "title", "region"],
        "other titles of films",
        OF_IMDB,
    ),
    table(
        &["tconst", "directors", "writers"],
        "who worked on a film",
        OF_IMDB,
    ),
    table(&["tconst", "parenttconst"], "episodes", OF_IMDB),
    table(&["nconst", "primaryname"], "people", OF_IMDB),
    table(
        &["position", "const", "name", "known_for"],
        "a list of people",
        "give a list of titles",
    ),
    exactly(&["cast", "crew", "id"], "who worked on a film", OF_KAGGLE),
    exactly(
        &["movie_id", "title", "cast", "crew"],
        "who worked on a film",
        OF_KAGGLE,
    ),
    exactly(&["id", "keywords"], "keywords of films", OF_KAGGLE),
    exactly(&["adult", "id", "name", "popularity"], "people", OF_TMDB),
    exactly(&["id", "original_name", "popularity"], "series", OF_TMDB),
];
