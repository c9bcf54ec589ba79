//! The settings of a training as the terminal gives them: what is given, and the depth's defaults.

use clap::ValueEnum;

use crate::cli::model::size;
use crate::cli::usage::Usage;
use crate::training::{Depth, HeadOptions, Loss, NumberFormat, OptimiserKind, Settings};
use crate::vision::Augmentation;

/// All that can be chosen.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Settings")]
pub struct Options {
    /// Most passes over the training films; it stops early when validation gets no better
    /// [default: head 30, last-block and last-two 4, full 12].
    #[arg(long)]
    epochs: Option<usize>,
    /// Films per step [default: head 256, last-block and last-two 32, full 64].
    #[arg(long)]
    batch_size: Option<usize>,
    /// Films on the device at once; a step is put together from as many as it takes. Halved by
    /// itself where memory runs out [default: a step's].
    #[arg(long)]
    micro_batch: Option<usize>,
    /// The highest learning rate, of layer 4 where it learns; it rises to it and falls from it
    /// [default: head 3e-4, last-block 1e-4, last-two 7e-5, full 1e-4].
    #[arg(long)]
    learning_rate: Option<f64>,
    /// The head's highest learning rate, where it learns together with layers [default: 1e-4,
    /// full 3e-4].
    #[arg(long)]
    head_learning_rate: Option<f64>,
    /// Factor on the rate from each layer to the one before it [default: 0.5, full 0.7].
    #[arg(long)]
    layer_decay: Option<f64>,
    /// What moves the weights.
    #[arg(long, value_enum)]
    optimiser: Option<OptimiserWord>,
    /// SGD's momentum [default: 0.9].
    #[arg(long)]
    momentum: Option<f64>,
    /// Decoupled weight decay [default: head 10, last-block and last-two 0.01, full 0.05].
    #[arg(long)]
    weight_decay: Option<f64>,
    /// Share of all steps in which the learning rate rises [default: 0.1].
    #[arg(long)]
    warm_up: Option<f64>,
    /// Longest gradient, all weights together; 0: any [default: 1].
    #[arg(long)]
    clip: Option<f64>,
    /// How slowly the average of the weights forgets that is judged and saved; 0: the weights
    /// themselves are [default: 0.99, full 0.998].
    #[arg(long)]
    ema: Option<f64>,
    /// What is minimised.
    #[arg(long, value_enum)]
    loss: Option<LossWord>,
    /// How far labels are moved towards one half, from 0 to below 1 [default: 0].
    #[arg(long)]
    label_smoothing: Option<f64>,
    /// How far labels are moved towards what the teachers say, from 0 to 1 [default: 0.5].
    #[arg(long, value_name = "SHARE")]
    pub(super) teaching: Option<f64>,
    /// Blend films by a share drawn from Beta(M, M); 0: never [default: 0].
    #[arg(long, value_name = "M")]
    mixup: Option<f64>,
    /// How posters vary: `none`, `mild`, or figures such as
    /// shift=0.04,scale=0.08,rotation=3,erasing=0.25,brightness=0.1,contrast=0.2
    /// [default: full mild, else none].
    #[arg(long, value_parser = augmentation)]
    augmentation: Option<Augmentation>,
    /// last-block and last-two: augmented views of each film that are stored beside the plain ones.
    /// Each takes as much disk again [default: 0].
    #[arg(long, value_name = "N")]
    stored_views: Option<usize>,
    /// Never show a poster mirrored. Takes half the disk where activations are stored.
    #[arg(long)]
    no_flips: bool,
    /// Judge validation films by the mean over both mirror images.
    #[arg(long)]
    flip_evaluation: bool,
    /// Rows and columns to which posters are brought; larger ones show more and take longer, to
    /// train and to read [default: the starting model's].
    #[arg(long, value_name = "HxW", value_parser = size)]
    size: Option<(usize, usize)>,
    /// full: begin with smaller posters, of this share of the full size, and reach the full size
    /// half-way [default: 1].
    #[arg(long, value_name = "SHARE")]
    first_size: Option<f64>,
    /// Let batch norm's statistics follow the batches instead of keeping those of the model.
    #[arg(long)]
    batch_statistics: bool,
    /// The number format in which the network computes; weights stay in f32.
    #[arg(long, value_enum)]
    number_format: Option<FormatWord>,
    /// Epochs without a better validation figure after which to stop [default: head 10, last-block
    /// and last-two 2, full 4].
    #[arg(long)]
    patience: Option<usize>,
    /// Share of the features that a head's step does not see, from 0 to below 1 [default: 0.3].
    #[arg(long)]
    dropout: Option<f64>,
    /// Minutes between two saved states; each epoch's end saves one too [default: 5].
    #[arg(long, value_name = "MINUTES")]
    save_every: Option<f64>,
    /// The seed: the same seed on the same machine gives the same model.
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OptimiserWord {
    /// Adam with decoupled weight decay.
    Adamw,
    /// SGD with Nesterov's momentum.
    Sgd,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LossWord {
    /// Binary cross-entropy.
    Bce,
    /// The same, rare genres weighing more.
    ClassBalanced,
    /// Asymmetric loss: easy films weigh less.
    Asymmetric,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatWord {
    /// bf16 on a GPU, f32 on the CPU.
    Auto,
    /// Single precision.
    F32,
    /// Half precision.
    F16,
    /// bf16, on a GPU only.
    Bf16,
}

impl Options {
    /// The settings of `depth` with what was given.
    ///
    /// # Errors
    /// [`Usage`] if something was given that would have no effect at this depth.
    pub fn settings(&self, depth: Depth) -> Result<Settings, Usage> {
        let own = Settings::default_for(depth);
        let head = HeadOptions {
            dropout: self.dropout.unwrap_or(own.head.dropout),
            ..own.head
        };
        let loss = match self.loss {
            None => own.loss,
            Some(LossWord::Bce) => Loss::Bce,
            Some(LossWord::ClassBalanced) => Loss::CLASS_BALANCED,
            Some(LossWord::Asymmetric) => Loss::ASYMMETRIC,
        };
        let shared = Settings {
            loss,
            label_smoothing: self.label_smoothing.unwrap_or(own.label_smoothing),
            input_size: self.size,
            seed: self.seed,
            head,
            ..own
        };
        if depth == Depth::Head {
            self.check_head()?;
            return Ok(Settings {
                head: HeadOptions {
                    epochs: self.epochs.unwrap_or(head.epochs),
                    batch_size: self.batch_size.unwrap_or(head.batch_size),
                    learning_rate: self.learning_rate.unwrap_or(head.learning_rate),
                    weight_decay: self.weight_decay.unwrap_or(head.weight_decay),
                    warm_up: self.warm_up.unwrap_or(head.warm_up),
                    patience: self.patience.unwrap_or(head.patience),
                    ..head
                },
                ..shared
            });
        }
        let momentum = self.momentum.unwrap_or(0.9);
        let optimiser = match self.optimiser {
            None => own.optimiser,
            Some(OptimiserWord::Adamw) => OptimiserKind::default(),
            Some(OptimiserWord::Sgd) => OptimiserKind::Sgd {
                momentum,
                nesterov: momentum > 0.0,
            },
        };
        self.check_deep(depth)?;
        Ok(Settings {
            epochs: self.epochs.unwrap_or(own.epochs),
            batch_size: self.batch_size.unwrap_or(own.batch_size),
            micro_batch: self.micro_batch.unwrap_or(own.micro_batch),
            head_rate: self.head_learning_rate.unwrap_or(own.head_rate),
            backbone_rate: self.learning_rate.unwrap_or(own.backbone_rate),
            layer_decay: self.layer_decay.unwrap_or(own.layer_decay),
            optimiser,
            weight_decay: self.weight_decay.unwrap_or(own.weight_decay),
            warm_up: self.warm_up.unwrap_or(own.warm_up),
            clip: self.clip.unwrap_or(own.clip),
            ema_decay: self.ema.unwrap_or(own.ema_decay),
            flips: !self.no_flips,
            teaching: self.teaching.unwrap_or(own.teaching),
            mixup: self.mixup.unwrap_or(own.mixup),
            augmentation: self.augmentation.unwrap_or(match self.stored_views {
                // Stored views that do not vary would be the same one several times.
                Some(1..) => Augmentation::mild(),
                _ => own.augmentation,
            }),
            stored_views: self.stored_views.unwrap_or(own.stored_views),
            flip_evaluation: self.flip_evaluation,
            first_size: self.first_size.unwrap_or(own.first_size),
            batch_statistics: self.batch_statistics,
            number_format: match self.number_format {
                None | Some(FormatWord::Auto) => NumberFormat::Auto,
                Some(FormatWord::F32) => NumberFormat::F32,
                Some(FormatWord::F16) => NumberFormat::F16,
                Some(FormatWord::Bf16) => NumberFormat::Bf16,
            },
            patience: self.patience.unwrap_or(own.patience),
            save_minutes: self.save_every.unwrap_or(own.save_minutes),
            ..shared
        })
    }

    /// What the head alone has no use for is said, not left out in silence.
    fn check_head(&self) -> Result<(), Usage> {
        let given = [
            (self.micro_batch.is_some(), "--micro-batch"),
            (self.head_learning_rate.is_some(), "--head-learning-rate"),
            (self.layer_decay.is_some(), "--layer-decay"),
            (self.optimiser.is_some(), "--optimiser"),
            (self.momentum.is_some(), "--momentum"),
            (self.clip.is_some(), "--clip"),
            (self.ema.is_some(), "--ema"),
            (self.teaching.is_some(), "--teaching"),
            (self.mixup.is_some(), "--mixup"),
            (self.augmentation.is_some(), "--augmentation"),
            (self.stored_views.is_some(), "--stored-views"),
            (self.no_flips, "--no-flips"),
            (self.flip_evaluation, "--flip-evaluation"),
            (self.first_size.is_some(), "--first-size"),
            (self.batch_statistics, "--batch-statistics"),
            (self.number_format.is_some(), "--number-format"),
            (self.save_every.is_some(), "--save-every"),
        ];
        match given.iter().find(|(given, _)| *given) {
            None => Ok(()),
            Some((_, name)) => Err(Usage(format!(
                "{name} is for the deeper trainings: the depth head knows nothing of it"
            ))),
        }
    }

    /// The same for the deeper ones.
    fn check_deep(&self, depth: Depth) -> Result<(), Usage> {
        let (full, views) = (depth == Depth::Full, self.stored_views.unwrap_or(0));
        let varied = self
            .augmentation
            .is_some_and(|one| one != Augmentation::none());
        let in_vain = [
            (
                full && self.stored_views.is_some(),
                "--stored-views is for last-block and last-two: full augments each poster anew",
            ),
            (
                !full && self.first_size.is_some(),
                "--first-size is for full: the others learn from stored activations of one size",
            ),
            (
                !full && varied && views == 0,
                "--augmentation needs --stored-views N here: from stored activations a film is \
                 seen as it was stored",
            ),
            (
                depth == Depth::LastBlock && self.layer_decay.is_some(),
                "--layer-decay is for last-two and full: in last-block one layer learns",
            ),
            (
                self.momentum.is_some() && self.optimiser != Some(OptimiserWord::Sgd),
                "--momentum is SGD's: give --optimiser sgd too",
            ),
        ];
        match in_vain.iter().find(|(given, _)| *given) {
            None => Ok(()),
            Some((_, words)) => Err(Usage((*words).to_owned())),
        }
    }
}

/// `none`, `mild`, or `name=value,...`.
fn augmentation(text: &str) -> Result<Augmentation, String> {
    match text {
        "none" => return Ok(Augmentation::none()),
        "mild" => return Ok(Augmentation::mild()),
        _ => (),
    }
    let mut found = Augmentation::none();
    for part in text.split(',') {
        let (name, value) = part
            .split_once('=')
            .ok_or_else(|| format!("'{part}' is no `name=value`, and not none or mild"))?;
        let value = value
            .parse()
            .map_err(|_| format!("'{value}' is no number"))?;
        let place = match name.trim() {
            "shift" => &mut found.shift,
            "scale" => &mut found.scale,
            "rotation" => &mut found.rotation,
            "erasing" => &mut found.erasing,
            "brightness" => &mut found.brightness,
            "contrast" => &mut found.contrast,
            other => {
                return Err(format!(
                    "'{other}' is none of shift, scale, rotation, erasing, brightness, contrast"
                ));
            }
        };
        *place = value;
    }
    found.check()?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Args, FromArgMatches};

    fn parsed(words: &[&str]) -> Options {
        let command = Options::augment_args(clap::Command::new("train"));
        let all = ["train"].iter().chain(words);
        let matches = command.try_get_matches_from(all).expect("known words");
        Options::from_arg_matches(&matches).expect("sound values")
    }

    #[test]
    fn nothing_given_gives_the_depths_defaults() {
        for depth in Depth::ALL {
            let settings = parsed(&[]).settings(depth).expect("nothing is wrong");
            assert_eq!(settings, Settings::default_for(depth));
        }
    }

    #[test]
    fn what_is_given_is_taken() {
        let words = [
            "--epochs",
            "5",
            "--learning-rate",
            "2e-4",
            "--loss",
            "asymmetric",
            "--optimiser",
            "sgd",
            "--momentum",
            "0",
            "--mixup",
            "0.4",
            "--no-flips",
            "--ema",
            "0",
            "--augmentation",
            "shift=0.1,erasing=0.5",
            "--seed",
            "9",
        ];
        let settings = parsed(&words).settings(Depth::Full).expect("sound");
        assert_eq!((settings.epochs, settings.seed), (5, 9));
        assert_eq!(settings.backbone_rate, 2e-4);
        assert_eq!(settings.loss, Loss::ASYMMETRIC);
        let plain = OptimiserKind::Sgd {
            momentum: 0.0,
            nesterov: false,
        };
        assert_eq!(settings.optimiser, plain);
        assert_eq!((settings.mixup, settings.flips), (0.4, false));
        assert_eq!(
            (settings.augmentation.shift, settings.augmentation.erasing),
            (0.1, 0.5)
        );
        settings.check().expect("sound");
        let head = parsed(&["--epochs", "7"])
            .settings(Depth::Head)
            .expect("sound");
        assert_eq!(head.head.epochs, 7);
        let views = parsed(&["--stored-views", "2"]).settings(Depth::LastBlock);
        assert_eq!(views.expect("sound").augmentation, Augmentation::mild());
    }

    /// Whatever is added to the options later: at each depth it changes the settings, or is refused.
    #[test]
    fn no_option_is_without_effect() {
        let command = Options::augment_args(clap::Command::new("train"));
        for option in command.get_arguments().filter(|one| one.get_id() != "help") {
            let words = given(option);
            for depth in Depth::ALL {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let (settings, own) =
                    (parsed(&words).settings(depth), Settings::default_for(depth));
                let Err(refused) = settings.map(|settings| assert_ne!(settings, own, "{words:?}"))
                else {
                    continue;
                };
                assert!(refused.to_string().contains(words[0]), "{refused}");
            }
        }
        // What was refused alone does its work beside what it belongs to.
        for (with, words) in [
            (&["--optimiser", "sgd"], ["--momentum", "0.5"]),
            (&["--stored-views", "1"], ["--augmentation", "shift=0.1"]),
        ] {
            let both = parsed(&[with.as_slice(), &words].concat());
            let (both, alone) = (both.settings(Depth::LastTwo), parsed(with));
            let alone = alone.settings(Depth::LastTwo).expect("sound");
            assert_ne!(both.expect("sound"), alone, "{words:?}");
        }
    }

    /// An option with a value that is not its default.
    fn given(option: &clap::Arg) -> Vec<String> {
        let name = format!("--{}", option.get_long().expect("it has a name"));
        if !option.get_action().takes_values() {
            return vec![name];
        }
        let last = option
            .get_possible_values()
            .last()
            .map(|one| one.get_name().to_owned());
        let values = ["3", "0.123", "35x23", "shift=0.1"].map(str::to_owned);
        let fits = |value: &String| {
            let command = Options::augment_args(clap::Command::new("train"));
            command
                .try_get_matches_from(["train", &name, value])
                .is_ok()
        };
        let value = last.into_iter().chain(values).find(fits);
        let value = value.unwrap_or_else(|| panic!("{name}: no value of the list fits"));
        vec![name, value]
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        let said = |words: &[&str], depth| {
            let refused = parsed(words).settings(depth);
            refused.expect_err("refused").to_string()
        };
        assert!(said(&["--mixup", "0.2"], Depth::Head).contains("--mixup"));
        assert!(said(&["--first-size", "0.5"], Depth::LastTwo).contains("--first-size"));
        assert!(said(&["--stored-views", "1"], Depth::Full).contains("--stored-views"));
        assert!(said(&["--layer-decay", "1"], Depth::LastBlock).contains("--layer-decay"));
        assert!(said(&["--no-flips"], Depth::Head).contains("--no-flips"));
        for text in ["wild", "shift", "shift=x", "hue=0.1", "shift=0.9"] {
            assert!(augmentation(text).is_err(), "{text}");
        }
    }
}
