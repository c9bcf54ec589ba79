//! The page alone: no window around it, no other page.

use std::path::{Path, PathBuf};

use egui::accesskit::{Action, ActionRequest, Node, NodeId, TreeId};
use egui::{Context, Event, RawInput, Rect, pos2};

use super::TrainPage;
use crate::app::cx::{Cx, Page};
use crate::app::request::Request;
use crate::app::route::Route;
use crate::app::shared::films::Films;
use crate::app::shared::reading::ReaderSource;
use crate::app::shared::{Places, Shared};
use crate::app::theme;
use crate::catalog::{Film, FilmId, Genre, Poster, Split};

/// The page, and what it is handed.
struct Alone {
    context: Context,
    shared: Shared,
    page: TrainPage,
    shown: Route,
    nodes: Vec<(NodeId, Node)>,
}

impl Alone {
    fn new(films: Films) -> Self {
        let context = Context::default();
        context.enable_accesskit();
        theme::install(&context);
        let places = Places {
            reader: ReaderSource::new(|| Err("no model in this test".to_owned())),
            library: None,
            data: None,
            sample: None,
        };
        let mut shared = Shared::new(&context, places, None, None);
        shared.use_films(films);
        Self {
            context,
            shared,
            page: TrainPage::default(),
            shown: Route::Train,
            nodes: Vec::new(),
        }
    }

    /// A frame; what the page wishes in it.
    fn frame(&mut self, events: Vec<Event>) -> Vec<Request> {
        let mut requests = Vec::new();
        let context = self.context.clone();
        let shared = &mut self.shared;
        let mut cx = Cx::new(&context, shared, self.shown, false, &mut requests);
        self.page.follow(&mut cx);
        let screen = Rect::from_min_max(pos2(0.0, 0.0), pos2(1280.0, 800.0));
        let input = RawInput {
            screen_rect: Some(screen),
            events,
            ..RawInput::default()
        };
        let output = context.run_ui(input, |ui| self.page.ui(ui, &mut cx));
        let update = output.platform_output.accesskit_update;
        self.nodes = update.expect("it is enabled").nodes;
        requests
    }

    fn find(&self, words: &str) -> Option<NodeId> {
        let says =
            |node: &Node| node.label() == Some(words) || node.value().is_some_and(|v| v == words);
        let found = self.nodes.iter().find(|(_, node)| says(node));
        found.map(|(id, _)| *id)
    }

    /// Presses what is called so; what the page wishes then.
    fn press(&mut self, words: &str) -> Vec<Request> {
        let target_node = self.find(words).expect("it is painted");
        let event = Event::AccessKitActionRequest(ActionRequest {
            action: Action::Click,
            target_tree: TreeId::ROOT,
            target_node,
            data: None,
        });
        self.frame(vec![event])
    }
}

fn film(number: u8, split: Split) -> Film {
    Film {
        id: FilmId(i64::from(number)),
        key: format!("id:{number}"),
        imdb_id: None,
        tmdb_id: None,
        title: format!("Film {number}"),
        year: None,
        language: None,
        collection: None,
        genres: Genre::parse("Drama").into_iter().collect(),
        poster: Some(Poster {
            path: PathBuf::from(format!("{number}.jpg")),
            content_hash: [number; 32],
            perceptual_hash: 0,
            width: 185,
            height: 278,
        }),
        split: Some(split),
    }
}

fn two_films(root: &Path) -> Films {
    let films = vec![film(1, Split::Train), film(2, Split::Validation)];
    Films::new(root, films)
}

#[test]
fn without_films_it_invites_and_its_tabs_lead_on() {
    let mut alone = Alone::new(Films::default());
    assert!(alone.frame(Vec::new()).is_empty());
    assert!(alone.find("Nothing to learn from yet").is_some());
    for (word, route) in ["New run", "Runs", "My own genre"]
        .into_iter()
        .zip(Route::TRAINING)
    {
        let asked = alone.press(word);
        assert!(
            matches!(asked.as_slice(), [Request::Show(shown)] if *shown == route),
            "{word}: {asked:?}"
        );
    }
    assert!(!alone.shared.run_is_open);
}

#[test]
fn the_runs_are_looked_at_when_they_come_to_be_shown() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut alone = Alone::new(two_films(folder.path()));
    let still = |alone: &mut Alone| {
        while alone.page.is_busy() {
            std::thread::sleep(std::time::Duration::from_millis(2));
            alone.frame(Vec::new());
        }
    };
    alone.frame(Vec::new());
    still(&mut alone);
    alone.shown = Route::Runs;
    alone.frame(Vec::new());
    assert!(alone.page.shelf.is_busy());
    still(&mut alone);
    alone.frame(Vec::new());
    assert!(!alone.page.shelf.is_busy());
    assert!(alone.find("No runs yet").is_some());
    // A press on the tab that is shown looks again.
    alone.press("Runs");
    assert!(alone.page.shelf.is_busy());
}

#[test]
fn a_folder_to_start_from_is_chosen_or_not() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut alone = Alone::new(two_films(folder.path()));
    alone.frame(Vec::new());
    let mut choose = |answer: Vec<PathBuf>| {
        let asked = alone.press("Another model's folder…");
        let [Request::Choose(_, sender)] = asked.as_slice() else {
            panic!("a folder is to be chosen: {asked:?}");
        };
        if !answer.is_empty() {
            sender.send(answer).expect("the page waits");
        }
        drop(asked);
        alone.frame(Vec::new());
        assert!(alone.page.choosing.is_none());
        alone.page.plan.start.clone()
    };
    assert_eq!(choose(Vec::new()), None);
    let model = PathBuf::from("a model");
    assert_eq!(choose(vec![model.clone()]), Some(model));
}
