//! Numbers that a file holds as such, in digits.

/// A number as a table of text would hold it: `862`, where a spreadsheet keeps every number as a
/// float, and `12.1250`: three digits behind the point would look like thousands.
pub fn in_digits(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{}", number as i64);
    }
    let text = format!("{number}");
    match text.rsplit_once('.') {
        Some((_, digits)) if digits.len() == 3 => text + "0",
        _ => text,
    }
}
