//! The reading thread: one thread that loads the model and reads one poster after another.
//!
//! In: requests (a file, pixels). Out: [`Event`]s by message: first the picture, as soon as it is
//! decoded, then the reading. The loaded model is handed out, for whoever else reads with it. The
//! window never waits: it polls once a frame and is woken when something has come.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use egui::ColorImage;
use image::RgbImage;

use super::pixels;
use super::session::{EntryId, Source};
use crate::catalog::image_file;
use crate::evaluation;
use crate::jobs::{Task, panic_message};
use crate::resources;
use crate::vision::{Reader, Reading};

/// How the model is loaded: from its folder, or as a test wants it.
pub struct ReaderSource(Box<dyn FnOnce() -> Result<Reader, String> + Send>);

impl ReaderSource {
    /// The model that ships with Onesheet.
    pub fn shipped() -> Self {
        Self::new(|| {
            let folder = resources::model_dir().ok_or_else(|| {
                format!(
                    "The folder weights/{} is not there. Install Onesheet again, or put a model \
                     into that folder beside the program.",
                    resources::SHIPPED_MODEL
                )
            })?;
            open(&folder)
        })
    }

    /// The model in a folder.
    pub fn folder(folder: PathBuf) -> Self {
        Self::new(move || open(&folder))
    }

    /// A model that `load` makes, on the reading thread.
    pub fn new(load: impl FnOnce() -> Result<Reader, String> + Send + 'static) -> Self {
        Self(Box::new(load))
    }
}

fn open(folder: &Path) -> Result<Reader, String> {
    evaluation::open_reader(folder)
        .map(|(reader, _)| reader)
        .map_err(|error| format!("The model cannot be used: {error}"))
}

/// What the reading thread has to say.
pub enum Event {
    /// The model is loaded: this is it, for everybody.
    ModelReady(Arc<Reader>),
    /// There is no usable model; pictures are decoded all the same.
    ModelFailed(String),
    /// A poster was decoded.
    Picture {
        /// Which.
        id: EntryId,
        /// For the page.
        large: ColorImage,
        /// For the strip.
        small: ColorImage,
        /// BLAKE3 of the file, by which the library knows its film.
        content_hash: Option<[u8; 32]>,
    },
    /// A poster was read.
    Read {
        /// Which.
        id: EntryId,
        /// What the model says.
        reading: Reading,
    },
    /// A poster cannot be read.
    Failed {
        /// Which.
        id: EntryId,
        /// What is wrong and what to do, in one sentence.
        why: String,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Reading,
    PictureOnly,
}

struct Request {
    id: EntryId,
    source: Source,
    wanted: Wanted,
}

#[derive(Default)]
struct Queue {
    requests: VecDeque<Request>,
    /// What is being read, and the means to stop it.
    current: Option<(EntryId, Task)>,
    closed: bool,
}

impl Queue {
    fn stop_current(&self, unwanted: impl Fn(EntryId) -> bool) {
        if let Some((id, task)) = &self.current
            && unwanted(*id)
        {
            task.cancel();
        }
    }
}

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    news: Condvar,
}

impl Shared {
    // The queue is plain data: a panic elsewhere cannot leave it half-changed.
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The window's end of the reading thread. Dropping it ends the thread.
pub struct ReadingThread {
    shared: Arc<Shared>,
    events: Receiver<Event>,
}

impl ReadingThread {
    /// Starts the thread; it loads the model first. `wake` asks the window for a frame.
    pub fn start(source: ReaderSource, wake: impl Fn() + Send + 'static) -> Self {
        let shared = Arc::<Shared>::default();
        let (send, events) = mpsc::channel();
        let there = Arc::clone(&shared);
        std::thread::spawn(move || {
            let outbox = Outbox { send, wake };
            work(source, &there, &outbox);
        });
        Self { shared, events }
    }

    fn push(&self, request: Request, first: bool) {
        let mut queue = self.shared.lock();
        if first {
            queue.requests.push_front(request);
        } else {
            queue.requests.push_back(request);
        }
        self.shared.news.notify_one();
    }

    /// Reads a poster after those that wait.
    pub fn read(&self, id: EntryId, source: Source) {
        let wanted = Wanted::Reading;
        self.push(Request { id, source, wanted }, false);
    }

    /// Decodes a poster's picture again, before everything else.
    pub fn picture(&self, id: EntryId, source: Source) {
        let wanted = Wanted::PictureOnly;
        self.push(Request { id, source, wanted }, true);
    }

    /// Forgets what `unwanted` names; what is being read is broken off.
    pub fn forget(&self, unwanted: impl Fn(EntryId) -> bool) {
        let mut queue = self.shared.lock();
        queue.requests.retain(|request| !unwanted(request.id));
        queue.stop_current(unwanted);
    }

    /// What has come since the last frame.
    pub fn poll(&self) -> Vec<Event> {
        self.events.try_iter().collect()
    }
}

impl Drop for ReadingThread {
    fn drop(&mut self) {
        let mut queue = self.shared.lock();
        queue.requests.clear();
        queue.stop_current(|_| true);
        queue.closed = true;
        self.shared.news.notify_one();
    }
}

struct Outbox<W> {
    send: Sender<Event>,
    wake: W,
}

impl<W: Fn()> Outbox<W> {
    fn say(&self, event: Event) {
        // A window that is gone wants to hear nothing.
        let _ = self.send.send(event);
        (self.wake)();
    }
}

fn work<W: Fn()>(source: ReaderSource, shared: &Shared, outbox: &Outbox<W>) {
    let reader = guarded(source.0).and_then(|loaded| loaded);
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
    while let Some((request, task)) = next(shared) {
        let id = request.id;
        let served =
            guarded(|| serve(request, reader.as_deref(), &task, outbox)).and_then(|served| served);
        shared.lock().current = None;
        // What was broken off is wanted no more: it is no failure to show.
        if let Err(why) = served
            && !task.is_cancelled()
        {
            outbox.say(Event::Failed { id, why });
        }
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

fn next(shared: &Shared) -> Option<(Request, Task)> {
    let mut queue = shared.lock();
    loop {
        if let Some(request) = queue.requests.pop_front() {
            let task = Task::new();
            queue.current = Some((request.id, task.clone()));
            return Some((request, task));
        }
        if queue.closed {
            return None;
        }
        queue = shared
            .news
            .wait(queue)
            .unwrap_or_else(PoisonError::into_inner);
    }
}

fn serve<W: Fn()>(
    request: Request,
    reader: Option<&Reader>,
    task: &Task,
    outbox: &Outbox<W>,
) -> Result<(), String> {
    let Request { id, source, wanted } = request;
    let (poster, content_hash) = load(&source)?;
    outbox.say(Event::Picture {
        id,
        large: pixels::fit(&poster, pixels::LARGE),
        small: pixels::fit(&poster, pixels::SMALL),
        content_hash,
    });
    if let (Wanted::Reading, Some(reader)) = (wanted, reader) {
        let reading = reader
            .read_image(&poster, task)
            .map_err(|error| error.to_string())?;
        outbox.say(Event::Read { id, reading });
    }
    Ok(())
}

fn load(source: &Source) -> Result<(Arc<RgbImage>, Option<[u8; 32]>), String> {
    match source {
        Source::Pixels(pixels) => Ok((Arc::clone(pixels), None)),
        Source::File(path) => {
            let decoded = image_file::decode_file(path).map_err(|error| error.to_string())?;
            // Decoding bounded the file's size; a file that vanished since has no known film.
            let hash = std::fs::read(path)
                .ok()
                .map(|bytes| blake3::hash(&bytes).into());
            Ok((Arc::new(decoded.image), hash))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::{Duration, Instant};

    use super::*;
    use crate::vision::{
        self, Architecture, Batch, Checkpoint, Engine, Outputs, Preprocessing, Wanted,
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
            let first = !self.began.swap(true, Ordering::SeqCst);
            while first {
                task.check()?;
                std::thread::sleep(Duration::from_millis(1));
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
