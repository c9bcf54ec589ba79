//! The run that goes on, or that has just ended: its job, what it says, and what became of it.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use egui::Context;

use super::live::Live;
use super::memory;
use crate::app::shared::films::Films;
use crate::catalog::Library;
use crate::jobs::{Job, Snapshot, Task, in_background};
use crate::training::watch::{Event, Observer, Started, Step};
use crate::training::{
    Depth, RefitRequest, Request, Run, Settings, State, refit_library, resume_library,
    train_library,
};
use crate::vision::{Checkpoint, DeviceChoice, Reader};

/// A step is shown at most so late.
const STEPS_EVERY: Duration = Duration::from_millis(100);

/// Where a run stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Phase {
    /// Posters are read, activations stored, the head trained: before the first step.
    Preparing,
    /// It learns.
    Learning,
    /// It waits for the user.
    Waiting,
    /// It was asked to stop and ends its step.
    Stopping,
    /// It is over: its model can be used.
    Done,
    /// It was stopped: the best epoch's model can be used, if one ended.
    Stopped,
    /// What went wrong and what to do.
    Failed(String),
}

impl Phase {
    /// Whether its thread still works.
    pub fn goes_on(&self) -> bool {
        matches!(
            self,
            Self::Preparing | Self::Learning | Self::Waiting | Self::Stopping
        )
    }
}

/// What a run ends in.
type Outcome = Result<Run, String>;

/// What is to be done on the run's thread.
pub enum Work {
    /// From its beginning, from the model in a folder.
    New(Box<Request>, PathBuf),
    /// On from where it stood.
    GoOn(String),
    /// A finished run once more, from validation films too.
    Refit(RefitRequest),
}

/// A run and its curves.
pub struct Running {
    job: Job<Outcome>,
    events: Receiver<Event>,
    /// Its name, once it has one.
    pub name: Option<String>,
    /// How much learns.
    pub depth: Depth,
    /// Epochs that were planned.
    pub planned: usize,
    /// Whether validation films are learned from too, and nothing judges its epochs.
    pub refit: bool,
    /// What it began with; `None` before its first step.
    pub started: Option<Started>,
    /// The last step.
    pub step: Option<Step>,
    /// Curves and posters.
    pub live: Live,
    /// Where it stands.
    pub phase: Phase,
    /// The program's memory in bytes, at the last step.
    pub memory: Option<u64>,
    /// What a person should know: memory that ran out, a state that was not saved.
    pub notes: Vec<String>,
}

impl Running {
    /// Starts a thread that trains; `library`: its folder.
    pub fn start(context: &Context, library: &Path, work: Work, settings: &Settings) -> Self {
        let (send, events) = mpsc::channel();
        let observer = Messenger {
            send,
            context: context.clone(),
        };
        let (root, wake) = (library.to_owned(), context.clone());
        let name = match &work {
            Work::New(request, _) => request.name.clone(),
            Work::GoOn(name) => Some(name.clone()),
            Work::Refit(_) => None,
        };
        let refit = matches!(work, Work::Refit(_));
        let job = Job::spawn(
            "Train",
            move || wake.request_repaint(),
            move |task| in_background(|| train(&root, work, observer, task)),
        );
        Self {
            job,
            events,
            name,
            depth: settings.depth,
            planned: match settings.depth {
                Depth::Head => settings.head.epochs,
                _ => settings.epochs,
            },
            refit,
            started: None,
            step: None,
            live: Live::default(),
            phase: Phase::Preparing,
            memory: None,
            notes: Vec::new(),
        }
    }

    /// How far it is.
    pub fn snapshot(&self) -> Snapshot {
        self.job.task().snapshot()
    }

    /// How long the steps that are left will take, at the pace of the last one; `None` before the
    /// first.
    pub fn time_left(&self) -> Option<Duration> {
        let (step, started) = (self.step?, self.started.as_ref()?);
        let left = step.steps.saturating_sub(step.step);
        let films =
            left as f64 * started.train_films as f64 / started.steps_per_epoch.max(1) as f64;
        let pace = self.live.pace();
        (pace > 0.0).then(|| Duration::from_secs_f64(films / pace))
    }

    /// Whether it left a model behind.
    pub fn has_model(&self) -> bool {
        match self.phase {
            Phase::Done => true,
            Phase::Stopped | Phase::Failed(_) => !self.live.history.is_empty(),
            _ => false,
        }
    }

    /// Lets it wait at its next step.
    pub fn pause(&mut self) {
        if matches!(self.phase, Phase::Preparing | Phase::Learning) {
            self.job.task().pause();
            self.phase = Phase::Waiting;
        }
    }

    /// Lets it go on.
    pub fn resume(&mut self) {
        if self.phase == Phase::Waiting {
            self.job.task().resume();
            self.phase = self.at_work();
        }
    }

    /// Ends it at its next step.
    pub fn stop(&mut self) {
        if self.phase.goes_on() {
            self.job.task().cancel();
            self.phase = Phase::Stopping;
        }
    }

    /// Waits until its thread has ended, at most so long.
    pub fn wait(&self, most: Duration) {
        let begun = Instant::now();
        while self.phase.goes_on() && self.job.poll().is_none() && begun.elapsed() < most {
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn at_work(&self) -> Phase {
        match self.started {
            Some(_) => Phase::Learning,
            None => Phase::Preparing,
        }
    }

    /// Takes what came since the last frame; whether the run ended in it.
    pub fn follow(&mut self, context: &Context, films: &Films) -> bool {
        // Asked before the messages are taken: what it said last came before its end.
        let outcome = self.job.poll();
        while let Ok(event) = self.events.try_recv() {
            self.hear(context, films, event);
        }
        let Some(outcome) = outcome else {
            return false;
        };
        let stopped = self.phase == Phase::Stopping;
        self.phase = match outcome.map_err(|fault| fault.to_string()) {
            Ok(Ok(run)) => {
                self.name = Some(run.record.name.clone());
                if run.record.state == State::Stopped {
                    Phase::Stopped
                } else {
                    Phase::Done
                }
            }
            Ok(Err(_)) if stopped => Phase::Stopped,
            Ok(Err(why)) | Err(why) => Phase::Failed(why),
        };
        true
    }

    fn hear(&mut self, context: &Context, films: &Films, event: Event) {
        match event {
            Event::Started(started) => {
                let name = started.folder.file_name();
                self.name = name.map(|name| name.to_string_lossy().into_owned());
                self.planned = started.epochs;
                self.live.history.clone_from(&started.history);
                self.started = Some(started);
                if self.phase == Phase::Preparing {
                    self.phase = Phase::Learning;
                }
            }
            Event::Batch(samples) => self.live.show_batch(context, samples),
            Event::Step(step) => {
                let steps = self.started.as_ref().map_or(1, |run| run.steps_per_epoch);
                self.live.step(&step, steps);
                self.memory = memory::resident();
                self.step = Some(step);
            }
            Event::Epoch(judgement) => {
                self.live.history.push(judgement.epoch);
                self.memory = memory::resident();
                self.live.judge(films, &judgement.films);
            }
            Event::NotSaved { reason } => self.note(format!("The state was not saved: {reason}")),
            Event::MicroBatch { films } => {
                self.note(format!(
                    "Memory ran out; from then on {films} posters at once, the batch as before."
                ));
            }
            Event::Saved { .. } | Event::Paused | Event::Resumed | Event::Finished(_) => {}
        }
    }

    fn note(&mut self, words: String) {
        if !self.notes.contains(&words) {
            self.notes.push(words);
        }
    }
}

/// Sends what it hears, and has the window look.
struct Messenger {
    send: Sender<Event>,
    context: Context,
}

impl Observer for Messenger {
    fn hear(&mut self, event: Event) {
        let is_step = matches!(event, Event::Step(_));
        // A window that is gone lost interest; the training goes on.
        let _ = self.send.send(event);
        if is_step {
            self.context.request_repaint_after(STEPS_EVERY);
        } else {
            self.context.request_repaint();
        }
    }
}

fn train(root: &Path, work: Work, mut observer: Messenger, task: &Task) -> Outcome {
    let words = |error: &dyn std::error::Error| error.to_string();
    let library = Library::open(root).map_err(|error| words(&error))?;
    match work {
        Work::New(request, start) => {
            let checkpoint = Checkpoint::load(&start).map_err(|error| words(&error))?;
            let reader = Reader::new(checkpoint).map_err(|error| words(&error))?;
            train_library(&library, &reader, &start, &request, task, &mut observer)
        }
        Work::GoOn(name) => {
            resume_library(&library, &name, DeviceChoice::Auto, task, &mut observer)
        }
        Work::Refit(request) => refit_library(&library, &request, task, &mut observer),
    }
    .map_err(|error| words(&error))
}
