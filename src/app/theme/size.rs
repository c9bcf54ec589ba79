//! Sizes of things, in points.

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
/// Least distance of two lines of an upright scale.
pub const SCALE_LINES: f32 = 50.0;
/// Both on a small plot.
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
/// Room for the numbers beside curves: `1.0e-4` too, so that plots above each other align.
pub const PLOT_SCALE: f32 = 52.0;
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
/// Width of a column of the list of shortcuts.
pub const SHORTCUTS: f32 = 456.0;
/// Width of the keys in it.
pub const SHORTCUT_KEYS: f32 = 152.0;
/// Height of a line of it.
pub const SHORTCUT_ROW: f32 = 25.0;
/// What stands around that list, above and below, in the window.
pub const SHORTCUTS_REST: f32 = 200.0;
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
