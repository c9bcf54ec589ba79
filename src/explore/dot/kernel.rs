//! A kernel: how one processor takes the dot product, for very many rows.

use half::f16;

/// One processor's instructions for [`dots`](Kernel::dots).
#[derive(Clone, Copy)]
pub struct Kernel {
    /// What the processor calls them.
    pub name: &'static str,
    // Safe to call wherever the kernel was handed out; slices of equal length.
    pub(super) dot: fn(&[f16], &[f32]) -> f32,
}

impl Kernel {
    /// The dot product of `query` with each of `rows`, which lie one after the other: `out` has a
    /// place for each.
    ///
    /// # Panics
    /// If the lengths disagree: `rows.len() == query.len() * out.len()`.
    pub fn dots(self, rows: &[f16], query: &[f32], out: &mut [f32]) {
        assert_eq!(
            rows.len(),
            query.len() * out.len(),
            "rows of the query's length"
        );
        if query.is_empty() {
            out.fill(0.0);
            return;
        }
        for (row, out) in rows.chunks_exact(query.len()).zip(out) {
            *out = (self.dot)(row, query);
        }
    }
}
