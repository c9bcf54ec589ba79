//! Numbers in the ways in which people write them: `7,9`, `1.234,56`, `1,234.56`, `1 234`, `1'234.5`.
//!
//! In: a field, and what the other values of its column and the separator of its file say of the
//! decimal sign. Out: the number, or why it cannot be told. `1.234` is two numbers, a thousand times
//! apart: which one, the range of its field tells, then its column; where nothing does, neither is
//! taken.

/// The sign in front of decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `7,9`.
    Comma,
    /// `7.9`.
    Point,
}

/// What is known of the decimal sign before a number is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hint {
    /// As other values of the column write it.
    pub column: Option<Mark>,
    /// As files with this separator do, mostly.
    pub file: Option<Mark>,
}

/// Why a text is not taken as a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Doubt {
    /// It is none.
    Nonsense,
    /// It is one, and not of this field.
    Outside,
    /// It may be either.
    Either(f64, f64),
}

/// What a field holds: its sign between three digits parts thousands more often than decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Whole things: dollars, cinemas.
    Whole,
    /// Measures: ratings, minutes.
    Measure,
}

/// A number that was read, in the ways in which it can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Its one sign, if it is a decimal sign.
    value: f64,
    /// The same sign, if it parts thousands.
    grouped: Option<f64>,
    /// The sign.
    sign: Option<Mark>,
    /// The decimal sign that the number tells by itself.
    told: Option<Mark>,
}

impl Hint {
    /// What the values of a column say, in a file with this separator.
    pub fn of<'a>(values: impl Iterator<Item = &'a str>, separator: Option<&[u8]>) -> Self {
        let (mut commas, mut points) = (0, 0);
        // Numbers with one sign in front of three digits.
        let mut either = (0, 0);
        for number in values.filter_map(core).filter_map(Number::parse) {
            match (number.told, number.sign) {
                (Some(Mark::Comma), _) => commas += 1,
                (Some(Mark::Point), _) => points += 1,
                (None, Some(Mark::Comma)) => either.0 += 1,
                (None, Some(Mark::Point)) => either.1 += 1,
                (None, None) => {}
            }
        }
        let column = match (commas, points, either) {
            (1.., 0, _) => Some(Mark::Comma),
            (0, 1.., _) => Some(Mark::Point),
            // Decimals are not three in every value.
            (0, 0, (2.., 0)) => Some(Mark::Point),
            (0, 0, (0, 2..)) => Some(Mark::Comma),
            _ => None,
        };
        let file = match separator {
            Some(b";") => Some(Mark::Comma),
            Some(b",") => Some(Mark::Point),
            _ => None,
        };
        Self { column, file }
    }
}

/// The digits of a text with what stands between them; `None` where a word behind them scales them.
fn core(text: &str) -> Option<&str> {
    let first = text.find(|letter: char| letter.is_ascii_digit())?;
    let rest = &text[first..];
    let length = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
    let behind = rest[length..].trim_start();
    let scaled = behind.starts_with(|letter: char| letter.is_alphabetic());
    (!scaled).then(|| rest[..length].trim_end())
}

/// Digits, and what stands between them.
pub fn is_part(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, ',' | '.') || is_gap(letter)
}

/// What parts thousands and nothing else.
fn is_gap(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | '‘' | '_'
    )
}

impl Number {
    /// Reads `text`, all of it; `None` where it is no number.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (minus, text) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let read = Self::unsigned(text)?;
        let turned = |value: f64| if minus { -value } else { value };
        Some(Self {
            value: turned(read.value),
            grouped: read.grouped.map(turned),
            ..read
        })
    }

    fn unsigned(text: &str) -> Option<Self> {
        if text.contains(['e', 'E']) && text.starts_with(|letter: char| letter.is_ascii_digit()) {
            let value: f64 = text.parse().ok()?;
            return value.is_finite().then_some(Self::plain(value, None, None));
        }
        if !text.chars().all(is_part) || !text.contains(|letter: char| letter.is_ascii_digit()) {
            return None;
        }
        let count = |sign: char| text.matches(sign).count();
        match (count(','), count('.')) {
            (0, 0) => Some(Self::plain(whole(text, is_gap)?, None, None)),
            (1, 0) => Self::single(text, ',', Mark::Comma),
            (0, 1) => Self::single(text, '.', Mark::Point),
            (_, 0) => Self::plain(
                whole(text, |letter| letter == ',')?,
                None,
                Some(Mark::Point),
            )
            .into(),
            (0, _) => Self::plain(
                whole(text, |letter| letter == '.')?,
                None,
                Some(Mark::Comma),
            )
            .into(),
            _ => {
                let comma = text.rfind(',') > text.rfind('.');
                let (sign, other, mark) = match comma {
                    true => (',', '.', Mark::Comma),
                    false => ('.', ',', Mark::Point),
                };
                let (before, behind) = text.split_once(sign)?;
                let value = joined(whole(before, |letter| letter == other)?, behind)?;
                Some(Self::plain(value, Some(mark), Some(mark)))
            }
        }
    }

    fn plain(value: f64, sign: Option<Mark>, told: Option<Mark>) -> Self {
        Self {
            value,
            grouped: None,
            sign,
            told,
        }
    }

    /// With one comma or one point.
    fn single(text: &str, sign: char, mark: Mark) -> Option<Self> {
        let (before, behind) = text.split_once(sign)?;
        let head = match before {
            "" => 0.0,
            before => whole(before, is_gap)?,
        };
        let value = joined(head, behind)?;
        let thousands = behind.len() == 3
            && (1..=3).contains(&before.len())
            && !before.starts_with('0')
            && before.bytes().all(|byte| byte.is_ascii_digit());
        let grouped = thousands
            .then(|| whole(text, |letter| letter == sign))
            .flatten();
        Some(Self {
            value,
            grouped,
            sign: Some(mark),
            told: (grouped.is_none() && !behind.is_empty()).then_some(mark),
        })
    }

    /// The number, where it lies in the range that `fits` knows.
    ///
    /// # Errors
    /// [`Doubt`].
    pub fn settle(
        &self,
        hint: Hint,
        nature: Nature,
        fits: impl Fn(f64) -> bool,
    ) -> Result<f64, Doubt> {
        let value = self.value;
        let Some(grouped) = self.grouped else {
            return fits(value).then_some(value).ok_or(Doubt::Outside);
        };
        match (fits(value), fits(grouped)) {
            (false, false) => Err(Doubt::Outside),
            (true, false) => Ok(value),
            (false, true) => Ok(grouped),
            (true, true) => match (hint.column, hint.file, nature) {
                (Some(mark), _, _) => Ok(self.by(mark, grouped)),
                (None, Some(mark), Nature::Whole) if Some(mark) == self.sign => {
                    Err(Doubt::Either(value, grouped))
                }
                (None, Some(mark), _) => Ok(self.by(mark, grouped)),
                (None, None, Nature::Whole) => Ok(grouped),
                (None, None, Nature::Measure) => Ok(value),
            },
        }
    }

    /// The number in front of a word that scales it: `1.234 million`.
    pub fn scaled(&self, hint: Hint) -> f64 {
        match (self.grouped, hint.column.or(hint.file)) {
            (Some(grouped), Some(mark)) => self.by(mark, grouped),
            _ => self.value,
        }
    }

    fn by(&self, decimal: Mark, grouped: f64) -> f64 {
        match self.sign == Some(decimal) {
            true => self.value,
            false => grouped,
        }
    }
}

/// `1 234 567` and `12,34,567`: groups of three digits behind the first, or of two as in India, with
/// three at the end.
fn whole(text: &str, is_sign: impl Fn(char) -> bool) -> Option<f64> {
    let groups: Vec<&str> = text.split(is_sign).collect();
    let digits =
        |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let sizes: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let regular = match sizes.as_slice() {
        [_] => true,
        [first, middle @ .., 3] => {
            let of = |size: usize| middle.iter().all(|&other| other == size);
            ((1..=3).contains(first) && of(3)) || ((1..=2).contains(first) && of(2))
        }
        _ => false,
    };
    (regular && groups.iter().all(digits))
        .then(|| groups.concat().parse().ok())
        .flatten()
}

/// A whole number and its decimals.
fn joined(whole: f64, decimals: &str) -> Option<f64> {
    if !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{whole}.{decimals}0").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(f64, Option<f64>)> {
        Number::parse(text).map(|number| (number.value, number.grouped))
    }

    #[test]
    fn every_pair_of_separators() {
        let gaps = ["", " ", "\u{a0}", "\u{202f}", "\u{2009}", "'", "’", "_"];
        for (thousands, decimal) in gaps
            .iter()
            .flat_map(|gap| [(*gap, ","), (*gap, ".")])
            .chain([(".", ","), (",", ".")])
        {
            let text = format!("1{thousands}234{thousands}567{decimal}89");
            assert_eq!(read(&text), Some((1_234_567.89, None)), "{text}");
            let text = format!("-12{decimal}5");
            assert_eq!(read(&text), Some((-12.5, None)), "{text}");
        }
        for thousands in gaps.iter().copied().chain([",", "."]) {
            let text = format!("1{thousands}234{thousands}567");
            assert_eq!(read(&text), Some((1_234_567.0, None)), "{text}");
        }
    }

    #[test]
    fn one_sign_in_front_of_three_digits_is_either() {
        assert_eq!(read("1,234"), Some((1.234, Some(1234.0))));
        assert_eq!(read("123.456"), Some((123.456, Some(123_456.0))));
        for (text, value) in [
            ("7,9", 7.9),
            ("0,435", 0.435),
            ("0.435", 0.435),
            (".5", 0.5),
            ("8,", 8.0),
            ("1234,567", 1234.567),
            ("12,34,567", 1_234_567.0),
            ("3.0E7", 3e7),
        ] {
            assert_eq!(read(text), Some((value, None)), "{text}");
        }
        for text in [
            "",
            ".",
            "1,2,3",
            "12 34",
            "1.234,567,8",
            "7.9.1",
            "7a",
            "1,23.4,5",
            "nan",
            "inf",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_range_tells_first_then_the_column_then_the_file() {
        let settle = |text: &str, hint, nature, most: f64| {
            let number = Number::parse(text).expect("it is a number");
            number.settle(hint, nature, |value| (0.0..=most).contains(&value))
        };
        let (whole, measure) = (Nature::Whole, Nature::Measure);
        let none = Hint::default();
        assert_eq!(settle("7,125", none, measure, 10.0), Ok(7.125));
        assert_eq!(settle("79", none, measure, 10.0), Err(Doubt::Outside));
        let hint =
            |values: &[&str], separator: &[u8]| Hint::of(values.iter().copied(), Some(separator));
        for (values, separator, text, expected) in [
            (&["12,5", "7,25"][..], ",", "1,234", Ok(1.234)),
            (&["12.5"], ";", "1,234", Ok(1234.0)),
            (&["1,234,567"], ";", "1,234", Ok(1234.0)),
            (&["1.234.567"], ",", "1.234", Ok(1234.0)),
            (&["1,234", "5,678"], ";", "1,234", Ok(1234.0)),
            (&["1.234", "5.678"], ",", "1.234", Ok(1234.0)),
            (&[], ",", "1,234", Ok(1234.0)),
            (&[], ";", "1.234", Ok(1234.0)),
            (&["1,234"], ";", "1,234", Err(Doubt::Either(1.234, 1234.0))),
            (&["1.234"], ",", "1.234", Err(Doubt::Either(1.234, 1234.0))),
            (
                &["7,5", "7.5"],
                ",",
                "1.234",
                Err(Doubt::Either(1.234, 1234.0)),
            ),
        ] {
            let hint = hint(values, separator.as_bytes());
            assert_eq!(
                settle(text, hint, whole, 1e9),
                expected,
                "{values:?} {text}"
            );
        }
        assert_eq!(settle("1,234", none, whole, 1e9), Ok(1234.0));
        // What a word scales is no witness.
        assert_eq!(hint(&["$1.5M", "$1.23M"], b",").column, None);
        assert_eq!(hint(&["$1.5", "€ 7.25"], b";").column, Some(Mark::Point));
    }
}
