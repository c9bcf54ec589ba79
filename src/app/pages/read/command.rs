//! What can be asked of the Read page, and its keys.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Key, KeyboardShortcut, Modifiers};
use image::RgbImage;

use super::session::Step;
use super::tools::Tool;
use crate::app::shared::source::EntryId;
use crate::app::widgets::keys::{Binding, Listed};
use crate::catalog::Genre;
use crate::vision::surgery::{Cover, Edit};

/// A question or an order to the Read page.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Read these poster files, in turn.
    Read(Vec<PathBuf>),
    /// Read an image that has no file.
    ReadPixels(Arc<RgbImage>),
    /// Turn to the poster before or after the shown one.
    Turn(Step),
    /// Show one of the posters that were read.
    Select(EntryId),
    /// Forget one of the posters that were read.
    Remove(EntryId),
    /// Forget the shown poster.
    RemoveShown,
    /// Show the start page, with samples; what was read stays.
    ShowStart,
    /// Do not read the posters that wait.
    StopReading,
    /// Another tool.
    Tool(Tool),
    /// Show where this genre is said, or hide it again.
    Map(Genre),
    /// Show where this genre is said.
    ShowMap(Genre),
    /// Take the map away.
    HideMap,
    /// How much the map hides of the poster, in `0..=1`.
    Opacity(f32),
    /// What covers from now on; what is covered already is covered by it too.
    CoverWith(Cover),
    /// Change the shown poster; an edit that is there is taken back.
    Edit(Edit),
    /// Take the last edit back.
    Undo,
    /// Take all edits back.
    Reset,
    /// Lay the drafts beside each other, or leave that page.
    Compare(bool),
    /// A genre that the drafts are meant to say, or not any more; two at most.
    Intend(Genre),
    /// Leave the comparison; where there is none, take the map away.
    Leave,
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const LEFT: KeyboardShortcut = plain(Key::ArrowLeft);
const RIGHT: KeyboardShortcut = plain(Key::ArrowRight);

/// Keys that turn, while there is a poster and no slider has the arrows.
pub const TURN_KEYS: [Binding<Command>; 2] = [
    Binding {
        keys: &[LEFT],
        command: Command::Turn(Step::Back),
        words: "",
    },
    Binding {
        keys: &[RIGHT],
        command: Command::Turn(Step::Forward),
        words: "",
    },
];

/// [`TURN_KEYS`] as the list says them.
pub const TURN_LISTED: Listed = Listed {
    keys: &[LEFT, RIGHT],
    said: "← →",
    words: "Turn through the posters that were read",
};

/// The key that forgets, while there is a poster and no slider has the keyboard.
pub const REMOVE_KEYS: [Binding<Command>; 1] = [Binding {
    keys: &[plain(Key::Delete)],
    command: Command::RemoveShown,
    words: "Forget the shown poster",
}];

/// The key that leaves what lies over the poster, while something does.
pub const LEAVE_KEYS: [Binding<Command>; 1] = [Binding {
    keys: &[plain(Key::Escape)],
    command: Command::Leave,
    words: "Take the map away, leave the comparison",
}];
