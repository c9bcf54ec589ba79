//! Tables imported one after the other, and what came of them in words.

// Each test file uses its part of this module.
#![allow(dead_code)]

use std::io::Write;

use onesheet::catalog::{Facts, Film, Genre, ImportReport};
use onesheet::jobs::Task;

use crate::imports::Bench;

impl Bench {
    pub fn import(&self, name: &str, table: impl AsRef<[u8]>) -> ImportReport {
        self.write(name, table);
        self.run(&self.of_tables(&[name]))
    }

    pub fn refused(&self, name: &str, table: impl AsRef<[u8]>) -> String {
        self.write(name, table);
        let request = self.of_tables(&[name]);
        let imported = self.library().import(&request, &Task::new());
        imported.expect_err("it is refused").to_string()
    }

    /// `Title (year): Genre|Genre`, in the order of the rows.
    pub fn told(&self) -> Vec<String> {
        let films = self.library().films().expect("the films are read");
        films.iter().map(told).collect()
    }

    /// Facts by title.
    pub fn facts(&self, title: &str) -> Facts {
        let films = self.library().films().expect("the films are read");
        let film = films.iter().find(|film| film.title == title);
        let id = film.expect("the film is there").id;
        let facts = self.library().facts().expect("the facts are read");
        let found = facts.into_iter().find(|(film, _)| *film == id);
        found.map(|(_, facts)| facts).unwrap_or_default()
    }

    /// `kind: detail (place)` of every finding that says so.
    pub fn findings(&self, kind: &str) -> Vec<String> {
        let findings = self.library().findings().expect("the findings are read");
        findings
            .iter()
            .filter(|finding| finding.kind.name() == kind)
            .map(|finding| format!("{} ({})", finding.detail, finding.place))
            .collect()
    }
}

fn told(film: &Film) -> String {
    let genres: Vec<&str> = film.genres.iter().map(Genre::name).collect();
    let year = film.year.map_or("?".to_owned(), |year| year.to_string());
    format!("{} ({year}): {}", film.title, genres.join("|"))
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("it is packed");
    packed.finish().expect("it is packed")
}
