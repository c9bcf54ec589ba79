//! What the name of a file or folder says of a film: title, year, ids.
//!
//! In: `Heat (1995)`, `Heat.1995.1080p`, `Heat (1995) {tmdb-949}`, `tt0113277`. Out: a [`Name`].

use crate::catalog::import::row::{imdb_id, positive};
use crate::catalog::title;

/// Words behind the year in the names that releases have.
const RELEASE: &[&str] = &[
    "480p",
    "576p",
    "720p",
    "1080p",
    "1080i",
    "2160p",
    "4k",
    "uhd",
    "bluray",
    "blu-ray",
    "brrip",
    "bdrip",
    "webrip",
    "web-dl",
    "web",
    "dvdrip",
    "dvd",
    "hdtv",
    "hdrip",
    "remux",
    "x264",
    "x265",
    "h264",
    "h265",
    "hevc",
    "extended",
    "unrated",
    "directors",
    "remastered",
    "proper",
    "repack",
    "imax",
    "hdr",
    "limited",
    "internal",
    "multi",
    "german",
    "french",
];

/// What a name says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// The title; empty where the name is an id and nothing else.
    pub title: String,
    /// The year.
    pub year: Option<i32>,
    /// IMDb id, as the library writes it.
    pub imdb: Option<String>,
    /// TMDB id.
    pub tmdb: Option<i64>,
    /// The name is this number: an id, but nobody says whose.
    pub number: Option<i64>,
    /// Other readings: `Heat 1995` may be a title of two words.
    pub others: Vec<(String, Option<i32>)>,
}

impl Name {
    /// Reads a name without its extension.
    pub fn of(text: &str) -> Self {
        let mut name = Self::default();
        let text = text.trim();
        if let Some(digits) = Some(text).filter(|text| is_number(text)) {
            name.number = positive(digits);
        } else if name.is_id(text) {
            return name;
        }
        let (rest, year) = name.without_brackets(text);
        if let Some((at, year)) = year {
            let before = tidy(&rest[..at]);
            let title = if before.is_empty() {
                tidy(&rest[at..])
            } else {
                before
            };
            (name.title, name.year) = (title, Some(year));
            if name.title.is_empty() {
                // `(1995)` alone is a title.
                (name.title, name.year) = (text.to_owned(), None);
            }
            return name;
        }
        let whole = tidy(&rest);
        match year_behind(&rest) {
            Some((title, year, true)) => {
                name.others.push((whole, None));
                (name.title, name.year) = (title, Some(year));
            }
            Some((title, year, false)) => {
                name.others.push((title, Some(year)));
                name.title = whole;
            }
            None => name.title = whole,
        }
        name
    }

    /// Whether it names one film for certain: by an id, or by its year.
    pub fn is_sure(&self) -> bool {
        self.year.is_some() || self.imdb.is_some() || self.tmdb.is_some()
    }

    /// Takes an id: `tt0113277`, `imdb-tt0113277`, `imdbid=113277`, `tmdb-949`.
    fn is_id(&mut self, text: &str) -> bool {
        let small = text.to_ascii_lowercase();
        let id = |prefix: &str| {
            let rest = small.strip_prefix(prefix)?;
            let rest = rest.strip_prefix("id").unwrap_or(rest);
            Some(rest.trim_start_matches(['-', '_', '=', ':', ' ']))
        };
        let digits = |text: &str| text.strip_prefix("tt").unwrap_or(text).to_owned();
        let imdb = match id("imdb") {
            Some(rest) => is_number(&digits(rest)).then(|| digits(rest)),
            None => small
                .strip_prefix("tt")
                .filter(|rest| is_number(rest))
                .map(str::to_owned),
        };
        if let Some(imdb) = imdb.and_then(|digits| imdb_id(&digits)) {
            self.imdb = Some(imdb);
            return true;
        }
        if let Some(tmdb) = id("tmdb").and_then(positive) {
            self.tmdb = Some(tmdb);
            return true;
        }
        false
    }

    /// The name without what stands in brackets about it, and where in it the year stood.
    fn without_brackets(&mut self, text: &str) -> (String, Option<(usize, i32)>) {
        let mut rest = String::with_capacity(text.len());
        let mut year = None;
        let mut left = text;
        while let Some(at) = left.find(['(', '[', '{']) {
            let (before, from) = left.split_at(at);
            rest.push_str(before);
            let close = match from.as_bytes()[0] {
                b'(' => ')',
                b'[' => ']',
                _ => '}',
            };
            let Some(end) = from.find(close) else {
                left = from;
                break;
            };
            let inner = from[1..end].trim();
            if let Some(found) = year_of(inner) {
                year = Some((rest.len(), found));
            } else if !self.is_id(inner) && close != '}' {
                rest.push_str(&from[..=end]);
            }
            left = &from[end + 1..];
        }
        rest.push_str(left);
        // An id in the midst of a name: `Heat (1995) tt0113277`.
        let is_apart = |letter: char| !letter.is_alphanumeric();
        let token = rest
            .split(is_apart)
            .find(|word| word.len() >= 9 && word.starts_with("tt") && is_number(&word[2..]));
        if let Some(token) = token.map(str::to_owned)
            && self.imdb.is_none()
        {
            self.imdb = imdb_id(&token);
            // Blanks keep the place of the year.
            rest = rest.replacen(&token, &" ".repeat(token.len()), 1);
        }
        (rest, year)
    }
}

/// Title and year of a name without brackets, and whether the year can be nothing else.
fn year_behind(text: &str) -> Option<(String, i32, bool)> {
    let text = text.trim();
    if text.contains(char::is_whitespace) {
        let (before, last) = text.rsplit_once(char::is_whitespace)?;
        let apart = before.trim_end().ends_with('-');
        return Some((tidy(before), year_of(last)?, apart)).filter(|(title, ..)| !title.is_empty());
    }
    let words: Vec<&str> = text.split(['.', '_']).collect();
    let ends = |at: usize| {
        let next = words.get(at + 1);
        next.is_none_or(|next| RELEASE.contains(&next.to_ascii_lowercase().as_str()))
    };
    let at = (1..words.len()).rfind(|&at| year_of(words[at]).is_some() && ends(at));
    if let Some(at) = at {
        let title = words[..at].join(" ").trim().to_owned();
        return Some((title, year_of(words[at])?, true)).filter(|(title, ..)| !title.is_empty());
    }
    let (before, last) = text.rsplit_once('-')?;
    Some((tidy(before), year_of(last)?, true)).filter(|(title, ..)| !title.is_empty())
}

/// Blanks and dashes at the ends go; where dots or underscores stand for blanks, blanks come back.
fn tidy(text: &str) -> String {
    let text = text.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '-' | '_' | '–' | ',')
    });
    let text = match text.contains(char::is_whitespace) {
        true => text.split_whitespace().collect::<Vec<_>>().join(" "),
        false => text.replace(['_', '.'], " ").trim().to_owned(),
    };
    title::in_order(&text)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A year in which there can be a film: 1880 to the next one.
fn year_of(text: &str) -> Option<i32> {
    let year: i32 = (text.len() == 4 && is_number(text))
        .then(|| text.parse().ok())
        .flatten()?;
    let next = time::OffsetDateTime::now_utc().year() + 1;
    (1880..=next).contains(&year).then_some(year)
}

/// A file's name without its extension.
pub fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_years_in_every_guise() {
        for (text, title, year) in [
            ("Heat (1995)", "Heat", Some(1995)),
            ("Heat [1995]", "Heat", Some(1995)),
            ("Heat.1995", "Heat", Some(1995)),
            ("Heat_1995", "Heat", Some(1995)),
            ("Heat-1995", "Heat", Some(1995)),
            ("Heat - 1995", "Heat", Some(1995)),
            ("(1995) Heat", "Heat", Some(1995)),
            (
                "The.Paper.Lantern.1957.1080p.BluRay.x264-GRP",
                "The Paper Lantern",
                Some(1957),
            ),
            ("Paper Lantern, The (1957)", "The Paper Lantern", Some(1957)),
            ("Heat (1995) [Bluray-1080p]", "Heat", Some(1995)),
            ("Heat (1995) {edition-Final Cut}", "Heat", Some(1995)),
            (
                "2001 A Space Odyssey (1968)",
                "2001 A Space Odyssey",
                Some(1968),
            ),
            (
                "2001.A.Space.Odyssey.1968",
                "2001 A Space Odyssey",
                Some(1968),
            ),
            ("Blade Runner 2049 (2017)", "Blade Runner 2049", Some(2017)),
            (
                "(500) Days of Summer (2009)",
                "(500) Days of Summer",
                Some(2009),
            ),
            // These may be titles.
            ("Wonder Woman 1984", "Wonder Woman 1984", None),
            ("Blade.Runner.2049", "Blade Runner 2049", None),
            ("1984", "1984", None),
            ("(1984)", "(1984)", None),
            ("IMG_2019_01", "IMG 2019 01", None),
            ("Heat", "Heat", None),
        ] {
            let name = Name::of(text);
            assert_eq!((name.title.as_str(), name.year), (title, year), "{text}");
        }
        let doubtful = Name::of("Wonder Woman 1984").others;
        assert_eq!(doubtful, [("Wonder Woman".to_owned(), Some(1984))]);
    }

    #[test]
    fn ids_in_every_guise() {
        for text in [
            "tt0113277",
            "TT0113277",
            "tt113277",
            "imdb-tt0113277",
            "imdbid=113277",
            "imdb_0113277",
            "Heat (1995) {imdb-tt0113277}",
            "Heat (1995) [imdbid-tt0113277]",
            "Heat [tt0113277] (1995)",
            "Heat.tt0113277",
            "tt0113277 - Heat",
        ] {
            assert_eq!(Name::of(text).imdb.as_deref(), Some("tt0113277"), "{text}");
        }
        for text in [
            "tmdb-949",
            "tmdbid_949",
            "tmdb949",
            "Heat (1995) {tmdb-949}",
            "Heat [tmdbid=949]",
        ] {
            assert_eq!(Name::of(text).tmdb, Some(949), "{text}");
        }
        for text in ["113277", "0113277"] {
            let name = Name::of(text);
            assert_eq!((name.number, name.imdb), (Some(113_277), None), "{text}");
        }
        let name = Name::of("Heat (1995) {imdb-tt0113277}");
        assert_eq!((name.title.as_str(), name.year), ("Heat", Some(1995)));
        assert_eq!(Name::of("tt0113277 - Heat").title, "Heat");
    }
}
