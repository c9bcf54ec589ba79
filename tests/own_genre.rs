//! A genre of one's own, shown by a few films: in the engine, in the terminal and in the window.

#![cfg(feature = "gui")]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command as Program, Output};

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use onesheet::app::pages::own_genre::{Command, OwnGenrePage, View};
use onesheet::app::{Request, Route};
use onesheet::catalog::{Film, Genre, Library, Mark, OwnGenre};
use onesheet::explore::{Filter, LibraryScores, Order, rank};
use onesheet::jobs::Task;
use onesheet::training::own_genre::{
    Ground, Learned, OwnGenreError, SavedGenre, USUAL_SHARE, learn, save,
};
use onesheet::training::runs;
use onesheet::vision::checkpoint::Precision;
use onesheet::vision::{Calibration, Checkpoint, FeatureStore, Reader};
use serde_json::Value;
use support::harness::{LARGE, Window, window};
use support::pictures::{both_themes, picture};
use support::{library, model, posters};
use tempfile::TempDir;

const FILMS: usize = 120;

/// A library of posters in six palettes, read by a model that sees their colours.
struct World {
    folder: TempDir,
    root: PathBuf,
    films: Vec<Film>,
    store: FeatureStore,
    reader: Reader,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = library::make_with(folder.path(), FILMS, posters::varied);
        let reader = Reader::new(model::checkpoint()).expect("a small network");
        let library = Library::open(&root).expect("it was made");
        let store = FeatureStore::ensure(&library, &reader, &Task::new()).expect("read");
        Self {
            films: library.films().expect("read"),
            folder,
            root,
            store,
            reader,
        }
    }

    /// The films whose poster has this genre's palette.
    fn of(&self, genre: &str) -> Vec<&Film> {
        let wanted = Genre::parse(genre).expect("a genre");
        let all = self.films.iter();
        all.filter(|film| film.genres.contains(&wanted)).collect()
    }

    /// A genre with some stars and crosses of the table's genres.
    fn shown(&self, name: &str, stars: &[(&str, usize)], crosses: &[(&str, usize)]) -> OwnGenre {
        let mut genre = OwnGenre::new(Genre::parse(name).expect("a name"));
        for (marks, mark) in [(stars, Mark::Star), (crosses, Mark::Cross)] {
            for (of, count) in marks {
                for film in self.of(of).into_iter().take(*count) {
                    genre.mark(film.id, Some(mark));
                }
            }
        }
        genre
    }

    fn learn(&self, genre: &OwnGenre) -> Result<Learned, OwnGenreError> {
        let ground = Ground::of(&self.films, &self.store).expect("posters");
        learn(&ground, &self.films, &self.store, genre, USUAL_SHARE)
    }

    /// The library by the genre's probability, the most probable first.
    fn ranked(&self, genre: &OwnGenre, learned: &Learned) -> Vec<&Film> {
        let model = learned.model(&genre.name, self.reader.checkpoint());
        let model = model.expect("of this network");
        let scores = LibraryScores::compute(&self.films, &self.store, &model, &Task::new());
        let scores = scores.expect("scored");
        let all = Filter::default();
        let ranked = rank(&scores, &self.films, 0, Order::Most, &all, &[], FILMS);
        let film = |row: usize| &self.films[scores.film(row)];
        ranked.iter().map(|ranked| film(ranked.row)).collect()
    }

    /// How many of the first `count` have the palette.
    fn hits(&self, genre: &OwnGenre, palette: &str, count: usize) -> usize {
        let learned = self.learn(genre).expect("learned");
        let wanted = Genre::parse(palette).expect("a genre");
        let ranked = self.ranked(genre, &learned);
        let first = ranked.iter().take(count);
        first.filter(|film| film.genres.contains(&wanted)).count()
    }

    fn onesheet(&self, words: &[&str]) -> Output {
        Program::new(env!("CARGO_BIN_EXE_onesheet"))
            .current_dir(self.folder.path())
            .args(words)
            .output()
            .expect("the program starts")
    }
}

#[test]
fn a_few_stars_rank_the_library() {
    let world = World::new();
    let genre = world.shown("Blue", &[("Drama", 5)], &[("Horror", 2)]);
    // 20 of 120 posters have the palette, some of it faded into another: by chance 3 of 20 would.
    let hits = world.hits(&genre, "Drama", 20);
    assert!(hits >= 12, "{hits}");
    let learned = world.learn(&genre).expect("learned");
    assert_eq!((learned.stars, learned.crosses, learned.unread), (5, 2, 0));
    // A single star cannot be held back; of several, how they fare is known.
    let auc = learned.auc.expect("several stars");
    assert!((0.0..=1.0).contains(&auc), "{auc}");
    let threshold = learned.threshold.value();
    assert!(threshold > 0.0 && threshold < 1.0, "{threshold}");
    // The same stars, the same bits.
    assert_eq!(world.learn(&genre).expect("learned"), learned);
}

#[test]
fn crosses_tell_apart_what_stars_alone_do_not() {
    let world = World::new();
    let red = [("Horror", 4)];
    let action = Genre::parse("Action").expect("a genre");
    let place = |genre: &OwnGenre| -> f64 {
        let learned = world.learn(genre).expect("learned");
        let ranked = world.ranked(genre, &learned);
        let places = ranked.iter().enumerate();
        let of: Vec<usize> = places
            .filter(|(_, film)| film.genres.contains(&action))
            .map(|(place, _)| place)
            .collect();
        of.iter().sum::<usize>() as f64 / of.len() as f64
    };
    let alone = place(&world.shown("Red", &red, &[]));
    let against = place(&world.shown("Red", &red, &[("Action", 5)]));
    assert!(against > alone, "{against} {alone}");
}

#[test]
fn a_single_star_is_enough_to_begin_and_none_is_not() {
    let world = World::new();
    let one = world.shown("One", &[("Romance", 1)], &[]);
    let learned = world.learn(&one).expect("learned");
    assert_eq!(learned.auc, None);
    assert_eq!(world.ranked(&one, &learned)[0].id, one.stars[0]);
    let none = world.shown("Empty", &[], &[("Drama", 3)]);
    assert!(matches!(world.learn(&none), Err(OwnGenreError::NoStar)));
    let mut foreign = one.clone();
    foreign.stars = vec![onesheet::catalog::FilmId(9_999)];
    assert!(matches!(
        world.learn(&foreign),
        Err(OwnGenreError::UnreadStars)
    ));
    let few = Ground::of(&world.films[..5], &world.store);
    let said = few.err().expect("too few").to_string();
    assert!(said.contains("only 5 posters"), "{said}");
}

#[test]
fn a_share_that_is_known_moves_the_probabilities_alone() {
    let world = World::new();
    let genre = world.shown("Blue", &[("Drama", 6)], &[]);
    let ground = Ground::of(&world.films, &world.store).expect("posters");
    let with = |share| learn(&ground, &world.films, &world.store, &genre, share).expect("learned");
    let (rare, common) = (with(0.01), with(0.3));
    assert_eq!((&rare.weight, rare.bias), (&common.weight, common.bias));
    let at = |learned: &Learned| learned.calibration.probability(0.0).value();
    let odds = |p: f32| (p / (1.0 - p)).ln();
    let moved = odds(at(&common)) - odds(at(&rare));
    let by_hand = odds(0.3) - odds(0.01);
    assert!((moved - by_hand).abs() < 1e-3, "{moved} {by_hand}");
}

#[test]
fn it_becomes_the_seventh_genre_of_a_run_and_the_six_stay() {
    let world = World::new();
    let genre = world.shown("Blue", &[("Drama", 5)], &[("Comedy", 3)]);
    let learned = world.learn(&genre).expect("learned");
    let runs_folder = world.root.join("runs");
    let start = (world.reader.checkpoint(), Path::new("some/model"));
    let shown = (&genre, &learned);
    let saved = |name: &str| save(&runs_folder, name, start, shown, &world.films, USUAL_SHARE);
    let folder = saved("blue").expect("saved");
    let grown = Checkpoint::load(&folder).expect("a model like any other");
    assert_eq!(grown.genres.len(), 7);
    assert_eq!(grown.genres[6].name(), "Blue");
    assert_eq!(grown.thresholds[..6], world.reader.checkpoint().thresholds);
    assert_eq!(grown.thresholds[6], learned.threshold);
    assert_eq!(grown.calibration[..6], vec![Calibration::default(); 6]);
    assert_eq!(grown.calibration[6], learned.calibration);
    // The backbone's key is the same: its features are not computed again.
    let key = |model: &Checkpoint| model.backbone_key().expect("a key");
    assert_eq!(key(&grown), key(world.reader.checkpoint()));
    let reader = Reader::new(grown).expect("a small network");
    let mut blues = Vec::new();
    for kind in 0..6 {
        let poster = posters::varied(kind);
        let read = |reader: &Reader| reader.read_image(&poster, &Task::new()).expect("read");
        let (six, seven) = (read(&world.reader), read(&reader));
        assert_eq!(seven.scores[..6], six.scores);
        blues.push((posters::genre(kind), seven.scores[6].clone()));
    }
    blues.sort_by(|one, other| other.1.logit.total_cmp(&one.1.logit));
    assert!(blues[0].0 == "drama" && blues[0].1.predicted(), "{blues:?}");
    assert!(!blues[5].1.predicted(), "{blues:?}");
    let text = std::fs::read_to_string(folder.join("own_genre.json")).expect("written");
    let told: SavedGenre = serde_json::from_str(&text).expect("as written");
    assert_eq!((told.stars.len(), told.crosses.len()), (5, 3));
    let listed = runs::list(&runs_folder);
    let note = &listed[0].record.as_ref().expect("a record").notes[0];
    assert!(
        listed[0].usable && note.contains("Blue is a genre of your own"),
        "{note}"
    );

    let taken = saved("blue").expect_err("taken").to_string();
    assert!(taken.contains("exists already"), "{taken}");
    let mut again = genre.clone();
    again.name = Genre::parse("drama").expect("a genre");
    let known = save(
        &runs_folder,
        "again",
        start,
        (&again, &learned),
        &world.films,
        0.1,
    );
    let said = known.expect_err("known").to_string();
    assert!(said.contains("Drama already"), "{said}");
    assert!(!runs_folder.join("again").exists());
}

#[test]
fn the_terminal_keeps_stars_ranks_and_saves() {
    let world = World::new();
    let model = world.folder.path().join("model");
    model::checkpoint()
        .save(&model, Precision::F32)
        .expect("saved");
    let keys = |genre: &str, count: usize| -> String {
        let films = world.of(genre);
        let keys: Vec<&str> = films
            .iter()
            .take(count)
            .map(|film| film.key.as_str())
            .collect();
        keys.join(",")
    };
    let run = |words: &[&str]| {
        let all = [&["genre", "library", "--model", "model"], words].concat();
        world.onesheet(&all)
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (stars, crosses) = (keys("Drama", 4), keys("Horror", 2));
    let words = ["--name", "blue", "--stars", &stars, "--not", &crosses];
    let first = run(&[&words[..], &["--top", "10"]].concat());
    assert!(first.status.success(), "{}", text(&first.stderr));
    let said = text(&first.stdout);
    assert!(
        said.starts_with("Blue · 4 posters have it, 2 do not"),
        "{said}"
    );
    assert_eq!(
        said.lines()
            .filter(|line| line.contains(", id:film"))
            .count(),
        10
    );

    // The next call adds to the first.
    let more = keys("Drama", 6);
    let csv = world.folder.path().join("blue.csv");
    let second = run(&[
        "--name",
        "Blue",
        "--stars",
        &more,
        "--csv",
        "blue.csv",
        "--save-as",
        "with-blue",
        "--json",
    ]);
    assert!(second.status.success(), "{}", text(&second.stderr));
    let answer: Value = serde_json::from_slice(&second.stdout).expect("one object");
    let count = |key: &str| answer[key].as_array().expect("a list").len();
    assert_eq!(
        (count("stars"), count("crosses"), count("posters")),
        (6, 2, 100)
    );
    assert!(answer["seconds"].as_f64().expect("a number") < 5.0);
    assert_eq!(
        std::fs::read_to_string(csv)
            .expect("written")
            .lines()
            .count(),
        101
    );
    let ranked = world.onesheet(&[
        "rank",
        "library",
        "--model",
        "library/runs/with-blue",
        "--genre",
        "Blue",
        "--top",
        "3",
    ]);
    assert!(ranked.status.success(), "{}", text(&ranked.stderr));

    let list = world.onesheet(&["genre", "library"]);
    assert_eq!(text(&list.stdout), "Blue: 6 films have it, 2 do not\n");
    let unknown = run(&["--name", "Blue", "--stars", "no such film"]);
    assert!(
        text(&unknown.stderr).contains("no such film"),
        "{unknown:?}"
    );
    assert!(
        world
            .onesheet(&["genre", "library", "--name", "blue", "--forget"])
            .status
            .success()
    );
    let gone = world.onesheet(&["genre", "library", "--json"]);
    assert_eq!(text(&gone.stdout), "[]\n");
}

fn page(window: &mut Window) -> &mut OwnGenrePage {
    &mut window.harness.state_mut().pages.own_genre
}

/// The section over a library that was read.
fn section(window: &mut Window) {
    window.send(Request::Show(Route::OwnGenre));
    let context = window.harness.ctx.clone();
    let shared = &mut window.harness.state_mut().shared;
    shared.scoring.read(&context);
    window.settle();
    turn(window);
}

/// Turns to the section.
fn turn(window: &mut Window) {
    let tabs: Vec<_> = window.harness.query_all_by_label("My own genre").collect();
    if let Some(tab) = tabs.first() {
        tab.click();
    }
    window.settle();
}

/// Marks the first posters of a palette that nothing was said of.
fn mark(window: &mut Window, genre: &str, count: usize, mark: Mark) {
    let wanted = Genre::parse(genre).expect("a genre");
    let own = page(window).genre().clone();
    let films = window.app().shared.films.all().iter().enumerate();
    let places: Vec<usize> = films
        .filter(|(_, film)| film.genres.contains(&wanted) && own.mark_of(film.id).is_none())
        .map(|(place, _)| place)
        .take(count)
        .collect();
    for place in places {
        window.send(Command::Mark(place, Some(mark)));
    }
    window.settle();
}

/// Buttons whose name begins so.
fn buttons(window: &Window, begin: &str) -> usize {
    let begins = |label: Option<String>| label.is_some_and(|label| label.starts_with(begin));
    let nodes = window.harness.query_all_by_role(Role::Button);
    nodes
        .filter(|node| begins(node.accesskit_node().label()))
        .count()
}

#[test]
fn a_press_stars_and_the_ranking_follows() {
    let mut window = window().varied(60).open();
    section(&mut window);
    // Nothing was said yet: the section says what to do, and shows the library.
    window.harness.get_by_label("Starred 0");
    let films = window.app().shared.films.all().len();
    assert_eq!(films, 60);
    let first = buttons(&window, "Star: Brass Hurricane (1950)");
    assert_eq!(first, 1);
    window
        .harness
        .get_by_role_and_label(Role::Button, "Star: Brass Hurricane (1950)")
        .click();
    window.settle();
    window.harness.get_by_label("Starred 1");
    let order = page(&mut window)
        .answer()
        .expect("it was learned")
        .order
        .clone();
    assert_eq!(order[0], 0, "the star itself comes first");
    // What is starred leaves the ranking; the cross says no.
    assert_eq!(buttons(&window, "Star: Brass Hurricane (1950)"), 0);
    let title = window.app().shared.films.all()[order[1]].clone();
    let name = format!("Not: {} ({})", title.title, title.year.expect("a year"));
    window
        .harness
        .get_by_role_and_label(Role::Button, &name)
        .click();
    window.settle();
    window.harness.get_by_label("Not 1");
    // One step back.
    window
        .harness
        .get_by_role_and_label(Role::Button, "Undo")
        .click();
    window.settle();
    window.harness.get_by_label("Not 0");
    window.harness.get_by_label("Starred 1");
}

#[test]
fn the_keyboard_stars_crosses_and_takes_back() {
    let mut window = window().varied(60).open();
    section(&mut window);
    window.press(Key::ArrowDown);
    window.press(Key::S);
    window.settle();
    assert_eq!(page(&mut window).genre().stars.len(), 1);
    window.press(Key::S);
    window.settle();
    window.press(Key::N);
    window.settle();
    let genre = page(&mut window).genre();
    assert_eq!((genre.stars.len(), genre.crosses.len()), (2, 1));
    window.press_ctrl(Key::Z);
    window.settle();
    let genre = page(&mut window).genre();
    assert_eq!((genre.stars.len(), genre.crosses.len()), (2, 0));
}

#[test]
fn marks_are_named_kept_and_found_again() {
    let mut window = window().varied(60).open();
    section(&mut window);
    mark(&mut window, "Romance", 3, Mark::Star);
    let rename = |window: &mut Window, name: &str| {
        window.send(Command::Rename(name.to_owned()));
        window.settle();
    };
    rename(&mut window, "pink");
    let root = window.app().shared.films.root.clone();
    let kept = || {
        let library = Library::open(&root).expect("it is there");
        library.own_genres().expect("read")
    };
    assert_eq!(kept().len(), 1);
    assert_eq!((kept()[0].name.name(), kept()[0].stars.len()), ("Pink", 3));
    window.send(Command::Begin);
    window.settle();
    mark(&mut window, "Drama", 2, Mark::Star);
    rename(&mut window, "Pink");
    assert!(kept().iter().any(|genre| genre.name.name() == "My Genre"));
    rename(&mut window, "Blue");
    let names: Vec<String> = kept().iter().map(|genre| genre.name.to_string()).collect();
    assert_eq!(names, ["Blue", "Pink"]);
    // Opened anew, the library brings them back.
    window.send(Request::UseLibrary(root.to_path_buf()));
    window.settle();
    window.settle();
    assert_eq!(page(&mut window).genre().name.name(), "Blue");
    let pink = Genre::parse("Pink").expect("a name");
    window.send(Command::Choose(pink));
    window.settle();
    assert_eq!(page(&mut window).genre().stars.len(), 3);
    window.send(Command::Forget);
    window.settle();
    assert_eq!(kept().len(), 1);
}

#[test]
fn it_is_saved_and_every_page_shows_seven_genres() {
    let mut window = window().varied(60).open();
    section(&mut window);
    mark(&mut window, "Thriller", 4, Mark::Star);
    window.send(Command::Rename("Green".to_owned()));
    window.settle();
    window
        .harness
        .get_by_role_and_label(Role::Button, "Save…")
        .click();
    window.harness.run_steps(3);
    window
        .harness
        .get_by_label("Green, the model's seventh genre");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Save and use")
        .click();
    window.settle();
    window.run_until("the new model", |window| {
        let reader = window.app().shared.reader();
        reader.is_some_and(|reader| reader.genres().len() == 7)
    });
    window.settle();
    let root = window.app().shared.films.root.clone();
    assert!(root.join("runs/with-green/own_genre.json").is_file());
    let scores = window
        .app()
        .shared
        .scoring
        .scores()
        .expect("scored at once");
    assert_eq!(scores.genres()[6].name(), "Green");
    for route in [Route::Thresholds, Route::Top100] {
        window.send(Request::Show(route));
        window.settle();
        let found = window.harness.query_all_by_label_contains("Green").count();
        assert!(found > 0, "{route:?}");
    }
}

#[test]
fn titles_are_found_and_starred() {
    let mut window = window().varied(60).open();
    section(&mut window);
    page(&mut window).query = "quiet engine".to_owned();
    window.settle();
    assert_eq!(buttons(&window, "Star: The Quiet Engine"), 5);
    page(&mut window).query = "no such title".to_owned();
    window.settle();
    window.harness.get_by_label("No film has such a title");
    page(&mut window).query.clear();
    page(&mut window).view = View::Crosses;
    window.settle();
    window.harness.get_by_label("Nothing is crossed yet");
}

/// Nine stars, four crosses, a name.
fn arranged(window: &mut Window) {
    section(window);
    mark(window, "Drama", 9, Mark::Star);
    mark(window, "Horror", 4, Mark::Cross);
    window.send(Command::Rename("Midnight blue".to_owned()));
    window.settle();
}

#[test]
fn pictures() {
    both_themes("own_genre", |w| w.varied(120), arranged, picture);
}

#[test]
fn picture_of_a_beginning() {
    let mut window = window().varied(60).open();
    section(&mut window);
    picture(&mut window, "own_genre_begin_dark");
}

#[test]
fn picture_of_the_stars_on_a_large_screen() {
    let mut window = window().varied(120).size(LARGE).open();
    arranged(&mut window);
    page(&mut window).view = View::Stars;
    picture(&mut window, "own_genre_stars_large_dark");
}
