//! What a report is made of. One document is written in several forms: each form knows how a
//! table or a chart looks in it, none knows what the figures mean.

use crate::charts::Svg;

/// A table of words and numbers; its name is that of its CSV file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// `thresholds-f1`: letters, digits and hyphens.
    pub name: String,
    /// Under it, in one sentence; may be empty.
    pub caption: String,
    /// One cell a column.
    pub head: Vec<String>,
    /// As many cells a row as the head has.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new(name: &str, caption: &str, head: &[&str]) -> Self {
        Self {
            name: name.to_owned(),
            caption: caption.to_owned(),
            head: head.iter().map(|cell| (*cell).to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// One row more.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }
}

/// What is to be seen.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// A chart: sharp at any size.
    Chart(Svg),
    /// Photographs: JPEG bytes.
    Photograph(Vec<u8>),
}

/// A picture with its words; its name is that of its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// `roc`: letters, digits and hyphens.
    pub name: String,
    /// What a reader who cannot see it should know.
    pub alternative: String,
    /// Under it, in one sentence; may be empty.
    pub caption: String,
    /// What is to be seen.
    pub drawing: Drawing,
}

/// One piece, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A chapter's name.
    Chapter(String),
    /// One paragraph.
    Words(String),
    /// What must not be overlooked.
    Warning(String),
    /// Names and values, one pair a line.
    Facts(Vec<(String, String)>),
    /// A table.
    Table(Table),
    /// A long table that stays beside the page, as a file.
    List(Table),
    /// Pictures that belong side by side.
    Pictures(Vec<Picture>),
}

/// A report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// One sentence below the title.
    pub lead: String,
    /// Everything else.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Its tables, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) | Block::List(table) => Some(table),
            _ => None,
        })
    }

    /// Its pictures, in order.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.blocks
            .iter()
            .filter_map(|block| match block {
                Block::Pictures(pictures) => Some(pictures),
                _ => None,
            })
            .flatten()
    }
}

/// `0.783`, or a dash where it is not defined.
pub fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

/// `0.771 to 0.796`, or a dash.
pub fn interval(value: Option<[f64; 2]>) -> String {
    value.map_or_else(
        || "–".to_owned(),
        |[low, high]| format!("{low:.3} to {high:.3}"),
    )
}

/// `38.2 %`.
pub fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    format!("{:.1} %", 100.0 * part as f64 / whole as f64)
}

/// A name as a file's: lower case, everything else than letters and digits a hyphen.
pub fn slug(name: &str) -> String {
    let plain = |letter: char| {
        if letter.is_alphanumeric() {
            letter.to_lowercase().next().unwrap_or('-')
        } else {
            '-'
        }
    };
    let slug: String = name.chars().map(plain).collect();
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_people_read_them() {
        assert_eq!(
            (figure(Some(0.78349)), figure(None)),
            ("0.783".into(), "–".into())
        );
        assert_eq!(interval(Some([0.77, 0.8])), "0.770 to 0.800");
        assert_eq!((share(1, 8), share(0, 0)), ("12.5 %".into(), "–".into()));
        assert_eq!(slug("Science Fiction/Noir"), "science-fiction-noir");
    }
}
