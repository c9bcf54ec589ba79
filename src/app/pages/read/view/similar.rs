//! The tool that shows what the poster resembles: the nearest posters of the library as a strip.

use std::path::PathBuf;

use egui::{Label, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::cx::Cx;
use crate::app::pages::read::entry::Entry;
use crate::app::pages::read::similar::Similar;
use crate::app::request::Request;
use crate::app::shared::Shared;
use crate::app::shared::films::{FilmFacts, facts};
use crate::app::shared::notice::sentence;
use crate::app::shared::scoring::Status;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::thumbnail::{Key, Pictures};
use crate::app::widgets::button::{self, Weight, button};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::poster;
use crate::catalog::{Film, Genre};
use crate::explore::neighbours::label_agreement;
use crate::explore::{Neighbour, Resemblance};
use crate::wording::{self, thousands};

/// Paints the tool into `room` points of height.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, entry: &Entry, similar: &Similar, room: f32) {
    match cx.shared.scoring.status().clone() {
        Status::Ready(_) => found(ui, cx, entry, similar, room),
        Status::NoModel => say(ui, "Without a model no posters can be compared."),
        Status::NoLibrary => {
            say(
                ui,
                "Open a library to see which of its posters resemble this one.",
            );
            if offer(ui, Icon::Library, "Open a library…") {
                cx.ask(Request::OpenLibrary);
            }
        }
        Status::Working => say(ui, "Looking at the library…"),
        Status::Failed(why) => {
            say(ui, &sentence(&why));
            if offer(ui, Icon::Again, "Try again") {
                cx.shared.scoring.look(cx.context);
            }
        }
        Status::Missing { missing, .. } => unread(ui, cx, missing),
    }
}

fn say(ui: &mut Ui, text: &str) {
    let weak = theme::tokens(ui).text_weak;
    ui.add(Label::new(RichText::new(text).font(font::body()).color(weak)).wrap());
}

/// A button below what was said; whether it was pressed.
fn offer(ui: &mut Ui, icon: Icon, word: &str) -> bool {
    ui.add_space(space::M);
    button(ui, Weight::Quiet, icon, word).clicked()
}

/// Too few of the library's posters were read: how far that is, or the way to it.
fn unread(ui: &mut Ui, cx: &mut Cx<'_>, missing: usize) {
    match cx.shared.scoring.progress() {
        Some(snapshot) => {
            say(ui, &wording::progress(&snapshot));
            ui.ctx().request_repaint_after(LOOK_EVERY);
            if offer(ui, Icon::Close, "Stop") {
                cx.shared.scoring.stop();
            }
        }
        None => {
            say(
                ui,
                "The library's posters must be read once before they can be compared.",
            );
            let word = format!("Read {} posters", thousands(missing as u64));
            if offer(ui, Icon::Read, &word) {
                cx.shared.scoring.read(cx.context);
            }
        }
    }
}

/// What was found, or why nothing was.
fn found(ui: &mut Ui, cx: &mut Cx<'_>, entry: &Entry, similar: &Similar, room: f32) {
    let found = match similar.answer(entry.id) {
        None => return say(ui, "Comparing with the library…"),
        Some(Err(why)) => return say(ui, &sentence(why)),
        Some(Ok(found)) => found,
    };
    if found.neighbours.is_empty() && found.duplicates.is_empty() {
        let text = "No poster of the library can be compared with this one.";
        return say(ui, text);
    }
    let Shared {
        films, thumbnails, ..
    } = &mut *cx.shared;
    let own = entry.film.as_ref();
    if let Some(poster) = strip(ui, room, found, films.all(), own, thumbnails) {
        cx.ask(Request::Read(vec![poster]));
    }
}

/// How often a running job's numbers are looked at.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(100);

/// The posters in a row; returns the file of the one that was pressed.
fn strip(
    ui: &mut Ui,
    room: f32,
    found: &Resemblance,
    films: &[Film],
    own: Option<&FilmFacts>,
    thumbnails: &mut dyn Pictures,
) -> Option<PathBuf> {
    let labels = own.map_or(&[][..], |film| &film.genres);
    let height = (room - space::M).min(size::SIMILAR_MOST);
    let mut asked = None;
    ScrollArea::horizontal()
        .auto_shrink([false, true])
        .content_margin(2.0 * size::RING)
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                let same = found.duplicates.iter().map(|near| (near, true));
                let others = found.neighbours.iter().map(|near| (near, false));
                for (near, same) in same.chain(others) {
                    // The film itself is no discovery.
                    let other = |film: &&Film| !same || own != Some(&facts(film));
                    let Some(film) = films.get(near.film).filter(other) else {
                        continue;
                    };
                    let card = Card {
                        near,
                        film,
                        same,
                        labels,
                    };
                    if card.show(ui, height, thumbnails)
                        && let Some(poster) = &film.poster
                    {
                        asked = Some(poster.path.clone());
                    }
                }
            });
        });
    asked
}

/// One poster of the strip.
struct Card<'a> {
    near: &'a Neighbour,
    film: &'a Film,
    /// It is the very picture.
    same: bool,
    /// The labels of the poster that is compared.
    labels: &'a [Genre],
}

impl Card<'_> {
    /// `0.91`, or that it is the same picture.
    fn score(&self) -> String {
        match (self.same, self.near.copies) {
            (true, _) => "same picture".to_owned(),
            (false, 0) => format!("{:.2}", self.near.similarity),
            (false, copies) => format!("{:.2}, {} copies", self.near.similarity, copies + 1),
        }
    }

    /// `Horror, Thriller`.
    fn genres(&self) -> String {
        let names: Vec<&str> = self.film.genres.iter().map(Genre::name).collect();
        match names.as_slice() {
            [] => "not labelled".to_owned(),
            names => names.join(", "),
        }
    }

    /// How far the labels of both agree, where both have some.
    fn agreement(&self) -> Option<String> {
        let share = label_agreement(self.labels, &self.film.genres)?;
        Some(format!("labels agree {:.0} %", share * 100.0))
    }

    fn show(&self, ui: &mut Ui, height: f32, thumbnails: &mut dyn Pictures) -> bool {
        let tokens = theme::tokens(ui);
        let (score, genres, agreement) = (self.score(), self.genres(), self.agreement());
        let wide = height / size::POSTER_RATIO;
        let whole = vec2(wide + space::S + size::SIMILAR_WORDS, height);
        let (rect, response) = ui.allocate_exact_size(whole, Sense::click());
        let title = match self.film.year {
            Some(year) => format!("{} ({year})", self.film.title),
            None => self.film.title.clone(),
        };
        let said = [
            Some(title.clone()),
            Some(score.clone()),
            Some(genres.clone()),
        ]
        .into_iter()
        .chain([agreement.clone()])
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
        if ui.is_rect_visible(rect) {
            let frame = Rect::from_min_size(rect.min, vec2(wide, height));
            if let Some(known) = &self.film.poster {
                poster::thumbnail(ui, frame, thumbnails.get(&Key::poster(known)));
            }
            if response.hovered() {
                button::hover_frame(ui, frame, radius::POSTER);
            }
            let words = Rect::from_min_max(pos2(frame.right() + space::S, rect.top()), rect.max);
            let down = egui::Layout::top_down(egui::Align::Min);
            let builder = egui::UiBuilder::new().max_rect(words).layout(down);
            let mut inside = ui.new_child(builder);
            let ui = &mut inside;
            ui.set_clip_rect(words.intersect(ui.clip_rect()));
            ui.spacing_mut().item_spacing.y = 0.0;
            let face = if self.same {
                font::body_medium()
            } else {
                font::number_strong()
            };
            ui.add(Label::new(RichText::new(&score).font(face).color(tokens.text)).truncate());
            ui.add_space(space::XS);
            let line = |text: &str, ink| RichText::new(text).font(font::caption()).color(ink);
            ui.add(Label::new(line(&title, tokens.text)).wrap());
            ui.add(Label::new(line(&genres, tokens.text_weak)).wrap());
            if let Some(agreement) = &agreement {
                ui.add(Label::new(line(agreement, tokens.text_weak)).wrap());
            }
            button::focus_ring(ui, &response, rect, radius::POSTER);
        }
        response
            .on_hover_text(said.replacen(", ", "\n", 1))
            .clicked()
    }
}
