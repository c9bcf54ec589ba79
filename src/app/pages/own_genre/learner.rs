//! Asks what the stars come to, after each of them and while somebody looks; one question at a time.
//!
//! In: the marks, the library, the model. Out: the last [`Answer`], or why there is none.

use std::sync::Arc;

use egui::Context;

use super::learning::{Answer, Base, Question};
use super::marks::Marks;
use crate::app::shared::films::Films;
use crate::app::shared::notice::sentence;
use crate::app::shared::wake;
use crate::jobs::Job;
use crate::vision::Reader;

/// What is known of the genre at hand.
#[derive(Default)]
pub struct Learner {
    base: Option<Arc<Base>>,
    answer: Option<Answer>,
    /// Why nothing was learned from the marks of this revision.
    fault: Option<(u64, String)>,
    /// The revision of the marks in the last question.
    asked: u64,
    job: Option<Job<Result<Answer, String>>>,
}

impl Learner {
    /// What came of the stars; of those before the last one while that is being learned.
    pub fn answer(&self, marks: &Marks) -> Option<&Answer> {
        let starred = !marks.genre().stars.is_empty();
        self.answer.as_ref().filter(|_| starred)
    }

    /// Why nothing is known of these marks.
    pub fn fault(&self, marks: &Marks) -> Option<&str> {
        let fault = self.fault.as_ref();
        let (_, why) = fault.filter(|(of, _)| *of == marks.revision())?;
        Some(why)
    }

    /// Another genre is at hand.
    pub fn turned(&mut self) {
        self.answer = None;
    }

    /// Takes what came from the thread.
    pub fn follow(&mut self, marks: &Marks) {
        let Some(outcome) = self.job.as_ref().and_then(Job::poll) else {
            return;
        };
        self.job = None;
        match outcome
            .map_err(|fault| fault.to_string())
            .and_then(|answer| answer)
        {
            Ok(answer) => {
                self.base = Some(Arc::clone(&answer.base));
                self.fault = None;
                // Another genre may be at hand by now.
                self.answer = Some(answer).filter(|answer| answer.of == marks.genre().name);
            }
            Err(why) => self.fault = Some((self.asked, sentence(&why))),
        }
    }

    /// Forgets what is known of other films, or through another model.
    pub fn forget_others(&mut self, films: &Films, reader: &Arc<Reader>) {
        let stale = |base: &Arc<Base>| !base.is(&films.shared(), reader);
        if self.base.as_ref().is_some_and(stale) {
            self.base = None;
            self.answer = None;
            self.fault = None;
            self.asked = 0;
        }
    }

    /// Learns what was shown since the last time.
    pub fn ask(&mut self, context: &Context, films: &Films, reader: &Arc<Reader>, marks: &Marks) {
        let known = self.answer.is_some() || self.fault(marks).is_some();
        let asks = self.asked != marks.revision() || !known;
        if !asks || marks.genre().stars.is_empty() || self.job.is_some() {
            return;
        }
        self.asked = marks.revision();
        let question = Question {
            root: Arc::clone(&films.root),
            films: films.shared(),
            reader: Arc::clone(reader),
            base: self.base.clone(),
            genre: marks.genre().clone(),
        };
        let job = Job::spawn("Own genre", wake(context), move |task| {
            question.answer(task)
        });
        self.job = Some(job);
    }

    /// Whether something is being learned.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }
}
