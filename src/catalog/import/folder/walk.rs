//! A folder looked through: every file in it and below it that can say something about films.
//!
//! In: a folder. Out: its images, descriptions and videos by their paths, what was passed over, and
//! findings about what could not be read. Links are followed once, after the folders themselves.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use super::system::passed_over;
use crate::catalog::image_format::IMAGE_EXTENSIONS;
use crate::catalog::{Error, Finding, FindingKind};
use crate::jobs::Task;

/// Folders within folders, at most: a mount that contains itself must end somewhere.
const MAX_DEPTH: usize = 32;

const VIDEOS: &[&str] = &[
    "mkv", "mp4", "m4v", "avi", "mov", "wmv", "ts", "m2ts", "mpg", "mpeg", "webm", "flv", "vob",
    "iso", "ogm", "divx", "strm",
];

/// What lies in a folder and below it; paths are relative to it, with `/`, sorted.
#[derive(Debug, Default)]
pub struct Listing {
    /// Images.
    pub images: Vec<String>,
    /// Of these, links to an image that is among them by another name.
    pub links: HashSet<String>,
    /// Descriptions of films, `.nfo`.
    pub notes: Vec<String>,
    /// Videos: where one lies, there is a film.
    pub videos: Vec<String>,
    /// What was passed over: how often, by reason.
    pub passed: BTreeMap<&'static str, usize>,
    /// What could not be read.
    pub findings: Vec<Finding>,
}

/// A folder that is to be read.
struct Open {
    /// As it is called.
    path: PathBuf,
    /// What it really is.
    real: PathBuf,
    /// Its path below the root, with a `/` at its end; the root's is empty.
    prefix: String,
}

struct Walk<'a> {
    listing: Listing,
    root: &'a Path,
    except: PathBuf,
    folders: Vec<Open>,
    linked: Vec<(PathBuf, String)>,
    seen: HashSet<PathBuf>,
    /// Real paths of images, and links to images.
    real_images: HashSet<PathBuf>,
    linked_images: Vec<(PathBuf, String)>,
}

/// Looks through `root`; `except` (the library itself, where it lies within) is passed over.
///
/// # Errors
/// [`Error`] where `root` cannot be read or `task` was cancelled.
pub fn walk(root: &Path, except: &Path, task: &Task) -> Result<Listing, Error> {
    let failed = |cause| Error::Io {
        path: root.to_owned(),
        doing: "looking through the folder of posters",
        cause,
    };
    let real = std::fs::canonicalize(root).map_err(failed)?;
    let mut walk = Walk {
        listing: Listing::default(),
        root,
        except: std::fs::canonicalize(except).unwrap_or_else(|_| except.to_owned()),
        folders: vec![Open {
            path: root.to_owned(),
            real,
            prefix: String::new(),
        }],
        linked: Vec::new(),
        seen: HashSet::new(),
        real_images: HashSet::new(),
        linked_images: Vec::new(),
    };
    // A root that cannot be read is no finding: there is nothing else.
    std::fs::read_dir(root).map_err(failed)?;
    loop {
        while let Some(open) = walk.folders.pop() {
            task.check()?;
            walk.folder(&open);
        }
        match walk.linked.pop() {
            Some((path, prefix)) => walk.follow(path, prefix),
            None => break,
        }
    }
    Ok(walk.end())
}

impl Walk<'_> {
    fn folder(&mut self, open: &Open) {
        if !self.seen.insert(open.real.clone()) {
            return;
        }
        let entries = match std::fs::read_dir(&open.path) {
            Ok(entries) => entries,
            Err(error) => {
                let reason = format!("the folder cannot be read: {error}");
                return self.unreadable(shown(&open.prefix), &reason);
            }
        };
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.file_type()?, entry.file_name()))) {
                Ok((kind, name)) => match name.to_str() {
                    Some(name) => self.entry(open, name, kind),
                    None => self.no_text(open, &name.to_string_lossy(), kind),
                },
                Err(error) => {
                    let reason = format!("not all of the folder can be read: {error}");
                    self.unreadable(shown(&open.prefix), &reason);
                }
            }
        }
    }

    fn entry(&mut self, open: &Open, name: &str, kind: std::fs::FileType) {
        if let Some(reason) = passed_over(name) {
            return self.pass(reason);
        }
        let relative = format!("{}{name}", open.prefix);
        let path = open.path.join(name);
        if kind.is_symlink() {
            return self.link(path, relative);
        }
        let real = open.real.join(name);
        if !kind.is_dir() {
            if is_image_name(name) {
                self.real_images.insert(real);
            }
            return self.file(relative);
        }
        if real == self.except {
            self.pass("library");
        } else if relative.matches('/').count() >= MAX_DEPTH {
            let reason = format!("it lies more than {MAX_DEPTH} folders deep and is not read");
            self.unreadable(relative, &reason);
        } else {
            let prefix = format!("{relative}/");
            self.folders.push(Open { path, real, prefix });
        }
    }

    fn file(&mut self, relative: String) {
        match extension(&relative).as_deref() {
            Some("nfo") => self.listing.notes.push(relative),
            Some(extension) if VIDEOS.contains(&extension) => self.listing.videos.push(relative),
            Some(extension) if IMAGE_EXTENSIONS.contains(&extension) => {
                self.listing.images.push(relative);
            }
            _ => self.pass("no_image"),
        }
    }

    fn link(&mut self, path: PathBuf, relative: String) {
        match std::fs::metadata(&path) {
            Ok(of) if of.is_dir() => self.linked.push((path, format!("{relative}/"))),
            Ok(_) if is_image_name(&relative) => {
                let real = std::fs::canonicalize(&path).unwrap_or(path);
                self.linked_images.push((real, relative));
            }
            Ok(_) => self.file(relative),
            Err(error) => {
                let reason = format!("the link leads nowhere ({error}); mend or remove it");
                self.unreadable(relative, &reason);
            }
        }
    }

    /// A folder that a link leads to, unless it is read already or holds the one in hand.
    fn follow(&mut self, path: PathBuf, prefix: String) {
        let real = match std::fs::canonicalize(&path) {
            Ok(real) => real,
            Err(error) => {
                let reason = format!("the link leads nowhere ({error}); mend or remove it");
                return self.unreadable(shown(&prefix), &reason);
            }
        };
        let holds_one_read = self.seen.iter().any(|seen| seen.starts_with(&real));
        if real == self.except || real.starts_with(&self.except) {
            self.pass("library");
        } else if holds_one_read {
            self.pass("links");
        } else if prefix.matches('/').count() > MAX_DEPTH {
            let reason = format!("it lies more than {MAX_DEPTH} folders deep and is not read");
            self.unreadable(shown(&prefix), &reason);
        } else {
            self.folders.push(Open { path, real, prefix });
        }
    }

    fn no_text(&mut self, open: &Open, name: &str, kind: std::fs::FileType) {
        if passed_over(name).is_some() || !(kind.is_dir() || is_image_name(name)) {
            return self.pass("no_image");
        }
        let subject = format!("{}{name}", open.prefix);
        self.unreadable(subject, "its name is not Unicode; rename it");
    }

    fn pass(&mut self, reason: &'static str) {
        *self.listing.passed.entry(reason).or_default() += 1;
    }

    fn unreadable(&mut self, subject: String, reason: &str) {
        self.listing.findings.push(Finding {
            kind: FindingKind::UnreadableFile,
            subject,
            place: self.root.display().to_string(),
            detail: reason.to_owned(),
        });
    }

    fn end(mut self) -> Listing {
        self.linked_images.sort_unstable();
        for (real, relative) in std::mem::take(&mut self.linked_images) {
            if !self.real_images.insert(real) {
                self.pass("links");
                self.listing.links.insert(relative.clone());
            }
            self.listing.images.push(relative);
        }
        let mut listing = self.listing;
        listing.images.sort_unstable();
        listing.notes.sort_unstable();
        listing.videos.sort_unstable();
        listing
            .findings
            .sort_unstable_by(|one, other| one.subject.cmp(&other.subject));
        listing
    }
}

/// A folder's path without the `/` at its end.
fn shown(prefix: &str) -> String {
    match prefix.trim_end_matches('/') {
        "" => ".".to_owned(),
        path => path.to_owned(),
    }
}

fn extension(name: &str) -> Option<String> {
    let (_, extension) = name.rsplit_once('.')?;
    Some(extension.to_ascii_lowercase())
}

/// Whether a file of this name claims to be an image.
pub fn is_image_name(name: &str) -> bool {
    extension(name).is_some_and(|extension| IMAGE_EXTENSIONS.contains(&extension.as_str()))
}
