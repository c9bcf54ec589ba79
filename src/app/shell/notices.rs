//! Short messages in the window: what went wrong and what to do, or what was done.
//!
//! In: sentences. Out: cards for the corner of the window. Faults stay until they are closed;
//! what only informs goes by itself. The faults of one drop share one card.

use crate::app::shared::notice::{Notice, Tone, sentence};
use crate::app::shared::source::BatchId;

/// One card.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its name, for closing it.
    pub id: u64,
    /// How loud.
    pub tone: Tone,
    /// In a few words.
    pub title: String,
    /// What to do.
    pub text: String,
    /// When a hint goes by itself, in the context's seconds; set when it is first shown.
    pub until: Option<f64>,
    batch: Option<BatchId>,
    count: usize,
}

/// The cards, oldest first.
#[derive(Default)]
pub struct Notices {
    cards: Vec<Card>,
    ids: u64,
}

/// More cards than these hide the page.
const MOST: usize = 3;

impl Notices {
    /// One more card; the faults of one batch share one.
    pub fn say(&mut self, notice: Notice) {
        let Notice {
            tone,
            title,
            text,
            batch,
        } = notice;
        match batch {
            Some(batch) => self.bad_file(batch, &title, &text),
            None => self.push(tone, title, text, None),
        }
    }

    fn bad_file(&mut self, batch: BatchId, name: &str, why: &str) {
        let same_batch = |card: &&mut Card| card.batch == Some(batch);
        if let Some(card) = self.cards.iter_mut().find(same_batch) {
            card.count += 1;
            card.title = format!("{} files could not be read", card.count);
            // The first reasons say enough; the count says the rest.
            if card.count <= MOST {
                card.text += &format!("\n{name}: {why}");
            }
        } else {
            let title = format!("{name} could not be read");
            self.push(Tone::Fault, title, sentence(why), Some(batch));
        }
    }

    fn push(&mut self, tone: Tone, title: String, text: String, batch: Option<BatchId>) {
        self.ids += 1;
        self.cards.push(Card {
            id: self.ids,
            tone,
            title,
            text,
            until: None,
            batch,
            count: 1,
        });
        if self.cards.len() > MOST {
            self.cards.remove(0);
        }
    }

    /// Closes a card.
    pub fn dismiss(&mut self, id: u64) {
        self.cards.retain(|card| card.id != id);
    }

    /// The cards at a time: hints whose time is over are gone. Returns when the next one goes.
    pub fn at(&mut self, now: f64, stay: f64) -> Option<f64> {
        for card in &mut self.cards {
            if card.tone == Tone::Hint && card.until.is_none() {
                card.until = Some(now + stay);
            }
        }
        self.cards
            .retain(|card| card.until.is_none_or(|until| now < until));
        self.cards
            .iter()
            .filter_map(|card| card.until)
            .min_by(f64::total_cmp)
    }

    /// The cards, oldest first.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_faults_of_one_drop_share_a_card() {
        let mut notices = Notices::default();
        notices.say(Notice::bad_file(
            BatchId(1),
            "a.txt",
            "the bytes are no image",
        ));
        assert_eq!(notices.cards()[0].title, "a.txt could not be read");
        assert_eq!(notices.cards()[0].text, "The bytes are no image.");
        for _ in 0..9 {
            notices.say(Notice::bad_file(BatchId(1), "b.txt", "no"));
        }
        assert_eq!(notices.cards().len(), 1);
        assert_eq!(notices.cards()[0].title, "10 files could not be read");
        assert_eq!(notices.cards()[0].text.lines().count(), 3);
    }

    #[test]
    fn hints_go_and_faults_stay() {
        let mut notices = Notices::default();
        notices.say(Notice::hint("Copied", ""));
        notices.say(Notice::fault("Broken", "Mend it."));
        assert_eq!(notices.at(10.0, 6.0), Some(16.0));
        assert_eq!(notices.at(16.0, 6.0), None);
        assert_eq!(notices.cards().len(), 1);
        notices.dismiss(notices.cards()[0].id);
        assert!(notices.cards().is_empty());
    }
}
