//! Dates of release in the ways in which tables write them.

/// English months by their first three letters.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The ISO date in `1995-10-30`, `1995/10/30`, `30/10/1995`, `30.10.1995`, `30 October 1995` or
/// `October 30, 1995 (USA)`; `None` where there is no whole date, or where day and month could be
/// either way round (`03/04/1995`).
pub fn iso(text: &str) -> Option<String> {
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
    let (year, month, day) = match (number(one), number(two), number(three)) {
        (Some(year), Some(month), Some(day)) if one.len() == 4 => (year, month, day),
        (Some(one), Some(two), Some(year)) if three.len() == 4 => match (one, two) {
            (day, month) if day > 12 => (year, month, day),
            (month, day) if day > 12 || month == day => (year, month, day),
            _ => return None,
        },
        (Some(day), None, Some(year)) => (year, month_named(two)?, day),
        (None, Some(day), Some(year)) => (year, month_named(one)?, day),
        _ => return None,
    };
    let real =
        (1870..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    real.then(|| format!("{year:04}-{month:02}-{day:02}"))
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
}
