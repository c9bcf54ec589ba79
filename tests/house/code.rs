//! Rust source as words with their lines: no comment, no string, and none of the test code.
//!
//! In: the text of a file. Out: its [`Word`]s. What a comment or a string says imports nothing.
//! Test code may take what it needs to look at, so it is cut out before anything is judged.

/// One name, number or sign of a source file.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    pub text: String,
    /// Counted from one.
    pub line: usize,
}

/// The words of `source`, test code cut out.
pub fn words(source: &str) -> Vec<Word> {
    without_tests(&split(source))
}

/// Every word outside comments, strings, characters and lifetimes.
fn split(source: &str) -> Vec<Word> {
    let text: Vec<char> = source.chars().collect();
    let mut words = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(&sign) = text.get(at) {
        let end = match sign {
            '/' if text.get(at + 1) == Some(&'/') => find(&text, at, |rest| rest[0] == '\n'),
            '/' if text.get(at + 1) == Some(&'*') => after_comment(&text, at),
            '"' => after_string(&text, at + 1),
            '\'' => after_quote(&text, at),
            _ if sign.is_whitespace() => at + 1,
            _ if is_name(sign) => {
                let end = find(&text, at, |rest| !is_name(rest[0]));
                let name: String = text[at..end].iter().collect();
                match (name.as_str(), after_raw(&text, end)) {
                    ("r" | "br" | "cr", Some(behind)) => behind,
                    _ => {
                        words.push(Word { text: name, line });
                        end
                    }
                }
            }
            ':' if text.get(at + 1) == Some(&':') => {
                words.push(Word {
                    text: "::".into(),
                    line,
                });
                at + 2
            }
            _ => {
                words.push(Word {
                    text: sign.into(),
                    line,
                });
                at + 1
            }
        };
        line += text[at..end].iter().filter(|sign| **sign == '\n').count();
        at = end;
    }
    words
}

fn is_name(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

/// The first place from `at` on whose rest of the text `is` what is looked for, or the end.
fn find(text: &[char], at: usize, is: impl Fn(&[char]) -> bool) -> usize {
    (at..text.len())
        .find(|&place| is(&text[place..]))
        .unwrap_or(text.len())
}

/// Behind the block comment that begins at `at`; block comments nest.
fn after_comment(text: &[char], at: usize) -> usize {
    let (mut at, mut depth) = (at + 2, 1);
    while depth > 0 && at < text.len() {
        match (text[at], text.get(at + 1)) {
            ('/', Some('*')) => (at, depth) = (at + 2, depth + 1),
            ('*', Some('/')) => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
    }
    at.min(text.len())
}

/// Behind the string whose first sign is at `at`.
fn after_string(text: &[char], mut at: usize) -> usize {
    while at < text.len() && text[at] != '"' {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

/// Behind the raw string whose hashes or quotation mark begin at `at`; `None` where none does.
fn after_raw(text: &[char], at: usize) -> Option<usize> {
    let open = find(text, at, |rest| rest[0] != '#');
    if text.get(open) != Some(&'"') {
        return None;
    }
    let close: Vec<char> = std::iter::once('"')
        .chain(text[at..open].iter().copied())
        .collect();
    let end = find(text, open + 1, |rest| rest.starts_with(&close));
    Some((end + close.len()).min(text.len()))
}

/// Behind the character or the lifetime whose apostrophe is at `at`.
fn after_quote(text: &[char], at: usize) -> usize {
    match text.get(at + 1) {
        Some('\\') => find(text, at + 3, |rest| rest[0] == '\'') + 1,
        Some(_) if text.get(at + 2) == Some(&'\'') => at + 3,
        _ => find(text, at + 1, |rest| !is_name(rest[0])),
    }
}

/// `words` without the items under `#[cfg(test)]`.
fn without_tests(words: &[Word]) -> Vec<Word> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match attribute(&words[at..]) {
            Some(length) if is_for_tests(&words[at..at + length]) => {
                at += length;
                while let Some(length) = attribute(&words[at..]) {
                    at += length;
                }
                at += item(&words[at..]);
            }
            _ => {
                kept.push(words[at].clone());
                at += 1;
            }
        }
    }
    kept
}

/// The length of the attribute with which `words` begin.
fn attribute(words: &[Word]) -> Option<usize> {
    let starts = words.first()?.text == "#" && words.get(1)?.text == "[";
    starts.then(|| {
        let mut depth = 0;
        let end = words.iter().position(|word| {
            match word.text.as_str() {
                "[" => depth += 1,
                "]" => depth -= 1,
                _ => return false,
            }
            depth == 0
        });
        end.map_or(words.len(), |end| end + 1)
    })
}

fn is_for_tests(attribute: &[Word]) -> bool {
    let has = |name: &str| attribute.iter().any(|word| word.text == name);
    has("cfg") && has("test") && !has("not")
}

/// The length of the item with which `words` begin: up to its semicolon or its closing brace.
fn item(words: &[Word]) -> usize {
    let mut depth = 0;
    let end = words.iter().position(|word| {
        match word.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            ";" => return depth == 0,
            _ => return false,
        }
        depth == 0 && word.text == "}"
    });
    end.map_or(words.len(), |end| end + 1)
}

mod tests {
    use super::words;

    fn texts(source: &str) -> Vec<String> {
        words(source).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn comments_strings_and_characters_say_nothing() {
        let source = "//! crate::a\n/// crate::b\n// use crate::c;\n/* use /* crate::d */ x */\n\
                      let f = \"use crate::e\\\"; \" + r#\"use \"crate::f\"#;\n\
                      let g: &'a str = ('\\'', '\"', b'x', 'y');";
        let expected = "let f = + ; let g : & str = ( , , b , ) ;";
        assert_eq!(texts(source).join(" "), expected);
    }

    #[test]
    fn lines_are_counted_through_comments_and_strings() {
        let source = "/* one\n two */ \"three\n\"\nfour";
        assert_eq!(words(source)[0].line, 4);
    }

    #[test]
    fn test_code_is_cut_out() {
        let source = "a; #[cfg(test)] #[path = \"x\"] mod tests; b;\n\
                      #[cfg(test)] mod tests { use x; fn y() {} } c;\n\
                      #[cfg(all(test, unix))] use z; d; #[cfg(not(test))] e;";
        let expected = "a ; b ; c ; d ; # [ cfg ( not ( test ) ) ] e ;";
        assert_eq!(texts(source).join(" "), expected);
    }
}
