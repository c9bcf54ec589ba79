//! The buffers that maps lie in while images go through the layers; used again by the next run.

use super::plan::{Plan, SLOTS};
use super::store::Store;

/// Buffers of one run; they grow to what the largest plan needed.
#[derive(Default)]
pub struct Workspace {
    /// By `Slot as usize`.
    pub slots: [Store; SLOTS],
    /// One per thread.
    pub scratch: Vec<Store>,
}

impl Workspace {
    /// Makes room for a plan on so many threads.
    pub fn fit(&mut self, plan: &Plan, threads: usize) {
        let grow = |buffer: &mut Store, length: usize| {
            if buffer.len() < length {
                *buffer = Store::new(length);
            }
        };
        for (slot, size) in self.slots.iter_mut().zip(plan.sizes) {
            grow(slot, size);
        }
        if self.scratch.len() < threads {
            self.scratch.resize_with(threads, Store::default);
        }
        for scratch in &mut self.scratch {
            grow(scratch, plan.scratch);
        }
    }

    /// The map that a plan ends with.
    pub fn result(&self, plan: &Plan) -> &[f32] {
        let (map, slot) = plan.result;
        &self.slots[slot as usize][..map.length()]
    }
}
