//! A model in memory: read from a folder, checked, changed, written to one.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use candle_core::{DType, Device, Tensor};

use super::error::CheckpointError;
use super::layout::{Architecture, HEAD};
use super::learned::{self, LearnedPosters};
use super::precision::Precision;
use super::thresholds::{self, CalibrationUse};
use super::{config, folder, per_genre, preprocessor, weights};
use crate::catalog::Genre;
use crate::vision::{Calibration, Preprocessing, Threshold};

/// A model in memory.
#[derive(Debug, Clone)]
pub struct Checkpoint {
    /// Widths and depths.
    pub architecture: Architecture,
    /// What the head tells apart, in the order of the logits; empty for a backbone.
    pub genres: Vec<Genre>,
    /// How posters become pixels for this model.
    pub preprocessing: Preprocessing,
    /// On the CPU, torchvision's names; `fc.weight` and `fc.bias`, always f32, are absent in a
    /// backbone. The backbone keeps the number format of its file, f32, f16 or bf16, since a reader
    /// holds it as long as it lives; [`with_head`](Self::with_head), where training begins, makes
    /// it f32.
    pub tensors: HashMap<String, Tensor>,
    /// One per genre, in order.
    pub thresholds: Vec<Threshold>,
    /// The calibration in use: one per genre, in order.
    pub calibration: Vec<Calibration>,
    /// The model's own calibration while another is in use, or none at all; `None`: its own is in
    /// use.
    pub set_aside: Option<Vec<Calibration>>,
    /// Where the model comes from, as `what -> text`: `backbone`, `trained_on`, `licence`.
    pub provenance: BTreeMap<String, String>,
    /// The posters that its weights were fitted to, backbone's and head's, as far as known.
    pub learned_posters: LearnedPosters,
}

const CONFIG: &str = "config.json";
const PREPROCESSOR: &str = "preprocessor_config.json";
const WEIGHTS: &str = "model.safetensors";
/// A model's thresholds, in its folder or, for the shipped one, in the user's data.
pub const THRESHOLDS: &str = "thresholds.json";
const CALIBRATION: &str = "calibration.json";

impl Checkpoint {
    /// Reads and checks a model folder; a head of another task (ImageNet's) is dropped.
    ///
    /// # Errors
    /// [`CheckpointError`]: which file or tensor is wrong, and what to do.
    pub fn load(directory: &Path) -> Result<Self, CheckpointError> {
        let config = config::read(&directory.join(CONFIG))?;
        let path = directory.join(PREPROCESSOR);
        let preprocessing = match (preprocessor::read(&path), &config.pretrained) {
            (Err(CheckpointError::Missing { .. }), Some(pretrained)) => pretrained
                .preprocessing()
                .map_err(|reason| CheckpointError::settings(&directory.join(CONFIG), reason))?,
            (outcome, _) => outcome?,
        };
        let genres = config.genres;
        let weights = directory.join(WEIGHTS);
        let (architecture, tensors) = network(&weights, config.architecture, genres.len())?;
        let mut checkpoint = Self {
            thresholds: vec![Threshold::default(); genres.len()],
            calibration: per_genre::read(&directory.join(CALIBRATION), &genres)?,
            set_aside: None,
            architecture,
            genres,
            preprocessing,
            tensors,
            provenance: config.provenance,
            learned_posters: learned::read(&directory.join(learned::FILE))?,
        };
        checkpoint.use_thresholds(&directory.join(THRESHOLDS))?;
        Ok(checkpoint)
    }

    /// Takes the thresholds of a file, and the calibration that they were chosen with; whether
    /// there is such a file.
    ///
    /// # Errors
    /// [`CheckpointError`] if it holds something else, or names a genre that is not the model's.
    pub fn use_thresholds(&mut self, file: &Path) -> Result<bool, CheckpointError> {
        let Some(stored) = thresholds::read(file, &self.genres)? else {
            return Ok(false);
        };
        let (calibration, set_aside) = stored
            .calibration
            .of(&self.genres, self.own_calibration())
            .map_err(|reason| CheckpointError::settings(file, reason))?;
        self.thresholds = stored.values;
        self.calibration = calibration;
        self.set_aside = set_aside;
        Ok(true)
    }

    /// The calibration that the model brings along, whether it is in use or not.
    pub fn own_calibration(&self) -> &[Calibration] {
        self.set_aside.as_deref().unwrap_or(&self.calibration)
    }

    /// Which calibration is in use.
    pub fn calibration_use(&self) -> CalibrationUse {
        if self.set_aside.is_none() {
            CalibrationUse::Model
        } else if self
            .calibration
            .iter()
            .all(|one| *one == Calibration::default())
        {
            CalibrationUse::Off
        } else {
            CalibrationUse::own(&self.genres, &self.calibration)
        }
    }

    /// A backbone from a bare safetensors file; its head, if it has one, is dropped.
    ///
    /// # Errors
    /// [`CheckpointError`]: which tensor is wrong, and what to do.
    pub fn from_weights(
        file: &Path,
        preprocessing: Preprocessing,
    ) -> Result<Self, CheckpointError> {
        let (architecture, tensors) = network(file, None, 0)?;
        Ok(Self {
            architecture,
            genres: Vec::new(),
            preprocessing,
            tensors,
            thresholds: Vec::new(),
            calibration: Vec::new(),
            set_aside: None,
            provenance: BTreeMap::new(),
            learned_posters: LearnedPosters::default(),
        })
    }

    /// Writes the model folder. A new folder appears whole or not at all; in one that exists the
    /// model's files are replaced and others stay.
    ///
    /// # Errors
    /// [`CheckpointError`] if a tensor does not fit the network or the disk refuses.
    pub fn save(&self, directory: &Path, precision: Precision) -> Result<(), CheckpointError> {
        let weights = directory.join(WEIGHTS);
        self.check_as(&weights)?;
        let settings = |name: &str, text: serde_json::Result<String>| {
            text.map(String::into_bytes).map_err(|error| {
                CheckpointError::settings(&directory.join(name), error.to_string())
            })
        };
        let config = config::text(&self.architecture, &self.genres, &self.provenance);
        let mut files = vec![
            (WEIGHTS, weights::bytes(&self.tensors, precision, &weights)?),
            (CONFIG, settings(CONFIG, config)?),
            (
                PREPROCESSOR,
                settings(PREPROCESSOR, preprocessor::text(&self.preprocessing))?,
            ),
        ];
        if !self.genres.is_empty() {
            let calibration = self.calibration_use();
            let thresholds = thresholds::text(&self.genres, &self.thresholds, &calibration);
            files.push((THRESHOLDS, settings(THRESHOLDS, thresholds)?));
            let calibration = per_genre::text(&self.genres, self.own_calibration());
            files.push((CALIBRATION, settings(CALIBRATION, calibration)?));
        }
        if !self.learned_posters.is_empty() {
            let text = learned::text(&self.learned_posters);
            files.push((learned::FILE, text.into_bytes()));
        }
        folder::write(directory, &files)
    }

    /// Whether its tensors are those of its architecture and its genres.
    ///
    /// # Errors
    /// [`CheckpointError`] that names the tensors.
    pub fn check(&self) -> Result<(), CheckpointError> {
        self.check_as(Path::new(WEIGHTS))
    }

    fn check_as(&self, weights: &Path) -> Result<(), CheckpointError> {
        let outputs = (!self.genres.is_empty()).then_some(self.genres.len());
        self.architecture.check(&self.tensors, outputs, weights)
    }

    /// This model if it knows genres.
    ///
    /// # Errors
    /// [`CheckpointError::NoGenres`] that names `directory` if it is a backbone only.
    pub fn require_genres(self, directory: &Path) -> Result<Self, CheckpointError> {
        if self.genres.is_empty() {
            return Err(CheckpointError::NoGenres {
                path: directory.to_path_buf(),
            });
        }
        Ok(self)
    }

    /// This model for posters of another size (rows, columns; `None`: as it is): all of a ResNet's
    /// weights fit any. What it says then is another matter: its head, at least, wants to be trained anew.
    ///
    /// # Errors
    /// [`CheckpointError::Size`] if no poster can have that size.
    pub fn at_size(mut self, size: Option<(usize, usize)>) -> Result<Self, CheckpointError> {
        let Some((height, width)) = size else {
            return Ok(self);
        };
        let sized = Preprocessing {
            height,
            width,
            ..self.preprocessing
        };
        self.preprocessing = sized.checked().map_err(CheckpointError::Size)?;
        Ok(self)
    }

    /// This backbone with a linear head in place of what it had: `weight` genres x features,
    /// `bias` genres. All tensors become f32, thresholds 0.5, calibration none.
    ///
    /// # Errors
    /// [`CheckpointError::Head`] if the shapes do not fit or there is no genre.
    pub fn with_head(
        mut self,
        genres: Vec<Genre>,
        weight: Tensor,
        bias: Tensor,
    ) -> Result<Self, CheckpointError> {
        let count = genres.len();
        let expected = [count, self.architecture.features()];
        if count == 0 || weight.dims() != expected || bias.dims() != [count] {
            return Err(CheckpointError::Head(format!(
                "{count} genres want a weight of {expected:?} and a bias of [{count}], not {:?} and {:?}",
                weight.dims(),
                bias.dims()
            )));
        }
        for tensor in self.tensors.values_mut() {
            *tensor = tensor.to_dtype(DType::F32)?;
        }
        for (name, tensor) in HEAD.into_iter().zip([weight, bias]) {
            let plain = tensor
                .to_dtype(DType::F32)?
                .to_device(&Device::Cpu)?
                .detach();
            self.tensors.insert(name.to_owned(), plain);
        }
        self.thresholds = vec![Threshold::default(); count];
        self.calibration = vec![Calibration::default(); count];
        self.set_aside = None;
        self.genres = genres;
        Ok(self)
    }

    /// Names a model by what its head says: hexadecimal BLAKE3 of its genres and its head. Quick:
    /// the backbone, without which a head is worth nothing, is left out.
    ///
    /// # Errors
    /// [`CheckpointError::Convert`] if a tensor cannot be read.
    pub fn head_key(&self) -> Result<String, CheckpointError> {
        let mut hasher = blake3::Hasher::new();
        for genre in &self.genres {
            hasher.update(format!("{genre}\n").as_bytes());
        }
        for tensor in HEAD.iter().filter_map(|name| self.tensors.get(*name)) {
            let values: Vec<f32> = tensor.flatten_all()?.to_vec1()?;
            let bytes: Vec<u8> = values.into_iter().flat_map(f32::to_le_bytes).collect();
            hasher.update(&bytes);
        }
        Ok(hasher.finalize().to_hex().to_string())
    }

    /// Replaces `thresholds.json` in the model's folder at once: whoever reads it sees the old
    /// file or the new one.
    ///
    /// # Errors
    /// [`CheckpointError::Disk`] if the folder cannot be written.
    pub fn write_thresholds(directory: &Path, text: &str) -> Result<(), CheckpointError> {
        folder::write(directory, &[(THRESHOLDS, text.as_bytes().to_vec())])
    }

    /// What features computed with this backbone are filed under: hexadecimal BLAKE3 of all
    /// tensors but the head's, and of the preprocessing.
    ///
    /// # Errors
    /// [`CheckpointError::Convert`] if a tensor cannot be read.
    pub fn backbone_key(&self) -> Result<String, CheckpointError> {
        let mut hasher = blake3::Hasher::new();
        let mut names: Vec<&String> = self.tensors.keys().collect();
        names.sort();
        for name in names
            .into_iter()
            .filter(|name| !HEAD.contains(&name.as_str()))
        {
            hasher.update(format!("{name} {:?} ", self.tensors[name].dims()).as_bytes());
            let values = self.tensors[name].to_dtype(DType::F32)?.flatten_all()?;
            let values: Vec<f32> = values.to_vec1()?;
            let bytes: Vec<u8> = values.into_iter().flat_map(f32::to_le_bytes).collect();
            hasher.update(&bytes);
        }
        // Debug text of plain numbers: exact, and different for different preprocessing.
        hasher.update(format!("{:?}", self.preprocessing).as_bytes());
        Ok(hasher.finalize().to_hex().to_string())
    }
}

/// A file's tensors, checked; with a head only if it gives `outputs` logits, more than 0.
fn network(
    weights: &Path,
    stated: Option<Architecture>,
    outputs: usize,
) -> Result<(Architecture, HashMap<String, Tensor>), CheckpointError> {
    let mut tensors = weights::read(weights)?;
    // The head is small, and read by more than the engines: always plain numbers.
    for name in HEAD {
        if let Some(tensor) = tensors.get_mut(name) {
            *tensor = tensor.to_dtype(DType::F32)?;
        }
    }
    let outputs = (outputs > 0).then_some(outputs);
    if outputs.is_none() {
        tensors.retain(|name, _| !HEAD.contains(&name.as_str()));
    }
    let shown = || Architecture::of(&tensors);
    // Where nothing shows it, the check against a ResNet50 lists what is missing.
    let architecture = stated.or_else(shown).unwrap_or(Architecture::RESNET50);
    architecture.check(&tensors, outputs, weights)?;
    Ok((architecture, tensors))
}
