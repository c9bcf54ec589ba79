//! The values of a plot as a table of text, for a spreadsheet.
//!
//! In: the curves that are shown. Out: a line of names, then a line a place: the place, and a column
//! a curve, empty where the curve has no value; tabs between them.

use super::values::{Line, Plot, Points, is_point};

/// A column: its name and its points.
type Column<'a> = (String, Points<'a>);

/// The table of `lines`, the curves of `plot` that are shown.
pub fn table<'a>(plot: &Plot<'_>, lines: impl Iterator<Item = &'a Line<'a>>) -> String {
    let mut columns: Vec<Column<'_>> = Vec::new();
    for line in lines {
        columns.push((line.name.clone(), line.points.as_ref().into()));
        if let Some(raw) = &line.raw {
            columns.push((format!("{}, not smoothed", line.name), raw.as_ref().into()));
        }
        if let Some(extra) = plot.alone().and_then(|alone| alone.extra.as_ref()) {
            let values = line.points.iter().zip(&extra.values);
            let points: Vec<_> = values.map(|([x, _], value)| [*x, *value]).collect();
            columns.push((extra.name.to_owned(), points.into()));
        }
    }
    let mut table = cell(plot.across.name);
    for (name, _) in &columns {
        table.push('\t');
        table.push_str(&cell(name));
    }
    table.push('\n');
    rows(&columns, &mut table);
    table
}

/// Merges the columns by their places. A curve that stands still has several lines for one place.
fn rows(columns: &[Column<'_>], table: &mut String) {
    let mut next = vec![0; columns.len()];
    let head = |at: usize, column: &Column<'_>| {
        let point = column.1.get(at)?;
        point[0].is_finite().then_some(*point)
    };
    loop {
        let heads = next.iter().zip(columns);
        let heads: Vec<_> = heads.map(|(at, column)| head(*at, column)).collect();
        let places = heads.iter().flatten().map(|point| point[0]);
        let Some(place) = places.reduce(f64::min) else {
            return;
        };
        let mut row = number(place);
        let mut said = false;
        for (at, point) in heads.iter().enumerate() {
            row.push('\t');
            if let Some(point) = point.filter(|point| point[0] == place) {
                next[at] += 1;
                if is_point(&point) {
                    row.push_str(&number(point[1]));
                    said = true;
                }
            }
        }
        if said {
            table.push_str(&row);
            table.push('\n');
        }
    }
}

/// Every digit, and no more: rounding in f64 leaves tails of nines.
fn number(value: f64) -> String {
    let rounded = format!("{value:.12e}");
    rounded
        .parse::<f64>()
        .map_or(rounded, |value| value.to_string())
}

/// Words that break no column.
fn cell(words: &str) -> String {
    words.replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use egui::{Color32, Id};

    use super::super::format::Format;
    use super::super::values::{Alone, Axis, Extra, Kind, Look};
    use super::*;

    fn plot(lines: Vec<Line<'_>>, kind: Kind<'static>) -> String {
        let axis = |name| Axis {
            name,
            format: Format::Count,
            holds: None,
        };
        let plot = Plot {
            id: Id::unique("a table"),
            group: None,
            name: "AUC",
            named: false,
            across: axis("epoch"),
            up: axis("AUC"),
            lines: Vec::new(),
            level: None,
            mark: None,
            kind,
            said: None,
            hint: "",
            waits: "",
        };
        table(&plot, lines.iter())
    }

    fn line<'a>(name: &str, points: &'a [[f64; 2]]) -> Line<'a> {
        Line::new(name, Color32::WHITE, Look::Thin, points)
    }

    #[test]
    fn a_line_a_place_and_a_column_a_curve() {
        let longer = [[1.0, 0.7], [2.0, f64::NAN], [3.0, 0.1 + 0.2]];
        let shorter = [[0.5, 1e-7], [1.0, 0.75], [2.0, f64::NAN]];
        let lines = vec![line("Macro", &longer), line("a\tb", &shorter)];
        assert_eq!(
            plot(lines, Kind::Many { aside: true }),
            "epoch\tMacro\ta b\n0.5\t\t0.0000001\n1\t0.7\t0.75\n3\t0.3\t\n"
        );
        let mut smoothed = line("train", &longer[..1]);
        smoothed.raw = Some(shorter[..2].into());
        assert_eq!(
            plot(vec![smoothed], Kind::Many { aside: false }),
            "epoch\ttrain\ttrain, not smoothed\n0.5\t\t0.0000001\n1\t0.7\t0.75\n"
        );
        let nothing = plot(Vec::new(), Kind::Many { aside: false });
        assert_eq!(nothing, "epoch\n");
    }

    #[test]
    fn a_curve_that_rises_at_one_place_keeps_its_points_and_their_thresholds() {
        let points = [[0.0, 0.0], [0.0, 0.5], [1.0, 1.0]];
        let extra = Extra {
            name: "threshold",
            before: "from",
            after: "",
            values: vec![f64::NAN, 0.75, 0.25],
            format: Format::Share,
        };
        let kind = Kind::alone(Alone {
            extra: Some(extra),
            ..Alone::default()
        });
        assert_eq!(
            plot(vec![line("recall", &points)], kind),
            "epoch\trecall\tthreshold\n0\t0\t\n0\t0.5\t0.75\n1\t1\t0.25\n"
        );
    }
}
