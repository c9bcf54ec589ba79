//! What the shell is told at the end, beside success, failure and wrong usage.

/// Exit code of a run that Ctrl-C ended: 128 + SIGINT, as shells expect.
pub const CANCELLED: u8 = 130;
