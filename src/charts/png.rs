//! A drawing as pixels.

use std::io::Cursor;

use image::{ImageFormat, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;

use super::{Error, Svg, fonts};

/// More would be a mistake: 20,000 x 20,000 are 1.6 GB.
const MOST_PIXELS: u64 = 400_000_000;

/// The drawing at `scale` pixels a unit, transparent where nothing was painted.
///
/// # Errors
/// [`Error`] if the picture would be empty or too large.
pub fn render(drawing: &Svg, scale: f32) -> Result<RgbaImage, Error> {
    let tree = Tree::from_str(&drawing.to_string(), &fonts::options())?;
    let pixels = |side: f32| (side * scale).round().max(0.0) as u32;
    let (width, height) = (pixels(drawing.width()), pixels(drawing.height()));
    let size = || Error::Size {
        width: u64::from(width),
        height: u64::from(height),
    };
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(size());
    }
    let mut pixmap = Pixmap::new(width, height).ok_or_else(size)?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    let straight = pixmap
        .pixels()
        .iter()
        .map(|pixel| pixel.demultiply())
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()])
        .collect();
    RgbaImage::from_raw(width, height, straight).ok_or_else(size)
}

/// The drawing as the bytes of a PNG file.
///
/// # Errors
/// [`Error`] if the picture would be empty or too large.
pub fn encode(drawing: &Svg, scale: f32) -> Result<Vec<u8>, Error> {
    let mut bytes = Cursor::new(Vec::new());
    render(drawing, scale)?.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::palette::{ACCENT, INK};
    use crate::charts::{TextStyle, Weight};

    #[test]
    fn shapes_land_where_they_were_put() {
        let mut svg = Svg::new(20.0, 10.0);
        svg.rect((10.0, 0.0, 10.0, 10.0), 0.0, ACCENT);
        let picture = render(&svg, 2.0).expect("a small picture");
        assert_eq!(picture.dimensions(), (40, 20));
        assert_eq!(picture.get_pixel(5, 5).0[3], 0);
        assert_eq!(picture.get_pixel(30, 10).0, [0xA0, 0x64, 0x00, 255]);
    }

    #[test]
    fn letters_are_painted_in_ink() {
        let mut svg = Svg::new(60.0, 20.0);
        let style = TextStyle::new(14.0).weight(Weight::Strong).colour(INK);
        svg.text((0.0, 15.0), "Horror", &style);
        let picture = render(&svg, 1.0).expect("a small picture");
        let dark = picture.pixels().filter(|pixel| pixel.0[3] > 128).count();
        assert!(dark > 60, "{dark} dark pixels");
    }

    #[test]
    fn impossible_sizes_are_refused() {
        for (width, height, scale) in [(0.0, 10.0, 1.0), (1e5, 1e5, 1.0), (10.0, 10.0, 1e-6)] {
            assert!(render(&Svg::new(width, height), scale).is_err());
        }
    }
}
