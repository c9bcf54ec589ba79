//! Where a network runs: the CPU, or an NVIDIA GPU where the build and the machine have one.

use std::fmt;
use std::panic::{self, UnwindSafe, catch_unwind};
use std::str::FromStr;

use candle_core::{Device, DeviceLocation};

use crate::jobs::panic_message;

/// What the user asks for: `auto`, `cpu`, `cuda` or `cuda:N`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeviceChoice {
    /// The first GPU if there is one that works, else the CPU.
    #[default]
    Auto,
    /// The CPU.
    Cpu,
    /// The GPU of this number, counted from 0.
    Cuda(usize),
}

/// A device that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeviceError {
    /// The text names no device.
    #[error("'{0}' is no device; use auto, cpu, cuda or cuda:0")]
    Unknown(String),
    /// The build has no CUDA.
    #[error(
        "this Onesheet was built without CUDA; use --device cpu, \
         or build it with `cargo build --release --features cuda`"
    )]
    NotCompiled,
    /// The build has CUDA, the machine has no such GPU or no driver.
    #[error(
        "the GPU cuda:{ordinal} cannot be used ({reason}); check with nvidia-smi that the driver \
         is installed and sees it, or use --device cpu"
    )]
    Unavailable {
        /// Its number.
        ordinal: usize,
        /// What CUDA said.
        reason: String,
    },
}

impl DeviceChoice {
    /// The device.
    ///
    /// # Errors
    /// [`DeviceError`] for a GPU that cannot be used; never for `auto` and `cpu`.
    pub fn open(self) -> Result<Device, DeviceError> {
        match self {
            Self::Cpu => Ok(Device::Cpu),
            Self::Cuda(ordinal) => cuda(ordinal),
            Self::Auto => Ok(cuda(0).unwrap_or(Device::Cpu)),
        }
    }
}

/// A device in words: `CPU, 2 cores`, `cuda:0`.
pub fn label(device: &Device) -> String {
    match device.location() {
        DeviceLocation::Cpu => {
            let cores = std::thread::available_parallelism().map_or(1, usize::from);
            format!("CPU, {cores} cores")
        }
        DeviceLocation::Cuda { gpu_id } => format!("cuda:{gpu_id}"),
        DeviceLocation::Metal { gpu_id } => format!("metal:{gpu_id}"),
    }
}

fn cuda(ordinal: usize) -> Result<Device, DeviceError> {
    if !cfg!(feature = "cuda") {
        return Err(DeviceError::NotCompiled);
    }
    match quietly(|| Device::new_cuda(ordinal)) {
        Ok(Ok(device)) => Ok(device),
        Ok(Err(error)) => Err(DeviceError::Unavailable {
            ordinal,
            reason: error.to_string(),
        }),
        Err(panic) => Err(DeviceError::Unavailable {
            ordinal,
            reason: in_short(&panic_message(panic.as_ref())),
        }),
    }
}

/// Without a driver the CUDA library panics while it is loaded: that is an answer, and not to be
/// printed as a crash.
fn quietly<T>(work: impl FnOnce() -> T + UnwindSafe) -> std::thread::Result<T> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| ()));
    let outcome = catch_unwind(work);
    panic::set_hook(hook);
    outcome
}

/// What the CUDA library says of a missing driver, without the list of all names that it tried.
fn in_short(message: &str) -> String {
    if message.starts_with("Unable to dynamically load") {
        "no library of an NVIDIA driver was found".to_owned()
    } else {
        message.to_owned()
    }
}

impl FromStr for DeviceChoice {
    type Err = DeviceError;

    fn from_str(text: &str) -> Result<Self, DeviceError> {
        let unknown = || DeviceError::Unknown(text.to_owned());
        match text {
            "auto" => Ok(Self::Auto),
            "cpu" => Ok(Self::Cpu),
            "cuda" => Ok(Self::Cuda(0)),
            _ => {
                let ordinal = text.strip_prefix("cuda:").ok_or_else(unknown)?;
                ordinal.parse().map(Self::Cuda).map_err(|_| unknown())
            }
        }
    }
}

impl fmt::Display for DeviceChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.pad("auto"),
            Self::Cpu => f.pad("cpu"),
            Self::Cuda(ordinal) => write!(f, "cuda:{ordinal}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parsed() {
        for (text, choice) in [
            ("auto", DeviceChoice::Auto),
            ("cpu", DeviceChoice::Cpu),
            ("cuda", DeviceChoice::Cuda(0)),
            ("cuda:3", DeviceChoice::Cuda(3)),
        ] {
            assert_eq!(text.parse(), Ok(choice));
        }
        for text in ["", "gpu", "cuda:", "cuda:-1", "cuda:x", "CPU"] {
            assert!(text.parse::<DeviceChoice>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_cpu_is_always_there() {
        assert!(DeviceChoice::Cpu.open().is_ok_and(|device| device.is_cpu()));
        assert!(DeviceChoice::Auto.open().is_ok());
    }

    #[test]
    #[cfg(not(feature = "cuda"))]
    fn a_build_without_cuda_says_so() {
        let said = DeviceChoice::Cuda(0)
            .open()
            .map(|_| ())
            .expect_err("no CUDA here");
        assert!(said.to_string().contains("--features cuda"), "{said}");
    }

    #[test]
    fn a_missing_driver_is_said_in_short() {
        let long = "Unable to dynamically load the \"cuda\" shared library - searched for library names: [...]";
        assert_eq!(in_short(long), "no library of an NVIDIA driver was found");
        assert_eq!(in_short("out of memory"), "out of memory");
    }
}
