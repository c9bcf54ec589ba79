//! Every trap that an image file can hold.

use super::*;
use image::{ExtendedColorType, Frame, ImageEncoder, Rgba, RgbaImage};

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image
        .write_to(&mut Cursor::new(&mut bytes), format)
        .expect("a small image is encoded");
    bytes
}

/// Left half red, right half blue: shows how it was turned.
fn two_colours() -> DynamicImage {
    let halves = RgbImage::from_fn(40, 60, |x, _| image::Rgb(if x < 20 { RED } else { BLUE }));
    DynamicImage::ImageRgb8(halves)
}

const RED: [u8; 3] = [220, 30, 30];
const BLUE: [u8; 3] = [30, 30, 220];

fn kind(bytes: &[u8]) -> FindingKind {
    decode_bytes(bytes, None)
        .expect_err("this is no sound image")
        .kind()
}

fn notes(bytes: &[u8], extension: &str) -> Vec<FindingKind> {
    decode_bytes(bytes, Some(extension))
        .expect("the image is read")
        .notes
}

fn close(one: image::Rgb<u8>, other: [u8; 3]) -> bool {
    one.0
        .iter()
        .zip(other)
        .all(|(one, other)| one.abs_diff(other) < 12)
}

#[test]
fn every_format_is_read_by_its_content() {
    for (format, extension) in [
        (ImageFormat::Jpeg, "JPG"),
        (ImageFormat::Png, "png"),
        (ImageFormat::Gif, "gif"),
        (ImageFormat::Bmp, "bmp"),
        (ImageFormat::Tiff, "tif"),
        (ImageFormat::WebP, "webp"),
    ] {
        let bytes = encoded(&two_colours(), format);
        let decoded = decode_bytes(&bytes, Some(extension)).expect("the image is read");
        assert_eq!(
            (decoded.image.dimensions(), decoded.notes),
            ((40, 60), vec![]),
            "{format:?}"
        );
        assert!(close(*decoded.image.get_pixel(5, 5), RED), "{format:?}");
        assert_eq!(notes(&bytes, "txt"), [FindingKind::WrongExtension]);
        assert_eq!(notes(&bytes, ""), []);
    }
}

#[test]
fn grey_and_deep_images_become_rgb() {
    let grey = DynamicImage::from(image::GrayImage::from_pixel(40, 60, image::Luma([77])));
    assert_eq!(
        notes(&encoded(&grey, ImageFormat::Jpeg), "jpg"),
        [FindingKind::Grey]
    );
    let deep = DynamicImage::from(two_colours().into_rgb16());
    let deep = decode_bytes(&encoded(&deep, ImageFormat::Png), None).expect("it is read");
    assert_eq!(deep.notes, [FindingKind::SixteenBit]);
    assert_eq!(deep.image.get_pixel(5, 5).0, RED);
    let both = DynamicImage::from(grey.into_luma16());
    let both = notes(&encoded(&both, ImageFormat::Tiff), "tiff");
    assert_eq!(both, [FindingKind::SixteenBit, FindingKind::Grey]);
}

#[test]
fn alpha_is_laid_over_white() {
    let glass = |alpha| {
        let image = RgbaImage::from_pixel(40, 60, Rgba([0, 100, 200, alpha]));
        decode_bytes(&encoded(&image.into(), ImageFormat::Png), None).expect("it is read")
    };
    assert_eq!(glass(255).notes, []);
    let half = glass(51);
    assert_eq!(half.notes, [FindingKind::Alpha]);
    assert_eq!(half.image.get_pixel(0, 0).0, [204, 224, 244]);
    assert_eq!(glass(0).image.get_pixel(0, 0).0, [255; 3]);
}

/// An EXIF segment with nothing but an orientation.
fn with_orientation(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let tiff = [
        b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(),
        &[orientation, 0, 0, 0, 0, 0, 0, 0],
    ]
    .concat();
    let length = u16::try_from(tiff.len() + 8)
        .expect("it is short")
        .to_be_bytes();
    [
        &jpeg[..2],
        &[0xFF, 0xE1],
        &length,
        b"Exif\0\0",
        &tiff,
        &jpeg[2..],
    ]
    .concat()
}

#[test]
fn exif_orientation_is_applied() {
    let jpeg = encoded(&two_colours(), ImageFormat::Jpeg);
    assert_eq!(notes(&with_orientation(&jpeg, 1), "jpg"), []);
    // The colours of the upright picture at its top left and bottom right.
    for (orientation, size, corners) in [
        (3, (40, 60), (BLUE, RED)),
        (6, (60, 40), (RED, BLUE)),
        (8, (60, 40), (BLUE, RED)),
        (2, (40, 60), (BLUE, RED)),
    ] {
        let turned = decode_bytes(&with_orientation(&jpeg, orientation), None).expect("read");
        assert_eq!(turned.notes, [FindingKind::ExifRotated]);
        assert_eq!(turned.image.dimensions(), size);
        let (right, bottom) = (size.0 - 3, size.1 - 3);
        assert!(
            close(*turned.image.get_pixel(2, 2), corners.0),
            "{orientation}"
        );
        assert!(
            close(*turned.image.get_pixel(right, bottom), corners.1),
            "{orientation}"
        );
    }
}

// Made with Pillow 13: an RGB picture (left to right a black stripe, red over blue, a white
// stripe), `convert("CMYK").save(...)`; `ycck` stores luma and chroma of the inks as its first
// three channels and has the transform byte of Adobe's marker set to 2.
const CMYK: &[u8] = include_bytes!("../../../../tests/fixtures/cmyk-adobe.jpg");
const YCCK: &[u8] = include_bytes!("../../../../tests/fixtures/ycck-adobe.jpg");

#[test]
fn printing_inks_become_the_right_colours() {
    for (name, bytes) in [("CMYK", CMYK), ("YCCK", YCCK)] {
        let decoded = decode_bytes(bytes, Some("jpg")).expect("it is read");
        assert_eq!(decoded.notes, [FindingKind::Cmyk], "{name}");
        for ((x, y), colour) in [
            ((4, 10), [0, 0, 0]),
            ((20, 10), [220, 40, 30]),
            ((20, 50), [30, 60, 200]),
            ((35, 30), [255, 255, 255]),
        ] {
            let found = *decoded.image.get_pixel(x, y);
            assert!(close(found, colour), "{name} at {x}, {y}: {found:?}");
        }
    }
    // Without Adobe's marker nobody knows whether the inks are inverted.
    let marker = CMYK.windows(2).position(|pair| pair == [0xFF, 0xEE]);
    let marker = marker.expect("Pillow writes the marker");
    let plain = [&CMYK[..marker], &CMYK[marker + 16..]].concat();
    assert_eq!(kind(&plain), FindingKind::UnsupportedFormat);
}

fn animated_gif(frames: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    for index in 0..frames {
        let colour = if index == 0 {
            [255, 0, 0, 255]
        } else {
            [0, 0, 255, 255]
        };
        let frame = Frame::new(RgbaImage::from_pixel(40, 60, Rgba(colour)));
        encoder.encode_frame(frame).expect("a frame is encoded");
    }
    drop(encoder);
    bytes
}

#[test]
fn of_an_animation_the_first_frame_is_read() {
    assert_eq!(notes(&animated_gif(1), "gif"), []);
    let decoded = decode_bytes(&animated_gif(3), None).expect("it is read");
    assert_eq!(decoded.notes, [FindingKind::Animated]);
    assert_eq!(decoded.image.get_pixel(0, 0).0, [255, 0, 0]);
    // A PNG becomes an animated one by an acTL chunk in front of its picture.
    let png = encoded(&two_colours(), ImageFormat::Png);
    let chunk = png_chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]);
    let animated = [&png[..33], &chunk, &png[33..]].concat();
    assert!(is_animated(&animated, ImageFormat::Png));
    assert!(!is_animated(&png, ImageFormat::Png));
}

fn png_chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len())
        .expect("it is short")
        .to_be_bytes();
    let mut crc = u32::MAX;
    for byte in name.iter().chain(body) {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xEDB8_8320
            } else {
                crc >> 1
            };
        }
    }
    [&length, name.as_slice(), body, &(!crc).to_be_bytes()].concat()
}

fn png_header(width: u32, height: u32) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let header = png_chunk(b"IHDR", &[&size, [8, 2, 0, 0, 0].as_slice()].concat());
    let data = png_chunk(b"IDAT", &[0x78, 0x9C, 3, 0, 0, 0, 0, 1]);
    [
        b"\x89PNG\r\n\x1A\n".as_slice(),
        &header,
        &data,
        &png_chunk(b"IEND", &[]),
    ]
    .concat()
}

#[test]
fn bombs_are_refused_before_memory_is_taken() {
    for (width, height) in [
        (100_000, 100_000),
        (16_384, 16_384),
        (17_000, 1),
        (0x7FFF_FFFF, 3),
    ] {
        let bomb = png_header(width, height);
        assert_eq!(
            kind(&bomb),
            FindingKind::DecompressionBomb,
            "{width} x {height}"
        );
    }
}

#[test]
fn cut_images_are_called_truncated() {
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::Bmp,
    ] {
        let whole = encoded(&two_colours(), format);
        for share in [3, 5, 8] {
            let cut = &whole[..whole.len() * share / 10];
            assert_eq!(
                kind(cut),
                FindingKind::Truncated,
                "{format:?} at {share} tenths"
            );
        }
    }
}

#[test]
fn what_is_no_image_is_named() {
    assert_eq!(kind(b""), FindingKind::ZeroByte);
    for (bytes, expected) in [
        (b"<!DOCTYPE html><html>404</html>".as_slice(), "web page"),
        (&[0; 400], "zeros"),
        (b"Just words.", "text"),
        (&[7, 1, 200, 13], "unknown"),
    ] {
        let error = decode_bytes(bytes, Some("jpg")).expect_err("this is no image");
        assert_eq!(error.kind(), FindingKind::Undecodable);
        assert!(error.to_string().contains(expected), "{error}");
    }
    for (bytes, expected) in [
        (b"\0\0\0\x1CftypavifXXXX".as_slice(), "AVIF"),
        (b"\0\0\0\x1CftypheicXXXX", "HEIC"),
        (b"<?xml version='1.0'?>\n<svg/>", "SVG"),
        (b"8BPS\0\x01", "Photoshop"),
    ] {
        let error = decode_bytes(bytes, None).expect_err("this is not read");
        assert_eq!(error.kind(), FindingKind::UnsupportedFormat);
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[test]
fn what_is_no_file_is_named() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let kind = |path: &Path| decode_file(path).expect_err("nothing to read").kind();
    assert_eq!(
        kind(&folder.path().join("nothing.jpg")),
        FindingKind::MissingFile
    );
    assert_eq!(kind(folder.path()), FindingKind::UnreadableFile);
    let large = folder.path().join("large.jpg");
    let file = File::create(&large).expect("a file for the test");
    file.set_len(MAX_FILE_BYTES + 1).expect("a sparse file");
    assert_eq!(kind(&large), FindingKind::FileTooLarge);
}

#[test]
fn mutated_images_are_read_or_refused_but_never_panic() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed >> 33).unwrap_or(0) % below.max(1)
    };
    let mut deep = Vec::new();
    image::codecs::png::PngEncoder::new(&mut deep)
        .write_image(&[9; 40 * 60 * 8], 40, 60, ExtendedColorType::Rgba16)
        .expect("a deep image is encoded");
    let originals = [
        encoded(&two_colours(), ImageFormat::Jpeg),
        with_orientation(&encoded(&two_colours(), ImageFormat::Jpeg), 6),
        encoded(&two_colours(), ImageFormat::Png),
        encoded(&two_colours(), ImageFormat::WebP),
        encoded(&two_colours(), ImageFormat::Tiff),
        encoded(&two_colours(), ImageFormat::Bmp),
        animated_gif(2),
        CMYK.to_vec(),
        YCCK.to_vec(),
        deep,
    ];
    let (mut read, mut refused) = (0, 0);
    for number in 0..300 {
        let mut bytes = originals[number % originals.len()].clone();
        for _ in 0..=random(12) {
            let at = random(bytes.len());
            match random(4) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, 0xFF),
                _ => bytes[at] = random(256).to_le_bytes()[0],
            }
            if bytes.is_empty() {
                break;
            }
        }
        match decode_bytes(&bytes, Some("jpg")) {
            Ok(_) => read += 1,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                refused += 1;
            }
        }
    }
    assert_eq!(read + refused, 300);
}
