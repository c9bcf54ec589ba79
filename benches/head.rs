//! How long a head takes: 5,000 posters, 30 epochs (cargo bench --bench head).
//!
//! Features are invented; only their number and width matter for the time.

use std::time::Instant;

use onesheet::catalog::{FilmId, Genre, GenreSet};
use onesheet::evaluation::Examples;
use onesheet::jobs::Task;
use onesheet::training::{HeadOptions, train_head};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const DIMENSION: usize = 2048;
const RUNS: usize = 3;

fn films(count: usize, seed: u64) -> Examples {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    Examples {
        films: (0..).map(FilmId).take(count).collect(),
        content_hashes: vec![[0; 32]; count],
        features: (0..count * DIMENSION).map(|_| random.random()).collect(),
        dimension: DIMENSION,
        labels: (0..count)
            .map(|_| GenreSet(random.random_range(0..64)))
            .collect(),
        unreadable: 0,
    }
}

fn main() {
    let (train, validation) = (films(5000, 1), films(1250, 2));
    let options = HeadOptions {
        epochs: 30,
        patience: 30,
        ..HeadOptions::default()
    };
    for _ in 0..RUNS {
        let started = Instant::now();
        let trained = train_head(
            &train,
            &validation,
            &Genre::six(),
            &options,
            &Task::new(),
            |_| (),
        );
        let epochs = trained.map_or(0, |trained| trained.history.len());
        let seconds = started.elapsed().as_secs_f64();
        println!("5,000 posters x {epochs} epochs, with validation on 1,250: {seconds:.2} s");
    }
}
