//! Posters on one page, as people pin them up: ten to a row, each with a caption.
//!
//! In: captions in order, and where each picture is. Out: a PNG, written row by row: a row's
//! pictures are decoded together, drawn, handed to the file and forgotten, so that a sheet of ten
//! thousand posters takes no more memory than one of ten. Letters come from [`charts`], so that a
//! title of any script is legible and a long one ends in an ellipsis.

use std::io::Write;
use std::path::PathBuf;

use image::RgbImage;
use rayon::prelude::*;

use crate::catalog::image_file;
use crate::catalog::resize::{Resample, resize};
use crate::charts::palette::{ACCENT, Colour, INK_WEAK, PAPER, RULE};
use crate::charts::{self, Anchor, Svg, TextStyle, Weight, fonts, png::render};
use crate::jobs::{Cancelled, Task};

/// A sheet cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// Asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The captions could not be drawn.
    #[error(transparent)]
    Captions(#[from] charts::Error),
    /// The file refused.
    #[error("the sheet could not be written: {0}")]
    Write(#[from] png::EncodingError),
    /// More pixels than a PNG or a printer takes.
    #[error(
        "a sheet of {width} x {height} pixels is too large for most programs; choose smaller \
         posters or fewer"
    )]
    Size {
        /// Pixels.
        width: u64,
        /// Pixels.
        height: u64,
    },
}

/// Posters in a row of the study's sheets.
pub const COLUMNS: usize = 10;
/// Pixels of a poster's width: on a screen.
pub const SCREEN_WIDTH: u32 = 185;
/// Pixels of a poster's width: on paper. Ten of them on A3 are about 400 a inch.
pub const PRINT_WIDTH: u32 = 500;
/// Widths of posters that make sense, in pixels.
pub const WIDTHS: std::ops::RangeInclusive<u32> = 60..=1000;
/// Programs that show pictures give up beyond some such number of pixels a side.
const LONGEST_SIDE: u64 = 65_000;

/// How a sheet looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What it shows: `Horror: the 100 most probable`.
    pub heading: String,
    /// Of which library and model; may be empty.
    pub beneath: String,
    /// Posters in a row; at least 1.
    pub columns: usize,
    /// Width of a poster in pixels, one of [`WIDTHS`]; all else grows with it. Posters are 2:3.
    pub tile_width: u32,
}

/// One poster's words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tile {
    /// Above the title at the left, in the accent: the rank.
    pub left: String,
    /// Above the title at the right: the probability.
    pub right: String,
    /// The title; cut to the poster's width.
    pub title: String,
    /// Below the title: the year.
    pub below: String,
}

/// Where a poster's pixels are: the file, if it is named and can be read, else the thumbnail.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Picture {
    /// The original.
    pub file: Option<PathBuf>,
    /// A small JPEG.
    pub thumbnail: Option<Vec<u8>>,
}

impl Picture {
    fn decode(self) -> Option<RgbImage> {
        let original = self
            .file
            .and_then(|path| image_file::decode_file(&path).ok());
        let small = || image_file::decode_bytes(&self.thumbnail?, None).ok();
        original.or_else(small).map(|decoded| decoded.image)
    }
}

/// Writes a sheet of `tiles` as PNG and returns its width and height. `picture` is asked for each
/// tile's poster just before its row is drawn.
///
/// # Errors
/// [`SheetError`]: the sheet is too large, the file refused, or `task` was cancelled.
pub fn write(
    out: impl Write,
    sheet: &Sheet,
    tiles: &[Tile],
    mut picture: impl FnMut(usize) -> Picture,
    task: &Task,
) -> Result<(u32, u32), SheetError> {
    let layout = Layout::of(sheet, tiles.len())?;
    task.begin("Drawing the sheet", "posters", Some(tiles.len() as u64));
    let mut encoder = png::Encoder::new(out, layout.width, layout.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer()?;
    let mut put = |band: RgbImage| rows.write_all(&band).map_err(png::EncodingError::from);
    put(layout.heading(sheet)?)?;
    for (index, tiles) in tiles.chunks(layout.columns).enumerate() {
        task.check()?;
        let first = index * layout.columns;
        let wanted: Vec<Picture> = (first..first + tiles.len()).map(&mut picture).collect();
        put(layout.row(tiles, wanted)?)?;
        task.advance(tiles.len() as u64);
    }
    put(paper(layout.width, layout.margin))?;
    rows.finish()?;
    writer.finish()?;
    Ok((layout.width, layout.height))
}

/// Where things stand, in pixels.
struct Layout {
    columns: usize,
    /// Pixels for each unit of the captions, which are drawn as if posters were as on a screen.
    scale: f32,
    margin: u32,
    gap: u32,
    heading: u32,
    poster: (u32, u32),
    /// Poster and caption.
    row: u32,
    width: u32,
    height: u32,
}

/// Units, at the size of a screen.
const MARGIN: f32 = 24.0;
const GAP: f32 = 12.0;
const HEADING: f32 = 84.0;
const CAPTION: f32 = 62.0;

impl Layout {
    fn of(sheet: &Sheet, tiles: usize) -> Result<Self, SheetError> {
        let tile = sheet.tile_width.clamp(*WIDTHS.start(), *WIDTHS.end());
        let scale = tile as f32 / SCREEN_WIDTH as f32;
        let pixels = |units: f32| (units * scale).round() as u32;
        let columns = sheet.columns.clamp(1, tiles.max(1));
        let poster = (tile, (tile * 3).div_ceil(2));
        let (margin, gap, heading) = (pixels(MARGIN), pixels(GAP), pixels(HEADING));
        let row = poster.1 + pixels(CAPTION);
        let count = columns as u64;
        let width = u64::from(2 * margin) + count * u64::from(tile) + (count - 1) * u64::from(gap);
        let rows = tiles.div_ceil(columns) as u64;
        let height = u64::from(heading + margin) + rows * u64::from(row);
        let side = |side: u64| u32::try_from(side).ok().filter(|_| side <= LONGEST_SIDE);
        let (Some(width), Some(height)) = (side(width), side(height)) else {
            return Err(SheetError::Size { width, height });
        };
        Ok(Self {
            columns,
            scale,
            margin,
            gap,
            heading,
            poster,
            row,
            width,
            height,
        })
    }

    /// The left edge of a column, in pixels.
    fn left(&self, column: usize) -> u32 {
        self.margin + column as u32 * (self.poster.0 + self.gap)
    }

    /// A drawing over a band of this many pixels, in units.
    fn drawing(&self, height: u32) -> Svg {
        Svg::new(self.width as f32 / self.scale, height as f32 / self.scale)
    }

    fn heading(&self, sheet: &Sheet) -> Result<RgbImage, SheetError> {
        let mut band = paper(self.width, self.heading);
        let mut words = self.drawing(self.heading);
        let room = words.width() - 2.0 * MARGIN;
        let strong = TextStyle::new(22.0).weight(Weight::Strong);
        let weak = TextStyle::new(12.0).colour(INK_WEAK);
        words.text(
            (MARGIN, 42.0),
            &fonts::fit(&sheet.heading, &strong, room),
            &strong,
        );
        words.text(
            (MARGIN, 62.0),
            &fonts::fit(&sheet.beneath, &weak, room),
            &weak,
        );
        lay_over(&mut band, &words, self.scale)?;
        Ok(band)
    }

    fn row(&self, tiles: &[Tile], pictures: Vec<Picture>) -> Result<RgbImage, SheetError> {
        let mut band = paper(self.width, self.row);
        let decoded: Vec<Option<RgbImage>> = pictures
            .into_par_iter()
            .map(|picture| fitted(&picture.decode()?, self.poster))
            .collect();
        let mut words = self.drawing(self.row);
        for (column, (tile, picture)) in tiles.iter().zip(&decoded).enumerate() {
            let left = self.left(column);
            match picture {
                Some(picture) => self.place(&mut band, picture, left),
                None => self.nothing(&mut words, left),
            }
            self.caption(&mut words, tile, left);
        }
        lay_over(&mut band, &words, self.scale)?;
        Ok(band)
    }

    /// In the middle of the poster's place.
    fn place(&self, band: &mut RgbImage, picture: &RgbImage, left: u32) {
        let x = left + (self.poster.0 - picture.width()) / 2;
        let y = (self.poster.1 - picture.height()) / 2;
        image::imageops::replace(band, picture, i64::from(x), i64::from(y));
    }

    /// Where a poster is missing.
    fn nothing(&self, words: &mut Svg, left: u32) {
        let units = |pixels: u32| pixels as f32 / self.scale;
        let (width, height) = (units(self.poster.0), units(self.poster.1));
        let left = units(left);
        words.rect((left, 0.0, width, height), 0.0, RULE);
        let style = TextStyle::new(11.0).colour(INK_WEAK).anchor(Anchor::Middle);
        words.text((left + width / 2.0, height / 2.0), "no picture", &style);
    }

    fn caption(&self, words: &mut Svg, tile: &Tile, left: u32) {
        let left = left as f32 / self.scale;
        let top = self.poster.1 as f32 / self.scale;
        let width = SCREEN_WIDTH as f32;
        let strong = TextStyle::new(12.0).weight(Weight::Strong);
        let weak = TextStyle::new(11.0).colour(INK_WEAK);
        let right = weak.anchor(Anchor::End);
        words.text((left, top + 16.0), &tile.left, &strong.colour(ACCENT));
        let room = width - fonts::width(&tile.left, &strong) - 8.0;
        words.text(
            (left + width, top + 16.0),
            &fonts::fit(&tile.right, &right, room),
            &right,
        );
        words.text(
            (left, top + 31.0),
            &fonts::fit(&tile.title, &strong, width),
            &strong,
        );
        words.text(
            (left, top + 45.0),
            &fonts::fit(&tile.below, &weak, width),
            &weak,
        );
    }
}

fn channels(colour: Colour) -> image::Rgb<u8> {
    let [_, red, green, blue] = colour.0.to_be_bytes();
    image::Rgb([red, green, blue])
}

fn paper(width: u32, height: u32) -> RgbImage {
    RgbImage::from_pixel(width, height, channels(PAPER))
}

/// As large as it fits into `place` with its proportions kept; enlarged where it is smaller.
fn fitted(picture: &RgbImage, place: (u32, u32)) -> Option<RgbImage> {
    let (width, height) = picture.dimensions();
    let ratio = |place: u32, side: u32| f64::from(place) / f64::from(side.max(1));
    let scale = ratio(place.0, width).min(ratio(place.1, height));
    let side = |side: u32, place: u32| ((f64::from(side) * scale).round() as u32).clamp(1, place);
    let size = (side(width, place.0), side(height, place.1));
    resize(picture, size.0, size.1, Resample::Lanczos)
}

/// Draws `words` over `band`.
fn lay_over(band: &mut RgbImage, words: &Svg, scale: f32) -> Result<(), SheetError> {
    let drawn = render(words, scale)?;
    for (to, from) in band.pixels_mut().zip(drawn.pixels()) {
        let alpha = u32::from(from[3]);
        if alpha == 0 {
            continue;
        }
        for channel in 0..3 {
            let (below, above) = (u32::from(to[channel]), u32::from(from[channel]));
            let mixed = (above * alpha + below * (255 - alpha) + 127) / 255;
            to[channel] = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
