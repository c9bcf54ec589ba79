//! A convolution of a batch as matrix products, forward and backward.
//!
//! In: plain slices, `[image][channel][y][x]`. Images are taken some at a time: enough to make
//! broad products where maps are small and weights large, few enough to keep the unfolded matrix
//! in some megabytes. It is unfolded again for the gradients instead of being kept.
//!
//! With the images' unfolded matrix U (rows under the kernel x pixels), weight W and output
//! gradient G: the output is W U, the gradients are G Uᵀ by the weight and fold(Wᵀ G) by the input.
//! A scale per output channel S (batch norm with stored statistics) stands before W everywhere; its
//! own gradient is the product of W with G Uᵀ, row by row.

use std::cell::Cell;

use rayon::prelude::*;

use super::im2col::Unfold;
use super::matmul::{Factor, Sizes, multiply, multiply_add};

/// Most f32 in a scratch matrix, unless one image needs more: 8 MB.
const SCRATCH: usize = 2 * 1024 * 1024;
/// Planes that are worth a task of their own.
const PLANES_AT_LEAST: usize = 8;

thread_local! {
    // Scratch matrices, kept between layers and batches. Taken out while in use: a thread that
    // waits for its product may be given another convolution meanwhile.
    static SPARE: Cell<[Vec<f32>; 3]> = const { Cell::new([Vec::new(), Vec::new(), Vec::new()]) };
}

/// Sizes of one convolution.
#[derive(Debug, Clone, Copy)]
pub struct BatchProduct {
    unfold: Unfold,
    outputs: usize,
    pixels: usize,
}

/// What the products are multiplied by, what is added, and whether negative sums become 0.
#[derive(Debug, Clone, Copy, Default)]
pub struct Finish<'a> {
    /// One per output channel.
    pub scale: Option<&'a [f32]>,
    /// One per output channel.
    pub bias: Option<&'a [f32]>,
    /// Of the output's shape.
    pub residual: Option<&'a [f32]>,
    /// Negative values become 0.
    pub relu: bool,
}

/// What the gradients are computed from.
#[derive(Debug, Clone, Copy)]
pub struct Backward<'a> {
    /// The input of the forward pass.
    pub input: &'a [f32],
    /// Its weight.
    pub weight: &'a [f32],
    /// Its scale per output channel, if it had one.
    pub scale: Option<&'a [f32]>,
    /// Its output, if negative values became 0 there: where it is 0, no gradient flows.
    pub cut: Option<&'a [f32]>,
    /// The gradient by the output.
    pub gradient: &'a [f32],
}

/// Which gradients are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// By the input.
    pub input: bool,
    /// By the weight.
    pub weight: bool,
    /// By scale and bias.
    pub channels: bool,
}

/// The gradients that were asked for.
#[derive(Debug, Clone, Default)]
pub struct Gradients {
    /// By the input.
    pub input: Option<Vec<f32>>,
    /// By the weight.
    pub weight: Option<Vec<f32>>,
    /// By the scale.
    pub scale: Option<Vec<f32>>,
    /// By the bias.
    pub bias: Option<Vec<f32>>,
}

impl BatchProduct {
    /// `None` where the kernel is larger than the padded image.
    pub fn new(unfold: Unfold, outputs: usize) -> Option<Self> {
        let (rows, columns) = unfold.output()?;
        Some(Self {
            unfold,
            outputs,
            pixels: rows * columns,
        })
    }

    /// Values of one image's output.
    fn image_out(&self) -> usize {
        self.outputs * self.pixels
    }

    /// Images that are multiplied together.
    fn at_once(&self, images: usize) -> usize {
        let tallest = self.unfold.rows().max(self.outputs);
        let most = (SCRATCH / (tallest * self.pixels).max(1)).max(1);
        // Even slices: a last one of a single image would be slow.
        images.div_ceil(images.div_ceil(most).max(1)).max(1)
    }

    /// The convolution of `input`, finished as told, into `result`.
    ///
    /// # Panics
    /// If a slice has another length than these sizes say.
    pub fn forward(&self, input: &[f32], weight: &[f32], finish: &Finish<'_>, result: &mut [f32]) {
        let (image_in, image_out) = (self.unfold.image(), self.image_out());
        let at_once = self.at_once(input.len() / image_in.max(1));
        let inputs = input.chunks(at_once * image_in);
        let results = result.chunks_mut(at_once * image_out);
        let [mut unfolded, mut products, third] = SPARE.take();
        for (slice, (input, result)) in inputs.zip(results).enumerate() {
            let start = slice * at_once * image_out;
            let finish = Finish {
                residual: finish.residual.map(|all| &all[start..][..result.len()]),
                ..*finish
            };
            let images = input.len() / image_in;
            let matrix = self.unfolded(input, &mut unfolded);
            let sizes = Sizes {
                rows: self.outputs,
                columns: images * self.pixels,
                inner: self.unfold.rows(),
            };
            let (left, right) = (Factor::plain(weight), Factor::plain(matrix));
            if images == 1 {
                // The matrix of one image's output is that output.
                multiply(result, left, right, sizes);
                self.finish(None, &finish, result);
            } else {
                let products = grown(&mut products, result.len());
                multiply(products, left, right, sizes);
                self.finish(Some(products), &finish, result);
            }
        }
        SPARE.set([unfolded, products, third]);
    }

    /// The gradients that are `wanted`.
    ///
    /// # Panics
    /// If a slice has another length than these sizes say.
    pub fn backward(&self, pass: &Backward<'_>, wanted: Wanted) -> Gradients {
        let zeros = |wanted: bool, length| wanted.then(|| vec![0.0; length]);
        let by_scale = wanted.channels && pass.scale.is_some();
        let mut gradients = Gradients {
            input: zeros(wanted.input, pass.input.len()),
            weight: zeros(wanted.weight || by_scale, pass.weight.len()),
            scale: zeros(by_scale, self.outputs),
            bias: zeros(wanted.channels, self.outputs),
        };
        let (image_in, image_out) = (self.unfold.image(), self.image_out());
        let images = pass.input.len() / image_in.max(1);
        let at_once = self.at_once(images);
        let [mut unfolded, mut gathered, mut products] = SPARE.take();
        for first in (0..images).step_by(at_once) {
            let count = at_once.min(images - first);
            let outputs = first * image_out..(first + count) * image_out;
            let inputs = first * image_in..(first + count) * image_in;
            let gradient = &pass.gradient[outputs.clone()];
            let cut = pass.cut.map(|values| &values[outputs]);
            let mut gradient = self.gather(gradient, cut, &mut gathered);
            let (rows, columns) = (self.unfold.rows(), count * self.pixels);
            if let Some(bias) = &mut gradients.bias {
                let channels = bias.par_iter_mut().zip(gradient.par_chunks(columns));
                channels.for_each(|(bias, values)| {
                    let sum: f64 = values.iter().copied().map(f64::from).sum();
                    *bias += sum as f32;
                });
            }
            if let Some(weight) = &mut gradients.weight {
                let matrix = self.unfolded(&pass.input[inputs.clone()], &mut unfolded);
                let sizes = Sizes {
                    rows: self.outputs,
                    columns: rows,
                    inner: columns,
                };
                let (left, right) = (Factor::plain(gradient), Factor::transposed(matrix));
                multiply_add(weight, left, right, sizes);
            }
            if let Some(input) = &mut gradients.input {
                let input = &mut input[inputs];
                if let Some(scale) = pass.scale {
                    gradient = scaled(gradient, scale, columns, &mut products);
                }
                let sizes = Sizes {
                    rows,
                    columns,
                    inner: self.outputs,
                };
                let (left, right) = (Factor::transposed(pass.weight), Factor::plain(gradient));
                if count == 1 && self.unfold.is_identity() {
                    multiply(input, left, right, sizes);
                } else {
                    let matrix = grown(&mut unfolded, rows * columns);
                    multiply(matrix, left, right, sizes);
                    self.unfold.fold(matrix, input);
                }
            }
        }
        SPARE.set([unfolded, gathered, products]);
        if let Some((scale, weights)) = pass.scale.zip(gradients.weight.as_mut()) {
            let row = self.unfold.rows();
            let rows = weights.par_chunks_mut(row).zip(pass.weight.par_chunks(row));
            let dots = rows.zip(scale).map(|((gradient, weight), scale)| {
                let pairs = gradient.iter_mut().zip(weight);
                let products = pairs.map(|(gradient, &weight)| {
                    let product = *gradient * weight;
                    *gradient *= scale;
                    f64::from(product)
                });
                products.sum::<f64>() as f32
            });
            let dots: Vec<f32> = dots.collect();
            gradients.scale = by_scale.then_some(dots);
        }
        gradients.weight = gradients.weight.filter(|_| wanted.weight);
        gradients
    }

    /// The unfolded matrix of some images: in `scratch`, or the image itself.
    fn unfolded<'a>(&self, images: &'a [f32], scratch: &'a mut Vec<f32>) -> &'a [f32] {
        let count = images.len() / self.unfold.image().max(1);
        if count == 1 && self.unfold.is_identity() {
            return images;
        }
        let matrix = grown(scratch, self.unfold.rows() * count * self.pixels);
        self.unfold.fill(images, matrix);
        matrix
    }

    /// The output's gradient as a matrix (output channels x pixels of all images), 0 where the
    /// output was cut.
    fn gather<'a>(
        &self,
        gradient: &'a [f32],
        cut: Option<&[f32]>,
        scratch: &'a mut Vec<f32>,
    ) -> &'a [f32] {
        let (pixels, image) = (self.pixels, self.image_out());
        if gradient.len() == image && cut.is_none() {
            return gradient;
        }
        let matrix = grown(scratch, gradient.len());
        let rows = matrix.par_chunks_mut(gradient.len() / self.outputs.max(1));
        rows.enumerate().for_each(|(channel, row)| {
            for (at, out) in row.chunks_exact_mut(pixels).enumerate() {
                let plane = at * image + channel * pixels..at * image + (channel + 1) * pixels;
                out.copy_from_slice(&gradient[plane.clone()]);
                if let Some(cut) = cut {
                    let values = out.iter_mut().zip(&cut[plane]);
                    values.for_each(|(out, &value)| *out = if value > 0.0 { *out } else { 0.0 });
                }
            }
        });
        matrix
    }

    /// Adds and cuts; takes `result`'s planes from the rows of `products` first, if they are there.
    fn finish(&self, products: Option<&[f32]>, finish: &Finish<'_>, result: &mut [f32]) {
        let pixels = self.pixels;
        let line = result.len() / self.outputs.max(1);
        let planes = result.par_chunks_mut(pixels).enumerate();
        planes
            .with_min_len(PLANES_AT_LEAST)
            .for_each(|(at, plane)| {
                let (image, channel) = (at / self.outputs, at % self.outputs);
                if let Some(products) = products {
                    let start = channel * line + image * pixels;
                    plane.copy_from_slice(&products[start..][..pixels]);
                }
                if let Some(scale) = finish.scale {
                    let scale = scale[channel];
                    plane.iter_mut().for_each(|value| *value *= scale);
                }
                if let Some(bias) = finish.bias {
                    let bias = bias[channel];
                    plane.iter_mut().for_each(|value| *value += bias);
                }
                if let Some(residual) = finish.residual {
                    let values = plane.iter_mut().zip(&residual[at * pixels..][..pixels]);
                    values.for_each(|(value, residual)| *value += residual);
                }
                if finish.relu {
                    plane.iter_mut().for_each(|value| *value = value.max(0.0));
                }
            });
    }
}

/// `gradient` (channels x `columns`) with each channel times its scale, in `scratch`.
fn scaled<'a>(
    gradient: &[f32],
    scale: &[f32],
    columns: usize,
    scratch: &'a mut Vec<f32>,
) -> &'a [f32] {
    let matrix = grown(scratch, gradient.len());
    let rows = matrix
        .par_chunks_mut(columns)
        .zip(gradient.par_chunks(columns));
    rows.zip(scale).for_each(|((out, row), scale)| {
        out.iter_mut()
            .zip(row)
            .for_each(|(out, value)| *out = value * scale);
    });
    matrix
}

/// The first `length` values of a scratch matrix, whatever they are.
fn grown(scratch: &mut Vec<f32>, length: usize) -> &mut [f32] {
    if scratch.len() < length {
        scratch.resize(length, 0.0);
    }
    &mut scratch[..length]
}
