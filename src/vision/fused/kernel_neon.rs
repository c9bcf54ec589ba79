//! NEON (aarch64): tiles of 6 rows by 16 channels in 24 of the 32 registers.
//!
//! In and out: see `kernel.rs`. Every 64-bit Arm processor has these instructions.
#![allow(unsafe_code, reason = "processor intrinsics")]

use std::arch::aarch64::{
    float32x4_t, vaddq_f32, vdupq_n_f32, vfmaq_f32, vld1q_f32, vmaxq_f32, vst1q_f32, vsubq_f32,
};

use super::kernel::{Kernel, Tile, sum_tile};
use super::lanes::Lanes;
use super::winograd_tiles::{GatherTile, ScatterTile, gather_tile, scatter_tile};

#[derive(Clone, Copy)]
struct Four(float32x4_t);

// SAFETY: each method is one instruction on `COUNT` f32.
unsafe impl Lanes for Four {
    const COUNT: usize = 4;

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        unsafe { Self(vdupq_n_f32(value)) }
    }
    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        unsafe { Self(vld1q_f32(from)) }
    }
    #[inline(always)]
    unsafe fn prefetch(_: *const f32) {}
    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        unsafe { vst1q_f32(to, self.0) }
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        unsafe { Self(vaddq_f32(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn subtract(self, other: Self) -> Self {
        unsafe { Self(vsubq_f32(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn multiply_add(self, factor: Self, addend: Self) -> Self {
        unsafe { Self(vfmaq_f32(addend.0, self.0, factor.0)) }
    }
    #[inline(always)]
    unsafe fn maximum(self, other: Self) -> Self {
        unsafe { Self(vmaxq_f32(self.0, other.0)) }
    }
}

unsafe fn tile(tile: &Tile) {
    // SAFETY: the caller's promise; `rows` says which loop is meant.
    unsafe {
        match tile.rows {
            1 => sum_tile::<Four, 1, 4>(tile),
            2 => sum_tile::<Four, 2, 4>(tile),
            3 => sum_tile::<Four, 3, 4>(tile),
            4 => sum_tile::<Four, 4, 4>(tile),
            5 => sum_tile::<Four, 5, 4>(tile),
            _ => sum_tile::<Four, 6, 4>(tile),
        }
    }
}

unsafe fn gather(tile: &GatherTile) {
    // SAFETY: the caller's promise.
    unsafe { gather_tile::<Four>(tile) }
}

unsafe fn scatter(tile: &ScatterTile) {
    // SAFETY: the caller's promise.
    unsafe { scatter_tile::<Four>(tile) }
}

/// The kernel, where the processor can run it.
pub fn kernel() -> Option<&'static Kernel> {
    // SAFETY: NEON is part of every aarch64 target that has a standard library.
    static KERNEL: Kernel = unsafe { Kernel::new("NEON", (6, 16, 256), tile, gather, scatter) };
    std::arch::is_aarch64_feature_detected!("neon").then_some(&KERNEL)
}
