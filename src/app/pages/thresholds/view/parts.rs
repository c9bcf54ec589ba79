//! What the parts of the page share: what they paint and ask with, and how a threshold is written.

use egui::{Align2, Color32, FontId, Pos2, Rect, Ui};

use crate::app::pages::thresholds::command::Command;
use crate::app::pages::thresholds::state::ThresholdsPage;
use crate::app::request::Request;
use crate::app::shared::films::Films;
use crate::app::shared::thumbnails::Thumbnails;
use crate::app::theme;
use crate::evaluation::Instrument;
use crate::vision::Threshold;

/// The page while it is painted.
pub struct Page<'a> {
    /// What is shown.
    pub state: &'a mut ThresholdsPage,
    /// The library's films.
    pub films: &'a Films,
    /// Their posters.
    pub thumbnails: &'a mut Thumbnails,
    /// The thresholds of the probabilities in use: what a hover card compares with.
    pub in_use: &'a [Threshold],
    /// What was asked of the page.
    pub asked: Vec<Command>,
    /// What was asked of the window.
    pub wishes: Vec<Request>,
}

impl Page<'_> {
    /// Asks something of the page.
    pub fn ask(&mut self, command: Command) {
        self.asked.push(command);
    }

    /// Wishes something that is not the page's own business.
    pub fn wish(&mut self, request: Request) {
        self.wishes.push(request);
    }

    /// The instrument of the films that are shown.
    pub fn instrument(&self) -> Option<&Instrument> {
        let part = self.state.prepared()?.part(self.state.view)?;
        Some(&part.instrument)
    }
}

/// A word at a place.
pub fn word(ui: &Ui, at: Pos2, align: Align2, text: &str, face: FontId, ink: Color32) -> Rect {
    ui.painter().text(at, align, text, face, ink)
}

/// `0.71`, or `0.715` where it stands between two hundredths.
pub fn threshold_words(value: f32) -> String {
    let hundredths = value * 100.0;
    if (hundredths - hundredths.round()).abs() < 0.005 {
        format!("{value:.2}")
    } else {
        format!("{value:.3}")
    }
}

/// The colour of the selected genre.
pub fn hue(ui: &Ui, page: &Page<'_>) -> Color32 {
    let tokens = theme::tokens(ui);
    let genres = page.state.prepared().map(|prepared| prepared.genres());
    genres
        .and_then(|genres| genres.get(page.state.selected))
        .map_or(tokens.other_genre, |genre| tokens.genre(genre))
}

#[cfg(test)]
mod tests {
    use super::threshold_words;

    #[test]
    fn thresholds_have_two_digits_or_three() {
        assert_eq!(
            [0.5, 0.26, 0.255, 1.0].map(threshold_words),
            ["0.50", "0.26", "0.255", "1.00"]
        );
    }
}
