//! What parts the fields of a table of text.
//!
//! In: its first lines. Out: the separator that cuts them alike, or the one that the file names
//! itself, as Excel has it (`sep=;`).

/// What tables part their fields with; of equals, the first.
const KNOWN: [&[u8]; 6] = [b",", b";", b"\t", b"|", b"::", b"\x1F"];
/// Lines that are looked at.
const LINES: usize = 40;

/// What is known of a text's separator.
#[derive(Debug, PartialEq, Eq)]
pub struct Separator {
    /// The bytes between two fields.
    pub bytes: Vec<u8>,
    /// The line that says so, in bytes with its end; 0 where none does.
    pub hint: usize,
}

/// Finds the separator of the text that begins with `bytes`.
pub fn of(bytes: &[u8]) -> Separator {
    if let Some(found) = named(bytes) {
        return found;
    }
    let lines: Vec<&[u8]> = bytes
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .filter(|line| !line.trim_ascii().is_empty())
        .take(LINES)
        .collect();
    let counts: Vec<[usize; KNOWN.len()]> = lines
        .iter()
        .map(|line| KNOWN.map(|separator| count(line, separator)))
        .collect();
    let agreed = find(&counts);
    let most = || {
        let first = counts
            .iter()
            .find(|counts| counts.iter().any(|&count| count > 0))?;
        order(first).into_iter().next()
    };
    let place = agreed.or_else(most).unwrap_or(0);
    Separator {
        bytes: KNOWN[place].to_vec(),
        hint: 0,
    }
}

/// `sep=;` in the first line.
fn named(bytes: &[u8]) -> Option<Separator> {
    let end = bytes
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r'))?;
    let line = &bytes[..end];
    let line = line.strip_prefix(b"\"").unwrap_or(line);
    let line = line.strip_suffix(b"\"").unwrap_or(line);
    let (word, rest) = line.split_at_checked(4)?;
    if !word.eq_ignore_ascii_case(b"sep=") {
        return None;
    }
    // Programs pad the line with separators to the width of the table.
    let sign = match rest {
        b"\\t" => b'\t',
        rest => *rest.first()?,
    };
    let mark = bytes.get(end..end + 2) == Some(b"\r\n");
    Some(Separator {
        bytes: vec![sign],
        hint: end + 1 + usize::from(mark),
    })
}

/// The separators that stand in a line, the more frequent first.
fn order(counts: &[usize; KNOWN.len()]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..KNOWN.len())
        .filter(|&place| counts[place] > 0)
        .collect();
    places.sort_by_key(|&place| std::cmp::Reverse((counts[place], place == 4)));
    places
}

/// The separator of the first line that the lines behind it agree with: half of them have it as often,
/// or not more often (a row may end early), or most have it at all. The very next line has it.
fn find(counts: &[[usize; KNOWN.len()]]) -> Option<usize> {
    counts.iter().enumerate().find_map(|(index, line)| {
        let behind = &counts[index + 1..];
        let follows = |place: &usize| behind.first().is_some_and(|next| next[*place] > 0);
        let agreeing = |place: usize, agrees: &dyn Fn(usize) -> bool| {
            behind.iter().filter(|other| agrees(other[place])).count()
        };
        let places: Vec<usize> = order(line).into_iter().filter(follows).collect();
        let half = |agrees: &dyn Fn(usize, usize) -> bool| {
            let is = |place: &&usize| {
                agreeing(**place, &|other| agrees(line[**place], other)) * 2 >= behind.len()
            };
            places.iter().find(is).copied()
        };
        half(&|own, other| own == other)
            .or_else(|| half(&|own, other| (1..=own).contains(&other)))
            .or_else(|| {
                let is =
                    |place: &&usize| agreeing(**place, &|other| other > 0) * 5 >= behind.len() * 4;
                places.iter().find(is).copied()
            })
    })
}

/// How often `separator` stands outside of quotation marks.
fn count(line: &[u8], separator: &[u8]) -> usize {
    let (mut count, mut quoted, mut at) = (0, false, 0);
    while at < line.len() {
        quoted ^= line[at] == b'"';
        if !quoted && line[at..].starts_with(separator) {
            count += 1;
            at += separator.len();
        } else {
            at += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_told_by_the_lines_that_they_cut() {
        for (text, separator) in [
            ("id,title\n1,Up\n", ","),
            ("id;title;rating\n1;Up;7,9\n2;Jaws;8,1\n", ";"),
            ("id\ttitle, or name\n1\tUp\n", "\t"),
            (
                "title,genres\nUp,Drama|War|Crime|Short\nJaws,War|Drama|Crime|Short\n",
                ",",
            ),
            (
                "Up;1949;Drama|War|Crime|Short\nJaws;1975;Drama\nAlien;1979;War|Drama\n",
                ";",
            ),
            (
                "My films, all of them\n\ntitle;year\nUp;1949\nJaws;1975\nAlien;1979\n",
                ";",
            ),
            (
                "My films, all of them\ntitle;year;rating\nUp;1949;7,9\nJaws;1975;8,1\n",
                ";",
            ),
            ("1::Up (1949)::Drama|War\n2::Jaws (1975)::Drama\n", "::"),
            ("title|year\n\"a, b\"|1949\n", "|"),
            ("sep=;\ntitle,a;b\n", ";"),
            ("\"sep=,\"\r\ntitle;a,b\n", ","),
            ("sep=\t\nSEP\n", "\t"),
            ("title\nGood, Bad\n", ","),
            ("", ","),
        ] {
            let found = of(text.as_bytes());
            assert_eq!(found.bytes, separator.as_bytes(), "{text}");
        }
        assert_eq!(of(b"sep=;\r\ntitle").hint, 7);
    }
}
