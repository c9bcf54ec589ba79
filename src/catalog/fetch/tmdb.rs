//! TMDB's look-up by id: the key, the question, the answer, and what its terms ask for.
//!
//! A key is a secret: it is kept in a file that only its user can read, it is sent to TMDB and to
//! nobody else, and no message, debug text or file of a library shows it. (A system keyring would
//! bring a large dependency.)

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

use ureq::http::Uri;

use crate::resources;

/// Where TMDB answers questions.
pub const API_BASE: &str = "https://api.themoviedb.org/3";
/// The words that TMDB's terms of use ask for, wherever its data or images are used.
pub const ATTRIBUTION: &str =
    "This product uses the TMDB API but is not endorsed or certified by TMDB.";
/// The environment variable that comes before the key's file.
pub const KEY_VARIABLE: &str = "ONESHEET_TMDB_KEY";
const KEY_FILE: &str = "tmdb.key";
/// The longest text that is taken for a key, in bytes.
const MAX_KEY: usize = 2048;

/// A key to TMDB's API; its debug text does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Form);

#[derive(Clone, PartialEq, Eq)]
enum Form {
    /// 32 hexadecimal digits, a part of the address.
    V3(String),
    /// A token, in the request's head.
    V4(String),
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Form::V3(_) => "Key(v3, hidden)",
            Form::V4(_) => "Key(v4, hidden)",
        })
    }
}

/// Why a key cannot be used; the key is not in the words.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It looks like no key.
    #[error(
        "this is no key of TMDB's: it gives 32 hexadecimal digits (v3) or a long token that begins \
         with eyJ (v4); copy one from themoviedb.org, Settings, API"
    )]
    Form,
    /// The system names no folder for settings.
    #[error("the system names no folder for settings; set {KEY_VARIABLE} instead")]
    NoFolder,
    /// Its file cannot be read or written.
    #[error("{}: the key's file cannot be used: {cause}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
}

impl Key {
    /// Recognises a key by its form.
    ///
    /// # Errors
    /// [`KeyError::Form`].
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        let text = text.strip_prefix("Bearer ").unwrap_or(text).trim();
        if text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(Self(Form::V3(text.to_owned())));
        }
        let letters = |part: &str| {
            let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
            !part.is_empty() && part.bytes().all(letter)
        };
        let is_token = text.starts_with("eyJ") && text.len() <= MAX_KEY;
        if is_token && text.split('.').count() == 3 && text.split('.').all(letters) {
            return Ok(Self(Form::V4(text.to_owned())));
        }
        Err(KeyError::Form)
    }

    /// The user's key: of the environment, else of its file; `None`: there is none.
    ///
    /// # Errors
    /// [`KeyError`] where there is one that cannot be used.
    pub fn of_user() -> Result<Option<Self>, KeyError> {
        match std::env::var(KEY_VARIABLE) {
            Ok(text) if !text.trim().is_empty() => Self::parse(&text).map(Some),
            _ => key_file().map_or(Ok(None), |path| Self::load(&path)),
        }
    }

    /// The key in the file at `path`; `None`: there is no such file.
    ///
    /// # Errors
    /// [`KeyError`] where it cannot be read or holds no key.
    pub fn load(path: &Path) -> Result<Option<Self>, KeyError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(KeyError::Io {
                path: path.to_owned(),
                cause,
            }),
        }
    }

    /// Keeps the key in the user's folder for settings, readable by this user alone; returns the
    /// file.
    ///
    /// # Errors
    /// [`KeyError`] where that cannot be written.
    pub fn save(&self) -> Result<PathBuf, KeyError> {
        let path = key_file().ok_or(KeyError::NoFolder)?;
        self.write(&path).map_err(|cause| KeyError::Io {
            path: path.clone(),
            cause,
        })?;
        Ok(path)
    }

    /// Beside and renamed; a temporary file has mode 0600 from its first moment on.
    fn write(&self, path: &Path) -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        let (Form::V3(text) | Form::V4(text)) = &self.0;
        writeln!(file, "{text}")?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// What a request says in its head.
    pub(super) fn bearer(&self) -> Option<String> {
        match &self.0 {
            Form::V3(_) => None,
            Form::V4(token) => Some(format!("Bearer {token}")),
        }
    }

    /// What a request's address says.
    fn parameter(&self) -> Option<&str> {
        match &self.0 {
            Form::V3(key) => Some(key),
            Form::V4(_) => None,
        }
    }
}

/// Where the key is kept.
pub fn key_file() -> Option<PathBuf> {
    Some(resources::config_dir()?.join(KEY_FILE))
}

/// A film by the name that TMDB is asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FilmName {
    /// TMDB's own id.
    Tmdb(i64),
    /// IMDb's id.
    Imdb(String),
}

impl FilmName {
    /// `tmdb:862` or `imdb:tt0114709`: under which a look-up is remembered.
    pub fn remembered(&self) -> String {
        match self {
            Self::Tmdb(id) => format!("tmdb:{id}"),
            Self::Imdb(id) => format!("imdb:{id}"),
        }
    }
}

/// The question for a film's poster; `None` where `base` is no address.
pub fn question(base: &str, film: &FilmName, key: &Key) -> Option<Uri> {
    let base = base.trim_end_matches('/');
    let (path, mut parameters) = match film {
        FilmName::Tmdb(id) => (format!("movie/{id}"), Vec::new()),
        FilmName::Imdb(id) => {
            let parameters = vec!["external_source=imdb_id".to_owned()];
            (format!("find/{id}"), parameters)
        }
    };
    parameters.extend(key.parameter().map(|key| format!("api_key={key}")));
    let parameters = parameters.join("&");
    let mark = if parameters.is_empty() { "" } else { "?" };
    format!("{base}/{path}{mark}{parameters}").parse().ok()
}

/// What TMDB answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Its path of the poster.
    Poster(String),
    /// It knows the film and has no poster, or does not know the film.
    Nothing,
}

/// Reads the answer to a [`question`]; `None`: it is none of TMDB's.
pub fn answer(json: &[u8], film: &FilmName) -> Option<Found> {
    let json: serde_json::Value = serde_json::from_slice(json).ok()?;
    let film = match film {
        FilmName::Tmdb(_) => &json,
        FilmName::Imdb(_) => match json.get("movie_results")?.as_array()?.first() {
            Some(film) => film,
            None => return Some(Found::Nothing),
        },
    };
    match film.get("poster_path")? {
        serde_json::Value::String(path) => Some(Found::Poster(path.clone())),
        serde_json::Value::Null => Some(Found::Nothing),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const V3: &str = "0123456789abcdef0123456789ABCDEF";
    const V4: &str = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJub2JvZHkifQ.c2lnbmF0dXJl_-0";

    #[test]
    fn keys_are_recognised_by_their_form_and_never_shown() {
        let old = Key::parse(&format!(" {V3}\n")).expect("a v3 key");
        let new = Key::parse(&format!("Bearer {V4}")).expect("a v4 token");
        assert_eq!(old.bearer(), None);
        assert_eq!(new.bearer(), Some(format!("Bearer {V4}")));
        for key in [&old, &new] {
            let shown = format!("{key:?}");
            assert!(!shown.contains("0123") && !shown.contains("eyJ"), "{shown}");
        }
        for text in [
            "",
            "secret",
            &V3[1..],
            "eyJ.a.b\nc",
            "eyJa.b",
            "eyJa.b.",
            "a.b.c",
        ] {
            let error = Key::parse(text).expect_err(text).to_string();
            assert!(error.contains("themoviedb.org"), "{error}");
            assert!(text.is_empty() || !error.contains(text), "{error}");
        }
    }

    #[test]
    fn a_key_is_kept_for_its_user_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new/tmdb.key");
        assert_eq!(Key::load(&path).expect("no file is no error"), None);
        for text in [V3, V4] {
            let key = Key::parse(text).expect("a key");
            key.write(&path).expect("written");
            assert_eq!(Key::load(&path).expect("read"), Some(key));
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path)
                .expect("it is there")
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::write(&path, "nonsense").expect("written");
        assert!(matches!(Key::load(&path), Err(KeyError::Form)));
    }

    #[test]
    fn questions_carry_the_key_where_tmdb_wants_it() {
        let ask = |film: FilmName, key: &str| {
            let key = Key::parse(key).expect("a key");
            question(API_BASE, &film, &key)
                .expect("an address")
                .to_string()
        };
        assert_eq!(
            ask(FilmName::Tmdb(862), V3),
            format!("https://api.themoviedb.org/3/movie/862?api_key={V3}")
        );
        assert_eq!(
            ask(FilmName::Tmdb(862), V4),
            "https://api.themoviedb.org/3/movie/862"
        );
        assert_eq!(
            ask(FilmName::Imdb("tt0114709".to_owned()), V4),
            "https://api.themoviedb.org/3/find/tt0114709?external_source=imdb_id"
        );
    }

    #[test]
    fn answers_are_read_or_are_none() {
        let (tmdb, imdb) = (FilmName::Tmdb(1), FilmName::Imdb("tt1".to_owned()));
        let poster = Some(Found::Poster("/a.jpg".to_owned()));
        for (json, film, expected) in [
            (
                r#"{"id": 1, "poster_path": "/a.jpg"}"#,
                &tmdb,
                poster.clone(),
            ),
            (
                r#"{"id": 1, "poster_path": null}"#,
                &tmdb,
                Some(Found::Nothing),
            ),
            (r#"{"id": 1}"#, &tmdb, None),
            (r#"{"poster_path": 7}"#, &tmdb, None),
            ("<html>", &tmdb, None),
            (
                r#"{"movie_results": [{"poster_path": "/a.jpg"}]}"#,
                &imdb,
                poster,
            ),
            (r#"{"movie_results": []}"#, &imdb, Some(Found::Nothing)),
            (r#"{"movie_results": 3}"#, &imdb, None),
        ] {
            assert_eq!(answer(json.as_bytes(), film), expected, "{json}");
        }
    }
}
