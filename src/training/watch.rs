//! What a training tells whoever watches: the loop knows no screen.

use std::path::PathBuf;
use std::sync::mpsc::Sender;

use super::{Depth, Epoch, Record};
use crate::catalog::FilmId;

/// Hears of a training as it goes on, on the training's own thread.
pub trait Observer {
    /// Takes note of an event. It holds the training up for as long as it takes.
    fn hear(&mut self, event: Event);
}

impl<F: FnMut(Event)> Observer for F {
    fn hear(&mut self, event: Event) {
        self(event);
    }
}

/// Events as messages: the window's side polls the receiver.
#[derive(Debug, Clone)]
pub struct Messages(pub Sender<Event>);

impl Observer for Messages {
    fn hear(&mut self, event: Event) {
        // A receiver that is gone lost interest; the training goes on.
        let _ = self.0.send(event);
    }
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nobody;

impl Observer for Nobody {
    fn hear(&mut self, _: Event) {}
}

/// Something that happened in a training.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The first step is about to be done.
    Started(Started),
    /// Some of the posters of an epoch's first step, as the network sees them.
    Batch(Vec<Sample>),
    /// A step was done (an epoch for the head).
    Step(Step),
    /// An epoch was finished and judged.
    Epoch(Judgement),
    /// The state is on the disk: a kill from here on loses nothing before.
    Saved {
        /// Steps done.
        step: usize,
    },
    /// The state could not be saved; the one before is still there, and the training goes on.
    NotSaved {
        /// In words.
        reason: String,
    },
    /// Memory ran out, and fewer films are on the device at once from here on.
    MicroBatch {
        /// How many.
        films: usize,
    },
    /// It waits; its state is saved.
    Paused,
    /// It goes on after a pause.
    Resumed,
    /// It is over, finished or stopped.
    Finished(Box<Record>),
}

/// A training that begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Started {
    /// The run's folder.
    pub folder: PathBuf,
    /// How much learns.
    pub depth: Depth,
    /// Films to learn from.
    pub train_films: usize,
    /// Films to judge by.
    pub validation_films: usize,
    /// Most epochs.
    pub epochs: usize,
    /// Steps in each.
    pub steps_per_epoch: usize,
    /// Where it runs: `CPU, 2 cores`, `cuda:0`.
    pub device: String,
    /// The step (of all) at which it goes on; `None` for a training from its beginning.
    pub resumed_from: Option<usize>,
    /// Epochs that were finished before.
    pub history: Vec<Epoch>,
}

/// A step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Counted from 1 over the whole training.
    pub step: usize,
    /// Steps in the whole training, if nothing ends it early.
    pub steps: usize,
    /// The epoch, counted from 1.
    pub epoch: usize,
    /// Mean loss of its films.
    pub loss: f64,
    /// The head's learning rate.
    pub head_rate: f64,
    /// Layer 4's learning rate; `None` for the head alone.
    pub backbone_rate: Option<f64>,
    /// Films per second in this step.
    pub images_per_second: f64,
}

/// An epoch, and what each validation film came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// As `history.jsonl` has it.
    pub epoch: Epoch,
    /// Whether it is the best so far: its model is in the run's folder.
    pub best: bool,
    /// Mean loss over the genres of each validation film, in the library's order.
    pub films: Vec<(FilmId, f32)>,
}

/// A poster as the network sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Whose.
    pub film: FilmId,
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Rows of R, G, B.
    pub rgb: Vec<u8>,
}
