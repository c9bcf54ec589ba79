//! One vector register of f32, whatever the processor calls it.
//!
//! The inner loops (`kernel.rs`, `winograd_tiles.rs`) are written once over this trait; each
//! `kernel_*.rs` implements it with its own instructions and compiles the loops with those
//! instructions switched on. In: pointers to f32. Out: registers.
#![allow(
    unsafe_code,
    reason = "loads and stores through raw pointers; the trait's contract says who vouches"
)]

/// A vector of [`COUNT`](Self::COUNT) f32.
///
/// # Safety
/// Every method may use instructions that only some processors have: callers must be compiled for,
/// and run on, a processor that has them. `load` and `store` touch `COUNT` f32 from the pointer on
/// (no alignment is needed): that memory must be valid.
pub unsafe trait Lanes: Copy {
    /// How many f32 one register holds.
    const COUNT: usize;

    /// The same number in each lane.
    unsafe fn splat(value: f32) -> Self;
    /// `COUNT` numbers from `from` on.
    unsafe fn load(from: *const f32) -> Self;
    /// Asks for the memory at `from` ahead of its use. A hint: any address will do.
    unsafe fn prefetch(from: *const f32);
    /// Writes `COUNT` numbers from `to` on.
    unsafe fn store(self, to: *mut f32);
    /// `self + other`, lane by lane.
    unsafe fn add(self, other: Self) -> Self;
    /// `self - other`, lane by lane.
    unsafe fn subtract(self, other: Self) -> Self;
    /// `self * factor + addend`, rounded once where the processor can.
    unsafe fn multiply_add(self, factor: Self, addend: Self) -> Self;
    /// The larger of both, lane by lane.
    unsafe fn maximum(self, other: Self) -> Self;
}
