//! Posters to rows of a store: worker threads read, decode and resize ahead of the network.
//!
//! In: posters. Out: rows in a store, and a [`Work`]. The queue between workers and network is
//! bounded, so that memory stays the same for 50 posters and 50,000; workers that are ahead sleep.
//!
//! Posters are decoded here although an import decoded them too. Handing the import's pixels on
//! would make it as slow as the network, and a library of 45,000 films would appear after an hour
//! instead of a minute. The second decode costs 1 % of the network's time for a poster of 185 x 278
//! pixels, 6 % for one of 500 x 750, and runs behind the network, which waits for none.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::disk::Writer;
use super::error::FeatureError;
use super::index::ContentHash;
use super::view::Variant;
use super::work::{Skipped, Work};
use crate::catalog::{Poster, image_file};
use crate::jobs::Task;
use crate::vision::augmentation::mirrored;
use crate::vision::{Augmentation, Batch, Preprocessing, Reader, Wanted};

/// Images that the network sees at once: enough to keep every core busy, and a cancel is seen
/// between two of them.
const BATCH: usize = 8;
/// As many workers as cores keep up with the network even where decoding a poster takes as long;
/// more than this would only hold more decoded posters in memory.
const MOST_WORKERS: usize = 8;

/// A row that is wanted of a poster.
pub struct Row {
    /// Under which it is filed.
    pub key: ContentHash,
    /// How the poster is seen.
    pub variant: Variant,
}

/// A poster, and the rows that are wanted of it.
pub struct Order<'a> {
    /// The poster.
    pub poster: &'a Poster,
    /// At least one.
    pub rows: Vec<Row>,
}

/// A poster on its way to the network.
struct Prepared {
    order: usize,
    /// The pixels of each of its rows.
    outcome: Result<Vec<Vec<f32>>, Skipped>,
}

/// Computes and stores what is `wanted` of `orders`: pooled features, or a layer's activations;
/// augmented variants vary by `augmentation`. Posters that cannot be read are returned, and where
/// the time went.
///
/// # Errors
/// [`FeatureError`]: cancelled, the network failed, or the disk refused. What was stored stays.
pub fn run(
    orders: &[Order<'_>],
    (wanted, augmentation): (Wanted, Augmentation),
    reader: &Reader,
    writer: &mut Writer,
    task: &Task,
) -> Result<(Vec<Skipped>, Work), FeatureError> {
    let begun = Instant::now();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let workers = cores.min(MOST_WORKERS);
    let preprocessing = &reader.checkpoint().preprocessing;
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (send, receive) = sync_channel(2 * BATCH);
        for _ in 0..workers {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || prepare(orders, (preprocessing, augmentation), next, &send));
        }
        drop(send);
        // When this returns early, the receiver is gone and the workers stop at their next send.
        let mut work = Work::default();
        let outcome = consume(receive, (orders, wanted), reader, writer, &mut work, task);
        let synced = writer.sync();
        work.wall = begun.elapsed();
        outcome.and_then(|skipped| synced.map(|()| (skipped, work)))
    })
}

fn prepare(
    orders: &[Order<'_>],
    (preprocessing, augmentation): (&Preprocessing, Augmentation),
    next: &AtomicUsize,
    send: &SyncSender<Prepared>,
) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let Some(Order { poster, rows }) = orders.get(number) else {
            return;
        };
        let outcome = resized(poster, preprocessing).map_err(|reason| Skipped {
            path: poster.path.clone(),
            reason,
        });
        let outcome = outcome.map(|rgb| {
            let seen = |row: &Row| view(&rgb, row, preprocessing, &augmentation);
            rows.iter().map(seen).collect()
        });
        let prepared = Prepared {
            order: number,
            outcome,
        };
        if send.send(prepared).is_err() {
            return;
        }
    }
}

/// A poster's rows of R, G, B at the network's size; the file must be the one that was imported.
///
/// # Errors
/// A sentence.
pub fn resized(poster: &Poster, preprocessing: &Preprocessing) -> Result<Vec<u8>, String> {
    let bytes = image_file::read_bounded(&poster.path).map_err(|error| error.to_string())?;
    if blake3::hash(&bytes).as_bytes() != &poster.content_hash {
        return Err("the file has changed since it was imported; import it again".to_owned());
    }
    let extension = poster.path.extension().and_then(|text| text.to_str());
    let decoded = image_file::decode_bytes(&bytes, extension).map_err(|error| error.to_string())?;
    Ok(preprocessing.resized(&decoded.image).into_owned())
}

/// The network's input for a poster as `row` wants it.
fn view(
    rgb: &[u8],
    row: &Row,
    preprocessing: &Preprocessing,
    augmentation: &Augmentation,
) -> Vec<f32> {
    let (height, width) = (preprocessing.height, preprocessing.width);
    match row.variant {
        Variant::Plain => preprocessing.normalised(rgb),
        Variant::Mirrored => preprocessing.normalised(&mirrored(rgb, width)),
        Variant::Augmented(number) => {
            // Its own key is its seed: the same view whenever it is computed.
            let mut random = ChaCha8Rng::from_seed(row.key);
            let seen = augmentation.apply(rgb, (height, width), &mut random);
            if number % 2 == 0 {
                preprocessing.normalised(&seen)
            } else {
                preprocessing.normalised(&mirrored(&seen, width))
            }
        }
    }
}

fn consume(
    receive: Receiver<Prepared>,
    (orders, wanted): (&[Order<'_>], Wanted),
    reader: &Reader,
    writer: &mut Writer,
    work: &mut Work,
    task: &Task,
) -> Result<Vec<Skipped>, FeatureError> {
    let (height, width) = {
        let preprocessing = &reader.checkpoint().preprocessing;
        (preprocessing.height, preprocessing.width)
    };
    let mut skipped = Vec::new();
    let (mut keys, mut posters) = (Vec::with_capacity(BATCH), 0);
    let mut pixels = Vec::with_capacity(BATCH * 3 * height * width);
    loop {
        task.check()?;
        let prepared = timed(&mut work.waiting, || receive.recv().ok());
        let over = prepared.is_none();
        match prepared.map(|prepared| (&orders[prepared.order], prepared.outcome)) {
            Some((order, Ok(views))) => {
                for (row, view) in order.rows.iter().zip(views) {
                    keys.push(row.key);
                    pixels.extend(view);
                }
                posters += 1;
            }
            Some((_, Err(poster))) => {
                skipped.push(poster);
                task.advance(1);
            }
            None => (),
        }
        if keys.len() >= BATCH || (over && !keys.is_empty()) {
            let batch = Batch::new(&pixels, height, width)?;
            let outputs = timed(&mut work.network, || {
                reader.engine().outputs(&batch, wanted, task)
            })?;
            match outputs.activations {
                Some(activations) => writer.append(&keys, &activations.values)?,
                None => writer.append(&keys, &outputs.features)?,
            }
            work.posters += posters;
            task.advance(posters as u64);
            posters = 0;
            keys.clear();
            pixels.clear();
        }
        if over {
            return Ok(skipped);
        }
    }
}

/// Runs `what` and adds the time that it took to `sum`.
fn timed<T>(sum: &mut Duration, what: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = what();
    *sum += begun.elapsed();
    result
}
