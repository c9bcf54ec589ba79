//! What a user can ask of the window around the pages, and its keys.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::request::Request;
use crate::app::route::Route;
use crate::app::theme::ThemeChoice;
use crate::app::widgets::keys::Binding;

/// Long work that goes on beside the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// A library is being opened.
    Opening,
    /// The library's posters are being read.
    Reading,
    /// An export is being written.
    Export,
    /// A page's own.
    Page(Route),
}

/// What can be asked of the window.
#[derive(Debug, Clone)]
pub enum Command {
    /// What any page could wish as well.
    Ask(Request),
    /// Turn to a page of the rail, to that of its parts which was open last.
    Turn(Route),
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
    /// Stop long work; what was done stays.
    Stop(Work),
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

/// Ctrl and the page's number in the rail.
const NUMBERS: [[KeyboardShortcut; 1]; 9] = [
    [ctrl(Key::Num1)],
    [ctrl(Key::Num2)],
    [ctrl(Key::Num3)],
    [ctrl(Key::Num4)],
    [ctrl(Key::Num5)],
    [ctrl(Key::Num6)],
    [ctrl(Key::Num7)],
    [ctrl(Key::Num8)],
    [ctrl(Key::Num9)],
];

/// The keys that hold on every page, while somebody types too.
pub fn keys() -> Vec<Binding<Command>> {
    let binding = |keys, command, words| Binding {
        keys,
        command,
        words,
    };
    let ask = |keys, request, words| binding(keys, Command::Ask(request), words);
    let mut all = vec![
        ask(
            &const { [ctrl(Key::O)] },
            Request::OpenPosters,
            "Open posters",
        ),
        ask(
            &const { [ctrl_shift(Key::O)] },
            Request::OpenLibrary,
            "Open a library",
        ),
        ask(
            &const { [ctrl(Key::F)] },
            Request::SearchLibrary,
            "Search the library",
        ),
    ];
    let pages = NUMBERS.iter().zip(Route::RAIL);
    all.extend(pages.map(|(keys, page)| binding(keys, Command::Turn(page), page.name())));
    all.extend([
        binding(&const { [ctrl(Key::Plus)] }, Command::ZoomIn, "Larger"),
        // The same key without Shift, where plus needs it.
        binding(&const { [ctrl(Key::Equals)] }, Command::ZoomIn, ""),
        binding(&const { [ctrl(Key::Minus)] }, Command::ZoomOut, "Smaller"),
        binding(
            &const { [ctrl(Key::Num0)] },
            Command::ZoomReset,
            "Original size",
        ),
        binding(
            &const { [KeyboardShortcut::new(Modifiers::NONE, Key::F1)] },
            Command::ToggleShortcuts,
            "This list",
        ),
    ]);
    all
}

/// Keys that hold while nobody types.
pub const PLAIN_KEYS: [Binding<Command>; 1] = [Binding {
    keys: &[
        KeyboardShortcut::new(Modifiers::SHIFT, Key::Questionmark),
        KeyboardShortcut::new(Modifiers::NONE, Key::Questionmark),
    ],
    command: Command::ToggleShortcuts,
    words: "",
}];
