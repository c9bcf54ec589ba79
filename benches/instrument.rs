//! What a frame of dragging a threshold costs: 45,000 films, six genres (cargo bench --bench
//! instrument).
//!
//! The films are invented; their scores rise with their labels as a trained head's do.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use onesheet::catalog::GenreSet;
use onesheet::evaluation::{Cell, Decisions, Instrument, Predictions};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const FILMS: usize = 45_000;
const GENRES: usize = 6;

fn films() -> (Vec<f32>, Vec<GenreSet>) {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let labels: Vec<GenreSet> = (0..FILMS)
        .map(|_| GenreSet(random.random::<u64>() & random.random::<u64>() & 0b11_1111))
        .collect();
    let scores = labels
        .iter()
        .flat_map(|set| {
            (0..GENRES)
                .map(|genre| set.contains(genre))
                .collect::<Vec<_>>()
        })
        .map(|has| {
            let noise: f32 = (0..4).map(|_| random.random::<f32>()).sum::<f32>() - 2.0;
            let logit = 1.5 * noise - 1.0 + if has { 1.0 } else { 0.0 };
            1.0 / (1.0 + (-logit).exp())
        })
        .collect();
    (scores, labels)
}

fn moves(criterion: &mut Criterion) {
    let (scores, labels) = films();
    let predictions = match Predictions::new(&scores, &labels, GENRES) {
        Ok(predictions) => predictions,
        Err(error) => return eprintln!("{error}"),
    };
    let mut instrument = Instrument::new(&predictions, &[0.3; GENRES]);
    let mut group = criterion.benchmark_group("45,000 x 6");
    group.sample_size(30);
    group.warm_up_time(Duration::from_millis(300));
    group.measurement_time(Duration::from_secs(1));
    for (name, low, high) in [
        ("a step of 0.01 where most films are", 0.25, 0.26),
        ("a third of the slider in one frame", 0.15, 0.48),
        ("from one end to the other", 0.0, 1.0),
    ] {
        let mut up = false;
        group.bench_function(
            format!("move one threshold and read all figures: {name}"),
            |b| {
                b.iter(|| {
                    up = !up;
                    instrument.set_threshold(2, black_box(if up { high } else { low }));
                    black_box(instrument.together())
                });
            },
        );
    }
    group.bench_function("the hundred most confident mistakes", |b| {
        b.iter(|| {
            let ranks = instrument.ranks_in(2, Cell::FalsePositive).take(100);
            black_box(ranks.sum::<usize>())
        });
    });
    group.bench_function("for comparison: everything anew", |b| {
        b.iter(|| black_box(Decisions::at(&predictions, &[0.3; GENRES])));
    });
    group.bench_function("once, at the start: sorting", |b| {
        b.iter(|| black_box(Instrument::new(&predictions, &[0.3; GENRES])));
    });
    group.finish();
}

criterion_group!(benches, moves);
criterion_main!(benches);
