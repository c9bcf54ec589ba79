//! The layer-3 activations: right, computed once, kept through crashes, mirrored on demand.

use std::fs::{self, OpenOptions};
use std::path::PathBuf;

use candle_core::{Device, Tensor};
use onesheet::catalog::Poster;
use onesheet::jobs::Task;
use onesheet::vision::features::activations::{ActivationStore, Need, View};
use onesheet::vision::fused::FusedEngine;
use onesheet::vision::resnet::{ResNet, Statistics};
use onesheet::vision::{Batch, CandleEngine, Engine, FeatureError, Reader, Wanted};
use tempfile::{TempDir, tempdir};

use super::support::{difference, picture, poster, tiny_model};

struct Scene {
    root: TempDir,
    posters: Vec<Poster>,
    reader: Reader,
}

impl Scene {
    fn new(count: u32) -> Self {
        let root = tempdir().expect("a folder");
        let posters = (0..count)
            .map(|number| poster(root.path(), number))
            .collect();
        Self {
            root,
            posters,
            reader: Reader::new(tiny_model()).expect("a reader"),
        }
    }

    fn views(&self) -> Vec<View<'_>> {
        let both = |poster| [false, true].map(|mirrored| View { poster, mirrored });
        self.posters.iter().flat_map(both).collect()
    }

    fn features(&self) -> PathBuf {
        self.root.path().join("features")
    }

    fn need(&self) -> Need {
        ActivationStore::need(&self.features(), &self.views(), &self.reader).expect("readable")
    }

    fn ensure(&self) -> ActivationStore {
        let task = Task::new();
        let store = ActivationStore::ensure(&self.features(), &self.views(), &self.reader, &task);
        store.expect("computed")
    }

    /// Every view is what the network makes of it, up to f16.
    fn check(&self, store: &ActivationStore) {
        let model = tiny_model();
        let network = ResNet::new(&model.architecture, &model.tensors).expect("a network");
        let (channels, height, width) = store.shape();
        assert_eq!((channels, height, width), (24, 3, 2));
        for (number, poster) in (0..).zip(&self.posters) {
            for mirrored in [false, true] {
                let mut picture = picture(number);
                if mirrored {
                    picture = image::imageops::flip_horizontal(&picture);
                }
                let pixels = model.preprocessing.pixels(&picture);
                let pixels = Tensor::from_vec(pixels, (1, 3, 35, 23), &Device::Cpu);
                let expected = network
                    .stem(&pixels.expect("an image"), Statistics::Stored)
                    .and_then(|stem| network.layers(&stem, 0..3, Statistics::Stored))
                    .expect("runs");
                let mut found = vec![0.0; channels * height * width];
                assert!(store.read(&poster.content_hash, mirrored, &mut found));
                let shape = (1, channels, height, width);
                let found = Tensor::from_vec(found, shape, &Device::Cpu).expect("a map");
                let off = difference(&found, &expected);
                assert!(off < 2e-3, "{number} {mirrored}: off by {off}");
            }
        }
    }
}

#[test]
fn both_views_are_kept_and_computed_once() {
    let scene = Scene::new(11);
    let need = scene.need();
    let row = 24 * 3 * 2 * 2;
    assert_eq!((need.views, need.bytes, need.stored), (22, 22 * row, 0));
    assert!(!need.folder.exists());
    let store = scene.ensure();
    scene.check(&store);
    assert!(store.skipped().is_empty());
    let need = scene.need();
    assert_eq!((need.views, need.bytes, need.stored), (0, 0, 22 * row));
    let written = fs::metadata(need.folder.join("features.f16")).expect("there");
    assert_eq!(written.len(), 22 * row);
    // Nothing is left to read: not even the files are needed.
    for poster in &scene.posters {
        fs::remove_file(&poster.path).expect("there");
    }
    scene.check(&scene.ensure());
    let mut short = [0.0; 3];
    assert!(!store.read(&scene.posters[0].content_hash, false, &mut short));
    assert!(!store.contains(&[7; 32], false));
}

#[test]
fn a_torn_end_is_computed_again() {
    let scene = Scene::new(4);
    scene.ensure();
    let folder = scene.need().folder;
    let data = OpenOptions::new()
        .write(true)
        .open(folder.join("features.f16"))
        .expect("there");
    let length = data.metadata().expect("a length").len();
    data.set_len(length - 100).expect("cut");
    assert_eq!(scene.need().views, 1);
    scene.check(&scene.ensure());
    assert_eq!(scene.need().views, 0);
}

#[test]
fn a_cancel_keeps_what_is_whole() {
    let scene = Scene::new(3);
    let task = Task::new();
    task.cancel();
    let outcome = ActivationStore::ensure(&scene.features(), &scene.views(), &scene.reader, &task);
    assert!(matches!(outcome, Err(FeatureError::Cancelled(_))));
    scene.check(&scene.ensure());
}

#[test]
fn the_mirror_image_alone_can_follow_later() {
    let scene = Scene::new(5);
    let plain: Vec<View<'_>> = scene
        .views()
        .into_iter()
        .filter(|view| !view.mirrored)
        .collect();
    let task = Task::new();
    let store = ActivationStore::ensure(&scene.features(), &plain, &scene.reader, &task);
    let hash = scene.posters[2].content_hash;
    let store = store.expect("computed");
    assert!(store.contains(&hash, false) && !store.contains(&hash, true));
    assert_eq!(scene.need().views, 5);
    scene.check(&scene.ensure());
}

#[test]
fn both_engines_give_the_same_third_layer() {
    let model = tiny_model();
    let engines: [Box<dyn Engine>; 2] = [
        Box::new(FusedEngine::new(&model).expect("a fused engine")),
        Box::new(CandleEngine::new(&model).expect("a graph")),
    ];
    let (height, width) = (61, 47);
    for count in [1, 3, 9] {
        let pixels: Vec<f32> = (0..count * 3 * height * width)
            .map(|at| (at as f32 * 0.37).sin())
            .collect();
        let batch = Batch::new(&pixels, height, width).expect("whole images");
        let [fused, candle] = engines.each_ref().map(|engine| {
            let outputs = engine.outputs(&batch, Wanted::Layer3, &Task::new());
            let outputs = outputs.expect("read");
            assert!(outputs.logits.is_empty() && outputs.features.is_empty());
            let found = outputs.activations.expect("asked for");
            let shape = (count, found.channels, found.height, found.width);
            assert_eq!(shape, (count, 24, 4, 3));
            Tensor::from_vec(found.values, shape, &Device::Cpu).expect("maps")
        });
        let off = difference(&fused, &candle);
        assert!(off < 1e-5, "{count} images: off by {off}");
    }
}
