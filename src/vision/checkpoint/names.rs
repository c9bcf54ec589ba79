//! Tensor names of other libraries, brought to torchvision's.
//!
//! timm uses torchvision's names. Hugging Face's transformers (microsoft/resnet-50) counts stages
//! and layers its own way.

/// What a stored tensor is to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// A tensor of the network, under torchvision's name.
    Tensor(String),
    /// A counter of training steps that reading and training do without.
    Ignored,
}

const WRAPPERS: [&str; 3] = ["module.", "_orig_mod.", "model."];

/// torchvision's name for a stored tensor. A name of neither convention is kept, so that the
/// check of names can list it.
pub fn torchvision(stored: &str) -> Name {
    if stored.ends_with("num_batches_tracked") {
        return Name::Ignored;
    }
    // What training in parallel, compiling and Lightning put before every name.
    let mut plain = stored;
    while let Some(rest) = WRAPPERS
        .iter()
        .find_map(|wrapper| plain.strip_prefix(wrapper))
    {
        plain = rest;
    }
    Name::Tensor(from_transformers(plain).unwrap_or_else(|| plain.to_owned()))
}

fn from_transformers(stored: &str) -> Option<String> {
    if let Some(part) = stored.strip_prefix("classifier.1.") {
        return Some(format!("fc.{part}"));
    }
    let name = stored.strip_prefix("resnet.").unwrap_or(stored);
    if let Some(rest) = name.strip_prefix("embedder.embedder.") {
        return named(rest, "conv1", "bn1");
    }
    let (stage, rest) = number(name.strip_prefix("encoder.stages.")?)?;
    let (block, rest) = number(rest.strip_prefix("layers.")?)?;
    let at = format!("layer{}.{block}", stage.checked_add(1)?);
    if let Some(rest) = rest.strip_prefix("shortcut.") {
        return named(
            rest,
            &format!("{at}.downsample.0"),
            &format!("{at}.downsample.1"),
        );
    }
    let (unit, rest) = number(rest.strip_prefix("layer.")?)?;
    let unit = unit.checked_add(1)?;
    named(rest, &format!("{at}.conv{unit}"), &format!("{at}.bn{unit}"))
}

/// `convolution.weight` or `normalization.bias` under the names of its convolution and norm.
fn named(rest: &str, convolution: &str, norm: &str) -> Option<String> {
    if let Some(part) = rest.strip_prefix("convolution.") {
        return Some(format!("{convolution}.{part}"));
    }
    let part = rest.strip_prefix("normalization.")?;
    Some(format!("{norm}.{part}"))
}

/// `3.layer.0` is 3 and `layer.0`.
fn number(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_once('.')?;
    Some((digits.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_convention_comes_to_torchvisions_names() {
        for (stored, expected) in [
            ("conv1.weight", "conv1.weight"),
            (
                "layer2.0.downsample.1.running_var",
                "layer2.0.downsample.1.running_var",
            ),
            (
                "resnet.embedder.embedder.convolution.weight",
                "conv1.weight",
            ),
            (
                "embedder.embedder.normalization.running_mean",
                "bn1.running_mean",
            ),
            (
                "resnet.encoder.stages.0.layers.2.layer.1.convolution.weight",
                "layer1.2.conv2.weight",
            ),
            (
                "resnet.encoder.stages.3.layers.0.layer.2.normalization.bias",
                "layer4.0.bn3.bias",
            ),
            (
                "resnet.encoder.stages.1.layers.0.shortcut.convolution.weight",
                "layer2.0.downsample.0.weight",
            ),
            (
                "encoder.stages.1.layers.0.shortcut.normalization.weight",
                "layer2.0.downsample.1.weight",
            ),
            ("module._orig_mod.layer1.0.bn1.bias", "layer1.0.bn1.bias"),
            (
                "model.resnet.embedder.embedder.convolution.weight",
                "conv1.weight",
            ),
            ("classifier.1.weight", "fc.weight"),
            ("classifier.1.bias", "fc.bias"),
            // Of neither convention: kept, to be listed as unexpected.
            (
                "encoder.stages.x.layers.0.layer.0.convolution.weight",
                "encoder.stages.x.layers.0.layer.0.convolution.weight",
            ),
            ("blocks.0.attn.qkv.weight", "blocks.0.attn.qkv.weight"),
        ] {
            assert_eq!(
                torchvision(stored),
                Name::Tensor(expected.to_owned()),
                "{stored}"
            );
        }
        assert_eq!(
            torchvision("layer1.0.bn1.num_batches_tracked"),
            Name::Ignored
        );
        assert_eq!(
            torchvision("resnet.embedder.embedder.normalization.num_batches_tracked"),
            Name::Ignored
        );
    }
}
