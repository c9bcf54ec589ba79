//! Which page stands behind each [`Route`].

use crate::app::cx::Page;
use crate::app::pages::genres::GenresPage;
use crate::app::pages::library::{Kept, LibraryPage};
use crate::app::pages::own_genre::OwnGenrePage;
use crate::app::pages::read::ReadPage;
use crate::app::pages::thresholds::ThresholdsPage;
use crate::app::pages::top100::Top100Page;
use crate::app::pages::train::TrainPage;
use crate::app::route::Route;

/// All pages.
pub struct Pages {
    /// One poster and what it says.
    pub read: ReadPage,
    /// All posters of the library.
    pub library: LibraryPage,
    /// Its genres.
    pub genres: GenresPage,
    /// A run, and all runs.
    pub train: TrainPage,
    /// A genre that the user makes up.
    pub own_genre: OwnGenrePage,
    /// From which probability on a genre counts.
    pub thresholds: ThresholdsPage,
    /// Posters by what they speak.
    pub top100: Top100Page,
}

impl Pages {
    /// As they are in a window that just opened.
    pub fn new(kept: Kept) -> Self {
        Self {
            read: ReadPage::default(),
            library: LibraryPage::new(kept),
            genres: GenresPage::default(),
            train: TrainPage::default(),
            own_genre: OwnGenrePage::default(),
            thresholds: ThresholdsPage::new(),
            top100: Top100Page::default(),
        }
    }

    /// The page that shows a route.
    pub fn of(&mut self, route: Route) -> &mut dyn Page {
        match route {
            Route::Read => &mut self.read,
            Route::Library => &mut self.library,
            Route::Genres => &mut self.genres,
            Route::Train | Route::Runs => &mut self.train,
            Route::OwnGenre => &mut self.own_genre,
            Route::Thresholds => &mut self.thresholds,
            Route::Top100 => &mut self.top100,
        }
    }

    /// Each page once, with the route under which its keys and its work are named.
    pub fn each(&self) -> [(Route, &dyn Page); 7] {
        [
            (Route::Read, &self.read),
            (Route::Library, &self.library),
            (Route::Genres, &self.genres),
            (Route::Train, &self.train),
            (Route::OwnGenre, &self.own_genre),
            (Route::Thresholds, &self.thresholds),
            (Route::Top100, &self.top100),
        ]
    }

    /// The routes of [`each`](Self::each).
    pub const ROUTES: [Route; 7] = [
        Route::Read,
        Route::Library,
        Route::Genres,
        Route::Train,
        Route::OwnGenre,
        Route::Thresholds,
        Route::Top100,
    ];
}
