//! What the last layers and the whole network learn by, against PyTorch in f64 and against the
//! path that runs on every device.

use std::collections::HashMap;

use candle_core::{DType, Device, Result, Tensor, Var};
use onesheet::vision::Architecture;
use onesheet::vision::convolution::{self, Epilogue, Geometry};
use onesheet::vision::pooling;
use onesheet::vision::resnet::{ResNet, Statistics};

use super::support::{difference, fixture, tiny_architecture};

/// sin(step * index) in f64, then f32, as the script that made the fixtures has it.
fn wave(shape: &[usize], step: f64) -> Tensor {
    let count: usize = shape.iter().product();
    let values: Vec<f32> = (0..count)
        .map(|at| (step * at as f64).sin() as f32)
        .collect();
    Tensor::from_vec(values, shape, &Device::Cpu).expect("as many as the shape says")
}

fn noise(shape: &[usize]) -> Tensor {
    Tensor::randn(0.0_f32, 1.0, shape, &Device::Cpu).expect("random numbers")
}

fn variable(tensor: &Tensor) -> Var {
    Var::from_tensor(tensor).expect("a variable")
}

/// The tensors of a network with those that are learned as variables.
fn learning(
    tensors: &HashMap<String, Tensor>,
    names: impl Iterator<Item = String>,
) -> (HashMap<String, Tensor>, HashMap<String, Var>) {
    let (mut all, mut learned) = (HashMap::new(), HashMap::new());
    for name in names {
        let tensor = &tensors[&name];
        if name.contains("running") {
            all.insert(name, tensor.clone());
        } else {
            let var = variable(tensor);
            all.insert(name.clone(), var.as_tensor().clone());
            learned.insert(name, var);
        }
    }
    (all, learned)
}

fn total(tensor: &Tensor, weights: &Tensor) -> Tensor {
    (tensor * weights)
        .and_then(|product| product.sum_all())
        .expect("one shape")
}

#[test]
fn a_block_has_torchs_output_and_gradients() {
    let stored = fixture("training.safetensors");
    for at in ["first", "later", "odd", "one"] {
        let of = |name: &str| &stored[&format!("{at}.{name}")];
        // The block as the last layer of a network whose other layers are empty.
        let block: HashMap<String, Tensor> = stored
            .iter()
            .filter(|(name, _)| !name.ends_with("gradient"))
            .filter_map(|(name, tensor)| {
                let name = name.strip_prefix(at)?.strip_prefix('.')?;
                name.contains('.')
                    .then(|| (format!("layer1.0.{name}"), tensor.clone()))
            })
            .collect();
        let stride = if at == "later" { 1 } else { 2 };
        let (mut tensors, learned) = learning(&block, block.keys().cloned());
        let x = variable(of("x"));
        let channels = x.dim(1).expect("four axes");
        let width = of("y").dim(1).expect("four axes");
        let layer = if stride == 2 { 1 } else { 0 };
        let mut architecture = Architecture {
            embedding: channels,
            widths: [channels, channels, channels, channels],
            depths: [0; 4],
            block: Default::default(),
        };
        architecture.depths[layer] = 1;
        architecture.widths[layer] = width;
        for (part, value) in [
            ("weight", 1.0),
            ("bias", 0.0),
            ("running_mean", 0.0),
            ("running_var", 1.0),
        ] {
            let values = Tensor::full(value as f32, channels, &Device::Cpu).expect("a vector");
            tensors.insert(format!("bn1.{part}"), values);
        }
        tensors.insert("conv1.weight".to_owned(), noise(&[channels, 3, 7, 7]));
        if layer == 1 {
            tensors = tensors
                .into_iter()
                .map(|(name, tensor)| (name.replace("layer1", "layer2"), tensor))
                .collect();
        }
        let network = ResNet::new(&architecture, &tensors).expect("built");
        let y = network
            .layers(x.as_tensor(), layer..layer + 1, Statistics::Stored)
            .expect("runs");
        let off = difference(&y, of("y"));
        assert!(off < 2e-6, "{at}: the output is off by {off}");
        let gradients = total(&y, of("g")).backward().expect("differentiable");
        let mut variables: Vec<(String, &Var)> = vec![("x".to_owned(), &x)];
        variables.extend(
            learned
                .iter()
                .map(|(name, var)| (name["layer1.0.".len()..].to_owned(), var)),
        );
        assert!(variables.len() >= 10);
        for (name, var) in variables {
            let gradient = gradients
                .get(var)
                .unwrap_or_else(|| panic!("{at}: {name} has none"));
            let off = difference(gradient, of(&format!("{name}.gradient")));
            assert!(off < 5e-6, "{at}: the gradient of {name} is off by {off}");
        }
    }
}

#[test]
fn the_whole_network_has_torchs_gradients() {
    let stored = fixture("training.safetensors");
    let tiny = fixture("tiny_resnet.safetensors");
    let architecture = tiny_architecture();
    let names = architecture.backbone().into_keys();
    let names = names.chain(["fc.weight", "fc.bias"].map(str::to_owned));
    let (tensors, learned) = learning(&tiny, names);
    let network = ResNet::new(&architecture, &tensors).expect("built");
    for (height, width) in [(278, 185), (61, 47)] {
        let of = |name: &str| &stored[&format!("{height}x{width}.{name}")];
        let out = network
            .forward(&wave(&[2, 3, height, width], 0.37), Statistics::Stored)
            .expect("runs");
        let logits = out.logits.expect("a head");
        let off = difference(&logits, of("logits"));
        assert!(off < 1e-5, "{height}x{width}: the logits are off by {off}");
        let loss = total(&logits, &wave(logits.dims(), 1.1));
        let gradients = loss.backward().expect("differentiable");
        for (name, var) in &learned {
            let gradient = gradients
                .get(var)
                .unwrap_or_else(|| panic!("{name} has none"));
            let flat = gradient.flatten_all().expect("flat");
            let weighted = total(&flat, &wave(flat.dims(), 0.7));
            let length = flat
                .sqr()
                .and_then(|s| s.sum_all()?.sqrt())
                .expect("a length");
            let facts = [flat.sum_all().expect("a sum"), weighted, length];
            let expected: Vec<f32> = of(name).to_vec1().expect("three facts");
            // Sums of many values of both signs: judged by the gradient's length.
            let scale = (expected[2] * (flat.elem_count() as f32).sqrt()).max(1e-3);
            for (fact, expected) in facts.iter().zip(&expected) {
                let fact: f32 = fact.to_scalar().expect("a scalar");
                let off = (fact - expected).abs() / scale;
                assert!(
                    off < 1e-5,
                    "{height}x{width}: {name} is off by {off} ({fact}, {expected})"
                );
            }
        }
    }
}

const SHAPES: [(usize, usize, usize, usize, usize); 8] = [
    // kernel, stride, padding, height, width
    (1, 1, 0, 18, 12),
    (1, 2, 0, 18, 12),
    (3, 1, 1, 9, 6),
    (3, 2, 1, 18, 12),
    (3, 2, 1, 7, 10),
    (7, 2, 3, 35, 24),
    (3, 1, 1, 1, 1),
    (1, 1, 0, 1, 5),
];

/// Output and gradients by input, weight and bias.
fn run(tensors: &[Tensor], then: impl Fn(&[Tensor]) -> Result<Tensor>) -> Vec<Tensor> {
    let vars: Vec<Var> = tensors.iter().map(variable).collect();
    let arguments: Vec<Tensor> = vars.iter().map(|var| var.as_tensor().clone()).collect();
    let y = then(&arguments).expect("runs");
    let weights = wave(y.dims(), 0.9).to_dtype(y.dtype()).expect("a float");
    let gradients = total(&y, &weights).backward().expect("differentiable");
    let mut found = vec![y];
    for var in &vars {
        found.push(gradients.get(var).expect("a gradient").clone());
    }
    found
}

/// Against [`convolution::exact`] in f64, the same on a CPU as on a GPU.
#[test]
fn the_kernels_agree_with_the_path_of_every_device() {
    for (kernel, stride, padding, height, width) in SHAPES {
        let geometry = Geometry { stride, padding };
        for images in [1, 5] {
            let input = noise(&[images, 6, height, width]);
            let weight = noise(&[4, 6, kernel, kernel]);
            let (scale, bias) = (noise(&[4]), noise(&[4]));
            let shape = convolution::exact(&input, &weight, geometry).expect("convolved");
            let residual = noise(shape.dims());
            for relu in [false, true] {
                for joined in [false, true] {
                    let mut arguments =
                        vec![input.clone(), weight.clone(), scale.clone(), bias.clone()];
                    arguments.extend(joined.then(|| residual.clone()));
                    let scaled = |a: &[Tensor]| {
                        let epilogue = Epilogue {
                            residual: a.get(4),
                            relu,
                        };
                        convolution::trainable_scaled(
                            &a[0],
                            &a[1],
                            (&a[2], &a[3]),
                            geometry,
                            &epilogue,
                        )
                    };
                    let quick = run(&arguments, scaled);
                    let doubled: Vec<Tensor> = arguments
                        .iter()
                        .map(|tensor| tensor.to_dtype(DType::F64).expect("a float"))
                        .collect();
                    let exact = run(&doubled, scaled);
                    for (at, (quick, exact)) in quick.iter().zip(&exact).enumerate() {
                        let exact = exact.to_dtype(DType::F32).expect("a float");
                        let off = difference(quick, &exact);
                        let case = (kernel, stride, height, width, images, relu, joined);
                        assert!(off < 5e-6, "{case:?}: number {at} is off by {off}");
                    }
                }
            }
            let quick = run(&[input.clone(), weight.clone()], |a| {
                convolution::trainable(&a[0], &a[1], geometry)
            });
            let plain = run(&[input.clone(), weight.clone()], |a| {
                convolution::exact(&a[0], &a[1], geometry)
            });
            for (quick, plain) in quick.iter().zip(&plain) {
                let off = difference(quick, plain);
                assert!(
                    off < 1e-5,
                    "{kernel} {stride} {height}x{width}: off by {off}"
                );
            }
        }
    }
}

/// More images than are multiplied together.
#[test]
fn a_batch_is_the_sum_of_its_images() {
    let geometry = Geometry {
        stride: 1,
        padding: 1,
    };
    let (input, weight) = (noise(&[24, 64, 40, 30]), noise(&[16, 64, 3, 3]));
    let one = |images: &Tensor| {
        run(&[images.clone(), weight.clone()], |a| {
            convolution::trainable(&a[0], &a[1], geometry)?.sqr()
        })
    };
    let whole = one(&input);
    let y = |images: &Tensor| convolution::trainable(images, &weight, geometry).expect("convolved");
    let all = y(&input);
    for image in [0, 7, 23] {
        let alone = input.narrow(0, image, 1).expect("there");
        let off = difference(&y(&alone), &all.narrow(0, image, 1).expect("there"));
        assert!(off < 1e-6, "image {image} is off by {off}");
    }
    assert_eq!(whole[1].dims(), input.dims());
    let again = one(&input);
    for (a, b) in whole.iter().zip(&again) {
        assert_eq!(difference(a, b), 0.0, "the same twice");
    }
}

#[test]
fn what_is_not_learned_gets_no_gradient() {
    let (input, weight) = (noise(&[2, 3, 9, 6]), variable(&noise(&[4, 3, 3, 3])));
    let geometry = Geometry {
        stride: 2,
        padding: 1,
    };
    let y = convolution::trainable(&input, weight.as_tensor(), geometry).expect("convolved");
    let gradients = y
        .sum_all()
        .and_then(|sum| sum.backward())
        .expect("differentiable");
    assert!(gradients.get(&weight).is_some());
    assert!(gradients.get(&input).is_none());
}

#[test]
fn both_max_pools_are_the_same() {
    for (height, width) in [(18, 11), (7, 8), (1, 1), (2, 5)] {
        let x = noise(&[2, 3, height, width]);
        let pool = |how: fn(&Tensor) -> Result<Tensor>| {
            run(std::slice::from_ref(&x), |a| how(&a[0].relu()?))
        };
        let (own, sliced) = (
            pool(pooling::max_3x3_stride_2),
            pool(pooling::sliced_max_3x3_stride_2),
        );
        for (own, sliced) in own.iter().zip(&sliced) {
            let off = difference(own, sliced);
            assert!(off < 1e-6, "{height}x{width}: off by {off}");
        }
    }
}

#[test]
fn what_does_not_fit_is_an_error() {
    let geometry = Geometry {
        stride: 1,
        padding: 0,
    };
    let image = noise(&[1, 3, 2, 2]);
    let fails =
        |weight: &[usize]| convolution::trainable(&image, &noise(weight), geometry).is_err();
    assert!(fails(&[4, 3, 3, 3]) && fails(&[4, 2, 1, 1]) && fails(&[4, 3, 1, 2]));
    assert!(!fails(&[4, 3, 2, 2]));
}
