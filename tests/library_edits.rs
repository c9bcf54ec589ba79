//! A library that a person mends: labels by hand, what is known of a film, what is doubtful.

use std::path::{Path, PathBuf};

use image::{Rgb, RgbImage};
use onesheet::catalog::details::Field;
use onesheet::catalog::marks::HiddenPoster;
use onesheet::catalog::{Details, Film, FilmId, FindingKind, Genre, ImportRequest, Library, Role};
use onesheet::jobs::Task;
use tempfile::TempDir;

struct Scene {
    folder: TempDir,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        std::fs::create_dir(folder.path().join("covers")).expect("a folder in it");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        std::fs::write(self.path(name), text).expect("the test's folder takes files");
        self.path(name)
    }

    fn poster(&self, name: &str, width: u32) {
        let ink = |x: u32, y: u32| Rgb([(x * 5) as u8, (y * 3) as u8, (x + y) as u8]);
        RgbImage::from_fn(width, 300, ink)
            .save(self.path("covers").join(name))
            .expect("the test's folder takes files");
    }

    fn import(&self, tables: &[&Path]) -> Library {
        let request = ImportRequest {
            tables: tables.iter().map(|table| table.to_path_buf()).collect(),
            posters: Some(self.path("covers")),
            ..ImportRequest::default()
        };
        let mut library = Library::open_or_create(&self.path("library")).expect("a library");
        library
            .import(&request, &Task::new())
            .expect("the films come in");
        library
    }
}

const FILMS: &str = "\
imdb_id,title,year,genres,budget,poster_file
tt0000001,Alien,1979,Horror|Thriller,$11M,alien.png
tt0000002,Amélie,abcd,Comedy,,amelie.png
tt0000003,Blob,1958,,,missing.png
";

fn genres(names: &str) -> Vec<Genre> {
    names.split('|').filter_map(Genre::parse).collect()
}

fn film(library: &Library, title: &str) -> Film {
    let films = library.films().expect("the films can be read");
    films
        .into_iter()
        .find(|film| film.title == title)
        .expect("it is there")
}

fn details(library: &Library, film: FilmId) -> Details {
    library
        .details(film)
        .expect("they can be read")
        .expect("it is there")
}

fn labels(known: &Details) -> &Field {
    let mut fields = known.fields.iter();
    fields
        .find(|field| field.name == "Labels")
        .expect("a field")
}

#[test]
fn labels_by_hand_outrank_every_table_and_are_taken_back() {
    let scene = Scene::new();
    scene.poster("alien.png", 200);
    scene.poster("amelie.png", 210);
    let table = scene.write("films.csv", FILMS);
    let mut library = scene.import(&[&table]);
    let (alien, blob) = (film(&library, "Alien").id, film(&library, "Blob").id);
    let edits = [
        (alien, Some(genres("Science Fiction|Horror|Horror"))),
        (blob, Some(genres("Horror"))),
        (FilmId(99), Some(genres("Drama"))),
    ];
    let back = library.edit_labels(&edits).expect("they are written");
    assert_eq!(back, [(blob, None), (alien, None)]);
    assert_eq!(
        film(&library, "Alien").genres,
        genres("Science Fiction|Horror")
    );
    // A table that comes later and counts before the first does not change it.
    let later = scene.write(
        "later.csv",
        "imdb_id,title,genres\ntt0000001,Alien,Western\n",
    );
    let library = &mut scene.import(&[&later]);
    assert_eq!(
        film(library, "Alien").genres,
        genres("Science Fiction|Horror")
    );
    let known = details(library, alien);
    assert_eq!(known.by_hand, Some(genres("Science Fiction|Horror")));
    let labels = labels(&known);
    assert_eq!(
        (labels.value.as_str(), labels.source.as_str()),
        ("Science Fiction, Horror", "by hand")
    );
    assert_eq!(
        labels.others,
        [
            ("Western".to_owned(), "later.csv, row 2".to_owned()),
            ("Horror, Thriller".to_owned(), "films.csv, row 2".to_owned()),
        ]
    );
    // Taken back, the tables count again: the later one first.
    let again = library.edit_labels(&back).expect("they are written");
    assert_eq!(film(library, "Alien").genres, genres("Western"));
    assert_eq!(film(library, "Blob").genres, []);
    assert_eq!(details(library, alien).by_hand, None);
    // And forth.
    library.edit_labels(&again).expect("they are written");
    assert_eq!(
        film(library, "Alien").genres,
        genres("Science Fiction|Horror")
    );
    assert_eq!(film(library, "Blob").genres, genres("Horror"));
}

#[test]
fn no_labels_by_hand_are_a_word_too() {
    let scene = Scene::new();
    let table = scene.write("films.csv", FILMS);
    let mut library = scene.import(&[&table]);
    let alien = film(&library, "Alien").id;
    library
        .edit_labels(&[(alien, Some(Vec::new()))])
        .expect("it is written");
    drop(library);
    let library = scene.import(&[&table]);
    assert_eq!(film(&library, "Alien").genres, []);
    let known = details(&library, alien);
    let labels = labels(&known);
    assert_eq!(
        (labels.value.as_str(), labels.source.as_str()),
        ("none", "by hand")
    );
}

#[test]
fn labels_by_hand_follow_a_film_that_turns_out_to_be_another() {
    let scene = Scene::new();
    let one = scene.write("one.csv", "imdb_id,title,genres\ntt0000001,Alien,Horror\n");
    let two = scene.write(
        "two.csv",
        "tmdb_id,title,genres\n348,Alien (dir. cut),Drama\n",
    );
    let mut library = scene.import(&[&one, &two]);
    assert_eq!(library.films().expect("films").len(), 2);
    let second = film(&library, "Alien (dir. cut)").id;
    library
        .edit_labels(&[(second, Some(genres("War")))])
        .expect("it is written");
    drop(library);
    let links = scene.write("both.csv", "imdb_id,tmdb_id,title\ntt0000001,348,Alien\n");
    let library = scene.import(&[&links]);
    let films = library.films().expect("films");
    assert_eq!(films.len(), 1);
    assert_eq!(films[0].genres, genres("War"));
}

#[test]
fn a_film_tells_its_fields_its_file_and_its_findings() {
    let scene = Scene::new();
    scene.poster("alien.png", 200);
    scene.poster("amelie.png", 40);
    let table = scene.write("films.csv", FILMS);
    let mut library = scene.import(&[&table]);
    let known = details(&library, film(&library, "Alien").id);
    let fields: Vec<(&str, &str, &str)> = known
        .fields
        .iter()
        .map(|field| (field.name, field.value.as_str(), field.source.as_str()))
        .collect();
    let row = "films.csv, row 2";
    assert_eq!(
        fields,
        [
            ("Title", "Alien", row),
            ("Year", "1979", row),
            ("Labels", "Horror, Thriller", row),
            ("IMDb id", "tt0000001", row),
            ("Budget", "USD 11,000,000", row),
            ("Poster's file", "alien.png", row),
        ]
    );
    assert!(known.added.is_some_and(|seconds| seconds > 1_700_000_000));
    let file = known.file.expect("a poster");
    assert_eq!(
        (file.pixels, file.fault, file.set_aside),
        (Some([200, 300]), None, None)
    );
    assert!(file.path.ends_with("covers/alien.png") && file.bytes > 0);
    assert_eq!(known.findings, []);
    // A banner, and a year that is none.
    let amelie = film(&library, "Amélie").id;
    let known = details(&library, amelie);
    let fault = known
        .file
        .and_then(|file| file.fault)
        .expect("it is no poster");
    assert!(
        matches!(fault.0, FindingKind::Tiny | FindingKind::BannerShaped),
        "{fault:?}"
    );
    let kinds: Vec<FindingKind> = known.findings.iter().map(|finding| finding.kind).collect();
    assert!(
        kinds.contains(&FindingKind::InvalidValue) && kinds.contains(&fault.0),
        "{kinds:?}"
    );
    // A poster that was removed is told with its reason.
    let alien = film(&library, "Alien").id;
    library.set_aside(alien).expect("it is written");
    let aside = details(&library, alien)
        .file
        .and_then(|file| file.set_aside);
    assert_eq!(
        aside,
        Some(("by_hand".to_owned(), "removed by hand".to_owned()))
    );
    assert_eq!(library.details(FilmId(99)).expect("they can be read"), None);
}

#[test]
fn what_is_doubtful_is_known_film_by_film() {
    let scene = Scene::new();
    scene.poster("alien.png", 200);
    scene.poster("amelie.png", 40);
    let table = scene.write("films.csv", FILMS);
    let mut library = scene.import(&[&table]);
    let [alien, amelie, blob] = ["Alien", "Amélie", "Blob"].map(|title| film(&library, title).id);
    let marks = library.marks().expect("they can be read");
    assert_eq!(marks.findings.get(&alien), None);
    assert!(marks.findings[&amelie].contains(&FindingKind::InvalidValue));
    assert_eq!(marks.findings[&amelie].len(), 2);
    assert_eq!(
        marks.findings[&blob].iter().copied().collect::<Vec<_>>(),
        [FindingKind::MissingFile]
    );
    // A banner can be given back, as what a person removes.
    assert!(marks.hidden[&amelie].set_aside && !marks.hidden.contains_key(&alien));
    library.set_aside(alien).expect("it is written");
    let marks = library.marks().expect("they can be read");
    let HiddenPoster {
        path,
        content_hash,
        set_aside,
    } = &marks.hidden[&alien];
    assert!(path.ends_with("alien.png") && content_hash.is_some() && *set_aside);
    library.restore(alien).expect("it is written");
    assert!(
        !library
            .marks()
            .expect("they can be read")
            .hidden
            .contains_key(&alien)
    );
}

#[test]
fn each_table_of_an_import_has_its_own_mapping() {
    let scene = Scene::new();
    let one = scene.write("one.csv", "Nr,Film,Tags\n1,Alien,Horror\n");
    let two = scene.write("two.csv", "imdb_id,Werk,Art\ntt0000007,Stalker,Drama\n");
    let name = |role, name: &str| (role, name.to_owned());
    let request = ImportRequest {
        tables: vec![one.clone(), two.clone()],
        mapped: vec![
            (one, vec![name(Role::Genres, "Tags")]),
            (
                two,
                vec![name(Role::Title, "Werk"), name(Role::Genres, "Art")],
            ),
        ],
        ..ImportRequest::default()
    };
    let mut library = Library::open_or_create(&scene.path("library")).expect("a library");
    library
        .import(&request, &Task::new())
        .expect("the films come in");
    assert_eq!(film(&library, "Alien").genres, genres("Horror"));
    assert_eq!(film(&library, "Stalker").genres, genres("Drama"));
}
