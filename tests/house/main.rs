//! The law of the house: who may import whom.
//!
//! Read from the source itself, so that it holds for every file that is ever added. Test code is
//! left out: it may take what it needs to look at. What is called through a value (a method whose
//! `impl` stands in another file) is no import; only names are seen.

mod circles;
mod code;
mod imports;
mod plan;
mod rooms;
mod window;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use circles::{Arrow, Exception, needless, unexcused};
use plan::{Import, Plan};
use rooms::{room, rows};
use window::{may, part};

/// The packages that make the window.
const WINDOW: [&str; 6] = ["arboard", "eframe", "egui", "egui_plot", "rfd", "winit"];

/// Arrows that close a circle of files and may.
const EXCEPTIONS: &[Exception] = &[];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The lines of `imports`, each once, with the file that is meant.
fn quoted<'a>(plan: &Plan, imports: impl IntoIterator<Item = &'a Import>) -> String {
    let line = |import: &Import| {
        let line = plan.quote(&import.from, import.line);
        format!("  {line} -> {}\n", import.to)
    };
    let lines: BTreeSet<String> = imports.into_iter().map(line).collect();
    lines.into_iter().collect()
}

#[test]
fn every_file_is_judged_or_test_code() {
    let plan = Plan::of(root());
    let mut missed = Vec::new();
    let mut folders = vec!["src".to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(root().join(&folder)).expect("a folder of the house") {
            let entry = entry.expect("an entry of a folder");
            let name = entry.file_name().into_string().expect("a plain name");
            let path = format!("{folder}/{name}");
            let for_tests = name.ends_with("tests.rs") || name == "fixture.rs";
            if entry.path().is_dir() {
                folders.push(path);
            } else if name.ends_with(".rs") && !for_tests && !plan.files.contains_key(&path) {
                missed.push(path);
            }
        }
    }
    assert!(missed.is_empty(), "no module declares {missed:?}");
}

#[test]
fn a_room_imports_only_rooms_before_it() {
    let plan = Plan::of(root());
    let lib = include_str!("../../src/lib.rs");
    let mut rows = rows(lib);
    rows.push(vec!["main.rs".to_owned()]);
    let drawn: BTreeSet<&str> = rows.iter().flatten().map(String::as_str).collect();
    let built = plan.files.keys().map(|file| room(file));
    let built: BTreeSet<&str> = built.filter(|room| *room != "lib.rs").collect();
    assert_eq!(
        built, drawn,
        "the rooms on disk and the table of src/lib.rs"
    );
    let row = |room: &str| {
        rows.iter()
            .position(|row| row.iter().any(|name| name == room))
    };
    let imports = plan.imports();
    let up = imports.iter().filter(|import| {
        let (from, to) = (room(&import.from), room(&import.to));
        from != to && from != "lib.rs" && row(from) <= row(to)
    });
    let up = quoted(&plan, up);
    assert!(
        up.is_empty(),
        "a room imports only rooms before it (src/lib.rs has the order):\n{up}"
    );
}

#[test]
fn only_the_window_knows_the_window() {
    let plan = Plan::of(root());
    let mut named = String::new();
    for (file, read) in plan.files.iter().filter(|(file, _)| room(file) != "app") {
        let words = read.words.iter();
        for word in words.filter(|word| WINDOW.contains(&word.text.as_str())) {
            named.push_str(&format!("  {}\n", plan.quote(file, word.line)));
        }
    }
    assert!(named.is_empty(), "only src/app names {WINDOW:?}:\n{named}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let plan = Plan::of(root());
    let imports = plan.imports();
    let mut first: BTreeMap<Arrow, &Import> = BTreeMap::new();
    for import in imports.iter().filter(|import| import.takes_an_item) {
        first.entry((&import.from, &import.to)).or_insert(import);
    }
    let arrows: BTreeSet<Arrow> = first.keys().copied().collect();
    let mut told = String::new();
    for circle in unexcused(&arrows, EXCEPTIONS) {
        let inside = arrows
            .iter()
            .filter(|(from, to)| circle.contains(from) && circle.contains(to));
        let inside = quoted(&plan, inside.map(|arrow| first[arrow]));
        told.push_str(&format!("a circle of {} files:\n{inside}", circle.len()));
    }
    assert!(
        told.is_empty(),
        "files import each other in a circle:\n{told}"
    );
    let needless = needless(&arrows, EXCEPTIONS);
    let needless = needless.iter().map(|one| (one.arrow, one.reason));
    let needless: Vec<_> = needless.collect();
    assert!(
        needless.is_empty(),
        "exceptions that nobody needs any more: {needless:#?}"
    );
}

#[test]
fn every_file_of_the_window_has_its_place() {
    let plan = Plan::of(root());
    let files = plan.files.keys().filter(|file| room(file) == "app");
    let homeless: Vec<&String> = files.filter(|file| part(file).is_none()).collect();
    assert!(
        homeless.is_empty(),
        "the window has no such part (tests/house/window.rs lists them): {homeless:#?}"
    );
}

#[test]
fn the_window_imports_downwards() {
    let plan = Plan::of(root());
    let imports = plan.imports();
    let mut told = BTreeMap::<String, Vec<&Import>>::new();
    // `use crate::app` alone names no part yet.
    let names_a_part = |import: &&Import| import.takes_an_item || import.to != "src/app/mod.rs";
    for import in imports.iter().filter(names_a_part) {
        if let (Some(from), Some(to)) = (part(&import.from), part(&import.to))
            && !may(from, to)
        {
            let law = format!("{from} must not import {to}");
            told.entry(law).or_default().push(import);
        }
    }
    let told = told.into_iter().map(|(law, imports)| {
        let lines = quoted(&plan, imports);
        format!("{law}:\n{lines}")
    });
    let told = told.collect::<String>();
    assert!(
        told.is_empty(),
        "the window is built from its floors up (tests/house/window.rs lists them):\n{told}"
    );
}
