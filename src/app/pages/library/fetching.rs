//! A fetching of posters before it starts: how many are missing, where they would be asked for.
//!
//! In: the open library, and a key to TMDB's API where the user has one. Out: a [`FetchRequest`]. The
//! network is asked only once the user starts it.

use std::path::Path;
use std::sync::Arc;

use egui::Context;

use crate::app::shared::wake;
use crate::catalog::fetch::address::ImageSize;
use crate::catalog::tmdb::Key;
use crate::catalog::{FetchPlan, FetchRequest, Library};
use crate::jobs::Job;

/// Requests at a time that can be chosen; the usual number first.
pub const WORKERS: [usize; 4] = [8, 1, 4, 16];

/// What would be done, and whether there is a key.
type Planned = Result<(FetchPlan, bool), String>;

/// A fetching that is being put together.
pub struct FetchDraft {
    root: Arc<Path>,
    /// TMDB's size.
    pub size: ImageSize,
    /// Requests at a time.
    pub workers: usize,
    /// Ask again for what was not there before.
    pub again: bool,
    /// A key that is being typed.
    pub key: String,
    /// What would be done; `None`: it is being counted.
    pub plan: Option<Result<FetchPlan, String>>,
    /// The user has a key.
    pub has_key: bool,
    counting: Option<(bool, Job<Planned>)>,
}

impl FetchDraft {
    /// For the library in `root`.
    pub fn new(root: Arc<Path>) -> Self {
        Self {
            root,
            size: ImageSize::default(),
            workers: WORKERS[0],
            again: false,
            key: String::new(),
            plan: None,
            has_key: false,
            counting: None,
        }
    }

    /// Counts what is missing, again where the choice has changed.
    pub fn follow(&mut self, context: &Context) {
        let outcome = self.counting.as_ref().and_then(|(_, job)| job.poll());
        if let Some(outcome) = outcome
            && let Some((again, _)) = self.counting.take()
        {
            let outcome = outcome.map_err(|fault| fault.to_string());
            match outcome.and_then(|planned| planned) {
                Ok((plan, has_key)) => {
                    self.has_key = has_key;
                    self.plan = Some(Ok(plan));
                }
                Err(why) => self.plan = Some(Err(why)),
            }
            if again != self.again {
                self.plan = None;
            }
        }
        if self.plan.is_none() && self.counting.is_none() {
            let (root, again) = (Arc::clone(&self.root), self.again);
            let job = Job::spawn("Missing posters", wake(context), move |_| {
                plan(&root, again)
            });
            self.counting = Some((again, job));
        }
    }

    /// The choice has changed: it is counted anew.
    pub fn count_again(&mut self) {
        self.plan = None;
    }

    /// Keeps the key that was typed.
    ///
    /// # Errors
    /// One sentence, without the key.
    pub fn keep_key(&mut self) -> Result<String, String> {
        let typed = std::mem::take(&mut self.key);
        let kept = Key::parse(&typed).and_then(|key| key.save());
        let path = kept.map_err(|error| error.to_string())?;
        self.count_again();
        Ok(format!(
            "It lies in {}, readable by you alone.",
            path.display()
        ))
    }

    /// Whether something is being counted.
    pub fn is_busy(&self) -> bool {
        self.plan.is_none()
    }

    /// How many films would be asked for.
    pub fn to_ask(&self) -> usize {
        match &self.plan {
            Some(Ok(plan)) => plan.to_ask(),
            _ => 0,
        }
    }

    /// What the engine is asked for, the key left out.
    pub fn request(&self) -> FetchRequest {
        FetchRequest {
            size: self.size,
            workers: self.workers,
            again: self.again,
            ..FetchRequest::default()
        }
    }
}

fn plan(root: &Path, again: bool) -> Planned {
    let library = Library::open(root).map_err(|error| error.to_string())?;
    let key = Key::of_user().map_err(|error| error.to_string())?;
    let has_key = key.is_some();
    let request = FetchRequest {
        key,
        again,
        ..FetchRequest::default()
    };
    let plan = library
        .fetch_plan(&request)
        .map_err(|error| error.to_string())?;
    Ok((plan, has_key))
}
