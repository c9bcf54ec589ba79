//! Fields of a form: a small word above a control, all of one height, each with its name.

use std::ops::RangeInclusive;

use egui::{DragValue, Label, Margin, Response, RichText, TextEdit, Ui, vec2};

use crate::app::theme::{self, font, size, space};

/// How a number is written and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// `12`.
    Whole,
    /// `0.05`, as short as it can be.
    Plain,
    /// `3e-4`: on a scale where each step is a share of the number.
    Power,
}

/// The width of one of `count` fields in a row.
pub fn column(ui: &Ui, count: usize) -> f32 {
    let room = ui.available_width().min(size::FORM_MOST);
    ((room - space::M * (count - 1) as f32) / count as f32).floor()
}

/// A word above whatever `control` paints into `width`.
pub fn labelled<R>(
    ui: &mut Ui,
    width: f32,
    word: &str,
    control: impl FnOnce(&mut Ui, &Response) -> R,
) -> R {
    let height = size::FIELD;
    ui.allocate_ui(vec2(width, height), |ui| {
        ui.set_width(width);
        ui.set_min_height(height);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            let ink = theme::tokens(ui).text_weak;
            let text = RichText::new(word).font(font::caption()).color(ink);
            let label = ui.add(Label::new(text).truncate());
            control(ui, &label)
        })
        .inner
    })
    .inner
}

/// A number that is typed or dragged; whether it changed. `hint`: what it is, on hover.
pub fn number(
    ui: &mut Ui,
    width: f32,
    (word, hint): (&str, &str),
    value: &mut f64,
    range: RangeInclusive<f64>,
    form: Number,
) -> bool {
    labelled(ui, width, word, |ui, label| {
        let speed = match form {
            Number::Whole => (*value / 100.0).max(0.1),
            Number::Plain | Number::Power => (value.abs() / 100.0).max(1e-6),
        };
        ui.spacing_mut().interact_size = vec2(width, size::BUTTON);
        let drag = DragValue::new(value)
            .range(range)
            .speed(speed)
            .max_decimals(if form == Number::Whole { 0 } else { 12 })
            .custom_formatter(move |value, _| written(value, form))
            .update_while_editing(false);
        let response = ui.add_sized(vec2(width, size::BUTTON), drag);
        let changed = response.changed();
        response.labelled_by(label.id).on_hover_text(hint);
        changed
    })
}

/// The same for a count.
pub fn count(
    ui: &mut Ui,
    width: f32,
    words: (&str, &str),
    value: &mut usize,
    range: RangeInclusive<usize>,
) -> bool {
    let mut number_value = *value as f64;
    let range = *range.start() as f64..=*range.end() as f64;
    let changed = number(ui, width, words, &mut number_value, range, Number::Whole);
    *value = number_value.round() as usize;
    changed
}

/// A line of text; `empty` is shown while there is none.
pub fn text(ui: &mut Ui, width: f32, word: &str, value: &mut String, empty: &str) -> Response {
    labelled(ui, width, word, |ui, label| {
        let field = TextEdit::singleline(value)
            .hint_text(empty)
            .desired_width(width)
            .min_size(vec2(0.0, size::BUTTON))
            .align(egui::Align2::LEFT_CENTER)
            .margin(Margin::symmetric(space::M as i8, space::S as i8));
        ui.add(field).labelled_by(label.id)
    })
}

fn written(value: f64, form: Number) -> String {
    match form {
        Number::Whole => format!("{value:.0}"),
        Number::Plain => format!("{value}"),
        Number::Power if value == 0.0 => "0".to_owned(),
        Number::Power => {
            // Two digits, and none that says nothing: 1e-4, 3.5e-4.
            let text = format!("{value:.1e}");
            text.replace(".0e", "e")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let power = |value| written(value, Number::Power);
        assert_eq!(
            [power(1e-4), power(3.5e-4), power(0.0)],
            ["1e-4", "3.5e-4", "0"]
        );
        assert_eq!(written(0.05, Number::Plain), "0.05");
        assert_eq!(written(12.0, Number::Whole), "12");
    }
}
