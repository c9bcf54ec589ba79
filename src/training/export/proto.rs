//! The part of TensorFlow's `event.proto` and `summary.proto` that scalars need.

use prost::Message;

/// One record of an event file.
#[derive(Clone, PartialEq, Message)]
pub struct Event {
    /// Seconds since 1970.
    #[prost(double, tag = "1")]
    pub wall_time: f64,
    /// Where on the curve.
    #[prost(int64, tag = "2")]
    pub step: i64,
    /// In the first record: the format.
    #[prost(string, optional, tag = "3")]
    pub file_version: Option<String>,
    /// In all others: what was measured.
    #[prost(message, optional, tag = "5")]
    pub summary: Option<Summary>,
}

/// Values that belong to one step.
#[derive(Clone, PartialEq, Message)]
pub struct Summary {
    /// One each.
    #[prost(message, repeated, tag = "1")]
    pub value: Vec<Value>,
}

/// A named number.
#[derive(Clone, PartialEq, Message)]
pub struct Value {
    /// Its name; what stands before a `/` groups curves.
    #[prost(string, tag = "1")]
    pub tag: String,
    /// The number; written also where it is 0.
    #[prost(float, optional, tag = "2")]
    pub simple_value: Option<f32>,
}
