//! A rectangle on a poster, in shares of its width and height: the same on every size of it.

/// A rectangle in `0..=1` from left and from top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Area {
    /// The whole poster.
    pub const WHOLE: Self = Self::fixed(0.0, 0.0, 1.0, 1.0);
    /// The upper third.
    pub const TOP: Self = Self::fixed(0.0, 0.0, 1.0, 1.0 / 3.0);
    /// The lower third.
    pub const BOTTOM: Self = Self::fixed(0.0, 2.0 / 3.0, 1.0, 1.0);
    /// The middle half of each side.
    pub const CENTRE: Self = Self::fixed(0.25, 0.25, 0.75, 0.75);

    const fn fixed(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    /// The rectangle between two corners, in any order; what lies beyond the poster is cut off,
    /// and a NaN counts as 0.
    pub fn spanning(a: [f32; 2], b: [f32; 2]) -> Self {
        let inside = |share: f32| if share > 0.0 { share.min(1.0) } else { 0.0 };
        let ([ax, ay], [bx, by]) = (a.map(inside), b.map(inside));
        Self::fixed(ax.min(bx), ay.min(by), ax.max(bx), ay.max(by))
    }

    /// The smallest rectangle around two.
    pub fn around(self, other: Self) -> Self {
        Self::fixed(
            self.left.min(other.left),
            self.top.min(other.top),
            self.right.max(other.right),
            self.bottom.max(other.bottom),
        )
    }

    /// Left and top.
    pub fn min(self) -> [f32; 2] {
        [self.left, self.top]
    }

    /// Right and bottom.
    pub fn max(self) -> [f32; 2] {
        [self.right, self.bottom]
    }

    /// The middle, as `(u, v)`.
    pub fn middle(self) -> [f32; 2] {
        [
            (self.left + self.right) / 2.0,
            (self.top + self.bottom) / 2.0,
        ]
    }

    /// Width and height.
    pub fn size(self) -> [f32; 2] {
        [self.right - self.left, self.bottom - self.top]
    }

    /// The pixels that it touches in a picture of `width` x `height`: left, top, width, height;
    /// at least one pixel, unless the picture has none.
    pub fn pixels(self, width: u32, height: u32) -> [u32; 4] {
        let span = |from: f32, to: f32, size: u32| {
            let first = ((from * size as f32).floor() as u32).min(size.saturating_sub(1));
            let end = ((to * size as f32).ceil() as u32).clamp(first + 1, size.max(first + 1));
            (first, (end - first).min(size))
        };
        let (left, wide) = span(self.left, self.right, width);
        let (top, high) = span(self.top, self.bottom, height);
        [left, top, wide, high]
    }

    /// Where it lies, as a person would say it: `top left`, `centre`, `the whole poster`.
    pub fn in_words(self) -> &'static str {
        let [wide, high] = self.size();
        let third = |middle: f32, size: f32| match middle {
            _ if size > 0.7 => 1,
            m if m < 0.4 => 0,
            m if m > 0.6 => 2,
            _ => 1,
        };
        let [u, v] = self.middle();
        match (third(v, high), third(u, wide)) {
            (1, 1) if wide > 0.7 && high > 0.7 => "the whole poster",
            (0, 0) => "top left",
            (0, 1) => "top",
            (0, _) => "top right",
            (1, 0) => "left",
            (1, 1) => "centre",
            (1, _) => "right",
            (_, 0) => "bottom left",
            (_, 1) => "bottom",
            _ => "bottom right",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_come_in_any_order_and_stay_on_the_poster() {
        let area = Area::spanning([1.7, 0.2], [-3.0, 0.9]);
        assert_eq!((area.min(), area.max()), ([0.0, 0.2], [1.0, 0.9]));
        let nothing = Area::spanning([f32::NAN, 0.5], [f32::NAN, 0.5]);
        assert_eq!(nothing.size(), [0.0, 0.0]);
    }

    #[test]
    fn every_area_touches_pixels_of_every_picture() {
        let areas = [
            Area::WHOLE,
            Area::TOP,
            Area::BOTTOM,
            Area::CENTRE,
            Area::spanning([1.0, 1.0], [1.0, 1.0]),
            Area::spanning([0.0, 0.0], [0.0, 0.0]),
            Area::spanning([0.999, 0.3], [1.0, 0.301]),
        ];
        for (width, height) in [(1, 1), (1, 400), (3, 2), (185, 278), (4000, 6000)] {
            for area in areas {
                let [left, top, wide, high] = area.pixels(width, height);
                assert!(wide >= 1 && high >= 1, "{area:?} in {width} x {height}");
                assert!(left + wide <= width && top + high <= height, "{area:?}");
            }
        }
        assert_eq!(Area::WHOLE.pixels(0, 0), [0, 0, 0, 0]);
        assert_eq!(Area::TOP.pixels(30, 30), [0, 0, 30, 10]);
    }

    #[test]
    fn a_place_has_a_word() {
        assert_eq!(Area::TOP.in_words(), "top");
        assert_eq!(Area::BOTTOM.in_words(), "bottom");
        assert_eq!(Area::CENTRE.in_words(), "centre");
        assert_eq!(Area::WHOLE.in_words(), "the whole poster");
        let corner = Area::spanning([0.6, 0.7], [1.0, 1.0]);
        assert_eq!(corner.in_words(), "bottom right");
    }
}
