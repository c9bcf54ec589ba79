//! The film that a person means: by id or by title.

use crate::catalog::Film;

/// No film, or several, answer to a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// None does.
    #[error(
        "no film of the library has the id or title '{0}', and there is no such file; check the \
         spelling, or name an image file"
    )]
    None(String),
    /// Several do.
    #[error("several films answer to '{name}': {films}; name one by its id")]
    Several {
        /// What was asked for.
        name: String,
        /// Some of them, with their ids.
        films: String,
    },
}

/// How many films an error names.
const NAMED: usize = 6;

/// The index of the film that `name` names: by its key, IMDb or TMDB id; by its title, with or
/// without the year (`Alien (1979)`), in any case; by a part of the title that no other has.
///
/// # Errors
/// [`FindError`] if none does, or several do.
pub fn find(films: &[Film], name: &str) -> Result<usize, FindError> {
    let wanted = name.trim().to_lowercase();
    let ids = |film: &Film| {
        film.key.to_lowercase() == wanted
            || film
                .key
                .strip_prefix("id:")
                .is_some_and(|id| id.to_lowercase() == wanted)
            || film.imdb_id.as_ref().is_some_and(|id| *id == wanted)
    };
    let titles = |film: &Film| {
        let title = film.title.to_lowercase();
        title == wanted
            || film
                .year
                .is_some_and(|year| format!("{title} ({year})") == wanted)
    };
    let tmdb = |film: &Film| film.tmdb_id.is_some_and(|id| id.to_string() == wanted);
    let parts = |film: &Film| !wanted.is_empty() && film.title.to_lowercase().contains(&wanted);
    let steps: [&dyn Fn(&Film) -> bool; 4] = [&ids, &titles, &tmdb, &parts];
    for step in steps {
        let found: Vec<usize> = (0..films.len())
            .filter(|&index| step(&films[index]))
            .collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            several => return Err(ambiguous(films, name, several)),
        }
    }
    Err(FindError::None(name.to_owned()))
}

fn ambiguous(films: &[Film], name: &str, found: &[usize]) -> FindError {
    let named = |&index: &usize| {
        let Film {
            key, title, year, ..
        } = &films[index];
        match year {
            Some(year) => format!("{title} ({year}) is {key}"),
            None => format!("{title} is {key}"),
        }
    };
    let mut films: Vec<String> = found.iter().take(NAMED).map(named).collect();
    if found.len() > NAMED {
        films.push(format!("and {} more", found.len() - NAMED));
    }
    FindError::Several {
        name: name.to_owned(),
        films: films.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::fixture::film;

    #[test]
    fn films_are_found_by_id_and_title() {
        let mut films: Vec<Film> = (0..5).map(|n| film(n, "Horror")).collect();
        for (film, title) in films
            .iter_mut()
            .zip(["Alien", "Alien", "Aliens", "1984", "Сталкер"])
        {
            film.title = title.to_owned();
        }
        films[2].imdb_id = Some("tt0090605".to_owned());
        films[0].tmdb_id = Some(1984);
        let found = |name: &str| find(&films, name);
        assert_eq!(found("TT0090605"), Ok(2));
        assert_eq!(found("4"), Ok(4));
        assert_eq!(found("id:1"), Ok(1));
        assert_eq!(found("aliens"), Ok(2));
        assert_eq!(found("Alien (1951)"), Ok(1));
        assert_eq!(found(" сталкер "), Ok(4));
        assert_eq!(found("талк"), Ok(4));
        // A title goes before another film's TMDB id.
        assert_eq!(found("1984"), Ok(3));
        let several = found("Alien").expect_err("two are called so").to_string();
        assert!(
            several.contains("Alien (1950) is id:0, Alien (1951) is id:1"),
            "{several}"
        );
        assert!(matches!(found("Heat"), Err(FindError::None(_))));
        assert!(matches!(found(""), Err(FindError::None(_))));
    }
}
