//! The native window: its size, its icon, and which display it opens on.
//!
//! In: [`Places`]. Out: a window that runs until it is closed, or one sentence on why there is
//! none.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use eframe::{App, CreationContext, NativeOptions};
use egui::ViewportBuilder;

use crate::app::shared::Places;
use crate::app::shared::reading::ReaderSource;
use crate::app::theme;
use crate::jobs::panic_message;
use crate::resources;

const ICON: &[u8] = include_bytes!("../../../resources/icons/onesheet-256.png");

/// Opens the window and runs until it is closed what `make` puts into it.
///
/// # Errors
/// Why there is no window: one sentence for the user.
pub fn run<A: App + 'static>(
    library: Option<PathBuf>,
    make: impl FnOnce(&CreationContext<'_>, Places) -> A,
) -> Result<(), String> {
    if !has_display() {
        return Err("there is no display to open a window on".to_owned());
    }
    let places = Places {
        reader: ReaderSource::shipped(),
        library,
        data: resources::data_dir(),
        sample: resources::sample_dir(),
    };
    let started = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "Onesheet",
            options(),
            Box::new(|creation| {
                let app: Box<dyn App> = Box::new(make(creation, places));
                Ok(app)
            }),
        )
    }));
    match started {
        Ok(outcome) => outcome.map_err(|error| error.to_string()),
        // The window toolkit panics where a system library is missing.
        Err(panic) => Err(panic_message(panic.as_ref())),
    }
}

fn options() -> NativeOptions {
    let mut viewport = ViewportBuilder::default()
        .with_title("Onesheet")
        .with_app_id("onesheet")
        .with_inner_size(theme::size::WINDOW)
        .with_min_inner_size(theme::size::WINDOW_MIN)
        .with_drag_and_drop(true);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(ICON) {
        viewport = viewport.with_icon(icon);
    }
    NativeOptions {
        viewport,
        centered: true,
        #[cfg(target_os = "linux")]
        event_loop_builder: Some(Box::new(prefer_x11)),
        ..NativeOptions::default()
    }
}

/// On Wayland winit takes no dropped files; XWayland does, wherever there is one.
#[cfg(target_os = "linux")]
fn prefer_x11(builder: &mut winit::event_loop::EventLoopBuilder<eframe::UserEvent>) {
    use winit::platform::x11::EventLoopBuilderExtX11;
    if is_set("DISPLAY") {
        builder.with_x11();
    }
}

#[cfg(target_os = "linux")]
fn has_display() -> bool {
    is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET")
}

#[cfg(not(target_os = "linux"))]
fn has_display() -> bool {
    true
}

#[cfg(target_os = "linux")]
fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}
