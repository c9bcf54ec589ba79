//! ResNet50 in one piece: pixels in; logits, features and the last activations out.
//!
//! Built from a checkpoint's tensors. One image is taken through all layers by all threads
//! together. Of several images, each thread takes its own through the first stages, where maps are
//! large and weights small; the last stages, where it is the other way round, run on all images of
//! a slice together, so that each weight is read once per slice.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use candle_core::Tensor;

use super::kernel::Kernel;
use super::layers::{COLOURS, Layers, STAGES};
use super::map::Map;
use super::outputs::{Activations, FusedOutputs, RunError, append};
use super::packing::BuildError;
use super::plan::{Plan, Slot};
use super::pool;
use super::profile::StepTime;
use super::schedule::in_steps;
use super::step::Run;
use super::workspace::Workspace;

/// Images that go through the last stages together: their maps fit the third cache.
const SLICE: usize = 8;
/// Stages that a thread runs on an image of its own.
const ALONE: usize = 2;

/// A ResNet50 ready to read posters on the CPU.
pub struct FusedResNet50 {
    kernel: &'static Kernel,
    layers: Layers,
    // Buffers of finished runs, for the next.
    spare: Mutex<Vec<Workspace>>,
}

impl FusedResNet50 {
    /// Folds and packs a checkpoint's tensors (torchvision's names) for this processor.
    ///
    /// # Errors
    /// [`BuildError`] if a tensor is missing or does not fit its neighbours.
    pub fn new(tensors: &HashMap<String, Tensor>) -> Result<Self, BuildError> {
        Self::with_kernel(tensors, Kernel::best())
    }

    /// The same for a kernel of [`Kernel::available`].
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_kernel(
        tensors: &HashMap<String, Tensor>,
        kernel: &'static Kernel,
    ) -> Result<Self, BuildError> {
        Ok(Self {
            kernel,
            layers: Layers::new(kernel, tensors)?,
            spare: Mutex::default(),
        })
    }

    /// The instructions in use: `AVX2`, `AVX-512`.
    pub fn instructions(&self) -> &'static str {
        self.kernel.name
    }

    /// How many logits an image gets.
    pub fn genres(&self) -> usize {
        self.layers.head_bias.len()
    }

    /// How many features an image gets: 2048 for a ResNet50.
    pub fn features(&self) -> usize {
        self.layers.features
    }

    /// Reads `images` images of `height` x `width`: `pixels` is `[image][channel][y][x]`, three
    /// channels. Uses the threads of the current rayon pool. `cancelled` is asked many times per
    /// image.
    ///
    /// The outputs are the same to the last bit for any number of threads.
    ///
    /// # Errors
    /// [`RunError::Size`] if the numbers do not match, [`RunError::Cancelled`] when told to stop.
    pub fn outputs(
        &self,
        pixels: &[f32],
        (images, height, width): (usize, usize, usize),
        activations: bool,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<FusedOutputs, RunError> {
        let mut outputs = FusedOutputs {
            logits: Vec::new(),
            features: Vec::new(),
            activations: None,
        };
        let shape = (images, height, width);
        self.run(pixels, shape, STAGES, cancelled, |map, numbers| {
            self.collect(map, numbers, &mut outputs, activations);
        })?;
        // Only now is it known that there are as many images as was said.
        outputs.logits = vec![0.0; images * self.genres()];
        for image in 0..images {
            let features = &outputs.features[image * self.features()..][..self.features()];
            let logits = &mut outputs.logits[image * self.genres()..][..self.genres()];
            pool::linear(&self.layers.head, &self.layers.head_bias, features, logits);
        }
        Ok(outputs)
    }

    /// What leaves the first `stages` stages (2 or 3), in full: where training those behind starts.
    /// As [`outputs`](Self::outputs) otherwise; those behind are not computed.
    ///
    /// # Errors
    /// As [`outputs`](Self::outputs).
    pub fn after_stage(
        &self,
        stages: usize,
        pixels: &[f32],
        shape: (usize, usize, usize),
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<(usize, Activations), RunError> {
        let (mut channels, mut all) = (0, None);
        self.run(
            pixels,
            shape,
            stages.clamp(ALONE, STAGES),
            cancelled,
            |map, numbers| {
                channels = map.channels;
                append(map, numbers, &mut all);
            },
        )?;
        let all = all.unwrap_or(Activations {
            numbers: Vec::new(),
            height: 0,
            width: 0,
        });
        Ok((channels, all))
    }

    /// All images through the first `stages` stages, slice by slice; `collect` is given the map of
    /// each slice.
    fn run(
        &self,
        pixels: &[f32],
        (images, height, width): (usize, usize, usize),
        stages: usize,
        cancelled: &(dyn Fn() -> bool + Sync),
        mut collect: impl FnMut(&Map, &[f32]),
    ) -> Result<(), RunError> {
        let size_error = RunError::Size {
            found: pixels.len(),
            images,
            height,
            width,
        };
        let size = [COLOURS, height, width]
            .into_iter()
            .try_fold(1_usize, usize::checked_mul)
            .filter(|size| *size > 0 && size.checked_mul(images) == Some(pixels.len()))
            .ok_or(size_error)?;
        for slice in pixels.chunks(SLICE * size) {
            let shape = (slice.len() / size, height, width);
            self.slice(slice, shape, stages, cancelled, &mut collect)
                .ok_or(size_error)??;
        }
        Ok(())
    }

    /// One slice; `None` if no plan fits the size.
    fn slice(
        &self,
        pixels: &[f32],
        (images, height, width): (usize, usize, usize),
        stages: usize,
        cancelled: &(dyn Fn() -> bool + Sync),
        collect: &mut impl FnMut(&Map, &[f32]),
    ) -> Option<Result<(), crate::jobs::Cancelled>> {
        let threads = rayon::current_num_threads();
        let from_pixels = |stages, threads| {
            Plan::from_pixels(
                self.kernel,
                &self.layers,
                (1, height, width),
                stages,
                threads,
            )
        };
        let mut space = self.borrow();
        let (plan, done) = if images == 1 {
            let plan = from_pixels(stages, threads)?;
            space.fit(&plan, threads);
            let done = self.together(&plan, &mut space, pixels, threads, cancelled);
            (plan, done)
        } else {
            let (one, all) = (from_pixels(ALONE, 1)?, from_pixels(ALONE, threads)?);
            let (map, _) = one.result;
            let from = Map { images, ..map };
            let plan = Plan::from_map(self.kernel, &self.layers, from, ALONE..stages, threads)?;
            space.fit(&plan, threads);
            let done = self.early(&one, &all, &mut space, pixels, images, cancelled)
                && self.together(&plan, &mut space, &[], threads, cancelled);
            (plan, done)
        };
        if done {
            let (map, _) = plan.result;
            collect(&map, space.result(&plan));
        }
        self.give_back(space);
        Some(if done {
            Ok(())
        } else {
            Err(crate::jobs::Cancelled)
        })
    }

    /// The first stages of several images, into `space`'s first buffer: each thread on images of
    /// its own, and those that do not come out even by all threads together.
    fn early(
        &self,
        one: &Plan,
        all: &Plan,
        space: &mut Workspace,
        pixels: &[f32],
        images: usize,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> bool {
        let threads = rayon::current_num_threads();
        let (size, length) = (pixels.len() / images, one.result.0.length());
        let alone = images - images % threads;
        let target = &mut space.slots[Slot::Even as usize];
        let mut parts: Vec<_> = target
            .chunks_exact_mut(length)
            .take(images)
            .map(Mutex::new)
            .collect();
        let shared = parts.split_off(alone);
        let done = in_steps(threads, [alone], cancelled, &|_, image, _| {
            let mut space = self.borrow();
            space.fit(one, 1);
            let pixels = &pixels[image * size..][..size];
            if self.together(one, &mut space, pixels, 1, cancelled) {
                let mut part = parts[image].lock().unwrap_or_else(PoisonError::into_inner);
                part.copy_from_slice(space.result(one));
            }
            self.give_back(space);
        });
        done && shared.into_iter().zip(alone..).all(|(part, image)| {
            let mut space = self.borrow();
            space.fit(all, threads);
            let pixels = &pixels[image * size..][..size];
            let done = self.together(all, &mut space, pixels, threads, cancelled);
            if done {
                part.into_inner()
                    .unwrap_or_else(PoisonError::into_inner)
                    .copy_from_slice(space.result(all));
            }
            self.give_back(space);
            done
        })
    }

    /// All steps of a plan on `threads` threads.
    fn together(
        &self,
        plan: &Plan,
        space: &mut Workspace,
        pixels: &[f32],
        threads: usize,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> bool {
        let run = Run::new(self.kernel, pixels, space);
        let chunks = plan.steps.iter().map(|step| step.chunks);
        in_steps(threads, chunks, cancelled, &|step, chunk, member| {
            run.chunk(&plan.steps[step], chunk, member);
        })
    }

    fn collect(&self, map: &Map, numbers: &[f32], outputs: &mut FusedOutputs, activations: bool) {
        let (area, features) = (map.height * map.width, self.features());
        for image in numbers.chunks_exact(area * map.stride) {
            let start = outputs.features.len();
            outputs.features.resize(start + features, 0.0);
            pool::mean(map, image, &mut outputs.features[start..]);
        }
        if activations {
            append(map, numbers, &mut outputs.activations);
        }
    }

    /// Times each step on one thread for `images` images of `height` x `width`, all images
    /// together: the shortest of `rounds` rounds.
    ///
    /// # Errors
    /// [`RunError::Size`] if there is nothing to read.
    pub fn profile(
        &self,
        (images, height, width): (usize, usize, usize),
        rounds: usize,
    ) -> Result<Vec<StepTime>, RunError> {
        let shape = (images, height, width);
        let plan = Plan::from_pixels(self.kernel, &self.layers, shape, STAGES, 1);
        let plan = plan.ok_or(RunError::Size {
            found: 0,
            images,
            height,
            width,
        })?;
        let pixels = vec![0.5; images * COLOURS * height * width];
        let mut space = self.borrow();
        space.fit(&plan, 1);
        let run = Run::new(self.kernel, &pixels, &mut space);
        let mut times: Vec<_> = plan.steps.iter().map(StepTime::new).collect();
        for _ in 0..rounds {
            for (step, time) in plan.steps.iter().zip(&mut times) {
                let start = Instant::now();
                for chunk in 0..step.chunks {
                    run.chunk(step, chunk, 0);
                }
                time.seconds = time.seconds.min(start.elapsed().as_secs_f64());
            }
        }
        drop(run);
        self.give_back(space);
        Ok(times)
    }

    fn borrow(&self) -> Workspace {
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        spare.pop().unwrap_or_default()
    }

    fn give_back(&self, space: Workspace) {
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        spare.push(space);
    }
}
