//! ZIP archives that hold tables, as Kaggle, MovieLens and Letterboxd hand them out.
//!
//! In: the file, and which of its tables is meant. Out: that table's bytes as they are unpacked, or
//! the names of the tables to choose from. A workbook is an archive too, and none of these.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::text::Problem;

/// Extensions of tables, those that surely are tables first: others count where there are none.
const TABLES: [&[&str]; 2] = [
    &["csv", "tsv", "tab", "xlsx", "gz"],
    &["json", "jsonl", "ndjson", "dat", "item"],
];

/// What an archive is.
pub enum Archive {
    /// A workbook, or a document of another program.
    Document,
    /// An archive with these tables.
    Tables(Vec<String>),
}

/// Looks into an archive, which stands at its beginning afterwards.
///
/// # Errors
/// [`Problem`] where it cannot be read.
pub fn look(file: &mut File) -> Result<Archive, Problem> {
    let names = {
        let archive = ZipArchive::new(BufReader::new(&mut *file));
        // What is damaged, the reader of workbooks names.
        let Ok(archive) = archive else {
            file.rewind().map_err(Problem::Io)?;
            return Ok(Archive::Document);
        };
        let names = archive.file_names_raw();
        let names = names.map(|name| String::from_utf8_lossy(name).into_owned());
        names.collect::<Vec<_>>()
    };
    file.rewind().map_err(Problem::Io)?;
    let is_document = |name: &String| {
        ["[Content_Types].xml", "mimetype", "_rels/.rels"].contains(&name.as_str())
            || name.starts_with("xl/")
    };
    if names.iter().any(is_document) {
        return Ok(Archive::Document);
    }
    let tables = TABLES.iter().map(|extensions| {
        let tables = names.iter().filter(|name| is_table(name, extensions));
        tables.cloned().collect::<Vec<_>>()
    });
    let mut tables = tables
        .into_iter()
        .find(|tables| !tables.is_empty())
        .unwrap_or_default();
    tables.sort();
    Ok(Archive::Tables(tables))
}

/// The one of `tables` that is meant: the only one, or the one of this name, with or without its
/// folder and extension.
///
/// # Errors
/// [`Problem`] that names the tables there are.
pub fn choose<'a>(tables: &'a [String], wanted: Option<&str>) -> Result<&'a String, Problem> {
    let refuse = |words: String| Err(Problem::NoTable(words));
    let listed = || tables.join(", ");
    match (tables, wanted) {
        ([], _) => refuse("this archive is no XLSX workbook and holds no table; a table is a CSV, TSV or XLSX file".into()),
        ([only], None) => Ok(only),
        (_, None) => refuse(format!(
            "the archive holds {} tables: {}; say which is meant with --sheet {}",
            tables.len(),
            listed(),
            tables[0]
        )),
        (_, Some(wanted)) => {
            let file = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
            let stem = |name: &str| {
                let file = file(name);
                file.split_once('.')
                    .map_or(file.clone(), |(stem, _)| stem.to_owned())
            };
            let by = |meant: &dyn Fn(&str) -> bool| {
                let mut found = tables.iter().filter(|name| meant(name));
                found.next().filter(|_| found.next().is_none())
            };
            by(&|name| name == wanted)
                .or_else(|| by(&|name| file(name) == wanted))
                .or_else(|| by(&|name| stem(name) == wanted))
                .map_or_else(
                    || {
                        refuse(format!(
                            "the archive has no table '{wanted}', or several; it has {}",
                            listed()
                        ))
                    },
                    Ok,
                )
        }
    }
}

/// The bytes of the table of this name.
///
/// # Errors
/// [`Problem`].
pub fn unpack(mut file: File, name: &str) -> Result<Box<dyn Read + Send>, Problem> {
    let (start, length, method) = {
        let mut archive =
            ZipArchive::new(BufReader::new(&mut file)).map_err(|error| damaged(&error))?;
        let place = archive
            .file_names_raw()
            .position(|other| String::from_utf8_lossy(other) == name)
            .ok_or_else(|| damaged(&"a part is missing"))?;
        let part = archive
            .by_index_raw(place)
            .map_err(|error| damaged(&error))?;
        if part.encrypted() {
            let words = format!("{name} in the archive has a password; unpack it first");
            return Err(Problem::NoTable(words));
        }
        let start = part
            .data_start()
            .ok_or_else(|| damaged(&"a part is missing"))?;
        (start, part.compressed_size(), part.compression())
    };
    file.seek(SeekFrom::Start(start)).map_err(Problem::Io)?;
    let bytes = BufReader::new(file).take(length);
    match method {
        CompressionMethod::Stored => Ok(Box::new(bytes)),
        CompressionMethod::Deflated => Ok(Box::new(DeflateDecoder::new(bytes))),
        other => Err(Problem::NoTable(format!(
            "{name} in the archive is packed with {other}, which is not read; unpack it first"
        ))),
    }
}

fn damaged(error: &dyn std::fmt::Display) -> Problem {
    Problem::NoTable(format!(
        "the archive cannot be read ({error}); fetch it again, or unpack it first"
    ))
}

fn is_table(name: &str, extensions: &[&str]) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let extension = file
        .rsplit_once('.')
        .map(|(_, end)| end.to_ascii_lowercase());
    // What a Macintosh and version control leave beside the files.
    let hidden = name
        .split('/')
        .any(|part| part.starts_with('.') || part == "__MACOSX");
    !hidden && extension.is_some_and(|end| extensions.contains(&end.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_table_is_meant_or_the_one_that_is_named() {
        let tables = ["a/films.csv", "b/films.csv", "b/links.csv"].map(str::to_owned);
        let chosen = |tables: &[String], wanted| match choose(tables, wanted) {
            Ok(name) => name.clone(),
            Err(Problem::NoTable(words)) => words,
            Err(Problem::Io(error)) => error.to_string(),
        };
        assert_eq!(chosen(&tables[..1], None), "a/films.csv");
        assert_eq!(chosen(&tables, Some("links")), "b/links.csv");
        assert_eq!(chosen(&tables, Some("b/films.csv")), "b/films.csv");
        assert!(chosen(&tables, Some("films.csv")).contains("or several"));
        assert!(chosen(&tables, None).contains("3 tables: a/films.csv, b/films.csv, b/links.csv"));
        assert!(chosen(&[], None).contains("holds no table"));
    }

    #[test]
    fn what_stands_beside_the_tables_is_none() {
        let sure = TABLES[0];
        assert!(is_table("ml/movies.CSV", sure) && is_table("a.tsv.gz", sure));
        for name in [
            "__MACOSX/a.csv",
            ".git/a.csv",
            "ml/._movies.csv",
            "a.pdf",
            "csv",
        ] {
            assert!(!is_table(name, sure), "{name}");
        }
        assert!(!is_table("ml/README.txt", TABLES[1]));
    }
}
