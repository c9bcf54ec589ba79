//! What waits for the reading thread.

use std::collections::VecDeque;

use crate::app::shared::source::{EntryId, Source};
use crate::jobs::Task;
use crate::vision::surgery::Edit;

/// What is to be done with a poster.
pub(super) enum Work {
    /// Decode and read it.
    Read,
    /// Decode it again.
    Picture,
    /// Change it and read what it became.
    Change { edits: Vec<Edit>, revision: u64 },
}

/// A poster, and what is to be done.
pub(super) struct Request {
    pub(super) id: EntryId,
    pub(super) source: Source,
    pub(super) work: Work,
}

/// What waits to be read, and what is being read.
#[derive(Default)]
pub(super) struct Queue {
    pub(super) requests: VecDeque<Request>,
    /// What is being read, and the means to stop it.
    pub(super) current: Option<(EntryId, Task)>,
    pub(super) closed: bool,
}

impl Queue {
    /// Breaks off what is being read, where nobody wants it any more.
    pub(super) fn stop_current(&self, unwanted: impl Fn(EntryId) -> bool) {
        if let Some((id, task)) = &self.current
            && unwanted(*id)
        {
            task.cancel();
        }
    }
}
