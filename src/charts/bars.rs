//! Horizontal bars with their words beside them: a long name has room, a number stands at its bar.

use super::palette::{Colour, INK, INK_WEAK, PAPER, RULE};
use super::svg::Pen;
use super::{Anchor, Svg, TextStyle, Weight, fonts};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// At its left.
    pub name: String,
    /// Its length; negative values count as 0.
    pub value: f64,
    /// The value in words, at its right.
    pub words: String,
    /// Its colour.
    pub colour: Colour,
    /// The ends of an interval around the value, drawn as a whisker.
    pub interval: Option<(f64, f64)>,
}

/// Bars from a common start.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// Above them; may be empty.
    pub title: String,
    /// The value at the left end.
    pub from: f64,
    /// The value at the right end; without it the longest bar's.
    pub to: Option<f64>,
    /// From top to bottom.
    pub bars: Vec<Bar>,
    /// Width of the whole drawing; the height follows the number of bars.
    pub width: f32,
}

const TITLE: f32 = 28.0;
const ROW: f32 = 26.0;
const THICK: f32 = 14.0;
const GAP: f32 = 10.0;

impl Bars {
    /// The drawing.
    pub fn draw(&self) -> Svg {
        let name = TextStyle::new(12.0).anchor(Anchor::End);
        let words = TextStyle::new(12.0).colour(INK_WEAK);
        let widest = |text: fn(&Bar) -> &String, style: &TextStyle, most: f32| {
            let widths = self.bars.iter().map(|bar| fonts::width(text(bar), style));
            widths.fold(0.0, f32::max).min(most)
        };
        let names = widest(|bar| &bar.name, &name, self.width * 0.4);
        let values = widest(|bar| &bar.words, &words, self.width * 0.3);
        let left = names + GAP;
        let right = (self.width - values - GAP).max(left + 1.0);
        let height = TITLE + self.bars.len() as f32 * ROW + 4.0;
        let mut svg = Svg::new(self.width, height);
        svg.rect((0.0, 0.0, self.width, height), 0.0, PAPER);
        let title = TextStyle::new(14.0).weight(Weight::Strong);
        svg.text((0.0, 16.0), &self.title, &title);
        let most = self.bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
        let to = self.to.unwrap_or(most).max(self.from + f64::EPSILON);
        let place = |value: f64| {
            let share = ((value - self.from) / (to - self.from)).clamp(0.0, 1.0) as f32;
            left + share * (right - left)
        };
        for (row, bar) in self.bars.iter().enumerate() {
            let top = TITLE + row as f32 * ROW + (ROW - THICK) / 2.0;
            let middle = top + THICK / 2.0;
            let base = middle + 4.0;
            svg.text(
                (names, base),
                &fonts::fit(&bar.name, &name, names + 1.0),
                &name,
            );
            svg.line((left, middle), (right, middle), Pen::new(RULE, 1.0));
            let end = place(bar.value);
            svg.rect((left, top, end - left, THICK), 2.0, bar.colour);
            if let Some((low, high)) = bar.interval {
                whisker(&mut svg, (place(low), place(high)), middle);
            }
            let beside = bar.interval.map_or(end, |(_, high)| end.max(place(high)));
            svg.text((beside + 6.0, base), &bar.words, &words);
        }
        svg
    }
}

fn whisker(svg: &mut Svg, (from, to): (f32, f32), middle: f32) {
    let pen = Pen::new(INK, 1.5);
    svg.line((from, middle), (to, middle), pen);
    for end in [from, to] {
        svg.line((end, middle - 4.0), (end, middle + 4.0), pen);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::png;

    fn bar(value: f64) -> Bar {
        Bar {
            name: "Drama".to_owned(),
            value,
            words: format!("{value}"),
            colour: Colour(0x0000_00FF),
            interval: None,
        }
    }

    fn blue_in_row(values: &[f64], row: usize) -> usize {
        let bars = Bars {
            title: String::new(),
            from: 0.0,
            to: None,
            bars: values.iter().map(|&value| bar(value)).collect(),
            width: 300.0,
        };
        let picture = png::render(&bars.draw(), 1.0).expect("a small picture");
        let y = (TITLE + row as f32 * ROW + ROW / 2.0 + 3.0) as u32;
        (0..300)
            .filter(|&x| picture.get_pixel(x, y).0 == [0, 0, 255, 255])
            .count()
    }

    #[test]
    fn lengths_are_in_proportion() {
        let (whole, half) = (blue_in_row(&[4.0, 2.0], 0), blue_in_row(&[4.0, 2.0], 1));
        assert!(whole > 150, "{whole}");
        assert!(
            (half as f64 / whole as f64 - 0.5).abs() < 0.02,
            "{half} of {whole}"
        );
        assert_eq!(blue_in_row(&[1.0, -3.0], 1), 0);
    }

    #[test]
    fn nothing_is_a_picture_too() {
        assert!(blue_in_row(&[0.0], 0) < 2);
    }
}
