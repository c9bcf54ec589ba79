//! The one place where image bytes from outside are decoded.
//!
//! In: a file or bytes that may be anything. Out: upright 8-bit RGB pixels and notes on what was
//! mended, or one sentence on what is wrong.

use std::path::Path;

use image::RgbImage;

use super::FindingKind;

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: u64 = 64 << 20;
/// The longest side that is decoded, in pixels.
pub const MAX_SIDE: u32 = 16_384;
/// The most memory that a decoder may take, in bytes.
pub const MAX_DECODED_BYTES: u64 = 256 << 20;

/// An image that was read.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// Upright, opaque, 8 bits a channel.
    pub image: RgbImage,
    /// What was mended on the way.
    pub notes: Vec<FindingKind>,
}

/// Why an image could not be read: one sentence that says what is wrong and what to do, without
/// the file's path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// There is no such file.
    #[error("there is no such file; check the path")]
    Missing,
}

impl ImageError {
    /// The kind of finding that this error is.
    pub fn kind(&self) -> FindingKind {
        match self {
            Self::Missing => FindingKind::MissingFile,
        }
    }
}

/// Reads the image at `path`.
///
/// # Errors
/// [`ImageError`] where it is missing, unreadable, too large, damaged or no image.
pub fn decode_file(_path: &Path) -> Result<Decoded, ImageError> {
    Err(ImageError::Missing)
}

/// Reads an image from memory; `extension` (without the dot) is compared with the content.
///
/// # Errors
/// As [`decode_file`].
pub fn decode_bytes(_bytes: &[u8], _extension: Option<&str>) -> Result<Decoded, ImageError> {
    Err(ImageError::Missing)
}
