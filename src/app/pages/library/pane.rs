//! What is known of the chosen film: its details and its poster, loaded on a thread.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{ColorImage, Context, TextureHandle};

use crate::app::shared::films::Films;
use crate::app::shared::{pixels, wake};
use crate::catalog::{Details, Film, FilmId, Library, image_file};
use crate::jobs::Job;

/// What a thread found out about a film.
struct Loaded {
    details: Result<Option<Details>, String>,
    /// The poster's file, and its pixels where it could be decoded.
    picture: Option<(PathBuf, Option<ColorImage>)>,
}

/// Of which film, as the library was then.
#[derive(Clone)]
struct Subject {
    films: Arc<[Film]>,
    film: FilmId,
}

impl Subject {
    fn is(&self, other: &Self) -> bool {
        self.film == other.film && Arc::ptr_eq(&self.films, &other.films)
    }
}

/// The chosen film's details and poster.
#[derive(Default)]
pub struct Pane {
    subject: Option<Subject>,
    details: Option<Details>,
    fault: Option<String>,
    picture: Option<(PathBuf, TextureHandle)>,
    loading: Option<(Subject, Job<Loaded>)>,
}

impl Pane {
    /// Follows the chosen film; several or none have no details.
    pub fn follow(&mut self, context: &Context, films: &Films, film: Option<FilmId>) {
        let Some(film) = film else {
            return;
        };
        let wanted = Subject {
            films: films.shared(),
            film,
        };
        let here = |subject: &Subject| subject.is(&wanted);
        // One at a time: who runs through films with the keyboard waits for the last one only.
        if self.loading.is_some() || self.subject.as_ref().is_some_and(here) {
            return;
        }
        let (root, subject) = (Arc::clone(&films.root), wanted.clone());
        let known = self.picture.as_ref().map(|(path, _)| path.clone());
        let job = Job::spawn("Details", wake(context), move |_| {
            load(&root, &subject, known)
        });
        self.loading = Some((wanted, job));
    }

    /// What was looked up since the last frame.
    pub fn take(&mut self, context: &Context) {
        let outcome = self.loading.as_ref().and_then(|(_, job)| job.poll());
        let Some(outcome) = outcome else { return };
        self.subject = self.loading.take().map(|(subject, _)| subject);
        let loaded = outcome.map_err(|fault| fault.to_string());
        let (details, picture) = match loaded {
            Ok(loaded) => (loaded.details, loaded.picture),
            Err(fault) => (Err(fault), None),
        };
        (self.details, self.fault) = match details {
            Ok(details) => (details, None),
            Err(fault) => (None, Some(fault)),
        };
        match picture {
            Some((path, Some(pixels))) => {
                let texture = context.load_texture("chosen poster", pixels, pixels::SAMPLING);
                self.picture = Some((path, texture));
            }
            // The same file as before.
            Some((path, None))
                if self
                    .picture
                    .as_ref()
                    .is_some_and(|(known, _)| *known == path) => {}
            _ => self.picture = None,
        }
    }

    /// What is known of this film; `None` while it is being looked up.
    pub fn details(&self, film: FilmId) -> Option<&Details> {
        self.details.as_ref().filter(|_| self.is_of(film))
    }

    /// Why nothing can be looked up.
    pub fn fault(&self, film: FilmId) -> Option<&str> {
        self.fault.as_deref().filter(|_| self.is_of(film))
    }

    /// This film's poster, large.
    pub fn picture(&self, film: FilmId) -> Option<&TextureHandle> {
        let picture = self.picture.as_ref().filter(|_| self.is_of(film));
        picture.map(|(_, texture)| texture)
    }

    fn is_of(&self, film: FilmId) -> bool {
        self.subject
            .as_ref()
            .is_some_and(|subject| subject.film == film)
    }

    /// Whether something is being looked up.
    pub fn is_busy(&self) -> bool {
        self.loading.is_some()
    }
}

fn load(root: &Path, subject: &Subject, known: Option<PathBuf>) -> Loaded {
    let details = Library::open(root)
        .and_then(|library| library.details(subject.film))
        .map_err(|error| error.to_string());
    let file = match &details {
        Ok(Some(details)) => details.file.as_ref().map(|file| file.path.clone()),
        _ => None,
    };
    // A library that cannot be asked may still have told where the poster lies.
    let film = subject.films.iter().find(|film| film.id == subject.film);
    let file = file.or_else(|| Some(film?.poster.as_ref()?.path.clone()));
    let picture = file.map(|path| {
        if known.as_ref() == Some(&path) {
            return (path, None);
        }
        let decoded = image_file::decode_file(&path).ok();
        let pixels = decoded.map(|decoded| pixels::fit(&decoded.image, pixels::GROUND));
        (path, pixels)
    });
    Loaded { details, picture }
}
