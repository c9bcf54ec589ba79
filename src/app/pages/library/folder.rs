//! "Show in folder": the system's own program for it, on a thread.

use std::path::Path;
use std::process::Command;

/// Shows where `path` lies; waits for the system's answer, so it belongs on a thread.
///
/// # Errors
/// One sentence where the system has no such program, or it refused.
pub fn show(path: &Path) -> Result<(), String> {
    if !path.exists() {
        return Err(format!("{} is not there any more", path.display()));
    }
    let mut command = opener(path);
    let program = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() || cfg!(windows) => Ok(()),
        Ok(_) => Err(format!("{program} could not show {}", path.display())),
        Err(error) => Err(format!(
            "{program} could not be started ({error}); the poster lies at {}",
            path.display()
        )),
    }
}

/// macOS and Windows mark the file; elsewhere its folder is opened.
fn opener(path: &Path) -> Command {
    let mut command;
    if cfg!(target_os = "macos") {
        command = Command::new("open");
        command.arg("-R").arg(path);
    } else if cfg!(windows) {
        command = Command::new("explorer");
        let mut argument = std::ffi::OsString::from("/select,");
        argument.push(path);
        command.arg(argument);
    } else {
        command = Command::new("xdg-open");
        command.arg(path.parent().unwrap_or(path));
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_gone_is_said_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let why = show(&folder.path().join("gone.jpg")).expect_err("it is gone");
        assert!(why.ends_with("gone.jpg is not there any more"), "{why}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_folder_is_opened_not_the_poster() {
        let command = opener(Path::new("/films/covers/a.jpg"));
        assert_eq!(command.get_program(), "xdg-open");
        assert_eq!(command.get_args().collect::<Vec<_>>(), ["/films/covers"]);
    }
}
