//! A window on a file that is read once, from its beginning to its end.
//!
//! In: a reader. Out: the bytes from a place that its user moves forward; what lies before it is
//! forgotten, so that a table of any length costs the memory of its longest record.

use std::io::Read;

/// Bytes that are read at once.
const CHUNK: usize = 256 << 10;

/// The bytes of a reader from some place on.
pub struct Window {
    reader: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    at: usize,
    ended: bool,
}

impl Window {
    /// Nothing is read yet.
    pub fn new(reader: Box<dyn Read + Send>) -> Self {
        Self {
            reader,
            buffer: Vec::new(),
            at: 0,
            ended: false,
        }
    }

    /// What is there already, from the present place.
    pub fn bytes(&self) -> &[u8] {
        &self.buffer[self.at..]
    }

    /// Whether nothing comes after [`bytes`](Self::bytes).
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Moves the place forward by `count` bytes of [`bytes`](Self::bytes).
    pub fn advance(&mut self, count: usize) {
        self.at = (self.at + count).min(self.buffer.len());
    }

    /// Reads more behind what is there; nothing at the end.
    ///
    /// # Errors
    /// What the reader says.
    pub fn more(&mut self) -> std::io::Result<()> {
        if self.at >= CHUNK {
            self.buffer.drain(..self.at);
            self.at = 0;
        }
        let old = self.buffer.len();
        let read = (&mut self.reader)
            .take(CHUNK as u64)
            .read_to_end(&mut self.buffer);
        // A cut-off gzip file gives what it has before its error.
        if self.buffer.len() == old {
            read?;
            self.ended = true;
        }
        Ok(())
    }
}
