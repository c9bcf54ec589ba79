//! What systems, network stores and programs keep beside a person's files: thumbnails, bins, notes
//! of their own. None of it is a poster.

/// Names of folders and files, small.
const NAMES: &[&str] = &[
    // Network stores: Synology, QNAP, NetApp and others.
    "@eadir",
    "@tmp",
    "@__thumb",
    "@recycle",
    "@recently-snapshot",
    "@sharebin",
    "#recycle",
    "#snapshot",
    "#sharesnap",
    "~snapshot",
    "network trash folder",
    "_gsdata_",
    // macOS and what its archives leave on other systems.
    "__macosx",
    "temporary items",
    // Windows.
    "$recycle.bin",
    "recycler",
    "recycled",
    "recycle.bin",
    "system volume information",
    "thumbs.db",
    "thumbs.db:encryptable",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "desktop.ini",
    "autorun.inf",
    // Linux.
    "lost+found",
];

/// Begins of names, small.
const BEGINS: &[&str] = &["found.0", "synophoto_thumb", "synofile_thumb", "synoindex_"];

/// What begins with a dot is the system's or a program's; of these that is known.
const HIDDEN: &[&str] = &[
    "._",
    ".ds_store",
    ".apple",
    ".trash",
    ".thumb",
    ".git",
    ".svn",
    ".hg",
    ".spotlight",
    ".fseventsd",
    ".documentrevisions",
    ".temporaryitems",
    ".@",
    ".snapshot",
    ".zfs",
    ".picasa",
    ".stversions",
    ".stfolder",
    ".sync",
    ".dropbox",
    ".directory",
    ".nomedia",
    ".recycle",
    ".localized",
    ".volumeicon",
    ".streams",
    ".wdmc",
    ".actors",
];

/// Why a file or folder of this name is passed over.
pub fn passed_over(name: &str) -> Option<&'static str> {
    let small = name.to_lowercase();
    let begins = |list: &[&str]| list.iter().any(|begin| small.starts_with(begin));
    if small.starts_with('.') {
        return Some(if begins(HIDDEN) { "system" } else { "hidden" });
    }
    (NAMES.contains(&small.as_str()) || begins(BEGINS)).then_some("system")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_things_are_known_and_films_are_not_among_them() {
        for name in [
            "@eaDir",
            "._Heat.jpg",
            "Thumbs.db",
            "$RECYCLE.BIN",
            "lost+found",
            ".Trash-1000",
            ".AppleDouble",
            "#recycle",
            "__MACOSX",
            ".git",
            "SYNOPHOTO_THUMB_XL.jpg",
        ] {
            assert_eq!(passed_over(name), Some("system"), "{name}");
        }
        assert_eq!(passed_over(".draft.jpg"), Some("hidden"));
        for name in [
            "Heat.jpg",
            "Recycle (2010)",
            "Lost.jpg",
            "#Alive (2020).jpg",
            "$ (1971)",
            "Git.jpg",
        ] {
            assert_eq!(passed_over(name), None, "{name}");
        }
    }
}
