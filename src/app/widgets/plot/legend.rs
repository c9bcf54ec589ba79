//! Names and values of the curves. An entry that is pressed hides its curve or brings it back; the
//! curve of the entry under the pointer is lit.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, FontId, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::kept::Kept;
use super::readout::{self, Here};
use super::values::{Kind, Line, Look, Plot, is_point};
use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::button;

/// In place of a value where there is none.
const NONE: &str = "–";

/// One curve's entry.
pub struct Entry {
    /// Which curve.
    line: usize,
    response: Response,
}

/// The entries of a plot, where they stand.
pub struct Legend {
    entries: Vec<Entry>,
    /// What of them is seen.
    clip: Rect,
    /// How much of the plot's height they take above the curves.
    pub height: f32,
    /// Where they begin.
    pub left: f32,
}

impl Legend {
    /// Places the entries and follows the hand. They stand right of `left`, on top of `all` or in a
    /// column at its right edge.
    pub fn follow(ui: &mut Ui, plot: &Plot<'_>, kept: &mut Kept, all: Rect, left: f32) -> Self {
        let legend = match plot.kind {
            Kind::Many { aside: true } => column(ui, plot, all),
            Kind::Many { aside: false } => above(ui, plot, all, left),
            Kind::Alone(_) => Self {
                entries: Vec::new(),
                clip: Rect::NOTHING,
                height: size::TUNE_HEAD,
                left: all.right(),
            },
        };
        for entry in &legend.entries {
            if let Some(line) = plot.lines.get(entry.line)
                && entry.response.clicked()
                && !kept.hidden.remove(&line.name)
            {
                kept.hidden.insert(line.name.clone());
            }
        }
        legend
    }

    /// The curve that is looked at.
    pub fn hot(&self) -> Option<usize> {
        let hot = |entry: &&Entry| entry.response.hovered() || entry.response.has_focus();
        self.entries.iter().find(hot).map(|entry| entry.line)
    }

    /// Paints the entries with the values at `here`, else those at each curve's end.
    pub fn paint(&self, ui: &Ui, plot: &Plot<'_>, kept: &Kept, here: Option<Here>) {
        let pace = readout::pace(&plot.lines);
        for entry in &self.entries {
            let Some(line) = plot.lines.get(entry.line) else {
                continue;
            };
            let value = match here {
                Some(Here::At(x)) => readout::at(line, x, pace).map(|point| point[1]),
                _ => line.last(),
            };
            let value = value.map_or_else(|| NONE.to_owned(), |value| plot.up.format.value(value));
            let hidden = kept.hidden.contains(&line.name);
            let said = format!("{} {value}", line.name);
            entry
                .response
                .widget_info(|| WidgetInfo::selected(Role::CheckBox, true, !hidden, &said));
            self.entry(ui, plot, line, &entry.response, (&value, hidden));
        }
        if let (Kind::Many { aside: true }, Some(Here::At(x))) = (&plot.kind, here) {
            let at = pos2(
                self.clip.right() - space::XS,
                self.clip.top() - size::TUNE_HEAD / 2.0 + space::XS / 2.0,
            );
            let words = readout::place_words(plot, Some(x));
            let ink = theme::tokens(ui).text_weak;
            let face = font::caption_number();
            ui.painter()
                .text(at, Align2::RIGHT_CENTER, words, face, ink);
        }
    }

    fn entry(
        &self,
        ui: &Ui,
        plot: &Plot<'_>,
        line: &Line<'_>,
        response: &Response,
        (value, hidden): (&str, bool),
    ) {
        let tokens = theme::tokens(ui);
        let painter = ui.painter().with_clip_rect(self.clip.expand(space::XS));
        let rect = response.rect;
        let aside = matches!(plot.kind, Kind::Many { aside: true });
        let looked_at = response.hovered() || response.has_focus();
        let (face, ink) = match line.look {
            Look::Strong if aside => (font::caption_medium(), tokens.text),
            _ if looked_at => (name_face(aside), tokens.text),
            _ => (name_face(aside), tokens.text_weak),
        };
        let ink = if hidden { tokens.bar_dim } else { ink };
        let sample = sample(rect);
        if hidden {
            let stroke = Stroke::new(size::HAIRLINE, ink);
            let hollow = sample.expand2(vec2(0.0, size::HAIRLINE));
            painter.rect_stroke(hollow, 0, stroke, StrokeKind::Inside);
        } else {
            painter.rect_filled(sample, 0, line.ink);
        }
        let at = pos2(sample.right() + SAMPLE_GAP, rect.center().y);
        let right = pos2(rect.right() - space::XS, rect.center().y);
        if aside {
            let mut ends = right.x;
            if !hidden {
                let face = font::caption_number();
                let value = painter.text(right, Align2::RIGHT_CENTER, value, face, tokens.text);
                ends = value.left() - space::XS;
            }
            let format = TextFormat::simple(face, ink);
            let mut name = LayoutJob::single_section(line.name.clone(), format);
            name.wrap = TextWrapping::truncate_at_width(ends - at.x);
            let galley = painter.layout_job(name);
            let place = Align2::LEFT_CENTER.anchor_size(at, galley.size());
            painter.galley(place.min, galley, ink);
        } else {
            let name = painter.text(at, Align2::LEFT_CENTER, &line.name, face.clone(), ink);
            if !hidden {
                let at = pos2(name.right() + space::XS, at.y);
                painter.text(at, Align2::LEFT_CENTER, value, face, ink);
            }
        }
        let ring = rect
            .intersect(self.clip)
            .shrink2(vec2(0.0, size::RING / 2.0));
        button::focus_ring(ui, response, ring, radius::POSTER);
    }
}

/// Between the sample of a colour and its name.
const SAMPLE_GAP: f32 = space::XS + space::XS / 2.0;

fn name_face(aside: bool) -> FontId {
    if aside {
        font::caption()
    } else {
        font::caption_number()
    }
}

/// The colour before a name.
fn sample(entry: Rect) -> Rect {
    let left = pos2(entry.left() + space::XS, entry.center().y);
    Rect::from_min_size(
        left - vec2(0.0, size::TICK / 2.0),
        vec2(space::M, size::TICK),
    )
}

fn entry(ui: &Ui, plot: &Plot<'_>, line: usize, rect: Rect) -> Option<Entry> {
    let name = &plot.lines.get(line)?.name;
    let id = plot.id.with(("entry", name));
    let response = ui.interact(rect, id, Sense::click());
    Some(Entry { line, response })
}

/// The curves that have something to say.
fn named<'a>(plot: &'a Plot<'_>) -> impl DoubleEndedIterator<Item = usize> + 'a {
    let lines = plot.lines.iter().enumerate();
    lines
        .filter(|(_, line)| !line.is_empty() && !line.name.is_empty())
        .map(|(at, _)| at)
}

/// From the last curve down, one below the other; they scroll where there are too many.
fn column(ui: &mut Ui, plot: &Plot<'_>, all: Rect) -> Legend {
    let place = Rect::from_min_max(
        pos2(
            all.right() - size::LEGEND + space::M - space::XS,
            all.top() + size::TUNE_HEAD - space::XS / 2.0,
        ),
        pos2(all.right() + space::XS, all.bottom()),
    );
    let mut entries = Vec::new();
    let builder = UiBuilder::new()
        .max_rect(place)
        .id_salt(plot.id.with("legend"));
    // A child: what stands here must not move what stands beside the plot.
    let ui = &mut ui.new_child(builder);
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().auto_shrink(false);
    area.show(ui, |ui| {
        for line in named(plot).rev() {
            let (rect, _) =
                ui.allocate_exact_size(vec2(place.width(), size::HOVER_ROW), Sense::hover());
            entries.extend(entry(ui, plot, line, rect));
        }
    });
    Legend {
        entries,
        clip: place,
        height: size::TUNE_HEAD,
        left: place.left(),
    }
}

/// One beside the other at the right edge, in as many lines as they need.
fn above(ui: &Ui, plot: &Plot<'_>, all: Rect, left: f32) -> Legend {
    let lines: Vec<usize> = named(plot).collect();
    let widths: Vec<f32> = lines.iter().map(|at| width(ui, plot, *at)).collect();
    let room = all.right() - left;
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut filled = f32::INFINITY;
    for (at, wide) in widths.iter().enumerate() {
        if filled + wide > room {
            rows.push(Vec::new());
            filled = 0.0;
        }
        filled += wide;
        if let Some(row) = rows.last_mut() {
            row.push(at);
        }
    }
    let lines_high = rows.len().max(1) as f32 * size::HOVER_ROW;
    let height = lines_high.max(size::TUNE_HEAD);
    let mut top = all.top() + (height - lines_high) / 2.0;
    let mut entries = Vec::new();
    let mut begins = all.right();
    for row in rows {
        let wide: f32 = row.iter().map(|at| widths[*at]).sum();
        let mut x = all.right() + space::XS - wide;
        begins = begins.min(x);
        for at in row {
            let rect = Rect::from_min_size(pos2(x, top), vec2(widths[at], size::HOVER_ROW));
            entries.extend(entry(ui, plot, lines[at], rect));
            x += widths[at];
        }
        top += size::HOVER_ROW;
    }
    Legend {
        entries,
        clip: Rect::from_min_max(all.min, pos2(all.right() + space::XS, all.top() + height)),
        height,
        left: begins,
    }
}

/// How wide an entry is: its place does not depend on the value of the moment.
fn width(ui: &Ui, plot: &Plot<'_>, line: usize) -> f32 {
    let line = &plot.lines[line];
    let points = || line.points.iter().filter(|point| is_point(point));
    let values = points().map(|point| point[1]);
    let (least, most) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let wide = |text: String| {
        let ink = egui::Color32::PLACEHOLDER;
        let galley = ui
            .painter()
            .layout_no_wrap(text, font::caption_number(), ink);
        galley.size().x
    };
    let value = |value: f64| wide(plot.up.format.value(value));
    let text = wide(line.name.clone()) + space::XS + value(least).max(value(most));
    space::XS + space::M + SAMPLE_GAP + text + space::XS
}
