//! Whether a GIF, PNG or WebP holds more than one frame, from its structure alone.

use image::ImageFormat;

/// Whether `bytes`, an image of this format, is an animation.
pub fn is_animated(bytes: &[u8], format: ImageFormat) -> bool {
    match format {
        ImageFormat::Gif => gif_has_two_frames(bytes).unwrap_or(false),
        ImageFormat::Png => png_is_animated(bytes).unwrap_or(false),
        // The animation bit of the extended header.
        ImageFormat::WebP => {
            bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0)
        }
        _ => false,
    }
}

/// `None`: the file ends before the answer.
fn gif_has_two_frames(bytes: &[u8]) -> Option<bool> {
    // Size in bytes of the colour table that `flags` announces.
    let table = |flags: u8| match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 7) + 1),
    };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut frames = 0;
    loop {
        match *bytes.get(at)? {
            0x21 => at += 2,
            0x2C => {
                frames += 1;
                if frames == 2 {
                    return Some(true);
                }
                at += 11 + table(*bytes.get(at + 9)?);
            }
            _ => return Some(false),
        }
        // Blocks of data, each with its length before it, up to one of length 0.
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += length + 1;
            if length == 0 {
                break;
            }
        }
    }
}

/// An animated PNG says so in a chunk before its picture data.
fn png_is_animated(bytes: &[u8]) -> Option<bool> {
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
        match bytes.get(at + 4..at + 8)? {
            b"acTL" => return Some(true),
            b"IDAT" | b"IEND" => return Some(false),
            _ => {
                let next = at.checked_add(12)?;
                at = next.checked_add(usize::try_from(length).ok()?)?;
            }
        }
    }
}
