//! The fused engine: ResNet50 on a CPU, as fast as the processor allows.
//!
//! In: a checkpoint's tensors, then pixels. Out: logits, features and the last activations, equal
//! to the Candle graph's up to rounding. What makes it fast: batch norm folded into the weights;
//! activations with their channels side by side; weights packed in the order of their use; bias,
//! shortcut and ReLU done while a tile is in registers; convolutions that read their input where it
//! lies; Winograd's 36 products instead of 144 for 3 x 3; and one crew of threads for all layers.
//!
//! | file | what it holds |
//! |---|---|
//! | `engine` | the seam that readers know, and the choice of an engine |
//! | `network`, `outputs` | the network: slices a batch, runs plans, collects the outputs |
//! | `layers` | finds the layers in a checkpoint |
//! | `packing` | folds batch norm, packs weights |
//! | `plan` | the steps, their buffers and how they are cut |
//! | `schedule` | threads that go through steps together |
//! | `step` | one chunk of a step |
//! | `convolution`, `winograd`, `pool` | what a chunk computes |
//! | `product` | rows times panels, ordered for the caches |
//! | `kernel`, `kernels`, `kernel_*`, `lanes`, `winograd_tiles` | the inner loops, and the instructions for them |
//! | `profile` | how long each step takes |
//! | `map`, `region`, `store`, `workspace` | the shape of activations, and the memory they are in |

mod convolution;
pub mod engine;
pub mod kernel;
#[cfg(target_arch = "x86_64")]
mod kernel_avx2;
#[cfg(target_arch = "x86_64")]
mod kernel_avx512;
#[cfg(target_arch = "aarch64")]
mod kernel_neon;
mod kernel_portable;
mod kernels;
mod lanes;
mod layers;
mod map;
mod network;
mod outputs;
mod packing;
mod plan;
mod pool;
mod product;
mod profile;
mod region;
mod schedule;
mod step;
mod store;
mod winograd;
mod winograd_tiles;
mod workspace;

pub use engine::FusedEngine;
pub use kernel::Kernel;
pub use network::FusedResNet50;
pub use outputs::{Activations, FusedOutputs, RunError};
pub use packing::BuildError;
pub use profile::StepTime;
