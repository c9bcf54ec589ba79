//! Every figure against scikit-learn's, on tables with ties, empty genres and unlabelled films
//! (tests/fixtures/evaluation/make.py wrote them).

use onesheet::catalog::{Genre, GenreSet};
use onesheet::evaluation::{
    Figures, Objective, Predictions, Quality, Reliability, choose_thresholds, fit_calibration,
};
use onesheet::vision::Threshold;
use serde_json::Value;

const CASES: [(&str, &str); 3] = [
    ("ties", include_str!("fixtures/evaluation/ties.json")),
    (
        "empty_genre",
        include_str!("fixtures/evaluation/empty_genre.json"),
    ),
    ("few", include_str!("fixtures/evaluation/few.json")),
];

struct Case {
    name: &'static str,
    expected: Value,
    labels: Vec<GenreSet>,
    scores: Vec<f32>,
    logits: Vec<f32>,
    thresholds: Vec<Threshold>,
}

fn floats(value: &Value) -> Vec<f32> {
    let numbers = value.as_array().expect("an array").iter();
    numbers
        .map(|n| n.as_f64().expect("a number") as f32)
        .collect()
}

fn cases() -> impl Iterator<Item = Case> {
    CASES.into_iter().map(|(name, text)| {
        let expected: Value = serde_json::from_str(text).expect("the fixture is JSON");
        let labels = expected["labels"].as_array().expect("an array").iter();
        Case {
            name,
            labels: labels
                .map(|bits| GenreSet(bits.as_u64().expect("bits")))
                .collect(),
            scores: floats(&expected["scores"]),
            logits: floats(&expected["logits"]),
            thresholds: floats(&expected["thresholds"])
                .into_iter()
                .map(|t| Threshold::new(t).expect("in range"))
                .collect(),
            expected,
        }
    })
}

impl Case {
    fn predictions(&self) -> Predictions<'_> {
        Predictions::new(&self.scores, &self.labels, 6).expect("the fixture's shape")
    }

    fn close(&self, what: &str, ours: Option<f64>, expected: &Value, tolerance: f64) {
        let agree = match (ours, expected.as_f64()) {
            (Some(a), Some(b)) => (a - b).abs() <= tolerance,
            (None, None) => expected.is_null(),
            _ => false,
        };
        assert!(
            agree,
            "{}: {what}: {ours:?}, scikit-learn {expected}",
            self.name
        );
    }
}

#[test]
fn figures_agree_with_scikit_learn() {
    for case in cases() {
        let figures = Figures::of(&case.predictions(), &Genre::six(), &case.thresholds);
        let e = &case.expected;
        let close = |what: &str, ours, expected| case.close(what, ours, expected, 1e-12);
        for (genre, e) in figures
            .per_genre
            .iter()
            .zip(e["per_genre"].as_array().expect("six"))
        {
            let of = |what: &str| format!("{} {what}", genre.genre);
            close(&of("auc"), genre.auc, &e["auc"]);
            close(&of("ap"), genre.average_precision, &e["average_precision"]);
            close(&of("precision"), Some(genre.precision), &e["precision"]);
            close(&of("recall"), Some(genre.recall), &e["recall"]);
            close(&of("f1"), Some(genre.f1), &e["f1"]);
            close(&of("accuracy"), Some(genre.accuracy), &e["accuracy"]);
            assert_eq!(
                genre.support as u64,
                e["support"].as_u64().expect("a count")
            );
        }
        close("macro auc", figures.macro_auc, &e["macro_auc"]);
        close(
            "map",
            figures.mean_average_precision,
            &e["mean_average_precision"],
        );
        let averages: [(&str, Quality); 4] = [
            ("micro", figures.micro),
            ("macro", figures.macro_),
            ("weighted", figures.weighted),
            ("samples", figures.samples),
        ];
        for (kind, quality) in averages {
            close(
                &format!("{kind} precision"),
                Some(quality.precision),
                &e[kind]["precision"],
            );
            close(
                &format!("{kind} recall"),
                Some(quality.recall),
                &e[kind]["recall"],
            );
            close(&format!("{kind} f1"), Some(quality.f1), &e[kind]["f1"]);
        }
        close("jaccard", Some(figures.jaccard), &e["jaccard"]);
        close(
            "subset accuracy",
            Some(figures.subset_accuracy),
            &e["subset_accuracy"],
        );
        close(
            "hamming loss",
            Some(figures.hamming_loss),
            &e["hamming_loss"],
        );
    }
}

#[test]
fn genres_without_positives_are_named_and_left_out() {
    let case = cases().nth(1).expect("the second case");
    let figures = Figures::of(&case.predictions(), &Genre::six(), &case.thresholds);
    assert_eq!(figures.undefined_genres, ["Horror"]);
    assert!(figures.per_genre[3].warning.is_some());
}

#[test]
fn no_threshold_of_the_grid_is_better_than_the_chosen() {
    for case in cases() {
        for objective in Objective::ALL {
            let chosen = choose_thresholds(&case.predictions(), objective);
            for (genre, choice) in chosen.iter().enumerate() {
                let best = &case.expected["per_genre"][genre]["best"][objective.name()];
                let what = format!("genre {genre}, best {objective}");
                case.close(&what, Some(objective.value(choice.counts)), best, 1e-12);
            }
        }
    }
}

#[test]
fn calibration_agrees_with_scikit_learn() {
    for case in cases() {
        let logits = Predictions::new(&case.logits, &case.labels, 6).expect("the fixture's shape");
        for genre in 0..6 {
            let e = &case.expected["per_genre"][genre];
            let fit = fit_calibration(logits.column(genre)).ok();
            // A fit that turns the ranking round is refused here and not there.
            if e["slope"].as_f64().is_some_and(|slope| slope <= 0.0) {
                assert_eq!(fit, None);
                continue;
            }
            let of = |what: &str| format!("genre {genre} {what}");
            case.close(
                &of("slope"),
                fit.map(|f| f64::from(f.slope)),
                &e["slope"],
                2e-4,
            );
            case.close(
                &of("intercept"),
                fit.map(|f| f64::from(f.intercept)),
                &e["intercept"],
                2e-4,
            );
            let reliability = Reliability::of(case.predictions().column(genre));
            case.close(&of("brier"), Some(reliability.brier), &e["brier"], 1e-12);
            let error = Some(reliability.expected_calibration_error);
            case.close(&of("ece"), error, &e["expected_calibration_error"], 1e-12);
        }
    }
}

#[test]
fn the_json_has_the_promised_fields() {
    let case = cases().next().expect("the first case");
    let figures = Figures::of(&case.predictions(), &Genre::six(), &case.thresholds);
    let json = serde_json::to_value(&figures).expect("plain numbers");
    for field in [
        "macro_auc",
        "mean_average_precision",
        "per_genre",
        "micro",
        "macro",
        "weighted",
        "samples",
        "jaccard",
        "subset_accuracy",
        "hamming_loss",
        "baselines",
        "films",
    ] {
        assert!(!json[field].is_null(), "{field}");
    }
    for field in [
        "genre",
        "auc",
        "average_precision",
        "threshold",
        "precision",
        "recall",
        "f1",
        "accuracy",
        "support",
    ] {
        assert!(!json["per_genre"][0][field].is_null(), "{field}");
    }
}
