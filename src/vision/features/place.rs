//! Where new rows of a store are written: in the library's folder; where that cannot be written, in
//! the user's own cache; and where there is none either, for the length of this run only.
//!
//! Rows are filed under their poster's content, so that one cache serves every library.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::disk::Writer;
use super::error::FeatureError;
use crate::resources;

/// Below the user's cache.
const FOLDER: &str = "features";

/// Where a store lies, and where else.
#[derive(Debug)]
pub struct Places {
    /// In the library.
    pub own: PathBuf,
    /// In the user's cache, if the system names one.
    pub cached: Option<PathBuf>,
}

/// A store that takes rows.
pub struct Open {
    /// It.
    pub writer: Writer,
    /// Where it lies.
    pub folder: PathBuf,
    /// It goes with this, where nothing keeps it.
    pub fleeting: Option<TempDir>,
}

impl Places {
    /// Of the store `below` (`KEY` or `KEY/mirrored`) the library's folder `features`.
    pub fn of(features: &Path, below: &Path) -> Self {
        let cache = resources::cache_dir();
        Self {
            own: features.join(below),
            cached: cache.map(|cache| cache.join(FOLDER).join(below)),
        }
    }

    /// Opens the first place that can be written for rows of `dimension` values.
    ///
    /// # Errors
    /// [`FeatureError`]: another process writes there, the disk is full, something else lies there.
    pub fn open(&self, dimension: usize) -> Result<Open, FeatureError> {
        let cached = self.cached.as_ref();
        for folder in std::iter::once(&self.own).chain(cached) {
            match Writer::open(folder, dimension) {
                Err(FeatureError::Disk { source, .. }) if refused(&source) => (),
                opened => {
                    let folder = folder.clone();
                    return opened.map(|writer| Open {
                        writer,
                        folder,
                        fleeting: None,
                    });
                }
            }
        }
        let temporary = std::env::temp_dir();
        let fleeting = tempfile::tempdir();
        let fleeting = fleeting.map_err(|error| FeatureError::disk(&temporary, error))?;
        let folder = fleeting.path().to_owned();
        Ok(Open {
            writer: Writer::open(&folder, dimension)?,
            folder,
            fleeting: Some(fleeting),
        })
    }
}

/// Whether the place cannot be written at all; a full disk is another matter.
fn refused(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder in which not even root makes another.
    #[cfg(target_os = "linux")]
    const REFUSING: &str = "/sys/onesheet-features";

    #[test]
    #[cfg(target_os = "linux")]
    fn the_first_place_that_can_be_written_is_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let places = |own: &Path, cached: Option<&Path>| Places {
            own: own.to_owned(),
            cached: cached.map(Path::to_owned),
        };
        let (own, cached) = (folder.path().join("own"), folder.path().join("cache/key"));
        let refusing = Path::new(REFUSING);
        let opened = places(&own, Some(&cached)).open(4).expect("the library's");
        assert_eq!(opened.folder, own);
        assert!(!cached.exists());
        let opened = places(refusing, Some(&cached)).open(4).expect("the cache");
        assert_eq!(opened.folder, cached);
        for cached in [Some(refusing), None] {
            let opened = places(refusing, cached).open(4).expect("this run's");
            assert!(opened.folder.is_dir() && opened.fleeting.is_some());
        }
    }
}
