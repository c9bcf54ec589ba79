//! The one place where image bytes from outside are decoded.
//!
//! In: a file or bytes that may be anything. Out: upright, opaque 8-bit RGB pixels and notes on
//! what was mended, or one sentence on what is wrong. Sizes are checked before memory is taken,
//! and a decoder that panics is a bad image, not the end of the program.

use std::fs::File;
use std::io::{Cursor, ErrorKind, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use image::error::LimitErrorKind;
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};

use super::animation::is_animated;
use super::image_format::{Content, contradicts, recognise};
use super::jpeg_scan;
use crate::catalog::FindingKind;
use crate::jobs::panic_message;

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: u64 = 64 << 20;
/// The longest side that is decoded, in pixels.
pub const MAX_SIDE: u32 = 16_384;
/// The most memory that a decoded image may take, in bytes.
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
    /// The user may not read it.
    #[error("permission to read the file is denied; allow it or copy the file elsewhere")]
    Denied,
    /// A folder, a device, a pipe.
    #[error("this is {0}, not an image file; name the image itself")]
    NotAFile(&'static str),
    /// The system failed to read it.
    #[error("the file cannot be read ({0}); check the disk or fetch the file again")]
    Io(String),
    /// No bytes.
    #[error("the file is empty (0 bytes); fetch it again")]
    Empty,
    /// More than [`MAX_FILE_BYTES`].
    #[error("the file is larger than {} MiB, too large for a poster; save a smaller copy", MAX_FILE_BYTES >> 20)]
    TooManyBytes,
    /// A format that is known but not read.
    #[error("{0} images are not read; save it as JPEG, PNG, WebP, GIF, BMP or TIFF")]
    Unsupported(&'static str),
    /// Something else.
    #[error("this is no image but {0}; fetch the poster again")]
    NoImage(&'static str),
    /// More pixels or memory than the limits allow.
    #[error(
        "the image claims {0}, more than a poster can need; save it at most {MAX_SIDE} pixels a side"
    )]
    TooManyPixels(String),
    /// It ends too early.
    #[error("the image ends before its last line: a download or copy was cut off; fetch it again")]
    Truncated,
    /// It is damaged.
    #[error("the image is damaged ({0}); fetch it again")]
    Damaged(String),
}

impl ImageError {
    /// The kind of finding that this error is.
    pub fn kind(&self) -> FindingKind {
        match self {
            Self::Missing => FindingKind::MissingFile,
            Self::Denied | Self::NotAFile(_) | Self::Io(_) => FindingKind::UnreadableFile,
            Self::Empty => FindingKind::ZeroByte,
            Self::TooManyBytes => FindingKind::FileTooLarge,
            Self::Unsupported(_) => FindingKind::UnsupportedFormat,
            Self::NoImage(_) | Self::Damaged(_) => FindingKind::Undecodable,
            Self::TooManyPixels(_) => FindingKind::DecompressionBomb,
            Self::Truncated => FindingKind::Truncated,
        }
    }
}

/// Reads the image at `path`.
///
/// # Errors
/// [`ImageError`] where it is missing, unreadable, too large, damaged or no image.
pub fn decode_file(path: &Path) -> Result<Decoded, ImageError> {
    let bytes = read_bounded(path)?;
    decode_bytes(
        &bytes,
        path.extension().and_then(|extension| extension.to_str()),
    )
}

/// Reads a whole file of at most [`MAX_FILE_BYTES`].
///
/// # Errors
/// [`ImageError`] where it is missing, unreadable, no regular file or too large.
pub fn read_bounded(path: &Path) -> Result<Vec<u8>, ImageError> {
    // Asked before it is opened: opening a pipe would wait for its other end.
    let metadata = std::fs::metadata(path).map_err(|error| from_io(&error))?;
    if metadata.is_dir() {
        return Err(ImageError::NotAFile("a folder"));
    }
    if !metadata.is_file() {
        return Err(ImageError::NotAFile("a device or pipe"));
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(ImageError::TooManyBytes);
    }
    let file = File::open(path).map_err(|error| from_io(&error))?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // The file may have grown since it was asked for its size.
    file.take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| from_io(&error))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(ImageError::TooManyBytes);
    }
    Ok(bytes)
}

/// Reads an image from memory; `extension` (without the dot) is compared with the content.
///
/// # Errors
/// [`ImageError`] where the bytes are too many, damaged or no image.
pub fn decode_bytes(bytes: &[u8], extension: Option<&str>) -> Result<Decoded, ImageError> {
    if bytes.is_empty() {
        return Err(ImageError::Empty);
    }
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(ImageError::TooManyBytes);
    }
    let format = match recognise(bytes) {
        Content::Readable(format) => format,
        Content::Foreign(name) => return Err(ImageError::Unsupported(name)),
        Content::NoImage(what) => return Err(ImageError::NoImage(what)),
    };
    let mut notes = Vec::new();
    if extension.is_some_and(|extension| contradicts(extension, format)) {
        notes.push(FindingKind::WrongExtension);
    }
    if is_animated(bytes, format) {
        notes.push(FindingKind::Animated);
    }
    if format == ImageFormat::Jpeg {
        check_jpeg(bytes, &mut notes)?;
    }
    catch_unwind(AssertUnwindSafe(|| decode(bytes, format, notes))).unwrap_or_else(|payload| {
        Err(ImageError::Damaged(format!(
            "its decoder gave up: {}",
            panic_message(payload.as_ref())
        )))
    })
}

fn check_jpeg(bytes: &[u8], notes: &mut Vec<FindingKind>) -> Result<(), ImageError> {
    let scan = jpeg_scan::scan(bytes);
    if !scan.complete {
        return Err(ImageError::Truncated);
    }
    if scan.components == 4 {
        // The decoder takes stored values as inverted ink, which is what Adobe's marker stands
        // for; without it they are ink as it is, and would come out as a negative.
        if !scan.adobe {
            return Err(ImageError::Unsupported(
                "four-channel JPEG (CMYK without Adobe's marker)",
            ));
        }
        notes.push(FindingKind::Cmyk);
    }
    Ok(())
}

fn decode(
    bytes: &[u8],
    format: ImageFormat,
    mut notes: Vec<FindingKind>,
) -> Result<Decoded, ImageError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(from_image)?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > MAX_SIDE || decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(ImageError::TooManyPixels(format!(
            "{width} x {height} pixels"
        )));
    }
    if width == 0 || height == 0 {
        return Err(ImageError::Damaged("it has no pixels".to_owned()));
    }
    // A damaged orientation is no reason to refuse the picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let color = decoder.color_type();
    let mut image = DynamicImage::from_decoder(decoder).map_err(from_image)?;
    if !matches!(
        color,
        ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8
    ) {
        notes.push(FindingKind::SixteenBit);
    }
    if !color.has_color() {
        notes.push(FindingKind::Grey);
    }
    if orientation != Orientation::NoTransforms {
        image.apply_orientation(orientation);
        notes.push(FindingKind::ExifRotated);
    }
    let image = if color.has_alpha() {
        over_white(image, &mut notes)
    } else {
        image.into_rgb8()
    };
    notes.sort_unstable();
    Ok(Decoded { image, notes })
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    limits
}

fn over_white(image: DynamicImage, notes: &mut Vec<FindingKind>) -> RgbImage {
    let image = image.into_rgba8();
    // Many an opaque poster was saved with an alpha channel: nothing to mend there.
    if image.pixels().any(|pixel| pixel[3] != 255) {
        notes.push(FindingKind::Alpha);
    }
    let mut opaque = RgbImage::new(image.width(), image.height());
    for (to, from) in opaque.pixels_mut().zip(image.pixels()) {
        let alpha = u32::from(from[3]);
        for channel in 0..3 {
            let mixed = (u32::from(from[channel]) * alpha + 255 * (255 - alpha) + 127) / 255;
            to[channel] = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
    }
    opaque
}

fn from_io(error: &std::io::Error) -> ImageError {
    match error.kind() {
        ErrorKind::NotFound => ImageError::Missing,
        ErrorKind::PermissionDenied => ImageError::Denied,
        ErrorKind::UnexpectedEof => ImageError::Truncated,
        _ => ImageError::Io(error.to_string()),
    }
}

fn from_image(error: image::ImageError) -> ImageError {
    match error {
        image::ImageError::IoError(error) => from_io(&error),
        image::ImageError::Limits(limit) => match limit.kind() {
            LimitErrorKind::DimensionError => {
                ImageError::TooManyPixels(format!("more than {MAX_SIDE} pixels a side"))
            }
            _ => ImageError::TooManyPixels(format!(
                "more than {} MiB of pixels",
                MAX_DECODED_BYTES >> 20
            )),
        },
        image::ImageError::Unsupported(error) => {
            ImageError::Damaged(format!("or of a kind that is not read: {error}"))
        }
        other => {
            let text = other.to_string();
            // Not every decoder has a type of its own for a file that ends early.
            let ends_early = [
                "unexpected end",
                "unexpected eof",
                "failed to fill",
                "not enough data",
            ];
            if ends_early
                .iter()
                .any(|words| text.to_lowercase().contains(words))
            {
                ImageError::Truncated
            } else {
                ImageError::Damaged(text)
            }
        }
    }
}

#[cfg(test)]
mod tests;
