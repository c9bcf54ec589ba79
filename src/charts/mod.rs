//! Values as pictures: drawn once, as SVG, and turned into PNG where pixels are wanted.
//!
//! In: plain numbers and words. Out: an [`Svg`] that any browser shows, its letters in Inter with
//! the system's fonts behind it for other scripts, or [`png`] bytes of it. What is drawn on a
//! [`surface`] looks the same on [`paper`] and in the window. Knows no other room but
//! [`wording`](crate::wording).

pub mod bars;
pub mod columns;
pub mod donut;
pub mod fonts;
pub mod matrix;
pub mod palette;
pub mod paper;
pub mod plot;
pub mod png;
pub mod rows;
pub mod scale;
pub mod shape;
pub mod surface;
pub mod svg;

pub use bars::{Bar, Bars};
pub use columns::{Column, Columns};
pub use donut::{Donut, Slice};
pub use matrix::{Cell, Matrix};
pub use palette::Colour;
pub use plot::{Plot, Series};
pub use rows::{Row, Rows};
pub use shape::{Anchor, Area, Ring};
pub use surface::{Chart, Drawn, Face, Hue, Ink, Line, Place, Spot, Surface};
pub use svg::{Svg, TextStyle, Weight};

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
