//! The innermost step: a small tile of outputs, held in registers over a long sum.
//!
//! In: up to [`Kernel::rows`] rows of activations, each given as pointers to contiguous runs
//! ("segments": a convolution's rows need not lie side by side, so nothing is copied), and one
//! weight panel of [`Kernel::columns`] output channels. Out: the tile of the output map, with bias,
//! residual and ReLU applied on the way. [`Kernel::best`] picks the instructions at run time.
//!
//! Every output is one chain of multiply-adds in the order of the weights, whatever the tile's
//! shape: so results do not depend on how the work was cut.
#![allow(
    unsafe_code,
    reason = "the register tile reads activations through the row pointers it is handed"
)]

use super::lanes::Lanes;
use super::winograd_tiles::{GatherTile, ScatterTile};

/// Row pointers in the table of one segment; no kernel's tile is taller.
pub const MAXIMUM_ROWS: usize = 16;

/// The largest panel width of all kernels, in output channels.
pub const MAXIMUM_COLUMNS: usize = 32;

/// How far ahead weights are asked for, in f32: panels lie one after the other, and the processor
/// on its own stops at each page's end.
const AHEAD: usize = 1024;

/// One tile's work, as raw as the registers want it.
pub struct Tile<'a> {
    /// How many inputs each segment sums over.
    pub lengths: &'a [usize],
    /// [`MAXIMUM_ROWS`] pointers per segment: where each row's run begins.
    pub pointers: *const *const f32,
    /// Weights, `columns` per input, one segment after the other.
    pub weights: *const f32,
    /// The tile's first output.
    pub output: *mut f32,
    /// Distance between two rows of the output, in f32.
    pub output_stride: usize,
    /// Rows in use, `1..=Kernel::rows`.
    pub rows: usize,
    /// What the sums start from.
    pub start: Start,
    /// Whether negative results become 0 at the end.
    pub relu: bool,
}

/// What a tile's sums start from.
#[derive(Clone, Copy)]
pub enum Start {
    /// Nothing.
    Zero,
    /// `columns` numbers, the same for each row.
    Bias(*const f32),
    /// Bias, and what stands at the output's place (the block's shortcut).
    BiasAndOutput(*const f32),
    /// What an earlier part of the sum left at the output's place.
    Output,
}

/// One processor's instructions: the tile's shape and the loops compiled for it.
pub struct Kernel {
    /// What the processor calls them.
    pub name: &'static str,
    /// Rows of a full tile.
    pub rows: usize,
    /// Output channels of a weight panel; activations are stored in multiples of it.
    pub columns: usize,
    /// How many inputs are summed before the next panel's turn, so that a panel stays in cache.
    pub depth: usize,
    tile: unsafe fn(&Tile),
    gather: unsafe fn(&GatherTile),
    scatter: unsafe fn(&ScatterTile),
}

impl Kernel {
    /// # Safety
    /// The functions must be sound to call on every processor on which the kernel is handed out.
    pub(super) const unsafe fn new(
        name: &'static str,
        (rows, columns, depth): (usize, usize, usize),
        tile: unsafe fn(&Tile),
        gather: unsafe fn(&GatherTile),
        scatter: unsafe fn(&ScatterTile),
    ) -> Self {
        assert!(rows <= MAXIMUM_ROWS && columns <= MAXIMUM_COLUMNS);
        Self {
            name,
            rows,
            columns,
            depth,
            tile,
            gather,
            scatter,
        }
    }

    /// `channels`, rounded up to whole panels.
    pub fn padded(&self, channels: usize) -> usize {
        channels.next_multiple_of(self.columns)
    }

    /// Runs one tile.
    ///
    /// # Safety
    /// With `n` the sum of `lengths`: each of the first `rows` pointers of segment `i` is valid for
    /// reading `lengths[i]` f32; `weights` for `n * columns`; the bias for `columns`; each of the
    /// `rows` output rows for reading and writing `columns` f32, and no other thread touches them.
    #[inline]
    pub unsafe fn run(&self, tile: &Tile) {
        debug_assert!((1..=self.rows).contains(&tile.rows));
        // SAFETY: the caller's promise, and the kernel was handed out on a fitting processor.
        unsafe { (self.tile)(tile) }
    }

    /// Runs one Winograd input tile.
    ///
    /// # Safety
    /// As [`GatherTile`] says.
    #[inline]
    pub unsafe fn gather(&self, tile: &GatherTile) {
        // SAFETY: as in `run`.
        unsafe { (self.gather)(tile) }
    }

    /// Runs one Winograd output tile.
    ///
    /// # Safety
    /// As [`ScatterTile`] says.
    #[inline]
    pub unsafe fn scatter(&self, tile: &ScatterTile) {
        // SAFETY: as in `run`.
        unsafe { (self.scatter)(tile) }
    }
}

/// The loop of [`Kernel::run`] for exactly `ROWS` rows and `VECTORS` registers of columns.
///
/// # Safety
/// As [`Kernel::run`], with `tile.rows == ROWS`, inlined into code compiled for `V`.
#[inline(always)]
pub unsafe fn sum_tile<V: Lanes, const ROWS: usize, const VECTORS: usize>(tile: &Tile) {
    // SAFETY: each access below is one that the caller vouched for.
    unsafe {
        let mut sums = [[V::splat(0.0); VECTORS]; ROWS];
        let place = |row: usize, vector: usize| {
            tile.output
                .add(row * tile.output_stride + vector * V::COUNT)
        };
        match tile.start {
            Start::Zero => {}
            Start::Bias(bias) => {
                for row in &mut sums {
                    for (vector, sum) in row.iter_mut().enumerate() {
                        *sum = V::load(bias.add(vector * V::COUNT));
                    }
                }
            }
            Start::BiasAndOutput(bias) => {
                for (index, row) in sums.iter_mut().enumerate() {
                    for (vector, sum) in row.iter_mut().enumerate() {
                        *sum =
                            V::load(bias.add(vector * V::COUNT)).add(V::load(place(index, vector)));
                    }
                }
            }
            Start::Output => {
                for (index, row) in sums.iter_mut().enumerate() {
                    for (vector, sum) in row.iter_mut().enumerate() {
                        *sum = V::load(place(index, vector));
                    }
                }
            }
        }
        let mut weights = tile.weights;
        for (segment, &length) in tile.lengths.iter().enumerate() {
            let table = tile.pointers.add(segment * MAXIMUM_ROWS);
            let mut rows = [std::ptr::null(); ROWS];
            for (index, row) in rows.iter_mut().enumerate() {
                *row = *table.add(index);
            }
            for input in 0..length {
                let mut panel = [V::splat(0.0); VECTORS];
                for (vector, weight) in panel.iter_mut().enumerate() {
                    *weight = V::load(weights.add(vector * V::COUNT));
                }
                for vector in 0..VECTORS {
                    V::prefetch(weights.wrapping_add(AHEAD + vector * V::COUNT));
                }
                weights = weights.add(VECTORS * V::COUNT);
                for (sums, row) in sums.iter_mut().zip(&rows) {
                    let activation = V::splat(*row.add(input));
                    for (sum, weight) in sums.iter_mut().zip(&panel) {
                        *sum = activation.multiply_add(*weight, *sum);
                    }
                }
            }
        }
        let zero = V::splat(0.0);
        for (index, row) in sums.iter().enumerate() {
            for (vector, sum) in row.iter().enumerate() {
                let result = if tile.relu { sum.maximum(zero) } else { *sum };
                result.store(place(index, vector));
            }
        }
    }
}
