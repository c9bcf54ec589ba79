//! Genres of a person's own: a name, films that have it, films that do not.
//!
//! In: stars and crosses, one by one or all at once. Out: the same, as they were left, after the
//! next start too.

use rusqlite::{Connection, params};

use super::{Error, FilmId, Genre, Library};

/// What a person showed of a genre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnGenre {
    /// Its name.
    pub name: Genre,
    /// Films that have it, in the order in which they were starred.
    pub stars: Vec<FilmId>,
    /// Films that do not.
    pub crosses: Vec<FilmId>,
}

/// What a person says of a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// It has the genre.
    Star,
    /// It does not.
    Cross,
}

impl OwnGenre {
    /// A genre of which nothing was shown yet.
    pub fn new(name: Genre) -> Self {
        Self {
            name,
            stars: Vec::new(),
            crosses: Vec::new(),
        }
    }

    /// What was said of a film.
    pub fn mark_of(&self, film: FilmId) -> Option<Mark> {
        if self.stars.contains(&film) {
            Some(Mark::Star)
        } else {
            self.crosses.contains(&film).then_some(Mark::Cross)
        }
    }

    /// Says something of a film, or takes back what was said (`None`).
    pub fn mark(&mut self, film: FilmId, mark: Option<Mark>) {
        if self.mark_of(film) == mark {
            return;
        }
        self.stars.retain(|known| *known != film);
        self.crosses.retain(|known| *known != film);
        match mark {
            Some(Mark::Star) => self.stars.push(film),
            Some(Mark::Cross) => self.crosses.push(film),
            None => {}
        }
    }
}

impl Library {
    /// The genres that were kept, by name.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn own_genres(&self) -> Result<Vec<OwnGenre>, Error> {
        read(&self.database).map_err(|source| self.failed(source))
    }

    /// Keeps a genre; one of the same name makes room.
    ///
    /// # Errors
    /// [`Error`] where the library cannot be written, or a film is not its own.
    pub fn keep_own_genre(&mut self, genre: &OwnGenre) -> Result<(), Error> {
        self.write(|database| put(database, genre))
    }

    /// Forgets a genre; `false`: there was none of this name.
    ///
    /// # Errors
    /// [`Error`] where the library cannot be written.
    pub fn forget_own_genre(&mut self, name: &Genre) -> Result<bool, Error> {
        self.write(|database| {
            let gone = database.execute("DELETE FROM own_genres WHERE name = ?1", [name.name()])?;
            Ok(gone > 0)
        })
    }
}

fn read(database: &Connection) -> rusqlite::Result<Vec<OwnGenre>> {
    let mut select = database.prepare_cached(
        "SELECT name, film_id, star FROM own_genres LEFT JOIN own_genre_films ON genre_id = id
         ORDER BY name, place",
    )?;
    let mut rows = select.query([])?;
    let mut genres: Vec<OwnGenre> = Vec::new();
    while let Some(row) = rows.next()? {
        // Only parsed names are written.
        let Some(name) = Genre::parse(row.get_ref(0)?.as_str()?) else {
            continue;
        };
        if genres.last().is_none_or(|last| last.name != name) {
            genres.push(OwnGenre::new(name));
        }
        let film: Option<i64> = row.get(1)?;
        let star: Option<bool> = row.get(2)?;
        if let (Some(film), Some(star), Some(genre)) = (film, star, genres.last_mut()) {
            let films = if star {
                &mut genre.stars
            } else {
                &mut genre.crosses
            };
            films.push(FilmId(film));
        }
    }
    Ok(genres)
}

fn put(database: &Connection, genre: &OwnGenre) -> rusqlite::Result<()> {
    let id: i64 = database.query_row(
        "INSERT INTO own_genres (name) VALUES (?1)
         ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id",
        [genre.name.name()],
        |row| row.get(0),
    )?;
    database.execute("DELETE FROM own_genre_films WHERE genre_id = ?1", [id])?;
    let mut insert = database.prepare_cached(
        "INSERT INTO own_genre_films (genre_id, film_id, star, place) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let stars = genre.stars.iter().map(|film| (film, true));
    let crosses = genre.crosses.iter().map(|film| (film, false));
    for (place, (film, star)) in (0_i64..).zip(stars.chain(crosses)) {
        insert.execute(params![id, film.0, star, place])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(films: i64) -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().expect("a folder");
        let library = Library::open_or_create(folder.path()).expect("a new library");
        for film in 1..=films {
            library
                .database
                .execute(
                    "INSERT INTO films (id, key, title) VALUES (?1, ?1, 'A film')",
                    [film],
                )
                .expect("a film");
        }
        (folder, library)
    }

    fn named(name: &str) -> OwnGenre {
        OwnGenre::new(Genre::parse(name).expect("a name"))
    }

    #[test]
    fn a_star_becomes_a_cross_and_is_taken_back() {
        let mut genre = named("heist");
        let film = FilmId(7);
        genre.mark(film, Some(Mark::Star));
        genre.mark(FilmId(8), Some(Mark::Star));
        genre.mark(film, Some(Mark::Star));
        assert_eq!(genre.stars, [film, FilmId(8)]);
        genre.mark(film, Some(Mark::Cross));
        assert_eq!(genre.mark_of(film), Some(Mark::Cross));
        assert_eq!((genre.stars.len(), genre.crosses.len()), (1, 1));
        genre.mark(film, None);
        assert_eq!(genre.mark_of(film), None);
    }

    #[test]
    fn genres_are_kept_in_order_replaced_and_forgotten() {
        let (folder, mut library) = library(4);
        let mut heist = named("Heist");
        for (film, mark) in [(3, Mark::Star), (1, Mark::Star), (2, Mark::Cross)] {
            heist.mark(FilmId(film), Some(mark));
        }
        let empty = named("Neo-noir");
        library.keep_own_genre(&empty).expect("kept");
        library.keep_own_genre(&heist).expect("kept");
        heist.mark(FilmId(4), Some(Mark::Cross));
        library.keep_own_genre(&heist).expect("kept again");
        drop(library);
        let mut library = Library::open(folder.path()).expect("it was made");
        assert_eq!(library.own_genres().expect("read"), [heist.clone(), empty]);
        // A film that goes takes its mark along.
        library
            .database
            .execute("DELETE FROM films WHERE id = 3", [])
            .expect("gone");
        assert_eq!(library.own_genres().expect("read")[0].stars, [FilmId(1)]);
        assert!(library.forget_own_genre(&heist.name).expect("written"));
        assert!(!library.forget_own_genre(&heist.name).expect("written"));
        assert_eq!(library.own_genres().expect("read").len(), 1);
    }

    #[test]
    fn a_film_of_another_library_is_refused_and_nothing_changes() {
        let (_folder, mut library) = library(1);
        let mut genre = named("Heist");
        genre.mark(FilmId(1), Some(Mark::Star));
        library.keep_own_genre(&genre).expect("kept");
        let kept = genre.clone();
        genre.mark(FilmId(99), Some(Mark::Star));
        assert!(library.keep_own_genre(&genre).is_err());
        assert_eq!(library.own_genres().expect("read"), [kept]);
    }
}
