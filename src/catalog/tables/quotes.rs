//! One record of a table of text, cut into its fields.
//!
//! In: bytes from a record's beginning on, and the separator. Out: its fields without their quotation
//! marks, and whether those marks stood where they should. Blanks around a quoted field are not part
//! of it; how a mark within a quoted field is meant, tables differ about: see [`Marks`].

/// How quotation marks are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// A field that begins with one ends with one, in front of a separator or a line's end; doubled
    /// ones mean one. One elsewhere within is kept, and the record is [irregular](Outcome::Whole).
    Usual,
    /// The same, and `\"` means one.
    Escaped,
    /// They end where the first of them says; what follows up to the separator belongs to the field.
    Open,
    /// They are letters.
    Letters,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// More bytes are needed.
    More,
    /// The record takes so many bytes, its line's end with it.
    Whole { bytes: usize, irregular: bool },
    /// A quoted field does not end.
    Unclosed,
    /// A mark stands within a quoted field of several lines: what it closes cannot be told.
    Astray,
}

/// The fields of a record, one behind the other.
#[derive(Debug, Default)]
pub struct Fields {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Fields {
    /// How many.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts
            .zip(&self.ends)
            .map(|(&start, &end)| &self.text[start..end])
    }

    /// Cuts the record at the beginning of `input`; `ended` says that nothing comes behind it.
    pub fn cut(&mut self, input: &[u8], ended: bool, separator: &[u8], marks: Marks) -> Outcome {
        self.text.clear();
        self.ends.clear();
        let mut cut = Cut {
            input,
            ended,
            separator,
            marks,
            at: 0,
            lines: 0,
            irregular: false,
        };
        loop {
            if let Err(outcome) = cut.field(&mut self.text) {
                return outcome;
            }
            self.ends.push(self.text.len());
            if cut.is_separator(cut.at) {
                cut.at += separator.len();
                continue;
            }
            let end = &input[cut.at..];
            // The second half of a line's end may be yet to come.
            if end == b"\r" && !ended {
                return Outcome::More;
            }
            cut.at += match end {
                [b'\r', b'\n', ..] => 2,
                [_, ..] => 1,
                [] => 0,
            };
            return Outcome::Whole {
                bytes: cut.at,
                irregular: cut.irregular,
            };
        }
    }
}

struct Cut<'a> {
    input: &'a [u8],
    ended: bool,
    separator: &'a [u8],
    marks: Marks,
    at: usize,
    /// Ends of lines within quoted fields.
    lines: usize,
    irregular: bool,
}

impl Cut<'_> {
    fn is_separator(&self, at: usize) -> bool {
        self.input[at..].starts_with(self.separator)
    }

    fn is_end(&self, at: usize) -> bool {
        matches!(self.input.get(at), None | Some(b'\n' | b'\r')) || self.is_separator(at)
    }

    /// Whether bytes at `at` are needed that are not there yet.
    fn lacks(&self, at: usize) -> bool {
        !self.ended && at + self.separator.len() > self.input.len()
    }

    fn behind_blanks(&self, from: usize) -> usize {
        let blank = |byte: &u8| *byte == b' ' || (*byte == b'\t' && self.separator != b"\t");
        let blanks = self.input[from..].iter().take_while(|byte| blank(byte));
        from + blanks.count()
    }

    fn field(&mut self, text: &mut Vec<u8>) -> Result<(), Outcome> {
        let start = self.behind_blanks(self.at);
        if self.lacks(start) {
            return Err(Outcome::More);
        }
        if self.marks != Marks::Letters && self.input.get(start) == Some(&b'"') {
            self.at = start + 1;
            return self.quoted(text);
        }
        self.plain(text)
    }

    fn plain(&mut self, text: &mut Vec<u8>) -> Result<(), Outcome> {
        let start = self.at;
        let first = self.separator.first().copied().unwrap_or(b',');
        loop {
            let rest = &self.input[self.at..];
            let stop = |byte: &u8| *byte == first || matches!(byte, b'\n' | b'\r');
            self.at += rest.iter().position(stop).unwrap_or(rest.len());
            if self.lacks(self.at) {
                return Err(Outcome::More);
            }
            if self.is_end(self.at) {
                text.extend_from_slice(&self.input[start..self.at]);
                return Ok(());
            }
            self.at += 1;
        }
    }

    fn quoted(&mut self, text: &mut Vec<u8>) -> Result<(), Outcome> {
        loop {
            let Some(&byte) = self.input.get(self.at) else {
                return Err(match self.ended {
                    true => Outcome::Unclosed,
                    false => Outcome::More,
                });
            };
            let next = self.input.get(self.at + 1);
            if next.is_none() && !self.ended {
                return Err(Outcome::More);
            }
            match (byte, next) {
                (b'\\', Some(b'"')) if self.marks == Marks::Escaped => {
                    text.push(b'"');
                    self.at += 2;
                }
                (b'"', Some(b'"')) => {
                    text.push(b'"');
                    self.at += 2;
                }
                (b'"', _) => {
                    let behind = self.behind_blanks(self.at + 1);
                    if self.lacks(behind) {
                        return Err(Outcome::More);
                    }
                    if self.is_end(behind) {
                        self.at = behind;
                        return Ok(());
                    }
                    self.irregular = true;
                    if self.lines > 0 {
                        return Err(Outcome::Astray);
                    }
                    self.at += 1;
                    if self.marks == Marks::Open {
                        return self.plain(text);
                    }
                    text.push(b'"');
                }
                _ => {
                    if matches!(byte, b'\n' | b'\r') {
                        self.lines += 1;
                        if self.irregular {
                            return Err(Outcome::Astray);
                        }
                    }
                    text.push(byte);
                    self.at += 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, separator: &str, marks: Marks) -> String {
        let mut fields = Fields::default();
        let outcome = fields.cut(text.as_bytes(), true, separator.as_bytes(), marks);
        let Outcome::Whole { irregular, .. } = outcome else {
            return format!("{outcome:?}");
        };
        let texts: Vec<&str> = fields
            .iter()
            .map(|field| std::str::from_utf8(field).expect("it is UTF-8"))
            .collect();
        format!("{}{}", if irregular { "!" } else { "" }, texts.join("|"))
    }

    #[test]
    fn marks_are_taken_off_wherever_the_blanks_are() {
        for (text, fields) in [
            ("a,b", "a|b"),
            ("\"a, b\" , \"c\"", "a, b|c"),
            (" \t\"a\"\t,b\n", "a|b"),
            ("\"a \"\"b\"\"\",", "a \"b\"|"),
            ("\"\",\"\"", "|"),
            ("\"a\nb\",c", "a\nb|c"),
            ("5\" disc,b", "5\" disc|b"),
            (
                "\"He said \"hi\" to me\",1949",
                "!He said \"hi\" to me|1949",
            ),
            ("\"open,b", "Unclosed"),
            ("\"a\nb \"c\" d\",e", "Astray"),
        ] {
            assert_eq!(cut(text, ",", Marks::Usual), fields, "{text}");
        }
        assert_eq!(cut("1::A: B::C", "::", Marks::Letters), "1|A: B|C");
        assert_eq!(cut("\"a\\\"b\",c", ",", Marks::Escaped), "a\"b|c");
        assert_eq!(
            cut("\"Up, up\" and on,c", ",", Marks::Open),
            "!Up, up and on|c"
        );
        assert_eq!(
            cut("\"Up\" and on,c", ",", Marks::Letters),
            "\"Up\" and on|c"
        );
    }

    #[test]
    fn what_is_cut_off_asks_for_more() {
        let text = b"\"a\" , \"b \"\"c\"\"\"\r\nd,e\n";
        let mut fields = Fields::default();
        for end in 0..text.len() {
            let outcome = fields.cut(&text[..end], false, b",", Marks::Usual);
            let whole = matches!(outcome, Outcome::Whole { .. });
            assert!(
                outcome == Outcome::More || whole && end >= 17,
                "{end}: {outcome:?}"
            );
        }
    }
}
