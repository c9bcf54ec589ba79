//! The icons, drawn as lines: they follow the theme's colours and need no font.

use egui::epaint::{PathShape, PathStroke};
use egui::{Color32, Painter, Pos2, Rect, Stroke, StrokeKind, pos2, vec2};

use crate::app::theme::{ThemeChoice, size};

/// A picture of a thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// One poster and its lines.
    Read,
    /// Many posters.
    Library,
    /// A folder.
    Open,
    /// A clipboard.
    Paste,
    /// Two sheets, one behind the other.
    Copy,
    /// A row of posters.
    Samples,
    /// A moon, a sun, or a half of each.
    Theme(ThemeChoice),
    /// A keyboard.
    Keys,
    /// A lens.
    Search,
    /// A cross.
    Close,
    /// A tick.
    Check,
    /// An arrow into a tray.
    Drop,
    /// Mind this.
    Alert,
    /// Bars of different lengths, in order.
    Compare,
    /// An arrow that goes round.
    Again,
    /// Three sliders.
    Sliders,
    /// An arrow back.
    Undo,
    /// An arrow forth.
    Redo,
    /// A closed lock.
    Locked,
    /// An open one.
    Unlocked,
    /// A ranking: three steps.
    Top,
    /// Columns of different heights on one line.
    Bars,
    /// A curve that rises between two axes.
    Curve,
    /// Rows and columns.
    Table,
    /// A corner that points down: there is a list.
    Down,
    /// A corner that points up.
    Up,
    /// A brush: away with what does not belong.
    Clean,
    /// A funnel.
    Funnel,
    /// A corner that points to the right: there is more, closed.
    Right,
    /// A triangle: go.
    Play,
    /// Two bars: wait.
    Pause,
    /// A square: enough.
    Stop,
    /// A pen.
    Edit,
    /// A bin.
    Delete,
    /// Two arrows past each other.
    Swap,
    /// Nearer.
    Plus,
    /// Farther.
    Minus,
    /// Four corners: everything.
    Whole,
    /// A star.
    Star,
}

struct Pen<'a> {
    painter: &'a Painter,
    rect: Rect,
    stroke: Stroke,
}

impl Pen<'_> {
    /// A point on the icon's grid of 24 by 24.
    fn at(&self, x: f32, y: f32) -> Pos2 {
        self.rect.min + vec2(x, y) * (self.rect.width() / 24.0)
    }

    fn line(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|(x, y)| self.at(*x, *y)).collect();
        self.painter
            .add(PathShape::line(points, PathStroke::from(self.stroke)));
    }

    fn frame(&self, x: (f32, f32), y: (f32, f32), radius: f32) {
        let rect = Rect::from_min_max(self.at(x.0, y.0), self.at(x.1, y.1));
        let radius = radius * self.rect.width() / 24.0;
        self.painter
            .rect_stroke(rect, radius, self.stroke, StrokeKind::Middle);
    }

    fn circle(&self, x: f32, y: f32, radius: f32) {
        let radius = radius * self.rect.width() / 24.0;
        self.painter
            .circle_stroke(self.at(x, y), radius, self.stroke);
    }

    fn dot(&self, x: f32, y: f32) {
        let color = self.stroke.color;
        self.painter
            .circle_filled(self.at(x, y), self.stroke.width * 0.8, color);
    }
}

/// Draws `icon` into the middle of `rect`, `side` points wide.
pub fn paint(painter: &Painter, rect: Rect, side: f32, icon: Icon, color: Color32) {
    let pen = Pen {
        painter,
        rect: Rect::from_center_size(rect.center(), vec2(side, side)),
        stroke: Stroke::new(size::ICON_STROKE, color),
    };
    match icon {
        Icon::Read => {
            pen.frame((3.0, 12.0), (4.0, 20.0), 1.5);
            pen.line(&[(16.0, 7.0), (22.0, 7.0)]);
            pen.line(&[(16.0, 12.0), (20.0, 12.0)]);
            pen.line(&[(16.0, 17.0), (21.5, 17.0)]);
        }
        Icon::Library => {
            for x in [3.0, 10.0, 17.0] {
                pen.frame((x, x + 4.5), (4.0, 11.0), 1.0);
                pen.frame((x, x + 4.5), (13.5, 20.5), 1.0);
            }
        }
        Icon::Open => pen.line(&[
            (3.0, 6.0),
            (9.0, 6.0),
            (11.0, 8.5),
            (21.0, 8.5),
            (21.0, 19.0),
            (3.0, 19.0),
            (3.0, 5.5),
        ]),
        Icon::Paste => {
            pen.frame((5.0, 19.0), (5.0, 21.0), 2.0);
            pen.frame((9.0, 15.0), (3.0, 7.0), 1.0);
        }
        Icon::Copy => {
            pen.frame((9.0, 20.0), (9.0, 21.0), 2.0);
            pen.line(&[(15.0, 4.0), (6.5, 4.0), (4.0, 6.5), (4.0, 15.5)]);
        }
        Icon::Samples => {
            pen.frame((2.0, 7.0), (7.0, 17.0), 1.0);
            pen.frame((9.5, 14.5), (7.0, 17.0), 1.0);
            pen.frame((17.0, 22.0), (7.0, 17.0), 1.0);
        }
        Icon::Theme(choice) => theme(&pen, choice),
        Icon::Keys => {
            pen.frame((2.5, 21.5), (6.5, 17.5), 2.0);
            for x in [6.5, 10.2, 13.8, 17.5] {
                pen.dot(x, 10.5);
            }
            pen.line(&[(8.0, 14.0), (16.0, 14.0)]);
        }
        Icon::Search => {
            pen.circle(10.5, 10.5, 6.5);
            pen.line(&[(15.5, 15.5), (21.0, 21.0)]);
        }
        Icon::Close => {
            pen.line(&[(6.0, 6.0), (18.0, 18.0)]);
            pen.line(&[(18.0, 6.0), (6.0, 18.0)]);
        }
        Icon::Check => pen.line(&[(4.5, 12.5), (10.0, 18.0), (20.0, 6.5)]),
        Icon::Drop => {
            pen.line(&[(12.0, 3.0), (12.0, 14.5)]);
            pen.line(&[(7.0, 10.0), (12.0, 15.0), (17.0, 10.0)]);
            pen.line(&[(4.0, 16.0), (4.0, 20.5), (20.0, 20.5), (20.0, 16.0)]);
        }
        Icon::Compare => {
            pen.line(&[(4.0, 6.0), (20.0, 6.0)]);
            pen.line(&[(4.0, 12.0), (15.0, 12.0)]);
            pen.line(&[(4.0, 18.0), (10.0, 18.0)]);
        }
        Icon::Sliders => {
            for (y, x) in [(6.0, 15.0), (12.0, 8.0), (18.0, 13.0)] {
                pen.line(&[(3.0, y), (x - 2.5, y)]);
                pen.line(&[(x + 2.5, y), (21.0, y)]);
                pen.circle(x, y, 2.5);
            }
        }
        Icon::Undo | Icon::Redo => {
            let back = |x: f32| if icon == Icon::Undo { x } else { 24.0 - x };
            let arc = (0..=12).map(|step| {
                let angle = (-90.0 + 180.0 * step as f32 / 12.0).to_radians();
                (back(14.0 + 5.0 * angle.cos()), 13.0 + 5.0 * angle.sin())
            });
            let arc: Vec<(f32, f32)> = [(back(4.5), 8.0)].into_iter().chain(arc).collect();
            pen.line(&arc);
            pen.line(&[(back(14.0), 18.0), (back(9.0), 18.0)]);
            pen.line(&[(back(8.5), 4.0), (back(4.5), 8.0), (back(8.5), 12.0)]);
        }
        Icon::Locked | Icon::Unlocked => {
            pen.frame((6.0, 18.0), (11.0, 20.0), 1.5);
            let lifted = if icon == Icon::Locked { 0.0 } else { 2.5 };
            let arc = (0..=12).map(|step| {
                let angle = (180.0 + 180.0 * step as f32 / 12.0).to_radians();
                (12.0 + 4.0 * angle.cos(), 8.5 - lifted + 4.0 * angle.sin())
            });
            let foot = if icon == Icon::Locked { 11.0 } else { 7.5 };
            let shackle: Vec<(f32, f32)> = [(8.0, 11.0)]
                .into_iter()
                .chain(arc)
                .chain([(16.0, foot)])
                .collect();
            pen.line(&shackle);
        }
        Icon::Top => {
            pen.frame((9.0, 15.0), (4.0, 20.5), 1.0);
            pen.frame((2.5, 9.0), (9.5, 20.5), 1.0);
            pen.frame((15.0, 21.5), (13.0, 20.5), 1.0);
        }
        Icon::Bars => {
            pen.line(&[(3.0, 20.5), (21.0, 20.5)]);
            pen.line(&[(6.5, 20.5), (6.5, 12.0)]);
            pen.line(&[(12.0, 20.5), (12.0, 4.0)]);
            pen.line(&[(17.5, 20.5), (17.5, 8.5)]);
        }
        Icon::Curve => {
            pen.line(&[(3.5, 3.5), (3.5, 20.5), (20.5, 20.5)]);
            pen.line(&[(7.0, 16.5), (10.0, 10.5), (14.0, 8.0), (20.5, 6.0)]);
        }
        Icon::Table => {
            pen.frame((3.0, 21.0), (4.5, 19.5), 1.5);
            pen.line(&[(3.0, 9.5), (21.0, 9.5)]);
            pen.line(&[(3.0, 14.5), (21.0, 14.5)]);
            pen.line(&[(9.5, 4.5), (9.5, 19.5)]);
        }
        Icon::Down => pen.line(&[(7.0, 10.0), (12.0, 15.0), (17.0, 10.0)]),
        Icon::Up => pen.line(&[(7.0, 14.0), (12.0, 9.0), (17.0, 14.0)]),
        Icon::Clean => {
            pen.line(&[(20.5, 3.5), (12.5, 11.5)]);
            pen.line(&[
                (9.5, 9.5),
                (14.5, 14.5),
                (10.5, 20.5),
                (3.5, 13.5),
                (9.5, 9.5),
            ]);
        }
        Icon::Funnel => pen.line(&[
            (3.5, 4.5),
            (20.5, 4.5),
            (14.0, 12.5),
            (14.0, 20.0),
            (10.0, 17.5),
            (10.0, 12.5),
            (3.5, 4.5),
            (20.5, 4.5),
        ]),
        Icon::Right => pen.line(&[(10.0, 7.0), (15.0, 12.0), (10.0, 17.0)]),
        Icon::Play => pen.line(&[(7.0, 4.5), (19.5, 12.0), (7.0, 19.5), (7.0, 4.0)]),
        Icon::Pause => {
            pen.frame((6.0, 9.5), (5.0, 19.0), 0.8);
            pen.frame((14.5, 18.0), (5.0, 19.0), 0.8);
        }
        Icon::Stop => pen.frame((5.5, 18.5), (5.5, 18.5), 1.5),
        Icon::Edit => {
            pen.line(&[
                (4.0, 20.0),
                (5.0, 15.5),
                (16.0, 4.5),
                (19.5, 8.0),
                (8.5, 19.0),
                (4.0, 20.0),
            ]);
            pen.line(&[(13.5, 7.0), (17.0, 10.5)]);
        }
        Icon::Delete => {
            pen.line(&[(4.0, 6.5), (20.0, 6.5)]);
            pen.line(&[(9.0, 6.5), (9.5, 3.5), (14.5, 3.5), (15.0, 6.5)]);
            pen.line(&[(6.0, 6.5), (7.0, 20.5), (17.0, 20.5), (18.0, 6.5)]);
            pen.line(&[(10.0, 10.5), (10.3, 16.5)]);
            pen.line(&[(14.0, 10.5), (13.7, 16.5)]);
        }
        Icon::Swap => {
            pen.line(&[(4.0, 8.5), (20.0, 8.5), (16.0, 4.5)]);
            pen.line(&[(20.0, 15.5), (4.0, 15.5), (8.0, 19.5)]);
        }
        Icon::Plus => {
            pen.line(&[(12.0, 5.0), (12.0, 19.0)]);
            pen.line(&[(5.0, 12.0), (19.0, 12.0)]);
        }
        Icon::Minus => pen.line(&[(5.0, 12.0), (19.0, 12.0)]),
        Icon::Star => {
            let corner = |at: usize| {
                let angle = (36.0 * at as f32 - 90.0).to_radians();
                let radius = if at.is_multiple_of(2) { 9.5 } else { 4.2 };
                (12.0 + radius * angle.cos(), 12.5 + radius * angle.sin())
            };
            let corners: Vec<(f32, f32)> = (0..=10).map(corner).collect();
            pen.line(&corners);
        }
        Icon::Whole => {
            for (x, y) in [(4.0, 4.0), (20.0, 4.0), (20.0, 20.0), (4.0, 20.0)] {
                let inwards = |at: f32| if at < 12.0 { at + 5.0 } else { at - 5.0 };
                pen.line(&[(inwards(x), y), (x, y), (x, inwards(y))]);
            }
        }
        Icon::Again => {
            let arc: Vec<(f32, f32)> = (0..=20)
                .map(|step| {
                    let angle = (-60.0 + 300.0 * step as f32 / 20.0).to_radians();
                    (12.0 + 8.0 * angle.cos(), 12.0 + 8.0 * angle.sin())
                })
                .collect();
            pen.line(&arc);
            pen.line(&[(16.6, 9.6), (16.2, 4.8), (11.6, 5.6)]);
        }
        Icon::Alert => {
            pen.circle(12.0, 12.0, 9.0);
            pen.line(&[(12.0, 7.0), (12.0, 13.0)]);
            pen.dot(12.0, 16.5);
        }
    }
}

fn theme(pen: &Pen<'_>, choice: ThemeChoice) {
    match choice {
        ThemeChoice::Dark => {
            // A moon: the outer arc of one circle, closed by the inner arc of another.
            let arc = |centre: (f32, f32), radius: f32, from: f32, to: f32| {
                (0..=16).map(move |step| {
                    let angle = (from + (to - from) * step as f32 / 16.0).to_radians();
                    (
                        centre.0 + radius * angle.cos(),
                        centre.1 + radius * angle.sin(),
                    )
                })
            };
            let outer = arc((12.0, 12.0), 8.5, -75.0, -375.0);
            let inner = arc((16.6, 7.4), 7.2, 70.0, 201.0);
            let points: Vec<(f32, f32)> = outer.chain(inner).collect();
            pen.line(&points);
        }
        ThemeChoice::Light => {
            pen.circle(12.0, 12.0, 4.2);
            for eighth in 0..8 {
                let (sin, cos) = (eighth as f32 * std::f32::consts::FRAC_PI_4).sin_cos();
                pen.line(&[
                    (12.0 + 7.2 * cos, 12.0 + 7.2 * sin),
                    (12.0 + 9.8 * cos, 12.0 + 9.8 * sin),
                ]);
            }
        }
        ThemeChoice::System => {
            pen.frame((3.0, 21.0), (4.5, 16.5), 1.5);
            pen.line(&[(8.5, 20.0), (15.5, 20.0)]);
            pen.line(&[(12.0, 16.5), (12.0, 20.0)]);
        }
    }
}

/// A square of `side` points with its middle at the same place as `rect`'s left edge plus half.
pub fn leading(rect: Rect, inset: f32, side: f32) -> Rect {
    Rect::from_center_size(
        pos2(rect.left() + inset + side / 2.0, rect.center().y),
        vec2(side, side),
    )
}
