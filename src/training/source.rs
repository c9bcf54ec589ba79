//! Where a learning network gets its input from: stored activations, or posters decoded anew.
//!
//! In: the steps of an epoch. Out: their values, one step after the other. Both are read ahead of the
//! step that needs them: activations a step, on one thread; posters are decoded and augmented on
//! several.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::plan::View;
use super::watch::Sample;
use super::{Error, Films};
use crate::vision::augmentation::mirrored;
use crate::vision::features::Variant;
use crate::vision::features::activations::ActivationStore;
use crate::vision::features::resized;
use crate::vision::{Augmentation, Preprocessing};

/// More workers than this would only hold more decoded posters in memory.
const MOST_WORKERS: usize = 16;
/// Films that are decoded ahead, for each worker.
const AHEAD: usize = 4;

/// The values of a step's films, one film after the other.
pub struct Input {
    /// Row-major: films x channels x rows x columns.
    pub values: Vec<f32>,
    /// Channels, rows and columns of one film.
    pub shape: (usize, usize, usize),
}

/// What takes a step's input.
pub type Take<'a> = &'a mut dyn FnMut(Input) -> Result<(), Error>;

/// Where films' inputs come from.
pub trait Source {
    /// Calls `take` with the input of each step in turn, at `size` (a share of the full size, which
    /// only posters heed).
    ///
    /// # Errors
    /// [`Error`]: a film cannot be read, or what `take` says; then nothing more is read.
    fn feed(
        &self,
        films: &Films,
        steps: &[&[View]],
        size: f64,
        take: Take<'_>,
    ) -> Result<(), Error>;

    /// A film as the network sees it, for a person to look at; `None` if its poster cannot be read.
    fn sample(&self, films: &Films, view: &View) -> Option<Sample>;
}

/// Activations that were stored before.
pub struct Stored<'a> {
    /// Where they are.
    pub store: &'a ActivationStore,
    /// How the model sees a poster.
    pub preprocessing: &'a Preprocessing,
    /// How stored augmented views vary.
    pub augmentation: Augmentation,
}

impl Stored<'_> {
    /// Under which a view is stored. Augmented ones are mirrored or not from the start.
    fn variant(view: &View) -> Variant {
        match view.stored {
            0 if view.flipped => Variant::Mirrored,
            0 => Variant::Plain,
            number => Variant::Augmented(number - 1),
        }
    }

    /// The values of one step.
    fn read(&self, films: &Films, views: &[View]) -> Result<Input, Error> {
        let shape = self.store.shape();
        let length = shape.0 * shape.1 * shape.2;
        let mut values = vec![0.0; views.len() * length];
        let mut rows = values.chunks_mut(length.max(1)).zip(views);
        let whole = rows.all(|(out, view)| {
            let hash = &films.posters[view.film].content_hash;
            self.store.read(hash, Self::variant(view), out)
        });
        if whole {
            Ok(Input { values, shape })
        } else {
            Err(Error::Activations)
        }
    }
}

impl Source for Stored<'_> {
    fn feed(
        &self,
        films: &Films,
        steps: &[&[View]],
        _size: f64,
        take: Take<'_>,
    ) -> Result<(), Error> {
        thread::scope(|scope| {
            // One step ahead: the disk is waited for while the step before is learned from.
            let (send, receive) = sync_channel(0);
            scope.spawn(move || {
                for views in steps {
                    // The step has had enough: it failed or was cancelled.
                    if send.send(self.read(films, views)).is_err() {
                        return;
                    }
                }
            });
            for _ in steps {
                take(receive.recv().map_err(|_| Error::Workers)??)?;
            }
            Ok(())
        })
    }

    fn sample(&self, films: &Films, view: &View) -> Option<Sample> {
        let flipped = match Self::variant(view) {
            Variant::Plain => false,
            Variant::Mirrored => true,
            // Which way it varies is drawn from its key; its mirror image says enough.
            Variant::Augmented(number) => number % 2 == 1,
        };
        let view = View::plain(view.film, flipped);
        Pixels {
            preprocessing: self.preprocessing,
            augmentation: self.augmentation,
        }
        .sample(films, &view)
    }
}

/// Posters, decoded and augmented as they are needed.
pub struct Pixels<'a> {
    /// How the model sees a poster.
    pub preprocessing: &'a Preprocessing,
    /// How a poster varies.
    pub augmentation: Augmentation,
}

impl Pixels<'_> {
    /// Rows of R, G, B of a view.
    fn rgb(&self, films: &Films, view: &View, at: &Preprocessing) -> Result<Vec<u8>, Error> {
        let poster = &films.posters[view.film];
        let rgb = resized(poster, at).map_err(|reason| Error::Poster {
            path: poster.path.display().to_string(),
            reason,
        })?;
        let seen = match view.chance {
            Some(seed) => {
                let mut random = ChaCha8Rng::seed_from_u64(seed);
                self.augmentation
                    .apply(&rgb, (at.height, at.width), &mut random)
            }
            None => rgb,
        };
        Ok(if view.flipped {
            mirrored(&seen, at.width)
        } else {
            seen
        })
    }

    /// How a poster is seen at a share of the full size.
    fn at(&self, size: f64) -> Preprocessing {
        let scaled = |length: usize| ((length as f64 * size).round() as usize).max(1);
        Preprocessing {
            height: scaled(self.preprocessing.height),
            width: scaled(self.preprocessing.width),
            ..self.preprocessing.clone()
        }
    }
}

impl Source for Pixels<'_> {
    fn feed(
        &self,
        films: &Films,
        steps: &[&[View]],
        size: f64,
        take: Take<'_>,
    ) -> Result<(), Error> {
        let at = self.at(size);
        let shape = (3, at.height, at.width);
        let views: Vec<&View> = steps.iter().flat_map(|views| views.iter()).collect();
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let workers = cores.min(MOST_WORKERS);
        let next = AtomicUsize::new(0);
        let work = |send: SyncSender<(usize, Result<Vec<f32>, Error>)>| {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(view) = views.get(number) else {
                    return;
                };
                let seen = self.rgb(films, view, &at);
                let pixels = seen.map(|rgb| at.normalised(&rgb));
                // The step has had enough: it failed or was cancelled.
                if send.send((number, pixels)).is_err() {
                    return;
                }
            }
        };
        thread::scope(|scope| {
            let (send, receive) = sync_channel(workers * AHEAD);
            for _ in 0..workers {
                let (send, work) = (send.clone(), &work);
                scope.spawn(move || work(send));
            }
            drop(send);
            // Those that came before their turn.
            let mut early: BTreeMap<usize, Vec<f32>> = BTreeMap::new();
            let mut turn = 0;
            for views in steps {
                let mut values = Vec::with_capacity(views.len() * 3 * at.height * at.width);
                for number in turn..turn + views.len() {
                    while !early.contains_key(&number) {
                        let Ok((number, pixels)) = receive.recv() else {
                            return Err(Error::Workers);
                        };
                        early.insert(number, pixels?);
                    }
                    values.extend(early.remove(&number).unwrap_or_default());
                }
                turn += views.len();
                take(Input { values, shape })?;
            }
            Ok(())
        })
    }

    fn sample(&self, films: &Films, view: &View) -> Option<Sample> {
        let at = self.preprocessing;
        let rgb = self.rgb(films, view, at).ok()?;
        Some(Sample {
            film: films.ids[view.film],
            width: at.width,
            height: at.height,
            rgb,
        })
    }
}
