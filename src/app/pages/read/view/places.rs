//! Where the poster stands and where the words, on every state of the page.
//!
//! In: the page's rectangle. Out: the two places, and a column that scrolls where it is too low.

use egui::{Rect, ScrollArea, Ui, UiBuilder, vec2};

use crate::app::theme::{size, space};

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
