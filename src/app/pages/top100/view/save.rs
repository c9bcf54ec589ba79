//! The button that saves the list, and what it opens: in which form, how fine.

use egui::style::HandleShape;
use egui::{Popup, PopupCloseBehavior, RichText, Slider, Ui};

use crate::app::pages::top100::command::{Command, Form, Quality};
use crate::app::pages::top100::state::{Top100Page, View};
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::check;
use crate::app::widgets::icon::Icon;
use crate::explore::contact_sheet::{PRINT_WIDTH, SCREEN_WIDTH, WIDTHS};
use crate::wording::thousands;

/// The button; nothing while there is no list.
pub fn button(ui: &mut Ui, page: &mut Top100Page, asked: &mut Vec<Command>) {
    let count = page.rows().len();
    if page.view != View::List || count == 0 {
        return;
    }
    let response = button::button(ui, Weight::Quiet, Icon::Drop, "Export");
    Popup::menu(&response)
        .gap(space::XS)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(size::HOVER_CARD);
            ui.spacing_mut().item_spacing.y = space::S;
            menu(ui, &mut page.quality, count, asked);
        });
}

fn menu(ui: &mut Ui, quality: &mut Quality, count: usize, asked: &mut Vec<Command>) {
    let weak = theme::tokens(ui).text_weak;
    let noun = if count == 1 { "poster" } else { "posters" };
    let words = format!("{} {noun}, in this order", thousands(count as u64));
    ui.label(RichText::new(words).font(font::body()).color(weak));
    let hint = "Drawn from the original files, not from the thumbnails.";
    let print = check::show(ui, "Print quality", &mut quality.print);
    if print.on_hover_text(hint).changed() {
        quality.width = if quality.print {
            PRINT_WIDTH
        } else {
            SCREEN_WIDTH
        };
    }
    ui.label(RichText::new("Width of a poster").font(font::body()));
    ui.spacing_mut().slider_width = size::HOVER_CARD - size::SLIDER_NUMBER;
    ui.spacing_mut().interact_size.y = size::SLIDER;
    let slider = Slider::new(&mut quality.width, WIDTHS)
        .suffix(" px")
        .handle_shape(HandleShape::Circle)
        .trailing_fill(true);
    ui.add(slider).widget_info(|| {
        egui::WidgetInfo::slider(true, f64::from(quality.width), "Width of a poster")
    });
    let forms = [
        (Icon::Library, "Contact sheet…", Form::Sheet(*quality)),
        (Icon::Table, "Table…", Form::Table),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        for (icon, word, form) in forms {
            if button::button(ui, Weight::Quiet, icon, word).clicked() {
                asked.push(Command::Export(form, None));
                ui.close();
            }
        }
    });
}
