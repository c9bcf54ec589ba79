//! Where on the poster a genre is said, exactly.
//!
//! In: the layer-4 activations of one poster and the head that reads their mean. Out: per genre an
//! [`ActivationMap`]: a small grid of evidence in logits, for (above 0) and against (below 0).
//! Where pooling and one linear layer follow the activations, the logit is the mean over all
//! places of `weights . activations` plus the bias, so the grid is no approximation (Zhou et al.,
//! "Learning Deep Features for Discriminative Localization", 2016). That is checked for every
//! poster: a head that reads anything else gets [`NoExactMap`] instead of a pretty picture.

use super::{Area, Checkpoint, Outputs};

/// Pixels of the network's input from one place to the next: five halvings in every ResNet.
/// Place `i` looks around pixel `32 i`.
const STRIDE: f32 = 32.0;
/// A region goes on as long as its evidence is this share of its peak's.
const REGION: f32 = 0.5;
/// Sum of 2048 products in f32, in another order than the network's.
const TOLERANCE: f32 = 1e-3;

/// Why there is no map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoExactMap {
    /// The activations were not computed.
    #[error("the network kept no activations of this poster")]
    NoActivations,
    /// The head is absent or of another width than the layer-4 mean.
    #[error("this model's head reads more than the mean of the last layer: no map is exact")]
    OtherFeatures,
    /// Mean plus bias is not the logit.
    #[error("this model's head is not one linear layer on the mean: no map is exact")]
    OtherHead,
}

/// The maps of one poster, one per genre in the model's order.
#[derive(Debug, Clone, PartialEq)]
pub struct ActivationMaps(Vec<ActivationMap>);

/// The evidence for and against one genre, place by place.
#[derive(Debug, Clone, PartialEq)]
pub struct ActivationMap {
    rows: usize,
    columns: usize,
    /// Width and height of the network's input, which is the whole poster, squeezed.
    input: [f32; 2],
    /// `rows x columns`, in logits.
    values: Vec<f32>,
    bias: f32,
}

/// A part of the poster that speaks with one voice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    /// The smallest rectangle around its places.
    pub area: Area,
    /// What its places give to the logit (to the difference of two): their sum over all places'
    /// count.
    pub logit: f32,
}

/// For the genre, or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Raises the logit.
    For,
    /// Lowers it.
    Against,
}

impl Evidence {
    fn sign(self) -> f32 {
        match self {
            Self::For => 1.0,
            Self::Against => -1.0,
        }
    }
}

impl ActivationMaps {
    /// The maps of the first image in `outputs`.
    ///
    /// # Errors
    /// [`NoExactMap`] if the activations are not there, or if for any genre the map's mean plus
    /// the bias is not the logit.
    pub fn new(checkpoint: &Checkpoint, outputs: &Outputs) -> Result<Self, NoExactMap> {
        let found = outputs
            .activations
            .as_ref()
            .ok_or(NoExactMap::NoActivations)?;
        let (weight, bias) = head(checkpoint).ok_or(NoExactMap::OtherFeatures)?;
        let places = found.height * found.width;
        let genres = checkpoint.genres.len();
        let fits = places > 0
            && weight.len() == genres * found.channels
            && bias.len() == genres
            && outputs.logits.len() >= genres
            && found.values.len() >= found.channels * places;
        if !fits {
            return Err(NoExactMap::OtherFeatures);
        }
        let preprocessing = &checkpoint.preprocessing;
        let input = [preprocessing.width as f32, preprocessing.height as f32];
        weight
            .chunks_exact(found.channels)
            .zip(bias)
            .zip(&outputs.logits)
            .map(|((weight, bias), &logit)| {
                let mut values = vec![0.0_f32; places];
                for (weight, channel) in weight.iter().zip(found.values.chunks_exact(places)) {
                    for (value, activation) in values.iter_mut().zip(channel) {
                        *value += weight * activation;
                    }
                }
                let map = ActivationMap {
                    rows: found.height,
                    columns: found.width,
                    input,
                    values,
                    bias,
                };
                let error = (map.logit() - logit).abs();
                // Written so that a NaN is no map either.
                if error <= TOLERANCE * (1.0 + logit.abs()) {
                    Ok(map)
                } else {
                    Err(NoExactMap::OtherHead)
                }
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The map of the genre at `index` in the model's order.
    pub fn get(&self, index: usize) -> Option<&ActivationMap> {
        self.0.get(index)
    }
}

/// `genres x features` and `genres`, flat.
fn head(checkpoint: &Checkpoint) -> Option<(Vec<f32>, Vec<f32>)> {
    let flat = |name: &str| {
        let tensor = checkpoint.tensors.get(name)?;
        tensor.flatten_all().ok()?.to_vec1().ok()
    };
    Some((flat("fc.weight")?, flat("fc.bias")?))
}

impl ActivationMap {
    /// Rows and columns of the grid (9 x 6 for an input of 278 x 185).
    pub fn shape(&self) -> (usize, usize) {
        (self.rows, self.columns)
    }

    /// The evidence of each place, row by row, in logits.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// What the head adds whatever the poster shows.
    pub fn bias(&self) -> f32 {
        self.bias
    }

    /// Mean evidence over all places.
    pub fn mean(&self) -> f32 {
        self.values.iter().sum::<f32>() / self.values.len() as f32
    }

    /// The network's raw output: mean plus bias.
    pub fn logit(&self) -> f32 {
        self.mean() + self.bias
    }

    /// The largest evidence, for or against: the end of a scale that is symmetric around 0.
    pub fn reach(&self) -> f32 {
        self.values
            .iter()
            .fold(0.0, |most, value| value.abs().max(most))
    }

    /// The evidence at a point of the poster; `u` from left and `v` from top, in `0..=1`. Smooth
    /// between the places (Catmull-Rom), and exactly a place's value at its middle.
    pub fn at(&self, u: f32, v: f32) -> f32 {
        let column = Between::new(u, self.input[0], self.columns);
        let row = Between::new(v, self.input[1], self.rows);
        self.blend(&row, &column)
    }

    /// The map over a whole poster of `width` x `height` points, row by row.
    pub fn raster(&self, width: usize, height: usize) -> Vec<f32> {
        let along = |count: usize, input: f32, places: usize| -> Vec<Between> {
            (0..count)
                .map(|at| Between::new((at as f32 + 0.5) / count as f32, input, places))
                .collect()
        };
        let columns = along(width, self.input[0], self.columns);
        along(height, self.input[1], self.rows)
            .iter()
            .flat_map(|row| columns.iter().map(|column| self.blend(row, column)))
            .collect()
    }

    fn blend(&self, row: &Between, column: &Between) -> f32 {
        let mut sum = 0.0;
        for (y, row_weight) in row.places.iter().zip(row.weights) {
            let line = &self.values[y * self.columns..][..self.columns];
            for (x, weight) in column.places.iter().zip(column.weights) {
                sum += row_weight * weight * line[*x];
            }
        }
        sum
    }

    /// The middle of the place with the most evidence, as `(u, v)`, and the evidence there; none
    /// where there is no such evidence at all.
    pub fn peak(&self, evidence: Evidence) -> Option<([f32; 2], f32)> {
        let at = self.peak_place(evidence)?;
        let share = |place: usize, size: f32| (middle_of(place) / size).clamp(0.0, 1.0);
        let middle = [
            share(at % self.columns, self.input[0]),
            share(at / self.columns, self.input[1]),
        ];
        Some((middle, self.values[at]))
    }

    fn peak_place(&self, evidence: Evidence) -> Option<usize> {
        let strength = |at: usize| evidence.sign() * self.values[at];
        (0..self.values.len())
            .filter(|at| strength(*at) > 0.0)
            .max_by(|a, b| strength(*a).total_cmp(&strength(*b)))
    }

    /// The connected places around the peak that reach half of it, on a smoothed map: what stands
    /// together counts, not the loudest single place.
    pub fn region(&self, evidence: Evidence) -> Option<Region> {
        let smooth = Self {
            values: self.smoothed(),
            ..self.clone()
        };
        let peak = smooth.peak_place(evidence)?;
        let strength = |at: usize| evidence.sign() * smooth.values[at];
        let enough = REGION * strength(peak);
        let mut inside = vec![false; self.values.len()];
        let mut waiting = vec![peak];
        while let Some(at) = waiting.pop() {
            if inside[at] || strength(at) < enough {
                continue;
            }
            inside[at] = true;
            let (x, y) = (at % self.columns, at / self.columns);
            waiting.extend((x > 0).then(|| at - 1));
            waiting.extend((x + 1 < self.columns).then_some(at + 1));
            waiting.extend((y > 0).then(|| at - self.columns));
            waiting.extend((y + 1 < self.rows).then_some(at + self.columns));
        }
        let places = || (0..inside.len()).filter(|at| inside[*at]);
        let sum: f32 = places().map(|at| self.values[at]).sum();
        let area = places()
            .map(|at| self.area_of(at % self.columns, at / self.columns))
            .reduce(Area::around)?;
        Some(Region {
            area,
            logit: sum / self.values.len() as f32,
        })
    }

    /// Each place's mean with its neighbours, weighted 1 2 1 along rows and columns.
    fn smoothed(&self) -> Vec<f32> {
        let near = |place: usize, count: usize| {
            let last = count - 1;
            let weight = move |other: usize| if other == place { 2.0_f32 } else { 1.0 };
            (place.saturating_sub(1)..=(place + 1).min(last)).map(move |at| (at, weight(at)))
        };
        (0..self.values.len())
            .map(|at| {
                let (mut sum, mut weights) = (0.0, 0.0);
                for (y, row) in near(at / self.columns, self.rows) {
                    for (x, column) in near(at % self.columns, self.columns) {
                        sum += row * column * self.values[y * self.columns + x];
                        weights += row * column;
                    }
                }
                sum / weights
            })
            .collect()
    }

    /// This map minus another of the same shape: where two drafts differ. Its mean plus bias is
    /// the difference of the logits.
    pub fn minus(&self, other: &Self) -> Option<Self> {
        let alike = self.shape() == other.shape() && self.input == other.input;
        alike.then(|| Self {
            values: self
                .values
                .iter()
                .zip(&other.values)
                .map(|(a, b)| a - b)
                .collect(),
            bias: self.bias - other.bias,
            ..self.clone()
        })
    }

    /// The part of the poster that is nearest to a place; the outermost reach to the edges.
    fn area_of(&self, column: usize, row: usize) -> Area {
        let span = |place: usize, count: usize, size: f32| {
            let middle = middle_of(place);
            let from = if place == 0 {
                0.0
            } else {
                middle - STRIDE / 2.0
            };
            let to = if place + 1 == count {
                size
            } else {
                middle + STRIDE / 2.0
            };
            [from / size, to / size]
        };
        let [left, right] = span(column, self.columns, self.input[0]);
        let [top, bottom] = span(row, self.rows, self.input[1]);
        Area::spanning([left, top], [right, bottom])
    }
}

/// The pixel of the network's input around which a place looks.
fn middle_of(place: usize) -> f32 {
    place as f32 * STRIDE + 0.5
}

/// A point between four places of one axis, and what each weighs.
struct Between {
    places: [usize; 4],
    weights: [f32; 4],
}

impl Between {
    /// `share` of the axis' `size` pixels, among `count` places.
    fn new(share: f32, size: f32, count: usize) -> Self {
        let last = count.saturating_sub(1);
        // Beyond the outermost middles the map stays as it is there.
        let place = ((share * size - 0.5) / STRIDE).clamp(0.0, last as f32);
        let before = place.floor();
        let t = place - before;
        let first = before as usize;
        let (t2, t3) = (t * t, t * t * t);
        Self {
            places: [first.saturating_sub(1), first, first + 1, first + 2].map(|at| at.min(last)),
            weights: [
                -0.5 * t3 + t2 - 0.5 * t,
                1.5 * t3 - 2.5 * t2 + 1.0,
                -1.5 * t3 + 2.0 * t2 + 0.5 * t,
                0.5 * t3 - 0.5 * t2,
            ],
        }
    }
}

#[cfg(test)]
#[path = "activation_map_tests.rs"]
mod tests;
