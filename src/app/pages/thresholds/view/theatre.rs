//! Threshold theatre: the selected genre's posters by probability, the threshold a line among
//! them. Whoever drags the line moves posters across it; wrong ones carry a mark. Or the posters
//! of one cell of the confusion, the most confident first.

use egui::{
    Align, Align2, CursorIcon, Id, Layout, Rect, RichText, Role, Sense, Stroke, Ui, WidgetInfo,
    pos2, vec2,
};

use super::{Page, cells, rows, threshold_words, word};
use crate::app::command::Command;
use crate::app::pages::thresholds::Adjust;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::shared::thumbnails::Key;
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::hover_card::{self, Said};
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::poster;
use crate::evaluation::{Cell, Instrument};
use crate::wording::thousands;

/// Between two posters.
const GAP: f32 = space::S;
const PITCH: f32 = size::THEATRE_POSTER + GAP;
/// How quickly the line comes back to the middle: the share of the way a frame.
const HOMEWARD: f32 = 0.35;

/// Paints heading and strip.
pub fn show(ui: &mut Ui, page: &mut Page<'_>) {
    let genre = page.desk.selected;
    let Some(name) = page
        .desk
        .prepared()
        .and_then(|prepared| prepared.genres().get(genre))
        .map(|genre| genre.name().to_owned())
    else {
        return;
    };
    let height = poster::height(size::THEATRE_POSTER).floor();
    match page.desk.cell {
        Some(cell) => {
            heading_of_cell(ui, page, &name, cell);
            let (rect, response) = strip(ui, height + size::TUNE_HEAD + space::S);
            cell_posters(ui, page, genre, cell, rect, &response);
        }
        None => {
            heading(ui, page, &name);
            let (rect, response) = strip(ui, height + size::TUNE_HEAD + space::S);
            by_probability(ui, page, genre, rect, &response);
        }
    }
}

fn strip(ui: &mut Ui, height: f32) -> (Rect, egui::Response) {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::drag());
    response
        .widget_info(|| WidgetInfo::labeled(Role::ScrollView, true, "Posters at the threshold"));
    (rect, response)
}

fn heading(ui: &mut Ui, page: &Page<'_>, genre: &str) {
    let tokens = theme::tokens(ui);
    let threshold = page
        .desk
        .thresholds()
        .get(page.desk.selected)
        .map_or(0.5, |threshold| threshold.value());
    let text = format!(
        "from less to more probable; the line is the threshold, {}",
        threshold_words(threshold)
    );
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("{genre} at its threshold")).font(font::section()));
        ui.label(
            RichText::new(text)
                .font(font::body())
                .color(tokens.text_weak),
        );
    });
}

fn heading_of_cell(ui: &mut Ui, page: &mut Page<'_>, genre: &str, cell: Cell) {
    let tokens = theme::tokens(ui);
    let (name, meaning) = cells::words(cell);
    let counts = page.desk.prepared().and_then(|prepared| {
        let part = prepared.part(page.desk.view)?;
        Some(part.instrument.confusion(page.desk.selected))
    });
    let count = thousands(counts.map_or(0, |counts| cell.count(counts)) as u64);
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("{genre}: {count} {name}")).font(font::section()));
        let text = format!("{meaning}; the most confident first");
        ui.label(
            RichText::new(text)
                .font(font::body())
                .color(tokens.text_weak),
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let word = "Back to the threshold";
            if button::button(ui, Weight::Quiet, Icon::Close, word).clicked() {
                page.desk.cell = None;
            }
        });
    });
}

/// The instrument of the films that are shown.
fn instrument<'a>(page: &'a Page<'_>) -> Option<&'a Instrument> {
    let part = page.desk.prepared()?.part(page.desk.view)?;
    Some(&part.instrument)
}

fn by_probability(
    ui: &mut Ui,
    page: &mut Page<'_>,
    genre: usize,
    rect: Rect,
    response: &egui::Response,
) {
    let Some((films, passed)) = instrument(page).map(|i| (i.films(), i.passed(genre))) else {
        return;
    };
    // So many posters stand left of the line.
    let below = (films - passed) as f32;
    let mut strip = page.desk.strip;
    let middle = strip.middle.unwrap_or(below);
    let held = strip.held.is_some();
    let at_rest = if held {
        middle
    } else if response.dragged() {
        middle - response.drag_delta().x / PITCH
    } else if (below - middle).abs() > 40.0 || ui.input(|i| i.pointer.any_down()) {
        // Another slider is being moved: the line stays in the middle, the posters run.
        below
    } else {
        let step = (below - middle) * HOMEWARD;
        if step.abs() > 0.01 && !response.hovered() {
            ui.ctx().request_repaint();
            middle + step
        } else {
            middle
        }
    };
    // Hovering keeps a strip that was dragged aside where it is; everything else goes home.
    let middle = at_rest.clamp(0.0, films as f32);
    strip.middle = Some(middle);
    let x_of = |place: f32| rect.center().x + (place - middle) * PITCH;
    let first = (middle - rect.width() / 2.0 / PITCH).floor().max(0.0) as usize;
    let last = (middle + rect.width() / 2.0 / PITCH).ceil().max(0.0) as usize;
    let clip = ui
        .clip_rect()
        .intersect(rect.expand2(vec2(0.0, size::RING)));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    child.set_clip_rect(clip);
    for place in first..last.min(films) {
        let rank = films - 1 - place;
        let left = x_of(place as f32) + GAP / 2.0;
        let at = pos2(left, rect.top() + size::TUNE_HEAD / 2.0);
        one(&mut child, page, genre, rank, at, true);
    }
    let x = x_of(strip.held.unwrap_or(below));
    line(&mut child, page, genre, rect, x, &mut strip, (films, below));
    page.desk.strip = strip;
}

/// The threshold among the posters, and what happens to it when it is dragged.
fn line(
    ui: &mut Ui,
    page: &mut Page<'_>,
    genre: usize,
    rect: Rect,
    x: f32,
    strip: &mut crate::app::pages::thresholds::Strip,
    (films, below): (usize, f32),
) {
    let tokens = theme::tokens(ui);
    let grip = Rect::from_x_y_ranges(x - space::S..=x + space::S, rect.y_range());
    let response = ui.interact(grip, Id::unique("threshold line"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, "Threshold among posters"));
    let response = response.on_hover_cursor(CursorIcon::ResizeHorizontal);
    if response.dragged() {
        let now = strip.held.unwrap_or(below) + response.drag_delta().x / PITCH;
        let now = now.clamp(0.0, films as f32);
        strip.held = Some(now);
        // Near an end of the strip the posters come to the line.
        let edge = PITCH * 1.5;
        let push = if x > rect.right() - edge {
            0.15
        } else if x < rect.left() + edge {
            -0.15
        } else {
            0.0
        };
        if push != 0.0 {
            strip.middle = strip.middle.map(|middle| middle + push);
            strip.held = Some((now + push).clamp(0.0, films as f32));
            ui.ctx().request_repaint();
        }
        let boundary = now.round() as usize;
        if boundary as f32 != below
            && let Some(to) = instrument(page).and_then(|i| between(i, genre, films - boundary))
        {
            page.ask(Adjust::Move(genre, to));
        }
    } else {
        strip.held = None;
        let threshold = page.desk.thresholds().get(genre).map(|t| t.value());
        let to = threshold.and_then(|threshold| rows::stepped(ui, &response, threshold));
        if let Some(to) = to {
            page.ask(Adjust::Move(genre, to));
        }
    }
    let lit = response.hovered() || response.dragged() || response.has_focus();
    let wide = if lit { size::PROGRESS } else { size::TICK };
    let x = ui.painter().round_to_pixel_center(x);
    let ground = Stroke::new(wide + 2.0 * size::TICK, tokens.window);
    ui.painter().vline(x, rect.y_range(), ground);
    let stroke = Stroke::new(wide, tokens.accent);
    ui.painter().vline(x, rect.y_range(), stroke);
    let top = pos2(x, rect.top() + size::HANDLE);
    ui.painter().circle_filled(top, size::HANDLE, tokens.accent);
}

/// A threshold that `passed` films reach: midway between the last that does and the first that
/// does not.
fn between(instrument: &Instrument, genre: usize, passed: usize) -> Option<f32> {
    let last = passed
        .checked_sub(1)
        .and_then(|rank| instrument.score(genre, rank));
    let next = instrument.score(genre, passed);
    match (last, next) {
        (Some(last), Some(next)) => Some(next + (last - next) / 2.0),
        (Some(last), None) => Some(last / 2.0),
        (None, Some(next)) => Some(next + (1.0 - next) / 2.0),
        (None, None) => None,
    }
}

/// The posters of a cell; dragging or the wheel moves them.
fn cell_posters(
    ui: &mut Ui,
    page: &mut Page<'_>,
    genre: usize,
    cell: Cell,
    rect: Rect,
    response: &egui::Response,
) {
    let tokens = theme::tokens(ui);
    let id = Id::unique("posters of a cell");
    let mut from: f32 = ui.data(|data| data.get_temp(id.with((genre, cell as u8))).unwrap_or(0.0));
    from -= response.drag_delta().x / PITCH;
    if response.contains_pointer() {
        let wheel = ui.input(|input| input.smooth_scroll_delta().x);
        from -= wheel / PITCH;
    }
    let shown = (rect.width() / PITCH).ceil() as usize + 1;
    let Some(instrument) = instrument(page) else {
        return;
    };
    let count = cell.count(instrument.confusion(genre));
    let most = (count as f32 - rect.width() / PITCH).max(0.0);
    let from = from.clamp(0.0, most);
    ui.data_mut(|data| data.insert_temp(id.with((genre, cell as u8)), from));
    let first = from.floor() as usize;
    let ranks: Vec<usize> = instrument
        .ranks_in(genre, cell)
        .skip(first)
        .take(shown)
        .collect();
    if ranks.is_empty() {
        let text = "No poster is in this cell.";
        word(
            ui,
            rect.center(),
            Align2::CENTER_CENTER,
            text,
            font::body(),
            tokens.text_weak,
        );
        return;
    }
    let clip = ui
        .clip_rect()
        .intersect(rect.expand2(vec2(size::RING, size::RING)));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    child.set_clip_rect(clip);
    for (step, rank) in ranks.into_iter().enumerate() {
        let left = rect.left() + (first as f32 + step as f32 - from) * PITCH;
        let at = pos2(left, rect.top() + size::TUNE_HEAD / 2.0);
        one(&mut child, page, genre, rank, at, false);
    }
}

/// One poster; `marked`: a wrong one carries a mark, one that is not predicted stands in the dark.
fn one(ui: &mut Ui, page: &mut Page<'_>, genre: usize, rank: usize, at: egui::Pos2, marked: bool) {
    let Some((row, score, predicted, has)) = page.desk.prepared().and_then(|prepared| {
        let part = prepared.part(page.desk.view)?;
        let instrument = &part.instrument;
        let film = *instrument.ranked(genre).get(rank)? as usize;
        let row = *part.rows.get(film)?;
        let has = instrument.labels(film).contains(genre);
        let score = instrument.score(genre, rank)?;
        Some((row, score, rank < instrument.passed(genre), has))
    }) else {
        return;
    };
    let Some(prepared) = page.desk.prepared() else {
        return;
    };
    let films = page.films;
    let Some(film) = films.all().get(prepared.scores.film(row)) else {
        return;
    };
    let frame = Rect::from_min_size(
        at,
        vec2(
            size::THEATRE_POSTER,
            poster::height(size::THEATRE_POSTER).floor(),
        ),
    );
    if !ui.is_rect_visible(frame) {
        return;
    }
    let tokens = theme::tokens(ui);
    let response = ui.interact(frame, Id::unique(("theatre", row)), Sense::click());
    let percent = format!("{:.0} %", score * 100.0);
    let standing = match (predicted, has) {
        (true, true) => "found",
        (true, false) => "a false alarm",
        (false, true) => "missed",
        (false, false) => "left out",
    };
    let said = format!("{}, {percent}, {standing}", film.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    match &film.poster {
        Some(file) => {
            let thumbnail = page.thumbnails.get(&Key::poster(file));
            poster::thumbnail(ui, frame, thumbnail);
        }
        None => poster::blank(ui, frame),
    }
    let wrong = predicted != has;
    if marked && !predicted {
        let shade = tokens.window.gamma_multiply(0.5);
        ui.painter().rect_filled(frame, radius::POSTER, shade);
    }
    if marked && wrong {
        mark(ui, frame, predicted);
    }
    if response.hovered() {
        button::hover_frame(ui, frame, radius::POSTER);
    }
    button::focus_ring(ui, &response, frame, radius::POSTER);
    let below = pos2(frame.center().x, frame.bottom() + space::XS);
    let ink = if predicted {
        tokens.text
    } else {
        tokens.text_weak
    };
    word(
        ui,
        below,
        Align2::CENTER_TOP,
        &percent,
        font::caption_number(),
        ink,
    );
    let card = Said {
        genres: prepared.genres(),
        probabilities: prepared.scores.probabilities(row),
        thresholds: page.in_use,
    };
    let asked = film.poster.as_ref().map(|file| file.path.clone());
    let response = response.on_hover_ui(|ui| hover_card::show(ui, film, Some(card)));
    if response.clicked()
        && let Some(path) = asked
    {
        page.asked.push(Command::Read(vec![path]));
    }
}

/// A cross on a false alarm, an exclamation mark on what was missed.
fn mark(ui: &Ui, frame: Rect, predicted: bool) {
    let tokens = theme::tokens(ui);
    let at = frame.right_top() + vec2(-size::BADGE * 0.65, size::BADGE * 0.65);
    let badge = Rect::from_center_size(at, vec2(size::BADGE, size::BADGE));
    ui.painter()
        .circle_filled(badge.center(), size::BADGE / 2.0, tokens.window);
    let icon = if predicted { Icon::Close } else { Icon::Alert };
    icon::paint(ui.painter(), badge, size::ICON, icon, tokens.danger);
}
