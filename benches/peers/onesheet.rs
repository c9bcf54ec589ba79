//! Onesheet's side of the comparison with its peers: answers requests on standard input.
//!
//!     onesheet WEIGHTS ENGINE THREADS
//!
//! ENGINE is `fused`, or one of its kernels (`AVX2`, `portable`), `candle` (our Candle graph with its
//! im2col convolution), or `stock` (Candle as it comes).
//!
//! Each request is a line `FILE IMAGES HEIGHT WIDTH REPEATS`: FILE holds little-endian f32 pixels,
//! `[image][channel][y][x]`. Each answer is a line of JSON: seconds per repeat on the clock and on
//! the processors, and the first run's features. A line `profile IMAGES HEIGHT WIDTH ROUNDS` is
//! answered by a table, layer by layer, that ends in an empty line.

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::time::Instant;

use anyhow::{Context, bail};
use candle_core::{DType, Device, Tensor};
use onesheet::jobs::Task;
use onesheet::vision::fused::{FusedResNet50, Kernel};
use onesheet::vision::{
    Architecture, Batch, CandleEngine, Checkpoint, Engine, Preprocessing, Wanted,
};

#[path = "../support/mod.rs"]
mod support;

use support::stock::Stock;

type Tensors = HashMap<String, Tensor>;

/// One of the engines.
enum Network {
    Fused(FusedResNet50),
    Candle(CandleEngine),
    Stock(Stock),
}

impl Network {
    fn new(engine: &str, tensors: Tensors) -> anyhow::Result<Self> {
        if engine == "stock" {
            return Ok(Self::Stock(Stock::new(&tensors)?));
        }
        if engine == "candle" {
            let (network, posters) = (Architecture::RESNET50, Preprocessing::default());
            let checkpoint = Checkpoint::backbone(network, posters, tensors);
            return Ok(Self::Candle(CandleEngine::new(&checkpoint)?));
        }
        let kernel = match engine {
            "fused" => Kernel::best(),
            name => Kernel::available()
                .into_iter()
                .find(|kernel| kernel.name == name)
                .with_context(|| format!("no engine {name} here"))?,
        };
        Ok(Self::Fused(FusedResNet50::with_kernel(&tensors, kernel)?))
    }

    fn features(&self, pixels: &[f32], shape: (usize, usize, usize)) -> anyhow::Result<Vec<f32>> {
        Ok(match self {
            Self::Fused(network) => network.outputs(pixels, shape, false, &|| false)?.features,
            Self::Stock(network) => {
                let (images, height, width) = shape;
                let shape = (images, 3, height, width);
                let pixels = Tensor::from_slice(pixels, shape, &Device::Cpu)?;
                network.features(&pixels)?.flatten_all()?.to_vec1()?
            }
            Self::Candle(engine) => {
                let batch = Batch::new(pixels, shape.1, shape.2)?;
                engine
                    .outputs(&batch, Wanted::Features, &Task::new())?
                    .features
            }
        })
    }
}

/// Seconds that this process's threads have spent on processors (Linux; 0 elsewhere).
fn processor_seconds() -> anyhow::Result<f64> {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else {
        return Ok(0.0);
    };
    let mut nanoseconds = 0.0;
    for thread in threads {
        // A thread may end meanwhile; those that compute stay.
        let text = std::fs::read_to_string(thread?.path().join("schedstat")).unwrap_or_default();
        let running = text.split_whitespace().next().unwrap_or("0");
        nanoseconds += running.parse::<f64>().context("an unknown format")?;
    }
    Ok(nanoseconds / 1e9)
}

fn read_pixels(file: &str) -> anyhow::Result<Vec<f32>> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {file}"))?;
    let (numbers, _) = bytes.as_chunks::<4>();
    Ok(numbers
        .iter()
        .map(|bytes| f32::from_le_bytes(*bytes))
        .collect())
}

fn answer(network: &Network, line: &str) -> anyhow::Result<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let &[first, images, height, width, repeats] = words.as_slice() else {
        bail!("five words are needed: {line}");
    };
    let shape = (images.parse()?, height.parse()?, width.parse()?);
    let repeats: usize = repeats.parse()?;
    if first == "profile" {
        let Network::Fused(network) = network else {
            bail!("only the fused engine has a profile");
        };
        let steps = network.profile(shape, repeats)?;
        let total: f64 = steps.iter().map(|step| step.seconds).sum();
        let mut table: String = steps.iter().map(|step| format!("{step}\n")).collect();
        table.push_str(&format!("total {:.3} ms\n", total * 1e3));
        return Ok(table);
    }
    let pixels = read_pixels(first)?;
    let features = network.features(&pixels, shape)?;
    let (mut wall, before) = (Vec::new(), processor_seconds()?);
    for _ in 0..repeats {
        let start = Instant::now();
        network.features(&pixels, shape)?;
        wall.push(start.elapsed().as_secs_f64());
    }
    let processors = (processor_seconds()? - before) / repeats.max(1) as f64;
    let json = serde_json::json!({"wall": wall, "cpu": processors, "features": features});
    Ok(json.to_string())
}

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    // `cargo bench` runs every bench with its own flag: then there is nothing to do.
    let [weights, engine, threads] = words.as_slice() else {
        eprintln!("usage: onesheet WEIGHTS ENGINE THREADS (see benches/peers/peers.py)");
        return Ok(());
    };
    let threads: usize = threads.parse()?;
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global()?;
    let start = Instant::now();
    let tensors = candle_core::safetensors::load(weights, &Device::Cpu)?
        .into_iter()
        .map(|(name, tensor)| Ok((name, tensor.to_dtype(DType::F32)?)))
        .collect::<candle_core::Result<Tensors>>()?;
    let read = start.elapsed();
    let network = Network::new(engine, tensors)?;
    let packed = start.elapsed() - read;
    eprintln!("weights read in {read:.2?}, packed in {packed:.2?}");
    for line in std::io::stdin().lock().lines() {
        println!("{}", answer(&network, &line?)?);
        std::io::stdout().flush()?;
    }
    Ok(())
}
