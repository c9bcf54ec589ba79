//! The feature store: computed once, kept through crashes, recomputed for what changed only.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use onesheet::catalog::Poster;
use onesheet::jobs::Task;
use onesheet::vision::{
    Batch, CandleEngine, Engine, Error, FeatureError, FeatureStore, Outputs, Reader, Wanted,
};
use tempfile::{TempDir, tempdir};

use super::support::{known, picture, poster, tiny_model};

/// Counts the images that it reads, and cancels a task after so many.
struct Counting {
    inner: CandleEngine,
    images: Arc<AtomicUsize>,
    cancel: Option<(Task, usize)>,
}

impl Engine for Counting {
    fn name(&self) -> &'static str {
        "counting"
    }

    fn outputs(&self, batch: &Batch<'_>, wanted: Wanted, task: &Task) -> Result<Outputs, Error> {
        let before = self.images.fetch_add(batch.count(), Ordering::Relaxed);
        if let Some((task, after)) = &self.cancel
            && before + batch.count() >= *after
        {
            task.cancel();
        }
        self.inner.outputs(batch, wanted, task)
    }
}

struct Scene {
    root: TempDir,
    posters: Vec<Poster>,
}

impl Scene {
    fn new(count: u32) -> Self {
        let root = tempdir().expect("a folder");
        let posters = (0..count)
            .map(|number| poster(root.path(), number))
            .collect();
        Self { root, posters }
    }

    fn features(&self) -> PathBuf {
        self.root.path().join("features")
    }

    fn store(&self) -> PathBuf {
        self.features()
            .join(tiny_model().backbone_key().expect("a key"))
    }

    fn try_ensure(
        &self,
        task: &Task,
        cancel_after: Option<usize>,
    ) -> (Result<FeatureStore, FeatureError>, usize) {
        let images = Arc::new(AtomicUsize::new(0));
        let engine = Counting {
            inner: CandleEngine::new(&tiny_model()).expect("an engine"),
            images: Arc::clone(&images),
            cancel: cancel_after.map(|after| (task.clone(), after)),
        };
        let reader = Reader::with_engine(tiny_model(), Box::new(engine));
        let outcome = FeatureStore::ensure_posters(&self.features(), &self.posters, &reader, task);
        (outcome, images.load(Ordering::Relaxed))
    }

    /// The store, and how many images were computed for it.
    fn ensure(&self) -> (FeatureStore, usize) {
        let (outcome, images) = self.try_ensure(&Task::new(), None);
        (outcome.expect("computed"), images)
    }

    /// Every poster has the features that reading it alone gives, up to f16.
    fn check(&self, store: &FeatureStore) {
        let reader = Reader::new(tiny_model()).expect("a reader");
        for poster in &self.posters {
            let kept = store.get(&poster.content_hash).expect("kept");
            let read = reader.read_file(&poster.path, &Task::new());
            let read = read.expect("readable").features;
            assert_eq!(kept.len(), read.len());
            for (a, b) in kept.iter().zip(read) {
                assert!((a - b).abs() <= b.abs() * 1e-3 + 1e-4, "{a} is not {b}");
            }
        }
    }
}

fn append(path: &Path, bytes: &[u8]) {
    let mut file = OpenOptions::new().append(true).open(path).expect("there");
    file.write_all(bytes).expect("appended");
}

fn cut(path: &Path, bytes: u64) {
    let file = OpenOptions::new().write(true).open(path).expect("there");
    let length = file.metadata().expect("known").len();
    file.set_len(length - bytes).expect("cut");
}

#[test]
fn features_are_computed_once() {
    let scene = Scene::new(19);
    let task = Task::new();
    let (store, images) = scene.try_ensure(&task, None);
    let store = store.expect("computed");
    assert_eq!((store.len(), store.dimension(), images), (19, 32, 19));
    scene.check(&store);
    let snapshot = task.snapshot();
    assert_eq!(
        (
            snapshot.stage.as_str(),
            snapshot.unit,
            snapshot.done,
            snapshot.total
        ),
        ("Reading posters", "posters", 19, Some(19))
    );
    let (again, images) = scene.ensure();
    assert_eq!((again.len(), images), (19, 0));
    scene.check(&again);
    let key = tiny_model().backbone_key().expect("a key");
    let opened = FeatureStore::open(&scene.features(), &key).expect("opened");
    scene.check(&opened);
    assert!(opened.get(&[0; 32]).is_none());
}

#[test]
fn two_files_with_the_same_content_are_one() {
    let mut scene = Scene::new(3);
    let copy = scene.root.path().join("copy.png");
    fs::copy(&scene.posters[1].path, &copy).expect("copied");
    scene.posters.push(known(copy));
    let (store, images) = scene.ensure();
    assert_eq!((store.len(), images), (3, 3));
}

#[test]
fn only_a_changed_or_added_poster_is_computed() {
    let mut scene = Scene::new(9);
    scene.ensure();
    picture(77).save(&scene.posters[4].path).expect("changed");
    scene.posters[4] = known(scene.posters[4].path.clone());
    scene.posters.push(poster(scene.root.path(), 50));
    let (store, images) = scene.ensure();
    assert_eq!(images, 2);
    scene.check(&store);
}

#[test]
fn posters_that_cannot_be_read_are_skipped_and_listed() {
    let mut scene = Scene::new(5);
    fs::remove_file(&scene.posters[0].path).expect("removed");
    fs::write(&scene.posters[1].path, "no image").expect("written");
    let garbage = scene.root.path().join("garbage.jpg");
    fs::write(&garbage, "no image either").expect("written");
    scene.posters.push(known(garbage));
    let (store, images) = scene.ensure();
    assert_eq!((store.len(), images), (3, 3));
    let mut skipped: Vec<&Path> = store.skipped().iter().map(|s| s.path.as_path()).collect();
    skipped.sort();
    let mut expected = [0, 1, 5].map(|index| scene.posters[index].path.as_path());
    expected.sort();
    assert_eq!(skipped, expected);
    assert!(
        store
            .skipped()
            .iter()
            .any(|s| s.reason.contains("import it again"))
    );
}

#[test]
fn a_cancel_keeps_what_was_computed() {
    let scene = Scene::new(30);
    let task = Task::new();
    let (outcome, images) = scene.try_ensure(&task, Some(10));
    assert!(matches!(outcome, Err(FeatureError::Cancelled(_))));
    assert_eq!(images, 16, "two batches, the second broken off");
    let (store, images) = scene.ensure();
    assert_eq!(images, 22);
    scene.check(&store);
}

#[test]
fn torn_ends_are_cut_and_computed_again() {
    let whole = Scene::new(12);
    whole.ensure();
    // Killed between a row and its entry, within a row, within an entry; a power cut that left
    // zeros in place of rows.
    type Tear = fn(&Path, &Path);
    let tears: [(Tear, usize); 5] = [
        (|data, _| append(data, &[1; 100]), 0),
        (|data, _| cut(data, 3), 1),
        (|_, index| cut(index, 50), 2),
        (|_, index| append(index, &[7; 13]), 0),
        (
            |data, _| {
                cut(data, 3 * 64);
                append(data, &[0; 3 * 64]);
            },
            3,
        ),
    ];
    for (number, (tear, lost)) in tears.into_iter().enumerate() {
        let mut torn = Scene {
            root: tempdir().expect("a folder"),
            posters: whole.posters.clone(),
        };
        fs::create_dir_all(torn.store()).expect("made");
        for name in ["features.f16", "index"] {
            fs::copy(whole.store().join(name), torn.store().join(name)).expect("copied");
        }
        tear(
            &torn.store().join("features.f16"),
            &torn.store().join("index"),
        );
        // Something new makes the store open for writing even where nothing is lost.
        torn.posters.push(poster(torn.root.path(), 100));
        let (kept, images) = torn.ensure();
        assert_eq!(images, lost + 1, "tear {number}");
        torn.check(&kept);
    }
}

#[test]
fn a_second_writer_is_told_to_wait() {
    let scene = Scene::new(2);
    fs::create_dir_all(scene.store()).expect("made");
    let lock = File::create(scene.store().join("lock")).expect("made");
    lock.lock().expect("locked");
    let (outcome, images) = scene.try_ensure(&Task::new(), None);
    let said = outcome.expect_err("busy").to_string();
    assert!(said.contains("another Onesheet") && images == 0, "{said}");
    drop(lock);
    assert_eq!(scene.ensure().1, 2);
}

#[test]
fn a_foreign_index_is_not_overwritten() {
    let scene = Scene::new(1);
    fs::create_dir_all(scene.store()).expect("made");
    let index = scene.store().join("index");
    fs::write(&index, "something else altogether").expect("written");
    let (outcome, _) = scene.try_ensure(&Task::new(), None);
    assert!(matches!(outcome, Err(FeatureError::Foreign)));
    assert_eq!(
        fs::read(&index).expect("there"),
        b"something else altogether"
    );
}
