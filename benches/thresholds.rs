//! What a frame costs while a threshold is dragged: layout and tessellation on the CPU, at
//! 1920 x 1080, with 45,000 films and six genres. Run it with `cargo bench --bench thresholds`.

mod support;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};
use half::f16;
use onesheet::app::cx::Page;
use onesheet::app::pages::thresholds::View;
use onesheet::app::shared::films::Films;
use onesheet::app::{OnesheetApp, Places, Request, Route};
use onesheet::catalog::{Film, Genre, Split};
use onesheet::explore::LibraryScores;
use onesheet::jobs::Task;
use support::films;
use support::process::milliseconds;

// The window tests use more of it.
#[allow(dead_code)]
#[path = "../tests/support/model.rs"]
mod model;

const SCREEN: egui::Vec2 = vec2(1920.0, 1080.0);
const FRAMES: usize = 400;
const FILMS: usize = 45_000;

fn main() {
    let folder = match tempfile::tempdir() {
        Ok(folder) => folder,
        Err(error) => return eprintln!("no folder for the posters: {error}"),
    };
    let files = films::posters(folder.path());
    println!(
        "{:>10}  {:>10}  {:>10}  {:>10}",
        "the rows", "median ms", "p99 ms", "worst ms"
    );
    for (name, view) in [("validation", View::Validation), ("all films", View::All)] {
        match drag(&files, view) {
            Ok(mut costs) => {
                costs.sort();
                let at = |share| milliseconds(&costs, share);
                println!(
                    "{name:>10}  {:>10.2}  {:>10.2}  {:>10.2}",
                    at(0.5),
                    at(0.99),
                    at(1.0)
                );
            }
            Err(why) => eprintln!("{name}: {why}"),
        }
    }
}

/// A film of a split and of one or two genres.
fn labelled(files: &[PathBuf], n: usize) -> Film {
    let six = Genre::six();
    let genres = [n % 6, n / 6 % 6].map(|genre| six[genre].clone());
    Film {
        genres: genres.into(),
        split: Some(match n % 25 {
            0..16 => Split::Train,
            16..20 => Split::Validation,
            _ => Split::Test,
        }),
        ..films::film(files, n)
    }
}

/// The cost of each frame in which the slider moves.
fn drag(files: &[PathBuf], view: View) -> Result<Vec<Duration>, String> {
    let context = Context::default();
    let places = Places {
        reader: model::source(),
        library: None,
        data: None,
        sample: None,
    };
    let mut app = OnesheetApp::new(&context, None, places);
    let films: Vec<Film> = (0..FILMS).map(|n| labelled(files, n)).collect();
    // Features as a poster's colours: spread over the whole range.
    let read = |hash: &[u8; 32], row: &mut [f16]| {
        let digest = blake3::hash(hash);
        for (value, byte) in row.iter_mut().zip(digest.as_bytes()) {
            *value = f16::from_f32(f32::from(*byte) / 255.0);
        }
        true
    };
    let scores = LibraryScores::compute_from(&films, read, &model::checkpoint(), &Task::new())
        .map_err(|error| error.to_string())?;
    let scores = Arc::new(scores);
    app.shared.use_films(Films::new(Path::new(""), films));
    app.send(Request::Show(Route::Thresholds));
    let mut frame = 0_u32;
    let mut run = |app: &mut OnesheetApp, events: Vec<Event>| {
        frame += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SCREEN)),
            time: Some(f64::from(frame) / 60.0),
            events,
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
        output.textures_delta.clear();
        std::thread::sleep(Duration::from_millis(8));
        cost
    };
    let begun = Instant::now();
    while app.pages.thresholds.prepared().is_none() || app.pages.thresholds.is_busy() {
        run(&mut app, Vec::new());
        if app.shared.reader().is_some() && !app.shared.scoring.is_busy() {
            app.shared.scoring.hand(Arc::clone(&scores));
        }
        if begun.elapsed() > Duration::from_secs(60) {
            return Err(format!("no scores: {:?}", app.shared.scoring.status()));
        }
    }
    app.pages.thresholds.view = view;
    for _ in 0..30 {
        run(&mut app, Vec::new());
    }
    let before = app.pages.thresholds.thresholds().to_vec();
    let slider = context
        .read_response(egui::Id::unique(("threshold slider", 3_usize)))
        .ok_or("no slider on the page")?
        .rect;
    let at = |share: f32| pos2(slider.left() + share * slider.width(), slider.center().y);
    let button = |pos: Pos2, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    run(
        &mut app,
        vec![Event::PointerMoved(at(0.0)), button(at(0.0), true)],
    );
    let mut costs = Vec::with_capacity(FRAMES);
    for step in 0..FRAMES {
        // There and back, a little faster than a hand.
        let phase = 2.0 * step as f32 / FRAMES as f32 * 4.0;
        let share = 1.0 - (phase % 2.0 - 1.0).abs();
        costs.push(run(&mut app, vec![Event::PointerMoved(at(share))]));
    }
    run(&mut app, vec![button(at(0.0), false)]);
    run(&mut app, Vec::new());
    if app.pages.thresholds.thresholds() == before {
        return Err("the slider did not move".to_owned());
    }
    Ok(costs)
}
