//! Colours, by what they are for: the only file that names one.

use egui::epaint::Shadow;
use egui::{Color32, Stroke, Ui};

use super::size;
use crate::catalog::Genre;
use crate::charts::palette;

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// The colours of one theme, by what they are for.
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens {
    /// Behind everything.
    pub window: Color32,
    /// Rail, strip, cards.
    pub surface: Color32,
    /// Buttons, fields, tracks: one step nearer.
    pub raised: Color32,
    /// A raised thing under the pointer.
    pub hovered: Color32,
    /// Lines between things.
    pub border: Color32,
    /// What is read.
    pub text: Color32,
    /// What is read second.
    pub text_weak: Color32,
    /// The one loud colour of the interface: fills, rings, marks.
    pub accent: Color32,
    /// The accent where it is text.
    pub accent_text: Color32,
    /// Text on a fill of the accent.
    pub on_accent: Color32,
    /// Something went wrong.
    pub danger: Color32,
    /// Something went well.
    pub good: Color32,
    /// Over the window while a file hovers.
    pub scrim: Color32,
    /// What a poster throws on the wall behind it.
    pub shadow: Color32,
    /// A bar that did not reach its threshold.
    pub bar_dim: Color32,
    /// The six genre hues, in the order of [`SIX_GENRES`](crate::catalog::SIX_GENRES).
    pub genres: [Color32; 6],
    /// A genre beyond the six.
    pub other_genre: Color32,
    /// A cell of a matrix with nothing in it.
    pub cold: Color32,
    /// The fullest cell of a matrix; text is legible on it.
    pub heat: Color32,
}

/// The house by night.
pub const DARK: Tokens = Tokens {
    window: rgb(0x0014_1210),
    surface: rgb(0x001C_1A17),
    raised: rgb(0x0026_2320),
    hovered: rgb(0x0031_2D28),
    border: rgb(0x003A_352F),
    text: rgb(0x00F2_EDE6),
    text_weak: rgb(0x00A8_9F93),
    accent: rgb(0x00F5_B642),
    accent_text: rgb(0x00F5_B642),
    on_accent: rgb(0x001D_1402),
    danger: rgb(0x00FF_6B5E),
    good: rgb(0x006C_C28B),
    scrim: Color32::from_rgba_premultiplied(16, 15, 13, 226),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 150),
    bar_dim: rgb(0x0069_6157),
    genres: [
        rgb(0x00FB_8637),
        rgb(0x00FF_E684),
        rgb(0x0058_92E9),
        rgb(0x00D7_263D),
        rgb(0x00F9_9ED2),
        rgb(0x0054_D499),
    ],
    other_genre: rgb(0x00C9_BFB2),
    cold: rgb(0x0026_2320),
    heat: rgb(0x0086_6324),
};

/// The house by day.
pub const LIGHT: Tokens = Tokens {
    window: rgb(0x00FA_F8F5),
    surface: rgb(0x00FF_FFFF),
    raised: rgb(0x00F1_EDE7),
    hovered: rgb(0x00E8_E2D9),
    border: rgb(0x00DD_D6CC),
    text: rgb(0x001D_1A16),
    text_weak: rgb(0x006B_635A),
    accent: rgb(0x00A0_6400),
    accent_text: rgb(0x008F_5A00),
    on_accent: rgb(0x00FF_FFFF),
    danger: rgb(0x00C6_362B),
    good: rgb(0x0027_704A),
    scrim: Color32::from_rgba_premultiplied(231, 229, 226, 236),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 60),
    bar_dim: rgb(0x00B0_A79B),
    genres: [
        rgb(palette::SIX[0].0),
        rgb(palette::SIX[1].0),
        rgb(palette::SIX[2].0),
        rgb(palette::SIX[3].0),
        rgb(palette::SIX[4].0),
        rgb(palette::SIX[5].0),
    ],
    other_genre: rgb(0x005B_544B),
    cold: rgb(0x00F6_F3EE),
    heat: rgb(palette::HEAT.0),
};

impl Tokens {
    /// The hue of a genre: its own among the six, a quiet one beyond them.
    pub fn genre(&self, genre: &Genre) -> Color32 {
        crate::catalog::SIX_GENRES
            .iter()
            .position(|name| *name == genre.name())
            .map_or(self.other_genre, |index| self.genres[index])
    }

    /// The ring around what the keyboard is on.
    pub fn ring(&self) -> Stroke {
        Stroke::new(size::RING, self.accent)
    }

    /// A hairline.
    pub fn line(&self) -> Stroke {
        Stroke::new(size::HAIRLINE, self.border)
    }

    /// The lines behind curves.
    pub fn grid(&self) -> Color32 {
        self.border.gamma_multiply(0.6)
    }

    /// The lines from a point to its values.
    pub fn crosshair(&self) -> Color32 {
        self.text_weak.gamma_multiply(0.6)
    }

    /// The ground under words that lie over curves.
    pub fn plate(&self) -> Color32 {
        self.window.gamma_multiply(0.8)
    }

    /// A box that is being drawn over curves.
    pub fn veil(&self) -> Color32 {
        self.accent.gamma_multiply(0.12)
    }

    /// The soft shadow under the poster in focus.
    pub fn poster_shadow(&self) -> Shadow {
        Shadow {
            offset: [0, 12],
            blur: 40,
            spread: 0,
            color: self.shadow,
        }
    }

    /// The shadow under a card that lies over the page.
    pub fn card_shadow(&self) -> Shadow {
        Shadow {
            offset: [0, 6],
            blur: 24,
            spread: 0,
            color: self.shadow,
        }
    }
}

/// The tokens of the theme in which `ui` is painted.
pub fn tokens(ui: &Ui) -> &'static Tokens {
    of(ui.visuals().dark_mode)
}

/// The tokens of the dark or the light theme.
pub fn of(dark: bool) -> &'static Tokens {
    if dark { &DARK } else { &LIGHT }
}
