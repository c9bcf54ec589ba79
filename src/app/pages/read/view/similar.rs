//! The tool that shows what the poster resembles: the nearest posters of the library as a strip.

use egui::{Label, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::command::Command;
use crate::app::shared::films::{Films, facts};
use crate::app::shared::notice::sentence;
use crate::app::pages::read::similar::Resembling;
use crate::app::shared::scoring::{Scoring, Status};
use crate::app::pages::read::session::{Entry, FilmFacts};
use crate::app::theme::{self, font, radius, size, space};
use crate::app::shared::thumbnails::{Key, Thumbnails};
use crate::app::widgets::button::{self, Weight, button};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::poster;
use crate::catalog::{Film, Genre};
use crate::explore::Neighbour;
use crate::explore::neighbours::label_agreement;
use crate::wording::{self, thousands};

/// What the tool looks at.
pub struct Library<'a> {
    /// The open library.
    pub films: &'a Films,
    /// Whether its posters were read.
    pub scoring: &'a mut Scoring,
    /// What was found.
    pub resembling: &'a mut Resembling,
    /// Its small posters.
    pub thumbnails: &'a mut Thumbnails,
}

/// Paints the tool into `room` points of height; returns what was pressed.
pub fn show(ui: &mut Ui, entry: &Entry, library: &mut Library<'_>, room: f32) -> Option<Command> {
    let status = library.scoring.status().clone();
    let say = |ui: &mut Ui, text: &str| {
        let weak = theme::tokens(ui).text_weak;
        ui.add(Label::new(RichText::new(text).font(font::body()).color(weak)).wrap());
    };
    match status {
        Status::Ready(_) => {}
        Status::NoModel => {
            say(ui, "Without a model no posters can be compared.");
            return None;
        }
        Status::NoLibrary => {
            say(
                ui,
                "Open a library to see which of its posters resemble this one.",
            );
            ui.add_space(space::M);
            let open = button(ui, Weight::Quiet, Icon::Library, "Open a library…");
            return open.clicked().then_some(Command::OpenLibrary);
        }
        Status::Working => {
            say(ui, "Looking at the library…");
            return None;
        }
        Status::Failed(why) => {
            say(ui, &sentence(&why));
            ui.add_space(space::M);
            let again = button(ui, Weight::Quiet, Icon::Again, "Try again");
            return again.clicked().then_some(Command::ScoreAgain);
        }
        Status::Missing { missing, .. } => {
            return match library.scoring.progress() {
                Some(snapshot) => {
                    say(ui, &wording::progress(&snapshot));
                    ui.add_space(space::M);
                    ui.ctx().request_repaint_after(LOOK_EVERY);
                    let stop = button(ui, Weight::Quiet, Icon::Close, "Stop");
                    stop.clicked().then_some(Command::StopReadingLibrary)
                }
                None => {
                    say(
                        ui,
                        "The library's posters must be read once before they can be compared.",
                    );
                    ui.add_space(space::M);
                    let word = format!("Read {} posters", thousands(missing as u64));
                    let read = button(ui, Weight::Quiet, Icon::Read, &word);
                    read.clicked().then_some(Command::ReadLibrary)
                }
            };
        }
    }
    match library.resembling.answer(entry.id) {
        None => {
            say(ui, "Comparing with the library…");
            None
        }
        Some(Err(why)) => {
            let why = sentence(why);
            say(ui, &why);
            None
        }
        Some(Ok(found)) => {
            if found.neighbours.is_empty() && found.duplicates.is_empty() {
                say(
                    ui,
                    "No poster of the library can be compared with this one.",
                );
                return None;
            }
            let films = library.films.all();
            strip(
                ui,
                room,
                found,
                films,
                entry.film.as_ref(),
                library.thumbnails,
            )
        }
    }
}

/// How often a running job's numbers are looked at.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(100);

fn strip(
    ui: &mut Ui,
    room: f32,
    found: &crate::explore::Resemblance,
    films: &[Film],
    own: Option<&FilmFacts>,
    thumbnails: &mut Thumbnails,
) -> Option<Command> {
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
                        asked = Some(Command::Read(vec![poster.path.clone()]));
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

    fn show(&self, ui: &mut Ui, height: f32, thumbnails: &mut Thumbnails) -> bool {
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
