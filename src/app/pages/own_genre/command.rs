//! What can be asked of a genre of one's own, and its keys.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::widgets::keys::{Binding, Listed};
use crate::app::widgets::poster_grid;
use crate::catalog::{Genre, Mark};

/// An order to the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Begin another genre.
    Begin,
    /// Turn to a kept genre.
    Choose(Genre),
    /// Call the genre at hand something else.
    Rename(String),
    /// Say something of a film (an index into the library), or take it back.
    Mark(usize, Option<Mark>),
    /// Take the last mark back.
    Undo,
    /// Forget the genre at hand.
    Forget,
    /// Save the model with this genre as one more; whether to read with it from now on.
    Save(bool),
}

/// Keys that hold wherever the keyboard is, unless somebody types.
pub const KEYS: [Binding<Command>; 1] = [Binding {
    keys: &[KeyboardShortcut::new(Modifiers::COMMAND, Key::Z)],
    command: Command::Undo,
    words: "Take the last mark back",
}];

/// Keys that say something of the poster that the keyboard is on; once more, they take it back.
pub const MARKS: [Binding<Mark>; 2] = [
    Binding {
        keys: &[KeyboardShortcut::new(Modifiers::NONE, Key::S)],
        command: Mark::Star,
        words: "Star the poster, or take the star back",
    },
    Binding {
        keys: &[KeyboardShortcut::new(Modifiers::NONE, Key::N)],
        command: Mark::Cross,
        words: "The poster is not one, or take that back",
    },
];

/// All keys of the page; what opens a poster in other grids stars it here.
pub fn listed() -> Vec<Listed> {
    let grid = poster_grid::KEYS.map(|keys| Listed {
        words: "Move through posters, star one",
        ..keys
    });
    let marks = MARKS.iter().map(Binding::listed);
    let all = grid.into_iter().chain(marks);
    all.chain(KEYS.iter().map(Binding::listed)).collect()
}
