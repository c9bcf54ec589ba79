//! Plain Rust that the compiler vectorises: runs on every processor.
//!
//! In and out: see `kernel.rs`. Tiles of 4 rows by 8 channels fit the 16 registers of baseline
//! x86-64; products are rounded before they are added, since a fused multiply-add in software is
//! a hundred times slower.
#![allow(unsafe_code, reason = "the contract of `Lanes` is over raw pointers")]

use std::array::from_fn;

use super::kernel::{Kernel, Tile, sum_tile};
use super::lanes::Lanes;
use super::winograd_tiles::{GatherTile, ScatterTile, gather_tile, scatter_tile};

#[derive(Clone, Copy)]
struct Plain([f32; 4]);

// SAFETY: plain arithmetic; `load` and `store` touch `COUNT` f32.
unsafe impl Lanes for Plain {
    const COUNT: usize = 4;

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        Self([value; 4])
    }
    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // SAFETY: the caller's promise.
        unsafe { Self(from.cast::<[f32; 4]>().read_unaligned()) }
    }
    #[inline(always)]
    unsafe fn prefetch(_: *const f32) {}
    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // SAFETY: the caller's promise.
        unsafe { to.cast::<[f32; 4]>().write_unaligned(self.0) }
    }
    #[inline(always)]
    unsafe fn add(self, other: Self) -> Self {
        Self(from_fn(|lane| self.0[lane] + other.0[lane]))
    }
    #[inline(always)]
    unsafe fn subtract(self, other: Self) -> Self {
        Self(from_fn(|lane| self.0[lane] - other.0[lane]))
    }
    #[inline(always)]
    unsafe fn multiply_add(self, factor: Self, addend: Self) -> Self {
        Self(from_fn(|lane| {
            self.0[lane] * factor.0[lane] + addend.0[lane]
        }))
    }
    #[inline(always)]
    unsafe fn maximum(self, other: Self) -> Self {
        // Not `f32::max`: this form is one instruction, and here nothing is NaN that was not NaN.
        Self(from_fn(|lane| {
            if self.0[lane] > other.0[lane] {
                self.0[lane]
            } else {
                other.0[lane]
            }
        }))
    }
}

unsafe fn tile(tile: &Tile) {
    // SAFETY: the caller's promise; `rows` says which loop is meant.
    unsafe {
        match tile.rows {
            1 => sum_tile::<Plain, 1, 2>(tile),
            2 => sum_tile::<Plain, 2, 2>(tile),
            3 => sum_tile::<Plain, 3, 2>(tile),
            _ => sum_tile::<Plain, 4, 2>(tile),
        }
    }
}

unsafe fn gather(tile: &GatherTile) {
    // SAFETY: the caller's promise.
    unsafe { gather_tile::<Plain>(tile) }
}

unsafe fn scatter(tile: &ScatterTile) {
    // SAFETY: the caller's promise.
    unsafe { scatter_tile::<Plain>(tile) }
}

/// The kernel; any processor can run it.
pub fn kernel() -> &'static Kernel {
    // SAFETY: no special instruction is used.
    static KERNEL: Kernel = unsafe { Kernel::new("portable", (4, 8, 256), tile, gather, scatter) };
    &KERNEL
}
