//! Pictures of each state of the window, in both themes: looked at before they were accepted.

#![cfg(feature = "gui")]

mod support;

use egui::Key;
use onesheet::app::pages::read::{Command as Ask, Tool};
use onesheet::app::shared::reading::ReaderSource;
use onesheet::app::{Request, Route};
use onesheet::catalog::Genre;
use onesheet::vision::Area;
use onesheet::vision::surgery::{Cover, Edit};
use support::harness::{LARGE, NORMAL, Opening, Window};
use support::pictures::{both_themes, picture};
use support::{model, posters};

fn in_both_themes(name: &str, size: [f32; 2], films: usize, arrange: impl Fn(&mut Window)) {
    with(model::source, name, size, films, arrange);
}

fn with(
    reader: fn() -> ReaderSource,
    name: &str,
    size: [f32; 2],
    films: usize,
    arrange: impl Fn(&mut Window),
) {
    let open = |open: Opening| open.size(size).films(films).reader(reader());
    both_themes(name, open, arrange, picture);
}

fn read(window: &mut Window, kinds: &[usize]) {
    let files: Vec<_> = kinds
        .iter()
        .map(|kind| posters::write(window.folder.path(), *kind))
        .collect();
    window.drop_files(&files);
}

fn library(window: &mut Window) {
    window.send(Request::Show(Route::Library));
    window.settle();
}

fn ask(window: &mut Window, asks: impl IntoIterator<Item = Ask>) {
    for ask in asks {
        window.send(ask);
    }
    window.settle();
}

fn genre(index: usize) -> Genre {
    Genre::six().swap_remove(index)
}

fn changes() -> [Ask; 4] {
    let area = Area::spanning([0.2, 0.25], [0.8, 0.6]);
    let with = Cover::Blur;
    [
        Ask::Tool(Tool::Change),
        Ask::CoverWith(with),
        Ask::Edit(Edit::Cover { area, with }),
        Ask::Edit(Edit::SwapPalette),
    ]
}

#[test]
fn why() {
    with(model::fine, "read_why", NORMAL, 0, |window| {
        read(window, &[3]);
        ask(window, [Ask::Map(genre(3))]);
    });
}

#[test]
fn why_on_a_large_screen() {
    with(model::fine, "read_why_large", LARGE, 0, |window| {
        read(window, &[5, 1, 2]);
        ask(window, [Ask::Map(genre(1))]);
    });
}

#[test]
fn a_change() {
    with(model::fine, "read_change", NORMAL, 24, |window| {
        let covers = window.folder.path().join("covers");
        window.drop_files(&["003.png", "001.png"].map(|file| covers.join(file)));
        ask(window, changes());
    });
}

#[test]
fn a_change_in_the_smallest_window() {
    in_both_themes("read_change_small", [760.0, 520.0], 0, |window| {
        read(window, &[2]);
        ask(window, changes());
    });
}

fn drafts(window: &mut Window) {
    for kind in [0, 3, 5] {
        posters::write(window.folder.path(), kind);
    }
    let long = "the third draft with the red title, after the meeting of Tuesday, final.png";
    posters::write_as(window.folder.path(), 4, long);
    let files = ["action-0.png", "horror-3.png", "thriller-5.png", long];
    let folder = window.folder.path().to_owned();
    window.drop_files(&files.map(|file| folder.join(file)));
}

#[test]
fn drafts_beside_each_other() {
    with(model::fine, "read_compare", NORMAL, 0, |window| {
        drafts(window);
        ask(window, [Ask::Compare(true), Ask::Intend(genre(3))]);
    });
}

#[test]
fn drafts_on_a_large_screen() {
    with(model::fine, "read_compare_large", LARGE, 0, |window| {
        drafts(window);
        ask(window, [Ask::Compare(true)]);
    });
}

#[test]
fn similar() {
    with(model::fine, "read_similar", NORMAL, 40, |window| {
        let covers = window.folder.path().join("covers");
        window.drop_files(&["003.png", "001.png"].map(|file| covers.join(file)));
        window.read_library();
        ask(window, [Ask::Tool(Tool::Similar)]);
        window.settle();
    });
}

#[test]
fn similar_without_a_library() {
    in_both_themes("read_similar_bare", LARGE, 0, |window| {
        read(window, &[3]);
        ask(window, [Ask::Tool(Tool::Similar)]);
    });
}

#[test]
fn start() {
    in_both_themes("start", NORMAL, 24, |_| {});
}

#[test]
fn start_without_anything() {
    in_both_themes("start_bare", NORMAL, 0, |_| {});
}

#[test]
fn one_poster() {
    in_both_themes("read_one", NORMAL, 0, |window| read(window, &[3]));
}

#[test]
fn one_poster_on_a_large_screen() {
    in_both_themes("read_one_large", LARGE, 0, |window| read(window, &[0]));
}

#[test]
fn a_film_of_the_library_in_a_strip() {
    in_both_themes("read_strip", NORMAL, 24, |window| {
        let covers = window.folder.path().join("covers");
        let files = ["004.png", "001.png", "002.png", "009.png", "005.png"];
        window.drop_files(&files.map(|file| covers.join(file)));
        window.press(Key::ArrowRight);
    });
}

#[test]
fn another_shape_stands_in_its_frame() {
    in_both_themes("read_wide", NORMAL, 0, |window| {
        let path = window.folder.path().join("a lobby card.png");
        posters::poster(5, 640, 360)
            .save(&path)
            .expect("the test's folder takes files");
        window.drop_files(&[path]);
    });
}

#[test]
fn a_bad_file() {
    in_both_themes("read_bad_file", NORMAL, 0, |window| {
        read(window, &[4]);
        let letter = window.folder.path().join("letter to the editor.jpg");
        std::fs::write(&letter, "Dear").expect("the test's folder takes files");
        window.drop_files(&[letter]);
    });
}

#[test]
fn files_hover() {
    in_both_themes("drop_overlay", NORMAL, 0, |window| {
        read(window, &[1]);
        window.hover_files(&["poster.jpg".into(), "another.jpg".into()]);
    });
}

#[test]
fn the_library() {
    in_both_themes("library", NORMAL, 40, |window| {
        library(window);
        window.press(Key::ArrowDown);
        window.press(Key::ArrowRight);
    });
}

#[test]
fn the_library_on_a_large_screen() {
    in_both_themes("library_large", LARGE, 26, library);
}

#[test]
fn an_empty_library() {
    in_both_themes("library_empty", NORMAL, 0, library);
}

#[test]
fn the_shortcuts() {
    in_both_themes("shortcuts", NORMAL, 0, |window| window.press(Key::F1));
}

#[test]
fn the_smallest_window() {
    in_both_themes("read_small", [760.0, 520.0], 0, |window| read(window, &[2]));
}
