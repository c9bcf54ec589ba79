//! The whole way from a library to a run: features, weights, calibration, thresholds, folder.

mod deep;
mod head;
mod refit;
mod session;
mod train;

pub use refit::{RefitRequest, refit_fault, refit_library, refit_need};
pub use session::Run;
pub use train::{Request, resume_library, train_library};
