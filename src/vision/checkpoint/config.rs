//! `config.json`: the architecture and the genres, as transformers, timm and Onesheet write it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::architecture::Architecture;
use super::error::CheckpointError;
use super::json;
use super::preprocessor::Pretrained;
use crate::catalog::Genre;

const MULTI_LABEL: &str = "multi_label_classification";
/// As many as a `GenreSet` holds.
pub const MAX_GENRES: usize = 64;

/// The file as it stands on disk; what others write beside these keys is left alone.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct File {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    architectures: Vec<String>,
    /// timm's name of the network.
    #[serde(skip_serializing)]
    architecture: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    model_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem_type: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    id2label: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    label2id: BTreeMap<String, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    num_channels: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    embedding_size: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden_sizes: Option<[usize; 4]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    depths: Option<[usize; 4]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    layer_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden_act: Option<String>,
    downsample_in_bottleneck: bool,
    downsample_in_first_stage: bool,
    /// timm's preprocessing.
    #[serde(skip_serializing)]
    pretrained_cfg: Option<Pretrained>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    provenance: BTreeMap<String, String>,
}

/// What `config.json` says.
#[derive(Debug)]
pub struct Config {
    /// Widths and depths, where they are stated.
    pub architecture: Option<Architecture>,
    /// Empty where the model is a backbone, or tells other things apart than genres.
    pub genres: Vec<Genre>,
    /// Where the model comes from.
    pub provenance: BTreeMap<String, String>,
    /// timm's preprocessing.
    pub pretrained: Option<Pretrained>,
}

/// Reads and checks the file.
///
/// # Errors
/// [`CheckpointError`]: missing, no JSON, another network than a bottleneck ResNet v1.5, or
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
    if file
        .layer_type
        .as_deref()
        .is_some_and(|kind| kind != "bottleneck")
    {
        return wrong("layer_type must be bottleneck, as in a ResNet50".to_owned());
    }
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
            let stated = Architecture {
                embedding,
                widths,
                depths,
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
    let genres = if file.problem_type.as_deref() == Some(MULTI_LABEL) {
        genres(&file.id2label).map_err(|reason| CheckpointError::settings(path, reason))?
    } else {
        Vec::new()
    };
    Ok(Config {
        architecture,
        genres,
        provenance: file.provenance,
        pretrained: file.pretrained_cfg,
    })
}

fn genres(labels: &BTreeMap<String, String>) -> Result<Vec<Genre>, String> {
    if labels.len() > MAX_GENRES {
        return Err(format!(
            "id2label has {} genres; {MAX_GENRES} is the most",
            labels.len()
        ));
    }
    let mut genres = Vec::with_capacity(labels.len());
    for index in 0..labels.len() {
        let Some(label) = labels.get(&index.to_string()) else {
            return Err(format!(
                "id2label counts from 0 without gaps, but {index} is missing"
            ));
        };
        let Some(genre) = Genre::parse(label) else {
            return Err(format!("the label {index} ('{label}') is no genre's name"));
        };
        if genres.contains(&genre) {
            return Err(format!("the genre {genre} stands twice in id2label"));
        }
        genres.push(genre);
    }
    Ok(genres)
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
        problem_type: (!genres.is_empty()).then(|| MULTI_LABEL.to_owned()),
        id2label: names()
            .map(|(index, name)| (index.to_string(), name))
            .collect(),
        label2id: names().map(|(index, name)| (name, index)).collect(),
        num_channels: Some(3),
        embedding_size: Some(architecture.embedding),
        hidden_sizes: Some(architecture.widths),
        depths: Some(architecture.depths),
        layer_type: Some("bottleneck".to_owned()),
        hidden_act: Some("relu".to_owned()),
        provenance: provenance.clone(),
        ..File::default()
    })
}
