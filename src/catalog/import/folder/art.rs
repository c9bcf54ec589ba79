//! The names that media centres give to pictures of a film (Kodi, Jellyfin, Emby, Plex, Radarr,
//! TinyMediaManager): which is the poster, which is something else.
//!
//! In: a file's name without its extension. Out: whose picture it is and what of.

use super::spelling::folded;

/// Posters, the best first.
const POSTERS: &[&str] = &["poster", "folder", "cover", "movie", "default"];

/// Pictures of a film that are no poster and that nothing else is called.
const OTHERS: &[&str] = &[
    "fanart",
    "backdrop",
    "background",
    "clearlogo",
    "clearart",
    "discart",
    "cdart",
    "dvdart",
    "landscape",
    "banner",
    "thumb",
    "thumbnail",
    "keyart",
    "characterart",
    "extrafanart",
    "hdlogo",
];
/// Those that may be part of a title: `Pop-Art`.
const DOUBTFUL: &[&str] = &["logo", "disc", "art"];

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Art {
    /// A poster; the smallest number counts most.
    Poster(u16),
    /// Something else of a film.
    Other,
    /// A series or one of its seasons.
    Series,
    /// Its name does not say so.
    Unsaid,
}

/// A picture's name, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture<'a> {
    /// Whose picture it is; empty: that of its folder.
    pub of: &'a str,
    /// What it shows.
    pub art: Art,
    /// The last word may belong to the title: only where something else says whose it is.
    pub doubtful: bool,
}

/// Takes a name without its extension apart.
pub fn picture(stem: &str) -> Picture<'_> {
    let sure = |of, art| Picture {
        of,
        art,
        doubtful: false,
    };
    if is_season(stem) {
        return sure("", Art::Series);
    }
    let (word, number) = without_number(stem);
    let small = folded(word);
    if let Some(rank) = POSTERS.iter().position(|poster| *poster == small) {
        return sure("", Art::Poster(10 + rank as u16 * 100 + number));
    }
    if OTHERS.contains(&small.as_str()) {
        return sure("", Art::Other);
    }
    if DOUBTFUL.contains(&small.as_str()) {
        return Picture {
            doubtful: true,
            ..sure("", Art::Other)
        };
    }
    if let Some((of, last)) = word.rsplit_once(['-', '_', '.', ' '])
        && !of.trim().is_empty()
    {
        let dashed = word[of.len()..].starts_with(['-', '_', '.']);
        let of = of.trim_end_matches([' ', '-', '_', '.']);
        match folded(last).as_str() {
            "poster" if dashed || of.ends_with(')') => return sure(of, Art::Poster(number)),
            "cover" | "folder" if dashed => {
                return Picture {
                    doubtful: true,
                    ..sure(of, Art::Poster(300 + number))
                };
            }
            last if dashed && OTHERS.contains(&last) => return sure(of, Art::Other),
            last if dashed && DOUBTFUL.contains(&last) => {
                return Picture {
                    doubtful: true,
                    ..sure(of, Art::Other)
                };
            }
            _ => {}
        }
    }
    sure(stem, Art::Unsaid)
}

/// Whether a name is one that pictures of every film have: it tells no film from another.
pub fn is_common(stem: &str) -> bool {
    let picture = picture(stem);
    picture.of.is_empty() && picture.art != Art::Unsaid
}

/// `poster2`, `poster-2`, `fanart (1)`: the word and its number.
fn without_number(stem: &str) -> (&str, u16) {
    let text = stem.trim_end_matches(')');
    let word = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = &text[word.len()..];
    let word = word.trim_end_matches(['-', '_', ' ', '(', '.']);
    let small = folded(word);
    let known = |word: &str| POSTERS[..3].contains(&word) || OTHERS.contains(&word);
    let last = small.rsplit(['-', '_', '.', ' ']).next().unwrap_or(&small);
    match number.parse::<u16>() {
        Ok(number) if number < 50 && known(last) => (word, number + 1),
        _ => (stem, 0),
    }
}

/// `season01-poster`, `Season 1`, `season-specials-poster`, `Staffel 2`.
pub fn is_season(name: &str) -> bool {
    let small = folded(name);
    let words = ["season", "staffel", "saison", "temporada", "stagione"];
    words.iter().any(|word| {
        let Some(rest) = small.strip_prefix(word) else {
            return false;
        };
        let apart = rest.trim_start_matches([' ', '-', '_', '.']);
        let digits = apart.bytes().take_while(u8::is_ascii_digit).count();
        let behind = &apart[digits..];
        let ends = behind.is_empty() || behind.starts_with(['-', '_', '.']);
        ((1..=2).contains(&digits) && ends)
            || (rest.starts_with('-')
                && (apart.starts_with("specials") || apart.starts_with("all")))
    })
}

/// Folders of pictures and films about a film: never another film.
pub fn is_extras(folder: &str) -> bool {
    [
        "extrafanart",
        "extrathumbs",
        "extras",
        "extra",
        "backdrops",
        "featurettes",
        "trailers",
        "samples",
        "sample",
        "behind the scenes",
        "deleted scenes",
        "interviews",
        "scenes",
        "shorts",
        "subs",
        "subtitles",
        "video_ts",
        "bdmv",
        "certificate",
        "theme-music",
        "bonus",
    ]
    .contains(&folded(folder).as_str())
}

/// The same, whatever they lie in.
pub fn is_always_extras(folder: &str) -> bool {
    ["extrafanart", "extrathumbs"].contains(&folded(folder).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_media_centres() {
        use Art::{Other, Poster, Series, Unsaid};
        for (stem, of, art) in [
            ("poster", "", Poster(10)),
            ("Folder", "", Poster(110)),
            ("cover", "", Poster(210)),
            ("movie", "", Poster(310)),
            ("poster2", "", Poster(13)),
            ("Heat (1995)-poster", "Heat (1995)", Poster(0)),
            ("Heat (1995)-poster-2", "Heat (1995)", Poster(3)),
            ("tt0113277_poster", "tt0113277", Poster(0)),
            ("Heat.1995.poster", "Heat.1995", Poster(0)),
            ("fanart", "", Other),
            ("fanart12", "", Other),
            ("backdrop-1", "", Other),
            ("Heat (1995)-clearlogo", "Heat (1995)", Other),
            ("season01-poster", "", Series),
            ("season-specials-poster", "", Series),
            ("Season 2", "", Series),
            ("Heat", "Heat", Unsaid),
            ("Scary-movie", "Scary-movie", Unsaid),
            ("The Poster", "The Poster", Unsaid),
            ("Movie 43", "Movie 43", Unsaid),
            ("Seasons", "Seasons", Unsaid),
            ("Season of the Witch", "Season of the Witch", Unsaid),
        ] {
            let found = picture(stem);
            assert_eq!((found.of, found.art), (of, art), "{stem}");
        }
        assert!(picture("Pop-Art").doubtful && picture("Under-cover").doubtful);
        assert!(is_common("poster") && is_common("Folder") && !is_common("Heat"));
    }
}
