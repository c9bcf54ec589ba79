//! One folder a page: its struct, what can be asked of it, its state, its jobs, its views. No page
//! knows another.

pub mod genres;
pub mod library;
mod stubs;
pub use stubs::own_genre;
pub use stubs::read;
pub use stubs::thresholds;
pub use stubs::top100;
pub use stubs::train;
