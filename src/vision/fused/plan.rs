//! What runs when, on which buffers, cut into how many chunks.
//!
//! In: the layers, how many images of which size, how many threads. Out: steps for
//! [`in_steps`](super::schedule::in_steps), and how large each buffer must be. A plan costs some
//! microseconds; nothing of it depends on the images' content.
//!
//! Cutting follows the weights: a layer with more pixels than output channels is cut by pixels, so
//! that each thread reads all weights and its own pixels; one with few pixels is cut by output
//! channels, so that each thread reads its own weights and all pixels.

use std::ops::Range;

use super::convolution::Convolution;
use super::kernel::Kernel;
use super::layers::{COLOURS, Form, Layer, Layers, STEM_MARGIN};
use super::map::Map;
use super::winograd::{Planes, Winograd};
use super::winograd_tiles::PRODUCTS;

/// Chunks per thread in a step, so that a thread that comes late costs a fraction of the step.
const CHUNKS_PER_THREAD: usize = 4;
/// Multiply-adds below which a chunk is not worth its claim: some ten microseconds.
const SMALLEST_CHUNK: usize = 500_000;
/// f32 of gathered and multiplied tiles that a thread keeps in its second cache.
const TILE_BLOCK: usize = 128 * 1024;
/// Weights up to which each thread reads all 36 matrices for each of its blocks of tiles.
const SHARED_WEIGHTS: usize = 700_000;

/// The buffers of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// The images with their margin.
    Pixels,
    /// What leaves the stem.
    Stem,
    /// A block's input, or its output.
    Even,
    /// The other one of the two.
    Odd,
    /// After a block's first layer.
    Narrow,
    /// After a block's second layer.
    Middle,
    /// Winograd's input matrices.
    Gathered,
    /// Winograd's result matrices.
    Multiplied,
}

/// How many buffers there are.
pub const SLOTS: usize = 8;

/// What a step does.
#[derive(Clone, Copy)]
pub enum Work<'a> {
    /// From `[channel][y][x]` to padded `[y][x][channel]`.
    Spread,
    /// A direct convolution, cut into as many rows and columns of chunks.
    Direct(&'a Convolution, usize, usize),
    /// All three phases of a Winograd convolution, block by block of tiles.
    Blocks(&'a Winograd),
    /// Its first phase.
    Gather(&'a Winograd),
    /// Its second phase, each of the 36 matrices cut into as many columns of chunks.
    Multiply(&'a Winograd, usize),
    /// Its third phase.
    Scatter(&'a Winograd),
    /// The max pool behind the stem.
    Pool,
}

/// One step of a plan.
#[derive(Clone, Copy)]
pub struct Step<'a> {
    /// What it does.
    pub work: Work<'a>,
    /// The layer's name.
    pub name: &'a str,
    /// Multiply-adds in its products.
    pub sums: usize,
    /// The input map and its buffer.
    pub from: (Map, Slot),
    /// The output map and its buffer.
    pub to: (Map, Slot),
    /// Whether the output already holds the shortcut.
    pub add: bool,
    /// Whether negative results become 0.
    pub relu: bool,
    /// Into how many chunks it is cut.
    pub chunks: usize,
}

/// Part `index` of `total` things, cut into `parts` that differ by at most one.
pub fn cut(total: usize, parts: usize, index: usize) -> Range<usize> {
    total * index / parts..total * (index + 1) / parts
}

/// A way through some stages of the network.
pub struct Plan<'a> {
    /// The steps in order.
    pub steps: Vec<Step<'a>>,
    /// f32 that each buffer holds, by `Slot as usize`.
    pub sizes: [usize; SLOTS],
    /// f32 that each thread needs for itself.
    pub scratch: usize,
    /// The last step's output.
    pub result: (Map, Slot),
    kernel: &'a Kernel,
    threads: usize,
}

impl<'a> Plan<'a> {
    /// From pixels through `stages` stages; `None` if the images are too small for the stem.
    pub fn from_pixels(
        kernel: &'a Kernel,
        layers: &'a Layers,
        (images, height, width): (usize, usize, usize),
        stages: usize,
        threads: usize,
    ) -> Option<Self> {
        if images == 0 || height == 0 || width == 0 {
            return None;
        }
        let padded = Map {
            images,
            height: height + 2 * STEM_MARGIN,
            width: width + 2 * STEM_MARGIN,
            channels: COLOURS,
            stride: COLOURS,
        };
        let mut plan = Self::empty(kernel, (padded, Slot::Pixels), threads);
        plan.push(Step {
            work: Work::Spread,
            name: "pixels",
            sums: 0,
            from: plan.result,
            to: plan.result,
            add: false,
            relu: false,
            chunks: images * threads * CHUNKS_PER_THREAD,
        });
        plan.layer(&layers.stem, Slot::Stem, false, true)?;
        let stem = plan.result.0;
        let pooled = Map {
            height: (stem.height - 1) / 2 + 1,
            width: (stem.width - 1) / 2 + 1,
            ..stem
        };
        plan.push(Step {
            work: Work::Pool,
            name: "maxpool",
            sums: 0,
            from: plan.result,
            to: (pooled, Slot::Even),
            add: false,
            relu: false,
            chunks: (images * pooled.height).min(threads * CHUNKS_PER_THREAD),
        });
        plan.stages(layers, 0..stages)?;
        Some(plan)
    }

    /// From the map that leaves stage `stages.start - 1` through `stages`.
    pub fn from_map(
        kernel: &'a Kernel,
        layers: &'a Layers,
        from: Map,
        stages: Range<usize>,
        threads: usize,
    ) -> Option<Self> {
        let mut plan = Self::empty(kernel, (from, Slot::Even), threads);
        plan.stages(layers, stages)?;
        Some(plan)
    }

    fn empty(kernel: &'a Kernel, from: (Map, Slot), threads: usize) -> Self {
        let mut sizes = [0; SLOTS];
        sizes[from.1 as usize] = from.0.length();
        Self {
            steps: Vec::new(),
            sizes,
            scratch: 0,
            result: from,
            kernel,
            threads,
        }
    }

    fn push(&mut self, step: Step<'a>) {
        let (map, slot) = step.to;
        self.reserve(slot, map.length());
        self.result = step.to;
        self.steps.push(step);
    }

    fn reserve(&mut self, slot: Slot, length: usize) {
        let size = &mut self.sizes[slot as usize];
        *size = length.max(*size);
    }

    fn stages(&mut self, layers: &'a Layers, stages: Range<usize>) -> Option<()> {
        for block in layers.stages.get(stages)?.iter().flatten() {
            let input = self.result;
            let mut output = input.1;
            // The shortcut waits where the block's result will stand.
            if let Some(shortcut) = &block.shortcut {
                output = if input.1 == Slot::Even {
                    Slot::Odd
                } else {
                    Slot::Even
                };
                self.layer(shortcut, output, false, false)?;
                self.result = input;
            }
            let [first, second, third] = &block.layers;
            self.layer(first, Slot::Narrow, false, true)?;
            self.layer(second, Slot::Middle, false, true)?;
            self.layer(third, output, true, true)?;
        }
        Some(())
    }

    /// One convolution from the last result to `slot`.
    fn layer(&mut self, layer: &'a Layer, slot: Slot, add: bool, relu: bool) -> Option<()> {
        let from = self.result;
        let to = layer.output_map(&from.0)?;
        let step = |work, chunks, sums| Step {
            work,
            name: &layer.name,
            sums,
            from,
            to: (to, slot),
            add,
            relu,
            chunks,
        };
        match &layer.form {
            Form::Direct(layer) => {
                let (rows, columns) = self.grid(&to, layer.depth());
                let sums = to.pixels() * to.channels * layer.depth();
                self.push(step(
                    Work::Direct(layer, rows, columns),
                    rows * columns,
                    sums,
                ));
            }
            Form::Winograd(layer) => {
                let tiles = Winograd::tiles(&to);
                let sums = tiles * layer.weight_count();
                let (inputs, outputs) = layer.channels();
                let block = (TILE_BLOCK / (PRODUCTS * (inputs + outputs))).max(1);
                let blocks = tiles.div_ceil(block).next_multiple_of(self.threads);
                if layer.weight_count() <= SHARED_WEIGHTS && blocks <= tiles {
                    let tallest = tiles.div_ceil(blocks);
                    let scratch =
                        Planes::length(tallest, inputs) + Planes::length(tallest, outputs);
                    self.scratch = self.scratch.max(scratch);
                    self.push(step(Work::Blocks(layer), blocks, sums));
                } else {
                    self.reserve(Slot::Gathered, Planes::length(tiles, inputs));
                    self.reserve(Slot::Multiplied, Planes::length(tiles, outputs));
                    let groups = tiles.min(self.threads * CHUNKS_PER_THREAD);
                    let panels = outputs / self.kernel.columns;
                    let columns = self.threads.div_ceil(CHUNKS_PER_THREAD).min(panels);
                    self.push(step(Work::Gather(layer), groups, 0));
                    self.push(step(
                        Work::Multiply(layer, columns),
                        PRODUCTS * columns,
                        sums,
                    ));
                    self.push(step(Work::Scatter(layer), groups, 0));
                }
            }
        }
        Some(())
    }

    /// Into how many rows and columns of chunks a product is cut.
    fn grid(&self, to: &Map, depth: usize) -> (usize, usize) {
        let (pixels, channels) = (to.pixels(), self.kernel.padded(to.channels));
        let panels = channels / self.kernel.columns;
        if self.threads == 1 {
            return (1, 1);
        }
        let worth = pixels * channels * depth / SMALLEST_CHUNK;
        let most = self.threads * CHUNKS_PER_THREAD;
        let chunks = worth
            .clamp(self.threads, most)
            .next_multiple_of(self.threads);
        if pixels >= channels {
            let rows = chunks.min(pixels.div_ceil(self.kernel.rows));
            (rows, (self.threads / rows).clamp(1, panels))
        } else {
            let columns = chunks.min(panels);
            (chunks.div_ceil(columns).min(pixels), columns)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use candle_core::{Device, Tensor};

    use super::*;
    use crate::vision::Architecture;
    use crate::vision::fused::layers::STAGES;

    /// A quarter of a ResNet50's channels, all of its layers: each layer has its share of the work.
    fn tensors() -> HashMap<String, Tensor> {
        let architecture = Architecture {
            embedding: 16,
            widths: [64, 128, 256, 512],
            ..Architecture::RESNET50
        };
        let ones = |shape: &[usize]| Tensor::full(1.0_f32, shape, &Device::Cpu).expect("numbers");
        let tensors = architecture.backbone().into_iter();
        tensors.map(|(name, shape)| (name, ones(&shape))).collect()
    }

    /// Threads look at a cancel between chunks: none may hold more than an image's work.
    #[test]
    fn no_chunk_is_as_much_work_as_an_image() {
        let kernel = Kernel::available()[0];
        let layers = Layers::new(kernel, &tensors()).expect("a sound network");
        for (height, width) in [(278, 185), (224, 224)] {
            let shape = (1, height, width);
            let plan = |stages, threads| {
                Plan::from_pixels(kernel, &layers, shape, stages, threads).expect("large enough")
            };
            let sums = |plan: &Plan| plan.steps.iter().map(|step| step.sums).sum::<usize>();
            let image = sums(&plan(STAGES, 1));
            for threads in [1, 2, 4] {
                let (early, _) = plan(2, 1).result;
                let from = Map { images: 8, ..early };
                let late = Plan::from_map(kernel, &layers, from, 2..STAGES, threads);
                for plan in [plan(STAGES, threads), late.expect("large enough")] {
                    let largest = plan.steps.iter().map(|step| step.sums / step.chunks).max();
                    assert!(
                        largest.is_some_and(|sums| sums < image / 2),
                        "{largest:?} of {image} at {threads} threads"
                    );
                }
            }
        }
    }
}
