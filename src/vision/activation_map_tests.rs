//! What an activation map promises, on numbers that can be checked by hand.

use std::collections::{BTreeMap, HashMap};

use candle_core::{Device, Tensor};

use super::*;
use crate::catalog::Genre;
use crate::vision::{Activations, Architecture, Preprocessing};

/// A model of two genres that reads two channels.
fn checkpoint() -> Checkpoint {
    let tensor = |values: &[f32], shape: &[usize]| {
        Tensor::from_slice(values, shape, &Device::Cpu).expect("the shape fits")
    };
    Checkpoint {
        architecture: Architecture::RESNET50,
        genres: Genre::six().into_iter().take(2).collect(),
        preprocessing: Preprocessing {
            height: 96,
            width: 64,
            ..Preprocessing::default()
        },
        tensors: HashMap::from([
            (
                "fc.weight".to_owned(),
                tensor(&[1.0, -2.0, 0.5, 0.0], &[2, 2]),
            ),
            ("fc.bias".to_owned(), tensor(&[0.25, -1.0], &[2])),
        ]),
        thresholds: Vec::new(),
        calibration: Vec::new(),
        set_aside: None,
        provenance: BTreeMap::new(),
        learned_posters: Default::default(),
    }
}

/// Three rows of two places; the logits are those of the checkpoint's head.
fn outputs() -> Outputs {
    let first = [0.0, 1.0, 2.0, 3.0, 4.0, 8.0];
    let second = [6.0, 0.0, 0.0, 0.0, 0.0, 0.0];
    let values = [first, second].concat();
    Outputs {
        // Means 3 and 1: 3 - 2 + 0.25, and 1.5 - 1.
        logits: vec![1.25, 0.5],
        features: vec![3.0, 1.0],
        activations: Some(Activations {
            channels: 2,
            height: 3,
            width: 2,
            values,
        }),
    }
}

fn first() -> ActivationMap {
    let maps = ActivationMaps::new(&checkpoint(), &outputs()).expect("an exact map");
    maps.get(0).expect("the first genre").clone()
}

#[test]
fn mean_plus_bias_is_the_logit() {
    let map = first();
    assert_eq!(map.shape(), (3, 2));
    assert_eq!(map.values(), [-12.0, 1.0, 2.0, 3.0, 4.0, 8.0]);
    assert!((map.mean() + map.bias() - 1.25).abs() < 1e-6);
    assert_eq!(map.reach(), 12.0);
}

#[test]
fn a_head_that_reads_something_else_has_no_map() {
    let mut other = outputs();
    other.logits[1] = 0.7;
    let refused = ActivationMaps::new(&checkpoint(), &other);
    assert_eq!(refused, Err(NoExactMap::OtherHead));
    other.logits[1] = f32::NAN;
    assert!(ActivationMaps::new(&checkpoint(), &other).is_err());
    other.activations = None;
    let refused = ActivationMaps::new(&checkpoint(), &other);
    assert_eq!(refused, Err(NoExactMap::NoActivations));
    let mut wider = checkpoint();
    let weight = Tensor::zeros((2, 5), candle_core::DType::F32, &Device::Cpu).expect("zeros");
    wider.tensors.insert("fc.weight".to_owned(), weight);
    let refused = ActivationMaps::new(&wider, &outputs());
    assert_eq!(refused, Err(NoExactMap::OtherFeatures));
    wider.tensors.clear();
    assert!(ActivationMaps::new(&wider, &outputs()).is_err());
}

#[test]
fn the_upsampled_map_meets_the_places_and_stays_flat_beyond_them() {
    let map = first();
    // Middles lie on the pixels 0 and 32 of 64, and 0, 32, 64 of 96.
    let middle = |place: f32, size: f32| (place * 32.0 + 0.5) / size;
    for (at, value) in map.values().iter().enumerate() {
        let (x, y) = ((at % 2) as f32, (at / 2) as f32);
        let found = map.at(middle(x, 64.0), middle(y, 96.0));
        assert!((found - value).abs() < 1e-4, "{at}: {found} is not {value}");
    }
    assert!((map.at(1.0, 1.0) - 8.0).abs() < 1e-5);
    assert!((map.at(0.0, 0.0) + 12.0).abs() < 1e-5);
    let raster = map.raster(5, 7);
    assert_eq!(raster.len(), 35);
    assert!((raster[34] - map.at(0.9, 6.5 / 7.0)).abs() < 1e-6);
}

#[test]
fn a_flat_map_is_flat_everywhere() {
    let flat = ActivationMap {
        values: vec![0.75; 6],
        ..first()
    };
    let raster = flat.raster(40, 60);
    assert!(raster.iter().all(|value| (value - 0.75).abs() < 1e-5));
    assert_eq!(flat.peak(Evidence::Against), None);
    assert_eq!(flat.region(Evidence::Against), None);
}

#[test]
fn the_region_holds_the_connected_places_around_the_peak() {
    let map = first();
    let ([u, v], strength) = map.peak(Evidence::For).expect("there is evidence");
    assert_eq!(strength, 8.0);
    assert!((u - 32.5 / 64.0).abs() < 1e-6 && (v - 64.5 / 96.0).abs() < 1e-6);
    // 8 and its neighbour 4; smoothed, what stands above them is too weak.
    let region = map.region(Evidence::For).expect("there is evidence");
    assert!((region.logit - 12.0 / 6.0).abs() < 1e-6);
    assert_eq!(region.area.in_words(), "bottom");
    let against = map.region(Evidence::Against).expect("there is some");
    assert!((against.logit + 2.0).abs() < 1e-6);
    assert_eq!(against.area.min(), [0.0, 0.0]);
    let flat = ActivationMap {
        values: vec![1.0; 6],
        ..map
    };
    let everything = flat.region(Evidence::For).expect("there is evidence");
    assert_eq!(everything.area, Area::WHOLE);
}

#[test]
fn the_difference_of_two_maps_is_the_difference_of_their_logits() {
    let maps = ActivationMaps::new(&checkpoint(), &outputs()).expect("an exact map");
    let (a, b) = (maps.get(0).expect("one"), maps.get(1).expect("two"));
    let difference = a.minus(b).expect("of one shape");
    assert!((difference.logit() - 0.75).abs() < 1e-5);
    let other = ActivationMap {
        rows: 2,
        columns: 3,
        ..a.clone()
    };
    assert_eq!(a.minus(&other), None);
}
