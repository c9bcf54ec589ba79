//! A graph that grows node by node: each call adds one operation and returns the name of its result.

use super::proto::{
    AttributeProto, DimensionProto, FLOAT, GraphProto, INT64, NodeProto, TensorProto,
    TensorShapeProto, TensorTypeProto, TypeProto, ValueInfoProto,
};

/// One side of a shape.
pub enum Side {
    /// So many.
    Fixed(usize),
    /// Any number; what people call it.
    Any(&'static str),
}

/// A graph under construction.
#[derive(Default)]
pub struct Graph(GraphProto);

impl Graph {
    /// An operation; returns `output`.
    pub fn node(
        &mut self,
        operation: &str,
        inputs: &[&str],
        output: &str,
        attributes: Vec<AttributeProto>,
    ) -> String {
        self.0.node.push(NodeProto {
            input: inputs.iter().map(|name| (*name).to_owned()).collect(),
            output: vec![output.to_owned()],
            name: Some(output.to_owned()),
            op_type: Some(operation.to_owned()),
            attribute: attributes,
        });
        output.to_owned()
    }

    /// A constant of f32; returns `name`.
    pub fn floats(&mut self, name: &str, shape: &[usize], values: &[f32]) -> String {
        let bytes = values.iter().flat_map(|value| value.to_le_bytes());
        self.constant(name, shape, FLOAT, bytes.collect())
    }

    /// A constant list of whole numbers; returns `name`.
    pub fn integers(&mut self, name: &str, values: &[i64]) -> String {
        let bytes = values.iter().flat_map(|value| value.to_le_bytes());
        self.constant(name, &[values.len()], INT64, bytes.collect())
    }

    fn constant(&mut self, name: &str, shape: &[usize], kind: i32, bytes: Vec<u8>) -> String {
        self.0.initializer.push(TensorProto {
            dims: shape.iter().map(|&side| side as i64).collect(),
            data_type: Some(kind),
            name: Some(name.to_owned()),
            raw_data: Some(bytes),
        });
        name.to_owned()
    }

    /// What goes in: f32.
    pub fn input(&mut self, name: &str, shape: &[Side]) {
        self.0.input.push(value(name, shape));
    }

    /// What comes out: f32.
    pub fn output(&mut self, name: &str, shape: &[Side]) {
        self.0.output.push(value(name, shape));
    }

    /// The whole graph.
    pub fn finish(mut self, name: &str) -> GraphProto {
        self.0.name = Some(name.to_owned());
        self.0
    }
}

fn value(name: &str, shape: &[Side]) -> ValueInfoProto {
    let side = |side: &Side| match side {
        Side::Fixed(number) => DimensionProto {
            dim_value: Some(*number as i64),
            dim_param: None,
        },
        Side::Any(name) => DimensionProto {
            dim_value: None,
            dim_param: Some((*name).to_owned()),
        },
    };
    let tensor_type = TensorTypeProto {
        elem_type: Some(FLOAT),
        shape: Some(TensorShapeProto {
            dim: shape.iter().map(side).collect(),
        }),
    };
    ValueInfoProto {
        name: Some(name.to_owned()),
        r#type: Some(TypeProto {
            tensor_type: Some(tensor_type),
        }),
    }
}

/// A setting of one whole number.
pub fn int(name: &str, value: i64) -> AttributeProto {
    AttributeProto {
        name: Some(name.to_owned()),
        i: Some(value),
        ints: Vec::new(),
        r#type: Some(AttributeProto::ONE_INT),
    }
}

/// A setting of several whole numbers.
pub fn ints(name: &str, values: &[usize]) -> AttributeProto {
    AttributeProto {
        name: Some(name.to_owned()),
        i: None,
        ints: values.iter().map(|&value| value as i64).collect(),
        r#type: Some(AttributeProto::INTS),
    }
}
