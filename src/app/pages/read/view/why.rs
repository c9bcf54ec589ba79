//! The tool that says why: a legend for the map over the poster, how much it hides, and the
//! evidence in words and numbers.

use egui::style::HandleShape;
use egui::{Label, RichText, Role, Slider, Ui, WidgetInfo};

use super::picture::chosen_map;
use crate::app::pages::read::command::Command;
use crate::app::pages::read::entry::Entry;
use crate::app::pages::read::tools::Tools;
use crate::app::shared::notice::sentence;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::choice::chip;
use crate::app::widgets::evidence::{self, signed};
use crate::app::widgets::genre_bar;
use crate::vision::ActivationMap;
use crate::vision::activation_map::Evidence;

/// Paints the tool; returns what was pressed.
pub fn show(ui: &mut Ui, entry: &Entry, tools: &mut Tools) -> Option<Command> {
    let weak = theme::tokens(ui).text_weak;
    let words =
        |text: String| Label::new(RichText::new(text).font(font::body()).color(weak)).wrap();
    let Some(genre) = tools.genre.clone() else {
        ui.add(words(
            "Press a genre to see where on the poster it is said.".to_owned(),
        ));
        ui.add_space(space::M);
        genre_bar::legend(ui);
        return None;
    };
    let Some(map) = chosen_map(entry, tools) else {
        let why = match &entry.maps {
            Some(Err(why)) => why.to_string(),
            _ => "This model does not know the genre".to_owned(),
        };
        ui.add(words(sentence(&why)));
        return None;
    };
    evidence::legend(ui, map.reach(), tools.hovered);
    ui.add_space(space::S);
    let asked = ui
        .horizontal(|ui| {
            ui.set_height(size::CHIP);
            ui.spacing_mut().item_spacing.x = space::M;
            let opacity = slider(ui, tools);
            let hide = chip(ui, "Hide map", false, "Show the poster alone").clicked();
            hide.then_some(Command::HideMap).or(opacity)
        })
        .inner;
    ui.add_space(space::S);
    ui.add(words(in_words(genre.name(), map)));
    asked
}

/// How much the map hides of the poster.
fn slider(ui: &mut Ui, tools: &mut Tools) -> Option<Command> {
    let weak = theme::tokens(ui).text_weak;
    ui.label(RichText::new("Map").font(font::body()).color(weak));
    let mut opacity = tools.opacity;
    ui.spacing_mut().slider_width = (ui.available_width() / 2.0).max(size::SLIDER);
    let slider = Slider::new(&mut opacity, 0.0..=1.0)
        .step_by(0.05)
        .show_value(false)
        .handle_shape(HandleShape::Circle)
        .trailing_fill(true);
    ui.spacing_mut().interact_size.y = size::SLIDER;
    let response = ui
        .add(slider)
        .on_hover_text(format!("Opacity of the map: {:.0} %", opacity * 100.0));
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(opacity)),
        ..WidgetInfo::labeled(Role::Slider, true, "Opacity of the map")
    });
    tools.arrows_taken = response.has_focus();
    response.changed().then_some(Command::Opacity(opacity))
}

/// Where the evidence lies, and how it adds up.
fn in_words(genre: &str, map: &ActivationMap) -> String {
    let region = |evidence| {
        map.region(evidence)
            .map(|region| (region.area.in_words(), signed(region.logit)))
    };
    let places = match (region(Evidence::For), region(Evidence::Against)) {
        (Some((place, for_it)), Some((other, against))) => {
            format!("Most for {genre}: {place} ({for_it}); most against: {other} ({against}). ")
        }
        (Some((place, for_it)), None) => format!("Most for {genre}: {place} ({for_it}). "),
        (None, Some((place, against))) => format!("Most against {genre}: {place} ({against}). "),
        (None, None) => String::new(),
    };
    format!(
        "{places}Mean evidence {} and bias {} make the logit {}.",
        signed(map.mean()),
        signed(map.bias()),
        signed(map.logit())
    )
}
