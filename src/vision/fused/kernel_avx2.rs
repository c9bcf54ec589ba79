//! AVX2 with fused multiply-add: tiles of 6 rows by 16 channels in 12 of the 16 registers.
//!
//! In and out: see `kernel.rs`. Handed out only where the processor says that it has both.
#![allow(unsafe_code, reason = "processor intrinsics")]

use std::arch::x86_64::{
    __m256, _MM_HINT_T0, _mm_prefetch, _mm256_add_ps, _mm256_fmadd_ps, _mm256_loadu_ps,
    _mm256_max_ps, _mm256_set1_ps, _mm256_storeu_ps, _mm256_sub_ps,
};

use super::kernel::{Kernel, Tile, sum_tile};
use super::lanes::Lanes;
use super::winograd_tiles::{GatherTile, ScatterTile, gather_tile, scatter_tile};

#[derive(Clone, Copy)]
struct Eight(__m256);

// SAFETY: each method is one instruction on `COUNT` f32.
unsafe impl Lanes for Eight {
    const COUNT: usize = 8;

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        unsafe { Self(_mm256_set1_ps(value)) }
    }
    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        unsafe { Self(_mm256_loadu_ps(from)) }
    }
    #[inline(always)]
    unsafe fn prefetch(from: *const f32) {
        unsafe { _mm_prefetch::<_MM_HINT_T0>(from.cast()) }
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        unsafe { _mm256_storeu_ps(to, self.0) }
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        unsafe { Self(_mm256_add_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn subtract(self, other: Self) -> Self {
        unsafe { Self(_mm256_sub_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn multiply_add(self, factor: Self, addend: Self) -> Self {
        unsafe { Self(_mm256_fmadd_ps(self.0, factor.0, addend.0)) }
    }
    #[inline(always)]
    unsafe fn maximum(self, other: Self) -> Self {
        unsafe { Self(_mm256_max_ps(self.0, other.0)) }
    }
}

#[target_feature(enable = "avx2,fma")]
unsafe fn tile(tile: &Tile) {
    // SAFETY: the caller's promise; `rows` says which loop is meant.
    unsafe {
        match tile.rows {
            1 => sum_tile::<Eight, 1, 2>(tile),
            2 => sum_tile::<Eight, 2, 2>(tile),
            3 => sum_tile::<Eight, 3, 2>(tile),
            4 => sum_tile::<Eight, 4, 2>(tile),
            5 => sum_tile::<Eight, 5, 2>(tile),
            _ => sum_tile::<Eight, 6, 2>(tile),
        }
    }
}

#[target_feature(enable = "avx2,fma")]
unsafe fn gather(tile: &GatherTile) {
    // SAFETY: the caller's promise.
    unsafe { gather_tile::<Eight>(tile) }
}

#[target_feature(enable = "avx2,fma")]
unsafe fn scatter(tile: &ScatterTile) {
    // SAFETY: the caller's promise.
    unsafe { scatter_tile::<Eight>(tile) }
}

/// The kernel, where the processor can run it.
pub fn kernel() -> Option<&'static Kernel> {
    // SAFETY: handed out only after the check below.
    static KERNEL: Kernel = unsafe { Kernel::new("AVX2", (6, 16, 256), tile, gather, scatter) };
    (is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")).then_some(&KERNEL)
}
