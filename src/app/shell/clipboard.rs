//! What is on the clipboard, as something to read: an image, or files.
//!
//! In: the system's clipboard, or text that was pasted. Out: a [`Pasted`]. Asking the system may
//! take seconds when another program is slow to answer: it happens on a job's thread.

use std::path::PathBuf;
use std::sync::Arc;

use image::RgbImage;

use crate::app::shared::pixels;

/// Something to read.
#[derive(Debug, Clone)]
pub enum Pasted {
    /// An image without a file.
    Image(Arc<RgbImage>),
    /// Files that were copied in a file manager, or their paths as text.
    Files(Vec<PathBuf>),
}

/// What the user is told when there is neither.
pub const NOTHING: &str = "The clipboard holds neither an image nor image files. Copy a picture \
                           in a browser or files in a file manager, then paste again.";

/// Asks the system's clipboard.
///
/// # Errors
/// One sentence for the user.
pub fn read() -> Result<Pasted, String> {
    let mut clipboard = arboard::Clipboard::new()
        .map_err(|error| format!("The clipboard cannot be reached: {error}."))?;
    if let Ok(files) = clipboard.get().file_list()
        && !files.is_empty()
    {
        return Ok(Pasted::Files(files));
    }
    if let Ok(image) = clipboard.get_image() {
        let pixels = egui::ColorImage::from_rgba_unmultiplied(
            [image.width, image.height],
            image.bytes.as_ref(),
        );
        if let Some(poster) = pixels::poster_of(&pixels) {
            return Ok(Pasted::Image(Arc::new(poster)));
        }
    }
    let text = clipboard.get_text().unwrap_or_default();
    let files = files_in(&text);
    if files.is_empty() {
        Err(NOTHING.to_owned())
    } else {
        Ok(Pasted::Files(files))
    }
}

/// The files that `text` names, one a line: paths or `file://` addresses. Empty unless every line
/// names one: other text is no list of files.
pub fn files_in(text: &str) -> Vec<PathBuf> {
    let lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let files: Option<Vec<PathBuf>> = lines.map(file_in).collect();
    files.unwrap_or_default()
}

fn file_in(line: &str) -> Option<PathBuf> {
    let path = match line.strip_prefix("file://") {
        // An address may name this very machine before the path.
        Some(rest) => PathBuf::from(percent_decoded(
            rest.strip_prefix("localhost").unwrap_or(rest),
        )?),
        None => PathBuf::from(line.trim_matches(['"', '\''])),
    };
    (path.is_absolute() && path.exists()).then_some(path)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let value = digit(rest.next())? * 16 + digit(rest.next())?;
            bytes.push(u8::try_from(value).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_addresses_name_files_and_other_text_does_not() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let poster = folder.path().join("a poster ü.jpg");
        std::fs::write(&poster, "").expect("a file in it");
        let plain = poster.display().to_string();
        let address = format!(
            "file://{}",
            plain.replace(' ', "%20").replace('ü', "%C3%BC")
        );
        assert_eq!(files_in(&plain), std::slice::from_ref(&poster));
        assert_eq!(files_in(&format!("{address}\r\n{plain}\n")).len(), 2);
        assert_eq!(files_in(&format!("\"{plain}\"")), [poster]);
        assert!(files_in("Dear diary").is_empty());
        assert!(files_in("").is_empty());
        assert!(files_in("file:///nowhere/%zz.jpg").is_empty());
    }
}
