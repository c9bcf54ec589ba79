//! Unfolds images so that a convolution becomes a matrix product, and folds gradients back.

use std::ops::Range;

use rayon::prelude::*;

/// Planes that are worth a task of their own.
const PLANES_AT_LEAST: usize = 8;

/// Sizes of one convolution of one image with a square kernel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfold {
    /// Input channels.
    pub channels: usize,
    /// Input rows.
    pub height: usize,
    /// Input columns.
    pub width: usize,
    /// Side of the kernel.
    pub kernel: usize,
    /// Step of the kernel, both ways.
    pub stride: usize,
    /// Zeros around the image, on all sides.
    pub padding: usize,
}

impl Unfold {
    fn steps(&self, length: usize) -> Option<usize> {
        Some((length + 2 * self.padding).checked_sub(self.kernel)? / self.stride + 1)
    }

    /// Output rows and columns; `None` where the kernel is larger than the padded image.
    pub fn output(&self) -> Option<(usize, usize)> {
        Some((self.steps(self.height)?, self.steps(self.width)?))
    }

    /// Values under the kernel at one place: the rows of the unfolded matrix.
    pub fn rows(&self) -> usize {
        self.channels * self.kernel * self.kernel
    }

    /// Whether the image is its own unfolded matrix.
    pub fn is_identity(&self) -> bool {
        self.kernel == 1 && self.stride == 1 && self.padding == 0
    }

    /// Values of one image.
    pub fn image(&self) -> usize {
        self.channels * self.height * self.width
    }

    /// Fills `matrix` ([`rows`](Self::rows) x images x output pixels) from `images` (images x
    /// channels x rows x columns). Each channel is a task of the pool.
    ///
    /// # Panics
    /// If a slice has another length than these sizes say.
    pub fn fill(&self, images: &[f32], matrix: &mut [f32]) {
        let Some((rows, columns)) = self.output() else {
            return;
        };
        let (plane, pixels) = (self.height * self.width, rows * columns);
        let line = self.count(images, matrix, pixels) * pixels;
        let blocks = matrix.par_chunks_mut(self.kernel * self.kernel * line);
        blocks.enumerate().for_each(|(channel, block)| {
            for (place, places) in block.chunks_exact_mut(line).enumerate() {
                let images = images.chunks_exact(self.image());
                for (image, out) in images.zip(places.chunks_exact_mut(pixels)) {
                    let channel = &image[channel * plane..][..plane];
                    self.fill_place(channel, place, out, columns);
                }
            }
        });
    }

    /// The transpose of [`fill`](Self::fill): each value of `images` becomes the sum of those of
    /// `matrix` that `fill` copies it to. Each channel of each image is a task of the pool.
    ///
    /// # Panics
    /// If a slice has another length than these sizes say.
    pub fn fold(&self, matrix: &[f32], images: &mut [f32]) {
        let Some((rows, columns)) = self.output() else {
            return;
        };
        let (plane, places, pixels) = (
            self.height * self.width,
            self.kernel * self.kernel,
            rows * columns,
        );
        let line = self.count(images, matrix, pixels) * pixels;
        let planes = images.par_chunks_mut(plane).enumerate();
        planes
            .with_min_len(PLANES_AT_LEAST)
            .for_each(|(at, plane)| {
                let (image, channel) = (at / self.channels, at % self.channels);
                plane.fill(0.0);
                for place in 0..places {
                    let start = (channel * places + place) * line + image * pixels;
                    self.add_place(&matrix[start..][..pixels], place, plane, columns);
                }
            });
    }

    /// How many images there are.
    fn count(&self, images: &[f32], matrix: &[f32], pixels: usize) -> usize {
        let count = images.len() / self.image().max(1);
        assert_eq!(images.len(), count * self.image(), "images");
        assert_eq!(matrix.len(), self.rows() * count * pixels, "matrix");
        count
    }

    /// The output columns whose input column lies inside the image, for the `dx`th column of the
    /// kernel.
    fn inside(&self, dx: usize, columns: usize) -> Range<usize> {
        let first = self.padding.saturating_sub(dx).div_ceil(self.stride);
        let first = first.min(columns);
        let end = (self.width + self.padding).saturating_sub(dx);
        first..end.div_ceil(self.stride).clamp(first, columns)
    }

    /// The input row under the `dy`th row of the kernel at output row `row`; `None` in the padding.
    fn input_row(&self, row: usize, dy: usize) -> Option<usize> {
        let y = (row * self.stride + dy).checked_sub(self.padding)?;
        (y < self.height).then_some(y)
    }

    /// What lies under one place of the kernel at each output pixel.
    fn fill_place(&self, channel: &[f32], place: usize, out: &mut [f32], columns: usize) {
        if self.is_identity() {
            out.copy_from_slice(channel);
            return;
        }
        let (dy, dx) = (place / self.kernel, place % self.kernel);
        let inside = self.inside(dx, columns);
        for (row, line) in out.chunks_exact_mut(columns).enumerate() {
            let y = self.input_row(row, dy).filter(|_| !inside.is_empty());
            let Some(y) = y else {
                line.fill(0.0);
                continue;
            };
            let start = y * self.width + inside.start * self.stride + dx - self.padding;
            line[..inside.start].fill(0.0);
            line[inside.end..].fill(0.0);
            let to = &mut line[inside.clone()];
            if self.stride == 1 {
                to.copy_from_slice(&channel[start..start + to.len()]);
            } else {
                let from = channel[start..].iter().step_by(self.stride);
                to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
            }
        }
    }

    /// Adds what stands for one place of the kernel to the channel that it was copied from.
    fn add_place(&self, values: &[f32], place: usize, channel: &mut [f32], columns: usize) {
        if self.is_identity() {
            channel.copy_from_slice(values);
            return;
        }
        let (dy, dx) = (place / self.kernel, place % self.kernel);
        let inside = self.inside(dx, columns);
        for (row, line) in values.chunks_exact(columns).enumerate() {
            let y = self.input_row(row, dy).filter(|_| !inside.is_empty());
            let Some(y) = y else {
                continue;
            };
            let start = y * self.width + inside.start * self.stride + dx - self.padding;
            let from = &line[inside.clone()];
            if self.stride == 1 {
                let to = &mut channel[start..start + from.len()];
                to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
            } else {
                let to = channel[start..].iter_mut().step_by(self.stride);
                to.zip(from).for_each(|(to, from)| *to += from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, one value at a time.
    fn value(unfold: &Unfold, image: &[f32], row: usize, (oy, ox): (usize, usize)) -> f32 {
        let (k, p) = (unfold.kernel, unfold.padding as isize);
        let (channel, dy, dx) = (row / (k * k), row / k % k, row % k);
        let y = (oy * unfold.stride + dy) as isize - p;
        let x = (ox * unfold.stride + dx) as isize - p;
        let inside =
            (0..unfold.height as isize).contains(&y) && (0..unfold.width as isize).contains(&x);
        if inside {
            image[(channel * unfold.height + y as usize) * unfold.width + x as usize]
        } else {
            0.0
        }
    }

    fn shapes() -> impl Iterator<Item = Unfold> {
        let kernels = [(1, 1, 0), (1, 2, 0), (3, 1, 1), (3, 2, 1), (7, 2, 3)];
        let sizes = [(1, 1), (2, 3), (9, 6), (7, 10)];
        sizes.into_iter().flat_map(move |(height, width)| {
            kernels.map(|(kernel, stride, padding)| Unfold {
                channels: 2,
                height,
                width,
                kernel,
                stride,
                padding,
            })
        })
    }

    #[test]
    fn every_value_is_where_the_definition_puts_it() {
        for unfold in shapes() {
            for count in [1, 3] {
                let size = unfold.image();
                let images: Vec<f32> = (1..=count * size).map(|v| v as f32).collect();
                let (rows, columns) = unfold.output().expect("the kernel fits");
                let pixels = rows * columns;
                let mut matrix = vec![f32::NAN; unfold.rows() * count * pixels];
                unfold.fill(&images, &mut matrix);
                for (at, &found) in matrix.iter().enumerate() {
                    let (row, pixel) = (at / (count * pixels), at % (count * pixels));
                    let image = &images[pixel / pixels * size..][..size];
                    let place = (pixel % pixels / columns, pixel % columns);
                    let expected = value(&unfold, image, row, place);
                    assert_eq!(found, expected, "{unfold:?} {row} {pixel}");
                }
                assert!(count > 1 || !unfold.is_identity() || matrix == images);
            }
        }
    }

    /// <fill(x), m> = <x, fold(m)> for whole numbers, exactly.
    #[test]
    fn folding_is_the_transpose_of_filling() {
        for unfold in shapes() {
            let (rows, columns) = unfold.output().expect("the kernel fits");
            let numbers = |count: usize, step: usize| -> Vec<f32> {
                (0..count).map(|at| (at * step % 13) as f32 - 6.0).collect()
            };
            let images = numbers(3 * unfold.image(), 5);
            let matrix = numbers(3 * unfold.rows() * rows * columns, 7);
            let (mut filled, mut folded) = (matrix.clone(), images.clone());
            unfold.fill(&images, &mut filled);
            unfold.fold(&matrix, &mut folded);
            let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
            assert_eq!(
                product(&filled, &matrix),
                product(&images, &folded),
                "{unfold:?}"
            );
        }
    }

    #[test]
    fn a_kernel_larger_than_the_image_has_no_output() {
        let unfold = Unfold {
            channels: 1,
            height: 2,
            width: 5,
            kernel: 3,
            stride: 1,
            padding: 0,
        };
        assert_eq!(unfold.output(), None);
    }
}
