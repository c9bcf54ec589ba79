//! Convolution on the CPU as one operation of Candle: with bias, residual and ReLU for reading,
//! with scale, bias, ReLU and all gradients for training.

use candle_core::{CpuStorage, CustomOp2, CustomOp3, Error, Layout, Result, Shape, Tensor};

use super::terms::{Epilogue, Geometry};
use crate::vision::batch_product::{Backward, BatchProduct, Finish, Wanted};
use crate::vision::cpu_values::{values, with_values};
use crate::vision::im2col::Unfold;

/// Candle's view of the operation.
struct Convolution {
    geometry: Geometry,
    /// Only for reading: no gradient reaches it.
    residual: Option<Tensor>,
    relu: bool,
}

/// `relu(convolution + bias + residual)`, the last two as `epilogue` says, for reading: no gradient
/// flows. All in f32 on the CPU.
///
/// # Errors
/// If dtypes, devices or shapes do not fit.
pub fn convolve(
    input: &Tensor,
    weight: &Tensor,
    bias: &Tensor,
    geometry: Geometry,
    epilogue: &Epilogue<'_>,
) -> Result<Tensor> {
    let operation = Convolution {
        geometry,
        residual: epilogue.residual.map(Tensor::contiguous).transpose()?,
        relu: epilogue.relu,
    };
    input
        .contiguous()?
        .apply_op3_no_bwd(&weight.contiguous()?, &bias.contiguous()?, &operation)
}

/// The convolution, with gradients by input and weight; with `channels` (2, outputs: a scale and a
/// bias for each) it is `relu(scale * convolution + bias)`, with gradients by these too. All in f32
/// on the CPU.
///
/// # Errors
/// If dtypes, devices or shapes do not fit.
pub fn trainable(
    input: &Tensor,
    weight: &Tensor,
    channels: Option<&Tensor>,
    geometry: Geometry,
    relu: bool,
) -> Result<Tensor> {
    let operation = Convolution {
        geometry,
        residual: None,
        relu,
    };
    let (input, weight) = (input.contiguous()?, weight.contiguous()?);
    match channels {
        Some(channels) => input.apply_op3(&weight, &channels.contiguous()?, operation),
        None => input.apply_op2(&weight, operation),
    }
}

/// Scale and bias out of a (2, outputs) or a bias alone out of an (outputs) tensor's values.
fn parts<'a>(
    values: &'a [f32],
    shape: &[usize],
    outputs: usize,
) -> Result<(Option<&'a [f32]>, &'a [f32])> {
    match shape {
        [length] if *length == outputs => Ok((None, values)),
        [2, length] if *length == outputs => {
            let (scale, bias) = values.split_at(outputs);
            Ok((Some(scale), bias))
        }
        _ => Err(Error::Msg(format!(
            "scale and bias of {shape:?} do not fit {outputs} channels"
        ))),
    }
}

impl Convolution {
    /// The products, and the shape of the result.
    fn plan(&self, input: &Shape, weight: &Shape) -> Result<(BatchProduct, Shape)> {
        let (images, channels, height, width) = input.dims4()?;
        let (outputs, weight_channels, kernel, kernel_width) = weight.dims4()?;
        let unfold = Unfold {
            channels,
            height,
            width,
            kernel,
            stride: self.geometry.stride,
            padding: self.geometry.padding,
        };
        let fits = channels == weight_channels && kernel == kernel_width && kernel > 0;
        let output = unfold.output().filter(|_| fits);
        let product = BatchProduct::new(unfold, outputs).zip(output);
        let Some((product, (rows, columns))) = product else {
            return Err(Error::Msg(format!(
                "a convolution of {:?} with a kernel {:?} is impossible",
                input.dims(),
                weight.dims()
            )));
        };
        Ok((product, Shape::from((images, outputs, rows, columns))))
    }

    fn forward(
        &self,
        input: (&CpuStorage, &Layout),
        weight: (&CpuStorage, &Layout),
        channels: Option<(&CpuStorage, &Layout)>,
    ) -> Result<(CpuStorage, Shape)> {
        let (product, shape) = self.plan(input.1.shape(), weight.1.shape())?;
        let outputs = weight.1.dims()[0];
        let (scale, bias) = match channels {
            Some((storage, layout)) => {
                let (scale, bias) = parts(values(storage, layout)?, layout.dims(), outputs)?;
                (scale, Some(bias))
            }
            None => (None, None),
        };
        let (input, weight) = (values(input.0, input.1)?, values(weight.0, weight.1)?);
        let mut result = vec![0.0; shape.elem_count()];
        let mut run = |residual: Option<&[f32]>| {
            let relu = self.relu;
            let finish = Finish {
                scale,
                bias,
                residual,
                relu,
            };
            product.forward(input, weight, &finish, &mut result);
            Ok(())
        };
        match &self.residual {
            None => run(None)?,
            Some(residual) if residual.shape() == &shape => {
                with_values(residual, |values| run(Some(values)))?;
            }
            Some(residual) => {
                return Err(Error::Msg(format!(
                    "a residual of {:?} does not fit an output of {:?}",
                    residual.dims(),
                    shape.dims()
                )));
            }
        }
        Ok((CpuStorage::F32(result), shape))
    }

    /// The gradients by input, weight and channels, of those that something learns from.
    fn backward(
        &self,
        (input, weight, channels): (&Tensor, &Tensor, Option<&Tensor>),
        result: &Tensor,
        gradient: &Tensor,
    ) -> Result<[Option<Tensor>; 3]> {
        let (product, _) = self.plan(input.shape(), weight.shape())?;
        let wanted = Wanted {
            input: input.track_op(),
            weight: weight.track_op(),
            channels: channels.is_some_and(Tensor::track_op),
        };
        let gradient = gradient.contiguous()?;
        let outputs = weight.dim(0)?;
        let gradients = with_values(input, |input| {
            with_values(weight, |weight| {
                with_values(result, |result| {
                    with_values(&gradient, |gradient| {
                        let run = |scale: Option<&[f32]>| {
                            let pass = Backward {
                                input,
                                weight,
                                scale,
                                cut: self.relu.then_some(result),
                                gradient,
                            };
                            Ok(product.backward(&pass, wanted))
                        };
                        match channels {
                            Some(tensor) => with_values(tensor, |values| {
                                run(parts(values, tensor.dims(), outputs)?.0)
                            }),
                            None => run(None),
                        }
                    })
                })
            })
        })?;
        let tensor = |values: Option<Vec<f32>>, like: &Tensor| {
            let new = |values| Tensor::from_vec(values, like.shape(), like.device());
            values.map(new).transpose()
        };
        let by_channels = gradients.bias.map(|bias| {
            let mut both = gradients.scale.unwrap_or_default();
            both.extend(bias);
            both
        });
        Ok([
            tensor(gradients.input, input)?,
            tensor(gradients.weight, weight)?,
            tensor(by_channels, channels.unwrap_or(weight))?,
        ])
    }
}

impl CustomOp2 for Convolution {
    fn name(&self) -> &'static str {
        "convolution"
    }

    fn cpu_fwd(
        &self,
        input: &CpuStorage,
        input_layout: &Layout,
        weight: &CpuStorage,
        weight_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        self.forward((input, input_layout), (weight, weight_layout), None)
    }

    fn bwd(
        &self,
        input: &Tensor,
        weight: &Tensor,
        result: &Tensor,
        gradient: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let [input, weight, _] = self.backward((input, weight, None), result, gradient)?;
        Ok((input, weight))
    }
}

impl CustomOp3 for Convolution {
    fn name(&self) -> &'static str {
        "convolution-and-norm"
    }

    fn cpu_fwd(
        &self,
        input: &CpuStorage,
        input_layout: &Layout,
        weight: &CpuStorage,
        weight_layout: &Layout,
        channels: &CpuStorage,
        channels_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let channels = Some((channels, channels_layout));
        self.forward((input, input_layout), (weight, weight_layout), channels)
    }

    fn bwd(
        &self,
        input: &Tensor,
        weight: &Tensor,
        channels: &Tensor,
        result: &Tensor,
        gradient: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let arguments = (input, weight, Some(channels));
        let [input, weight, channels] = self.backward(arguments, result, gradient)?;
        Ok((input, weight, channels))
    }
}
