//! A 3 x 3 convolution with stride 1 by Winograd's minimal filtering.
//!
//! In: an activation map and folded weights. Out: the next map, with bias and ReLU. Three phases:
//! input tiles are gathered into 36 matrices, each is multiplied by its own weights, and output
//! tiles are scattered from the 36 results. The phases are cut by tiles, or the middle one by
//! matrices, as the plan wants: see `plan.rs`.
#![allow(
    unsafe_code,
    reason = "hands pixel pointers to the transforms after checking what they point to"
)]

use std::ops::Range;

use super::convolution::Flow;
use super::kernel::Kernel;
use super::map::{Map, spaced};
use super::packing::Folded;
use super::product::{Part, Product, Table, parts};
use super::region::Region;
use super::store::Store;
use super::winograd_tiles::{GatherTile, INPUTS, OUTPUTS, PRODUCTS, ScatterTile};

/// A Winograd convolution, prepacked for one kernel.
pub struct Winograd {
    weights: Store,
    bias: Vec<f32>,
    parts: Vec<Part>,
    zeros: Vec<f32>,
    inputs: usize,
    outputs: usize,
    padded_inputs: usize,
    padded_outputs: usize,
}

/// The 36 matrices of some tiles: `[product][tile][channel]`.
#[derive(Clone, Copy)]
pub struct Planes<'a> {
    /// Their numbers.
    pub numbers: Region<'a>,
    /// Tiles per matrix.
    pub tiles: usize,
    /// Channels per tile.
    pub channels: usize,
}

/// f32 between two matrices beyond their content: without it all 36 would fall on the same lines
/// of the first cache.
const GAP: usize = 16;

impl Planes<'_> {
    /// f32 that the matrices of `tiles` tiles need.
    pub fn length(tiles: usize, channels: usize) -> usize {
        PRODUCTS * (tiles * channels + GAP)
    }

    fn plane(&self) -> usize {
        self.tiles * self.channels + GAP
    }
}

impl Winograd {
    /// Transforms and packs the weights. The window must be 3 x 3; stride and margin are 1.
    pub fn new(kernel: &Kernel, folded: &Folded) -> Self {
        assert_eq!(folded.window, 3);
        let padded_inputs = kernel.padded(folded.inputs);
        Self {
            weights: folded.winograd_panels(kernel),
            bias: folded.padded_bias(kernel),
            parts: parts((1, 1), folded.inputs, kernel.depth),
            zeros: vec![0.0; padded_inputs],
            inputs: folded.inputs,
            outputs: folded.outputs,
            padded_inputs,
            padded_outputs: kernel.padded(folded.outputs),
        }
    }

    /// The map that comes out when `from` goes in.
    pub fn output_map(&self, from: &Map) -> Map {
        Map {
            channels: self.outputs,
            stride: spaced(self.padded_outputs),
            ..*from
        }
    }

    /// Tiles that cover a map.
    pub fn tiles(map: &Map) -> usize {
        map.images * map.height.div_ceil(OUTPUTS) * map.width.div_ceil(OUTPUTS)
    }

    /// Channels of a gathered and of a multiplied tile.
    pub fn channels(&self) -> (usize, usize) {
        (self.padded_inputs, self.padded_outputs)
    }

    /// f32 of all 36 weight matrices.
    pub fn weight_count(&self) -> usize {
        self.weights.len()
    }

    /// Image, and the top left output pixel, of tile `index`.
    fn corner(map: &Map, index: usize) -> (usize, isize, isize) {
        let (down, across) = (map.height.div_ceil(OUTPUTS), map.width.div_ceil(OUTPUTS));
        let (image, rest) = (index / (down * across), index % (down * across));
        let corner = |tile: usize| (tile * OUTPUTS).cast_signed();
        (image, corner(rest / across), corner(rest % across))
    }

    /// Gathers input tiles `tiles` of the map; the first goes to row `row` of the matrices.
    ///
    /// # Safety
    /// No other thread writes the input, or touches these rows of `planes`.
    ///
    /// # Panics
    /// If the map or the matrices exceed their regions.
    pub unsafe fn gather(
        &self,
        kernel: &Kernel,
        flow: &Flow,
        tiles: Range<usize>,
        planes: &Planes,
        row: usize,
    ) {
        let from = &flow.from;
        assert!(from.stride >= self.padded_inputs && planes.channels == self.padded_inputs);
        assert!(row + tiles.len() <= planes.tiles);
        planes
            .numbers
            .at(0, Planes::length(planes.tiles, planes.channels));
        for (index, tile) in tiles.enumerate() {
            let (image, top, left) = Self::corner(from, tile);
            let pixels = std::array::from_fn(|place| {
                let y = top + (place / INPUTS).cast_signed() - 1;
                let x = left + (place % INPUTS).cast_signed() - 1;
                from.offset(image, y, x)
                    .map_or(self.zeros.as_ptr(), |start| {
                        flow.input.at(start, self.padded_inputs).cast_const()
                    })
            });
            let start = (row + index) * planes.channels;
            let tile = GatherTile {
                pixels,
                channels: planes.channels,
                target: planes.numbers.at(start, planes.channels),
                plane: planes.plane(),
            };
            // SAFETY: pixels were checked one by one, and the matrices as a whole.
            unsafe { kernel.gather(&tile) };
        }
    }

    /// Multiplies rows `0..rows` of matrix `product`, for some panels of output channels.
    ///
    /// # Safety
    /// No other thread writes `gathered`, or touches that part of `multiplied`.
    ///
    /// # Panics
    /// If a matrix exceeds its region.
    pub unsafe fn multiply(
        &self,
        kernel: &Kernel,
        gathered: &Planes,
        multiplied: &Planes,
        product: usize,
        panels: Range<usize>,
        table: &mut Table,
    ) {
        assert!(product < PRODUCTS && gathered.tiles == multiplied.tiles);
        assert!(gathered.channels == self.padded_inputs);
        assert!(multiplied.channels == self.padded_outputs);
        let matrix = self.inputs * self.padded_outputs;
        let whole = Product {
            kernel,
            parts: &self.parts,
            weights: &self.weights[product * matrix..][..matrix],
            bias: None,
            output: multiplied.numbers,
            offset: product * multiplied.plane(),
            stride: multiplied.channels,
            add: false,
            relu: false,
        };
        let start = product * gathered.plane();
        // SAFETY: `at` checks each run; the rest is the caller's promise.
        unsafe {
            let place = |tile| start + tile * gathered.channels;
            whole.run(0..gathered.tiles, panels, table, place, |start, segment| {
                let start = start + segment.offset;
                gathered.numbers.at(start, segment.length).cast_const()
            });
        }
    }

    /// Scatters output tiles `tiles` of the map; the first comes from row `row` of the matrices.
    ///
    /// # Safety
    /// No other thread writes `planes`, or touches the pixels of these tiles.
    ///
    /// # Panics
    /// If the map or the matrices exceed their regions.
    pub unsafe fn scatter(
        &self,
        kernel: &Kernel,
        flow: &Flow,
        tiles: Range<usize>,
        planes: &Planes,
        row: usize,
    ) {
        let to = &flow.to;
        assert!(to.stride >= self.padded_outputs && planes.channels == self.padded_outputs);
        assert!(row + tiles.len() <= planes.tiles && !flow.add);
        planes
            .numbers
            .at(0, Planes::length(planes.tiles, planes.channels));
        for (index, tile) in tiles.enumerate() {
            let (image, top, left) = Self::corner(to, tile);
            let pixels = std::array::from_fn(|place| {
                let y = top + (place / OUTPUTS).cast_signed();
                let x = left + (place % OUTPUTS).cast_signed();
                to.offset(image, y, x)
                    .map_or(std::ptr::null_mut(), |start| {
                        flow.output.at(start, self.padded_outputs)
                    })
            });
            let start = (row + index) * planes.channels;
            let tile = ScatterTile {
                source: planes.numbers.at(start, planes.channels).cast_const(),
                plane: planes.plane(),
                channels: planes.channels,
                bias: self.bias.as_ptr(),
                pixels,
                relu: flow.relu,
            };
            // SAFETY: pixels were checked one by one, and the matrices as a whole; the bias is as
            // long as the padded channels.
            unsafe { kernel.scatter(&tile) };
        }
    }
}
