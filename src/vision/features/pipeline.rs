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

use super::disk::Writer;
use super::index::ContentHash;
use super::{FeatureError, Skipped, Work};
use crate::catalog::{Poster, image_file};
use crate::jobs::Task;
use crate::vision::{Batch, Preprocessing, Reader, Wanted};

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
    /// Whether left and right change places.
    pub mirrored: bool,
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
    outcome: Result<Vec<f32>, Skipped>,
}

/// Computes and stores what is `wanted` of `orders`: pooled features, or layer-3 activations.
/// Posters that cannot be read are returned, and where the time went.
///
/// # Errors
/// [`FeatureError`]: cancelled, the network failed, or the disk refused. What was stored stays.
pub fn run(
    orders: &[Order<'_>],
    wanted: Wanted,
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
            scope.spawn(move || prepare(orders, preprocessing, next, &send));
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
    preprocessing: &Preprocessing,
    next: &AtomicUsize,
    send: &SyncSender<Prepared>,
) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let Some(Order { poster, .. }) = orders.get(number) else {
            return;
        };
        let outcome = pixels(poster, preprocessing).map_err(|reason| Skipped {
            path: poster.path.clone(),
            reason,
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

fn pixels(poster: &Poster, preprocessing: &Preprocessing) -> Result<Vec<f32>, String> {
    let bytes = image_file::read_bounded(&poster.path).map_err(|error| error.to_string())?;
    if blake3::hash(&bytes).as_bytes() != &poster.content_hash {
        return Err("the file has changed since it was imported; import it again".to_owned());
    }
    let extension = poster.path.extension().and_then(|text| text.to_str());
    let decoded = image_file::decode_bytes(&bytes, extension).map_err(|error| error.to_string())?;
    Ok(preprocessing.pixels(&decoded.image))
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
            Some((order, Ok(poster))) => {
                for row in &order.rows {
                    keys.push(row.key);
                    if row.mirrored {
                        let lines = poster.chunks_exact(width);
                        pixels.extend(lines.flat_map(|line| line.iter().rev()));
                    } else {
                        pixels.extend_from_slice(&poster);
                    }
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
