//! What a slider is painted with: the histogram of its scores, the line with its handle, and the
//! marks at its edges.

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

use crate::app::pages::thresholds::part::BINS;
use crate::app::theme::{Tokens, size};
use crate::evaluation::ScoreHistogram;

/// Films with the genre stand on the middle line, those without hang from it; what is predicted
/// is lit.
pub fn bars(
    ui: &Ui,
    rect: Rect,
    histogram: &ScoreHistogram,
    log: bool,
    threshold: f32,
    hue: Color32,
    tokens: &Tokens,
) {
    let scale = |count: u32| {
        let count = f64::from(count);
        if log { count.ln_1p() } else { count }
    };
    let most = scale(histogram.most()).max(f64::MIN_POSITIVE);
    let half = rect.height() / 2.0;
    let middle = rect.center().y;
    let wide = rect.width() / BINS as f32;
    let mut mesh = Mesh::default();
    for (bin, (&has, &has_not)) in histogram
        .positives
        .iter()
        .zip(&histogram.negatives)
        .enumerate()
    {
        let left = rect.left() + bin as f32 * wide;
        let lit = (bin as f32 + 0.5) / BINS as f32 >= threshold;
        let shade = |color: Color32| {
            if lit {
                color
            } else {
                color.gamma_multiply(0.4)
            }
        };
        let x = left..=left + (wide - 0.5).max(0.5);
        if has > 0 {
            let tall = (half * (scale(has) / most) as f32).max(1.0);
            let bar = Rect::from_x_y_ranges(x.clone(), middle - tall..=middle);
            mesh.add_colored_rect(bar, shade(hue));
        }
        if has_not > 0 {
            let tall = (half * (scale(has_not) / most) as f32).max(1.0);
            let bar = Rect::from_x_y_ranges(x, middle..=middle + tall);
            mesh.add_colored_rect(bar, shade(tokens.bar_dim));
        }
    }
    ui.painter().add(Shape::mesh(mesh));
    ui.painter().hline(rect.x_range(), middle, tokens.line());
}

/// The threshold and its handle.
pub fn line(ui: &Ui, rect: Rect, x: f32, locked: bool, tokens: &Tokens) {
    let ink = if locked {
        tokens.text_weak
    } else {
        tokens.accent
    };
    let x = ui.painter().round_to_pixel_center(x);
    let stroke = Stroke::new(size::TICK, ink);
    ui.painter().vline(x, rect.y_range(), stroke);
    let handle = pos2(x, rect.center().y);
    let ground = Stroke::new(size::TICK, tokens.window);
    ui.painter().circle(handle, size::HANDLE, ink, ground);
}

/// The mark of the best F1 on validation: a dot.
pub fn optimum(painter: &Painter, at: Pos2, tokens: &Tokens) {
    painter.circle_filled(at, size::EDGE_MARK - 1.0, tokens.text_weak);
}

/// The mark of the study's threshold: an open diamond.
pub fn study(painter: &Painter, at: Pos2, tokens: &Tokens) {
    let r = size::EDGE_MARK;
    let corners = vec![
        at + vec2(0.0, -r),
        at + vec2(r, 0.0),
        at + vec2(0.0, r),
        at + vec2(-r, 0.0),
    ];
    let stroke = Stroke::new(size::HAIRLINE, tokens.text_weak);
    painter.add(Shape::closed_line(corners, stroke));
}
