//! The page alone.

use egui::{Key, Modifiers};

use super::*;
use crate::app::pages::fixture::{Alone, says};
use crate::catalog::Mark;

fn alone(films: u8) -> Alone<OwnGenrePage> {
    Alone::on_scored_films(Route::OwnGenre, films)
}

#[test]
fn without_films_it_invites_to_some_unless_a_run_is_open() {
    let mut alone: Alone<OwnGenrePage> = Alone::new(Route::OwnGenre);
    let words = alone.frame(Vec::new());
    assert!(says(&words, "Nothing to learn from yet"), "{words:?}");
    assert!(says(&words, "New run"), "{words:?}");
    alone.shared.run_is_open = true;
    let words = alone.frame(Vec::new());
    assert!(says(&words, "No posters here yet"), "{words:?}");
    assert!(says(&words, "This run"), "{words:?}");
}

#[test]
fn its_tabs_lead_to_the_other_parts_of_training() {
    let mut alone = alone(6);
    alone.click("Runs");
    assert!(matches!(alone.wishes[..], [Request::Show(Route::Runs)]));
    alone.click("New run");
    assert!(matches!(alone.wishes[1..], [Request::Show(Route::Train)]));
}

#[test]
fn the_keys_star_cross_and_take_back() {
    let mut alone = alone(6);
    let words = alone.frame(Vec::new());
    assert!(says(&words, "Starred 0"), "{words:?}");
    alone.press(Modifiers::NONE, Key::ArrowRight);
    alone.press(Modifiers::NONE, Key::S);
    let words = alone.press(Modifiers::NONE, Key::N);
    assert!(
        says(&words, "Starred 1") && says(&words, "Not 1"),
        "{words:?}"
    );
    let ctrl = Modifiers::COMMAND | Modifiers::CTRL;
    let words = alone.press(ctrl, Key::Z);
    assert!(
        says(&words, "Starred 1") && says(&words, "Not 0"),
        "{words:?}"
    );
    let listed = alone.page.keys();
    for key in [Key::ArrowRight, Key::S, Key::N, Key::Z] {
        let is_it = |entry: &&Listed| entry.keys.iter().any(|keys| keys.logical_key == key);
        assert_eq!(listed.iter().filter(is_it).count(), 1, "{key:?}");
    }
}

#[test]
fn a_name_that_is_taken_is_refused_in_words() {
    let mut alone = alone(6);
    let mut execute = |command| alone.call(|page, cx| page.execute(command, cx));
    execute(Command::Mark(0, Some(Mark::Star)));
    execute(Command::Rename("Blue".to_owned()));
    execute(Command::Begin);
    execute(Command::Mark(1, Some(Mark::Star)));
    execute(Command::Rename("blue".to_owned()));
    let [Request::Say(notice)] = &alone.wishes[..] else {
        panic!("{:?}", alone.wishes);
    };
    assert_eq!(
        (notice.tone, notice.title.as_str()),
        (Tone::Fault, "Not renamed")
    );
    assert_eq!(alone.page.name, "My Genre");
}
