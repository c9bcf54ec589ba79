//! One folder a page: its struct, what can be asked of it, its state, its jobs, its views. No page
//! knows another.

#[cfg(test)]
mod fixture;
pub mod genres;
mod stubs;
pub use stubs::library;
pub mod own_genre;
pub use stubs::read;
pub use stubs::thresholds;
pub mod top100;
pub use stubs::train;
