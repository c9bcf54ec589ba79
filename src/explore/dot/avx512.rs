//! The dot product with AVX-512: sixteen values an instruction.
//!
//! Handed out only where the processor says that it has AVX-512F.
#![allow(unsafe_code, reason = "processor intrinsics")]

use std::arch::x86_64::{
    __m512, _MM_HINT_T0, _mm_prefetch, _mm256_loadu_si256, _mm512_add_ps, _mm512_cvtph_ps,
    _mm512_fmadd_ps, _mm512_loadu_ps, _mm512_reduce_add_ps, _mm512_setzero_ps,
};

use half::f16;

use super::kernel::Kernel;

const LANES: usize = 16;
/// Sums in flight: enough to hide an addition's latency.
const SUMS: usize = 4;
/// How far ahead rows are asked for, in values: the processor on its own stops at a page's end,
/// and a row of 2,048 f16 is just one page.
const AHEAD: usize = 2048;

/// # Safety
/// The processor has AVX-512F.
#[target_feature(enable = "avx512f")]
unsafe fn sum(row: &[f16], query: &[f32]) -> f32 {
    let length = row.len().min(query.len());
    let (row, query) = (row.as_ptr(), query.as_ptr());
    // SAFETY: each access ends at or before `length`, which both slices reach: `at + LANES <=
    // length` wherever LANES values are read, `at < length` where one is. f16 is two bytes, as
    // `repr(transparent)` over u16 promises, so LANES of them fill the 256 bits that are loaded. A
    // prefetch reads nothing that a program could notice, wherever it points.
    unsafe {
        let step = |at: usize, sum: __m512| {
            let values = _mm512_cvtph_ps(_mm256_loadu_si256(row.add(at).cast()));
            _mm512_fmadd_ps(values, _mm512_loadu_ps(query.add(at)), sum)
        };
        let mut sums = [_mm512_setzero_ps(); SUMS];
        let mut at = 0;
        while at + SUMS * LANES <= length {
            _mm_prefetch::<_MM_HINT_T0>(row.wrapping_add(at + AHEAD).cast());
            _mm_prefetch::<_MM_HINT_T0>(row.wrapping_add(at + AHEAD + 32).cast());
            for (index, sum) in sums.iter_mut().enumerate() {
                *sum = step(at + index * LANES, *sum);
            }
            at += SUMS * LANES;
        }
        while at + LANES <= length {
            sums[0] = step(at, sums[0]);
            at += LANES;
        }
        let all = _mm512_add_ps(
            _mm512_add_ps(sums[0], sums[1]),
            _mm512_add_ps(sums[2], sums[3]),
        );
        let mut total = _mm512_reduce_add_ps(all);
        while at < length {
            total += (*row.add(at)).to_f32() * *query.add(at);
            at += 1;
        }
        total
    }
}

fn dot(row: &[f16], query: &[f32]) -> f32 {
    // SAFETY: this function leaves the module only through `kernel`, after its check.
    unsafe { sum(row, query) }
}

/// The kernel, where the processor can run it.
pub fn kernel() -> Option<Kernel> {
    is_x86_feature_detected!("avx512f").then_some(Kernel {
        name: "AVX-512",
        dot,
    })
}
