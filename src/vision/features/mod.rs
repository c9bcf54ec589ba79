//! The pooled features of every poster of a library, computed once per backbone and kept.
//!
//! A store is a folder named for the backbone's key with `features.f16` (one row per poster) and
//! `index` (content hash of each row). It is keyed by content: a changed or added poster computes
//! itself and nothing else; a library that cannot be written has its rows in the user's cache. In: posters and a [`Reader`](super::Reader). Out: their features, memory-mapped.
//! [`activations`] keeps the larger outputs of layers 2 and 3 in the same way.

pub mod activations;
mod disk;
mod error;
mod index;
mod map;
mod pipeline;
mod place;
mod store;
mod view;
mod work;

pub use error::FeatureError;
pub use pipeline::resized;
pub use store::FeatureStore;
pub use view::{Variant, View};
pub use work::{Skipped, Work};
