//! What the reading thread does with one request: decode, read, change.
//!
//! In: a [`Request`]. Out: [`Event`]s. The poster that is being changed is kept decoded between
//! its changes, so that each costs the edits and one run of the network.

use std::sync::Arc;

use image::RgbImage;

use super::event::{Event, Outbox};
use super::queue::{Request, Work};
use crate::app::shared::pixels;
use crate::app::shared::source::{EntryId, Source};
use crate::catalog::image_file;
use crate::catalog::resize::{Resample, fitted, resize};
use crate::jobs::Task;
use crate::vision::{Reader, Reading, colormap, surgery};

/// Serves one request after another.
pub(super) struct Server {
    reader: Option<Arc<Reader>>,
    held: Option<Held>,
}

/// The poster that is being changed, no larger than the page shows it.
struct Held {
    id: EntryId,
    poster: RgbImage,
    reading: Reading,
}

impl Server {
    pub(super) fn new(reader: Option<Arc<Reader>>) -> Self {
        Self { reader, held: None }
    }

    pub(super) fn serve<W: Fn()>(
        &mut self,
        request: Request,
        task: &Task,
        outbox: &Outbox<W>,
    ) -> Result<(), String> {
        let Request { id, source, work } = request;
        match work {
            Work::Read => {
                let poster = show(id, &source, outbox)?;
                if let Some(reader) = &self.reader {
                    let (reading, maps) =
                        reader.explain(&poster, task).map_err(|e| e.to_string())?;
                    outbox.say(Event::Read { id, reading, maps });
                }
            }
            Work::Picture => {
                show(id, &source, outbox)?;
            }
            Work::Change { edits, revision } => {
                let reader = self
                    .reader
                    .clone()
                    .ok_or("there is no model to read with")?;
                let held = self.hold(id, &source, &reader, task)?;
                let changed = surgery::apply(&held.poster, &edits);
                let (reading, maps) = reader.explain(&changed, task).map_err(|e| e.to_string())?;
                outbox.say(Event::Changed {
                    id,
                    revision,
                    picture: pixels::fit(&changed, pixels::LARGE),
                    ground: ground(&changed),
                    before: held.reading.clone(),
                    reading,
                    maps,
                });
            }
        }
        Ok(())
    }

    /// The poster in the size in which it is changed, and what it says in that size: so a
    /// difference comes from the change alone.
    fn hold(
        &mut self,
        id: EntryId,
        source: &Source,
        reader: &Reader,
        task: &Task,
    ) -> Result<&Held, String> {
        let held = match self.held.take().filter(|held| held.id == id) {
            Some(held) => held,
            None => {
                let (poster, _) = load(source)?;
                let [width, height] = pixels::LARGE;
                let (width, height) = fitted(poster.dimensions(), (width, height));
                let poster = if poster.dimensions() == (width, height) {
                    Arc::unwrap_or_clone(poster)
                } else {
                    resize(&poster, width, height, Resample::Bicubic)
                        .ok_or("the picture is empty")?
                };
                let reading = reader
                    .read_image(&poster, task)
                    .map_err(|e| e.to_string())?;
                Held {
                    id,
                    poster,
                    reading,
                }
            }
        };
        Ok(self.held.insert(held))
    }
}

/// Decodes a poster and hands its pictures out.
fn show<W: Fn()>(
    id: EntryId,
    source: &Source,
    outbox: &Outbox<W>,
) -> Result<Arc<RgbImage>, String> {
    let (poster, content_hash) = load(source)?;
    outbox.say(Event::Picture {
        id,
        large: pixels::fit(&poster, pixels::LARGE),
        ground: ground(&poster),
        small: pixels::fit(&poster, pixels::SMALL),
        title_band: surgery::title_band(&poster),
        content_hash,
    });
    Ok(poster)
}

/// A poster in grey, as the ground of a map.
fn ground(poster: &RgbImage) -> egui::ColorImage {
    let [width, height] = pixels::GROUND;
    let (width, height) = fitted(poster.dimensions(), (width, height));
    match resize(poster, width, height, Resample::Bilinear) {
        Some(small) => pixels::fit(&colormap::ground(&small), pixels::GROUND),
        // Only a poster without pixels ends here.
        None => pixels::fit(poster, pixels::GROUND),
    }
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
