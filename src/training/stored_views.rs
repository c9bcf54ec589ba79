//! In which ways films are seen whose activations are stored: as they are, mirrored, augmented.
//!
//! In: a library, settings. Out: the views that a training reads, and what of them is yet to be
//! computed and written.

use super::{Error, Settings};
use crate::catalog::{Film, Library, Split};
use crate::evaluation::LibraryError;
use crate::vision::Reader;
use crate::vision::features::activations::{ActivationStore, Need, Variant, View, Which};

/// What training at the depth of `settings` has yet to read and to write; `None` for a depth that
/// stores no activations.
///
/// # Errors
/// [`Error::Library`] if the library or its features cannot be read.
pub fn activation_need(
    library: &Library,
    start: &Reader,
    settings: &Settings,
) -> Result<Option<Need>, Error> {
    let Some(which) = which(settings) else {
        return Ok(None);
    };
    let films = library.films().map_err(LibraryError::from)?;
    let views = views(&films, settings);
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

/// The ways in which training films are seen, and validation films judged.
pub fn variants(settings: &Settings, split: Split) -> Vec<Variant> {
    let mirrored = match split {
        Split::Train => settings.flips,
        _ => settings.flip_evaluation,
    };
    let mut variants = vec![Variant::Plain];
    if mirrored {
        variants.push(Variant::Mirrored);
    }
    if split == Split::Train {
        let stored = u32::try_from(settings.stored_views).unwrap_or(0);
        variants.extend((0..stored).map(Variant::Augmented));
    }
    variants
}

/// The views whose activations are stored.
pub fn views<'a>(films: &'a [Film], settings: &Settings) -> Vec<View<'a>> {
    let mut views = Vec::new();
    for film in films {
        let (Some(split @ (Split::Train | Split::Validation)), Some(poster)) =
            (film.split, &film.poster)
        else {
            continue;
        };
        let seen = variants(settings, split).into_iter();
        views.extend(seen.map(|variant| View { poster, variant }));
    }
    views
}
