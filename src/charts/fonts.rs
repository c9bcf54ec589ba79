//! The letters of charts and sheets: Inter first, then whatever the system has for other scripts.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use resvg::usvg::{FontResolver, Options, Tree, fontdb};

use super::svg::{Svg, TextStyle};

const INTER: [&[u8]; 3] = [
    include_bytes!("../../resources/fonts/Inter-Regular.ttf"),
    include_bytes!("../../resources/fonts/Inter-Medium.ttf"),
    include_bytes!("../../resources/fonts/Inter-SemiBold.ttf"),
];

/// How the renderer reads a drawing: with these fonts, and no file from outside.
pub fn options() -> Options<'static> {
    Options {
        fontdb: database(),
        font_family: "Inter".to_owned(),
        font_resolver: FontResolver {
            select_fallback: Box::new(fallback),
            ..FontResolver::default()
        },
        ..Options::default()
    }
}

/// Looked through once: the system's fonts are many.
fn database() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        for face in inter() {
            fonts.push_face_info(face);
        }
        for face in plain_first(system_faces()) {
            fonts.push_face_info(face);
        }
        fonts.set_sans_serif_family("Inter");
        Arc::new(fonts)
    });
    Arc::clone(fonts)
}

/// The bundled faces. Two of the files name themselves by their weight ("Inter SemiBold"): here they
/// are one family, so that a weight finds its face.
fn inter() -> Vec<fontdb::FaceInfo> {
    let mut fonts = fontdb::Database::new();
    for face in INTER {
        fonts.load_font_data(face.to_vec());
    }
    let english = fontdb::Language::English_UnitedStates;
    let as_inter = |face: &fontdb::FaceInfo| fontdb::FaceInfo {
        families: vec![("Inter".to_owned(), english)],
        ..face.clone()
    };
    fonts.faces().map(as_inter).collect()
}

fn system_faces() -> Vec<fontdb::FaceInfo> {
    let mut fonts = fontdb::Database::new();
    fonts.load_system_fonts();
    fonts.faces().cloned().collect()
}

/// A missing letter is taken from the first font that has it: let that be no slanted, narrow or
/// heavy one where a plain one has it too.
fn plain_first(mut faces: Vec<fontdb::FaceInfo>) -> Vec<fontdb::FaceInfo> {
    faces.sort_by_key(|face| {
        let slanted = face.style != fontdb::Style::Normal;
        let narrow = face.stretch != fontdb::Stretch::Normal;
        let serif = face.post_script_name.contains("Serif");
        let (mono, heavy) = (face.monospaced, face.weight.0.abs_diff(400));
        (slanted, narrow, mono, heavy, serif)
    });
    faces
}

/// A font for a letter that those in `tried` lack. Remembered, since asking hundreds of the system's
/// fonts for one letter takes a while.
fn fallback(
    letter: char,
    tried: &[fontdb::ID],
    fonts: &mut Arc<fontdb::Database>,
) -> Option<fontdb::ID> {
    type Known = HashMap<(char, Vec<fontdb::ID>), Option<fontdb::ID>>;
    static KNOWN: OnceLock<Mutex<Known>> = OnceLock::new();
    let known = KNOWN.get_or_init(Mutex::default);
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    let find = || FontResolver::default_fallback_selector()(letter, tried, fonts);
    *known.entry((letter, tried.to_vec())).or_insert_with(find)
}

/// How wide `words` are, in the units of the drawing; 0 for words without a visible letter.
pub fn width(words: &str, style: &TextStyle) -> f32 {
    let mut line = Svg::new(10_000.0, 100.0);
    line.text((0.0, 50.0), words, style);
    // The advance, not the ink: layers and text bounding boxes both follow the letters' boxes.
    Tree::from_str(&line.to_string(), &options())
        .map_or(0.0, |tree| tree.root().bounding_box().width())
}

/// `words`, or as much of them as fits into `room` with an ellipsis.
pub fn fit(words: &str, style: &TextStyle, room: f32) -> String {
    if width(words, style) <= room {
        return words.to_owned();
    }
    let ends: Vec<usize> = words.char_indices().map(|(at, _)| at).collect();
    let cut = |count: usize| {
        let end = ends.get(count).copied().unwrap_or(words.len());
        format!("{}…", words[..end].trim_end())
    };
    // The most letters that still fit; none at all leaves the ellipsis alone.
    let (mut fits, mut too_many) = (0, ends.len());
    while too_many - fits > 1 {
        let middle = usize::midpoint(fits, too_many);
        if width(&cut(middle), style) <= room {
            fits = middle;
        } else {
            too_many = middle;
        }
    }
    cut(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Weight;

    #[test]
    fn words_have_a_width_that_grows_with_them() {
        let style = TextStyle::new(12.0);
        let (short, long) = (width("Alien", &style), width("Aliens vs. Predator", &style));
        assert!(20.0 < short && short < 40.0, "{short}");
        assert!(long > 2.0 * short, "{long} beside {short}");
        let twice = width("Alien", &TextStyle::new(24.0));
        assert!((twice / short - 2.0).abs() < 0.05, "{twice} beside {short}");
        assert_eq!(width("", &style), 0.0);
    }

    #[test]
    fn strong_letters_are_wider_than_regular_ones() {
        let style = TextStyle::new(12.0);
        let words = "The Good, the Bad and the Ugly";
        let (regular, strong) = (
            width(words, &style),
            width(words, &style.weight(Weight::Strong)),
        );
        assert!(strong > 1.005 * regular, "{strong} beside {regular}");
    }

    #[test]
    fn what_is_too_long_ends_in_an_ellipsis() {
        let style = TextStyle::new(12.0).weight(Weight::Strong);
        assert_eq!(fit("Heat", &style, 100.0), "Heat");
        let title = "Night of the Day of the Dawn of the Son of the Bride";
        let cut = fit(title, &style, 100.0);
        assert!(cut.ends_with('…') && cut.len() > 10, "{cut}");
        assert!(title.starts_with(cut.trim_end_matches('…')), "{cut}");
        assert!(width(&cut, &style) <= 100.0, "{cut}");
        // Letters of several bytes are cut between letters.
        assert!(fit(&"ŁÓDŹ".repeat(20), &style, 60.0).ends_with('…'));
        assert_eq!(fit("Heat", &style, 0.0), "…");
    }
}
