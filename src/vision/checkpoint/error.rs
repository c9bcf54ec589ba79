//! Why a model folder cannot be used: always the file or tensor, and what to do.

/// A model folder that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// For the first minutes.
    #[error("not written")]
    Unwritten,
}
