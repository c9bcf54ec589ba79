//! A library of generated films, made through the real import.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use image::RgbImage;
use onesheet::catalog::library::{ImportRequest, Library};
use onesheet::jobs::Task;

use super::posters;

/// Titles in several scripts and lengths.
const TITLES: [&str; 12] = [
    "Brass Hurricane",
    "The Bicycle Thieves of Upper Lower Street and Their Remarkable Aunt",
    "Amélie's Garden",
    "Łódź, Midnight",
    "Сталкер идёт домой",
    "Ο Θίασος",
    "Nine Doors",
    "A Chair by the Window",
    "Coldwater",
    "Peppermint",
    "Señor Tiempo",
    "The Quiet Engine",
];

/// The posters of a genre in its own colours. A width of its own keeps every poster's bytes apart.
pub fn alike(n: usize) -> RgbImage {
    posters::poster(n, 180 + n as u32, 278)
}

/// Makes a library of `count` films below `folder`; returns its own folder.
pub fn make(folder: &Path, count: usize) -> PathBuf {
    make_with(folder, count, alike)
}

/// The same with posters of another kind.
pub fn make_with(folder: &Path, count: usize, poster: fn(usize) -> RgbImage) -> PathBuf {
    let covers = folder.join("covers");
    std::fs::create_dir_all(&covers).expect("the test's folder takes folders");
    let mut table = "id,title,year,genres,poster_file\n".to_owned();
    for n in 0..count {
        let file = format!("{n:03}.png");
        poster(n)
            .save(covers.join(&file))
            .expect("the test's folder takes files");
        let numbered = match n / TITLES.len() {
            0 => String::new(),
            again => format!(" {}", again + 1),
        };
        let title = TITLES[n % TITLES.len()];
        let genre = posters::genre(n);
        writeln!(
            table,
            "film{n},\"{title}{numbered}\",{},{genre},{file}",
            1950 + n
        )
        .expect("a String takes text");
    }
    let films = folder.join("films.csv");
    std::fs::write(&films, table).expect("the test's folder takes files");
    let root = folder.join("library");
    let request = ImportRequest {
        tables: vec![films],
        posters: Some(covers),
        ..ImportRequest::default()
    };
    let mut library = Library::open_or_create(&root).expect("a new library");
    let report = library
        .import(&request, &Task::new())
        .expect("the films come in");
    assert_eq!(report.posters, count, "{report:?}");
    root
}
