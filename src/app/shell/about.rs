//! What this program is, and whom it thanks.

use egui::{Id, Key, Label, Modal, RichText, Ui};

use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::catalog::tmdb::ATTRIBUTION;

/// Paints the card; whether it is to be closed.
pub fn show(ui: &mut Ui) -> bool {
    let tokens = theme::tokens(ui);
    let modal = Modal::new(Id::unique("about"))
        .backdrop_color(tokens.scrim)
        .show(ui.ctx(), |ui| {
            ui.set_width(size::NOTICE);
            let weak = |text: &str| {
                RichText::new(text)
                    .font(font::body())
                    .color(tokens.text_weak)
            };
            let title = format!("Onesheet {}", env!("CARGO_PKG_VERSION"));
            ui.label(RichText::new(title).font(font::section()));
            ui.add_space(space::XS);
            ui.add(Label::new(weak("Reads film posters: which genres one speaks, why, and which posters it resembles. Everything is read on this computer; only the fetching of posters asks the network, and only when you start it.")).wrap());
            ui.add_space(space::M);
            ui.label(RichText::new("Films and posters").font(font::body_medium()));
            ui.add(Label::new(weak(ATTRIBUTION)).wrap());
            ui.add_space(space::M);
            ui.label(RichText::new("Licence").font(font::body_medium()));
            ui.add(Label::new(weak("MIT or Apache 2.0, as you like.")).wrap());
            ui.add_space(space::L);
            button::button(ui, Weight::Quiet, Icon::Close, "Close").clicked()
        });
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    modal.inner || modal.should_close() || escaped
}
