//! A head learns what can be learned, says the same twice, and stops when it should.

use onesheet::catalog::{FilmId, Genre, GenreSet};
use onesheet::evaluation::{Examples, Objective};
use onesheet::jobs::Task;
use onesheet::training::{Epoch, Error, HeadOptions, TrainedHead, fit_on_validation, train_head};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const DIMENSION: usize = 16;

/// Films whose first features lean towards their genres, on scales of their own; the last feature
/// never varies.
fn films(count: usize, seed: u64) -> Examples {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut examples = Examples {
        dimension: DIMENSION,
        ..Examples::default()
    };
    for id in 0..count {
        let labels = (0..6).fold(GenreSet::default(), |set, genre| {
            if random.random_bool(0.25) {
                set.with(genre)
            } else {
                set
            }
        });
        for feature in 0..DIMENSION {
            let noise: f32 = (0..4).map(|_| random.random_range(-0.5_f32..0.5)).sum();
            let lean = if labels.contains(feature) { 0.8 } else { 0.0 };
            let scale = 1.0 + 0.1 * feature as f32;
            let varies = feature + 1 < DIMENSION;
            examples.features.push(if varies {
                (noise + lean) * scale + 3.0
            } else {
                0.5
            });
        }
        examples.labels.push(labels);
        examples.films.push(FilmId(id as i64));
    }
    examples
}

fn options() -> HeadOptions {
    HeadOptions {
        epochs: 12,
        batch_size: 32,
        learning_rate: 0.05,
        weight_decay: 0.01,
        dropout: 0.2,
        ..HeadOptions::default()
    }
}

fn train(options: &HeadOptions) -> Result<TrainedHead, Error> {
    let (train, validation) = (films(400, 1), films(200, 2));
    train_head(
        &train,
        &validation,
        &Genre::six(),
        options,
        &Task::new(),
        |_| (),
    )
}

#[test]
fn what_can_be_learned_is_learned() {
    let trained = train(&options()).expect("sound films");
    let best = &trained.history[trained.best_epoch - 1];
    let auc = best.validation_macro_auc.expect("both kinds of films");
    assert!(auc > 0.8, "{auc}");
    assert!(best.validation_loss < trained.history[0].validation_loss);
    assert_eq!(best.validation_auc.len(), 6);
    // The folded head, on films it has not seen, as they are.
    let test = films(300, 3);
    let logits = trained.head.logits(&test.features).expect("16 features");
    let fitted = fit_on_validation(&logits, &test.labels, &Genre::six(), Objective::F1);
    let fitted = fitted.expect("finite");
    assert!(fitted.notes.is_empty(), "{:?}", fitted.notes);
    assert!(fitted.choices.iter().all(|choice| choice.counts.f1() > 0.5));
}

#[test]
fn the_same_seed_gives_the_same_bits_and_another_does_not() {
    let weights = |seed| {
        let options = HeadOptions { seed, ..options() };
        train(&options).expect("sound films").head
    };
    let bits = |values: &[f32]| values.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
    let (one, same, other) = (weights(7), weights(7), weights(8));
    assert_eq!(bits(&one.weight), bits(&same.weight));
    assert_eq!(bits(&one.bias), bits(&same.bias));
    assert_ne!(one, other);
}

#[test]
fn a_feature_that_never_varies_gets_no_weight() {
    let head = train(&options()).expect("sound films").head;
    assert!(
        head.weight
            .chunks(DIMENSION)
            .all(|row| row[DIMENSION - 1] == 0.0)
    );
}

#[test]
fn the_best_epoch_is_kept_and_patience_ends() {
    let options = HeadOptions {
        epochs: 200,
        patience: 3,
        learning_rate: 0.5,
        ..options()
    };
    let mut heard: Vec<Epoch> = Vec::new();
    let (train, validation) = (films(100, 1), films(200, 2));
    let record = |epoch: &Epoch| heard.push(epoch.clone());
    let genres = Genre::six();
    let trained = train_head(&train, &validation, &genres, &options, &Task::new(), record);
    let trained = trained.expect("sound films");
    assert_eq!(heard, trained.history);
    assert_eq!(heard.len(), trained.best_epoch + 3);
    let auc = |epoch: &Epoch| epoch.validation_macro_auc.expect("both kinds");
    let best = auc(&heard[trained.best_epoch - 1]);
    assert!(heard.iter().all(|epoch| auc(epoch) <= best));
    // The weights are that epoch's.
    let logits = trained
        .head
        .logits(&validation.features)
        .expect("16 features");
    let table = onesheet::evaluation::Predictions::new(&logits, &validation.labels, 6).expect("6");
    let aucs: f64 = (0..6)
        .filter_map(|g| onesheet::evaluation::Ranking::new(table.column(g)).roc_auc())
        .sum();
    assert_eq!(aucs / 6.0, best);
}

#[test]
fn trouble_is_told_in_a_sentence() {
    let says = |result: Result<TrainedHead, Error>| result.expect_err("trouble").to_string();
    let runaway = HeadOptions {
        learning_rate: 1e38,
        ..options()
    };
    let text = says(train(&runaway));
    assert!(text.contains("learning rate below"), "{text}");

    let whole = HeadOptions {
        dropout: 1.0,
        ..options()
    };
    assert!(says(train(&whole)).contains("below 1"));

    let genres = Genre::six();
    let task = Task::new();
    let none = Examples {
        dimension: DIMENSION,
        ..Examples::default()
    };
    let empty = train_head(&none, &films(9, 1), &genres, &options(), &task, |_| ());
    assert!(says(empty).contains("Action, Comedy"));
    let blind = train_head(&films(9, 1), &none, &genres, &options(), &task, |_| ());
    assert!(says(blind).contains("validation films"));

    let mut broken = films(9, 1);
    broken.features[DIMENSION * 4] = f32::INFINITY;
    let broken = train_head(&broken, &films(9, 2), &genres, &options(), &task, |_| ());
    assert!(says(broken).contains("film 4"));

    task.cancel();
    let cancelled = train_head(
        &films(9, 1),
        &films(9, 2),
        &genres,
        &options(),
        &task,
        |_| (),
    );
    assert!(matches!(cancelled, Err(Error::Cancelled(_))));
}
