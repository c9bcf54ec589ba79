//! The page alone.

use egui::{Key, Modifiers};

use super::*;
use crate::app::pages::fixture::{Alone, says};
use crate::app::request::Request;
use crate::app::route::Route;

fn alone(films: u8) -> Alone<Top100Page> {
    Alone::on_scored_films(Route::Top100, films)
}

/// The files that the page wished to have read.
fn read(alone: &Alone<Top100Page>) -> Vec<String> {
    let wishes = alone.wishes.iter().filter_map(|wish| match wish {
        Request::Read(paths) => Some(paths[0].display().to_string()),
        _ => None,
    });
    wishes.collect()
}

#[test]
fn without_films_it_invites_to_some() {
    let mut alone: Alone<Top100Page> = Alone::new(Route::Top100);
    let words = alone.frame(Vec::new());
    assert!(says(&words, "No posters here yet"), "{words:?}");
    alone.click("Open a library…");
    assert!(matches!(alone.wishes[..], [Request::OpenLibrary]));
}

#[test]
fn the_first_of_the_list_is_the_most_probable_and_is_opened() {
    let mut alone = alone(12);
    let words = alone.frame(Vec::new());
    assert!(says(&words, "12 posters"), "{words:?}");
    let rows: Vec<usize> = alone.page.rows().iter().map(|ranked| ranked.row).collect();
    assert_eq!(rows, (0..12).collect::<Vec<_>>());
    alone.press(Modifiers::NONE, Key::ArrowRight);
    alone.press(Modifiers::NONE, Key::ArrowRight);
    alone.press(Modifiers::NONE, Key::Enter);
    assert_eq!(read(&alone), ["1.jpg"]);
}

#[test]
fn the_plane_is_walked_through_with_the_keys_that_it_lists() {
    let mut alone = alone(12);
    alone.page.view = View::Plane;
    alone.frame(Vec::new());
    alone.press(Modifiers::NONE, Key::ArrowRight);
    alone.press(Modifiers::NONE, Key::Enter);
    assert_eq!(read(&alone).len(), 1);
    let listed = alone.page.keys();
    let pressed = [
        Key::ArrowRight,
        Key::Enter,
        Key::Plus,
        Key::Minus,
        Key::Home,
    ];
    for key in pressed {
        let is_it = |entry: &&Listed| entry.keys.iter().any(|keys| keys.logical_key == key);
        assert_eq!(listed.iter().filter(is_it).count(), 1, "{key:?}");
    }
}
