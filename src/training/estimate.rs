//! What a training will take on this machine, in time and in disk: measured by a short probe of the
//! real network on the real device, kept for the next time, never guessed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use candle_core::{DType, Device, Tensor};
use serde::{Deserialize, Serialize};

use super::loss::Criterion;
use super::network::Network;
use super::run::put;
use super::stored_views::activation_need;
use super::{Depth, Error, Gradients, Optimiser, Roles, Settings};
use crate::catalog::{Genre, GenreSet, Library, Split};
use crate::evaluation::LibraryError;
use crate::jobs::Task;
use crate::vision::device::label;
use crate::vision::features::activations::Which;
use crate::vision::{Batch, CandleEngine, DeviceChoice, FeatureStore, Reader, Wanted};

/// Films of a probe's step on a CPU and on a GPU.
const PROBED: (usize, usize) = (4, 32);
const FILE: &str = "speed.json";

/// What a training will take.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Of which depth.
    pub depth: Depth,
    /// Films to learn from.
    pub train_films: usize,
    /// Before the first step: features and activations that are not there yet.
    pub preparing: Duration,
    /// One epoch, with its judging.
    pub per_epoch: Duration,
    /// Most epochs.
    pub epochs: usize,
    /// Bytes of activations that are to be written, and stay for further runs.
    pub activations: u64,
    /// Bytes of the run itself while it goes on: the model and the state.
    pub run: u64,
    /// Films that are learned from per second.
    pub images_per_second: f64,
    /// Where: `CPU, 2 cores`.
    pub device: String,
}

impl Estimate {
    /// All of it, if nothing ends it early.
    pub fn total(&self) -> Duration {
        let epochs = u32::try_from(self.epochs).unwrap_or(u32::MAX);
        self.preparing
            .saturating_add(self.per_epoch.saturating_mul(epochs))
    }
}

/// How quick a machine is at a depth, in films per second.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Speed {
    /// Through what does not learn.
    preparing: f64,
    /// Forward, backward and the update of what learns.
    learning: f64,
    /// Forward through what learns.
    judging: f64,
}

/// An estimate for training `start` on a library. The first one at a depth and on a device takes
/// some seconds; the speed is kept in the library's folder of features.
///
/// # Errors
/// [`Error`]: settings that make no sense, the library cannot be read, the device cannot be used,
/// or `task` was cancelled.
pub fn estimate(
    library: &Library,
    start: &Reader,
    settings: &Settings,
    device: DeviceChoice,
    task: &Task,
) -> Result<Estimate, Error> {
    settings.check()?;
    let device = device.open()?;
    let key = key(&device, settings);
    let file = file(library, start)?;
    let mut speeds = read(&file);
    let speed = match speeds.get(&key) {
        Some(speed) => *speed,
        None => {
            task.begin("Measuring this machine", "steps", None);
            let speed = probe(start, settings, &device, task)?;
            speeds.insert(key, speed);
            write(&file, &speeds);
            speed
        }
    };
    figures(library, start, settings, &device, speed)
}

/// The same if the speed is known; `None` if it would have to be measured first.
///
/// # Errors
/// As [`estimate`].
pub fn known(
    library: &Library,
    start: &Reader,
    settings: &Settings,
    device: DeviceChoice,
) -> Result<Option<Estimate>, Error> {
    let device = device.open()?;
    let speeds = read(&file(library, start)?);
    let speed = speeds.get(&key(&device, settings));
    speed
        .map(|&speed| figures(library, start, settings, &device, speed))
        .transpose()
}

/// Forgets what was measured: the machine was busy then, say. The next [`estimate`] measures anew.
///
/// # Errors
/// [`Error`] if the model's key cannot be computed.
pub fn forget(library: &Library, start: &Reader) -> Result<(), Error> {
    // What cannot be removed was not there, or is overwritten by the next measurement.
    let _ = fs::remove_file(file(library, start)?);
    Ok(())
}

/// Takes note of how quick a real training was: a better guide than any probe.
pub fn remember(
    library: &Library,
    start: &Reader,
    settings: &Settings,
    device: &Device,
    images_per_second: f64,
) {
    let Ok(file) = file(library, start) else {
        return;
    };
    let mut speeds = read(&file);
    if let Some(speed) = speeds.get_mut(&key(device, settings))
        && images_per_second.is_finite()
        && images_per_second > 0.0
    {
        speed.learning = images_per_second;
        write(&file, &speeds);
    }
}

fn key(device: &Device, settings: &Settings) -> String {
    let (depth, format) = (settings.depth, settings.number_format);
    let statistics = if settings.batch_statistics {
        ", batch"
    } else {
        ""
    };
    format!("{} {depth} {format:?}{statistics}", label(device))
}

fn file(library: &Library, start: &Reader) -> Result<PathBuf, Error> {
    let key = start.checkpoint().backbone_key()?;
    Ok(library.features_dir().join(key).join(FILE))
}

fn read(file: &Path) -> BTreeMap<String, Speed> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let speeds: BTreeMap<String, Speed> = serde_json::from_str(&text).unwrap_or_default();
    let sound = |speed: &Speed| {
        let all = [speed.preparing, speed.learning, speed.judging];
        all.iter().all(|rate| rate.is_finite() && *rate > 0.0)
    };
    speeds
        .into_iter()
        .filter(|(_, speed)| sound(speed))
        .collect()
}

/// A speed that cannot be kept is measured again the next time.
fn write(file: &Path, speeds: &BTreeMap<String, Speed>) {
    let Ok(text) = serde_json::to_string_pretty(speeds) else {
        return;
    };
    if let Some(folder) = file.parent() {
        let _ = fs::create_dir_all(folder);
    }
    let _ = put(file, |beside| fs::write(beside, text + "\n"));
}

fn figures(
    library: &Library,
    start: &Reader,
    settings: &Settings,
    device: &Device,
    speed: Speed,
) -> Result<Estimate, Error> {
    let films = library.films().map_err(LibraryError::from)?;
    let checkpoint = start.checkpoint();
    let features = FeatureStore::open(&library.features_dir(), &checkpoint.backbone_key()?);
    let features = features.map_err(LibraryError::from)?;
    let (mut train, mut validation, mut missing) = (0, 0, 0);
    for film in films.iter().filter(|film| film.split.is_some()) {
        let Some(poster) = &film.poster else {
            continue;
        };
        missing += usize::from(!features.contains(&poster.content_hash));
        train += usize::from(film.split == Some(Split::Train));
        validation += usize::from(film.split == Some(Split::Validation));
    }
    let need = activation_need(library, start, settings, Roles::Apart)?;
    let (views, activations) = need.map_or((0, 0), |need| (need.views, need.bytes));
    let judged = validation * if settings.flip_evaluation { 2 } else { 1 };
    let per_epoch = match settings.depth {
        Depth::Head => train as f64 / speed.learning,
        _ => train as f64 / speed.learning + judged as f64 / speed.judging,
    };
    let epochs = match settings.depth {
        Depth::Head => settings.head.epochs,
        _ => settings.epochs,
    };
    let of = |tensors: &dyn Fn(&str) -> bool| -> u64 {
        let all = checkpoint.tensors.iter().filter(|(name, _)| tensors(name));
        all.map(|(_, tensor)| 4 * tensor.elem_count() as u64).sum()
    };
    // Weights and, beside them, what the optimiser and the average remember.
    let copies =
        1 + match settings.optimiser {
            super::OptimiserKind::AdamW { .. } => 2,
            super::OptimiserKind::Sgd { .. } => 1,
        } + u64::from(settings.ema_decay > 0.0);
    let layers = settings.depth.layers();
    let learns = |name: &str| {
        let layer = name.strip_prefix("layer").and_then(|rest| rest.get(..1));
        match layer.and_then(|digit| digit.parse::<usize>().ok()) {
            Some(number) => layers.contains(&(number.wrapping_sub(1))),
            None => settings.depth == Depth::Full,
        }
    };
    let state = if settings.depth == Depth::Head {
        0
    } else {
        copies * of(&learns)
    };
    Ok(Estimate {
        depth: settings.depth,
        train_films: train,
        preparing: seconds((missing + views) as f64 / speed.preparing),
        per_epoch: seconds(per_epoch),
        epochs,
        activations,
        run: of(&|_| true) + state,
        images_per_second: speed.learning,
        device: label(device),
    })
}

fn seconds(value: f64) -> Duration {
    Duration::try_from_secs_f64(value).unwrap_or(Duration::MAX)
}

/// A few steps of the real network on numbers that look like a poster's.
fn probe(
    start: &Reader,
    settings: &Settings,
    device: &Device,
    task: &Task,
) -> Result<Speed, Error> {
    let checkpoint = start.checkpoint();
    let films = if device.is_cpu() { PROBED.0 } else { PROBED.1 };
    let films = films.min(settings.batch_size);
    let (height, width) = {
        let preprocessing = &checkpoint.preprocessing;
        (preprocessing.height, preprocessing.width)
    };
    let noise = |count: usize| -> Vec<f32> {
        (0..count)
            .map(|at| (at as f32 * 0.37).sin().abs())
            .collect()
    };

    let graph;
    let engine = if device.is_cpu() {
        start.engine()
    } else {
        graph = CandleEngine::on(device, checkpoint).map_err(candle_core::Error::wrap)?;
        &graph
    };
    let pixels = noise(films * 3 * height * width);
    let batch = Batch::new(&pixels, height, width).map_err(candle_core::Error::wrap)?;
    let wanted = match settings.depth.stored_layer() {
        Some(2) => Wanted::Layer2,
        Some(_) => Wanted::Layer3,
        None => Wanted::Features,
    };
    let preparing = rate(films, task, &mut || {
        let read = engine.outputs(&batch, wanted, task);
        read.map(|_| ())
            .map_err(|error| candle_core::Error::wrap(error).into())
    })?;

    let genres = match start.genres() {
        [] => Genre::six(),
        known => known.to_vec(),
    };
    let dimension = checkpoint.architecture.features();
    if settings.depth == Depth::Head {
        let rows = Tensor::from_vec(noise(256 * dimension), (256, dimension), &Device::Cpu)?;
        let weight = candle_core::Var::zeros((genres.len(), dimension), DType::F32, &Device::Cpu)?;
        let learning = rate(256, task, &mut || {
            let logits = rows.matmul(&weight.t()?)?;
            logits.sqr()?.mean_all()?.backward()?;
            Ok(())
        })?;
        return Ok(Speed {
            preparing,
            learning,
            judging: learning,
        });
    }

    let zeros = Tensor::zeros((genres.len(), dimension), DType::F32, &Device::Cpu)?;
    let bias = Tensor::zeros(genres.len(), DType::F32, &Device::Cpu)?;
    let count = genres.len();
    let model = checkpoint.clone().with_head(genres, zeros, bias)?;
    let network = Network::new(&model, settings, device)?;
    let labels = vec![GenreSet::default(); films];
    let criterion = Criterion::new(settings.loss, 0.0, (&labels, count), device)?;
    let mut optimiser = Optimiser::new(settings.optimiser);
    let shape = match settings.depth.stored_layer() {
        Some(layer) => Which::after(layer).shape(start),
        None => (3, height, width),
    };
    let values = noise(films * shape.0 * shape.1 * shape.2);
    let targets = Tensor::zeros((films, count), DType::F32, device)?;
    let learning = rate(films, task, &mut || {
        let shape = (films, shape.0, shape.1, shape.2);
        let input = Tensor::from_slice(&values, shape, device)?;
        let loss = criterion.of(&network.logits(&input)?, &targets)?;
        let gradients = Gradients::of(network.parameters(), &loss.backward()?);
        // A rate of 0: the work without the move.
        optimiser.step(network.parameters(), &gradients, 0.0, 1.0)?;
        Ok(loss.to_scalar::<f32>().map(|_| ())?)
    })?;
    let judging = if settings.depth == Depth::Full && device.is_cpu() {
        preparing
    } else {
        let saved = network.as_saved(None, crate::vision::checkpoint::Precision::F32)?;
        let reading = network.reading(&saved)?;
        rate(films, task, &mut || {
            reading.logits(&values, shape).map(|_| ())
        })?
    };
    Ok(Speed {
        preparing,
        learning,
        judging,
    })
}

/// Films per second of a piece of work on `films` films, once it is warm: the quickest of two.
fn rate(
    films: usize,
    task: &Task,
    work: &mut dyn FnMut() -> Result<(), Error>,
) -> Result<f64, Error> {
    let mut least = f64::INFINITY;
    for round in 0..3 {
        task.check()?;
        let begun = Instant::now();
        work()?;
        if round > 0 {
            least = least.min(begun.elapsed().as_secs_f64());
        }
    }
    Ok(films as f64 / least.max(1e-9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_are_kept_and_nonsense_is_measured_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("inner").join(FILE);
        assert!(read(&file).is_empty());
        let speed = Speed {
            preparing: 15.0,
            learning: 28.7,
            judging: 80.0,
        };
        let broken = Speed {
            judging: 0.0,
            ..speed
        };
        let speeds = [("a".to_owned(), speed), ("b".to_owned(), broken)];
        write(&file, &speeds.into());
        assert_eq!(read(&file), [("a".to_owned(), speed)].into());
        fs::write(&file, "{").expect("written");
        assert!(read(&file).is_empty());
    }

    #[test]
    fn all_of_it_is_the_preparing_and_the_epochs() {
        let found = Estimate {
            depth: Depth::LastBlock,
            train_films: 100,
            preparing: Duration::from_secs(60),
            per_epoch: Duration::from_secs(10),
            epochs: 4,
            activations: 0,
            run: 0,
            images_per_second: 10.0,
            device: "CPU, 2 cores".to_owned(),
        };
        assert_eq!(found.total(), Duration::from_secs(100));
        assert_eq!(seconds(f64::INFINITY), Duration::MAX);
    }
}
