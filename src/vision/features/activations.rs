//! The layer-3 activations of a library's posters, on disk: what training the last layer starts
//! from, so that the first three, most of the work, run once per poster and not once per epoch.
//!
//! Some 440 KB a poster in f16 at 278 x 185, and as much again for its mirror image: a [`Need`] says
//! how much before anything is written. Kept in the folder `layer3` inside the backbone's features,
//! with the same two files, the same lock, and as safe from `kill -9`.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use half::f16;
use half::slice::HalfFloatSliceExt;

use super::disk::{self, Writer};
use super::index::ContentHash;
use super::pipeline::{self, Order, Row};
use super::{FeatureError, FeatureStore, Skipped};
use crate::catalog::Poster;
use crate::jobs::Task;
use crate::vision::{Reader, Wanted};

const FOLDER: &str = "layer3";
/// Values that are converted at a time.
const PIECE: usize = 4096;

/// A poster as it is, or with left and right exchanged.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The poster.
    pub poster: &'a Poster,
    /// Whether left and right change places.
    pub mirrored: bool,
}

impl View<'_> {
    fn key(&self) -> ContentHash {
        key(&self.poster.content_hash, self.mirrored)
    }
}

/// Under which a view is filed: the poster's own hash, or one derived from it.
fn key(content_hash: &ContentHash, mirrored: bool) -> ContentHash {
    if mirrored {
        *blake3::keyed_hash(content_hash, b"mirrored").as_bytes()
    } else {
        *content_hash
    }
}

/// What is still to be computed and written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Where.
    pub folder: PathBuf,
    /// Views that are not there yet.
    pub views: usize,
    /// The disk that they will take, in bytes.
    pub bytes: u64,
    /// The disk that those which are there take, in bytes.
    pub stored: u64,
}

/// Layer-3 activations of posters, memory-mapped.
#[derive(Debug)]
pub struct ActivationStore {
    rows: FeatureStore,
    shape: (usize, usize, usize),
}

impl ActivationStore {
    /// What [`ensure`](Self::ensure) would have to compute.
    ///
    /// # Errors
    /// [`FeatureError`] if the store cannot be read.
    pub fn need(
        features: &Path,
        views: &[View<'_>],
        reader: &Reader,
    ) -> Result<Need, FeatureError> {
        let folder = features
            .join(reader.checkpoint().backbone_key()?)
            .join(FOLDER);
        let places = disk::read(&folder)?.map(|(index, _)| index.places());
        let places = places.unwrap_or_default();
        let views = orders(views, &|key| places.contains_key(key));
        let views = views.iter().map(|order| order.rows.len()).sum();
        let (channels, height, width) = shape(reader);
        let row = (channels * height * width * size_of::<f16>()) as u64;
        Ok(Need {
            folder,
            views,
            bytes: row * views as u64,
            stored: row * places.len() as u64,
        })
    }

    /// Computes what is missing of `views` below the folder `features` and opens the store.
    ///
    /// Posters that cannot be read are skipped and listed in [`skipped`](Self::skipped). After a
    /// cancel or `kill -9` the same call goes on where the last one was.
    ///
    /// # Errors
    /// [`FeatureError`]: cancelled, another process is at it, the network failed, or the disk
    /// refused.
    pub fn ensure(
        features: &Path,
        views: &[View<'_>],
        reader: &Reader,
        task: &Task,
    ) -> Result<Self, FeatureError> {
        let shape = shape(reader);
        let dimension = shape.0 * shape.1 * shape.2;
        let folder = features
            .join(reader.checkpoint().backbone_key()?)
            .join(FOLDER);
        let stored = FeatureStore::open_folder(&folder)?;
        if let Some(rows) = stored
            && orders(views, &|key| rows.contains(key)).is_empty()
        {
            return Ok(Self { rows, shape });
        }
        let mut writer = Writer::open(&folder, dimension)?;
        // Asked again under the lock: another process may have been here.
        let orders = orders(views, &|key| writer.contains(key));
        let count = orders.len() as u64;
        task.begin("Reading posters up to layer 3", "posters", Some(count));
        let (skipped, work) = pipeline::run(&orders, Wanted::Layer3, reader, &mut writer, task)?;
        drop(writer);
        let rows = FeatureStore::open_folder(&folder)?;
        let mut rows = rows.unwrap_or_else(|| FeatureStore::empty(dimension));
        (rows.skipped, rows.work) = (skipped, work);
        Ok(Self { rows, shape })
    }

    /// Channels, rows and columns of a poster's activations: 1024, 18 and 12 for a ResNet50 at
    /// 278 x 185.
    pub fn shape(&self) -> (usize, usize, usize) {
        self.shape
    }

    /// Whether a view is there.
    pub fn contains(&self, content_hash: &ContentHash, mirrored: bool) -> bool {
        self.rows.contains(&key(content_hash, mirrored))
    }

    /// Writes a view's activations, channels x rows x columns, into `out`. `false`, and `out` as it
    /// was, if they were never computed or `out` is of another size.
    pub fn read(&self, content_hash: &ContentHash, mirrored: bool, out: &mut [f32]) -> bool {
        let bytes = self.rows.bytes(&key(content_hash, mirrored));
        let Some(bytes) = bytes.filter(|bytes| bytes.len() == 2 * out.len()) else {
            return false;
        };
        let mut piece = [f16::ZERO; PIECE];
        for (out, bytes) in out.chunks_mut(PIECE).zip(bytes.chunks(2 * PIECE)) {
            let piece = &mut piece[..out.len()];
            for (half, pair) in piece.iter_mut().zip(bytes.chunks_exact(2)) {
                *half = f16::from_le_bytes([pair[0], pair[1]]);
            }
            piece.convert_to_f32_slice(out);
        }
        true
    }

    /// Posters that could not be read while this store was ensured.
    pub fn skipped(&self) -> &[Skipped] {
        self.rows.skipped()
    }
}

/// Channels, rows and columns after layer 3: four strides of 2, each rounded up.
fn shape(reader: &Reader) -> (usize, usize, usize) {
    let checkpoint = reader.checkpoint();
    let preprocessing = &checkpoint.preprocessing;
    (
        checkpoint.architecture.widths[2],
        preprocessing.height.div_ceil(16),
        preprocessing.width.div_ceil(16),
    )
}

/// What is not there yet, poster by poster and each view once.
fn orders<'a>(views: &[View<'a>], has: &dyn Fn(&ContentHash) -> bool) -> Vec<Order<'a>> {
    let mut orders: Vec<Order<'a>> = Vec::new();
    let mut seen = HashMap::new();
    let mut known = HashSet::new();
    for view in views {
        let key = view.key();
        if has(&key) || !known.insert(key) {
            continue;
        }
        let place = *seen
            .entry(view.poster.content_hash)
            .or_insert_with(|| orders.len());
        if place == orders.len() {
            orders.push(Order {
                poster: view.poster,
                rows: Vec::new(),
            });
        }
        orders[place].rows.push(Row {
            key,
            mirrored: view.mirrored,
        });
    }
    orders
}
