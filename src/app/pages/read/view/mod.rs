//! One poster and what it says: the poster large at the left, six bars at the right.

use egui::text::{LayoutJob, TextFormat};
use egui::{Label, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};

use crate::app::command::Command;
use crate::app::pages::read::tools::{Ask, Inspect, Tool};
use crate::app::pages::read::session::{Entry, Source, file_name};
use crate::app::state::{Model, State};
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{Weight, button};
use crate::app::widgets::choice::tab;
use crate::app::widgets::icon::Icon;
use crate::app::widgets::{genre_bar, progress, strip};
use crate::catalog::Genre;
use crate::vision::{GenreScore, Reading};

mod change;
mod compare;
mod picture;
mod similar;
mod why;

/// Paints the page.
pub fn show(ui: &mut Ui, state: &mut State) {
    strip::show(ui, state);
    let drafts = state.session.decoded().count() > 1 && !state.session.start_page;
    if state.inspect.comparing && drafts {
        let known = state.reader().map(|reader| reader.genres().to_vec());
        let known = known.unwrap_or_default();
        for command in compare::show(ui, &state.session, &state.inspect, &known) {
            state.send(command);
        }
        return;
    }
    let (poster, words) = halves(ui.available_rect_before_wrap());
    let State {
        session,
        inspect,
        model,
        films,
        scoring,
        resembling,
        thumbnails,
        ..
    } = state;
    inspect.arrows_taken = false;
    match session.shown() {
        Some(entry) => {
            let drawn = picture::show(ui, poster, entry, inspect);
            let asked = column(ui, words, |ui| {
                let mut library = similar::Library {
                    films,
                    scoring,
                    resembling,
                    thumbnails,
                };
                said(ui, entry, model, (inspect, &mut library), poster.height())
            });
            for command in asked.into_iter().chain(drawn) {
                state.send(command);
            }
        }
        None => super::start::show(ui, state, poster, words),
    }
}

/// Where the poster stands and where the words: the start page uses the same places, so that
/// nothing jumps when the first poster comes.
pub fn halves(page: Rect) -> (Rect, Rect) {
    let page = page.shrink(space::XXL);
    let widest = (page.width() - space::PAGE - size::WORDS_MIN).max(0.0);
    let height = page
        .height()
        .min(size::POSTER_MAX_HEIGHT)
        .min(widest * size::POSTER_RATIO)
        .max(size::POSTER_MIN_HEIGHT);
    let width = height / size::POSTER_RATIO;
    let words = (page.width() - width - space::PAGE).clamp(0.0, size::WORDS);
    let left = page.left() + (page.width() - width - space::PAGE - words).max(0.0) / 2.0;
    let top = page.top() + (page.height() - height).max(0.0) / 2.0;
    let poster = Rect::from_min_size(egui::pos2(left, top).round(), vec2(width, height).round());
    let beside = egui::pos2(poster.right() + space::PAGE, poster.top());
    // Beside a small poster the words may use the page's whole height.
    let words_height = height.max(page.bottom() - poster.top());
    (
        poster,
        Rect::from_min_size(beside, vec2(words, words_height)),
    )
}

/// Runs `contents` in the column of words; it scrolls where the window is too low for them.
pub fn column<R>(ui: &mut Ui, rect: Rect, contents: impl FnOnce(&mut Ui) -> R) -> R {
    // A scroll area clips: the keyboard's ring around the outermost things needs room in it.
    let room = space::S;
    let outer = rect.expand(room);
    ui.scope_builder(UiBuilder::new().max_rect(outer), |ui| {
        ScrollArea::vertical()
            .auto_shrink(false)
            .content_margin(room)
            .show(ui, |ui| {
                ui.set_width(rect.width());
                contents(ui)
            })
            .inner
    })
    .inner
}

/// The words, the bars and the tools below them; returns what was pressed.
fn said(
    ui: &mut Ui,
    entry: &Entry,
    model: &Model,
    (inspect, library): (&mut Inspect, &mut similar::Library<'_>),
    height: f32,
) -> Vec<Command> {
    let top = ui.cursor().top();
    ui.spacing_mut().item_spacing.y = 0.0;
    heading(ui, entry);
    ui.add_space(space::M);
    let sentence = match (&entry.reading, model) {
        (Some(reading), _) => reading.in_words(),
        (None, Model::Missing(_)) => "No model to read with".to_owned(),
        (None, Model::Loading | Model::Ready) => "Reading…".to_owned(),
    };
    ui.add(Label::new(RichText::new(sentence).font(font::title())).wrap());
    ui.add_space(space::L);
    let left = height - (ui.cursor().top() - top);
    let mut asked = Vec::new();
    match (&entry.reading, model) {
        (Some(reading), _) => {
            let row = row_height(left, reading.scores.len());
            asked.extend(bars(ui, entry, reading, inspect, row));
            ui.add_space(space::S);
            let room = left - row * reading.scores.len() as f32 - space::S - below();
            let room = room.max(size::TOOLS);
            asked.extend(tools(ui, entry, inspect, library, room));
        }
        (None, Model::Missing(why)) => {
            ui.add(Label::new(RichText::new(why).font(font::lead())).wrap());
        }
        (None, Model::Loading | Model::Ready) => {
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
    asked.extend(actions(ui));
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
fn bars(
    ui: &mut Ui,
    entry: &Entry,
    reading: &Reading,
    inspect: &Inspect,
    row: f32,
) -> Option<Command> {
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
            selected: inspect.genre.as_ref() == Some(&score.genre),
        };
        if genre_bar::show(ui, &shown, look, row).clicked() {
            asked = Some(Command::Inspect(Ask::Map(score.genre.clone())));
        }
    }
    asked
}

/// The tabs and the open tool, in a room that is the same for all.
fn tools(
    ui: &mut Ui,
    entry: &Entry,
    inspect: &mut Inspect,
    library: &mut similar::Library<'_>,
    room: f32,
) -> Option<Command> {
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XL;
        for tool in Tool::ALL {
            if tab(ui, tool.name(), inspect.tool == tool).clicked() {
                asked = Some(Command::Inspect(Ask::Tool(tool)));
            }
        }
    });
    ui.add_space(space::M);
    let begun = ui.cursor().top();
    let pressed = match inspect.tool {
        Tool::Why => why::show(ui, entry, inspect),
        Tool::Change => change::show(ui, entry, inspect),
        Tool::Similar => similar::show(ui, entry, library, room),
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

fn actions(ui: &mut Ui) -> Vec<Command> {
    let mut asked = Vec::new();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        for (icon, word, command) in [
            (Icon::Open, "Open…", Command::OpenPosters),
            (Icon::Paste, "Paste", Command::Paste),
            (Icon::Samples, "Samples", Command::ShowStart),
        ] {
            if button(ui, Weight::Quiet, icon, word).clicked() {
                asked.push(command);
            }
        }
    });
    asked
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn the_poster_keeps_its_shape_in_every_window() {
        for (width, height) in [
            (1208.0, 800.0),
            (1848.0, 1080.0),
            (688.0, 520.0),
            (688.0, 900.0),
        ] {
            let page = Rect::from_min_size(pos2(72.0, 0.0), vec2(width, height));
            let (poster, words) = halves(page);
            assert!((poster.height() / poster.width() - size::POSTER_RATIO).abs() < 0.01);
            assert!(page.contains_rect(poster), "{width} x {height}");
            assert!(page.contains_rect(words), "{width} x {height}: {words:?}");
            assert!(words.width() >= size::WORDS_MIN - 1.0, "{width} x {height}");
            assert!(poster.right() < words.left());
        }
    }
}
