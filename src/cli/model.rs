//! `onesheet model`: brings model folders about, from a bare file or from the Hugging Face hub.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::progress;
use crate::jobs::Task;
use crate::resources;
use crate::vision::checkpoint::Precision;
use crate::vision::{Checkpoint, Preprocessing, hub};

const EXAMPLES: &str = "\
Examples:
  onesheet model fetch timm/resnet50.a1_in1k --into models/resnet50
  onesheet model convert resnet50.safetensors --into models/resnet50
  onesheet model convert raw.safetensors --into models/raw --mean 0,0,0 --std 1,1,1";

/// The model's folder that was given, or the shipped model's.
///
/// # Errors
/// A sentence where neither is there.
pub fn folder_or_shipped(given: Option<&Path>) -> anyhow::Result<PathBuf> {
    match given {
        Some(folder) => Ok(folder.to_owned()),
        None => resources::model_dir().context(
            "no model is shipped with this copy of Onesheet: give a model's folder with --model \
             (onesheet train makes one; onesheet model --help says how to get a backbone)",
        ),
    }
}

/// Model folders: download a backbone, or make one from a file.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    Fetch(Fetch),
    Convert(Convert),
}

/// Downloads a ResNet50 backbone from the Hugging Face hub.
///
/// An interrupted download goes on where it stopped. Nothing else in Onesheet downloads a model.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  onesheet model fetch timm/resnet50.a1_in1k")]
struct Fetch {
    /// The repository: OWNER/NAME.
    #[arg(value_name = "OWNER/NAME")]
    repository: String,
    /// The model folder to make; NAME in the current folder without it.
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// The hub's address; HF_ENDPOINT or https://huggingface.co without it.
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// Input size; posters are taller than wide.
    #[arg(long, value_name = "HxW", value_parser = size, default_value = "278x185")]
    size: (usize, usize),
}

/// Makes a model folder from a safetensors file with a ResNet50's tensors.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  onesheet model convert resnet50.safetensors --into models/resnet50"
)]
struct Convert {
    /// Tensors under torchvision's, timm's or transformers' names; a head is dropped.
    file: PathBuf,
    /// The model folder to make.
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
    /// Mean per channel that the network expects, of values in 0 to 1.
    #[arg(long, value_name = "R,G,B", value_parser = channels, default_value = "0.485,0.456,0.406",
          allow_hyphen_values = true)]
    mean: [f32; 3],
    /// Deviation per channel that the network expects.
    #[arg(long, value_name = "R,G,B", value_parser = channels, default_value = "0.229,0.224,0.225")]
    std: [f32; 3],
    /// Input size.
    #[arg(long, value_name = "HxW", value_parser = size, default_value = "278x185")]
    size: (usize, usize),
    /// Keep f32 instead of halving the file with f16.
    #[arg(long)]
    f32: bool,
    /// Where the weights come from, for the model's config.json.
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
}

/// Does what the subcommand says.
///
/// # Errors
/// If a file is no usable backbone, the network or the disk fails, or cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    match &arguments.action {
        Action::Fetch(fetch) => self::fetch(fetch, task)?,
        Action::Convert(convert) => self::convert(convert)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn convert(arguments: &Convert) -> anyhow::Result<()> {
    let preprocessing = Preprocessing {
        height: arguments.size.0,
        width: arguments.size.1,
        mean: arguments.mean,
        std: arguments.std,
        ..Preprocessing::default()
    };
    let preprocessing = preprocessing.checked().map_err(anyhow::Error::msg)?;
    if arguments.into.exists() {
        bail!(
            "{} exists already; choose another folder",
            arguments.into.display()
        );
    }
    let mut backbone = Checkpoint::from_weights(&arguments.file, preprocessing)?;
    let name = arguments
        .file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let source = arguments
        .source
        .clone()
        .unwrap_or_else(|| name.into_owned());
    backbone.provenance.insert("backbone".to_owned(), source);
    let precision = if arguments.f32 {
        Precision::F32
    } else {
        Precision::F16
    };
    backbone.save(&arguments.into, precision)?;
    println!("{} is a backbone now", arguments.into.display());
    Ok(())
}

fn fetch(arguments: &Fetch, task: &Task) -> anyhow::Result<()> {
    let name = arguments.repository.rsplit('/').next().unwrap_or_default();
    let into = arguments
        .into
        .clone()
        .unwrap_or_else(|| PathBuf::from(name));
    let _progress = progress::watch(task);
    let endpoint = arguments.endpoint.as_deref();
    hub::fetch(&arguments.repository, &into, arguments.size, endpoint, task)
        .with_context(|| format!("{} was not fetched", arguments.repository))?;
    println!("{} is a backbone now", into.display());
    Ok(())
}

fn channels(text: &str) -> Result<[f32; 3], String> {
    let numbers: Result<Vec<f32>, _> = text.split(',').map(|part| part.trim().parse()).collect();
    numbers
        .ok()
        .and_then(|numbers| numbers.try_into().ok())
        .ok_or_else(|| {
            "three numbers with commas between them are expected: 0.5,0.5,0.5".to_owned()
        })
}

/// `278x185`: height and width.
///
/// # Errors
/// A sentence with what is expected.
pub fn size(text: &str) -> Result<(usize, usize), String> {
    text.split_once('x')
        .and_then(|(height, width)| Some((height.parse().ok()?, width.parse().ok()?)))
        .ok_or_else(|| "height and width are expected, such as 278x185".to_owned())
}
