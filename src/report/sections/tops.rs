//! The posters that speak each genre loudest: does the model see what people see?

use std::io::Cursor;

use image::ImageFormat;

use super::super::document::{Block, Drawing, Picture, Table, slug};
use super::super::{Error, Material};
use crate::catalog::Library;
use crate::explore::contact_sheet::{self, Sheet, Tile};
use crate::explore::ranking::{Filter, Order, Ranked, rank};
use crate::jobs::Task;

/// Small enough for a page of six sheets, large enough to recognise a face.
const TILE_WIDTH: u32 = 96;

pub fn chapter(material: &Material, library: &Library, task: &Task) -> Result<Vec<Block>, Error> {
    let count = material.request.top;
    if count == 0 {
        return Ok(Vec::new());
    }
    let mut blocks = vec![
        Block::Chapter(format!("The {count} posters that speak each genre loudest")),
        Block::Words(
            "Of all films of the library, those learned from among them: this shows what the model \
             takes for the genre, not how well it does on new posters. The lists beside this page \
             say which film is of which split, and what it is labelled as."
                .to_owned(),
        ),
    ];
    for (place, genre) in material.scores.genres().iter().enumerate() {
        let (filter, order) = (Filter::default(), Order::Most);
        let scores = &material.scores;
        let thresholds = &material.thresholds;
        let ranked = rank(
            scores,
            &material.films,
            place,
            order,
            &filter,
            thresholds,
            count,
        );
        let picture = sheet(material, library, genre.name(), &ranked, task)?;
        blocks.push(Block::Pictures(vec![picture]));
        blocks.push(Block::List(list(material, genre.name(), &ranked)));
    }
    Ok(blocks)
}

fn sheet(
    material: &Material,
    library: &Library,
    genre: &str,
    ranked: &[Ranked],
    task: &Task,
) -> Result<Picture, Error> {
    let tiles: Vec<Tile> = ranked
        .iter()
        .enumerate()
        .map(|(index, ranked)| {
            let film = &material.films[material.scores.film(ranked.row)];
            Tile {
                left: (index + 1).to_string(),
                right: format!("{:.2}", ranked.value),
                title: film.title.clone(),
                below: film.year.map(|year| year.to_string()).unwrap_or_default(),
            }
        })
        .collect();
    let look = Sheet {
        heading: genre.to_owned(),
        beneath: String::new(),
        columns: contact_sheet::COLUMNS,
        tile_width: TILE_WIDTH,
    };
    let poster = |index: usize| {
        let film = &material.films[material.scores.film(ranked[index].row)];
        let poster = film.poster.as_ref();
        contact_sheet::Picture {
            file: None,
            thumbnail: poster.and_then(|poster| library.thumbnail(&poster.content_hash)),
        }
    };
    let failed = |error: String| Error::Picture(error);
    let mut png = Vec::new();
    contact_sheet::write(&mut png, &look, &tiles, poster, task)
        .map_err(|error| failed(error.to_string()))?;
    task.check()?;
    let mut jpeg = Cursor::new(Vec::new());
    image::load_from_memory(&png)
        .and_then(|sheet| sheet.to_rgb8().write_to(&mut jpeg, ImageFormat::Jpeg))
        .map_err(|error| failed(error.to_string()))?;
    Ok(Picture {
        name: format!("top-{}", slug(genre)),
        alternative: format!("The {} posters with the highest {genre}", ranked.len()),
        caption: String::new(),
        drawing: Drawing::Photograph(jpeg.into_inner()),
    })
}

fn list(material: &Material, genre: &str, ranked: &[Ranked]) -> Table {
    let mut table = Table::new(
        &format!("top-{}", slug(genre)),
        "",
        &[
            "rank",
            "probability",
            "title",
            "year",
            "genres",
            "split",
            "id",
        ],
    );
    for (index, ranked) in ranked.iter().enumerate() {
        let film = &material.films[material.scores.film(ranked.row)];
        let genres: Vec<&str> = film.genres.iter().map(|genre| genre.name()).collect();
        table.row([
            (index + 1).to_string(),
            format!("{:.4}", ranked.value),
            film.title.clone(),
            film.year.map(|year| year.to_string()).unwrap_or_default(),
            genres.join("|"),
            film.split
                .map(|split| split.to_string())
                .unwrap_or_default(),
            film.key.clone(),
        ]);
    }
    table
}
