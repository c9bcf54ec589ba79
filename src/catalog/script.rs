//! The writing system of a title: what can be said of a film's language where no table says it.
//!
//! A script is not a language: Cyrillic letters may be Russian, Bulgarian or Serbian. So it is
//! named as what it is.

use std::fmt;

macro_rules! scripts {
    ($($(#[$doc:meta])* $variant:ident, $name:literal, [$($range:expr),+];)*) => {
        /// A writing system.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Script { $($(#[$doc])* $variant,)* }

        impl Script {
            /// Every script.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// `Cyrillic`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The script of one letter, by Unicode's blocks; `None` for digits, signs and letters
            /// of other scripts.
            pub fn of_letter(letter: char) -> Option<Self> {
                let code = u32::from(letter);
                $(if [$($range),+].iter().any(|range| range.contains(&code)) {
                    return Some(Self::$variant);
                })*
                None
            }
        }
    };
}

scripts! {
    /// Most of Europe, the Americas, Turkish, Vietnamese.
    Latin, "Latin", [0x41..=0x5A, 0x61..=0x7A, 0xC0..=0xD6, 0xD8..=0xF6, 0xF8..=0x24F, 0x1E00..=0x1EFF, 0xFF21..=0xFF3A, 0xFF41..=0xFF5A];
    /// Greek.
    Greek, "Greek", [0x370..=0x3FF, 0x1F00..=0x1FFF];
    /// Russian, Ukrainian, Bulgarian, Serbian and others.
    Cyrillic, "Cyrillic", [0x400..=0x52F, 0x1C80..=0x1C8F, 0x2DE0..=0x2DFF, 0xA640..=0xA69F];
    /// Armenian.
    Armenian, "Armenian", [0x530..=0x58F];
    /// Hebrew, Yiddish.
    Hebrew, "Hebrew", [0x590..=0x5FF, 0xFB1D..=0xFB4F];
    /// Arabic, Persian, Urdu.
    Arabic, "Arabic", [0x600..=0x6FF, 0x750..=0x77F, 0x8A0..=0x8FF, 0xFB50..=0xFDFF, 0xFE70..=0xFEFF];
    /// Hindi, Marathi, Nepali.
    Devanagari, "Devanagari", [0x900..=0x97F, 0xA8E0..=0xA8FF];
    /// Bengali, Assamese.
    Bengali, "Bengali", [0x980..=0x9FF];
    /// Punjabi.
    Gurmukhi, "Gurmukhi", [0xA00..=0xA7F];
    /// Gujarati.
    Gujarati, "Gujarati", [0xA80..=0xAFF];
    /// Tamil.
    Tamil, "Tamil", [0xB80..=0xBFF];
    /// Telugu.
    Telugu, "Telugu", [0xC00..=0xC7F];
    /// Kannada.
    Kannada, "Kannada", [0xC80..=0xCFF];
    /// Malayalam.
    Malayalam, "Malayalam", [0xD00..=0xD7F];
    /// Sinhala.
    Sinhala, "Sinhala", [0xD80..=0xDFF];
    /// Thai.
    Thai, "Thai", [0xE00..=0xE7F];
    /// Georgian.
    Georgian, "Georgian", [0x10A0..=0x10FF, 0x1C90..=0x1CBF];
    /// Korean.
    Hangul, "Hangul", [0x1100..=0x11FF, 0x3130..=0x318F, 0xA960..=0xA97F, 0xAC00..=0xD7FF];
    /// Japanese, with or without Han letters beside.
    Kana, "Kana", [0x3041..=0x30FA, 0x30FC..=0x30FF, 0x31F0..=0x31FF, 0xFF66..=0xFF9F];
    /// Chinese, and Japanese titles without kana.
    Han, "Han", [0x3400..=0x4DBF, 0x4E00..=0x9FFF, 0xF900..=0xFAFF, 0x2_0000..=0x3_FFFF];
}

impl Script {
    /// The script of most letters in `text`; kana and hangul win over Han, which are written among
    /// them. `None` without a letter (`1984`, `+1`).
    pub fn of(text: &str) -> Option<Self> {
        let mut counts = [0_usize; Self::ALL.len()];
        for script in text.chars().filter_map(Self::of_letter) {
            counts[script as usize] += 1;
        }
        for native in [Self::Kana, Self::Hangul] {
            if counts[native as usize] > 0 {
                counts[native as usize] += counts[Self::Han as usize];
                counts[Self::Han as usize] = 0;
            }
        }
        let most = *counts.iter().max().filter(|&&most| most > 0)?;
        Self::ALL
            .iter()
            .copied()
            .find(|&script| counts[script as usize] == most)
    }

    /// The script of this name, in any case; `None` for other words.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim();
        let same = |script: &Self| script.name().eq_ignore_ascii_case(name);
        Self::ALL.iter().copied().find(same)
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_many_scripts() {
        for (title, script) in [
            ("Amélie", Some(Script::Latin)),
            ("Łódź, Midnight", Some(Script::Latin)),
            ("Сталкер", Some(Script::Cyrillic)),
            ("Ο Θίασος", Some(Script::Greek)),
            ("ואלס עם באשיר", Some(Script::Hebrew)),
            ("جدایی نادر از سیمین", Some(Script::Arabic)),
            ("मदर इंडिया", Some(Script::Devanagari)),
            ("ลุงบุญมีระลึกชาติ", Some(Script::Thai)),
            ("기생충", Some(Script::Hangul)),
            ("七人の侍", Some(Script::Kana)),
            ("千と千尋の神隠し", Some(Script::Kana)),
            ("花樣年華", Some(Script::Han)),
            ("ნატვრის ხე", Some(Script::Georgian)),
            ("1984", None),
            ("", None),
            // Two scripts: the one of more letters.
            ("Rocky и другие медведи", Some(Script::Cyrillic)),
        ] {
            assert_eq!(Script::of(title), script, "{title}");
        }
    }

    #[test]
    fn a_name_is_found_again() {
        for script in Script::ALL {
            assert_eq!(Script::parse(&script.name().to_uppercase()), Some(*script));
        }
        assert_eq!(Script::parse("Russian"), None);
    }
}
