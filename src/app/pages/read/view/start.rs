//! The Read page before the first poster: where it will stand, and posters to try.

use egui::{Align2, Label, Rect, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::places::column;
use crate::app::cx::Cx;
use crate::app::request::Request;
use crate::app::shared::Shared;
use crate::app::shared::source::file_name;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::thumbnail::{Key, Pictures};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::poster;

/// Samples are offered in at most so many rows.
const ROWS: usize = 3;

/// Paints the start page into the places of the poster and of the words.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, frame: Rect, words: Rect) {
    empty_frame(ui, cx, frame);
    column(ui, words, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.label(RichText::new("Drop a poster on this window").font(font::title()));
        ui.add_space(space::M);
        let tokens = theme::tokens(ui);
        let what = "Onesheet reads which genres it speaks: action, comedy, drama, horror, \
                    romance, thriller. Several posters at once are read in turn. Nothing leaves \
                    this computer.";
        let what = RichText::new(what)
            .font(font::lead())
            .color(tokens.text_weak);
        ui.add(Label::new(what).wrap());
        ui.add_space(space::XL);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            if button::button(ui, Weight::Primary, Icon::Open, "Open…").clicked() {
                cx.ask(Request::OpenPosters);
            }
            if button::button(ui, Weight::Quiet, Icon::Paste, "Paste").clicked() {
                cx.ask(Request::Paste);
            }
        });
        ui.add_space(space::PAGE);
        samples(ui, cx);
    });
}

/// The frame that waits for a poster; a click on it opens the file chooser.
fn empty_frame(ui: &mut Ui, cx: &mut Cx<'_>, frame: Rect) {
    let id = ui.unique_id().with("empty frame");
    // Not a stop for the keyboard: the button beside it does the same.
    let response = ui.interact(frame, id, Sense::CLICK);
    let tokens = theme::tokens(ui);
    let ink = if response.hovered() {
        tokens.text_weak
    } else {
        tokens.border
    };
    ui.painter()
        .rect_filled(frame, radius::POSTER, tokens.surface);
    poster::dashed(ui, frame, ink);
    let above = frame.translate(vec2(0.0, -space::L));
    icon::paint(ui.painter(), above, size::PAGE_ICON, Icon::Drop, ink);
    ui.painter().text(
        frame.center() + vec2(0.0, space::PAGE),
        Align2::CENTER_CENTER,
        "Drop a poster here, or anywhere",
        font::body(),
        tokens.text_weak,
    );
    if response.clicked() {
        cx.ask(Request::OpenPosters);
    }
}

fn samples(ui: &mut Ui, cx: &mut Cx<'_>) {
    let width = ui.available_width();
    let columns = ((width + space::M) / (size::SAMPLE_POSTER + space::M)).floor();
    let columns = (columns as usize).max(1);
    let tile = vec2(size::SAMPLE_POSTER, poster::height(size::SAMPLE_POSTER));
    let room = ui.clip_rect().bottom() - ui.cursor().top() - size::SAMPLE_HEADING;
    let rows = ((room + space::M) / (tile.y + space::M)) as usize;
    let offers = offers(cx.shared, columns * rows.clamp(1, ROWS));
    if offers.is_empty() {
        return;
    }
    let tokens = theme::tokens(ui);
    let heading = RichText::new("Or try one of these")
        .font(font::body())
        .color(tokens.text_weak);
    ui.label(heading);
    ui.add_space(space::M);
    // The posters fill the column's width exactly.
    let gap = (width - columns as f32 * tile.x) / (columns.max(2) - 1) as f32;
    for row in offers.chunks(columns) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap.min(space::XL);
            for offer in row {
                let (rect, response) = ui.allocate_exact_size(tile, Sense::click());
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &offer.title));
                let picture = cx.shared.thumbnails.get(&offer.key);
                poster::thumbnail(ui, rect, picture);
                if response.hovered() {
                    button::hover_frame(ui, rect, radius::POSTER);
                }
                button::focus_ring(ui, &response, rect, radius::POSTER);
                if response.on_hover_text(&offer.title).clicked() {
                    cx.ask(Request::Read(vec![offer.path.clone()]));
                }
            }
        });
        ui.add_space(space::M);
    }
}

struct Offer {
    title: String,
    path: std::path::PathBuf,
    key: Key,
}

/// Posters of the library, else the shipped samples.
fn offers(shared: &Shared, count: usize) -> Vec<Offer> {
    let films = shared.films.taste(count);
    if films.is_empty() {
        let loose = &shared.loose_samples;
        let stride = (loose.len() / count.max(1)).max(1);
        return loose
            .iter()
            .step_by(stride)
            .take(count)
            .map(|path| Offer {
                title: format!("Sample {}", file_name(path)),
                path: path.clone(),
                key: Key::file(path),
            })
            .collect();
    }
    films
        .into_iter()
        .filter_map(|film| {
            let poster = film.poster.as_ref()?;
            Some(Offer {
                title: film.title.clone(),
                path: poster.path.clone(),
                key: Key::poster(poster),
            })
        })
        .collect()
}
