//! What a network gives for a batch of images, and why it gives nothing.

use super::map::Map;
use super::pool;

/// What one batch gives.
#[derive(Debug, Clone, PartialEq)]
pub struct FusedOutputs {
    /// `[image][genre]`; empty for a backbone without a head.
    pub logits: Vec<f32>,
    /// `[image][feature]`: the mean of the last activations.
    pub features: Vec<f32>,
    /// `[image][channel][y][x]`, where they were asked for.
    pub activations: Option<Activations>,
}

/// What leaves the last stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Activations {
    /// `[image][channel][y][x]`.
    pub numbers: Vec<f32>,
    /// Rows of one channel.
    pub height: usize,
    /// Numbers in a row.
    pub width: usize,
}

/// Why there are no outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// The pixels are not as many as the sizes say, or there are none.
    #[error("{found} numbers were given for {images} images of {height} x {width} pixels")]
    Size {
        /// Numbers given.
        found: usize,
        /// Images announced.
        images: usize,
        /// Rows announced.
        height: usize,
        /// Pixels per row announced.
        width: usize,
    },
    /// Somebody asked to stop.
    #[error(transparent)]
    Cancelled(#[from] crate::jobs::Cancelled),
}

/// A slice's maps behind those of the slices before it.
pub fn append(map: &Map, numbers: &[f32], all: &mut Option<Activations>) {
    let all = all.get_or_insert_with(|| Activations {
        numbers: Vec::new(),
        height: map.height,
        width: map.width,
    });
    let area = map.height * map.width;
    for image in numbers.chunks_exact(area * map.stride) {
        let start = all.numbers.len();
        all.numbers.resize(start + area * map.channels, 0.0);
        pool::channels_first(map, image, &mut all.numbers[start..]);
    }
}
