//! The posters of one cell of the confusion, the most confident first.

use egui::{Align, Align2, Id, Layout, Rect, Response, RichText, Ui, UiBuilder, pos2, vec2};

use super::film::{self, PITCH};
use crate::app::pages::thresholds::view::cells;
use crate::app::pages::thresholds::view::parts::{Page, word};
use crate::app::theme::{self, font, size};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::evaluation::Cell;
use crate::wording::thousands;

/// What stands above.
pub fn heading(ui: &mut Ui, page: &mut Page<'_>, genre: &str, cell: Cell) {
    let tokens = theme::tokens(ui);
    let (name, meaning) = cells::words(cell);
    let counts = page.state.prepared().and_then(|prepared| {
        let part = prepared.part(page.state.view)?;
        Some(part.instrument.confusion(page.state.selected))
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
                page.state.cell = None;
            }
        });
    });
}

/// The posters of a cell; dragging or the wheel moves them.
pub fn show(
    ui: &mut Ui,
    page: &mut Page<'_>,
    genre: usize,
    cell: Cell,
    rect: Rect,
    response: &Response,
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
    let Some(instrument) = page.instrument() else {
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
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.set_clip_rect(clip);
    for (step, rank) in ranks.into_iter().enumerate() {
        let left = rect.left() + (first as f32 + step as f32 - from) * PITCH;
        let at = pos2(left, rect.top() + size::TUNE_HEAD / 2.0);
        film::show(&mut child, page, genre, rank, at, false);
    }
}
