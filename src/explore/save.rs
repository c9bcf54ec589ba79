//! A file that is written beside its place and put there when it is whole.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file on its way; dropped before [`finish`](Self::finish), it leaves nothing behind.
#[derive(Debug)]
pub struct Unfinished {
    file: BufWriter<NamedTempFile<File>>,
    path: PathBuf,
}

impl Unfinished {
    /// Begins the file that will be `path`.
    ///
    /// # Errors
    /// Where the folder is missing or cannot be written.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".unfinished-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: what the user's mask leaves of it.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        Ok(Self {
            file: BufWriter::new(builder.tempfile_in(folder)?),
            path: path.to_owned(),
        })
    }

    /// Puts the file in its place, instead of what was there.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn finish(self) -> io::Result<()> {
        let file = self.file.into_inner().map_err(io::Error::from)?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        Ok(())
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_there_whole_or_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("list.csv");
        let write = |text: &str| {
            let mut file = Unfinished::begin(&path).expect("the folder takes files");
            file.write_all(text.as_bytes()).expect("it is written");
            file
        };
        write("first").finish().expect("it is put there");
        drop(write("torn"));
        assert_eq!(std::fs::read(&path).expect("it is there"), b"first");
        write("second").finish().expect("it is put there");
        assert_eq!(std::fs::read(&path).expect("it is there"), b"second");
        let left = std::fs::read_dir(folder.path())
            .expect("the folder")
            .count();
        assert_eq!(left, 1);
        assert!(Unfinished::begin(&folder.path().join("no/such.csv")).is_err());
    }
}
