//! The look: the one file that names a colour or a size.
//!
//! In: dark or light. Out: [`Tokens`] for whoever paints, and egui's own [`Style`] made from the
//! same tokens. A cinema at night: near-black warm greys, one amber accent, posters as the only
//! loud thing on screen; the light theme is the same house by day.

use egui::epaint::Shadow;
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Ui, vec2};

use super::fonts;
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

/// Sizes of things.
pub mod size {
    /// The keyboard's ring.
    pub const RING: f32 = 2.0;
    /// The thinnest line.
    pub const HAIRLINE: f32 = 1.0;
    /// Strokes of icons.
    pub const ICON_STROKE: f32 = 1.6;
    /// An icon beside a word.
    pub const ICON: f32 = 16.0;
    /// An icon above a word, in the rail.
    pub const RAIL_ICON: f32 = 22.0;
    /// The rail's width.
    pub const RAIL: f32 = 72.0;
    /// Height of an entry of the rail.
    pub const RAIL_ENTRY: f32 = 60.0;
    /// Height of a button.
    pub const BUTTON: f32 = 34.0;
    /// A small square button that holds an icon.
    pub const ICON_BUTTON: f32 = 28.0;
    /// Height over width of a poster.
    pub const POSTER_RATIO: f32 = 1.5;
    /// The poster in focus never grows beyond this height.
    pub const POSTER_MAX_HEIGHT: f32 = 920.0;
    /// And never shrinks below it.
    pub const POSTER_MIN_HEIGHT: f32 = 240.0;
    /// Width of the words beside the poster.
    pub const WORDS: f32 = 560.0;
    /// The words are never narrower.
    pub const WORDS_MIN: f32 = 300.0;
    /// Height of a genre's row: name, probability, bar.
    pub const GENRE_ROW: f32 = 44.0;
    /// The same on a tall page.
    pub const GENRE_ROW_MOST: f32 = 76.0;
    /// A small word that is on or off.
    pub const CHIP: f32 = 28.0;
    /// The tools under the bars have at least this height.
    pub const TOOLS: f32 = 132.0;
    /// Height of a slider's row.
    pub const SLIDER: f32 = 24.0;
    /// The strip of similar posters grows to this height.
    pub const SIMILAR_MOST: f32 = 168.0;
    /// Width of the words beside a similar poster.
    pub const SIMILAR_WORDS: f32 = 112.0;
    /// Width of a draft in the table of drafts.
    pub const DRAFT_POSTER: f32 = 72.0;
    /// Width of its rank.
    pub const DRAFT_RANK: f32 = 48.0;
    /// Height of one of its values.
    pub const DRAFT_VALUE: f32 = 24.0;
    /// How much the ground hides of a poster that does not count.
    pub const FADED: f32 = 0.62;
    /// A round mark on a poster.
    pub const MARK: f32 = 22.0;
    /// Thickness of a bar.
    pub const BAR: f32 = 8.0;
    /// A threshold's tick reaches beyond the bar by this share of its thickness.
    pub const TICK_OVERHANG: f32 = 0.625;
    /// Thickness of a threshold's tick.
    pub const TICK: f32 = 2.0;
    /// Width of a poster in the strip of what was read.
    pub const STRIP_POSTER: f32 = 56.0;
    /// Width of a sample on the start page.
    pub const SAMPLE_POSTER: f32 = 96.0;
    /// The line above the samples.
    pub const SAMPLE_HEADING: f32 = 36.0;
    /// An icon in the middle of an empty page.
    pub const PAGE_ICON: f32 = 40.0;
    /// Least width of a poster in the library's grid.
    pub const TILE: f32 = 148.0;
    /// Title and year under a tile.
    pub const TILE_WORDS: f32 = 44.0;
    /// Rank and probability under a poster of a ranking.
    pub const RANK_WORDS: f32 = 28.0;
    /// Width of a poster on the plane of two genres.
    pub const PLANE_POSTER: f32 = 44.0;
    /// A poster there that has no room for its picture.
    pub const PLANE_DOT: f32 = 3.0;
    /// How near the pointer must come to such a dot.
    pub const PLANE_REACH: f32 = 8.0;
    /// Room for the numbers of an upright scale.
    pub const SCALE_NUMBERS: f32 = 44.0;
    /// Least distance of two numbers on a scale.
    pub const SCALE_STEP: f32 = 64.0;
    /// The same on a small plot.
    pub const SCALE_STEP_SMALL: f32 = 36.0;
    /// Room beside a slider for its number.
    pub const SLIDER_NUMBER: f32 = 84.0;
    /// A dot before a word.
    pub const DOT: f32 = 8.0;
    /// Least width of a list of options.
    pub const MENU: f32 = 160.0;
    /// Its greatest height before it scrolls.
    pub const MENU_HEIGHT: f32 = 360.0;
    /// Height of an option in it.
    pub const MENU_ROW: f32 = 30.0;
    /// Height of a genre's row on the Thresholds page.
    pub const TUNE_ROW: f32 = 52.0;
    /// The words above these rows.
    pub const TUNE_HEAD: f32 = 24.0;
    /// A genre's name in its row.
    pub const TUNE_NAME: f32 = 92.0;
    /// A threshold that is typed.
    pub const TUNE_VALUE: f32 = 60.0;
    /// A figure in a table.
    pub const FIGURE: f32 = 60.0;
    /// The rows are never narrower.
    pub const TUNE_LEAST: f32 = 620.0;
    /// Curves and confusion beside the rows.
    pub const CURVES: f32 = 372.0;
    /// The handle of a slider.
    pub const HANDLE: f32 = 6.0;
    /// A mark on a slider's edge.
    pub const EDGE_MARK: f32 = 4.0;
    /// An operating point on a curve.
    pub const POINT: f32 = 5.0;
    /// Thickness of a curve.
    pub const CURVE: f32 = 1.8;
    /// How near to such a point a press takes hold of it.
    pub const GRAB: f32 = 12.0;
    /// A smaller box on a plot is a trembling hand.
    pub const BOX_LEAST: f32 = 6.0;
    /// Room for points at a plot's edge.
    pub const PLOT_EDGE: f32 = POINT + TICK;
    /// A small button on a plot.
    pub const PLOT_TOOL: f32 = 22.0;
    /// The icon in it.
    pub const PLOT_TOOL_ICON: f32 = 14.0;
    /// Room for the numbers beside a curve that has a frame.
    pub const PLOT_NUMBERS: f32 = 28.0;
    /// Room for the numbers below it.
    pub const PLOT_FOOT: f32 = 20.0;
    /// Width of a figure in a caption.
    pub const FIGURE_WIDTH: f32 = 7.5;
    /// Height of a cell of the confusion.
    pub const CELL: f32 = 62.0;
    /// Width of a poster in the strip at the threshold.
    pub const THEATRE_POSTER: f32 = 92.0;
    /// The mark of a wrong poster.
    pub const BADGE: f32 = 20.0;
    /// A line of a table of figures.
    pub const TABLE_ROW: f32 = 26.0;
    /// The first column of such a table.
    pub const TABLE_NAME: f32 = 210.0;
    /// A column of two figures.
    pub const TABLE_PAIR: f32 = 122.0;
    /// Names and values beside curves.
    pub const LEGEND: f32 = 148.0;
    /// The curves of a run have at least this height.
    pub const CURVES_LEAST: f32 = 440.0;
    /// And at most this one.
    pub const CURVES_MOST: f32 = 720.0;
    /// Height of curves that lie over each other.
    pub const OVERLAY: f32 = 280.0;
    /// A card of a depth is never narrower.
    pub const DEPTH_LEAST: f32 = 210.0;
    /// Height of such a card.
    pub const DEPTH_CARD: f32 = 128.0;
    /// A field with the word above it.
    pub const FIELD: f32 = 54.0;
    /// A form of fields is never narrower.
    pub const FORM_LEAST: f32 = 560.0;
    /// Nor wider.
    pub const FORM_MOST: f32 = 860.0;
    /// Width of a poster in the rows of an epoch.
    pub const EPOCH_POSTER: f32 = 72.0;
    /// Height of a run's row.
    pub const RUN_ROW: f32 = 40.0;
    /// What the pointer brings up over a poster.
    pub const HOVER_CARD: f32 = 260.0;
    /// Height of a genre's row in it.
    pub const HOVER_ROW: f32 = 20.0;
    /// Width of a genre's name in it.
    pub const HOVER_NAME: f32 = 64.0;
    /// Width of a percentage in it.
    pub const HOVER_NUMBER: f32 = 44.0;
    /// Thickness of a bar in it.
    pub const THIN_BAR: f32 = 5.0;
    /// Width of a list of which several may be chosen.
    pub const MANY: f32 = 256.0;
    /// Width of the pane beside the library's grid.
    pub const PANE: f32 = 348.0;
    /// A grid that is wider than this has the pane at its side all the time.
    pub const PANE_FROM: f32 = 820.0;
    /// Width of the poster in it.
    pub const PANE_POSTER: f32 = 224.0;
    /// Width of a field's name in it.
    pub const PANE_NAME: f32 = 96.0;
    /// Least and greatest least width of a poster in the library's grid.
    pub const TILES: std::ops::RangeInclusive<f32> = 72.0..=320.0;
    /// Below this width a tile has no room for words.
    pub const TILE_WORDLESS: f32 = 104.0;
    /// Width of the slider of tile sizes.
    pub const TILE_SLIDER: f32 = 88.0;
    /// Width of a dialog over the library.
    pub const DIALOG: f32 = 760.0;
    /// Height of what scrolls in it.
    pub const DIALOG_BODY: f32 = 480.0;
    /// Height of the rest of the dialog and of the window around it.
    pub const DIALOG_REST: f32 = 272.0;
    /// Width of a column of a table that is looked at.
    pub const PREVIEW_COLUMN: f32 = 164.0;
    /// Width of a step's name in the funnel.
    pub const FUNNEL_NAME: f32 = 200.0;
    /// Height of a step of the funnel.
    pub const FUNNEL_STEP: f32 = 26.0;
    /// Width of the search field.
    pub const SEARCH: f32 = 280.0;
    /// Width of the library's search field.
    pub const LIBRARY_SEARCH: f32 = 188.0;
    /// Width of the name of a genre of one's own, and of the search beside it.
    pub const OWN_NAME: f32 = 200.0;
    /// Star, cross and probability under a poster.
    pub const OWN_WORDS: f32 = 36.0;
    /// Width of a notice.
    pub const NOTICE: f32 = 380.0;
    /// Width of the list of shortcuts.
    pub const SHORTCUTS: f32 = 480.0;
    /// A card with a chart is never narrower, where several stand side by side.
    pub const CHART_CARD: f32 = 500.0;
    /// The names of a matrix of genres, and its card's margins.
    pub const CHART_NAMES: f32 = 176.0;
    /// Its cells are no narrower, where the page has room for that.
    pub const CHART_CELL: f32 = 50.0;
    /// Thickness of a progress line.
    pub const PROGRESS: f32 = 3.0;
    /// A dash of a dashed line, and the gap after it.
    pub const DASH: f32 = 7.0;
    /// The window when it first opens.
    pub const WINDOW: [f32; 2] = [1280.0, 800.0];
    /// The smallest window in which everything has its place.
    pub const WINDOW_MIN: [f32; 2] = [760.0, 520.0];
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

/// The type scale.
pub mod font {
    use super::{FontFamily, FontId, fonts};

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
}

/// egui's style of the dark or the light theme, made from the tokens.
pub fn style(dark: bool) -> Style {
    let tokens = of(dark);
    let mut style = Style {
        animation_time: motion::CHANGE,
        ..Style::default()
    };
    style.text_styles = [
        (TextStyle::Small, font::caption()),
        (TextStyle::Body, font::body()),
        (TextStyle::Button, font::body_medium()),
        (TextStyle::Heading, font::section()),
        (
            TextStyle::Monospace,
            FontId::new(14.0, FontFamily::Monospace),
        ),
    ]
    .into();
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    space(&mut style);
    style.visuals = if dark {
        egui::Visuals::dark()
    } else {
        egui::Visuals::light()
    };
    paint(&mut style.visuals, tokens);
    style
}

fn space(style: &mut Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(space::S, space::S);
    spacing.button_padding = vec2(space::M, space::XS);
    spacing.interact_size = vec2(size::BUTTON, size::BUTTON);
    spacing.window_margin = Margin::same(space::L as i8);
    spacing.menu_margin = Margin::same(space::S as i8);
    spacing.tooltip_width = size::NOTICE;
    spacing.scroll = egui::style::ScrollStyle::floating();
    spacing.scroll.bar_width = space::S;
    spacing.scroll.dormant_handle_opacity = 0.35;
}

fn paint(visuals: &mut egui::Visuals, tokens: &Tokens) {
    let control = CornerRadius::same(radius::CONTROL);
    for (widget, fill, text) in [
        (
            &mut visuals.widgets.noninteractive,
            tokens.surface,
            tokens.text,
        ),
        (&mut visuals.widgets.inactive, tokens.raised, tokens.text),
        (&mut visuals.widgets.hovered, tokens.hovered, tokens.text),
        (&mut visuals.widgets.active, tokens.hovered, tokens.text),
        (&mut visuals.widgets.open, tokens.raised, tokens.text),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::NONE;
        widget.fg_stroke = Stroke::new(size::ICON_STROKE, text);
        widget.corner_radius = control;
        widget.expansion = 0.0;
    }
    visuals.widgets.noninteractive.bg_stroke = tokens.line();
    visuals.widgets.active.bg_stroke = tokens.ring();
    visuals.selection.bg_fill = tokens.accent.gamma_multiply(0.35);
    visuals.selection.stroke = tokens.ring();
    visuals.text_cursor.stroke = Stroke::new(size::RING, tokens.accent);
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(tokens.text_weak);
    visuals.hyperlink_color = tokens.accent_text;
    visuals.faint_bg_color = tokens.surface;
    visuals.extreme_bg_color = tokens.raised;
    visuals.code_bg_color = tokens.raised;
    visuals.warn_fg_color = tokens.accent_text;
    visuals.error_fg_color = tokens.danger;
    visuals.window_fill = tokens.surface;
    visuals.panel_fill = tokens.window;
    visuals.window_stroke = tokens.line();
    visuals.window_corner_radius = CornerRadius::same(radius::CARD);
    visuals.menu_corner_radius = CornerRadius::same(radius::CARD);
    visuals.window_shadow = tokens.card_shadow();
    visuals.popup_shadow = tokens.card_shadow();
}

#[cfg(test)]
#[path = "theme_tests.rs"]
mod tests;
