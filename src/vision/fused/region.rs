//! A stretch of f32 that several threads fill at the same time, each its own part.
//!
//! In: a `&mut [f32]`, borrowed for as long as the threads work. Out: pointers into it, checked
//! against its end. Rust's borrow rules cannot see that two tiles of a map do not overlap; the
//! plan's chunks are what keeps them apart.
#![allow(
    unsafe_code,
    reason = "threads share one buffer; the plan's chunks write disjoint parts of it"
)]

use std::marker::PhantomData;

/// A borrowed buffer that can be handed to several threads.
///
/// Making a pointer is safe and checks the bounds; using it is not: whoever writes through it
/// promises that no other thread touches that part in the same step.
#[derive(Clone, Copy)]
pub struct Region<'a> {
    start: *mut f32,
    length: usize,
    borrow: PhantomData<&'a mut [f32]>,
}

// SAFETY: only bounds are read without `unsafe`; each use of a pointer states its own promise.
unsafe impl Send for Region<'_> {}
// SAFETY: as above.
unsafe impl Sync for Region<'_> {}

impl<'a> Region<'a> {
    /// All of `buffer`.
    pub fn new(buffer: &'a mut [f32]) -> Self {
        Self {
            start: buffer.as_mut_ptr(),
            length: buffer.len(),
            borrow: PhantomData,
        }
    }

    /// A pointer to `length` f32 from `offset` on.
    ///
    /// # Panics
    /// If they do not all lie inside.
    #[inline]
    pub fn at(&self, offset: usize, length: usize) -> *mut f32 {
        assert!(
            offset
                .checked_add(length)
                .is_some_and(|end| end <= self.length),
            "{length} numbers from {offset} on exceed a buffer of {}",
            self.length
        );
        // SAFETY: inside the buffer, as just checked.
        unsafe { self.start.add(offset) }
    }

    /// The first `length` f32, and the rest.
    ///
    /// # Panics
    /// If there are fewer.
    pub fn split(&self, length: usize) -> (Self, Self) {
        let rest = self.at(length, self.length.saturating_sub(length));
        let part = |start, length| Self {
            start,
            length,
            borrow: PhantomData,
        };
        (part(self.start, length), part(rest, self.length - length))
    }

    /// `length` f32 from `offset` on, to read.
    ///
    /// # Safety
    /// No thread writes that part while the slice lives.
    #[inline]
    pub unsafe fn read(&self, offset: usize, length: usize) -> &'a [f32] {
        // SAFETY: in bounds by `at`; the rest is the caller's promise.
        unsafe { std::slice::from_raw_parts(self.at(offset, length), length) }
    }

    /// `length` f32 from `offset` on, to write.
    ///
    /// # Safety
    /// No other thread touches that part while the slice lives, and this thread has no other
    /// slice of it.
    #[inline]
    pub unsafe fn write(&self, offset: usize, length: usize) -> &'a mut [f32] {
        // SAFETY: in bounds by `at`; the rest is the caller's promise.
        unsafe { std::slice::from_raw_parts_mut(self.at(offset, length), length) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_outside_is_refused() {
        let mut numbers = [0.0; 8];
        let region = Region::new(&mut numbers);
        region.at(4, 4);
        region.at(8, 0);
        for (offset, length) in [(4, 5), (9, 0), (usize::MAX, 2)] {
            std::panic::catch_unwind(|| region.at(offset, length)).expect_err("outside");
        }
    }
}
