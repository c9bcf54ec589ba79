//! What a frame costs while the library and the ranking are scrolled and the plane of two genres is
//! dragged and zoomed (layout and tessellation on the CPU, at 1920 x 1080, with 0 to 45,000 films; the
//! time that the window's thread is on a processor, where the system tells it), how soon posters come
//! into view by the wheel, how long a search takes,
//! and how long it takes from a dropped poster to its bars.
//!
//!     cargo bench --bench frame              both
//!     cargo bench --bench frame -- pages     the pages alone
//!     cargo bench --bench frame -- drop      from drop to bars alone, with the shipped model

#[path = "frame/pages.rs"]
mod pages;
mod support;
// The window tests drop files too.
#[path = "../tests/support/dropped.rs"]
mod dropped;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use dropped::Dropped;
use egui::{Context, RawInput, Rect, pos2, vec2};
use onesheet::app::shared::model::ModelStatus;
use onesheet::app::shared::reading::ReaderSource;
use onesheet::app::{OnesheetApp, Places};
use support::films;
use support::process::milliseconds;

const SCREEN: egui::Vec2 = vec2(1920.0, 1080.0);
/// Posters that are dropped.
const DROPS: usize = 30;

fn main() {
    let folder = std::env::temp_dir().join(format!("onesheet-frame-{}", std::process::id()));
    if let Err(error) = std::fs::create_dir_all(&folder) {
        eprintln!("no folder for the posters: {error}");
        return;
    }
    let files = films::posters(&folder);
    let asked = |wanted: &str| std::env::args().any(|word| word == wanted);
    if !asked("drop") {
        pages::run(&files);
        pages::pop_in(&files);
        pages::searches(&files);
    }
    if !asked("pages") {
        drop_to_bars(&folder);
    }
    // A folder that stays is in the system's temporary place.
    let _ = std::fs::remove_dir_all(folder);
}

/// Posters of 500 x 750 pixels, dropped one after the other: the time from the frame that takes the
/// drop to the end of the first frame that has the bars.
fn drop_to_bars(folder: &Path) {
    let context = Context::default();
    let places = Places {
        reader: ReaderSource::shipped(),
        library: None,
        data: None,
        sample: None,
    };
    let mut app = OnesheetApp::new(&context, None, places);
    let begun = Instant::now();
    while *app.shared.model.status() == ModelStatus::Loading {
        frame(&context, &mut app, None);
        std::thread::sleep(Duration::from_millis(1));
    }
    if let ModelStatus::Missing(why) = app.shared.model.status() {
        println!("\nnothing is read: {why}");
        return;
    }
    println!(
        "\nthe model was there after {:.0} ms",
        begun.elapsed().as_secs_f64() * 1e3
    );
    let mut times = Vec::with_capacity(DROPS);
    for n in 0..DROPS {
        let path = folder.join(format!("large-{n}.jpg"));
        let image = films::rough((500, 750), n as u32);
        if let Err(error) = image.save(&path) {
            eprintln!("{}: {error}", path.display());
            return;
        }
        let begun = Instant::now();
        frame(&context, &mut app, Some(path));
        while app
            .pages
            .read
            .session
            .shown()
            .is_none_or(|entry| entry.reading.is_none())
            || app.pages.read.session.waiting() > 0
        {
            std::thread::sleep(Duration::from_micros(500));
            frame(&context, &mut app, None);
        }
        times.push(begun.elapsed());
    }
    times.sort();
    let at = |share| milliseconds(&times, share);
    println!(
        "from drop to bars, {DROPS} posters of 500 x 750: median {:.0} ms, best {:.0}, worst {:.0}",
        at(0.5),
        at(0.0),
        at(1.0)
    );
}

/// One frame; a file may be dropped in it.
fn frame(context: &Context, app: &mut OnesheetApp, dropped: Option<PathBuf>) {
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SCREEN)),
        ..RawInput::default()
    };
    if let Some(path) = dropped {
        input.dropped_files.push(Arc::new(Dropped(path)));
    }
    let mut output = context.run_ui(input, |ui| {
        app.take(context);
        app.paint(ui);
    });
    let shapes = std::mem::take(&mut output.shapes);
    let painted = context.tessellate(shapes, output.pixels_per_point);
    std::hint::black_box(painted.len());
    output.textures_delta.clear();
}
