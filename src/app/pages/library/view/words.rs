//! Words of the page's views.

use crate::wording::thousands;

/// `1 film`, `1,200 films`.
pub fn films(count: usize) -> String {
    let noun = if count == 1 { "film" } else { "films" };
    format!("{} {noun}", thousands(count as u64))
}

/// With a capital at its beginning.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_capitals() {
        assert_eq!([films(1), films(1200)], ["1 film", "1,200 films"]);
        assert_eq!(capitalised("éclair film"), "Éclair film");
        assert_eq!(capitalised(""), "");
    }
}
