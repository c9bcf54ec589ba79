//! Whether an image has the shape of a poster.

use crate::catalog::FindingKind;

/// A side shorter than this many pixels shows nothing to read.
pub const MIN_SIDE: u32 = 32;
/// Width over height outside of this range is a banner, a spine or a screenshot, not a poster.
pub const ASPECT_RANGE: std::ops::RangeInclusive<f64> = 0.4..=1.2;

/// What is wrong with an image of `width` by `height` pixels as a poster; `None`: nothing.
pub fn judge_shape(width: u32, height: u32) -> Option<FindingKind> {
    if width <= 1 && height <= 1 {
        return Some(FindingKind::OnePixel);
    }
    if width.min(height) < MIN_SIDE {
        return Some(FindingKind::Tiny);
    }
    let aspect = f64::from(width) / f64::from(height);
    (!ASPECT_RANGE.contains(&aspect)).then_some(FindingKind::BannerShaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posters_pass_and_other_shapes_do_not() {
        for (width, height) in [(185, 278), (32, 48), (2000, 3000), (300, 300), (185, 256)] {
            assert_eq!(judge_shape(width, height), None, "{width} x {height}");
        }
        assert_eq!(judge_shape(1, 1), Some(FindingKind::OnePixel));
        assert_eq!(judge_shape(31, 48), Some(FindingKind::Tiny));
        assert_eq!(judge_shape(1, 1000), Some(FindingKind::Tiny));
        assert_eq!(judge_shape(728, 90), Some(FindingKind::BannerShaped));
        assert_eq!(judge_shape(100, 300), Some(FindingKind::BannerShaped));
        assert_eq!(judge_shape(1920, 1080), Some(FindingKind::BannerShaped));
    }
}
