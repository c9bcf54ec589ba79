//! Which films show the genre at hand and which do not, the way back, and the library's other genres.
//!
//! In: stars and crosses, names. Out: the genre at hand, and what is to be written into the library.

use crate::catalog::{FilmId, Genre, Mark, OwnGenre};

/// What a genre is called until somebody names it.
const UNNAMED: &str = "My genre";
/// Steps back that are remembered.
const STEPS: usize = 100;

/// Something to be written into the library.
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    /// Keep this genre.
    Keep(OwnGenre),
    /// Forget the one of this name.
    Forget(Genre),
}

/// The library's own genres, one of them at hand.
pub struct Marks {
    kept: Vec<OwnGenre>,
    genre: OwnGenre,
    past: Vec<OwnGenre>,
    writes: Vec<Write>,
    revision: u64,
}

impl Default for Marks {
    fn default() -> Self {
        Self {
            kept: Vec::new(),
            genre: OwnGenre::new(unnamed()),
            past: Vec::new(),
            writes: Vec::new(),
            revision: 0,
        }
    }
}

fn unnamed() -> Genre {
    // A constant that names a genre; the fallback is never taken.
    Genre::parse(UNNAMED).unwrap_or_else(|| Genre::six().swap_remove(0))
}

impl Marks {
    /// The genre at hand.
    pub fn genre(&self) -> &OwnGenre {
        &self.genre
    }

    /// Counts the changes of the genre at hand.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Its name; empty until somebody names it.
    pub fn given_name(&self) -> &str {
        if self.genre.name == unnamed() {
            ""
        } else {
            self.genre.name.name()
        }
    }

    /// The kept genres' names, the one at hand among them.
    pub fn names(&self) -> Vec<Genre> {
        let mut names: Vec<Genre> = self.kept.iter().map(|kept| kept.name.clone()).collect();
        if !names.contains(&self.genre.name) {
            names.push(self.genre.name.clone());
        }
        names
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// What is to be written since the last time.
    pub fn take_writes(&mut self) -> Vec<Write> {
        std::mem::take(&mut self.writes)
    }

    /// What the library keeps was read; whether another genre is at hand now.
    pub fn read(&mut self, kept: Vec<OwnGenre>) -> bool {
        let first = kept.first().cloned();
        self.kept = kept;
        // What somebody began meanwhile stays at hand.
        let first = first.filter(|_| self.revision == 0);
        first.is_some_and(|first| {
            self.take(first);
            true
        })
    }

    /// Begins another genre.
    pub fn begin(&mut self) {
        self.take(OwnGenre::new(unnamed()));
    }

    /// Turns to a kept genre; whether there is one of this name.
    pub fn choose(&mut self, name: &Genre) -> bool {
        let kept = self.kept.iter().find(|kept| kept.name == *name).cloned();
        kept.is_some_and(|kept| {
            self.take(kept);
            true
        })
    }

    /// Says something of a film, or takes it back.
    pub fn mark(&mut self, film: FilmId, mark: Option<Mark>) {
        if self.genre.mark_of(film) == mark {
            return;
        }
        self.past.push(self.genre.clone());
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
        self.genre.mark(film, mark);
        self.changed();
    }

    /// Takes the last mark back.
    pub fn undo(&mut self) {
        if let Some(before) = self.past.pop() {
            self.genre = before;
            self.changed();
        }
    }

    /// Calls the genre at hand something else; whether it has another name now.
    ///
    /// # Errors
    /// One sentence where another genre has this name.
    pub fn rename(&mut self, name: &str) -> Result<bool, String> {
        let Some(name) = Genre::parse(name) else {
            return Ok(false);
        };
        if name == self.genre.name {
            return Ok(false);
        }
        if self.kept.iter().any(|kept| kept.name == name) {
            return Err(format!(
                "There is a genre named {name} already: choose it in the list, or take another name."
            ));
        }
        let old = std::mem::replace(&mut self.genre.name, name);
        for genre in &mut self.past {
            genre.name = self.genre.name.clone();
        }
        self.kept.retain(|kept| kept.name != old);
        self.writes.push(Write::Forget(old));
        self.changed();
        Ok(true)
    }

    /// Forgets the genre at hand; the first of the others takes its place.
    pub fn forget(&mut self) {
        let name = self.genre.name.clone();
        self.kept.retain(|kept| kept.name != name);
        self.writes.push(Write::Forget(name));
        let next = self.kept.first().cloned();
        self.take(next.unwrap_or_else(|| OwnGenre::new(unnamed())));
    }

    fn take(&mut self, genre: OwnGenre) {
        self.genre = genre;
        self.past.clear();
        self.revision += 1;
    }

    fn changed(&mut self) {
        self.revision += 1;
        let genre = self.genre.clone();
        match self.kept.iter_mut().find(|kept| kept.name == genre.name) {
            Some(kept) => kept.clone_from(&genre),
            None => self.kept.push(genre.clone()),
        }
        self.writes.push(Write::Keep(genre));
    }
}
