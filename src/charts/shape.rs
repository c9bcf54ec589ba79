//! Where things are: the plain shapes that every drawing is told of, on paper or on a screen.

/// Where a line of words stands relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// Begins there.
    #[default]
    Start,
    /// Its middle is there.
    Middle,
    /// Ends there.
    End,
}

/// A rectangle: left, top, width, height.
pub type Area = (f32, f32, f32, f32);

/// A ring: its middle, and where its band begins and ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ring {
    /// Its middle.
    pub centre: (f32, f32),
    /// The band's inner radius.
    pub inner: f32,
    /// The band's outer radius.
    pub outer: f32,
}

impl Ring {
    /// The point at `turn` (0 is above, 0.25 at the right) and `radius`.
    pub fn at(&self, turn: f32, radius: f32) -> (f32, f32) {
        let (sin, cos) = (turn * std::f32::consts::TAU).sin_cos();
        (self.centre.0 + radius * sin, self.centre.1 - radius * cos)
    }
}
