//! On an NVIDIA GPU: it learns what the CPU learns, and goes on where it was stopped. Built with the
//! feature `cuda` only (`resources/cuda/build test --test cuda`); without a GPU each test says why it is
//! left out.

#![cfg(feature = "cuda")]

mod world;

use candle_core::DType;
use onesheet::jobs::Task;
use onesheet::training::watch::Event;
use onesheet::training::{
    Depth, HeadOptions, Nobody, NumberFormat, OptimiserKind, RefitRequest, Request, Run, Settings,
    State, refit_library, resume_library,
};
use onesheet::vision::{Checkpoint, DeviceChoice};

use self::world::World;

const GPU: DeviceChoice = DeviceChoice::Cuda(0);

/// Whether there is a GPU; says why not.
fn is_there() -> bool {
    match GPU.open() {
        Ok(_) => true,
        Err(reason) => {
            eprintln!("left out: {reason}");
            false
        }
    }
}

/// In f32 and without what magnifies small differences: Adam divides by the gradient's own size.
fn request(name: &str, depth: Depth, device: DeviceChoice) -> Request {
    Request {
        name: Some(name.to_owned()),
        settings: Settings {
            epochs: 2,
            batch_size: 16,
            optimiser: OptimiserKind::Sgd {
                momentum: 0.9,
                nesterov: true,
            },
            backbone_rate: 1e-2,
            head_rate: 1e-2,
            number_format: NumberFormat::F32,
            patience: 2,
            head: HeadOptions {
                epochs: 4,
                batch_size: 16,
                ..HeadOptions::default()
            },
            ..Settings::default_for(depth)
        },
        device,
        ..Request::default()
    }
}

fn values(run: &Run) -> Vec<f32> {
    let model = Checkpoint::load(&run.folder.path).expect("a run is a model");
    let mut names: Vec<&String> = model.tensors.keys().collect();
    names.sort();
    let flat = |name: &String| {
        let tensor = model.tensors[name].to_dtype(DType::F32)?;
        tensor.flatten_all()?.to_vec1::<f32>()
    };
    let all = names.into_iter().map(|name| flat(name).expect("numbers"));
    all.flatten().collect()
}

/// The distance between two models' weights, as a share of their size.
fn distance(one: &Run, other: &Run) -> f64 {
    let (one, other) = (values(one), values(other));
    assert_eq!(one.len(), other.len());
    let square = |value: f32| f64::from(value).powi(2);
    let apart: f64 = one.iter().zip(&other).map(|(a, b)| square(a - b)).sum();
    let size: f64 = one.iter().map(|&value| square(value)).sum();
    (apart / size).sqrt()
}

#[test]
fn a_gpu_learns_what_the_cpu_learns() {
    if !is_there() {
        return;
    }
    let world = World::new();
    for depth in [Depth::LastBlock, Depth::LastTwo, Depth::Full] {
        let named = |device: &str| format!("{}-{device}", depth.name());
        let cpu = world.train(&request(&named("cpu"), depth, DeviceChoice::Cpu));
        let gpu = world.train(&request(&named("gpu"), depth, GPU));
        let (cpu, gpu) = (cpu.expect("labelled films"), gpu.expect("labelled films"));
        assert!(gpu.record.device.starts_with("cuda"));
        for (one, other) in cpu.history.iter().zip(&gpu.history) {
            let off = (one.train_loss - other.train_loss).abs();
            assert!(off < 1e-3 * one.train_loss, "{depth}: {off}");
        }
        let apart = distance(&cpu, &gpu);
        assert!(apart < 1e-3, "{depth}: {apart}");
    }
}

#[test]
fn half_precision_learns_too() {
    if !is_there() {
        return;
    }
    let world = World::new();
    let plain = world
        .train(&request("f32", Depth::Full, GPU))
        .expect("a run");
    for format in [NumberFormat::F16, NumberFormat::Bf16] {
        let mut half = request(&format!("{format:?}"), Depth::Full, GPU);
        half.settings.number_format = format;
        let half = world.train(&half).expect("a run");
        for (one, other) in plain.history.iter().zip(&half.history) {
            let off = (one.train_loss - other.train_loss).abs();
            assert!(off < 0.05 * one.train_loss, "{format:?}: {off}");
        }
    }
}

#[test]
fn a_stopped_run_ends_as_if_it_had_not_been() {
    if !is_there() {
        return;
    }
    let world = World::new();
    let library = world.library();
    world
        .train(&request("base", Depth::Full, GPU))
        .expect("a run");
    let again = |name: &str| RefitRequest {
        run: "base".to_owned(),
        name: Some(name.to_owned()),
        seed: None,
        device: GPU,
    };
    let straight = refit_library(&library, &again("straight"), &Task::new(), &mut Nobody);
    let task = Task::new();
    let stopping = task.clone();
    let mut stop = move |event: Event| {
        if matches!(event, Event::Step(ref step) if step.step == 2) {
            stopping.cancel();
        }
    };
    let stopped = refit_library(&library, &again("stopped"), &task, &mut stop);
    assert_eq!(stopped.expect("it stays").record.state, State::Stopped);
    let ended = resume_library(&library, "stopped", GPU, &Task::new(), &mut Nobody);
    let (straight, ended) = (straight.expect("a run"), ended.expect("it goes on"));
    let apart = distance(&straight, &ended);
    assert!(apart < 1e-4, "{apart}");
}
