//! A row a genre: the slider over the histogram of its scores, and what the threshold does.

use egui::{
    Align2, DragValue, EventFilter, Id, Key, KeyboardShortcut, Modifiers, Rect, Response, Role,
    Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::histogram::{bars, line, optimum, study};
use super::parts::{Page, threshold_words, word};
use crate::app::pages::thresholds::command::Command;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::button;
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::keys::Listed;
use crate::catalog::Genre;
use crate::evaluation::{Confusion, Degenerate};
use crate::wording::thousands;

const FIGURES: [&str; 5] = ["precision", "recall", "F1", "accuracy", "predicted"];

/// What a slider's step comes to, and with Shift.
const STEP: f32 = 0.01;
const FINE_STEP: f32 = 0.001;

/// The keys that move a threshold down and up.
const DOWN: Key = Key::ArrowLeft;
const UP: Key = Key::ArrowRight;

/// The keys of a slider, of the line among the posters, of the point on a curve.
pub const ARROWS: Listed = Listed {
    keys: &[
        KeyboardShortcut::new(Modifiers::NONE, DOWN),
        KeyboardShortcut::new(Modifiers::NONE, UP),
        KeyboardShortcut::new(Modifiers::SHIFT, DOWN),
        KeyboardShortcut::new(Modifiers::SHIFT, UP),
    ],
    said: "← →",
    words: "Move a threshold by 0.01, with Shift by 0.001",
};

/// Where a row's parts stand.
struct Places {
    name: Rect,
    slider: Rect,
    value: Rect,
    figures: [Rect; 5],
    lock: Rect,
}

impl Places {
    fn of(row: Rect) -> Self {
        let part = |left: f32, width: f32| {
            Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()))
        };
        let lock = part(row.right() - size::ICON_BUTTON, size::ICON_BUTTON);
        let figures_left = lock.left() - space::XS - 5.0 * size::FIGURE;
        let figures = std::array::from_fn(|column| {
            part(figures_left + column as f32 * size::FIGURE, size::FIGURE)
        });
        let value = part(figures_left - size::TUNE_VALUE, size::TUNE_VALUE);
        let name = part(row.left() + space::M, size::TUNE_NAME);
        let slider = Rect::from_min_max(
            pos2(name.right() + space::S, row.top()),
            pos2(value.left() - space::M, row.bottom()),
        );
        Self {
            name,
            slider,
            value,
            figures,
            lock,
        }
    }
}

/// Paints the words above and the rows.
pub fn show(ui: &mut Ui, page: &mut Page<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui);
    let genres: Vec<Genre> = match page.state.prepared() {
        Some(prepared) => prepared.genres().to_vec(),
        None => return,
    };
    for (index, genre) in genres.iter().enumerate() {
        row(ui, page, index, genre);
    }
}

fn head(ui: &mut Ui) {
    let tokens = theme::tokens(ui);
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::TUNE_HEAD), Sense::hover());
    let places = Places::of(rect);
    let caption = |at: egui::Pos2, align: Align2, text: &str| {
        word(ui, at, align, text, font::caption(), tokens.text_weak)
    };
    let y = rect.center().y;
    for (place, text) in places.figures.iter().zip(FIGURES) {
        caption(pos2(place.right(), y), Align2::RIGHT_CENTER, text);
    }
    // What stands above the line, below it, and on its edge.
    let mut x = places.slider.left();
    x = caption(
        pos2(x, y),
        Align2::LEFT_CENTER,
        "with it above, without below",
    )
    .right()
        + space::L;
    optimum(ui.painter(), pos2(x + size::EDGE_MARK, y), tokens);
    x += 2.0 * size::EDGE_MARK + space::XS;
    x = caption(pos2(x, y), Align2::LEFT_CENTER, "best F1").right() + space::M;
    study(ui.painter(), pos2(x + size::EDGE_MARK, y), tokens);
    x += 2.0 * size::EDGE_MARK + space::XS;
    if x + size::FIGURE < places.value.right() {
        caption(pos2(x, y), Align2::LEFT_CENTER, "the study");
    }
}

fn row(ui: &mut Ui, page: &mut Page<'_>, index: usize, genre: &Genre) {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, size::TUNE_ROW), Sense::hover());
    // What stands in the row must not move what stands below it.
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(rect));
    let tokens = theme::tokens(ui);
    let places = Places::of(rect);
    let selected = page.state.selected == index;
    if selected {
        let ground = rect.shrink2(vec2(0.0, 1.0));
        ui.painter()
            .rect_filled(ground, radius::CONTROL, tokens.surface);
        let bar = Rect::from_min_size(ground.min, vec2(size::RING, ground.height()));
        ui.painter().rect_filled(bar, radius::BAR, tokens.accent);
    }
    name(ui, page, index, genre, places.name, selected);
    let view = page.state.view;
    let counts = page.state.prepared().and_then(|prepared| {
        let part = prepared.part(view)?;
        Some(part.instrument.confusion(index))
    });
    slider(ui, page, index, genre, places.slider, counts);
    value(ui, page, index, genre, places.value);
    if let Some(counts) = counts {
        figures(ui, counts, &places.figures);
    }
    lock(ui, page, index, genre, places.lock);
}

fn name(ui: &mut Ui, page: &mut Page<'_>, index: usize, genre: &Genre, rect: Rect, selected: bool) {
    let tokens = theme::tokens(ui);
    let id = Id::unique(("threshold genre", index));
    let response = ui.interact(rect, id, Sense::click());
    let said = format!("Show {genre}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &said));
    let dot = pos2(rect.left() + size::DOT / 2.0, rect.center().y);
    ui.painter()
        .circle_filled(dot, size::DOT / 2.0, tokens.genre(genre));
    let (face, ink) = if selected {
        (font::body_medium(), tokens.text)
    } else {
        (font::body(), tokens.text_weak)
    };
    let at = pos2(dot.x + size::DOT, rect.center().y);
    word(ui, at, Align2::LEFT_CENTER, genre.name(), face, ink);
    button::focus_ring(
        ui,
        &response,
        rect.shrink2(vec2(0.0, space::M)),
        radius::CONTROL,
    );
    if response.clicked() {
        page.state.selected = index;
    }
}

fn slider(
    ui: &mut Ui,
    page: &mut Page<'_>,
    index: usize,
    genre: &Genre,
    rect: Rect,
    counts: Option<Confusion>,
) {
    let tokens = theme::tokens(ui);
    let threshold = page
        .state
        .thresholds()
        .get(index)
        .map_or(0.5, |t| t.value());
    let locked = page.state.is_locked(index);
    let id = Id::unique(("threshold slider", index));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let words = format!("{genre} threshold");
    response.widget_info(|| WidgetInfo::slider(!locked, f64::from(threshold), &words));
    if let Some(to) = wanted(ui, &response, rect, threshold) {
        page.state.selected = index;
        if response.double_clicked() {
            page.ask(Command::Reset(index));
        } else {
            page.ask(Command::Move(index, to));
        }
    }
    let prepared = page.state.prepared();
    let plot = rect.shrink2(vec2(0.0, space::XS));
    let part = prepared.and_then(|prepared| prepared.part(page.state.view));
    if let Some(histogram) = part.and_then(|part| part.histograms.get(index)) {
        let hue = tokens.genre(genre);
        bars(ui, plot, histogram, page.state.log, threshold, hue, tokens);
    }
    let x_of = |value: f32| rect.left() + value * rect.width();
    let best = prepared.and_then(|prepared| prepared.optima.get(index).copied().flatten());
    if let Some(best) = best {
        optimum(ui.painter(), pos2(x_of(best.threshold), plot.top()), tokens);
    }
    if let Some(from_study) = prepared.and_then(|prepared| prepared.study(index)) {
        study(ui.painter(), pos2(x_of(from_study), plot.bottom()), tokens);
    }
    line(ui, plot, x_of(threshold), locked, tokens);
    button::focus_ring(ui, &response, rect, radius::CONTROL);
    let degenerate = counts.and_then(Degenerate::judge);
    let hint = format!(
        "{genre} from {} on. Drag, or use the arrow keys; with Shift in thousandths. A double \
         click brings the model's own back.",
        threshold_words(threshold)
    );
    if !response.dragged() {
        response.on_hover_text(match degenerate {
            Some(reason) => format!("{hint}\nMind: {}.", reason.in_words()),
            None => hint,
        });
    }
}

/// Where hand or keyboard want the threshold.
fn wanted(ui: &Ui, response: &Response, rect: Rect, threshold: f32) -> Option<f32> {
    let step = step(ui);
    if response.is_pointer_button_down_on() || response.double_clicked() {
        response.request_focus();
        let pointer = response.interact_pointer_pos()?;
        let share = ((pointer.x - rect.left()) / rect.width()).clamp(0.0, 1.0);
        let snapped = ((share / step).round() * step).clamp(0.0, 1.0);
        let moved = (snapped - threshold).abs() > step / 4.0;
        return (moved || response.double_clicked()).then_some(snapped);
    }
    stepped(ui, response, threshold)
}

/// A hundredth, with Shift a thousandth.
fn step(ui: &Ui) -> f32 {
    let fine = ui.input(|input| input.modifiers.shift);
    if fine { FINE_STEP } else { STEP }
}

/// Where the arrow keys want the threshold: a hundredth a press, with Shift a thousandth.
pub fn stepped(ui: &Ui, response: &Response, threshold: f32) -> Option<f32> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let steps = ui.input(|input| {
        let presses = |key| input.num_presses(key) as f32;
        presses(UP) - presses(DOWN)
    });
    let step = step(ui);
    let to = ((threshold / step).round() + steps) * step;
    (steps != 0.0).then_some(to.clamp(0.0, 1.0))
}

fn value(ui: &mut Ui, page: &mut Page<'_>, index: usize, genre: &Genre, rect: Rect) {
    let mut threshold = page
        .state
        .thresholds()
        .get(index)
        .map_or(0.5, |t| t.value());
    let place = Rect::from_center_size(rect.center(), vec2(rect.width(), size::ICON_BUTTON));
    let enabled = !page.state.is_locked(index);
    let id = Id::unique(("threshold number", index));
    let builder = UiBuilder::new().max_rect(place).id_salt(id);
    ui.scope_builder(builder, |ui| {
        if !enabled {
            ui.disable();
        }
        ui.spacing_mut().interact_size = place.size();
        let number = DragValue::new(&mut threshold)
            .range(0.0..=1.0)
            .speed(0.002)
            .custom_formatter(|value, _| threshold_words(value as f32))
            .update_while_editing(false);
        let response = ui.add_sized(place.size(), number);
        let response = response.on_hover_text(format!("{genre}: type a threshold, 0 to 1"));
        if response.changed() {
            let to = (threshold * 1000.0).round() / 1000.0;
            page.ask(Command::Move(index, to));
        }
    });
}

fn figures(ui: &Ui, counts: Confusion, places: &[Rect; 5]) {
    let tokens = theme::tokens(ui);
    let two = |value: f64| format!("{value:.3}");
    let texts = [
        two(counts.precision()),
        two(counts.recall()),
        two(counts.f1()),
        two(counts.accuracy()),
        thousands(counts.predicted() as u64),
    ];
    let worthless = Degenerate::judge(counts).is_some();
    for (place, text) in places.iter().zip(texts) {
        let at = pos2(place.right(), place.center().y);
        let ink = if worthless {
            tokens.text_weak
        } else {
            tokens.text
        };
        word(
            ui,
            at,
            Align2::RIGHT_CENTER,
            &text,
            font::body_number(),
            ink,
        );
    }
    if worthless {
        let first = places[0];
        let mark = Rect::from_center_size(
            pos2(first.left() + space::S + size::RING, first.center().y),
            vec2(size::ICON, size::ICON),
        );
        icon::paint(
            ui.painter(),
            mark,
            size::ICON,
            Icon::Alert,
            tokens.accent_text,
        );
    }
}

fn lock(ui: &mut Ui, page: &mut Page<'_>, index: usize, genre: &Genre, rect: Rect) {
    let locked = page.state.is_locked(index);
    let (icon, verb) = if locked {
        (Icon::Locked, "Let go")
    } else {
        (Icon::Unlocked, "Hold")
    };
    let place = Rect::from_center_size(rect.center(), vec2(size::ICON_BUTTON, size::ICON_BUTTON));
    let builder = UiBuilder::new()
        .max_rect(place)
        .id_salt(Id::unique(("threshold lock", index)));
    let pressed = ui
        .scope_builder(builder, |ui| {
            let name = format!("{verb} {genre}'s threshold");
            button::icon_button(ui, icon, &name).clicked()
        })
        .inner;
    if pressed {
        page.ask(Command::Lock(index));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_keys_names_the_steps() {
        let words = format!("Move a threshold by {STEP}, with Shift by {FINE_STEP}");
        assert_eq!(ARROWS.words, words);
    }
}
