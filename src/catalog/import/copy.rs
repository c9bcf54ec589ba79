//! A poster's copy in the library: under a name that every file system takes, whole or not at all.
//!
//! In: the poster's bytes and where it lay. Out: where the copy lies. Names of downloads use up what
//! a file system allows, hold signs that others refuse, and are all `poster.jpg`.

use std::io::Write;
use std::path::{Path, PathBuf};

/// The longest name of a copy, in bytes: what an encrypted home folder (eCryptfs) allows; others
/// allow 255.
const MAX_NAME: usize = 143;
/// The longest extension that is kept, in bytes.
const MAX_EXTENSION: usize = 10;
/// Hexadecimal digits of the content's hash in a name.
const SHORT_HASH: usize = 8;

/// Copies a poster into `folder`; what lies there with this content already is taken as it is.
///
/// # Errors
/// What the system says: the disk is full, for one.
pub fn copy(
    bytes: &[u8],
    content_hash: &[u8; 32],
    source: &Path,
    folder: &Path,
) -> std::io::Result<PathBuf> {
    let hash = blake3::Hash::from_bytes(*content_hash).to_hex();
    let mut path = folder.join(name(source, &hash[..SHORT_HASH]));
    if path.symlink_metadata().is_ok() && !holds(&path, bytes) {
        // Another poster.jpg whose short hash is the same, or a folder: never written over. A copy
        // that was damaged stays, and a sound one lies beside it.
        path = folder.join(name(source, &hash));
    }
    if !holds(&path, bytes) {
        let mut file = tempfile::Builder::new()
            .prefix(".copying-")
            .tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist(&path).map_err(|error| error.error)?;
    }
    Ok(path)
}

/// Whether the file at `path` has this content.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let metadata = std::fs::metadata(path);
    let alike = metadata.is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
    alike && std::fs::read(path).is_ok_and(|found| found == bytes)
}

/// `alien-1f2e3d4c.jpg`: a person finds it, and two different `poster.jpg` do not meet.
fn name(source: &Path, hash: &str) -> String {
    let part = |part: Option<&std::ffi::OsStr>| safe(&part.unwrap_or_default().to_string_lossy());
    let extension = part(source.extension());
    let extension = match cut(&extension, MAX_EXTENSION) {
        "" => String::new(),
        extension => format!(".{extension}"),
    };
    let stem = part(source.file_stem());
    let stem = cut(&stem, MAX_NAME - 1 - hash.len() - extension.len());
    format!("{}-{hash}{extension}", stem.trim_end())
}

/// The beginning of `text` that has at most so many bytes, no letter halved.
fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// Signs that FAT, exFAT and Windows refuse become `_`.
fn safe(text: &str) -> String {
    let refused = |letter: char| letter.is_control() || "<>:\"/\\|?*".contains(letter);
    text.replace(refused, "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "0123456789abcdef";

    #[test]
    fn a_name_says_what_it_copies() {
        for (source, expected) in [
            ("covers/alien.jpg", "alien-01234567.jpg"),
            ("Alien: Covenant?.PNG", "Alien_ Covenant_-01234567.PNG"),
            ("no extension", "no extension-01234567"),
            (".jpg", ".jpg-01234567"),
        ] {
            assert_eq!(name(Path::new(source), &HASH[..8]), expected);
        }
    }

    #[test]
    fn long_names_are_cut_between_letters() {
        // 143 bytes less "-01234567" and ".jpg": 130, of letters with 1, 2, 3 and 4 bytes.
        for (letter, kept) in [("a", 130), ("Ж", 65), ("東", 43), ("🎬", 32)] {
            let source = format!("{}.jpg", letter.repeat(250 / letter.len()));
            let expected = format!("{}-01234567.jpg", letter.repeat(kept));
            assert_eq!(name(Path::new(&source), &HASH[..8]), expected);
        }
        // A blank at the cut would be lost on Windows.
        let source = format!("{} {}.jpg", "a".repeat(129), "b".repeat(100));
        let expected = format!("{}-01234567.jpg", "a".repeat(129));
        assert_eq!(name(Path::new(&source), &HASH[..8]), expected);
        let source = format!("a.{}", "é".repeat(120));
        assert_eq!(name(Path::new(&source), &HASH[..8]), "a-01234567.ééééé");
    }

    #[test]
    fn another_poster_of_the_name_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |bytes: &[u8], hash: u8| {
            let path = copy(bytes, &[hash; 32], Path::new("poster.jpg"), folder.path());
            let path = path.expect("there is room");
            assert_eq!(std::fs::read(&path).expect("it is there"), bytes);
            path
        };
        let first = put(b"one", 1);
        assert_eq!(first, put(b"one", 1), "the same copy serves twice");
        // As if the short hashes of two posters of equal length met.
        assert_ne!(first, put(b"two", 1));
        assert_eq!(std::fs::read(&first).expect("it is there"), b"one");
        // A folder in the way.
        std::fs::create_dir(folder.path().join("poster-02020202.jpg")).expect("made");
        put(b"two", 2);
    }
}
