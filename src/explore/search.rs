//! Search as one types: over title, year and ids, without regard to case and accents.
//!
//! In: films, then a query. Out: which films answer it. All titles lie in one text and all numbers in
//! another, so that 45,000 films are searched in a fraction of a frame.

use crate::catalog::Film;

/// Titles and numbers of films, folded.
#[derive(Debug, Default)]
pub struct SearchIndex {
    /// A line a film: its title.
    titles: Lines,
    /// A line a film: year and ids, a space before each.
    numbers: Lines,
}

impl SearchIndex {
    /// Of these films, in their order.
    pub fn of(films: &[Film]) -> Self {
        let mut index = Self::default();
        for film in films {
            index.titles.push(&folded(&film.title));
            index.numbers.push(&numbers(film));
        }
        index
    }

    /// Which films hold every word of `query`: somewhere in the title, or at the beginning of the
    /// year or of an id. `None`: the query has no words, all films answer it.
    pub fn find(&self, query: &str) -> Option<Vec<bool>> {
        let query = folded(query);
        let mut answer: Option<Vec<bool>> = None;
        for word in query.split_whitespace() {
            let mut hits = vec![false; self.titles.ends.len()];
            self.titles.mark(word, &mut hits);
            self.numbers.mark(&format!(" {word}"), &mut hits);
            answer = Some(match answer {
                None => hits,
                Some(before) => before
                    .iter()
                    .zip(hits)
                    .map(|(&one, two)| one && two)
                    .collect(),
            });
        }
        answer
    }

    /// The film's title, folded: what titles are sorted by.
    pub fn title(&self, film: usize) -> &str {
        self.titles.line(film)
    }
}

fn numbers(film: &Film) -> String {
    let mut text = String::new();
    let mut add = |word: &str| {
        text.push(' ');
        text.push_str(&folded(word));
    };
    if let Some(year) = film.year {
        add(&year.to_string());
    }
    add(&film.key);
    if let Some(bare) = film.key.split_once(':').map(|(_, bare)| bare) {
        add(bare);
    }
    if let Some(id) = &film.imdb_id {
        if *id != film.key {
            add(id);
        }
        add(id.trim_start_matches("tt"));
        add(id.trim_start_matches("tt").trim_start_matches('0'));
    }
    if let Some(id) = film.tmdb_id {
        add(&id.to_string());
    }
    text
}

/// Many short texts in one.
#[derive(Debug, Default)]
struct Lines {
    text: String,
    /// Where each line ends, its line break left out.
    ends: Vec<usize>,
}

impl Lines {
    fn push(&mut self, line: &str) {
        self.text
            .extend(line.chars().filter(|letter| *letter != '\n'));
        self.ends.push(self.text.len());
        self.text.push('\n');
    }

    fn line(&self, number: usize) -> &str {
        let begin = number
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] + 1);
        &self.text[begin..self.ends[number]]
    }

    /// Marks the lines that hold `word`, which has no line break.
    fn mark(&self, word: &str, hits: &mut [bool]) {
        // One search through the whole text: to begin one a line would cost more than the searching.
        let (mut from, mut line) = (0, 0);
        for (at, _) in self.text.match_indices(word) {
            // The rest of a line that holds it says nothing new.
            if at < from {
                continue;
            }
            while self.ends[line] < at {
                line += 1;
            }
            hits[line] = true;
            from = self.ends[line] + 1;
        }
    }
}

/// Lower case, letters without accents and marks: `Amélie` is found by `amelie`, `Łódź` by `lodz`,
/// `Ταξίδι` by `ταξιδι`.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else {
            for letter in letter.to_lowercase() {
                plain(letter, &mut folded);
            }
        }
    }
    folded
}

fn plain(letter: char, text: &mut String) {
    let plain = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' => "a",
        'æ' | 'ǽ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' | 'ḍ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' | 'ḥ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' | 'ỉ'..='ị' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' | 'ḷ' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ǒ' | 'ọ'..='ợ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => "s",
        'ß' => "ss",
        'þ' => "th",
        'ţ' | 'ť' | 'ț' | 'ṭ' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ǔ' | 'ụ'..='ự' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => "y",
        'ź' | 'ż' | 'ž' | 'ẓ' => "z",
        'ά' => "α",
        'έ' => "ε",
        'ή' => "η",
        'ί' | 'ϊ' | 'ΐ' => "ι",
        'ό' => "ο",
        'ύ' | 'ϋ' | 'ΰ' => "υ",
        'ώ' => "ω",
        'ς' => "σ",
        'ё' => "е",
        'й' => "и",
        'ї' => "і",
        'ґ' => "г",
        'أ' | 'إ' | 'آ' | 'ٱ' => "ا",
        'ى' => "ي",
        'ة' => "ه",
        // Accents, Hebrew points and Arabic vowels that stand behind their letters.
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}' => "",
        // A no-break space is a space.
        '\u{a0}' | '\u{202f}' | '\u{3000}' => " ",
        '’' | '‘' => "'",
        other => return text.push(other),
    };
    text.push_str(plain);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::fixture::film;

    fn index(titles: &[&str]) -> SearchIndex {
        let films: Vec<Film> = (0..)
            .zip(titles)
            .map(|(n, title)| Film {
                title: (*title).to_owned(),
                ..film(n, "Drama")
            })
            .collect();
        SearchIndex::of(&films)
    }

    fn found(index: &SearchIndex, query: &str) -> Vec<usize> {
        let hits = index.find(query).expect("a query with words");
        (0..hits.len()).filter(|&film| hits[film]).collect()
    }

    #[test]
    fn titles_are_found_whatever_their_case_and_accents() {
        let index = index(&[
            "Amélie",
            "ŁÓDŹ, Midnight",
            "Το ταξίδι",
            "Ёлки",
            "Tiệc trăng máu",
            "e\u{301}tude",
            "إسكندرية",
            "Straße",
        ]);
        for (query, films) in [
            ("AMELIE", vec![0]),
            ("lodz", vec![1]),
            ("midnight łód", vec![1]),
            ("ΤΑΞΙΔΙ", vec![2]),
            ("елки", vec![3]),
            ("tiec trang mau", vec![4]),
            ("étude", vec![5]),
            ("اسكندريه", vec![6]),
            ("STRASSE", vec![7]),
            ("zebra", vec![]),
        ] {
            assert_eq!(found(&index, query), films, "{query}");
        }
        assert!(index.find("  ").is_none());
        assert_eq!(index.title(1), "lodz, midnight");
    }

    #[test]
    fn years_and_ids_are_found_by_their_beginning() {
        let mut films = vec![film(29, "Drama"), film(30, "Drama"), film(31, "Drama")];
        films[0].imdb_id = Some("tt0078748".to_owned());
        films[0].key = "tt0078748".to_owned();
        films[1].tmdb_id = Some(348);
        films[2].title = "1979 and after".to_owned();
        let index = SearchIndex::of(&films);
        for (query, expected) in [
            ("1979", vec![0, 2]),
            ("197", vec![0, 2]),
            ("tt0078", vec![0]),
            ("78748", vec![0]),
            ("8748", vec![]),
            ("348", vec![1]),
            ("id:30", vec![1]),
            ("film 1980", vec![1]),
        ] {
            assert_eq!(found(&index, query), expected, "{query}");
        }
    }

    #[test]
    fn a_line_break_in_a_title_ends_no_line() {
        let index = index(&["One\nTwo", "Three"]);
        assert_eq!(found(&index, "three"), [1]);
        assert_eq!(found(&index, "e"), [0, 1]);
        assert!(
            SearchIndex::of(&[])
                .find("a")
                .is_some_and(|hits| hits.is_empty())
        );
    }
}
