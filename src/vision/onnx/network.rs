//! The network as nodes: a ResNet v1.5 whose batch norms are folded into its convolutions.

use std::collections::HashMap;

use candle_core::{DType, Error, Result, Tensor};

use super::graph::{Graph, int, ints};
use crate::vision::Architecture;
use crate::vision::checkpoint::BlockKind;
use crate::vision::resnet::EPSILON;

/// Adds everything from `pixels` (n, 3, h, w) to `logits` (n, genres).
///
/// # Errors
/// Candle's, if a tensor is missing.
pub fn add(
    graph: &mut Graph,
    architecture: &Architecture,
    tensors: &HashMap<String, Tensor>,
    pixels: &str,
    logits: &str,
) -> Result<()> {
    let mut network = Network { graph, tensors };
    let stem = network.unit(pixels, ("conv1", "bn1"), (2, 3))?;
    let stem = network.relu(&stem);
    let pool = vec![
        ints("kernel_shape", &[3; 2]),
        ints("pads", &[1; 4]),
        ints("strides", &[2; 2]),
    ];
    let mut x = network.graph.node("MaxPool", &[&stem], "maxpool", pool);
    let mut channels = architecture.embedding;
    let layers = architecture.widths.iter().zip(&architecture.depths);
    for (layer, (&width, &depth)) in layers.enumerate() {
        for block in 0..depth {
            let stride = if block == 0 && layer > 0 { 2 } else { 1 };
            let reshaped = stride != 1 || channels != width;
            let at = format!("layer{}.{block}", layer + 1);
            x = network.block(architecture.block, &x, &at, stride, reshaped)?;
            channels = width;
        }
    }
    let graph = network.graph;
    let pooled = graph.node("GlobalAveragePool", &[&x], "avgpool", Vec::new());
    let features = graph.node("Flatten", &[&pooled], "features", vec![int("axis", 1)]);
    let weight = plain(tensors, "fc.weight")?;
    let weight = graph.floats("fc.weight", weight.dims(), &values(&weight)?);
    let bias = plain(tensors, "fc.bias")?;
    let bias = graph.floats("fc.bias", bias.dims(), &values(&bias)?);
    let inputs: [&str; 3] = [&features, &weight, &bias];
    graph.node("Gemm", &inputs, logits, vec![int("transB", 1)]);
    Ok(())
}

struct Network<'a> {
    graph: &'a mut Graph,
    tensors: &'a HashMap<String, Tensor>,
}

impl Network<'_> {
    fn relu(&mut self, x: &str) -> String {
        let output = format!("{x}.relu");
        self.graph.node("Relu", &[x], &output, Vec::new())
    }

    /// A block's convolutions, and the way around them.
    fn block(
        &mut self,
        kind: BlockKind,
        x: &str,
        at: &str,
        stride: usize,
        reshaped: bool,
    ) -> Result<String> {
        let convolutions = kind.convolutions();
        let names = |number: usize| (format!("{at}.conv{number}"), format!("{at}.bn{number}"));
        let mut y = x.to_owned();
        for (number, &(side, strided)) in (1..).zip(convolutions) {
            let geometry = (if strided { stride } else { 1 }, side / 2);
            let (convolution, norm) = names(number);
            y = self.unit(&y, (&convolution, &norm), geometry)?;
            if number < convolutions.len() {
                y = self.relu(&y);
            }
        }
        let around = if reshaped {
            let (first, second) = (format!("{at}.downsample.0"), format!("{at}.downsample.1"));
            self.unit(x, (&first, &second), (stride, 0))?
        } else {
            x.to_owned()
        };
        let sum = format!("{at}.add");
        let sum = self.graph.node("Add", &[&y, &around], &sum, Vec::new());
        Ok(self.relu(&sum))
    }

    /// A convolution with its batch norm folded in: `w g / sqrt(v + e)`, and a bias.
    fn unit(
        &mut self,
        x: &str,
        (convolution, norm): (&str, &str),
        (stride, padding): (usize, usize),
    ) -> Result<String> {
        // In f64: what is folded is rounded once.
        let wide = |name: String| plain(self.tensors, &name)?.to_dtype(DType::F64);
        let of_norm = |part: &str| wide(format!("{norm}.{part}"));
        let weight = wide(format!("{convolution}.weight"))?;
        let scale = of_norm("weight")?.div(&(of_norm("running_var")? + EPSILON)?.sqrt()?)?;
        let bias = (of_norm("bias")? - of_norm("running_mean")?.mul(&scale)?)?;
        let folded = weight.broadcast_mul(&scale.reshape(((), 1, 1, 1))?)?;
        let (_, _, rows, columns) = weight.dims4()?;
        let graph = &mut *self.graph;
        let name = format!("{convolution}.weight");
        let weight = graph.floats(&name, folded.dims(), &values(&folded)?);
        let name = format!("{convolution}.bias");
        let bias = graph.floats(&name, bias.dims(), &values(&bias)?);
        let settings = vec![
            ints("kernel_shape", &[rows, columns]),
            ints("pads", &[padding; 4]),
            ints("strides", &[stride; 2]),
        ];
        Ok(graph.node("Conv", &[x, &weight, &bias], convolution, settings))
    }
}

/// A tensor as the checkpoint keeps it, in f32.
fn plain(tensors: &HashMap<String, Tensor>, name: &str) -> Result<Tensor> {
    let tensor = tensors
        .get(name)
        .ok_or_else(|| Error::Msg(format!("the tensor {name} is missing")))?;
    tensor.to_dtype(DType::F32)
}

fn values(tensor: &Tensor) -> Result<Vec<f32>> {
    tensor.to_dtype(DType::F32)?.flatten_all()?.to_vec1()
}
