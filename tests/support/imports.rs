//! A folder with tables, posters and a library, for the tests of imports.

// Each test file uses its part of this module.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use image::{Rgb, RgbImage};
use onesheet::catalog::{Film, ImportReport, ImportRequest, Library};
use onesheet::jobs::Task;
use tempfile::TempDir;

/// A folder to work in: tables, `posters/`, `library/`.
pub struct Bench {
    pub folder: TempDir,
}

impl Bench {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        std::fs::create_dir(folder.path().join("posters")).expect("a folder for posters");
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("a sub-folder");
        std::fs::write(path, bytes).expect("a file for the test");
    }

    /// A request for these tables, without the folder of posters.
    pub fn of_tables(&self, tables: &[&str]) -> ImportRequest {
        ImportRequest {
            tables: tables.iter().map(|name| self.path(name)).collect(),
            ..ImportRequest::default()
        }
    }

    /// The same with the folder of posters.
    pub fn with_posters(&self, tables: &[&str]) -> ImportRequest {
        ImportRequest {
            posters: Some(self.path("posters")),
            ..self.of_tables(tables)
        }
    }

    pub fn library(&self) -> Library {
        Library::open_or_create(&self.path("library")).expect("a library for the test")
    }

    /// Imports into the library.
    pub fn run(&self, request: &ImportRequest) -> ImportReport {
        import(&mut self.library(), request)
    }

    /// The library's films by their keys.
    pub fn films(&self) -> BTreeMap<String, Film> {
        let films = self.library().films().expect("the films are read");
        films
            .into_iter()
            .map(|film| (film.key.clone(), film))
            .collect()
    }
}

/// An import that runs to its end.
pub fn import(library: &mut Library, request: &ImportRequest) -> ImportReport {
    library
        .import(request, &Task::new())
        .expect("the import runs to its end")
}

/// A picture of its own for each number: blocks of colour, unlike those of other numbers.
pub fn picture(number: u32, width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let block = (x * 6 / width) + 6 * (y * 9 / height);
        let mut mix = (block + 1).wrapping_mul(0x9E37_79B9) ^ number.wrapping_mul(0x85EB_CA6B);
        mix = (mix ^ (mix >> 15)).wrapping_mul(0x2C1B_3C6D);
        mix ^= mix >> 12;
        let [red, green, blue, _] = mix.to_le_bytes();
        Rgb([red, green, blue])
    })
}
