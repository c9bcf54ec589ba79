//! One poster and what it says: the poster large at the left, six bars at the right.

use egui::text::{LayoutJob, TextFormat};
use egui::{Label, RichText, Ui, vec2};

use crate::app::cx::Cx;
use crate::app::pages::read::command::Command;
use crate::app::pages::read::entry::Entry;
use crate::app::pages::read::similar::Similar;
use crate::app::pages::read::state::ReadPage;
use crate::app::pages::read::tools::{Tool, Tools};
use crate::app::request::Request;
use crate::app::shared::model::ModelStatus;
use crate::app::shared::source::{Source, file_name};
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{Weight, button};
use crate::app::widgets::choice::tab;
use crate::app::widgets::icon::Icon;
use crate::app::widgets::{genre_bar, progress};
use crate::catalog::Genre;
use crate::vision::{GenreScore, Reading};

mod change;
mod compare;
mod picture;
mod places;
mod similar;
mod start;
mod strip;
mod why;

pub use strip::height as foot;

/// Paints the page; returns what was pressed.
pub fn show(ui: &mut Ui, page: &mut ReadPage, cx: &mut Cx<'_>) -> Vec<Command> {
    let mut asked = strip::show(ui, page);
    let ReadPage {
        session,
        tools,
        similar,
        ..
    } = page;
    let drafts = session.decoded().count() > 1 && !session.start_page;
    if tools.comparing && drafts {
        let known = cx.shared.reader().map(|reader| reader.genres().to_vec());
        let known = known.unwrap_or_default();
        asked.extend(compare::show(ui, session, tools, &known));
        return asked;
    }
    let (poster, words) = places::halves(ui.available_rect_before_wrap());
    tools.arrows_taken = false;
    match session.shown() {
        Some(entry) => {
            let drawn = picture::show(ui, poster, entry, tools);
            asked.extend(places::column(ui, words, |ui| {
                said(ui, cx, entry, (tools, similar), poster.height())
            }));
            asked.extend(drawn);
        }
        None => start::show(ui, cx, poster, words),
    }
    asked
}

/// The words, the bars and the tools below them; returns what was pressed.
fn said(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    entry: &Entry,
    (tools, similar): (&mut Tools, &Similar),
    height: f32,
) -> Vec<Command> {
    let top = ui.cursor().top();
    ui.spacing_mut().item_spacing.y = 0.0;
    heading(ui, entry);
    ui.add_space(space::M);
    let model = cx.shared.model.status().clone();
    let sentence = match (&entry.reading, &model) {
        (Some(reading), _) => reading.in_words(),
        (None, ModelStatus::Missing(_)) => "No model to read with".to_owned(),
        (None, ModelStatus::Loading | ModelStatus::Ready) => "Reading…".to_owned(),
    };
    ui.add(Label::new(RichText::new(sentence).font(font::title())).wrap());
    ui.add_space(space::L);
    let left = height - (ui.cursor().top() - top);
    let mut asked = Vec::new();
    match (&entry.reading, &model) {
        (Some(reading), _) => {
            let row = row_height(left, reading.scores.len());
            asked.extend(bars(ui, entry, reading, tools, row));
            ui.add_space(space::S);
            let room = left - row * reading.scores.len() as f32 - space::S - below();
            let room = room.max(size::TOOLS);
            asked.extend(open_tool(ui, cx, entry, (tools, similar), room));
        }
        (None, ModelStatus::Missing(why)) => {
            ui.add(Label::new(RichText::new(why).font(font::lead())).wrap());
        }
        (None, ModelStatus::Loading | ModelStatus::Ready) => {
            let row = row_height(left, Genre::six().len());
            for genre in Genre::six() {
                genre_bar::waiting(ui, &genre, row);
            }
            ui.add_space(space::S);
            progress::sweep(ui, "Reading the poster");
        }
    }
    // The buttons stand on the poster's foot where there is room.
    let used = ui.cursor().top() - top;
    ui.add_space((height - used - size::BUTTON).max(space::M));
    asked.extend(actions(ui, cx));
    asked
}

/// Tabs, their distance to the tool, and the buttons with the space above them.
fn below() -> f32 {
    size::BUTTON + space::M + space::M + size::BUTTON
}

/// The bars share the poster's height with the tools, within what still reads as one group. They
/// stand at the same place whichever tool is open.
fn row_height(left: f32, rows: usize) -> f32 {
    let rest = space::S + size::TOOLS + below();
    ((left - rest) / rows.max(1) as f32)
        .floor()
        .clamp(size::GENRE_ROW, size::GENRE_ROW_MOST)
}

/// The six bars; of a changed poster before and after.
fn bars(ui: &mut Ui, entry: &Entry, reading: &Reading, tools: &Tools, row: f32) -> Option<Command> {
    let outcome = entry.changes.outcome();
    let mut asked = None;
    for (index, score) in reading.scores.iter().enumerate() {
        let before = outcome.and_then(|o| Some(o.before.scores.get(index)?.probability));
        let now = outcome.and_then(|o| Some(o.reading.scores.get(index)?.probability));
        let shown = GenreScore {
            probability: now.unwrap_or(score.probability),
            ..score.clone()
        };
        let look = genre_bar::Look {
            labelled: labels(entry).contains(&score.genre),
            before,
            selected: tools.genre.as_ref() == Some(&score.genre),
        };
        if genre_bar::show(ui, &shown, look, row).clicked() {
            asked = Some(Command::Map(score.genre.clone()));
        }
    }
    asked
}

/// The tabs and the open tool, in a room that is the same for all.
fn open_tool(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    entry: &Entry,
    (tools, similar): (&mut Tools, &Similar),
    room: f32,
) -> Option<Command> {
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XL;
        for tool in Tool::ALL {
            if tab(ui, tool.name(), tools.tool == tool).clicked() {
                asked = Some(Command::Tool(tool));
            }
        }
    });
    ui.add_space(space::M);
    let begun = ui.cursor().top();
    let pressed = match tools.tool {
        Tool::Why => why::show(ui, entry, tools),
        Tool::Change => change::show(ui, entry, tools),
        Tool::Similar => {
            similar::show(ui, cx, entry, similar, room);
            None
        }
    };
    ui.add_space((room - (ui.cursor().top() - begun)).max(0.0));
    asked.or(pressed)
}

/// The film's title and year, or the file's name; what its table says, and where it came from.
fn heading(ui: &mut Ui, entry: &Entry) {
    let tokens = theme::tokens(ui);
    let format = |font_id, color| TextFormat {
        font_id,
        color,
        ..TextFormat::default()
    };
    let mut title = LayoutJob::default();
    title.append(&entry.title(), 0.0, format(font::strong(), tokens.text));
    if let Some(year) = entry.film.as_ref().and_then(|film| film.year) {
        title.append(
            &year.to_string(),
            space::S,
            format(font::lead(), tokens.text_weak),
        );
    }
    ui.add(Label::new(title).truncate());
    let labelled = labels(entry);
    let origin = match (&entry.source, labelled) {
        (_, [first, rest @ ..]) => {
            let names = rest.iter().fold(first.name().to_owned(), |text, genre| {
                text + ", " + genre.name()
            });
            Some(format!("In the library as {names}"))
        }
        (Source::File(path), []) if entry.film.is_some() => Some(file_name(path)),
        _ => None,
    };
    if let Some(origin) = origin {
        ui.add_space(space::XS);
        let origin = RichText::new(origin)
            .font(font::body())
            .color(tokens.text_weak);
        ui.add(Label::new(origin).truncate());
    }
}

fn labels(entry: &Entry) -> &[Genre] {
    entry.film.as_ref().map_or(&[], |film| &film.genres)
}

/// The ways to another poster.
fn actions(ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Command> {
    let mut samples = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        if button(ui, Weight::Quiet, Icon::Open, "Open…").clicked() {
            cx.ask(Request::OpenPosters);
        }
        if button(ui, Weight::Quiet, Icon::Paste, "Paste").clicked() {
            cx.ask(Request::Paste);
        }
        samples = button(ui, Weight::Quiet, Icon::Samples, "Samples").clicked();
    });
    samples.then_some(Command::ShowStart)
}
