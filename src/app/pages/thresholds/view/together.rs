//! All genres together: validation beside test, the baselines beside both, kept sets beside them.

use egui::{Align, Align2, Layout, Rect, RichText, Sense, Ui, pos2, vec2};

use super::parts::{Page, word};
use super::toolbar;
use crate::app::pages::thresholds::command::Command;
use crate::app::pages::thresholds::prepared::View;
use crate::app::shared::notice::sentence;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::check;
use crate::app::widgets::icon::Icon;
use crate::evaluation::{Baseline, Decisions};

/// A line of the table.
struct Line {
    name: &'static str,
    of: fn(&Decisions) -> f64,
    baseline: fn(&Baseline) -> f64,
    digits: usize,
}

const LINES: [Line; 7] = [
    Line {
        name: "macro F1",
        of: |d| d.macro_.f1,
        baseline: |b| b.macro_f1,
        digits: 3,
    },
    Line {
        name: "micro F1",
        of: |d| d.micro.f1,
        baseline: |b| b.micro_f1,
        digits: 3,
    },
    Line {
        name: "Jaccard",
        of: |d| d.jaccard,
        baseline: |b| b.jaccard,
        digits: 3,
    },
    Line {
        name: "exactly the right genres",
        of: |d| d.subset_accuracy,
        baseline: |b| b.subset_accuracy,
        digits: 3,
    },
    Line {
        name: "wrong decisions (Hamming)",
        of: |d| d.hamming_loss,
        baseline: |b| b.hamming_loss,
        digits: 3,
    },
    Line {
        name: "genres a film, predicted",
        of: |d| d.predicted_per_film,
        baseline: |b| b.predicted_per_film,
        digits: 2,
    },
    Line {
        name: "films with no genre, share",
        of: without,
        baseline: |b| b.without_prediction,
        digits: 3,
    },
];

fn without(decisions: &Decisions) -> f64 {
    let films = decisions.per_genre.first().map_or(0, |genre| genre.total());
    decisions.without_prediction as f64 / films.max(1) as f64
}

/// A column: its head, the word under it, and its figures from top to bottom.
struct Column {
    head: String,
    under: String,
    figures: Vec<String>,
    strong: bool,
}

/// Paints heading and table.
pub fn show(ui: &mut Ui, page: &mut Page<'_>) {
    let test_there = page
        .state
        .prepared()
        .is_some_and(|prepared| prepared.part(View::Test).is_some());
    ui.horizontal(|ui| {
        ui.set_height(size::BUTTON);
        ui.label(RichText::new("All genres together").font(font::section()));
        if test_there {
            ui.add_space(space::S);
            check::show(ui, "Test follows the hand", &mut page.state.peek);
            if !page.state.is_frozen() {
                if page.state.peek {
                    toolbar::peeking(ui);
                } else {
                    let word = "The choice is made: read it on test";
                    if button::button(ui, Weight::Quiet, Icon::Check, word).clicked() {
                        page.ask(Command::Freeze);
                    }
                }
            }
        }
    });
    let columns = columns(page);
    table(ui, &columns);
    notes(ui, page);
}

fn figures(line: impl Fn(&Line) -> Option<f64>) -> Vec<String> {
    LINES
        .iter()
        .map(|each| {
            line(each).map_or_else(
                || "–".to_owned(),
                |value| format!("{value:.*}", each.digits),
            )
        })
        .collect()
}

fn columns(page: &mut Page<'_>) -> Vec<Column> {
    let seen = page.state.is_frozen() || page.state.peek || page.state.view == View::Test;
    let [validation, test, all] = page.state.together().clone();
    let mut columns = Vec::new();
    let labels = |decisions: &Option<Decisions>| {
        decisions
            .as_ref()
            .map_or_else(String::new, |d| format!("{:.2} true", d.labels_per_film))
    };
    let mut add = |head: &str, decisions: &Option<Decisions>, shown: bool| {
        columns.push(Column {
            head: head.to_owned(),
            under: labels(decisions),
            figures: figures(|line| decisions.as_ref().filter(|_| shown).map(line.of)),
            strong: true,
        });
    };
    add("validation", &validation, true);
    add("test", &test, seen);
    if page.state.view == View::All {
        add("all films", &all, true);
    }
    let Some(prepared) = page.state.prepared() else {
        return columns;
    };
    // The baselines of the test films, or of what there is.
    let views = [View::Test, View::Validation, View::All];
    let part = views
        .into_iter()
        .find_map(|view| Some((view, prepared.part(view)?)));
    if let Some((view, part)) = part {
        let baselines = &part.baselines;
        let first = baselines.first_genre.clone().unwrap_or_default();
        for (head, baseline) in [
            ("'no' to all".to_owned(), &baselines.all_negative),
            ("by chance".to_owned(), &baselines.prevalence),
            (format!("always {first}"), &baselines.always_first),
        ] {
            columns.push(Column {
                head,
                under: format!("on {}", view.word().to_lowercase()),
                figures: figures(|line| Some((line.baseline)(baseline))),
                strong: false,
            });
        }
    }
    for set in page.state.compared() {
        let pair = |line: &Line| {
            let one = |decisions: &Option<Decisions>| {
                decisions.as_ref().map_or_else(
                    || "–".to_owned(),
                    |decisions| format!("{:.*}", line.digits, (line.of)(decisions)),
                )
            };
            format!("{} / {}", one(&set.validation), one(&set.test))
        };
        columns.push(Column {
            head: set.name.clone(),
            under: "validation / test".to_owned(),
            figures: LINES.iter().map(pair).collect(),
            strong: true,
        });
    }
    columns
}

fn table(ui: &mut Ui, columns: &[Column]) {
    let tokens = theme::tokens(ui);
    let wide = ui.available_width();
    let left = size::TABLE_NAME;
    let each = ((wide - left) / columns.len().max(1) as f32).min(size::TABLE_PAIR);
    let used = left + each * columns.len() as f32;
    let line = |ui: &mut Ui, height: f32| {
        let (rect, _) = ui.allocate_exact_size(vec2(used, height), Sense::hover());
        rect
    };
    let right = |rect: Rect, column: usize| rect.left() + left + each * (column + 1) as f32;
    ui.spacing_mut().item_spacing.y = 0.0;
    let head = line(ui, size::TABLE_ROW * 1.6);
    for (index, column) in columns.iter().enumerate() {
        let x = right(head, index);
        let ink = if column.strong {
            tokens.text
        } else {
            tokens.text_weak
        };
        let room = egui::text::TextWrapping::truncate_at_width(each - space::S);
        for (text, face, y, ink) in [
            (&column.head, font::body_medium(), head.top(), ink),
            (
                &column.under,
                font::caption(),
                head.center().y,
                tokens.text_weak,
            ),
        ] {
            let mut job = egui::text::LayoutJob::simple_singleline(text.clone(), face, ink);
            job.wrap = room.clone();
            let galley = ui.painter().layout_job(job);
            let at = pos2(x - galley.size().x, y);
            ui.painter().galley(at, galley, ink);
        }
    }
    for (row, each_line) in LINES.iter().enumerate() {
        let rect = line(ui, size::TABLE_ROW);
        ui.painter()
            .hline(rect.x_range(), rect.top(), tokens.line());
        let y = rect.center().y;
        let at = pos2(rect.left(), y);
        let ink = tokens.text_weak;
        word(
            ui,
            at,
            Align2::LEFT_CENTER,
            each_line.name,
            font::body(),
            ink,
        );
        for (index, column) in columns.iter().enumerate() {
            let at = pos2(right(rect, index), y);
            let ink = if column.strong {
                tokens.text
            } else {
                tokens.text_weak
            };
            let text = column.figures.get(row).map_or("", String::as_str);
            word(ui, at, Align2::RIGHT_CENTER, text, font::body_number(), ink);
        }
    }
    // The table ends; what follows has its usual distance.
    ui.spacing_mut().item_spacing.y = space::S;
}

/// What a person should know of the figures.
fn notes(ui: &mut Ui, page: &Page<'_>) {
    let tokens = theme::tokens(ui);
    let notes = page
        .state
        .prepared()
        .map(|prepared| prepared.notes.as_slice());
    let notes = notes.unwrap_or_default();
    if !notes.is_empty() {
        ui.add_space(space::S);
    }
    for note in notes {
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            let text = RichText::new(sentence(note))
                .font(font::body())
                .color(tokens.text_weak);
            ui.label(text);
        });
    }
}
