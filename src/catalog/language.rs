//! A film's language: one code for the many ways in which tables write it.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The languages of films that tables name in words, by their code.
const NAMES: &[(&str, &str)] = &[
    ("af", "Afrikaans"),
    ("am", "Amharic"),
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("bs", "Bosnian"),
    ("ca", "Catalan"),
    // TMDB's own code.
    ("cn", "Cantonese"),
    ("cs", "Czech"),
    ("cy", "Welsh"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("eu", "Basque"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("ga", "Irish"),
    ("gl", "Galician"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("hy", "Armenian"),
    ("id", "Indonesian"),
    ("is", "Icelandic"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ka", "Georgian"),
    ("kk", "Kazakh"),
    ("kn", "Kannada"),
    ("ko", "Korean"),
    ("ku", "Kurdish"),
    ("la", "Latin"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("mk", "Macedonian"),
    ("ml", "Malayalam"),
    ("mn", "Mongolian"),
    ("mr", "Marathi"),
    ("ms", "Malay"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pa", "Punjabi"),
    ("pl", "Polish"),
    ("ps", "Pashto"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("sq", "Albanian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("ta", "Tamil"),
    ("te", "Telugu"),
    ("th", "Thai"),
    ("tl", "Tagalog"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
    ("xx", "No language"),
    ("yi", "Yiddish"),
    ("zh", "Chinese"),
    ("zu", "Zulu"),
];

/// Other names and codes of the same languages.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("farsi", "fa"),
    ("filipino", "tl"),
    ("iw", "he"),
    ("mandarin", "zh"),
    ("nb", "no"),
    ("nn", "no"),
    ("deu", "de"),
    ("eng", "en"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("ger", "de"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("rus", "ru"),
    ("spa", "es"),
    ("zho", "zh"),
];

/// The language of a film, as its ISO 639 code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Language(Arc<str>);

impl Language {
    /// The language that `text` names: a code (`en`, `en-US`) or an English name (`Japanese`).
    /// `None` where it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let by_name = NAMES
            .iter()
            .find(|(_, name)| name.eq_ignore_ascii_case(&text));
        let by_other = OTHER_NAMES.iter().find(|(name, _)| *name == text);
        if let Some(code) = by_name
            .map(|(code, _)| *code)
            .or(by_other.map(|(_, code)| *code))
        {
            return Some(Self(code.into()));
        }
        // A code this list does not know is a language all the same.
        let code = text.split(['-', '_']).next()?;
        let sound =
            matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_lowercase());
        sound.then(|| Self(code.into()))
    }

    /// The code: `ja`.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// The English name, `Japanese`; the code where the name is not known.
    pub fn name(&self) -> &str {
        let known = NAMES.iter().find(|(code, _)| *code == self.code());
        known.map_or(self.code(), |(_, name)| name)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.code().to_owned()
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::parse(&code).ok_or_else(|| format!("'{code}' is no language"))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_meet() {
        for text in ["ja", " JA ", "ja-JP", "Japanese", "japanese", "jpn"] {
            let language = Language::parse(text).expect(text);
            assert_eq!((language.code(), language.name()), ("ja", "Japanese"));
        }
        // Unknown to the list, but a code.
        let rare = Language::parse("nv").expect("a code");
        assert_eq!((rare.code(), rare.name()), ("nv", "nv"));
    }

    #[test]
    fn what_is_no_language_is_none() {
        for text in ["", "104.0", "[]", "Old Aramaic dialect", "e", "1a"] {
            assert_eq!(Language::parse(text), None, "{text}");
        }
    }

    #[test]
    fn no_code_stands_twice() {
        let mut codes: Vec<&str> = NAMES.iter().map(|(code, _)| *code).collect();
        codes.dedup();
        assert_eq!(codes.len(), NAMES.len());
        assert!(codes.is_sorted());
    }
}
