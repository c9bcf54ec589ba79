//! The fused engine against Candle's own operators, one by one in f64.
//!
//! "Agrees within x" means: the norm of the difference over the norm of the reference is below x,
//! for all logits of an image together and for all its features together.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use candle_core::{D, DType, Device, Module, Result, Tensor};
use onesheet::vision::fused::{FusedOutputs, FusedResNet50, Kernel, RunError};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

type Tensors = HashMap<String, Tensor>;

/// A small network: `stem` channels, then each stage's narrow width; a stage leaves twice as many
/// channels as it is narrow. The second and the fourth stage have two blocks.
fn random_network(stem: usize, narrow: [usize; 4], genres: usize, seed: u64) -> Tensors {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut tensors = Tensors::new();
    let mut put = |name: String, shape: &[usize], low: f32, high: f32| {
        let length = shape.iter().product();
        let numbers: Vec<f32> = (0..length)
            .map(|_| random.random_range(low..high))
            .collect();
        let tensor = Tensor::from_vec(numbers, shape, &Device::Cpu).expect("as many as the shape");
        tensors.insert(name, tensor);
    };
    let mut layer = |name: &str, norm: &str, outputs: usize, inputs: usize, window: usize| {
        let reach = (6.0 / (inputs * window * window) as f32).sqrt();
        let shape = [outputs, inputs, window, window];
        put(format!("{name}.weight"), &shape, -reach, reach);
        put(format!("{norm}.weight"), &[outputs], 0.5, 1.0);
        put(format!("{norm}.bias"), &[outputs], -0.2, 0.3);
        put(format!("{norm}.running_mean"), &[outputs], -0.2, 0.2);
        put(format!("{norm}.running_var"), &[outputs], 0.5, 1.5);
    };
    layer("conv1", "bn1", stem, 3, 7);
    let mut channels = stem;
    for (stage, (narrow, blocks)) in narrow.into_iter().zip([1, 2, 1, 2]).enumerate() {
        for block in 0..blocks {
            let name = format!("layer{}.{block}", stage + 1);
            let part = |kind: &str| format!("{name}.{kind}");
            layer(&part("conv1"), &part("bn1"), narrow, channels, 1);
            layer(&part("conv2"), &part("bn2"), narrow, narrow, 3);
            layer(&part("conv3"), &part("bn3"), narrow * 2, narrow, 1);
            if block == 0 {
                let (conv, norm) = (part("downsample.0"), part("downsample.1"));
                layer(&conv, &norm, narrow * 2, channels, 1);
            }
            channels = narrow * 2;
        }
    }
    put("fc.weight".to_owned(), &[genres, channels], -0.3, 0.3);
    put("fc.bias".to_owned(), &[genres], -0.5, 0.5);
    tensors
}

/// Smooth patches with some noise, in `0..1`, as pixels of a picture are.
fn random_pixels(length: usize, seed: u64) -> Vec<f32> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut level = 0.5;
    (0..length)
        .map(|_| {
            level = (level + random.random_range(-0.1..0.1_f32)).clamp(0.0, 1.0);
            (level + random.random_range(-0.1..0.1)).clamp(0.0, 1.0)
        })
        .collect()
}

/// A graph of Candle's operators in f64, layer by layer as torchvision defines it.
struct Reference(Tensors);

impl Reference {
    fn new(tensors: &Tensors) -> Self {
        let wide = |(name, tensor): (&String, &Tensor)| {
            let wide = tensor.to_dtype(DType::F64).expect("a number format");
            (name.clone(), wide)
        };
        Self(tensors.iter().map(wide).collect())
    }

    fn layer(&self, x: &Tensor, conv: &str, norm: &str, stride: usize) -> Result<Tensor> {
        let weights = &self.0[&format!("{conv}.weight")];
        let margin = weights.dim(D::Minus1)? / 2;
        let x = x.conv2d(weights, margin, stride, 1, 1)?;
        let part = |part: &str| self.0[&format!("{norm}.{part}")].reshape((1, (), 1, 1));
        let deviation = (part("running_var")? + 1e-5)?.sqrt()?;
        x.broadcast_sub(&part("running_mean")?)?
            .broadcast_mul(&(part("weight")? / deviation)?)?
            .broadcast_add(&part("bias")?)
    }

    /// Logits, features and activations of `[image][3][y][x]`.
    fn outputs(&self, x: &Tensor) -> Result<[Vec<f64>; 3]> {
        let x = x.to_dtype(DType::F64)?;
        let x = self.layer(&x, "conv1", "bn1", 2)?.relu()?;
        // Zeros around numbers that are not negative leave a maximum as it is.
        let x = x.pad_with_zeros(2, 1, 1)?.pad_with_zeros(3, 1, 1)?;
        let mut x = x.max_pool2d_with_stride(3, 2)?;
        for stage in 1..=4 {
            for block in 0.. {
                let name = |part: &str| format!("layer{stage}.{block}.{part}");
                if !self.0.contains_key(&name("conv1.weight")) {
                    break;
                }
                let stride = if block == 0 && stage > 1 { 2 } else { 1 };
                let layer = |x: &Tensor, index: usize, stride| {
                    let part = |kind: &str| name(&format!("{kind}{index}"));
                    self.layer(x, &part("conv"), &part("bn"), stride)
                };
                let y = layer(&x, 1, 1)?.relu()?;
                let y = layer(&y, 2, stride)?.relu()?;
                let y = layer(&y, 3, 1)?;
                if block == 0 {
                    x = self.layer(&x, &name("downsample.0"), &name("downsample.1"), stride)?;
                }
                x = (x + y)?.relu()?;
            }
        }
        let features = x.mean((2, 3))?;
        let bias = self.0["fc.bias"].clone();
        let head = candle_nn::Linear::new(self.0["fc.weight"].clone(), Some(bias));
        let flat = |tensor: &Tensor| tensor.flatten_all()?.to_vec1::<f64>();
        Ok([
            flat(&head.forward(&features)?)?,
            flat(&features)?,
            flat(&x)?,
        ])
    }
}

/// The largest relative distance of any image's numbers from the reference.
fn distance(found: &[f32], reference: &[f64], images: usize) -> f64 {
    assert_eq!(found.len(), reference.len());
    let length = found.len() / images;
    found
        .chunks(length)
        .zip(reference.chunks(length))
        .map(|(found, reference)| {
            let pairs = found.iter().map(|v| f64::from(*v)).zip(reference);
            let error: f64 = pairs.map(|(a, b)| (a - b).powi(2)).sum();
            (error / reference.iter().map(|b| b * b).sum::<f64>()).sqrt()
        })
        .fold(0.0, f64::max)
}

fn run(network: &FusedResNet50, pixels: &[f32], shape: (usize, usize, usize)) -> FusedOutputs {
    network
        .outputs(pixels, shape, true, &|| false)
        .expect("sizes match")
}

fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads can be started").install(work)
}

/// Compares all three outputs of all kernels on each size and batch.
fn compare(
    tensors: &Tensors,
    kernels: &[&'static Kernel],
    sizes: &[(usize, usize)],
    batches: &[usize],
) {
    let reference = Reference::new(tensors);
    let most = batches.iter().copied().max().expect("a batch");
    let networks: Vec<_> = kernels
        .iter()
        .map(|kernel| FusedResNet50::with_kernel(tensors, kernel).expect("a sound network"))
        .collect();
    for &(height, width) in sizes {
        let size = 3 * height * width;
        let pixels = random_pixels(most * size, (height * 1000 + width) as u64);
        let shape = (most, 3, height, width);
        let x = Tensor::from_slice(&pixels, shape, &Device::Cpu).expect("as many as the shape");
        let expected = reference.outputs(&x).expect("a sound network");
        for network in &networks {
            for &images in batches {
                let found = run(network, &pixels[..images * size], (images, height, width));
                let activations = found.activations.expect("they were asked for");
                let found = [&found.logits, &found.features, &activations.numbers];
                let what = ["logits", "features", "activations"];
                for ((found, expected), what) in found.into_iter().zip(&expected).zip(what) {
                    let expected = &expected[..expected.len() / most * images];
                    let distance = distance(found, expected, images);
                    println!(
                        "{} {height}x{width} x{images} {what}: {distance:.1e}",
                        network.instructions()
                    );
                    assert!(distance < 1e-5, "{what} are {distance:.1e} away");
                }
            }
        }
    }
}

#[test]
fn small_networks_agree_at_every_size_and_batch() {
    let tensors = random_network(16, [8, 16, 24, 40], 6, 1);
    let sizes = [
        (224, 224),
        (278, 185),
        (185, 278),
        (33, 47),
        (32, 32),
        (1, 1),
    ];
    compare(&tensors, &Kernel::available(), &sizes, &[1, 2, 3, 7]);
}

#[test]
fn odd_widths_agree() {
    let tensors = random_network(13, [5, 19, 33, 47], 25, 2);
    compare(
        &tensors,
        &Kernel::available(),
        &[(33, 47), (64, 49)],
        &[1, 2, 3],
    );
}

#[test]
fn wide_layers_agree() {
    let tensors = random_network(64, [64, 128, 256, 512], 25, 3);
    compare(&tensors, &Kernel::available(), &[(97, 65)], &[1, 9]);
}

/// Trained weights, where `ONESHEET_BACKBONE` names a file of them (torchvision's names).
#[test]
fn a_trained_backbone_agrees() {
    let Some(file) = std::env::var_os("ONESHEET_BACKBONE") else {
        eprintln!("skipped: ONESHEET_BACKBONE names no file of trained weights");
        return;
    };
    let loaded = candle_core::safetensors::load(file, &Device::Cpu).expect("a file of tensors");
    let single = |tensor: Tensor| tensor.to_dtype(DType::F32).expect("a number format");
    let mut tensors: Tensors = loaded
        .into_iter()
        .map(|(name, tensor)| (name, single(tensor)))
        .collect();
    let features = tensors["layer4.0.bn3.bias"].elem_count();
    let random = Tensor::randn(0.0_f32, 0.05, (6, features), &Device::Cpu).expect("random numbers");
    tensors.insert("fc.weight".to_owned(), random);
    let zeros = Tensor::zeros(6, DType::F32, &Device::Cpu).expect("zeros");
    tensors.insert("fc.bias".to_owned(), zeros);
    let sizes = [(224, 224), (278, 185), (185, 278), (33, 47), (32, 32)];
    compare(&tensors, &Kernel::available(), &sizes, &[1, 3]);
}

#[test]
fn the_result_is_the_same_for_any_number_of_threads_and_each_time() {
    let tensors = random_network(16, [32, 64, 96, 160], 6, 4);
    for kernel in Kernel::available() {
        let network = FusedResNet50::with_kernel(&tensors, kernel).expect("a sound network");
        let (images, height, width) = (7, 97, 65);
        let pixels = random_pixels(images * 3 * height * width, 5);
        let expected = on_threads(1, || run(&network, &pixels, (images, height, width)));
        for threads in [1, 2, 4] {
            let found = on_threads(threads, || run(&network, &pixels, (images, height, width)));
            assert!(found == expected, "{threads} threads, {}", kernel.name);
        }
        let one = 3 * height * width;
        let first = on_threads(2, || run(&network, &pixels[..one], (1, height, width)));
        assert_eq!(first.features, expected.features[..network.features()]);
    }
}

#[test]
fn a_cancel_in_a_large_batch_is_seen_within_one_image() {
    let tensors = random_network(16, [8, 16, 24, 40], 6, 6);
    let network = FusedResNet50::new(&tensors).expect("a sound network");
    let (images, height, width) = (32, 64, 48);
    let pixels = random_pixels(images * 3 * height * width, 7);
    for threads in [1, 2] {
        on_threads(threads, || {
            // How often it looks whether to go on; from look `cancel_at` on it is told to stop.
            let looks = |images: usize, cancel_at: usize| {
                let looks = AtomicUsize::new(0);
                let stop = || looks.fetch_add(1, Ordering::Relaxed) >= cancel_at;
                let pixels = &pixels[..images * 3 * height * width];
                let outcome = network.outputs(pixels, (images, height, width), false, &stop);
                (outcome.err(), looks.into_inner())
            };
            let (fault, all) = looks(images, usize::MAX);
            assert_eq!(fault, None);
            // How much work lies between two looks: see the unit test beside the plan.
            assert!(all >= 16 * images, "{all} looks in {images} images");
            for cancel_at in [0, 1, all / 3, all / 2, all - 1] {
                let (fault, seen) = looks(images, cancel_at);
                assert!(matches!(fault, Some(RunError::Cancelled(_))), "{cancel_at}");
                // Each thread looks once more, inside an image and around it.
                assert!(seen <= cancel_at + 2 * threads, "{seen} after {cancel_at}");
            }
        });
    }
    // The next run finds nothing amiss.
    run(&network, &pixels, (images, height, width));
}

#[test]
fn what_does_not_fit_is_refused_in_words() {
    let mut tensors = random_network(16, [8, 16, 24, 40], 6, 8);
    let network = FusedResNet50::new(&tensors).expect("a sound network");
    for (numbers, shape) in [(10, (1, 64, 64)), (0, (1, 0, 64)), (12, (usize::MAX, 2, 2))] {
        let outcome = network.outputs(&vec![0.0; numbers], shape, false, &|| false);
        assert!(matches!(outcome, Err(RunError::Size { .. })), "{shape:?}");
    }
    let nothing = network.outputs(&[], (0, 64, 64), false, &|| false);
    assert_eq!(nothing.map(|outputs| outputs.logits.len()), Ok(0));

    let window = Tensor::zeros((16, 16, 1, 1), DType::F32, &Device::Cpu).expect("zeros");
    tensors.insert("layer2.1.conv2.weight".to_owned(), window);
    let fault = FusedResNet50::new(&tensors).err().expect("a wrong window");
    assert!(
        fault.to_string().contains("layer2.1.conv2.weight"),
        "{fault}"
    );
    tensors.remove("bn1.running_var");
    let fault = FusedResNet50::new(&tensors).err().expect("none is there");
    assert!(fault.to_string().contains("bn1.running_var"), "{fault}");
}
