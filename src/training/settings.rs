//! Everything about a training that a person can choose, with the defaults of each depth.

use serde::{Deserialize, Serialize};

use super::{Depth, Error, HeadOptions, Loss, OptimiserKind};
use crate::vision::Augmentation;

/// The number format in which the learning network computes; its weights are kept in f32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NumberFormat {
    /// bf16 on a GPU, f32 on the CPU.
    #[default]
    Auto,
    /// Single precision.
    F32,
    /// Half precision; the loss is scaled so that small gradients do not vanish.
    F16,
    /// Half the bits of f32 with its range: a GPU only.
    Bf16,
}

/// Settings of a training. For the depth `head` only [`head`](Self::head), [`loss`](Self::loss),
/// [`label_smoothing`](Self::label_smoothing), [`input_size`](Self::input_size) and
/// [`seed`](Self::seed) count.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
// A record that another version wrote is still read.
#[serde(default)]
pub struct Settings {
    /// How much of the network learns.
    pub depth: Depth,
    /// Most passes over the training films.
    pub epochs: usize,
    /// Films per step of the optimiser.
    pub batch_size: usize,
    /// Films that are on the device at once, their gradients added up to a step's; 0: a step's
    /// films. Where memory runs out it is halved by itself.
    pub micro_batch: usize,
    /// The highest learning rate of the head.
    pub head_rate: f64,
    /// The highest learning rate of layer 4.
    pub backbone_rate: f64,
    /// Factor on the rate from each layer to the one before it, in `0..=1`.
    pub layer_decay: f64,
    /// What moves the weights.
    pub optimiser: OptimiserKind,
    /// Weight decay of convolutions and the head's weight (not of norms and biases).
    pub weight_decay: f64,
    /// Share of all steps in which the learning rates rise, in `0..=1`.
    pub warm_up: f64,
    /// Gradients longer than this, all together, are shortened to it; 0: never.
    pub clip: f64,
    /// How slowly the average of the weights forgets (0.99: the last hundred steps or so); that
    /// average is judged and saved. 0: the weights themselves are.
    pub ema_decay: f64,
    /// What is minimised.
    pub loss: Loss,
    /// How far labels are moved towards one half, in `0..1`.
    pub label_smoothing: f64,
    /// How far labels are moved towards what the run's teachers say, in `0..=1`; without teachers it
    /// counts for nothing.
    pub teaching: f64,
    /// Whether each film is seen mirrored half of the time.
    pub flips: bool,
    /// Two films are blended by a share drawn from Beta(m, m) (Zhang et al. 2018, on activations
    /// Verma et al. 2019); 0: never.
    pub mixup: f64,
    /// How a poster varies from time to time; with stored activations only in `stored_views`.
    pub augmentation: Augmentation,
    /// Augmented views of each training film that are stored beside the plain ones, where
    /// activations are stored: each takes as much disk again.
    pub stored_views: usize,
    /// Whether validation films are judged by the mean over their two mirror images.
    pub flip_evaluation: bool,
    /// Rows and columns to which posters are brought; `None`: the starting model's.
    pub input_size: Option<(usize, usize)>,
    /// Share of the full size, in `0.25..=1`, at which a training on pixels begins; it reaches
    /// the full size half-way.
    pub first_size: f64,
    /// Whether batch norm takes its statistics from the batch; else it keeps those it came with.
    pub batch_statistics: bool,
    /// In which number format the network computes.
    pub number_format: NumberFormat,
    /// Epochs without a better validation figure after which to stop.
    pub patience: usize,
    /// Of the order of the films and all that is drawn by chance.
    pub seed: u64,
    /// Minutes between two saved states; the end of an epoch saves one too.
    pub save_minutes: f64,
    /// How the head is trained, alone or before the rest learns with it.
    pub head: HeadOptions,
}

impl Default for Settings {
    fn default() -> Self {
        Self::default_for(Depth::default())
    }
}

impl Settings {
    /// Sensible settings of a depth.
    pub fn default_for(depth: Depth) -> Self {
        let block = Self {
            depth,
            epochs: 4,
            batch_size: 32,
            micro_batch: 0,
            head_rate: 1e-4,
            backbone_rate: 1e-4,
            layer_decay: 0.5,
            optimiser: OptimiserKind::default(),
            weight_decay: 0.01,
            warm_up: 0.1,
            clip: 1.0,
            ema_decay: 0.99,
            loss: Loss::default(),
            label_smoothing: 0.0,
            teaching: 0.5,
            flips: true,
            mixup: 0.0,
            augmentation: Augmentation::none(),
            stored_views: 0,
            flip_evaluation: false,
            input_size: None,
            first_size: 1.0,
            batch_statistics: false,
            number_format: NumberFormat::Auto,
            patience: 2,
            seed: 0,
            save_minutes: 5.0,
            head: HeadOptions::default(),
        };
        match depth {
            Depth::Head | Depth::LastBlock => block,
            Depth::LastTwo => Self {
                backbone_rate: 7e-5,
                ..block
            },
            Depth::Full => Self {
                epochs: 12,
                batch_size: 64,
                backbone_rate: 1e-4,
                head_rate: 3e-4,
                layer_decay: 0.7,
                weight_decay: 0.05,
                ema_decay: 0.998,
                augmentation: Augmentation::mild(),
                patience: 4,
                ..block
            },
        }
    }

    /// Films on the device at once, as it begins.
    pub fn pieces(&self) -> usize {
        match self.micro_batch {
            0 => self.batch_size,
            micro => micro.min(self.batch_size),
        }
    }

    /// The head's settings under the run's own seed and loss.
    pub fn head_options(&self) -> HeadOptions {
        HeadOptions {
            seed: self.seed,
            loss: self.loss,
            label_smoothing: self.label_smoothing,
            ..self.head
        }
    }

    /// Whether they make sense.
    ///
    /// # Errors
    /// [`Error::Settings`] with the first rule that is broken.
    pub fn check(&self) -> Result<(), Error> {
        self.head_options().check()?;
        if self.depth == Depth::Head {
            return Ok(());
        }
        let above = |value: f64| value.is_finite() && value > 0.0;
        let share = |value: f64| (0.0..=1.0).contains(&value);
        let rules = [
            (self.epochs > 0, "at least 1 epoch is needed"),
            (self.batch_size > 0, "a batch needs at least 1 film"),
            (
                above(self.head_rate) && above(self.backbone_rate),
                "the learning rates must be above 0",
            ),
            (
                above(self.layer_decay) && self.layer_decay <= 1.0,
                "the decay from layer to layer must be above 0, and at most 1",
            ),
            (
                self.weight_decay.is_finite() && self.weight_decay >= 0.0,
                "the weight decay must be 0 or more",
            ),
            (share(self.warm_up), "the warm-up must be between 0 and 1"),
            (
                self.clip.is_finite() && self.clip >= 0.0,
                "the gradients' clip must be 0 (never) or more",
            ),
            (
                (0.0..1.0).contains(&self.ema_decay),
                "the average's decay must be 0 (none) or more, and below 1",
            ),
            (
                (0.0..=2.0).contains(&self.mixup),
                "mixup must be between 0 (never) and 2",
            ),
            (
                share(self.teaching),
                "the teachers' share must be between 0 and 1",
            ),
            (
                (0.25..=1.0).contains(&self.first_size),
                "the size to begin with must be between 0.25 and 1 of the full one",
            ),
            (
                self.stored_views <= 16,
                "at most 16 augmented views of a film can be stored",
            ),
            (
                above(self.save_minutes),
                "the minutes between two saved states must be above 0",
            ),
        ];
        if let Some((_, sentence)) = rules.iter().find(|(holds, _)| !holds) {
            return Err(Error::Settings((*sentence).to_owned()));
        }
        self.optimiser.check().map_err(Error::Settings)?;
        self.augmentation.check().map_err(Error::Settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_make_sense_and_survive_the_file() {
        for depth in Depth::ALL {
            let settings = Settings::default_for(depth);
            settings.check().expect("sound");
            let text = serde_json::to_string(&settings).expect("plain numbers");
            let read: Settings = serde_json::from_str(&text).expect("its own text");
            assert_eq!(read, settings);
        }
    }

    #[test]
    fn settings_of_another_version_are_read() {
        let text = r#"{"epochs": 30, "learning_rate": 3e-4, "dropout": 0.3, "seed": 7}"#;
        let read: Settings = serde_json::from_str(text).expect("read with defaults");
        assert_eq!((read.seed, read.epochs), (7, 30));
    }

    #[test]
    fn nonsense_is_named() {
        let block = Settings::default_for(Depth::LastBlock);
        let wrong = [
            Settings { epochs: 0, ..block },
            Settings {
                head_rate: 0.0,
                ..block
            },
            Settings {
                ema_decay: 1.0,
                ..block
            },
            Settings {
                label_smoothing: 1.0,
                ..block
            },
            Settings {
                mixup: f64::NAN,
                ..block
            },
            Settings {
                optimiser: OptimiserKind::Sgd {
                    momentum: 0.0,
                    nesterov: true,
                },
                ..block
            },
            Settings {
                loss: Loss::ClassBalanced { beta: 1.0 },
                ..block
            },
        ];
        for settings in wrong {
            assert!(
                matches!(settings.check(), Err(Error::Settings(_))),
                "{settings:?}"
            );
        }
    }
}
