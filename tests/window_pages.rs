//! The pages around the reading: library, search, theme, zoom, shortcuts, names for everything.

#![cfg(feature = "gui")]

mod support;

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use onesheet::app::theme::ThemeChoice;
use onesheet::app::{Request, Route, shell};
use support::harness::{Window, window};
use support::posters;

fn show(window: &mut Window, panel: Route) {
    window
        .harness
        .get_by_role_and_label(Role::Button, panel.name())
        .click();
    window.settle();
}

#[test]
fn the_library_is_browsed_with_the_keyboard() {
    let mut window = window().films(24).open();
    show(&mut window, Route::Library);
    window.harness.get_by_label("24 films");
    // The first arrow puts the keyboard on the grid, the others move it.
    window.press(Key::ArrowRight);
    let first = window.harness.get_by_label("Brass Hurricane (1950)");
    assert!(first.is_focused());
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    assert!(
        window
            .harness
            .get_by_label("Amélie's Garden (1952)")
            .is_focused()
    );
    window.press(Key::End);
    let last = window.harness.get_by_label("The Quiet Engine 2 (1973)");
    assert!(last.is_focused());
    window.press(Key::Home);
    window.settle();
    window.press(Key::Enter);
    window.settle();
    assert_eq!(window.app().shell.shown, Route::Read);
    assert_eq!(window.title().as_deref(), Some("Brass Hurricane"));
}

#[test]
fn the_library_is_searched() {
    let mut window = window().films(24).open();
    window.press_ctrl(Key::F);
    let field = window.harness.get_by_role(Role::TextInput);
    assert!(field.is_focused());
    field.type_text("lodz");
    window.settle();
    window.harness.get_by_label("2 of 24 films");
    window.harness.get_by_label("Łódź, Midnight (1953)");
    window.press(Key::Enter);
    assert!(
        window
            .harness
            .get_by_label("Łódź, Midnight (1953)")
            .is_focused()
    );
    window.press_ctrl(Key::F);
    window.harness.get_by_role(Role::TextInput).type_text("zzz");
    window.settle();
    window.harness.get_by_label("No film answers this search");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Show all films")
        .click();
    window.settle();
    window.harness.get_by_label("24 films");
}

#[test]
fn an_empty_library_invites_one_action() {
    let mut window = window().open();
    show(&mut window, Route::Library);
    window.harness.get_by_label("No films here yet");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Import films…");
}

#[test]
fn a_folder_that_is_no_library_is_refused_in_words() {
    let mut window = window().films(12).open();
    let nowhere = window.folder.path().join("nowhere");
    window
        .harness
        .state_mut()
        .send(Request::UseLibrary(nowhere));
    window.settle();
    window
        .harness
        .get_by_label("The library could not be opened");
    assert_eq!(window.app().shared.films.all().len(), 12);
}

#[test]
fn the_theme_is_switched_and_remembered() {
    let mut window = window().open();
    for (pressed, choice) in [
        ("Theme: System", ThemeChoice::Dark),
        ("Theme: Dark", ThemeChoice::Light),
        ("Theme: Light", ThemeChoice::System),
    ] {
        window
            .harness
            .get_by_role_and_label(Role::Button, pressed)
            .click();
        window.harness.run_steps(3);
        assert_eq!(window.app().shell.theme, choice);
    }
    window
        .harness
        .state_mut()
        .send(shell::Command::SetTheme(ThemeChoice::Light));
    window.harness.run_steps(3);
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Light);
}

#[test]
fn ctrl_plus_minus_and_zero_zoom() {
    let mut window = window().open();
    window.press_ctrl(Key::Plus);
    window.press_ctrl(Key::Equals);
    assert!((window.harness.ctx.zoom_factor() - 1.2).abs() < 1e-6);
    window.press_ctrl(Key::Minus);
    assert!((window.app().shell.zoom - 1.1).abs() < 1e-6);
    window.press_ctrl(Key::Num0);
    assert_eq!(window.harness.ctx.zoom_factor(), 1.0);
    for _ in 0..40 {
        window.press_ctrl(Key::Minus);
    }
    assert!(window.harness.ctx.zoom_factor() >= 0.6 - 1e-6);
}

#[test]
fn keys_turn_to_pages_and_show_themselves() {
    let mut window = window().open();
    window.press_ctrl(Key::Num2);
    assert_eq!(window.app().shell.shown, Route::Library);
    window.press_ctrl(Key::Num1);
    assert_eq!(window.app().shell.shown, Route::Read);
    window.press(Key::F1);
    window.harness.get_by_label("Open posters");
    window.press(Key::Escape);
    window.harness.run_steps(3);
    assert!(window.harness.query_by_label("Open posters").is_none());
}

#[test]
fn tab_reaches_every_control_of_the_start_page() {
    let mut window = window().films(12).open();
    let mut reached = std::collections::BTreeSet::new();
    for _ in 0..40 {
        window.press(Key::Tab);
        let focused = window.harness.root().children_recursive().find_map(|node| {
            let node = node.accesskit_node();
            node.is_focused().then(|| node.label()).flatten()
        });
        reached.extend(focused);
    }
    for name in [
        "Read",
        "Library",
        "Theme: System",
        "Keyboard shortcuts",
        "Open…",
        "Paste",
        "Brass Hurricane",
    ] {
        assert!(reached.contains(name), "{name} is not among {reached:?}");
    }
}

/// Roles that somebody acts on.
const CONTROLS: [Role; 7] = [
    Role::Button,
    Role::TextInput,
    Role::CheckBox,
    Role::Slider,
    Role::Link,
    Role::ComboBox,
    Role::MenuItem,
];

fn names_everything(window: &Window) {
    window.harness.check_accessibility();
    let mut controls = 0;
    for node in window.harness.root().children_recursive() {
        let node = node.accesskit_node();
        if CONTROLS.contains(&node.role()) {
            controls += 1;
            let named = node.label().is_some_and(|label| !label.trim().is_empty())
                || node.data().placeholder().is_some();
            assert!(named, "a {:?} has no name", node.role());
        }
    }
    assert!(controls >= 4, "only {controls} controls were found");
}

#[test]
fn every_control_has_a_name() {
    let mut window = window().films(12).open();
    names_everything(&window);
    let files = [0, 1].map(|kind| posters::write(window.folder.path(), kind));
    window.drop_files(&files);
    names_everything(&window);
    let letter = window.folder.path().join("letter.txt");
    std::fs::write(&letter, "Dear").expect("the test's folder takes files");
    window.drop_files(&[letter]);
    names_everything(&window);
    show(&mut window, Route::Library);
    names_everything(&window);
    window.press(Key::F1);
    names_everything(&window);
}
