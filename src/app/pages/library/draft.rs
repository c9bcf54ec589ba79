//! An import before it starts: which tables and posters, what was recognised in them, into which
//! library.
//!
//! In: files that were chosen or dropped. Out: an [`ImportRequest`]. Tables are looked at on threads.

use std::path::{Path, PathBuf};

use egui::Context;

use crate::app::shared::source::file_name;
use crate::app::shared::{films, wake};
use crate::catalog::{self, ImportRequest, PosterStorage, Preview, Role, Rule};
use crate::jobs::Job;

/// Rows of a table that are shown.
pub const ROWS: usize = 4;
/// Extensions of tables, plain or behind `.gz`.
pub const TABLES: [&str; 4] = ["csv", "tsv", "xlsx", "xls"];
/// Tables that are taken from a folder.
const TABLES_OF_A_FOLDER: usize = 8;

/// A table of the import.
pub struct TableDraft {
    /// The file.
    pub path: PathBuf,
    /// Columns that the user named.
    pub wishes: Vec<(Role, String)>,
    /// What was recognised; `None`: it is being looked at.
    pub preview: Option<Result<Preview, String>>,
    looking: Option<Job<Result<Preview, String>>>,
}

impl TableDraft {
    fn new(path: PathBuf) -> Self {
        Self {
            path,
            wishes: Vec::new(),
            preview: None,
            looking: None,
        }
    }

    /// The file's name.
    pub fn name(&self) -> String {
        file_name(&self.path)
    }

    /// Why it cannot be imported as it is.
    pub fn problem(&self) -> Option<&str> {
        match self.preview.as_ref()? {
            Ok(preview) => preview.problem.as_deref(),
            Err(why) => Some(why),
        }
    }
}

/// An import that is being put together.
pub struct Draft {
    /// In the order in which they count.
    pub tables: Vec<TableDraft>,
    /// The table that is shown.
    pub shown: usize,
    /// The folder of the posters.
    pub posters: Option<PathBuf>,
    /// The folder that is proposed for a new library.
    pub target: PathBuf,
    /// Into the open library, not into a new one.
    pub into_open: bool,
    /// Copy the posters into the library.
    pub copy: bool,
    /// Which genre decides.
    pub rule: Rule,
    /// The split as a table states it.
    pub split_from_table: bool,
    /// Bad posters are set aside at once.
    pub clean: bool,
    /// The sheet of the workbooks; `None`: the first one of each.
    pub sheet: Option<String>,
    named: bool,
}

impl Draft {
    /// Into the open library where `open`, else into a new one below `home`.
    pub fn new(open: bool, home: &Path) -> Self {
        Self {
            tables: Vec::new(),
            shown: 0,
            posters: None,
            target: free_place(home, "My films"),
            into_open: open,
            copy: false,
            rule: Rule::First,
            split_from_table: false,
            clean: true,
            sheet: None,
            named: false,
        }
    }

    /// Takes tables, and folders: of a folder its tables, and its images as posters.
    pub fn add(&mut self, paths: Vec<PathBuf>) {
        for path in paths {
            let home = self.target.parent().map(Path::to_owned);
            if !self.named
                && let (Some(home), Some(stem)) = (home, path.file_stem())
            {
                self.target = free_place(&home, &stem.to_string_lossy());
                self.named = true;
            }
            if path.is_dir() {
                for table in tables_in(&path) {
                    self.add_table(table);
                }
                self.posters = Some(path);
            } else {
                self.add_table(path);
            }
        }
    }

    fn add_table(&mut self, path: PathBuf) {
        if self.tables.iter().all(|table| table.path != path) {
            self.tables.push(TableDraft::new(path));
        }
    }

    /// Leaves a table out.
    pub fn drop_table(&mut self, place: usize) {
        if place < self.tables.len() {
            self.tables.remove(place);
            self.shown = self.shown.min(self.tables.len().saturating_sub(1));
        }
    }

    /// Other sheets are meant: all tables are looked at again.
    pub fn look_again(&mut self) {
        for table in &mut self.tables {
            table.preview = None;
            table.looking = None;
        }
    }

    /// A column of a table holds this; an empty name: none does.
    pub fn map(&mut self, place: usize, role: Role, column: String) {
        if let Some(table) = self.tables.get_mut(place) {
            table
                .wishes
                .retain(|(known, name)| *known != role && *name != column);
            table.wishes.push((role, column));
            table.preview = None;
            table.looking = None;
        }
    }

    /// Takes what was recognised, and has the next table looked at.
    pub fn follow(&mut self, context: &Context) {
        for table in &mut self.tables {
            if let Some(outcome) = table.looking.as_ref().and_then(Job::poll) {
                table.looking = None;
                let outcome = outcome.map_err(|fault| fault.to_string());
                table.preview = Some(outcome.and_then(|preview| preview));
            }
            if table.preview.is_none() && table.looking.is_none() {
                let (path, wishes) = (table.path.clone(), table.wishes.clone());
                let sheet = self.sheet.clone();
                table.looking = Some(Job::spawn("Preview", wake(context), move |_| {
                    catalog::preview(&path, sheet.as_deref(), &wishes, ROWS)
                        .map_err(|error| error.to_string())
                }));
            }
        }
    }

    /// Whether a table is being looked at.
    pub fn is_busy(&self) -> bool {
        self.tables.iter().any(|table| table.preview.is_none())
    }

    /// Whether there is something to import that can be imported.
    pub fn is_ready(&self) -> bool {
        let any = !self.tables.is_empty() || self.posters.is_some();
        any && !self.is_busy() && self.tables.iter().all(|table| table.problem().is_none())
    }

    /// What the engine is asked for.
    pub fn request(&self) -> ImportRequest {
        let mapped = self.tables.iter().filter(|table| !table.wishes.is_empty());
        ImportRequest {
            tables: self.tables.iter().map(|table| table.path.clone()).collect(),
            posters: self.posters.clone(),
            storage: if self.copy {
                PosterStorage::Copy
            } else {
                PosterStorage::Refer
            },
            rule: self.rule,
            split_from_table: self.split_from_table,
            clean: self.clean,
            sheet: self.sheet.clone(),
            mapped: mapped
                .map(|table| (table.path.clone(), table.wishes.clone()))
                .collect(),
            ..ImportRequest::default()
        }
    }
}

/// Whether a file is a table, by its name.
pub fn is_table(path: &Path) -> bool {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    TABLES.iter().any(|extension| {
        name.strip_suffix(extension)
            .is_some_and(|stem| stem.ends_with('.'))
    })
}

/// The tables that lie in a folder, by name.
pub fn tables_in(folder: &Path) -> Vec<PathBuf> {
    let mut tables: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| is_table(path) && path.is_file())
        .collect();
    tables.sort();
    tables.truncate(TABLES_OF_A_FOLDER);
    tables
}

/// A folder below `home` of this name, or of one like it where that holds something already.
fn free_place(home: &Path, name: &str) -> PathBuf {
    let is_free = |path: &PathBuf| {
        !films::is_library(path)
            && std::fs::read_dir(path)
                .map_or(!path.is_file(), |mut entries| entries.next().is_none())
    };
    let names = (2..).map(|number| format!("{name} {number}"));
    std::iter::once(name.to_owned())
        .chain(names)
        .map(|name| home.join(name))
        .find(is_free)
        .unwrap_or_else(|| home.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_told_by_their_names() {
        for (name, expected) in [
            ("films.csv", true),
            ("TITLE.BASICS.TSV.GZ", true),
            ("films.xlsx", true),
            ("csv", false),
            ("poster.jpg", false),
            ("archive.gz", false),
        ] {
            assert_eq!(is_table(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn a_folder_brings_its_tables_and_its_posters() {
        let folder = tempfile::tempdir().expect("a folder");
        let films = folder.path().join("films");
        std::fs::create_dir(&films).expect("a folder in it");
        for name in ["b.csv", "a.TSV", "poster.jpg", "notes.txt"] {
            std::fs::write(films.join(name), "id,title\n").expect("a file");
        }
        let mut draft = Draft::new(false, folder.path());
        assert!(!draft.is_ready());
        draft.add(vec![films.clone()]);
        draft.add(vec![films.join("b.csv")]);
        let names: Vec<String> = draft.tables.iter().map(TableDraft::name).collect();
        assert_eq!(names, ["a.TSV", "b.csv"]);
        assert_eq!(draft.posters.as_ref(), Some(&films));
        // The folder itself is not free.
        assert_eq!(draft.target, folder.path().join("films 2"));
        draft.map(1, Role::Title, "title".to_owned());
        draft.map(1, Role::Title, "id".to_owned());
        let request = draft.request();
        assert_eq!(
            request.mapped,
            [(films.join("b.csv"), vec![(Role::Title, "id".to_owned())])]
        );
        draft.drop_table(0);
        draft.drop_table(7);
        assert_eq!((draft.tables.len(), draft.shown), (1, 0));
    }
}
