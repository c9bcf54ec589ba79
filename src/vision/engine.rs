//! The seam between what runs a network and what uses its outputs.
//!
//! An engine is built from a checkpoint's tensors and turns batches of normalised pixels into
//! [`Outputs`]. Readers, the feature store and the benchmark know only this trait.

use super::Error;
use crate::jobs::Task;

/// Normalised pixels of one or more images of one size: `count x 3 x height x width`.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    pixels: &'a [f32],
    height: usize,
    width: usize,
}

impl<'a> Batch<'a> {
    /// A batch of the images in `pixels`, one after the other, each channels x rows x columns.
    ///
    /// # Errors
    /// [`Error::Batch`] if there is not a whole number of images, or none.
    pub fn new(pixels: &'a [f32], height: usize, width: usize) -> Result<Self, Error> {
        let whole = height > 0 && width > 0 && !pixels.is_empty();
        if whole && pixels.len().is_multiple_of(3 * height * width) {
            Ok(Self {
                pixels,
                height,
                width,
            })
        } else {
            Err(Error::Batch {
                count: pixels.len(),
                height,
                width,
            })
        }
    }

    /// The values, `count x 3 x height x width`.
    pub fn pixels(&self) -> &'a [f32] {
        self.pixels
    }

    /// Images in the batch; at least 1.
    pub fn count(&self) -> usize {
        self.pixels.len() / (3 * self.height * self.width)
    }

    /// Rows of each image.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Columns of each image.
    pub fn width(&self) -> usize {
        self.width
    }
}

/// How much of the network's inside is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Logits and pooled features.
    Features,
    /// Layer-4 activations too, for activation maps.
    Activations,
    /// Layer-2 activations and nothing else: what training the last two layers starts from. The
    /// layers behind are not computed; logits and features stay empty.
    Layer2,
    /// The same of layer 3: what training the last layer starts from.
    Layer3,
}

impl Wanted {
    /// After how many layers the network stops; `None` if it runs to its end.
    pub fn stops_after(self) -> Option<usize> {
        match self {
            Self::Features | Self::Activations => None,
            Self::Layer2 => Some(2),
            Self::Layer3 => Some(3),
        }
    }
}

/// A layer's outputs: the last one's, before pooling, or an earlier one's.
#[derive(Debug, Clone, PartialEq)]
pub struct Activations {
    /// Channels of one image (2048 for a ResNet50; 1024 after layer 3).
    pub channels: usize,
    /// Rows of one channel (9 for an input of 278 rows; 18 after layer 3).
    pub height: usize,
    /// Columns of one channel (6 for an input of 185 columns; 12 after layer 3).
    pub width: usize,
    /// `count x channels x height x width`.
    pub values: Vec<f32>,
}

/// What a network says about a batch.
#[derive(Debug, Clone, PartialEq)]
pub struct Outputs {
    /// `count x genres`; empty where the checkpoint is a backbone without a head.
    pub logits: Vec<f32>,
    /// Pooled features, `count x` [`Architecture::features`](super::Architecture::features).
    pub features: Vec<f32>,
    /// Where anything but [`Wanted::Features`] was asked for.
    pub activations: Option<Activations>,
}

/// Runs one network.
pub trait Engine: Send + Sync {
    /// What the engine is called in benchmarks: `candle`.
    fn name(&self) -> &'static str;

    /// The network's outputs for a batch. Any size and count of images.
    ///
    /// A cancel of `task` is seen within the work of one image. Progress is the caller's to tell:
    /// only it knows what is counted.
    ///
    /// # Errors
    /// [`Error::Cancelled`] if `task` was cancelled, [`Error::Compute`] if an operation fails.
    fn outputs(&self, batch: &Batch<'_>, wanted: Wanted, task: &Task) -> Result<Outputs, Error>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_images_make_a_batch() {
        let pixels = [0.0; 3 * 4 * 5 * 2];
        let batch = Batch::new(&pixels, 4, 5).expect("two images");
        assert_eq!((batch.count(), batch.height(), batch.width()), (2, 4, 5));
        for (length, height, width) in [(119, 4, 5), (0, 4, 5), (120, 0, 5), (120, 4, 0)] {
            assert!(Batch::new(&pixels[..length], height, width).is_err());
        }
    }
}
