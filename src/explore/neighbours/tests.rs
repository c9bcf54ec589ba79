use super::*;

const DIMENSION: usize = 37;

fn features(film: usize) -> Vec<f32> {
    (0..DIMENSION)
        .map(|at| ((film * 31 + at * 7) as f32 * 0.61).sin().abs() * (1.0 + film as f32))
        .collect()
}

fn index(films: Vec<usize>, alike: Vec<usize>) -> NeighbourIndex {
    let read = |film: usize, row: &mut [f16]| {
        for (value, feature) in row.iter_mut().zip(features(film)) {
            *value = f16::from_f32(feature);
        }
    };
    NeighbourIndex::build_from(films, DIMENSION, read, alike, &Task::new()).expect("not cancelled")
}

fn cosine(one: &[f32], other: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| -> f64 {
        let pairs = a.iter().zip(b);
        pairs.map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
    };
    (dot(one, other) / (dot(one, one) * dot(other, other)).sqrt()) as f32
}

#[test]
fn the_nearest_are_those_of_a_plain_loop() {
    let films: Vec<usize> = (0..900).filter(|film| film % 3 != 1).collect();
    let index = index(films.clone(), Vec::new());
    assert_eq!(index.len(), films.len());
    for asked in [0, 2, 450, 899] {
        let query = features(asked);
        let mut expected: Vec<(f32, usize)> = films
            .iter()
            .filter(|film| **film != asked)
            .map(|&film| (cosine(&query, &features(film)), film))
            .collect();
        expected.sort_by(|one, other| other.0.total_cmp(&one.0));
        let found = index.of_film(asked, 10).expect("it is in the index");
        assert_eq!(found.neighbours.len(), 10);
        for (neighbour, (similarity, _)) in found.neighbours.iter().zip(&expected) {
            let off = (neighbour.similarity - similarity).abs();
            let true_one = cosine(&query, &features(neighbour.film));
            assert!(off < 1e-3 && (neighbour.similarity - true_one).abs() < 1e-3);
        }
        assert!(found.duplicates.is_empty());
    }
    assert_eq!(index.of_film(1, 10), None);
}

#[test]
fn the_same_picture_is_a_duplicate_and_no_neighbour() {
    // 3, 5 and 6 show one picture, 7 and 8 another.
    let alike = vec![0, 1, 2, 3, 4, 3, 3, 7, 7, 9];
    let index = index((0..10).collect(), alike);
    let found = index.of_film(5, 20).expect("it is in the index");
    let mut duplicates: Vec<usize> = found.duplicates.iter().map(|near| near.film).collect();
    duplicates.sort_unstable();
    assert_eq!(duplicates, [3, 6]);
    let films: Vec<usize> = found.neighbours.iter().map(|near| near.film).collect();
    assert_eq!(films.len(), 6, "{films:?}");
    assert!(![3, 5, 6].iter().any(|film| films.contains(film)));
    // One of 7 and 8, which says that there is another.
    let pair: Vec<&Neighbour> = found
        .neighbours
        .iter()
        .filter(|near| [7, 8].contains(&near.film))
        .collect();
    assert_eq!((pair.len(), pair[0].copies), (1, 1));
    // A file that shows the picture of film 3: all three are duplicates.
    let of_file = index.of_features(&features(3), &[3], 2);
    assert_eq!((of_file.duplicates.len(), of_file.neighbours.len()), (3, 2));
    assert!(of_file.duplicates[0].similarity > 0.999);
}

#[test]
fn many_copies_do_not_crowd_the_neighbours_out() {
    let mut alike: Vec<usize> = vec![0; 300];
    alike.extend(300..310);
    let index = index((0..310).collect(), alike);
    let found = index.of_film(305, 10).expect("it is in the index");
    assert_eq!(found.neighbours.len(), 10);
    let crowd = found.neighbours.iter().filter(|near| near.film < 300);
    assert_eq!(crowd.map(|near| near.copies).collect::<Vec<_>>(), [299]);
}

#[test]
fn foreign_or_empty_features_resemble_nothing() {
    assert!(index(Vec::new(), Vec::new()).is_empty());
    let index = index((0..5).collect(), Vec::new());
    let nothing = Resemblance::default();
    assert_eq!(index.of_features(&[1.0; 5], &[], 3), nothing);
    assert_eq!(index.of_features(&[0.0; DIMENSION], &[], 3), nothing);
    assert_eq!(index.of_features(&[f32::NAN; DIMENSION], &[], 3), nothing);
}

#[test]
fn labels_agree_by_jaccard() {
    let genres = |names: &str| {
        names
            .split('|')
            .filter_map(Genre::parse)
            .collect::<Vec<_>>()
    };
    let agreement = |one, other| label_agreement(&genres(one), &genres(other));
    assert_eq!(agreement("Drama|War", "Drama|War"), Some(1.0));
    assert_eq!(agreement("Drama|War", "Drama|Horror"), Some(1.0 / 3.0));
    assert_eq!(agreement("Drama", "Horror"), Some(0.0));
    assert_eq!(agreement("Drama", ""), None);
}
