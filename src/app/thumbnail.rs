//! A small poster as it is painted: which one, what there is of it, and where a widget gets it from.

use std::path::{Path, PathBuf};

use egui::TextureId;

use crate::catalog::Poster;
use crate::catalog::marks::HiddenPoster;

/// Which poster, and where its pixels are to be had.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    path: PathBuf,
    content_hash: Option<[u8; 32]>,
}

impl Key {
    /// The poster of a film: the library may hold its thumbnail.
    pub fn poster(poster: &Poster) -> Self {
        Self {
            path: poster.path.clone(),
            content_hash: Some(poster.content_hash),
        }
    }

    /// A poster that a library knows and does not show.
    pub fn hidden(poster: &HiddenPoster) -> Self {
        Self {
            path: poster.path.clone(),
            content_hash: poster.content_hash,
        }
    }

    /// The poster's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// BLAKE3 of the file, where it is known: by it a library finds its thumbnail.
    pub fn content_hash(&self) -> Option<&[u8; 32]> {
        self.content_hash.as_ref()
    }

    /// An image file that no library knows.
    pub fn file(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            content_hash: None,
        }
    }
}

/// What there is to paint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thumbnail {
    /// Paint this texture; its size in pixels.
    Ready(TextureId, [usize; 2]),
    /// It is being decoded.
    Coming,
    /// It cannot be decoded.
    Broken,
}

/// Where small posters come from.
pub trait Pictures {
    /// What there is to paint. Asking is what makes it come.
    fn get(&mut self, key: &Key) -> Thumbnail;

    /// Has a poster decoded that may be seen soon, after all that are seen.
    fn get_ahead(&mut self, key: &Key);
}
