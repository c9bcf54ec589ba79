//! The one call into the `gemm` crate: a matrix product, onto its destination or added to it.
#![allow(
    unsafe_code,
    reason = "gemm takes raw pointers and strides; the checks here make every access in bounds"
)]

/// Rows, columns and inner length of a product.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// Rows of the left matrix and of the destination.
    pub rows: usize,
    /// Columns of the right matrix and of the destination.
    pub columns: usize,
    /// Columns of the left matrix, rows of the right one.
    pub inner: usize,
}

/// One matrix of a product: dense, row after row or column after column.
#[derive(Debug, Clone, Copy)]
pub struct Factor<'a> {
    values: &'a [f32],
    transposed: bool,
}

impl<'a> Factor<'a> {
    /// A matrix whose rows lie one after the other.
    pub fn plain(values: &'a [f32]) -> Self {
        Self {
            values,
            transposed: false,
        }
    }

    /// The transpose of a matrix whose rows lie one after the other.
    pub fn transposed(values: &'a [f32]) -> Self {
        Self {
            values,
            transposed: true,
        }
    }

    /// Steps from a value to that of the next column and of the next row.
    fn strides(&self, rows: usize, columns: usize) -> (isize, isize) {
        // A slice is at most isize::MAX bytes long, so neither overflows.
        if self.transposed {
            (rows as isize, 1)
        } else {
            (1, columns as isize)
        }
    }
}

/// `destination = left x right`; the destination is row-major and dense. On all threads of the
/// pool; the same bits for any number of them.
///
/// # Panics
/// If a slice has not exactly the length that `sizes` says.
pub fn multiply(destination: &mut [f32], left: Factor<'_>, right: Factor<'_>, sizes: Sizes) {
    product(destination, left, right, sizes, false);
}

/// `destination += left x right`, as [`multiply`].
///
/// # Panics
/// If a slice has not exactly the length that `sizes` says.
pub fn multiply_add(destination: &mut [f32], left: Factor<'_>, right: Factor<'_>, sizes: Sizes) {
    product(destination, left, right, sizes, true);
}

fn product(destination: &mut [f32], left: Factor<'_>, right: Factor<'_>, sizes: Sizes, add: bool) {
    let Sizes {
        rows,
        columns,
        inner,
    } = sizes;
    assert_eq!(destination.len(), rows * columns, "destination");
    assert_eq!(left.values.len(), rows * inner, "left matrix");
    assert_eq!(right.values.len(), inner * columns, "right matrix");
    let (left_column, left_row) = left.strides(rows, inner);
    let (right_column, right_row) = right.strides(inner, columns);
    // SAFETY: gemm touches element (i, j) of each matrix at i * row stride + j * column stride for
    // i, j within the sizes given. With these strides the largest index is the product of both
    // sizes minus one, which the assertions above put inside each slice. `destination` is borrowed
    // mutably, so that it overlaps neither input, and every element of it is initialised, as
    // reading it (`read_dst`) needs.
    unsafe {
        gemm::gemm(
            rows,
            columns,
            inner,
            destination.as_mut_ptr(),
            1,
            columns as isize,
            add,
            left.values.as_ptr(),
            left_column,
            left_row,
            right.values.as_ptr(),
            right_column,
            right_row,
            1.0,
            1.0,
            false,
            false,
            false,
            gemm::Parallelism::Rayon(0),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(left: &[f32], right: &[f32], sizes: Sizes) -> Vec<f32> {
        let mut out = vec![0.0; sizes.rows * sizes.columns];
        for row in 0..sizes.rows {
            for column in 0..sizes.columns {
                for at in 0..sizes.inner {
                    out[row * sizes.columns + column] +=
                        left[row * sizes.inner + at] * right[at * sizes.columns + column];
                }
            }
        }
        out
    }

    fn transposed(values: &[f32], rows: usize, columns: usize) -> Vec<f32> {
        let at = |index: usize| values[index % rows * columns + index / rows];
        (0..rows * columns).map(at).collect()
    }

    #[test]
    fn it_is_the_schoolbook_product_however_the_factors_lie() {
        for (rows, columns, inner) in [(1, 1, 1), (3, 5, 7), (17, 54, 33), (64, 1, 9), (1, 40, 0)] {
            let sizes = Sizes {
                rows,
                columns,
                inner,
            };
            let wave = |n: usize| (0..n).map(|i| (i as f32 * 0.7).sin()).collect::<Vec<_>>();
            let (left, right) = (wave(rows * inner), wave(inner * columns));
            let expected = plain(&left, &right, sizes);
            let (standing, lying) = (
                transposed(&left, rows, inner),
                transposed(&right, inner, columns),
            );
            for left in [Factor::plain(&left), Factor::transposed(&standing)] {
                for right in [Factor::plain(&right), Factor::transposed(&lying)] {
                    let (mut out, mut sum) = (vec![1.0; rows * columns], vec![1.0; rows * columns]);
                    multiply(&mut out, left, right, sizes);
                    multiply_add(&mut sum, left, right, sizes);
                    for ((a, b), c) in out.iter().zip(&expected).zip(sum) {
                        assert!((a - b).abs() < 1e-4, "{a} is not {b} at {sizes:?}");
                        assert!(
                            (c - b - 1.0).abs() < 1e-4,
                            "{c} is not 1 + {b} at {sizes:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    #[should_panic(expected = "right matrix")]
    fn a_slice_of_the_wrong_length_is_refused() {
        let sizes = Sizes {
            rows: 2,
            columns: 2,
            inner: 2,
        };
        let (left, right) = (Factor::plain(&[0.0; 4]), Factor::plain(&[0.0; 3]));
        multiply_add(&mut [0.0; 4], left, right, sizes);
    }
}
