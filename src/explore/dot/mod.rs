//! One vector against very many rows of f16: the inner loop of scores and of neighbours.
//!
//! In: rows as they are cached, side by side, and a query in f32. Out: one dot product a row, summed
//! in f32. [`Kernel::best`] picks the instructions at run time; the rows are read once, so that
//! memory's speed is the limit.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod kernel;
mod portable;

pub use kernel::Kernel;

impl Kernel {
    /// All kernels that this processor can run, the fastest first; the last runs everywhere.
    pub fn available() -> Vec<Self> {
        let mut all = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            all.extend(avx512::kernel());
            all.extend(avx2::kernel());
        }
        all.push(portable::kernel());
        all
    }

    /// The fastest kernel that this processor can run.
    pub fn best() -> Self {
        Self::available()[0]
    }
}

#[cfg(test)]
mod tests {
    use half::f16;

    use super::*;

    /// Values of many sizes and both signs, subnormal ones among them.
    fn row(length: usize, seed: usize) -> Vec<f16> {
        let value = |at: usize| {
            let wave = ((at * 7 + seed * 13) as f32 * 0.37).sin();
            wave * 10_f32.powi((at + seed) as i32 % 9 - 6)
        };
        (0..length).map(|at| f16::from_f32(value(at))).collect()
    }

    #[test]
    fn every_kernel_is_the_plain_loop() {
        for length in [1, 2, 7, 8, 15, 16, 17, 31, 64, 65, 127, 128, 129, 2048] {
            let query: Vec<f32> = (0..length).map(|at| (at as f32 * 0.11).cos()).collect();
            let rows: Vec<f16> = (0..5).flat_map(|seed| row(length, seed)).collect();
            let plain: Vec<f64> = rows
                .chunks_exact(length)
                .map(|row| {
                    let pairs = row.iter().zip(&query);
                    pairs.map(|(a, b)| a.to_f64() * f64::from(*b)).sum()
                })
                .collect();
            for kernel in Kernel::available() {
                let mut out = vec![f32::NAN; 5];
                kernel.dots(&rows, &query, &mut out);
                for (value, plain) in out.iter().zip(&plain) {
                    let off = (f64::from(*value) - plain).abs();
                    assert!(off < 2e-4, "{} at {length}: {value}, {plain}", kernel.name);
                }
            }
        }
    }

    #[test]
    fn numbers_that_are_none_come_through() {
        for kernel in Kernel::available() {
            for (bad, length) in [(f16::NAN, 40), (f16::INFINITY, 3)] {
                let mut rows = row(length, 1);
                rows[length - 1] = bad;
                let mut out = [0.0];
                kernel.dots(&rows, &vec![1.0; length], &mut out);
                assert!(!out[0].is_finite(), "{}", kernel.name);
            }
        }
    }

    #[test]
    fn rows_of_nothing_are_zero() {
        let mut out = [1.0; 3];
        Kernel::best().dots(&[], &[], &mut out);
        assert_eq!(out, [0.0; 3]);
    }

    #[test]
    #[should_panic(expected = "rows of the query's length")]
    fn a_row_too_few_is_refused() {
        Kernel::best().dots(&row(4, 0), &[1.0, 1.0], &mut [0.0; 3]);
    }
}
