//! Distances, corners and durations.

/// Distances, on a grid of four points.
pub mod space {
    /// Between an icon and its word.
    pub const XS: f32 = 4.0;
    /// Between things of one kind.
    pub const S: f32 = 8.0;
    /// Inside a card.
    pub const M: f32 = 12.0;
    /// Between groups.
    pub const L: f32 = 16.0;
    /// Around a page's content.
    pub const XL: f32 = 24.0;
    /// Between the poster and its words.
    pub const XXL: f32 = 32.0;
    /// Between the two halves of a page.
    pub const PAGE: f32 = 48.0;
}

/// Rounding of corners.
pub mod radius {
    /// Buttons and fields.
    pub const CONTROL: u8 = 6;
    /// Posters: paper has sharp corners, a screen none.
    pub const POSTER: u8 = 4;
    /// Cards and overlays.
    pub const CARD: u8 = 10;
    /// Bars and their tracks.
    pub const BAR: u8 = 4;
}

/// How much of a curve's colour the noise behind it has.
pub const NOISE: f32 = 0.35;

/// Durations, in seconds.
pub mod motion {
    /// A change that the eye should follow.
    pub const CHANGE: f32 = 0.12;
    /// How long a notice that asks for nothing stays.
    pub const NOTICE: f64 = 6.0;
    /// One sweep of the line that says that something is being read.
    pub const SWEEP: f64 = 1.2;
}
