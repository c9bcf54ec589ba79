//! Keys with what they do and how the list of shortcuts says it: one table serves the hand and the
//! list.

use egui::{Context, KeyboardShortcut, ModifierNames};

/// Keys that do one thing.
#[derive(Debug, Clone)]
pub struct Binding<C> {
    /// Any of these.
    pub keys: &'static [KeyboardShortcut],
    /// What they do.
    pub command: C,
    /// The words in the list; empty: the list says it elsewhere.
    pub words: &'static str,
}

/// Keys in the list of shortcuts; a widget that handles its keys itself states them so.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    /// The keys.
    pub keys: &'static [KeyboardShortcut],
    /// How people say them; empty: as they are called.
    pub said: &'static str,
    /// What they do.
    pub words: &'static str,
}

impl<C> Binding<C> {
    /// The same for the list.
    pub const fn listed(&self) -> Listed {
        Listed {
            keys: self.keys,
            said: "",
            words: self.words,
        }
    }
}

impl Listed {
    /// How people say the keys: `Ctrl+Shift+Z, Ctrl+Y`.
    pub fn said(&self) -> String {
        if !self.said.is_empty() {
            return self.said.to_owned();
        }
        let names: Vec<String> = self
            .keys
            .iter()
            .map(|keys| keys.format(&ModifierNames::NAMES, false))
            .collect();
        names.join(", ")
    }
}

/// What was asked for with keys in this frame; those keys are taken away from everybody else.
pub fn pressed<C: Clone>(context: &Context, bindings: &[Binding<C>]) -> Vec<C> {
    let mut keys: Vec<(KeyboardShortcut, &C)> = bindings
        .iter()
        .flat_map(|binding| binding.keys.iter().map(|keys| (*keys, &binding.command)))
        .collect();
    // egui takes Ctrl+Shift+Z for Ctrl+Z as well: the more special ones first.
    keys.sort_by_key(|(keys, _)| {
        let held = keys.modifiers;
        std::cmp::Reverse(
            [held.shift, held.alt, held.command, held.ctrl]
                .map(u8::from)
                .iter()
                .sum::<u8>(),
        )
    });
    context.input_mut(|input| {
        let asked = keys
            .into_iter()
            .filter(|(keys, _)| input.consume_shortcut(keys));
        asked.map(|(_, command)| command.clone()).collect()
    })
}

#[cfg(test)]
mod tests {
    use egui::{Event, Key, Modifiers, RawInput};

    use super::*;

    const UNDO: Binding<u8> = Binding {
        keys: &[KeyboardShortcut::new(Modifiers::COMMAND, Key::Z)],
        command: 1,
        words: "Undo",
    };
    const REDO: Binding<u8> = Binding {
        keys: &[
            KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z),
            KeyboardShortcut::new(Modifiers::COMMAND, Key::Y),
        ],
        command: 2,
        words: "Redo",
    };

    #[test]
    fn the_more_special_keys_win() {
        let context = Context::default();
        let ctrl = Modifiers::COMMAND | Modifiers::CTRL;
        for (modifiers, key, expected) in [
            (ctrl, Key::Z, vec![1]),
            (ctrl | Modifiers::SHIFT, Key::Z, vec![2]),
            (ctrl, Key::Y, vec![2]),
            (Modifiers::NONE, Key::Z, vec![]),
        ] {
            let event = Event::Key {
                key,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers,
            };
            let input = RawInput {
                events: vec![event],
                ..RawInput::default()
            };
            let mut asked = Vec::new();
            let _ = context.run_ui(input, |ui| asked = pressed(ui.ctx(), &[UNDO, REDO]));
            assert_eq!(asked, expected, "{modifiers:?} {key:?}");
        }
        assert_eq!(REDO.listed().said(), "Ctrl+Shift+Z, Ctrl+Y");
    }
}
