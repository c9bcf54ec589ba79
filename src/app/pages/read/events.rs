//! What the reading thread says about posters, taken into the session.
//!
//! In: [`Event`]s. Out: entries with pictures and readings; a notice where a file is no poster.

use super::changes::Outcome;
use super::state::ReadPage;
use crate::app::cx::Cx;
use crate::app::request::Request;
use crate::app::shared::notice::Notice;
use crate::app::shared::pixels;
use crate::app::shared::reading::Event;

/// Takes one event.
pub fn take(page: &mut ReadPage, cx: &mut Cx<'_>, event: Event) {
    let context = cx.context;
    match event {
        // The model's own news: whoever shares it has taken them.
        Event::ModelReady(_) | Event::ModelFailed(_) => {}
        Event::Picture {
            id,
            large,
            ground,
            small,
            title_band,
            content_hash,
        } => {
            let film = content_hash.and_then(|hash| cx.shared.films.facts(&hash));
            if let Some(entry) = page.session.entry_mut(id) {
                let texture = |pixels| context.load_texture("poster", pixels, pixels::SAMPLING);
                entry.picture = Some(texture(large));
                entry.ground = Some(texture(ground));
                entry.title_band = title_band;
                entry.thumbnail = Some(texture(small));
                entry.film = entry.film.take().or(film);
                page.session.decoded_now(id);
            }
        }
        Event::Read { id, reading, maps } => page.session.read_now(id, reading, maps),
        Event::Changed {
            id,
            revision,
            picture,
            ground,
            before,
            reading,
            maps,
        } => {
            if let Some(entry) = page.session.entry_mut(id) {
                let texture = |pixels| context.load_texture("changed", pixels, pixels::SAMPLING);
                let outcome = Outcome {
                    picture: texture(picture),
                    ground: texture(ground),
                    before,
                    reading,
                    maps,
                };
                entry.changes.take(revision, outcome);
            }
        }
        Event::NotChanged { id, why } => {
            if let Some(entry) = page.session.entry_mut(id) {
                entry.changes.reset();
                let title = format!("{} could not be changed", entry.source.name());
                cx.fault(title, &why);
            }
        }
        Event::Failed { id, why } => {
            if let Some(entry) = page.session.entry_mut(id) {
                let notice = Notice::bad_file(entry.batch, entry.source.name(), why);
                cx.ask(Request::Say(notice));
                page.session.remove(id);
            }
        }
    }
}
