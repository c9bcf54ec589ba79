//! One film as a table or a folder states it: parsed field by field, doubts noted as findings.

use super::columns::{Columns, Role};
use super::table::Record;
use crate::catalog::{Finding, FindingKind, Genre, Language};

/// A film on its way into the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// See [`Film::key`](crate::catalog::Film::key).
    pub key: String,
    /// IMDb id, `tt` and at least seven digits.
    pub imdb_id: Option<String>,
    /// TMDB id.
    pub tmdb_id: Option<i64>,
    /// The table's own id.
    pub own_id: Option<String>,
    /// Title, if any was given.
    pub title: Option<String>,
    /// Year of release.
    pub year: Option<i32>,
    /// The language that it was made in.
    pub language: Option<Language>,
    /// The series that it belongs to.
    pub collection: Option<String>,
    /// In order of importance.
    pub genres: Vec<Genre>,
    /// What the table says about the poster's file.
    pub file: Option<String>,
    /// Where it stands.
    pub place: String,
}

impl Row {
    /// Reads a sound record. `Err` is the finding that says why it names no film; `findings`
    /// gets what was left out of a film that is kept.
    ///
    /// # Errors
    /// A [`Finding`] of the kind [`FindingKind::MissingId`].
    pub fn parse(
        record: &Record<'_>,
        columns: &Columns,
        findings: &mut Vec<Finding>,
    ) -> Result<Self, Finding> {
        let value = |role| columns.value(role, &record.fields);
        let mut doubtful = Vec::new();
        let mut doubt = |what, example, text: Option<&str>| {
            if let Some(text) = text {
                doubtful.push((what, example, text.to_owned()));
            }
        };
        let imdb_text = value(Role::ImdbId);
        let mut imdb_id = imdb_text.and_then(imdb_id);
        if imdb_id.is_none() {
            doubt("IMDb id", "tt0111161", imdb_text);
        }
        let tmdb_text = value(Role::TmdbId);
        let tmdb_id = tmdb_text.and_then(positive);
        if tmdb_id.is_none() {
            doubt("TMDB id", "278", tmdb_text);
        }
        let own_id = value(Role::Id).map(str::to_owned);
        if imdb_id.is_none() {
            imdb_id = own_id
                .as_deref()
                .filter(|id| id.starts_with("tt"))
                .and_then(self::imdb_id);
        }
        let year_text = value(Role::Year).or(value(Role::Date));
        let year = year_text.and_then(year);
        if year.is_none() {
            doubt("year", "1994", year_text);
        }
        let language_text = value(Role::Language);
        let language = language_text.and_then(Language::parse);
        if language.is_none() {
            doubt("language", "en", language_text);
        }
        let file = value(Role::File).map(str::to_owned);
        let title = value(Role::Title).map(str::to_owned);
        let key = imdb_id
            .clone()
            .or_else(|| tmdb_id.map(|id| format!("tmdb:{id}")))
            .or_else(|| own_id.as_ref().map(|id| format!("id:{id}")))
            .or_else(|| file.clone());
        let Some(key) = key else {
            return Err(Finding {
                kind: FindingKind::MissingId,
                subject: title.unwrap_or_else(|| "a row without a title".to_owned()),
                place: record.place.clone(),
                detail: "the row has neither an id nor a poster file; give it one".to_owned(),
            });
        };
        findings.extend(doubtful.into_iter().map(|(what, example, text)| Finding {
            kind: FindingKind::InvalidValue,
            subject: key.clone(),
            place: record.place.clone(),
            detail: format!(
                "'{}' is no {what} (such as {example}); left out",
                shortened(&text)
            ),
        }));
        Ok(Self {
            key,
            imdb_id,
            tmdb_id,
            own_id,
            title,
            year,
            language,
            collection: value(Role::Collection).and_then(collection),
            genres: value(Role::Genres).map(genres).unwrap_or_default(),
            file,
            place: record.place.clone(),
        })
    }

    /// A film of which only the poster is known: `relative` is its path below the folder.
    pub fn of_file(relative: &str, stem: &str, place: String) -> Self {
        let imdb_id = Some(stem)
            .filter(|stem| stem.starts_with("tt"))
            .and_then(imdb_id);
        Self {
            key: imdb_id.clone().unwrap_or_else(|| relative.to_owned()),
            imdb_id,
            tmdb_id: None,
            own_id: None,
            title: None,
            year: None,
            language: None,
            collection: None,
            genres: Vec::new(),
            file: Some(relative.to_owned()),
            place,
        }
    }
}

/// `tt0111161`, `111161` or `https://www.imdb.com/title/tt0111161/`.
fn imdb_id(text: &str) -> Option<String> {
    // Within a link, anything may follow the id.
    let digits = match text.split_once("/title/tt") {
        Some((_, rest)) => rest.split(|letter: char| !letter.is_ascii_digit()).next()?,
        None => text.strip_prefix("tt").unwrap_or(text),
    };
    let number = positive(digits)?;
    Some(format!("tt{number:07}"))
}

/// `862`, and `862.0` as spreadsheets write it where some rows are empty.
fn positive(text: &str) -> Option<i64> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let plain =
        !text.is_empty() && text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| plain && *number > 0)
}

/// The year in `1994`, `1994.0`, `1994-09-23`, `23/09/1994` or `23 Sep 1994`: the one number of
/// four digits between the first film and the far future.
fn year(text: &str) -> Option<i32> {
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
fn genres(text: &str) -> Vec<Genre> {
    let mut genres = Vec::new();
    let mut add = |name: &str| {
        if let Some(genre) = Genre::parse(name)
            && !genres.contains(&genre)
        {
            genres.push(genre);
        }
    };
    if text.starts_with("[{") {
        names_in_literal(text).for_each(&mut add);
        return genres;
    }
    let list = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let separator = [('|', '|'), (';', ';')]
        .into_iter()
        .find_map(|(sign, separator)| text.contains(sign).then_some(separator))
        .unwrap_or(',');
    for name in list.unwrap_or(text).split(separator) {
        let name = name.trim();
        add(match list {
            Some(_) => name.trim_matches(['\'', '"']),
            None => name,
        });
    }
    genres
}

/// `Alien Collection`, or TMDB's `{'id': 8091, 'name': 'Alien Collection', ...}`.
fn collection(text: &str) -> Option<String> {
    let name = match text.starts_with('{') {
        true => names_in_literal(text).next()?,
        false => text,
    };
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The values of `name` in a list of Python or JSON dictionaries.
fn names_in_literal(text: &str) -> impl Iterator<Item = &str> {
    let after_key = text.split("name").skip(1);
    after_key.filter_map(|rest| {
        let value = rest.get(1..)?.trim_start().strip_prefix(':')?.trim_start();
        let quote = value
            .chars()
            .next()
            .filter(|quote| "'\"".contains(*quote))?;
        value[1..].split(quote).next()
    })
}

/// `text`, short enough for a message.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let one_line = text.replace(['\n', '\r', '\t'], " ");
    match one_line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &one_line[..end]),
        None => one_line,
    }
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
            assert_eq!(collection(text).as_deref(), name, "{text}");
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
