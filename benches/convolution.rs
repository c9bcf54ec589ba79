//! Layer 4 forward and backward: our training convolutions beside Candle's own.
//!
//!     cargo bench --bench convolution                     time of both, and the ratio
//!     cargo bench --bench convolution -- memory own       peak memory of one of the two
//!     cargo bench --bench convolution -- memory candle
//!
//! Batch norm keeps its stored statistics. The input is square (14 x 14, a poster of 224 x 224):
//! Candle's gradient of a strided convolution is wrong elsewhere.

mod support;

use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use candle_core::backprop::GradStore;
use candle_core::{DType, Device, Result, Tensor, Var};
use criterion::{BenchmarkId, Criterion, Throughput};
use onesheet::vision::Architecture;
use onesheet::vision::resnet::{ResNet, Statistics};
use support::process::memory;
use support::{network, stock};

const IMAGES: usize = 8;
const SIDE: usize = 14;
const CHANNELS: usize = 1024;
const WIDTH: usize = 2048;
const BLOCKS: usize = 3;
/// Pairs of steps for the printed ratio.
const PAIRS: usize = 3;

/// Layer 4 with variables, and a stem that is never run.
fn tensors(architecture: &Architecture) -> Result<HashMap<String, Tensor>> {
    let mut tensors = network::random(architecture)?;
    for (name, tensor) in &mut tensors {
        if !name.contains("running_") {
            *tensor = Var::from_tensor(tensor)?.as_tensor().clone();
        }
    }
    Ok(tensors)
}

/// One step's gradients, the learning itself left out.
fn step(forward: impl Fn(&Tensor) -> Result<Tensor>, input: &Tensor) -> Result<GradStore> {
    forward(input)?.sqr()?.mean_all()?.backward()
}

fn seconds(work: impl FnOnce() -> Result<GradStore>) -> f64 {
    let started = Instant::now();
    black_box(work().expect("a step"));
    started.elapsed().as_secs_f64()
}

fn main() {
    let architecture = Architecture {
        embedding: CHANNELS,
        widths: [CHANNELS, CHANNELS, CHANNELS, WIDTH],
        depths: [0, 0, 0, BLOCKS],
        block: Default::default(),
    };
    let tensors = tensors(&architecture).expect("numbers on the CPU");
    let network = ResNet::new(&architecture, &tensors).expect("a sound network");
    let stock = stock::Layer::new(&tensors, 4, BLOCKS).expect("a sound layer");
    let own = |input: &Tensor| network.layers(input, 3..4, Statistics::Stored);
    let candle = |input: &Tensor| stock.forward(input);
    let shape = (IMAGES, CHANNELS, SIDE, SIDE);
    let input = Tensor::rand(0.0_f32, 1.0, shape, &Device::Cpu).expect("pixels");
    assert_eq!(input.dtype(), DType::F32);
    let words: Vec<String> = std::env::args().collect();
    if let Some(at) = words.iter().position(|word| word == "memory") {
        let which = words.get(at + 1).map_or("own", String::as_str);
        let before = memory("VmHWM").unwrap_or(f64::NAN);
        for _ in 0..2 {
            seconds(|| match which {
                "candle" => step(candle, &input),
                _ => step(own, &input),
            });
        }
        let after = memory("VmHWM").unwrap_or(f64::NAN);
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
