//! The one call into the `gemm` crate: a matrix product that adds to its destination.
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

/// `destination += left x right`, all row-major and dense, on all threads of the pool.
///
/// # Panics
/// If a slice has not exactly the length that `sizes` says.
pub fn multiply_add(destination: &mut [f32], left: &[f32], right: &[f32], sizes: Sizes) {
    let Sizes {
        rows,
        columns,
        inner,
    } = sizes;
    assert_eq!(destination.len(), rows * columns, "destination");
    assert_eq!(left.len(), rows * inner, "left matrix");
    assert_eq!(right.len(), inner * columns, "right matrix");
    // A slice is at most isize::MAX bytes long, so no stride below overflows.
    let (row_of_columns, row_of_inner) = (columns as isize, inner as isize);
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
            row_of_columns,
            true,
            left.as_ptr(),
            1,
            row_of_inner,
            right.as_ptr(),
            1,
            row_of_columns,
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
        let mut out = vec![1.0; sizes.rows * sizes.columns];
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

    #[test]
    fn it_is_the_schoolbook_product_added_to_what_was_there() {
        for (rows, columns, inner) in [(1, 1, 1), (3, 5, 7), (17, 54, 33), (64, 1, 9), (1, 40, 0)] {
            let sizes = Sizes {
                rows,
                columns,
                inner,
            };
            let wave = |n: usize| (0..n).map(|i| (i as f32 * 0.7).sin()).collect::<Vec<_>>();
            let (left, right) = (wave(rows * inner), wave(inner * columns));
            let expected = plain(&left, &right, sizes);
            let mut out = vec![1.0; rows * columns];
            multiply_add(&mut out, &left, &right, sizes);
            for (a, b) in out.iter().zip(&expected) {
                assert!((a - b).abs() < 1e-4, "{a} is not {b} at {sizes:?}");
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
        multiply_add(&mut [0.0; 4], &[0.0; 4], &[0.0; 3], sizes);
    }
}
