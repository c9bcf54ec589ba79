//! Circles of files: each could be understood only with all the others.
//!
//! In: arrows between files, and those of them that close a circle and may. Out: the circles, and
//! the exceptions that nobody needs.

use std::collections::{BTreeMap, BTreeSet};

/// `(from, to)`: the first file takes an item of the second.
pub type Arrow<'a> = (&'a str, &'a str);

/// An arrow that closes a circle and may.
pub struct Exception {
    pub arrow: Arrow<'static>,
    /// Why untying it would make the code worse.
    pub reason: &'static str,
}

/// The circles among `arrows` but for `exceptions`.
pub fn unexcused<'a>(
    arrows: &BTreeSet<Arrow<'a>>,
    exceptions: &[Exception],
) -> Vec<BTreeSet<&'a str>> {
    circles(&without(arrows, exceptions))
}

/// Those of `exceptions` that close no circle any more.
pub fn needless<'a>(arrows: &BTreeSet<Arrow>, exceptions: &'a [Exception]) -> Vec<&'a Exception> {
    let rest = without(arrows, exceptions);
    let closes = |exception: &&Exception| {
        let with = rest.iter().copied().chain([exception.arrow]).collect();
        arrows.contains(&exception.arrow) && circles(&with).len() > circles(&rest).len()
    };
    let (_, needless) = exceptions.iter().partition::<Vec<_>, _>(closes);
    needless
}

fn without<'a>(arrows: &BTreeSet<Arrow<'a>>, exceptions: &[Exception]) -> BTreeSet<Arrow<'a>> {
    let excused = |arrow: &Arrow| exceptions.iter().any(|one| one.arrow == *arrow);
    let rest = arrows.iter().filter(|arrow| !excused(arrow));
    rest.copied().collect()
}

/// The sets of files that reach each other along `arrows`.
fn circles<'a>(arrows: &BTreeSet<Arrow<'a>>) -> Vec<BTreeSet<&'a str>> {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in arrows {
        next.entry(from).or_default().push(to);
    }
    let reach: BTreeMap<&str, BTreeSet<&str>> = next
        .keys()
        .map(|file| (*file, reached(file, &next)))
        .collect();
    let mut circles: Vec<BTreeSet<&str>> = Vec::new();
    for (file, ahead) in &reach {
        let leads_back = |other: &&str| reach.get(other).is_some_and(|back| back.contains(file));
        let circle: BTreeSet<&str> = ahead.iter().copied().filter(leads_back).collect();
        if !circle.is_empty() && !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

/// All files that one comes to from `file`; itself too, where a way leads back.
fn reached<'a>(file: &str, next: &BTreeMap<&'a str, Vec<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = next.get(file).cloned().unwrap_or_default();
    while let Some(file) = open.pop() {
        if reached.insert(file) {
            open.extend(next.get(file).into_iter().flatten());
        }
    }
    reached
}

mod tests {
    use std::collections::BTreeSet;

    use super::{Exception, needless, unexcused};

    #[test]
    fn two_circles_and_a_file_between() {
        let arrows = BTreeSet::from([
            ("a", "b"),
            ("b", "c"),
            ("c", "a"),
            ("c", "d"),
            ("d", "e"),
            ("e", "f"),
            ("f", "e"),
        ]);
        let expected = [BTreeSet::from(["a", "b", "c"]), BTreeSet::from(["e", "f"])];
        assert_eq!(unexcused(&arrows, &[]), expected);
    }

    #[test]
    fn a_way_down_is_no_circle() {
        let arrows = BTreeSet::from([("a", "b"), ("a", "c"), ("b", "c")]);
        assert!(unexcused(&arrows, &[]).is_empty());
    }

    #[test]
    fn an_exception_excuses_one_arrow_and_is_needed_or_told() {
        let arrows = BTreeSet::from([("a", "b"), ("b", "a"), ("b", "c")]);
        let exceptions = [("b", "a"), ("b", "c"), ("c", "d")].map(|arrow| Exception {
            arrow,
            reason: "a test",
        });
        assert!(unexcused(&arrows, &exceptions).is_empty());
        let told: Vec<_> = needless(&arrows, &exceptions)
            .iter()
            .map(|one| one.arrow)
            .collect();
        assert_eq!(told, [("b", "c"), ("c", "d")]);
    }
}
