//! The one binary: without a subcommand it opens the window, with one it works in the terminal.

use std::process::ExitCode;

fn main() -> ExitCode {
    onesheet::cli::main()
}
