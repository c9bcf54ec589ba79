//! One file per page of the window.

pub mod genres;
pub mod library;
pub mod read;
mod start;
pub mod thresholds;
pub mod top100;
pub mod train;
