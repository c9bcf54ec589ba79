//! Two genres against each other: every poster at its two probabilities, as a picture where there
//! is room, as a dot where there is none. Zoom with the wheel, move by dragging; a click opens.

use std::sync::Arc;

use egui::{Id, Rect, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use self::dots::Dots;
use self::frame::Frame;
use self::points::Points;
use crate::app::state::State;
use crate::app::theme::{self, radius, size, space};
use crate::app::widgets::poster;
use crate::catalog::Genre;
use crate::explore::LibraryScores;

mod axes;
mod dots;
mod frame;
mod hand;
mod placement;
mod points;
mod posters;

/// What is seen of the plane.
#[derive(Default)]
pub struct Plane {
    /// `None`: all of it.
    frame: Option<Frame>,
    points: Option<Points>,
    pictures: Option<Pictures>,
    dots: Dots,
    /// The point that the keyboard is on.
    selected: Option<usize>,
    moved: bool,
    focused: bool,
}

/// The points that have a picture at one step of the zoom.
struct Pictures {
    level: i32,
    canvas: Vec2,
    points: Vec<u32>,
    has_one: Vec<bool>,
}

impl Plane {
    /// Shows all of it.
    pub fn fit(&mut self) {
        self.frame = None;
    }

    /// Points and pictures for what is to be shown.
    fn follow(
        &mut self,
        scores: &Arc<LibraryScores>,
        pair: [usize; 2],
        rows: &Arc<[usize]>,
        canvas: Rect,
    ) {
        // A picture at the very edge is seen whole.
        let margin = (picture_size() / 2.0 + Vec2::splat(space::S)) / canvas.size();
        let same = |points: &Points| points.is_of(scores, pair, rows, margin);
        if !self.points.as_ref().is_some_and(same) {
            self.points = Some(Points::new(scores, pair, rows, margin));
            self.pictures = None;
            self.selected = None;
            self.dots.forget();
        }
    }

    fn place_pictures(&mut self, canvas: Rect, level: i32) {
        let same = |known: &Pictures| known.level == level && known.canvas == canvas.size();
        if self.pictures.as_ref().is_some_and(same) {
            return;
        }
        let Some(points) = &self.points else {
            return;
        };
        let plane = canvas.size() * placement::zoom_of(level);
        let picture = picture_size() + Vec2::splat(space::XS);
        let placed = placement::place(&points.shares, &points.order, plane, picture);
        let mut has_one = vec![false; points.places.len()];
        for point in &placed {
            has_one[*point as usize] = true;
        }
        self.pictures = Some(Pictures {
            level,
            canvas: canvas.size(),
            points: placed,
            has_one,
        });
        self.dots.forget();
    }
}

fn picture_size() -> Vec2 {
    vec2(size::PLANE_POSTER, poster::height(size::PLANE_POSTER))
}

/// Paints the plane over the rest of the page.
pub fn show(ui: &mut Ui, state: &mut State, scores: &Arc<LibraryScores>) {
    let pair = state.top100.pair_in(scores);
    let Some(ranking) = &state.top100.ranking else {
        return;
    };
    let rows = Arc::clone(ranking.matching_rows());
    let listens = !state.shortcuts_open && !egui::Popup::is_any_open(ui.ctx());
    let canvas = canvas(ui);
    let plane = &mut state.top100.plane;
    plane.follow(scores, pair, &rows, canvas);
    let genres = pair.map(|genre| &scores.genres()[genre]);
    let tokens = theme::tokens(ui);
    let colors = colors(tokens, genres);
    let response = ui.interact(canvas, Id::unique("plane"), Sense::click_and_drag());
    response.widget_info(|| {
        let name = format!("{} across, {} up", genres[0], genres[1]);
        WidgetInfo::labeled(Role::Image, true, name)
    });
    let Some(whole) = plane.points.as_ref().map(|points| points.whole) else {
        return;
    };
    let seen = hand::look_around(ui, plane, &response, canvas, whole);
    let level = placement::level(seen.zoom(&whole));
    plane.place_pictures(canvas, level);
    let seen = if listens {
        hand::keys(ui, plane, canvas, seen, whole)
    } else {
        seen
    };
    ui.painter()
        .rect_filled(canvas, radius::CONTROL, tokens.surface);
    axes::scales(ui, canvas, &seen, genres);
    let thresholds = pair.map(|genre| {
        let thresholds = state.scoring.thresholds();
        thresholds.get(genre).copied().unwrap_or_default()
    });
    axes::thresholds(ui, canvas, &seen, genres, thresholds);
    let clip = ui.clip_rect();
    ui.set_clip_rect(canvas.intersect(clip));
    let pressed = posters::show(ui, state, scores, &response, (canvas, seen, level), colors);
    ui.set_clip_rect(clip);
    hand::buttons(ui, &mut state.top100.plane, canvas, seen, whole);
    if let Some(row) = pressed {
        super::open(state, scores.film(row));
    }
}

/// What the labels are painted in: neither, across, up, both.
fn colors(tokens: &theme::Tokens, genres: [&Genre; 2]) -> [egui::Color32; 4] {
    let [across, up] = genres.map(|genre| tokens.genre(genre));
    [tokens.bar_dim, across, up, tokens.text]
}

/// What the colours of dots and edges mean, and the dashed lines: words for the page's head.
pub fn legend(ui: &mut Ui, genres: [&Genre; 2]) {
    let colors = colors(theme::tokens(ui), genres);
    axes::legend(ui, genres, colors);
}

/// The rest of the page, with room for the scales.
fn canvas(ui: &mut Ui) -> Rect {
    let page = ui.available_rect_before_wrap();
    Rect::from_min_max(
        page.min + vec2(size::SCALE_NUMBERS, space::L),
        page.max - vec2(space::L, space::XXL),
    )
}
