//! Posters drawn on the spot: flat shapes in a genre's palette, a title's bars at the foot.

use std::path::{Path, PathBuf};

use image::{Rgb, RgbImage};

/// A colour as R, G, B.
type Ink = [u8; 3];

/// Ground, figure and ink of each genre's poster.
const PALETTES: [(&str, Ink, Ink, Ink); 6] = [
    ("action", [214, 96, 24], [40, 22, 14], [255, 226, 170]),
    ("comedy", [250, 214, 70], [232, 92, 60], [40, 40, 50]),
    ("drama", [44, 74, 140], [206, 196, 176], [236, 236, 230]),
    ("horror", [72, 8, 14], [196, 22, 34], [240, 228, 210]),
    ("romance", [240, 130, 186], [255, 222, 226], [120, 24, 70]),
    ("thriller", [18, 92, 92], [8, 22, 26], [220, 232, 220]),
];

/// A poster of `width` by `height`; `kind` chooses palette and figure.
pub fn poster(kind: usize, width: u32, height: u32) -> RgbImage {
    let (_, ground, figure, ink) = PALETTES[kind % PALETTES.len()];
    drawn(kind, [ground, figure, ink], width, height)
}

/// The `n`-th poster of a library in which no two have the same colours: each genre's palette with
/// some of another's in it.
pub fn varied(n: usize) -> RgbImage {
    let (_, own, figure, ink) = PALETTES[n % PALETTES.len()];
    let (_, other, ..) = PALETTES[(n / PALETTES.len() + n) % PALETTES.len()];
    let part = (n * 37 % 101) as f32 / 130.0;
    let mixed = std::array::from_fn(|channel| {
        let (own, other) = (f32::from(own[channel]), f32::from(other[channel]));
        (own + (other - own) * part) as u8
    });
    drawn(n / PALETTES.len() + n, [mixed, figure, ink], 185, 278)
}

fn drawn(kind: usize, [ground, figure, ink]: [Ink; 3], width: u32, height: u32) -> RgbImage {
    let (w, h) = (width as f32, height as f32);
    RgbImage::from_fn(width, height, |x, y| {
        let (u, v) = ((x as f32 + 0.5) / w, (y as f32 + 0.5) / h);
        let shade = 1.0 - 0.35 * v;
        let ground = ground.map(|channel| (f32::from(channel) * shade) as u8);
        let dy = (v - 0.42) * h / w;
        let inside = match kind % 3 {
            0 => ((u - 0.5).powi(2) + dy.powi(2)).sqrt() < 0.26,
            1 => dy > -0.28 && dy < 0.3 && (u - 0.5).abs() < (dy + 0.28) * 0.5,
            _ => (u - 0.5 + dy * 0.35).abs() < 0.14 && dy.abs() < 0.42,
        };
        let title = (0.80..0.845).contains(&v) && (0.14..0.86).contains(&u);
        let credits = (0.875..0.89).contains(&v) && (0.26..0.74).contains(&u);
        Rgb(if title || credits {
            ink
        } else if inside {
            figure
        } else {
            ground
        })
    })
}

/// The genre whose palette `kind` has.
pub fn genre(kind: usize) -> &'static str {
    PALETTES[kind % PALETTES.len()].0
}

/// Writes a poster into `folder`; its name tells its genre.
pub fn write(folder: &Path, kind: usize) -> PathBuf {
    write_as(folder, kind, &format!("{}-{kind}.png", genre(kind)))
}

/// Writes a poster into `folder` under a name.
pub fn write_as(folder: &Path, kind: usize, name: &str) -> PathBuf {
    let path = folder.join(name);
    poster(kind, 370, 556)
        .save(&path)
        .expect("the test's folder takes files");
    path
}
