//! The pages that scroll, drag and zoom, with 0 to 45,000 films.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{
    Context, Event, Modifiers, MouseWheelUnit, PointerButton, RawInput, Rect, TouchPhase, pos2,
    vec2,
};
use half::f16;
use onesheet::app::pages::top100::View;
use onesheet::app::shared::films::Films;
use onesheet::app::{OnesheetApp, Places, Request, Route};
use onesheet::catalog::{Division, Film, FilmId, Genre, ImportRequest, Library, Marks};
use onesheet::explore::LibraryScores;
use onesheet::explore::browse::{Order, Shelf, Wish};
use onesheet::explore::genres::Scope;
use onesheet::jobs::Task;
use onesheet::training::Depth;
use onesheet::vision::Checkpoint;

use super::SCREEN;
use super::support::films;
use super::support::process::{memory, milliseconds};

// The tests' model: it runs in milliseconds, and a frame does not know the difference.
#[path = "../../tests/support/model.rs"]
#[allow(dead_code)]
mod model;

const FRAMES: usize = 400;

/// What is measured: a page, and what the hand does on it.
#[derive(Clone, Copy)]
enum Scene {
    /// The library's grid, flung through.
    Library,
    /// The same with a film's details beside it, and another search every 40 frames.
    Browse,
    /// The library's grid, a notch of the wheel at a time.
    Wheel,
    /// The ranking, scrolled; another genre every 40 frames.
    List,
    /// The plane of two genres, dragged.
    Plane,
    /// The plane, zoomed in and out.
    Zoom,
    /// The charts of the genres, the pointer wandering over them; other labels every 40 frames.
    Genres,
    /// The settings of a run, the pointer wandering over them; another depth every 40 frames.
    Train,
}

/// Measures every page and prints a table.
pub fn run(files: &[PathBuf]) {
    println!(
        "{:<8} {:>8}  {:>10}  {:>10}  {:>10}",
        "page", "films", "median ms", "p99 ms", "worst ms"
    );
    for (scene, name) in [
        (Scene::Library, "library"),
        (Scene::Browse, "browse"),
        (Scene::List, "top 100"),
        (Scene::Plane, "plane"),
        (Scene::Zoom, "zoom"),
        (Scene::Genres, "genres"),
        (Scene::Train, "train"),
    ] {
        for count in [0, 1, 300, 7_000, 45_000] {
            let Some(mut costs) = costs(files, count, scene) else {
                continue;
            };
            costs.sort();
            let at = |share| milliseconds(&costs, share);
            println!(
                "{name:<8} {count:>8}  {:>10.2}  {:>10.2}  {:>10.2}",
                at(0.5),
                at(0.99),
                at(1.0)
            );
        }
    }
}

fn film(files: &[PathBuf], n: usize) -> Film {
    Film {
        id: FilmId(n as i64 + 1),
        genres: labels(n),
        ..films::film(files, n)
    }
}

/// One to three genres, of eighteen.
fn labels(n: usize) -> Vec<Genre> {
    let tags = (0..12).filter_map(|tag| Genre::parse(&format!("Tag {tag}")));
    let all: Vec<Genre> = Genre::six().into_iter().chain(tags).collect();
    let picked = [n % 7, n / 7 % 18, n / 3 % 13];
    let picked = picked.into_iter().take(1 + n % 3);
    picked.filter_map(|at| all.get(at).cloned()).collect()
}

/// A library on the disk whose first film has details to tell.
fn details_library(files: &[PathBuf]) -> Option<PathBuf> {
    let folder = files.first()?.parent()?;
    let table = folder.join("one.csv");
    let text = "id,title,year,genres,poster_file,budget,revenue,runtime,rating,release_date\n\
                1,Film number 0,1950,Drama|Action,0.jpg,$11M,$184.7M,117,8.5,1979-05-25\n";
    std::fs::write(&table, text).ok()?;
    let root = folder.join("library");
    let request = ImportRequest {
        tables: vec![table],
        ..ImportRequest::default()
    };
    let mut library = Library::open_or_create(&root).ok()?;
    library.import(&request, &Task::new()).ok()?;
    Some(root)
}

/// By the wheel, a notch every five frames of 60 a second: the most frames in a row in which a
/// poster of the view was not there yet, and how many posters that were.
pub fn pop_in(files: &[PathBuf]) {
    let context = Context::default();
    let Some(mut app) = open(&context, files, 45_000, Scene::Library) else {
        return;
    };
    let (mut row, mut longest, mut blank) = (0, 0, 0);
    let step = |app: &mut OnesheetApp, frame: usize, events: Vec<Event>| {
        let begun = Instant::now();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SCREEN)),
            time: Some(frame as f64 / 60.0),
            events,
            ..RawInput::default()
        };
        let mut output = context.run_ui(input, |ui| {
            app.take(&context);
            app.paint(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(context.tessellate(shapes, output.pixels_per_point).len());
        output.textures_delta.clear();
        std::thread::sleep(Duration::from_micros(16_667).saturating_sub(begun.elapsed()));
        app.shared.thumbnails.blank()
    };
    for frame in 0..60 {
        step(&mut app, frame, Vec::new());
    }
    for frame in 60..60 + FRAMES {
        let events = match frame % 5 {
            0 => events(Scene::Wheel, frame),
            _ => Vec::new(),
        };
        let missing = step(&mut app, frame, events);
        row = if missing > 0 { row + 1 } else { 0 };
        longest = longest.max(row);
        blank += missing;
    }
    println!(
        "\nby the wheel through 45,000: at most {longest} frames in a row with a poster missing, \
         {blank} posters in {FRAMES} frames"
    );
    if let Some(memory) = memory("VmRSS") {
        println!("memory of the process: {memory:.0} MB");
    }
}

/// How long a search takes, from the typed words to the films in their order.
pub fn searches(files: &[PathBuf]) {
    let films: Vec<Film> = (0..45_000).map(|n| film(files, n)).collect();
    let shelf = Shelf::of(&films, &Marks::default(), &Division::default());
    println!("\nsearch over 45,000 films, by title: median and worst of 51");
    for text in [
        "",
        "f",
        "film",
        "number 4",
        "1987",
        "title of some length",
        "zebra",
    ] {
        let wish = Wish {
            text: text.to_owned(),
            ..Wish::default()
        };
        let mut times: Vec<Duration> = (0..51)
            .map(|_| {
                let begun = Instant::now();
                std::hint::black_box(shelf.shown(&wish, &Order::Title, None, None));
                begun.elapsed()
            })
            .collect();
        times.sort();
        let milliseconds = |at: usize| times[at].as_secs_f64() * 1e3;
        println!(
            "{text:>22}  {:.2} ms  {:.2} ms",
            milliseconds(25),
            milliseconds(50)
        );
    }
    let begun = Instant::now();
    std::hint::black_box(shelf.counts(&Wish::default(), None));
    println!(
        "counts beside the filters: {:.2} ms",
        begun.elapsed().as_secs_f64() * 1e3
    );
}

/// The time that this thread was on a processor, where the system tells it: exact after a sleep.
fn thread_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = stat.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// Scores from features that are drawn at random.
fn scores(films: &[Film], model: &Checkpoint) -> Option<LibraryScores> {
    let read = |hash: &[u8; 32], row: &mut [f16]| {
        let mut state = u64::from_le_bytes([
            hash[0], hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7],
        ]);
        for value in row.iter_mut() {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *value = f16::from_f32((state >> 40) as f32 / (1 << 24) as f32);
        }
        true
    };
    LibraryScores::compute_from(films, read, model, &Task::new()).ok()
}

/// The window on its page; `None` where that page needs films and there are none.
fn open(context: &Context, files: &[PathBuf], count: usize, scene: Scene) -> Option<OnesheetApp> {
    let places = Places {
        reader: model::source(),
        library: None,
        data: None,
        sample: None,
    };
    let mut app = OnesheetApp::new(context, None, places);
    let films: Vec<Film> = (0..count).map(|n| film(files, n)).collect();
    let films = Films::new(Path::new(""), films);
    let films = match scene {
        Scene::Browse => Films::new(&details_library(files)?, films.all().to_vec()),
        _ => films,
    };
    if !matches!(scene, Scene::Library) {
        let scores =
            scores(films.all(), &model::checkpoint()).filter(|scores| !scores.is_empty())?;
        while app.shared.reader().is_none() {
            app.take(context);
            std::thread::sleep(Duration::from_millis(1));
        }
        let reader = app.shared.reader()?;
        app.shared.scoring.use_scores(&films, &reader, scores);
    }
    app.shared.use_films(films);
    let panel = match scene {
        Scene::Library | Scene::Browse | Scene::Wheel => Route::Library,
        Scene::List | Scene::Plane | Scene::Zoom => Route::Top100,
        Scene::Genres => Route::Genres,
        Scene::Train => Route::Train,
    };
    if matches!(scene, Scene::Plane | Scene::Zoom) {
        app.pages.top100.view = View::Plane;
    }
    if matches!(scene, Scene::Browse) {
        let first = app.shared.films.all().first()?.id;
        let (shown, films) = ([0], app.shared.films.shared());
        let selection = &mut app.shared.selection;
        selection.press(0, Modifiers::NONE, &shown, &films);
        assert!(selection.has(first), "a film is chosen");
    }
    app.pages.top100.count = 1000;
    app.send(Request::Show(panel));
    Some(app)
}

/// What the hand does in a frame.
fn events(scene: Scene, frame: usize) -> Vec<Event> {
    let wheel = |lines: f32| Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: vec2(0.0, lines),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    let at = pos2(900.0, 600.0);
    match scene {
        Scene::Library | Scene::Browse | Scene::List => {
            vec![Event::PointerMoved(at), wheel(-6.0)]
        }
        Scene::Wheel => vec![Event::PointerMoved(at), wheel(-3.0)],
        Scene::Zoom => {
            let lines = if (frame / 60).is_multiple_of(2) {
                1.0
            } else {
                -1.0
            };
            vec![Event::PointerMoved(pos2(500.0, 850.0)), wheel(lines)]
        }
        Scene::Genres | Scene::Train => {
            let (x, y) = ((frame as f32 / 17.0).sin(), (frame as f32 / 23.0).cos());
            let at = pos2(960.0 + 800.0 * x, 540.0 + 400.0 * y);
            vec![Event::PointerMoved(at)]
        }
        Scene::Plane => match frame {
            // Nearer first: the whole cannot be moved.
            0..20 => vec![Event::PointerMoved(pos2(500.0, 850.0)), wheel(2.0)],
            20 => vec![Event::PointerButton {
                pos: pos2(500.0, 850.0),
                button: PointerButton::Primary,
                pressed: true,
                modifiers: Modifiers::NONE,
            }],
            frame => {
                let swing = (frame as f32 / 20.0).sin();
                vec![Event::PointerMoved(pos2(700.0 + 300.0 * swing, 700.0))]
            }
        },
    }
}

/// The cost of each frame.
fn costs(files: &[PathBuf], count: usize, scene: Scene) -> Option<Vec<Duration>> {
    let context = Context::default();
    let mut app = open(&context, files, count, scene)?;
    let genres = Genre::six();
    let mut before = thread_time();
    let costs = (0..FRAMES).map(|frame| {
        if matches!(scene, Scene::Browse) && frame % 40 == 0 {
            let words = [
                "",
                "f",
                "film",
                "film 19",
                "title of number",
                "1950",
                "0 film",
                "some",
            ];
            let wish = &mut app.pages.library.wish;
            wish.text = words[frame / 40 % words.len()].to_owned();
        }
        if matches!(scene, Scene::Genres) && frame % 40 == 0 {
            app.pages.genres.scope = Scope::ALL[frame / 40 % 3];
        }
        if matches!(scene, Scene::Train) && frame % 40 == 0 {
            app.pages.train.plan.depth = Depth::ALL[frame / 40 % 4];
        }
        if matches!(scene, Scene::List) && frame % 40 == 0 {
            app.pages.top100.genre = genres.get(frame / 40 % genres.len()).cloned();
        }
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SCREEN)),
            time: Some(frame as f64 / 60.0),
            events: events(scene, frame),
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
        // A busy machine takes the processor away: what counts is the time on it.
        let now = thread_time();
        let on_it = now
            .zip(before)
            .map(|(now, before)| now.saturating_sub(before));
        before = now;
        on_it.unwrap_or(cost)
    });
    Some(costs.collect())
}
