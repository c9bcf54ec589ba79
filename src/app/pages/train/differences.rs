//! In what the settings of runs differ: a row a setting, a column a run.
//!
//! In: settings as JSON, as each run's record keeps them. Out: the rows in which not all columns
//! say the same. Runs of other versions know other settings: what one does not know is a dash.

use std::collections::BTreeSet;

use serde_json::Value;

/// A setting that is not the same everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its name, as people say it: `batch size`.
    pub name: String,
    /// What each run says.
    pub values: Vec<String>,
}

/// The rows in which `settings` differ, by name.
pub fn differences(settings: &[Value]) -> Vec<Difference> {
    let columns: Vec<Vec<(String, String)>> = settings.iter().map(flat).collect();
    let names: BTreeSet<&String> = columns.iter().flatten().map(|(name, _)| name).collect();
    let mut rows = Vec::new();
    for name in names {
        let say = |column: &Vec<(String, String)>| {
            let known = column.iter().find(|(other, _)| other == name);
            known.map_or_else(|| "–".to_owned(), |(_, value)| value.clone())
        };
        let values: Vec<String> = columns.iter().map(say).collect();
        if values.windows(2).any(|pair| pair[0] != pair[1]) {
            let name = name.replace('_', " ");
            rows.push(Difference { name, values });
        }
    }
    rows
}

/// Every setting with the names of those around it before its own.
fn flat(settings: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    gather("", settings, &mut found);
    found
}

fn gather(around: &str, value: &Value, found: &mut Vec<(String, String)>) {
    let text = match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let name = match around {
                    "" => name.clone(),
                    _ => format!("{around}, {name}"),
                };
                gather(&name, value, found);
            }
            return;
        }
        Value::Null => "none".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => written(number.as_f64().unwrap_or(f64::NAN)),
        Value::String(text) => text.replace('_', " "),
        Value::Array(_) => value.to_string(),
    };
    found.push((around.to_owned(), text));
}

/// `0.0001` as `1e-4`: rates are read by their power.
fn written(value: f64) -> String {
    if value != 0.0 && value.abs() < 1e-3 {
        format!("{value:e}")
    } else {
        format!("{value}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_differs_is_told() {
        let rows = differences(&[
            json!({"depth": "head", "epochs": 30, "head": {"learning_rate": 3e-4}, "flips": true}),
            json!({"depth": "last_block", "epochs": 30, "head": {"learning_rate": 1e-3}}),
        ]);
        let told: Vec<(&str, [&str; 2])> = rows
            .iter()
            .map(|row| {
                (
                    row.name.as_str(),
                    [row.values[0].as_str(), row.values[1].as_str()],
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("depth", ["head", "last block"]),
                ("flips", ["yes", "–"]),
                ("head, learning rate", ["3e-4", "0.001"]),
            ]
        );
    }

    #[test]
    fn one_run_differs_from_nobody() {
        assert!(differences(&[json!({"epochs": 3})]).is_empty());
        assert!(differences(&[]).is_empty());
    }
}
