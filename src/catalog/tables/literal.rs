//! Python literals, as tables hold them that were written by a script: lists of dictionaries with
//! single or double quotes, apostrophes, escapes, `None` and `True`. JSON is read as well.
//!
//! In: a field's text. Out: a [`Literal`], or where the text stops to be one.

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `None`, `null`, `nan`.
    None,
    /// `True`, `true`.
    Bool(bool),
    /// An integer or a float.
    Number(f64),
    /// `'text'`, `"text"`, `u'text'`.
    Text(String),
    /// A list, tuple or set.
    List(Vec<Literal>),
    /// A dictionary, in its order.
    Dict(Vec<(Literal, Literal)>),
}

/// Lists within lists, at most: hostile text must not use up the stack.
const MAX_DEPTH: usize = 64;

/// The text is no literal from this byte on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no Python literal from byte {at} on")]
pub struct NoLiteral {
    /// Byte, from 0.
    pub at: usize,
}

/// Reads one literal that takes up all of `text`.
///
/// # Errors
/// [`NoLiteral`].
pub fn parse(text: &str) -> Result<Literal, NoLiteral> {
    let mut parser = Parser { text, at: 0 };
    let literal = parser.value(0).ok_or(NoLiteral { at: parser.at })?;
    parser.skip_space();
    if parser.at < text.len() {
        return Err(NoLiteral { at: parser.at });
    }
    Ok(literal)
}

impl Literal {
    /// The value of `key` in a dictionary.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Dict(pairs) = self else { return None };
        let is_key = |name: &Self| matches!(name, Self::Text(name) if name == key);
        pairs
            .iter()
            .find(|(name, _)| is_key(name))
            .map(|(_, value)| value)
    }

    /// A text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number.
    pub fn integer(&self) -> Option<i64> {
        match self {
            // Beyond 2^53 a float names no single integer.
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
                Some(*number as i64)
            }
            _ => None,
        }
    }

    /// The names in a list: its texts, and the `name` of its dictionaries.
    pub fn names(&self) -> Vec<&str> {
        let name = |value| Self::text(value).or_else(|| value.get("name")?.text());
        match self {
            Self::List(values) => values.iter().filter_map(name).collect(),
            value => name(value).into_iter().collect(),
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn takes(&mut self, letter: char) -> bool {
        self.skip_space();
        let there = self.peek() == Some(letter);
        self.at += if there { letter.len_utf8() } else { 0 };
        there
    }

    fn value(&mut self, depth: usize) -> Option<Literal> {
        if depth > MAX_DEPTH {
            return None;
        }
        self.skip_space();
        match self.peek()? {
            '\'' | '"' => self.string().map(Literal::Text),
            '[' => self.list(']', depth),
            '(' => self.list(')', depth),
            '{' => self.dict(depth),
            '-' | '+' | '.' | '0'..='9' => self.number(),
            _ => self.word(),
        }
    }

    fn list(&mut self, end: char, depth: usize) -> Option<Literal> {
        self.next();
        let mut values = Vec::new();
        while !self.takes(end) {
            if !values.is_empty() && !self.takes(',') {
                return None;
            }
            // A comma may stand behind the last value.
            if self.takes(end) {
                break;
            }
            values.push(self.value(depth + 1)?);
        }
        Some(Literal::List(values))
    }

    /// A dictionary, or a set: which, its first value tells.
    fn dict(&mut self, depth: usize) -> Option<Literal> {
        self.next();
        let (mut pairs, mut values) = (Vec::new(), Vec::new());
        while !self.takes('}') {
            let first = pairs.is_empty() && values.is_empty();
            if !first && !self.takes(',') {
                return None;
            }
            if self.takes('}') {
                break;
            }
            let key = self.value(depth + 1)?;
            match self.takes(':') {
                true if values.is_empty() => pairs.push((key, self.value(depth + 1)?)),
                false if pairs.is_empty() => values.push(key),
                _ => return None,
            }
        }
        Some(match values.is_empty() {
            true => Literal::Dict(pairs),
            false => Literal::List(values),
        })
    }

    fn number(&mut self) -> Option<Literal> {
        let sign = |letter| matches!(letter, '0'..='9' | '+' | '-' | '.' | 'e' | 'E' | '_');
        let rest = self.rest();
        let length = rest.find(|letter| !sign(letter)).unwrap_or(rest.len());
        let number = rest[..length].replace('_', "").parse().ok()?;
        self.at += length;
        Some(Literal::Number(number))
    }

    fn word(&mut self) -> Option<Literal> {
        let rest = self.rest();
        let length = rest
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let literal = match &rest[..length] {
            "None" | "null" | "nan" | "NaN" => Literal::None,
            "True" | "true" => Literal::Bool(true),
            "False" | "false" => Literal::Bool(false),
            // A prefix of the older Python.
            "u" | "U" if matches!(rest[length..].chars().next(), Some('\'' | '"')) => {
                self.at += length;
                return self.string().map(Literal::Text);
            }
            _ => return None,
        };
        self.at += length;
        Some(literal)
    }

    fn string(&mut self) -> Option<String> {
        let quote = self.next()?;
        let mut text = String::new();
        loop {
            match self.next()? {
                '\\' => self.escape(&mut text)?,
                letter if letter == quote => return Some(text),
                letter => text.push(letter),
            }
        }
    }

    fn escape(&mut self, text: &mut String) -> Option<()> {
        let code = match self.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            '0' => '\0',
            'x' => self.code(2)?,
            'u' => self.code(4)?,
            'U' => self.code(8)?,
            '\n' => return Some(()),
            letter @ ('\\' | '\'' | '"' | '/') => letter,
            // As Python: what is no escape stays as it stands.
            letter => {
                text.push('\\');
                letter
            }
        };
        text.push(code);
        Some(())
    }

    /// A character by its hexadecimal number; JSON writes those above U+FFFF as two halves.
    fn code(&mut self, digits: usize) -> Option<char> {
        let high = self.hexadecimal(digits)?;
        if !(0xD800..0xDC00).contains(&high) {
            return Some(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let before = self.at;
        if self.rest().starts_with("\\u") {
            self.at += 2;
            if let Some(low @ 0xDC00..0xE000) = self.hexadecimal(4) {
                return char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
            }
            self.at = before;
        }
        Some(char::REPLACEMENT_CHARACTER)
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<u32> {
        let number = self.rest().get(..digits)?;
        let plain = number.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u32::from_str_radix(number, 16).ok().filter(|_| plain)?;
        self.at += digits;
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Literal {
        Literal::Text(text.to_owned())
    }

    #[test]
    fn strings_of_either_quote_with_what_they_hold() {
        for (written, meant) in [
            (r"'Drama'", "Drama"),
            (r#""Child's Play""#, "Child's Play"),
            (r#"'The "Real" One'"#, r#"The "Real" One"#),
            (r"'Child\'s Play'", "Child's Play"),
            (r"u'caf\xe9'", "café"),
            (r"'caf\u00e9\t\\'", "café\t\\"),
            (r#""\ud83c\udfac""#, "🎬"),
            (r"'\U0001f3ac'", "🎬"),
            (r"'a\d'", r"a\d"),
            ("'寅さん'", "寅さん"),
        ] {
            assert_eq!(parse(written), Ok(text(meant)), "{written}");
        }
    }

    #[test]
    fn a_collection_with_apostrophes_none_and_nesting() {
        let written = r#" {'id': 8091, 'name': "Child's Play", 'poster_path': None,
            'parts': [{'id': 1.5, 'seen': True}, (), [1, 2,], {'a', 'b'}], } "#;
        let value = parse(written).expect("it is a literal");
        assert_eq!(value.get("id").and_then(Literal::integer), Some(8091));
        assert_eq!(
            value.get("name").and_then(Literal::text),
            Some("Child's Play")
        );
        assert_eq!(value.get("poster_path"), Some(&Literal::None));
        let Some(Literal::List(parts)) = value.get("parts") else {
            unreachable!("parts is a list: {value:?}");
        };
        assert_eq!(parts[0].get("seen"), Some(&Literal::Bool(true)));
        assert_eq!(parts[0].get("id").and_then(Literal::integer), None);
        assert_eq!(parts[1], Literal::List(Vec::new()));
        assert_eq!(
            parts[2],
            Literal::List([1.0, 2.0].map(Literal::Number).to_vec())
        );
        assert_eq!(parts[3], Literal::List(vec![text("a"), text("b")]));
    }

    #[test]
    fn names_of_lists_in_their_order() {
        let names = |written: &str| {
            let value = parse(written).expect("it is a literal");
            value.names().join("|")
        };
        assert_eq!(
            names("[{'id': 18, 'name': 'Drama'}, {'name': \"Sci'Fi\"}]"),
            "Drama|Sci'Fi"
        );
        assert_eq!(names(r#"["Drama", "Action"]"#), "Drama|Action");
        assert_eq!(names("{'name': 'One'}"), "One");
        assert_eq!(names("[]"), "");
    }

    #[test]
    fn what_is_no_literal_is_said_to_be_none() {
        for written in [
            "",
            "[",
            "[1",
            "[1 2]",
            "{'a'}:",
            "{'a': }",
            "{'a': 1, 'b'}",
            "'open",
            "Drama",
            "1995-10-30x",
            "[1]]",
            r"'\x4'",
            r"'\u12g4'",
            "{",
            "nothing",
            "--",
        ] {
            assert!(parse(written).is_err(), "{written}");
        }
        assert_eq!(parse("[1] x"), Err(NoLiteral { at: 4 }));
        assert!(parse(&"[".repeat(100_000)).is_err());
        assert!(parse(&("{'a':".repeat(100_000))).is_err());
    }
}
