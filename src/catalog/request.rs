//! What is asked of a library: an import, a division of its films.

use std::path::{Path, PathBuf};

use super::{Error, Genre, Role, Rule};

/// Whether an import leaves posters where they are or copies them into the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PosterStorage {
    /// The library remembers where they lie.
    #[default]
    Refer,
    /// They are copied into the library's folder `posters/`.
    Copy,
}

/// What to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRequest {
    /// Tables of films (CSV, TSV, plain or gzip; XLSX), in order: where they differ about a film,
    /// the first counts.
    pub tables: Vec<PathBuf>,
    /// The sheet of the XLSX tables; `None`: the first one of each.
    pub sheet: Option<String>,
    /// The folder of the posters; without tables, every image in it becomes a film.
    pub posters: Option<PathBuf>,
    /// Leave or copy the posters.
    pub storage: PosterStorage,
    /// The seed of the split.
    pub split_seed: u64,
    /// The genres of the six-genre rule; at most 64.
    pub genres: Vec<Genre>,
    /// Which of a film's genres decides.
    pub rule: Rule,
    /// Whether a column `split` of a table wins.
    pub split_from_table: bool,
    /// Columns of the tables that a person named: what they hold, and their names; an empty name:
    /// no column holds it, whatever is guessed.
    pub columns: Vec<(Role, String)>,
    /// The same for single tables, named as in [`tables`](Self::tables).
    pub mapped: Vec<(PathBuf, Vec<(Role, String)>)>,
    /// Whether bad posters are set aside ([`Library::clean`](super::Library::clean)) before the
    /// films are divided.
    pub clean: bool,
}

impl ImportRequest {
    /// The columns that a person named of this table.
    pub fn wishes(&self, table: &Path) -> Vec<(Role, String)> {
        let own = self.mapped.iter().filter(|(path, _)| path == table);
        let own = own.flat_map(|(_, wishes)| wishes.iter().cloned());
        self.columns.iter().cloned().chain(own).collect()
    }

    /// How its films are divided.
    pub fn division(&self) -> Division {
        Division {
            genres: self.genres.clone(),
            rule: self.rule,
            seed: self.split_seed,
            from_table: self.split_from_table,
        }
    }

    /// Whether what it names is there, before a library is made for it.
    ///
    /// # Errors
    /// [`Error::Request`] that says what is missing, and what to do.
    pub fn check(&self) -> Result<(), Error> {
        let missing = |path: &Path, what: &str, option: &str| {
            let path = path.display();
            Err(Error::Request(format!(
                "{path}: there is no such {what}; check what {option} says"
            )))
        };
        for table in &self.tables {
            if !table.exists() {
                return missing(table, "table", "--table");
            }
        }
        match &self.posters {
            Some(folder) if !folder.exists() => missing(folder, "folder", "--posters"),
            _ => Ok(()),
        }
    }
}

impl Default for ImportRequest {
    fn default() -> Self {
        Self {
            tables: Vec::new(),
            sheet: None,
            posters: None,
            storage: PosterStorage::Refer,
            split_seed: 0,
            genres: Genre::six(),
            rule: Rule::First,
            split_from_table: false,
            columns: Vec::new(),
            mapped: Vec::new(),
            clean: false,
        }
    }
}

/// How films are selected and divided into train, validation and test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// At most 64; labels are over these.
    pub genres: Vec<Genre>,
    /// Which of a film's genres decides.
    pub rule: Rule,
    /// The seed.
    pub seed: u64,
    /// Whether a column `split` of a table wins.
    pub from_table: bool,
}

impl Division {
    /// Whether its genres can be used.
    ///
    /// # Errors
    /// [`Error::Request`] in words.
    pub fn check(&self) -> Result<(), Error> {
        let fault = |text: &str| Err(Error::Request(text.to_owned()));
        match self.genres.len() {
            1..=64 => Ok(()),
            0 => fault("the list of genres is empty; name at least one"),
            _ => fault("the list of genres is too long; name at most 64"),
        }
    }
}

impl Default for Division {
    fn default() -> Self {
        ImportRequest::default().division()
    }
}
