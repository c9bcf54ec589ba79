//! The resize against what Pillow makes of the same pictures.

use candle_core::Tensor;
use image::RgbImage;
use onesheet::vision::{Preprocessing, Resample};

use super::support::fixture;

fn bytes(tensor: &Tensor) -> Vec<u8> {
    let flat = tensor.flatten_all().expect("flat");
    flat.to_vec1().expect("bytes")
}

#[test]
fn pictures_are_resized_as_pillow_does_it() {
    let stored = fixture("resize.safetensors");
    for (height, width) in [(90, 61), (20, 14), (35, 100)] {
        let at = format!("{height}x{width}");
        let picture = bytes(&stored[&format!("{at}.picture")]);
        let picture = RgbImage::from_raw(width, height, picture).expect("a picture");
        for (name, resample) in [
            ("bilinear", Resample::Bilinear),
            ("bicubic", Resample::Bicubic),
            ("lanczos", Resample::Lanczos),
        ] {
            let preprocessing = Preprocessing {
                height: 35,
                width: 23,
                resample,
                ..Preprocessing::default()
            };
            let found = preprocessing.resized(&picture);
            let expected = bytes(&stored[&format!("{at}.{name}")]);
            let off = found
                .iter()
                .zip(&expected)
                .map(|(a, b)| a.abs_diff(*b))
                .max();
            // Both round fixed-point weights, each in its own way.
            assert!(off <= Some(2), "{at} {name} is off by {off:?} levels");
        }
    }
}
