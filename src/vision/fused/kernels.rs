//! All kernels, and the choice among them.

use super::kernel::Kernel;

impl Kernel {
    /// All kernels that this processor can run, the fastest first; the last runs everywhere.
    pub fn available() -> Vec<&'static Self> {
        let mut all = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            all.extend(super::kernel_avx512::kernel());
            all.extend(super::kernel_avx2::kernel());
        }
        #[cfg(target_arch = "aarch64")]
        all.extend(super::kernel_neon::kernel());
        all.push(super::kernel_portable::kernel());
        all
    }

    /// The fastest kernel that this processor can run.
    pub fn best() -> &'static Self {
        Self::available()[0]
    }
}
