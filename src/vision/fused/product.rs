//! Rows of activations times weight panels: how the kernel's tiles are ordered so that caches help.
//!
//! In: a way to find each row's runs, prepacked panels, and which rows and panels to do. Out: that
//! part of the output map. A block of rows and a part of the sum are chosen to stay in the second
//! cache; each panel is then swept over all tiles of the block.
#![allow(
    unsafe_code,
    reason = "hands row pointers to the kernel after checking what they point to"
)]

use std::ops::Range;

use super::kernel::{Kernel, MAXIMUM_ROWS, Start, Tile};
use super::region::Region;

/// Activations of a block of rows, in f32: a quarter of a mebibyte, half of a usual second cache.
const BLOCK: usize = 64 * 1024;

/// A contiguous run of inputs that one window position contributes to a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Row of the window position, from the top.
    pub row: usize,
    /// Column of the window position, from the left.
    pub column: usize,
    /// First input of the run.
    pub offset: usize,
    /// Inputs in the run.
    pub length: usize,
}

/// A part of the sum: short enough that its weight panel stays in cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    segments: Vec<Segment>,
    lengths: Vec<usize>,
    start: usize,
    depth: usize,
}

/// Cuts the runs of `length` inputs at all window positions (`down` x `across`) into parts of about
/// equal depth, at most `depth`.
pub fn parts((down, across): (usize, usize), length: usize, depth: usize) -> Vec<Part> {
    let total = down * across * length;
    let count = total.div_ceil(depth).max(1);
    let (mut parts, mut position, mut offset) = (Vec::with_capacity(count), 0, 0);
    for index in 0..count {
        let start = total * index / count;
        let mut left = total * (index + 1) / count - start;
        let depth = left;
        let mut segments = Vec::new();
        while left > 0 {
            let take = left.min(length - offset);
            segments.push(Segment {
                row: position / across,
                column: position % across,
                offset,
                length: take,
            });
            left -= take;
            offset += take;
            if offset == length {
                (position, offset) = (position + 1, 0);
            }
        }
        parts.push(Part {
            lengths: segments.iter().map(|segment| segment.length).collect(),
            segments,
            start,
            depth,
        });
    }
    parts
}

/// Room for row pointers, kept between calls.
#[derive(Default)]
pub struct Table(Vec<*const f32>);

/// One matrix product, or the part of a convolution that looks like one.
pub struct Product<'a> {
    /// The instructions to use.
    pub kernel: &'a Kernel,
    /// The sum, in parts.
    pub parts: &'a [Part],
    /// `[panel][input][column]`.
    pub weights: &'a [f32],
    /// `[panel][column]`; none for a product that starts from 0.
    pub bias: Option<&'a [f32]>,
    /// Where the results go.
    pub output: Region<'a>,
    /// Where in `output` row 0 begins.
    pub offset: usize,
    /// Distance between two output rows, in f32.
    pub stride: usize,
    /// Whether what stands in the output is added (needs a bias).
    pub add: bool,
    /// Whether negative results become 0.
    pub relu: bool,
}

impl Product<'_> {
    /// Computes `rows` x `panels`. `find(place(row), segment)` gives a row's run of that segment.
    ///
    /// # Safety
    /// Each pointer from `find` is valid for reading the segment's length, and no other thread
    /// writes there; no other thread touches these rows and panels of the output.
    ///
    /// # Panics
    /// If weights, bias or output are too short for what is asked.
    pub unsafe fn run<P: Copy>(
        &self,
        rows: Range<usize>,
        panels: Range<usize>,
        table: &mut Table,
        place: impl Fn(usize) -> P,
        find: impl Fn(P, &Segment) -> *const f32,
    ) {
        let columns = self.kernel.columns;
        let depth = self.parts.iter().map(|part| part.depth).sum::<usize>();
        if rows.is_empty() || panels.is_empty() || depth == 0 {
            return;
        }
        assert!(panels.end * columns <= self.stride);
        assert!(self.weights.len() >= panels.end * depth * columns);
        assert!(
            self.bias
                .is_none_or(|bias| bias.len() >= panels.end * columns)
        );
        assert!(self.bias.is_some() || !self.add);
        // The last row's end bounds them all.
        let last = self.offset + (rows.end - 1) * self.stride;
        self.output.at(last, panels.end * columns);

        let deepest = self.parts.iter().map(|part| part.depth).max().unwrap_or(1);
        let most = (BLOCK / deepest).max(self.kernel.rows);
        let blocks = rows.len().div_ceil(most);
        for block in 0..blocks {
            let cut = |index: usize| rows.start + rows.len() * index / blocks;
            let block = cut(block)..cut(block + 1);
            for (index, part) in self.parts.iter().enumerate() {
                self.fill(&block, part, table, &place, &find);
                for panel in panels.clone() {
                    // SAFETY: the bounds were checked above, the pointers are the caller's word.
                    unsafe { self.sweep(&block, panel, index, depth, table) };
                }
            }
        }
    }

    /// Rows of tile `index` of a block: tiles of a block differ by at most one row.
    fn tile_rows(&self, block: &Range<usize>, index: usize) -> Range<usize> {
        let tiles = block.len().div_ceil(self.kernel.rows);
        let cut = |index: usize| block.start + block.len() * index / tiles;
        cut(index)..cut(index + 1)
    }

    /// The pointer table of one block and part: `[tile][segment][MAXIMUM_ROWS]`.
    fn fill<P: Copy>(
        &self,
        block: &Range<usize>,
        part: &Part,
        table: &mut Table,
        place: impl Fn(usize) -> P,
        find: impl Fn(P, &Segment) -> *const f32,
    ) {
        let tiles = block.len().div_ceil(self.kernel.rows);
        let width = part.segments.len() * MAXIMUM_ROWS;
        table.0.clear();
        table.0.resize(tiles * width, std::ptr::null());
        for (tile, entries) in table.0.chunks_exact_mut(width).enumerate() {
            for (row_index, row) in self.tile_rows(block, tile).enumerate() {
                let place = place(row);
                for (index, segment) in part.segments.iter().enumerate() {
                    entries[index * MAXIMUM_ROWS + row_index] = find(place, segment);
                }
            }
        }
    }

    /// One panel over all tiles of a block, for one part of the sum.
    ///
    /// # Safety
    /// As `run`, whose checks were made; the table is that of this block and part.
    unsafe fn sweep(
        &self,
        block: &Range<usize>,
        panel: usize,
        index: usize,
        depth: usize,
        table: &Table,
    ) {
        let columns = self.kernel.columns;
        let part = &self.parts[index];
        let weights =
            &self.weights[(panel * depth + part.start) * columns..][..part.depth * columns];
        let start = match self
            .bias
            .map(|bias| bias[panel * columns..][..columns].as_ptr())
        {
            _ if index > 0 => Start::Output,
            Some(bias) if self.add => Start::BiasAndOutput(bias),
            Some(bias) => Start::Bias(bias),
            None => Start::Zero,
        };
        let width = part.segments.len() * MAXIMUM_ROWS;
        for (tile, pointers) in table.0.chunks_exact(width).enumerate() {
            let rows = self.tile_rows(block, tile);
            let place = self.offset + rows.start * self.stride + panel * columns;
            let tile = Tile {
                lengths: &part.lengths,
                pointers: pointers.as_ptr(),
                weights: weights.as_ptr(),
                output: self.output.at(place, columns),
                output_stride: self.stride,
                rows: rows.len(),
                start,
                relu: self.relu && index + 1 == self.parts.len(),
            };
            // SAFETY: rows and panel lie inside the output, weights and bias hold this part and
            // panel, each row has its pointer in the table.
            unsafe { self.kernel.run(&tile) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_the_sum_once_and_in_order() {
        for (down, across, length, depth) in [
            (3, 3, 256, 512),
            (1, 1, 2048, 256),
            (7, 1, 21, 256),
            (3, 3, 5, 7),
        ] {
            let parts = parts((down, across), length, depth);
            let mut inputs = Vec::new();
            for part in &parts {
                assert!(part.depth <= depth && part.start == inputs.len());
                for segment in &part.segments {
                    let position = segment.row * across + segment.column;
                    let start = position * length + segment.offset;
                    inputs.extend(start..start + segment.length);
                }
                assert_eq!(part.lengths.iter().sum::<usize>(), part.depth);
            }
            assert_eq!(inputs, (0..down * across * length).collect::<Vec<_>>());
        }
    }
}
