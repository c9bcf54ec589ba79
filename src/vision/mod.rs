//! (being written)

pub mod fused;
