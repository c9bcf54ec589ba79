//! One poster file, looked at once: everything that the library keeps of it from one decode.
//!
//! In: a path. Out: hashes, size and thumbnail, or why it does not serve. Runs on worker threads
//! and knows no database.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use image::RgbImage;

use super::copy::copy;
use crate::catalog::image_file::{Decoded, ImageError, decode_bytes, read_bounded};
use crate::catalog::perceptual::perceptual_hash;
use crate::catalog::thumbnail;
use crate::catalog::{FindingKind, judge_shape};

/// The largest file that is taken for a thumbnail as it is, in bytes.
const MAX_THUMBNAIL_BYTES: usize = 32 << 10;

/// What a poster file is like without opening it: unchanged, it need not be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes.
    pub size: i64,
    /// Last change, in nanoseconds since 1970.
    pub modified_ns: i64,
}

impl Stamp {
    /// The stamp of the file at `path`; `None` where it cannot be asked for.
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok()?;
        let modified = metadata.modified().ok()?;
        let since = modified.duration_since(UNIX_EPOCH).unwrap_or_default();
        Some(Self {
            size: i64::try_from(metadata.len()).ok()?,
            modified_ns: i64::try_from(since.as_nanos()).ok()?,
        })
    }
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Examined {
    /// Where the poster is read from now: the file itself, or its copy.
    pub path: PathBuf,
    /// What it shows; `None` where it could not be decoded.
    pub picture: Option<Picture>,
    /// Why it does not serve as a poster.
    pub fault: Option<(FindingKind, String)>,
    /// What was mended.
    pub notes: Vec<FindingKind>,
    /// Why there is no copy though one was wanted.
    pub not_copied: Option<String>,
}

/// What is kept of a decoded poster.
#[derive(Debug, Clone)]
pub struct Picture {
    /// BLAKE3 of the file.
    pub content_hash: [u8; 32],
    /// See [`perceptual_hash`].
    pub perceptual_hash: u64,
    /// Pixels, upright.
    pub width: u32,
    /// Pixels, upright.
    pub height: u32,
    /// JPEG.
    pub thumbnail: Vec<u8>,
}

/// Examines the file at `path`; a sound one is copied into the folder `copy_to`, if given. One that
/// cannot be copied is read from where it lies.
pub fn examine(path: &Path, copy_to: Option<&Path>) -> Examined {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let read = read_bounded(path).and_then(|bytes| Ok((decode_bytes(&bytes, extension)?, bytes)));
    let (decoded, bytes) = match read {
        Ok(read) => read,
        Err(error) => return faulty(path, &error),
    };
    let Decoded { image, notes } = decoded;
    let (width, height) = image.dimensions();
    let small = thumbnail::shrink(&image);
    let picture = Picture {
        content_hash: *blake3::hash(&bytes).as_bytes(),
        perceptual_hash: perceptual_hash(&small),
        width,
        height,
        thumbnail: thumbnail_of(&bytes, &small, (width, height), &notes),
    };
    let fault = judge_shape(width, height).map(|kind| {
        let detail = format!(
            "{width} x {height} pixels is {}; find the film's poster",
            match kind {
                FindingKind::OnePixel => "a single pixel",
                FindingKind::Tiny => "too small to show anything",
                _ => "not the shape of a poster",
            }
        );
        (kind, detail)
    });
    let copied = match copy_to {
        Some(folder) if fault.is_none() => copy(&bytes, &picture.content_hash, path, folder),
        _ => Ok(path.to_owned()),
    };
    let (path, not_copied) = match copied {
        Ok(copied) => (copied, None),
        Err(error) => (path.to_owned(), Some(error.to_string())),
    };
    Examined {
        path,
        picture: Some(picture),
        fault,
        notes,
        not_copied,
    }
}

/// The file itself where it is a small JPEG already: nothing is lost by encoding it twice.
fn thumbnail_of(
    bytes: &[u8],
    small: &RgbImage,
    size: (u32, u32),
    notes: &[FindingKind],
) -> Vec<u8> {
    let jpeg = bytes.starts_with(&[0xFF, 0xD8]);
    let plain = notes
        .iter()
        .all(|kind| *kind == FindingKind::WrongExtension);
    if jpeg && plain && small.dimensions() == size && bytes.len() <= MAX_THUMBNAIL_BYTES {
        return bytes.to_vec();
    }
    thumbnail::encode(small).unwrap_or_default()
}

fn faulty(path: &Path, error: &ImageError) -> Examined {
    Examined {
        path: path.to_owned(),
        picture: None,
        fault: Some((error.kind(), error.to_string())),
        notes: Vec::new(),
        not_copied: None,
    }
}
