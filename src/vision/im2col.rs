//! Unfolds an image so that a convolution becomes a matrix product.

use rayon::prelude::*;

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

    /// Fills `matrix` ([`rows`](Self::rows) x output pixels) from `image` (channels x rows x
    /// columns). Each channel is a task of the pool.
    ///
    /// # Panics
    /// If a slice has another length than these sizes say.
    pub fn fill(&self, image: &[f32], matrix: &mut [f32]) {
        let (plane, places) = (self.height * self.width, self.kernel * self.kernel);
        let Some((rows, columns)) = self.output() else {
            return;
        };
        assert_eq!(image.len(), self.channels * plane, "image");
        assert_eq!(matrix.len(), self.rows() * rows * columns, "matrix");
        matrix
            .par_chunks_mut(places * rows * columns)
            .zip(image.par_chunks(plane))
            .for_each(|(block, channel)| self.fill_channel(channel, block, (rows, columns)));
    }

    fn fill_channel(&self, channel: &[f32], block: &mut [f32], (rows, columns): (usize, usize)) {
        for (place, lines) in block.chunks_exact_mut(rows * columns).enumerate() {
            let (dy, dx) = (place / self.kernel, place % self.kernel);
            // The output columns whose input column lies inside the image.
            let first = self
                .padding
                .saturating_sub(dx)
                .div_ceil(self.stride)
                .min(columns);
            let end = (self.width + self.padding)
                .saturating_sub(dx)
                .div_ceil(self.stride)
                .clamp(first, columns);
            for (row, line) in lines.chunks_exact_mut(columns).enumerate() {
                let y = (row * self.stride + dy).checked_sub(self.padding);
                let Some(y) = y.filter(|&y| y < self.height && first < end) else {
                    line.fill(0.0);
                    continue;
                };
                let start = y * self.width + first * self.stride + dx - self.padding;
                line[..first].fill(0.0);
                line[end..].fill(0.0);
                let inside = &mut line[first..end];
                if self.stride == 1 {
                    inside.copy_from_slice(&channel[start..start + inside.len()]);
                } else {
                    for (to, from) in inside
                        .iter_mut()
                        .zip(channel[start..].iter().step_by(self.stride))
                    {
                        *to = *from;
                    }
                }
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

    #[test]
    fn every_value_is_where_the_definition_puts_it() {
        for (height, width) in [(1, 1), (2, 3), (9, 6), (7, 10)] {
            for (kernel, stride, padding) in [(1, 1, 0), (1, 2, 0), (3, 1, 1), (3, 2, 1), (7, 2, 3)]
            {
                let unfold = Unfold {
                    channels: 2,
                    height,
                    width,
                    kernel,
                    stride,
                    padding,
                };
                let image: Vec<f32> = (1..=2 * height * width).map(|v| v as f32).collect();
                let (rows, columns) = unfold.output().expect("the kernel fits");
                let mut matrix = vec![f32::NAN; unfold.rows() * rows * columns];
                unfold.fill(&image, &mut matrix);
                for (at, &found) in matrix.iter().enumerate() {
                    let (row, pixel) = (at / (rows * columns), at % (rows * columns));
                    let place = (pixel / columns, pixel % columns);
                    assert_eq!(
                        found,
                        value(&unfold, &image, row, place),
                        "{unfold:?} {row} {place:?}"
                    );
                }
                assert!(!unfold.is_identity() || matrix == image);
            }
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
