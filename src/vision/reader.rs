//! The shortest way from a poster to its genres: a checkpoint, an engine, and nothing to keep.

use std::path::Path;

use image::RgbImage;

use super::augmentation::mirrored;
use super::{
    ActivationMaps, Batch, Checkpoint, Engine, Error, GenreScore, NoExactMap, Outputs, ReadError,
    Reading, Wanted, fused,
};
use crate::catalog::{Genre, image_file};
use crate::jobs::Task;

/// Reads posters with one model. Shared between threads; reading changes nothing in it.
pub struct Reader {
    checkpoint: Checkpoint,
    engine: Box<dyn Engine>,
}

impl Reader {
    /// Opens a model folder that knows its genres.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] if the folder is no usable model or holds a backbone without genres.
    pub fn open(directory: &Path) -> Result<Self, Error> {
        Self::new(Checkpoint::load(directory)?.require_genres(directory)?)
    }

    /// A reader of a checkpoint in memory; a backbone without genres gives features only.
    ///
    /// # Errors
    /// [`Error::Compute`] if the engine cannot be built.
    pub fn new(checkpoint: Checkpoint) -> Result<Self, Error> {
        let engine = fused::engine::for_checkpoint(&checkpoint)?;
        Ok(Self::with_engine(checkpoint, engine))
    }

    /// A reader that runs on an engine built from the same checkpoint.
    pub fn with_engine(checkpoint: Checkpoint, engine: Box<dyn Engine>) -> Self {
        Self { checkpoint, engine }
    }

    /// The genres that it tells apart, in the model's order.
    pub fn genres(&self) -> &[Genre] {
        &self.checkpoint.genres
    }

    /// The model.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// What runs the network.
    pub fn engine(&self) -> &dyn Engine {
        self.engine.as_ref()
    }

    /// Decodes and reads one poster file.
    ///
    /// # Errors
    /// [`ReadError`]: the file is no readable image, the network failed, or `task` was cancelled.
    pub fn read_file(&self, path: &Path, task: &Task) -> Result<Reading, ReadError> {
        Ok(self.read_image(&image_file::decode_file(path)?.image, task)?)
    }

    /// Reads one decoded poster.
    ///
    /// # Errors
    /// [`Error::Compute`] if the network failed, [`Error::Cancelled`].
    pub fn read_image(&self, poster: &RgbImage, task: &Task) -> Result<Reading, Error> {
        let outputs = self.outputs(poster, Wanted::Features, task)?;
        Ok(self.reading(&outputs.logits, outputs.features))
    }

    /// Reads one decoded poster as the mean over itself and its mirror image (test-time
    /// augmentation), in one run of the network with twice the work.
    ///
    /// # Errors
    /// As [`read_image`](Self::read_image).
    pub fn read_both(&self, poster: &RgbImage, task: &Task) -> Result<Reading, Error> {
        let preprocessing = &self.checkpoint.preprocessing;
        let rgb = preprocessing.resized(poster);
        let mut pixels = preprocessing.normalised(&rgb);
        pixels.extend(preprocessing.normalised(&mirrored(&rgb, preprocessing.width)));
        let batch = Batch::new(&pixels, preprocessing.height, preprocessing.width)?;
        let outputs = self.engine.outputs(&batch, Wanted::Features, task)?;
        let features = mean_of_halves(&outputs.features);
        Ok(self.reading(&mean_of_halves(&outputs.logits), features))
    }

    /// Reads one decoded poster and says where it says so, in one run of the network.
    ///
    /// # Errors
    /// [`Error::Compute`] if the network failed, [`Error::Cancelled`].
    pub fn explain(
        &self,
        poster: &RgbImage,
        task: &Task,
    ) -> Result<(Reading, Result<ActivationMaps, NoExactMap>), Error> {
        let outputs = self.outputs(poster, Wanted::Activations, task)?;
        let maps = ActivationMaps::new(&self.checkpoint, &outputs);
        Ok((self.reading(&outputs.logits, outputs.features), maps))
    }

    /// The network's outputs for one poster, with the layer-4 activations if wanted.
    ///
    /// # Errors
    /// [`Error::Compute`] if the network failed, [`Error::Cancelled`].
    pub fn outputs(
        &self,
        poster: &RgbImage,
        wanted: Wanted,
        task: &Task,
    ) -> Result<Outputs, Error> {
        let preprocessing = &self.checkpoint.preprocessing;
        let pixels = preprocessing.pixels(poster);
        let batch = Batch::new(&pixels, preprocessing.height, preprocessing.width)?;
        self.engine.outputs(&batch, wanted, task)
    }

    /// A reading from logits in the model's order: calibrated, with the model's thresholds.
    pub fn reading(&self, logits: &[f32], features: Vec<f32>) -> Reading {
        let model = &self.checkpoint;
        let scores = model
            .genres
            .iter()
            .zip(logits)
            .zip(model.calibration.iter().zip(&model.thresholds))
            .map(|((genre, &logit), (calibration, &threshold))| GenreScore {
                genre: genre.clone(),
                logit,
                probability: calibration.probability(logit),
                threshold,
            })
            .collect();
        Reading { scores, features }
    }
}

/// The mean of the first and the second half, value by value.
fn mean_of_halves(values: &[f32]) -> Vec<f32> {
    let (first, second) = values.split_at(values.len() / 2);
    first
        .iter()
        .zip(second)
        .map(|(a, b)| (a + b) / 2.0)
        .collect()
}
