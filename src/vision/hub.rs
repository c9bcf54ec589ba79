//! Fetches a backbone from the Hugging Face hub. Nothing here runs unless a user asks for it.
//!
//! In: a repository's name. Out: a model folder that was loaded and checked. What was downloaded
//! lies in `<folder>.download` until then, so that an interrupted download goes on where it was.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use hf_hub::api::Progress;
use hf_hub::api::sync::{ApiBuilder, ApiError, ApiRepo};

use super::checkpoint::Precision;
use super::{Checkpoint, CheckpointError};
use crate::jobs::{Cancelled, Task, panic_message};

/// Where models come from unless the user or `HF_ENDPOINT` says otherwise.
pub const ENDPOINT: &str = "https://huggingface.co";
const ENDPOINT_VARIABLE: &str = "HF_ENDPOINT";
const REQUIRED: [&str; 2] = ["config.json", "model.safetensors"];
const OPTIONAL: &str = "preprocessor_config.json";
const ATTEMPTS: usize = 4;
const LOOK_AT_CANCEL_EVERY: Duration = Duration::from_millis(100);

/// A model could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// Asked to stop; what was downloaded is kept for the next time.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The name is not of the form OWNER/NAME.
    #[error("'{0}' is no repository; write OWNER/NAME, such as timm/resnet50.a1_in1k")]
    Name(String),
    /// The folder is there already.
    #[error("{0} exists already; choose another folder")]
    Exists(PathBuf),
    /// The hub does not have it.
    #[error("{endpoint} has no {file} in {repository} that is open to everyone; check the name")]
    Missing {
        /// The repository.
        repository: String,
        /// The file.
        file: String,
        /// The hub.
        endpoint: String,
    },
    /// The network or the hub failed.
    #[error(
        "{file} could not be downloaded from {endpoint} ({reason}); \
         try again, and the download goes on where it stopped"
    )]
    Network {
        /// The file.
        file: String,
        /// The hub.
        endpoint: String,
        /// What went wrong.
        reason: String,
    },
    /// What was downloaded is no model that Onesheet can use.
    #[error("what was downloaded cannot be used: {0}")]
    Content(#[from] CheckpointError),
}

/// Downloads `repository` into the new model folder `into`, with an input of `size` rows and
/// columns, and checks it. `endpoint` comes before `HF_ENDPOINT`, that before [`ENDPOINT`].
///
/// # Errors
/// [`HubError`]: a sentence that says what to do.
pub fn fetch(
    repository: &str,
    into: &Path,
    size: (usize, usize),
    endpoint: Option<&str>,
    task: &Task,
) -> Result<Checkpoint, HubError> {
    let parts: Vec<&str> = repository.split('/').collect();
    let plain = |part: &&str| {
        let ordinary = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        !part.is_empty() && part.chars().all(ordinary) && !part.starts_with('.')
    };
    if parts.len() != 2 || !parts.iter().all(plain) {
        return Err(HubError::Name(repository.to_owned()));
    }
    if into.exists() {
        return Err(HubError::Exists(into.to_path_buf()));
    }
    let configured = std::env::var(ENDPOINT_VARIABLE)
        .ok()
        .filter(|text| !text.is_empty());
    let endpoint = endpoint.map(str::to_owned).or(configured);
    let endpoint = endpoint
        .as_deref()
        .unwrap_or(ENDPOINT)
        .trim_end_matches('/');
    let mut name = into.file_name().unwrap_or_default().to_owned();
    name.push(".download");
    let source = Source {
        repository: repository.to_owned(),
        endpoint: endpoint.to_owned(),
        cache: into.with_file_name(name),
    };
    let [config, weights] = REQUIRED;
    source.download(config, task)?;
    match source.download(OPTIONAL, task) {
        // timm keeps its preprocessing in config.json.
        Ok(_) | Err(HubError::Missing { .. }) => (),
        Err(error) => return Err(error),
    }
    let folder = source.download(weights, task)?;
    task.begin("Checking the model", "steps", None);
    let mut model = Checkpoint::load(&folder)?;
    (model.preprocessing.height, model.preprocessing.width) = size;
    let commit = folder.file_name().unwrap_or_default().to_string_lossy();
    let origin = format!("{endpoint}/{repository} at {commit}");
    model.provenance.insert("backbone".to_owned(), origin);
    model.save(into, Precision::F32)?;
    // The model is whole; a left-over download only takes room.
    let _ = std::fs::remove_dir_all(&source.cache);
    Ok(model)
}

#[derive(Clone)]
struct Source {
    repository: String,
    endpoint: String,
    cache: PathBuf,
}

impl Source {
    /// Downloads one file and returns the folder in which it lies.
    ///
    /// A dead connection never answers: the download has a thread of its own, which is left behind
    /// when the task is cancelled and ends at its next bytes or with the process.
    fn download(&self, file: &'static str, task: &Task) -> Result<PathBuf, HubError> {
        let (send, receive) = mpsc::channel();
        let (source, inner) = (self.clone(), task.clone());
        std::thread::spawn(move || {
            let work = || source.with_retries(file, &inner);
            let outcome = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
                if payload.is::<Cancelled>() {
                    return Err(Cancelled.into());
                }
                Err(source.failed(file, panic_message(payload.as_ref())))
            });
            // Nobody listens any more after a cancel.
            let _ = send.send(outcome);
        });
        loop {
            task.check()?;
            match receive.recv_timeout(LOOK_AT_CANCEL_EVERY) {
                Ok(outcome) => return outcome,
                Err(RecvTimeoutError::Timeout) => (),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(self.failed(file, "the download broke off".to_owned()));
                }
            }
        }
    }

    /// hf-hub's own retries lose count of a resumed file; a fresh call reads its length anew.
    fn with_retries(&self, file: &str, task: &Task) -> Result<PathBuf, HubError> {
        let mut reason = String::new();
        for attempt in 0..ATTEMPTS {
            task.check()?;
            if attempt > 0 {
                std::thread::sleep(Duration::from_millis(200 << attempt));
            }
            match self.attempt(file, task) {
                Ok(path) => return Ok(path.parent().map(Path::to_path_buf).unwrap_or_default()),
                Err(error) => {
                    let text = error.to_string();
                    if ["status: 404", "status: 401", "status: 403"]
                        .iter()
                        .any(|s| text.contains(s))
                    {
                        return Err(HubError::Missing {
                            repository: self.repository.clone(),
                            file: file.to_owned(),
                            endpoint: self.endpoint.clone(),
                        });
                    }
                    // A part that is complete or too long cannot be continued.
                    if text.contains("status: 416") || matches!(error, ApiError::InvalidResume) {
                        self.forget_parts();
                    }
                    reason = text;
                }
            }
        }
        Err(self.failed(file, reason))
    }

    fn attempt(&self, file: &str, task: &Task) -> Result<PathBuf, ApiError> {
        let progress = Bytes(task.clone());
        self.api()?.download_with_progress(file, progress)
    }

    fn api(&self) -> Result<ApiRepo, ApiError> {
        let api = ApiBuilder::new()
            .with_endpoint(self.endpoint.clone())
            .with_cache_dir(self.cache.clone())
            .with_token(None)
            .with_progress(false)
            .build()?;
        Ok(api.model(self.repository.clone()))
    }

    fn forget_parts(&self) {
        let blobs = self
            .cache
            .join(format!("models--{}", self.repository.replace('/', "--")))
            .join("blobs");
        let Ok(entries) = std::fs::read_dir(blobs) else {
            return;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path
                .extension()
                .is_some_and(|extension| extension == "part")
            {
                // If it stays, the next attempt fails and says so.
                let _ = std::fs::remove_file(path);
            }
        }
    }

    fn failed(&self, file: &str, reason: String) -> HubError {
        HubError::Network {
            file: file.to_owned(),
            endpoint: self.endpoint.clone(),
            reason,
        }
    }
}

/// Tells the task about each piece, and stops the download when the task is cancelled.
struct Bytes(Task);

impl Progress for Bytes {
    fn init(&mut self, size: usize, file: &str) {
        self.0
            .begin(format!("Downloading {file}"), "bytes", Some(size as u64));
    }

    fn update(&mut self, size: usize) {
        self.0.advance(size as u64);
        if self.0.is_cancelled() {
            // hf-hub asks nobody whether to go on: unwinding is the way out of its loop. It is
            // caught by the thread that started the download; what was written stays.
            resume_unwind(Box::new(Cancelled));
        }
    }

    fn finish(&mut self) {}
}
