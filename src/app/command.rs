//! Everything that a user can do, as one enum: behind buttons, keyboard and tests alike.
//!
//! In: a click, a key, a drop. Out: a [`Command`] that [`super::OnesheetApp`] executes at the end
//! of the frame in which it was sent.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Key, KeyboardShortcut, Modifiers};
use image::RgbImage;
use serde::{Deserialize, Serialize};

use super::desk::Adjust;
use super::inspect::Ask;
use super::librarian;
use super::own_genre;
use super::panels::genres::Saving;
use super::panels::top100::export::Form;
use super::session::EntryId;
use super::training::Order;

/// The pages of the window, in the rail's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Panel {
    /// One poster and what it says.
    #[default]
    Read,
    /// All posters of the library.
    Library,
    /// Which genres the library's films have, and how they go together.
    Genres,
    /// How a model is made from the library.
    Train,
    /// From which probability on a genre counts.
    Thresholds,
    /// Posters by what they speak.
    Top100,
}

impl Panel {
    /// The rail's order.
    pub const ALL: [Self; 6] = [
        Self::Read,
        Self::Library,
        Self::Genres,
        Self::Train,
        Self::Thresholds,
        Self::Top100,
    ];

    /// The rail's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Library => "Library",
            Self::Genres => "Genres",
            Self::Train => "Train",
            Self::Thresholds => "Thresholds",
            Self::Top100 => "Top 100",
        }
    }
}

/// Dark, light, or what the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// A cinema at night.
    Dark,
    /// The same house by day.
    Light,
    /// As the desktop is.
    #[default]
    System,
}

impl ThemeChoice {
    /// The one that a press of the rail's switch goes to.
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Dark,
            Self::Dark => Self::Light,
            Self::Light => Self::System,
        }
    }

    /// The switch's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "Dark",
            Self::Light => "Light",
            Self::System => "System",
        }
    }
}

/// One step or a jump through the posters that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the one before.
    Back,
    /// To the one after.
    Forward,
}

/// What a user can ask for.
#[derive(Debug, Clone)]
pub enum Command {
    /// Turn to a page.
    Show(Panel),
    /// Choose poster files in a dialog.
    OpenPosters,
    /// Choose a library's folder in a dialog.
    OpenLibrary,
    /// Open the library in this folder.
    UseLibrary(PathBuf),
    /// Read what is on the clipboard: an image, or files.
    Paste,
    /// Read these files, in turn.
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
    /// Ask something of the shown poster.
    Inspect(Ask),
    /// Show the start page, with samples; what was read stays.
    ShowStart,
    /// Do not read the posters that wait.
    StopReading,
    /// Something about the library's films.
    Library(librarian::Ask),
    /// Put the keyboard into the library's search field.
    Search,
    /// Dark, light or system.
    SetTheme(ThemeChoice),
    /// Everything one step larger.
    ZoomIn,
    /// Everything one step smaller.
    ZoomOut,
    /// The size in which it was designed.
    ZoomReset,
    /// Show or hide the list of shortcuts.
    ToggleShortcuts,
    /// Show or hide what this program is.
    ToggleAbout,
    /// Close the notice with this number.
    Dismiss(u64),
    /// Stop the library's import or opening.
    CancelLibrary,
    /// Let the model read the library's posters that it has not read yet.
    ReadLibrary,
    /// Stop reading the library; what was read stays.
    StopReadingLibrary,
    /// Something about thresholds.
    Thresholds(Adjust),
    /// Something about training.
    Train(Order),
    /// Score the library again, after a fault.
    ScoreAgain,
    /// Save the ranking as a sheet or a table; `None`: ask where.
    ExportRanking(Form, Option<PathBuf>),
    /// Save charts of the genres; `None`: ask where.
    ExportGenres(Saving, Option<PathBuf>),
    /// Write a report on the model and the open library into a folder; without one, ask where.
    WriteReport(Option<PathBuf>),
    /// Stop the export.
    CancelExport,
    /// Something about a genre of one's own.
    OwnGenre(own_genre::Ask),
}

/// A key, what it does, and how the list of shortcuts says it.
pub struct Shortcut {
    /// The key with its modifiers.
    pub keys: KeyboardShortcut,
    /// What it does.
    pub command: Command,
    /// The words in the list; empty for a second key of the same thing.
    pub words: &'static str,
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

/// The keys that hold on every page. Those of one page are with that page.
pub fn shortcuts() -> Vec<Shortcut> {
    let shortcut = |keys, command, words| Shortcut {
        keys,
        command,
        words,
    };
    let ctrl_shift = Modifiers::COMMAND.plus(Modifiers::SHIFT);
    let numbers = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
    ];
    let pages = numbers
        .into_iter()
        .zip(Panel::ALL)
        .map(|(key, panel)| shortcut(ctrl(key), Command::Show(panel), panel.name()));
    let mut all = vec![
        shortcut(ctrl(Key::O), Command::OpenPosters, "Open posters"),
        shortcut(
            KeyboardShortcut::new(ctrl_shift, Key::O),
            Command::OpenLibrary,
            "Open a library",
        ),
        shortcut(ctrl(Key::F), Command::Search, "Search the library"),
        shortcut(ctrl(Key::Plus), Command::ZoomIn, "Larger"),
        shortcut(ctrl(Key::Equals), Command::ZoomIn, ""),
        shortcut(ctrl(Key::Minus), Command::ZoomOut, "Smaller"),
        shortcut(ctrl(Key::Num0), Command::ZoomReset, "Original size"),
        shortcut(
            KeyboardShortcut::new(Modifiers::NONE, Key::F1),
            Command::ToggleShortcuts,
            "This list",
        ),
    ];
    // After what opens and searches.
    all.splice(PAGES_AT..PAGES_AT, pages);
    all
}

/// The place of the pages in the list of shortcuts.
const PAGES_AT: usize = 3;

/// Keys that a page or the toolkit handles itself, for the list.
pub const OTHER_KEYS: [(&str, &str); 12] = [
    ("Ctrl+V", "Read the clipboard's image or files"),
    ("← →", "Turn through the posters that were read"),
    ("Delete", "Forget the shown poster"),
    ("Esc", "Take the map away, leave the comparison"),
    ("Arrows, Enter", "Move through posters, read one"),
    ("Shift+Arrows, Ctrl+A", "Choose several films, all films"),
    ("Space, Esc", "Choose a film or not, choose none"),
    ("Delete", "Remove the chosen posters (Library)"),
    ("I", "Details of the chosen film, or none"),
    ("← →", "Move a threshold by 0.01, with Shift by 0.001"),
    (
        "Ctrl+Z, Ctrl+Shift+Z",
        "Take back, do again (labels, thresholds)",
    ),
    ("Tab", "To the next control"),
];
