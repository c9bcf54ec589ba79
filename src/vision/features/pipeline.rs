//! Posters to features: worker threads read, decode and resize ahead of the network.
//!
//! The queue between them is bounded, so that memory stays the same for 50 posters and 50,000.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::disk::Writer;
use super::index::ContentHash;
use super::{FeatureError, Skipped};
use crate::catalog::{Poster, image_file};
use crate::jobs::Task;
use crate::vision::{Batch, Preprocessing, Reader, Wanted};

/// Images that the network sees at once: enough to keep every core busy, and a cancel is seen
/// between two of them.
const BATCH: usize = 8;
/// More workers than this only fill the queue sooner.
const MOST_WORKERS: usize = 4;

/// A poster on its way to the network.
struct Prepared {
    content_hash: ContentHash,
    outcome: Result<Vec<f32>, Skipped>,
}

/// Computes and stores the features of `posters`; those that cannot be read are returned.
///
/// # Errors
/// [`FeatureError`]: cancelled, the network failed, or the disk refused. What was stored stays.
pub fn run(
    posters: &[&Poster],
    reader: &Reader,
    writer: &mut Writer,
    task: &Task,
) -> Result<Vec<Skipped>, FeatureError> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let workers = (cores / 2).clamp(1, MOST_WORKERS);
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
        let outcome = consume(receive, reader, writer, task);
        let synced = writer.sync();
        outcome.and_then(|skipped| synced.map(|()| skipped))
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
        let prepared = receive.recv().ok();
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
            let outputs = reader.engine().outputs(&batch, Wanted::Features, task)?;
            writer.append(&hashes, &outputs.features)?;
            task.advance(hashes.len() as u64);
            hashes.clear();
            pixels.clear();
        }
        if over {
            return Ok(skipped);
        }
    }
}
