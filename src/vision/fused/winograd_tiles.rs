//! The two transforms of Winograd's F(4 x 4, 3 x 3), one tile at a time.
//!
//! A 3 x 3 convolution with stride 1 makes 4 x 4 outputs from 6 x 6 inputs with 36 products per
//! channel pair instead of 144, if inputs and outputs are first mixed by small fixed matrices
//! (Lavin and Gray, 2015, with the points 0, 1, -1, 2, -2). In: pointers to the pixels of a tile.
//! Out: 36 numbers per channel for the products ("gather"), or 16 outputs from them ("scatter").
#![allow(
    unsafe_code,
    reason = "reads and writes whole registers through the pointers it is handed"
)]

use super::lanes::Lanes;

/// Side of an input tile.
pub const INPUTS: usize = 6;
/// Side of an output tile.
pub const OUTPUTS: usize = 4;
/// Products per channel pair and tile.
pub const PRODUCTS: usize = INPUTS * INPUTS;

/// An input tile to transform.
///
/// Each of `pixels` must be valid for reading `channels` f32; `target` for writing `channels` at
/// each of [`PRODUCTS`] places `plane` apart, which no other thread touches. `channels` must be a
/// multiple of the widest register in use (any kernel's panel width is).
pub struct GatherTile {
    /// The tile's pixels, row by row; a buffer of zeros stands for those outside the image.
    pub pixels: [*const f32; PRODUCTS],
    /// Channels per pixel.
    pub channels: usize,
    /// Where the first of the 36 results goes.
    pub target: *mut f32,
    /// Distance between two of the 36 results, in f32.
    pub plane: usize,
}

/// An output tile to make from its 36 sums.
///
/// `source` must be valid for reading `channels` f32 at each of [`PRODUCTS`] places `plane` apart;
/// `bias` for `channels`; each non-null pixel for writing `channels`, which no other thread
/// touches. `channels` as in [`GatherTile`].
pub struct ScatterTile {
    /// The first of the 36 sums.
    pub source: *const f32,
    /// Distance between two of the 36 sums, in f32.
    pub plane: usize,
    /// Output channels.
    pub channels: usize,
    /// One number per channel.
    pub bias: *const f32,
    /// The tile's pixels, row by row; null where the tile reaches beyond the image.
    pub pixels: [*mut f32; OUTPUTS * OUTPUTS],
    /// Whether negative results become 0.
    pub relu: bool,
}

/// `B^T d` for one row or column of an input tile.
#[inline(always)]
unsafe fn mix_inputs<V: Lanes>(d: [V; INPUTS]) -> [V; INPUTS] {
    // SAFETY: arithmetic only.
    unsafe {
        let (two, four) = (V::splat(2.0), V::splat(4.0));
        let (minus_two, minus_four, minus_five) = (V::splat(-2.0), V::splat(-4.0), V::splat(-5.0));
        let even = d[2].multiply_add(minus_four, d[4]);
        let odd = d[1].multiply_add(minus_four, d[3]);
        let (near, far) = (d[4].subtract(d[2]), d[3].subtract(d[1]));
        [
            d[0].multiply_add(four, d[2].multiply_add(minus_five, d[4])),
            even.add(odd),
            even.subtract(odd),
            far.multiply_add(two, near),
            far.multiply_add(minus_two, near),
            d[1].multiply_add(four, d[3].multiply_add(minus_five, d[5])),
        ]
    }
}

/// `A^T m` for one row or column of sums.
#[inline(always)]
unsafe fn mix_outputs<V: Lanes>(m: [V; INPUTS]) -> [V; OUTPUTS] {
    // SAFETY: arithmetic only.
    unsafe {
        let (sum, difference) = (m[1].add(m[2]), m[1].subtract(m[2]));
        let (far_sum, far_difference) = (m[3].add(m[4]), m[3].subtract(m[4]));
        [
            m[0].add(sum.add(far_sum)),
            far_difference.multiply_add(V::splat(2.0), difference),
            far_sum.multiply_add(V::splat(4.0), sum),
            far_difference.multiply_add(V::splat(8.0), m[5].add(difference)),
        ]
    }
}

/// `B^T d B` of one tile.
///
/// # Safety
/// As [`GatherTile`] says, inlined into code compiled for `V`.
#[inline(always)]
pub unsafe fn gather_tile<V: Lanes>(tile: &GatherTile) {
    // SAFETY: each access below is one that the caller vouched for.
    unsafe {
        for channel in (0..tile.channels).step_by(V::COUNT) {
            let mut mixed = [[V::splat(0.0); INPUTS]; INPUTS];
            for (y, row) in mixed.iter_mut().enumerate() {
                let mut pixels = [V::splat(0.0); INPUTS];
                for (x, pixel) in pixels.iter_mut().enumerate() {
                    *pixel = V::load(tile.pixels[y * INPUTS + x].add(channel));
                }
                *row = mix_inputs(pixels);
            }
            for x in 0..INPUTS {
                let mut column = [V::splat(0.0); INPUTS];
                for (row, value) in mixed.iter().zip(&mut column) {
                    *value = row[x];
                }
                for (y, value) in mix_inputs(column).into_iter().enumerate() {
                    value.store(tile.target.add((y * INPUTS + x) * tile.plane + channel));
                }
            }
        }
    }
}

/// `A^T m A` of one tile, with bias and ReLU.
///
/// # Safety
/// As [`ScatterTile`] says, inlined into code compiled for `V`.
#[inline(always)]
pub unsafe fn scatter_tile<V: Lanes>(tile: &ScatterTile) {
    // SAFETY: each access below is one that the caller vouched for.
    unsafe {
        let zero = V::splat(0.0);
        for channel in (0..tile.channels).step_by(V::COUNT) {
            let bias = V::load(tile.bias.add(channel));
            let mut mixed = [[zero; OUTPUTS]; INPUTS];
            for (y, row) in mixed.iter_mut().enumerate() {
                let mut sums = [zero; INPUTS];
                for (x, sum) in sums.iter_mut().enumerate() {
                    *sum = V::load(tile.source.add((y * INPUTS + x) * tile.plane + channel));
                }
                *row = mix_outputs(sums);
            }
            for x in 0..OUTPUTS {
                let mut column = [zero; INPUTS];
                for (row, value) in mixed.iter().zip(&mut column) {
                    *value = row[x];
                }
                for (y, value) in mix_outputs(column).into_iter().enumerate() {
                    let pixel = tile.pixels[y * OUTPUTS + x];
                    if !pixel.is_null() {
                        let value = value.add(bias);
                        let value = if tile.relu {
                            value.maximum(zero)
                        } else {
                            value
                        };
                        value.store(pixel.add(channel));
                    }
                }
            }
        }
    }
}

/// `G g`: six numbers from the three of a window's row or column, for `N` windows at once.
#[inline(always)]
fn mix_weights<const N: usize>(g: [[f64; N]; 3]) -> [[f64; N]; INPUTS] {
    const G: [[f64; 3]; INPUTS] = [
        [1.0 / 4.0, 0.0, 0.0],
        [-1.0 / 6.0, -1.0 / 6.0, -1.0 / 6.0],
        [-1.0 / 6.0, 1.0 / 6.0, -1.0 / 6.0],
        [1.0 / 24.0, 1.0 / 12.0, 1.0 / 6.0],
        [1.0 / 24.0, -1.0 / 12.0, 1.0 / 6.0],
        [0.0, 0.0, 1.0],
    ];
    G.map(|row| {
        std::array::from_fn(|lane| row[0] * g[0][lane] + row[1] * g[1][lane] + row[2] * g[2][lane])
    })
}

/// `G g G^T` of `N` windows at once, `[y * 3 + x][window]`, in f64: done once, so precision is
/// nearly free.
pub fn transform_weights<const N: usize>(windows: &[[f64; N]; 9]) -> [[f32; N]; PRODUCTS] {
    let columns: [_; 3] =
        std::array::from_fn(|x| mix_weights([windows[x], windows[3 + x], windows[6 + x]]));
    let mut products = [[0.0; N]; PRODUCTS];
    for (y, products) in products.chunks_exact_mut(INPUTS).enumerate() {
        let row = mix_weights([columns[0][y], columns[1][y], columns[2][y]]);
        for (products, row) in products.iter_mut().zip(row) {
            *products = row.map(|value| value as f32);
        }
    }
    products
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_picks_its_middle_stays_one_after_both_transforms() {
        let mut window = [[0.0]; 9];
        window[4] = [1.0];
        let products = transform_weights(&window);
        // G's middle column, times itself.
        let middle = [0.0, -1.0 / 6.0, 1.0 / 6.0, 1.0 / 12.0, -1.0 / 12.0, 0.0];
        for (index, product) in products.iter().enumerate() {
            let expected = middle[index / INPUTS] * middle[index % INPUTS];
            assert!((f64::from(product[0]) - expected).abs() < 1e-8);
        }
    }
}
