//! How long 45,000 posters take: to score, to rank, to compare with one (cargo bench --bench
//! explore).
//!
//! Features are invented; only their number and width matter for the time.

mod support;

use std::collections::HashMap;
use std::time::Instant;

use candle_core::{Device, Tensor};
use half::f16;
use onesheet::catalog::{Film, Genre};
use onesheet::explore::{Filter, LibraryScores, NeighbourIndex, Order, rank};
use onesheet::jobs::Task;
use onesheet::vision::{Architecture, Checkpoint, Preprocessing};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use support::films;

const POSTERS: usize = 45_000;
const DIMENSION: usize = 2048;
const GENRES: usize = 6;
const RUNS: usize = 9;

/// A film of one genre.
fn film(number: usize) -> Film {
    Film {
        genres: vec![Genre::six()[number % GENRES].clone()],
        ..films::film(&["poster.jpg".into()], number)
    }
}

fn model(random: &mut ChaCha8Rng) -> Option<Checkpoint> {
    let mut values = |count| (0..count).map(|_| random.random::<f32>() - 0.5).collect();
    let weight: Vec<f32> = values(GENRES * DIMENSION);
    let bias: Vec<f32> = values(GENRES);
    let (network, posters) = (Architecture::RESNET50, Preprocessing::default());
    let backbone = Checkpoint::backbone(network, posters, HashMap::new());
    let weight = Tensor::from_vec(weight, (GENRES, DIMENSION), &Device::Cpu).ok()?;
    let bias = Tensor::from_vec(bias, GENRES, &Device::Cpu).ok()?;
    backbone.with_head(Genre::six(), weight, bias).ok()
}

/// The fastest and the middle of some runs, in milliseconds.
fn time(what: &str, mut run: impl FnMut()) {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (best, median) = (times[0], times[RUNS / 2]);
    println!("{what}: median {median:.1} ms, best {best:.1} ms");
}

fn main() {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let features: Vec<f16> = (0..POSTERS * DIMENSION)
        .map(|_| f16::from_f32(random.random()))
        .collect();
    let films: Vec<Film> = (0..POSTERS).map(film).collect();
    let Some(model) = model(&mut random) else {
        println!("no model: Candle refused the head");
        return;
    };
    let read = |hash: &[u8; 32], row: &mut [f16]| {
        let mut number = [0; 8];
        number.copy_from_slice(&hash[..8]);
        let at = usize::from_le_bytes(number) * DIMENSION;
        row.copy_from_slice(&features[at..at + DIMENSION]);
        true
    };
    time("45,000 posters scored for 6 genres, calibrated", || {
        let scores = LibraryScores::compute_from(&films, read, &model, &Task::new());
        assert!(scores.is_ok_and(|scores| scores.len() == POSTERS));
    });
    let Ok(scores) = LibraryScores::compute_from(&films, read, &model, &Task::new()) else {
        return;
    };
    let of_a_kind = Filter {
        one_of: Some((0..POSTERS).map(|film| film / 3).collect()),
        ..Filter::default()
    };
    for (what, order, filter) in [
        ("the 100 most probable", Order::Most, &Filter::default()),
        ("the 100 least certain", Order::Entropy, &Filter::default()),
        (
            "the 100 most probable, one of a kind",
            Order::Most,
            &of_a_kind,
        ),
    ] {
        time(what, || {
            let ranked = rank(&scores, &films, 3, order, filter, &model.thresholds, 100);
            assert_eq!(ranked.len(), 100);
        });
    }
    let copy = |film: usize, row: &mut [f16]| {
        row.copy_from_slice(&features[film * DIMENSION..(film + 1) * DIMENSION]);
    };
    let all: Vec<usize> = (0..POSTERS).collect();
    let started = Instant::now();
    let index = NeighbourIndex::build_from(all.clone(), DIMENSION, copy, all, &Task::new());
    let Ok(index) = index else { return };
    let seconds = started.elapsed().as_secs_f64();
    println!("index of 45,000 built in {seconds:.2} s");
    let mut asked = 0;
    time("10 nearest of 45,000", || {
        asked += 1;
        let found = index.of_film(asked, 10);
        assert!(found.is_some_and(|found| found.neighbours.len() == 10));
    });
}
