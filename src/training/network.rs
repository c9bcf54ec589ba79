//! A network that learns: which of its tensors do, at which rates, and what of it is saved.

use std::collections::{BTreeMap, HashMap};

use candle_core::{DType, Device, Tensor, Var};

use super::ema::Average;
use super::{Depth, Error, NumberFormat, Parameter, Settings};
use crate::vision::checkpoint::Precision;
use crate::vision::resnet::{ResNet, Statistics};
use crate::vision::{Architecture, Checkpoint};

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
        Ok(Reading {
            resnet: ResNet::new(&self.architecture, &tensors)?.folded()?,
            depth: self.depth,
            format: self.format,
            device: self.device.clone(),
        })
    }
}

/// A network that learned up to here, for reading.
pub struct Reading {
    resnet: ResNet,
    depth: Depth,
    format: DType,
    device: Device,
}

impl Reading {
    /// The logits of `values` (films x shape), row-major films x genres.
    ///
    /// # Errors
    /// [`Error::Compute`] if shapes do not fit or memory runs out.
    pub fn logits(
        &self,
        values: &[f32],
        (channels, height, width): (usize, usize, usize),
    ) -> Result<Vec<f32>, Error> {
        let films = values.len() / (channels * height * width).max(1);
        let shape = (films, channels, height, width);
        let input = Tensor::from_slice(values, shape, &self.device)?.to_dtype(self.format)?;
        let logits = through(&self.resnet, self.depth, &input, Statistics::Stored)?;
        Ok(logits.flatten_all()?.to_vec1()?)
    }
}

fn through(
    resnet: &ResNet,
    depth: Depth,
    input: &Tensor,
    statistics: Statistics,
) -> Result<Tensor, Error> {
    let activations = if depth == Depth::Full {
        resnet.layers(&resnet.stem(input, statistics)?, 0..4, statistics)?
    } else {
        resnet.layers(input, depth.layers(), statistics)?
    };
    let logits = resnet.from_activations(activations)?.logits;
    logits.ok_or(Error::NoHead)
}

/// How far a tensor is from the end of the network.
enum Distance {
    Head,
    /// Layers before layer 4.
    Layers(i32),
}

/// Where a tensor stands, if it learns at this depth.
fn distance(name: &str, depth: Depth) -> Option<Distance> {
    if name.starts_with("fc.") {
        return Some(Distance::Head);
    }
    let layer = name
        .strip_prefix("layer")
        .and_then(|rest| rest.split('.').next()?.parse::<usize>().ok());
    match layer {
        Some(number @ 1..=4) => {
            let learns = depth.layers().contains(&(number - 1));
            learns.then_some(Distance::Layers(4 - number as i32))
        }
        // The stem.
        _ => (depth == Depth::Full).then_some(Distance::Layers(4)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Genre;
    use crate::vision::Preprocessing;

    /// A network of four blocks and two genres on pictures of 36 x 24, of numbers that look random.
    fn tiny() -> Checkpoint {
        let architecture = Architecture {
            embedding: 4,
            widths: [8; 4],
            depths: [1; 4],
        };
        let mut tensors = HashMap::new();
        let mut seed = 0.0_f64;
        for (name, shape) in architecture.backbone() {
            seed += 1.0;
            let count: usize = shape.iter().product();
            let fan = (count / shape[0]).max(1) as f64;
            let values: Vec<f32> = (0..count)
                .map(|at| {
                    let wave = (seed * 7.3 + at as f64 * 1.7).sin();
                    let value = match () {
                        () if name.ends_with("running_var") => 1.0 + 0.2 * wave,
                        () if shape.len() == 1 && name.ends_with("weight") => 1.0 + 0.1 * wave,
                        () if shape.len() == 1 => 0.1 * wave,
                        () => wave * (2.0 / fan).sqrt(),
                    };
                    value as f32
                })
                .collect();
            let tensor = Tensor::from_vec(values, shape, &Device::Cpu).expect("its own shape");
            tensors.insert(name, tensor);
        }
        let head: Vec<f32> = (0..16)
            .map(|at| (f64::from(at) * 2.1).cos() as f32)
            .collect();
        let weight = Tensor::from_vec(head, (2, 8), &Device::Cpu).expect("2 x 8");
        let bias = Tensor::new(&[0.1_f32, -0.2], &Device::Cpu).expect("2");
        let backbone = Checkpoint {
            architecture,
            genres: Vec::new(),
            preprocessing: Preprocessing {
                height: 36,
                width: 24,
                ..Preprocessing::default()
            },
            tensors,
            thresholds: Vec::new(),
            calibration: Vec::new(),
            set_aside: None,
            provenance: BTreeMap::new(),
            learned_posters: Default::default(),
        };
        let genres = Genre::six()[..2].to_vec();
        backbone.with_head(genres, weight, bias).expect("a head")
    }

    fn names(depth: Depth, batch_statistics: bool) -> (Vec<String>, Vec<f64>) {
        let settings = Settings {
            batch_statistics,
            head_rate: 1e-3,
            backbone_rate: 1e-4,
            layer_decay: 0.5,
            ..Settings::default_for(depth)
        };
        let network = Network::new(&tiny(), &settings, &Device::Cpu).expect("sound");
        let names = network.changing().map(|(name, _)| name.to_owned());
        let rates = network.parameters.iter().map(|one| one.rate_factor);
        (names.collect(), rates.collect())
    }

    #[test]
    fn each_depth_learns_its_layers_at_its_rates() {
        let (block, rates) = names(Depth::LastBlock, false);
        assert!(block.iter().all(|name| {
            (name.starts_with("layer4.") || name.starts_with("fc.")) && !name.contains("running")
        }));
        assert_eq!(block.len(), 2 + 4 * 3);
        for (name, rate) in block.iter().zip(&rates) {
            let by_hand = if name.starts_with("fc.") { 1.0 } else { 0.1 };
            assert!((rate - by_hand).abs() < 1e-12, "{name}");
        }
        let (two, rates) = names(Depth::LastTwo, false);
        let third = two.iter().position(|name| name.starts_with("layer3."));
        assert!((rates[third.expect("learns")] - 0.05).abs() < 1e-12);
        let (full, rates) = names(Depth::Full, false);
        let stem = full.iter().position(|name| name == "conv1.weight");
        assert!((rates[stem.expect("learns")] - 0.1 / 16.0).abs() < 1e-12);
        let (with_statistics, _) = names(Depth::LastBlock, true);
        assert_eq!(with_statistics.len(), block.len() + 2 * 4);
    }

    #[test]
    fn norms_and_biases_do_not_decay() {
        let settings = Settings::default_for(Depth::Full);
        let network = Network::new(&tiny(), &settings, &Device::Cpu).expect("sound");
        for parameter in network.parameters() {
            let convolution = parameter.var.rank() > 1;
            assert_eq!(
                parameter.weight_decay > 0.0,
                convolution,
                "{}",
                parameter.name
            );
        }
    }

    /// The arithmetic of a GPU's half precision, on the CPU.
    #[test]
    fn half_precision_computes_with_weights_in_f32() {
        let pixels: Vec<f32> = (0..2 * 3 * 36 * 24)
            .map(|at| (at as f32 * 0.37).sin())
            .collect();
        let input = Tensor::from_vec(pixels, (2, 3, 36, 24), &Device::Cpu).expect("pixels");
        let gradient = |number_format| {
            let settings = Settings {
                number_format,
                ..Settings::default_for(Depth::Full)
            };
            let network = Network::new(&tiny(), &settings, &Device::Cpu).expect("sound");
            let logits = network.logits(&input).expect("runs");
            assert_eq!(logits.dtype(), DType::F32);
            let store = logits
                .sqr()
                .and_then(|square| square.mean_all()?.backward());
            let store = store.expect("differentiable");
            let of = |name: &str| {
                let parameter = network.parameters().iter().find(|one| one.name == name);
                let parameter = parameter.expect("it learns");
                let gradient = store.get(parameter.var.as_tensor()).expect("a gradient");
                assert_eq!(gradient.dtype(), DType::F32, "{name}");
                gradient
                    .flatten_all()
                    .and_then(|flat| flat.to_vec1::<f32>())
            };
            ["conv1.weight", "layer4.0.bn2.weight", "fc.weight"].map(|name| of(name).expect("flat"))
        };
        let (whole, half) = (gradient(NumberFormat::F32), gradient(NumberFormat::F16));
        for (whole, half) in whole.iter().zip(&half) {
            let scale = whole.iter().map(|v| v.abs()).fold(0.0, f32::max);
            let off = whole.iter().zip(half).map(|(a, b)| (a - b).abs());
            let off = off.fold(0.0, f32::max);
            assert!(off < 0.02 * scale, "off by {off} of {scale}");
            assert!(off > 0.0, "half precision was not used");
        }
        let bf16 = Settings {
            number_format: NumberFormat::Bf16,
            ..Settings::default_for(Depth::Full)
        };
        let refused = Network::new(&tiny(), &bf16, &Device::Cpu).err();
        assert!(matches!(refused, Some(Error::Settings(_))));
    }

    #[test]
    fn a_reading_network_says_what_the_learning_one_does() {
        let settings = Settings::default_for(Depth::Full);
        let network = Network::new(&tiny(), &settings, &Device::Cpu).expect("sound");
        let pixels: Vec<f32> = (0..3 * 36 * 24).map(|at| (at as f32 * 0.7).cos()).collect();
        let input = Tensor::from_slice(&pixels, (1, 3, 36, 24), &Device::Cpu).expect("pixels");
        let learning = network
            .logits(&input)
            .and_then(|l| Ok(l.flatten_all()?.to_vec1::<f32>()?));
        let saved = network.as_saved(None, Precision::F32).expect("copied");
        let reading = network.reading(&saved).expect("sound");
        let read = reading.logits(&pixels, (3, 36, 24)).expect("runs");
        for (a, b) in learning.expect("runs").iter().zip(&read) {
            assert!((a - b).abs() < 1e-4, "{a} {b}");
        }
    }

    #[test]
    fn statistics_follow_the_batches_where_wanted() {
        let settings = Settings {
            batch_statistics: true,
            ..Settings::default_for(Depth::Full)
        };
        let network = Network::new(&tiny(), &settings, &Device::Cpu).expect("sound");
        let mean = || -> Vec<f32> {
            let mut all = network.changing();
            let found = all.find(|(name, _)| *name == "bn1.running_mean");
            found.expect("it changes").1.to_vec1().expect("a vector")
        };
        let before = mean();
        let pixels = Tensor::ones((2, 3, 36, 24), DType::F32, &Device::Cpu).expect("pixels");
        network.logits(&pixels).expect("runs");
        assert_ne!(before, mean());
    }
}
