//! Writes a folder of files so that a crash leaves the old one or the new one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::CheckpointError;

/// Writes `files` (name, content) into `directory`, whose other files stay.
///
/// A new folder appears whole: it is filled under another name and renamed. In one that exists,
/// all files are on the disk under other names before the first is renamed.
///
/// # Errors
/// [`CheckpointError::Disk`]; what was there before is untouched.
pub fn write(directory: &Path, files: &[(&str, Vec<u8>)]) -> Result<(), CheckpointError> {
    let failed = |error| CheckpointError::writing(directory, error);
    if directory.is_dir() {
        replace(directory, files).map_err(failed)
    } else {
        create(directory, files).map_err(failed)
    }
}

fn parent(directory: &Path) -> PathBuf {
    match directory.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

fn create(directory: &Path, files: &[(&str, Vec<u8>)]) -> io::Result<()> {
    let parent = parent(directory);
    fs::create_dir_all(&parent)?;
    let filling = tempfile::Builder::new()
        .prefix(".writing-")
        .tempdir_in(&parent)?;
    // tempfile makes folders that only their owner may enter; a model is like any other folder.
    let fresh = filling.path().join("model");
    fs::create_dir(&fresh)?;
    for (name, content) in files {
        let mut file = File::create_new(fresh.join(name))?;
        file.write_all(content)?;
        file.sync_all()?;
    }
    sync(&fresh)?;
    fs::rename(&fresh, directory)?;
    sync(&parent)
}

fn replace(directory: &Path, files: &[(&str, Vec<u8>)]) -> io::Result<()> {
    let mut written = Vec::with_capacity(files.len());
    for (name, content) in files {
        let mut file = tempfile::Builder::new()
            .prefix(".writing-")
            .tempfile_in(directory)?;
        file.write_all(content)?;
        readable(file.as_file())?;
        file.as_file().sync_all()?;
        written.push((name, file));
    }
    for (name, file) in written {
        file.persist(directory.join(name))
            .map_err(|failed| failed.error)?;
    }
    sync(directory)
}

/// A temporary file is readable by its owner alone; a model's are like any other.
#[cfg(unix)]
fn readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &File) -> io::Result<()> {
    Ok(())
}

/// Makes renames in a folder survive a power cut, where the system knows how.
#[cfg(unix)]
fn sync(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

#[cfg(not(unix))]
fn sync(_directory: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_appears_whole_and_keeps_what_is_not_replaced() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("runs/first");
        write(&folder, &[("a", b"1".to_vec()), ("b", b"2".to_vec())]).expect("created");
        fs::write(folder.join("history"), "kept").expect("written");
        write(&folder, &[("a", b"3".to_vec())]).expect("replaced");
        let read = |name: &str| fs::read_to_string(folder.join(name)).expect(name);
        assert_eq!([read("a"), read("b"), read("history")], ["3", "2", "kept"]);
        // Nothing temporary is left behind.
        assert_eq!(fs::read_dir(&folder).expect("listed").count(), 3);
        assert_eq!(
            fs::read_dir(root.path().join("runs"))
                .expect("listed")
                .count(),
            1
        );
    }

    #[test]
    fn a_place_that_cannot_be_written_is_said() {
        let root = tempfile::tempdir().expect("a folder");
        let file = root.path().join("file");
        fs::write(&file, "").expect("written");
        let error = write(&file.join("below"), &[]).expect_err("a file is no folder");
        assert!(error.to_string().contains("cannot be written"), "{error}");
    }
}
