//! From a start to a checkpoint: loss, optimiser, schedule, runs.
//!
//! In: a library's films with their features and labels, and a model to start from. Out: a folder
//! `runs/<name>/` that is a checkpoint like any other, with the history of how it came about.
//! The trainer knows no screen: it tells a [`Task`](crate::jobs::Task) how far it is, and an
//! [`Observer`] what happens.
//!
//! | file | holds |
//! |---|---|
//! | [`depth`], [`settings`] | how much of the network learns, and all that a person can choose |
//! | [`head`] | a linear layer on cached features |
//! | [`network`], [`trainer`] | the deeper ones: what learns, and the loop around steps and epochs |
//! | `roles`, [`films`], [`plan`], `stored_views`, [`source`] | which films, in which order, how they are seen, and their values |
//! | [`teachers`] | what other models say of the films, beside their labels |
//! | [`loss`], [`optimiser`] (`adamw`, `sgd`, `memory`, [`parameter`], `gradients`, `in_place`), [`ema`], [`schedule`], [`early_stopping`] | the parts of any training |
//! | `pieces` | a step that fits the memory of a device |
//! | [`standardise`], `epochs` | features on one scale, and back; what an epoch came to |
//! | [`fit`] | after the weights: calibration and thresholds, on validation |
//! | [`history`], [`record`], [`run`], [`state`], [`runs`] | what is written down, and where; what there is |
//! | [`average`] | one model from several runs: the mean of their weights |
//! | [`model_copy`] | a run's model as a folder of its own |
//! | [`watch`], [`estimate`] | what whoever watches hears; what it will take |
//! | [`export`] | a history for TensorBoard and as a table |
//! | [`own_genre`] | a genre of a person's own, from a handful of stars |
//! | [`library`] | all of it, from a library to a run |

mod adamw;
pub mod average;
pub mod depth;
pub mod early_stopping;
pub mod ema;
mod epochs;
pub mod error;
pub mod estimate;
pub mod export;
pub mod films;
pub mod fit;
mod gradients;
pub mod head;
pub mod history;
mod in_place;
pub mod library;
pub mod loss;
mod memory;
pub mod model_copy;
pub mod network;
pub mod optimiser;
pub mod own_genre;
pub mod parameter;
mod pieces;
pub mod plan;
pub mod record;
mod roles;
pub mod run;
pub mod runs;
pub mod schedule;
pub mod settings;
mod sgd;
pub mod source;
pub mod standardise;
pub mod state;
mod stored_views;
pub mod teachers;
pub mod trainer;
pub mod watch;

pub use adamw::{AdamW, AdamWOptions};
pub use depth::Depth;
pub use early_stopping::{EarlyStopping, Verdict};
pub use error::Error;
pub use estimate::{Estimate, estimate};
pub use films::Films;
pub use fit::{Fitted, fit_on_validation};
pub use gradients::Gradients;
pub use head::{Head, HeadOptions, TrainedHead, train_head};
pub use history::Epoch;
pub use library::{
    RefitRequest, Request, Run, refit_fault, refit_library, refit_need, resume_library,
    train_library,
};
pub use loss::Loss;
pub use optimiser::{Optimiser, OptimiserKind};
pub use parameter::Parameter;
pub use record::{Record, Refit, State};
pub use roles::Roles;
pub use run::{RunFolder, default_name};
pub use schedule::Schedule;
pub use settings::{NumberFormat, Settings};
pub use sgd::Sgd;
pub use standardise::Standardiser;
pub use stored_views::activation_need;
pub use watch::{Event, Messages, Nobody, Observer};
