//! The dot product in plain Rust: what runs everywhere.

use half::f16;
use half::slice::HalfFloatSliceExt;

use super::kernel::Kernel;

/// Sums side by side, so that the compiler may use whatever registers there are.
const LANES: usize = 16;

fn dot(row: &[f16], query: &[f32]) -> f32 {
    let mut sums = [0.0_f32; LANES];
    let mut values = [0.0_f32; LANES];
    for (row, query) in row.chunks(LANES).zip(query.chunks(LANES)) {
        let values = &mut values[..row.len()];
        row.convert_to_f32_slice(values);
        for ((sum, value), query) in sums.iter_mut().zip(values).zip(query) {
            *sum += *value * query;
        }
    }
    sums.iter().sum()
}

/// The kernel.
pub fn kernel() -> Kernel {
    Kernel {
        name: "portable",
        dot,
    }
}
