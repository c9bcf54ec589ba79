//! The type scale.

use egui::{FontFamily, FontId};

use super::fonts;

/// 12: years, captions.
pub fn caption() -> FontId {
    FontId::new(12.0, FontFamily::Proportional)
}
/// 12, a little heavier: the words of the rail.
pub fn caption_medium() -> FontId {
    FontId::new(12.0, fonts::medium())
}
/// 12: a number in a caption.
pub fn caption_number() -> FontId {
    FontId::new(12.0, fonts::tabular())
}
/// 14: a number among others.
pub fn body_number() -> FontId {
    FontId::new(14.0, fonts::tabular())
}
/// 14: what is read.
pub fn body() -> FontId {
    FontId::new(14.0, FontFamily::Proportional)
}
/// 14, a little heavier: buttons, titles of tiles.
pub fn body_medium() -> FontId {
    FontId::new(14.0, fonts::medium())
}
/// 16: a genre that did not pass.
pub fn lead() -> FontId {
    FontId::new(16.0, FontFamily::Proportional)
}
/// 16 and strong: a film's title, a genre that passed.
pub fn strong() -> FontId {
    FontId::new(16.0, fonts::semibold())
}
/// 20: a section.
pub fn section() -> FontId {
    FontId::new(20.0, fonts::display())
}
/// 28: what a page says.
pub fn title() -> FontId {
    FontId::new(28.0, fonts::display())
}
/// 16: a number that changes.
pub fn number() -> FontId {
    FontId::new(16.0, fonts::tabular())
}
/// 12: a number beside another.
pub fn number_caption() -> FontId {
    FontId::new(12.0, fonts::tabular())
}
/// 16 and strong: a number that counts.
pub fn number_strong() -> FontId {
    FontId::new(16.0, fonts::tabular_semibold())
}
