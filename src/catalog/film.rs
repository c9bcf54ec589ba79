//! One film and its poster, as the library knows them.

use std::path::PathBuf;

use super::{Genre, Language, Split};

/// A film's row in its library; means nothing outside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilmId(pub i64);

/// A film.
#[derive(Debug, Clone, PartialEq)]
pub struct Film {
    /// The row in the library.
    pub id: FilmId,
    /// What names the film across imports: its IMDb id, else its TMDB id, else its table's id,
    /// else its poster's file name.
    pub key: String,
    /// IMDb id (`tt0111161`), where the table gave one.
    pub imdb_id: Option<String>,
    /// TMDB id, where the table gave one.
    pub tmdb_id: Option<i64>,
    /// The title; the file's name where no table gave one.
    pub title: String,
    /// Year of release.
    pub year: Option<i32>,
    /// The language that it was made in, where the table said so.
    pub language: Option<Language>,
    /// The series that it belongs to (`Alien Collection`), where the table said so.
    pub collection: Option<String>,
    /// Genres in the table's order of importance; empty: not labelled.
    pub genres: Vec<Genre>,
    /// The poster, where one was found and could be decoded.
    pub poster: Option<Poster>,
    /// Train, validation or test; `None` outside the selected genres or without a poster.
    pub split: Option<Split>,
}

/// A poster that was decoded once and found sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Poster {
    /// Where the image file lies.
    pub path: PathBuf,
    /// BLAKE3 of the file's bytes: the key of everything that is computed from it.
    pub content_hash: [u8; 32],
    /// 64-bit perceptual hash: near-identical posters differ in few bits.
    pub perceptual_hash: u64,
    /// Width in pixels, after EXIF rotation.
    pub width: u32,
    /// Height in pixels, after EXIF rotation.
    pub height: u32,
}
