//! The chosen films, found among the library's.

use crate::app::shared::Shared;
use crate::catalog::Film;

/// The chosen films, in the library's order.
pub fn films(shared: &Shared) -> impl Iterator<Item = &Film> {
    let all = shared.films.all();
    let chosen = shared.selection.indices(all);
    chosen.into_iter().map(|film| &all[film])
}

/// The only chosen film, and its index.
pub fn one(shared: &Shared) -> Option<(usize, &Film)> {
    let id = shared.selection.one()?;
    let all = shared.films.all();
    // Films are in the order of their ids.
    let at = all.binary_search_by_key(&id, |film| film.id).ok();
    let at = at.or_else(|| all.iter().position(|film| film.id == id))?;
    Some((at, &all[at]))
}
