//! The runs of the library: a row a run, what can be done with the selected one, and some of them
//! side by side.

use std::sync::Arc;

use egui::{
    Align, Align2, Key, Label, Layout, Margin, Rect, Response, RichText, Role, ScrollArea, Sense,
    TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::parts::hue;
use super::{comparison, depths};
use crate::app::cx::Cx;
use crate::app::pages::train::command::Command;
use crate::app::pages::train::state::TrainPage;
use crate::app::route::Route;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::empty::{self, Action};
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::plot::Format;
use crate::app::widgets::progress;
use crate::training::runs::{Listed, Standing};
use crate::training::{Record, refit_fault};
use crate::wording;

/// The columns after the name, each with its width.
const COLUMNS: [(&str, f32); 6] = [
    ("depth", 112.0),
    ("state", 96.0),
    ("macro AUC", 84.0),
    ("best epoch", 84.0),
    ("learned from", 96.0),
    ("time", 84.0),
];

/// Paints list, buttons and comparison.
pub fn show(ui: &mut Ui, page: &mut TrainPage, cx: &mut Cx<'_>) {
    let Some(runs) = page.shelf.runs() else {
        return empty::page(ui, "One moment", "The runs are being looked at.", |ui| {
            progress::sweep(ui, "Looking at the runs");
        });
    };
    if runs.is_empty() {
        return none(ui, page, cx);
    }
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_width(ui.available_width() - space::XL);
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        hand(ui, page, cx);
        ui.add_space(space::XS);
        list(ui, page, cx, &runs);
        ui.add_space(space::L);
        comparison::show(ui, page, &runs);
        ui.add_space(space::XL);
    });
}

fn none(ui: &mut Ui, page: &mut TrainPage, cx: &mut Cx<'_>) {
    let action = Action {
        weight: Weight::Primary,
        icon: Icon::Curve,
        word: "Set a run up",
    };
    let text = "A run learns from this library's posters. It stays here with its curves and its \
                settings, and its model can be used everywhere.";
    if empty::with_action(ui, "No runs yet", text, &action) {
        cx.show(Route::Train);
    }
    if let Some(name) = page.shelf.deleted().map(str::to_owned) {
        ui.vertical_centered(|ui| undo(ui, page, &name));
    }
}

fn undo(ui: &mut Ui, page: &mut TrainPage, name: &str) {
    let word = format!("Bring {name} back");
    if button::button(ui, Weight::Quiet, Icon::Undo, &word).clicked() {
        page.asked.push(Command::Undelete);
    }
}

/// What can be done with the selected run.
fn hand(ui: &mut Ui, page: &mut TrainPage, cx: &Cx<'_>) {
    let selected = page.shelf.selected.clone();
    let chosen = selected.and_then(|name| page.shelf.get(&name).cloned());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        if let Some(run) = chosen {
            of_run(ui, page, cx, &run);
        }
        if let Some(name) = page.shelf.deleted().map(str::to_owned) {
            undo(ui, page, &name);
        }
        if cx.shared.model.remembered.is_some() {
            let word = "Use Onesheet's own model";
            if button::button(ui, Weight::Quiet, Icon::Again, word).clicked() {
                page.asked.push(Command::UseShipped);
            }
        }
    });
}

fn of_run(ui: &mut Ui, page: &mut TrainPage, cx: &Cx<'_>, run: &Listed) {
    let name = || run.name.clone();
    let busy = matches!(run.standing, Standing::Running | Standing::Paused);
    let in_use = cx.shared.model.folder() == Some(&run.folder.path);
    let can_train = !page.is_running();
    let mut ask = |command| page.asked.push(command);
    let offer = |ui: &mut Ui, can: bool, weight, icon, word: &str, hint: &str| {
        let response = ui.add_enabled_ui(can, |ui| button::button(ui, weight, icon, word));
        response.inner.on_hover_text(hint).clicked()
    };
    let can = run.usable && !in_use;
    let word = if in_use { "In use" } else { "Use this model" };
    let hint = "Read, Thresholds and Top 100 follow it from now on";
    if offer(ui, can, Weight::Primary, Icon::Check, word, hint) {
        ask(Command::Use(name()));
    }
    if run.resumable && !busy {
        let hint = "The training goes on where it stood, with the same settings";
        if offer(ui, true, Weight::Quiet, Icon::Play, "Go on", hint) {
            ask(Command::GoOn(name()));
        }
    }
    let repeats = |record: &Record| refit_fault(record).is_none();
    if can_train && run.usable && run.record.as_ref().is_ok_and(repeats) {
        let hint = "Train it once more as it was, from the validation films too: a little better, and \
                    only test films are left to judge it";
        if offer(ui, true, Weight::Quiet, Icon::Again, "Refit", hint) {
            ask(Command::Refit(name()));
        }
    }
    let hint = "Copy the model's files: Hugging Face's layout";
    if offer(
        ui,
        run.usable,
        Weight::Quiet,
        Icon::Open,
        "Model folder…",
        hint,
    ) {
        ask(Command::Export(name(), None));
    }
    let hint = "One file that other programs run, with labels, thresholds and preprocessing in it";
    if offer(ui, run.usable, Weight::Quiet, Icon::Drop, "ONNX…", hint) {
        ask(Command::Onnx(name(), None));
    }
    let hint = "Put it into the trash; Undo brings it back";
    if offer(ui, !busy, Weight::Quiet, Icon::Delete, "Delete", hint) {
        ask(Command::Delete(name()));
    }
    if offer(ui, !busy, Weight::Quiet, Icon::Edit, "Rename", "") {
        page.shelf.renaming = Some((name(), name()));
    }
}

/// Where the parts of a row stand.
struct Places {
    compare: Rect,
    name: Rect,
    columns: [Rect; COLUMNS.len()],
}

impl Places {
    fn of(row: Rect) -> Self {
        let part = |left: f32, right: f32| {
            Rect::from_min_max(pos2(left, row.top()), pos2(right, row.bottom()))
        };
        let mut right = row.right() - space::M;
        let mut columns = [Rect::NOTHING; COLUMNS.len()];
        for (place, (_, width)) in columns.iter_mut().zip(COLUMNS).rev() {
            *place = part(right - width, right);
            right -= width;
        }
        let compare = part(row.left(), row.left() + size::BUTTON);
        Self {
            compare,
            name: part(compare.right() + space::XS, right - space::M),
            columns,
        }
    }
}

fn list(ui: &mut Ui, page: &mut TrainPage, cx: &Cx<'_>, runs: &Arc<[Listed]>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui);
    for run in runs.iter() {
        row(ui, page, cx, run);
    }
}

fn head(ui: &mut Ui) {
    let size = vec2(ui.available_width(), size::TUNE_HEAD);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let places = Places::of(rect);
    let ink = theme::tokens(ui).text_weak;
    let painter = ui.painter();
    painter.text(
        places.name.left_center(),
        Align2::LEFT_CENTER,
        "run",
        font::caption(),
        ink,
    );
    for (place, (word, _)) in places.columns.iter().zip(COLUMNS) {
        let at = place.right_center();
        painter.text(at, Align2::RIGHT_CENTER, word, font::caption(), ink);
    }
}

fn row(ui: &mut Ui, page: &mut TrainPage, cx: &Cx<'_>, run: &Listed) {
    let tokens = theme::tokens(ui);
    let size = vec2(ui.available_width(), size::RUN_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let selected = page.shelf.selected.as_ref() == Some(&run.name);
    let values = values(run);
    let said = format!("{}: {}", run.name, values.join(", "));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &said));
    let places = Places::of(rect);
    let fill = match (selected, response.hovered()) {
        (true, _) => Some(tokens.raised),
        (false, true) => Some(tokens.surface),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, radius::CONTROL, fill);
    }
    let weak = tokens.text_weak;
    for (index, (place, value)) in places.columns.iter().zip(&values).enumerate() {
        let (face, ink) = match index {
            // The figure that is compared.
            2 => (font::body_number(), tokens.text),
            1 if matches!(run.standing, Standing::Failed | Standing::Broken) => {
                (font::body(), tokens.danger)
            }
            _ => (font::body_number(), weak),
        };
        let at = place.right_center();
        ui.painter()
            .text(at, Align2::RIGHT_CENTER, value, face, ink);
    }
    button::focus_ring(ui, &response, rect.shrink(size::RING), radius::CONTROL);
    let renaming = page
        .shelf
        .renaming
        .as_ref()
        .is_some_and(|(name, _)| *name == run.name);
    if renaming {
        rename(ui, page, places.name);
    } else {
        let in_use = cx.shared.model.folder() == Some(&run.folder.path);
        name(ui, places.name, &run.name, in_use);
    }
    compare(ui, page, run, places.compare);
    let fault = run
        .record
        .as_ref()
        .map_or_else(|why| Some(why.clone()), |record| record.error.clone());
    let response: Response = match fault {
        Some(why) => response.on_hover_text(crate::app::shared::notice::sentence(&why)),
        None => response,
    };
    if response.clicked() {
        page.shelf.selected = Some(run.name.clone());
    }
    if response.double_clicked() && !run.history.is_empty() {
        page.shelf.compare(&run.name);
    }
}

/// What the columns say.
fn values(run: &Listed) -> [String; COLUMNS.len()] {
    let dash = || "–".to_owned();
    let record = run.record.as_ref().ok();
    let best = crate::app::pages::train::live::best(&run.history);
    [
        record.map_or_else(dash, |record| depths::name(record.depth).to_owned()),
        run.standing.name().to_owned(),
        // A mean of other runs has a figure and no epochs.
        best.map(|(_, value)| value)
            .or_else(|| record?.validation_macro_auc)
            .map_or_else(dash, |value| Format::Percent.value(value)),
        best.map_or_else(dash, |(epoch, _)| {
            format!("{epoch} of {}", run.history.len())
        }),
        record.map_or_else(dash, |record| wording::thousands(record.train_films as u64)),
        match run.history.iter().map(|epoch| epoch.seconds).sum::<f64>() {
            seconds if seconds > 0.0 => wording::lasted(seconds),
            _ => dash(),
        },
    ]
}

fn name(ui: &mut Ui, place: Rect, name: &str, in_use: bool) {
    let builder = UiBuilder::new()
        .max_rect(place)
        .layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        let text = RichText::new(name).font(font::body_medium());
        ui.add(Label::new(text).truncate());
        if in_use {
            let tokens = theme::tokens(ui);
            let (rect, _) = ui.allocate_exact_size(vec2(size::ICON, size::ICON), Sense::hover());
            let ink = tokens.accent_text;
            icon::paint(ui.painter(), rect, size::ICON, Icon::Check, ink);
            ui.label(RichText::new("in use").font(font::caption()).color(ink));
        }
    });
}

/// The field in which a run's name is typed: Enter takes it, Escape leaves it.
fn rename(ui: &mut Ui, page: &mut TrainPage, place: Rect) {
    let Some((from, to)) = &mut page.shelf.renaming else {
        return;
    };
    let place = Rect::from_center_size(place.center(), vec2(place.width(), size::CHIP));
    let field = TextEdit::singleline(to)
        .id_salt("a run's name")
        .margin(Margin::symmetric(space::S as i8, space::XS as i8))
        .desired_width(place.width());
    let response = ui.put(place, field);
    let said = format!("New name of {from}");
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &said));
    let (enter, escape) = ui.input(|input| {
        (
            input.key_pressed(Key::Enter),
            input.key_pressed(Key::Escape),
        )
    });
    let command = Command::Rename {
        from: from.clone(),
        to: to.clone(),
    };
    if escape {
        page.shelf.renaming = None;
    } else if response.lost_focus() && enter {
        page.asked.push(command);
    } else if response.lost_focus() {
        page.shelf.renaming = None;
    } else if !response.has_focus() {
        response.request_focus();
    }
}

/// The box that puts the run's curves over the others', in the colour of its curve.
fn compare(ui: &mut Ui, page: &mut TrainPage, run: &Listed, place: Rect) {
    if run.history.is_empty() {
        return;
    }
    let tokens = theme::tokens(ui);
    let id = ui.unique_id().with(("compare", &run.name));
    let response = ui.interact(place, id, Sense::click());
    let at = page
        .shelf
        .compared
        .iter()
        .position(|name| *name == run.name);
    let said = format!("Compare {}", run.name);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, at.is_some(), &said));
    let square = Rect::from_center_size(place.center(), vec2(size::ICON, size::ICON));
    if let Some(at) = at {
        let ink = hue(ui, at);
        ui.painter().rect_filled(square, radius::POSTER, ink);
        ui.painter().text(
            square.center(),
            Align2::CENTER_CENTER,
            at + 1,
            font::caption_number(),
            tokens.window,
        );
    } else {
        let stroke = egui::Stroke::new(size::HAIRLINE, tokens.text_weak);
        let inside = egui::StrokeKind::Inside;
        ui.painter()
            .rect_stroke(square, radius::POSTER, stroke, inside);
    }
    button::focus_ring(ui, &response, square.expand(size::RING), radius::POSTER);
    if response
        .on_hover_text("Lay its curves over the others'")
        .clicked()
    {
        page.shelf.compare(&run.name);
    }
}
