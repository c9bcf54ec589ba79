//! The films: which were kept, why the rest was not, and how the genres are spread.

use super::super::Material;
use super::super::document::{Block, Drawing, Picture, Table, share};
use super::hue::hue;
use crate::catalog::{Funnel, Split};
use crate::charts::palette::ACCENT;
use crate::charts::{Bar, Bars};
use crate::wording::thousands;

const WIDTH: f32 = 520.0;

pub fn chapter(material: &Material) -> Vec<Block> {
    vec![
        Block::Chapter("The films".to_owned()),
        Block::Table(funnel_table(&material.funnel)),
        Block::Pictures(vec![
            funnel_picture(&material.funnel),
            distribution(material),
        ]),
        Block::Table(splits(material)),
    ]
}

fn funnel_table(funnel: &Funnel) -> Table {
    let mut table = Table::new(
        "funnel",
        "From every row of the tables to the films that are learned from and judged.",
        &["step", "kept", "removed", "why"],
    );
    for step in funnel {
        let reasons: Vec<String> = step
            .reasons()
            .iter()
            .map(|(words, count)| format!("{} {words}", thousands(*count as u64)))
            .collect();
        table.row([
            step.step.clone(),
            thousands(step.kept as u64),
            thousands(step.gone() as u64),
            reasons.join(", "),
        ]);
    }
    table
}

fn funnel_picture(funnel: &Funnel) -> Picture {
    let bars = funnel.iter().map(|step| Bar {
        name: step.step.clone(),
        value: step.kept as f64,
        words: thousands(step.kept as u64),
        colour: ACCENT,
        interval: None,
    });
    let chart = Bars {
        title: "Films left after each step".to_owned(),
        from: 0.0,
        to: None,
        bars: bars.collect(),
        width: WIDTH,
    };
    Picture {
        name: "funnel".to_owned(),
        alternative: "How many films are left after each step of the import".to_owned(),
        caption: String::new(),
        drawing: Drawing::Chart(chart.draw()),
    }
}

fn distribution(material: &Material) -> Picture {
    let labelled = material.films.iter().filter(|film| film.split.is_some());
    let total = labelled.clone().count();
    let bars = material
        .scores
        .genres()
        .iter()
        .enumerate()
        .map(|(place, genre)| {
            let count = labelled
                .clone()
                .filter(|film| film.genres.contains(genre))
                .count();
            Bar {
                name: genre.name().to_owned(),
                value: count as f64,
                words: format!("{} ({})", thousands(count as u64), share(count, total)),
                colour: hue(genre, place),
                interval: None,
            }
        });
    let chart = Bars {
        title: "Films of each genre".to_owned(),
        from: 0.0,
        to: None,
        bars: bars.collect(),
        width: WIDTH,
    };
    Picture {
        name: "genres".to_owned(),
        alternative: "How many films have each genre".to_owned(),
        caption: "A film may have several genres; shares are of the films in the three splits."
            .to_owned(),
        drawing: Drawing::Chart(chart.draw()),
    }
}

fn splits(material: &Material) -> Table {
    let mut table = Table::new(
        "splits",
        "Weights are learned on the training films; epochs, calibration and thresholds are chosen \
         on the validation films; figures are read on the test films. Near-identical posters and \
         films of one series stay on one side.",
        &["genre", "training", "validation", "test"],
    );
    let count = |split: Split, genre: Option<&crate::catalog::Genre>| {
        let films = material.films.iter().filter(|film| {
            film.split == Some(split) && genre.is_none_or(|genre| film.genres.contains(genre))
        });
        films.count()
    };
    let all = [Split::Train, Split::Validation, Split::Test];
    let totals = all.map(|split| count(split, None));
    for genre in material.scores.genres() {
        let cells = all.iter().zip(totals).map(|(&split, total)| {
            let films = count(split, Some(genre));
            format!("{} ({})", thousands(films as u64), share(films, total))
        });
        table.row([genre.name().to_owned()].into_iter().chain(cells));
    }
    let sums = totals.map(|total| thousands(total as u64));
    table.row(["films".to_owned()].into_iter().chain(sums));
    table
}
