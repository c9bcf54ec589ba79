//! One film as a table or a folder states it: parsed field by field, doubts noted as findings.

use serde::{Deserialize, Serialize};

use super::columns::{Columns, Role};
use super::findings::Findings;
use crate::catalog::tables::amount::Amount;
use crate::catalog::tables::{Record, date, literal};
use crate::catalog::{Facts, FindingKind, Genre, Language, Split, title};

/// A film on its way into the library; as JSON, what the library remembers of its row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// IMDb id, `tt` and at least seven digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub imdb_id: Option<String>,
    /// TMDB id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tmdb_id: Option<i64>,
    /// The table's own id, behind whose ids these are: `id:7`, `movielens:1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_id: Option<String>,
    /// Title, if any was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Year of release.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// The language that it was made in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The series that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collection: Option<String>,
    /// In order of importance.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub genres: Vec<Genre>,
    /// What the table says about the poster's file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The part of the split that the table puts it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub split: Option<Split>,
    /// Money, dates, ratings.
    #[serde(flatten)]
    pub facts: Facts,
}

impl Row {
    /// Reads a sound record; `findings` gets what was left out. `ids` says whose ids the table's
    /// own ids are. `None`: the row names no film, which is a finding too.
    pub fn parse(
        record: &Record<'_>,
        columns: &Columns,
        ids: &str,
        findings: &mut Findings,
    ) -> Option<Self> {
        let value = |role| columns.value(role, &record.fields);
        let mut doubtful: Vec<(&str, &str, &str)> = Vec::new();
        macro_rules! read {
            ($role:expr, $parse:expr, $what:literal, $example:literal) => {{
                let text = value($role);
                let parsed = text.and_then($parse);
                if let (None, Some(text)) = (&parsed, text) {
                    doubtful.push(($what, $example, text));
                }
                parsed
            }};
        }
        let mut imdb_id = read!(Role::ImdbId, imdb_id, "IMDb id", "tt0111161");
        let tmdb_id = read!(Role::TmdbId, positive, "TMDB id", "278");
        let own_id = value(Role::Id);
        if imdb_id.is_none() {
            // `tt0111161` or `/title/tt0111161/` in a column that is just called `id`.
            let of_imdb = |id: &&str| id.starts_with("tt") || id.contains("/title/tt");
            imdb_id = own_id.filter(of_imdb).and_then(self::imdb_id);
        }
        let mut year = read!(Role::Year, year, "year", "1994");
        let date = value(Role::Date);
        if year.is_none() && value(Role::Year).is_none() {
            year = read!(Role::Date, self::year, "year", "1994");
        }
        let mut title = value(Role::Title);
        if let (None, None, None, Some(text)) = (
            columns.column(Role::Year),
            columns.column(Role::Date),
            year,
            title,
        ) {
            let (rest, behind) = title::with_year(text);
            (title, year) = (Some(rest), behind);
        }
        let (collection, collection_id) = value(Role::Collection).map_or((None, None), collection);
        let file = value(Role::File);
        let address = value(Role::Address).or(file.filter(|file| is_web_address(file)));
        let money = |text: &str| Amount::parse(text).filter(|amount| amount.value >= 0);
        let earned = |amount: Option<Amount>| amount.filter(|amount| amount.value > 0);
        let number = |text: &str| {
            text.replace(',', "")
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
        };
        let facts = Facts {
            release_date: date.and_then(date::iso),
            runtime: read!(Role::Runtime, runtime, "runtime in minutes", "142")
                .filter(|&minutes| minutes > 0),
            certificate: value(Role::Certificate).map(str::to_owned),
            rating: read!(Role::Rating, number, "rating", "7.9"),
            metascore: read!(Role::Metascore, number, "metascore", "80"),
            budget: earned(read!(Role::Budget, money, "amount", "$25M")),
            revenue: earned(read!(Role::Revenue, money, "amount", "$25M")),
            gross_us: earned(read!(Role::GrossUs, money, "amount", "$25M")),
            gross_world: earned(read!(Role::GrossWorld, money, "amount", "$25M")),
            opening_us: earned(read!(Role::OpeningUs, money, "amount", "$25M")),
            screens: read!(Role::Screens, number, "number of cinemas", "2500")
                .filter(|count| (1.0..1e7).contains(count))
                .map(|count| count as u32),
            companies: value(Role::Companies).map(names).unwrap_or_default(),
            collection_id,
            poster_address: address.map(str::to_owned),
        };
        let row = Self {
            imdb_id: imdb_id.clone(),
            tmdb_id,
            // Without an id, the poster's file is what names the film.
            own_id: own_id.map(|id| format!("{ids}:{id}")).or_else(|| {
                let named = imdb_id.is_some() || tmdb_id.is_some();
                let file = file.filter(|file| !named && !is_web_address(file))?;
                Some(format!("file:{file}"))
            }),
            title: title.map(title::in_order),
            year,
            language: read!(Role::Language, Language::parse, "language", "en"),
            collection,
            genres: match value(Role::Genres).map(genres) {
                Some(genres) if !genres.is_empty() => genres,
                _ => flagged(columns, record),
            },
            file: file.or(address).map(str::to_owned),
            split: read!(Role::Split, split, "part of a split", "train"),
            facts,
        };
        let Some(name) = row.best_name() else {
            findings.note(FindingKind::MissingId, || {
                (
                    "a row that names no film".to_owned(),
                    "the row has neither an id nor a title nor a poster file; give it one"
                        .to_owned(),
                )
            });
            return None;
        };
        for (what, example, text) in doubtful {
            findings.note(FindingKind::InvalidValue, || {
                let text = shortened(text);
                let detail = format!("'{text}' is no {what} (such as {example}); left out");
                (name.clone(), detail)
            });
        }
        Some(row)
    }

    /// A film of which only the poster is known: `relative` is its path below the folder.
    pub fn of_file(relative: &str, stem: &str) -> Self {
        let imdb_id = Some(stem)
            .filter(|stem| stem.starts_with("tt"))
            .and_then(imdb_id);
        Self {
            imdb_id,
            file: Some(relative.to_owned()),
            ..Self::default()
        }
    }

    /// What names the film best: see [`Film::key`](crate::catalog::Film::key).
    pub fn best_name(&self) -> Option<String> {
        let file = || self.file.clone().filter(|file| !is_web_address(file));
        self.imdb_id
            .clone()
            .or_else(|| self.tmdb_id.map(|id| format!("tmdb:{id}")))
            .or_else(|| {
                let id = self.own_id.as_ref()?;
                Some(id.strip_prefix("file:").unwrap_or(id).to_owned())
            })
            .or_else(file)
            .or_else(|| {
                let title = self.title.as_deref()?;
                let year = self.year.map(|year| format!(" ({year})"));
                Some(format!("title:{title}{}", year.unwrap_or_default()))
            })
    }

    /// The table's own id without whose ids these are.
    pub fn bare_id(&self) -> Option<&str> {
        self.own_id.as_deref()?.split_once(':').map(|(_, id)| id)
    }
}

/// The genres whose columns say 1.
fn flagged(columns: &Columns, record: &Record<'_>) -> Vec<Genre> {
    let is_set = |column: usize| {
        let value = record.fields.get(column);
        value.is_some_and(|value| matches!(value.as_ref(), "1" | "1.0"))
    };
    let flags = columns.flags.iter();
    flags
        .filter(|(column, _)| is_set(*column))
        .map(|(_, genre)| genre.clone())
        .collect()
}

/// `https://…`, or `/kqjL17yufvn9OVLyXYpvtyrFfak.jpg` as TMDB names its images.
pub fn is_web_address(file: &str) -> bool {
    let of_tmdb = |name: &str| !name.contains('/');
    file.contains("://") || file.strip_prefix('/').is_some_and(of_tmdb)
}

fn split(text: &str) -> Option<Split> {
    match text.to_ascii_lowercase().as_str() {
        "train" | "training" => Some(Split::Train),
        "val" | "valid" | "validation" | "dev" => Some(Split::Validation),
        "test" | "testing" => Some(Split::Test),
        _ => None,
    }
}

/// `81`, `81.0`, `142 min`, `2h 22m`, `2 hr 22 min`.
fn runtime(text: &str) -> Option<u32> {
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
            _ => return None,
        }
    }
    (minutes > 0 && number.is_none()).then_some(minutes)
}

/// The names in a list that a script wrote, or that a person did.
fn names(text: &str) -> Vec<String> {
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
pub fn genres(text: &str) -> Vec<Genre> {
    let mut genres = Vec::new();
    let mut add = |name: &str| {
        if let Some(genre) = Genre::parse(name)
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
    let signs = ['|', ';', ',', '/'];
    let separator = signs.into_iter().find(|&sign| text.contains(sign));
    for name in text.split(separator.unwrap_or(',')) {
        let name = name.trim();
        add(match list {
            Some(_) => name.trim_matches(['\'', '"']),
            None => name,
        });
    }
    genres
}

/// `Alien Collection`, or TMDB's `{'id': 8091, 'name': 'Alien Collection', ...}`; name and id.
fn collection(text: &str) -> (Option<String>, Option<i64>) {
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
