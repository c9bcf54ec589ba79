//! How far a tensor is from the end of the network: whether it learns at a depth, and how quickly.

use crate::training::Depth;

/// How far a tensor is from the end of the network.
pub enum Distance {
    /// The head itself.
    Head,
    /// Layers before layer 4.
    Layers(i32),
}

/// Where a tensor stands, if it learns at this depth.
pub fn distance(name: &str, depth: Depth) -> Option<Distance> {
    if name.starts_with("fc.") {
        return Some(Distance::Head);
    }
    let layer = name
        .strip_prefix("layer")
        .and_then(|rest| rest.split('.').next()?.parse::<usize>().ok());
    match layer {
        Some(number @ 1..=4) => {
            let learns = depth.layers().contains(&(number - 1));
            learns.then_some(Distance::Layers(4 - number as i32))
        }
        // The stem.
        _ => (depth == Depth::Full).then_some(Distance::Layers(4)),
    }
}
