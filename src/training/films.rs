//! The films of one split, as a training sees them: posters beside labels.

use crate::catalog::{Film, FilmId, Genre, GenreSet, Poster, Split};

/// Films with posters and labels, in the library's order.
#[derive(Debug, Clone, Default)]
pub struct Films {
    /// The films.
    pub ids: Vec<FilmId>,
    /// Their posters.
    pub posters: Vec<Poster>,
    /// One set a film, over the genres that were asked for.
    pub labels: Vec<GenreSet>,
    /// Films that belong here but are left out: their poster could not be read.
    pub unreadable: usize,
}

impl Films {
    /// The films of `splits` whose posters are `readable`, labelled over `genres`.
    pub fn collect(
        films: &[Film],
        splits: &[Split],
        genres: &[Genre],
        readable: impl Fn(&Poster) -> bool,
    ) -> Self {
        let mut found = Self::default();
        let wanted = |film: &&Film| film.split.is_some_and(|split| splits.contains(&split));
        for film in films.iter().filter(wanted) {
            match &film.poster {
                Some(poster) if readable(poster) => {
                    found.ids.push(film.id);
                    found.posters.push(poster.clone());
                    found.labels.push(GenreSet::of(&film.genres, genres));
                }
                Some(_) => found.unreadable += 1,
                None => (),
            }
        }
        found
    }

    /// The BLAKE3 of their posters' files.
    pub fn content_hashes(&self) -> impl Iterator<Item = &[u8; 32]> {
        self.posters.iter().map(|poster| &poster.content_hash)
    }

    /// Number of films.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no film.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

/// What a training goes on with or not at all: BLAKE3 over genres, backbone, and the films of both
/// splits in order, with labels and posters; in hexadecimal.
pub fn data_hash(
    genres: &[Genre],
    backbone_key: &str,
    train: &Films,
    validation: &Films,
) -> String {
    let mut hasher = blake3::Hasher::new();
    for genre in genres {
        hasher.update(format!("{genre}\n").as_bytes());
    }
    hasher.update(backbone_key.as_bytes());
    for films in [train, validation] {
        hasher.update(&(films.len() as u64).to_le_bytes());
        for (poster, labels) in films.posters.iter().zip(&films.labels) {
            hasher.update(&poster.content_hash);
            hasher.update(&labels.0.to_le_bytes());
        }
    }
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn films(labels: &[u64]) -> Films {
        Films {
            ids: (0..labels.len() as i64).map(FilmId).collect(),
            posters: (0..labels.len())
                .map(|number| Poster {
                    path: "x.jpg".into(),
                    content_hash: [number as u8; 32],
                    perceptual_hash: 0,
                    width: 185,
                    height: 278,
                })
                .collect(),
            labels: labels.iter().map(|&bits| GenreSet(bits)).collect(),
            unreadable: 0,
        }
    }

    #[test]
    fn the_hash_knows_labels_splits_and_backbone() {
        let genres = Genre::six();
        let hash = |key: &str, train: &[u64], validation: &[u64]| {
            data_hash(&genres, key, &films(train), &films(validation))
        };
        let one = hash("a", &[1, 2], &[4]);
        assert_eq!(one, hash("a", &[1, 2], &[4]));
        assert_ne!(one, hash("b", &[1, 2], &[4]));
        assert_ne!(one, hash("a", &[1, 3], &[4]));
        assert_ne!(one, hash("a", &[1], &[2, 4]));
        assert_ne!(
            one,
            data_hash(&genres[1..], "a", &films(&[1, 2]), &films(&[4]))
        );
    }
}
