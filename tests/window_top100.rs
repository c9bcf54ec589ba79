//! The Top 100: ranked, filtered, walked through with the keyboard, and laid out on the plane.

#![cfg(feature = "gui")]

mod support;

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use onesheet::app::pages::library::Dialog;
use onesheet::app::pages::top100::{Command, Form, Quality, Top100Page, View};
use onesheet::app::{Request, Route};
use onesheet::explore::{Order, Outcome};
use onesheet::vision::Threshold;
use support::harness::{LARGE, Window, window};
use support::pictures::{both_themes, picture, picture_with_pointer};

fn page(window: &mut Window) -> &mut Top100Page {
    &mut window.harness.state_mut().pages.top100
}

/// The page over a library that was read.
fn ranked(films: usize) -> Window {
    let mut window = window().varied(films).open();
    read(&mut window);
    window
}

fn read(window: &mut Window) {
    window.send(Request::Show(Route::Top100));
    let context = window.harness.ctx.clone();
    let shared = &mut window.harness.state_mut().shared;
    shared.scoring.read(&context);
    window.settle();
}

/// The probabilities of the page's genre, in the list's order.
fn values(window: &Window, genre: &str) -> Vec<f32> {
    let app = window.app();
    let scores = app.shared.scoring.scores().expect("the library was read");
    let genres = scores.genres();
    let at = genres.iter().position(|known| known.name() == genre);
    let at = at.expect("one of the model's genres");
    let rows = app.pages.top100.rows().iter();
    rows.map(|ranked| scores.probabilities(ranked.row)[at])
        .collect()
}

fn titles(window: &Window) -> Vec<String> {
    let app = window.app();
    let scores = app.shared.scoring.scores().expect("the library was read");
    let film = |row: usize| &app.shared.films.all()[scores.film(row)];
    let rows = app.pages.top100.rows().iter();
    rows.map(|ranked| film(ranked.row).title.clone()).collect()
}

/// Presses the button that shows a choice, then the option.
fn choose(window: &mut Window, name: &str, option: &str) {
    let name = name.to_owned();
    window
        .harness
        .get_by(|node| {
            let label = node.label();
            node.role() == Role::ComboBox && label.is_some_and(|label| label.starts_with(&name))
        })
        .click();
    window.harness.run_steps(3);
    window
        .harness
        .get_by_role_and_label(Role::MenuItem, option)
        .click();
    window.settle();
}

#[test]
fn an_unread_library_invites_to_read_it() {
    let mut window = window().films(12).open();
    window.send(Request::Show(Route::Top100));
    window.settle();
    window
        .harness
        .get_by_label("These posters are not read yet");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Read 12 posters")
        .click();
    window.settle();
    window.harness.get_by_label("12 posters");
    assert_eq!(window.app().pages.top100.rows().len(), 12);
}

#[test]
fn without_a_library_the_page_says_so() {
    let mut window = window().open();
    window.send(Request::Show(Route::Top100));
    window.settle();
    window.harness.get_by_label("No posters here yet");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Open a library…");
    // The way to films leads to where they are imported.
    window
        .harness
        .get_by_role_and_label(Role::Button, "Import films…")
        .click();
    window.settle();
    let app = window.app();
    assert_eq!(app.shell.shown, Route::Library);
    let dialog = app.pages.library.dialog.as_ref();
    assert!(matches!(dialog, Some(Dialog::Import(_))));
}

#[test]
fn ranks_follow_the_probability() {
    let mut window = ranked(36);
    window
        .harness
        .get_by_role_and_label(Role::Button, "Horror")
        .click();
    window.settle();
    let most = values(&window, "Horror");
    assert_eq!(most.len(), 36);
    assert!(most.is_sorted_by(|a, b| a >= b), "{most:?}");
    // What a screen reader hears of the first: rank, title, year, probability.
    let first = &titles(&window)[0];
    let start = format!("1. {first} (");
    window.harness.get_by(|node| {
        let label = node.label();
        label.is_some_and(|label| label.starts_with(&start) && label.contains("Horror"))
    });
    choose(&mut window, "Order", "Least probable");
    let least = values(&window, "Horror");
    assert!(least.is_sorted(), "{least:?}");
    choose(&mut window, "Length", "10 posters");
    window.harness.get_by_label("10 of 36 posters");
}

#[test]
fn filters_narrow_and_are_cleared() {
    let mut window = ranked(36);
    choose(&mut window, "Decade", "1960s");
    window.harness.get_by_label("10 posters");
    choose(&mut window, "Label", "Horror");
    let app = window.app();
    let scores = app.shared.scoring.scores().expect("read");
    let shown = app.pages.top100.rows();
    assert!((1..10).contains(&shown.len()), "{}", shown.len());
    for ranked in shown {
        let film = &app.shared.films.all()[scores.film(ranked.row)];
        assert_eq!(film.genres[0].name(), "Horror");
        assert!((1960..1970).contains(&film.year.expect("a year")));
    }
    choose(&mut window, "Split", "Test");
    choose(&mut window, "Language", "Greek script");
    window
        .harness
        .get_by_label("No poster passes these filters");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Clear the filters")
        .click();
    window.settle();
    window.harness.get_by_label("36 posters");
}

#[test]
fn mistakes_follow_the_thresholds() {
    let mut window = ranked(36);
    page(&mut window).filter.outcome = Outcome::Mistaken;
    window.settle();
    let before = titles(&window);
    let never = Threshold::new(1.0).expect("in range");
    let shared = &mut window.harness.state_mut().shared;
    for genre in 0..6 {
        shared.scoring.set_threshold(genre, never);
    }
    window.settle();
    // Nothing is predicted any more: what is labelled is mistaken, and nothing else.
    let after = titles(&window);
    assert_ne!(before, after);
    assert_eq!(after.len(), 6);
    page(&mut window).order = Order::Surprising;
    window.settle();
    assert_eq!(window.app().pages.top100.rows().len(), 6);
}

#[test]
fn the_list_is_made_once_and_not_in_every_frame() {
    let mut window = ranked(24);
    let before = window.app().pages.top100.rows().as_ptr();
    window.harness.run_steps(10);
    assert_eq!(window.app().pages.top100.rows().as_ptr(), before);
    page(&mut window).order = Order::Entropy;
    window.harness.run_steps(2);
    assert_ne!(window.app().pages.top100.rows().as_ptr(), before);
}

#[test]
fn the_keyboard_walks_and_opens_in_read() {
    let mut window = ranked(36);
    let titles = titles(&window);
    let focused = |window: &Window| {
        let nodes = window.harness.root().children_recursive();
        let mut nodes = nodes.filter(|node| node.accesskit_node().is_focused());
        nodes.find_map(|node| node.accesskit_node().label())
    };
    let is_on = |window: &Window, rank: usize| {
        let label = focused(window).expect("something has the focus");
        let start = format!("{}. {}", rank, titles[rank - 1]);
        assert!(label.starts_with(&start), "{label} is not {start}");
    };
    window.press(Key::ArrowRight);
    is_on(&window, 1);
    window.press(Key::ArrowDown);
    is_on(&window, 11);
    window.press(Key::ArrowRight);
    is_on(&window, 12);
    window.press(Key::End);
    is_on(&window, 36);
    window.press(Key::Home);
    is_on(&window, 1);
    window.press(Key::ArrowRight);
    window.press(Key::Enter);
    window.settle();
    assert_eq!(window.app().shell.shown, Route::Read);
    let shown = window.app().pages.read.session.shown();
    assert_eq!(shown.map(|entry| entry.title()), Some(titles[1].clone()));
}

#[test]
fn one_of_a_series_hides_the_others() {
    let mut window = window().films(36).open();
    read(&mut window);
    let before = window.app().pages.top100.rows().len();
    window
        .harness
        .get_by_role_and_label(Role::CheckBox, "One of a series")
        .click();
    window.settle();
    // The generated posters of one palette and shape look the same.
    let after = window.app().pages.top100.rows().len();
    assert!(after < before, "{after} of {before}");
    assert!(after > 0);
}

#[test]
fn a_poster_says_more_under_the_pointer() {
    let mut window = ranked(24);
    window.press(Key::ArrowRight);
    let focused = window.harness.root().children_recursive();
    let focused = focused
        .into_iter()
        .find(|node| node.accesskit_node().is_focused());
    focused.expect("the first poster").hover();
    window.run_until("the card", |window| {
        let card = window.harness.query_all_by_role(Role::Label);
        card.into_iter().any(|node| {
            let label = node
                .accesskit_node()
                .label()
                .or(node.accesskit_node().value());
            label.is_some_and(|label| label.contains(" · "))
        })
    });
}

#[test]
fn the_plane_shows_posters_where_their_genres_put_them() {
    let mut window = ranked(60);
    window
        .harness
        .get_by_role_and_label(Role::Button, "Plane")
        .click();
    window.settle();
    assert_eq!(window.app().pages.top100.view, View::Plane);
    window.harness.get_by_label("Romance across, Horror up");
    let posters = |window: &Window| -> Vec<(f64, f64, String)> {
        let nodes = window.harness.root().children_recursive();
        nodes
            .filter_map(|node| {
                let node = node.accesskit_node();
                let label = node.label().filter(|label| label.ends_with(" up"))?;
                let place = node.bounding_box()?;
                (node.role() == Role::Button).then_some((place.x0, place.y0, label))
            })
            .collect()
    };
    let all = posters(&window);
    assert!(all.len() > 4, "{all:?}");
    // Farther right is more probable across.
    let across = |label: &str| -> f32 {
        let number = label
            .rsplit(": ")
            .next()
            .and_then(|rest| rest.split(' ').next());
        number.and_then(|text| text.parse().ok()).expect(label)
    };
    for (x, _, label) in &all {
        for (other_x, _, other) in &all {
            if x > other_x {
                assert!(across(label) >= across(other), "{label} and {other}");
            }
        }
    }
    // The keyboard goes from poster to poster, and opens one.
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    window.press(Key::Enter);
    window.settle();
    assert_eq!(window.app().shell.shown, Route::Read);
    assert!(window.app().pages.read.session.shown().is_some());
}

#[test]
fn the_plane_comes_nearer_and_shows_more() {
    let mut window = ranked(96);
    page(&mut window).view = View::Plane;
    window.settle();
    let count = |window: &Window| {
        let nodes = window.harness.root().children_recursive();
        nodes
            .filter(|node| {
                let label = node.accesskit_node().label();
                label.is_some_and(|label| label.ends_with(" up"))
            })
            .count()
    };
    let far = count(&window);
    window.harness.get_by_label("Nearer").click();
    window.harness.get_by_label("Nearer").click();
    window.settle();
    let near = count(&window);
    assert_ne!(far, near);
    window.harness.get_by_label("Show all").click();
    window.settle();
    assert_eq!(count(&window), far);
}

fn export(window: &mut Window, form: Form, name: &str) -> std::path::PathBuf {
    let path = window.folder.path().join(name);
    window.send(Command::Export(form, Some(path.clone())));
    window.settle();
    path
}

#[test]
fn the_list_is_saved_as_a_table_in_its_order() {
    let mut window = ranked(36);
    page(&mut window).filter.decade = Some(1960);
    window.settle();
    let path = export(&mut window, Form::Table, "list.csv");
    let text = std::fs::read_to_string(path).expect("the table is there");
    let titles = titles(&window);
    assert_eq!(text.lines().count(), 1 + titles.len());
    for (rank, (line, title)) in text.lines().skip(1).zip(&titles).enumerate() {
        assert!(line.starts_with(&format!("{},", rank + 1)), "{line}");
        assert!(line.contains(title), "{line} is not {title}");
    }
    window.harness.get_by_label("Saved as list.csv");
}

#[test]
fn the_list_is_saved_as_a_sheet_of_any_size() {
    let mut window = ranked(24);
    let mut sizes = Vec::new();
    for width in [80, 160] {
        let quality = Quality {
            print: width == 160,
            width,
        };
        let path = export(&mut window, Form::Sheet(quality), "sheet.png");
        let sheet = image::open(path).expect("a picture");
        // Ten columns of posters, and room around them.
        assert!(sheet.width() > 10 * width && sheet.width() < 13 * width);
        sizes.push(sheet.width());
    }
    assert!(sizes[1] > sizes[0]);
}

#[test]
fn a_place_that_takes_no_file_is_said_in_words() {
    let mut window = ranked(12);
    export(&mut window, Form::Table, "no/such/folder/list.csv");
    window.harness.get_by_label("Nothing was saved");
}

#[test]
fn pictures_of_the_export() {
    both_themes(
        "top100_export",
        |open| open.varied(40),
        |window| {
            read(window);
            let export = window.harness.get_by_role_and_label(Role::Button, "Export");
            export.click();
        },
        picture,
    );
}

#[test]
fn pictures_of_the_list() {
    both_themes("top100", |open| open.varied(120), read, picture);
}

#[test]
fn pictures_of_the_list_on_a_large_screen() {
    both_themes(
        "top100_large",
        |open| open.varied(120).size(LARGE),
        read,
        picture,
    );
}

#[test]
fn pictures_of_an_open_choice_and_a_part_of_the_library() {
    both_themes(
        "top100_choice",
        |open| open.varied(40),
        |window| {
            read(window);
            page(window).filter.decade = Some(1970);
            page(window).one_of_each = true;
            window.settle();
            window.harness.get_by_label("Order: Most probable").click();
        },
        picture,
    );
}

#[test]
fn pictures_of_the_plane() {
    both_themes(
        "top100_plane",
        |open| open.varied(300),
        |window| {
            read(window);
            page(window).view = View::Plane;
        },
        picture,
    );
}

#[test]
fn pictures_of_the_plane_on_a_large_screen() {
    both_themes(
        "top100_plane_large",
        |open| open.varied(300).size(LARGE),
        |window| {
            read(window);
            page(window).view = View::Plane;
        },
        picture,
    );
}

#[test]
fn pictures_of_the_card() {
    both_themes(
        "top100_card",
        |open| open.varied(60),
        |window| {
            read(window);
            let tile = window.harness.get_by(|node| {
                let label = node.label();
                label.is_some_and(|label| label.starts_with("14. "))
            });
            tile.hover();
            window.harness.run_steps(60);
        },
        picture_with_pointer,
    );
}

fn unread(window: &mut Window) {
    window.send(Request::Show(Route::Top100));
    // The measured time is another on every machine.
    let shared = &mut window.harness.state_mut().shared;
    shared.scoring.assume_rate(15.0);
}

#[test]
fn pictures_of_the_invitation() {
    both_themes("top100_unread", |open| open.films(40), unread, picture);
}

#[test]
fn pictures_without_a_library() {
    both_themes("top100_none", |open| open, unread, picture);
}

#[test]
fn pictures_of_one_poster() {
    both_themes("top100_one", |open| open.varied(1), read, picture);
}
