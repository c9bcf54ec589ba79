//! What needs no threshold: areas, curves, calibration.

use super::super::Material;
use super::super::document::{Block, Drawing, Picture, Table, figure, interval};
use super::hue::hue;
use crate::catalog::Genre;
use crate::charts::palette::INK_WEAK;
use crate::charts::plot::Mark;
use crate::charts::{Bar, Bars, Plot, Series};
use crate::evaluation::curves::{precision_recall_curve, roc_curve, threshold_curve};
use crate::evaluation::thresholds::grid;
use crate::evaluation::{Ranking, Reliability};
use crate::wording::thousands;

const SIZE: (f32, f32) = (520.0, 440.0);
const FULL: Option<(f64, f64)> = Some((0.0, 1.0));

/// One genre of the test films.
struct Column<'a> {
    genre: &'a Genre,
    place: usize,
    ranking: Ranking,
    reliability: Reliability,
}

pub fn chapters(material: &Material) -> Vec<Block> {
    let columns = columns(material);
    let mut blocks = vec![
        Block::Chapter("How well it ranks".to_owned()),
        Block::Words(
            "The AUC is the chance that a film with the genre scores above one without it: 0.5 is \
             guessing, 1 is perfect. Intervals are the middle 95 % of 1,000 seeded resamplings of \
             the test films."
                .to_owned(),
        ),
        Block::Pictures(vec![roc(&columns), precision_recall(&columns)]),
        Block::Pictures(vec![areas(material)]),
        Block::Table(per_genre(material)),
        Block::Chapter("Whether its probabilities mean what they say".to_owned()),
        Block::Words(
            "Of the films that are given 30 %, about 30 % should have the genre: a calibrated \
             model's curve lies on the diagonal. Dots stand for tenths of the range that hold at \
             least ten films."
                .to_owned(),
        ),
    ];
    let course = threshold_course(&columns);
    blocks.push(Block::Pictures(vec![reliability(&columns), course]));
    blocks.push(Block::Table(calibration(&columns)));
    blocks
}

fn columns(material: &Material) -> Vec<Column<'_>> {
    let Ok(test) = material.test.predictions() else {
        return Vec::new();
    };
    let genres = material.scores.genres().iter().enumerate();
    genres
        .map(|(place, genre)| Column {
            genre,
            place,
            ranking: Ranking::new(test.column(place)),
            reliability: Reliability::of(test.column(place)),
        })
        .collect()
}

impl Column<'_> {
    fn series(&self, mark: Mark, points: Vec<(f64, f64)>) -> Series {
        Series {
            name: self.genre.name().to_owned(),
            colour: hue(self.genre, self.place),
            mark,
            points,
        }
    }
}

fn areas(material: &Material) -> Picture {
    let figures = &material.figures;
    let genres = material.scores.genres().iter().enumerate();
    let bars = genres
        .zip(&figures.per_genre)
        .filter_map(|((place, genre), row)| {
            let auc = row.auc?;
            let range = figures.intervals.auc.get(place).copied().flatten();
            Some(Bar {
                name: genre.name().to_owned(),
                value: auc,
                words: format!("{auc:.3}"),
                colour: hue(genre, place),
                interval: range.map(|[low, high]| (low, high)),
            })
        });
    let chart = Bars {
        title: "Area under the ROC curve, test".to_owned(),
        from: 0.5,
        to: Some(1.0),
        bars: bars.collect(),
        width: SIZE.0,
    };
    Picture {
        name: "auc".to_owned(),
        alternative: "AUC of each genre on the test films, with 95 % intervals".to_owned(),
        caption: "From 0.5 (guessing) to 1; whiskers are 95 % intervals.".to_owned(),
        drawing: Drawing::Chart(chart.draw()),
    }
}

fn roc(columns: &[Column<'_>]) -> Picture {
    let mut series = vec![reference(vec![(0.0, 0.0), (1.0, 1.0)])];
    series.extend(columns.iter().map(|column| {
        let curve = roc_curve(&column.ranking).unwrap_or_default();
        let points = curve
            .iter()
            .map(|point| (point.false_positive_rate, point.true_positive_rate));
        column.series(Mark::Line, points.collect())
    }));
    let plot = Plot {
        title: "ROC curves, test".to_owned(),
        x_name: "False positive rate".to_owned(),
        y_name: "Recall (true positive rate)".to_owned(),
        x_range: FULL,
        y_range: FULL,
        series,
        size: SIZE,
    };
    Picture {
        name: "roc".to_owned(),
        alternative: "ROC curve of each genre on the test films".to_owned(),
        caption: String::new(),
        drawing: Drawing::Chart(plot.draw()),
    }
}

fn precision_recall(columns: &[Column<'_>]) -> Picture {
    let series = columns.iter().map(|column| {
        let curve = precision_recall_curve(&column.ranking).unwrap_or_default();
        let points = curve.iter().map(|point| (point.recall, point.precision));
        column.series(Mark::Line, points.collect())
    });
    let plot = Plot {
        title: "Precision and recall, test".to_owned(),
        x_name: "Recall".to_owned(),
        y_name: "Precision".to_owned(),
        x_range: FULL,
        y_range: FULL,
        series: series.collect(),
        size: SIZE,
    };
    Picture {
        name: "precision-recall".to_owned(),
        alternative: "Precision over recall of each genre on the test films".to_owned(),
        caption: "Guessing scores the genre's frequency at every recall.".to_owned(),
        drawing: Drawing::Chart(plot.draw()),
    }
}

fn per_genre(material: &Material) -> Table {
    let figures = &material.figures;
    let mut table = Table::new(
        "ranking",
        "Test films. A constant score has AUC 0.5 and the genre's frequency as average precision.",
        &[
            "genre",
            "films",
            "frequency",
            "AUC",
            "95 % interval",
            "average precision",
        ],
    );
    let rows = figures.per_genre.iter().enumerate();
    for (place, row) in rows {
        table.row([
            row.genre.clone(),
            thousands(row.support as u64),
            figure(Some(row.support as f64 / figures.films.max(1) as f64)),
            figure(row.auc),
            interval(figures.intervals.auc.get(place).copied().flatten()),
            figure(row.average_precision),
        ]);
    }
    table
}

const FEWEST: usize = 10;

fn reliability(columns: &[Column<'_>]) -> Picture {
    let mut series = vec![reference(vec![(0.0, 0.0), (1.0, 1.0)])];
    series.extend(columns.iter().map(|column| {
        let bins = column.reliability.bins.iter();
        let points = bins
            .filter(|bin| bin.count >= FEWEST)
            .map(|bin| (bin.mean_probability, bin.share));
        column.series(Mark::Dotted, points.collect())
    }));
    let plot = Plot {
        title: "Reliability, test".to_owned(),
        x_name: "Mean probability given".to_owned(),
        y_name: "Share of films that have the genre".to_owned(),
        x_range: FULL,
        y_range: FULL,
        series,
        size: SIZE,
    };
    Picture {
        name: "reliability".to_owned(),
        alternative: "Share of films that have the genre over the probability given".to_owned(),
        caption: String::new(),
        drawing: Drawing::Chart(plot.draw()),
    }
}

fn threshold_course(columns: &[Column<'_>]) -> Picture {
    let series = columns.iter().map(|column| {
        let curve = threshold_curve(&column.ranking, grid());
        let points = curve
            .iter()
            .map(|(threshold, counts)| (f64::from(*threshold), counts.f1()));
        column.series(Mark::Line, points.collect())
    });
    let plot = Plot {
        title: "F1 over the threshold, test".to_owned(),
        x_name: "Threshold".to_owned(),
        y_name: "F1".to_owned(),
        x_range: FULL,
        y_range: FULL,
        series: series.collect(),
        size: SIZE,
    };
    Picture {
        name: "f1-by-threshold".to_owned(),
        alternative: "F1 of each genre over the threshold, on the test films".to_owned(),
        caption: "To be looked at, not chosen on: thresholds are chosen on validation films."
            .to_owned(),
        drawing: Drawing::Chart(plot.draw()),
    }
}

fn calibration(columns: &[Column<'_>]) -> Table {
    let mut table = Table::new(
        "calibration",
        "Test films; 0 is best for both.",
        &["genre", "expected calibration error", "Brier score"],
    );
    for column in columns {
        table.row([
            column.genre.name().to_owned(),
            figure(Some(column.reliability.expected_calibration_error)),
            figure(Some(column.reliability.brier)),
        ]);
    }
    table
}

fn reference(points: Vec<(f64, f64)>) -> Series {
    Series {
        name: String::new(),
        colour: INK_WEAK,
        mark: Mark::Dashed,
        points,
    }
}
