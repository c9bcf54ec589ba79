//! Curves over epochs or steps: thin lines on hairlines, the values under the pointer beside their
//! names. In: lines of at most a thousand points. Out: paint, and where the pointer is.

use egui::epaint::{PathShape, PathStroke};
use egui::{
    Align2, Color32, FontId, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use crate::app::theme::{self, font, radius, size, space};
use crate::charts::scale::{Scale, round_range};

/// Fewer points than these are painted as dots too.
const DOTS: usize = 40;

/// Values that differ by less than this share are painted as equal.
const FLAT: f64 = 1e-3;

/// How a line is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// What is read first.
    Strong,
    /// One of several.
    Thin,
    /// The noise behind a smoothed line; it has no entry in the legend.
    Faint,
}

/// One curve.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its word in the legend.
    pub name: String,
    /// Its colour.
    pub ink: Color32,
    /// How it is painted.
    pub look: Look,
    /// From left to right.
    pub points: Vec<[f64; 2]>,
}

impl Line {
    /// The value of the point nearest to `x`; `None` without points.
    fn at(&self, x: f64) -> Option<f64> {
        let far = |point: &&[f64; 2]| (point[0] - x).abs();
        let nearest = self
            .points
            .iter()
            .min_by(|a, b| far(a).total_cmp(&far(b)))?;
        Some(nearest[1])
    }
}

/// How values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `78.4 %` of 0.784.
    Percent,
    /// `0.4821`.
    Plain,
    /// `1.0e-4`.
    Power,
}

impl Format {
    /// A value in the legend.
    pub fn value(self, value: f64) -> String {
        match self {
            Self::Percent => format!("{:.1} %", value * 100.0),
            Self::Plain => format!("{value:.4}"),
            Self::Power if value == 0.0 => "0".to_owned(),
            Self::Power => format!("{value:.1e}"),
        }
    }

    fn tick(self, value: f64, decimals: usize) -> String {
        match self {
            Self::Percent => format!("{:.*} %", decimals.saturating_sub(2), value * 100.0),
            Self::Plain => format!("{value:.decimals$}"),
            Self::Power => self.value(value),
        }
    }
}

/// What is painted.
#[derive(Debug)]
pub struct Plot<'a> {
    /// What the values are.
    pub name: &'a str,
    /// Its name stands above it already.
    pub named: bool,
    /// What the places are: `epoch`.
    pub across: &'a str,
    /// The curves, the last one on top.
    pub lines: Vec<Line>,
    /// A dashed line at a value, with its words.
    pub level: Option<(f64, &'a str)>,
    /// A point that counts, with its words.
    pub mark: Option<([f64; 2], String)>,
    /// How values are written.
    pub format: Format,
    /// The places go at least so far.
    pub reach: f64,
    /// The names and values stand in a column on the right; else above the curves.
    pub aside: bool,
    /// What is said while there is no point.
    pub waits: &'a str,
}

/// Paints the plot.
pub fn show(ui: &mut Ui, extent: egui::Vec2, plot: &Plot<'_>) {
    let (all, response) = ui.allocate_exact_size(extent, Sense::hover());
    let said = in_words(plot);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
    if !ui.is_rect_visible(all) {
        return;
    }
    let tokens = theme::tokens(ui);
    let head = pos2(all.left(), all.top() + size::TUNE_HEAD / 2.0);
    let name = ui.painter().text(
        head,
        Align2::LEFT_CENTER,
        if plot.named { "" } else { plot.name },
        font::body_medium(),
        tokens.text,
    );
    let column = if plot.aside { size::LEGEND } else { 0.0 };
    let canvas = Rect::from_min_max(
        pos2(
            all.left() + size::SCALE_NUMBERS,
            all.top() + size::TUNE_HEAD + space::S,
        ),
        pos2(all.right() - column, all.bottom() - space::XL),
    );
    let Some((across, up)) = scales(plot, canvas) else {
        // There are no numbers beside it yet.
        let empty = canvas.with_min_x(all.left()).with_max_x(all.right());
        ui.painter()
            .rect_filled(empty, radius::CONTROL, tokens.surface);
        ui.painter().text(
            empty.center(),
            Align2::CENTER_CENTER,
            plot.waits,
            font::body(),
            tokens.text_weak,
        );
        return;
    };
    grid(ui, plot, canvas, (&across, &up));
    let screen = |[x, y]: [f64; 2]| pos2(across.place(x), up.place(y));
    for line in &plot.lines {
        curve(ui, canvas, line, screen);
    }
    if let Some((point, words)) = &plot.mark {
        mark(ui, canvas, screen(*point), words);
    }
    let pointer = response.hover_pos().filter(|at| canvas.contains(*at));
    let here = pointer.and_then(|at| nearest(plot, |x| across.place(x), at.x));
    if let Some(x) = here {
        let stroke = Stroke::new(size::HAIRLINE, tokens.text_weak);
        ui.painter()
            .vline(across.place(x), canvas.y_range(), stroke);
    }
    legend(ui, plot, all, canvas, name.right(), here);
}

/// `Macro AUC: validation 78.4 %, Drama 80.1 %`.
fn in_words(plot: &Plot<'_>) -> String {
    let values = plot.lines.iter().filter(|line| line.look != Look::Faint);
    let values: Vec<String> = values
        .filter_map(|line| {
            let [_, last] = line.points.last()?;
            Some(format!("{} {}", line.name, plot.format.value(*last)))
        })
        .collect();
    match values.is_empty() {
        true => format!("{}: {}", plot.name, plot.waits),
        false => format!("{}: {}", plot.name, values.join(", ")),
    }
}

/// Places and values; `None` without a point.
fn scales(plot: &Plot<'_>, canvas: Rect) -> Option<(Scale, Scale)> {
    let points = || plot.lines.iter().flat_map(|line| &line.points);
    let first = points().map(|point| point[0]).reduce(f64::min)?;
    let last = points().map(|point| point[0]).fold(plot.reach, f64::max);
    let level = plot.level.map(|(value, _)| value);
    let values = || points().map(|point| point[1]).chain(level);
    let (low, high) = (
        values().fold(f64::INFINITY, f64::min),
        values().fold(f64::NEG_INFINITY, f64::max),
    );
    // The first step's value, or all the same: a scale as wide as its rounding says nothing.
    let margin = if high - low < FLAT * high.abs().max(low.abs()) {
        high.abs().max(low.abs()) / 5.0
    } else {
        0.0
    };
    let (least, most) = round_range([low - margin, high + margin]);
    Some((
        Scale::new((first, last), (canvas.left(), canvas.right())),
        Scale::new((least, most), (canvas.bottom(), canvas.top())),
    ))
}

/// The x of the point nearest to the pointer.
fn nearest(plot: &Plot<'_>, place: impl Fn(f64) -> f32, pointer: f32) -> Option<f64> {
    let all = plot.lines.iter().flat_map(|line| &line.points);
    let xs = all.map(|point| point[0]);
    xs.min_by(|a, b| {
        let far = |x: f64| (place(x) - pointer).abs();
        far(*a).total_cmp(&far(*b))
    })
}

fn grid(ui: &Ui, plot: &Plot<'_>, canvas: Rect, (across, up): (&Scale, &Scale)) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let line = Stroke::new(size::HAIRLINE, tokens.border.gamma_multiply(0.6));
    let rows = (canvas.height() / size::SCALE_STEP).max(1.0) as usize;
    let decimals = up.decimals(rows);
    for value in up.ticks(rows) {
        let y = up.place(value);
        painter.hline(canvas.x_range(), y, line);
        painter.text(
            pos2(canvas.left() - space::S, y),
            Align2::RIGHT_CENTER,
            plot.format.tick(value, decimals),
            font::caption_number(),
            tokens.text_weak,
        );
    }
    let columns = (canvas.width() / size::SCALE_STEP).max(1.0) as usize;
    let below = canvas.bottom() + space::S;
    let word = painter.text(
        pos2(canvas.right(), below),
        Align2::RIGHT_TOP,
        plot.across,
        font::caption(),
        tokens.text_weak,
    );
    // Half an epoch is no epoch.
    let whole = across.ticks(columns).into_iter();
    for value in whole.filter(|value| value.fract().abs() < 1e-6) {
        let x = across.place(value);
        if x < word.left() - space::M {
            painter.text(
                pos2(x, below),
                Align2::CENTER_TOP,
                format!("{value:.0}"),
                font::caption_number(),
                tokens.text_weak,
            );
        }
    }
    if let Some((value, words)) = plot.level {
        let y = up.place(value);
        let ends = [pos2(canvas.left(), y), pos2(canvas.right(), y)];
        let stroke = Stroke::new(size::HAIRLINE, tokens.text_weak);
        painter.extend(Shape::dashed_line(&ends, stroke, size::DASH, size::DASH));
        let at = ends[1] + vec2(-space::XS, -space::XS / 2.0);
        let (face, ink) = (font::caption(), tokens.text_weak);
        on_plate(ui, at, Align2::RIGHT_BOTTOM, words, (face, ink));
    }
}

/// Words over curves: on a ground of their own, or they would be crossed out.
fn on_plate(ui: &Ui, at: Pos2, align: Align2, words: &str, (face, ink): (FontId, Color32)) {
    let galley = ui.painter().layout_no_wrap(words.to_owned(), face, ink);
    let place = align.anchor_size(at, galley.size());
    let ground = theme::tokens(ui).window.gamma_multiply(0.8);
    ui.painter()
        .rect_filled(place.expand2(vec2(space::XS, 0.0)), radius::POSTER, ground);
    ui.painter().galley(place.min, galley, ink);
}

fn curve(ui: &Ui, canvas: Rect, line: &Line, screen: impl Fn([f64; 2]) -> Pos2) {
    let (width, ink) = match line.look {
        Look::Strong => (size::CURVE * 1.4, line.ink),
        Look::Thin => (size::CURVE * 0.8, line.ink),
        Look::Faint => (size::HAIRLINE, line.ink.gamma_multiply(0.35)),
    };
    let points: Vec<Pos2> = line.points.iter().map(|point| screen(*point)).collect();
    let painter = ui.painter().with_clip_rect(canvas.expand(size::POINT));
    if points.len() <= DOTS && line.look != Look::Faint {
        for point in &points {
            painter.circle_filled(*point, width, ink);
        }
    }
    let stroke = PathStroke::from(Stroke::new(width, ink));
    painter.add(PathShape::line(points, stroke));
}

fn mark(ui: &Ui, canvas: Rect, at: Pos2, words: &str) {
    let tokens = theme::tokens(ui);
    let ring = Stroke::new(size::TICK, tokens.window);
    ui.painter().circle(at, size::POINT, tokens.accent, ring);
    // On the side where there is room.
    let (align, aside) = if at.x > canvas.center().x {
        (Align2::RIGHT_BOTTOM, -space::XS)
    } else {
        (Align2::LEFT_BOTTOM, space::XS)
    };
    let room_above = at.y - canvas.top() > space::XL;
    let (align, y) = if room_above {
        (align, -space::S)
    } else {
        (Align2([align.x(), egui::Align::Min]), space::S)
    };
    let (face, ink) = (font::caption_medium(), tokens.accent_text);
    on_plate(ui, at + vec2(aside, y), align, words, (face, ink));
}

/// Names with their values: at the pointer, else at each curve's end.
fn legend(ui: &Ui, plot: &Plot<'_>, all: Rect, canvas: Rect, name_ends: f32, here: Option<f64>) {
    let tokens = theme::tokens(ui);
    let shown = plot.lines.iter().filter(|line| line.look != Look::Faint);
    let entries: Vec<(&Line, String)> = shown
        .filter_map(|line| {
            let value = match here {
                Some(x) => line.at(x)?,
                None => line.points.last()?[1],
            };
            Some((line, plot.format.value(value)))
        })
        .collect();
    let painter = ui.painter();
    let sample = |left: f32, y: f32, line: &Line| {
        let rect = Rect::from_center_size(
            pos2(left + space::S / 2.0 + space::XS, y),
            vec2(space::M, size::TICK),
        );
        painter.rect_filled(rect, 0, line.ink);
        rect.right() + space::XS + space::XS / 2.0
    };
    if plot.aside {
        let left = canvas.right() + space::M;
        let place = here.map_or_else(String::new, |x| format!("{} {x:.0}", plot.across));
        let mut y = all.top() + size::TUNE_HEAD / 2.0;
        let (right, face) = (pos2(all.right(), y), font::caption_number());
        painter.text(right, Align2::RIGHT_CENTER, place, face, tokens.text_weak);
        y += size::HOVER_ROW;
        for (line, value) in entries.iter().rev() {
            let at = sample(left, y, line);
            let (face, ink) = match line.look {
                Look::Strong => (font::caption_medium(), tokens.text),
                _ => (font::caption(), tokens.text_weak),
            };
            painter.text(pos2(at, y), Align2::LEFT_CENTER, &line.name, face, ink);
            let right = pos2(all.right(), y);
            painter.text(
                right,
                Align2::RIGHT_CENTER,
                value,
                font::caption_number(),
                tokens.text,
            );
            y += size::HOVER_ROW;
        }
        return;
    }
    // From the right edge to the left, as far as there is room.
    let y = all.top() + size::TUNE_HEAD / 2.0;
    let mut right = all.right();
    for (line, value) in entries.iter().rev() {
        let text = format!("{} {value}", line.name);
        let galley = painter.layout_no_wrap(text, font::caption_number(), tokens.text_weak);
        let left = right - galley.size().x;
        let begins = left - space::M - space::S;
        if begins < name_ends + space::S {
            break;
        }
        painter.galley(
            pos2(left, y - galley.size().y / 2.0),
            galley,
            tokens.text_weak,
        );
        sample(begins, y, line);
        right = begins - space::S;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plot(lines: Vec<Line>) -> Plot<'static> {
        Plot {
            name: "Macro AUC",
            named: false,
            across: "epoch",
            lines,
            level: Some((0.803, "the study")),
            mark: None,
            format: Format::Percent,
            reach: 12.0,
            aside: true,
            waits: "after the first epoch",
        }
    }

    fn line(points: &[[f64; 2]]) -> Line {
        Line {
            name: "validation".to_owned(),
            ink: Color32::WHITE,
            look: Look::Strong,
            points: points.to_vec(),
        }
    }

    #[test]
    fn the_scales_hold_points_level_and_planned_epochs() {
        let canvas = Rect::from_min_max(pos2(0.0, 0.0), pos2(110.0, 100.0));
        assert!(scales(&plot(vec![line(&[])]), canvas).is_none());
        let plot = plot(vec![line(&[[1.0, 0.72], [2.0, 0.76]])]);
        let (across, up) = scales(&plot, canvas).expect("two points");
        assert_eq!((across.place(1.0), across.place(12.0)), (0.0, 110.0));
        for value in [0.72, 0.803] {
            assert!((0.0..=100.0).contains(&up.place(value)), "{value}");
        }
        assert_eq!(nearest(&plot, |x| across.place(x), 100.0), Some(2.0));
    }

    #[test]
    fn equal_values_have_a_scale_that_people_read() {
        let canvas = Rect::from_min_max(pos2(0.0, 0.0), pos2(110.0, 100.0));
        for value in [5e-5, 0.366_406_872_558_5] {
            let mut plot = plot(vec![line(&[[1.0, value], [2.0, value * (1.0 + 1e-15)]])]);
            plot.level = None;
            let (_, up) = scales(&plot, canvas).expect("two points");
            let ticks = up.ticks(2);
            assert!(ticks.len() >= 2 && ticks.len() < 6, "{ticks:?}");
            assert!((0.0..=100.0).contains(&up.place(value)));
            assert!(
                ticks.iter().all(|tick| (tick / value - 1.0).abs() < 0.5),
                "{ticks:?}"
            );
        }
        // All zero, as a rate at the very end.
        let mut plot = plot(vec![line(&[[1.0, 0.0]])]);
        plot.level = None;
        assert!(scales(&plot, canvas).is_some());
    }

    #[test]
    fn a_screen_reader_hears_the_last_values() {
        let said = in_words(&plot(vec![line(&[[1.0, 0.72], [2.0, 0.784]])]));
        assert_eq!(said, "Macro AUC: validation 78.4 %");
        let said = in_words(&plot(Vec::new()));
        assert_eq!(said, "Macro AUC: after the first epoch");
    }

    #[test]
    fn values_are_written_as_people_read_them() {
        assert_eq!(Format::Percent.value(0.8034), "80.3 %");
        assert_eq!(Format::Percent.tick(0.75, 2), "75 %");
        assert_eq!(Format::Percent.tick(0.785, 3), "78.5 %");
        assert_eq!(Format::Power.value(1e-4), "1.0e-4");
    }
}
