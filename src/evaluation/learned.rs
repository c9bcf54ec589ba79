//! A word of warning where a model is judged on posters that it learned from.

use crate::wording::thousands;

/// The model that is judged as a sentence names it.
pub const MODEL: &str = "the model";
/// The validation films as a sentence names them.
pub const VALIDATION: &str = "validation films";

/// What a person should know, if the model that `who` names learned from `learned` of `all` films that
/// judge it; `films` names them: `test films`.
pub fn flattery(who: &str, (learned, all): (usize, usize), films: &str) -> Option<String> {
    let (of_them, all) = (thousands(learned as u64), thousands(all as u64));
    (learned > 0).then(|| {
        format!("{who} learned from {of_them} of these {all} {films}: figures on them flatter it")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_learned_is_told() {
        assert_eq!(flattery(MODEL, (0, 1400), "test films"), None);
        let words = flattery(MODEL, (1120, 1400), VALIDATION).expect("some were");
        assert!(
            words.contains("1,120 of these 1,400 validation films"),
            "{words}"
        );
    }
}
