//! The floors of the window, `src/app`: from what it looks like up to what holds it together.
//!
//! | floor | parts |
//! |---|---|
//! | 0 | `theme`; `thumbnail.rs` |
//! | 1 | `widgets`; `shared` |
//! | 2 | `route.rs`, `request.rs`, `cx` |
//! | 3 | each page of `pages` |
//! | 4 | `shell`, `mod.rs`, `pages/mod.rs` |
//!
//! A part imports itself and what lies on lower floors. Parts of one floor do not know each other;
//! those that stand on one line between semicolons are one part.

use std::fmt;

/// The floor of the pages.
const PAGES: u8 = 3;

/// A part of the window, with its floor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part<'a> {
    pub floor: u8,
    pub name: &'a str,
}

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.floor == PAGES { "the page " } else { "" };
        write!(f, "{kind}{}", self.name)
    }
}

/// The part that `file` belongs to; `None` for a file outside the window, or without a place in it.
pub fn part(file: &str) -> Option<Part<'_>> {
    let path = file.strip_prefix("src/app/")?;
    let path = path.strip_suffix(".rs")?;
    let (folder, rest) = path.split_once('/').unwrap_or((path, ""));
    let (floor, name) = match folder {
        "theme" => (0, "the theme"),
        "thumbnail" if rest.is_empty() => (0, "a small poster"),
        "widgets" => (1, "widgets"),
        "shared" => (1, "what pages share"),
        "route" | "request" if rest.is_empty() => (2, "requests"),
        "cx" => (2, "requests"),
        "pages" if !["", "mod"].contains(&rest) => (PAGES, rest.split('/').next()?),
        "shell" | "mod" | "pages" => (4, "the shell"),
        _ => return None,
    };
    Some(Part { floor, name })
}

/// Whether `from` may import `to`.
pub fn may(from: Part<'_>, to: Part<'_>) -> bool {
    from == to || from.floor > to.floor
}

mod tests {
    use super::{may, part};

    #[test]
    fn every_file_has_a_floor() {
        let floor = |file| part(file).map(|part| part.floor);
        assert_eq!(floor("src/app/theme/size.rs"), Some(0));
        assert_eq!(floor("src/app/theme.rs"), Some(0));
        assert_eq!(floor("src/app/widgets/mod.rs"), Some(1));
        assert_eq!(floor("src/app/thumbnail.rs"), Some(0));
        assert_eq!(floor("src/app/route.rs"), Some(2));
        assert_eq!(floor("src/app/cx/mod.rs"), Some(2));
        assert_eq!(floor("src/app/pages/read/mod.rs"), Some(3));
        assert_eq!(floor("src/app/pages/mod.rs"), Some(4));
        assert_eq!(floor("src/app/mod.rs"), Some(4));
        assert_eq!(floor("src/app/other.rs"), None);
        assert_eq!(floor("src/charts/mod.rs"), None);
    }

    #[test]
    fn imports_lead_down() {
        let may = |from: &str, to: &str| {
            let [from, to] = [from, to].map(|file| format!("src/app/{file}.rs"));
            let from = part(&from).expect("a place in the window");
            may(from, part(&to).expect("a place in the window"))
        };
        for (from, to) in [
            ("widgets/button", "theme/mod"),
            ("shared/films", "theme/mod"),
            ("cx/mod", "request"),
            ("cx/mod", "shared/films"),
            ("pages/read/mod", "cx/mod"),
            ("pages/read/mod", "pages/read/change"),
            ("pages/read/mod", "widgets/button"),
            ("shell/mod", "pages/read/mod"),
            ("mod", "shell/mod"),
            ("shell/mod", "mod"),
        ] {
            assert!(may(from, to), "{from} may import {to}");
        }
        for (from, to) in [
            ("theme/mod", "widgets/button"),
            ("widgets/button", "shared/films"),
            ("shared/films", "widgets/button"),
            ("widgets/button", "cx/mod"),
            ("shared/films", "request"),
            ("request", "pages/read/mod"),
            ("cx/mod", "shell/mod"),
            ("pages/read/mod", "pages/train/mod"),
            ("pages/read/mod", "shell/mod"),
            ("pages/read/mod", "mod"),
        ] {
            assert!(!may(from, to), "{from} must not import {to}");
        }
    }
}
