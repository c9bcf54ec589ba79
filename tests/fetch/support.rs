//! A library that lacks its posters, and the request that fetches them from a [`Server`].

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use image::{DynamicImage, ImageFormat};
use onesheet::catalog::fetch::Patience;
use onesheet::catalog::fetch::address::ImageSize;
use onesheet::catalog::fetch::reach::Reach;
use onesheet::catalog::{FetchReport, FetchRequest, Film, Finding, ImportRequest, Library};
use onesheet::jobs::Task;
use tempfile::TempDir;

use super::posters::{genre, varied};
use super::server::{Reply, Server};

/// A folder with a table and a library, and a server.
pub struct Bench {
    pub folder: TempDir,
    pub server: Server,
}

impl Bench {
    /// A library of films whose addresses these are.
    pub fn of<S: AsRef<str>>(addresses: impl IntoIterator<Item = S>) -> Self {
        let bench = Self {
            folder: tempfile::tempdir().expect("a folder for the test"),
            server: Server::start(),
        };
        let mut table = "imdb_id,tmdb_id,title,year,genres,poster_path\n".to_owned();
        for (n, address) in addresses.into_iter().enumerate() {
            let (number, address, genre) = (n + 1, address.as_ref(), genre(n));
            writeln!(
                table,
                "tt{number:07},{number},Film {number},1999,{genre},\"{address}\""
            )
            .expect("a String takes text");
        }
        bench.import("films.csv", &table);
        bench
    }

    /// A library of so many films; the server has their posters, under TMDB's paths.
    pub fn sound(count: usize) -> Self {
        let bench = Self::of((0..count).map(path_of));
        for n in 0..count {
            bench.server.script(&served(n), [Reply::Image(poster(n))]);
        }
        bench
    }

    pub fn import(&self, name: &str, table: &str) {
        let path = self.path(name);
        std::fs::write(&path, table).expect("the test's folder takes files");
        let request = ImportRequest {
            tables: vec![path],
            ..ImportRequest::default()
        };
        let imported = self.library().import(&request, &Task::new());
        imported.expect("the films come in");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn library(&self) -> Library {
        Library::open_or_create(&self.path("library")).expect("a library for the test")
    }

    /// Fetches from the server, one attempt each.
    pub fn request(&self) -> FetchRequest {
        request_of(&self.server.address("/t/p"), &self.server.address("/3"))
    }

    /// The same for servers that fall silent.
    pub fn impatient(&self) -> FetchRequest {
        let mut request = self.request();
        request.patience.silence = Duration::from_millis(800);
        request.patience.whole = Duration::from_secs(2);
        request
    }

    pub fn fetch(&self) -> FetchReport {
        self.fetch_with(&self.request())
    }

    pub fn fetch_with(&self, request: &FetchRequest) -> FetchReport {
        let fetched = self.library().fetch(request, &Task::new());
        fetched.expect("the run comes to its end")
    }

    pub fn films(&self) -> Vec<Film> {
        self.library().films().expect("the library is read")
    }

    pub fn with_poster(&self) -> usize {
        let films = self.films();
        films.iter().filter(|film| film.poster.is_some()).count()
    }

    pub fn findings(&self) -> Vec<Finding> {
        self.library().findings().expect("the library is read")
    }

    /// The detail of the one finding about the film of this number, from 1 on.
    pub fn finding(&self, number: usize) -> Finding {
        let key = format!("tt{number:07}");
        let mut findings = self.findings();
        findings.retain(|finding| finding.subject == key);
        assert_eq!(findings.len(), 1, "{findings:?}");
        findings.remove(0)
    }
}

/// A request of this machine's servers: one attempt each.
pub fn request_of(image_base: &str, api_base: &str) -> FetchRequest {
    FetchRequest {
        size: ImageSize::W92,
        image_base: image_base.to_owned(),
        api_base: api_base.to_owned(),
        rate: 1000.0,
        max_bytes: 1 << 20,
        patience: Patience {
            connect: Duration::from_secs(5),
            silence: Duration::from_secs(5),
            whole: Duration::from_secs(10),
            attempts: 1,
            first_wait: Duration::from_millis(10),
            longest_wait: Duration::from_millis(50),
            longest_hold: Duration::from_secs(5),
            strikes: 100,
        },
        reach: Reach::LoopbackOnly,
        ..FetchRequest::default()
    }
}

/// TMDB's path of the `n`-th poster, and where the server is asked for it.
pub fn path_of(n: usize) -> String {
    format!("/poster{n}.jpg")
}

pub fn served(n: usize) -> String {
    format!("/t/p/w92/poster{n}.jpg")
}

/// The bytes of the `n`-th poster.
pub fn poster(n: usize) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::from(varied(n))
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .expect("a small image is encoded");
    bytes.into_inner()
}
