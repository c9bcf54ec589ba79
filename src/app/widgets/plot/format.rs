//! How a plot's numbers are written: in the legend, at the pointer, and beside its axes.

/// How values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `78.4 %` of 0.784.
    Percent,
    /// `0.4821`.
    Plain,
    /// `1.0e-4`.
    Power,
    /// `0.823` of what lies between nothing and one.
    Share,
    /// `3`, and `3.5` between two of them.
    Count,
}

impl Format {
    /// A value by itself.
    pub fn value(self, value: f64) -> String {
        match self {
            Self::Percent => format!("{:.1} %", value * 100.0),
            Self::Plain => format!("{value:.4}"),
            Self::Power if value == 0.0 => "0".to_owned(),
            Self::Power => format!("{value:.1e}"),
            Self::Share => format!("{value:.3}"),
            Self::Count if (value - value.round()).abs() < 1e-6 => format!("{value:.0}"),
            Self::Count => format!("{value:.1}"),
        }
    }

    /// A value on a scale whose numbers are `step` apart: as many digits as tell them from each
    /// other.
    pub fn tick(self, value: f64, step: f64) -> String {
        let power = |value: f64| (value.abs().log10() + 1e-9).floor();
        let decimals = (-power(step)).max(0.0) as usize;
        match self {
            Self::Percent => format!("{:.*} %", decimals.saturating_sub(2), value * 100.0),
            Self::Power if value == 0.0 => "0".to_owned(),
            Self::Power => {
                let digits = (power(value) - power(step)).max(1.0) as usize;
                format!("{value:.digits$e}")
            }
            // The ends of the scale are as round as they are: 0, 0.5, 1.
            Self::Share if value.fract().abs() < step * 1e-6 => format!("{value:.0}"),
            Self::Plain | Self::Share | Self::Count => format!("{value:.decimals$}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_people_read_them() {
        assert_eq!(Format::Percent.value(0.8034), "80.3 %");
        assert_eq!(Format::Plain.value(0.36641), "0.3664");
        assert_eq!(Format::Power.value(1e-4), "1.0e-4");
        assert_eq!(Format::Power.value(0.0), "0");
        assert_eq!(Format::Share.value(0.82349), "0.823");
        assert_eq!([3.0, 3.25].map(|x| Format::Count.value(x)), ["3", "3.2"]);
    }

    #[test]
    fn ticks_have_the_digits_that_tell_them_apart() {
        assert_eq!(Format::Percent.tick(0.75, 0.05), "75 %");
        assert_eq!(Format::Percent.tick(0.785, 0.005), "78.5 %");
        assert_eq!(Format::Plain.tick(0.4, 0.2), "0.4");
        assert_eq!(Format::Plain.tick(0.4, 0.001), "0.400");
        assert_eq!(Format::Power.tick(5e-5, 5e-5), "5.0e-5");
        assert_eq!(Format::Power.tick(1.02e-4, 1e-6), "1.02e-4");
        assert_eq!(Format::Power.tick(0.0, 5e-5), "0");
        assert_eq!(
            [0.0, 0.5, 1.0].map(|x| Format::Share.tick(x, 0.5)),
            ["0", "0.5", "1"]
        );
        assert_eq!(Format::Count.tick(10.0, 5.0), "10");
    }
}
