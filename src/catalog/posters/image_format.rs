//! What kind of file it is, by its content; an extension is only a claim.

use image::ImageFormat;

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A format that Onesheet reads.
    Readable(ImageFormat),
    /// A format that it does not read, by name.
    Foreign(&'static str),
    /// Not an image at all, as far as one can tell: what it looks like instead.
    NoImage(&'static str),
}

/// Extensions under which images are looked for in a folder; those of formats that are not read
/// are among them, so that somebody hears of it.
pub const IMAGE_EXTENSIONS: &[&str] = &[
    "jpg", "jpeg", "jpe", "jfif", "tbn", "png", "apng", "gif", "webp", "bmp", "dib", "tif", "tiff",
    "avif", "heic", "heif", "jxl", "jp2", "svg", "ico", "tga", "psd",
];

/// Looks at the content.
pub fn recognise(bytes: &[u8]) -> Content {
    if let Some(name) = foreign(bytes) {
        return Content::Foreign(name);
    }
    match image::guess_format(bytes) {
        Ok(
            format @ (ImageFormat::Jpeg
            | ImageFormat::Png
            | ImageFormat::Gif
            | ImageFormat::WebP
            | ImageFormat::Bmp
            | ImageFormat::Tiff),
        ) => Content::Readable(format),
        Ok(ImageFormat::Ico) => Content::Foreign("ICO"),
        Ok(ImageFormat::Avif) => Content::Foreign("AVIF"),
        Ok(_) => Content::Foreign("rare"),
        Err(_) => Content::NoImage(looks_like(bytes)),
    }
}

fn foreign(bytes: &[u8]) -> Option<&'static str> {
    if bytes.get(4..8) == Some(b"ftyp") {
        return match bytes.get(8..12)? {
            b"avif" | b"avis" => Some("AVIF"),
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => {
                Some("HEIC")
            }
            _ => Some("video"),
        };
    }
    let starts: [(&[u8], &str); 5] = [
        (b"\x00\x00\x00\x0CJXL ", "JPEG XL"),
        (b"\xFF\x0A", "JPEG XL"),
        (b"\x00\x00\x00\x0CjP  ", "JPEG 2000"),
        (b"8BPS", "Photoshop"),
        (b"%PDF", "PDF"),
    ];
    let known = starts.iter().find(|(start, _)| bytes.starts_with(start));
    known.map(|(_, name)| *name).or_else(|| {
        let head = text_head(bytes)?;
        (head.starts_with("<svg") || (head.starts_with("<?xml") && head.contains("<svg")))
            .then_some("SVG")
    })
}

fn looks_like(bytes: &[u8]) -> &'static str {
    if bytes.iter().all(|&byte| byte == 0) {
        return "nothing but zeros, as an interrupted download or a failing disk leaves";
    }
    match text_head(bytes) {
        Some(head) if head.starts_with("<!doctype html") || head.starts_with("<html") => {
            "a web page, as a failed download leaves"
        }
        Some(_) => "text",
        None => "data of an unknown kind",
    }
}

/// The start of the file in lower case, where it is text.
fn text_head(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(1024)];
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // Cut within a character: what stands before it is text.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    let printable = !text.contains(|letter: char| letter.is_control() && !letter.is_whitespace());
    printable.then(|| {
        text.trim_start_matches('\u{FEFF}')
            .trim_start()
            .to_lowercase()
    })
}

/// Whether `extension` (without the dot) says something else than `format`.
pub fn contradicts(extension: &str, format: ImageFormat) -> bool {
    let extension = extension.to_ascii_lowercase();
    let usual: &[&str] = match format {
        // `.tbn` is Kodi's name for a JPEG or PNG thumbnail.
        ImageFormat::Jpeg => &["jpg", "jpeg", "jpe", "jfif", "tbn"],
        ImageFormat::Png => &["png", "apng", "tbn"],
        ImageFormat::Bmp => &["bmp", "dib"],
        _ => format.extensions_str(),
    };
    !extension.is_empty() && !usual.contains(&extension.as_str())
}
