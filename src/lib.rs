//! Onesheet reads film posters: which genres one suggests, why, and which posters it resembles.
//!
//! The map of the engine. Data flows from the first room to the last; a room imports only
//! rooms that stand before it, and no two files import each other: `tests/house` sees to it.
//!
//! | room | in | out |
//! |---|---|---|
//! | [`jobs`] | long work | progress, time left, cancel, a result by message |
//! | [`wording`], [`resources`] | numbers; names | words; shipped files |
//! | [`charts`] | plain values | drawings: SVG, PNG |
//! | [`catalog`] | tables, folders of images | a library: films, genres, posters, findings, splits |
//! | [`vision`] | posters | pixels, logits, features, probabilities |
//! | [`evaluation`] | probabilities, labels | curves, thresholds, calibration, figures |
//! | [`training`] | features or posters, labels | checkpoints |
//! | [`explore`] | features, a model | scores of a library, rankings, neighbours, contact sheets, its genres counted |
//! | [`report`] | a library, a model | a page, Markdown, tables, pictures |
//! | `app` (feature `gui`) | all of the above | the window: the only room that knows egui |
//! | [`cli`] | all of the above | the same engine in a terminal |
//!
//! A poster's way: [`catalog`] decodes and checks the file, [`vision`] shrinks it and runs the
//! network ([`vision::Reader`]): logits, calibrated to probabilities, and the features behind them.
//! For a library [`vision::FeatureStore`] keeps the features, and [`explore::LibraryScores`] makes
//! everybody's probabilities of them at once. Which of them count, [`evaluation`]'s thresholds say.
//! How a dropped file comes to the bars on the screen is drawn in `app`.

#[cfg(feature = "gui")]
pub mod app;
pub mod catalog;
pub mod charts;
pub mod cli;
pub mod evaluation;
pub mod explore;
pub mod jobs;
pub mod report;
pub mod resources;
pub mod training;
pub mod vision;
pub mod wording;
