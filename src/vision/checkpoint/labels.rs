//! What a head tells apart, as `config.json` says it in one of several ways.
//!
//! In: `problem_type`, `id2label`, `label2id`, timm's `label_names`, `num_labels`; each may be
//! missing, null, a list, or have numbers written as text. Out: genres in the order of the logits,
//! or why there are none.
//!
//! Only a model trained with transformers' own loss has a `problem_type`. Without one, labels that
//! are all genres of films say enough; `LABEL_0` or `tabby cat` do not.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::catalog::Genre;

/// What a head of genres is called.
pub const MULTI_LABEL: &str = "multi_label_classification";
/// As many as a `GenreSet` holds.
pub const MAX_GENRES: usize = 64;

/// The entries of `config.json` that speak of a head.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Stated {
    problem_type: Option<String>,
    id2label: Value,
    label2id: Value,
    label_names: Value,
    num_labels: Value,
}

/// What they come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Labels {
    /// In the order of the logits; `sure`: it is said, not only likely.
    Genres {
        /// One a logit.
        genres: Vec<Genre>,
        /// Whether `problem_type` says so.
        sure: bool,
    },
    /// None, and why.
    None(String),
}

impl Stated {
    /// The genres.
    ///
    /// # Errors
    /// A sentence where a head of genres is stated whose labels are none.
    pub fn labels(&self) -> Result<Labels, String> {
        let names = self.names();
        match self.problem_type.as_deref() {
            Some(MULTI_LABEL) if names.is_empty() => {
                let count = number(&self.num_labels).map(|count| format!("{count} "));
                let count = count.unwrap_or_default();
                Ok(Labels::None(format!(
                    "config.json names none of its {count}labels; write the genres into id2label, \
                     in the order in which it was trained"
                )))
            }
            Some(MULTI_LABEL) => genres(&names).map(|genres| Labels::Genres { genres, sure: true }),
            Some(other) => Ok(Labels::None(format!(
                "its problem_type is {other}; Onesheet reads heads that give each genre a \
                 probability of its own, {MULTI_LABEL}"
            ))),
            None => Ok(likely(&names)),
        }
    }

    /// Labels by number, as they are written.
    fn names(&self) -> BTreeMap<String, String> {
        let listed = |value: &Value| -> BTreeMap<String, String> {
            match value {
                Value::Object(map) => map
                    .iter()
                    .map(|(id, label)| (plain(id), text(label)))
                    .collect(),
                Value::Array(list) => {
                    let numbered = list.iter().enumerate();
                    numbered
                        .map(|(id, label)| (id.to_string(), text(label)))
                        .collect()
                }
                _ => BTreeMap::new(),
            }
        };
        let turned = || match &self.label2id {
            Value::Object(map) => map
                .iter()
                .map(|(label, id)| (plain(&text(id)), label.clone()))
                .collect(),
            _ => BTreeMap::new(),
        };
        [listed(&self.id2label), turned(), listed(&self.label_names)]
            .into_iter()
            .find(|names| !names.is_empty())
            .unwrap_or_default()
    }
}

/// Labels without a word on what they are.
fn likely(names: &BTreeMap<String, String>) -> Labels {
    let found = genres(names).unwrap_or_default();
    if !found.is_empty() && found.iter().all(Genre::is_known) {
        return Labels::Genres {
            genres: found,
            sure: false,
        };
    }
    let shown: Vec<String> = names
        .values()
        .take(3)
        .map(|name| format!("'{name}'"))
        .collect();
    Labels::None(match shown.is_empty() {
        true => String::new(),
        false => format!(
            "config.json has no problem_type, and its labels ({}, ...) are not all genres of films; \
             if it is a model of genres, name them in id2label and write \"problem_type\": \
             \"{MULTI_LABEL}\"",
            shown.join(", ")
        ),
    })
}

fn genres(labels: &BTreeMap<String, String>) -> Result<Vec<Genre>, String> {
    if labels.len() > MAX_GENRES {
        return Err(format!(
            "id2label has {} genres; {MAX_GENRES} is the most",
            labels.len()
        ));
    }
    let mut genres = Vec::with_capacity(labels.len());
    for index in 0..labels.len() {
        let Some(label) = labels.get(&index.to_string()) else {
            return Err(format!(
                "id2label counts from 0 without gaps, but {index} is missing"
            ));
        };
        let Some(genre) = Genre::parse(label) else {
            return Err(format!("the label {index} ('{label}') is no genre's name"));
        };
        if genres.contains(&genre) {
            return Err(format!("the genre {genre} stands twice in id2label"));
        }
        genres.push(genre);
    }
    Ok(genres)
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

/// `007` and ` 7` are 7.
fn plain(id: &str) -> String {
    let id = id.trim();
    id.parse::<u64>()
        .map_or_else(|_| id.to_owned(), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(json: &str) -> Result<Labels, String> {
        let stated: Stated = serde_json::from_str(json).expect("JSON");
        stated.labels()
    }

    fn names(json: &str) -> Vec<String> {
        match labels(json).expect(json) {
            Labels::Genres { genres, .. } => {
                genres.iter().map(|one| one.name().to_owned()).collect()
            }
            Labels::None(why) => panic!("{json}: {why}"),
        }
    }

    #[test]
    fn genres_are_found_in_every_way_of_writing() {
        for json in [
            r#"{"problem_type": "multi_label_classification", "id2label": {"1": "War", "0": "Drama"}}"#,
            r#"{"id2label": {"0": "Drama", "1": "War"}}"#,
            r#"{"problem_type": null, "id2label": {"0": "drama", "1": "WAR"}, "label2id": null}"#,
            r#"{"id2label": ["Drama", "War"]}"#,
            r#"{"label2id": {"War": 1, "Drama": 0}}"#,
            r#"{"label2id": {"War": "1", "Drama": "0"}, "id2label": null}"#,
            r#"{"label_names": ["Drama", "War"]}"#,
        ] {
            assert_eq!(names(json), ["Drama", "War"], "{json}");
        }
        // Eleven: as text, "10" stands before "2".
        let known = [
            "Action", "Comedy", "Crime", "Drama", "Family", "Fantasy", "Horror", "Music",
            "Romance", "War", "Western",
        ];
        let entries: Vec<String> = (0..11)
            .map(|id| format!(r#""{id}": "{}""#, known[id]))
            .collect();
        assert_eq!(
            names(&format!(r#"{{"id2label": {{{}}}}}"#, entries.join(","))),
            known
        );
        // What is said may be any genre.
        let own = r#"{"problem_type": "multi_label_classification", "id2label": {"0": "Heist"}}"#;
        assert_eq!(names(own), ["Heist"]);
    }

    #[test]
    fn what_is_no_head_of_genres_says_why() {
        for (json, word) in [
            (
                r#"{"id2label": {"0": "LABEL_0", "1": "LABEL_1"}}"#,
                "'LABEL_0'",
            ),
            (
                r#"{"id2label": {"0": "tench", "1": "Drama"}}"#,
                "problem_type",
            ),
            (
                r#"{"id2label": {"1": "Drama", "2": "War"}}"#,
                "problem_type",
            ),
            (
                r#"{"problem_type": "single_label_classification", "id2label": {"0": "Drama"}}"#,
                "single_label_classification",
            ),
            (
                r#"{"problem_type": "multi_label_classification", "num_labels": 6}"#,
                "none of its 6 labels",
            ),
            (r#"{}"#, ""),
        ] {
            match labels(json).expect(json) {
                Labels::None(why) => assert!(why.contains(word), "{json}: {why}"),
                found => panic!("{json}: {found:?}"),
            }
        }
        for (labels_of, word) in [
            (r#"{"0": "Drama", "2": "War"}"#, "1 is missing"),
            (r#"{"0": "Drama", "1": "N/A"}"#, "'N/A'"),
            (r#"{"0": "Sci-Fi", "1": "Science Fiction"}"#, "twice"),
        ] {
            let json = format!(
                r#"{{"problem_type": "multi_label_classification", "id2label": {labels_of}}}"#
            );
            let said = labels(&json).expect_err(&json);
            assert!(said.contains(word), "{said}");
        }
    }
}
