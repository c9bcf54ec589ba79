//! A real checkpoint, made on the spot, whose network passes the mean colour of a poster through
//! to its features: red posters read as horror, blue ones as drama. It runs in milliseconds.

use std::collections::{BTreeMap, HashMap};

use candle_core::{Device, Tensor};
use onesheet::app::shared::reading::ReaderSource;
use onesheet::catalog::Genre;
use onesheet::vision::{
    Architecture, Calibration, Checkpoint, Preprocessing, Reader, Resample, Threshold,
};

/// What each genre looks for: a weight on red, green and blue, and a bias.
const HEAD: [[f32; 4]; 6] = [
    [9.0, 2.0, -9.0, -5.2],
    [6.0, 10.0, -7.0, -9.4],
    [-7.0, 2.0, 8.0, -2.4],
    [6.0, -12.0, -8.0, 1.2],
    [9.0, -4.0, 10.0, -9.6],
    [-12.0, 16.0, -6.0, -1.2],
];

const THRESHOLDS: [f32; 6] = [0.30, 0.40, 0.42, 0.28, 0.26, 0.27];

/// A network of eight channels: the first three carry red, green and blue.
fn architecture() -> Architecture {
    Architecture {
        embedding: 8,
        widths: [8; 4],
        depths: [1; 4],
        block: Default::default(),
    }
}

fn tensor(name: &str, shape: &[usize]) -> Tensor {
    let mut values = vec![0.0_f32; shape.iter().product()];
    let is_norm = name.contains("bn") || name.contains("downsample.1");
    if is_norm {
        let passes = name.ends_with(".weight") || name.ends_with("running_var");
        values.fill(if passes { 1.0 } else { 0.0 });
    } else if name == "conv1.weight" || name.contains("downsample.0") {
        // Channel k of the output is channel k of the input, taken at the kernel's middle.
        let [_, inputs, rows, columns] = shape else {
            panic!("{name} is no convolution");
        };
        let middle = (rows / 2) * columns + columns / 2;
        for channel in 0..*inputs {
            values[(channel * inputs + channel) * rows * columns + middle] = 1.0;
        }
    }
    Tensor::from_vec(values, shape, &Device::Cpu).expect("a tensor of its own shape")
}

/// The checkpoint.
pub fn checkpoint() -> Checkpoint {
    let architecture = architecture();
    let mut tensors: HashMap<String, Tensor> = architecture
        .backbone()
        .into_iter()
        .map(|(name, shape)| (name.clone(), tensor(&name, &shape)))
        .collect();
    let weight: Vec<f32> = HEAD
        .iter()
        .flat_map(|[r, g, b, _]| [*r, *g, *b, 0.0, 0.0, 0.0, 0.0, 0.0])
        .collect();
    let bias: Vec<f32> = HEAD.iter().map(|[.., bias]| *bias).collect();
    let on_cpu = |values, shape: &[usize]| {
        Tensor::from_vec(values, shape, &Device::Cpu).expect("a tensor of its own shape")
    };
    tensors.insert("fc.weight".to_owned(), on_cpu(weight, &[6, 8]));
    tensors.insert("fc.bias".to_owned(), on_cpu(bias, &[6]));
    Checkpoint {
        architecture,
        genres: Genre::six(),
        preprocessing: Preprocessing {
            height: 48,
            width: 32,
            mean: [0.0; 3],
            std: [1.0; 3],
            resample: Resample::Bilinear,
        },
        tensors,
        thresholds: THRESHOLDS
            .iter()
            .map(|value| Threshold::new(*value).expect("in range"))
            .collect(),
        calibration: vec![Calibration::default(); 6],
        set_aside: None,
        provenance: BTreeMap::new(),
        learned_posters: Default::default(),
    }
}

/// The window's model.
pub fn source() -> ReaderSource {
    ReaderSource::new(|| Reader::new(checkpoint()).map_err(|error| error.to_string()))
}

/// The same network on 278 x 185 pixels: it looks at nine rows of six places.
pub fn fine() -> ReaderSource {
    ReaderSource::new(|| {
        let coarse = checkpoint();
        let checkpoint = Checkpoint {
            preprocessing: Preprocessing {
                height: 278,
                width: 185,
                ..coarse.preprocessing
            },
            ..coarse
        };
        Reader::new(checkpoint).map_err(|error| error.to_string())
    })
}
