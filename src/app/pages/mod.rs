//! One folder a page: its struct, what can be asked of it, its state, its jobs, its views. No page
//! knows another.

pub mod genres;
pub mod library;
pub mod own_genre;
pub mod read;
pub mod thresholds;
pub mod top100;
pub mod train;
