//! Tables of text as they come.

use super::*;

type PlaceAndRow = (String, String);

/// Header and records as `field|field`, with `!` in front of those that have a problem.
fn read(bytes: &[u8]) -> Result<(Vec<String>, Vec<PlaceAndRow>), String> {
    let reader = Box::new(std::io::Cursor::new(bytes.to_vec()));
    let (heading, mut text) =
        Text::open(reader, &Heading::first).map_err(|problem| match problem {
            Problem::Io(error) => error.to_string(),
            Problem::NoTable(reason) => reason,
        })?;
    let header = heading.names;
    let mut rows = Vec::new();
    let mut visit = |record: &Record<'_>| {
        let mark = if record.problem.is_some() { "!" } else { "" };
        let row = format!("{mark}{}", record.fields.join("|"));
        rows.push((record.place("films.csv"), row));
        Ok(true)
    };
    text.each_record(header.len(), &mut visit, |error| {
        Error::Request(error.to_string())
    })
    .map_err(|error| error.to_string())?;
    Ok((header, rows))
}

fn rows(bytes: &[u8]) -> Vec<String> {
    let (_, rows) = read(bytes).expect("the table is read");
    rows.into_iter().map(|(_, row)| row).collect()
}

#[test]
fn delimiters_and_marks_are_recognised() {
    for text in [
        "id,title\n1,Up\n",
        "id;title\r\n1;Up",
        "id\ttitle\n1\tUp\n",
        "id,title\r1,Up\r",
    ] {
        assert_eq!(rows(text.as_bytes()), ["1|Up"], "{text:?}");
    }
    let (header, _) = read(b"\xEF\xBB\xBF id ,\"a; title\"\n").expect("the table is read");
    assert_eq!(header, ["id", "a; title"]);
}

#[test]
fn places_are_counted_as_a_spreadsheet_does() {
    let (_, rows) = read(b"id,title\n1,\"Two\nlines\"\n2,Up\n").expect("the table is read");
    let places: Vec<&str> = rows.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["films.csv, row 2", "films.csv, row 3 (line 4)"]);
}

#[test]
fn a_stray_quotation_mark_costs_its_own_row_only() {
    let text = b"id,title,year\n1,\"Up,2009\n2,Jaws,1975\n3,Alien,1979\n";
    assert_eq!(rows(text)[1..], ["2|Jaws|1975", "3|Alien|1979"]);
    assert!(rows(text)[0].starts_with('!'));
}

#[test]
fn other_encodings_are_read_or_named() {
    assert_eq!(rows(b"id,title\n1,Am\xE9lie\n"), ["1|Am\u{e9}lie"]);
    assert_eq!(
        rows(b"id,title\n1,\x93Don\x92t\x94 \x96 \xE9t\xE9\n"),
        ["1|“Don’t” – été"]
    );
    let unicode: Vec<u8> = "id,title\n1,Amélie\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(rows(&unicode), ["1|Amélie"]);
    for bytes in [b"".as_slice(), b"\n\n", b"\xFF\xFE"] {
        let error = read(bytes).expect_err("this is no table");
        assert!(error.contains("empty"), "{error}");
    }
}

#[test]
fn empty_fields_at_the_end_may_lack_or_be_too_many() {
    assert_eq!(
        rows(b"id,title\n1\n2,a,b\n3,c\n4,d,, ,\n5,e,,f\n\n"),
        ["1|", "!2|a|b", "3|c", "4|d", "!5|e||f"]
    );
}

#[test]
fn quotation_marks_stand_where_people_put_them() {
    for (text, row) in [
        ("id, title\n1, \"Up, up\"\n", "1|Up, up"),
        ("id,title\n1,\"a \"b\" c\"\n", "1|a \"b\" c"),
        ("id,title\n1,\"a \\\"b\\\", c\"\n", "1|a \"b\", c"),
        ("id,title\n1,\"C:\\a\\\"\n", "1|C:\\a\\"),
        (
            "id,title\n1,\"Crocodile\" Dundee\n",
            "1|\"Crocodile\" Dundee",
        ),
        ("id,title\n1,\"Up, up\" and on\n", "1|Up, up and on"),
        ("id,title\n1,\"a \"b\", c\"\n", "!1|\"a \"b\"|c\""),
    ] {
        assert_eq!(rows(text.as_bytes()), [row], "{text}");
    }
    // A mark that another row's mark seems to close.
    let text = b"id,title,year\n1,\"Up,2009\n2,\"Jaws\",1975\n3,Alien,1979\n";
    assert_eq!(rows(text)[1..], ["2|Jaws|1975", "3|Alien|1979"]);
    assert!(rows(text)[0].starts_with('!'));
}

#[test]
fn records_longer_than_a_chunk_are_whole_and_a_mark_that_is_never_closed_ends() {
    let long = "a ".repeat(300_000);
    let text = format!("id,text\n1,\"{}\"\n2,short\n", long.trim());
    let whole = rows(text.as_bytes());
    assert_eq!((whole.len(), whole[0].len()), (2, long.trim().len() + 2));
    let mut text = String::from("id,text\n1,\"never closed\n");
    for number in 2..100_000 {
        text += &format!("{number},a line of text\n");
    }
    let broken = rows(text.as_bytes());
    assert_eq!(broken.len(), 99_999);
    assert!(broken[0].starts_with('!') && broken[99_998] == "99999|a line of text");
}

#[test]
fn tables_of_imdb_quote_nothing() {
    let text = b"tconst\tprimaryTitle\ntt1\t\"Up\ntt2\tThe \"Real\" Jaws\n";
    assert_eq!(rows(text), ["tt1|\"Up", "tt2|The \"Real\" Jaws"]);
}

#[test]
fn bytes_that_are_no_text_are_no_table() {
    let error = read(b"\0\0\0\x1Cftyp\n").expect_err("this is no table");
    assert!(error.contains("no text"), "{error}");
}
