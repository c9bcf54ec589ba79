//! A small world to train in: posters drawn on the spot, a library of them, a tiny backbone.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use candle_core::Device;
use image::{Rgb, RgbImage};
use onesheet::catalog::{Genre, ImportRequest, Library};
use onesheet::evaluation::{Evaluation, Judged, LibraryError, Objective, evaluate_library};
use onesheet::jobs::Task;
use onesheet::training::{Error, Nobody, Request, Run, train_library};
use onesheet::vision::checkpoint::Precision;
use onesheet::vision::{Architecture, Checkpoint, Preprocessing, Reader};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;

const COLOURS: [[u8; 3]; 6] = [
    [230, 120, 20],
    [240, 220, 60],
    [60, 110, 200],
    [120, 10, 10],
    [250, 150, 190],
    [20, 160, 150],
];
/// Films of each of the six genres.
pub const FILMS_PER_GENRE: usize = 20;

/// Blocks of random brightness in a colour: no two alike.
fn poster(colour: [u8; 3], random: &mut ChaCha8Rng) -> RgbImage {
    let blocks: [[f32; 8]; 12] =
        std::array::from_fn(|_| std::array::from_fn(|_| random.random_range(0.4..1.0)));
    RgbImage::from_fn(96, 144, |x, y| {
        let light = blocks[y as usize / 12][x as usize / 12];
        Rgb(colour.map(|value| (f32::from(value) * light) as u8))
    })
}

/// A folder with posters, a table, a library of them, and a backbone without a head.
pub struct World {
    pub folder: TempDir,
}

impl World {
    pub fn new() -> Self {
        let world = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        let mut random = ChaCha8Rng::seed_from_u64(5);
        let mut table = "imdb_id,title,year,genres,poster_file\n".to_owned();
        for number in 0..FILMS_PER_GENRE * 6 {
            let (genre, other) = (number % 6, (number / 6) % 6);
            let names = [genre, other].map(|index| Genre::six()[index].name().to_owned());
            let file = format!("{number}.png");
            let path = world.path(&file);
            poster(COLOURS[genre], &mut random)
                .save(&path)
                .expect("written");
            table += &format!(
                "tt{:07},Film {number},1999,{},{file}\n",
                number + 1,
                names.join("|")
            );
        }
        fs::write(world.path("films.csv"), table).expect("written");
        let request = ImportRequest {
            tables: vec![world.path("films.csv")],
            posters: Some(world.path("")),
            ..ImportRequest::default()
        };
        let mut library = Library::open_or_create(&world.path("library")).expect("a new library");
        library.import(&request, &Task::new()).expect("sound films");
        // Numbers that half precision holds exactly, as in the shipped model.
        backbone()
            .save(&world.path("backbone"), Precision::F16)
            .expect("saved");
        world
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn library(&self) -> Library {
        Library::open(&self.path("library")).expect("it was made")
    }

    pub fn train(&self, request: &Request) -> Result<Run, Error> {
        let folder = self.path("backbone");
        let start = Checkpoint::load(&folder).expect("a backbone");
        let start = Reader::new(start).expect("a small network");
        train_library(
            &self.library(),
            &start,
            &folder,
            request,
            &Task::new(),
            &mut Nobody,
        )
    }

    pub fn evaluate(
        &self,
        model: &Path,
        judged: Judged,
        objective: Option<Objective>,
    ) -> Result<Evaluation, LibraryError> {
        let reader = Reader::open(model).expect("a run is a model");
        evaluate_library(
            &self.library(),
            &reader,
            model,
            judged,
            objective,
            &Task::new(),
        )
    }

    pub fn onesheet(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_onesheet"))
            .current_dir(self.folder.path())
            .args(words)
            .output()
            .expect("the program starts")
    }
}

fn backbone() -> Checkpoint {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/vision/tiny_resnet.safetensors");
    let mut tensors =
        candle_core::safetensors::load(path, &Device::Cpu).expect("in the repository");
    tensors.retain(|name, _| !name.contains('x') && !name.starts_with("fc."));
    let architecture = Architecture {
        embedding: 8,
        widths: [16, 16, 24, 32],
        depths: [2, 1, 2, 1],
        block: Default::default(),
    };
    let preprocessing = Preprocessing {
        height: 35,
        width: 23,
        ..Preprocessing::default()
    };
    Checkpoint {
        provenance: [("backbone".to_owned(), "a test".to_owned())].into(),
        ..Checkpoint::backbone(architecture, preprocessing, tensors)
    }
}
