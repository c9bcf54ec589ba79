//! `config.json`: the architecture and the genres, as transformers, timm and Onesheet write it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::Deserializer;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::architecture::{Architecture, BlockKind};
use super::error::CheckpointError;
use super::json;
use super::labels::{Labels, MULTI_LABEL, Stated};
use super::preprocessor::Pretrained;
use crate::catalog::Genre;

/// The file's name in a model folder.
pub const FILE: &str = "config.json";

/// The file as it stands on disk; what others write beside these keys is left alone.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct File {
    #[serde(skip_deserializing, skip_serializing_if = "Vec::is_empty")]
    architectures: Vec<String>,
    /// timm's name of the network.
    #[serde(skip_serializing)]
    architecture: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    model_type: Option<String>,
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    problem_type: Option<&'static str>,
    #[serde(skip_deserializing, skip_serializing_if = "Map::is_empty")]
    id2label: Map<String, Value>,
    #[serde(skip_deserializing, skip_serializing_if = "Map::is_empty")]
    label2id: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    num_channels: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    embedding_size: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden_sizes: Option<Vec<usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    depths: Option<Vec<usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    layer_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden_act: Option<String>,
    #[serde(deserialize_with = "or_default")]
    downsample_in_bottleneck: bool,
    #[serde(deserialize_with = "or_default")]
    downsample_in_first_stage: bool,
    /// timm's preprocessing.
    #[serde(skip_serializing)]
    pretrained_cfg: Option<Pretrained>,
    #[serde(
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    provenance: BTreeMap<String, String>,
}

/// Null as if nothing stood there.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    value: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(value)?.unwrap_or_default())
}

/// What `config.json` says.
#[derive(Debug)]
pub struct Config {
    /// Widths and depths, where they are stated.
    pub architecture: Option<Architecture>,
    /// What its blocks are made of, where that is stated.
    pub block: Option<BlockKind>,
    /// What the head tells apart.
    pub labels: Labels,
    /// Where the model comes from.
    pub provenance: BTreeMap<String, String>,
    /// timm's preprocessing.
    pub pretrained: Option<Pretrained>,
}

/// Reads and checks the file.
///
/// # Errors
/// [`CheckpointError`]: missing, no JSON, another network than a ResNet v1.5, or
/// labels that are no list of genres.
pub fn read(path: &Path) -> Result<Config, CheckpointError> {
    let file: File = json::read(path)?;
    let wrong = |reason: String| Err(CheckpointError::settings(path, reason));
    let kind = file.model_type.as_deref().or(file.architecture.as_deref());
    match kind {
        Some(kind) if !kind.starts_with("resnet") => {
            return wrong(format!(
                "the model is a {kind}; Onesheet reads ResNets only"
            ));
        }
        _ => (),
    }
    let block = match file.layer_type.as_deref() {
        None => None,
        Some("bottleneck") => Some(BlockKind::Bottleneck),
        Some("basic") => Some(BlockKind::Basic),
        Some(other) => return wrong(format!("layer_type is {other}, not bottleneck or basic")),
    };
    if file.hidden_act.as_deref().is_some_and(|act| act != "relu") {
        return wrong("hidden_act must be relu".to_owned());
    }
    if file.downsample_in_bottleneck || file.downsample_in_first_stage {
        return wrong(
            "the stride stands elsewhere than in torchvision's ResNet v1.5 \
             (downsample_in_bottleneck or downsample_in_first_stage is true)"
                .to_owned(),
        );
    }
    let architecture = match (file.embedding_size, file.hidden_sizes, file.depths) {
        (Some(embedding), Some(widths), Some(depths)) => {
            let four = |sizes: Vec<usize>| <[usize; 4]>::try_from(sizes).ok();
            let (Some(widths), Some(depths)) = (four(widths), four(depths)) else {
                return wrong(
                    "hidden_sizes and depths must have four values, as in a ResNet50".to_owned(),
                );
            };
            let stated = Architecture {
                embedding,
                widths,
                depths,
                block: block.unwrap_or(BlockKind::Bottleneck),
            };
            if !stated.is_sensible() {
                return wrong(
                    "embedding_size, hidden_sizes or depths are those of no ResNet".to_owned(),
                );
            }
            Some(stated)
        }
        _ => None,
    };
    let stated: Stated = json::read(path)?;
    let labels = stated
        .labels()
        .map_err(|reason| CheckpointError::settings(path, reason))?;
    Ok(Config {
        architecture,
        block,
        labels,
        provenance: file.provenance,
        pretrained: file.pretrained_cfg,
    })
}

/// Why the model in a folder knows no genres; empty where it has no head.
pub fn why_no_genres(directory: &Path) -> String {
    match read(&directory.join(FILE)).map(|config| config.labels) {
        Ok(Labels::None(why)) => why,
        _ => String::new(),
    }
}

/// The file's text for a model.
///
/// # Errors
/// Never in practice: the values are plain.
pub fn text(
    architecture: &Architecture,
    genres: &[Genre],
    provenance: &BTreeMap<String, String>,
) -> serde_json::Result<String> {
    let names = || {
        genres
            .iter()
            .map(|genre| genre.name().to_owned())
            .enumerate()
    };
    let class = if genres.is_empty() {
        "ResNetModel"
    } else {
        "ResNetForImageClassification"
    };
    json::text(&File {
        architectures: vec![class.to_owned()],
        model_type: Some("resnet".to_owned()),
        problem_type: (!genres.is_empty()).then_some(MULTI_LABEL),
        id2label: names()
            .map(|(index, name)| (index.to_string(), name.into()))
            .collect(),
        label2id: names().map(|(index, name)| (name, index.into())).collect(),
        num_channels: Some(3),
        embedding_size: Some(architecture.embedding),
        hidden_sizes: Some(architecture.widths.to_vec()),
        depths: Some(architecture.depths.to_vec()),
        layer_type: Some(architecture.block.name().to_owned()),
        hidden_act: Some("relu".to_owned()),
        provenance: provenance.clone(),
        ..File::default()
    })
}
