//! XLSX workbooks, written part by part: what spreadsheets hold, and what hostile ones claim.

#[path = "support/imports.rs"]
mod imports;

use std::io::{Cursor, Write};
use std::path::PathBuf;

use imports::Bench;
use onesheet::catalog::{Film, Genre, ImportReport, ImportRequest, preview};
use onesheet::jobs::Task;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SPREADSHEET: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
/// Style 1 is a date, style 2 a length of time.
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;

/// A workbook to be written.
struct Workbook {
    parts: Vec<(String, Vec<u8>)>,
}

impl Workbook {
    /// With these sheets (name, rows as XML) and shared texts.
    fn new(sheets: &[(&str, &str)], texts: &str) -> Self {
        let mut list = String::new();
        let mut relations = String::new();
        let mut parts = vec![("_rels/.rels".to_owned(), RELS.into())];
        for (index, (name, rows)) in sheets.iter().enumerate() {
            let number = index + 1;
            list += &format!(r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#);
            relations += &format!(
                r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
            );
            let sheet = format!(
                r#"<?xml version="1.0"?><worksheet {SPREADSHEET}><sheetData>{rows}</sheetData></worksheet>"#
            );
            parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet.into()));
        }
        let workbook = format!(
            r#"<?xml version="1.0"?><workbook {SPREADSHEET}><sheets>{list}</sheets></workbook>"#
        );
        let relations = format!(
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#
        );
        parts.push(("xl/workbook.xml".to_owned(), workbook.into()));
        parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations.into()));
        parts.push(("xl/styles.xml".to_owned(), STYLES.into()));
        let texts = format!(r#"<?xml version="1.0"?><sst {SPREADSHEET}>{texts}</sst>"#);
        parts.push(("xl/sharedStrings.xml".to_owned(), texts.into()));
        Self { parts }
    }

    /// With another part in place of the one of this name, or beside the others.
    fn with(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.parts.retain(|(other, _)| other != name);
        self.parts.push((name.to_owned(), bytes.into()));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_level(Some(1));
        for (name, bytes) in &self.parts {
            archive.start_file(name, options).expect("a part begins");
            archive.write_all(bytes).expect("a part is written");
        }
        archive.finish().expect("the archive ends").into_inner()
    }
}

/// A row of inline texts.
fn row(number: usize, texts: &[&str]) -> String {
    let cells: String = texts
        .iter()
        .map(|text| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#))
        .collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

impl Bench {
    fn workbook(&self, bytes: &[u8]) -> PathBuf {
        self.write("films.xlsx", bytes);
        self.path("films.xlsx")
    }

    fn import(&self, workbook: &[u8], sheet: Option<&str>) -> Result<ImportReport, String> {
        let request = ImportRequest {
            tables: vec![self.workbook(workbook)],
            sheet: sheet.map(str::to_owned),
            ..ImportRequest::default()
        };
        let report = self.library().import(&request, &Task::new());
        report.map_err(|error| error.to_string())
    }

    fn in_order(&self) -> Vec<Film> {
        self.library().films().expect("the films are read")
    }

    fn refused(&self, workbook: &[u8]) -> String {
        self.import(workbook, None).expect_err("it is refused")
    }
}

#[test]
fn numbers_dates_flags_and_texts_become_what_a_table_of_text_holds() {
    let header = row(
        1,
        &[
            "imdb_id",
            "tmdb_id",
            "title",
            "release_date",
            "genres",
            "runtime",
            "budget",
            "rating",
        ],
    );
    // Row 2 is empty, row 3 uses shared texts and a formula, row 5 has a cell that is no number, row
    // 6 one beyond the header, row 7 an error, row 8 nothing but an empty text.
    let rows = header
        + r#"<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3"><v>862</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" s="1"><v>35002</v></c><c r="E3" t="str"><f>A1&amp;B1</f><v>Drama | Sci-Fi</v></c><c r="F3" s="2"><v>0.0986111111111111</v></c><c r="G3"><v>3.0E7</v></c><c r="H3"><v>7.7</v></c></row>"#
        + r#"<row r="4"><c r="A4"><v>9000002</v></c><c r="C4" t="inlineStr"><is><r><t>Half</t></r><r><t xml:space="preserve"> &amp; half</t></r></is></c><c r="F4"><v>81</v></c></row>"#
        + r#"<row r="5"><c r="A5"><v>9000003</v></c><c r="C5" t="s"><v>1</v></c><c r="G5" t="n"><v>much</v></c></row>"#
        + r#"<row r="6"><c r="A6"><v>9000004</v></c><c r="XFD6"><v>1</v></c></row>"#
        + r#"<row r="7"><c r="A7"><v>9000005</v></c><c r="C7" t="inlineStr"><is><t>Errors</t></is></c><c r="G7" t="e"><v>#N/A</v></c></row>"#
        + r#"<row r="8"><c r="A8" t="inlineStr"><is><t> </t></is></c></row>"#;
    let texts = "<si><t>tt9000001</t></si><si><t> Lamps\u{a0}</t></si>";
    let bench = Bench::new();
    let report = bench
        .import(&Workbook::new(&[("Films", &rows)], texts).bytes(), None)
        .expect("it is imported");
    assert_eq!(
        (report.films, report.funnel.films_in()),
        (3, 5),
        "{report:?}"
    );
    assert_eq!(report.findings.get("malformed_row"), Some(&2));
    let films = bench.in_order();
    let told: Vec<String> = films
        .iter()
        .map(|film| {
            let genres: Vec<&str> = film.genres.iter().map(Genre::name).collect();
            let year = film.year.unwrap_or_default();
            format!("{} {}, {year}: {}", film.key, film.title, genres.join("|"))
        })
        .collect();
    assert_eq!(
        told,
        [
            "tt9000001 Lamps, 1995: Drama|Science Fiction",
            "tt9000002 Half & half, 0: ",
            "tt9000005 Errors, 0: ",
        ]
    );
    assert_eq!(films[0].tmdb_id, Some(862));
    let facts = bench.library().facts().expect("the facts are read");
    let first = &facts[0].1;
    assert_eq!(first.release_date.as_deref(), Some("1995-10-30"));
    assert_eq!((first.runtime, first.rating), (Some(142), Some(7.7)));
    assert_eq!(
        first.budget.as_ref().map(|budget| budget.value),
        Some(30_000_000)
    );
    let places: Vec<String> = bench
        .library()
        .findings()
        .expect("findings")
        .into_iter()
        .map(|finding| finding.place)
        .collect();
    for row in [5, 6] {
        let place = format!("films.xlsx, row {row}");
        assert!(places.contains(&place), "{places:?}");
    }
}

#[test]
fn the_first_sheet_or_the_one_that_is_asked_for() {
    let sheet = |id: &str, title: &str| row(1, &["imdb_id", "title"]) + &row(2, &[id, title]);
    let workbook = Workbook::new(
        &[
            ("1990s", &sheet("tt9000001", "Lamps")),
            ("2000s", &sheet("tt9000002", "Dusk")),
            ("Empty", ""),
        ],
        "",
    )
    .bytes();
    let bench = Bench::new();
    let path = bench.workbook(&workbook);
    let shown = preview(&path, None, &[], 5).expect("it is a table");
    assert_eq!(shown.sheets, ["1990s", "2000s", "Empty"]);
    assert_eq!(shown.rows, [["tt9000001", "Lamps"]]);
    let shown = preview(&path, Some("2000s"), &[], 5).expect("the sheet is there");
    assert_eq!(shown.rows, [["tt9000002", "Dusk"]]);
    for (sheet, films) in [(None, 1), (Some("2000s"), 2), (None, 2)] {
        bench.import(&workbook, sheet).expect("it is imported");
        assert_eq!(bench.in_order().len(), films, "{sheet:?}");
    }
    // Each sheet is a source of its own: what one says does not go when the other is read.
    assert_eq!(bench.library().funnel().expect("a funnel").films_in(), 2);
    let error = bench
        .import(&workbook, Some("1980s"))
        .expect_err("no such sheet");
    assert!(
        error.contains("'1980s'") && error.contains("1990s, 2000s"),
        "{error}"
    );
    let error = bench
        .import(&workbook, Some("Empty"))
        .expect_err("nothing on it");
    assert!(error.contains("empty"), "{error}");
}

#[test]
fn a_sheet_may_begin_with_its_name_or_have_no_header() {
    let films = [
        ["tt9000001", "Lamps", "Drama"],
        ["tt9000002", "Dusk", "War"],
    ];
    let named = row(1, &["My films"])
        + &row(3, &["Kennung", "Film", "Art"])
        + &row(4, &films[0])
        + &row(5, &films[1]);
    let bare = row(1, &films[0]) + &row(2, &films[1]);
    for (rows, findings) in [(named, None), (bare, Some(&1))] {
        let bench = Bench::new();
        let workbook = Workbook::new(&[("Films", &rows)], "").bytes();
        let report = bench.import(&workbook, None).expect("it is imported");
        assert_eq!(report.findings.get("no_header"), findings, "{report:?}");
        let films = bench.in_order();
        let told: Vec<String> = films
            .iter()
            .map(|film| format!("{} {}: {}", film.key, film.title, film.genres[0]))
            .collect();
        assert_eq!(told, ["tt9000001 Lamps: Drama", "tt9000002 Dusk: War"]);
    }
}

#[test]
fn what_is_no_workbook_is_named() {
    let bench = Bench::new();
    let good = Workbook::new(&[("Films", &row(1, &["title"]))], "");
    let elsewhere = RELS.replace("xl/workbook.xml", "content.xml");
    for (bytes, words) in [
        (b"PK\x03\x04 and no more".to_vec(), "its end is missing"),
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old".to_vec(),
            "older spreadsheet",
        ),
        (
            Workbook { parts: Vec::new() }.with("a.txt", "x").bytes(),
            "no XLSX",
        ),
        (good.with("_rels/.rels", elsewhere).bytes(), "no XLSX"),
        (Workbook::new(&[], "").bytes(), "has no sheet"),
    ] {
        let error = bench.refused(&bytes);
        assert!(error.contains(words), "{words}: {error}");
        assert!(error.contains("films.xlsx"), "{error}");
    }
}

#[test]
fn hostile_workbooks_are_refused_before_memory_is_taken() {
    let bench = Bench::new();
    let films = row(1, &["title"]) + &row(2, &["Lamps"]);
    let good = || Workbook::new(&[("Films", &films)], "");
    assert_eq!(
        bench
            .import(&good().bytes(), None)
            .map(|report| report.films),
        Ok(1)
    );
    let texts = "xl/sharedStrings.xml";
    let many = |count: usize| {
        (0..count).fold(good(), |mut workbook, number| {
            workbook
                .parts
                .push((format!("xl/{number}.bin"), Vec::new()));
            workbook
        })
    };
    for (workbook, words) in [
        (good().with(texts, vec![b' '; 2 << 20]), "1 MiB"),
        (
            good().with(texts, "<si/>".repeat(17 << 20)),
            "too many entries",
        ),
        (
            good().with(texts, format!("<sst uniqueCount='{}'></sst>", u64::MAX)),
            "claims to have more texts",
        ),
        (
            good().with("xl/styles.xml", "<xf/>".repeat(600_000)),
            "too many entries",
        ),
        (
            good().with("xl/media/a.png", vec![0; 65 << 20]),
            "too large",
        ),
        (
            good().with(
                "xl/worksheets/sheet1.xml",
                [&b"\xFF\xFE<\0"[..]; 9].concat(),
            ),
            "not UTF-8",
        ),
        (many(10_001), "10,000 parts"),
    ] {
        let error = bench.refused(&workbook.bytes());
        assert!(error.contains(words), "{words}: {error}");
    }
    // Cut and bent in every way: an error in words, or films.
    let bytes = good().bytes();
    for number in 0..bytes.len() {
        let mut bent = bytes.clone();
        bent[number] = bent[number].wrapping_add(1 + (number % 250).to_le_bytes()[0]);
        for hostile in [&bytes[..number], &bent] {
            if let Err(error) = preview(&bench.workbook(hostile), None, &[], 5) {
                assert!(error.to_string().contains("films.xlsx"), "{error}");
            }
        }
    }
}

#[test]
fn a_far_cell_and_rows_in_any_order_cost_nothing() {
    let bench = Bench::new();
    let rows = row(1, &["imdb_id", "title"])
        + r#"<row r="1048576"><c r="A1048576"><v>9000001</v></c><c r="B1048576" t="inlineStr"><is><t>Last</t></is></c></row>"#
        + r#"<row r="7"><c r="B7" t="inlineStr"><is><t>Backward</t></is></c><c r="A7"><v>9000002</v></c></row>"#
        + r#"<row r="9"><c r="A9"><v>9000003</v></c><c r="ZZZZZZZ9"><v>1</v></c></row>"#;
    let report = bench
        .import(&Workbook::new(&[("Films", &rows)], "").bytes(), None)
        .expect("it is imported");
    assert_eq!(report.films, 2, "{report:?}");
    assert_eq!(report.findings.get("malformed_row"), Some(&1), "{report:?}");
}
