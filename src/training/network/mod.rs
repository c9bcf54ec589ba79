//! A network that learns: which of its tensors do, at which rates, and what of it is saved.

use std::collections::{BTreeMap, HashMap};

use candle_core::{DType, Device, Tensor, Var};

mod distance;
mod reading;
#[cfg(test)]
mod tests;

use super::ema::Average;
use super::{Depth, Error, NumberFormat, Parameter, Settings};
use crate::vision::checkpoint::Precision;
use crate::vision::resnet::{ResNet, Statistics};
use crate::vision::{Architecture, Checkpoint};
use distance::{Distance, distance};
use reading::through;

pub use reading::Reading;

/// A ResNet whose last layers are variables.
pub struct Network {
    architecture: Architecture,
    depth: Depth,
    resnet: ResNet,
    /// All tensors, on the device; those that learn are variables.
    tensors: HashMap<String, Tensor>,
    /// By name, so that every run goes through them in the same order.
    parameters: Vec<Parameter>,
    /// Batch norm's running means and variances, where they follow the batches.
    statistics: Vec<(String, Var)>,
    format: DType,
    device: Device,
}

impl Network {
    /// The network of `start`, with a head, ready to learn on `device` as deep as `settings` say.
    ///
    /// # Errors
    /// [`Error::Compute`] if a tensor is missing or the device refuses, [`Error::Settings`] if it
    /// cannot compute in the wanted number format.
    pub fn new(start: &Checkpoint, settings: &Settings, device: &Device) -> Result<Self, Error> {
        let format = match (settings.number_format, device.is_cpu()) {
            (NumberFormat::F32, _) | (NumberFormat::Auto, true) => DType::F32,
            (NumberFormat::F16, _) => DType::F16,
            (NumberFormat::Bf16 | NumberFormat::Auto, false) => DType::BF16,
            (NumberFormat::Bf16, true) => {
                let words = "the CPU does not multiply in bf16: use auto, f32 or f16";
                return Err(Error::Settings(words.to_owned()));
            }
        };
        let mut tensors = HashMap::new();
        for (name, tensor) in &start.tensors {
            let tensor = tensor.to_dtype(DType::F32)?.to_device(device)?;
            tensors.insert(name.clone(), tensor);
        }
        let mut names: Vec<String> = tensors.keys().cloned().collect();
        names.sort();
        let (mut parameters, mut statistics) = (Vec::new(), Vec::new());
        for name in names {
            let Some(distance) = distance(&name, settings.depth) else {
                continue;
            };
            let running = name.contains("running_");
            if running && !settings.batch_statistics {
                continue;
            }
            let var = Var::from_tensor(&tensors[&name])?;
            tensors.insert(name.clone(), var.as_tensor().clone());
            if running {
                statistics.push((name, var));
                continue;
            }
            let rate_factor = match distance {
                Distance::Head => 1.0,
                Distance::Layers(layers) => {
                    settings.backbone_rate * settings.layer_decay.powi(layers) / settings.head_rate
                }
            };
            // Norms and biases have one axis.
            let decays = var.rank() > 1;
            parameters.push(Parameter {
                name,
                rate_factor,
                weight_decay: if decays { settings.weight_decay } else { 0.0 },
                var,
            });
        }
        Ok(Self {
            resnet: ResNet::new(&start.architecture, &tensors)?,
            architecture: start.architecture.clone(),
            depth: settings.depth,
            tensors,
            parameters,
            statistics,
            format,
            device: device.clone(),
        })
    }

    /// What learns by gradients.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// The number format that it computes in.
    pub fn format(&self) -> DType {
        self.format
    }

    /// Where it is.
    pub fn device(&self) -> &Device {
        &self.device
    }

    /// All that changes, by name: parameters and statistics.
    pub fn changing(&self) -> impl Iterator<Item = (&str, &Tensor)> {
        let parameters = self.parameters.iter();
        let parameters = parameters.map(|one| (one.name.as_str(), one.var.as_tensor()));
        let statistics = self.statistics.iter();
        parameters.chain(statistics.map(|(name, var)| (name.as_str(), var.as_tensor())))
    }

    /// Sets all that changes from `PREFIX.NAME` tensors of a saved state.
    ///
    /// # Errors
    /// Candle's, naming a tensor that is missing or of another shape.
    pub fn restore(
        &self,
        prefix: &str,
        state: &BTreeMap<String, Tensor>,
    ) -> candle_core::Result<()> {
        let parameters = self.parameters.iter().map(|one| (&one.name, &one.var));
        let statistics = self.statistics.iter().map(|(name, var)| (name, var));
        for (name, var) in parameters.chain(statistics) {
            let key = format!("{prefix}{name}");
            match state.get(&key) {
                Some(saved) => var.set(saved)?,
                None => return Err(candle_core::Error::CannotFindTensor { path: key }.bt()),
            }
        }
        Ok(())
    }

    /// The logits (n x genres, f32) of inputs (n x channels x rows x columns, f32, on the device)
    /// while it learns.
    ///
    /// # Errors
    /// [`Error`], if shapes do not fit or memory runs out.
    pub fn logits(&self, input: &Tensor) -> Result<Tensor, Error> {
        let statistics = if self.statistics.is_empty() {
            Statistics::Stored
        } else {
            Statistics::Batch
        };
        let input = input.to_dtype(self.format)?;
        through(&self.resnet, self.depth, &input, statistics)
    }

    /// The changing tensors as they will be saved: plain f32 on the CPU, rounded if the file holds
    /// half precision; of their `average` where there is one.
    ///
    /// # Errors
    /// [`Error::Compute`] if a tensor cannot be copied.
    pub fn as_saved(
        &self,
        average: Option<&Average>,
        precision: Precision,
    ) -> Result<BTreeMap<String, Tensor>, Error> {
        let averages = average.map(Average::tensors);
        let mut saved = BTreeMap::new();
        for (name, tensor) in self.changing() {
            let tensor = averages.and_then(|all| all.get(name)).unwrap_or(tensor);
            let mut plain = tensor.to_device(&Device::Cpu)?.copy()?.detach();
            if precision == Precision::F16 {
                plain = plain.to_dtype(DType::F16)?.to_dtype(DType::F32)?;
            }
            saved.insert(name.to_owned(), plain);
        }
        Ok(saved)
    }

    /// The same network with `saved` tensors, for reading.
    ///
    /// # Errors
    /// [`Error::Compute`] if a tensor does not fit or the device refuses.
    pub fn reading(&self, saved: &BTreeMap<String, Tensor>) -> Result<Reading, Error> {
        let mut tensors = self.tensors.clone();
        for (name, tensor) in saved {
            tensors.insert(name.clone(), tensor.to_device(&self.device)?);
        }
        let how = (self.depth, self.format);
        Reading::new(&self.architecture, &tensors, how, &self.device)
    }
}
