//! A file replaced at once: whoever reads it, and a crash at any moment, finds the old one or the new
//! one.

use std::fs::{self, File};
use std::path::Path;

/// Replaces the file at `path` by what `fill` writes to the path it is given: a crash or a full
/// disk leaves the old file or the new one.
///
/// # Errors
/// What the disk or `fill` said; what was there stays.
pub fn put(path: &Path, fill: impl FnOnce(&Path) -> std::io::Result<()>) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let beside = tempfile::Builder::new()
        .prefix(".writing-")
        .tempfile_in(folder)?;
    fill(beside.path())?;
    // Opened anew: who filled it may have replaced it.
    let filled = File::open(beside.path())?;
    readable(&filled)?;
    filled.sync_all()?;
    beside.persist(path).map_err(|failed| failed.error)?;
    sync(folder)
}

/// A temporary file is readable by its owner alone; a run's are like any other.
#[cfg(unix)]
fn readable(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &File) -> std::io::Result<()> {
    Ok(())
}

/// Makes a rename survive a power cut, where the system knows how.
#[cfg(unix)]
fn sync(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}
