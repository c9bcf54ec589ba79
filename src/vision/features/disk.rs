//! The two files of a store and how they grow: rows first, their index entries behind.
//!
//! `kill -9` can leave rows without entries or a piece of a row or entry; a power cut can leave
//! zeros where a tail should be. Opening for writing finds all of these and cuts them off.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use half::f16;

use super::error::FeatureError;
use super::index::{self, ContentHash, ENTRY, HEADER, Index};

const DATA: &str = "features.f16";
const INDEX: &str = "index";
const LOCK: &str = "lock";
/// Bytes of rows after which both files are forced to the disk.
const SYNC_BYTES: usize = 32 * 1024 * 1024;
/// And the most rows, where they are short.
const SYNC_ROWS: usize = 512;

fn sync_every(row_bytes: usize) -> usize {
    (SYNC_BYTES / row_bytes.max(1)).clamp(1, SYNC_ROWS)
}

/// What is on disk, for reading: index and data file; `None` where nothing was ever stored.
///
/// # Errors
/// [`FeatureError`] if a file cannot be read or is something else.
pub fn read(folder: &Path) -> Result<Option<(Index, File)>, FeatureError> {
    let path = folder.join(INDEX);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(FeatureError::disk(&path, error)),
    };
    let mut index = Index::parse(&bytes)?;
    if index.dimension == 0 {
        return Ok(None);
    }
    let path = folder.join(DATA);
    let failed = |error| FeatureError::disk(&path, error);
    let data = File::open(&path).map_err(failed)?;
    let length = data.metadata().map_err(failed)?.len();
    let whole = usize::try_from(length).unwrap_or(usize::MAX) / index.row_bytes();
    index.truncate(whole);
    Ok(Some((index, data)))
}

/// A store open for appending, locked against every other process.
#[derive(Debug)]
pub struct Writer {
    folder: PathBuf,
    data: File,
    index: File,
    dimension: usize,
    places: HashMap<ContentHash, usize>,
    unsynced: usize,
    // The system lets go of it when the file is closed, also after kill -9.
    _lock: File,
}

impl Writer {
    /// Opens or makes the store in `folder` for rows of `dimension` values, and mends its end.
    ///
    /// # Errors
    /// [`FeatureError::Busy`] while another process writes it, or what the disk said.
    pub fn open(folder: &Path, dimension: usize) -> Result<Self, FeatureError> {
        let failed = |error| FeatureError::disk(folder, error);
        fs::create_dir_all(folder).map_err(failed)?;
        let lock = lock(folder)?;
        let open = |name: &str| {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            options.open(folder.join(name)).map_err(failed)
        };
        let (mut index, mut data) = (open(INDEX)?, open(DATA)?);
        let mut bytes = Vec::new();
        index.read_to_end(&mut bytes).map_err(failed)?;
        let mut known = Index::parse(&bytes)?;
        if known.dimension == 0 {
            let size = u32::try_from(dimension).map_err(|_| FeatureError::Foreign)?;
            index.set_len(0).map_err(failed)?;
            index.rewind().map_err(failed)?;
            index.write_all(&index::header(size)).map_err(failed)?;
            known.dimension = dimension;
        }
        if known.dimension != dimension {
            return Err(FeatureError::Foreign);
        }
        cut_torn_end(&mut known, &mut data).map_err(failed)?;
        let rows = known.rows();
        index
            .set_len((HEADER + rows * ENTRY) as u64)
            .map_err(failed)?;
        data.set_len((rows * known.row_bytes()) as u64)
            .map_err(failed)?;
        index.seek(SeekFrom::End(0)).map_err(failed)?;
        data.seek(SeekFrom::End(0)).map_err(failed)?;
        Ok(Self {
            folder: folder.to_path_buf(),
            data,
            index,
            dimension,
            places: known.places(),
            unsynced: 0,
            _lock: lock,
        })
    }

    /// Whether a poster's features are there.
    pub fn contains(&self, hash: &ContentHash) -> bool {
        self.places.contains_key(hash)
    }

    /// Appends the features of some posters: `features` holds one row per hash.
    ///
    /// # Errors
    /// [`FeatureError::Disk`], for one because it is full; rows stored before stay.
    pub fn append(&mut self, hashes: &[ContentHash], features: &[f32]) -> Result<(), FeatureError> {
        let (mut rows, mut entries) = (Vec::new(), Vec::new());
        for (hash, values) in hashes.iter().zip(features.chunks_exact(self.dimension)) {
            let largest = f32::from(f16::MAX);
            let halves = values
                .iter()
                .map(|value| f16::from_f32(value.clamp(-largest, largest)));
            let row: Vec<u8> = halves.flat_map(f16::to_le_bytes).collect();
            entries.extend_from_slice(&index::entry(hash, &row));
            rows.extend_from_slice(&row);
        }
        let failed = |error| FeatureError::disk(&self.folder, error);
        self.data.write_all(&rows).map_err(failed)?;
        self.index.write_all(&entries).map_err(failed)?;
        for hash in hashes {
            self.places.insert(*hash, self.places.len());
        }
        self.unsynced += hashes.len();
        if self.unsynced >= sync_every(2 * self.dimension) {
            self.sync()?;
        }
        Ok(())
    }

    /// Forces what was appended to the disk.
    ///
    /// # Errors
    /// [`FeatureError::Disk`].
    pub fn sync(&mut self) -> Result<(), FeatureError> {
        let failed = |error| FeatureError::disk(&self.folder, error);
        self.data.sync_data().map_err(failed)?;
        self.index.sync_data().map_err(failed)?;
        self.unsynced = 0;
        Ok(())
    }
}

fn lock(folder: &Path) -> Result<File, FeatureError> {
    let path = folder.join(LOCK);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    let file = options
        .open(&path)
        .map_err(|error| FeatureError::disk(&path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(FeatureError::Busy {
            path: folder.to_path_buf(),
        }),
        Err(TryLockError::Error(error)) => Err(FeatureError::disk(&path, error)),
    }
}

/// Drops rows at the end that are cut or do not agree with their entry. Rows that were forced to
/// the disk long ago are not read again.
fn cut_torn_end(index: &mut Index, data: &mut File) -> std::io::Result<()> {
    let size = index.row_bytes();
    let length = usize::try_from(data.metadata()?.len()).unwrap_or(usize::MAX);
    index.truncate(length / size);
    let doubtful = index.rows().saturating_sub(2 * sync_every(size))..index.rows();
    data.seek(SeekFrom::Start((doubtful.start * size) as u64))?;
    let mut bytes = vec![0; size];
    for row in doubtful {
        data.read_exact(&mut bytes)?;
        if !index.agrees(row, &bytes) {
            index.truncate(row);
            break;
        }
    }
    Ok(())
}
