//! Why a model folder cannot be used: always the file or tensor, and what to do.

use std::path::{Path, PathBuf};

/// A model folder that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// No folder there, or a file of it is missing.
    #[error(
        "{path} is missing; a model is a folder with config.json and model.safetensors, \
         such as `onesheet model convert` and `onesheet train` write"
    )]
    Missing {
        /// The folder or file.
        path: PathBuf,
    },
    /// The disk refused.
    #[error("{path} cannot be {action}: {source}")]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// `read` or `written`.
        action: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// A JSON file that does not hold what it should.
    #[error("{path}: {reason}")]
    Settings {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// `model.safetensors` is damaged as a file.
    #[error("{path} is damaged ({reason}); copy or download it again")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where it breaks.
        reason: String,
    },
    /// One tensor is wrong.
    #[error("{path}: the tensor {name} {problem}")]
    Tensor {
        /// The file.
        path: PathBuf,
        /// The tensor, as the file names it.
        name: String,
        /// What is wrong with it, and what to do.
        problem: String,
    },
    /// Tensors are missing, or there are some that the network has no place for.
    #[error("{path} does not hold this network: {}", listed(missing, extra))]
    Names {
        /// The file.
        path: PathBuf,
        /// Expected and absent.
        missing: Vec<String>,
        /// Present and unexpected.
        extra: Vec<String>,
    },
    /// A backbone where a model that knows genres is needed.
    #[error(
        "{path} {}; or train a head on it with `onesheet train LIBRARY --depth head`",
        no_genres(why)
    )]
    NoGenres {
        /// The folder.
        path: PathBuf,
        /// Why the head that it has is of no use; empty where it has none.
        why: String,
    },
    /// A head that does not fit its backbone or its genres.
    #[error("the head does not fit: {0}")]
    Head(String),
    /// A size that no poster can have.
    #[error("posters cannot be brought to that size: {0}")]
    Size(String),
    /// Candle refused to convert a tensor.
    #[error("a tensor cannot be converted: {0}")]
    Convert(#[from] candle_core::Error),
}

impl CheckpointError {
    /// A file that could not be read; a missing one is told apart.
    pub(super) fn reading(path: &Path, source: std::io::Error) -> Self {
        let path = path.to_path_buf();
        if source.kind() == std::io::ErrorKind::NotFound {
            Self::Missing { path }
        } else {
            Self::Disk {
                path,
                action: "read",
                source,
            }
        }
    }

    /// A file that could not be written.
    pub(super) fn writing(path: &Path, source: std::io::Error) -> Self {
        Self::Disk {
            path: path.to_path_buf(),
            action: "written",
            source,
        }
    }

    /// A JSON file that does not hold what it should.
    pub(super) fn settings(path: &Path, reason: impl Into<String>) -> Self {
        Self::Settings {
            path: path.to_path_buf(),
            reason: reason.into(),
        }
    }

    /// One tensor is wrong.
    pub(super) fn tensor(path: &Path, name: &str, problem: impl Into<String>) -> Self {
        Self::Tensor {
            path: path.to_path_buf(),
            name: name.to_owned(),
            problem: problem.into(),
        }
    }
}

fn no_genres(why: &str) -> String {
    match why {
        "" => "is a backbone: it knows no genres yet".to_owned(),
        why => format!("knows no genres: {why}"),
    }
}

/// `missing a, b; unexpected c and 12 more`.
fn listed(missing: &[String], extra: &[String]) -> String {
    const SHOWN: usize = 4;
    let list = |names: &[String]| {
        let shown = names
            .iter()
            .take(SHOWN)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        match names.len().checked_sub(SHOWN) {
            None | Some(0) => shown,
            Some(more) => format!("{shown} and {more} more"),
        }
    };
    let mut parts = Vec::new();
    if !missing.is_empty() {
        parts.push(format!("missing {}", list(missing)));
    }
    if !extra.is_empty() {
        parts.push(format!("unexpected {}", list(extra)));
    }
    parts.push(
        "Onesheet reads plain ResNets: torchvision's, timm's or transformers' 18, 34, 50, 101, 152"
            .to_owned(),
    );
    parts.join("; ")
}
