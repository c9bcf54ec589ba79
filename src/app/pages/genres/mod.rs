//! Genres: which ones the films have, before and after the rule that selects them for a model, and
//! how they go together.
//!
//! In: the library's films, counted once on a thread. Out: six charts, each of whose parts tells its
//! numbers, leads to its films and can be saved. The drawings are the engine's own
//! ([`crate::explore::genres`]): what is seen and what is exported agree.

use egui::{Align, Label, Layout, Margin, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};

use self::card::{Asked, Card};
use self::counting::Counted;
use crate::app::cx::{Cx, Page, films};
use crate::app::request::Request;
use crate::app::route::Route;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::empty::{self, Action};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::segments::{self, Segment};
use crate::app::widgets::{check, progress};
use crate::explore::GenreFigures;
use crate::explore::browse::{Found, Wish};
use crate::explore::genres::{Figure, Scope, Spread};
use crate::wording::thousands;

mod canvas;
mod card;
mod command;
mod counting;
mod export;
mod state;
mod walk;

pub use command::{Command, Saving};
pub use state::GenresPage;

/// Cards beside each other, at most.
const MOST_COLUMNS: f32 = 3.0;

impl Page for GenresPage {
    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let other = self.counting.follow(cx.context, &cx.shared.films);
        let margin = Margin {
            left: space::XXL as i8,
            right: space::M as i8,
            top: space::XL as i8,
            bottom: 0,
        };
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            let counted = self.counted();
            let labelled = counted.filter(|_| !cx.shared.films.all().is_empty());
            let labelled = labelled.filter(|counted| counted.all.films > counted.all.unlabelled);
            let Some(counted) = labelled else {
                ui.label(RichText::new("Genres").font(font::title()));
                return self.nothing(ui, cx);
            };
            for asked in self.charts(ui, &counted, other) {
                match asked {
                    Asked::Films(wish) => cx.ask(Request::ShowFilms(Box::new(Wish {
                        finding: self.with_poster.then_some(Found::Poster),
                        ..*wish
                    }))),
                    Asked::Save(saving) => self.execute(Command::Save(saving, None), cx),
                }
            }
        });
    }

    fn is_busy(&self) -> bool {
        self.counting.is_busy()
    }
}

impl GenresPage {
    /// Does what was asked for.
    pub fn execute(&mut self, command: Command, cx: &mut Cx<'_>) {
        match command {
            Command::Save(saving, to) => export::start(self, cx, saving, to),
        }
        cx.context.request_repaint();
    }

    /// The choices and the cards; returns what was pressed.
    fn charts(&mut self, ui: &mut Ui, counted: &Counted, other: bool) -> Vec<Asked> {
        // A library without any poster has nothing to choose.
        let posters = counted.with_poster.films;
        let choice = posters > 0 && posters < counted.all.films;
        self.with_poster &= choice;
        let mut asked = Vec::new();
        head(ui, self, counted, choice, &mut asked);
        self.settle(other);
        cards(ui, self, figures(counted, self.with_poster), &mut asked);
        asked
    }

    /// No film has a genre, or there is no film.
    fn nothing(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if cx.shared.opening.is_some() || cx.shared.films.all().is_empty() {
            let text = "Once there are films with genres, this page counts them.";
            films::invite(ui, cx, "No films here yet", text);
        } else if self.is_busy() {
            empty::page(ui, "One moment", "The genres are being counted.", |ui| {
                progress::sweep(ui, "Counting the genres");
            });
        } else {
            let action = Action {
                weight: Weight::Primary,
                icon: Icon::Library,
                word: "To the library",
            };
            let text = "Import a table with a column of genres, or label films by hand.";
            if empty::with_action(ui, "No film has a genre yet", text, &action) {
                cx.show(Route::Library);
            }
        }
    }
}

fn figures(counted: &Counted, with_poster: bool) -> &GenreFigures {
    if with_poster {
        &counted.with_poster
    } else {
        &counted.all
    }
}

fn head(
    ui: &mut Ui,
    page: &mut GenresPage,
    counted: &Counted,
    choice: bool,
    asked: &mut Vec<Asked>,
) {
    let weak = theme::tokens(ui).text_weak;
    let figures = figures(counted, page.with_poster);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Genres").font(font::title()));
        ui.add_space(space::S);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::L);
            let hint = "Every chart of this page, before and after the rule, into a folder";
            let all = button::button(ui, Weight::Quiet, Icon::Drop, "Export all…");
            if all.on_hover_text(hint).clicked() {
                asked.push(Asked::Save(Saving::All));
            }
            if choice {
                let hint = "Films without a sound poster do not count: a model never sees them.";
                let value = &mut page.with_poster;
                check::show(ui, "Only with a poster", value).on_hover_text(hint);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let words = RichText::new(films_in_words(figures));
                ui.add(Label::new(words.font(font::lead()).color(weak)).truncate());
            });
        });
    });
    ui.add_space(space::S);
    let words = Scope::ALL.map(|scope| figures.scope_in_words(scope));
    let segments: Vec<Segment<'_>> = words.iter().map(|word| word.as_str().into()).collect();
    if let Some(pressed) = segments::show(ui, &segments, page.scope as usize) {
        page.scope = Scope::ALL[pressed];
    }
    ui.add_space(space::XS);
    let rule = RichText::new(figures.rule_in_words());
    ui.add(Label::new(rule.font(font::body()).color(weak)).wrap());
    ui.add_space(space::M);
}

/// `45,417 films, 2,442 without a genre`.
fn films_in_words(figures: &GenreFigures) -> String {
    let noun = if figures.films == 1 { "film" } else { "films" };
    let films = format!("{} {noun}", thousands(figures.films as u64));
    match figures.unlabelled {
        0 => films,
        unlabelled => format!("{films}, {} without a genre", thousands(unlabelled as u64)),
    }
}

/// The cards, in as many columns as there is room for; each goes where there is most of it.
fn cards(ui: &mut Ui, page: &mut GenresPage, figures: &GenreFigures, asked: &mut Vec<Asked>) {
    let spread = figures.spread(page.scope);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let width = ui.available_width() - space::L;
        let (origin, gap) = (ui.cursor().min, space::L);
        let columns = ((width + gap) / (size::CHART_CARD + gap)).floor();
        let columns = columns.clamp(1.0, MOST_COLUMNS) as usize;
        let each = (width - gap * (columns - 1) as f32) / columns as f32;
        let mut feet = vec![origin.y; columns];
        // What takes the whole width comes last: it would leave holes between columns.
        let wide = |card: &Card| columns > 1 && least_width(card.figure, spread) > each;
        page.cards.sort_by_key(|card| (wide(card), card.figure));
        for card in &mut page.cards {
            let lowest = feet.iter().copied().fold(origin.y, f32::max);
            let place = if wide(card) {
                Rect::from_min_size(pos2(origin.x, lowest), vec2(width, f32::INFINITY))
            } else {
                let column = shortest(&feet);
                let left = origin.x + column as f32 * (each + gap);
                Rect::from_min_size(pos2(left, feet[column]), vec2(each, f32::INFINITY))
            };
            let layout = Layout::top_down(Align::Min);
            let builder = UiBuilder::new().max_rect(place).layout(layout);
            let shown = ui.scope_builder(builder, |ui| {
                card.show(ui, spread, &mut page.look, asked);
            });
            let foot = shown.response.rect.bottom() + gap;
            for (column, below) in feet.iter_mut().enumerate() {
                let left = origin.x + column as f32 * (each + gap);
                let covers = left + 1.0 > place.left() && left + 1.0 < place.right();
                if covers {
                    *below = foot;
                }
            }
        }
        let foot = feet.iter().copied().fold(origin.y, f32::max);
        ui.allocate_rect(
            Rect::from_min_max(origin, pos2(origin.x + width, foot)),
            egui::Sense::hover(),
        );
    });
}

fn shortest(feet: &[f32]) -> usize {
    let columns = feet.iter().enumerate();
    let shortest = columns.min_by(|one, other| one.1.total_cmp(other.1));
    shortest.map_or(0, |(column, _)| column)
}

/// A matrix of many genres takes the whole width.
fn least_width(figure: Figure, spread: &Spread) -> f32 {
    match figure {
        Figure::Together => size::CHART_NAMES + spread.side() as f32 * size::CHART_CELL,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_goes_to_the_shortest_column() {
        assert_eq!(shortest(&[3.0, 1.0, 2.0]), 1);
        assert_eq!(shortest(&[1.0, 1.0]), 0);
        assert_eq!(shortest(&[]), 0);
    }
}
