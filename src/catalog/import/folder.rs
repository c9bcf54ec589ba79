//! A folder of posters: every image in it and below it, and which one belongs to which film.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::row::Row;
use crate::catalog::image_format::IMAGE_EXTENSIONS;
use crate::catalog::{Error, Finding, FindingKind};
use crate::jobs::Task;

/// Folders within folders, at most: a mount that contains itself must end somewhere.
const MAX_DEPTH: usize = 32;

/// The images of a folder.
#[derive(Debug, Default)]
pub struct Folder {
    /// The folder.
    pub root: PathBuf,
    /// Paths relative to it, with `/`, sorted.
    pub images: Vec<String>,
    /// Sub-folders that could not be read.
    pub findings: Vec<Finding>,
    by_path: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    by_stem: HashMap<String, usize>,
}

impl Folder {
    /// Looks through `root` and its sub-folders; hidden ones and `except` (the library itself,
    /// where it lies within) are passed over.
    ///
    /// # Errors
    /// [`Error`] where `root` cannot be read or `task` was cancelled.
    pub fn scan(root: &Path, except: &Path, task: &Task) -> Result<Self, Error> {
        let mut folder = Self {
            root: root.to_owned(),
            ..Self::default()
        };
        folder
            .walk(root, "", except, task)?
            .map_err(|source| Error::Io {
                path: root.to_owned(),
                doing: "looking through the folder of posters",
                cause: source,
            })?;
        folder.images.sort_unstable();
        for (index, path) in folder.images.iter().enumerate() {
            let path = path.to_lowercase();
            let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
            let stem = stem(&name).to_owned();
            folder.by_path.entry(path).or_insert(index);
            folder.by_name.entry(name).or_insert(index);
            folder.by_stem.entry(stem).or_insert(index);
        }
        Ok(folder)
    }

    fn walk(
        &mut self,
        directory: &Path,
        prefix: &str,
        except: &Path,
        task: &Task,
    ) -> Result<std::io::Result<()>, Error> {
        task.check()?;
        let entries = match std::fs::read_dir(directory) {
            Ok(entries) => entries,
            Err(error) => return Ok(Err(error)),
        };
        for entry in entries {
            let (entry, kind) = match entry.and_then(|entry| Ok((entry.file_type()?, entry))) {
                Ok((kind, entry)) => (entry, kind),
                Err(error) => return Ok(Err(error)),
            };
            let path = entry.path();
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                let reason = "its name is not Unicode; rename it";
                self.unreadable(path.to_string_lossy().into_owned(), reason);
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            let relative = format!("{prefix}{name}");
            if kind.is_dir() {
                if path == except || prefix.matches('/').count() >= MAX_DEPTH {
                    continue;
                }
                if let Err(error) = self.walk(&path, &format!("{relative}/"), except, task)? {
                    self.unreadable(relative, &format!("the folder cannot be read: {error}"));
                }
            } else if is_image_name(name) {
                self.images.push(relative);
            }
        }
        Ok(Ok(()))
    }

    fn unreadable(&mut self, subject: String, reason: &str) {
        self.findings.push(Finding {
            kind: FindingKind::UnreadableFile,
            subject,
            place: self.root.display().to_string(),
            detail: reason.to_owned(),
        });
    }

    /// The image that `row` names or that is named after one of its ids: an index into
    /// [`images`](Self::images).
    pub fn find(&self, row: &Row) -> Option<usize> {
        let named = row.file.as_deref().and_then(|file| {
            let path = file
                .trim_start_matches(['/', '.'])
                .replace('\\', "/")
                .to_lowercase();
            // Of an address on the web, the last part.
            let name = path.rsplit('/').next()?;
            self.by_path.get(&path).or_else(|| self.by_name.get(name))
        });
        let by_stem = |stem: &str| self.by_stem.get(&stem.to_lowercase());
        named
            .or_else(|| by_stem(row.imdb_id.as_deref()?))
            .or_else(|| by_stem(&row.tmdb_id?.to_string()))
            .or_else(|| by_stem(row.bare_id()?))
            .copied()
    }

    /// Where the image of this index lies.
    pub fn path(&self, index: usize) -> PathBuf {
        self.root.join(&self.images[index])
    }
}

/// A file's name without its extension.
pub fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn is_image_name(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| {
        IMAGE_EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
    })
}
