//! Widths and depths of a ResNet: which tensors it has, and of what shape.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use candle_core::Tensor;

use super::error::CheckpointError;

/// More blocks than any ResNet has in one layer.
const MAX_DEPTH: usize = 200;
/// More channels than any ResNet has.
const MAX_WIDTH: usize = 1 << 16;

/// The tensors of a head.
pub const HEAD: [&str; 2] = ["fc.weight", "fc.bias"];

/// What a layer is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BlockKind {
    /// 1x1, 3x3, 1x1, a quarter as wide inside: ResNet50, 101, 152.
    #[default]
    Bottleneck,
    /// 3x3, 3x3: ResNet18, 34.
    Basic,
}

impl BlockKind {
    /// transformers' name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bottleneck => "bottleneck",
            Self::Basic => "basic",
        }
    }

    /// Of each convolution of a block, from first to last: the side of its window, and whether it
    /// has the block's stride (that is v1.5).
    pub fn convolutions(self) -> &'static [(usize, bool)] {
        match self {
            Self::Bottleneck => &[(1, false), (3, true), (1, false)],
            Self::Basic => &[(3, true), (3, false)],
        }
    }

    /// Channels inside a block that gives `width` channels.
    fn inner(self, width: usize) -> usize {
        match self {
            Self::Bottleneck => width / 4,
            Self::Basic => width,
        }
    }
}

/// Widths, depths and blocks of a ResNet v1.5.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Architecture {
    /// Channels after the stem (64 for a ResNet50).
    pub embedding: usize,
    /// Channels after each of the four layers (256, 512, 1024, 2048); of bottlenecks, multiples of 4.
    pub widths: [usize; 4],
    /// Blocks in each of the four layers (3, 4, 6, 3).
    pub depths: [usize; 4],
    /// What the layers are made of.
    pub block: BlockKind,
}

impl Architecture {
    /// ResNet50.
    pub const RESNET50: Self = Self {
        embedding: 64,
        widths: [256, 512, 1024, 2048],
        depths: [3, 4, 6, 3],
        block: BlockKind::Bottleneck,
    };

    /// How many pooled features the network gives: the last width.
    pub fn features(&self) -> usize {
        self.widths[3]
    }

    /// Whether the sizes are those of some network: a hostile file may claim anything.
    pub fn is_sensible(&self) -> bool {
        let within = |value: usize, most: usize| (1..=most).contains(&value);
        within(self.embedding, MAX_WIDTH)
            && self
                .widths
                .iter()
                .all(|&w| within(w, MAX_WIDTH) && (w % 4 == 0 || self.block == BlockKind::Basic))
            && self.depths.iter().all(|&depth| within(depth, MAX_DEPTH))
    }

    /// Widths, depths and blocks as the names and shapes of `tensors` show them; `None` if they show
    /// no ResNet.
    pub fn of(tensors: &HashMap<String, Tensor>) -> Option<Self> {
        let outputs = |name: &str| tensors.get(name)?.dims().first().copied();
        let bottlenecks = tensors.contains_key("layer1.0.conv3.weight");
        let mut found = Self {
            embedding: outputs("conv1.weight")?,
            block: match bottlenecks {
                true => BlockKind::Bottleneck,
                false => BlockKind::Basic,
            },
            ..Self::RESNET50
        };
        let last = found.block.convolutions().len();
        for layer in 0..4 {
            let name = |block: usize| format!("layer{}.{block}.conv{last}.weight", layer + 1);
            found.widths[layer] = outputs(&name(0))?;
            found.depths[layer] = (0..MAX_DEPTH)
                .take_while(|&block| tensors.contains_key(&name(block)))
                .count();
        }
        found.is_sensible().then_some(found)
    }

    /// Every tensor of the backbone with its shape.
    pub fn backbone(&self) -> BTreeMap<String, Vec<usize>> {
        let mut all = BTreeMap::new();
        let mut unit = |convolution: &str, norm: &str, shape: [usize; 4]| {
            all.insert(format!("{convolution}.weight"), shape.to_vec());
            for part in ["weight", "bias", "running_mean", "running_var"] {
                all.insert(format!("{norm}.{part}"), vec![shape[0]]);
            }
        };
        unit("conv1", "bn1", [self.embedding, 3, 7, 7]);
        let mut channels = self.embedding;
        for (layer, (&width, &depth)) in self.widths.iter().zip(&self.depths).enumerate() {
            let (inner, convolutions) = (self.block.inner(width), self.block.convolutions());
            for block in 0..depth {
                let at = format!("layer{}.{block}", layer + 1);
                let mut inputs = channels;
                for (index, &(side, _)) in convolutions.iter().enumerate() {
                    let (number, last) = (index + 1, index + 1 == convolutions.len());
                    let outputs = if last { width } else { inner };
                    let (convolution, norm) =
                        (format!("{at}.conv{number}"), format!("{at}.bn{number}"));
                    unit(&convolution, &norm, [outputs, inputs, side, side]);
                    inputs = outputs;
                }
                if block == 0 && (layer > 0 || channels != width) {
                    let (first, second) =
                        (format!("{at}.downsample.0"), format!("{at}.downsample.1"));
                    unit(&first, &second, [width, channels, 1, 1]);
                }
                channels = width;
            }
        }
        all
    }

    /// Checks that `tensors` are exactly this network, with a head of `outputs` rows or (`None`)
    /// without one.
    ///
    /// # Errors
    /// [`CheckpointError`] that lists missing and unexpected names, or names the tensor whose
    /// shape is wrong.
    pub fn check(
        &self,
        tensors: &HashMap<String, Tensor>,
        outputs: Option<usize>,
        path: &Path,
    ) -> Result<(), CheckpointError> {
        let mut expected = self.backbone();
        if let Some(outputs) = outputs {
            expected.insert("fc.weight".to_owned(), vec![outputs, self.features()]);
            expected.insert("fc.bias".to_owned(), vec![outputs]);
        }
        let missing: Vec<String> = expected
            .keys()
            .filter(|name| !tensors.contains_key(*name))
            .cloned()
            .collect();
        let mut extra: Vec<String> = tensors
            .keys()
            .filter(|name| !expected.contains_key(*name))
            .cloned()
            .collect();
        extra.sort();
        if !missing.is_empty() || !extra.is_empty() {
            return Err(CheckpointError::Names {
                path: path.to_path_buf(),
                missing,
                extra,
            });
        }
        for (name, shape) in &expected {
            let found = tensors[name].dims();
            if found != shape {
                let problem = format!(
                    "has the shape {found:?} instead of {shape:?}: it is of another network than \
                     config.json or its other tensors say; Onesheet reads plain ResNets (18, 34, 50, \
                     101, 152), no wide ones and no ResNeXt"
                );
                return Err(CheckpointError::tensor(path, name, problem));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resnet50_has_its_known_tensors() {
        let backbone = Architecture::RESNET50.backbone();
        assert_eq!(backbone.len(), 265);
        let values: usize = backbone
            .values()
            .map(|shape| shape.iter().product::<usize>())
            .sum();
        // torchvision's 25,557,032 parameters without fc, and 53,120 running statistics.
        assert_eq!(values, 25_557_032 - 2_049_000 + 53_120);
        assert_eq!(backbone["layer2.0.downsample.0.weight"], [512, 256, 1, 1]);
    }

    #[test]
    fn a_resnet18_has_its_known_tensors() {
        let resnet18 = Architecture {
            widths: [64, 128, 256, 512],
            depths: [2; 4],
            block: BlockKind::Basic,
            ..Architecture::RESNET50
        };
        let backbone = resnet18.backbone();
        let values: usize = backbone
            .values()
            .map(|shape| shape.iter().product::<usize>())
            .sum();
        // torchvision's 11,689,512 parameters without fc (512 x 1000 + 1000), and 9,600 running
        // statistics: twice 64 + 4 x 64 + 5 x (128 + 256 + 512).
        assert_eq!(values, 11_689_512 - 513_000 + 9_600);
        assert!(!backbone.contains_key("layer1.0.downsample.0.weight"));
        assert_eq!(backbone["layer2.0.conv1.weight"], [128, 64, 3, 3]);
    }

    #[test]
    fn claims_of_a_hostile_file_are_bounded() {
        let mut wild = Architecture::RESNET50;
        wild.depths[2] = usize::MAX;
        assert!(!wild.is_sensible());
        wild = Architecture::RESNET50;
        wild.widths[0] = 255;
        assert!(!wild.is_sensible());
    }
}
