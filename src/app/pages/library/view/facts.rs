//! All that is known of a film: what was found about it, its fields and who says them.

use egui::{Label, RichText, Sense, Ui, vec2};

use super::pane_parts::{heading, paragraph};
use crate::app::theme::{self, font, size, space};
use crate::catalog::details::Field;
use crate::catalog::{Details, FindingKind};

/// What was found about the film and its poster.
pub fn findings(ui: &mut Ui, details: &Details) {
    let file = details.file.as_ref();
    let aside = file.and_then(|file| file.set_aside.as_ref());
    let fault = file.and_then(|file| file.fault.as_ref());
    let notes = file.map_or(&[][..], |file| &file.notes);
    if details.findings.is_empty() && aside.is_none() && fault.is_none() && notes.is_empty() {
        return;
    }
    heading(ui, "Findings");
    if let Some((reason, detail)) = aside {
        let kind = reason.parse::<FindingKind>();
        let label = kind.map_or("removed by hand", FindingKind::label);
        finding(ui, &format!("Poster removed: {label}"), detail, "");
    }
    if let Some((kind, detail)) = fault {
        finding(ui, kind.label(), detail, "");
    }
    for kind in notes {
        finding(ui, kind.label(), kind.how_mended(), "");
    }
    for found in &details.findings {
        // What the file itself says stands above.
        let told =
            fault.is_some_and(|(kind, _)| *kind == found.kind) || notes.contains(&found.kind);
        if !told {
            finding(ui, found.kind.label(), &found.detail, &found.place);
        }
    }
}

fn finding(ui: &mut Ui, label: &str, detail: &str, place: &str) {
    let tokens = theme::tokens(ui);
    let ink = tokens.accent_text;
    ui.add(Label::new(RichText::new(label).font(font::body_medium()).color(ink)).wrap());
    paragraph(ui, detail);
    if !place.is_empty() {
        let place = RichText::new(place)
            .font(font::caption())
            .color(tokens.text_weak);
        ui.add(Label::new(place).wrap());
    }
    ui.add_space(space::XS);
}

/// Its fields, and who says them.
pub fn fields(ui: &mut Ui, details: &Details) {
    heading(ui, "Fields and their sources");
    for field in &details.fields {
        let Field {
            name,
            value,
            source,
            others,
        } = field;
        let mut sources = vec![source.clone()];
        sources.extend(
            others
                .iter()
                .map(|(value, source)| format!("{source}: {value}")),
        );
        row(ui, name, value, &sources.join("\n"));
    }
    if let Some(file) = &details.file {
        let pixels = file
            .pixels
            .map(|[width, height]| format!("{width} × {height}, "));
        let size = format!("{}{}", pixels.unwrap_or_default(), bytes(file.bytes));
        row(ui, "Poster", &size, &file.path.display().to_string());
    }
    if let Some(added) = details.added.and_then(day) {
        row(ui, "Added", &added, "");
    }
}

/// Name at the left; value, and in small its source.
fn row(ui: &mut Ui, name: &str, value: &str, source: &str) {
    let tokens = theme::tokens(ui);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(size::PANE_NAME, space::L), Sense::hover());
        ui.painter().text(
            rect.left_top(),
            egui::Align2::LEFT_TOP,
            name,
            font::body(),
            tokens.text_weak,
        );
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let value = RichText::new(value).font(font::body()).color(tokens.text);
            ui.add(Label::new(value).wrap().selectable(true));
            if !source.is_empty() {
                let source = RichText::new(source)
                    .font(font::caption())
                    .color(tokens.text_weak);
                ui.add(Label::new(source).wrap());
            }
        });
    });
    ui.add_space(space::XS);
}

/// `38 KB`.
fn bytes(count: u64) -> String {
    match count {
        0..1024 => format!("{count} bytes"),
        1024..1_048_576 => format!("{} KB", count / 1024),
        _ => format!("{:.1} MB", count as f64 / 1_048_576.0),
    }
}

/// The day of a moment in seconds since 1970: `2026-11-25`.
fn day(seconds: i64) -> Option<String> {
    let date = time::OffsetDateTime::from_unix_timestamp(seconds)
        .ok()?
        .date();
    let month = u8::from(date.month());
    Some(format!("{}-{month:02}-{:02}", date.year(), date.day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_days_in_words() {
        assert_eq!(
            [12, 38_912, 2_621_440].map(bytes),
            ["12 bytes", "38 KB", "2.5 MB"]
        );
        assert_eq!(day(0).as_deref(), Some("1970-01-01"));
        assert_eq!(day(1_795_651_200).as_deref(), Some("2026-11-26"));
        assert_eq!(day(i64::MAX), None);
    }
}
