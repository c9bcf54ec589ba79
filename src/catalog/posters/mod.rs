//! A poster as a picture: decoded whatever it is, judged, resized, compared.
//!
//! In: bytes from anywhere. Out: RGB pixels or a finding, a thumbnail, a hash, groups of alike.

mod animation;
pub mod grouping;
pub mod image_file;
pub(super) mod image_format;
mod jpeg_scan;
pub(super) mod likeness;
pub mod perceptual;
pub mod resize;
pub mod shape;
pub mod thumbnail;
