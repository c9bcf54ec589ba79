//! Axes: from values to places, with ticks at numbers that people would choose.

/// One axis' range of values, laid over a stretch of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    from: f64,
    to: f64,
    start: f32,
    end: f32,
}

impl Scale {
    /// `from..=to` over `start..=end`. A range without extent is widened, so that a single value
    /// stands in the middle.
    pub fn new((from, to): (f64, f64), (start, end): (f32, f32)) -> Self {
        let (from, to) = if to > from {
            (from, to)
        } else {
            (from - 0.5, from + 0.5)
        };
        Self {
            from,
            to,
            start,
            end,
        }
    }

    /// Where a value stands.
    pub fn place(&self, value: f64) -> f32 {
        let share = ((value - self.from) / (self.to - self.from)) as f32;
        self.start + share * (self.end - self.start)
    }

    /// About `count` round values (1, 2 or 5 times a power of ten apart) within the range.
    pub fn ticks(&self, count: usize) -> Vec<f64> {
        let step = self.step(count);
        let first = (self.from / step - 1e-9).ceil() as i64;
        let last = (self.to / step + 1e-9).floor() as i64;
        (first..=last).map(|index| index as f64 * step).collect()
    }

    /// How many decimals the ticks need.
    pub fn decimals(&self, count: usize) -> usize {
        let digits = -self.step(count).log10().floor();
        digits.max(0.0) as usize
    }

    /// How far apart about `count` ticks are.
    pub fn step(&self, count: usize) -> f64 {
        let rough = (self.to - self.from) / count.max(1) as f64;
        let power = 10_f64.powf(rough.log10().floor());
        let factor = [1.0, 2.0, 5.0]
            .into_iter()
            .find(|factor| factor * power >= rough * 0.999)
            .unwrap_or(10.0);
        factor * power
    }
}

/// The smallest range of round values that holds all of `values`; `0..=1` without any.
pub fn round_range(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let mut range: Option<(f64, f64)> = None;
    for value in values.into_iter().filter(|value| value.is_finite()) {
        let (low, high) = range.unwrap_or((value, value));
        range = Some((low.min(value), high.max(value)));
    }
    let Some((low, high)) = range else {
        return (0.0, 1.0);
    };
    let step = Scale::new((low, high), (0.0, 1.0)).step(5);
    ((low / step).floor() * step, (high / step).ceil() * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_laid_over_the_stretch() {
        let scale = Scale::new((0.0, 2.0), (100.0, 0.0));
        assert_eq!([0.0, 1.0, 2.0].map(|v| scale.place(v)), [100.0, 50.0, 0.0]);
        assert_eq!(Scale::new((3.0, 3.0), (0.0, 10.0)).place(3.0), 5.0);
    }

    #[test]
    fn ticks_are_round() {
        let ticks = |from, to| Scale::new((from, to), (0.0, 1.0)).ticks(5);
        assert_eq!(ticks(0.0, 1.0).len(), 6);
        assert_eq!(ticks(0.0, 30.0), [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(Scale::new((0.0, 1.0), (0.0, 1.0)).decimals(5), 1);
        assert_eq!(Scale::new((0.76, 0.79), (0.0, 1.0)).decimals(5), 2);
        assert_eq!(Scale::new((0.0, 300.0), (0.0, 1.0)).decimals(5), 0);
    }

    #[test]
    fn ranges_hold_their_values() {
        let (low, high) = round_range([0.762, 0.7841, f64::NAN]);
        assert!(low <= 0.762 && high >= 0.7841 && high - low < 0.05);
        assert_eq!(round_range([]), (0.0, 1.0));
        let (low, high) = round_range([5.0]);
        assert!(low <= 5.0 && high >= 5.0);
    }
}
