//! The report as one page: styles, charts and pictures inside, no network, no script.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::document::{Block, Document, Drawing, Picture, Table};
use crate::charts::svg::Escaped;

const STYLE: &str = include_str!("page.css");

/// The page.
pub fn page(document: &Document) -> String {
    let (title, lead) = (Escaped(&document.title), Escaped(&document.lead));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <header>\n<h1>{title}</h1>\n<p class=\"lead\">{lead}</p>\n</header>\n"
    );
    contents(&mut page, document);
    let mut chapters = 0;
    for block in &document.blocks {
        if matches!(block, Block::Chapter(_)) {
            chapters += 1;
        }
        put(&mut page, block, chapters);
    }
    page += "</main>\n</body>\n</html>\n";
    page
}

// Writing into a string cannot fail: so for every `let _` here.
fn contents(page: &mut String, document: &Document) {
    *page += "<nav aria-label=\"Contents\">\n<ol>\n";
    let chapters = document.blocks.iter().filter_map(|block| match block {
        Block::Chapter(name) => Some(name),
        _ => None,
    });
    for (index, name) in chapters.enumerate() {
        let (number, name) = (index + 1, Escaped(name));
        let _ = writeln!(page, "<li><a href=\"#chapter-{number}\">{name}</a></li>");
    }
    *page += "</ol>\n</nav>\n";
}

fn put(page: &mut String, block: &Block, chapter: usize) {
    let _ = match block {
        Block::Chapter(name) => {
            writeln!(page, "<h2 id=\"chapter-{chapter}\">{}</h2>", Escaped(name))
        }
        Block::Words(words) => writeln!(page, "<p>{}</p>", Escaped(words)),
        Block::Warning(words) => writeln!(
            page,
            "<p class=\"warning\"><strong>Mind:</strong> {}</p>",
            Escaped(words)
        ),
        Block::Facts(facts) => {
            *page += "<dl>\n";
            for (name, value) in facts {
                let (name, value) = (Escaped(name), Escaped(value));
                let _ = writeln!(page, "<div><dt>{name}</dt><dd>{value}</dd></div>");
            }
            writeln!(page, "</dl>")
        }
        Block::Table(table) => {
            put_table(page, table);
            Ok(())
        }
        Block::List(_) => Ok(()),
        Block::Pictures(pictures) => {
            *page += "<div class=\"pictures\">\n";
            for picture in pictures {
                put_picture(page, picture);
            }
            writeln!(page, "</div>")
        }
    };
}

fn put_table(page: &mut String, table: &Table) {
    *page += "<div class=\"scroll\"><table>\n";
    if !table.caption.is_empty() {
        let _ = writeln!(page, "<caption>{}</caption>", Escaped(&table.caption));
    }
    *page += "<thead><tr>";
    for cell in &table.head {
        let _ = write!(page, "<th scope=\"col\">{}</th>", Escaped(cell));
    }
    *page += "</tr></thead>\n<tbody>\n";
    for row in &table.rows {
        *page += "<tr>";
        for (column, cell) in row.iter().enumerate() {
            let cell = Escaped(cell);
            let _ = if column == 0 {
                write!(page, "<th scope=\"row\">{cell}</th>")
            } else {
                write!(page, "<td>{cell}</td>")
            };
        }
        *page += "</tr>\n";
    }
    *page += "</tbody>\n</table></div>\n";
}

fn put_picture(page: &mut String, picture: &Picture) {
    let alternative = Escaped(&picture.alternative);
    let _ = match &picture.drawing {
        Drawing::Chart(svg) => {
            writeln!(
                page,
                "<figure role=\"img\" aria-label=\"{alternative}\">\n{svg}"
            )
        }
        Drawing::Photograph(jpeg) => writeln!(
            page,
            "<figure class=\"wide\">\n<img alt=\"{alternative}\" \
             src=\"data:image/jpeg;base64,{}\">",
            STANDARD.encode(jpeg)
        ),
    };
    if !picture.caption.is_empty() {
        let caption = Escaped(&picture.caption);
        let _ = writeln!(page, "<figcaption>{caption}</figcaption>");
    }
    *page += "</figure>\n";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_from_outside_stay_words() {
        let hostile = "<script>alert(1)</script> & \"quotes\"";
        let mut table = Table::new("films", hostile, &["Title", hostile]);
        table.row([hostile.to_owned(), "1".to_owned()]);
        let page = page(&Document {
            title: hostile.to_owned(),
            lead: hostile.to_owned(),
            blocks: vec![
                Block::Chapter(hostile.to_owned()),
                Block::Warning(hostile.to_owned()),
                Block::Facts(vec![(hostile.to_owned(), hostile.to_owned())]),
                Block::Table(table),
                Block::Pictures(vec![Picture {
                    name: "sheet".to_owned(),
                    alternative: hostile.to_owned(),
                    caption: hostile.to_owned(),
                    drawing: Drawing::Photograph(vec![1, 2, 3]),
                }]),
            ],
        });
        assert!(!page.contains("<script"), "{page}");
        assert_eq!(page.matches("&lt;script&gt;").count(), 13);
        assert!(page.contains("data:image/jpeg;base64,AQID"));
        // Nothing is fetched: neither styles nor pictures nor letters.
        let outside = ["http:", "https:", "url(", "@import"];
        let inside = page.replace("http://www.w3.org/2000/svg", "");
        assert!(outside.iter().all(|word| !inside.contains(word)));
    }
}
