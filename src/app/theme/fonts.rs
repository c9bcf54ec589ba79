//! The typeface: Inter, bundled, so that every machine shows the same words.
//!
//! In: nothing. Out: [`FontDefinitions`]. Latin, Greek and Cyrillic come from the bundled files;
//! other scripts from the system's fonts, which eframe asks when a letter is missing.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

const FILES: [(&str, &[u8]); 6] = [
    (
        "inter",
        include_bytes!("../../../resources/fonts/Inter-Regular.ttf"),
    ),
    (
        "inter-medium",
        include_bytes!("../../../resources/fonts/Inter-Medium.ttf"),
    ),
    (
        "inter-semibold",
        include_bytes!("../../../resources/fonts/Inter-SemiBold.ttf"),
    ),
    (
        "inter-display",
        include_bytes!("../../../resources/fonts/InterDisplay-SemiBold.ttf"),
    ),
    (
        "inter-tabular",
        include_bytes!("../../../resources/fonts/InterTabular-Regular.ttf"),
    ),
    (
        "inter-tabular-semibold",
        include_bytes!("../../../resources/fonts/InterTabular-SemiBold.ttf"),
    ),
];

fn family(name: &'static str) -> FontFamily {
    FontFamily::Name(name.into())
}

/// Weight 500.
pub fn medium() -> FontFamily {
    family("medium")
}

/// Weight 600.
pub fn semibold() -> FontFamily {
    family("semibold")
}

/// Weight 600, drawn for large sizes.
pub fn display() -> FontFamily {
    family("display")
}

/// Weight 400 with digits of one width: numbers that change do not jump.
pub fn tabular() -> FontFamily {
    family("tabular")
}

/// Weight 600 with digits of one width.
pub fn tabular_semibold() -> FontFamily {
    family("tabular-semibold")
}

/// What egui needs to know about the typeface.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FILES {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    // The regular weight stands behind each: it is what a missing letter falls back to first.
    for (family, faces) in [
        (FontFamily::Proportional, &["inter"][..]),
        (FontFamily::Monospace, &["inter-tabular", "inter"]),
        (medium(), &["inter-medium", "inter"]),
        (semibold(), &["inter-semibold", "inter"]),
        (display(), &["inter-display", "inter"]),
        (tabular(), &["inter-tabular", "inter"]),
        (
            tabular_semibold(),
            &["inter-tabular-semibold", "inter-semibold"],
        ),
    ] {
        let faces = faces.iter().map(ToString::to_string).collect();
        fonts.families.insert(family, faces);
    }
    fonts
}
