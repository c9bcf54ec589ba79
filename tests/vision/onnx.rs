//! The ONNX file, decoded again and computed node by node with Candle.

use std::collections::HashMap;
use std::path::Path;

use candle_core::{DType, Device, Tensor};
use onesheet::jobs::Task;
use onesheet::vision::onnx::proto::{AttributeProto, FLOAT, GraphProto, ModelProto, NodeProto};
use onesheet::vision::onnx::{LOGITS, PIXELS, PROBABILITIES, to_onnx};
use onesheet::vision::{Calibration, Checkpoint, Isotonic, Reader, Wanted};
use prost::Message;
use serde_json::Value;

use crate::support::{onesheet, picture, text, tiny_folder, tiny_model};

fn decoded(model: &Checkpoint) -> ModelProto {
    let bytes = to_onnx(model).expect("a model with genres");
    ModelProto::decode(bytes.as_slice()).expect("what was encoded")
}

fn metadata(model: &ModelProto, key: &str) -> Value {
    let entry = model.metadata_props.iter().find(|e| e.key() == key);
    let entry = entry.unwrap_or_else(|| panic!("{key} is there"));
    serde_json::from_str(entry.value()).expect("JSON")
}

fn attribute<'a>(node: &'a NodeProto, name: &str) -> &'a AttributeProto {
    let found = node.attribute.iter().find(|a| a.name() == name);
    found.unwrap_or_else(|| panic!("{} has {name}", node.op_type()))
}

/// Two sides of the same length.
fn square(node: &NodeProto, name: &str) -> usize {
    let sides = &attribute(node, name).ints;
    assert!(sides.windows(2).all(|two| two[0] == two[1]), "{sides:?}");
    usize::try_from(sides[0]).expect("not negative")
}

/// Runs the graph's operations, as ONNX describes them.
fn compute(graph: &GraphProto, pixels: &Tensor) -> HashMap<String, Tensor> {
    let mut values = HashMap::from([(PIXELS.to_owned(), pixels.clone())]);
    for tensor in &graph.initializer {
        let shape: Vec<usize> = tensor.dims.iter().map(|side| *side as usize).collect();
        let kind = if tensor.data_type() == FLOAT {
            DType::F32
        } else {
            DType::I64
        };
        let value = Tensor::from_raw_buffer(tensor.raw_data(), kind, &shape, &Device::Cpu);
        values.insert(tensor.name().to_owned(), value.expect("a tensor"));
    }
    for node in &graph.node {
        let inputs: Vec<&Tensor> = node
            .input
            .iter()
            .map(|name| {
                values
                    .get(name)
                    .unwrap_or_else(|| panic!("{name} comes before"))
            })
            .collect();
        let value =
            operation(node, &inputs).unwrap_or_else(|error| panic!("{}: {error}", node.op_type()));
        let [output] = node.output.as_slice() else {
            panic!("{} gives one value", node.op_type());
        };
        assert!(
            values.insert(output.clone(), value).is_none(),
            "{output} is new"
        );
    }
    values
}

fn operation(node: &NodeProto, x: &[&Tensor]) -> candle_core::Result<Tensor> {
    match node.op_type() {
        "Conv" => {
            let (stride, padding) = (square(node, "strides"), square(node, "pads"));
            assert_eq!(square(node, "kernel_shape"), x[1].dim(2)?);
            let bias = x[2].reshape((1, (), 1, 1))?;
            x[0].conv2d(x[1], padding, stride, 1, 1)?
                .broadcast_add(&bias)
        }
        "MaxPool" => {
            let padding = square(node, "pads");
            // After a ReLU: 0 is as good as nothing.
            let padded = x[0].pad_with_zeros(2, padding, padding)?;
            let padded = padded.pad_with_zeros(3, padding, padding)?;
            padded.max_pool2d_with_stride(square(node, "kernel_shape"), square(node, "strides"))
        }
        "Relu" => x[0].relu(),
        "Add" => x[0].broadcast_add(x[1]),
        "Sub" => x[0].broadcast_sub(x[1]),
        "Mul" => x[0].broadcast_mul(x[1]),
        "Max" => x[0].broadcast_maximum(x[1]),
        "Min" => x[0].broadcast_minimum(x[1]),
        "Sigmoid" => (x[0].neg()?.exp()? + 1.0)?.recip(),
        "GlobalAveragePool" => x[0].mean_keepdim((2, 3)),
        "Flatten" => x[0].flatten_from(attribute(node, "axis").i() as usize),
        "Gemm" => {
            assert_eq!(attribute(node, "transB").i(), 1);
            x[0].matmul(&x[1].t()?)?.broadcast_add(x[2])
        }
        "Gather" => x[0].index_select(x[1], attribute(node, "axis").i() as usize),
        "ReduceSum" => {
            assert_eq!(x[1].to_vec1::<i64>()?, [1]);
            assert_eq!(attribute(node, "keepdims").i(), 1);
            x[0].sum_keepdim(1)
        }
        "Concat" => Tensor::cat(x, attribute(node, "axis").i() as usize),
        other => panic!("{other} is no operation of this network"),
    }
}

fn flat(tensor: &Tensor) -> Vec<f32> {
    let flat = tensor.flatten_all().expect("flat");
    flat.to_vec1().expect("f32")
}

/// What the graph and the reader say about three posters: logits, then probabilities.
fn both(model: &Checkpoint) -> [(Vec<f32>, Vec<f32>); 2] {
    let reader = Reader::new(model.clone()).expect("a small network");
    let (mut pixels, mut logits, mut probabilities) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..3 {
        let poster = picture(number);
        pixels.extend(model.preprocessing.pixels(&poster));
        let outputs = reader.outputs(&poster, Wanted::Features, &Task::new());
        let reading = reader.reading(&outputs.expect("read").logits, Vec::new());
        for score in reading.scores {
            logits.push(score.logit);
            probabilities.push(score.probability.value());
        }
    }
    let shape = (3, 3, model.preprocessing.height, model.preprocessing.width);
    let pixels = Tensor::from_vec(pixels, shape, &Device::Cpu).expect("three posters");
    let graph = decoded(model).graph.expect("a graph");
    let values = compute(&graph, &pixels);
    let outputs: Vec<&str> = graph.output.iter().map(|output| output.name()).collect();
    assert_eq!(outputs, [LOGITS, PROBABILITIES]);
    [
        (flat(&values[LOGITS]), logits),
        (flat(&values[PROBABILITIES]), probabilities),
    ]
}

fn assert_close(pairs: &[(Vec<f32>, Vec<f32>)]) {
    for (graph, reader) in pairs {
        assert_eq!(graph.len(), reader.len());
        for (one, other) in graph.iter().zip(reader) {
            assert!((one - other).abs() < 1e-4, "{one} {other}");
        }
    }
}

#[test]
fn the_graph_says_what_the_reader_says() {
    assert_close(&both(&tiny_model()));
}

#[test]
fn isotonic_lines_are_part_of_the_graph() {
    let mut model = tiny_model();
    let [(logits, _), _] = both(&model);
    // Three posters, three genres: points between and beyond their logits.
    let middle = logits[1];
    let points = vec![
        [middle - 2.0, 0.05],
        [middle - 0.01, 0.2],
        [middle + 0.02, 0.7],
        [middle + 3.0, 0.7],
        [middle + 4.0, 0.95],
    ];
    let line = |points| Calibration::Isotonic(Isotonic::new(points).expect("it rises"));
    model.calibration[1] = line(points);
    model.calibration[2] = line(vec![[0.0, 0.25]]);
    let pairs = both(&model);
    assert_close(&pairs);
    let [_, (probabilities, _)] = &pairs;
    assert!(probabilities[1] > 0.2 && probabilities[1] < 0.7);
    assert_eq!(probabilities[2], 0.25);
}

#[test]
fn the_file_carries_what_else_a_program_needs() {
    let model = tiny_model();
    let file = decoded(&model);
    assert_eq!((file.ir_version(), file.opset_import[0].version()), (8, 17));
    assert_eq!(
        metadata(&file, "labels"),
        serde_json::json!(["Action", "Comedy", "Drama"])
    );
    assert_eq!(
        metadata(&file, "thresholds"),
        serde_json::json!([0.3, 0.5, 0.9])
    );
    let preparation = metadata(&file, "preprocessing");
    for (key, value) in [
        ("height", serde_json::json!(35)),
        ("width", serde_json::json!(23)),
        ("mean", serde_json::json!([0.5, 0.4, 0.3])),
        ("std", serde_json::json!([0.25, 0.2, 0.3])),
        ("channel_order", "RGB".into()),
        ("resample", "bilinear".into()),
    ] {
        assert_eq!(preparation[key], value, "{key}");
    }
    let graph = file.graph.expect("a graph");
    let shape = |value: &onesheet::vision::onnx::proto::ValueInfoProto| -> Vec<String> {
        let tensor = value
            .r#type
            .clone()
            .and_then(|t| t.tensor_type)
            .expect("a tensor");
        let sides = tensor.shape.expect("a shape").dim;
        let words = |side: onesheet::vision::onnx::proto::DimensionProto| {
            side.dim_param
                .unwrap_or_else(|| side.dim_value.expect("either").to_string())
        };
        sides.into_iter().map(words).collect()
    };
    assert_eq!(shape(&graph.input[0]), ["batch", "3", "height", "width"]);
    assert_eq!(shape(&graph.output[0]), ["batch", "3"]);
    // No batch norm is left.
    assert!(
        graph
            .node
            .iter()
            .all(|node| node.op_type() != "BatchNormalization")
    );
}

#[test]
fn a_backbone_says_nothing_that_could_be_exported() {
    let mut backbone = tiny_model();
    backbone.genres.clear();
    let said = to_onnx(&backbone).expect_err("no head").to_string();
    assert!(said.contains("train a head"), "{said}");
    let mut torn = tiny_model();
    torn.tensors.remove("layer2.0.conv1.weight");
    let said = to_onnx(&torn).expect_err("torn").to_string();
    assert!(said.contains("layer2.0.conv1.weight"), "{said}");
}

#[test]
fn the_terminal_writes_a_file_or_says_why_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let model = tiny_folder(folder.path());
    let file = folder.path().join("model.onnx");
    let done = onesheet(&["export", text(&model), "--onnx", text(&file)]);
    assert!(done.status.success(), "{done:?}");
    let bytes = std::fs::read(&file).expect("written");
    assert_eq!(bytes, to_onnx(&tiny_model()).expect("a model"));
    let nowhere = Path::new("no/such/folder.onnx");
    let failed = onesheet(&["export", text(&model), "--onnx", text(nowhere)]);
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(
        !failed.status.success() && said.contains("was not written"),
        "{said}"
    );
    let nothing = onesheet(&["export", text(&model)]);
    let said = String::from_utf8_lossy(&nothing.stderr).into_owned();
    assert!(said.contains("--tensorboard FOLDER"), "{said}");
    // No run, no history.
    let table = folder.path().join("history.csv");
    let none = onesheet(&["export", text(&model), "--csv", text(&table)]);
    let said = String::from_utf8_lossy(&none.stderr).into_owned();
    assert!(said.contains("history.jsonl") && !table.exists(), "{said}");
}
