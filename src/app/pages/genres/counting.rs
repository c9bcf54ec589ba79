//! The library's genres, counted on a thread whenever the library changes.

use std::path::Path;
use std::sync::Arc;

use egui::Context;

use crate::app::shared::films::Films;
use crate::catalog::{Division, Film, Library};
use crate::explore::GenreFigures;
use crate::jobs::Job;

/// The figures of one library.
pub struct Counted {
    /// Of all its films.
    pub all: GenreFigures,
    /// Of those with a sound poster.
    pub with_poster: GenreFigures,
}

impl Counted {
    fn of(films: &[Film], division: &Division) -> Self {
        let with_poster = films.iter().filter(|film| film.poster.is_some());
        Self {
            all: GenreFigures::of(films, division),
            with_poster: GenreFigures::of(with_poster, division),
        }
    }
}

/// Counts, and keeps what was counted.
#[derive(Default)]
pub struct Counting {
    films: Option<Arc<[Film]>>,
    root: Option<Arc<Path>>,
    counted: Option<Arc<Counted>>,
    job: Option<Job<Counted>>,
}

impl Counting {
    /// Follows the library; to be called in each frame of the page. Whether there are other figures
    /// than before.
    pub fn follow(&mut self, context: &Context, films: &Films) -> bool {
        let shared = films.shared();
        let same = |known: &Arc<[Film]>| Arc::ptr_eq(known, &shared);
        if !self.films.as_ref().is_some_and(same) {
            self.films = Some(Arc::clone(&shared));
            // What was counted stays until there is something else, unless it is another library's.
            if self.root.as_ref() != Some(&films.root) {
                self.root = Some(Arc::clone(&films.root));
                self.counted = None;
            }
            let (root, waker) = (Arc::clone(&films.root), context.clone());
            let wake = move || waker.request_repaint();
            self.job = Some(Job::spawn("Genres", wake, move |_| {
                // Without the database the study's rule holds.
                let library = Library::open(&root).ok();
                let division = library.and_then(|library| library.division().ok()?);
                Counted::of(&shared, &division.unwrap_or_default())
            }));
        }
        let Some(outcome) = self.job.as_ref().and_then(Job::poll) else {
            return false;
        };
        self.job = None;
        if let Ok(counted) = outcome {
            self.counted = Some(Arc::new(counted));
        }
        true
    }

    /// The figures; `None` while they are counted for the first time.
    pub fn counted(&self) -> Option<Arc<Counted>> {
        self.counted.clone()
    }

    /// Whether the films are being counted.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }
}
