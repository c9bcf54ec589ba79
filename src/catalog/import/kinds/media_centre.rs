//! What programs that keep films on a disk hand out: Radarr, Plex by way of WebTools and Tautulli,
//! Kodi, tinyMediaManager. Their paths are those of films, not of posters.

use super::super::columns::Role;
use super::super::row::Units;
use super::kind::{Kind, PLAIN};

/// Radarr's list of films, as JSON or made a CSV.
pub const RADARR: Kind = Kind {
    name: "radarr",
    label: "an export from Radarr",
    signature: &["title", "year", "tmdbid", "hasfile", "monitored"],
    columns: &[
        (Role::ImdbId, "imdbid"),
        (Role::TmdbId, "tmdbid"),
        (Role::Title, "title"),
        (Role::Year, "year"),
        (Role::Date, "incinemas"),
        (Role::Genres, "genres"),
        (Role::Runtime, "runtime"),
        (Role::Certificate, "certification"),
        (Role::Companies, "studio"),
        (Role::Collection, "collection_title"),
        (Role::Rating, "ratings_imdb_value"),
    ],
    ..PLAIN
};

/// Plex by way of WebTools (ExportTools), at any of its levels.
pub const WEBTOOLS: Kind = Kind {
    name: "plex_webtools",
    label: "an export from Plex by WebTools",
    signature: &["media_id", "title", "sort_title", "content_rating", "year"],
    columns: &[
        (Role::Id, "media_id"),
        (Role::ImdbId, "imdb_id"),
        (Role::TmdbId, "tmdb_id"),
        (Role::Title, "title"),
        (Role::Type, "type"),
        (Role::Year, "year"),
        (Role::Date, "release_date"),
        (Role::Genres, "genre"),
        (Role::Genres, "genres"),
        (Role::Runtime, "duration"),
        (Role::Certificate, "content_rating"),
        (Role::Rating, "rating"),
        (Role::Companies, "studio"),
    ],
    ids: "plex",
    ..PLAIN
};

/// Plex by way of Tautulli: a film's second genre and its second id stand in rows of their own.
pub const TAUTULLI: Kind = Kind {
    name: "plex_tautulli",
    label: "an export from Plex by Tautulli",
    signature: &["ratingkey", "title", "year"],
    columns: &[
        (Role::Id, "ratingkey"),
        (Role::Guid, "guids_id"),
        (Role::Title, "title"),
        (Role::Type, "type"),
        (Role::Year, "year"),
        (Role::Date, "originallyavailableat"),
        (Role::Genres, "genres_tag"),
        (Role::Runtime, "duration"),
        (Role::Certificate, "contentrating"),
        (Role::Rating, "rating"),
        (Role::Companies, "studio"),
    ],
    ids: "plex",
    units: Units {
        minute: 60_000.0,
        ..Units::USUAL
    },
    joins: true,
    ..PLAIN
};

/// Kodi's database of films (`movie`, `movie_view`), as add-ons and SQLite write it.
pub const KODI: Kind = Kind {
    name: "kodi",
    label: "an export from Kodi",
    signature: &["idmovie", "c00"],
    columns: &[
        (Role::Id, "idmovie"),
        (Role::Guid, "uniqueid_value"),
        (Role::Title, "c00"),
        (Role::Year, "c07"),
        (Role::Date, "premiered"),
        (Role::Genres, "c14"),
        (Role::Runtime, "c11"),
        (Role::Certificate, "c12"),
        (Role::Rating, "rating"),
        (Role::Companies, "c18"),
        (Role::Collection, "strset"),
    ],
    ids: "kodi",
    units: Units {
        minute: 60.0,
        ..Units::USUAL
    },
    ..PLAIN
};

/// tinyMediaManager's list, whose columns have no names.
pub const TMM: Kind = Kind {
    name: "tinymediamanager",
    label: "a list from tinyMediaManager",
    signature: &["title", "year", "date_added", "folder_of_the_film"],
    columns: &[(Role::Title, "title"), (Role::Year, "year")],
    ..PLAIN
};
