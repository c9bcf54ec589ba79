//! The tools of the Read page: where the shown poster says a genre, what a change would make of it,
//! what it resembles, which draft says most.
//!
//! In: what the user chose. Out: which tool is open, and what it shows.

use egui::{ColorImage, Context, TextureHandle};

use super::session::Session;
use crate::app::shared::pixels;
use crate::app::shared::source::EntryId;
use crate::catalog::Genre;
use crate::vision::surgery::Cover;
use crate::vision::{ActivationMap, colormap};

/// The tools under the bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tool {
    /// Where a genre is said.
    #[default]
    Why,
    /// What would be, if.
    Change,
    /// What the poster resembles.
    Similar,
}

impl Tool {
    /// In the order of their tabs.
    pub const ALL: [Self; 3] = [Self::Why, Self::Change, Self::Similar];

    /// The tab's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Why => "Why",
            Self::Change => "Change",
            Self::Similar => "Similar",
        }
    }
}

/// The overlay's texture is made at this width and height; the graphics card smooths the rest.
const OVERLAY: [usize; 2] = [128, 192];

/// What the tools know.
pub struct Tools {
    /// The open tool.
    pub tool: Tool,
    /// The genre whose map lies over the poster.
    pub genre: Option<Genre>,
    /// How much the map hides of the poster, in `0..=1`.
    pub opacity: f32,
    /// What covers a part of the poster.
    pub cover: Cover,
    /// The drafts lie beside each other.
    pub comparing: bool,
    /// What they are meant to say: one genre or two.
    pub intended: Vec<Genre>,
    /// The evidence under the pointer.
    pub hovered: Option<f32>,
    /// The corner, in shares of the poster, where a rectangle was begun.
    pub corner: Option<[f32; 2]>,
    /// A slider has the keyboard: the arrows are its own.
    pub arrows_taken: bool,
    overlay: Option<(OverlayKey, TextureHandle)>,
}

/// Genres that drafts can be meant to say at once.
const MOST_INTENDED: usize = 2;

/// Poster, revision of its changes, genre.
type OverlayKey = (EntryId, u64, Genre);

impl Default for Tools {
    fn default() -> Self {
        Self {
            tool: Tool::default(),
            genre: None,
            opacity: 0.9,
            cover: Cover::default(),
            comparing: false,
            intended: Vec::new(),
            hovered: None,
            corner: None,
            arrows_taken: false,
            overlay: None,
        }
    }
}

impl Tools {
    /// Shows where this genre is said, or hides it again.
    pub fn toggle_map(&mut self, genre: Genre) {
        if self.genre.as_ref() == Some(&genre) {
            self.genre = None;
        } else {
            self.show_map(genre);
        }
    }

    /// Shows where this genre is said.
    pub fn show_map(&mut self, genre: Genre) {
        self.genre = Some(genre);
        // While something is being changed the map shows what the change does.
        if self.tool != Tool::Change {
            self.tool = Tool::Why;
        }
    }

    /// Lays the drafts of the session beside each other, or leaves that page.
    pub fn compare(&mut self, comparing: bool, session: &Session) {
        self.comparing = comparing;
        if self.intended.is_empty() {
            self.intended.extend(most_said(session));
        }
    }

    /// A genre that the drafts are meant to say, or not any more. A third one takes the
    /// place of the first; the last one stays.
    pub fn intend(&mut self, genre: Genre) {
        match self.intended.iter().position(|known| *known == genre) {
            Some(at) if self.intended.len() > 1 => {
                self.intended.remove(at);
            }
            Some(_) => {}
            None => {
                if self.intended.len() == MOST_INTENDED {
                    self.intended.remove(0);
                }
                self.intended.push(genre);
            }
        }
    }

    /// The texture of a map; made anew only for another poster, change or genre.
    pub fn overlay(
        &mut self,
        context: &Context,
        key: OverlayKey,
        map: &ActivationMap,
    ) -> &TextureHandle {
        let known = self.overlay.take().filter(|(known, _)| *known == key);
        let (_, texture) = self.overlay.insert(known.unwrap_or_else(|| {
            let pixels = overlay(map);
            let texture = context.load_texture("map", pixels, pixels::SAMPLING);
            (key, texture)
        }));
        texture
    }
}

/// What the shown poster says most, else the first that was read.
fn most_said(session: &Session) -> Option<Genre> {
    let shown = session.shown().into_iter();
    let mut readings = shown
        .chain(session.decoded())
        .filter_map(|entry| entry.reading.as_ref());
    let best = readings.next()?.ranked().first()?.genre.clone();
    Some(best)
}

/// A map as colours over a poster; clear where there is no evidence.
fn overlay(map: &ActivationMap) -> ColorImage {
    let [width, height] = OVERLAY;
    let reach = map.reach().max(f32::MIN_POSITIVE);
    let pixels = map
        .raster(width, height)
        .into_iter()
        .map(|evidence| {
            let [r, g, b] = colormap::ink(evidence);
            let alpha = (colormap::cover(evidence / reach) * 255.0).round() as u8;
            egui::Color32::from_rgba_unmultiplied(r, g, b, alpha)
        })
        .collect();
    ColorImage::new(OVERLAY, pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_genre_is_intended_or_two() {
        let six = Genre::six();
        let mut tools = Tools::default();
        for index in [0, 1, 2] {
            tools.intend(six[index].clone());
        }
        assert_eq!(tools.intended, six[1..3]);
        tools.intend(six[1].clone());
        assert_eq!(tools.intended, six[2..3]);
        tools.intend(six[2].clone());
        assert_eq!(tools.intended, six[2..3]);
    }
}
