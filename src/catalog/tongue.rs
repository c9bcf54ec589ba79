//! What a film's title is written in: its language where a table says it, else its script.

use std::fmt;

use super::Film;
use super::language::Language;
use super::script::Script;

/// A language, or where none is known the script of the title.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tongue {
    /// As a table says.
    Language(Language),
    /// As the title shows: it may be any language that is written so.
    Script(Script),
}

impl Tongue {
    /// A film's; `None` where no table says it and the title has no letters.
    pub fn of(film: &Film) -> Option<Self> {
        let stated = film.language.clone().map(Self::Language);
        stated.or_else(|| Script::of(&film.title).map(Self::Script))
    }

    /// What a person typed: `ja`, `Japanese`, `Cyrillic`, `Latin script`. Of the one word that is
    /// both, `Latin` is the script and `la` the language.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let name = text.strip_suffix(" script").unwrap_or(text);
        let script = Script::parse(name).filter(|script| {
            // Thai and others are a script and a language: films that state it come first.
            *script == Script::Latin || name != text || Language::parse(script.name()).is_none()
        });
        script
            .map(Self::Script)
            .or_else(|| Language::parse(text).map(Self::Language))
    }

    /// Whether a film is of this tongue. A language that is written in a script of its own (Thai,
    /// Greek) takes in films that state none and are written so.
    pub fn includes(&self, film: &Film) -> bool {
        match (self, Self::of(film)) {
            (Self::Language(language), Some(Self::Script(script))) => {
                own_script(language.code()) == Some(script)
            }
            (Self::Script(script), Some(Self::Language(_))) => {
                Script::of(&film.title) == Some(*script)
            }
            (one, other) => other.as_ref() == Some(one),
        }
    }
}

/// The script that among the languages of film is this one's alone.
fn own_script(code: &str) -> Option<Script> {
    let script = match code {
        "el" => Script::Greek,
        "hy" => Script::Armenian,
        "ja" => Script::Kana,
        "ka" => Script::Georgian,
        "kn" => Script::Kannada,
        "ko" => Script::Hangul,
        "ml" => Script::Malayalam,
        "ta" => Script::Tamil,
        "te" => Script::Telugu,
        "th" => Script::Thai,
        _ => return None,
    };
    Some(script)
}

impl fmt::Display for Tongue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Language(language) => write!(f, "{language}"),
            Self::Script(script) => write!(f, "{script} script"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{FilmId, Genre};

    fn film(title: &str, language: Option<&str>) -> Film {
        Film {
            id: FilmId(1),
            key: "1".to_owned(),
            imdb_id: None,
            tmdb_id: None,
            title: title.to_owned(),
            year: None,
            language: language.and_then(Language::parse),
            collection: None,
            genres: Genre::six(),
            poster: None,
            split: None,
        }
    }

    fn shown(film: &Film) -> Option<String> {
        Tongue::of(film).map(|tongue| tongue.to_string())
    }

    #[test]
    fn a_stated_language_comes_before_the_script() {
        let stated = film("Seven Samurai", Some("ja"));
        assert_eq!(shown(&stated).as_deref(), Some("Japanese"));
        let silent = film("Сталкер", None);
        assert_eq!(shown(&silent).as_deref(), Some("Cyrillic script"));
        assert_eq!(shown(&film("1984", None)), None);
    }

    #[test]
    fn what_is_typed_finds_its_films() {
        let includes =
            |typed: &str, film: &Film| Tongue::parse(typed).expect("a tongue").includes(film);
        let seven = film("Seven Samurai", Some("ja"));
        let kana = film("七人の侍", None);
        let stalker = film("Сталкер", None);
        let stated = film("Сталкер", Some("ru"));
        for typed in ["ja", "Japanese"] {
            assert!(includes(typed, &seven) && includes(typed, &kana), "{typed}");
            assert!(!includes(typed, &stalker), "{typed}");
        }
        assert!(includes("Kana", &kana) && !includes("kana script", &seven));
        for typed in ["Cyrillic", "cyrillic script"] {
            assert!(
                includes(typed, &stalker) && includes(typed, &stated),
                "{typed}"
            );
        }
        // Cyrillic may be another language.
        assert!(includes("ru", &stated) && !includes("ru", &stalker));
        assert_eq!(Tongue::parse("Latin"), Some(Tongue::Script(Script::Latin)));
        assert!(matches!(Tongue::parse("Thai"), Some(Tongue::Language(_))));
        assert_eq!(Tongue::parse("gibberish"), None);
    }
}
