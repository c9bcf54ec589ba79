//! From a start to a checkpoint: loss, optimiser, schedule, runs.
//!
//! In: a library's films with their features and labels, and a model to start from. Out: a folder
//! `runs/<name>/` that is a checkpoint like any other, with the history of how it came about.
//! The trainer knows no screen: it tells a [`Task`](crate::jobs::Task) how far it is, and a
//! callback what each [`Epoch`] came to.
//!
//! | file | holds |
//! |---|---|
//! | [`head`] | a linear layer on cached features |
//! | [`last_block`] | layer 4 and the head on stored layer-3 activations |
//! | [`depth`] | which of these, and its settings |
//! | [`loss`], [`optimiser`], [`schedule`], [`early_stopping`] | the parts of any training |
//! | [`standardise`] | features on one scale, and back |
//! | `epochs`, `in_place` | the loop around epochs and their figures; AdamW's arithmetic |
//! | [`fit`] | after the weights: calibration and thresholds, on validation |
//! | [`history`], [`run`] | what is written down, and where |
//! | [`export`] | a history for TensorBoard and as a table |
//! | [`own_genre`] | a genre of a person's own, from a handful of stars |
//! | `learn`, [`library`] | all of it, from a library to a run |

pub mod depth;
pub mod early_stopping;
mod epochs;
pub mod error;
pub mod export;
pub mod fit;
pub mod head;
pub mod history;
mod in_place;
pub mod last_block;
mod learn;
pub mod library;
pub mod loss;
pub mod optimiser;
pub mod own_genre;
pub mod run;
pub mod schedule;
pub mod standardise;

pub use depth::Depth;
pub use early_stopping::{EarlyStopping, Verdict};
pub use error::Error;
pub use fit::{Fitted, fit_on_validation};
pub use head::{Head, HeadOptions, TrainedHead, train_head};
pub use history::Epoch;
pub use last_block::{LastBlockOptions, TrainedBlock, train_last_block};
pub use library::{Request, Run, activation_need, train_library};
pub use optimiser::{AdamW, AdamWOptions, Parameter};
pub use run::{Record, RunFolder, default_name};
pub use schedule::Schedule;
pub use standardise::Standardiser;
