//! Every figure against scikit-learn's, on tables with ties, empty genres and unlabelled films
//! (tests/fixtures/evaluation/make.py wrote them).

use onesheet::catalog::{Genre, GenreSet};
use onesheet::evaluation::confusion::Confusion;
use onesheet::evaluation::curves::{precision_recall_curve, roc_curve};
use onesheet::evaluation::isotonic::fit_isotonic;
use onesheet::evaluation::{
    Candidates, Choice, Figures, Instrument, Objective, Predictions, Quality, Ranking, Reliability,
    choose_thresholds, fit_platt,
};
use onesheet::vision::{Calibration, Threshold};
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
            close(&of("mcc"), Some(genre.mcc), &e["mcc"]);
            close(&of("jaccard"), Some(genre.jaccard), &e["jaccard"]);
            close(&of("brier"), Some(genre.brier), &e["brier"]);
            let error = Some(genre.calibration_error);
            close(&of("ece"), error, &e["expected_calibration_error"]);
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
        for (what, ours) in [
            ("jaccard", figures.jaccard),
            ("jaccard_micro", figures.jaccard_micro),
            ("jaccard_macro", figures.jaccard_macro),
            ("labels_per_film", figures.labels_per_film),
            ("predicted_per_film", figures.predicted_per_film),
            ("without_prediction", figures.without_prediction as f64),
        ] {
            close(what, Some(ours), &e[what]);
        }
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

fn plain(thresholds: &[Threshold]) -> Vec<f32> {
    thresholds
        .iter()
        .map(|threshold| threshold.value())
        .collect()
}

#[test]
fn the_other_figures_of_a_confusion_agree_with_scikit_learn() {
    for case in cases() {
        let instrument = Instrument::new(&case.predictions(), &plain(&case.thresholds));
        for genre in 0..6 {
            let counts: Confusion = instrument.confusion(genre);
            let e = &case.expected["per_genre"][genre];
            for (what, ours) in [
                ("f0.5", counts.f_beta(0.5)),
                ("f2", counts.f_beta(2.0)),
                ("youden", counts.youden()),
            ] {
                case.close(
                    &format!("genre {genre} {what}"),
                    Some(ours),
                    &e[what],
                    1e-12,
                );
            }
        }
    }
}

fn list(value: &Value) -> Vec<Option<f64>> {
    let numbers = value.as_array().expect("an array").iter();
    numbers.map(Value::as_f64).collect()
}

#[test]
fn curves_agree_with_scikit_learn_point_by_point() {
    for case in cases() {
        let logits = Predictions::new(&case.logits, &case.labels, 6).expect("the fixture's shape");
        for genre in 0..6 {
            let e = &case.expected["per_genre"][genre]["curves"];
            let ranking = Ranking::new(case.predictions().column(genre));
            let (roc, pr) = (roc_curve(&ranking), precision_recall_curve(&ranking));
            if e.is_null() {
                assert_eq!((roc, pr), (None, None));
                continue;
            }
            let what = format!("{}: genre {genre}", case.name);
            let alike = |name: &str, ours: Vec<Option<f64>>, expected: &Value, tolerance: f64| {
                let expected = list(expected);
                assert_eq!(ours.len(), expected.len(), "{what}: points of {name}");
                for (a, b) in ours.iter().zip(&expected) {
                    let same = match (a, b) {
                        (Some(a), Some(b)) => (a - b).abs() <= tolerance,
                        (a, b) => a == b,
                    };
                    assert!(same, "{what}: {name}: {a:?}, scikit-learn {b:?}");
                }
            };
            let roc = roc.expect("both kinds");
            let of = |value: fn(&onesheet::evaluation::curves::RocPoint) -> Option<f64>| {
                roc.iter().map(value).collect::<Vec<_>>()
            };
            let e_roc = &e["roc"];
            alike(
                "fpr",
                of(|p| Some(p.false_positive_rate)),
                &e_roc["fpr"],
                1e-12,
            );
            alike(
                "tpr",
                of(|p| Some(p.true_positive_rate)),
                &e_roc["tpr"],
                1e-12,
            );
            let thresholds = of(|p| p.threshold.map(f64::from));
            alike("roc thresholds", thresholds, &e_roc["thresholds"], 1e-9);

            let pr = pr.expect("both kinds");
            let e_pr = &e["precision_recall"];
            let precision = pr.iter().map(|p| Some(p.precision)).collect();
            alike("precision", precision, &e_pr["precision"], 1e-12);
            let recall = pr.iter().map(|p| Some(p.recall)).collect();
            alike("recall", recall, &e_pr["recall"], 1e-12);
            // Our last point says itself that it has no threshold; theirs is one short.
            let thresholds = pr.iter().map(|p| p.threshold.map(f64::from));
            let thresholds = thresholds.filter(Option::is_some).collect();
            alike("pr thresholds", thresholds, &e_pr["thresholds"], 1e-9);

            let reliability = Reliability::of(case.predictions().column(genre));
            let bins = || reliability.bins.iter().filter(|bin| bin.count > 0);
            let share = bins().map(|bin| Some(bin.share)).collect();
            alike(
                "calibration share",
                share,
                &e["calibration"]["share"],
                1e-12,
            );
            let mean = bins().map(|bin| Some(bin.mean_probability)).collect();
            alike("calibration mean", mean, &e["calibration"]["mean"], 1e-12);

            // Scores that fall with the genre are refused here and flat there. The fixture draws
            // scikit-learn's steps through their centres.
            let Ok(line) = fit_isotonic(logits.column(genre)) else {
                continue;
            };
            let line = Calibration::Isotonic(line);
            let at = list(&e["isotonic"]["at"]).into_iter().flatten();
            let says = at.map(|at| Some(f64::from(line.probability(at as f32).value())));
            alike("isotonic", says.collect(), &e["isotonic"]["says"], 1e-6);
        }
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
                let met = objective.is_met(choice.counts);
                let value = met.then(|| objective.value(choice.counts));
                case.close(&what, value, best, 1e-12);
                let ranking = Ranking::new(case.predictions().column(genre));
                let exact = Choice::best(&ranking, objective, Candidates::Exact);
                assert!(objective.value(exact.counts) >= objective.value(choice.counts) - 1e-12);
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
            let fit = fit_platt(logits.column(genre)).ok();
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
