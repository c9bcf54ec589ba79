//! A small network: what of it learns at each depth, in half precision, and read.

use super::*;
use crate::catalog::Genre;
use crate::vision::Preprocessing;

/// A network of four blocks and two genres on pictures of 36 x 24, of numbers that look random.
fn tiny() -> Checkpoint {
    let architecture = Architecture {
        embedding: 4,
        widths: [8; 4],
        depths: [1; 4],
        block: Default::default(),
    };
    let mut tensors = HashMap::new();
    let mut seed = 0.0_f64;
    for (name, shape) in architecture.backbone() {
        seed += 1.0;
        let count: usize = shape.iter().product();
        let fan = (count / shape[0]).max(1) as f64;
        let values: Vec<f32> = (0..count)
            .map(|at| {
                let wave = (seed * 7.3 + at as f64 * 1.7).sin();
                let value = match () {
                    () if name.ends_with("running_var") => 1.0 + 0.2 * wave,
                    () if shape.len() == 1 && name.ends_with("weight") => 1.0 + 0.1 * wave,
                    () if shape.len() == 1 => 0.1 * wave,
                    () => wave * (2.0 / fan).sqrt(),
                };
                value as f32
            })
            .collect();
        let tensor = Tensor::from_vec(values, shape, &Device::Cpu).expect("its own shape");
        tensors.insert(name, tensor);
    }
    let head: Vec<f32> = (0..16)
        .map(|at| (f64::from(at) * 2.1).cos() as f32)
        .collect();
    let weight = Tensor::from_vec(head, (2, 8), &Device::Cpu).expect("2 x 8");
    let bias = Tensor::new(&[0.1_f32, -0.2], &Device::Cpu).expect("2");
    let preprocessing = Preprocessing {
        height: 36,
        width: 24,
        ..Preprocessing::default()
    };
    let backbone = Checkpoint::backbone(architecture, preprocessing, tensors);
    let genres = Genre::six()[..2].to_vec();
    backbone.with_head(genres, weight, bias).expect("a head")
}

fn names(depth: Depth, batch_statistics: bool) -> (Vec<String>, Vec<f64>) {
    let settings = Settings {
        batch_statistics,
        head_rate: 1e-3,
        backbone_rate: 1e-4,
        layer_decay: 0.5,
        ..Settings::default_for(depth)
    };
    let network = Network::new(&tiny(), &settings, &Device::Cpu).expect("sound");
    let names = network.changing().map(|(name, _)| name.to_owned());
    let rates = network.parameters.iter().map(|one| one.rate_factor);
    (names.collect(), rates.collect())
}

#[test]
fn each_depth_learns_its_layers_at_its_rates() {
    let (block, rates) = names(Depth::LastBlock, false);
    assert!(block.iter().all(|name| {
        (name.starts_with("layer4.") || name.starts_with("fc.")) && !name.contains("running")
    }));
    assert_eq!(block.len(), 2 + 4 * 3);
    for (name, rate) in block.iter().zip(&rates) {
        let by_hand = if name.starts_with("fc.") { 1.0 } else { 0.1 };
        assert!((rate - by_hand).abs() < 1e-12, "{name}");
    }
    let (two, rates) = names(Depth::LastTwo, false);
    let third = two.iter().position(|name| name.starts_with("layer3."));
    assert!((rates[third.expect("learns")] - 0.05).abs() < 1e-12);
    let (full, rates) = names(Depth::Full, false);
    let stem = full.iter().position(|name| name == "conv1.weight");
    assert!((rates[stem.expect("learns")] - 0.1 / 16.0).abs() < 1e-12);
    let (with_statistics, _) = names(Depth::LastBlock, true);
    assert_eq!(with_statistics.len(), block.len() + 2 * 4);
}

#[test]
fn norms_and_biases_do_not_decay() {
    let settings = Settings::default_for(Depth::Full);
    let network = Network::new(&tiny(), &settings, &Device::Cpu).expect("sound");
    for parameter in network.parameters() {
        let convolution = parameter.var.rank() > 1;
        assert_eq!(
            parameter.weight_decay > 0.0,
            convolution,
            "{}",
            parameter.name
        );
    }
}

/// The arithmetic of a GPU's half precision, on the CPU.
#[test]
fn half_precision_computes_with_weights_in_f32() {
    let pixels: Vec<f32> = (0..2 * 3 * 36 * 24)
        .map(|at| (at as f32 * 0.37).sin())
        .collect();
    let input = Tensor::from_vec(pixels, (2, 3, 36, 24), &Device::Cpu).expect("pixels");
    let gradient = |number_format| {
        let settings = Settings {
            number_format,
            ..Settings::default_for(Depth::Full)
        };
        let network = Network::new(&tiny(), &settings, &Device::Cpu).expect("sound");
        let logits = network.logits(&input).expect("runs");
        assert_eq!(logits.dtype(), DType::F32);
        let store = logits
            .sqr()
            .and_then(|square| square.mean_all()?.backward());
        let store = store.expect("differentiable");
        let of = |name: &str| {
            let parameter = network.parameters().iter().find(|one| one.name == name);
            let parameter = parameter.expect("it learns");
            let gradient = store.get(parameter.var.as_tensor()).expect("a gradient");
            assert_eq!(gradient.dtype(), DType::F32, "{name}");
            gradient
                .flatten_all()
                .and_then(|flat| flat.to_vec1::<f32>())
        };
        ["conv1.weight", "layer4.0.bn2.weight", "fc.weight"].map(|name| of(name).expect("flat"))
    };
    let (whole, half) = (gradient(NumberFormat::F32), gradient(NumberFormat::F16));
    for (whole, half) in whole.iter().zip(&half) {
        let scale = whole.iter().map(|v| v.abs()).fold(0.0, f32::max);
        let off = whole.iter().zip(half).map(|(a, b)| (a - b).abs());
        let off = off.fold(0.0, f32::max);
        assert!(off < 0.02 * scale, "off by {off} of {scale}");
        assert!(off > 0.0, "half precision was not used");
    }
    let bf16 = Settings {
        number_format: NumberFormat::Bf16,
        ..Settings::default_for(Depth::Full)
    };
    let refused = Network::new(&tiny(), &bf16, &Device::Cpu).err();
    assert!(matches!(refused, Some(Error::Settings(_))));
}

#[test]
fn a_reading_network_says_what_the_learning_one_does() {
    let settings = Settings::default_for(Depth::Full);
    let network = Network::new(&tiny(), &settings, &Device::Cpu).expect("sound");
    let pixels: Vec<f32> = (0..3 * 36 * 24).map(|at| (at as f32 * 0.7).cos()).collect();
    let input = Tensor::from_slice(&pixels, (1, 3, 36, 24), &Device::Cpu).expect("pixels");
    let learning = network
        .logits(&input)
        .and_then(|l| Ok(l.flatten_all()?.to_vec1::<f32>()?));
    let saved = network.as_saved(None, Precision::F32).expect("copied");
    let reading = network.reading(&saved).expect("sound");
    let read = reading.logits(&pixels, (3, 36, 24)).expect("runs");
    for (a, b) in learning.expect("runs").iter().zip(&read) {
        assert!((a - b).abs() < 1e-4, "{a} {b}");
    }
}

#[test]
fn statistics_follow_the_batches_where_wanted() {
    let settings = Settings {
        batch_statistics: true,
        ..Settings::default_for(Depth::Full)
    };
    let network = Network::new(&tiny(), &settings, &Device::Cpu).expect("sound");
    let mean = || -> Vec<f32> {
        let mut all = network.changing();
        let found = all.find(|(name, _)| *name == "bn1.running_mean");
        found.expect("it changes").1.to_vec1().expect("a vector")
    };
    let before = mean();
    let pixels = Tensor::ones((2, 3, 36, 24), DType::F32, &Device::Cpu).expect("pixels");
    network.logits(&pixels).expect("runs");
    assert_ne!(before, mean());
}
