//! Invented films, and their posters as files.

use std::path::{Path, PathBuf};

use image::{Rgb, RgbImage};
use onesheet::catalog::{Film, FilmId, Poster};

/// Different image files; the films share them.
pub const FILES: usize = 64;

/// The files of the films' posters, in `folder`.
pub fn posters(folder: &Path) -> Vec<PathBuf> {
    (0..FILES).map(|number| poster(folder, number)).collect()
}

fn poster(folder: &Path, number: usize) -> PathBuf {
    let path = folder.join(format!("{number}.jpg"));
    let ink = |x: u32, y: u32| Rgb([x as u8, y as u8, (number * 4) as u8]);
    if let Err(error) = RgbImage::from_fn(185, 278, ink).save(&path) {
        eprintln!("{}: {error}", path.display());
    }
    path
}

/// A picture of its own for each number, as rough as a photograph.
pub fn rough((width, height): (u32, u32), number: u32) -> RgbImage {
    let noise = |x: u32, y: u32| (x * 7 + y * 13 + (x * y) % 101 + number * 31) as u8;
    RgbImage::from_fn(width, height, |x, y| {
        Rgb([noise(x, y), noise(y, x) / 2, (x / 2) as u8])
    })
}

/// A film without genres; its poster is one of `files`, its content hash begins with `number`.
pub fn film(files: &[PathBuf], number: usize) -> Film {
    let mut content_hash = [0; 32];
    content_hash[..8].copy_from_slice(&number.to_le_bytes());
    Film {
        id: FilmId(number as i64),
        key: number.to_string(),
        imdb_id: None,
        tmdb_id: None,
        title: format!("Film number {number} with a title of some length"),
        year: Some(1950 + (number % 70) as i32),
        language: None,
        collection: None,
        genres: Vec::new(),
        poster: Some(Poster {
            path: files[number % files.len()].clone(),
            content_hash,
            perceptual_hash: 0,
            width: 185,
            height: 278,
        }),
        split: None,
    }
}
