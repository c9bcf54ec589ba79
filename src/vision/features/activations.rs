//! The activations of a library's posters after layer 3 or layer 2, on disk: what training the
//! layers behind starts from, so that those before run once per poster and not once per epoch.
//!
//! After layer 3 some 440 KB a poster in f16 at 278 x 185, after layer 2 twice that, and as much
//! again for its mirror image and for each augmented view: a [`Need`] says how much before anything
//! is written. Kept in the folder `layer3` or `layer2` inside the backbone's features, with the same
//! two files, the same lock, and as safe from `kill -9`.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use half::f16;
use half::slice::HalfFloatSliceExt;

use super::disk::{self, Writer};
use super::error::FeatureError;
use super::index::ContentHash;
use super::pipeline::{self, Order, Row};
use super::store::FeatureStore;
use super::view::{Variant, View};
use super::work::Skipped;
use crate::jobs::Task;
use crate::vision::{Augmentation, Reader, Wanted};

/// Values that are converted at a time.
const PIECE: usize = 4096;

/// Which activations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Which {
    /// After which layer, counted from 1: 2 or 3.
    pub layer: usize,
    /// How augmented views vary.
    pub augmentation: Augmentation,
}

impl Which {
    /// After a layer, without augmented views.
    pub fn after(layer: usize) -> Self {
        Self {
            layer,
            augmentation: Augmentation::none(),
        }
    }

    fn wanted(&self) -> Wanted {
        if self.layer == 2 {
            Wanted::Layer2
        } else {
            Wanted::Layer3
        }
    }

    fn folder(&self, features: &Path, reader: &Reader) -> Result<PathBuf, FeatureError> {
        let backbone = features.join(reader.checkpoint().backbone_key()?);
        Ok(backbone.join(format!("layer{}", self.layer)))
    }

    /// Under which a view is filed: the poster's own hash, or one derived from it.
    fn key(&self, content_hash: &ContentHash, variant: Variant) -> ContentHash {
        match variant {
            Variant::Plain => *content_hash,
            Variant::Mirrored => *blake3::keyed_hash(content_hash, b"mirrored").as_bytes(),
            Variant::Augmented(number) => {
                // Debug text of plain numbers: exact.
                let text = format!("augmented {number} {:?}", self.augmentation);
                *blake3::keyed_hash(content_hash, text.as_bytes()).as_bytes()
            }
        }
    }

    /// Channels, rows and columns after the layer: three or four strides of 2, each rounded up.
    pub fn shape(&self, reader: &Reader) -> (usize, usize, usize) {
        let checkpoint = reader.checkpoint();
        let preprocessing = &checkpoint.preprocessing;
        let strides = 1 << (self.layer + 1);
        (
            checkpoint.architecture.widths[self.layer - 1],
            preprocessing.height.div_ceil(strides),
            preprocessing.width.div_ceil(strides),
        )
    }
}

/// What is still to be computed and written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// After which layer, counted from 1: 2 or 3.
    pub layer: usize,
    /// Where.
    pub folder: PathBuf,
    /// Views that are not there yet.
    pub views: usize,
    /// The disk that they will take, in bytes.
    pub bytes: u64,
    /// The disk that those which are there take, in bytes.
    pub stored: u64,
}

/// Activations of posters after one layer, memory-mapped.
#[derive(Debug)]
pub struct ActivationStore {
    which: Which,
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
        which: Which,
        views: &[View<'_>],
        reader: &Reader,
    ) -> Result<Need, FeatureError> {
        let folder = which.folder(features, reader)?;
        let places = disk::read(&folder)?.map(|(index, _)| index.places());
        let places = places.unwrap_or_default();
        let views = orders(which, views, &|key| places.contains_key(key));
        let views = views.iter().map(|order| order.rows.len()).sum();
        let (channels, height, width) = which.shape(reader);
        let row = (channels * height * width * size_of::<f16>()) as u64;
        Ok(Need {
            layer: which.layer,
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
        which: Which,
        views: &[View<'_>],
        reader: &Reader,
        task: &Task,
    ) -> Result<Self, FeatureError> {
        let shape = which.shape(reader);
        let dimension = shape.0 * shape.1 * shape.2;
        let folder = which.folder(features, reader)?;
        let stored = FeatureStore::open_folder(&folder)?;
        if let Some(rows) = stored
            && orders(which, views, &|key| rows.contains(key)).is_empty()
        {
            return Ok(Self { which, rows, shape });
        }
        let mut writer = Writer::open(&folder, dimension)?;
        // Asked again under the lock: another process may have been here.
        let orders = orders(which, views, &|key| writer.contains(key));
        let count = orders.len() as u64;
        let stage = format!("Reading posters up to layer {}", which.layer);
        task.begin(stage, "posters", Some(count));
        let (skipped, work) = pipeline::run(
            &orders,
            (which.wanted(), which.augmentation),
            reader,
            &mut writer,
            task,
        )?;
        drop(writer);
        let rows = FeatureStore::open_folder(&folder)?;
        let mut rows = rows.unwrap_or_else(|| FeatureStore::empty(dimension));
        (rows.skipped, rows.work) = (skipped, work);
        Ok(Self { which, rows, shape })
    }

    /// Channels, rows and columns of a poster's activations: 1024, 18 and 12 after layer 3 of a
    /// ResNet50 at 278 x 185.
    pub fn shape(&self) -> (usize, usize, usize) {
        self.shape
    }

    /// Whether a view is there.
    pub fn contains(&self, content_hash: &ContentHash, variant: Variant) -> bool {
        self.rows.contains(&self.which.key(content_hash, variant))
    }

    /// Writes a view's activations, channels x rows x columns, into `out`. `false`, and `out` as it
    /// was, if they were never computed or `out` is of another size.
    pub fn read(&self, content_hash: &ContentHash, variant: Variant, out: &mut [f32]) -> bool {
        let bytes = self.rows.bytes(&self.which.key(content_hash, variant));
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

/// What is not there yet, poster by poster and each view once.
fn orders<'a>(
    which: Which,
    views: &[View<'a>],
    has: &dyn Fn(&ContentHash) -> bool,
) -> Vec<Order<'a>> {
    let mut orders: Vec<Order<'a>> = Vec::new();
    let mut seen = HashMap::new();
    let mut known = HashSet::new();
    for view in views {
        let key = which.key(&view.poster.content_hash, view.variant);
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
            variant: view.variant,
        });
    }
    orders
}
