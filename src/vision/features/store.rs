//! One row a poster, under the BLAKE3 of its file: computed where it is missing, then memory-mapped.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use half::f16;

use super::disk::{self, Writer};
use super::error::FeatureError;
use super::index::ContentHash;
use super::map::Bytes;
use super::pipeline::{self, Order, Row};
use super::view::Variant;
use super::work::{Skipped, Work};
use crate::catalog::{Library, Poster};
use crate::jobs::Task;
use crate::vision::{Augmentation, Reader, Wanted};

/// Features of posters by the BLAKE3 of their files, for one backbone.
#[derive(Debug)]
pub struct FeatureStore {
    dimension: usize,
    places: HashMap<ContentHash, usize>,
    rows: Bytes,
    pub(super) skipped: Vec<Skipped>,
    pub(super) work: Work,
}

impl FeatureStore {
    /// [`ensure_posters`](Self::ensure_posters) for all posters of a library.
    ///
    /// # Errors
    /// [`FeatureError`]: the library cannot be read, cancelled, the network or the disk failed.
    pub fn ensure(library: &Library, reader: &Reader, task: &Task) -> Result<Self, FeatureError> {
        let films = library.films()?;
        let posters: Vec<Poster> = films.into_iter().filter_map(|film| film.poster).collect();
        Self::ensure_posters(&library.features_dir(), &posters, reader, task)
    }

    /// Computes what is missing for `posters` below the folder `features` and opens the store.
    ///
    /// Posters that cannot be read are skipped and listed in [`skipped`](Self::skipped). After a
    /// cancel or `kill -9` the same call goes on where the last one was.
    ///
    /// # Errors
    /// [`FeatureError`]: cancelled, another process is at it, the network failed, or the disk
    /// refused.
    pub fn ensure_posters(
        features: &Path,
        posters: &[Poster],
        reader: &Reader,
        task: &Task,
    ) -> Result<Self, FeatureError> {
        let folder = features.join(reader.checkpoint().backbone_key()?);
        Self::ensure_in(&folder, Variant::Plain, posters, reader, task)
    }

    /// The same for the posters' mirror images, in a folder of their own inside the backbone's.
    ///
    /// # Errors
    /// As [`ensure_posters`](Self::ensure_posters).
    pub fn ensure_mirrored(
        features: &Path,
        posters: &[Poster],
        reader: &Reader,
        task: &Task,
    ) -> Result<Self, FeatureError> {
        let folder = features.join(reader.checkpoint().backbone_key()?);
        let folder = folder.join("mirrored");
        Self::ensure_in(&folder, Variant::Mirrored, posters, reader, task)
    }

    fn ensure_in(
        folder: &Path,
        variant: Variant,
        posters: &[Poster],
        reader: &Reader,
        task: &Task,
    ) -> Result<Self, FeatureError> {
        let dimension = reader.checkpoint().architecture.features();
        let stored = Self::open_folder(folder)?;
        let missing = |has: &dyn Fn(&ContentHash) -> bool| -> Vec<&Poster> {
            let mut seen = HashSet::new();
            let new =
                |poster: &&Poster| !has(&poster.content_hash) && seen.insert(poster.content_hash);
            posters.iter().filter(new).collect()
        };
        if let Some(stored) = stored
            && missing(&|hash| stored.places.contains_key(hash)).is_empty()
        {
            return Ok(stored);
        }
        let mut writer = Writer::open(folder, dimension)?;
        // Asked again under the lock: another process may have been here.
        let wanted = missing(&|hash| writer.contains(hash));
        task.begin("Reading posters", "posters", Some(wanted.len() as u64));
        let orders = wanted.into_iter().map(|poster| Order {
            poster,
            rows: vec![Row {
                key: poster.content_hash,
                variant,
            }],
        });
        let orders: Vec<Order<'_>> = orders.collect();
        let (skipped, work) = pipeline::run(
            &orders,
            (Wanted::Features, Augmentation::none()),
            reader,
            &mut writer,
            task,
        )?;
        drop(writer);
        let store = Self::open_folder(folder)?;
        let mut store = store.unwrap_or_else(|| Self::empty(dimension));
        store.skipped = skipped;
        store.work = work;
        Ok(store)
    }

    /// The features below the folder `features` that were computed with the backbone of this key;
    /// none where there are none yet.
    ///
    /// # Errors
    /// [`FeatureError`] if the store cannot be read.
    pub fn open(features: &Path, backbone_key: &str) -> Result<Self, FeatureError> {
        let store = Self::open_folder(&features.join(backbone_key))?;
        Ok(store.unwrap_or_else(|| Self::empty(0)))
    }

    /// The store in `folder`; `None` where nothing was ever stored.
    ///
    /// # Errors
    /// [`FeatureError`] if it cannot be read.
    pub(super) fn open_folder(folder: &Path) -> Result<Option<Self>, FeatureError> {
        let Some((index, data)) = disk::read(folder)? else {
            return Ok(None);
        };
        let length = index.rows() * index.row_bytes();
        Ok(Some(Self {
            dimension: index.dimension,
            places: index.places(),
            rows: Bytes::of(&data, length).map_err(|error| FeatureError::disk(folder, error))?,
            skipped: Vec::new(),
            work: Work::default(),
        }))
    }

    /// A store of no poster.
    pub(super) fn empty(dimension: usize) -> Self {
        Self {
            dimension,
            places: HashMap::new(),
            rows: Bytes::default(),
            skipped: Vec::new(),
            work: Work::default(),
        }
    }

    /// The features of the poster with this content hash; `None` if they were never computed.
    pub fn get(&self, content_hash: &ContentHash) -> Option<Vec<f32>> {
        let mut row = vec![f16::ZERO; self.dimension];
        let known = self.read(content_hash, &mut row);
        known.then(|| row.into_iter().map(f16::to_f32).collect())
    }

    /// Writes a poster's features into `row`, as they are stored. `false`, and `row` as it was, if
    /// they were never computed or `row` is not [`dimension`](Self::dimension) long.
    pub fn read(&self, content_hash: &ContentHash, row: &mut [f16]) -> bool {
        let bytes = self.bytes(content_hash);
        let Some(bytes) = bytes.filter(|_| row.len() == self.dimension) else {
            return false;
        };
        for (value, pair) in row.iter_mut().zip(bytes.chunks_exact(2)) {
            *value = f16::from_le_bytes([pair[0], pair[1]]);
        }
        true
    }

    /// A row's bytes.
    pub(super) fn bytes(&self, key: &ContentHash) -> Option<&[u8]> {
        let (row, size) = (*self.places.get(key)?, 2 * self.dimension);
        self.rows.as_slice().get(row * size..(row + 1) * size)
    }

    /// Whether the poster with this content hash has features.
    pub fn contains(&self, content_hash: &ContentHash) -> bool {
        self.places.contains_key(content_hash)
    }

    /// Values per poster (2048 for a ResNet50); 0 where nothing was stored yet.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// How many posters have features.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether no poster has features.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What was computed while this store was ensured; nothing where all was there.
    pub fn work(&self) -> &Work {
        &self.work
    }

    /// Posters that could not be read while this store was ensured.
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }
}
