//! What a frame costs while the library's grid is scrolled: layout and tessellation on the CPU,
//! at 1920 x 1080, with 0 to 45,000 films. Run it with `cargo bench --bench frame`.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Context, Event, Modifiers, MouseWheelUnit, RawInput, Rect, TouchPhase, pos2, vec2};
use onesheet::app::{Command, Films, OnesheetApp, Panel, Places, ReaderSource, intake};
use onesheet::catalog::{Film, FilmId, Genre, Poster};

const SCREEN: egui::Vec2 = vec2(1920.0, 1080.0);
const FRAMES: usize = 400;
/// Different image files; the films share them.
const FILES: usize = 64;

fn main() {
    let folder = std::env::temp_dir().join(format!("onesheet-frame-{}", std::process::id()));
    if let Err(error) = std::fs::create_dir_all(&folder) {
        eprintln!("no folder for the posters: {error}");
        return;
    }
    let files: Vec<PathBuf> = (0..FILES).map(|n| poster(&folder, n)).collect();
    println!(
        "{:>8}  {:>10}  {:>10}  {:>10}",
        "films", "median ms", "p99 ms", "worst ms"
    );
    for count in [0, 1, 300, 7_000, 45_000] {
        let mut costs = scroll(&files, count);
        costs.sort();
        let at =
            |share: f64| costs[(share * (costs.len() - 1) as f64) as usize].as_secs_f64() * 1e3;
        println!(
            "{count:>8}  {:>10.2}  {:>10.2}  {:>10.2}",
            at(0.5),
            at(0.99),
            at(1.0)
        );
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

fn film(files: &[PathBuf], n: usize) -> Film {
    let mut content_hash = [0; 32];
    content_hash[..8].copy_from_slice(&n.to_le_bytes());
    Film {
        id: FilmId(n as i64),
        key: n.to_string(),
        imdb_id: None,
        tmdb_id: None,
        title: format!("Film number {n} with a title of some length"),
        year: Some(1950 + (n % 70) as i32),
        language: None,
        collection: None,
        genres: Genre::six(),
        poster: Some(Poster {
            path: files[n % files.len()].clone(),
            content_hash,
            perceptual_hash: 0,
            width: 185,
            height: 278,
        }),
        split: None,
    }
}

/// The cost of each frame while the wheel turns.
fn scroll(files: &[PathBuf], count: usize) -> Vec<Duration> {
    let context = Context::default();
    let places = Places {
        reader: ReaderSource::new(|| Err("not needed here".to_owned())),
        library: None,
        data: None,
        sample: None,
    };
    let mut app = OnesheetApp::new(&context, None, places);
    let films = (0..count).map(|n| film(files, n)).collect();
    intake::use_films(&mut app.state, Films::new(Path::new(""), films));
    app.state.send(Command::Show(Panel::Library));
    (0..FRAMES)
        .map(|frame| {
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SCREEN)),
                time: Some(frame as f64 / 60.0),
                events: vec![
                    Event::PointerMoved(pos2(900.0, 600.0)),
                    Event::MouseWheel {
                        unit: MouseWheelUnit::Line,
                        delta: vec2(0.0, -6.0),
                        phase: TouchPhase::Move,
                        source: egui::MouseWheelSource::Wheel,
                        modifiers: Modifiers::NONE,
                    },
                ],
                ..RawInput::default()
            };
            let begun = Instant::now();
            let mut output = context.run_ui(input, |ui| {
                app.take(&context);
                app.paint(ui);
            });
            let shapes = std::mem::take(&mut output.shapes);
            let painted = context.tessellate(shapes, output.pixels_per_point);
            std::hint::black_box(painted.len());
            let cost = begun.elapsed();
            // The graphics card would take the textures here.
            output.textures_delta.clear();
            // The rest of a frame's time belongs to the decoding threads.
            std::thread::sleep(Duration::from_millis(8));
            cost
        })
        .collect()
}
