//! How the numbers of a table are written: its decimal signs, what its ratings run to, the unit of its
//! lengths, the order of its dates.
//!
//! In: the columns and first rows of a table, and what its kind says. Out: [`Numbers`], which reads a
//! field as a value within the range that such a value has.

use std::ops::RangeInclusive;

use super::super::columns::{Columns, Role};
use super::values;
use crate::catalog::tables::amount::Amount;
use crate::catalog::tables::date::{self, Reading};
use crate::catalog::tables::number::{Doubt, Hint, Nature, Number};

/// The year of the first film that was kept.
const FIRST_YEAR: i32 = 1880;
/// A day: what is longer is an installation, or counted in seconds.
const LONGEST: f64 = 1440.0;

/// What a kind of table says of its numbers.
#[derive(Debug, Clone, Copy)]
pub struct Units {
    /// What its ratings run to; `None`: to 10 or to 100, as they show.
    pub rating_of: Option<f64>,
    /// How many of its units of length make a minute.
    pub minute: f64,
    /// Whether its first of January is a year of which no day is known.
    pub new_year_is_year: bool,
}

impl Units {
    /// Minutes, and ratings that show what they run to.
    pub const USUAL: Self = Self {
        rating_of: None,
        minute: 1.0,
        new_year_is_year: false,
    };
}

/// How the numbers of a table are written.
#[derive(Debug, Clone)]
pub struct Numbers {
    hints: Vec<Hint>,
    /// What its ratings run to.
    pub rating_of: f64,
    minute: f64,
    new_year_is_year: bool,
    day_first: Option<bool>,
    next_year: i32,
}

impl Default for Numbers {
    /// Of a table of which nothing is known.
    fn default() -> Self {
        Self::of(&Columns::default(), &[], None, Units::USUAL)
    }
}

impl Numbers {
    /// Looks at the first rows of a table.
    pub fn of(
        columns: &Columns,
        sample: &[Vec<String>],
        separator: Option<&[u8]>,
        units: Units,
    ) -> Self {
        let count = sample.first().map_or(0, Vec::len);
        let values = |column: usize| {
            let values = sample.iter().filter_map(move |row| row.get(column));
            values.map(String::as_str)
        };
        let mut numbers = Self {
            hints: (0..count)
                .map(|column| Hint::of(values(column), separator))
                .collect(),
            rating_of: 10.0,
            minute: units.minute,
            new_year_is_year: units.new_year_is_year,
            day_first: columns
                .column(Role::Date)
                .and_then(|column| date::day_first(values(column))),
            next_year: time::OffsetDateTime::now_utc().year() + 1,
        };
        let ratings = columns.column(Role::Rating).into_iter().flat_map(|column| {
            let hint = numbers.hint(Some(column));
            let read = move |text| within(text, hint, Nature::Measure, 0.0..=100.0).ok();
            values(column).filter_map(read)
        });
        let ratings: Vec<f64> = ratings.collect();
        let large = ratings.iter().filter(|&&rating| rating > 10.0).count();
        // Most of several are beyond ten, and none of the others is as fine as those of ten are.
        let fine = |rating: &f64| *rating <= 10.0 && rating.fract() != 0.0;
        let of_hundred = large > 1 && large * 2 > ratings.len() && !ratings.iter().any(fine);
        let shown = if of_hundred { 100.0 } else { 10.0 };
        numbers.rating_of = units.rating_of.unwrap_or(shown);
        numbers
    }

    fn hint(&self, column: Option<usize>) -> Hint {
        let known = column.and_then(|column| self.hints.get(column));
        known.copied().unwrap_or_default()
    }

    /// A rating, of ten: `7,9`, `79 %`, `4/5`, or as the table's ratings run.
    ///
    /// # Errors
    /// [`Doubt`].
    pub fn rating(&self, text: &str, column: Option<usize>) -> Result<f64, Doubt> {
        let (text, of) = match (text.strip_suffix('%'), text.split_once('/')) {
            (Some(text), _) => (text, 100.0),
            (None, Some((text, of))) => {
                let of: f64 = of.trim().parse().map_err(|_| Doubt::Nonsense)?;
                let known = [4.0, 5.0, 6.0, 10.0, 20.0, 100.0].contains(&of);
                (
                    text,
                    if known {
                        of
                    } else {
                        return Err(Doubt::Nonsense);
                    },
                )
            }
            (None, None) => (text, self.rating_of),
        };
        let read = within(text, self.hint(column), Nature::Measure, 0.0..=of)?;
        Ok(if of == 10.0 { read } else { read * 10.0 / of })
    }

    /// A measure of 0 to `most`.
    ///
    /// # Errors
    /// [`Doubt`].
    pub fn measure(&self, text: &str, column: Option<usize>, most: f64) -> Result<f64, Doubt> {
        within(text, self.hint(column), Nature::Measure, 0.0..=most)
    }

    /// How many there are; `None`: 0, as tables write where they do not know.
    ///
    /// # Errors
    /// [`Doubt`].
    pub fn count(&self, text: &str, column: Option<usize>) -> Result<Option<u32>, Doubt> {
        let count = within(text, self.hint(column), Nature::Whole, 0.0..=1e7)?;
        Ok((count >= 1.0).then_some(count as u32))
    }

    /// An amount of money; `None`: 0, as tables write where they do not know.
    ///
    /// # Errors
    /// [`Doubt`].
    pub fn money(&self, text: &str, column: Option<usize>) -> Result<Option<Amount>, Doubt> {
        let amount = Amount::read(text, self.hint(column))?;
        match amount.value {
            ..0 => Err(Doubt::Outside),
            0 => Ok(None),
            1.. => Ok(Some(amount)),
        }
    }

    /// A length in minutes; `None`: 0, as tables write where they do not know.
    ///
    /// # Errors
    /// [`Doubt`].
    pub fn runtime(&self, text: &str, column: Option<usize>) -> Result<Option<u32>, Doubt> {
        let minutes = match Number::parse(text) {
            None => f64::from(values::runtime(text).ok_or(Doubt::Nonsense)?),
            Some(number) => {
                let fits = |units: f64| (0.0..=LONGEST).contains(&(units / self.minute));
                number.settle(self.hint(column), Nature::Measure, fits)? / self.minute
            }
        };
        // `2.2` is hours rather.
        let hours = minutes.fract() != 0.0 && minutes < 10.0 && self.minute == 1.0;
        match minutes {
            _ if hours || minutes > LONGEST => Err(Doubt::Outside),
            ..1.0 => Ok(None),
            minutes => Ok(Some(minutes as u32)),
        }
    }

    /// A year: `1994`, `1994.0`, `1,994`, or the one in a date.
    ///
    /// # Errors
    /// [`Doubt`].
    pub fn year(&self, text: &str) -> Result<i32, Doubt> {
        let range = FIRST_YEAR..=self.next_year;
        let parted = || {
            let fits = |value: f64| value.fract() == 0.0 && range.contains(&(value as i32));
            let number = Number::parse(text)?;
            let value = number.settle(Hint::default(), Nature::Whole, fits).ok()?;
            Some(value as i32)
        };
        let Some(year) = values::year(text).or_else(parted) else {
            return Err(match Number::parse(text) {
                Some(_) => Doubt::Outside,
                None => Doubt::Nonsense,
            });
        };
        range.contains(&year).then_some(year).ok_or(Doubt::Outside)
    }

    /// A day; `None`: the text says only a year.
    ///
    /// # Errors
    /// [`Doubt`]; [`Doubt::Either`] where day and month could be either way round.
    pub fn day(&self, text: &str) -> Result<Option<String>, Doubt> {
        match date::read(text, self.day_first) {
            Reading::Day(day) if self.new_year_is_year && day.ends_with("-01-01") => Ok(None),
            Reading::Day(day) => match self.year(&day) {
                Ok(_) => Ok(Some(day)),
                Err(doubt) => Err(doubt),
            },
            Reading::Either => Err(Doubt::Either(0.0, 0.0)),
            Reading::NoDay => Err(Doubt::Nonsense),
            Reading::Nothing if self.year(text).is_ok() => Ok(None),
            Reading::Nothing => Err(Doubt::Nonsense),
        }
    }

    /// The range of a year, in words.
    pub fn years(&self) -> String {
        format!("{FIRST_YEAR} to {}", self.next_year)
    }
}

fn within(
    text: &str,
    hint: Hint,
    nature: Nature,
    range: RangeInclusive<f64>,
) -> Result<f64, Doubt> {
    let number = Number::parse(text).ok_or(Doubt::Nonsense)?;
    number.settle(hint, nature, |value| range.contains(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(role: Role, values: &[&str], separator: &[u8]) -> Numbers {
        let mut columns = Columns::default();
        columns.give(role, 0);
        let sample: Vec<Vec<String>> = values
            .iter()
            .map(|value| vec![(*value).to_owned()])
            .collect();
        Numbers::of(&columns, &sample, Some(separator), Units::USUAL)
    }

    #[test]
    fn ratings_are_of_ten_whatever_they_run_to() {
        for (values, separator, read) in [
            (&["7,9", "6,25", "8,0", "79"][..], ";", "7.9 6.25 8 -"),
            (&["7.9", "6.125", "-1"], ",", "7.9 6.125 -"),
            (&["7.9", "79", "80"], ",", "7.9 - -"),
            (&["79"], ",", "-"),
            (&["79", "62", "8", "101"], ",", "7.9 6.2 0.8 -"),
            (&["79 %", "4/5", "7.9/10", "7/0"], ",", "7.9 8 7.9 -"),
            (&["7,125", "good"], ";", "7.125 -"),
        ] {
            let numbers = numbers(Role::Rating, values, separator.as_bytes());
            let told = |text: &&str| match numbers.rating(text, Some(0)) {
                Ok(rating) => rating.to_string(),
                Err(_) => "-".to_owned(),
            };
            let told: Vec<String> = values.iter().map(told).collect();
            assert_eq!(told.join(" "), read);
        }
    }

    #[test]
    fn lengths_are_minutes() {
        let numbers = numbers(Role::Runtime, &[], b",");
        for (text, minutes) in [
            ("133", Ok(Some(133))),
            ("133,0", Ok(Some(133))),
            ("81.5", Ok(Some(81))),
            ("2h 13m", Ok(Some(133))),
            ("PT133M", Ok(Some(133))),
            ("PT2H13M", Ok(Some(133))),
            ("2:13:00", Ok(Some(133))),
            ("0", Ok(None)),
            ("2.2", Err(Doubt::Outside)),
            ("7980", Err(Doubt::Outside)),
            ("7980 min", Err(Doubt::Outside)),
            ("-5", Err(Doubt::Outside)),
            ("long", Err(Doubt::Nonsense)),
        ] {
            assert_eq!(numbers.runtime(text, Some(0)), minutes, "{text}");
        }
    }

    #[test]
    fn years_are_those_of_films() {
        let numbers = Numbers::default();
        for text in [
            "1994",
            "1994.0",
            "1,994",
            "1.994",
            "1 994",
            "1994-09-23",
            "23/09/1994",
        ] {
            assert_eq!(numbers.year(text), Ok(1994), "{text}");
        }
        for (text, doubt) in [
            ("1870", Doubt::Outside),
            ("2099", Doubt::Outside),
            ("94", Doubt::Outside),
            ("19940923", Doubt::Outside),
            ("soon", Doubt::Nonsense),
        ] {
            assert_eq!(numbers.year(text), Err(doubt), "{text}");
        }
    }
}
