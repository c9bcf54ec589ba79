//! Where the things that ship with Onesheet lie: the model and the sample library's posters.
//!
//! They are looked for beside the executable first (an installed copy), then in the source tree
//! that the executable was built from (`cargo run`). And where the user's own data lies.

use std::path::PathBuf;

/// Folder name of the shipped model below `weights/`.
pub const SHIPPED_MODEL: &str = "onesheet-resnet50";

fn roots() -> impl Iterator<Item = PathBuf> {
    let beside = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(PathBuf::from));
    let shared = beside.as_ref().map(|bin| bin.join("../share/onesheet"));
    let built_from = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    beside.into_iter().chain(shared).chain([built_from])
}

/// The first existing `relative` path among the places where shipped things may lie.
fn shipped(relative: &str) -> Option<PathBuf> {
    roots()
        .map(|root| root.join(relative))
        .find(|path| path.exists())
}

/// The checkpoint folder of the shipped model, if it is there.
pub fn model_dir() -> Option<PathBuf> {
    shipped(&format!("weights/{SHIPPED_MODEL}"))
}

/// The user's folder for Onesheet's data, if the system names one.
pub fn data_dir() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    etcetera::choose_base_strategy()
        .ok()
        .map(|places| places.data_dir().join("onesheet"))
}

/// The user's folder for Onesheet's settings, if the system names one.
pub fn config_dir() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    etcetera::choose_base_strategy()
        .ok()
        .map(|places| places.config_dir().join("onesheet"))
}

/// The user's folder for what Onesheet can compute again, if the system names one.
pub fn cache_dir() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    etcetera::choose_base_strategy()
        .ok()
        .map(|places| places.cache_dir().join("onesheet"))
}

/// The folder of the sample films (`films.csv`, `posters/`), if it is there.
pub fn sample_dir() -> Option<PathBuf> {
    shipped("resources/sample")
}
