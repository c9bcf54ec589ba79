//! Films as JSON: an object a line, as The Movie Database hands out its ids, or one list of objects, as
//! programs write them.
//!
//! In: the bytes of such a file. Out: its records; the names of the first objects' members are the
//! columns, those of objects within objects with a point between (`ids.imdb`).

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};

use serde_json::{Map, Value};

use super::digits::in_digits;
use super::record::Record;
use super::text::Problem;
use crate::catalog::Error;

/// The longest object, in bytes.
const MAX_LINE: u64 = 4 << 20;
/// The longest list, in bytes: it is held in memory.
const MAX_LIST: u64 = 256 << 20;
/// Objects whose members are the columns.
const HEAD: usize = 200;

type Object = Map<String, Value>;

/// Objects, at the next one.
pub struct Json {
    /// The rest of a file of lines.
    lines: Option<BufReader<Box<dyn Read + Send>>>,
    /// Read already, each with its line; `None`: it is no object.
    ready: VecDeque<(usize, Option<Object>)>,
    line: usize,
    columns: Vec<String>,
}

/// Whether a file that begins so is JSON.
pub fn is_json(start: &[u8]) -> bool {
    let start = start.trim_ascii_start();
    let behind = |start: &[u8]| {
        start
            .get(1..)
            .unwrap_or_default()
            .trim_ascii_start()
            .first()
            .copied()
    };
    match start.first() {
        Some(b'{') => matches!(behind(start), Some(b'"' | b'}')),
        Some(b'[') => behind(start) == Some(b'{'),
        _ => false,
    }
}

impl Json {
    /// Reads as far as the names of the columns.
    ///
    /// # Errors
    /// [`Problem`].
    pub fn open(reader: Box<dyn Read + Send>) -> Result<(Vec<String>, Self), Problem> {
        let mut reader = BufReader::new(reader);
        let list = reader
            .fill_buf()
            .map_err(Problem::Io)?
            .trim_ascii_start()
            .starts_with(b"[");
        let mut json = Self {
            lines: None,
            ready: VecDeque::new(),
            line: 0,
            columns: Vec::new(),
        };
        if list {
            json.ready = read_list(reader)?;
        } else {
            json.lines = Some(reader);
            while json.ready.len() < HEAD && json.read_line().map_err(Problem::Io)? {}
        }
        for (_, object) in json.ready.iter().take(HEAD) {
            for (name, _) in object.iter().flat_map(flat) {
                if !json.columns.contains(&name) {
                    json.columns.push(name);
                }
            }
        }
        if json.columns.is_empty() {
            return Err(Problem::NoTable(
                "this JSON is no list of films; it needs an object a film, each on a line of its own \
                 or all in one list"
                    .to_owned(),
            ));
        }
        Ok((json.columns.clone(), json))
    }

    /// Hands every record to `visit`, in order, until it returns `false`.
    ///
    /// # Errors
    /// What `visit` returns, and what `failed` makes of an error of the file.
    pub fn each_record(
        &mut self,
        visit: &mut dyn FnMut(&Record<'_>) -> Result<bool, Error>,
        failed: impl Fn(std::io::Error) -> Error,
    ) -> Result<(), Error> {
        let mut row = 0;
        loop {
            let Some((line, object)) = self.ready.pop_front() else {
                if self.read_line().map_err(&failed)? {
                    continue;
                }
                return Ok(());
            };
            row += 1;
            let mut fields = vec![Cow::Borrowed(""); self.columns.len()];
            for (name, value) in object.iter().flat_map(flat) {
                let place = self.columns.iter().position(|column| *column == name);
                if let Some(place) = place {
                    fields[place] = Cow::Owned(text(value));
                }
            }
            let record = Record {
                row,
                line,
                fields,
                problem: object
                    .is_none()
                    .then(|| "this is no JSON object".to_owned()),
                short: None,
                encoding: None,
            };
            if !visit(&record)? {
                return Ok(());
            }
        }
    }

    /// Reads the next line that says anything; `false` at the end.
    fn read_line(&mut self) -> std::io::Result<bool> {
        let Some(lines) = &mut self.lines else {
            return Ok(false);
        };
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            if lines
                .by_ref()
                .take(MAX_LINE)
                .read_until(b'\n', &mut bytes)?
                == 0
            {
                return Ok(false);
            }
            self.line += 1;
            if !bytes.trim_ascii().is_empty() {
                let object = serde_json::from_slice(&bytes).ok();
                self.ready.push_back((self.line, object));
                return Ok(true);
            }
        }
    }
}

fn read_list(reader: impl Read) -> Result<VecDeque<(usize, Option<Object>)>, Problem> {
    let mut bytes = Vec::new();
    let read = reader.take(MAX_LIST + 1).read_to_end(&mut bytes);
    read.map_err(Problem::Io)?;
    if bytes.len() as u64 > MAX_LIST {
        let words = "the list is longer than 256 MiB; write an object a line, or save it as CSV";
        return Err(Problem::NoTable(words.to_owned()));
    }
    let list: Vec<Value> = serde_json::from_slice(&bytes)
        .map_err(|error| Problem::NoTable(format!("this is no JSON that can be read ({error})")))?;
    let objects = list
        .into_iter()
        .enumerate()
        .map(|(index, value)| match value {
            Value::Object(object) => (index + 1, Some(object)),
            _ => (index + 1, None),
        });
    Ok(objects.collect())
}

/// The members of an object, and of objects within it.
fn flat(object: &Object) -> Vec<(String, &Value)> {
    let mut members = Vec::new();
    for (name, value) in object {
        match value {
            Value::Object(inner) => {
                let inner = flat(inner).into_iter();
                members.extend(inner.map(|(last, value)| (format!("{name}.{last}"), value)));
            }
            value => members.push((name.clone(), value)),
        }
    }
    members
}

/// A value as a table of text would hold it.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (None, Some(number)) => in_digits(number),
            _ => number.to_string(),
        },
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let reader = Box::new(std::io::Cursor::new(text.to_owned().into_bytes()));
        let (header, mut json) = Json::open(reader).expect("it is a list");
        let mut rows = Vec::new();
        let mut visit = |record: &Record<'_>| {
            let mark = if record.problem.is_some() { "!" } else { "" };
            let line = record.line;
            rows.push(format!("{line}: {mark}{}", record.fields.join("|")));
            Ok(true)
        };
        json.each_record(&mut visit, |error| Error::Request(error.to_string()))
            .expect("it is read");
        (header, rows)
    }

    #[test]
    fn lines_and_lists_of_objects_are_tables() {
        let one = r#"{"adult":false,"id":2,"title":"Ariel","popularity":12.125}"#;
        let two = r#"{"id":3,"title":null,"ids":{"imdb":"tt1"},"genres":["Drama"]}"#;
        let (header, rows) = read(&format!("{one}\n\nnothing\n{two}\n"));
        assert_eq!(
            header,
            ["adult", "id", "popularity", "title", "genres", "ids.imdb"]
        );
        assert_eq!(
            rows,
            [
                "1: False|2|12.1250|Ariel||",
                "3: !|||||",
                "4: |3|||[\"Drama\"]|tt1"
            ]
        );
        let (_, rows) = read(&format!("[\n{one},\n{two}]"));
        assert_eq!(
            rows,
            ["1: False|2|12.1250|Ariel||", "2: |3|||[\"Drama\"]|tt1"]
        );
    }

    #[test]
    fn other_text_is_no_json() {
        for (text, json) in [
            ("{\"id\":2}", true),
            (" [ {\"id\":2}]", true),
            ("[1,2]", false),
            ("id,title", false),
            ("{id},title", false),
        ] {
            assert_eq!(is_json(text.as_bytes()), json, "{text}");
        }
    }
}
