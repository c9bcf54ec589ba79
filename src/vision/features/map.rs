//! The data file in memory, read-only.
#![allow(
    unsafe_code,
    reason = "a memory map is only as sound as the promise that the file keeps its bytes"
)]

use std::fs::File;
use std::io;

use memmap2::{Mmap, MmapOptions};

/// The first bytes of a file, mapped.
#[derive(Debug, Default)]
pub struct Bytes(Option<Mmap>);

impl Bytes {
    /// Maps the first `length` bytes of `file`.
    ///
    /// # Errors
    /// If the file is shorter, or the system refuses.
    pub fn of(file: &File, length: usize) -> io::Result<Self> {
        if length == 0 {
            // An empty map is an error on some systems.
            return Ok(Self(None));
        }
        if file.metadata()?.len() < length as u64 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        // SAFETY: the mapped bytes must not change or vanish while they are borrowed. Only
        // Onesheet writes this file. It appends, behind what is mapped here; and under the
        // store's lock it cuts a torn tail, which the index does not count and so is never mapped.
        let map = unsafe { MmapOptions::new().len(length).map(file)? };
        Ok(Self(Some(map)))
    }

    /// The mapped bytes.
    pub fn as_slice(&self) -> &[u8] {
        self.0.as_deref().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn it_maps_what_is_there_and_no_more() {
        let mut file = tempfile::tempfile().expect("a file");
        assert_eq!(Bytes::of(&file, 0).expect("nothing").as_slice(), b"");
        file.write_all(b"abc").expect("written");
        let map = Bytes::of(&file, 2).expect("mapped");
        file.write_all(b"def").expect("appended");
        assert_eq!(map.as_slice(), b"ab");
        assert!(Bytes::of(&file, 7).is_err());
    }
}
