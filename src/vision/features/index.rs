//! The index of a feature store: which poster's features stand in which row of the data file.
//!
//! A header, then one entry per row, in the order of the rows: the poster's content hash and a
//! check of hash and row together. A row counts once its entry is whole.

use std::collections::HashMap;

use super::error::FeatureError;

const MAGIC: &[u8; 8] = b"ONESHEET";
const VERSION: u32 = 1;
/// Magic, version, values per row.
pub const HEADER: usize = 16;
/// Content hash and check.
pub const ENTRY: usize = 32 + CHECK;
const CHECK: usize = 8;

/// BLAKE3 of a poster's file.
pub type ContentHash = [u8; 32];

/// The header of a store with `dimension` values per row.
pub fn header(dimension: u32) -> [u8; HEADER] {
    let mut bytes = [0; HEADER];
    bytes[..8].copy_from_slice(MAGIC);
    bytes[8..12].copy_from_slice(&VERSION.to_le_bytes());
    bytes[12..].copy_from_slice(&dimension.to_le_bytes());
    bytes
}

/// The entry of a poster whose features are `row`.
pub fn entry(hash: &ContentHash, row: &[u8]) -> [u8; ENTRY] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(hash).update(row);
    let mut bytes = [0; ENTRY];
    bytes[..32].copy_from_slice(hash);
    bytes[32..].copy_from_slice(&hasher.finalize().as_bytes()[..CHECK]);
    bytes
}

/// An index as it was read.
#[derive(Debug)]
pub struct Index {
    /// Values per row; 0 where nothing was written yet.
    pub dimension: usize,
    entries: Vec<[u8; ENTRY]>,
}

impl Index {
    /// Reads an index file's bytes; a piece of an entry at the end is left out.
    ///
    /// # Errors
    /// [`FeatureError::Foreign`] if the file is something else.
    pub fn parse(bytes: &[u8]) -> Result<Self, FeatureError> {
        let Some((header, entries)) = bytes.split_at_checked(HEADER) else {
            // Killed while the header was written.
            return Ok(Self {
                dimension: 0,
                entries: Vec::new(),
            });
        };
        let number = |at: usize| {
            let mut four = [0; 4];
            four.copy_from_slice(&header[at..at + 4]);
            u32::from_le_bytes(four)
        };
        let dimension = number(12) as usize;
        if &header[..8] != MAGIC || number(8) != VERSION || dimension == 0 {
            return Err(FeatureError::Foreign);
        }
        let entries = entries.chunks_exact(ENTRY).map(|chunk| {
            let mut entry = [0; ENTRY];
            entry.copy_from_slice(chunk);
            entry
        });
        Ok(Self {
            dimension,
            entries: entries.collect(),
        })
    }

    /// Bytes of one row of the data file: f16.
    pub fn row_bytes(&self) -> usize {
        self.dimension * 2
    }

    /// Rows that have an entry.
    pub fn rows(&self) -> usize {
        self.entries.len()
    }

    /// Forgets rows from `rows` on.
    pub fn truncate(&mut self, rows: usize) {
        self.entries.truncate(rows);
    }

    /// Whether the bytes of a row are those that its entry was written for.
    pub fn agrees(&self, row: usize, bytes: &[u8]) -> bool {
        self.entries.get(row).is_some_and(|stored| {
            let mut hash = [0; 32];
            hash.copy_from_slice(&stored[..32]);
            *stored == entry(&hash, bytes)
        })
    }

    /// The row of each poster.
    pub fn places(&self) -> HashMap<ContentHash, usize> {
        let place = |(row, entry): (usize, &[u8; ENTRY])| {
            let mut hash = [0; 32];
            hash.copy_from_slice(&entry[..32]);
            (hash, row)
        };
        self.entries.iter().enumerate().map(place).collect()
    }
}
