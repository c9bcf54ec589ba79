//! Posters to features: worker threads read, decode and resize ahead of the network.
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

/// A poster on its way to the network.
struct Prepared {
    content_hash: ContentHash,
    outcome: Result<Vec<f32>, Skipped>,
}

/// Computes and stores the features of `posters`; those that cannot be read are returned, and
/// where the time went.
///
/// # Errors
/// [`FeatureError`]: cancelled, the network failed, or the disk refused. What was stored stays.
pub fn run(
    posters: &[&Poster],
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
            scope.spawn(move || prepare(posters, preprocessing, next, &send));
        }
        drop(send);
        // When this returns early, the receiver is gone and the workers stop at their next send.
        let mut work = Work::default();
        let outcome = consume(receive, reader, writer, &mut work, task);
        let synced = writer.sync();
        work.wall = begun.elapsed();
        outcome.and_then(|skipped| synced.map(|()| (skipped, work)))
    })
}

fn prepare(
    posters: &[&Poster],
    preprocessing: &Preprocessing,
    next: &AtomicUsize,
    send: &SyncSender<Prepared>,
) {
    while let Some(poster) = posters.get(next.fetch_add(1, Ordering::Relaxed)) {
        let outcome = pixels(poster, preprocessing).map_err(|reason| Skipped {
            path: poster.path.clone(),
            reason,
        });
        let prepared = Prepared {
            content_hash: poster.content_hash,
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
    let mut hashes = Vec::with_capacity(BATCH);
    let mut pixels = Vec::with_capacity(BATCH * 3 * height * width);
    loop {
        task.check()?;
        let prepared = timed(&mut work.waiting, || receive.recv().ok());
        let over = prepared.is_none();
        match prepared.map(|prepared| (prepared.content_hash, prepared.outcome)) {
            Some((hash, Ok(poster))) => {
                hashes.push(hash);
                pixels.extend_from_slice(&poster);
            }
            Some((_, Err(poster))) => {
                skipped.push(poster);
                task.advance(1);
            }
            None => (),
        }
        if hashes.len() == BATCH || (over && !hashes.is_empty()) {
            let batch = Batch::new(&pixels, height, width)?;
            let outputs = timed(&mut work.network, || {
                reader.engine().outputs(&batch, Wanted::Features, task)
            })?;
            writer.append(&hashes, &outputs.features)?;
            work.posters += hashes.len();
            task.advance(hashes.len() as u64);
            hashes.clear();
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
