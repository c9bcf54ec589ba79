//! Titles as they are compared: without case, accents, marks and a leading article's place.

/// `Matrix, The` is `The Matrix`.
pub fn in_order(title: &str) -> String {
    let articles = [
        "The", "A", "An", "Le", "La", "Les", "Der", "Die", "Das", "El", "Il",
    ];
    match title.rsplit_once(", ") {
        Some((rest, article)) if articles.contains(&article) => format!("{article} {rest}"),
        _ => title.to_owned(),
    }
}

/// `Toy Story (1995)` is `Toy Story` of 1995.
pub fn with_year(title: &str) -> (&str, Option<i32>) {
    let year = || {
        let (rest, year) = title.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        let year: i32 = year.parse().ok()?;
        ((1870..=2100).contains(&year) && !rest.trim().is_empty())
            .then(|| (rest.trim_end(), Some(year)))
    };
    year().unwrap_or((title, None))
}

/// The title's letters and digits, small and without accents: `Amélie!` and `amelie` are one.
pub fn folded(title: &str) -> String {
    let mut text = String::with_capacity(title.len());
    for letter in title.chars().filter(|letter| letter.is_alphanumeric()) {
        if letter.is_ascii() {
            text.push(letter.to_ascii_lowercase());
        } else {
            letter
                .to_lowercase()
                .for_each(|letter| plain(letter, &mut text));
        }
    }
    text
}

fn plain(letter: char, text: &mut String) {
    let plain = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'ş' | 'š' => "s",
        'ß' => "ss",
        'ť' | 'ţ' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        other => return text.push(other),
    };
    text.push_str(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_meet_whatever_their_dress() {
        for (one, other) in [
            ("Amélie!", "amelie"),
            ("The Matrix", &in_order("Matrix, The")),
            ("WALL·E", "Wall-E"),
            ("Łódź", "Lodz"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        assert_ne!(folded("Сталкер"), folded("Солярис"));
        assert_eq!(in_order("Eat, Drink"), "Eat, Drink");
        assert_eq!(folded("!!"), "");
    }

    #[test]
    fn years_behind_titles() {
        assert_eq!(with_year("Toy Story (1995)"), ("Toy Story", Some(1995)));
        for title in [
            "Toy Story",
            "(1995)",
            "Blade Runner (2049 cut)",
            "1984 (84)",
        ] {
            assert_eq!(with_year(title), (title, None));
        }
    }
}
