//! Which films count as one where a ranking shows one of a kind.
//!
//! In: films, and which of them show the same picture. Out: a number for each film, shared by the
//! films of one collection and by films with the same poster.

use std::collections::HashMap;
use std::sync::Arc;

use crate::catalog::Film;

/// A number for each of `films`: the index of the first film of its kind. `alike` says which films
/// show the same picture, as [`Library::alike`](crate::catalog::Library::alike) does. A film that
/// links two kinds (its poster is one's, its collection the other's) makes them one.
pub fn series(films: &[Film], alike: &[usize]) -> Arc<[usize]> {
    let mut first: Vec<usize> = (0..films.len()).collect();
    let mut of_collection: HashMap<&str, usize> = HashMap::new();
    for (index, film) in films.iter().enumerate() {
        if let Some(&same) = alike.get(index) {
            join(&mut first, index, same);
        }
        if let Some(name) = &film.collection {
            let same = *of_collection.entry(name).or_insert(index);
            join(&mut first, index, same);
        }
    }
    (0..films.len())
        .map(|index| root(&mut first, index))
        .collect()
}

fn root(first: &mut [usize], mut index: usize) -> usize {
    while first[index] != index {
        first[index] = first[first[index]];
        index = first[index];
    }
    index
}

fn join(first: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(first, one), root(first, other));
    first[one.max(other)] = one.min(other);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::fixture::film;

    #[test]
    fn collections_and_pictures_are_kinds_and_chains_are_one() {
        let mut films: Vec<Film> = (0..7).map(|n| film(n, "Horror")).collect();
        for index in [1, 3] {
            films[index].collection = Some("Alien Collection".to_owned());
        }
        for index in [4, 6] {
            films[index].collection = Some("Carry On".to_owned());
        }
        // 2 shows the picture of 0; 4 that of 3, which chains both collections.
        let alike = [0, 1, 0, 3, 3, 5, 6];
        assert_eq!(*series(&films, &alike), [0, 1, 0, 1, 1, 5, 1]);
        // Nothing known of pictures.
        assert_eq!(*series(&films, &[]), [0, 1, 2, 1, 4, 5, 4]);
    }
}
