//! A page alone, for tests: shared data and a list of its wishes, without the window and without other
//! pages.

use std::path::Path;
use std::sync::Arc;

use egui::{
    Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, Shape, pos2, vec2,
};
use half::f16;

use crate::app::cx::{Cx, Page};
use crate::app::request::Request;
use crate::app::route::Route;
use crate::app::shared::films::Films;
use crate::app::shared::reading::ReaderSource;
use crate::app::shared::{Places, Shared};
use crate::app::theme;
use crate::catalog::Film;
use crate::explore::LibraryScores;
use crate::explore::fixture::{film, model};
use crate::jobs::Task;

/// A page, and what it is handed.
pub struct Alone<P> {
    /// The page.
    pub page: P,
    /// What it shares with others.
    pub shared: Shared,
    /// What it wished.
    pub wishes: Vec<Request>,
    context: Context,
    route: Route,
}

/// A word that was painted, and the middle of its place.
pub type Word = (String, Pos2);

impl<P: Page + Default> Alone<P> {
    /// Without a library, and with nothing to read with.
    pub fn new(route: Route) -> Self {
        let context = Context::default();
        theme::install(&context);
        let places = Places {
            reader: ReaderSource::new(|| Err("no model".to_owned())),
            library: None,
            data: None,
            sample: None,
        };
        Self {
            page: P::default(),
            shared: Shared::new(&context, places, None, None),
            wishes: Vec::new(),
            context,
            route,
        }
    }

    /// On so many films, in turn of Drama and Horror, that were read: the earlier a film, the more
    /// probable are both.
    pub fn on_scored_films(route: Route, count: u8) -> Self {
        let mut alone = Self::new(route);
        let genres = ["Drama", "Horror"].into_iter().cycle();
        let films: Vec<Film> = (0..count)
            .zip(genres)
            .map(|(n, genre)| film(n, genre))
            .collect();
        let read = |hash: &[u8; 32], row: &mut [f16]| {
            row[0] = f16::from_f32(1.0 - f32::from(hash[0]));
            true
        };
        let model = model("Horror|Drama", &[&[1.0], &[0.5]], &[0.0, 0.0]);
        let scores = LibraryScores::compute_from(&films, read, &model, &Task::new());
        let scores = scores.expect("a head of two genres");
        alone
            .shared
            .use_films(Films::new(Path::new("made up"), films));
        alone.shared.scoring.hand(Arc::new(scores));
        alone
    }

    /// Calls the page with what it works with.
    pub fn call<R>(&mut self, call: impl FnOnce(&mut P, &mut Cx<'_>) -> R) -> R {
        let (context, shared, wishes) = (&self.context, &mut self.shared, &mut self.wishes);
        let mut cx = Cx::new(context, shared, self.route, false, wishes);
        call(&mut self.page, &mut cx)
    }

    /// Paints one frame; the words in it.
    pub fn frame(&mut self, events: Vec<Event>) -> Vec<Word> {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
            events,
            ..RawInput::default()
        };
        let context = self.context.clone();
        let output = context.run_ui(input, |ui| self.call(|page, cx| page.ui(ui, cx)));
        let mut words = Vec::new();
        for clipped in output.shapes {
            words_of(&clipped.shape, &mut words);
        }
        words
    }

    /// Presses a key; the words afterwards.
    pub fn press(&mut self, modifiers: Modifiers, key: Key) -> Vec<Word> {
        let event = |pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        };
        self.frame(vec![Event::ModifiersChanged(modifiers), event(true)]);
        let released = Event::ModifiersChanged(Modifiers::NONE);
        self.frame(vec![event(false), released]);
        self.frame(Vec::new())
    }

    /// Presses where this word is painted.
    ///
    /// # Panics
    /// Where it is not.
    pub fn click(&mut self, word: &str) {
        let words = self.frame(Vec::new());
        let place = words.iter().find(|(text, _)| text == word);
        let (_, pos) = place.unwrap_or_else(|| panic!("{word} is not among {words:?}"));
        let pos = *pos;
        let button = |pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.frame(vec![Event::PointerMoved(pos)]);
        self.frame(vec![button(true)]);
        self.frame(vec![button(false)]);
    }
}

/// Whether this is among the words.
pub fn says(words: &[Word], text: &str) -> bool {
    words.iter().any(|(word, _)| word == text)
}

fn words_of(shape: &Shape, words: &mut Vec<Word>) {
    match shape {
        Shape::Text(text) => {
            let middle = text.visual_bounding_rect().center();
            words.push((text.galley.text().to_owned(), middle));
        }
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| words_of(shape, words)),
        _ => {}
    }
}
