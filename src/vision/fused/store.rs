//! Memory for many numbers: in large pages, where the system has them.
//!
//! In: a length. Out: zeros to fill. A network's weights are read once per image, two hundred
//! megabytes in a row: in pages of 4 KiB the processor spends some percent of its time finding
//! out where the next one lies.
#![allow(
    unsafe_code,
    reason = "views the bytes of an anonymous memory map as numbers"
)]

use std::ops::{Deref, DerefMut};

use memmap2::MmapMut;

/// Numbers from which large pages are worth asking for: the size of one.
const LARGE: usize = 2 * 1024 * 1024 / size_of::<f32>();

/// A fixed number of f32, zeros at first.
///
/// Invariant: a map in use is at least `length * 4` bytes long, private, and begins at a page, so
/// that it is aligned for f32; any bytes are an f32.
pub struct Store(Memory);

enum Memory {
    Plain(Vec<f32>),
    Mapped { map: MmapMut, length: usize },
}

impl Default for Store {
    fn default() -> Self {
        Self::new(0)
    }
}

impl Store {
    /// `length` zeros.
    pub fn new(length: usize) -> Self {
        if length < LARGE {
            return Self(Memory::Plain(vec![0.0; length]));
        }
        // Where maps are refused, so would be large pages: plain memory serves as well.
        match MmapMut::map_anon(length * size_of::<f32>()) {
            Ok(map) => {
                #[cfg(target_os = "linux")]
                // A wish; without it the memory is as good, only slower.
                let _ = map.advise(memmap2::Advice::HugePage);
                Self(Memory::Mapped { map, length })
            }
            Err(_) => Self(Memory::Plain(vec![0.0; length])),
        }
    }
}

impl Deref for Store {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        match &self.0 {
            Memory::Plain(numbers) => numbers,
            // SAFETY: see the type's invariant; the borrow is that of `self`.
            Memory::Mapped { map, length } => unsafe {
                std::slice::from_raw_parts(map.as_ptr().cast(), *length)
            },
        }
    }
}

impl DerefMut for Store {
    fn deref_mut(&mut self) -> &mut [f32] {
        match &mut self.0 {
            Memory::Plain(numbers) => numbers,
            // SAFETY: see the type's invariant; the borrow is that of `self`, and unique.
            Memory::Mapped { map, length } => unsafe {
                std::slice::from_raw_parts_mut(map.as_mut_ptr().cast(), *length)
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_large_stores_hold_what_is_written() {
        for length in [0, 1, LARGE - 1, LARGE, LARGE + 7] {
            let mut store = Store::new(length);
            assert!(store.len() == length && store.iter().all(|number| *number == 0.0));
            if let Some(last) = store.last_mut() {
                *last = 2.5;
            }
            assert_eq!(store.last().copied(), (length > 0).then_some(2.5));
        }
    }
}
