//! AVX-512: tiles of 14 rows by 32 channels in 28 of the 32 registers.
//!
//! In and out: see `kernel.rs`. Handed out only where the processor says that it has AVX-512F.
//! On processors that run a 512-bit instruction in two halves (Zen 4) the peak is that of AVX2;
//! what is won there is fewer instructions and fewer loads per sum.
#![allow(unsafe_code, reason = "processor intrinsics")]

use std::arch::x86_64::{
    __m512, _MM_HINT_T0, _mm_prefetch, _mm512_add_ps, _mm512_fmadd_ps, _mm512_loadu_ps,
    _mm512_max_ps, _mm512_set1_ps, _mm512_storeu_ps, _mm512_sub_ps,
};

use super::kernel::{Kernel, Tile, sum_tile};
use super::lanes::Lanes;
use super::winograd_tiles::{GatherTile, ScatterTile, gather_tile, scatter_tile};

#[derive(Clone, Copy)]
struct Sixteen(__m512);

// SAFETY: each method is one instruction on `COUNT` f32.
unsafe impl Lanes for Sixteen {
    const COUNT: usize = 16;

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        unsafe { Self(_mm512_set1_ps(value)) }
    }
    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        unsafe { Self(_mm512_loadu_ps(from)) }
    }
    #[inline(always)]
    unsafe fn prefetch(from: *const f32) {
        unsafe { _mm_prefetch::<_MM_HINT_T0>(from.cast()) }
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        unsafe { _mm512_storeu_ps(to, self.0) }
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        unsafe { Self(_mm512_add_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn subtract(self, other: Self) -> Self {
        unsafe { Self(_mm512_sub_ps(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn multiply_add(self, factor: Self, addend: Self) -> Self {
        unsafe { Self(_mm512_fmadd_ps(self.0, factor.0, addend.0)) }
    }
    #[inline(always)]
    unsafe fn maximum(self, other: Self) -> Self {
        unsafe { Self(_mm512_max_ps(self.0, other.0)) }
    }
}

#[target_feature(enable = "avx512f")]
unsafe fn tile(tile: &Tile) {
    // SAFETY: the caller's promise; `rows` says which loop is meant.
    unsafe {
        match tile.rows {
            1 => sum_tile::<Sixteen, 1, 2>(tile),
            2 => sum_tile::<Sixteen, 2, 2>(tile),
            3 => sum_tile::<Sixteen, 3, 2>(tile),
            4 => sum_tile::<Sixteen, 4, 2>(tile),
            5 => sum_tile::<Sixteen, 5, 2>(tile),
            6 => sum_tile::<Sixteen, 6, 2>(tile),
            7 => sum_tile::<Sixteen, 7, 2>(tile),
            8 => sum_tile::<Sixteen, 8, 2>(tile),
            9 => sum_tile::<Sixteen, 9, 2>(tile),
            10 => sum_tile::<Sixteen, 10, 2>(tile),
            11 => sum_tile::<Sixteen, 11, 2>(tile),
            12 => sum_tile::<Sixteen, 12, 2>(tile),
            13 => sum_tile::<Sixteen, 13, 2>(tile),
            _ => sum_tile::<Sixteen, 14, 2>(tile),
        }
    }
}

#[target_feature(enable = "avx512f")]
unsafe fn gather(tile: &GatherTile) {
    // SAFETY: the caller's promise.
    unsafe { gather_tile::<Sixteen>(tile) }
}

#[target_feature(enable = "avx512f")]
unsafe fn scatter(tile: &ScatterTile) {
    // SAFETY: the caller's promise.
    unsafe { scatter_tile::<Sixteen>(tile) }
}

/// The kernel, where the processor can run it.
pub fn kernel() -> Option<&'static Kernel> {
    // SAFETY: handed out only after the check below.
    static KERNEL: Kernel = unsafe { Kernel::new("AVX-512", (14, 32, 512), tile, gather, scatter) };
    is_x86_feature_detected!("avx512f").then_some(&KERNEL)
}
