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
            let off = |name: &str| {
                let expected = bytes(&stored[&format!("{at}.{name}")]);
                found
                    .iter()
                    .zip(&expected)
                    .map(|(a, b)| a.abs_diff(*b))
                    .max()
            };
            assert!(
                off(name) <= Some(1),
                "{at} {name} is off by {:?} levels",
                off(name)
            );
            // Pillow in one call rounds between its passes in the other order, which the sharper
            // filters magnify.
            let most = if resample == Resample::Bilinear { 1 } else { 4 };
            let one_call = off(&format!("{name}.one_call"));
            assert!(
                one_call <= Some(most),
                "{at} {name} is off by {one_call:?} levels"
            );
        }
    }
}
