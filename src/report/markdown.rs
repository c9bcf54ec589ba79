//! The report as Markdown, for a repository or a model hub: tables in place, pictures beside it.

use std::fmt::Write as _;

use super::document::{Block, Document, Drawing, Picture, Table};

/// The text; pictures are looked for in `pictures/`, as [`file_name`] names them.
pub fn text(document: &Document) -> String {
    let mut text = format!(
        "# {}\n\n{}\n",
        plain(&document.title),
        plain(&document.lead)
    );
    for block in &document.blocks {
        text.push('\n');
        put(&mut text, block);
    }
    text
}

/// A picture's file below `pictures/`.
pub fn file_name(picture: &Picture) -> String {
    match picture.drawing {
        Drawing::Chart(_) => format!("{}.png", picture.name),
        Drawing::Photograph(_) => format!("{}.jpg", picture.name),
    }
}

// Writing into a string cannot fail: so for every `let _` here.
fn put(text: &mut String, block: &Block) {
    match block {
        Block::Chapter(name) => {
            let _ = writeln!(text, "## {}", plain(name));
        }
        Block::Words(words) => {
            let _ = writeln!(text, "{}", plain(words));
        }
        Block::Warning(words) => {
            let _ = writeln!(text, "> **Mind:** {}", plain(words));
        }
        Block::Facts(facts) => {
            for (name, value) in facts {
                let _ = writeln!(text, "- {}: {}", plain(name), plain(value));
            }
        }
        Block::Table(table) => put_table(text, table),
        Block::List(table) => {
            let name = &table.name;
            let _ = writeln!(text, "The list: [{name}.csv](tables/{name}.csv)");
        }
        Block::Pictures(pictures) => {
            for picture in pictures {
                let (words, file) = (plain(&picture.alternative), file_name(picture));
                let _ = writeln!(text, "![{words}](pictures/{file})");
                if !picture.caption.is_empty() {
                    let _ = writeln!(text, "\n{}\n", plain(&picture.caption));
                }
            }
        }
    }
}

fn put_table(text: &mut String, table: &Table) {
    if !table.caption.is_empty() {
        let _ = writeln!(text, "{}\n", plain(&table.caption));
    }
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    *text += &row(&table.head);
    let rules = (0..table.head.len()).map(|column| if column == 0 { ":---" } else { "---:" });
    let _ = writeln!(text, "|{}|", rules.collect::<Vec<_>>().join("|"));
    for cells in &table.rows {
        *text += &row(cells);
    }
}

/// Words on one line, without what Markdown would take for its own signs.
fn plain(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' => {
                text.push('\\');
                text.push(letter);
            }
            '\n' | '\r' => text.push(' '),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_cannot_break_a_table() {
        let mut table = Table::new("films", "", &["Title", "Year"]);
        table.row(["a|b\n*c*".to_owned(), "1999".to_owned()]);
        let mut text = String::new();
        put_table(&mut text, &table);
        assert_eq!(
            text,
            "| Title | Year |\n|:---|---:|\n| a\\|b \\*c\\* | 1999 |\n"
        );
    }
}
