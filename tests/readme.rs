//! What README, CHANGELOG and the model's card name is there.

use std::path::Path;

const FOLDERS: [&str; 6] = [
    "benches/",
    "resources/",
    "src/",
    "tests/",
    "weights/",
    ".ci/",
];

/// The paths below the project's folders that a text names.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    let words = text.split(move |c| !is_part(c));
    words
        .map(|word| word.trim_end_matches(['.', '-']))
        .filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)))
}

#[test]
fn every_file_that_is_named_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for page in [
        "README.md",
        "CHANGELOG.md",
        "benches/peers/gpu.sh",
        "weights/onesheet-resnet50/README.md",
    ] {
        let text = std::fs::read_to_string(root.join(page)).expect("in the repository");
        for path in named(&text) {
            assert!(root.join(path).exists(), "{page} names {path}");
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
    assert_eq!(
        named("see `src/a.rs`, resources/cuda/build. (tests/x)").collect::<Vec<_>>(),
        ["src/a.rs", "resources/cuda/build", "tests/x"]
    );
}
