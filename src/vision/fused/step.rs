//! One chunk of one step, on the buffers of a run.
//!
//! In: a plan's step and the number of a chunk. Out: that part of the step's output buffer.
#![allow(
    unsafe_code,
    reason = "chunks of a step write disjoint parts of one buffer, as the plan cuts them"
)]

use super::convolution::{Convolution, Flow};
use super::kernel::Kernel;
use super::layers::STEM_MARGIN;
use super::plan::{SLOTS, Step, Work, cut};
use super::pool;
use super::product::Table;
use super::region::Region;
use super::winograd::{Planes, Winograd};
use super::workspace::Workspace;

/// The buffers of a run, shared by its threads.
///
/// Why the unsafe calls below are sound: a step's chunks are claimed once each, no step begins
/// before the one before it has finished, no step's input is its output (a block's shortcut is
/// added in place, by the chunk that owns that part), and chunks are cut without overlap.
pub struct Run<'a> {
    kernel: &'a Kernel,
    pixels: &'a [f32],
    slots: [Region<'a>; SLOTS],
    scratch: Vec<Region<'a>>,
}

impl<'a> Run<'a> {
    /// A run over `space`, whose buffers fit the plan. `pixels` is `[image][channel][y][x]`.
    pub fn new(kernel: &'a Kernel, pixels: &'a [f32], space: &'a mut Workspace) -> Self {
        Self {
            kernel,
            pixels,
            slots: space.slots.each_mut().map(|slot| Region::new(slot)),
            scratch: space
                .scratch
                .iter_mut()
                .map(|part| Region::new(part))
                .collect(),
        }
    }

    /// Does chunk `chunk` of `step`, as thread number `member`.
    ///
    /// To be called once per chunk, steps in order: [`in_steps`](super::schedule::in_steps) does.
    pub fn chunk(&self, step: &Step, chunk: usize, member: usize) {
        let ((from, input), (to, output)) = (step.from, step.to);
        let flow = Flow {
            from,
            input: self.slots[input as usize],
            to,
            output: self.slots[output as usize],
            add: step.add,
            relu: step.relu,
        };
        match step.work {
            Work::Spread => self.spread(step, chunk),
            Work::Pool => self.pool(step, chunk),
            Work::Direct(layer, rows, columns) => self.direct(layer, &flow, (rows, columns), chunk),
            Work::Blocks(layer) => self.block(layer, &flow, step.chunks, chunk, member),
            Work::Gather(layer) => {
                let tiles = cut(Winograd::tiles(&to), step.chunks, chunk);
                let row = tiles.start;
                let (gathered, _) = self.planes(layer, &flow);
                // SAFETY: see `Run`; each chunk has its own tiles.
                unsafe { layer.gather(self.kernel, &flow, tiles, &gathered, row) };
            }
            Work::Multiply(layer, columns) => {
                let panels = layer.channels().1 / self.kernel.columns;
                let panels = cut(panels, columns, chunk % columns);
                let (gathered, multiplied) = self.planes(layer, &flow);
                let mut table = Table::default();
                // SAFETY: see `Run`; each chunk has its own matrix or panels.
                unsafe {
                    layer.multiply(
                        self.kernel,
                        &gathered,
                        &multiplied,
                        chunk / columns,
                        panels,
                        &mut table,
                    );
                }
            }
            Work::Scatter(layer) => {
                let tiles = cut(Winograd::tiles(&to), step.chunks, chunk);
                let row = tiles.start;
                let (_, multiplied) = self.planes(layer, &flow);
                // SAFETY: see `Run`; each chunk has its own tiles.
                unsafe { layer.scatter(self.kernel, &flow, tiles, &multiplied, row) };
            }
        }
    }

    fn direct(&self, layer: &Convolution, flow: &Flow, grid: (usize, usize), chunk: usize) {
        let (rows, columns) = grid;
        let panels = self.kernel.padded(flow.to.channels) / self.kernel.columns;
        let pixels = cut(flow.to.pixels(), rows, chunk / columns);
        let panels = cut(panels, columns, chunk % columns);
        let mut table = Table::default();
        // SAFETY: see `Run`; each chunk has its own pixels or panels.
        unsafe { layer.run(self.kernel, flow, pixels, panels, &mut table) };
    }

    /// All phases of one block of tiles, in the thread's own memory.
    fn block(&self, layer: &Winograd, flow: &Flow, blocks: usize, chunk: usize, member: usize) {
        let tiles = cut(Winograd::tiles(&flow.to), blocks, chunk);
        let (inputs, outputs) = layer.channels();
        let scratch = self.scratch[member];
        let length = Planes::length(tiles.len(), inputs);
        let (first, second) = scratch.split(length);
        let planes = |numbers, channels| Planes {
            numbers,
            tiles: tiles.len(),
            channels,
        };
        let (gathered, multiplied) = (planes(first, inputs), planes(second, outputs));
        let panels = outputs / self.kernel.columns;
        let mut table = Table::default();
        // SAFETY: see `Run`; the scratch belongs to this thread, the tiles to this chunk.
        unsafe {
            layer.gather(self.kernel, flow, tiles.clone(), &gathered, 0);
            for product in 0..super::winograd_tiles::PRODUCTS {
                layer.multiply(
                    self.kernel,
                    &gathered,
                    &multiplied,
                    product,
                    0..panels,
                    &mut table,
                );
            }
            layer.scatter(self.kernel, flow, tiles, &multiplied, 0);
        }
    }

    fn planes(&self, layer: &Winograd, flow: &Flow) -> (Planes<'a>, Planes<'a>) {
        let tiles = Winograd::tiles(&flow.to);
        let (inputs, outputs) = layer.channels();
        let planes = |slot: super::plan::Slot, channels| Planes {
            numbers: self.slots[slot as usize],
            tiles,
            channels,
        };
        (
            planes(super::plan::Slot::Gathered, inputs),
            planes(super::plan::Slot::Multiplied, outputs),
        )
    }

    fn spread(&self, step: &Step, chunk: usize) {
        let (to, slot) = step.to;
        let length = to.width * to.stride;
        let size = self.pixels.len() / to.images;
        for row in cut(to.images * to.height, step.chunks, chunk) {
            let (image, y) = (row / to.height, row % to.height);
            // SAFETY: see `Run`; each chunk has its own rows.
            let output = unsafe { self.slots[slot as usize].write(row * length, length) };
            let pixels = &self.pixels[image * size..][..size];
            pool::channels_last_row(&to, pixels, STEM_MARGIN, y, output);
        }
    }

    fn pool(&self, step: &Step, chunk: usize) {
        let ((from, input), (to, output)) = (step.from, step.to);
        let (size, length) = (from.length() / from.images, to.width * to.stride);
        for row in cut(to.images * to.height, step.chunks, chunk) {
            let (image, y) = (row / to.height, row % to.height);
            // SAFETY: see `Run`; each chunk has its own rows, and nobody writes the input.
            let (input, output) = unsafe {
                (
                    self.slots[input as usize].read(image * size, size),
                    self.slots[output as usize].write(row * length, length),
                )
            };
            pool::maximum_row(&from, input, y, output);
        }
    }
}
