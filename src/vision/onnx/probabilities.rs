//! From logits to calibrated probabilities as nodes, as the checkpoint's calibration says.
//!
//! Platt scaling is an affine map and a sigmoid, for all genres at once. An isotonic line is the sum
//! of its pieces: how far the logit reaches into each, times that piece's slope.

use super::graph::{Graph, int};
use crate::vision::{Calibration, Isotonic, Platt};

/// Adds everything from `logits` to `probabilities` (both n, genres).
pub fn add(graph: &mut Graph, calibration: &[Calibration], logits: &str, probabilities: &str) {
    let all_platt = calibration
        .iter()
        .all(|one| matches!(one, Calibration::Platt(_)));
    if all_platt {
        platt(graph, calibration, logits, probabilities);
        return;
    }
    let scaled = platt(graph, calibration, logits, "platt");
    let mut columns = Vec::with_capacity(calibration.len());
    for (genre, calibration) in calibration.iter().enumerate() {
        let at = graph.integers(&format!("genre.{genre}"), &[genre as i64]);
        let mut column =
            |of: &str, name: String| graph.node("Gather", &[of, &at], &name, vec![int("axis", 1)]);
        columns.push(match calibration {
            Calibration::Platt(_) => column(&scaled, format!("platt.{genre}")),
            Calibration::Isotonic(line) => {
                let logit = column(logits, format!("logit.{genre}"));
                isotonic(graph, line, &logit, &format!("isotonic.{genre}"))
            }
        });
    }
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    graph.node("Concat", &columns, probabilities, vec![int("axis", 1)]);
}

/// `sigmoid(slope * logit + intercept)`; an isotonic genre's column is not used.
fn platt(graph: &mut Graph, calibration: &[Calibration], logits: &str, output: &str) -> String {
    let line = |one: &Calibration| match one {
        Calibration::Platt(platt) => *platt,
        Calibration::Isotonic(_) => Platt::default(),
    };
    let lines: Vec<Platt> = calibration.iter().map(line).collect();
    let of = |number: fn(&Platt) -> f32| lines.iter().map(number).collect::<Vec<f32>>();
    let shape = [lines.len()];
    let slopes = graph.floats("calibration.slope", &shape, &of(|line| line.slope));
    let intercepts = of(|line| line.intercept);
    let intercepts = graph.floats("calibration.intercept", &shape, &intercepts);
    let scaled = graph.node("Mul", &[logits, &slopes], "logits.scaled", Vec::new());
    let shifted = [scaled.as_str(), &intercepts];
    let shifted = graph.node("Add", &shifted, "logits.calibrated", Vec::new());
    graph.node("Sigmoid", &[&shifted], output, Vec::new())
}

/// The line through the points at a column of logits (n, 1).
fn isotonic(graph: &mut Graph, line: &Isotonic, logit: &str, name: &str) -> String {
    let points = line.points();
    let first = points.first().map_or(0.5, |point| point[1]);
    // One point is a level line: a piece without slope.
    let level = [[0.0, first], [1.0, first]];
    let points = if points.len() < 2 {
        level.as_slice()
    } else {
        points
    };
    let pieces = points.len() - 1;
    let left: Vec<f32> = points[..pieces].iter().map(|point| point[0]).collect();
    let right: Vec<f32> = points[1..].iter().map(|point| point[0]).collect();
    let slope = |two: &[[f32; 2]]| {
        let rise = f64::from(two[1][1]) - f64::from(two[0][1]);
        (rise / (f64::from(two[1][0]) - f64::from(two[0][0]))) as f32
    };
    let slopes: Vec<f32> = points.windows(2).map(slope).collect();
    let shape = [pieces];
    let left = graph.floats(&format!("{name}.left"), &shape, &left);
    let right = graph.floats(&format!("{name}.right"), &shape, &right);
    let slopes = graph.floats(&format!("{name}.slope"), &shape, &slopes);
    let level = graph.floats(&format!("{name}.level"), &[1], &[first]);
    let axis = graph.integers(&format!("{name}.axis"), &[1]);
    let mut step = |operation: &str, one: &str, other: &str, settings| {
        let output = format!("{name}.{}", operation.to_lowercase());
        graph.node(operation, &[one, other], &output, settings)
    };
    let above = step("Max", logit, &left, Vec::new());
    let within = step("Min", &above, &right, Vec::new());
    let reach = step("Sub", &within, &left, Vec::new());
    let rise = step("Mul", &reach, &slopes, Vec::new());
    let sum = step("ReduceSum", &rise, &axis, vec![int("keepdims", 1)]);
    step("Add", &sum, &level, Vec::new())
}
