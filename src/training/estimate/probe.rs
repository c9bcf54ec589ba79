//! A few steps of the real network on the real device, timed.

use std::time::Instant;

use candle_core::{DType, Device, Tensor};

use super::speed::Speed;
use crate::catalog::{Genre, GenreSet};
use crate::jobs::Task;
use crate::training::loss::Criterion;
use crate::training::network::Network;
use crate::training::{Depth, Error, Gradients, Optimiser, Settings};
use crate::vision::checkpoint::Precision;
use crate::vision::features::activations::Which;
use crate::vision::{Batch, CandleEngine, Reader, Wanted};

/// Films of a probe's step on a CPU and on a GPU.
const PROBED: (usize, usize) = (4, 32);

/// A few steps of the real network on numbers that look like a poster's.
///
/// # Errors
/// [`Error`]: the device refuses, or `task` was cancelled.
pub fn probe(
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
        let saved = network.as_saved(None, Precision::F32)?;
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
