//! What the reading thread has to say.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use egui::ColorImage;

use crate::app::shared::source::EntryId;
use crate::vision::{ActivationMaps, Area, NoExactMap, Reader, Reading};

/// What the reading thread has to say.
pub enum Event {
    /// The model is loaded: this is it, for everybody.
    ModelReady(Arc<Reader>),
    /// There is no usable model; pictures are decoded all the same.
    ModelFailed(String),
    /// A poster was decoded.
    Picture {
        /// Which.
        id: EntryId,
        /// For the page.
        large: ColorImage,
        /// In grey, as the ground of a map.
        ground: ColorImage,
        /// For the strip.
        small: ColorImage,
        /// Where its title probably stands.
        title_band: Area,
        /// BLAKE3 of the file, by which the library knows its film.
        content_hash: Option<[u8; 32]>,
    },
    /// A poster was read.
    Read {
        /// Which.
        id: EntryId,
        /// What the model says.
        reading: Reading,
        /// Where it says so.
        maps: Result<ActivationMaps, NoExactMap>,
    },
    /// A changed poster was read.
    Changed {
        /// Which.
        id: EntryId,
        /// Which state of its changes.
        revision: u64,
        /// The changed poster, for the page.
        picture: ColorImage,
        /// The same in grey.
        ground: ColorImage,
        /// What these pixels said before the changes.
        before: Reading,
        /// What they say now.
        reading: Reading,
        /// Where they say so.
        maps: Result<ActivationMaps, NoExactMap>,
    },
    /// A poster that was read cannot be changed: its file is gone.
    NotChanged {
        /// Which.
        id: EntryId,
        /// What is wrong, in one sentence.
        why: String,
    },
    /// A poster cannot be read.
    Failed {
        /// Which.
        id: EntryId,
        /// What is wrong and what to do, in one sentence.
        why: String,
    },
}

/// Where events go, and what wakes the window for them.
pub(super) struct Outbox<W> {
    pub(super) send: Sender<Event>,
    pub(super) wake: W,
}

impl<W: Fn()> Outbox<W> {
    /// Sends an event and has the window look.
    pub(super) fn say(&self, event: Event) {
        // A window that is gone wants to hear nothing.
        let _ = self.send.send(event);
        (self.wake)();
    }
}
