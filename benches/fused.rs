//! The fused engine: whole network, layer shapes, kernels, and posters on their way through it.
//!
//!     cargo bench --bench fused                the whole network and the layer shapes
//!     cargo bench --bench fused -- kernels     each kernel that this processor can run
//!     cargo bench --bench fused -- pipeline    files to features: decoding ahead of the network
//!
//! Weights are random (time does not depend on them). Layer shapes are printed with GFLOP/s, two
//! operations per multiply-add; Winograd's layers are counted by the products that it makes.

mod support;

use std::collections::{BTreeMap, HashMap};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use candle_core::{DType, Device, Tensor};
use criterion::{BenchmarkId, Criterion, Throughput};
use onesheet::catalog::Poster;
use onesheet::jobs::Task;
use onesheet::vision::fused::{FusedResNet50, Kernel};
use onesheet::vision::{Architecture, Checkpoint, FeatureStore, Preprocessing, Reader, Work};
use support::films::rough;
use support::network;

/// ResNet50's tensors, with a head of six genres.
fn random_tensors() -> candle_core::Result<HashMap<String, Tensor>> {
    let architecture = Architecture::RESNET50;
    let mut tensors = network::random(&architecture)?;
    let zeros = |shape: &[usize]| Tensor::zeros(shape, DType::F32, &Device::Cpu);
    let features = architecture.features();
    tensors.insert("fc.weight".to_owned(), zeros(&[6, features])?);
    tensors.insert("fc.bias".to_owned(), zeros(&[6])?);
    Ok(tensors)
}

/// Each batch must give what its images give alone, the largest one included.
fn check(network: &FusedResNet50) {
    let (height, width) = (64, 48);
    let size = 3 * height * width;
    let pixels: Vec<f32> = (0..32 * size)
        .map(|index| (index % 251) as f32 / 251.0)
        .collect();
    let features = |pixels: &[f32]| {
        let shape = (pixels.len() / size, height, width);
        let outputs = network.outputs(pixels, shape, false, &|| false);
        outputs.expect("the sizes match").features
    };
    let alone: Vec<f32> = pixels.chunks(size).flat_map(features).collect();
    assert!(
        features(&pixels) == alone,
        "a batch of 32 differs from its images"
    );
}

fn whole_network(criterion: &mut Criterion, network: &FusedResNet50) {
    let mut group = criterion.benchmark_group("network");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(8));
    for (height, width) in [(278, 185), (224, 224)] {
        for images in [1, 8] {
            let pixels = vec![0.5; images * 3 * height * width];
            group.throughput(Throughput::Elements(images as u64));
            let name = BenchmarkId::new(format!("{height}x{width}"), images);
            group.bench_with_input(name, &pixels, |bencher, pixels| {
                bencher.iter(|| {
                    let shape = (images, height, width);
                    black_box(network.outputs(pixels, shape, false, &|| false))
                });
            });
        }
    }
    group.finish();
}

/// One line per layer shape: the layers of that shape, and how fast they are on one thread.
fn layer_shapes(network: &FusedResNet50, images: usize) {
    println!(
        "\n{} image(s) of 278x185, one thread, {}:",
        images,
        network.instructions()
    );
    let steps = network
        .profile((images, 278, 185), 10)
        .expect("there is something to read");
    let total: f64 = steps.iter().map(|step| step.seconds).sum();
    let mut shapes: BTreeMap<String, (usize, f64, f64)> = BTreeMap::new();
    for step in &steps {
        let stage = step.layer.split('.').next().unwrap_or_default();
        let part = step.layer.rsplit('.').next().unwrap_or_default();
        let (pixels, channels) = step.output;
        let depth = step.sums / (pixels * channels).max(1);
        let name = format!(
            "{stage} {part} {} {pixels} x {channels} from {depth}",
            step.work
        );
        let (count, sums, seconds) = shapes.entry(name).or_default();
        *count += 1;
        *sums += step.sums as f64;
        *seconds += step.seconds;
    }
    for (name, (count, sums, seconds)) in shapes {
        println!(
            "{name:<52} x{count} {:8.3} ms {:5.1} % {:7.1} GFLOP/s",
            seconds * 1e3,
            seconds / total * 100.0,
            2.0 * sums / seconds / 1e9
        );
    }
    println!(
        "{:<52}    {:8.3} ms per image",
        "all",
        total * 1e3 / images as f64
    );
}

/// Each kernel on the whole network, so that tails and every depth of sum take part.
fn kernels(criterion: &mut Criterion, tensors: &HashMap<String, Tensor>) {
    let mut group = criterion.benchmark_group("kernels");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(5));
    let pixels = vec![0.5; 3 * 278 * 185];
    for kernel in Kernel::available() {
        let network = FusedResNet50::with_kernel(tensors, kernel).expect("a sound network");
        group.bench_function(kernel.name, |bencher| {
            bencher.iter(|| black_box(network.outputs(&pixels, (1, 278, 185), false, &|| false)));
        });
    }
    group.finish();
}

/// `count` different posters as files, and as a library knows them.
fn posters(folder: &Path, (width, height): (u32, u32), count: u32) -> anyhow::Result<Vec<Poster>> {
    let mut posters = Vec::new();
    for number in 0..count {
        let path = folder.join(format!("{number}.jpg"));
        rough((width, height), number).save(&path)?;
        posters.push(Poster {
            content_hash: *blake3::hash(&std::fs::read(&path)?).as_bytes(),
            path,
            perceptual_hash: 0,
            width,
            height,
        });
    }
    Ok(posters)
}

/// Files to features, and the network's share of the time.
fn pipeline(criterion: &mut Criterion, tensors: HashMap<String, Tensor>) -> anyhow::Result<()> {
    let (network, size) = (Architecture::RESNET50, Preprocessing::default());
    let reader = Reader::new(Checkpoint::backbone(network, size, tensors))?;
    let mut group = criterion.benchmark_group("pipeline");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(5));
    for size in [(185, 278), (500, 750)] {
        let folder = tempfile::tempdir()?;
        let posters = posters(folder.path(), size, 16)?;
        let mut all = Work::default();
        group.throughput(Throughput::Elements(posters.len() as u64));
        group.bench_function(format!("{}x{}", size.0, size.1), |bencher| {
            bencher.iter_custom(|rounds| {
                let mut wall = Duration::ZERO;
                for _ in 0..rounds {
                    let store = tempfile::tempdir().expect("a folder");
                    let task = Task::new();
                    let store =
                        FeatureStore::ensure_posters(store.path(), &posters, &reader, &task);
                    let work = *store.expect("computed").work();
                    wall += work.wall;
                    all.wall += work.wall;
                    all.network += work.network;
                    all.waiting += work.waiting;
                }
                wall
            });
        });
        println!(
            "  of that, inside the network {:.1} %, waiting for posters {:.1} %",
            100.0 * all.network_share(),
            100.0 * all.waiting.as_secs_f64() / all.wall.as_secs_f64().max(f64::MIN_POSITIVE)
        );
    }
    group.finish();
    Ok(())
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let tensors = random_tensors().expect("numbers on the CPU");
    let network = FusedResNet50::new(&tensors).expect("a sound network");
    check(&network);
    whole_network(&mut criterion, &network);
    // Criterion knows its own filter; the tables are printed in a full run only.
    let others = ["kernels", "pipeline", "--test", "--list"];
    if !std::env::args().any(|word| others.contains(&word.as_str())) {
        layer_shapes(&network, 1);
        layer_shapes(&network, 8);
    }
    kernels(&mut criterion, &tensors);
    pipeline(&mut criterion, tensors).expect("posters on the disk");
    criterion.final_summary();
}
