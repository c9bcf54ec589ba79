//! Tables without a header that are known by their shape: MovieLens' older ones, tinyMediaManager's.
//!
//! In: the first rows. Out: names for their columns, by which their kind is told like any other's;
//! `column 1`, `column 2` where nothing is known.

use super::super::columns::numbers;
use super::shape::{Shape, is_genres};
use crate::catalog::tables::Head;

/// The genres of `u.item`, a column each, behind five others.
const U_ITEM: &str = "movieId|title|release date|video release|web address|unknown|Action|Adventure|\
                      Animation|Children's|Comedy|Crime|Documentary|Drama|Fantasy|Film-Noir|Horror|\
                      Musical|Mystery|Romance|Sci-Fi|Thriller|War|Western";

/// Names for the columns of the table whose first film stands at `first`.
pub fn names(head: &Head, first: usize) -> Vec<String> {
    let rows = head.rows.get(first..).unwrap_or_default();
    let count = rows.first().map_or(0, Vec::len);
    let shapes = Shape::of_columns(rows, count);
    let most = |column: usize, fits: fn(&str) -> bool| {
        let fitting = rows
            .iter()
            .filter_map(|row| row.get(column))
            .filter(|value| fits(value));
        fitting.count() * 5 >= rows.len() * 4
    };
    let number = |column: usize| most(column, |text| text.parse::<f64>().is_ok());
    let parted = head.separator.as_deref() == Some(b"::");
    let stamp = |text: &str| {
        text.parse::<i64>()
            .is_ok_and(|seconds| seconds > 700_000_000)
    };
    let path = |text: &str| text.contains(['/', '\\']);
    let known = match count {
        3 if parted && number(0) && most(2, is_genres_or_none) => "movieId|title|genres",
        4 if (0..3).all(number) && most(3, stamp) => "userId|movieId|rating|timestamp",
        5 if parted && number(0) && most(1, |text| matches!(text, "M" | "F")) => {
            "userId|gender|age|occupation|zip"
        }
        24 if number(0) && (5..24).all(number) => U_ITEM,
        4 if shapes[1] == Some(Shape::Year) && shapes[2] == Some(Shape::Date) && most(3, path) => {
            "title|year|date added|folder of the film"
        }
        _ => return numbers(count),
    };
    known.split('|').map(str::to_owned).collect()
}

fn is_genres_or_none(text: &str) -> bool {
    is_genres(text) || text == "(no genres listed)" || text.is_empty()
}
