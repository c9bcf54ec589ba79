//! A sheet of an XLSX workbook as a table.
//!
//! In: a workbook that was [checked](super::workbook). Out: its records, one after the other, with
//! numbers and dates as text; the texts of the workbook are held in memory, its rows are not.

use std::borrow::Cow;
use std::fs::File;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Cell, DataRef, Reader, SheetType, Xlsx, XlsxCellReader, XlsxError};

use super::digits::in_digits;
use super::heading::{Choose, Head, Heading};
use super::record::Record;
use super::text::Problem;
use super::workbook;
use crate::catalog::Error;
use crate::jobs::panic_message;

/// The most columns of a table.
const MAX_COLUMNS: usize = 4096;
/// Rows that are looked at to find the header.
const HEAD: usize = 60;

/// A sheet, at its first record.
pub struct Sheet {
    workbook: Xlsx<BufReader<File>>,
    /// Names of the workbook's sheets of cells, in their order.
    pub names: Vec<String>,
    name: String,
    /// The first row behind the header, counted from 0.
    first: u32,
}

type Cells<'a> = XlsxCellReader<'a, BufReader<File>>;

/// One row as it is put together.
#[derive(Debug, Default)]
struct Row<'a> {
    /// Counted from 0.
    number: u32,
    fields: Vec<Cow<'a, str>>,
    /// Fields that say something, those beyond the last column too.
    filled: usize,
    beyond: bool,
    /// What is wrong with one of its cells.
    broken: Option<String>,
}

/// Why reading ended before the sheet did.
enum Stop {
    /// The sheet is damaged behind this row.
    Damaged(u32, XlsxError),
    Failed(Error),
}

impl Sheet {
    /// Opens the sheet of this name, else the first one, and reads its header, which `choose` finds.
    ///
    /// # Errors
    /// [`Problem`].
    pub fn open(
        mut file: File,
        wanted: Option<&str>,
        choose: &Choose<'_>,
    ) -> Result<(Heading, Self), Problem> {
        workbook::check(&mut file)?;
        guarded(|| Self::read_header(file, wanted, choose))
            .unwrap_or_else(|words| Err(no_table(&words)))
    }

    fn read_header(
        file: File,
        wanted: Option<&str>,
        choose: &Choose<'_>,
    ) -> Result<(Heading, Self), Problem> {
        let mut workbook = Xlsx::new(BufReader::new(file)).map_err(|error| no_table(&error))?;
        let names: Vec<String> = workbook
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| sheet.name.clone())
            .collect();
        let name = match wanted {
            None => names.first().cloned(),
            Some(wanted) => names.iter().find(|name| *name == wanted).cloned(),
        };
        let Some(name) = name else {
            let wanted = wanted.unwrap_or("of cells");
            let others = match names.is_empty() {
                true => "no other".to_owned(),
                false => names.join(", "),
            };
            return Err(Problem::NoTable(format!(
                "the workbook has no sheet '{wanted}'; it has {others}"
            )));
        };
        let mut head = Head::default();
        let mut numbers = Vec::new();
        let mut cells = workbook
            .worksheet_cells_reader(&name)
            .map_err(|error| no_table(&error))?;
        let read = each_row(&mut cells, None, &mut |row| {
            let mut fields: Vec<String> = row.fields.into_iter().map(Cow::into_owned).collect();
            while fields.last().is_some_and(String::is_empty) {
                fields.pop();
            }
            // A row may be nothing but a cell that cannot be read.
            if !fields.is_empty() {
                head.rows.push(fields);
                numbers.push(row.number);
            }
            Ok(head.rows.len() < HEAD)
        });
        if let (Err(Stop::Damaged(_, error)), true) = (read, head.rows.is_empty()) {
            return Err(no_table(&error));
        }
        drop(cells);
        if head.rows.is_empty() {
            return Err(Problem::NoTable(format!(
                "the sheet '{name}' is empty; it needs a header and a row a film"
            )));
        }
        let heading = choose(&head);
        let last = heading.skip.checked_sub(1);
        let last = last.and_then(|last| numbers.get(last));
        let sheet = Self {
            workbook,
            names,
            name,
            first: last.map_or(0, |last| last + 1),
        };
        Ok((heading, sheet))
    }

    /// Hands every record to `visit`, in order, until it returns `false`. Empty rows are no records.
    ///
    /// # Errors
    /// What `visit` returns, and what `damaged` makes of a sheet that cannot be read to its end.
    pub fn each_record(
        &mut self,
        columns: usize,
        visit: &mut dyn FnMut(&Record<'_>) -> Result<bool, Error>,
        damaged: impl Fn(String) -> Error,
    ) -> Result<(), Error> {
        let (first, name) = (self.first, self.name.clone());
        let workbook = &mut self.workbook;
        let mut read = || {
            let mut cells = workbook
                .worksheet_cells_reader(&name)
                .map_err(|error| Stop::Damaged(first, error))?;
            each_row(&mut cells, Some(columns), &mut |row| {
                if row.number < first {
                    return Ok(true);
                }
                visit(&record(row, columns))
            })
        };
        match guarded(&mut read) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(Stop::Failed(error))) => Err(error),
            Ok(Err(Stop::Damaged(row, error))) => Err(damaged(format!(
                "the sheet '{name}' is damaged behind row {} ({error}); save it again",
                u64::from(row) + 1
            ))),
            Err(words) => Err(damaged(words)),
        }
    }
}

/// Runs `work`; a reader that panics is a damaged file, not the end of the program.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|payload| format!("its reader gave up: {}", panic_message(payload.as_ref())))
}

fn no_table(error: &dyn std::fmt::Display) -> Problem {
    Problem::NoTable(format!(
        "the workbook cannot be read ({error}); save the table as XLSX again, or as CSV (UTF-8)"
    ))
}

fn record(row: Row<'_>, columns: usize) -> Record<'_> {
    let problem = row.broken.or_else(|| {
        row.beyond.then(|| {
            format!("it goes on beyond the {columns} columns of the header; name every column")
        })
    });
    let number = row.number as usize + 1;
    Record {
        row: number,
        line: number,
        fields: row.fields,
        problem,
        short: None,
        encoding: None,
    }
}

/// Hands out every row that says anything, until `visit` returns `false`: of `width` columns, or as
/// wide as it is.
fn each_row<'a>(
    cells: &mut Cells<'a>,
    width: Option<usize>,
    visit: &mut dyn FnMut(Row<'a>) -> Result<bool, Error>,
) -> Result<(), Stop> {
    let mut row = Row::default();
    // A cell that could not be read: whose row it stands in, the next cell tells.
    let mut broken: Option<String> = None;
    loop {
        let next = match cells.next_cell() {
            Ok(next) => next,
            Err(error) if is_of_cell(&error) => {
                broken = broken.or_else(|| Some(format!("a cell cannot be read: {error}")));
                continue;
            }
            Err(error) => {
                let number = row.number;
                flush(row, broken, visit).map_err(Stop::Failed)?;
                return Err(Stop::Damaged(number, error));
            }
        };
        let Some(cell) = next else {
            flush(row, broken, visit).map_err(Stop::Failed)?;
            return Ok(());
        };
        let (number, column) = cell.get_position();
        if number != row.number {
            // Missing at the start of a row, it stood there; else at the end of the one before.
            let of_last = if column == 0 { broken.take() } else { None };
            let last = std::mem::take(&mut row);
            if !flush(last, of_last, visit).map_err(Stop::Failed)? {
                return Ok(());
            }
            row.number = number;
        }
        row.broken = row.broken.take().or(broken.take());
        put(&mut row, column as usize, width, &cell);
    }
}

/// Hands out a row; `true` where it says nothing.
fn flush<'a>(
    mut row: Row<'a>,
    broken: Option<String>,
    visit: &mut dyn FnMut(Row<'a>) -> Result<bool, Error>,
) -> Result<bool, Error> {
    row.broken = row.broken.or(broken);
    if row.filled == 0 && row.broken.is_none() {
        return Ok(true);
    }
    visit(row)
}

fn put<'a>(row: &mut Row<'a>, column: usize, width: Option<usize>, cell: &Cell<DataRef<'a>>) {
    let text = text(cell);
    row.filled += usize::from(!text.is_empty());
    let width = width.unwrap_or((column + 1).min(MAX_COLUMNS));
    if row.fields.len() < width {
        row.fields.resize(width, Cow::Borrowed(""));
    }
    match row.fields.get_mut(column) {
        Some(field) => *field = text,
        None => row.beyond |= !text.is_empty(),
    }
}

/// A cell as a table of text would hold it.
fn text<'a>(cell: &Cell<DataRef<'a>>) -> Cow<'a, str> {
    match cell.get_value() {
        DataRef::SharedString(text) => Cow::Borrowed(text.trim()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cow::Owned(text.trim().to_owned())
        }
        DataRef::Int(number) => Cow::Owned(number.to_string()),
        DataRef::Float(number) => Cow::Owned(in_digits(*number)),
        DataRef::Bool(true) => Cow::Borrowed("True"),
        DataRef::Bool(false) => Cow::Borrowed("False"),
        // `2:22` is a length, whatever the program takes it for.
        DataRef::DateTime(time) if time.is_duration() || time.as_f64() < 1.0 => {
            Cow::Owned(format!("{} min", (time.as_f64() * 24.0 * 60.0).round()))
        }
        DataRef::DateTime(time) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            Cow::Owned(format!("{year:04}-{month:02}-{day:02}"))
        }
        // `#N/A` says nothing.
        DataRef::Error(_) | DataRef::Empty => Cow::Borrowed(""),
    }
}

/// Whether reading can go on with the next cell.
fn is_of_cell(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::ParseFloat(_)
            | XlsxError::ParseInt(_)
            | XlsxError::CellTAttribute(_)
            | XlsxError::CellError(_)
            | XlsxError::Unexpected(_)
            | XlsxError::UnexpectedNode(_)
            | XlsxError::Alphanumeric(_)
            | XlsxError::NumericColumn(_)
            | XlsxError::RangeWithoutColumnComponent
            | XlsxError::RangeWithoutRowComponent
            | XlsxError::ColumnNumberOverflow
            | XlsxError::RowNumberOverflow
    )
}
