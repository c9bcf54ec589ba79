//! Values as pictures: drawn once, as SVG, and turned into PNG where pixels are wanted.
//!
//! In: plain numbers and words. Out: an [`Svg`] that any browser shows, its letters in Inter with
//! the system's fonts behind it for other scripts, or [`png`] bytes of it. Knows no other room.

pub mod bars;
pub mod fonts;
pub mod palette;
pub mod plot;
pub mod png;
pub mod scale;
pub mod svg;

pub use bars::{Bar, Bars};
pub use palette::Colour;
pub use plot::{Plot, Series};
pub use svg::{Anchor, Svg, TextStyle, Weight};

/// A chart could not become pixels.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The drawing is no SVG that the renderer reads.
    #[error("the drawing could not be rendered: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// A side of 0, or more pixels than memory should be asked for.
    #[error("a picture of {width} x {height} pixels cannot be made: choose a smaller scale")]
    Size {
        /// Pixels.
        width: u64,
        /// Pixels.
        height: u64,
    },
    /// The pixels could not be written as PNG.
    #[error("the picture could not be written as PNG: {0}")]
    Png(#[from] image::ImageError),
}
