//! The dot product with AVX2, FMA and F16C: eight values an instruction.
//!
//! Handed out only where the processor says that it has all three.
#![allow(unsafe_code, reason = "processor intrinsics")]

use std::arch::x86_64::{
    __m256, _mm_loadu_si128, _mm256_add_ps, _mm256_cvtph_ps, _mm256_fmadd_ps, _mm256_loadu_ps,
    _mm256_setzero_ps, _mm256_storeu_ps,
};

use half::f16;

use super::kernel::Kernel;

const LANES: usize = 8;
/// Sums in flight: enough to hide an addition's latency.
const SUMS: usize = 4;

/// # Safety
/// The processor has AVX2, FMA and F16C.
#[target_feature(enable = "avx2,fma,f16c")]
unsafe fn sum(row: &[f16], query: &[f32]) -> f32 {
    let length = row.len().min(query.len());
    let (row, query) = (row.as_ptr(), query.as_ptr());
    // SAFETY: each access ends at or before `length`, which both slices reach: `at + LANES <=
    // length` wherever LANES values are read, `at < length` where one is. f16 is two bytes, as
    // `repr(transparent)` over u16 promises, so LANES of them fill the 128 bits that are loaded.
    unsafe {
        let step = |at: usize, sum: __m256| {
            let values = _mm256_cvtph_ps(_mm_loadu_si128(row.add(at).cast()));
            _mm256_fmadd_ps(values, _mm256_loadu_ps(query.add(at)), sum)
        };
        let mut sums = [_mm256_setzero_ps(); SUMS];
        let mut at = 0;
        while at + SUMS * LANES <= length {
            for (index, sum) in sums.iter_mut().enumerate() {
                *sum = step(at + index * LANES, *sum);
            }
            at += SUMS * LANES;
        }
        while at + LANES <= length {
            sums[0] = step(at, sums[0]);
            at += LANES;
        }
        let both = _mm256_add_ps(
            _mm256_add_ps(sums[0], sums[1]),
            _mm256_add_ps(sums[2], sums[3]),
        );
        let mut lanes = [0.0_f32; LANES];
        _mm256_storeu_ps(lanes.as_mut_ptr(), both);
        let mut total: f32 = lanes.iter().sum();
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
    let can = is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("fma")
        && is_x86_feature_detected!("f16c");
    can.then_some(Kernel { name: "AVX2", dot })
}
