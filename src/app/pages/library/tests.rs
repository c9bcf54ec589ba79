//! The page alone: with films and a list of wishes, without the window and without other pages.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use egui::{Context, Event, Key, Modifiers, RawInput, Rect, Shape, pos2, vec2};

use super::*;
use crate::app::request::Request;
use crate::app::route::Route;
use crate::app::shared::films::Films;
use crate::app::shared::reading::ReaderSource;
use crate::app::shared::{Places, Shared};
use crate::app::theme;
use crate::catalog::{Film, FilmId, Genre};
use crate::explore::browse::{Order, Wish};

struct Alone {
    context: Context,
    shared: Shared,
    page: LibraryPage,
    wishes: Vec<Request>,
}

impl Alone {
    /// On a library of so many films.
    fn new(films: i64) -> Self {
        let context = Context::default();
        theme::install(&context);
        let places = Places {
            reader: ReaderSource::new(|| Err("no model".to_owned())),
            library: None,
            data: None,
            sample: None,
        };
        let mut shared = Shared::new(&context, places, None, None);
        shared.use_films(library("one", films));
        Self {
            context,
            shared,
            page: LibraryPage::new(Kept::default()),
            wishes: Vec::new(),
        }
    }

    fn call<R>(&mut self, call: impl FnOnce(&mut LibraryPage, &mut Cx<'_>) -> R) -> R {
        let (shown, wishes) = (Route::Library, &mut self.wishes);
        let mut cx = Cx::new(&self.context, &mut self.shared, shown, false, wishes);
        call(&mut self.page, &mut cx)
    }

    fn execute(&mut self, command: Command) {
        self.call(|page, cx| page.execute(command, cx));
    }

    /// One frame; the words that it paints.
    fn frame(&mut self, key: Option<(Modifiers, Key)>) -> Vec<String> {
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1200.0, 800.0))),
            ..RawInput::default()
        };
        if let Some((modifiers, key)) = key {
            input.events.push(Event::ModifiersChanged(modifiers));
            input.events.push(Event::Key {
                key,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers,
            });
        }
        let context = self.context.clone();
        let output = context.run_ui(input, |ui| {
            self.call(|page, cx| {
                page.follow(cx);
                page.ui(ui, cx);
            });
        });
        let mut words = Vec::new();
        for clipped in output.shapes {
            collect(&clipped.shape, &mut words);
        }
        words
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.frame(Some((modifiers, key)));
    }

    fn shows(&mut self, expected: &str) -> bool {
        // Places are known after a first frame.
        self.frame(None);
        self.frame(None).iter().any(|words| words == expected)
    }
}

fn collect(shape: &Shape, words: &mut Vec<String>) {
    match shape {
        Shape::Text(text) => words.push(text.galley.text().to_owned()),
        Shape::Vec(shapes) => {
            for shape in shapes {
                collect(shape, words);
            }
        }
        _ => {}
    }
}

fn library(root: &str, count: i64) -> Films {
    let film = |id| Film {
        id: FilmId(id),
        key: id.to_string(),
        imdb_id: None,
        tmdb_id: None,
        title: format!("Film {id}"),
        year: Some(1950),
        language: None,
        collection: None,
        genres: Genre::six(),
        poster: None,
        split: None,
    };
    Films::new(Path::new(root), (0..count).map(film).collect())
}

#[test]
fn it_shows_its_films_and_where_there_are_none_the_way_to_some() {
    let mut alone = Alone::new(12);
    assert!(alone.shows("12 films") && alone.shows("Film 0"));
    alone.page.wish.text = "film 11".to_owned();
    assert!(alone.shows("1 of 12 films") && !alone.shows("Film 0"));
    alone.shared.use_films(Films::default());
    assert!(alone.shows("No films here yet"));
}

#[test]
fn its_keys_choose_films_and_turn_the_pane_on_and_off() {
    let ctrl = Modifiers::COMMAND | Modifiers::CTRL;
    let mut alone = Alone::new(12);
    assert!(alone.shows("Details"));
    alone.press(Modifiers::NONE, Key::I);
    assert!(!alone.page.keep().details && !alone.shows("Details"));
    alone.press(ctrl, Key::A);
    assert_eq!(alone.shared.selection.len(), 12);
    assert!(alone.shows("· 12 chosen"));
    alone.press(Modifiers::NONE, Key::Escape);
    assert!(alone.shared.selection.is_empty());
    // Under a dialog the keys are not meant for the page.
    alone.execute(Command::Clean);
    alone.press(ctrl, Key::A);
    assert!(alone.shared.selection.is_empty());
}

#[test]
fn no_two_of_its_keys_are_the_same() {
    let mut seen = HashSet::new();
    for listed in LibraryPage::default().keys() {
        for keys in listed.keys {
            let (held, key) = (keys.modifiers, keys.logical_key);
            assert!(
                seen.insert((held.command, held.shift, key)),
                "{}",
                listed.words
            );
        }
    }
}

#[test]
fn another_library_is_shown_whole_and_an_import_goes_on() {
    let mut alone = Alone::new(12);
    alone.frame(None);
    alone.execute(Command::Browse(Box::new(Wish {
        text: "7".to_owned(),
        ..Wish::default()
    })));
    alone.execute(Command::Import(Vec::new()));
    let shows = |wish: &Request| matches!(wish, Request::Show(Route::Library));
    assert_eq!(alone.wishes.iter().filter(|wish| shows(wish)).count(), 2);
    alone.page.order = Order::Title;
    alone.frame(None);
    assert_eq!(alone.page.browsing.shown().len(), 1);
    alone.execute(Command::ChooseAll);
    alone.shared.use_films(library("another", 5));
    alone.frame(None);
    assert_eq!(alone.page.browsing.shown().len(), 5);
    assert_eq!(alone.page.order, Order::Title);
    assert!(alone.shared.selection.is_empty());
    assert!(matches!(alone.page.dialog, Some(Dialog::Import(_))));
    assert_eq!(alone.page.work(), None);
}

#[test]
fn files_are_chosen_once_at_a_time() {
    let mut alone = Alone::new(0);
    alone.execute(Command::Import(Vec::new()));
    alone.wishes.clear();
    alone.execute(Command::ChooseTables);
    alone.execute(Command::ChooseTarget);
    let Some(Request::Choose(_, answer)) = alone.wishes.pop() else {
        panic!("nothing is chosen");
    };
    assert!(alone.wishes.is_empty() && alone.page.is_busy());
    let table = PathBuf::from("films.csv");
    answer.send(vec![table.clone()]).expect("the page waits");
    alone.call(|page, cx| page.follow(cx));
    let Some(Dialog::Import(draft)) = &alone.page.dialog else {
        panic!("no import is put together");
    };
    assert_eq!(draft.tables[0].path, table);
    // The chooser was closed without a choice: the next press asks again.
    alone.execute(Command::ChooseTarget);
    alone.wishes.clear();
    alone.call(|page, cx| page.follow(cx));
    alone.execute(Command::ChooseTarget);
    assert!(matches!(alone.wishes.pop(), Some(Request::Choose(..))));
}

#[test]
fn a_table_or_many_images_are_an_import_a_few_images_are_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = |name: &str| folder.path().join(name);
    let few = inside("few");
    std::fs::create_dir(&few).expect("a folder in it");
    std::fs::write(few.join("a.png"), "").expect("a file");
    assert!(!is_to_import(std::slice::from_ref(&few)));
    assert!(is_to_import(&[few.clone(), inside("films.csv.gz")]));
    for image in 0..MANY {
        std::fs::write(few.join(format!("{image}.jpg")), "").expect("a file");
    }
    assert!(is_to_import(std::slice::from_ref(&few)));
    std::fs::write(few.join("library.db"), "").expect("a file");
    assert!(!is_to_import(&[few]));
}
