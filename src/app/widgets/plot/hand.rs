//! What the hand does on a plot: zoom, move, draw a box, show everything again, drag the point.
//!
//! In: egui's input over the plot, and what it shows. Out: the part of the plane that is seen, as
//! changes of egui_plot's bounds, and where the point is wanted. egui_plot's own navigation goes
//! beyond what there is to see, and takes the wheel from the page that scrolls; hence this one.

use egui::{EventFilter, Key, PointerButton, Pos2, Rect, Vec2};
use egui_plot::{PlotPoint, PlotUi};

use super::kept::{Grip, Kept};
use super::view::{self, Whole};
use crate::app::theme::size;

/// How much nearer a key brings.
const KEY_ZOOM: f64 = 1.25;
/// How far an arrow key moves: a share of what is seen.
const KEY_WAY: f64 = 0.1;

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Done {
    /// Everything is to be shown again.
    pub fit: bool,
    /// The point is wanted on the curve, near this place on the screen.
    pub wants: Option<Pos2>,
    /// A press on the curve, near this place on the screen: the point is wanted there if the curve
    /// is near.
    pub clicked: Option<Pos2>,
    /// The box that is being drawn.
    pub frame: Option<Rect>,
}

/// What is seen of the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seen {
    x: [f64; 2],
    y: [f64; 2],
}

impl Seen {
    fn of(plot: &PlotUi<'_>) -> Self {
        let (from, to) = (plot.plot_bounds().min(), plot.plot_bounds().max());
        Self {
            x: [from[0], to[0]],
            y: [from[1], to[1]],
        }
    }

    fn nearer(self, factor: [f64; 2], centre: PlotPoint, whole: &Whole) -> Self {
        Self {
            x: view::nearer(self.x, factor[0], centre.x, whole.x),
            y: view::nearer(self.y, factor[1], centre.y, whole.y),
        }
    }

    fn moved(self, way: [f64; 2], whole: &Whole) -> Self {
        Self {
            x: view::moved(self.x, way[0], whole.x),
            y: view::moved(self.y, way[1], whole.y),
        }
    }

    fn show(self, plot: &mut PlotUi<'_>, whole: &Whole) {
        let all = [
            view::is_whole(self.x, whole.x),
            view::is_whole(self.y, whole.y),
        ];
        plot.set_plot_bounds_x(self.x[0]..=self.x[1]);
        plot.set_plot_bounds_y(self.y[0]..=self.y[1]);
        plot.set_auto_bounds(all);
    }
}

/// Follows the hand; `handle` is where the point stands.
pub fn follow(
    plot: &mut PlotUi<'_>,
    kept: &mut Kept,
    whole: &Whole,
    handle: Option<[f64; 2]>,
) -> Done {
    let mut done = Done::default();
    let zoomed = is_zoomed(plot);
    let handle = handle.map(|at| plot.screen_from_plot(at.into()));
    let response = plot.response().clone();
    if response.double_clicked() {
        kept.grip = None;
        done.fit = zoomed;
        return done;
    }
    let pressed = plot.ctx().input(|input| input.pointer.any_pressed());
    if response.is_pointer_button_down_on() && pressed {
        if handle.is_some() {
            // The arrow keys go on from where the hand lets go.
            response.request_focus();
        }
        kept.grip = plot
            .ctx()
            .input(|input| input.pointer.press_origin())
            .map(|at| taken(plot, at, handle, zoomed));
    }
    match kept.grip {
        Some(Grip::Box(from)) => draw_box(plot, kept, whole, from, &mut done),
        Some(Grip::Plane) if zoomed && response.dragged() => {
            let way = -plot.pointer_coordinate_drag_delta();
            let way = [f64::from(way.x), f64::from(way.y)];
            Seen::of(plot).moved(way, whole).show(plot, whole);
        }
        Some(Grip::Handle) if response.is_pointer_button_down_on() => {
            done.wants = response.interact_pointer_pos();
        }
        _ => {}
    }
    if response.clicked() && zoomed && kept.grip == Some(Grip::Plane) && handle.is_some() {
        done.clicked = response.interact_pointer_pos();
    }
    if !response.is_pointer_button_down_on() {
        kept.grip = None;
    }
    wheel(plot, whole);
    if response.has_focus() {
        done.fit |= keys(plot, whole, handle.is_none());
    }
    done
}

/// Whether less than everything is seen.
pub fn is_zoomed(plot: &PlotUi<'_>) -> bool {
    let auto = plot.auto_bounds();
    !auto.x || !auto.y
}

/// What a press at this place takes hold of.
fn taken(plot: &PlotUi<'_>, at: Pos2, handle: Option<Pos2>, zoomed: bool) -> Grip {
    let boxes = plot.ctx().input(|input| {
        input.modifiers.shift || input.pointer.button_down(PointerButton::Secondary)
    });
    let near = handle.is_some_and(|handle| handle.distance(at) <= size::GRAB);
    match () {
        () if boxes => Grip::Box(at),
        // Where there is nothing to move, a press is meant for the point.
        () if near || (handle.is_some() && !zoomed) => Grip::Handle,
        () => Grip::Plane,
    }
}

/// A box is drawn: it is what is seen once it is let go.
fn draw_box(plot: &mut PlotUi<'_>, kept: &mut Kept, whole: &Whole, from: Pos2, done: &mut Done) {
    let frame = *plot.transform().frame();
    let response = plot.response().clone();
    let pointer = plot.ctx().input(|input| input.pointer.latest_pos());
    let Some(to) = pointer.map(|to| frame.clamp(to)) else {
        return;
    };
    let drawn = Rect::from_two_pos(from, to);
    // A stroke along one axis means that axis.
    let wide = drawn.size().x >= size::BOX_LEAST;
    let high = drawn.size().y >= size::BOX_LEAST;
    if response.is_pointer_button_down_on() {
        done.frame = (wide || high).then(|| {
            let x = if wide {
                drawn.x_range()
            } else {
                frame.x_range()
            };
            let y = if high {
                drawn.y_range()
            } else {
                frame.y_range()
            };
            Rect::from_x_y_ranges(x, y)
        });
        return;
    }
    kept.grip = None;
    let (a, b) = (plot.plot_from_screen(from), plot.plot_from_screen(to));
    let mut seen = Seen::of(plot);
    if wide {
        seen.x = view::boxed([a.x, b.x], whole.x);
    }
    if high {
        seen.y = view::boxed([a.y, b.y], whole.y);
    }
    if wide || high {
        seen.show(plot, whole);
    }
}

/// The wheel with Ctrl, or two fingers: nearer, around the pointer.
fn wheel(plot: &mut PlotUi<'_>, whole: &Whole) {
    if !plot.response().contains_pointer() {
        return;
    }
    let (factor, pointer) = plot
        .ctx()
        .input(|input| (input.zoom_delta_2d(), input.pointer.hover_pos()));
    if let Some(pointer) = pointer.filter(|_| factor != Vec2::splat(1.0)) {
        let factor = [f64::from(factor.x), f64::from(factor.y)];
        let centre = plot.plot_from_screen(pointer);
        Seen::of(plot)
            .nearer(factor, centre, whole)
            .show(plot, whole);
    }
}

/// Plus and minus, Home, and where they mean nothing else the arrows; whether everything is to be
/// shown again.
fn keys(plot: &mut PlotUi<'_>, whole: &Whole, arrows: bool) -> bool {
    let presses = |key: Key| plot.ctx().input(|input| input.num_presses(key)) as f64;
    let nearer = presses(Key::Plus) + presses(Key::Equals) - presses(Key::Minus);
    let home = presses(Key::Home) > 0.0;
    let right = presses(Key::ArrowRight) - presses(Key::ArrowLeft);
    let up = presses(Key::ArrowUp) - presses(Key::ArrowDown);
    let zoomed = is_zoomed(plot);
    if arrows {
        // While everything is seen, the arrows go on to the next thing.
        let filter = EventFilter {
            horizontal_arrows: zoomed,
            vertical_arrows: zoomed,
            ..EventFilter::default()
        };
        let id = plot.response().id;
        plot.ctx()
            .memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    }
    let seen = Seen::of(plot);
    if nearer != 0.0 {
        let factor = KEY_ZOOM.powf(nearer);
        let centre = plot.plot_bounds().center();
        seen.nearer([factor; 2], centre, whole).show(plot, whole);
    } else if arrows && zoomed && (right != 0.0 || up != 0.0) {
        let way = |range: [f64; 2], steps: f64| (range[1] - range[0]) * KEY_WAY * steps;
        let way = [way(seen.x, right), way(seen.y, up)];
        seen.moved(way, whole).show(plot, whole);
    }
    home && zoomed
}
