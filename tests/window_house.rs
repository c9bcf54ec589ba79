//! The window as a house: what is remembered between starts, keys that do not collide, a list of
//! shortcuts that says what the keys do, and pages that open alone.

#![cfg(feature = "gui")]

mod support;

use std::collections::HashMap;

use egui::{Key, KeyboardShortcut, RawInput, Rect, Role, pos2, vec2};
use egui_kittest::kittest::Queryable;
use onesheet::app::cx::Cx;
use onesheet::app::shared::Shared;
use onesheet::app::shell::Pages;
use onesheet::app::shell::shortcuts::everywhere;
use onesheet::app::theme::ThemeChoice;
use onesheet::app::{OnesheetApp, Places, Request, Route};
use support::harness::window;
use support::model;

/// What eframe keeps, in memory.
#[derive(Default)]
struct Kept(HashMap<String, String>);

impl eframe::Storage for Kept {
    fn get_string(&self, key: &str) -> Option<String> {
        self.0.get(key).cloned()
    }

    fn set_string(&mut self, key: &str, value: String) {
        self.0.insert(key.to_owned(), value);
    }

    fn remove_string(&mut self, key: &str) {
        self.0.remove(key);
    }

    fn flush(&mut self) {}
}

fn places() -> Places {
    Places {
        reader: model::source(),
        library: None,
        data: None,
        sample: None,
    }
}

#[test]
fn settings_of_earlier_versions_are_read_and_kept() {
    let mut storage = Kept::default();
    // As version 0.1.0 wrote it.
    let text = "(theme:Light,zoom:1.2,panel:Thresholds,library:Some(\"nowhere\"),tile:210.0,\
                details:false,model:Some(\"gone\"))";
    storage.0.insert("settings".to_owned(), text.to_owned());
    let context = egui::Context::default();
    let mut app = OnesheetApp::new(&context, Some(&storage), places());
    let settings = app.settings();
    assert_eq!(settings.theme, ThemeChoice::Light);
    assert_eq!((settings.zoom, settings.tile), (1.2, 210.0));
    assert_eq!(settings.panel, Route::Thresholds);
    assert!(!settings.details);
    // A library or a model on a disk that is not there today is not forgotten.
    assert_eq!(settings.library.as_deref(), Some("nowhere".as_ref()));
    assert_eq!(settings.model.as_deref(), Some("gone".as_ref()));
    let mut again = Kept::default();
    eframe::App::save(&mut app, &mut again);
    let reopened = OnesheetApp::new(&context, Some(&again), places());
    assert_eq!(reopened.settings(), settings);
}

#[test]
fn a_part_of_training_is_remembered_as_training() {
    let mut window = window().open();
    for route in Route::TRAINING {
        window.send(Request::Show(route));
        window.settle();
        assert_eq!(window.app().shell.shown, route);
        assert_eq!(window.app().settings().panel, Route::Train);
    }
    // The rail leads back to the part that was left.
    window.press_ctrl(Key::Num1);
    assert_eq!(window.app().shell.shown, Route::Read);
    window.press_ctrl(Key::Num4);
    assert_eq!(window.app().shell.shown, Route::OwnGenre);
}

#[test]
fn no_two_keys_of_one_page_collide() {
    let window = window().open();
    let everywhere = everywhere().keys;
    let mut listed = 0;
    for (route, page) in window.app().pages.each() {
        let mut known: HashMap<KeyboardShortcut, &str> = HashMap::new();
        for entry in everywhere.iter().copied().chain(page.keys()) {
            for key in entry.keys {
                let other = known.insert(*key, entry.words);
                assert!(
                    other.is_none(),
                    "{}: {key:?} is both {:?} and {:?}",
                    route.name(),
                    other.unwrap_or_default(),
                    entry.words
                );
                listed += 1;
            }
        }
    }
    assert!(listed > 60, "only {listed} keys are listed");
}

#[test]
fn the_list_of_shortcuts_says_what_the_tables_say() {
    let mut window = window().size([1280.0, 2400.0]).open();
    window.press(Key::F1);
    let entries = everywhere().keys.into_iter();
    let pages = window.app().pages.each().into_iter();
    let all: Vec<_> = entries
        .chain(pages.flat_map(|(_, page)| page.keys()))
        .filter(|entry| !entry.words.is_empty())
        .collect();
    assert!(all.len() > 20);
    for entry in all {
        assert!(!entry.said().is_empty(), "{} has no key", entry.words);
        for text in [entry.words.to_owned(), entry.said()] {
            let found = window.harness.query_all_by_label(&text).count();
            assert!(found > 0, "{text} is not in the list");
        }
    }
    window
        .harness
        .get_by_role_and_label(Role::Button, "About Onesheet");
}

#[test]
fn each_page_opens_alone() {
    for route in Pages::ROUTES {
        let context = egui::Context::default();
        onesheet::app::theme::install(&context);
        let mut shared = Shared::new(&context, places(), None, None);
        let mut pages = Pages::new(Default::default());
        let page = pages.of(route);
        let mut requests = Vec::new();
        let mut shapes = 0;
        for _ in 0..3 {
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
                ..RawInput::default()
            };
            let notices = shared.follow(&context);
            assert!(notices.is_empty(), "{notices:?}");
            let output = context.run_ui(input, |ui| {
                let mut cx = Cx::new(&context, &mut shared, route, false, &mut requests);
                page.follow(&mut cx);
                page.ui(ui, &mut cx);
            });
            shapes = output.shapes.len();
        }
        assert!(shapes > 3, "{} paints nothing", route.name());
        assert!(requests.is_empty(), "{}: {requests:?}", route.name());
    }
}
