//! A convolution as one big product whose rows are found, not copied.
//!
//! In: an activation map and folded weights. Out: the next map, with bias, shortcut and ReLU. Each
//! output pixel is a row of the product; its inputs are one run of channels per window position,
//! which the kernel reads where they lie. Positions outside the image point at zeros.
#![allow(
    unsafe_code,
    reason = "calls the product with pointers into the map, each checked against its end"
)]

use std::ops::Range;

use super::kernel::Kernel;
use super::map::{Map, spaced};
use super::packing::Folded;
use super::product::{Part, Product, Table, parts};
use super::region::Region;
use super::store::Store;

/// A direct convolution, prepacked for one kernel.
pub struct Convolution {
    weights: Store,
    bias: Vec<f32>,
    parts: Vec<Part>,
    zeros: Vec<f32>,
    // Runs per window row: `window`, or 1 where a row's pixels lie side by side.
    across: usize,
    run: usize,
    window: usize,
    stride: usize,
    margin: usize,
    outputs: usize,
    padded_outputs: usize,
}

/// Where a layer reads and writes.
#[derive(Clone, Copy)]
pub struct Flow<'a> {
    /// The input map.
    pub from: Map,
    /// Its numbers.
    pub input: Region<'a>,
    /// The output map.
    pub to: Map,
    /// Its numbers.
    pub output: Region<'a>,
    /// Whether what stands in the output is the shortcut, to be added.
    pub add: bool,
    /// Whether negative results become 0.
    pub relu: bool,
}

impl Convolution {
    /// A convolution that looks `margin` pixels beyond the image and moves by `stride`.
    pub fn new(kernel: &Kernel, folded: &Folded, stride: usize, margin: usize) -> Self {
        Self::with_runs(kernel, folded, stride, margin, folded.window, folded.inputs)
    }

    /// One over an input whose margin is in the map already, and whose pixels lie without gaps:
    /// each window row is a single run.
    pub fn over_dense_rows(kernel: &Kernel, folded: &Folded, stride: usize) -> Self {
        Self::with_runs(kernel, folded, stride, 0, 1, folded.window * folded.inputs)
    }

    fn with_runs(
        kernel: &Kernel,
        folded: &Folded,
        stride: usize,
        margin: usize,
        across: usize,
        run: usize,
    ) -> Self {
        Self {
            weights: folded.panels(kernel),
            bias: folded.padded_bias(kernel),
            parts: parts((folded.window, across), run, kernel.depth),
            zeros: vec![0.0; run],
            across,
            run,
            window: folded.window,
            stride,
            margin,
            outputs: folded.outputs,
            padded_outputs: kernel.padded(folded.outputs),
        }
    }

    /// The map that comes out when `from` goes in; `None` where the window does not fit.
    pub fn output_map(&self, from: &Map) -> Option<Map> {
        let along = |length: usize| {
            Some((length + 2 * self.margin).checked_sub(self.window)? / self.stride + 1)
        };
        Some(Map {
            images: from.images,
            height: along(from.height)?,
            width: along(from.width)?,
            channels: self.outputs,
            stride: spaced(self.padded_outputs),
        })
    }

    /// Inputs of one output.
    pub fn depth(&self) -> usize {
        self.window * self.across * self.run
    }

    /// Computes `pixels` x `panels` of the output map.
    ///
    /// # Safety
    /// No other thread writes the input, or touches these pixels and panels of the output.
    ///
    /// # Panics
    /// If the maps do not belong together or exceed their regions.
    pub unsafe fn run(
        &self,
        kernel: &Kernel,
        flow: &Flow,
        pixels: Range<usize>,
        panels: Range<usize>,
        table: &mut Table,
    ) {
        assert_eq!(self.output_map(&flow.from), Some(flow.to));
        assert!(pixels.end <= flow.to.pixels());
        let product = Product {
            kernel,
            parts: &self.parts,
            weights: &self.weights,
            bias: Some(&self.bias),
            output: flow.output,
            offset: 0,
            stride: flow.to.stride,
            add: flow.add,
            relu: flow.relu,
        };
        let from = &flow.from;
        if self.window == 1 && self.stride == 1 {
            // SAFETY: `at` checks each run; the rest is the caller's promise.
            unsafe {
                let place = |pixel| pixel * from.stride;
                product.run(pixels, panels, table, place, |start, segment| {
                    let start = start + segment.offset;
                    flow.input.at(start, segment.length).cast_const()
                });
            }
            return;
        }
        let corner = |place: usize| (place * self.stride).cast_signed() - self.margin.cast_signed();
        let place = |pixel| {
            let (image, y, x) = flow.to.place(pixel);
            (image, corner(y), corner(x))
        };
        // SAFETY: `at` checks each run, and the zeros are as long as one; the rest is the caller's
        // promise.
        unsafe {
            product.run(pixels, panels, table, place, |(image, y, x), segment| {
                let start = from.offset(
                    image,
                    y + segment.row.cast_signed(),
                    x + segment.column.cast_signed(),
                );
                start.map_or_else(
                    || self.zeros[segment.offset..][..segment.length].as_ptr(),
                    |start| {
                        flow.input
                            .at(start + segment.offset, segment.length)
                            .cast_const()
                    },
                )
            });
        }
    }
}
