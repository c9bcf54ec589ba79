//! The Library page by hand: filters, choice, details, labels with undo, removal, import.

#![cfg(feature = "gui")]

mod support;

use std::path::Path;

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;
use onesheet::app::pages::library::{Command as Ask, Dialog, LibraryPage, Relabel};
use onesheet::app::{Command, Request, Route, shell};
use onesheet::catalog::{Genre, Library};
use onesheet::explore::browse::{Found, Labels, Match, Order, Wish};
use support::harness::{LARGE, NORMAL, Opening, Window, window};
use support::pictures::{both_themes, picture};
use support::posters;

fn library(films: usize) -> Window {
    let mut window = window().films(films).open();
    send(&mut window, Request::Show(Route::Library));
    window
}

fn send(window: &mut Window, command: impl Into<Command>) {
    window.send(command);
    window.settle();
}

fn ask(window: &mut Window, ask: Ask) {
    send(window, ask);
}

fn page(window: &Window) -> &LibraryPage {
    &window.app().pages.library
}

fn page_mut(window: &mut Window) -> &mut LibraryPage {
    &mut window.harness.state_mut().pages.library
}

fn wish(window: &mut Window, wish: Wish) {
    ask(window, Ask::Browse(Box::new(wish)));
}

fn press_button(window: &mut Window, name: &str) {
    window
        .harness
        .get_by_role_and_label(Role::Button, name)
        .click();
    window.settle();
}

fn click(window: &mut Window, film: &str, keys: Modifiers) {
    window
        .harness
        .get_by_role_and_label(Role::Button, film)
        .click_modifiers(keys);
    window.settle();
}

fn genre(name: &str) -> Genre {
    Genre::parse(name).expect("a genre")
}

/// The labels of the film of this number, as the window has them.
fn labels(window: &Window, film: usize) -> String {
    let names: Vec<&str> = window.app().shared.films.all()[film]
        .genres
        .iter()
        .map(Genre::name)
        .collect();
    names.join(", ")
}

fn chosen(window: &Window) -> usize {
    window.app().shared.selection.len()
}

#[test]
fn filters_take_films_and_count_them() {
    let mut window = library(24);
    for (asked, count) in [
        (Wish::labelled_with([genre("Horror")]), "4 of 24 films"),
        (
            Wish {
                how: Match::None,
                ..Wish::labelled_with([genre("Horror"), genre("Drama")])
            },
            "16 of 24 films",
        ),
        (
            Wish {
                decade: Some(Some(1960)),
                ..Wish::default()
            },
            "10 of 24 films",
        ),
        (
            Wish {
                labels: Some(Labels::None),
                ..Wish::default()
            },
            "0 of 24 films",
        ),
    ] {
        wish(&mut window, asked);
        window.harness.get_by_label(count);
    }
    window.harness.get_by_label("No film passes these filters");
    press_button(&mut window, "Show all films");
    window.harness.get_by_label("24 films");
    // By hand: a decade from the list, with its count beside it.
    window
        .harness
        .get_by_role_and_label(Role::ComboBox, "Decade: Any decade")
        .click();
    window.settle();
    window
        .harness
        .get_by_role_and_label(Role::MenuItem, "1970s")
        .click();
    window.settle();
    window.harness.get_by_label("4 of 24 films");
    let counts = page(&window).browsing.counts().cloned();
    let counts = counts.expect("they were counted");
    assert_eq!(counts.decades[&Some(1950)], 10);
    assert_eq!(
        counts.genres.iter().map(|(_, count)| count).sum::<usize>(),
        4
    );
    press_button(&mut window, "Clear the filters");
    window.harness.get_by_label("24 films");
    // Several genres at once.
    window
        .harness
        .get_by_role_and_label(Role::ComboBox, "Genres: Any genre")
        .click();
    window.settle();
    for name in ["Comedy", "Drama"] {
        window
            .harness
            .get_by_role_and_label(Role::CheckBox, name)
            .click();
        window.settle();
    }
    window.harness.get_by_label("0 of 24 films");
    press_button(&mut window, "Any of");
    window.harness.get_by_label("8 of 24 films");
}

#[test]
fn the_genres_page_leads_to_its_films() {
    let mut window = window().films(24).open();
    let asked = Wish {
        decade: Some(Some(1960)),
        labels: Some(Labels::Kept),
        finding: Some(Found::Poster),
        ..Wish::labelled_with([genre("Comedy")])
    };
    ask(&mut window, Ask::Browse(Box::new(asked)));
    assert_eq!(window.app().shell.shown, Route::Library);
    window.harness.get_by_label("2 of 24 films");
    for (name, chosen) in [("Labels", "Kept by the rule"), ("Finding", "With a poster")] {
        let name = format!("{name}: {chosen}");
        window.harness.get_by_role_and_label(Role::ComboBox, &name);
    }
}

#[test]
fn the_order_is_chosen() {
    let mut window = library(12);
    page_mut(&mut window).order = Order::Title;
    window.settle();
    let first = |window: &Window| {
        let shown = page(window).browsing.shown()[0];
        window.app().shared.films.all()[shown].title.clone()
    };
    assert_eq!(first(&window), "Amélie's Garden");
    page_mut(&mut window).order = Order::YearBack;
    window.settle();
    assert_eq!(first(&window), "The Quiet Engine");
}

#[test]
fn films_are_chosen_with_hand_and_keyboard() {
    let mut window = library(24);
    click(&mut window, "Brass Hurricane (1950)", Modifiers::NONE);
    assert_eq!(chosen(&window), 1);
    window.harness.get_by_label("· 1 chosen");
    click(&mut window, "Łódź, Midnight (1953)", Modifiers::SHIFT);
    assert_eq!(chosen(&window), 4);
    let ctrl = Modifiers::COMMAND | Modifiers::CTRL;
    click(&mut window, "Amélie's Garden (1952)", ctrl);
    assert_eq!(chosen(&window), 3);
    window.press_ctrl(Key::A);
    window.settle();
    assert_eq!(chosen(&window), 24);
    window.harness.get_by_label("24 films chosen");
    // A narrower wish leaves chosen what is still seen.
    wish(&mut window, Wish::labelled_with([genre("Drama")]));
    assert_eq!(chosen(&window), 4);
    window.press(Key::Escape);
    assert_eq!(chosen(&window), 0);
    wish(&mut window, Wish::default());
    // The keyboard: the first arrow goes onto the grid, Shift draws a range.
    window.press(Key::Home);
    assert_eq!(chosen(&window), 1);
    window
        .harness
        .key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    window.harness.run_steps(3);
    window
        .harness
        .key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    window.settle();
    assert_eq!(chosen(&window), 3);
    window.press(Key::Space);
    assert_eq!(chosen(&window), 2);
}

#[test]
fn a_chosen_film_tells_all() {
    let mut window = library(12);
    click(&mut window, "Łódź, Midnight (1953)", Modifiers::NONE);
    for words in ["Labels", "Fields and their sources", "Łódź, Midnight"] {
        assert!(
            window.harness.query_all_by_label(words).count() >= 1,
            "{words}"
        );
    }
    window.harness.get_by_label("Poster of Łódź, Midnight");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Show in folder");
    let app = window.app();
    let film = app.shared.selection.one().expect("one film");
    assert!(app.pages.library.pane.picture(film).is_some());
    let details = app.pages.library.pane.details(film).expect("details");
    let title = &details.fields[0];
    assert_eq!(title.source, "films.csv, row 5");
    window.harness.check_accessibility();
    press_button(&mut window, "Close the details");
    let poster = "Poster of Łódź, Midnight";
    assert!(window.harness.query_by_label(poster).is_none());
    assert_eq!(chosen(&window), 1);
    window.press(Key::I);
    window.harness.get_by_label(poster);
}

#[test]
fn labels_are_edited_written_and_taken_back() {
    let mut window = library(12);
    click(&mut window, "Brass Hurricane (1950)", Modifiers::NONE);
    assert_eq!(labels(&window, 0), "Action");
    press_button(&mut window, "Add label…");
    window
        .harness
        .get_by_role_and_label(Role::MenuItem, "Horror")
        .click();
    window.settle();
    assert_eq!(labels(&window, 0), "Action, Horror");
    press_button(&mut window, "Horror: more important");
    assert_eq!(labels(&window, 0), "Horror, Action");
    // The choice and the library's place are kept.
    assert_eq!(chosen(&window), 1);
    let root = window.app().shared.films.root.clone();
    let written = |root: &Path| {
        let library = Library::open(root).expect("the library");
        library.films().expect("its films")[0].genres.clone()
    };
    assert_eq!(written(&root), [genre("Horror"), genre("Action")]);
    window.press_ctrl(Key::Z);
    window.settle();
    assert_eq!(labels(&window, 0), "Action, Horror");
    window.press_ctrl(Key::Z);
    window.settle();
    assert_eq!(labels(&window, 0), "Action");
    window.press_ctrl(Key::Y);
    window.settle();
    assert_eq!(labels(&window, 0), "Action, Horror");
    press_button(&mut window, "As the tables say");
    assert_eq!(labels(&window, 0), "Action");
    // Several at once.
    window.press_ctrl(Key::A);
    ask(&mut window, Ask::Label(Relabel::First(genre("Western"))));
    for film in [0, 5, 11] {
        assert!(labels(&window, film).starts_with("Western, "), "{film}");
    }
    ask(&mut window, Ask::Undo);
    assert_eq!(labels(&window, 11), "Thriller");
    assert_eq!(written(&root), [genre("Action")]);
}

#[test]
fn a_new_genre_is_typed() {
    let mut window = library(12);
    click(&mut window, "Nine Doors (1956)", Modifiers::NONE);
    press_button(&mut window, "Add label…");
    let field = window
        .harness
        .get_all_by_role(Role::TextInput)
        .find(|node| node.is_focused())
        .expect("the field has the keyboard");
    field.type_text("Film noir");
    window.harness.run_steps(2);
    window.press(Key::Enter);
    window.settle();
    assert_eq!(labels(&window, 6), "Action, Film-Noir");
}

#[test]
fn posters_are_removed_and_restored() {
    let mut window = library(12);
    click(&mut window, "Nine Doors (1956)", Modifiers::NONE);
    window.press(Key::Delete);
    window.settle();
    assert!(window.app().shared.films.all()[6].poster.is_none());
    assert_eq!(window.app().shared.films.posters(), 11);
    window.harness.get_by_label("1 poster removed");
    wish(
        &mut window,
        Wish {
            finding: Some(Found::SetAside),
            ..Wish::default()
        },
    );
    window.harness.get_by_label("1 of 12 films");
    press_button(&mut window, "Restore the poster");
    assert!(window.app().shared.films.all()[6].poster.is_some());
    window.harness.get_by_label("0 of 12 films");
    ask(&mut window, Ask::Undo);
    window.harness.get_by_label("1 of 12 films");
}

/// A table in words of its own, and two posters.
fn unknown_table(folder: &Path) -> std::path::PathBuf {
    let films = folder.join("my films");
    std::fs::create_dir(&films).expect("a folder");
    for kind in [0, 3] {
        posters::write_as(&films, kind, &format!("{kind}.png"));
    }
    let table =
        "Nr,Werk,Sorte,Bild\n1,Brass,Action,0.png\n2,Bats,Horror,3.png\n3,Moon,Drama,9.png\n";
    std::fs::write(films.join("list.csv"), table).expect("a file");
    films
}

#[test]
fn a_dropped_folder_with_a_table_is_imported_after_a_look() {
    let mut window = window().open();
    let films = unknown_table(window.folder.path());
    window.drop_files(&[films]);
    assert_eq!(window.app().shell.shown, Route::Library);
    window.harness.get_by_label("Import films");
    window.harness.get_by_label("list.csv");
    window.harness.check_accessibility();
    // The file is named by nobody the engine knows: the user says it.
    ask(
        &mut window,
        Ask::Map(0, onesheet::catalog::Role::Title, "Werk".to_owned()),
    );
    ask(
        &mut window,
        Ask::Map(0, onesheet::catalog::Role::Genres, "Sorte".to_owned()),
    );
    ask(
        &mut window,
        Ask::Map(0, onesheet::catalog::Role::File, "Bild".to_owned()),
    );
    // What would come of it is seen before it happens.
    window
        .harness
        .get_by_label_contains("Bats (no year) · Horror");
    let target = window.folder.path().join("mine");
    ask(&mut window, Ask::Target(target.clone()));
    press_button(&mut window, "Import");
    window.harness.get_by_label("The films are in");
    window
        .harness
        .get_by_label("3 films, 2 of them with a poster");
    press_button(&mut window, "Done");
    window.harness.get_by_label("3 films");
    assert_eq!(labels(&window, 1), "Horror");
    assert_eq!(
        window.app().shared.library.as_deref(),
        Some(target.as_path())
    );
    // How it came about can be asked for again.
    press_button(&mut window, "Funnel");
    window.harness.get_by_label("From everything that the tables and folders hold to the films that a model learns from: how many are left after each step, and why the rest went.");
    assert!(
        matches!(&page(&window).dialog, Some(Dialog::Funnel(Some(Ok(funnel)))) if funnel.films_in() == 3)
    );
}

#[test]
fn a_table_that_is_none_says_so_and_cannot_be_imported() {
    let mut window = library(12);
    let bad = window.folder.path().join("colours.csv");
    std::fs::write(&bad, "colour,size\nred,3\n").expect("a file");
    window.drop_files(&[bad]);
    let Some(Dialog::Import(draft)) = &page(&window).dialog else {
        panic!("no import is being put together");
    };
    assert!(!draft.is_ready());
    assert!(
        draft.tables[0]
            .problem()
            .is_some_and(|why| why.contains("colour, size"))
    );
    // Images in a small folder are read, as ever.
    press_button(&mut window, "Cancel");
    let folder = window.folder.path().join("a few");
    std::fs::create_dir(&folder).expect("a folder");
    posters::write(&folder, 3);
    window.drop_files(&[folder]);
    assert_eq!(window.app().shell.shown, Route::Read);
}

#[test]
fn bad_posters_are_looked_for() {
    let mut window = library(12);
    press_button(&mut window, "Clean…");
    window.harness.get_by_label("Remove bad posters");
    press_button(&mut window, "Look for them");
    let Some(Dialog::Done(_)) = &page(&window).dialog else {
        panic!("nothing was told");
    };
    window.press(Key::Escape);
    window.settle();
    assert!(page(&window).dialog.is_none());
}

#[test]
fn the_size_of_posters_is_a_slider() {
    let mut window = library(24);
    let width = |window: &Window| {
        let tile = window
            .harness
            .get_by_role_and_label(Role::Button, "Brass Hurricane (1950)");
        tile.rect().width()
    };
    let before = width(&window);
    let slider = window
        .harness
        .get_by_role_and_label(Role::Slider, "Size of the posters");
    slider.focus();
    window.harness.run_steps(2);
    for _ in 0..12 {
        window.press(Key::ArrowRight);
    }
    assert!(width(&window) > before);
    assert!(page(&window).kept.tile > 148.0);
}

#[test]
fn the_card_about_the_program_thanks_tmdb() {
    let mut window = library(12);
    window.press(Key::F1);
    press_button(&mut window, "About Onesheet");
    window
        .harness
        .get_by_label("This product uses the TMDB API but is not endorsed or certified by TMDB.");
    window.press(Key::Escape);
    window.settle();
    assert!(!window.app().shell.about_open && !window.app().shell.shortcuts_open);
}

fn arranged(name: &str, size: [f32; 2], films: usize, arrange: impl Fn(&mut Window)) {
    let open = |open: Opening| open.size(size).varied(films);
    let arrange = |window: &mut Window| {
        send(window, Request::Show(Route::Library));
        arrange(window);
    };
    both_themes(name, open, arrange, picture);
}

/// The model has read the library.
fn read(window: &mut Window) {
    window.read_library();
    window.settle();
}

#[test]
fn pictures_of_a_film_that_tells_all() {
    arranged("library_pane", NORMAL, 40, |window| {
        read(window);
        click(
            window,
            "The Bicycle Thieves of Upper Lower Street and Their Remarkable Aunt (1951)",
            Modifiers::NONE,
        );
        for name in ["Drama", "Romance"] {
            ask(window, Ask::Label(Relabel::Add(genre(name))));
        }
    });
}

#[test]
fn pictures_of_several_films_on_a_large_screen() {
    arranged("library_several", LARGE, 120, |window| {
        page_mut(window).kept.tile = 96.0;
        window.settle();
        wish(window, Wish::labelled_with([genre("Horror")]));
        window.press_ctrl(Key::A);
        ask(window, Ask::Remove);
        window.settle();
        let ids: Vec<u64> = window
            .app()
            .shell
            .notices
            .cards()
            .iter()
            .map(|card| card.id)
            .collect();
        for id in ids {
            send(window, shell::Command::Dismiss(id));
        }
        wish(
            window,
            Wish {
                how: Match::Any,
                ..Wish::labelled_with([genre("Horror"), genre("Drama")])
            },
        );
        window.press_ctrl(Key::A);
    });
}

#[test]
fn pictures_of_an_import() {
    arranged("library_import", NORMAL, 12, |window| {
        let films = unknown_table(window.folder.path());
        window.drop_files(&[films]);
        // The test's folder has another name each time.
        ask(window, Ask::Target("/films/mine".into()));
        if let Some(Dialog::Import(draft)) = &mut page_mut(window).dialog {
            draft.posters = Some("/films/my films".into());
        }
        window.settle();
    });
}

#[test]
fn pictures_of_a_funnel() {
    arranged("library_funnel", NORMAL, 12, |window| {
        let films = unknown_table(window.folder.path());
        let target = window.folder.path().join("mine");
        window.drop_files(&[films]);
        ask(window, Ask::Target(target));
        press_button(window, "Import");
    });
}

#[test]
fn pictures_of_a_list_of_genres() {
    arranged("library_genres", NORMAL, 24, |window| {
        wish(
            window,
            Wish {
                how: Match::Any,
                ..Wish::labelled_with([genre("Horror"), genre("Drama")])
            },
        );
        window
            .harness
            .get_by_role_and_label(Role::ComboBox, "Genres: any of Horror, Drama")
            .click();
    });
}

#[test]
fn pictures_of_the_smallest_window() {
    arranged("library_small", [760.0, 520.0], 24, |window| {
        click(window, "Brass Hurricane (1950)", Modifiers::NONE);
    });
}

#[test]
fn missing_posters_are_counted_before_anything_is_fetched() {
    let mut window = library(12);
    press_button(&mut window, "Fetch…");
    window.harness.get_by_label("Fetch posters");
    let Some(Dialog::Fetch(draft)) = &page(&window).dialog else {
        panic!("no fetching is being put together");
    };
    // Every film has its poster: there is nobody to ask.
    assert_eq!(draft.to_ask(), 0);
    let plan = draft.plan.as_ref().expect("it was counted");
    assert_eq!(plan.as_ref().expect("it can be").missing, 0);
    window.harness.check_accessibility();
    ask(&mut window, Ask::Start);
    assert!(page(&window).work.is_none());
    press_button(&mut window, "Cancel");
    assert!(page(&window).dialog.is_none());
}
