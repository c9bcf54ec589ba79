//! Stand-ins while the pages move in; gone when the last has.
#![allow(missing_docs)]

macro_rules! stub {
    ($module:ident, $page:ident, { $($variant:tt)* }) => {
        pub mod $module {
            use crate::app::cx::{Cx, Page};
            #[allow(unused_imports)]
            use std::path::PathBuf;
            #[derive(Default)]
            pub struct $page;
            #[derive(Debug, Clone)]
            pub enum Command { $($variant)* }
            impl $page {
                pub fn new() -> Self { Self }
                pub fn execute(&mut self, _: Command, _: &mut Cx<'_>) {}
            }
            impl Page for $page {
                fn ui(&mut self, _: &mut egui::Ui, _: &mut Cx<'_>) {}
            }
        }
    };
}

stub!(read, ReadPage, { Read(Vec<PathBuf>), ReadPixels(std::sync::Arc<image::RgbImage>) });
stub!(genres, GenresPage, { None });
stub!(train, TrainPage, { None });
stub!(own_genre, OwnGenrePage, { None });
stub!(thresholds, ThresholdsPage, { None });
stub!(top100, Top100Page, { None });
