//! A folder's images by everything that a table may call them by.
//!
//! In: the images and the films that they are posters of. Out: for a row, the image that is its
//! film's poster, how it was found, or that several could be.

use std::collections::HashMap;

use super::super::row::{Row, is_web_address, positive};
use super::art::is_common;
use super::film::Film;
use super::found::{Found, How, Scheme};
use super::name::stem;
use super::spelling::{Likeness, composed, folded, likeness};
use super::walk::is_image_name;
use super::written::{decoded_parts, parts};
use crate::catalog::title;

/// Images by their names.
#[derive(Debug, Default)]
pub struct Index {
    /// The names of the folders that lead to the folder, for paths that were written elsewhere.
    root: Vec<String>,
    images: Vec<String>,
    by_path: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    by_stem: HashMap<String, Vec<usize>>,
    /// Films' posters by what they are called.
    texts: HashMap<String, Vec<(usize, String)>>,
    imdb: HashMap<String, Vec<usize>>,
    tmdb: HashMap<i64, Vec<usize>>,
    numbers: HashMap<i64, Vec<usize>>,
    titles: HashMap<String, Vec<(usize, Option<i32>)>>,
}

impl Index {
    /// Of `images` below the folder `root`, some of which are posters of `films`.
    pub fn new(root: &str, images: &[String], films: &[Film]) -> Self {
        let mut index = Self {
            root: parts(root),
            images: images.to_vec(),
            ..Self::default()
        };
        for (at, path) in images.iter().enumerate() {
            let name = folded(file_name(path));
            let stem = stem(&name).to_owned();
            index.by_path.insert(path.clone(), at);
            index.by_name.entry(name).or_default().push(at);
            index.by_stem.entry(stem).or_default().push(at);
        }
        for film in films {
            if let Some(image) = film.image {
                index.film(film, image);
            }
        }
        index
    }

    fn film(&mut self, film: &Film, image: usize) {
        let texts = self.texts.entry(folded(&film.text)).or_default();
        texts.push((image, film.text.clone()));
        let note = film.note.as_ref();
        let imdb = [
            film.name.imdb.clone(),
            note.and_then(|note| note.imdb.clone()),
        ];
        for id in imdb.into_iter().flatten() {
            add(self.imdb.entry(id).or_default(), image);
        }
        for id in [film.name.tmdb, note.and_then(|note| note.tmdb)]
            .into_iter()
            .flatten()
        {
            add(self.tmdb.entry(id).or_default(), image);
        }
        if let Some(number) = film.name.number {
            add(self.numbers.entry(number).or_default(), image);
        }
        let mut titles = film.name.others.clone();
        titles.push((film.name.title.clone(), film.name.year));
        if let Some(note) = note {
            let year = note.year.or(film.name.year);
            let said = note.title.iter().chain(&note.original_title);
            titles.extend(said.map(|title| (title.clone(), year)));
        }
        for (title, year) in titles {
            let title = title_key(&title);
            let posters = self.titles.entry(title).or_default();
            if !posters.contains(&(image, year)) {
                posters.push((image, year));
            }
        }
    }

    /// The poster of `row`.
    pub fn find(&self, row: &Row) -> Found {
        let named = match &row.file {
            Some(file) => self.by_file(file),
            None => Found::Nothing,
        };
        let several = match named {
            Found::One(_, How::LikeName | How::Elsewhere) | Found::Nothing | Found::Several(_) => {
                named
            }
            sure => return sure,
        };
        // What the table says in its own words may be told by an id or a title.
        let mut other = self.by_id(row);
        if other == Found::Nothing && !matches!(several, Found::One(..)) {
            other = self.by_title(row);
        }
        match (several, other) {
            (Found::Nothing, other) => other,
            // What is called by its id is meant, whatever else has the name.
            (Found::Several(images), Found::One(image, how))
                if how == How::Id || images.contains(&image) =>
            {
                Found::One(image, how)
            }
            (Found::One(image, how), Found::One(by_id, id)) => match image == by_id {
                true => Found::One(image, how.min(id)),
                // Name and id disagree.
                false => Found::Several(vec![image, by_id]),
            },
            (named, _) => named,
        }
    }

    /// By the path that a table writes.
    fn by_file(&self, file: &str) -> Found {
        if let Some(&at) = self.by_path.get(file) {
            return Found::One(at, How::Path);
        }
        let written = parts(file);
        if let Some(&at) = self.by_path.get(&written.join("/")) {
            return Found::One(at, How::Path);
        }
        let found = self.by_parts(&written, is_web_address(file));
        match (found, decoded_parts(file)) {
            (Found::Nothing, Some(written)) => self.by_parts(&written, is_web_address(file)),
            (found, _) => found,
        }
    }

    fn by_parts(&self, written: &[String], of_web: bool) -> Found {
        let Some(name) = written.last() else {
            return Found::Nothing;
        };
        if let Some(images) = self.by_name.get(&folded(name)) {
            let like = |image: &str| likeness(file_name(image), name);
            return self.best(images, written, of_web, &like, None);
        }
        // Without its extension, or with that of another format.
        let claims_image = is_image_name(name);
        let bare = if claims_image { stem(name) } else { name };
        match self.by_stem.get(&folded(bare)) {
            Some(images) if !of_web => {
                let like = |image: &str| likeness(stem(file_name(image)), bare);
                self.best(images, written, of_web, &like, Some(How::LikeName))
            }
            _ => Found::Nothing,
        }
    }

    /// The image whose path ends most like `written`.
    fn best(
        &self,
        images: &[usize],
        written: &[String],
        of_web: bool,
        like: &dyn Fn(&str) -> Option<Likeness>,
        at_most: Option<How>,
    ) -> Found {
        let rated = images.iter().map(|&at| {
            let path = &self.images[at];
            let ended = self.common_folders(path, written);
            let is_whole = ended + 1 == written.len() && path.matches('/').count() == ended;
            ((ended, like(path), is_whole), at)
        });
        let rated: Vec<_> = rated.collect();
        let Some(best) = rated.iter().map(|(rating, _)| *rating).max() else {
            return Found::Nothing;
        };
        let (ended, likeness, is_whole) = best;
        let first: Vec<usize> = rated
            .iter()
            .filter(|(rating, _)| *rating == best)
            .map(|(_, at)| *at)
            .collect();
        let path = &self.images[first[0]];
        let lies_elsewhere = ended == 0 && written.len() > 1 && !of_web;
        let own = stem(file_name(path));
        // A name that many films' files have says nothing without its folder.
        let says_little = is_common(own) || own.bytes().all(|byte| byte.is_ascii_digit());
        let within = rated.len() > 1 || path.contains('/');
        if (lies_elsewhere && says_little && within)
            || (ended == 0 && (written.len() > 1 || of_web) && is_common(own))
        {
            return Found::Nothing;
        }
        if lies_elsewhere && rated.len() > 1 {
            return Found::Several(rated.into_iter().map(|(_, at)| at).collect());
        }
        let tells_no_film = ended == 0 && !is_whole && is_common(own);
        if first.len() > 1 || tells_no_film {
            return Found::Several(first);
        }
        let how = match (ended, likeness) {
            _ if lies_elsewhere && path.contains('/') => How::Elsewhere,
            (_, Some(Likeness::Folded) | None) => How::LikeName,
            (1.., _) if is_whole && likeness == Some(Likeness::Exact) => How::Path,
            (1.., _) => How::End,
            (0, _) => How::Name,
        };
        Found::One(first[0], at_most.map_or(how, |at_most| how.max(at_most)))
    }

    /// How many folders above the file are called as in `written`.
    fn common_folders(&self, path: &str, written: &[String]) -> usize {
        let own = path.split('/').rev().skip(1);
        let own = own.chain(self.root.iter().rev().map(String::as_str));
        let written = written.iter().rev().skip(1);
        own.zip(written)
            .take_while(|(one, other)| likeness(one, other).is_some())
            .count()
    }

    fn by_id(&self, row: &Row) -> Found {
        let imdb = row.imdb_id.as_ref().and_then(|id| self.imdb.get(id));
        let tmdb = row.tmdb_id.and_then(|id| self.tmdb.get(&id));
        // Several files of one id are posters of one film: the first counts.
        if let Some(images) = imdb.or(tmdb) {
            return Found::One(images[0], How::Id);
        }
        let mut numbers: Vec<(usize, Scheme)> = Vec::new();
        let mut several: Vec<usize> = Vec::new();
        let mut of = |images: &[usize], scheme| match images {
            [image] => numbers.push((*image, scheme)),
            images => several.extend(images),
        };
        let own = row.own_id.as_deref();
        if let Some(id) = own.filter(|id| !id.starts_with("file:"))
            && let Some(id) = id.split_once(':').map(|(_, id)| id)
        {
            of(&self.called(id), Scheme::Own);
        }
        let by_number = |number: Option<i64>| number.and_then(|number| self.numbers.get(&number));
        let of_imdb = row
            .imdb_id
            .as_deref()
            .and_then(|id| id.get(2..)?.parse().ok());
        for (number, scheme) in [(of_imdb, Scheme::Imdb), (row.tmdb_id, Scheme::Tmdb)] {
            of(by_number(number).map_or(&[][..], Vec::as_slice), scheme);
        }
        numbers.dedup_by_key(|(image, _)| *image);
        match (numbers.as_slice(), several.is_empty()) {
            ([(image, scheme)], true) => Found::One(*image, How::Number(*scheme)),
            ([], true) => Found::Nothing,
            ([], false) => Found::Several(several),
            _ => Found::Either(numbers),
        }
    }

    /// Posters that are called `id`: in the same spelling, else in any, else the same number.
    fn called(&self, id: &str) -> Vec<usize> {
        if let Some(like) = self.texts.get(&folded(id)) {
            let exact = like
                .iter()
                .filter(|(_, text)| composed(text) == composed(id));
            let exact: Vec<usize> = exact.map(|(image, _)| *image).collect();
            return match exact.is_empty() {
                true => like.iter().map(|(image, _)| *image).collect(),
                false => exact,
            };
        }
        let number = positive(id);
        let images = number.and_then(|number| self.numbers.get(&number));
        images.cloned().unwrap_or_default()
    }

    fn by_title(&self, row: &Row) -> Found {
        let key = row.title.as_deref().map(title_key).unwrap_or_default();
        let Some(posters) = self.titles.get(&key).filter(|_| !key.is_empty()) else {
            return Found::Nothing;
        };
        let distinct = |fits: &dyn Fn(Option<i32>) -> bool| {
            let mut images: Vec<usize> = Vec::new();
            for (image, _) in posters.iter().filter(|(_, year)| fits(*year)) {
                add(&mut images, *image);
            }
            images
        };
        let of_year = distinct(&|year| year.is_some() && year == row.year);
        let (images, how) = match of_year.is_empty() {
            false => (of_year, How::TitleAndYear),
            true => {
                let unsaid = distinct(&|year| year.is_none() || row.year.is_none());
                (unsaid, How::Title)
            }
        };
        match images.as_slice() {
            [] => Found::Nothing,
            [image] => Found::One(*image, how),
            _ => Found::Several(images),
        }
    }
}

fn add(images: &mut Vec<usize>, image: usize) {
    if !images.contains(&image) {
        images.push(image);
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn title_key(text: &str) -> String {
    title::folded(&title::in_order(&composed(text)))
}
