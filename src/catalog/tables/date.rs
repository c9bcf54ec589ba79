//! Dates of release in the ways in which tables write them.

/// English months by their first three letters.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// What a field says of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// This one, as an ISO date.
    Day(String),
    /// Day and month could be either way round.
    Either,
    /// None that there is: 30 February.
    NoDay,
    /// No whole date.
    Nothing,
}

/// The ISO date in `1995-10-30`, `1995/10/30`, `30/10/1995`, `30.10.1995`, `30 October 1995` or
/// `October 30, 1995 (USA)`; `None` where there is no whole date, or where day and month could be
/// either way round (`03/04/1995`).
pub fn iso(text: &str) -> Option<String> {
    match read(text, None) {
        Reading::Day(day) => Some(day),
        Reading::Either | Reading::NoDay | Reading::Nothing => None,
    }
}

/// The same in a column whose dates begin with the day, or with the month, where that is known.
pub fn read(text: &str, day_first: Option<bool>) -> Reading {
    let found = parts(text);
    let Some((first, one, two, year)) = found else {
        return Reading::Nothing;
    };
    let (month, day) = match first {
        First::Year | First::Month => (one, two),
        First::Day => (two, one),
        First::Unknown => match day_first {
            _ if one > 12 => (two, one),
            _ if two > 12 || one == two => (one, two),
            Some(true) => (two, one),
            Some(false) => (one, two),
            None => return Reading::Either,
        },
    };
    let long = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let real =
        (1870..=2100).contains(&year) && (1..=12).contains(&month) && (1..=long).contains(&day);
    match real {
        true => Reading::Day(format!("{year:04}-{month:02}-{day:02}")),
        // `1995-00-00` is a year.
        false if month == 0 || day == 0 => Reading::Nothing,
        false => Reading::NoDay,
    }
}

/// Whether the dates of a column begin with the day; `None` where none of them tells, or they differ.
pub fn day_first<'a>(values: impl Iterator<Item = &'a str>) -> Option<bool> {
    let told = values.filter_map(|text| match parts(text)? {
        (First::Unknown, one, _, _) if one > 12 => Some(true),
        (First::Unknown, _, two, _) if two > 12 => Some(false),
        _ => None,
    });
    let told: Vec<bool> = told.collect();
    let first = *told.first()?;
    told.iter().all(|&other| other == first).then_some(first)
}

/// What the first two numbers of a date are.
enum First {
    /// Month and day, behind the year.
    Year,
    Month,
    Day,
    Unknown,
}

/// Two numbers and a year.
fn parts(text: &str) -> Option<(First, u32, u32, u32)> {
    let text = text.split('(').next()?;
    // A time of day may follow.
    let text = match text.as_bytes().get(10) {
        Some(b'T') => text.get(..10)?,
        _ => text,
    };
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &str| word.parse::<u32>().ok();
    let month_named = |word: &str| {
        let start = word.to_lowercase();
        let month = MONTHS.iter().position(|month| start.starts_with(month));
        month.and_then(|month| u32::try_from(month + 1).ok())
    };
    let [one, two, three] = *words.get(..3)? else {
        return None;
    };
    match (number(one), number(two), number(three)) {
        (Some(year), Some(month), Some(day)) if one.len() == 4 => {
            Some((First::Year, month, day, year))
        }
        (Some(one), Some(two), Some(year)) if three.len() == 4 => {
            // With points, the day stands first everywhere.
            let dotted = text.matches('.').count() == 2;
            let first = if dotted { First::Day } else { First::Unknown };
            Some((first, one, two, year))
        }
        (Some(day), None, Some(year)) => Some((First::Day, day, month_named(two)?, year)),
        (None, Some(day), Some(year)) => Some((First::Month, month_named(one)?, day, year)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_every_guise() {
        for text in [
            "1995-10-30",
            "1995-10-30T00:00:00Z",
            "1995/10/30",
            "30/10/1995",
            "10/30/1995",
            "30.10.1995",
            "30 Oct 1995",
            "October 30, 1995 (United States)",
        ] {
            assert_eq!(iso(text).as_deref(), Some("1995-10-30"), "{text}");
        }
        for text in [
            "",
            "1995",
            "03/04/1995",
            "1995-13-01",
            "soon",
            "1 2 3",
            "Oct 1995",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn other_dates_of_the_column_tell_which_way_round() {
        for (column, text, day) in [
            (&["30/10/1995", ""][..], "03/04/1995", "1995-04-03"),
            (&["10/30/1995"], "03/04/1995", "1995-03-04"),
            (&[], "3.4.1995", "1995-04-03"),
        ] {
            let first = day_first(column.iter().copied());
            assert_eq!(read(text, first), Reading::Day(day.to_owned()), "{text}");
        }
        assert_eq!(day_first(["30/10/1995", "10/30/1995"].into_iter()), None);
        assert_eq!(read("03/04/1995", None), Reading::Either);
        assert_eq!(read("30 Feb 1995", None), Reading::NoDay);
        assert_eq!(read("1995-00-00", None), Reading::Nothing);
    }
}
