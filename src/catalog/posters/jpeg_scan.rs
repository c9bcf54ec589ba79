//! A look at a JPEG's markers before it is decoded: the decoder itself is too forgiving.
//!
//! It fills a file that ends early with grey and reports success, and it converts every file of
//! four channels as if Adobe had written it.

/// What the markers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JpegScan {
    /// Colour channels of the frame; 0 where no frame header was found.
    pub components: u8,
    /// Whether an Adobe marker is there: its writers store CMYK inverted.
    pub adobe: bool,
    /// Whether the end marker was reached.
    pub complete: bool,
}

/// Reads the markers of `bytes` (a JPEG, perhaps cut off or damaged).
pub fn scan(bytes: &[u8]) -> JpegScan {
    let mut found = JpegScan {
        components: 0,
        adobe: false,
        complete: false,
    };
    let mut at = 2;
    while let Some(marker) = next_marker(bytes, &mut at) {
        match marker {
            0xD9 => {
                found.complete = true;
                break;
            }
            // Markers without a length: TEM, SOI.
            0x01 | 0xD8 => continue,
            _ => {}
        }
        let Some(&[high, low]) = bytes.get(at..at + 2) else {
            break;
        };
        let length = usize::from(u16::from_be_bytes([high, low])).max(2);
        let body = bytes.get(at + 2..at + length).unwrap_or_default();
        match marker {
            // Every kind of frame header; C4, C8 and CC are tables.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                found.components = body.get(5).copied().unwrap_or(0);
            }
            0xEE if body.starts_with(b"Adobe") => found.adobe = true,
            _ => {}
        }
        at += length;
    }
    found
}

/// The next marker at or after `at`, which then stands behind it. Within coded data an 0xFF is
/// followed by 0 or by a restart marker: both are passed over.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        let rest = bytes.get(*at..)?;
        *at += rest.iter().position(|&byte| byte == 0xFF)? + 1;
        let marker = *bytes.get(*at)?;
        match marker {
            // A fill byte: the marker may follow.
            0xFF => {}
            0x00 | 0xD0..=0xD7 => *at += 1,
            _ => {
                *at += 1;
                return Some(marker);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey_jpeg() -> Vec<u8> {
        let mut bytes = Vec::new();
        image::DynamicImage::new_luma8(40, 60)
            .write_to(
                &mut std::io::Cursor::new(&mut bytes),
                image::ImageFormat::Jpeg,
            )
            .expect("a small image is encoded");
        bytes
    }

    #[test]
    fn the_end_and_the_channels_are_found() {
        let bytes = grey_jpeg();
        let whole = scan(&bytes);
        assert_eq!(
            (whole.components, whole.complete, whole.adobe),
            (1, true, false)
        );
        for cut in [3, 20, bytes.len() / 2, bytes.len() - 2] {
            assert!(!scan(&bytes[..cut]).complete, "cut at {cut}");
        }
    }

    #[test]
    fn the_end_of_an_embedded_thumbnail_is_not_the_end() {
        let mut bytes = grey_jpeg();
        let segment = [0xFF, 0xE1, 0, 6, 0xFF, 0xD8, 0xFF, 0xD9];
        bytes.splice(2..2, segment);
        assert!(!scan(&bytes[..bytes.len() - 2]).complete);
        assert!(scan(&bytes).complete);
    }
}
