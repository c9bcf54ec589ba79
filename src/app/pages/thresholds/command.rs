//! What can be asked of the Thresholds page, and its keys.

use std::path::PathBuf;

use egui::{Key, KeyboardShortcut, Modifiers};

use super::prepared::Calibrating;
use crate::app::widgets::keys::Binding;
use crate::evaluation::Objective;

/// What can be done with thresholds.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Move a genre's threshold (`0..=1`), unless it is locked.
    Move(usize, f32),
    /// Back to the model's.
    Reset(usize),
    /// Hold it, or let it go.
    Lock(usize),
    /// The step before.
    Undo,
    /// The step after.
    Redo,
    /// The best on validation, for all that are not locked.
    Choose(Objective),
    /// The choice is made: read it on test.
    Freeze,
    /// Other probabilities.
    Calibrate(Calibrating),
    /// Keep the thresholds under a name.
    Keep(String),
    /// Take a kept set's.
    Take(String),
    /// Forget a kept set.
    Forget(String),
    /// Put a kept set beside the others, or away.
    Compare(String),
    /// Choose a file to write to.
    ExportAs,
    /// Write a file.
    Export(PathBuf),
    /// Choose a file to read.
    ImportFrom,
    /// Read a file.
    Import(PathBuf),
    /// Use the thresholds from now on: in Read, in the terminal, after the next start.
    Apply,
}

/// The page's keys, while nobody types.
pub const KEYS: [Binding<Command>; 2] = [
    Binding {
        keys: &[KeyboardShortcut::new(Modifiers::COMMAND, Key::Z)],
        command: Command::Undo,
        words: "Take back",
    },
    Binding {
        keys: &[KeyboardShortcut::new(
            Modifiers::COMMAND.plus(Modifiers::SHIFT),
            Key::Z,
        )],
        command: Command::Redo,
        words: "Do again",
    },
];
