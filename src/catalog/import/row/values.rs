//! One field's words as a value: ids, years, running times, lists of names, in every guise that
//! tables write them in.
//!
//! In: a field, trimmed. Out: the value, or nothing where the words say no such thing.

use crate::catalog::tables::literal;
use crate::catalog::{Genre, Split};

/// `https://…`, or `/kqjL17yufvn9OVLyXYpvtyrFfak.jpg` as TMDB names its images.
pub fn is_web_address(file: &str) -> bool {
    let of_tmdb = |name: &str| !name.contains('/');
    file.contains("://") || file.strip_prefix('/').is_some_and(of_tmdb)
}

/// The part of a split, in the words of those who make them.
pub fn split(text: &str) -> Option<Split> {
    match text.to_ascii_lowercase().as_str() {
        "train" | "training" => Some(Split::Train),
        "val" | "valid" | "validation" | "dev" => Some(Split::Validation),
        "test" | "testing" => Some(Split::Test),
        _ => None,
    }
}

/// `2:22:00`.
fn clock(text: &str) -> Option<u32> {
    let parts: Vec<u32> = text
        .split(':')
        .map(|part| part.parse().ok().filter(|_| part.len() <= 2))
        .collect::<Option<_>>()?;
    match parts[..] {
        [hours, minutes @ 0..60, 0..60] => Some(hours * 60 + minutes),
        _ => None,
    }
}

/// `81`, `81.0`, `142 min`, `2h 22m`, `2 hr 22 min`, `PT2H22M`, `2:22:00`.
pub fn runtime(text: &str) -> Option<u32> {
    let text = text.strip_prefix("PT").unwrap_or(text);
    if let Some(minutes) = clock(text) {
        return Some(minutes);
    }
    if let Ok(minutes) = text.parse::<f64>() {
        return (0.0..1e5).contains(&minutes).then_some(minutes as u32);
    }
    let (mut minutes, mut number, mut digits) = (0_u32, None, String::new());
    let mut in_word = false;
    for letter in text.chars().chain([' ']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            in_word = false;
            continue;
        }
        if !digits.is_empty() {
            if number.is_some() {
                return None;
            }
            number = Some(
                digits
                    .parse::<u32>()
                    .ok()
                    .filter(|&number| number < 100_000)?,
            );
            digits.clear();
        }
        // Of a word, its first letter counts: `h`, `hr`, `hours`.
        match letter.to_ascii_lowercase() {
            _ if !letter.is_alphabetic() => in_word = false,
            _ if in_word => {}
            'h' => (minutes, in_word) = (minutes + number.take()? * 60, true),
            'm' => (minutes, in_word) = (minutes + number.take()?, true),
            // Seconds make no minute.
            's' => in_word = number.take().is_some(),
            _ => return None,
        }
    }
    (minutes > 0 && number.is_none()).then_some(minutes)
}

/// The names in a list that a script wrote, or that a person did.
pub fn names(text: &str) -> Vec<String> {
    let clean = |name: &str| {
        let name = name.trim();
        (!name.is_empty()).then(|| name.to_owned())
    };
    match literal::parse(text) {
        Ok(list) => list.names().into_iter().filter_map(clean).collect(),
        Err(_) if text.contains('|') => text.split('|').filter_map(clean).collect(),
        Err(_) => clean(text).into_iter().collect(),
    }
}

/// `tt0111161`, `111161` or `https://www.imdb.com/title/tt0111161/`.
pub fn imdb_id(text: &str) -> Option<String> {
    // Within a link, anything may follow the id.
    let digits = match text.split_once("/title/tt") {
        Some((_, rest)) => rest.split(|letter: char| !letter.is_ascii_digit()).next()?,
        None => text.strip_prefix("tt").unwrap_or(text),
    };
    let number = positive(digits)?;
    Some(format!("tt{number:07}"))
}

/// The ids in `imdb://tt0111161`, `tmdb://278` or `tt0111161`, as media centres write them: IMDb's,
/// TMDB's.
pub fn guid(text: &str) -> (Option<String>, Option<i64>) {
    let behind = |name: &str| {
        let (_, rest) = text.split_once(name)?;
        rest.split(['?', '/']).next()
    };
    let imdb = behind("imdb://").or_else(|| Some(text).filter(|text| text.starts_with("tt")));
    let tmdb = behind("tmdb://").or_else(|| behind("themoviedb://"));
    (imdb.and_then(imdb_id), tmdb.and_then(positive))
}

/// `862`, and `862.0` as spreadsheets write it where some rows are empty, or `862,0`.
pub fn positive(text: &str) -> Option<i64> {
    let bare = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0"));
    let text = bare.unwrap_or(text);
    let plain =
        !text.is_empty() && text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| plain && *number > 0)
}

/// The year in `1994`, `1994.0`, `1994-09-23`, `23/09/1994` or `23 Sep 1994`: the one number of
/// four digits between the first film and the far future.
pub fn year(text: &str) -> Option<i32> {
    text.split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .find_map(|digits| {
            digits
                .parse()
                .ok()
                .filter(|year| (1870..=2100).contains(year))
        })
}

/// `Drama|Action`, `Drama, Action`, `["Drama", "Action"]` or `[{'id': 18, 'name': 'Drama'}]`.
pub fn genres(text: &str) -> Vec<Genre> {
    let mut genres = Vec::new();
    let mut add = |name: &str| {
        // Wikidata's `drama film`.
        let bare = name.trim().strip_suffix(" film").and_then(Genre::parse);
        let bare = bare.filter(Genre::is_known);
        if let Some(genre) = bare.or_else(|| Genre::parse(name))
            && !genres.contains(&genre)
        {
            genres.push(genre);
        }
    };
    if text.starts_with(['[', '{', '(']) {
        if let Ok(list) = literal::parse(text) {
            list.names().into_iter().for_each(add);
            return genres;
        }
        // A list of dictionaries that breaks off names nothing for certain.
        if text.starts_with("[{") {
            return genres;
        }
    }
    let list = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let text = list.unwrap_or(text);
    let signs = ["|", ";", ",", "/", " - ", " * "];
    let separator = signs.into_iter().find(|&sign| text.contains(sign));
    for name in text.split(separator.unwrap_or(",")) {
        let name = name.trim();
        add(match list {
            Some(_) => name.trim_matches(['\'', '"']),
            None => name,
        });
    }
    genres
}

/// `Alien Collection`, or TMDB's `{'id': 8091, 'name': 'Alien Collection', ...}`; name and id.
pub fn collection(text: &str) -> (Option<String>, Option<i64>) {
    if !text.starts_with('{') {
        return (Some(text.to_owned()), None);
    }
    let Ok(value) = literal::parse(text) else {
        return (None, None);
    };
    let name = value.get("name").and_then(literal::Literal::text);
    let name = name.map(str::trim).filter(|name| !name.is_empty());
    let id = value.get("id").and_then(literal::Literal::integer);
    (name.map(str::to_owned), id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imdb_ids_in_every_guise() {
        for text in [
            "tt0111161",
            "111161",
            "0111161",
            "http://www.imdb.com/title/tt0111161/?ref_=fn",
        ] {
            assert_eq!(imdb_id(text).as_deref(), Some("tt0111161"), "{text}");
        }
        assert_eq!(imdb_id("tt12345678").as_deref(), Some("tt12345678"));
        for text in [
            "",
            "tt",
            "ttabc",
            "0",
            "1997-08-20",
            "butter",
            "tt01x",
            "0.065736",
        ] {
            assert_eq!(imdb_id(text), None, "{text}");
        }
    }

    #[test]
    fn years_in_every_guise() {
        for text in ["1994", "1994.0", "1994-09-23", "23/09/1994", "(1994)"] {
            assert_eq!(year(text), Some(1994), "{text}");
        }
        for text in ["", "abcd", "94", "0000", "123456"] {
            assert_eq!(year(text), None, "{text}");
        }
    }

    #[test]
    fn ids_with_their_names() {
        let imdb = |id: &str| (Some(id.to_owned()), None);
        for (text, ids) in [
            ("imdb://tt0111161", imdb("tt0111161")),
            (
                "com.plexapp.agents.imdb://tt0111161?lang=en",
                imdb("tt0111161"),
            ),
            ("tt0111161", imdb("tt0111161")),
            ("tmdb://278", (None, Some(278))),
            (
                "com.plexapp.agents.themoviedb://278?lang=en",
                (None, Some(278)),
            ),
            ("tvdb://278", (None, None)),
            ("plex://movie/5d776826961905001eb90a2b", (None, None)),
            ("278", (None, None)),
        ] {
            assert_eq!(guid(text), ids, "{text}");
        }
    }

    #[test]
    fn collections_in_every_guise() {
        for (text, name) in [
            ("Alien Collection", Some("Alien Collection")),
            (
                "{'id': 8091, 'name': 'Alien Collection', 'poster_path': '/a.jpg'}",
                Some("Alien Collection"),
            ),
            (r#"{"id": 1, "name": "Child's Play"}"#, Some("Child's Play")),
            (
                r#"{'id': 1, 'name': "Child's Play", 'poster_path': None}"#,
                Some("Child's Play"),
            ),
            ("{}", None),
            ("{'id': 1}", None),
        ] {
            assert_eq!(collection(text).0.as_deref(), name, "{text}");
        }
    }

    #[test]
    fn runtimes_in_every_guise() {
        for text in [
            "142",
            "142.0",
            "142 min",
            "2h 22m",
            "2 hr 22 min",
            "2h22min",
            "PT142M",
            "PT2H22M15S",
            "02:22:10",
        ] {
            assert_eq!(runtime(text), Some(142), "{text}");
        }
        for text in ["", "long", "2:22", "h", "142 142", "99999999999 min"] {
            assert_eq!(runtime(text), None, "{text}");
        }
    }

    #[test]
    fn genres_keep_their_order_and_lose_their_dress() {
        let names = |text| {
            genres(text)
                .iter()
                .map(|genre| genre.name().to_owned())
                .collect::<Vec<_>>()
        };
        for text in [
            "Drama|Science Fiction",
            "drama, sci-fi",
            "Drama|Sci-Fi|Drama",
            "Drama | sci fi",
            "Drama/Science-Fiction",
            "drama; scifi",
            "drama film - science fiction film",
            "['Drama', 'Sci-Fi']",
            "[{'id': 18, 'name': 'Drama'}, {'id': 878, 'name': 'Science Fiction'}]",
            r#"[{"id": 18, "name": "Drama"}, {"id": 878, "name": "Science Fiction"}]"#,
        ] {
            assert_eq!(names(text), ["Drama", "Science Fiction"], "{text}");
        }
        assert!(names("(no genres listed)").is_empty());
        assert!(names("[]").is_empty());
        assert!(names("[{").is_empty());
        assert!(names("[{'name'").is_empty());
    }
}
