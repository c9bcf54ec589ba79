//! The report on disk: `report.html` stands alone; `report.md`, `tables/*.csv` and
//! `pictures/*` are the same in pieces, for a paper or a repository.

use std::fs;
use std::path::{Path, PathBuf};

use super::document::{Document, Drawing, Table};
use super::{Error, html, markdown};
use crate::charts::png;
use crate::jobs::Task;

/// Pixels a unit: sharp in print at a hand's width.
const PNG_SCALE: f32 = 2.0;

/// Writes the report into `folder`: each file beside its place and renamed, so that an earlier
/// report stays whole until its file is replaced. Returns the page.
///
/// # Errors
/// [`Error`] if the disk refuses, a picture cannot be made, or `task` was cancelled.
pub fn write(document: &Document, folder: &Path, task: &Task) -> Result<PathBuf, Error> {
    let pictures: Vec<_> = document.pictures().collect();
    task.begin(
        "Writing the report",
        "pictures",
        Some(pictures.len() as u64),
    );
    for picture in pictures {
        task.check()?;
        let bytes = match &picture.drawing {
            Drawing::Chart(svg) => {
                png::encode(svg, PNG_SCALE).map_err(|error| Error::Picture(error.to_string()))?
            }
            Drawing::Photograph(jpeg) => jpeg.clone(),
        };
        let file = folder.join("pictures").join(markdown::file_name(picture));
        put(&file, &bytes)?;
        if let Drawing::Chart(svg) = &picture.drawing {
            put(&file.with_extension("svg"), svg.to_string().as_bytes())?;
        }
        task.advance(1);
    }
    for table in document.tables() {
        let file = folder.join("tables").join(format!("{}.csv", table.name));
        put(&file, &csv(table).map_err(|source| failed(&file, source))?)?;
    }
    put(
        &folder.join("report.md"),
        markdown::text(document).as_bytes(),
    )?;
    let page = folder.join("report.html");
    put(&page, html::page(document).as_bytes())?;
    Ok(page)
}

fn failed(path: &Path, source: std::io::Error) -> Error {
    Error::Write {
        path: path.display().to_string(),
        source,
    }
}

fn put(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let write = || {
        let folder = file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut beside = tempfile::NamedTempFile::new_in(folder)?;
        std::io::Write::write_all(&mut beside, bytes)?;
        beside.as_file().sync_all()?;
        readable(beside.as_file())?;
        beside.persist(file)?;
        Ok(())
    };
    write().map_err(|source| failed(file, source))
}

/// Temporary files are their owner's alone; a report is a file like any other.
#[cfg(unix)]
fn readable(file: &fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &fs::File) -> std::io::Result<()> {
    Ok(())
}

/// A cell as programs read it: `1,255` is a number, a dash is nothing.
fn plain(cell: &str) -> String {
    let counts = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = cell.split_once(',').unwrap_or((cell, ""));
    let leads = (1..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_digit());
    match cell {
        "–" => String::new(),
        _ if leads && rest.split(',').all(counts) => cell.replace(',', ""),
        _ => cell.to_owned(),
    }
}

fn csv(table: &Table) -> std::io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&table.head)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| plain(cell)))?;
    }
    writer.into_inner().map_err(|error| error.into_error())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{Bars, Svg};
    use crate::report::{Block, Picture};

    #[test]
    fn every_form_is_there_and_a_second_time_replaces_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut table = Table::new("films", "Films", &["Title", "Year"]);
        table.row(["A, \"B\"".to_owned(), "1999".to_owned()]);
        let drawing: Svg = Bars {
            title: "Genres".to_owned(),
            from: 0.0,
            to: None,
            bars: Vec::new(),
            width: 200.0,
        }
        .draw();
        let document = Document {
            title: "Report".to_owned(),
            lead: String::new(),
            blocks: vec![
                Block::Table(table),
                Block::Pictures(vec![Picture {
                    name: "genres".to_owned(),
                    alternative: "Genres".to_owned(),
                    caption: String::new(),
                    drawing: Drawing::Chart(drawing),
                }]),
            ],
        };
        for _ in 0..2 {
            let page = write(&document, folder.path(), &Task::new()).expect("a folder to write");
            assert!(page.is_file());
        }
        let read = |name: &str| fs::read(folder.path().join(name)).expect(name);
        assert_eq!(
            read("tables/films.csv"),
            b"Title,Year\n\"A, \"\"B\"\"\",1999\n"
        );
        assert!(image::load_from_memory(&read("pictures/genres.png")).is_ok());
        assert!(read("pictures/genres.svg").starts_with(b"<svg"));
        assert!(String::from_utf8_lossy(&read("report.md")).contains("pictures/genres.png"));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 4);
    }

    #[test]
    fn programs_read_plain_numbers() {
        let cells = ["1,255", "12,345,678", "999", "–", "1,2", "Oh, 1,000", "0.5"];
        let plain: Vec<String> = cells.map(plain).to_vec();
        let expected = ["1255", "12345678", "999", "", "1,2", "Oh, 1,000", "0.5"];
        assert_eq!(plain, expected);
    }

    #[test]
    fn a_place_that_cannot_be_written_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("taken");
        fs::write(&file, "").expect("a file");
        let error = write(&Document::default(), &file, &Task::new()).expect_err("a file");
        assert!(error.to_string().contains("taken"), "{error}");
    }
}
