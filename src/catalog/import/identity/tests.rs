//! Rows of several tables, one after the other: what joins, and what does not.

use super::*;

fn row(imdb: u32, tmdb: i64, own: &str, title: &str, year: i32) -> Row {
    Row {
        imdb_id: (imdb > 0).then(|| format!("tt{imdb:07}")),
        tmdb_id: (tmdb > 0).then_some(tmdb),
        own_id: (!own.is_empty()).then(|| own.to_owned()),
        title: (!title.is_empty()).then(|| title.to_owned()),
        year: (year > 0).then_some(year),
        ..Row::default()
    }
}

fn at(source: usize, row: usize) -> Place {
    Place {
        source,
        row,
        line: row,
    }
}

#[test]
fn ids_join_and_titles_join_what_has_no_id_in_common() {
    let mut films = Identities::default();
    let mut claim = |row: Row, source, line| {
        let claim = films.claim(&row, at(source, line), source as i64);
        (claim.film, claim.how)
    };
    assert_eq!(claim(row(1, 10, "", "Alien", 1979), 0, 2), (1, How::New));
    assert_eq!(claim(row(2, 0, "", "Heat", 1995), 0, 3), (2, How::New));
    // The same id again in the same table.
    assert_eq!(
        claim(row(1, 0, "", "Alien", 1979), 0, 4),
        (1, How::Twice(at(0, 2)))
    );
    // Of another table: by IMDb id, by TMDB id, by title and year.
    assert_eq!(claim(row(1, 0, "", "ALIEN", 1980), 1, 2), (1, How::Id));
    // A row that stands twice is told by its own table's place, whoever named the film first.
    assert_eq!(
        claim(row(1, 0, "", "Alien", 1979), 1, 9),
        (1, How::Twice(at(1, 2)))
    );
    assert_eq!(claim(row(0, 10, "", "", 0), 2, 2), (1, How::Id));
    assert_eq!(
        claim(row(0, 0, "id:7", "alien!", 1979), 3, 2),
        (1, How::Title)
    );
    assert_eq!(claim(row(0, 20, "", "Heat", 1995), 3, 3), (2, How::Title));
    // Another IMDb id is another film, whatever its title; another year too.
    assert_eq!(claim(row(3, 0, "", "Heat", 1995), 3, 4), (3, How::New));
    assert_eq!(claim(row(0, 0, "", "Alien", 2003), 3, 5), (4, How::New));
    // Now two films are called Heat: the title tells neither.
    assert_eq!(claim(row(0, 0, "", "Heat", 1995), 4, 2), (5, How::New));
}

#[test]
fn own_ids_of_two_tables_join_where_the_titles_agree() {
    let mut films = Identities::default();
    let first = films.claim(&row(0, 0, "id:7", "Alien", 1979), at(0, 2), 1);
    assert_eq!(first.names, ["id:7@1", "id:7"]);
    let same = films.claim(&row(0, 0, "id:7", "", 0), at(1, 2), 2);
    let other = films.claim(&row(0, 0, "id:7", "Jaws", 1975), at(2, 2), 3);
    assert_eq!((same.film, other.film), (first.film, 2));
    assert_eq!(other.names, ["id:7@3"]);
    // The table may correct its own title.
    let corrected = films.claim(&row(0, 0, "id:7", "Jaws 2", 1978), at(3, 2), 3);
    assert_eq!(corrected.film, 2);
}

#[test]
fn a_row_with_both_ids_shows_two_films_to_be_one() {
    let mut films = Identities::default();
    films.claim(&row(1, 0, "", "Alien", 1979), at(0, 2), 1);
    films.claim(&row(0, 10, "", "Alien: Director's Cut", 1979), at(1, 2), 2);
    let both = films.claim(&row(1, 10, "", "", 0), at(2, 2), 3);
    assert_eq!((both.film, both.how, both.absorbs), (1, How::Id, Some(2)));
    assert_eq!(
        (films.now(2), films.place(2), films.place(1)),
        (1, None, Some(at(0, 2)))
    );
    // Ids that disagree join nothing.
    films.claim(&row(5, 50, "", "", 0), at(3, 2), 4);
    let apart = films.claim(&row(6, 50, "", "", 0), at(3, 3), 4);
    assert!(apart.how == How::New && apart.doubt.is_some(), "{apart:?}");
}
