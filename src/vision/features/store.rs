//! One row a poster, under the BLAKE3 of its file: computed where it is missing, then memory-mapped.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use half::f16;

use super::disk;
use super::error::FeatureError;
use super::index::ContentHash;
use super::map::Bytes;
use super::pipeline::{self, Order, Row};
use super::place::Places;
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
    /// Rows that lie elsewhere.
    beside: Option<Box<FeatureStore>>,
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
    /// Where that folder cannot be written, they are kept in the user's cache. Posters that cannot be
    /// read are skipped and listed in [`skipped`](Self::skipped). After a
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
        let key = PathBuf::from(reader.checkpoint().backbone_key()?);
        let places = Places::of(features, &key);
        Self::ensure_in(&places, Variant::Plain, posters, reader, task)
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
        let key = PathBuf::from(reader.checkpoint().backbone_key()?);
        let places = Places::of(features, &key.join("mirrored"));
        Self::ensure_in(&places, Variant::Mirrored, posters, reader, task)
    }

    fn ensure_in(
        places: &Places,
        variant: Variant,
        posters: &[Poster],
        reader: &Reader,
        task: &Task,
    ) -> Result<Self, FeatureError> {
        let dimension = reader.checkpoint().architecture.features();
        let stored = Self::open_places(places)?;
        let missing = |has: &dyn Fn(&ContentHash) -> bool| -> Vec<&Poster> {
            let mut seen = HashSet::new();
            let new =
                |poster: &&Poster| !has(&poster.content_hash) && seen.insert(poster.content_hash);
            posters.iter().filter(new).collect()
        };
        if let Some(stored) = stored
            && missing(&|hash| stored.contains(hash)).is_empty()
        {
            return Ok(stored);
        }
        let mut open = places.open(dimension)?;
        let writer = &mut open.writer;
        // Asked again under the lock: another process may have been here, and the writer knows what
        // of its own place is torn. What lies in another place is not computed again.
        let elsewhere = Self::open_others(places, &open.folder);
        let known = |hash: &ContentHash| elsewhere.iter().any(|store| store.contains(hash));
        let wanted = missing(&|hash| writer.contains(hash) || known(hash));
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
            writer,
            task,
        )?;
        let written = match open.fleeting.is_some() {
            true => Self::open_folder(&open.folder)?,
            false => None,
        };
        let mut store = match (Self::open_places(places)?, written) {
            (Some(stored), Some(written)) => written.with(stored),
            (Some(store), None) | (None, Some(store)) => store,
            (None, None) => Self::empty(dimension),
        };
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
        let store = Self::open_places(&Places::of(features, Path::new(backbone_key)))?;
        Ok(store.unwrap_or_else(|| Self::empty(0)))
    }

    /// The store in the library and what lies in the user's cache; `None` where nothing was ever
    /// stored.
    fn open_places(places: &Places) -> Result<Option<Self>, FeatureError> {
        let own = Self::open_folder(&places.own)?;
        // What nobody can use in the cache is as good as nothing: the library needs none.
        let cached = places.cached.as_deref();
        let cached = cached.and_then(|cached| Self::open_folder(cached).ok().flatten());
        Ok(match (own, cached) {
            (Some(own), Some(cached)) => Some(own.with(cached)),
            (own, cached) => own.or(cached),
        })
    }

    /// What can be used of the places other than `folder`, which is being written.
    fn open_others(places: &Places, folder: &Path) -> Vec<Self> {
        std::iter::once(&places.own)
            .chain(&places.cached)
            .filter(|other| other.as_path() != folder)
            .filter_map(|other| Self::open_folder(other).ok().flatten())
            .collect()
    }

    /// This store, and where it has no row, `other`.
    fn with(self, other: Self) -> Self {
        let fits = other.dimension == self.dimension;
        Self {
            beside: fits.then(|| Box::new(other)),
            ..self
        }
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
            beside: None,
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
            beside: None,
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
        let Some(&row) = self.places.get(key) else {
            return self.beside.as_ref()?.bytes(key);
        };
        let size = 2 * self.dimension;
        self.rows.as_slice().get(row * size..(row + 1) * size)
    }

    /// Whether the poster with this content hash has features.
    pub fn contains(&self, content_hash: &ContentHash) -> bool {
        let beside = self.beside.as_ref();
        self.places.contains_key(content_hash)
            || beside.is_some_and(|beside| beside.contains(content_hash))
    }

    /// Values per poster (2048 for a ResNet50); 0 where nothing was stored yet.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// How many posters have features.
    pub fn len(&self) -> usize {
        match &self.beside {
            None => self.places.len(),
            Some(_) => self.hashes().collect::<HashSet<_>>().len(),
        }
    }

    /// Every poster that has a row, some perhaps twice.
    fn hashes(&self) -> Box<dyn Iterator<Item = &ContentHash> + '_> {
        let beside = self.beside.iter().flat_map(|beside| beside.hashes());
        Box::new(self.places.keys().chain(beside))
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
