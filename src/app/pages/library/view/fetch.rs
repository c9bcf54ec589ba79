//! Fetching posters from the web: what is missing, where it would be asked for, and what came.

use egui::{Label, RichText, TextEdit, Ui};

use super::dialog_parts::{foot, pair, title};
use crate::app::pages::library::command::Command;
use crate::app::pages::library::fetching::{FetchDraft, WORKERS};
use crate::app::shared::notice::sentence;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::{check, dropdown};
use crate::catalog::fetch::address::ImageSize;
use crate::catalog::tmdb::ATTRIBUTION;
use crate::catalog::{FetchPlan, FetchReport};
use crate::wording::thousands;

/// What will be done.
pub fn show(ui: &mut Ui, draft: &mut FetchDraft, asked: &mut Vec<Command>) {
    let text = "Posters that films lack are asked for at the addresses that their tables gave: \
                TMDB's poster_path, or whole https addresses. Nothing is asked before you start it; \
                stopped half-way, the next run asks only for the rest.";
    title(ui, "Fetch posters", text);
    match &draft.plan {
        None => weak(ui, "What is missing is being counted…"),
        Some(Err(why)) => {
            let ink = theme::tokens(ui).danger;
            let why = RichText::new(sentence(why)).font(font::body()).color(ink);
            ui.add(Label::new(why).wrap());
        }
        Some(Ok(plan)) => planned(ui, plan),
    }
    ui.add_space(space::S);
    choices(ui, draft);
    key(ui, draft, asked);
    ui.add_space(space::S);
    caption(ui, ATTRIBUTION);
    let count = draft.to_ask();
    let word = match count {
        0 => "Nothing to fetch".to_owned(),
        count => format!("Fetch {}", thousands(count as u64)),
    };
    let (any, word) = (count > 0, word.as_str());
    let fetch = (any, Weight::Primary, Icon::Drop, word, Command::Start);
    let cancel = (true, Weight::Quiet, Icon::Close, "Cancel", Command::Close);
    foot(ui, &[fetch, cancel], asked);
}

/// What came.
pub fn done(ui: &mut Ui, report: &FetchReport, asked: &mut Vec<Command>) {
    let megabytes = report.bytes as f64 / 1e6;
    let fetched = thousands(report.fetched as u64);
    let text = match report.bytes {
        0 => "Nothing came.".to_owned(),
        _ => format!("{megabytes:.1} MB came; they went through the same checks as any import."),
    };
    title(ui, &format!("{fetched} posters fetched"), &text);
    for (count, words) in [
        (report.found_on_disk, "of them lay on the disk already"),
        (report.gone, "are not on their server"),
        (report.refused, "lead somewhere that is not asked"),
        (report.failed, "failed; the next run asks again"),
        (report.left, "are left for the next run"),
        (
            report.library.posters,
            "films of the library have a poster now",
        ),
    ] {
        if count > 0 {
            pair(ui, &thousands(count as u64), words);
        }
    }
    for note in &report.notes {
        weak(ui, &sentence(note));
    }
    ui.add_space(space::S);
    caption(ui, report.attribution);
    let done = (true, Weight::Primary, Icon::Check, "Done", Command::Close);
    foot(ui, &[done], asked);
}

fn weak(ui: &mut Ui, text: &str) {
    let ink = theme::tokens(ui).text_weak;
    let text = RichText::new(text).font(font::body()).color(ink);
    ui.add(Label::new(text).wrap());
}

fn caption(ui: &mut Ui, text: &str) {
    let ink = theme::tokens(ui).text_weak;
    let text = RichText::new(text).font(font::caption()).color(ink);
    ui.add(Label::new(text).wrap());
}

fn planned(ui: &mut Ui, plan: &FetchPlan) {
    for (count, words) in [
        (plan.missing, "films without a poster"),
        (plan.by_address, "have an address that is asked"),
        (plan.by_look_up, "are looked up at TMDB by id"),
        (plan.gone_before, "were not on their server before"),
        (plan.refused, "have an address that is not safe to ask"),
        (plan.without_address, "have no address"),
        (
            plan.could_look_up,
            "of these could be looked up with a key to TMDB",
        ),
    ] {
        if count > 0 || words == "films without a poster" {
            pair(ui, &thousands(count as u64), words);
        }
    }
}

fn choices(ui: &mut Ui, draft: &mut FetchDraft) {
    ui.horizontal_wrapped(|ui| {
        // The usual size first.
        let mut sizes = vec![ImageSize::default()];
        sizes.extend(
            ImageSize::ALL
                .iter()
                .filter(|size| **size != ImageSize::default()),
        );
        let sizes: Vec<_> = sizes
            .into_iter()
            .map(|size| (size, size.name().to_owned()))
            .collect();
        dropdown::show(ui, "Size", &mut draft.size, &sizes);
        let workers = WORKERS.map(|count| match count {
            1 => (1, "One at a time".to_owned()),
            count => (count, format!("{count} at a time")),
        });
        dropdown::show(ui, "Requests", &mut draft.workers, &workers);
        let again = check::show(ui, "Ask again for what was gone", &mut draft.again);
        if again.changed() {
            draft.count_again();
        }
    });
}

/// A key is typed here and kept in a file of the user's; it is never shown again.
fn key(ui: &mut Ui, draft: &mut FetchDraft, asked: &mut Vec<Command>) {
    ui.add_space(space::S);
    let word = match draft.has_key {
        true => "A key to TMDB's API is kept: films without an address are looked up by id.",
        false => {
            "With a key to TMDB's API (v3 or v4), films without an address are looked up by id."
        }
    };
    weak(ui, word);
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut draft.key)
            .password(true)
            .align(egui::Align2::LEFT_CENTER)
            .min_size(egui::vec2(0.0, size::BUTTON))
            .hint_text(if draft.has_key { "Another key" } else { "Key" })
            .desired_width(size::SEARCH);
        ui.add(field);
        let typed = !draft.key.trim().is_empty();
        if typed && button::button(ui, Weight::Quiet, Icon::Locked, "Keep the key").clicked() {
            asked.push(Command::KeepKey);
        }
    });
}
