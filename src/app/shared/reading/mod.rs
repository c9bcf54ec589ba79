//! The reading thread: one thread that loads the model and reads one poster after another.
//!
//! In: requests (a file, pixels). Out: [`Event`]s by message: first the picture, as soon as it is
//! decoded, then the reading. The loaded model is handed out, for whoever else reads with it. The
//! window never waits: it polls once a frame and is woken when something has come.

mod event;
mod queue;
mod reader_source;
mod serving;
mod thread;

pub use event::Event;
pub use reader_source::ReaderSource;
pub use thread::ReadingThread;
