//! The promises that the colours make: legible text, genres that stay apart for every eye.

use egui::Color32;

use super::*;

/// Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
const VISIONS: [(&str, [[f64; 3]; 3]); 4] = [
    (
        "normal",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

type Triple = [f64; 3];

fn times(matrix: &[Triple; 3], v: Triple) -> Triple {
    std::array::from_fn(|row| (0..3).map(|k| matrix[row][k] * v[k]).sum())
}

fn linear(color: Color32) -> Triple {
    [color.r(), color.g(), color.b()].map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn luminance(color: Color32) -> f64 {
    let [r, g, b] = linear(color);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// WCAG 2.1's contrast ratio.
fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn lab(rgb: Triple) -> Triple {
    let xyz = times(
        &[
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ],
        rgb,
    );
    let f = |t: f64| {
        if t > 216.0 / 24389.0 {
            t.cbrt()
        } else {
            (24389.0 / 27.0 * t + 16.0) / 116.0
        }
    };
    let [x, y, z] = [f(xyz[0] / 0.95047), f(xyz[1]), f(xyz[2] / 1.08883)];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn distance(a: Triple, b: Triple) -> f64 {
    (0..3).map(|k| (a[k] - b[k]).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn black_on_white_has_the_contrast_that_the_standard_names() {
    let ratio = contrast(Color32::BLACK, Color32::WHITE);
    assert!((ratio - 21.0).abs() < 1e-9, "{ratio}");
    // CIELAB of pure sRGB red, from the literature: 53.24, 80.09, 67.20.
    let red = lab(linear(Color32::from_rgb(255, 0, 0)));
    assert!(distance(red, [53.24, 80.09, 67.20]) < 0.05, "{red:?}");
}

#[test]
fn text_is_legible_on_every_ground() {
    for (theme, t) in [("dark", &DARK), ("light", &LIGHT)] {
        for (ground_name, ground) in [
            ("window", t.window),
            ("surface", t.surface),
            ("raised", t.raised),
        ] {
            for (name, text) in [
                ("text", t.text),
                ("weak", t.text_weak),
                ("accent", t.accent_text),
                ("danger", t.danger),
                ("good", t.good),
            ] {
                let ratio = contrast(text, ground);
                assert!(
                    ratio >= 4.5,
                    "{theme}: {name} on {ground_name} is {ratio:.2}"
                );
            }
        }
        for ground in [t.cold, t.heat, t.cold.lerp_to_gamma(t.heat, 0.5)] {
            let cell = contrast(t.text, ground);
            assert!(cell >= 4.5, "{theme}: a cell's number is {cell:.2}");
        }
        let button = contrast(t.on_accent, t.accent);
        assert!(button >= 4.5, "{theme}: a button's word is {button:.2}");
        let hovered = contrast(t.text, t.hovered);
        assert!(
            hovered >= 4.5,
            "{theme}: a hovered button's word is {hovered:.2}"
        );
    }
}

#[test]
fn bars_and_rings_stand_out_from_the_window() {
    for (theme, t) in [("dark", &DARK), ("light", &LIGHT)] {
        for color in t.genres.iter().chain([&t.accent, &t.other_genre]) {
            let ratio = contrast(*color, t.window);
            assert!(ratio >= 2.8, "{theme}: {color:?} is {ratio:.2}");
        }
    }
}

#[test]
fn the_six_genres_stay_apart_for_every_eye() {
    for (theme, t) in [("dark", &DARK), ("light", &LIGHT)] {
        for (vision, matrix) in &VISIONS {
            let seen = t
                .genres
                .map(|color| lab(times(matrix, linear(color)).map(|c| c.clamp(0.0, 1.0))));
            for a in 0..6 {
                for b in 0..a {
                    let apart = distance(seen[a], seen[b]);
                    assert!(
                        apart >= 15.0,
                        "{theme}, {vision}: {} and {} are {apart:.1} apart",
                        crate::catalog::SIX_GENRES[a],
                        crate::catalog::SIX_GENRES[b],
                    );
                }
            }
        }
    }
}

#[test]
fn distances_stand_on_the_grid() {
    for distance in [
        space::XS,
        space::S,
        space::M,
        space::L,
        space::XL,
        space::XXL,
        space::PAGE,
    ] {
        assert_eq!(distance % 4.0, 0.0);
    }
}
