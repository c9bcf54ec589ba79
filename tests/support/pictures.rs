//! Pictures of the window, compared with those that were looked at and accepted.

use egui::Theme;
use egui_kittest::{SnapshotOptions, SnapshotResults};

use super::harness::{Opening, Window, window};

/// Rounding may differ by a shade between machines, a shape may not.
pub fn picture(window: &mut Window, name: &str) {
    window.settle();
    window.harness.remove_cursor();
    window.harness.run_steps(3);
    compare(window, name);
}

/// The same while the pointer stays where it is.
pub fn picture_with_pointer(window: &mut Window, name: &str) {
    window.settle();
    compare(window, name);
}

fn compare(window: &mut Window, name: &str) {
    let options = SnapshotOptions::new().threshold(2.0).max_failed_pixels(40);
    window.harness.snapshot_options(name, &options);
}

/// A picture in each theme of a window that `open` names and `arrange` prepares; `take` takes it.
pub fn both_themes(
    name: &str,
    open: impl Fn(Opening) -> Opening,
    arrange: impl Fn(&mut Window),
    take: impl Fn(&mut Window, &str),
) {
    let mut results = SnapshotResults::new();
    for (theme, suffix) in [(Theme::Dark, "dark"), (Theme::Light, "light")] {
        let mut window = open(window().theme(theme)).open();
        arrange(&mut window);
        take(&mut window, &format!("{name}_{suffix}"));
        results.extend(window.harness.take_snapshot_results());
    }
}
