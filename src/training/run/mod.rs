//! A run's folder: how a training goes and went, and a checkpoint that can be used at once.
//!
//! `runs/<name>/` is there from a training's first moment with `training.json` (a [`Record`](crate::training::Record));
//! `history.jsonl` gains a line with each epoch; the checkpoint's own files appear with the first
//! best epoch; `training_state.safetensors` is there while the training can go on. Each file is
//! written beside and renamed. Who trains holds `lock`: a run that says it is running while nobody
//! holds it was killed.

mod folder;
mod name;
mod replace;
#[cfg(test)]
pub(super) mod tests;

pub use folder::{Lock, RunFolder};
pub use name::{check_name, default_name};
pub use replace::put;
