//! What a frame costs while the library and the ranking are scrolled and the plane of two genres is
//! dragged and zoomed (layout and tessellation on the CPU, at 1920 x 1080, with 0 to 45,000 films; the
//! time that the window's thread is on a processor, where the system tells it), how soon posters come
//! into view by the wheel, how long a search takes,
//! and how long it takes from a dropped poster to its bars.
//!
//!     cargo bench --bench frame              both
//!     cargo bench --bench frame -- pages     the pages alone
//!     cargo bench --bench frame -- drop      from drop to bars alone, with the shipped model

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, DroppedFile, RawInput, Rect, pos2, vec2};
use onesheet::app::shared::model::ModelStatus;
use onesheet::app::shared::reading::ReaderSource;
use onesheet::app::{OnesheetApp, Places};

#[path = "frame/pages.rs"]
mod pages;

const SCREEN: egui::Vec2 = vec2(1920.0, 1080.0);
/// Posters that are dropped.
const DROPS: usize = 30;
/// Different image files; the films share them.
const FILES: usize = 64;

fn main() {
    let folder = std::env::temp_dir().join(format!("onesheet-frame-{}", std::process::id()));
    if let Err(error) = std::fs::create_dir_all(&folder) {
        eprintln!("no folder for the posters: {error}");
        return;
    }
    let files: Vec<PathBuf> = (0..FILES).map(|n| poster(&folder, n)).collect();
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

fn poster(folder: &Path, n: usize) -> PathBuf {
    let path = folder.join(format!("{n}.jpg"));
    let image = image::RgbImage::from_fn(185, 278, |x, y| {
        image::Rgb([x as u8, y as u8, (n * 4) as u8])
    });
    if let Err(error) = image.save(&path) {
        eprintln!("{}: {error}", path.display());
    }
    path
}

/// A file as the system drops it.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
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
        let noise = |x: u32, y: u32| (x * 7 + y * 13 + (x * y) % 101 + n as u32 * 31) as u8;
        let image = image::RgbImage::from_fn(500, 750, |x, y| {
            image::Rgb([noise(x, y), noise(y, x) / 2, (x / 2) as u8])
        });
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
    let at = |share: f64| times[(share * (times.len() - 1) as f64) as usize].as_secs_f64() * 1e3;
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
