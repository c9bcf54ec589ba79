//! What the user is to be told: a title, a sentence, and how loud.

use super::source::BatchId;

/// How loud a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something went wrong.
    Fault,
    /// Something is good to know.
    Hint,
}

/// A short message for the corner of the window.
#[derive(Debug, Clone)]
pub struct Notice {
    /// How loud.
    pub tone: Tone,
    /// In a few words; of a file that could not be read, its name.
    pub title: String,
    /// What to do.
    pub text: String,
    /// A file of this batch could not be read: the faults of one batch share a card.
    pub batch: Option<BatchId>,
}

impl Notice {
    /// Something is good to know.
    pub fn hint(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Hint,
            title: title.into(),
            text: text.into(),
            batch: None,
        }
    }

    /// Something went wrong; `why` becomes a sentence.
    pub fn fault(title: impl Into<String>, why: &str) -> Self {
        Self {
            tone: Tone::Fault,
            title: title.into(),
            text: sentence(why),
            batch: None,
        }
    }

    /// A file of a batch could not be read.
    pub fn bad_file(batch: BatchId, name: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            tone: Tone::Fault,
            title: name.into(),
            text: why.into(),
            batch: Some(batch),
        }
    }
}

/// With a capital at its beginning and a full stop at its end.
pub fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let text: String = first.to_uppercase().chain(letters).collect();
    if text.ends_with(['.', '!', '?']) {
        text
    } else {
        text + "."
    }
}
