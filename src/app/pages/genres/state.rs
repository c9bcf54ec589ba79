//! The Genres page's choices, and what was counted.

use std::sync::Arc;

use super::card::Card;
use super::counting::{Counted, Counting};
use crate::explore::genres::{Figure, Look, Scope};

/// The page's choices, and what was counted.
pub struct GenresPage {
    /// Which labels of which films.
    pub scope: Scope,
    /// How matrix and decades are looked at.
    pub look: Look,
    /// Only films with a sound poster count.
    pub with_poster: bool,
    pub(super) counting: Counting,
    pub(super) cards: [Card; 6],
    /// What the cards were drawn for.
    drawn: Option<(Scope, Look, bool)>,
}

impl Default for GenresPage {
    fn default() -> Self {
        Self {
            scope: Scope::default(),
            look: Look::default(),
            with_poster: false,
            counting: Counting::default(),
            cards: Figure::ALL.map(Card::new),
            drawn: None,
        }
    }
}

impl GenresPage {
    /// The figures, once they are there.
    pub fn counted(&self) -> Option<Arc<Counted>> {
        self.counting.counted()
    }

    /// Charts follow the choices.
    pub(super) fn settle(&mut self, other_figures: bool) {
        let now = Some((self.scope, self.look, self.with_poster));
        if other_figures || self.drawn != now {
            self.drawn = now;
            for card in &mut self.cards {
                card.forget();
            }
        }
    }
}
