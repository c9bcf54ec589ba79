//! What the benches share: invented films and their posters, networks with random weights, Candle as
//! it comes, and figures about this process.

// Each bench uses its part of this module.
#![allow(dead_code)]

pub mod films;
pub mod network;
pub mod process;
pub mod stock;
