//! The order of the rooms, as the table at the top of `src/lib.rs` draws it.

/// The rooms of `lib`'s table from the first row to the last, those of one row side by side.
pub fn rows(lib: &str) -> Vec<Vec<String>> {
    lib.lines()
        .filter_map(|line| line.strip_prefix("//! |"))
        .map(|row| {
            let first = row.split('|').next().unwrap_or_default();
            // What stands in brackets is a remark.
            let names = first.split('(').next().unwrap_or_default();
            let names = names.split('`').skip(1).step_by(2);
            names.map(str::to_owned).collect()
        })
        .filter(|names: &Vec<String>| !names.is_empty())
        .collect()
}

/// The room that `file` belongs to; `lib.rs` and `main.rs` are rooms of their own.
pub fn room(file: &str) -> &str {
    let path = file.strip_prefix("src/").unwrap_or(file);
    match path.split_once('/') {
        Some((room, _)) => room,
        None if ["lib.rs", "main.rs"].contains(&path) => path,
        None => path.strip_suffix(".rs").unwrap_or(path),
    }
}

mod tests {
    use super::{room, rows};

    #[test]
    fn rooms_are_read_from_a_table() {
        let lib = "//! Words with `code`.\n//! | room | in |\n//! |---|---|\n//! | [`a`], [`b`] | `x` |\n\
                   //! | `c` (feature `gui`) | y |\npub mod c;";
        assert_eq!(rows(lib), [vec!["a", "b"], vec!["c"]]);
    }

    #[test]
    fn every_file_belongs_to_a_room() {
        assert_eq!(room("src/jobs.rs"), "jobs");
        assert_eq!(room("src/jobs/task.rs"), "jobs");
        assert_eq!(room("src/main.rs"), "main.rs");
    }
}
