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

stub!(genres, GenresPage, { None });
stub!(train, TrainPage, { None });
stub!(thresholds, ThresholdsPage, { None });
pub mod library {
    use crate::app::cx::{Cx, Page};
    use std::path::PathBuf;
    #[derive(Default)]
    pub struct LibraryPage;
    #[derive(Default)]
    pub struct Kept {
        pub tile: f32,
        pub details: bool,
    }
    #[derive(Debug, Clone)]
    pub enum Command {
        Browse(Box<crate::explore::browse::Wish>),
        Import(Vec<PathBuf>),
        Search,
    }
    impl LibraryPage {
        pub fn new(_: Kept) -> Self {
            Self
        }
        pub fn keep(&self) -> Kept {
            Kept::default()
        }
        pub fn execute(&mut self, _: Command, _: &mut Cx<'_>) {}
    }
    impl Page for LibraryPage {
        fn ui(&mut self, _: &mut egui::Ui, _: &mut Cx<'_>) {}
    }
    pub fn is_to_import(_: &[PathBuf]) -> bool {
        false
    }
    pub mod draft {
        pub fn is_table(_: &std::path::Path) -> bool {
            false
        }
    }
}
