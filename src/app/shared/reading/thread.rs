//! The thread itself, and the window's end of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};

use super::event::{Event, Outbox};
use super::queue::{Queue, Request, Work};
use super::reader_source::ReaderSource;
use super::serving::Server;
use crate::app::shared::source::{EntryId, Source};
use crate::app::shared::work_queue::{Next, WorkQueue};
use crate::jobs::{Task, panic_message};
use crate::vision::surgery::Edit;

/// The window's end of the reading thread. Dropping it ends the thread.
pub struct ReadingThread {
    queue: Arc<WorkQueue<Queue>>,
    events: Receiver<Event>,
}

impl ReadingThread {
    /// Starts the thread; it loads the model first. `wake` asks the window for a frame.
    pub fn start(source: ReaderSource, wake: impl Fn() + Send + 'static) -> Self {
        let queue = Arc::<WorkQueue<Queue>>::default();
        let (send, events) = mpsc::channel();
        let there = Arc::clone(&queue);
        std::thread::spawn(move || {
            let outbox = Outbox { send, wake };
            work(source, &there, &outbox);
        });
        Self { queue, events }
    }

    fn push(&self, request: Request, first: bool) {
        let mut queue = self.queue.lock();
        if first {
            queue.requests.push_front(request);
        } else {
            queue.requests.push_back(request);
        }
        self.queue.ring();
    }

    /// Reads a poster after those that wait.
    pub fn read(&self, id: EntryId, source: Source) {
        let work = Work::Read;
        self.push(Request { id, source, work }, false);
    }

    /// Decodes a poster's picture again, before everything else.
    pub fn picture(&self, id: EntryId, source: Source) {
        let work = Work::Picture;
        self.push(Request { id, source, work }, true);
    }

    /// Changes a poster and reads it, before everything else; a change of it that still waits is
    /// forgotten, one that is being read broken off.
    pub fn change(&self, id: EntryId, source: Source, edits: Vec<Edit>, revision: u64) {
        let outdated =
            |other: &Request| other.id == id && matches!(other.work, Work::Change { .. });
        let mut queue = self.queue.lock();
        queue.requests.retain(|other| !outdated(other));
        queue.stop_current(|other| other == id);
        drop(queue);
        let work = Work::Change { edits, revision };
        self.push(Request { id, source, work }, true);
    }

    /// Forgets what `unwanted` names; what is being read is broken off.
    pub fn forget(&self, unwanted: impl Fn(EntryId) -> bool) {
        let mut queue = self.queue.lock();
        queue.requests.retain(|request| !unwanted(request.id));
        queue.stop_current(unwanted);
    }

    /// Whether a poster waits or is being read: other work gives way to it.
    pub fn is_busy(&self) -> bool {
        let queue = self.queue.lock();
        queue.current.is_some() || !queue.requests.is_empty()
    }

    /// What has come since the last frame.
    pub fn poll(&self) -> Vec<Event> {
        self.events.try_iter().collect()
    }
}

impl Drop for ReadingThread {
    fn drop(&mut self) {
        let mut queue = self.queue.lock();
        queue.requests.clear();
        queue.stop_current(|_| true);
        queue.closed = true;
        self.queue.ring();
    }
}

fn work<W: Fn()>(source: ReaderSource, waiting: &WorkQueue<Queue>, outbox: &Outbox<W>) {
    let reader = guarded(source.load).and_then(|loaded| loaded);
    let reader = match reader {
        Ok(reader) => {
            let reader = Arc::new(reader);
            outbox.say(Event::ModelReady(Arc::clone(&reader)));
            Some(reader)
        }
        Err(why) => {
            outbox.say(Event::ModelFailed(why));
            None
        }
    };
    let mut server = Server::new(reader);
    while let Some((request, task)) = next(waiting) {
        let id = request.id;
        let is_change = matches!(request.work, Work::Change { .. });
        let served = guarded(|| server.serve(request, &task, outbox)).and_then(|served| served);
        waiting.lock().current = None;
        // What was broken off is wanted no more: it is no failure to show.
        if let Err(why) = served
            && !task.is_cancelled()
        {
            outbox.say(if is_change {
                Event::NotChanged { id, why }
            } else {
                Event::Failed { id, why }
            });
        }
        // Whoever gave way goes on from the next frame on.
        (outbox.wake)();
    }
}

/// Runs `work`; a panic in it becomes a sentence, so that the thread outlives it.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        format!(
            "a fault in Onesheet: {}; please report it with the file",
            panic_message(panic.as_ref())
        )
    })
}

fn next(waiting: &WorkQueue<Queue>) -> Option<(Request, Task)> {
    waiting.next(|queue| match queue.requests.pop_front() {
        Some(request) => {
            let task = Task::new();
            queue.current = Some((request.id, task.clone()));
            Next::Work((request, task))
        }
        None if queue.closed => Next::Closed,
        None => Next::Wait,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::{Duration, Instant};

    use image::RgbImage;

    use super::*;
    use crate::vision::{
        self, Architecture, Batch, Checkpoint, Engine, Outputs, Preprocessing, Reader, Wanted,
    };

    /// Works on its first poster until it is told to stop.
    #[derive(Default)]
    struct Endless {
        began: Arc<AtomicBool>,
    }

    impl Engine for Endless {
        fn name(&self) -> &'static str {
            "endless"
        }

        fn outputs(&self, _: &Batch<'_>, _: Wanted, task: &Task) -> Result<Outputs, vision::Error> {
            if !self.began.swap(true, Ordering::SeqCst) {
                loop {
                    task.check()?;
                    std::thread::sleep(Duration::from_millis(1));
                }
            }
            Ok(Outputs {
                logits: Vec::new(),
                features: Vec::new(),
                activations: None,
            })
        }
    }

    #[test]
    fn what_is_forgotten_while_it_is_read_is_broken_off() {
        let engine = Endless::default();
        let began = Arc::clone(&engine.began);
        let checkpoint = Checkpoint {
            architecture: Architecture::RESNET50,
            genres: Vec::new(),
            preprocessing: Preprocessing::default(),
            tensors: HashMap::new(),
            thresholds: Vec::new(),
            calibration: Vec::new(),
            set_aside: None,
            provenance: BTreeMap::new(),
            learned_posters: Default::default(),
        };
        let reader = Reader::with_engine(checkpoint, Box::new(engine));
        let thread = ReadingThread::start(ReaderSource::new(move || Ok(reader)), || ());
        let poster = || Source::Pixels(Arc::new(RgbImage::new(4, 6)));
        let (endless, next) = (EntryId(1), EntryId(2));
        thread.read(endless, poster());
        thread.read(next, poster());
        let begun = Instant::now();
        let mut events = Vec::new();
        let read = |event: &Event, wanted| matches!(event, Event::Read { id, .. } if *id == wanted);
        while !events.iter().any(|event| read(event, next)) {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "nothing was read"
            );
            if began.load(Ordering::SeqCst) {
                thread.forget(|id| id == endless);
            }
            events.extend(thread.poll());
            std::thread::sleep(Duration::from_millis(1));
        }
        assert!(!events.iter().any(|event| read(event, endless)));
        let failed = |event: &Event| matches!(event, Event::Failed { .. });
        assert!(
            !events.iter().any(failed),
            "a poster that nobody wants is no failure"
        );
    }
}
