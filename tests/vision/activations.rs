//! The activations of layers 2 and 3: right, computed once, kept through crashes, mirrored on demand.

use std::fs::{self, OpenOptions};
use std::path::PathBuf;

use candle_core::{Device, Tensor};
use onesheet::catalog::Poster;
use onesheet::jobs::Task;
use onesheet::vision::features::activations::{ActivationStore, Need, Which};
use onesheet::vision::features::{Variant, View};
use onesheet::vision::fused::FusedEngine;
use onesheet::vision::resnet::{ResNet, Statistics};
use onesheet::vision::{Augmentation, Batch, CandleEngine, Engine, FeatureError, Reader, Wanted};
use tempfile::{TempDir, tempdir};

use super::support::{difference, picture, poster, tiny_model};

const BOTH: [Variant; 2] = [Variant::Plain, Variant::Mirrored];

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
        let both = |poster| BOTH.map(|variant| View { poster, variant });
        self.posters.iter().flat_map(both).collect()
    }

    fn features(&self) -> PathBuf {
        self.root.path().join("features")
    }

    fn need(&self) -> Need {
        let which = Which::after(3);
        let need = ActivationStore::need(&self.features(), which, &self.views(), &self.reader);
        need.expect("readable")
    }

    fn ensure(&self) -> ActivationStore {
        self.ensure_views(Which::after(3), &self.views())
    }

    fn ensure_views(&self, which: Which, views: &[View<'_>]) -> ActivationStore {
        let task = Task::new();
        let store = ActivationStore::ensure(&self.features(), which, views, &self.reader, &task);
        store.expect("computed")
    }

    /// What the network makes of a picture, up to a layer.
    fn expected(&self, picture: &image::RgbImage, layer: usize) -> Tensor {
        let model = tiny_model();
        let network = ResNet::new(&model.architecture, &model.tensors).expect("a network");
        let pixels = model.preprocessing.pixels(picture);
        let pixels = Tensor::from_vec(pixels, (1, 3, 35, 23), &Device::Cpu);
        network
            .stem(&pixels.expect("an image"), Statistics::Stored)
            .and_then(|stem| network.layers(&stem, 0..layer, Statistics::Stored))
            .expect("runs")
    }

    /// Every view is what the network makes of it, up to f16.
    fn check(&self, store: &ActivationStore) {
        let (channels, height, width) = store.shape();
        assert_eq!((channels, height, width), (24, 3, 2));
        for (number, poster) in (0..).zip(&self.posters) {
            for variant in BOTH {
                let mut picture = picture(number);
                if variant == Variant::Mirrored {
                    picture = image::imageops::flip_horizontal(&picture);
                }
                let expected = self.expected(&picture, 3);
                let mut found = vec![0.0; channels * height * width];
                assert!(store.read(&poster.content_hash, variant, &mut found));
                let shape = (1, channels, height, width);
                let found = Tensor::from_vec(found, shape, &Device::Cpu).expect("a map");
                let off = difference(&found, &expected);
                assert!(off < 2e-3, "{number} {variant:?}: off by {off}");
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
    let hash = &scene.posters[0].content_hash;
    assert!(!store.read(hash, Variant::Plain, &mut short));
    assert!(!store.contains(&[7; 32], Variant::Plain));
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
    let (features, views) = (scene.features(), scene.views());
    let outcome = ActivationStore::ensure(&features, Which::after(3), &views, &scene.reader, &task);
    assert!(matches!(outcome, Err(FeatureError::Cancelled(_))));
    scene.check(&scene.ensure());
}

#[test]
fn the_mirror_image_alone_can_follow_later() {
    let scene = Scene::new(5);
    let plain: Vec<View<'_>> = scene
        .views()
        .into_iter()
        .filter(|view| view.variant == Variant::Plain)
        .collect();
    let store = scene.ensure_views(Which::after(3), &plain);
    let hash = scene.posters[2].content_hash;
    assert!(store.contains(&hash, Variant::Plain) && !store.contains(&hash, Variant::Mirrored));
    assert_eq!(scene.need().views, 5);
    scene.check(&scene.ensure());
}

#[test]
fn the_second_layer_is_kept_beside_the_third() {
    let scene = Scene::new(9);
    scene.ensure();
    let store = scene.ensure_views(Which::after(2), &scene.views());
    assert_eq!(store.shape(), (16, 5, 3));
    for (number, poster) in (0..).zip(&scene.posters) {
        let expected = scene.expected(&picture(number), 2);
        let mut found = vec![0.0; 16 * 5 * 3];
        assert!(store.read(&poster.content_hash, Variant::Plain, &mut found));
        let found = Tensor::from_vec(found, (1, 16, 5, 3), &Device::Cpu).expect("a map");
        let off = difference(&found, &expected);
        assert!(off < 2e-3, "{number}: off by {off}");
    }
    // The third layer's are where they were.
    assert_eq!(scene.need().views, 0);
}

#[test]
fn augmented_views_differ_and_stay_the_same() {
    let scene = Scene::new(3);
    let augmented: Vec<View<'_>> = scene
        .posters
        .iter()
        .flat_map(|poster| {
            [0, 1].map(|number| View {
                poster,
                variant: Variant::Augmented(number),
            })
        })
        .collect();
    let which = Which {
        layer: 3,
        augmentation: Augmentation::mild(),
    };
    let store = scene.ensure_views(which, &augmented);
    let read = |store: &ActivationStore, variant| {
        let mut found = vec![0.0; 24 * 3 * 2];
        assert!(store.read(&scene.posters[1].content_hash, variant, &mut found));
        found
    };
    let (one, two) = (
        read(&store, Variant::Augmented(0)),
        read(&store, Variant::Augmented(1)),
    );
    assert_ne!(one, two);
    // Another store, computed anew, has the same views; another augmentation has others.
    let again = Scene::new(3);
    let same = again.ensure_views(which, &augmented);
    assert_eq!(read(&same, Variant::Augmented(0)), one);
    let other = Which {
        augmentation: Augmentation {
            rotation: 9.0,
            ..Augmentation::mild()
        },
        ..which
    };
    let views = ActivationStore::need(&again.features(), other, &augmented, &again.reader);
    assert_eq!(views.expect("readable").views, 6);
}

#[test]
fn both_engines_give_the_same_inner_layers() {
    let model = tiny_model();
    let engines: [Box<dyn Engine>; 2] = [
        Box::new(FusedEngine::new(&model).expect("a fused engine")),
        Box::new(CandleEngine::new(&model).expect("a graph")),
    ];
    let (height, width) = (61, 47);
    for (count, wanted, map) in [
        (1, Wanted::Layer3, (24, 4, 3)),
        (3, Wanted::Layer3, (24, 4, 3)),
        (9, Wanted::Layer3, (24, 4, 3)),
        (1, Wanted::Layer2, (16, 8, 6)),
        (9, Wanted::Layer2, (16, 8, 6)),
    ] {
        let pixels: Vec<f32> = (0..count * 3 * height * width)
            .map(|at| (at as f32 * 0.37).sin())
            .collect();
        let batch = Batch::new(&pixels, height, width).expect("whole images");
        let [fused, candle] = engines.each_ref().map(|engine| {
            let outputs = engine.outputs(&batch, wanted, &Task::new());
            let outputs = outputs.expect("read");
            assert!(outputs.logits.is_empty() && outputs.features.is_empty());
            let found = outputs.activations.expect("asked for");
            let shape = (count, found.channels, found.height, found.width);
            assert_eq!(shape, (count, map.0, map.1, map.2));
            Tensor::from_vec(found.values, shape, &Device::Cpu).expect("maps")
        });
        let off = difference(&fused, &candle);
        assert!(off < 1e-5, "{count} images: off by {off}");
    }
}
