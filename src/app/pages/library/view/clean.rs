//! Looking for bad posters, and what was found.

use egui::Ui;

use super::dialog_parts::{foot, title};
use super::funnel;
use crate::app::pages::library::command::Command;
use crate::app::pages::library::work::cleaned_in_words;
use crate::app::theme::space;
use crate::app::widgets::button::Weight;
use crate::app::widgets::icon::Icon;
use crate::catalog::CleanReport;
use crate::explore::browse::{Found, Wish};

/// What will be done.
pub fn show(ui: &mut Ui, asked: &mut Vec<Command>) {
    let text = "Posters that are sound images and no posters are set aside: one colour only, a \
                placeholder that many films share, the picture of another film. Nothing is deleted; \
                each can be restored, and what you restore stays. Films that were removed by hand \
                stay removed.";
    title(ui, "Remove bad posters", text);
    let look = "Look for them";
    let look = (true, Weight::Primary, Icon::Clean, look, Command::Start);
    let cancel = (true, Weight::Quiet, Icon::Close, "Cancel", Command::Close);
    foot(ui, &[look, cancel], asked);
}

/// What was found.
pub fn done(ui: &mut Ui, report: &CleanReport, asked: &mut Vec<Command>) {
    let gone = report.posters - report.kept;
    let text = match gone {
        0 => "Nothing had to be removed.",
        _ => {
            "They are out of the grid, of training and of the figures. Choose some and restore \
              them where the judgement is wrong."
        }
    };
    title(ui, &cleaned_in_words(report), text);
    funnel::reasons(ui, &report.set_aside);
    ui.add_space(space::S);
    let wish = Wish {
        finding: Some(Found::SetAside),
        ..Wish::default()
    };
    let see = Command::Browse(Box::new(wish));
    let done = (true, Weight::Primary, Icon::Check, "Done", Command::Close);
    let see = (true, Weight::Quiet, Icon::Library, "Show them", see);
    match gone {
        0 => foot(ui, &[done], asked),
        _ => foot(ui, &[done, see], asked),
    }
}
