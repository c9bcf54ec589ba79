//! Why a poster reads as it does: maps over it, changes on it, drafts beside each other.

#![cfg(feature = "gui")]

mod support;

use egui::{Key, Pos2, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use onesheet::app::pages::read::{Command, Tool};
use onesheet::vision::surgery::Edit;
use support::harness::{Window, window};
use support::posters;

fn press(window: &mut Window, role: Role, word: &str) {
    window.harness.get_by_role_and_label(role, word).click();
    window.settle();
}

/// The bar of a genre.
fn bar(window: &Window, genre: &str) -> String {
    let nodes = window.harness.get_all_by_role(Role::Button);
    let mut labels = nodes.filter_map(|node| node.accesskit_node().label());
    labels
        .find(|label| label.starts_with(genre) && label.contains(" %,"))
        .unwrap_or_else(|| panic!("there is a bar for {genre}"))
}

fn reads(kind: usize) -> Window {
    let mut window = window().open();
    let poster = posters::write(window.folder.path(), kind);
    window.drop_files(&[poster]);
    window
}

/// Drags from one point of the shown poster to another, in shares of it.
fn drag(window: &mut Window, from: [f32; 2], to: [f32; 2]) {
    let poster = window.harness.get_by_role(Role::Image).rect();
    let point = |[u, v]: [f32; 2]| -> Pos2 { poster.min + egui::vec2(u, v) * poster.size() };
    window.harness.drag_at(point(from));
    window.harness.step();
    window
        .harness
        .hover_at(point([(from[0] + to[0]) / 2.0, (from[1] + to[1]) / 2.0]));
    window.harness.step();
    window.harness.hover_at(point(to));
    window.harness.step();
    window.harness.drop_at(point(to));
    window.settle();
}

#[test]
fn a_bar_shows_where_its_genre_is_said() {
    let mut window = reads(3);
    let horror = bar(&window, "Horror");
    press(&mut window, Role::Button, &horror);
    let map = {
        let entry = window.app().pages.read.session.shown().expect("a poster");
        let maps = entry.maps.as_ref().expect("maps").as_ref().expect("exact");
        maps.get(3).expect("horror's").clone()
    };
    let logit = window
        .app()
        .pages
        .read
        .session
        .shown()
        .and_then(|entry| Some(entry.reading.as_ref()?.scores.get(3)?.logit));
    assert!((map.mean() + map.bias() - logit.expect("a logit")).abs() < 1e-4);
    window.harness.get_by_label_contains("make the logit");
    window.harness.get_by_label_contains("Evidence from −");
    // The same bar again, and the map is gone.
    let horror = bar(&window, "Horror");
    press(&mut window, Role::Button, &horror);
    assert_eq!(window.app().pages.read.tools.genre, None);
    window
        .harness
        .get_by_label("Press a genre to see where on the poster it is said.");
}

#[test]
fn the_pointer_reads_the_evidence_and_the_keyboard_the_opacity() {
    let mut window = reads(3);
    let horror = bar(&window, "Horror");
    press(&mut window, Role::Button, &horror);
    let poster = window.harness.get_by_role(Role::Image).rect();
    window.harness.hover_at(poster.center());
    window.harness.run_steps(3);
    assert!(
        window
            .app()
            .pages
            .read
            .tools
            .hovered
            .is_some_and(|value| value > 0.0)
    );
    let files: Vec<_> = [1, 2]
        .map(|kind| posters::write(window.folder.path(), kind))
        .into();
    window.drop_files(&files);
    let title = window.title();
    let before = window.app().pages.read.tools.opacity;
    window.harness.get_by_label("Opacity of the map").focus();
    window.harness.run_steps(3);
    window.press(Key::ArrowLeft);
    window.press(Key::ArrowLeft);
    assert!(
        window.app().pages.read.tools.opacity < before,
        "the slider's arrows"
    );
    assert_eq!(window.title(), title, "the arrows turned the posters");
}

#[test]
fn a_rectangle_shows_before_and_after() {
    let mut window = reads(3);
    press(&mut window, Role::Tab, "Change");
    let before = bar(&window, "Horror");
    drag(&mut window, [0.1, 0.1], [0.9, 0.7]);
    let entry = window.app().pages.read.session.shown().expect("a poster");
    assert_eq!(entry.changes.edits().len(), 1);
    let Edit::Cover { area, .. } = entry.changes.edits()[0] else {
        panic!("a cover");
    };
    assert!((area.min()[0] - 0.1).abs() < 0.02 && (area.max()[1] - 0.7).abs() < 0.02);
    let after = bar(&window, "Horror");
    assert!(after.contains(", was ") && after != before, "{after}");
    press(&mut window, Role::Button, "Undo");
    assert_eq!(bar(&window, "Horror"), before);
}

#[test]
fn changes_add_up_and_are_taken_back() {
    let mut window = reads(3);
    press(&mut window, Role::Tab, "Change");
    let before = bar(&window, "Horror");
    press(&mut window, Role::Button, "Grey");
    let grey = bar(&window, "Horror");
    assert!(grey.ends_with(", was 88 %") && grey != before, "{grey}");
    press(&mut window, Role::Button, "Title");
    press(&mut window, Role::Button, "Mean colour");
    press(&mut window, Role::Button, "Swap palette");
    let entry = window.app().pages.read.session.shown().expect("a poster");
    assert_eq!(entry.changes.edits().len(), 3);
    window.harness.get_by_label_contains("After 3 changes it");
    // What was pressed is pressed again: taken back.
    press(&mut window, Role::Button, "Grey");
    let entry = window.app().pages.read.session.shown().expect("a poster");
    assert_eq!(entry.changes.edits().len(), 2);
    press(&mut window, Role::Button, "Reset");
    assert_eq!(bar(&window, "Horror"), before);
}

#[test]
fn changes_stay_with_their_poster_and_quick_ones_are_read_once() {
    let mut window = window().open();
    let files = [3, 4].map(|kind| posters::write(window.folder.path(), kind));
    window.drop_files(&files);
    window.send(Command::Tool(Tool::Change));
    for edit in [Edit::Flip, Edit::Desaturate, Edit::SwapPalette] {
        window.send(Command::Edit(edit));
    }
    window.settle();
    let entry = window.app().pages.read.session.shown().expect("a poster");
    assert_eq!(entry.changes.edits().len(), 3);
    assert!(entry.changes.outcome().is_some());
    window.press(Key::ArrowRight);
    let entry = window.app().pages.read.session.shown().expect("a poster");
    assert!(entry.changes.edits().is_empty());
    window.press(Key::ArrowLeft);
    let entry = window.app().pages.read.session.shown().expect("a poster");
    assert_eq!(entry.changes.edits().len(), 3);
}

#[test]
fn a_poster_whose_file_is_gone_says_so_and_stays() {
    let mut window = reads(3);
    let title = window.title().expect("a poster");
    std::fs::remove_file(window.folder.path().join(&title)).expect("the test's own file");
    press(&mut window, Role::Tab, "Change");
    press(&mut window, Role::Button, "Flip");
    window
        .harness
        .get_by_label("horror-3.png could not be changed");
    assert_eq!(window.title(), Some(title));
    window.harness.get_by_label("Reads as Horror");
}

#[test]
fn three_drafts_are_ranked_by_the_intended_genre() {
    let mut window = window().open();
    let files = [2, 3, 0].map(|kind| posters::write(window.folder.path(), kind));
    window.drop_files(&files);
    press(&mut window, Role::Button, "Compare");
    window.harness.get_by_label("Which draft says Drama?");
    window
        .harness
        .get_by_label_contains("Draft 1: drama-2.png, Drama ");
    press(&mut window, Role::Button, "Horror");
    window
        .harness
        .get_by_label("Which draft says Drama and Horror?");
    press(&mut window, Role::Button, "Drama");
    window.harness.get_by_label("Which draft says Horror?");
    let best = window
        .harness
        .get_by_label_contains("Draft 1: horror-3.png");
    assert!(
        best.accesskit_node()
            .label()
            .is_some_and(|l| l.ends_with("the best"))
    );
    window.harness.get_by_label_contains("Most for Horror: ");
    let second = window
        .harness
        .get_by_label_contains("Draft 2: action-0.png");
    let label = second.accesskit_node().label().expect("a label");
    assert!(label.contains("−") && label.ends_with(" points"), "{label}");
    second.click();
    window.settle();
    assert_eq!(window.title().as_deref(), Some("action-0.png"));
    assert!(!window.app().pages.read.tools.comparing);
    assert!(window.app().pages.read.tools.genre.is_some());
    window.press(Key::Escape);
    assert!(window.app().pages.read.tools.genre.is_none());
}

#[test]
fn a_poster_has_neighbours_once_the_library_was_read() {
    let mut window = window().films(24).open();
    let poster = window.folder.path().join("covers").join("004.png");
    window.drop_files(&[poster]);
    press(&mut window, Role::Tab, "Similar");
    press(&mut window, Role::Button, "Read 24 posters");
    window.settle();
    let labels = |window: &Window, part: &str| -> Vec<String> {
        let nodes = window.harness.get_all_by_role(Role::Button);
        let labels = nodes.filter_map(|node| node.accesskit_node().label());
        labels.filter(|label| label.contains(part)).collect()
    };
    // The same palette and figure: every sixth film, but not the film itself.
    let same = labels(&window, "same picture");
    assert_eq!(same.len(), 3, "{same:?}");
    assert!(
        same.iter()
            .all(|label| label.contains("labels agree 100 %"))
    );
    let title = window.title().expect("a film");
    assert!(
        !same
            .iter()
            .any(|label| label.starts_with(&format!("{title} (")))
    );
    let others = labels(&window, "labels agree 0 %");
    let near = others.first().expect("a neighbour").clone();
    // It may stand beyond the strip's visible part.
    let card = window.harness.get_by_role_and_label(Role::Button, &near);
    card.click_accesskit();
    window.settle();
    let title = window.title().expect("a film");
    assert!(near.starts_with(&title), "{near} opened {title}");
}

#[test]
fn without_a_library_the_strip_invites_to_open_one() {
    let mut window = reads(3);
    press(&mut window, Role::Tab, "Similar");
    window.harness.get_by_label("Open a library…");
}
