//! The network against what PyTorch computed from the same tensors, and gradients that Candle's
//! own operations would get wrong.

use std::collections::HashMap;

use candle_core::{Device, Tensor, Var};
use onesheet::vision::Architecture;
use onesheet::vision::convolution::{self, Epilogue, Geometry};
use onesheet::vision::pooling;
use onesheet::vision::resnet::{ResNet, Statistics};

use super::support::{difference, fixture, tiny_architecture};

const SIZES: [&str; 6] = ["35x23", "64x64", "33x47", "32x32", "1x1", "7x90"];

fn tiny() -> (Architecture, HashMap<String, Tensor>) {
    (tiny_architecture(), fixture("tiny_resnet.safetensors"))
}

#[test]
fn both_forms_of_the_network_agree_with_torch_at_every_size() {
    let (architecture, tensors) = tiny();
    let apart = ResNet::new(&architecture, &tensors).expect("built");
    let folded = apart.folded().expect("folded");
    for size in SIZES {
        let stored = |what: &str| &tensors[&format!("{size}.{what}")];
        for (form, network) in [("batch norm apart", &apart), ("folded", &folded)] {
            let out = network
                .forward(stored("pixels"), Statistics::Stored)
                .expect("runs");
            let logits = out.logits.expect("a head");
            for (what, found) in [
                ("activations", &out.activations),
                ("features", &out.features),
                ("logits", &logits),
            ] {
                let off = difference(found, stored(what));
                assert!(off < 1e-4, "{size}, {form}: {what} are off by {off}");
            }
        }
    }
}

/// Kernel, stride, padding and the input's size of each convolution whose gradients are stored.
const CONVOLUTIONS: [(usize, usize, usize, &str); 4] = [
    (3, 2, 1, "18x11"),
    (1, 2, 0, "9x6"),
    (7, 2, 3, "35x24"),
    (3, 1, 1, "5x8"),
];

#[test]
fn convolutions_have_torchs_gradients_where_height_and_width_differ() {
    let stored = fixture("gradients.safetensors");
    for (kernel, stride, padding, size) in CONVOLUTIONS {
        let of = |what: &str| &stored[&format!("conv_{kernel}_{stride}_{padding}_{size}.{what}")];
        let geometry = Geometry { stride, padding };
        let x = Var::from_tensor(of("x")).expect("variable");
        let w = Var::from_tensor(of("w")).expect("variable");
        for convolve in [convolution::exact, convolution::trainable] {
            let y = convolve(&x, &w, geometry).expect("convolved");
            assert!(difference(&y, of("y")) < 1e-5, "{size}");
            let loss = (y * of("g"))
                .and_then(|product| product.sum_all())
                .expect("sum");
            let gradients = loss.backward().expect("gradients");
            for (variable, what) in [(&x, "dx"), (&w, "dw")] {
                let gradient = gradients.get(variable).expect("a gradient");
                let off = difference(gradient, of(what));
                assert!(off < 1e-5, "{size}: {what} is off by {off}");
            }
        }
    }
}

#[test]
fn the_convolution_for_reading_agrees_with_the_exact_one() {
    let stored = fixture("gradients.safetensors");
    let bias = Tensor::new(&[0.5f32, -1.0, 0.0, 2.0], &Device::Cpu).expect("a bias");
    for (kernel, stride, padding, size) in CONVOLUTIONS {
        let of = |what: &str| &stored[&format!("conv_{kernel}_{stride}_{padding}_{size}.{what}")];
        let geometry = Geometry { stride, padding };
        for residual in [None, Some(of("g"))] {
            for relu in [false, true] {
                let epilogue = Epilogue { residual, relu };
                let quick = convolution::fused(of("x"), of("w"), &bias, geometry, &epilogue)
                    .expect("convolved");
                let plain = of("y").broadcast_add(&bias.reshape((1, 4, 1, 1)).expect("shape"));
                let plain = epilogue.apply(plain.expect("sum")).expect("applied");
                let off = difference(&quick, &plain);
                assert!(off < 1e-5, "{size} {epilogue:?} is off by {off}");
            }
        }
    }
}

#[test]
fn the_max_pool_has_torchs_gradients() {
    let stored = fixture("gradients.safetensors");
    for size in ["18x11", "7x8", "1x1", "2x5"] {
        let of = |what: &str| &stored[&format!("pool_{size}.{what}")];
        for pool in [pooling::max_3x3_stride_2, pooling::sliced_max_3x3_stride_2] {
            let x = Var::from_tensor(of("x")).expect("variable");
            let positive = x.relu().expect("relu");
            let y = pool(&positive).expect("pooled");
            assert!(difference(&y, of("y")) < 1e-6, "{size}");
            let loss = (y * of("g"))
                .and_then(|product| product.sum_all())
                .expect("sum");
            let gradients = loss.backward().expect("gradients");
            let gradient = gradients.get(&x).expect("a gradient");
            let off = difference(gradient, of("dx"));
            assert!(off < 1e-5, "{size}: the gradient is off by {off}");
        }
    }
}

#[test]
fn gradients_reach_every_tensor_of_the_network() {
    let (architecture, tensors) = tiny();
    let names = architecture.backbone().into_keys();
    let trained: HashMap<String, Var> = names
        .filter(|name| !name.contains("running"))
        .map(|name| {
            let variable = Var::from_tensor(&tensors[&name]).expect("variable");
            (name, variable)
        })
        .collect();
    let mut all = tensors.clone();
    for (name, variable) in &trained {
        all.insert(name.clone(), variable.as_tensor().clone());
    }
    let network = ResNet::new(&architecture, &all).expect("built");
    let out = network
        .forward(&tensors["35x23.pixels"], Statistics::Stored)
        .expect("runs");
    let loss = out
        .logits
        .expect("a head")
        .sqr()
        .and_then(|square| square.sum_all());
    let gradients = loss.expect("a loss").backward().expect("gradients");
    for (name, variable) in &trained {
        let gradient = gradients
            .get(variable)
            .unwrap_or_else(|| panic!("{name} has none"));
        assert_eq!(gradient.dims(), variable.dims(), "{name}");
    }
}
