//! Layer 4 forward and backward: our training convolutions beside Candle's own.
//!
//!     cargo bench --bench convolution                     time of both, and the ratio
//!     cargo bench --bench convolution -- memory own       peak memory of one of the two
//!     cargo bench --bench convolution -- memory candle
//!
//! Batch norm keeps its stored statistics. The input is square (14 x 14, a poster of 224 x 224):
//! Candle's gradient of a strided convolution is wrong elsewhere.

use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use candle_core::backprop::GradStore;
use candle_core::{DType, Device, Result, Tensor, Var};
use candle_nn::{BatchNorm, ModuleT};
use criterion::{BenchmarkId, Criterion, Throughput};
use onesheet::vision::Architecture;
use onesheet::vision::resnet::{ResNet, Statistics};

const IMAGES: usize = 8;
const SIDE: usize = 14;
const CHANNELS: usize = 1024;
const WIDTH: usize = 2048;
const BLOCKS: usize = 3;
/// Pairs of steps for the printed ratio.
const PAIRS: usize = 3;

/// Layer 4 with variables, and a stem that is never run.
fn tensors() -> Result<HashMap<String, Tensor>> {
    let mut tensors = HashMap::new();
    let mut layer = |conv: &str, norm: &str, outputs: usize, inputs: usize, window: usize| {
        let deviation = (2.0 / (inputs * window * window) as f32).sqrt();
        let shape = (outputs, inputs, window, window);
        let weight = Var::randn(0.0_f32, deviation, shape, &Device::Cpu)?;
        tensors.insert(format!("{conv}.weight"), weight.as_tensor().clone());
        for (part, value) in [("weight", 0.7_f32), ("bias", 0.1)] {
            let values = Tensor::full(value, outputs, &Device::Cpu)?;
            let var = Var::from_tensor(&values)?;
            tensors.insert(format!("{norm}.{part}"), var.as_tensor().clone());
        }
        for (part, value) in [("running_mean", 0.0_f32), ("running_var", 1.0)] {
            let values = Tensor::full(value, outputs, &Device::Cpu)?;
            tensors.insert(format!("{norm}.{part}"), values);
        }
        Result::Ok(())
    };
    layer("conv1", "bn1", CHANNELS, 3, 7)?;
    let mut channels = CHANNELS;
    for block in 0..BLOCKS {
        let name = |part: &str| format!("layer4.{block}.{part}");
        layer(&name("conv1"), &name("bn1"), WIDTH / 4, channels, 1)?;
        layer(&name("conv2"), &name("bn2"), WIDTH / 4, WIDTH / 4, 3)?;
        layer(&name("conv3"), &name("bn3"), WIDTH, WIDTH / 4, 1)?;
        if block == 0 {
            let (conv, norm) = (name("downsample.0"), name("downsample.1"));
            layer(&conv, &norm, WIDTH, channels, 1)?;
        }
        channels = WIDTH;
    }
    Ok(tensors)
}

/// Candle's convolution, batch norm and ReLU, as a graph.
struct Stock(HashMap<String, Tensor>);

impl Stock {
    fn unit(&self, x: &Tensor, conv: &str, norm: &str, stride: usize) -> Result<Tensor> {
        let of = |part: &str| self.0[&format!("{norm}.{part}")].clone();
        let weight = &self.0[&format!("{conv}.weight")];
        let (outputs, _, window, _) = weight.dims4()?;
        let (mean, variance) = (of("running_mean"), of("running_var"));
        let norm = BatchNorm::new(outputs, mean, variance, of("weight"), of("bias"), 1e-5)?;
        norm.forward_t(&x.conv2d(weight, window / 2, stride, 1, 1)?, false)
    }

    fn forward(&self, input: &Tensor) -> Result<Tensor> {
        let mut x = input.clone();
        for block in 0..BLOCKS {
            let name = |part: &str| format!("layer4.{block}.{part}");
            let stride = if block == 0 { 2 } else { 1 };
            let around = if block == 0 {
                self.unit(&x, &name("downsample.0"), &name("downsample.1"), 2)?
            } else {
                x.clone()
            };
            x = self.unit(&x, &name("conv1"), &name("bn1"), 1)?.relu()?;
            x = self
                .unit(&x, &name("conv2"), &name("bn2"), stride)?
                .relu()?;
            x = (self.unit(&x, &name("conv3"), &name("bn3"), 1)? + around)?.relu()?;
        }
        Ok(x)
    }
}

/// One step's gradients, the learning itself left out.
fn step(forward: impl Fn(&Tensor) -> Result<Tensor>, input: &Tensor) -> Result<GradStore> {
    forward(input)?.sqr()?.mean_all()?.backward()
}

/// The most memory that this process ever held, in MB.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

fn seconds(work: impl FnOnce() -> Result<GradStore>) -> f64 {
    let started = Instant::now();
    black_box(work().expect("a step"));
    started.elapsed().as_secs_f64()
}

fn main() {
    let tensors = tensors().expect("numbers on the CPU");
    let architecture = Architecture {
        embedding: CHANNELS,
        widths: [CHANNELS, CHANNELS, CHANNELS, WIDTH],
        depths: [0, 0, 0, BLOCKS],
    };
    let network = ResNet::new(&architecture, &tensors).expect("a sound network");
    let stock = Stock(tensors);
    let own = |input: &Tensor| network.layers(input, 3..4, Statistics::Stored);
    let candle = |input: &Tensor| stock.forward(input);
    let shape = (IMAGES, CHANNELS, SIDE, SIDE);
    let input = Tensor::rand(0.0_f32, 1.0, shape, &Device::Cpu).expect("pixels");
    assert_eq!(input.dtype(), DType::F32);
    let words: Vec<String> = std::env::args().collect();
    if let Some(at) = words.iter().position(|word| word == "memory") {
        let which = words.get(at + 1).map_or("own", String::as_str);
        let before = peak().unwrap_or(f64::NAN);
        for _ in 0..2 {
            seconds(|| match which {
                "candle" => step(candle, &input),
                _ => step(own, &input),
            });
        }
        let after = peak().unwrap_or(f64::NAN);
        println!("{which}: peak {after:.0} MB, {before:.0} MB of it before the first step");
        return;
    }
    let off = (own(&input).and_then(|a| a - candle(&input)?))
        .and_then(|difference| difference.abs()?.max_all()?.to_scalar::<f32>())
        .expect("one shape");
    assert!(off < 1e-3, "the two differ by {off}");

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("layer 4, forward and backward");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(8))
        .throughput(Throughput::Elements(IMAGES as u64));
    group.bench_function(BenchmarkId::new("own", IMAGES), |bencher| {
        bencher.iter(|| black_box(step(own, &input)));
    });
    group.bench_function(BenchmarkId::new("candle", IMAGES), |bencher| {
        bencher.iter(|| black_box(step(candle, &input)));
    });
    group.finish();
    if words
        .iter()
        .any(|word| word == "--test" || word == "--list")
    {
        return;
    }
    // In turns, so that whatever else the machine does meets both.
    let pairs: Vec<(f64, f64)> = (0..PAIRS)
        .map(|_| {
            let ours = seconds(|| step(own, &input));
            (ours, seconds(|| step(candle, &input)))
        })
        .collect();
    let least = |values: &dyn Fn(&(f64, f64)) -> f64| {
        pairs.iter().map(values).fold(f64::INFINITY, f64::min)
    };
    let (ours, theirs) = (least(&|pair| pair.0), least(&|pair| pair.1));
    println!(
        "own {:.1} images/s, Candle's {:.1}: {:.2} times as fast",
        IMAGES as f64 / ours,
        IMAGES as f64 / theirs,
        theirs / ours
    );
}
