//! `learned_posters.txt`: which posters a model learned from, so that its figures on them are told
//! from honest ones.
//!
//! One poster a line: the first 8 bytes of the BLAKE3 of its file, in hexadecimal. The posters
//! themselves cannot be had from it.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::CheckpointError;

/// The file's name in a model folder.
pub const FILE: &str = "learned_posters.txt";

/// Posters that weights were fitted to, known by their content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LearnedPosters(BTreeSet<u64>);

impl LearnedPosters {
    /// Whether the poster with this BLAKE3 is among them. Two of a million posters are taken for one
    /// another with a chance below 1e-7.
    pub fn contains(&self, content_hash: &[u8; 32]) -> bool {
        self.0.contains(&short(content_hash))
    }

    /// Adds posters by the BLAKE3 of their files.
    pub fn add<'a>(&mut self, content_hashes: impl IntoIterator<Item = &'a [u8; 32]>) {
        self.0.extend(content_hashes.into_iter().map(short));
    }

    /// Adds all of `other`.
    pub fn join(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    /// How many of these posters are among them.
    pub fn among<'a>(&self, content_hashes: impl IntoIterator<Item = &'a [u8; 32]>) -> usize {
        let hashes = content_hashes.into_iter();
        hashes.filter(|hash| self.contains(hash)).count()
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is known: of a model that was not trained here, nobody knows.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn short(content_hash: &[u8; 32]) -> u64 {
    content_hash[..8]
        .iter()
        .fold(0, |so_far, &byte| so_far << 8 | u64::from(byte))
}

/// The file's posters; none where there is no file.
///
/// # Errors
/// [`CheckpointError`]: the file cannot be read, or a line is none of the form.
pub fn read(path: &Path) -> Result<LearnedPosters, CheckpointError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Default::default()),
        Err(error) => return Err(CheckpointError::reading(path, error)),
    };
    let mut posters = BTreeSet::new();
    for (index, line) in text.lines().enumerate() {
        let digits = line.len() == 16 && line.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = digits.then(|| u64::from_str_radix(line, 16).ok());
        let number = number.flatten().ok_or_else(|| {
            let line = index + 1;
            let reason = format!(
                "line {line} is not 16 hexadecimal digits; mend or remove the file: without it the \
                 model works, but nobody is told which posters it learned from"
            );
            CheckpointError::settings(path, reason)
        })?;
        posters.insert(number);
    }
    Ok(LearnedPosters(posters))
}

/// The file's text.
pub fn text(posters: &LearnedPosters) -> String {
    posters
        .0
        .iter()
        .map(|one| format!("{one:016x}\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(FILE);
        assert!(read(&path).expect("no file").is_empty());
        let mut posters = LearnedPosters::default();
        posters.add([&[0xab; 32], &[0; 32]]);
        std::fs::write(&path, text(&posters)).expect("written");
        let back = read(&path).expect("read");
        assert_eq!(back, posters);
        assert!(back.contains(&[0xab; 32]) && !back.contains(&[0xac; 32]));
    }

    #[test]
    fn a_line_of_another_form_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(FILE);
        for bad in ["+123456789abcdef", "0123", "0123456789abcdeg"] {
            std::fs::write(&path, format!("0123456789abcdef\n{bad}\n")).expect("written");
            let error = read(&path).expect_err(bad).to_string();
            assert!(error.contains("line 2"), "{error}");
        }
    }
}
