//! What can be asked of the Library page, and its keys.

use std::path::PathBuf;

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::widgets::keys::Binding;
use crate::catalog::{Genre, Role};
use crate::explore::browse::Wish;

/// A question or an order to the Library page.
#[derive(Debug, Clone)]
pub enum Command {
    /// Turn to the page and show these films.
    Browse(Box<Wish>),
    /// Put the keyboard into the search field.
    Search,
    /// Choose all films that are shown.
    ChooseAll,
    /// Choose none.
    ChooseNone,
    /// Show or hide the pane beside the grid.
    ToggleDetails,
    /// Change the labels of the chosen films.
    Label(Relabel),
    /// Set the chosen films' posters aside.
    Remove,
    /// Give the chosen films their posters back.
    Restore,
    /// Take the last edit back.
    Undo,
    /// Do the edit again that was taken back last.
    Redo,
    /// Read the chosen films' posters.
    ReadChosen,
    /// Show where the chosen film's poster lies.
    ShowInFolder,
    /// Turn to the page and put an import together, of these tables and folders.
    Import(Vec<PathBuf>),
    /// Choose tables in a dialog.
    ChooseTables,
    /// Choose the folder of the posters in a dialog.
    ChoosePosters,
    /// Choose the folder of a new library in a dialog.
    ChooseTarget,
    /// The folder of a new library.
    Target(PathBuf),
    /// Leave a table out of the import, by its place.
    DropTable(usize),
    /// Leave the folder of posters out of the import.
    DropPosters,
    /// Say what a column of a table holds: the table's place, what, the column's name.
    Map(usize, Role, String),
    /// Look for bad posters.
    Clean,
    /// Look which posters are missing, to fetch them.
    Fetch,
    /// Keep the key to TMDB's API that was typed.
    KeepKey,
    /// Show how the library came about.
    Funnel,
    /// Save the shown funnel; `None`: ask where.
    SaveFunnel(Option<PathBuf>),
    /// Begin what the dialog asks about.
    Start,
    /// Pause what is at work, or let it go on.
    Pause,
    /// Stop what is at work; what was done stays.
    Stop,
    /// Close the dialog; what is at work goes on.
    Close,
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn binding(
    keys: &'static [KeyboardShortcut],
    command: Command,
    words: &'static str,
) -> Binding<Command> {
    Binding {
        keys,
        command,
        words,
    }
}

/// The keys that hold on the page while nobody types.
pub const KEYS: [Binding<Command>; 6] = [
    binding(
        &const { [ctrl(Key::A)] },
        Command::ChooseAll,
        "Choose all films",
    ),
    binding(
        &const { [plain(Key::Escape)] },
        Command::ChooseNone,
        "Choose none",
    ),
    binding(
        &const { [plain(Key::Delete)] },
        Command::Remove,
        "Remove the chosen posters",
    ),
    binding(
        &const { [plain(Key::I)] },
        Command::ToggleDetails,
        "Details of the chosen film, or none",
    ),
    binding(
        &const { [ctrl(Key::Z)] },
        Command::Undo,
        "Take an edit back",
    ),
    binding(
        &const {
            [
                KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z),
                ctrl(Key::Y),
            ]
        },
        Command::Redo,
        "Do an edit again",
    ),
];

/// A change of labels, for one film or many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relabel {
    /// As the last label, where it is not among them.
    Add(Genre),
    /// Out of the labels.
    Remove(Genre),
    /// As the first label, the most important.
    First(Genre),
    /// One place nearer to the first.
    Up(Genre),
    /// One place farther from the first.
    Down(Genre),
    /// What the tables say.
    AsTables,
}

impl Relabel {
    /// The labels after the change; `None`: it changes nothing. [`AsTables`](Self::AsTables) is
    /// known to the library alone.
    pub fn apply(&self, labels: &[Genre]) -> Option<Vec<Genre>> {
        let mut after = labels.to_vec();
        let place = |genre: &Genre| labels.iter().position(|known| known == genre);
        match self {
            Self::Add(genre) => {
                if place(genre).is_none() {
                    after.push(genre.clone());
                }
            }
            Self::Remove(genre) => after.retain(|known| known != genre),
            Self::First(genre) => {
                after.retain(|known| known != genre);
                after.insert(0, genre.clone());
            }
            Self::Up(genre) => {
                if let Some(at) = place(genre).filter(|at| *at > 0) {
                    after.swap(at, at - 1);
                }
            }
            Self::Down(genre) => {
                if let Some(at) = place(genre).filter(|at| at + 1 < labels.len()) {
                    after.swap(at, at + 1);
                }
            }
            Self::AsTables => {}
        }
        (after != labels).then_some(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn genres(names: &str) -> Vec<Genre> {
        names.split('|').filter_map(Genre::parse).collect()
    }

    #[test]
    fn labels_are_added_moved_and_taken_away() {
        let labels = genres("Drama|War|Action");
        let one = |name: &str| genres(name).swap_remove(0);
        for (change, after) in [
            (Relabel::Add(one("Comedy")), Some("Drama|War|Action|Comedy")),
            (Relabel::Add(one("War")), None),
            (Relabel::Remove(one("War")), Some("Drama|Action")),
            (Relabel::Remove(one("Comedy")), None),
            (Relabel::First(one("Action")), Some("Action|Drama|War")),
            (
                Relabel::First(one("Comedy")),
                Some("Comedy|Drama|War|Action"),
            ),
            (Relabel::First(one("Drama")), None),
            (Relabel::Up(one("Action")), Some("Drama|Action|War")),
            (Relabel::Up(one("Drama")), None),
            (Relabel::Down(one("Drama")), Some("War|Drama|Action")),
            (Relabel::Down(one("Action")), None),
            (Relabel::Down(one("Comedy")), None),
        ] {
            assert_eq!(change.apply(&labels), after.map(genres), "{change:?}");
        }
    }
}
