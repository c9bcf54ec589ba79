//! The chapters, from top to bottom.

mod data;
mod hue;
mod model;
mod quality;
mod thresholds;
mod tops;
mod training;

use super::document::{Document, figure, interval};
use super::{Error, Material};
use crate::catalog::Library;
use crate::evaluation::study;
use crate::jobs::Task;
use crate::wording::thousands;

/// The whole report.
///
/// # Errors
/// [`Error`] if a sheet of posters cannot be made, or `task` was cancelled.
pub fn compose(material: &Material, library: &Library, task: &Task) -> Result<Document, Error> {
    let mut blocks = model::summary(material);
    blocks.extend(data::chapter(material));
    blocks.extend(training::chapter(material));
    blocks.extend(quality::chapters(material));
    blocks.extend(thresholds::chapters(material));
    blocks.extend(tops::chapter(material, library, task)?);
    blocks.extend(model::chapters(material));
    Ok(Document {
        title: format!("What {} says about film posters", material.model_name()),
        lead: lead(material),
        blocks,
    })
}

fn lead(material: &Material) -> String {
    let figures = &material.figures;
    format!(
        "Macro AUC {} on {} test films ({} with 95 % confidence); the study that Onesheet carries \
         on reached {:.3} on other films.",
        figure(figures.macro_auc),
        thousands(figures.films as u64),
        interval(figures.macro_auc_interval),
        study::MACRO_AUC
    )
}
