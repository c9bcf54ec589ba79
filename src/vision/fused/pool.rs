//! The layers that only compare or average: max pool, global mean; and the way in and out of NHWC.
//!
//! In: slices of activation maps. Out: slices of the next. All of it is a few percent of the time
//! and plain safe Rust.

use super::map::Map;

/// One row of the 3 x 3 max pool with stride 2 and margin 1. `input` is one image of `from`, whose
/// numbers are not negative (it follows a ReLU), so that 0 can stand for what lies outside.
pub fn maximum_row(from: &Map, input: &[f32], y: usize, output: &mut [f32]) {
    let rows = (2 * y).saturating_sub(1)..(2 * y + 2).min(from.height);
    for (x, output) in output.chunks_exact_mut(from.stride).enumerate() {
        output.fill(0.0);
        let columns = (2 * x).saturating_sub(1)..(2 * x + 2).min(from.width);
        for y in rows.clone() {
            let row = &input[(y * from.width + columns.start) * from.stride..];
            for pixel in row.chunks_exact(from.stride).take(columns.len()) {
                for (best, value) in output.iter_mut().zip(pixel) {
                    *best = if *value > *best { *value } else { *best };
                }
            }
        }
    }
}

/// Mean over all pixels of one image, per channel.
pub fn mean(map: &Map, image: &[f32], features: &mut [f32]) {
    features.fill(0.0);
    for pixel in image.chunks_exact(map.stride) {
        for (sum, value) in features.iter_mut().zip(pixel) {
            *sum += value;
        }
    }
    let scale = 1.0 / (map.height * map.width) as f32;
    for sum in features {
        *sum *= scale;
    }
}

/// One image as `[channel][y][x]`.
pub fn channels_first(map: &Map, image: &[f32], output: &mut [f32]) {
    let area = map.height * map.width;
    for (channel, plane) in output.chunks_exact_mut(area).enumerate() {
        for (value, pixel) in plane.iter_mut().zip(image.chunks_exact(map.stride)) {
            *value = pixel[channel];
        }
    }
}

/// One row of an image in `[channel][y][x]` with `margin` zeros around, as `[x][channel]`.
/// `y` counts from the top of the margin; `from` is the padded map.
pub fn channels_last_row(from: &Map, pixels: &[f32], margin: usize, y: usize, output: &mut [f32]) {
    let (height, width) = (from.height - 2 * margin, from.width - 2 * margin);
    output.fill(0.0);
    if y < margin || y >= height + margin {
        return;
    }
    let inner = &mut output[margin * from.stride..(margin + width) * from.stride];
    for (channel, plane) in pixels.chunks_exact(height * width).enumerate() {
        let row = &plane[(y - margin) * width..][..width];
        for (pixel, value) in inner.chunks_exact_mut(from.stride).zip(row) {
            pixel[channel] = *value;
        }
    }
}

/// `weights` (`[output][feature]`) times features, plus bias.
pub fn linear(weights: &[f32], bias: &[f32], features: &[f32], output: &mut [f32]) {
    for ((output, bias), weights) in output
        .iter_mut()
        .zip(bias)
        .zip(weights.chunks_exact(features.len()))
    {
        // Sixteen sums side by side: vectors for the compiler, and less rounding than one long sum.
        let mut sums = [0.0_f32; 16];
        for (weights, features) in weights.chunks(16).zip(features.chunks(16)) {
            for ((sum, weight), feature) in sums.iter_mut().zip(weights).zip(features) {
                *sum += weight * feature;
            }
        }
        *output = bias + sums.iter().sum::<f32>();
    }
}
