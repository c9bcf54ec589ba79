//! The number format of a file's tensors.

/// Number format of saved tensors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// Half the size; what ships.
    F16,
    /// Exact; what training keeps.
    F32,
}

impl Precision {
    /// Whether a value is too large for it.
    pub fn overflows(self, value: f32) -> bool {
        self == Self::F16 && half::f16::from_f32(value).is_infinite()
    }
}
