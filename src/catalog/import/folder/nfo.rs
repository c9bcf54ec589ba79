//! A film's description as media centres leave it beside the film: an `.nfo`.
//!
//! In: a file, XML as Kodi, Jellyfin, Emby and TinyMediaManager write it, or text that holds a link to
//! the film at IMDb or TMDB. Out: a [`Note`], or in words why nothing can be read from it. It is read
//! as if a stranger had written it: bounded in size, without entities of its own.

use std::io::Read;
use std::path::Path;

use roxmltree::{Document, Node, ParsingOptions};

use super::super::row::{genres, imdb_id, positive, year};
use crate::catalog::Genre;
use crate::catalog::tables::encoding::decoded;

/// Bytes of a description, at most; a long one with a hundred actors has fifty thousand.
const MOST: u64 = 4 << 20;
const MOST_NODES: u32 = 200_000;

/// What a description says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Note {
    /// It is about a series, an episode, a music video: no film.
    pub no_film: bool,
    /// Title.
    pub title: Option<String>,
    /// The title where the film was made.
    pub original_title: Option<String>,
    /// Year.
    pub year: Option<i32>,
    /// IMDb id, as the library writes it.
    pub imdb: Option<String>,
    /// TMDB id.
    pub tmdb: Option<i64>,
    /// In order of importance.
    pub genres: Vec<Genre>,
    /// The series of films that it belongs to.
    pub collection: Option<String>,
}

impl Note {
    /// Reads the description at `path`.
    ///
    /// # Errors
    /// Why nothing can be read from it, in words.
    pub fn read(path: &Path) -> Result<Self, String> {
        let cannot = |error: std::io::Error| format!("it cannot be read: {error}");
        let of = std::fs::metadata(path).map_err(cannot)?;
        if !of.is_file() {
            return Err("it is no regular file".to_owned());
        }
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path).map_err(cannot)?;
        file.take(MOST + 1)
            .read_to_end(&mut bytes)
            .map_err(cannot)?;
        if bytes.len() as u64 > MOST {
            return Err(format!(
                "it has more than {} MB, which no description needs",
                MOST >> 20
            ));
        }
        Self::of(&decoded(&bytes, said_encoding(&bytes)))
    }

    /// Reads a description's text.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn of(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches(['\u{feff}', '\0']).trim();
        if text.starts_with('<') {
            return of_xml(text);
        }
        let mut note = Self::default();
        note.links(text);
        if note.imdb.is_none() && note.tmdb.is_none() {
            return Err("it is neither XML nor holds a link to a film at IMDb or TMDB".to_owned());
        }
        Ok(note)
    }

    /// Takes ids from links in `text`.
    fn links(&mut self, text: &str) {
        let behind = |sign: &str| {
            let (_, rest) = text.split_once(sign)?;
            rest.split(|letter: char| !letter.is_ascii_digit()).next()
        };
        if self.imdb.is_none() && text.contains("imdb.") {
            self.imdb = behind("/title/tt").and_then(imdb_id);
        }
        if self.tmdb.is_none() && text.contains("themoviedb.org") {
            self.tmdb = behind("themoviedb.org/movie/").and_then(positive);
        }
    }

    fn field(&mut self, node: Node<'_, '_>) {
        let text = node.text().unwrap_or_default().trim();
        let name = node.tag_name().name().to_ascii_lowercase();
        let words = || (!text.is_empty()).then(|| text.to_owned());
        match name.as_str() {
            "title" => keep(&mut self.title, words()),
            "originaltitle" | "original_title" => keep(&mut self.original_title, words()),
            "year" => keep(&mut self.year, year(text)),
            "imdb" | "imdbid" | "imdb_id" => keep(&mut self.imdb, imdb_id(text)),
            "tmdbid" | "tmdb_id" | "tmdb" => keep(&mut self.tmdb, positive(text)),
            "uniqueid" | "id" => self.id(node, text),
            "genre" | "genres" => {
                for genre in genres(text) {
                    if !self.genres.contains(&genre) {
                        self.genres.push(genre);
                    }
                }
                for child in node.children().filter(Node::is_element) {
                    self.field(child);
                }
            }
            "set" => {
                let named = node.children().find(|child| child.has_tag_name("name"));
                let named = named.and_then(|node| node.text()).map(str::trim);
                let name = named.unwrap_or(text);
                keep(
                    &mut self.collection,
                    (!name.is_empty()).then(|| name.to_owned()),
                );
            }
            _ => {}
        }
    }

    /// `<uniqueid type="imdb">`, `<id>tt0113277</id>`, `<id TMDB="949">`.
    fn id(&mut self, node: Node<'_, '_>, text: &str) {
        let kind = node.attribute("type").unwrap_or_default();
        let is_imdb =
            kind.eq_ignore_ascii_case("imdb") || (kind.is_empty() && text.starts_with("tt"));
        if is_imdb {
            keep(&mut self.imdb, imdb_id(text));
        } else if kind.eq_ignore_ascii_case("tmdb") {
            keep(&mut self.tmdb, positive(text));
        }
        for attribute in node.attributes() {
            match attribute.name().to_ascii_lowercase().as_str() {
                "imdb" => keep(&mut self.imdb, imdb_id(attribute.value())),
                "tmdb" => keep(&mut self.tmdb, positive(attribute.value())),
                _ => {}
            }
        }
    }
}

/// The first that is said counts.
fn keep<T>(field: &mut Option<T>, value: Option<T>) {
    if field.is_none() {
        *field = value;
    }
}

fn of_xml(text: &str) -> Result<Note, String> {
    let options = ParsingOptions {
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    // Kodi lets a link follow the description; a Document has one root.
    let end = ["movie", "episodedetails", "tvshow", "musicvideo"]
        .iter()
        .filter_map(|root| {
            let close = format!("</{root}>");
            text.rfind(&close).map(|at| at + close.len())
        })
        .max()
        .unwrap_or(text.len());
    let (xml, behind) = text.split_at(end);
    let document = Document::parse_with_options(xml, options)
        .map_err(|error| format!("its XML is faulty: {error}"))?;
    let root = document.root_element();
    let mut note = Note::default();
    match root.tag_name().name() {
        "movie" => {}
        "tvshow" | "episodedetails" | "season" | "musicvideo" | "artist" | "album" | "set" => {
            note.no_film = true;
            return Ok(note);
        }
        other => {
            let other: String = other.chars().take(40).collect();
            return Err(format!("it describes no <movie> but <{other}>"));
        }
    }
    for child in root.children().filter(Node::is_element) {
        note.field(child);
    }
    if note.year.is_none() {
        let dates = ["premiered", "releasedate", "release_date", "aired"];
        note.year = dates.iter().find_map(|name| {
            let date = root.children().find(|child| child.has_tag_name(*name))?;
            year(date.text()?.trim())
        });
    }
    note.links(behind);
    Ok(note)
}

/// The encoding that `<?xml … encoding="…"?>` names.
fn said_encoding(bytes: &[u8]) -> Option<&[u8]> {
    let first = bytes.split(|&byte| byte == b'>').next()?;
    let at = first.windows(9).position(|word| word == b"encoding=")?;
    let mut parts = first[at + 9..].splitn(3, |byte| matches!(byte, b'"' | b'\''));
    parts.nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(note: &Note) -> Vec<&str> {
        note.genres.iter().map(Genre::name).collect()
    }

    #[test]
    fn a_description_as_kodi_writes_it() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\" ?>\n<!-- made by hand -->\n\
            <movie><title>Die Laterne</title><originaltitle>The Paper Lantern</originaltitle>\
            <premiered>1957-03-02</premiered><uniqueid type=\"tvdb\">7</uniqueid>\
            <uniqueid type=\"imdb\" default=\"true\">tt9900001</uniqueid><uniqueid type=\"tmdb\">99001</uniqueid>\
            <genre>Drama</genre><genre>Sci-Fi</genre><genre>Drama</genre>\
            <set><name>Lantern Collection</name><overview>Two films</overview></set>\
            <actor><name>Nobody</name></actor></movie>\nhttps://www.imdb.com/title/tt0000009/";
        let note = Note::of(text).expect("it is sound");
        assert_eq!(note.title.as_deref(), Some("Die Laterne"));
        assert_eq!(note.original_title.as_deref(), Some("The Paper Lantern"));
        assert_eq!(
            (note.year, note.imdb.as_deref(), note.tmdb),
            (Some(1957), Some("tt9900001"), Some(99_001))
        );
        assert_eq!(names(&note), ["Drama", "Science Fiction"]);
        assert_eq!(note.collection.as_deref(), Some("Lantern Collection"));
    }

    #[test]
    fn other_writers() {
        let note = Note::of(
            "\u{feff}<movie><title>Heat</title><year>1995</year><id>tt0113277</id><tmdbid>949</tmdbid>\
             <genre>Action / Crime</genre><set>Heat Collection</set></movie>",
        )
        .expect("it is sound");
        assert_eq!(
            (note.year, note.imdb.as_deref(), note.tmdb),
            (Some(1995), Some("tt0113277"), Some(949))
        );
        assert_eq!(names(&note), ["Action", "Crime"]);
        assert_eq!(note.collection.as_deref(), Some("Heat Collection"));
        let note = Note::of("<movie><id IMDB=\"tt0113277\" TMDB=\"949\">5</id></movie>");
        let note = note.expect("it is sound");
        assert_eq!(
            (note.imdb.as_deref(), note.tmdb),
            (Some("tt0113277"), Some(949))
        );
        let note = Note::of("released by\n  https://www.imdb.com/title/tt0113277/?ref_=x\n");
        assert_eq!(note.expect("a link").imdb.as_deref(), Some("tt0113277"));
        let note = Note::of("https://www.themoviedb.org/movie/949-heat");
        assert_eq!(note.expect("a link").tmdb, Some(949));
        assert!(
            Note::of("<tvshow><title>x</title></tvshow>")
                .expect("sound")
                .no_film
        );
        for (start, said) in [
            (
                "<?xml version=\"1.0\" encoding=\"windows-1251\"?><movie>",
                Some("windows-1251"),
            ),
            ("<?xml version='1.0' encoding='UTF-8' ?>", Some("UTF-8")),
            ("<?xml version=\"1.0\"?><movie encoding=\"x\">", None),
            ("<movie>", None),
        ] {
            assert_eq!(
                said_encoding(start.as_bytes()),
                said.map(str::as_bytes),
                "{start}"
            );
        }
    }

    #[test]
    fn what_is_hostile_or_broken_is_told() {
        let laughs = "<!DOCTYPE movie [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><movie><title>&b;</title></movie>";
        let deep = format!("<movie>{}", "<a>".repeat(100_000));
        let wide = format!("<movie>{}</movie>", "<a/>".repeat(300_000));
        for text in [
            laughs,
            &deep,
            &wide,
            "<movie><title>Heat</movie>",
            "<movie>",
            "<html></html>",
            "no link",
            "",
        ] {
            Note::of(text).expect_err("nothing can be read from it");
        }
    }
}
