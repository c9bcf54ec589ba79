//! What a source file declares and names: modules, `use` lines, paths in the midst of code.
//!
//! In: the words of a file. Out: its [`Module`]s, the file's own first, then those written within
//! it in braces. Nothing is resolved here: a path stands as it is written.

use crate::code::Word;

/// A module as it is written.
#[derive(Debug, Default)]
pub struct Module {
    /// The names in braces that lead to it from the file's own module.
    pub inside: Vec<String>,
    /// The modules that it declares: `mod name;`.
    pub declares: Vec<String>,
    pub uses: Vec<Use>,
    /// Paths in the midst of code.
    pub paths: Vec<Path>,
}

/// One name that a `use` line brings.
#[derive(Debug)]
pub struct Use {
    /// The name under which it is known here; `*` for all of a module.
    pub name: String,
    pub path: Path,
}

/// `a::b::c` and where it stands.
#[derive(Debug, Clone)]
pub struct Path {
    pub names: Vec<String>,
    pub line: usize,
}

/// The modules of a file.
pub fn modules(words: &[Word]) -> Vec<Module> {
    let mut reader = Reader { words, at: 0 };
    let mut done = Vec::new();
    // The open modules, each with the number of braces around it.
    let mut open = vec![(Module::default(), 0)];
    let mut depth = 0;
    while let Some(word) = reader.next() {
        let Some((module, _)) = open.last_mut() else {
            break;
        };
        match word.text.as_str() {
            "use" if reader.peek() != "<" => reader.tree(&[], &mut module.uses),
            "mod" => {
                let name = reader.next().map_or_else(String::new, |word| word.text);
                match reader.next().map(|word| word.text).as_deref() {
                    Some("{") => {
                        depth += 1;
                        let inside = [module.inside.clone(), vec![name]].concat();
                        let module = Module {
                            inside,
                            ..Module::default()
                        };
                        open.push((module, depth));
                    }
                    _ => module.declares.push(name),
                }
            }
            "{" => depth += 1,
            "}" => {
                if open.len() > 1 && open.last().is_some_and(|(_, outer)| *outer == depth) {
                    done.extend(open.pop().map(|(module, _)| module));
                }
                depth -= 1;
            }
            // A macro's variable is no name yet.
            "$" => {
                reader.next();
            }
            _ if is_name(&word.text) => module.paths.extend(reader.path(&word)),
            _ => {}
        }
    }
    open.into_iter()
        .map(|(module, _)| module)
        .chain(done)
        .collect()
}

fn is_name(text: &str) -> bool {
    text.starts_with(|sign: char| sign.is_alphabetic() || sign == '_')
}

struct Reader<'a> {
    words: &'a [Word],
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<Word> {
        let word = self.words.get(self.at).cloned();
        self.at += 1;
        word
    }

    fn peek(&self) -> &str {
        self.words.get(self.at).map_or("", |word| &word.text)
    }

    /// The path that goes on behind `first`, where it has more than one name.
    fn path(&mut self, first: &Word) -> Option<Path> {
        let mut names = vec![first.text.clone()];
        while self.peek() == "::" {
            self.at += 1;
            if !is_name(self.peek()) {
                break;
            }
            names.extend(self.next().map(|word| word.text));
        }
        let line = first.line;
        (names.len() > 1).then_some(Path { names, line })
    }

    /// One tree of a `use` line, below the names `above`, to its comma, brace or semicolon.
    fn tree(&mut self, above: &[String], found: &mut Vec<Use>) {
        let mut names = above.to_vec();
        let mut line = self.words.get(self.at).map_or(0, |word| word.line);
        let mut known_as = None;
        while let Some(word) = self.next() {
            match word.text.as_str() {
                // `::name` is a package for certain.
                "::" if names.is_empty() => names.push(String::new()),
                "::" => {}
                "as" => known_as = self.next().map(|word| word.text),
                "{" => {
                    while self.peek() != "}" && self.at < self.words.len() {
                        self.tree(&names, found);
                        if self.peek() == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                "," | "}" | ";" => {
                    self.at -= 1;
                    break;
                }
                // `a::{self}` is `a`.
                "self" if !names.is_empty() => line = word.line,
                _ => {
                    line = word.line;
                    names.push(word.text);
                }
            }
        }
        let last = names.last().cloned().unwrap_or_default();
        found.push(Use {
            name: known_as.unwrap_or(last),
            path: Path { names, line },
        });
    }
}

mod tests {
    use super::{Module, modules};
    use crate::code::words;

    fn read(source: &str) -> Vec<Module> {
        modules(&words(source))
    }

    /// `name = path : line` of every `use`.
    fn uses(module: &Module) -> Vec<String> {
        let line = |found: &super::Use| {
            let path = found.path.names.join("::");
            format!("{} = {path} : {}", found.name, found.path.line)
        };
        module.uses.iter().map(line).collect()
    }

    #[test]
    fn a_use_with_braces_over_several_lines() {
        let source = "pub(crate) use crate::a::{\n    self, B,\n    c::{D as E, f},\n};\nuse g::*;";
        let expected = [
            "a = crate::a : 2",
            "B = crate::a::B : 2",
            "E = crate::a::c::D : 3",
            "f = crate::a::c::f : 3",
            "* = g::* : 5",
        ];
        assert_eq!(uses(&read(source)[0]), expected);
    }

    #[test]
    fn steps_up_and_packages() {
        let source = "use super::super::a::B; use self::c; use ::d::E;";
        let expected = [
            "B = super::super::a::B : 1",
            "c = self::c : 1",
            "E = ::d::E : 1",
        ];
        assert_eq!(uses(&read(source)[0]), expected);
    }

    #[test]
    fn what_is_commented_out_or_told_is_no_use() {
        let source = "// use crate::a::B;\n/// See [`crate::a::B`].\n//! use crate::c;\nfn d() {}";
        let read = read(source);
        assert!(read[0].uses.is_empty() && read[0].paths.is_empty());
    }

    #[test]
    fn paths_in_the_midst_of_code() {
        let source = "fn a() -> impl B + use<'_> {\n  crate::c::d::<E>(super::F::g, h, $i::j)\n}";
        let read = read(source);
        let paths: Vec<String> = read[0]
            .paths
            .iter()
            .map(|path| path.names.join("::"))
            .collect();
        assert_eq!(paths, ["crate::c::d", "super::F::g"]);
        assert!(read[0].uses.is_empty());
    }

    #[test]
    fn modules_in_braces_are_their_own() {
        let source = "mod a; pub mod b { use super::c; mod d { use e::f; } } use g::h;";
        let read = read(source);
        assert_eq!(read[0].declares, ["a"]);
        assert_eq!(uses(&read[0]), ["h = g::h : 1"]);
        let inner = read.iter().find(|module| module.inside == ["b", "d"]);
        assert_eq!(uses(inner.expect("it was written")), ["f = e::f : 1"]);
    }
}
