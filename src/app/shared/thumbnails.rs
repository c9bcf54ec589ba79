//! Small posters by the thousand: decoded on workers, kept as textures as long as they are seen.
//!
//! In: whose poster is about to be painted, or may be soon. Out: its texture, or nothing yet. What
//! was asked for last is decoded first, and what is seen before what is only near; what nobody asks
//! for any more is dropped from the queue, and only a few textures go to the graphics card in one
//! frame: scrolling stays smooth at 45,000 posters.

use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use egui::{ColorImage, Context, TextureHandle};

use super::pixels;
use super::work_queue::{Next, WorkQueue};
use crate::app::thumbnail::{Key, Pictures, Thumbnail};
use crate::catalog::{Library, image_file};

/// Textures that are kept: several screens of the densest grid.
const KEPT: usize = 600;
/// Textures that are handed to the graphics card in one frame.
const UPLOADS_A_FRAME: usize = 16;
/// A request that was not renewed for so many frames is dropped.
const PATIENCE: u64 = 3;

enum Slot {
    Ready { texture: TextureHandle, seen: u64 },
    Coming { asked: u64, ahead: bool },
    Broken,
}

struct Request {
    key: Key,
    library: Option<Arc<Path>>,
}

#[derive(Default)]
struct Queue {
    /// What is seen.
    requests: VecDeque<Request>,
    /// What may be seen soon.
    ahead: VecDeque<Request>,
    closed: bool,
}

/// The textures, and the workers that make them. Dropping it ends the workers.
pub struct Thumbnails {
    slots: HashMap<Key, Slot>,
    queue: Arc<WorkQueue<Queue>>,
    decoded: Receiver<(Key, Option<ColorImage>)>,
    library: Option<Arc<Path>>,
    frame: u64,
}

impl Thumbnails {
    /// Starts the workers.
    pub fn new(context: &Context) -> Self {
        let queue = Arc::<WorkQueue<Queue>>::default();
        let (send, decoded) = mpsc::channel();
        // One core is left to the window and the reading thread.
        let workers =
            std::thread::available_parallelism().map_or(1, |cores| (cores.get() - 1).clamp(1, 4));
        for _ in 0..workers {
            let (queue, send, context) = (Arc::clone(&queue), send.clone(), context.clone());
            std::thread::spawn(move || work(&queue, &send, &context));
        }
        Self {
            slots: HashMap::new(),
            queue,
            decoded,
            library: None,
            frame: 0,
        }
    }

    /// From now on thumbnails come from the library in this folder.
    pub fn use_library(&mut self, root: Arc<Path>) {
        self.library = Some(root);
        self.slots
            .retain(|_, slot| matches!(slot, Slot::Ready { .. }));
    }

    /// To be called once a frame, before anything is painted.
    pub fn begin_frame(&mut self, context: &Context) {
        self.frame += 1;
        for _ in 0..UPLOADS_A_FRAME {
            let Ok((key, pixels)) = self.decoded.try_recv() else {
                break;
            };
            let seen = self.frame;
            let slot = pixels.map_or(Slot::Broken, |pixels| Slot::Ready {
                texture: context.load_texture("thumbnail", pixels, pixels::SAMPLING),
                seen,
            });
            self.slots.insert(key, slot);
        }
        self.drop_stale_requests();
        self.drop_unseen_textures();
    }

    fn ask(&mut self, key: &Key, beyond: bool) -> Thumbnail {
        let now = self.frame;
        let first = match self.slots.get_mut(key) {
            Some(Slot::Ready { texture, seen }) => {
                *seen = now;
                return Thumbnail::Ready(texture.id(), texture.size());
            }
            Some(Slot::Broken) => return Thumbnail::Broken,
            Some(Slot::Coming { asked, ahead }) => {
                *asked = now;
                // It came into view before it was decoded: to the front with it.
                let sooner = *ahead && !beyond;
                *ahead &= beyond;
                sooner
            }
            None => {
                let slot = Slot::Coming {
                    asked: now,
                    ahead: beyond,
                };
                self.slots.insert(key.clone(), slot);
                true
            }
        };
        if first {
            let request = Request {
                key: key.clone(),
                library: self.library.clone(),
            };
            let mut queue = self.queue.lock();
            match beyond {
                true => queue.ahead.push_back(request),
                false => queue.requests.push_back(request),
            }
            drop(queue);
            self.queue.ring();
        }
        Thumbnail::Coming
    }

    /// How many posters were to be seen in this frame and were not there yet.
    pub fn blank(&self) -> usize {
        let is_blank = |slot: &&Slot| matches!(slot, Slot::Coming { asked, ahead: false } if *asked == self.frame);
        self.slots.values().filter(is_blank).count()
    }

    /// Whether a poster that was asked for is still being decoded.
    pub fn is_busy(&self) -> bool {
        self.slots
            .values()
            .any(|slot| matches!(slot, Slot::Coming { .. }))
    }

    fn drop_stale_requests(&mut self) {
        let (slots, now) = (&mut self.slots, self.frame);
        let mut queue = self.queue.lock();
        // What came into view stands in both lists: here it goes.
        let still_ahead =
            |request: &Request, slots: &HashMap<Key, Slot>| match slots.get(&request.key) {
                Some(Slot::Coming { ahead, .. }) => *ahead,
                _ => true,
            };
        queue.ahead.retain(|request| still_ahead(request, slots));
        let mut renewed = |request: &Request| {
            let renewed = matches!(
                slots.get(&request.key),
                Some(Slot::Coming { asked, .. }) if now - asked < PATIENCE
            );
            if !renewed {
                slots.remove(&request.key);
            }
            renewed
        };
        queue.requests.retain(&mut renewed);
        queue.ahead.retain(&mut renewed);
    }

    fn drop_unseen_textures(&mut self) {
        let mut ages: Vec<u64> = self
            .slots
            .values()
            .filter_map(|slot| match slot {
                Slot::Ready { seen, .. } => Some(*seen),
                _ => None,
            })
            .collect();
        if ages.len() <= KEPT {
            return;
        }
        ages.sort_unstable();
        let oldest_kept = ages[ages.len() - KEPT];
        self.slots
            .retain(|_, slot| !matches!(slot, Slot::Ready { seen, .. } if *seen < oldest_kept));
    }
}

impl Pictures for Thumbnails {
    fn get(&mut self, key: &Key) -> Thumbnail {
        self.ask(key, false)
    }

    fn get_ahead(&mut self, key: &Key) {
        self.ask(key, true);
    }
}

impl Drop for Thumbnails {
    fn drop(&mut self) {
        let mut queue = self.queue.lock();
        queue.requests.clear();
        queue.ahead.clear();
        queue.closed = true;
        self.queue.ring_all();
    }
}

fn work(waiting: &WorkQueue<Queue>, send: &Sender<(Key, Option<ColorImage>)>, context: &Context) {
    // Each worker reads the library through a connection of its own.
    let mut open: Option<(Arc<Path>, Option<Library>)> = None;
    while let Some(Request { key, library }) = next(waiting) {
        if let Some(root) = library
            && open.as_ref().is_none_or(|(at, _)| *at != root)
        {
            let opened = Library::open(&root).ok();
            open = Some((root, opened));
        }
        let library = open.as_ref().and_then(|(_, library)| library.as_ref());
        let pixels = decode(&key, library);
        if send.send((key, pixels)).is_err() {
            return;
        }
        context.request_repaint();
    }
}

fn next(waiting: &WorkQueue<Queue>) -> Option<Request> {
    // The newest first: it is what the eye is on.
    waiting.next(
        |queue| match queue.requests.pop_back().or_else(|| queue.ahead.pop_back()) {
            Some(request) => Next::Work(request),
            None if queue.closed => Next::Closed,
            None => Next::Wait,
        },
    )
}

/// The library's thumbnail, else the poster itself.
fn decode(key: &Key, library: Option<&Library>) -> Option<ColorImage> {
    let stored = library
        .zip(key.content_hash())
        .and_then(|(library, hash)| library.thumbnail(hash))
        .and_then(|jpeg| image_file::decode_bytes(&jpeg, Some("jpg")).ok());
    let decoded = match stored {
        Some(decoded) => decoded,
        None => image_file::decode_file(key.path()).ok()?,
    };
    Some(pixels::fit(&decoded.image, pixels::SMALL))
}
