//! What the page knows of a library beside its scores: the values to filter by, and which posters
//! are one series or one picture. Both are found on threads, once a library.

use std::sync::Arc;

use egui::Context;

use crate::app::shared::films::Films;
use crate::app::shared::wake;
use crate::catalog::{Film, Library};
use crate::explore::{Facets, series};
use crate::jobs::Job;

/// A library's facets, and its series once somebody asked.
#[derive(Default)]
pub struct Facts {
    films: Option<Arc<[Film]>>,
    facets: Option<Arc<Facets>>,
    counting: Option<Job<Facets>>,
    series: Option<Arc<[usize]>>,
    grouping: Option<Job<Arc<[usize]>>>,
}

impl Facts {
    /// Follows the library; to be called in each frame of the page.
    pub fn follow(&mut self, context: &Context, films: &Films, wants_series: bool) {
        let shared = films.shared();
        let same = |known: &Arc<[Film]>| Arc::ptr_eq(known, &shared);
        if !self.films.as_ref().is_some_and(same) {
            *self = Self {
                films: Some(Arc::clone(&shared)),
                ..Self::default()
            };
            let films = Arc::clone(&shared);
            let job = Job::spawn("Facets", wake(context), move |_| Facets::of(films.iter()));
            self.counting = Some(job);
        }
        if let Some(outcome) = self.counting.as_ref().and_then(Job::poll) {
            self.counting = None;
            self.facets = outcome.ok().map(Arc::new);
        }
        if wants_series && self.series.is_none() && self.grouping.is_none() {
            let root = Arc::clone(&films.root);
            let job = Job::spawn("Series", wake(context), move |_| {
                // Without the database the collections still count.
                let alike = Library::open(&root)
                    .map(|library| library.alike(&shared))
                    .unwrap_or_default();
                series(&shared, &alike)
            });
            self.grouping = Some(job);
        }
        if let Some(outcome) = self.grouping.as_ref().and_then(Job::poll) {
            self.grouping = None;
            // Without an answer every film is its own series: nothing is hidden by mistake.
            let alone = || (0..films.all().len()).collect();
            self.series = Some(outcome.unwrap_or_else(|_| alone()));
        }
    }

    /// What there is to filter by; `None` while it is being counted.
    pub fn facets(&self) -> Option<Arc<Facets>> {
        self.facets.clone()
    }

    /// A number a film: the same for films of a series or with one picture.
    pub fn series(&self) -> Option<Arc<[usize]>> {
        self.series.clone()
    }

    /// Whether series are being found.
    pub fn is_grouping(&self) -> bool {
        self.grouping.is_some()
    }

    /// Whether a job is under way.
    pub fn is_busy(&self) -> bool {
        self.counting.is_some() || self.grouping.is_some()
    }
}
