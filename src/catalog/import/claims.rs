//! Which film gets which poster, once every row has asked.
//!
//! In: what was found for each film, and how. Out: one poster a film; a file that two films would
//! have goes to the one that is surer of it, and to none where both are equally sure.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::folder::{How, Scheme};
use super::identity::Place;

/// A poster that was found for a film.
#[derive(Debug, Clone)]
pub struct Asking {
    /// The film.
    pub film: i64,
    /// Where the row stands that asks.
    pub place: Place,
    /// The file.
    pub path: PathBuf,
    /// How it was found.
    pub how: How,
    /// What the row writes of a file, as a number: rows that write the same mean the same.
    pub written: u64,
    /// What the film is called; empty where that cannot matter.
    pub key: Box<str>,
}

/// A film that does not get the poster that was found for it.
#[derive(Debug)]
pub struct Refused {
    /// The one that asked.
    pub asking: Asking,
    /// Its poster is not there: the file that is like it is another film's.
    pub is_missing: bool,
    /// Why.
    pub reason: String,
}

/// Settles who gets what; a film asks once, but where numbers name several files.
pub fn settle(asked: Vec<Asking>) -> (Vec<Asking>, Vec<Refused>) {
    let mut refused = Vec::new();
    let asked = by_scheme(asked, &mut refused);
    let mut of_file: HashMap<&Path, (u8, u32, u64, bool)> = HashMap::new();
    for asking in &asked {
        let rank = asking.how.rank();
        let best = of_file
            .entry(&asking.path)
            .or_insert((rank, 0, asking.written, true));
        if rank < best.0 {
            *best = (rank, 0, asking.written, true);
        }
        if rank == best.0 {
            best.1 += 1;
            best.3 &= best.2 == asking.written && asking.written != 0;
        }
    }
    let fate: Vec<Option<(bool, String)>> = asked
        .iter()
        .map(|asking| {
            let (rank, count, _, agree) = of_file[asking.path.as_path()];
            let file = asking.path.display();
            if asking.how.rank() > rank {
                let reason = format!("{file} is like it, but belongs to another film more surely");
                return Some((true, reason));
            }
            // Rows that name one file with one name mean it.
            let shared = count < 2 || agree || asking.how == How::Path;
            (!shared).then(|| {
                let reason = format!("{file} could as well be the poster of another film");
                (false, reason)
            })
        })
        .collect();
    let mut kept = Vec::with_capacity(asked.len());
    for (asking, fate) in asked.into_iter().zip(fate) {
        match fate {
            None => kept.push(asking),
            Some((is_missing, reason)) => refused.push(Refused {
                asking,
                is_missing,
                reason,
            }),
        }
    }
    (kept, refused)
}

/// Where files are called by numbers, the ids that most of them are tell whose numbers they are.
fn by_scheme(asked: Vec<Asking>, refused: &mut Vec<Refused>) -> Vec<Asking> {
    let mut counts: BTreeMap<Scheme, usize> = BTreeMap::new();
    let mut of_film: HashMap<i64, usize> = HashMap::new();
    let mut of_path: HashMap<PathBuf, usize> = HashMap::new();
    for asking in &asked {
        if let How::Number(scheme) = asking.how {
            *counts.entry(scheme).or_default() += 1;
            *of_film.entry(asking.film).or_default() += 1;
            *of_path.entry(asking.path.clone()).or_default() += 1;
        }
    }
    let most = counts.values().copied().max().unwrap_or_default();
    let second: usize = counts
        .values()
        .filter(|&&count| count < most)
        .copied()
        .max()
        .unwrap_or(0);
    let tied = counts.values().filter(|&&count| count == most).count() > 1;
    let chief = counts
        .iter()
        .find(|(_, count)| **count == most && !tied && most >= 2 * second)
        .map(|(scheme, _)| *scheme);
    let mut kept = Vec::with_capacity(asked.len());
    let mut doubtful: BTreeMap<i64, Vec<Asking>> = BTreeMap::new();
    for asking in asked {
        let How::Number(scheme) = asking.how else {
            kept.push(asking);
            continue;
        };
        let contested = of_film[&asking.film] > 1 || of_path[&asking.path] > 1;
        match chief {
            _ if !contested => kept.push(asking),
            Some(chief) if chief == scheme => kept.push(asking),
            _ => doubtful.entry(asking.film).or_default().push(asking),
        }
    }
    let have: std::collections::HashSet<i64> = kept.iter().map(|asking| asking.film).collect();
    for (film, mut askings) in doubtful {
        // Numbers of another kind than the folder's, or of who knows which.
        if have.contains(&film) {
            continue;
        }
        let files: Vec<String> = askings
            .iter()
            .map(|asking| asking.path.display().to_string())
            .collect();
        if let Some(asking) = askings.pop() {
            refused.push(Refused {
                asking,
                is_missing: false,
                reason: format!(
                    "{} is called by a number that is an id of this film and of another one",
                    files.join(", ")
                ),
            });
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(film: i64, path: &str, how: How, written: u64) -> Asking {
        Asking {
            film,
            place: Place {
                source: 0,
                row: 0,
                line: 0,
            },
            path: PathBuf::from(path),
            how,
            written,
            key: "".into(),
        }
    }

    fn films(asked: Vec<Asking>) -> (Vec<i64>, Vec<(i64, bool)>) {
        let (kept, refused) = settle(asked);
        let refused = refused.iter().map(|one| (one.asking.film, one.is_missing));
        (kept.iter().map(|one| one.film).collect(), refused.collect())
    }

    #[test]
    fn the_surer_film_has_the_file() {
        let asked = vec![
            asking(1, "a", How::Path, 5),
            asking(2, "a", How::LikeName, 6),
            asking(3, "a", How::Title, 0),
        ];
        assert_eq!(films(asked), (vec![1], vec![(2, true), (3, true)]));
    }

    #[test]
    fn of_two_that_are_equally_sure_none_has_it() {
        let asked = vec![asking(1, "a", How::Title, 0), asking(2, "a", How::Title, 0)];
        assert_eq!(films(asked).0, [] as [i64; 0]);
        let asked = vec![
            asking(1, "a", How::LikeName, 5),
            asking(2, "a", How::LikeName, 6),
        ];
        assert_eq!(films(asked).0, [] as [i64; 0]);
        // Two rows that name one file mean it.
        let asked = vec![asking(1, "a", How::End, 5), asking(2, "a", How::End, 5)];
        assert_eq!(films(asked).0, [1, 2]);
    }

    #[test]
    fn most_numbers_tell_whose_they_are() {
        let own = How::Number(Scheme::Own);
        let tmdb = How::Number(Scheme::Tmdb);
        // Film 1 is MovieLens' 1 and TMDB's 3; the folder is named after MovieLens.
        let asked = vec![
            asking(1, "1", own, 0),
            asking(1, "3", tmdb, 0),
            asking(2, "2", own, 0),
            asking(3, "3", own, 0),
        ];
        assert_eq!(films(asked), (vec![1, 2, 3], vec![]));
        let asked = vec![asking(1, "3", tmdb, 0), asking(3, "3", own, 0)];
        assert_eq!(films(asked), (vec![], vec![(1, false), (3, false)]));
    }
}
