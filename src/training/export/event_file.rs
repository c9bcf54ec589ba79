//! A history as TensorBoard's event file: scalars by epoch.

use std::io::{self, Write};

use prost::Message;

use super::Scalars;
use super::proto::{Event, Summary, Value};
use super::record;

/// What TensorBoard looks for in a folder, with the run's beginning in it. Always the same for a
/// run, so that a later export replaces an earlier one.
pub fn event_file_name() -> &'static str {
    "events.out.tfevents.0000000000.onesheet"
}

/// Writes the file: its version, then an event an epoch. The last epoch ended at `ended` (seconds
/// since 1970); the others before it, as long as their `seconds` say.
///
/// # Errors
/// What the file says.
pub fn event_file(out: &mut impl Write, epochs: &[Scalars], ended: f64) -> io::Result<()> {
    let took = |epoch: &Scalars| epoch.get("seconds").unwrap_or(0.0);
    let mut time = ended - epochs.iter().map(took).sum::<f64>();
    let version = Event {
        wall_time: time,
        file_version: Some("brain.Event:2".to_owned()),
        ..Event::default()
    };
    record::write(out, &version.encode_to_vec())?;
    for epoch in epochs {
        time += took(epoch);
        let value = |(name, figure): &(String, Option<f64>)| {
            Some(Value {
                tag: name.clone(),
                simple_value: Some((*figure)? as f32),
            })
        };
        let event = Event {
            wall_time: time,
            step: i64::try_from(epoch.epoch).unwrap_or(i64::MAX),
            file_version: None,
            summary: Some(Summary {
                value: epoch.figures.iter().filter_map(value).collect(),
            }),
        };
        record::write(out, &event.encode_to_vec())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::scalars::of_lines;
    use super::*;

    /// The records of a file, each checksum checked.
    fn records(mut bytes: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        while !bytes.is_empty() {
            let (head, rest) = bytes.split_at(12);
            let number = |bytes: &[u8]| u32::from_le_bytes(bytes.try_into().expect("four bytes"));
            assert_eq!(number(&head[8..]), record::masked(&head[..8]));
            let length = u64::from_le_bytes(head[..8].try_into().expect("eight bytes")) as usize;
            let (message, rest) = rest.split_at(length);
            let (sum, rest) = rest.split_at(4);
            assert_eq!(number(sum), record::masked(message));
            events.push(Event::decode(message).expect("an event"));
            bytes = rest;
        }
        events
    }

    #[test]
    fn what_is_written_reads_back() {
        let text = "{\"epoch\": 1, \"loss\": 0.5, \"auc\": {\"Drama\": null}, \"seconds\": 30}\n\
                    {\"epoch\": 2, \"loss\": 0, \"auc\": {\"Drama\": 0.75}, \"seconds\": 10}";
        let mut bytes = Vec::new();
        event_file(&mut bytes, &of_lines(text).0, 1_000_000.0).expect("into memory");
        let events = records(&bytes);
        assert_eq!(events[0].file_version.as_deref(), Some("brain.Event:2"));
        let times: Vec<f64> = events.iter().map(|event| event.wall_time).collect();
        assert_eq!(times, [999_960.0, 999_990.0, 1_000_000.0]);
        let values = |event: &Event| -> Vec<(String, f32)> {
            let summary = event.summary.clone().expect("scalars");
            let pair = |value: Value| (value.tag, value.simple_value.expect("a number"));
            summary.value.into_iter().map(pair).collect()
        };
        assert_eq!((events[1].step, events[2].step), (1, 2));
        let pair = |name: &str, value| (name.to_owned(), value);
        // What is not defined has no point on the curve.
        assert_eq!(
            values(&events[1]),
            [pair("loss", 0.5), pair("seconds", 30.0)]
        );
        assert_eq!(
            values(&events[2]),
            [
                pair("loss", 0.0),
                pair("auc/Drama", 0.75),
                pair("seconds", 10.0)
            ]
        );
    }

    #[test]
    fn tensorboard_knows_the_file_by_its_name() {
        assert!(event_file_name().contains(".tfevents."));
    }
}
