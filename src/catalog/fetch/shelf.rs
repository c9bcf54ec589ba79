//! Where fetched posters lie: `posters/fetched/` in the library, a folder for each size.
//!
//! A file's name follows from its address. It is written beside and renamed once it was decoded, so
//! that what lies there is whole, whatever ended the run before: a later run takes it as it is.

use std::collections::HashMap;
use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::catalog::Error;
use crate::catalog::import::folder::stem;

/// Below the folder of the library's posters.
const FOLDER: &str = "fetched";
const BEGUN: &str = ".fetching-";
const LOCK: &str = ".lock";

/// The fetched posters of a library.
#[derive(Debug)]
pub struct Shelf {
    root: PathBuf,
    /// By name without extension, below `root`.
    there: HashMap<String, PathBuf>,
}

/// While it is held, nobody else fetches into the library.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

impl Shelf {
    /// Looks at what lies there; what an earlier run began and did not end goes.
    ///
    /// # Errors
    /// [`Error`] where the folder cannot be used, or another run fetches into it.
    pub fn open(posters: &Path) -> Result<(Self, Lock), Error> {
        let root = posters.join(FOLDER);
        let failed = |cause| Error::Io {
            path: root.clone(),
            doing: "using the folder of fetched posters",
            cause,
        };
        std::fs::create_dir_all(&root).map_err(failed)?;
        let lock = lock(&root.join(LOCK))?;
        let mut there = HashMap::new();
        for folder in std::fs::read_dir(&root).map_err(failed)? {
            let folder = folder.map_err(failed)?;
            if !folder.file_type().map_err(failed)?.is_dir() {
                continue;
            }
            for file in std::fs::read_dir(folder.path()).map_err(failed)? {
                let path = file.map_err(failed)?.path();
                let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                    continue;
                };
                if name.starts_with(BEGUN) {
                    // If it stays, it takes room and nothing else.
                    let _ = std::fs::remove_file(&path);
                } else {
                    let folder = folder.file_name();
                    let name = format!("{}/{}", folder.to_string_lossy(), stem(name));
                    there.insert(name, path);
                }
            }
        }
        Ok((Self { root, there }, lock))
    }

    /// The image of this name, if it lay there when the run began.
    pub fn find(&self, name: &str) -> Option<&Path> {
        self.there.get(name).map(PathBuf::as_path)
    }

    /// Puts an image there; returns its file.
    ///
    /// # Errors
    /// What the system says: the disk is full, for one.
    pub fn put(&self, name: &str, bytes: &[u8], extension: &str) -> std::io::Result<PathBuf> {
        let path = self.root.join(format!("{name}.{extension}"));
        let folder = path.parent().unwrap_or(&self.root);
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(BEGUN).tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist(&path).map_err(|error| error.error)?;
        Ok(path)
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

fn lock(path: &Path) -> Result<Lock, Error> {
    let file = File::create(path).map_err(|cause| Error::Io {
        path: path.to_owned(),
        doing: "locking the folder of fetched posters",
        cause,
    })?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { _file: Some(file) }),
        Err(TryLockError::WouldBlock) => Err(Error::Request(
            "posters are being fetched into this library already; wait for that run, or stop it"
                .to_owned(),
        )),
        // Some network disks know no locks: two runs would only do the same work twice.
        Err(TryLockError::Error(_)) => Ok(Lock { _file: None }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_begun_goes_and_what_is_whole_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let (shelf, lock) = Shelf::open(folder.path()).expect("a new shelf");
        assert_eq!(shelf.find("w342/a"), None);
        let path = shelf.put("w342/a", b"image", "jpg").expect("written");
        let begun = path.with_file_name(".fetching-x");
        std::fs::write(&begun, "im").expect("written");
        let busy = Shelf::open(folder.path()).map(|_| ()).expect_err("locked");
        assert!(busy.to_string().contains("already"), "{busy}");
        drop(lock);
        let (shelf, _lock) = Shelf::open(folder.path()).expect("the same shelf");
        assert_eq!(shelf.find("w342/a"), Some(path.as_path()));
        assert!(!begun.exists());
    }
}
