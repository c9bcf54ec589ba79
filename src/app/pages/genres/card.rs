//! One figure on its card: title, note, controls, the chart, and what pointer and keyboard find in it.

use egui::{
    Align, Frame, Id, Label, Layout, Margin, Popup, PopupCloseBehavior, Pos2, Rect, RichText, Role,
    Shape, Stroke, StrokeKind, Tooltip, Ui, pos2, vec2,
};

use super::canvas::Picture;
use super::walk::{Said, Touched, Walk, bounds};
use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::segments::{self, Segment};
use crate::charts::{Chart, Place, Spot};
use crate::explore::browse::Wish;
use crate::explore::genres::save::{Export, Form};
use crate::explore::genres::{Figure, Look, Spread};

use super::command::Saving;

/// What is asked for on a card.
pub enum Asked {
    /// To see these films.
    Films(Box<Wish>),
    /// To save the figure.
    Save(Saving),
}

/// A figure's card.
pub struct Card {
    /// What it shows.
    pub figure: Figure,
    chart: Option<Box<dyn Chart + Send + Sync>>,
    picture: Option<(Fit, Picture)>,
    walk: Walk,
}

/// What a picture was drawn for.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fit {
    width: f32,
    pixels: f32,
}

impl Card {
    /// An empty card.
    pub fn new(figure: Figure) -> Self {
        Self {
            figure,
            chart: None,
            picture: None,
            walk: Walk::default(),
        }
    }

    /// Other numbers are shown from now on.
    pub fn forget(&mut self) {
        (self.chart, self.picture) = (None, None);
    }

    /// Paints the card over the whole width; what was asked for goes to `asked`.
    pub fn show(&mut self, ui: &mut Ui, spread: &Spread, look: &mut Look, asked: &mut Vec<Asked>) {
        let tokens = theme::tokens(ui);
        Frame::new()
            .fill(tokens.surface)
            .corner_radius(radius::CARD)
            .inner_margin(Margin::same(space::L as i8))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
                self.head(ui, spread, look, asked);
                ui.add_space(space::S);
                self.body(ui, spread, *look, asked);
            });
    }

    fn head(&self, ui: &mut Ui, spread: &Spread, look: &mut Look, asked: &mut Vec<Asked>) {
        ui.horizontal(|ui| {
            ui.set_min_height(size::BUTTON);
            ui.label(RichText::new(self.figure.title()).font(font::strong()));
            let choice = match self.figure {
                Figure::Together => Some((&mut look.of_row, ["Films", "Share of row"])),
                Figure::Decades => Some((&mut look.whole, ["Counts", "Shares"])),
                _ => None,
            };
            if let Some((value, words)) = choice {
                ui.add_space(space::S);
                let segments = words.map(Segment::from);
                if let Some(pressed) = segments::show(ui, &segments, usize::from(*value)) {
                    *value = pressed == 1;
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                self.export(ui, spread, *look, asked);
            });
        });
        let weak = theme::tokens(ui).text_weak;
        let note = RichText::new(self.figure.note(spread));
        ui.add(Label::new(note.font(font::caption()).color(weak)).wrap());
    }

    /// A small button that opens the three forms of a file.
    fn export(&self, ui: &mut Ui, spread: &Spread, look: Look, asked: &mut Vec<Asked>) {
        let name = format!("Export: {}", self.figure.title());
        let response = button::icon_button(ui, Icon::Drop, &name);
        Popup::menu(&response)
            .gap(space::XS)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                for (form, icon, word) in [
                    (Form::Png, Icon::Library, "Picture (PNG)…"),
                    (Form::Svg, Icon::Curve, "Drawing (SVG)…"),
                    (Form::Csv, Icon::Table, "Numbers (CSV)…"),
                ] {
                    if button::button(ui, Weight::Quiet, icon, word).clicked() {
                        let export = Export {
                            figure: self.figure,
                            scope: spread.scope,
                            look,
                            form,
                        };
                        asked.push(Asked::Save(Saving::One(export)));
                        ui.close();
                    }
                }
            });
    }

    fn body(&mut self, ui: &mut Ui, spread: &Spread, look: Look, asked: &mut Vec<Asked>) {
        let figure = self.figure;
        let chart = self.chart.get_or_insert_with(|| figure.chart(spread, look));
        let fit = Fit {
            width: ui.available_width(),
            pixels: ui.ctx().pixels_per_point(),
        };
        let fresh = self.picture.take().filter(|(known, _)| *known == fit);
        let (_, picture) = self
            .picture
            .insert(fresh.unwrap_or_else(|| (fit, Picture::of(ui, &**chart, fit.width))));
        let room = vec2(fit.width, picture.drawn.height);
        let (rect, _) = ui.allocate_exact_size(room, egui::Sense::hover());
        let said = |spot: Spot| Said {
            role: match figure.wish(spread, spot.at) {
                Some(_) => Role::Button,
                None => Role::Label,
            },
            words: figure.said(spread, spot.at),
        };
        let id = Id::unique(("genres chart", figure));
        let spots = &picture.drawn.spots;
        let touched = self.walk.sense(ui, id, rect.min, spots, said);
        for spot in [touched.hovered, touched.focused].into_iter().flatten() {
            beneath(ui, figure, spot, rect.min);
        }
        picture.paint(ui, rect.min);
        above(ui, figure, touched, rect.min);
        if let Some(spot) = touched.hovered.or(touched.focused) {
            let wanted = figure.wish(spread, spot.at).is_some();
            tip(
                ui,
                id,
                touched,
                spot,
                rect.min,
                &figure.said(spread, spot.at),
                wanted,
            );
        }
        let wish = touched
            .pressed
            .and_then(|spot| figure.wish(spread, spot.at));
        if let Some(wish) = wish {
            asked.push(Asked::Films(Box::new(wish)));
        }
    }
}

/// Whether a figure's spots are whole rows.
fn has_rows(figure: Figure) -> bool {
    matches!(figure, Figure::Counts | Figure::PerFilm | Figure::Listed)
}

/// A row lights up under its bar.
fn beneath(ui: &Ui, figure: Figure, spot: Spot, corner: Pos2) {
    if has_rows(figure) {
        let rect = bounds(spot.place, corner.to_vec2()).expand2(vec2(space::XS, 0.0));
        let fill = theme::tokens(ui).raised;
        ui.painter().rect_filled(rect, radius::BAR, fill);
    }
}

/// A frame around what the pointer is on, a ring around what the keyboard is on.
fn above(ui: &Ui, figure: Figure, touched: Touched, corner: Pos2) {
    let tokens = theme::tokens(ui);
    if let Some(spot) = touched.hovered.filter(|_| !has_rows(figure)) {
        let stroke = Stroke::new(size::ICON_STROKE, tokens.text);
        outline(ui, spot.place, corner, stroke);
    }
    if let Some(spot) = touched.focused {
        outline(ui, spot.place, corner, tokens.ring());
    }
}

fn outline(ui: &Ui, place: Place, corner: Pos2, stroke: Stroke) {
    let offset = corner.to_vec2();
    match place {
        Place::Area(_) => {
            let rect = bounds(place, offset);
            ui.painter()
                .rect_stroke(rect, radius::BAR / 2, stroke, StrokeKind::Outside);
        }
        Place::Sector(ring, from, to) => {
            const STEPS: usize = 90;
            let turn = |at: usize| from + (to - from) * at as f32 / STEPS as f32;
            let outer = (0..=STEPS).map(|at| ring.at(turn(at), ring.outer));
            let inner = (0..=STEPS).rev().map(|at| ring.at(turn(at), ring.inner));
            let points = outer.chain(inner).map(|(x, y)| pos2(x, y) + offset);
            ui.painter()
                .add(Shape::closed_line(points.collect(), stroke));
        }
    }
}

/// The numbers, beside the pointer or below what the keyboard is on.
fn tip(ui: &Ui, id: Id, touched: Touched, spot: Spot, corner: Pos2, words: &str, wanted: bool) {
    let rect: Rect = bounds(spot.place, corner.to_vec2());
    let mut tip = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, rect);
    if touched.hovered.is_some() {
        tip = tip.at_pointer().gap(space::M);
    }
    tip.show(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.label(RichText::new(words).font(font::body()));
        if wanted {
            let weak = theme::tokens(ui).text_weak;
            let hint = RichText::new("Press to see the library's films with these labels");
            ui.label(hint.font(font::caption()).color(weak));
        }
    });
}
