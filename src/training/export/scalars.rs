//! An epoch's figures under their names, in the order in which they were written.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// The figures of one epoch: names such as `train_loss` and `validation_auc/Drama`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scalars {
    /// Counted from 1.
    pub epoch: u64,
    /// `None` where a figure is not defined.
    pub figures: Vec<(String, Option<f64>)>,
}

impl Scalars {
    /// The figure of this name, where it is defined.
    pub fn get(&self, name: &str) -> Option<f64> {
        let found = self.figures.iter().find(|(known, _)| known == name);
        found.and_then(|(_, figure)| *figure)
    }

    /// From a line of `history.jsonl`; `None` if it is no epoch.
    pub fn of_line(line: &str) -> Option<Self> {
        let fields: Fields = serde_json::from_str(line).ok()?;
        let mut scalars = Self::default();
        for (name, value) in fields.0 {
            match value {
                Value::Number(number) if name == "epoch" => scalars.epoch = number.as_u64()?,
                value => scalars.add(name, value),
            }
        }
        (scalars.epoch > 0).then_some(scalars)
    }

    /// Numbers and what is undefined; of a list or a word there is no curve.
    fn add(&mut self, name: String, value: Value) {
        match value {
            Value::Number(number) => self.figures.push((name, number.as_f64())),
            Value::Null => self.figures.push((name, None)),
            Value::Object(parts) => {
                for (part, value) in parts {
                    self.add(format!("{name}/{part}"), value);
                }
            }
            Value::Bool(_) | Value::String(_) | Value::Array(_) => {}
        }
    }
}

/// The epochs of a file's text, and the numbers of the lines that are none.
pub fn of_lines(text: &str) -> (Vec<Scalars>, Vec<usize>) {
    let (mut epochs, mut torn) = (Vec::new(), Vec::new());
    for (line, number) in text.lines().zip(1..) {
        match Scalars::of_line(line) {
            Some(epoch) => epochs.push(epoch),
            None if line.trim().is_empty() => {}
            None => torn.push(number),
        }
    }
    (epochs, torn)
}

/// A JSON object whose order counts.
struct Fields(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an epoch's figures by name")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_their_order_and_inner_ones_their_path() {
        let line = r#"{"epoch": 2, "train_loss": 0.5, "auc": {"War": null, "Drama": 0.75},
                       "note": "warm", "batch": [1, 2], "seconds": 3}"#;
        let scalars = Scalars::of_line(line).expect("an epoch");
        assert_eq!(scalars.epoch, 2);
        let names: Vec<&str> = scalars.figures.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names[0], "train_loss");
        assert_eq!(names[names.len() - 1], "seconds");
        assert_eq!(names.len(), 4);
        assert_eq!(scalars.get("auc/Drama"), Some(0.75));
        assert_eq!(scalars.get("auc/War"), None);
        assert_eq!(scalars.get("seconds"), Some(3.0));
    }

    #[test]
    fn a_torn_line_is_counted_and_the_rest_is_read() {
        let text = "{\"epoch\": 1, \"loss\": 1.0}\n\n{\"epoch\": 2, \"lo";
        let (epochs, torn) = of_lines(text);
        assert_eq!((epochs.len(), torn), (1, vec![3]));
        for no_epoch in ["7", "[]", "{}", r#"{"epoch": -1}"#, r#"{"loss": 1}"#] {
            assert_eq!(Scalars::of_line(no_epoch), None, "{no_epoch}");
        }
    }
}
