//! The films that are shown, made anew only when something that they depend on has changed, and the
//! counts beside the filters, made on a thread.

use std::path::Path;
use std::sync::Arc;

use egui::Context;

use crate::app::shared::films::Films;
use crate::app::shared::scoring::{Scoring, Status};
use crate::app::shared::wake;
use crate::explore::LibraryScores;
use crate::explore::browse::{Counts, Order, Predicted, Shelf, Wish};
use crate::jobs::Job;

/// What the shown films were made from.
struct Cause {
    shelf: Arc<Shelf>,
    wish: Wish,
    order: Order,
    predicted: Option<Arc<Predicted>>,
}

impl Cause {
    /// Whether films are taken and counted alike.
    fn counts_as(&self, other: &Self) -> bool {
        let same = match (&self.predicted, &other.predicted) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (one, two) => one.is_none() && two.is_none(),
        };
        same && Arc::ptr_eq(&self.shelf, &other.shelf) && self.wish == other.wish
    }
}

/// Scores, and what they predict under the thresholds of the moment.
struct Known {
    root: Arc<Path>,
    films: usize,
    scores: Arc<LibraryScores>,
    revision: u64,
    predicted: Arc<Predicted>,
}

/// The films that are shown.
#[derive(Default)]
pub struct Browsing {
    shown: Arc<[usize]>,
    cause: Option<Cause>,
    /// Another wish or order than before: the grid begins at its top.
    fresh: bool,
    known: Option<Known>,
    counts: Option<Arc<Counts>>,
    counting: Option<(Cause, Job<Counts>)>,
    counted: Option<Cause>,
}

impl Browsing {
    /// Follows the library, the wish and the scores; whether other films are shown than before.
    pub fn follow(
        &mut self,
        context: &Context,
        films: &Films,
        (wish, order): (&Wish, &Order),
        scoring: &Scoring,
    ) -> bool {
        self.follow_scores(films, scoring);
        let cause = Cause {
            shelf: Arc::clone(films.shelf()),
            wish: wish.clone(),
            order: order.clone(),
            predicted: self
                .known
                .as_ref()
                .map(|known| Arc::clone(&known.predicted)),
        };
        let same = |before: &Cause| before.counts_as(&cause) && before.order == cause.order;
        let changed = !self.cause.as_ref().is_some_and(same);
        if changed {
            let scores = self.known.as_ref().map(|known| known.scores.as_ref());
            let predicted = cause.predicted.as_deref();
            self.shown = cause.shelf.shown(wish, order, predicted, scores).into();
            let other_wish =
                |before: &Cause| before.wish != cause.wish || before.order != cause.order;
            self.fresh |= self.cause.as_ref().is_some_and(other_wish);
            self.cause = Some(cause);
        }
        self.follow_counts(context);
        changed
    }

    /// While a library is scored again after an edit, its last scores hold.
    fn follow_scores(&mut self, films: &Films, scoring: &Scoring) {
        let count = films.all().len();
        let working = matches!(scoring.status(), Status::Working);
        let holds = |known: &Known| working && known.root == films.root && known.films == count;
        match scoring.scores() {
            Some(scores) => {
                let same = |known: &Known| {
                    Arc::ptr_eq(&known.scores, scores) && known.revision == scoring.revision()
                };
                if !self.known.as_ref().is_some_and(same) {
                    let predicted = Predicted::of(scores, scoring.thresholds(), count);
                    self.known = Some(Known {
                        root: Arc::clone(&films.root),
                        films: count,
                        scores: Arc::clone(scores),
                        revision: scoring.revision(),
                        predicted: Arc::new(predicted),
                    });
                }
            }
            None if !self.known.as_ref().is_some_and(holds) => self.known = None,
            None => {}
        }
    }

    /// What was counted since the last frame.
    pub fn take(&mut self) {
        let outcome = self.counting.as_ref().and_then(|(_, job)| job.poll());
        if let Some(outcome) = outcome {
            self.counts = outcome.ok().map(Arc::new);
            self.counted = self.counting.take().map(|(cause, _)| cause);
        }
    }

    fn follow_counts(&mut self, context: &Context) {
        let Some(cause) = &self.cause else { return };
        let same = |counted: &Cause| counted.counts_as(cause);
        if self.counting.is_none() && !self.counted.as_ref().is_some_and(same) {
            let cause = Cause {
                shelf: Arc::clone(&cause.shelf),
                wish: cause.wish.clone(),
                order: cause.order.clone(),
                predicted: cause.predicted.clone(),
            };
            let (shelf, wish) = (Arc::clone(&cause.shelf), cause.wish.clone());
            let predicted = cause.predicted.clone();
            let job = Job::spawn("Counts", wake(context), move |_| {
                shelf.counts(&wish, predicted.as_deref())
            });
            self.counting = Some((cause, job));
        }
    }

    /// The films that are shown, in their order, by their indices.
    pub fn shown(&self) -> &Arc<[usize]> {
        &self.shown
    }

    /// Whether another wish came since this was asked last.
    pub fn take_fresh(&mut self) -> bool {
        std::mem::take(&mut self.fresh)
    }

    /// What is counted beside the filters; `None` until it was counted once.
    pub fn counts(&self) -> Option<&Arc<Counts>> {
        self.counts.as_ref()
    }

    /// What the model says about the library.
    pub fn scores(&self) -> Option<&Arc<LibraryScores>> {
        self.known.as_ref().map(|known| &known.scores)
    }

    /// Whether something is being counted.
    pub fn is_busy(&self) -> bool {
        self.counting.is_some()
    }
}
