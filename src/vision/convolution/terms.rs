//! What can be asked of a convolution, whoever computes it.

use candle_core::{Result, Tensor};

/// Step and padding of a convolution, the same both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geometry {
    /// Step of the kernel.
    pub stride: usize,
    /// Zeros around the image, on all sides.
    pub padding: usize,
}

/// What is done to a convolution's result before it is stored.
#[derive(Debug, Clone, Copy, Default)]
pub struct Epilogue<'a> {
    /// Added; has the shape of the result.
    pub residual: Option<&'a Tensor>,
    /// Negative values become 0.
    pub relu: bool,
}

impl Epilogue<'_> {
    /// Does what it says to `result`, with Candle's own differentiable operations.
    ///
    /// # Errors
    /// If the residual has another shape.
    pub fn apply(&self, result: Tensor) -> Result<Tensor> {
        let sum = match self.residual {
            Some(residual) => (result + residual)?,
            None => result,
        };
        if self.relu { sum.relu() } else { Ok(sum) }
    }
}
