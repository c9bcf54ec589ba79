//! A ResNet of basic blocks (ResNet18, 34) against the plain definition, loop by loop.

use std::collections::HashMap;

use candle_core::{DType, Device, Tensor};
use onesheet::catalog::Genre;
use onesheet::jobs::Task;
use onesheet::vision::checkpoint::{BlockKind, Precision};
use onesheet::vision::onnx::to_onnx;
use onesheet::vision::{Architecture, Batch, Checkpoint, Preprocessing, Reader, Wanted};

fn architecture() -> Architecture {
    Architecture {
        embedding: 4,
        // No multiples of 4: those are the bottlenecks' law.
        widths: [4, 6, 7, 10],
        depths: [2, 1, 2, 1],
        block: BlockKind::Basic,
    }
}

/// Numbers without a pattern, the same each time.
fn tensors(genres: usize) -> HashMap<String, Tensor> {
    let mut shapes = architecture().backbone();
    shapes.insert("fc.weight".to_owned(), vec![genres, 10]);
    shapes.insert("fc.bias".to_owned(), vec![genres]);
    let mut at = 0.0_f64;
    let mut next = || {
        at += 1.0;
        (at * 12.9898).sin() * 0.4
    };
    let tensor = |(name, shape): (String, Vec<usize>)| {
        let count = shape.iter().product();
        let values: Vec<f32> = (0..count)
            .map(
                |_| match name.ends_with("var") || name.contains("bn1.weight") {
                    true => next().abs() as f32 + 0.5,
                    false => next() as f32,
                },
            )
            .collect();
        let tensor = Tensor::from_vec(values, shape, &Device::Cpu).expect("a tensor");
        (name, tensor)
    };
    shapes.into_iter().map(tensor).collect()
}

fn model() -> Checkpoint {
    let genres: Vec<Genre> = Genre::six();
    let (thresholds, calibration) = (vec![Default::default(); 6], vec![Default::default(); 6]);
    let preprocessing = Preprocessing {
        height: 37,
        width: 26,
        ..Preprocessing::default()
    };
    let backbone = Checkpoint::backbone(architecture(), preprocessing, tensors(genres.len()));
    Checkpoint {
        genres,
        thresholds,
        calibration,
        ..backbone
    }
}

/// Channels, rows, columns.
struct Map {
    sides: [usize; 3],
    values: Vec<f64>,
}

impl Map {
    /// 0 outside.
    fn at(&self, channel: usize, row: i64, column: i64) -> f64 {
        let [_, rows, columns] = self.sides;
        let inside =
            |value: i64, side: usize| usize::try_from(value).ok().filter(|one| *one < side);
        match (inside(row, rows), inside(column, columns)) {
            (Some(row), Some(column)) => self.values[(channel * rows + row) * columns + column],
            _ => 0.0,
        }
    }

    fn map(self, change: impl Fn(f64) -> f64) -> Self {
        let values = self.values.into_iter().map(change).collect();
        Self { values, ..self }
    }
}

struct Plain(HashMap<String, Tensor>);

impl Plain {
    fn numbers(&self, name: &str) -> Vec<f64> {
        let wide = self.0[name].to_dtype(DType::F64).expect("numbers");
        wide.flatten_all().expect("flat").to_vec1().expect("f64")
    }

    /// A convolution without bias, then batch norm with stored statistics.
    fn unit(&self, x: &Map, convolution: &str, norm: &str, stride: usize) -> Map {
        let weight = format!("{convolution}.weight");
        let (outputs, inputs, side, _) = self.0[&weight].dims4().expect("a kernel");
        let (weight, margin) = (self.numbers(&weight), (side / 2) as i64);
        let part = |part: &str| self.numbers(&format!("{norm}.{part}"));
        let (gain, shift) = (part("weight"), part("bias"));
        let (mean, variance) = (part("running_mean"), part("running_var"));
        let [_, rows, columns] = x.sides;
        let (rows, columns) = (rows.div_ceil(stride), columns.div_ceil(stride));
        let mut values = Vec::new();
        for output in 0..outputs {
            for row in 0..rows {
                for column in 0..columns {
                    let mut sum = 0.0;
                    for input in 0..inputs {
                        for y in 0..side {
                            for z in 0..side {
                                let row = (row * stride + y) as i64 - margin;
                                let column = (column * stride + z) as i64 - margin;
                                let at = ((output * inputs + input) * side + y) * side + z;
                                sum += weight[at] * x.at(input, row, column);
                            }
                        }
                    }
                    let scaled = (sum - mean[output]) / (variance[output] + 1e-5).sqrt();
                    values.push(scaled * gain[output] + shift[output]);
                }
            }
        }
        Map {
            sides: [outputs, rows, columns],
            values,
        }
    }

    fn features(&self, pixels: Map) -> Vec<f64> {
        let relu = |value: f64| value.max(0.0);
        let stem = self.unit(&pixels, "conv1", "bn1", 2).map(relu);
        let [channels, rows, columns] = stem.sides;
        let (rows, columns) = (rows.div_ceil(2), columns.div_ceil(2));
        let mut values = Vec::new();
        for channel in 0..channels {
            for row in 0..rows {
                for column in 0..columns {
                    // After ReLU, the 0 outside never wins.
                    let window = (0..9).map(|at| {
                        let (row, column) = (2 * row + at / 3, 2 * column + at % 3);
                        stem.at(channel, row as i64 - 1, column as i64 - 1)
                    });
                    values.push(window.fold(0.0, f64::max));
                }
            }
        }
        let sides = [channels, rows, columns];
        let mut x = Map { sides, values };
        for (layer, depth) in (1..).zip(architecture().depths) {
            for block in 0..depth {
                let at = format!("layer{layer}.{block}");
                let stride = if layer > 1 && block == 0 { 2 } else { 1 };
                let names = |number| (format!("{at}.conv{number}"), format!("{at}.bn{number}"));
                let ((conv1, bn1), (conv2, bn2)) = (names(1), names(2));
                let y = self.unit(&x, &conv1, &bn1, stride).map(relu);
                let y = self.unit(&y, &conv2, &bn2, 1);
                let shortcut = format!("{at}.downsample");
                let around = match self.0.contains_key(&format!("{shortcut}.0.weight")) {
                    true => self.unit(
                        &x,
                        &format!("{shortcut}.0"),
                        &format!("{shortcut}.1"),
                        stride,
                    ),
                    false => x,
                };
                let sum = y
                    .values
                    .iter()
                    .zip(&around.values)
                    .map(|(a, b)| relu(a + b));
                x = Map {
                    sides: y.sides,
                    values: sum.collect(),
                };
            }
        }
        let area = x.sides[1] * x.sides[2];
        let mean = |one: &[f64]| one.iter().sum::<f64>() / area as f64;
        x.values.chunks(area).map(mean).collect()
    }
}

#[test]
fn basic_blocks_compute_what_they_are_defined_as() {
    let model = model();
    let pixels: Vec<f32> = (0..3 * 37 * 26).map(|at| (at as f32 * 0.7).sin()).collect();
    let expected = Plain(model.tensors.clone()).features(Map {
        sides: [3, 37, 26],
        values: pixels.iter().map(|&value| f64::from(value)).collect(),
    });
    // Written and read again, in every way that tells its blocks: config.json, then the tensors.
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("model");
    model.save(&folder, Precision::F32).expect("saved");
    let text = std::fs::read_to_string(folder.join("config.json")).expect("read");
    assert!(text.contains(r#""layer_type": "basic""#), "{text}");
    let stated = Checkpoint::load(&folder).expect("read");
    let shown = Checkpoint::from_weights(
        &folder.join("model.safetensors"),
        stated.preprocessing.clone(),
    );
    let shown = shown.expect("its names show what it is");
    for read in [&stated, &shown] {
        assert_eq!(read.architecture, architecture());
        let reader = Reader::new(read.clone()).expect("an engine");
        let batch = Batch::new(&pixels, 37, 26).expect("an image");
        let outputs = reader
            .engine()
            .outputs(&batch, Wanted::Features, &Task::new());
        let found = outputs.expect("computed").features;
        assert_eq!(found.len(), expected.len());
        for (a, b) in found.iter().zip(&expected) {
            assert!(
                (f64::from(*a) - b).abs() < 1e-4 * b.abs().max(1.0),
                "{found:?} {expected:?}"
            );
        }
    }
    // Six outputs, and every convolution of the definition: 1 + 2 x 6 blocks + 3 ways around.
    let onnx = to_onnx(&stated).expect("nodes");
    let nodes = String::from_utf8_lossy(&onnx).matches("Conv").count();
    assert_eq!(nodes, 16);
}
