//! One folder a page: its struct, what can be asked of it, its state, its jobs, its views. No page
//! knows another.

pub mod genres;
mod stubs;
pub mod train;
pub use stubs::library;
pub use stubs::own_genre;
pub use stubs::read;
pub use stubs::thresholds;
pub use stubs::top100;

