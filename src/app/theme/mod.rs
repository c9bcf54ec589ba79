//! The look: the one room that names a colour or a size.
//!
//! In: dark or light. Out: [`Tokens`] for whoever paints, and egui's own style made from the same
//! tokens. A cinema at night: near-black warm greys, one amber accent, posters as the only loud
//! thing on screen; the light theme is the same house by day.

use egui::{Context, Theme};

mod choice;
pub mod font;
mod fonts;
mod measures;
pub mod size;
mod style;
mod tokens;

pub use choice::ThemeChoice;
pub use measures::{NOISE, motion, radius, space};
pub use style::style;
pub use tokens::{DARK, LIGHT, Tokens, of, tokens};

/// Gives egui the fonts and both styles.
pub fn install(context: &Context) {
    context.set_fonts(fonts::definitions());
    context.set_style_of(Theme::Dark, style(true));
    context.set_style_of(Theme::Light, style(false));
}

#[cfg(test)]
mod tests;
