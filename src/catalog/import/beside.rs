//! A poster where its table says, beside the table: also where the path is written with another
//! system's separators, in another case, or with accents stored otherwise.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::folder::{folded, parts};

/// Folders beside tables, as far as they were looked at: names by what their spellings share.
#[derive(Debug, Default)]
pub struct Beside {
    folders: HashMap<PathBuf, HashMap<String, Vec<String>>>,
}

impl Beside {
    /// The file that the table in `folder` calls `file`, and whether it is called so to the letter;
    /// `None`: it is not there, or two are called so.
    pub fn find(&mut self, folder: &Path, file: &str) -> Option<(PathBuf, bool)> {
        let exact = folder.join(file);
        if exact.is_file() {
            return Some((exact, true));
        }
        let is_local = !file.contains("://") || file.starts_with("file://");
        let parts = parts(file);
        if parts.is_empty() || !is_local {
            return None;
        }
        let is_absolute = file.starts_with('/') || file.starts_with("file:///");
        let mut at = match is_absolute {
            true => PathBuf::from("/"),
            false => folder.to_owned(),
        };
        // What leads out of the table's folder is taken to the letter.
        if !is_absolute && file.split(['/', '\\']).any(|part| part == "..") {
            at.push(file.replace('\\', "/"));
            return at.is_file().then_some((at, true));
        }
        let mut to_the_letter = true;
        for part in &parts {
            let exact = at.join(part);
            if exact.exists() {
                at = exact;
                continue;
            }
            to_the_letter = false;
            match self.names(&at).get(&folded(part)).map(Vec::as_slice) {
                Some([name]) => at.push(name),
                _ => return None,
            }
        }
        at.is_file().then_some((at, to_the_letter))
    }

    fn names(&mut self, folder: &Path) -> &HashMap<String, Vec<String>> {
        self.folders.entry(folder.to_owned()).or_insert_with(|| {
            let mut names: HashMap<String, Vec<String>> = HashMap::new();
            // A folder that cannot be read holds no poster that could be.
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            for name in entries.filter_map(|entry| entry.file_name().into_string().ok()) {
                names.entry(folded(&name)).or_default().push(name);
            }
            names
        })
    }
}
