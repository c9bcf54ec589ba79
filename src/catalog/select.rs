//! The six-genre rule, for any list of genres.
//!
//! A film is selected when its FIRST genre is in the list; its labels are then those of its
//! genres that are in the list.

use super::{Genre, GenreSet};

/// The labels of a film over `list` (at most 64 genres); `None`: the film is not selected.
pub fn select(genres: &[Genre], list: &[Genre]) -> Option<GenreSet> {
    let list = &list[..list.len().min(64)];
    list.contains(genres.first()?)
        .then(|| GenreSet::of(genres, list))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn genres(names: &str) -> Vec<Genre> {
        names.split('|').filter_map(Genre::parse).collect()
    }

    #[test]
    fn the_first_genre_decides_and_the_others_are_dropped_or_kept() {
        let six = Genre::six();
        let labels = |names| select(&genres(names), &six).map(|set| set.iter().collect::<Vec<_>>());
        assert_eq!(labels("Drama|Western|Action"), Some(vec![0, 2]));
        assert_eq!(labels("Western|Drama"), None);
        assert_eq!(labels(""), None);
        assert_eq!(labels("Thriller"), Some(vec![5]));
    }

    #[test]
    fn any_list_will_do() {
        let list = genres("Western|Drama");
        assert_eq!(
            select(&genres("Western|Drama"), &list),
            Some(GenreSet(0b11))
        );
        assert_eq!(select(&genres("Drama|Action"), &list), Some(GenreSet(0b10)));
        assert_eq!(select(&genres("Drama"), &[]), None);
    }
}
