//! What a training will take on this machine, in time and in disk: measured by a short probe of the
//! real network on the real device, kept for the next time, never guessed.

use std::fs;
use std::time::Duration;

use candle_core::Device;

mod probe;
mod speed;

use super::stored_views::activation_need;
use super::{Depth, Error, Roles, Settings};
use crate::catalog::{Library, Split};
use crate::evaluation::LibraryError;
use crate::jobs::Task;
use crate::vision::device::label;
use crate::vision::{DeviceChoice, FeatureStore, Reader};
use probe::probe;
use speed::{Speed, file, key, read, write};

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

#[cfg(test)]
mod tests {
    use super::*;

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
