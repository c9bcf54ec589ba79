//! The colours of paper: charts and sheets are read in reports, by day.
//!
//! The hues of the six genres stay apart for colour-blind eyes; the window's light theme uses the
//! same ones.

use std::fmt;

/// An opaque colour, `0xRRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u32);

impl Colour {
    /// This colour, gone `share` (`0..=1`) of the way to another.
    #[must_use]
    pub fn towards(self, other: Self, share: f32) -> Self {
        let share = share.clamp(0.0, 1.0);
        let channel = |shift: u32| {
            let [from, to] = [self, other].map(|colour| (colour.0 >> shift & 0xFF) as f32);
            ((from + (to - from) * share).round() as u32) << shift
        };
        Self(channel(16) | channel(8) | channel(0))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06x}", self.0 & 0x00FF_FFFF)
    }
}

/// What is drawn on.
pub const PAPER: Colour = Colour(0x00FF_FFFF);
/// Words and axes that matter.
pub const INK: Colour = Colour(0x001D_1A16);
/// Words beside the point.
pub const INK_WEAK: Colour = Colour(0x006B_635A);
/// Grid lines, frames, empty parts.
pub const RULE: Colour = Colour(0x00DD_D6CC);
/// The one accent.
pub const ACCENT: Colour = Colour(0x00A0_6400);

/// The fullest cell of a matrix; ink is legible on it.
pub const HEAT: Colour = Colour(0x00EC_B862);

/// The six genres' hues, in the order Action, Comedy, Drama, Horror, Romance, Thriller.
pub const SIX: [Colour; 6] = [
    Colour(0x00AE_5108),
    Colour(0x00B4_9100),
    Colour(0x001F_5EC2),
    Colour(0x009E_1029),
    Colour(0x00EA_5EA8),
    Colour(0x000B_856E),
];

/// Hues for genres beyond the six, in turn.
const MORE: [Colour; 6] = [
    Colour(0x005B_544B),
    Colour(0x007A_4FB3),
    Colour(0x003F_7D20),
    Colour(0x008C_6D46),
    Colour(0x0030_7A9C),
    Colour(0x00A8_4A6B),
];

/// The hue of the genre at `place` in a list where the six come first in their order; beyond
/// them hues repeat.
pub fn further(place: usize) -> Colour {
    MORE[place % MORE.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_as_css_reads_them() {
        assert_eq!(Colour(0x0001_02FF).to_string(), "#0102ff");
    }

    #[test]
    fn colours_mix_channel_by_channel() {
        let half = Colour(0x0000_80FF).towards(Colour(0x00FF_80FF), 0.5);
        assert_eq!(half, Colour(0x0080_80FF));
        assert_eq!(PAPER.towards(INK, 7.0), INK);
    }
}
