//! Libraries that cannot be written (a DVD, a share, a backup, another user's), and posters that
//! cannot be copied: looking is enough, and one file never stops the others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use onesheet::catalog::{Division, Error, FetchRequest, FindingKind, ImportRequest, Library};
use onesheet::catalog::{Film, PosterStorage};
use onesheet::jobs::Task;
use tempfile::tempdir;

mod world;
use world::World;

/// A folder in which not even root can make a file.
#[cfg(target_os = "linux")]
const REFUSING: &str = "/sys/kernel";

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        let name = path.display().to_string();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => drop(found.insert(name, fs::read(&path).expect("readable"))),
        }
    }
    found
}

fn titles(library: &Library) -> Vec<String> {
    let films = library.films().expect("readable");
    films.into_iter().map(|film: Film| film.title).collect()
}

/// What every change of a library that can only be read says.
fn refuses_changes(library: &mut Library, world: &World) {
    let task = Task::new();
    let import = ImportRequest {
        tables: vec![world.path("films.csv")],
        ..ImportRequest::default()
    };
    let film = library.films().expect("readable")[0].id;
    let refused: Vec<Error> = [
        library.import(&import, &task).map(drop),
        library.divide(&Division::default(), &task).map(drop),
        library.clean(&task).map(drop),
        library.fetch(&FetchRequest::default(), &task).map(drop),
        library.edit_labels(&[(film, None)]).map(drop),
        library.set_aside(film).map(drop),
        library.writable(),
    ]
    .into_iter()
    .map(|outcome| outcome.expect_err("it can only be read"))
    .collect();
    for error in refused {
        assert!(matches!(error, Error::ReadOnly { .. }), "{error:?}");
        let said = error.to_string();
        assert!(said.contains("can be read but not changed"), "{said}");
        assert!(!said.contains("attempt to write"), "{said}");
    }
}

#[test]
fn a_library_opened_for_reading_shows_all_and_changes_nothing() {
    let world = World::new();
    let root = world.path("library");
    let written = world.library();
    let (films, findings) = (written.films(), written.findings());
    let (division, seed) = (written.division(), written.split_seed());
    drop(written);
    let before = files(&root);
    let mut library = Library::open_read_only(&root).expect("it can be read");
    assert_eq!(library.films().expect("read"), films.expect("read"));
    assert_eq!(library.findings().expect("read"), findings.expect("read"));
    assert_eq!(library.division().expect("read"), division.expect("read"));
    assert_eq!(library.split_seed().expect("read"), seed.expect("read"));
    let poster = library.films().expect("read")[0].poster.clone();
    let hash = poster.expect("it has one").content_hash;
    assert!(library.thumbnail(&hash).is_some());
    assert!(library.funnel().is_ok() && library.marks().is_ok() && library.aside().is_ok());
    assert!(library.read_only().is_some());
    refuses_changes(&mut library, &world);
    drop(library);
    assert_eq!(files(&root), before, "nothing was written");
}

#[test]
fn changes_that_lie_only_in_the_log_are_seen() {
    let world = World::new();
    let open = rusqlite::Connection::open(world.path("library/library.db")).expect("opened");
    let change = "UPDATE films SET title = 'Only in the log' WHERE id = 1";
    open.execute(change, []).expect("changed");
    // A backup that was made meanwhile, without the log's index.
    let backup = world.path("backup");
    fs::create_dir(&backup).expect("a folder");
    for name in ["library.db", "library.db-wal"] {
        fs::copy(world.path("library").join(name), backup.join(name)).expect("copied");
    }
    drop(open);
    let before = files(&backup);
    let library = Library::open_read_only(&backup).expect("it can be read");
    assert_eq!(titles(&library)[0], "Only in the log");
    drop(library);
    assert_eq!(files(&backup), before, "nothing was written");
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written_opens_for_reading() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    let root = world.path("library");
    let empty = world.path("empty");
    fs::create_dir(&empty).expect("a folder");
    let set = |mode, path: &Path| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("ours");
    };
    set(0o444, &root.join("library.db"));
    set(0o555, &root);
    set(0o555, &empty);
    if fs::write(empty.join("probe"), "").is_ok() {
        println!("skipped: this user may write everywhere");
    } else {
        let mut library = Library::open(&root).expect("it can be read");
        assert_eq!(titles(&library).len(), 120);
        refuses_changes(&mut library, &world);
        assert!(Library::open_or_create(&root).is_ok());
        let error = Library::open_or_create(&empty).expect_err("none can be made");
        assert!(
            error.to_string().contains("no library can be made here"),
            "{error}"
        );
    }
    for path in [&root, &empty] {
        set(0o755, path);
    }
}

fn onesheet(world: &World, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onesheet"))
        .current_dir(world.folder.path())
        .env("XDG_CACHE_HOME", world.path("cache"))
        .args(words)
        .output()
        .expect("the program starts")
}

#[test]
#[cfg(target_os = "linux")]
fn features_that_cannot_be_kept_in_the_library_go_to_the_users_cache() {
    let world = World::new();
    let features = world.path("library/features");
    assert!(!features.exists());
    std::os::unix::fs::symlink(REFUSING, &features).expect("a link");
    let read = || {
        let words = ["features", "library", "--model", "backbone", "--json"];
        let output = onesheet(&world, &words);
        assert!(output.status.success(), "{output:?}");
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        [&report["posters"], &report["computed"]].map(|count| count.as_u64().expect("a number"))
    };
    assert_eq!(read(), [120, 120]);
    assert_eq!(read(), [120, 0], "they are found again");
    assert!(world.path("cache/onesheet/features").is_dir());
}

/// A poster that is no other's copy.
fn poster(path: &Path, shade: u8) {
    let image = image::RgbImage::from_fn(60, 90, |x, y| {
        image::Rgb([shade, (x * 4) as u8, (y * 2) as u8])
    });
    image
        .save_with_format(path, image::ImageFormat::Png)
        .expect("written");
}

#[test]
fn names_as_long_as_they_come_are_copied() {
    let folder = tempdir().expect("a folder");
    let posters = folder.path().join("posters");
    fs::create_dir(&posters).expect("a folder");
    // 254, 255 and 250 bytes, of letters with 1, 3 and 2; two that are alike up to their end.
    let names = [
        "a".repeat(250) + ".png",
        "a".repeat(249) + "b.png",
        "東".repeat(83) + "aa.png",
        "Ж".repeat(123) + ".png",
        "plain.png".to_owned(),
    ];
    for (shade, name) in (1..).zip(&names) {
        poster(&posters.join(name), 40 * shade);
    }
    let request = ImportRequest {
        posters: Some(posters),
        storage: PosterStorage::Copy,
        ..ImportRequest::default()
    };
    let root = folder.path().join("library");
    let mut library = Library::open_or_create(&root).expect("a library");
    let report = library.import(&request, &Task::new()).expect("all come in");
    assert_eq!(report.posters, names.len());
    assert_eq!(library.findings().expect("readable"), []);
    let films = library.films().expect("readable");
    let mut copies: Vec<_> = films
        .into_iter()
        .map(|film| film.poster.expect("one").path)
        .collect();
    let inside = |path: &std::path::PathBuf| path.starts_with(library.posters_dir());
    assert!(copies.iter().all(inside), "{copies:?}");
    copies.sort();
    copies.dedup();
    assert_eq!(copies.len(), names.len(), "each its own");
    // And again: nothing changes.
    let before = files(&library.posters_dir());
    library.import(&request, &Task::new()).expect("as before");
    assert_eq!(files(&library.posters_dir()), before);
}

#[test]
#[cfg(target_os = "linux")]
fn a_poster_that_cannot_be_copied_is_read_where_it_lies() {
    let folder = tempdir().expect("a folder");
    let (posters, root) = (folder.path().join("posters"), folder.path().join("library"));
    for path in [&posters, &root] {
        fs::create_dir(path).expect("a folder");
    }
    poster(&posters.join("one.png"), 50);
    poster(&posters.join("two.png"), 90);
    std::os::unix::fs::symlink(REFUSING, root.join("posters")).expect("a link");
    let request = ImportRequest {
        posters: Some(posters),
        storage: PosterStorage::Copy,
        ..ImportRequest::default()
    };
    let mut library = Library::open_or_create(&root).expect("a library");
    let report = library.import(&request, &Task::new()).expect("it goes on");
    assert_eq!(report.posters, 2);
    let findings = library.findings().expect("readable");
    assert_eq!(findings.len(), 2);
    for finding in findings {
        assert_eq!(finding.kind, FindingKind::NotCopied);
        assert!(
            finding.detail.contains("read from where it lies"),
            "{}",
            finding.detail
        );
    }
    // Where there is room, the same import copies them.
    fs::remove_file(root.join("posters")).expect("the link");
    library.import(&request, &Task::new()).expect("as asked");
    assert_eq!(library.findings().expect("readable"), []);
    assert_eq!(files(&library.posters_dir()).len(), 2);
}
