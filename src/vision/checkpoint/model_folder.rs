//! A model folder read and written: each file by its own module, the whole checked.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use candle_core::{DType, Tensor};

use super::architecture::{Architecture, HEAD};
use super::error::CheckpointError;
use super::labels::Labels;
use super::model::Checkpoint;
use super::precision::Precision;
use super::shards::{self, WEIGHTS};
use super::{config, folder, learned, per_genre, preprocessor, thresholds, weights};
use crate::vision::{Preprocessing, Threshold};

const PREPROCESSOR: &str = "preprocessor_config.json";
const NO_PREPROCESSOR: &str = "it is missing, and without it nobody knows which size and colours the \
     model expects; copy preprocessor_config.json from the model that this one was trained from, or \
     write it: {\"size\": {\"height\": 224, \"width\": 224}, \"image_mean\": [0.485, 0.456, 0.406], \
     \"image_std\": [0.229, 0.224, 0.225]} is what ResNets of ImageNet expect";
/// A model's thresholds, in its folder or, for the shipped one, in the user's data.
pub const THRESHOLDS: &str = "thresholds.json";
const CALIBRATION: &str = "calibration.json";

impl Checkpoint {
    /// Reads and checks a model folder; a head of another task (ImageNet's) is dropped.
    ///
    /// # Errors
    /// [`CheckpointError`]: which file or tensor is wrong, and what to do.
    pub fn load(directory: &Path) -> Result<Self, CheckpointError> {
        let config = config::read(&directory.join(config::FILE))?;
        let path = directory.join(PREPROCESSOR);
        let preprocessing = match (preprocessor::read(&path), &config.pretrained) {
            (Err(CheckpointError::Missing { .. }), Some(pretrained)) => {
                pretrained.preprocessing().map_err(|reason| {
                    CheckpointError::settings(&directory.join(config::FILE), reason)
                })?
            }
            (Err(CheckpointError::Missing { path }), None) => {
                return Err(CheckpointError::settings(&path, NO_PREPROCESSOR));
            }
            (outcome, _) => outcome?,
        };
        let weights = Weights::read(&shards::of_folder(directory)?)?;
        let genres = match config.labels {
            Labels::Genres { genres, sure } if sure || weights.has_head() => genres,
            _ => Vec::new(),
        };
        let (architecture, tensors) = weights.network(config.architecture, genres.len())?;
        if let Some(block) = config.block.filter(|block| *block != architecture.block) {
            let reason = format!(
                "layer_type is {}, but the weights are those of {} blocks; correct it",
                block.name(),
                architecture.block.name()
            );
            let path = directory.join(config::FILE);
            return Err(CheckpointError::settings(&path, reason));
        }
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

    /// A backbone from a bare safetensors file, or the index of several; its head, if it has one, is dropped.
    ///
    /// # Errors
    /// [`CheckpointError`]: which tensor is wrong, and what to do.
    pub fn from_weights(
        file: &Path,
        preprocessing: Preprocessing,
    ) -> Result<Self, CheckpointError> {
        let weights = Weights::read(&shards::of_file(file)?)?;
        let (architecture, tensors) = weights.network(None, 0)?;
        Ok(Self::backbone(architecture, preprocessing, tensors))
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
            (config::FILE, settings(config::FILE, config)?),
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

    /// Replaces `thresholds.json` in the model's folder at once: whoever reads it sees the old
    /// file or the new one.
    ///
    /// # Errors
    /// [`CheckpointError::Disk`] if the folder cannot be written.
    pub fn write_thresholds(directory: &Path, text: &str) -> Result<(), CheckpointError> {
        folder::write(directory, &[(THRESHOLDS, text.as_bytes().to_vec())])
    }
}

/// All tensors of a model's files.
struct Weights {
    /// The file, or the first of several.
    path: PathBuf,
    tensors: HashMap<String, Tensor>,
}

impl Weights {
    fn read(files: &[PathBuf]) -> Result<Self, CheckpointError> {
        let mut tensors = HashMap::new();
        for file in files {
            for (name, tensor) in weights::read(file)? {
                if tensors.contains_key(&name) {
                    let problem = "stands in another of the model's files too; save the model anew";
                    return Err(CheckpointError::tensor(file, &name, problem));
                }
                tensors.insert(name, tensor);
            }
        }
        // The head is small, and read by more than the engines: always plain numbers.
        for name in HEAD {
            if let Some(tensor) = tensors.get_mut(name) {
                *tensor = tensor.to_dtype(DType::F32)?;
            }
        }
        let path = files.first().cloned().unwrap_or_default();
        Ok(Self { path, tensors })
    }

    fn has_head(&self) -> bool {
        self.tensors.contains_key(HEAD[0])
    }

    /// The tensors, checked; with a head only if it gives `outputs` logits, more than 0.
    fn network(
        self,
        stated: Option<Architecture>,
        outputs: usize,
    ) -> Result<(Architecture, HashMap<String, Tensor>), CheckpointError> {
        let Self { path, mut tensors } = self;
        let outputs = (outputs > 0).then_some(outputs);
        if outputs.is_none() {
            tensors.retain(|name, _| !HEAD.contains(&name.as_str()));
        }
        let shown = || Architecture::of(&tensors);
        // Where nothing shows it, the check against a ResNet50 lists what is missing.
        let architecture = stated.or_else(shown).unwrap_or(Architecture::RESNET50);
        architecture.check(&tensors, outputs, &path)?;
        Ok((architecture, tensors))
    }
}
