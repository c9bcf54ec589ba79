//! In which ways films are seen whose activations are stored: as they are, mirrored, augmented.
//!
//! In: a library, settings. Out: the views that a training reads, and what of them is yet to be
//! computed and written.

use super::{Error, Roles, Settings};
use crate::catalog::{Film, Library};
use crate::evaluation::LibraryError;
use crate::vision::Reader;
use crate::vision::features::activations::{ActivationStore, Need, Which};
use crate::vision::features::{Variant, View};

/// What training at the depth of `settings` has yet to read and to write; `None` for a depth that
/// stores no activations.
///
/// # Errors
/// [`Error::Library`] if the library or its features cannot be read.
pub fn activation_need(
    library: &Library,
    start: &Reader,
    settings: &Settings,
    roles: Roles,
) -> Result<Option<Need>, Error> {
    let Some(which) = which(settings) else {
        return Ok(None);
    };
    let films = library.films().map_err(LibraryError::from)?;
    let views = views(&films, settings, roles);
    let need = ActivationStore::need(&library.features_dir(), which, &views, start);
    Ok(Some(need.map_err(LibraryError::from)?))
}

/// The activations that training at the depth of `settings` starts from; `None` for a depth that
/// stores none.
pub fn which(settings: &Settings) -> Option<Which> {
    Some(Which {
        layer: settings.depth.stored_layer()?,
        augmentation: settings.augmentation,
    })
}

/// The ways in which films are seen that are learned from.
pub fn learned(settings: &Settings) -> Vec<Variant> {
    let stored = u32::try_from(settings.stored_views).unwrap_or(0);
    let augmented = (0..stored).map(Variant::Augmented);
    plain(settings.flips).chain(augmented).collect()
}

/// The ways in which films are seen that judge.
pub fn judged(settings: &Settings) -> Vec<Variant> {
    plain(settings.flip_evaluation).collect()
}

fn plain(mirrored: bool) -> impl Iterator<Item = Variant> {
    let mirrored = mirrored.then_some(Variant::Mirrored);
    std::iter::once(Variant::Plain).chain(mirrored)
}

/// The views whose activations are stored.
pub fn views<'a>(films: &'a [Film], settings: &Settings, roles: Roles) -> Vec<View<'a>> {
    let (learned, judged) = (learned(settings), judged(settings));
    let mut views = Vec::new();
    for film in films {
        let (Some(split), Some(poster)) = (film.split, &film.poster) else {
            continue;
        };
        let seen = if roles.learned().contains(&split) {
            &learned
        } else if roles.judged().contains(&split) {
            &judged
        } else {
            continue;
        };
        views.extend(seen.iter().map(|&variant| View { poster, variant }));
    }
    views
}
