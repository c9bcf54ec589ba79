//! The plan of the house: its files, and which file takes which item from which other.
//!
//! In: `src/`, from `lib.rs` and `main.rs` along the modules that they declare. Out: a [`Plan`]
//! with every [`Import`], a name followed through the doors that only hand it on (`pub use`) to
//! the file that defines it.

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use crate::code::{Word, words};
use crate::imports::{Module, Path, modules};

/// The name by which `main.rs` knows the house.
const PACKAGE: &str = "onesheet";
/// The file above the library; what it declares lies beside it.
const MAIN: &str = "src/main.rs";

/// The names that lead to a module from the top; `main.rs` stands under its own name.
type Place = Vec<String>;

/// The files of the house and what they take from each other.
#[derive(Default)]
pub struct Plan {
    pub files: BTreeMap<String, File>,
    modules: BTreeMap<Place, (String, Module)>,
}

/// A source file.
pub struct File {
    text: String,
    pub words: Vec<Word>,
}

/// A name in one file that leads to another.
pub struct Import {
    pub from: String,
    pub to: String,
    pub line: usize,
    /// False where only the module is named, as in `use super::store`: what is then taken through
    /// it is an import of its own.
    pub takes_an_item: bool,
}

/// Where a path ends.
enum End {
    Module(Place),
    Item(String),
}

impl Plan {
    /// The plan of the package that lies in `root`.
    pub fn of(root: &FilePath) -> Self {
        Self::read(&|path| std::fs::read_to_string(root.join(path)).ok())
    }

    /// The plan of the files that `read` gives, by their paths with slashes.
    pub fn read(read: &dyn Fn(&str) -> Option<String>) -> Self {
        let mut plan = Self::default();
        plan.add("src/lib.rs", &[], read);
        plan.add(MAIN, &["main.rs".to_owned()], read);
        plan
    }

    fn add(&mut self, file: &str, place: &[String], read: &dyn Fn(&str) -> Option<String>) {
        let Some(text) = read(file) else {
            return;
        };
        let words = words(&text);
        let found = modules(&words);
        let file = file.to_owned();
        self.files.insert(file.clone(), File { text, words });
        for module in found {
            let place = [place, &module.inside].concat();
            for name in module.declares.clone() {
                let child = [place.as_slice(), &[name]].concat();
                let stem = format!("src/{}", child.join("/"));
                self.add(&format!("{stem}.rs"), &child, read);
                self.add(&format!("{stem}/mod.rs"), &child, read);
            }
            self.modules.insert(place, (file.clone(), module));
        }
    }

    /// Every name that leads from one file to another.
    pub fn imports(&self) -> Vec<Import> {
        let mut imports = Vec::new();
        for (place, (from, module)) in &self.modules {
            let uses = module.uses.iter().map(|found| &found.path);
            for path in uses.chain(&module.paths) {
                let (to, takes_an_item) = match self.resolve(place, &path.names, 0) {
                    Some(End::Item(file)) => (file, true),
                    Some(End::Module(place)) => (self.modules[&place].0.clone(), false),
                    None => continue,
                };
                if to != *from {
                    imports.push(Import {
                        from: from.clone(),
                        to,
                        line: path.line,
                        takes_an_item,
                    });
                }
            }
        }
        imports.sort_by(|one, other| (&one.from, one.line).cmp(&(&other.from, other.line)));
        imports
    }

    /// `file:line: text` of a line.
    pub fn quote(&self, file: &str, line: usize) -> String {
        let text = self.files.get(file).map_or("", |file| &file.text);
        let text = text.lines().nth(line - 1).unwrap_or_default().trim();
        format!("{file}:{line}: {text}")
    }

    /// Where the path `names`, written in the module at `place`, leads within the house.
    fn resolve(&self, place: &[String], names: &[String], steps: usize) -> Option<End> {
        // A name that hands on itself leads nowhere.
        if steps > 32 {
            return None;
        }
        let (first, mut rest) = names.split_first()?;
        let mut at = match first.as_str() {
            "crate" => Vec::new(),
            PACKAGE if place == ["main.rs"] => Vec::new(),
            "self" => place.to_vec(),
            "super" => above(place),
            name => {
                let module = self.step(place, name, rest.is_empty(), steps)?;
                match module {
                    End::Module(at) => at,
                    item => return Some(item),
                }
            }
        };
        while let Some((name, further)) = rest.split_first() {
            rest = further;
            if name == "super" {
                at = above(&at);
                continue;
            }
            match self.step(&at, name, rest.is_empty(), steps) {
                Some(End::Module(next)) => at = next,
                Some(item) => return Some(item),
                // What a module neither holds nor hands on, it defines.
                None => return Some(End::Item(self.modules.get(&at)?.0.clone())),
            }
        }
        Some(End::Module(at))
    }

    /// What `name` is in the module at `place`: a module within it, or what a `use` brings.
    fn step(&self, place: &[String], name: &str, last: bool, steps: usize) -> Option<End> {
        let (_, module) = self.modules.get(place)?;
        // `*` is whatever the module defines; what it hands on with a star is not followed.
        if name == "*" {
            return None;
        }
        let inner = [place, &[name.to_owned()]].concat();
        let inner = self.modules.contains_key(&inner).then_some(inner);
        let brought = || {
            let used = module.uses.iter().find(|used| used.name == name);
            used.and_then(|used| {
                let Path { names, .. } = &used.path;
                // `use name;` of a package.
                (names.len() > 1).then(|| self.resolve(place, names, steps + 1))?
            })
        };
        match inner {
            // A module and an item may bear one name; a path ends in the item.
            Some(inner) if last => match brought() {
                Some(End::Item(file)) => Some(End::Item(file)),
                _ => Some(End::Module(inner)),
            },
            Some(inner) => Some(End::Module(inner)),
            None => brought(),
        }
    }
}

fn above(place: &[String]) -> Place {
    place[..place.len().saturating_sub(1)].to_vec()
}

mod tests {
    use super::Plan;

    /// The plan of the files `(path, text)`.
    fn plan(files: &[(&str, &str)]) -> Plan {
        Plan::read(&|path| {
            let file = files.iter().find(|file| file.0 == path);
            file.map(|file| file.1.to_owned())
        })
    }

    /// `from:line -> to`, in brackets where only the module is named.
    fn arrows(files: &[(&str, &str)]) -> Vec<String> {
        let arrow = |import: super::Import| {
            let to = match import.takes_an_item {
                true => import.to,
                false => format!("({})", import.to),
            };
            format!("{}:{} -> {to}", import.from, import.line)
        };
        plan(files).imports().into_iter().map(arrow).collect()
    }

    #[test]
    fn a_name_is_followed_through_doors_to_the_file_that_defines_it() {
        let found = arrows(&[
            ("src/lib.rs", "pub mod a;\npub mod d;"),
            ("src/a/mod.rs", "mod b;\npub use b::{B, c};"),
            ("src/a/b.rs", "pub struct B; pub mod c;"),
            ("src/a/b/c.rs", "use super::B;"),
            (
                "src/d.rs",
                "use crate::a::{B,\n c};\nfn e() { c::f() }\nuse std::fs;",
            ),
        ]);
        let expected = [
            "src/a/b/c.rs:1 -> src/a/b.rs",
            "src/a/mod.rs:2 -> src/a/b.rs",
            "src/a/mod.rs:2 -> (src/a/b/c.rs)",
            "src/d.rs:1 -> src/a/b.rs",
            "src/d.rs:2 -> (src/a/b/c.rs)",
            "src/d.rs:3 -> src/a/b/c.rs",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn paths_up_and_from_the_main_file() {
        let found = arrows(&[
            ("src/lib.rs", "pub mod a;"),
            ("src/main.rs", "fn main() { onesheet::a::b::c::run() }"),
            ("src/a.rs", "pub mod b { pub mod c; pub struct D; }"),
            ("src/a/b/c.rs", "use super::super::E; fn f() { super::D; }"),
        ]);
        let expected = [
            "src/a/b/c.rs:1 -> src/a.rs",
            "src/a/b/c.rs:1 -> src/a.rs",
            "src/main.rs:1 -> src/a/b/c.rs",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_item_goes_before_a_module_of_its_name() {
        let found = arrows(&[
            ("src/lib.rs", "pub mod a;\npub mod d;"),
            ("src/a/mod.rs", "pub mod b;\npub use b::b;"),
            ("src/a/b.rs", "pub fn b() {}"),
            ("src/d.rs", "use super::a::b;"),
        ]);
        let expected = ["src/a/mod.rs:2 -> src/a/b.rs", "src/d.rs:1 -> src/a/b.rs"];
        assert_eq!(found, expected);
    }
}
