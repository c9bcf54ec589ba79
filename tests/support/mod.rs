//! What the window's tests share: a model that judges by colour, posters drawn on the spot, a
//! renderer without a graphics card, and a harness that waits for the window's threads.

// Each test file uses its part of this module.
#![allow(dead_code)]

pub mod cpu_renderer;
pub mod dropped;
pub mod harness;
pub mod library;
pub mod model;
pub mod pictures;
pub mod posters;
