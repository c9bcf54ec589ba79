//! The films of a library that a head can learn from or be judged on: features beside labels.
//!
//! In: a library's films and its cached features. Out: dense tables in the library's order, split
//! by split, and the logits that a head makes of them: where only the head differs, a whole
//! library is scored in a moment.

use candle_core::{Device, Tensor};

use crate::catalog::{Film, FilmId, Genre, GenreSet, Split};

/// Features and labels of the same films.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Examples {
    /// The films, in the library's order.
    pub films: Vec<FilmId>,
    /// The BLAKE3 of their posters' files.
    pub content_hashes: Vec<[u8; 32]>,
    /// Row-major: films x `dimension`.
    pub features: Vec<f32>,
    /// Values per film (2048 for a ResNet50).
    pub dimension: usize,
    /// One set a film, over the genres that were asked for.
    pub labels: Vec<GenreSet>,
    /// Films that belong here but have no features: their poster could not be read.
    pub unreadable: usize,
}

impl Examples {
    /// The films of `splits` with their features from `get` (by the BLAKE3 of the poster), labelled
    /// over `genres`. Films outside of all splits are left out.
    pub fn collect(
        films: &[Film],
        splits: &[Split],
        genres: &[Genre],
        dimension: usize,
        get: impl Fn(&[u8; 32]) -> Option<Vec<f32>>,
    ) -> Self {
        let mut examples = Self {
            dimension,
            ..Self::default()
        };
        for film in films {
            let wanted = film.split.is_some_and(|split| splits.contains(&split));
            let Some(poster) = film.poster.as_ref().filter(|_| wanted) else {
                continue;
            };
            match get(&poster.content_hash).filter(|row| row.len() == dimension) {
                Some(row) => {
                    examples.films.push(film.id);
                    examples.content_hashes.push(poster.content_hash);
                    examples.features.extend(row);
                    examples.labels.push(GenreSet::of(&film.genres, genres));
                }
                None => examples.unreadable += 1,
            }
        }
        examples
    }

    /// Number of films.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is no film.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }
}

/// Rows that are multiplied at a time: bounds the memory beside the features.
const ROWS_AT_A_TIME: usize = 4096;

/// What a linear head says: `features` (row-major, n x dimension) times `weight` (genres x
/// dimension, as torchvision's `fc.weight`) transposed, plus `bias` (genres). Row-major, n x genres.
///
/// # Errors
/// Candle's, if the shapes disagree.
pub fn head_logits(
    features: &[f32],
    weight: &Tensor,
    bias: &Tensor,
) -> candle_core::Result<Vec<f32>> {
    let (genres, dimension) = weight.dims2()?;
    let transposed = weight.t()?;
    let mut logits = Vec::with_capacity(features.len() / dimension.max(1) * genres);
    for rows in features.chunks(ROWS_AT_A_TIME * dimension.max(1)) {
        let shape = (rows.len() / dimension.max(1), dimension);
        let rows = Tensor::from_slice(rows, shape, &Device::Cpu)?;
        let part = rows.matmul(&transposed)?.broadcast_add(bias)?;
        logits.extend(part.flatten_all()?.to_vec1::<f32>()?);
    }
    Ok(logits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Poster;

    fn film(id: i64, split: Option<Split>, genres: &[&str]) -> Film {
        Film {
            id: FilmId(id),
            key: id.to_string(),
            imdb_id: None,
            tmdb_id: None,
            title: String::new(),
            year: None,
            language: None,
            collection: None,
            genres: genres
                .iter()
                .filter_map(|name| Genre::parse(name))
                .collect(),
            poster: Some(Poster {
                path: "x.jpg".into(),
                content_hash: [u8::try_from(id).expect("few films"); 32],
                perceptual_hash: 0,
                width: 185,
                height: 278,
            }),
            split,
        }
    }

    #[test]
    fn films_are_collected_by_split() {
        let films = [
            film(1, Some(Split::Train), &["Drama", "Western"]),
            film(2, Some(Split::Test), &["Horror"]),
            film(3, None, &["Western"]),
            film(4, Some(Split::Train), &["Comedy"]),
        ];
        // Film 4's poster could not be read.
        let get = |hash: &[u8; 32]| (hash[0] != 4).then(|| vec![f32::from(hash[0]); 2]);
        let train = Examples::collect(&films, &[Split::Train], &Genre::six(), 2, get);
        assert_eq!((train.len(), train.unreadable), (1, 1));
        assert_eq!(train.features, [1.0, 1.0]);
        assert_eq!(train.labels, [GenreSet(0b100)]);
        let all = Examples::collect(&films, &Split::ALL, &Genre::six(), 2, get);
        assert_eq!(all.films, [FilmId(1), FilmId(2)]);
    }

    #[test]
    fn a_head_is_a_product_and_a_sum() {
        let cpu = Device::Cpu;
        let weight = Tensor::new(&[[1_f32, 2.0], [0.0, -1.0]], &cpu).expect("2 x 2");
        let bias = Tensor::new(&[0.5_f32, 0.0], &cpu).expect("2");
        let logits = head_logits(&[1.0, 1.0, 3.0, 0.0], &weight, &bias).expect("shapes agree");
        assert_eq!(logits, [3.5, -1.0, 3.5, 0.0]);
        assert!(
            head_logits(&[], &weight, &bias)
                .expect("no film")
                .is_empty()
        );
    }
}
