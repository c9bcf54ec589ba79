//! The Genres page: counted, walked through with the keyboard, pressed, and saved.

#![cfg(feature = "gui")]

mod support;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use onesheet::app::pages::genres::{Command, Saving};
use onesheet::app::{Request, Route};
use onesheet::catalog::{ImportRequest, Library};
use onesheet::explore::browse::Match;
use onesheet::explore::genres::save::{Export, Form};
use onesheet::explore::genres::{Figure, Look, Scope};
use onesheet::jobs::Task;
use support::harness::{LARGE, NORMAL, Window, window};
use support::pictures::{both_themes, picture, picture_with_pointer};
use support::posters;

/// Seven films whose figures can be counted by hand.
const SEVEN: [(i32, &str); 7] = [
    (1950, "Drama|Romance"),
    (1951, "Drama|Crime"),
    (1962, "Crime|Drama|Thriller"),
    (1963, "Comedy"),
    (1975, "Western|Drama"),
    (1976, ""),
    (1981, "Horror|Thriller"),
];

/// Genres by falling frequency, the rarest with names that need room.
const MANY: [&str; 27] = [
    "Drama",
    "Comedy",
    "Thriller",
    "Romance",
    "Action",
    "Horror",
    "Crime",
    "Documentary",
    "Adventure",
    "Science Fiction",
    "Family",
    "Mystery",
    "Fantasy",
    "Animation",
    "Foreign",
    "Music",
    "History",
    "Western",
    "War",
    "TV Movie",
    "Biography",
    "Sport",
    "Musical",
    "Film-Noir",
    "Short",
    "Kammerspiel",
    "Experimental and Avant-Garde Cinema",
];

/// A library of these films, without posters.
fn library(folder: &Path, films: &[(i32, &str)]) -> PathBuf {
    let mut table = "id,title,year,genres\n".to_owned();
    for (index, (year, genres)) in films.iter().enumerate() {
        writeln!(table, "f{index},Film {index},{year},{genres}").expect("a String takes text");
    }
    let path = folder.join("genres.csv");
    std::fs::write(&path, table).expect("the test's folder takes files");
    let root = folder.join("films with genres");
    let request = ImportRequest {
        tables: vec![path],
        ..ImportRequest::default()
    };
    let mut library = Library::open_or_create(&root).expect("a new library");
    library
        .import(&request, &Task::new())
        .expect("the films come in");
    root
}

/// Many films over a century, the first genres of the list far more often than the last.
fn century() -> Vec<(i32, String)> {
    let mut state = 7_u32;
    let mut dice = move |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    (0..1500)
        .map(|_| {
            let labels = 1 + dice(3);
            let names: Vec<&str> = (0..labels)
                .map(|_| {
                    let reach = 1 + dice(MANY.len());
                    MANY[dice(reach)]
                })
                .collect();
            let year = 2019 - (dice(100) * dice(100)) as i32 / 100;
            (year, names.join("|"))
        })
        .collect()
}

fn open(window: &mut Window, films: &[(i32, &str)]) {
    let root = library(window.folder.path(), films);
    window.send(Request::UseLibrary(root));
    window.send(Request::Show(Route::Genres));
    window.settle();
}

fn open_century(window: &mut Window) {
    let films = century();
    let films: Vec<(i32, &str)> = films
        .iter()
        .map(|(year, genres)| (*year, genres.as_str()))
        .collect();
    open(window, &films);
}

fn page(films: &[(i32, &str)]) -> Window {
    let mut window = window().open();
    open(&mut window, films);
    window
}

fn press(window: &mut Window, button: &str) {
    window
        .harness
        .get_by_role_and_label(Role::Button, button)
        .click();
    window.settle();
}

#[test]
fn the_films_are_counted_before_and_after_the_rule() {
    let mut window = page(&SEVEN);
    window.harness.get_by_label("7 films, 1 without a genre");
    window
        .harness
        .get_by_label("Drama: 4 films, 66.7 % of 6 labelled films; listed first in 2");
    window
        .harness
        .get_by_label("Western: 1 film, 16.7 % of 6 labelled films; listed first in 1");
    press(&mut window, "The six, before the rule");
    window
        .harness
        .get_by_label("Drama: 4 films, 66.7 % of 6 labelled films; listed first in 2");
    let western = "Western: 1 film, 16.7 % of 6 labelled films; listed first in 1";
    assert!(window.harness.query_by_label(western).is_none());
    press(&mut window, "The six, after the rule");
    window
        .harness
        .get_by_label("Drama: 2 films, 50.0 % of 4 films kept by the rule; listed first in 2");
}

#[test]
fn a_cell_leads_to_its_films() {
    let mut window = page(&SEVEN);
    press(
        &mut window,
        "Drama and Crime: 2 films; 50.0 % of Drama, 100.0 % of Crime",
    );
    assert_eq!(window.app().shell.shown, Route::Library);
    let wish = &window.app().pages.library.wish;
    let names: Vec<&str> = wish.genres.iter().map(|genre| genre.name()).collect();
    assert_eq!(
        (names.as_slice(), wish.how),
        (&["Drama", "Crime"][..], Match::All)
    );
    window.harness.get_by_label("2 of 7 films");
}

#[test]
fn a_chart_is_walked_through_with_the_keyboard() {
    let mut window = page(&SEVEN);
    let first = "Drama: 4 films, 66.7 % of 6 labelled films; listed first in 2";
    window
        .harness
        .get_all_by_label(first)
        .next()
        .expect("the bar")
        .focus();
    window.harness.run_steps(3);
    window.press(Key::ArrowDown);
    let second = "Crime: 2 films, 33.3 % of 6 labelled films; listed first in 1";
    let focused = |window: &Window, label: &str| {
        let mut nodes = window.harness.get_all_by_label(label);
        nodes.any(|node| node.is_focused())
    };
    assert!(focused(&window, second));
    // At the edge it stays.
    window.press(Key::ArrowUp);
    window.press(Key::ArrowUp);
    assert!(focused(&window, first));
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.settle();
    assert_eq!(window.app().shell.shown, Route::Library);
}

#[test]
fn films_without_a_poster_can_be_left_out() {
    let mut window = page(&SEVEN);
    // Without any poster there is nothing to choose.
    let choice = "Only with a poster";
    assert!(window.harness.query_by_label(choice).is_none());
    let covers = window.folder.path().join("covers");
    std::fs::create_dir(&covers).expect("the test's folder takes folders");
    for (kind, name) in [(2, "f0.png"), (3, "f6.png")] {
        posters::write_as(&covers, kind, name);
    }
    let root = window.app().shared.films.root.to_path_buf();
    let request = ImportRequest {
        tables: vec![window.folder.path().join("genres.csv")],
        posters: Some(covers),
        ..ImportRequest::default()
    };
    Library::open(&root)
        .and_then(|mut library| library.import(&request, &Task::new()))
        .expect("the posters come in");
    window.send(Request::UseLibrary(root));
    window.settle();
    window.harness.get_by_label("7 films, 1 without a genre");
    window
        .harness
        .get_by_role_and_label(Role::CheckBox, choice)
        .click();
    window.settle();
    window.harness.get_by_label("2 films");
    window
        .harness
        .get_by_label("Thriller: 1 film, 50.0 % of 2 labelled films; listed first in 0");
}

#[test]
fn matrix_and_decades_change_their_look() {
    let mut window = page(&SEVEN);
    press(&mut window, "Share of row");
    assert!(window.app().pages.genres.look.of_row);
    press(&mut window, "Shares");
    assert!(window.app().pages.genres.look.whole);
    press(&mut window, "Counts");
    assert!(!window.app().pages.genres.look.whole);
}

#[test]
fn a_chart_is_saved_as_it_is_shown() {
    let mut window = page(&SEVEN);
    let path = window.folder.path().join("pairs.csv");
    let export = Export {
        figure: Figure::Together,
        scope: Scope::After,
        look: Look::default(),
        form: Form::Csv,
    };
    let saving = Saving::One(export);
    window.send(Command::Save(saving, Some(path.clone())));
    window.settle();
    window.harness.get_by_label("Saved as pairs.csv");
    let text = std::fs::read_to_string(&path).expect("the table");
    assert!(text.starts_with("genre,Drama,"), "{text}");
    assert!(
        text.lines().any(|line| line.starts_with("Romance,1,")),
        "{text}"
    );
    let picture = window.folder.path().join("pairs.png");
    let saving = Saving::One(Export {
        form: Form::Png,
        ..export
    });
    window.send(Command::Save(saving, Some(picture.clone())));
    window.settle();
    assert!(image::open(picture).expect("a picture").width() > 600);
    let nowhere = window.folder.path().join("no/such/folder.png");
    window.send(Command::Save(saving, Some(nowhere)));
    window.settle();
    window.harness.get_by_label("Nothing was saved");
}

#[test]
fn the_export_menu_offers_three_forms() {
    let mut window = page(&SEVEN);
    press(&mut window, "Export: Films of each genre");
    for word in ["Picture (PNG)…", "Drawing (SVG)…", "Numbers (CSV)…"] {
        window.harness.get_by_role_and_label(Role::Button, word);
    }
}

#[test]
fn without_films_or_genres_the_page_invites() {
    let mut window = window().open();
    window.send(Request::Show(Route::Genres));
    window.settle();
    window.harness.get_by_label("No films here yet");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Open a library…");
    open(&mut window, &[(1999, ""), (2001, "")]);
    window.harness.get_by_label("No film has a genre yet");
    press(&mut window, "To the library");
    assert_eq!(window.app().shell.shown, Route::Library);
}

#[test]
fn every_part_and_every_control_has_a_name() {
    let window = page(&SEVEN);
    window.harness.check_accessibility();
    let mut buttons = 0;
    for node in window.harness.root().children_recursive() {
        let node = node.accesskit_node();
        if node.role() == Role::Button {
            buttons += 1;
            assert!(node.label().is_some_and(|label| !label.trim().is_empty()));
        }
    }
    assert!(buttons > 40, "{buttons}");
}

#[test]
fn a_century_of_films() {
    both_themes("genres", |open| open.size(NORMAL), open_century, picture);
}

#[test]
fn a_century_on_a_large_screen() {
    both_themes(
        "genres_large",
        |open| open.size(LARGE),
        open_century,
        picture,
    );
}

fn six_after(window: &mut Window) {
    open_century(window);
    press(window, "The six, after the rule");
}

#[test]
fn the_six_after_the_rule() {
    both_themes("genres_six", |open| open.size(LARGE), six_after, picture);
}

#[test]
fn a_cell_under_the_pointer() {
    let arrange = |window: &mut Window| {
        six_after(window);
        window
            .harness
            .get_by(|node| {
                let label = node.label();
                label.is_some_and(|label| label.starts_with("Thriller and Drama:"))
            })
            .hover();
        window.settle();
    };
    both_themes(
        "genres_hover",
        |open| open.size(LARGE),
        arrange,
        picture_with_pointer,
    );
}

#[test]
fn one_film() {
    let arrange = |window: &mut Window| open(window, &[(1999, "Drama|Western")]);
    both_themes("genres_one", |open| open.size(NORMAL), arrange, picture);
}

#[test]
fn no_film() {
    let arrange = |window: &mut Window| {
        window.send(Request::Show(Route::Genres));
        window.settle();
    };
    both_themes("genres_empty", |open| open.size(NORMAL), arrange, picture);
}
