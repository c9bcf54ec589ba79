//! Two thousand mutated posters through a whole import: none ends it, and each is accounted for.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, ImageFormat};
use onesheet::catalog::{FindingKind, ImportRequest, Library};
use onesheet::jobs::Task;

const COUNT: usize = 2000;

/// The same numbers at every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }
}

/// Sample posters, small, in every format that is read.
fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let formats = [
        ("jpg", ImageFormat::Jpeg),
        ("png", ImageFormat::Png),
        ("webp", ImageFormat::WebP),
        ("gif", ImageFormat::Gif),
        ("bmp", ImageFormat::Bmp),
        ("tif", ImageFormat::Tiff),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("resources/sample/posters");
    let mut posters: Vec<_> = std::fs::read_dir(folder)
        .expect("the sample is there")
        .map(|entry| entry.expect("a file of the sample").path())
        .collect();
    posters.sort();
    let mut seeds = Vec::new();
    for path in posters.iter().step_by(12) {
        let image = image::open(path).expect("a sound poster").thumbnail(60, 90);
        let image = DynamicImage::ImageRgb8(image.into_rgb8());
        for (extension, format) in formats {
            let mut bytes = Cursor::new(Vec::new());
            image.write_to(&mut bytes, format).expect("it is encoded");
            seeds.push((extension, bytes.into_inner()));
        }
    }
    seeds
}

fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len());
        match random.below(7) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, 0xFF),
            2 => drop(bytes.drain(at..(at + random.below(64)).min(bytes.len()))),
            // The header: sizes and types.
            3 if !bytes.is_empty() => {
                let at = random.below(bytes.len().min(64));
                bytes[at] = random.below(256).to_le_bytes()[0];
            }
            4 => {
                let piece = bytes[at..(at + random.below(64)).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            _ if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
            _ => {}
        }
    }
}

#[test]
fn two_thousand_mutated_posters_are_each_accounted_for() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let posters = folder.path().join("posters");
    std::fs::create_dir(&posters).expect("a folder for posters");
    let seeds = seeds();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for number in 0..COUNT {
        let (extension, seed) = &seeds[number % seeds.len()];
        let mut bytes = seed.clone();
        mutate(&mut bytes, &mut random);
        std::fs::write(posters.join(format!("{number:04}.{extension}")), bytes)
            .expect("a poster for the test");
    }
    let request = ImportRequest {
        posters: Some(posters),
        ..ImportRequest::default()
    };
    let mut library = Library::open_or_create(&folder.path().join("library")).expect("a library");
    let report = library
        .import(&request, &Task::new())
        .expect("no image ends the import");
    assert_eq!((report.films, report.funnel.films_in()), (COUNT, COUNT));
    let films = library.films().expect("the films are read");
    let sound = films.iter().filter(|film| film.poster.is_some()).count();
    assert_eq!(sound, report.posters);
    // Each of the others has a finding that says why, and the funnel counts it.
    let findings = library.findings().expect("the findings are read");
    let why: BTreeSet<&str> = findings
        .iter()
        .filter(|finding| !finding.kind.is_mended())
        .map(|finding| finding.subject.as_str())
        .collect();
    assert_eq!(sound + why.len(), COUNT);
    for film in films.iter().filter(|film| film.poster.is_none()) {
        let named = why.iter().any(|name| name.starts_with(&film.title));
        assert!(named, "{}", film.key);
    }
    let removed: usize = report.funnel[1..6].iter().map(|step| step.gone()).sum();
    assert_eq!(sound + removed, COUNT);
    // The mutations were neither too weak nor too strong to mean anything.
    assert!((COUNT / 10..COUNT * 9 / 10).contains(&sound), "{sound}");
    for kind in [FindingKind::Truncated, FindingKind::Undecodable] {
        assert!(report.findings.contains_key(kind.name()), "{kind}");
    }
    for film in films.iter().take(50) {
        if let Some(poster) = &film.poster {
            let thumbnail = library.thumbnail(&poster.content_hash);
            assert!(thumbnail.is_some_and(|jpeg| jpeg.starts_with(&[0xFF, 0xD8])));
        }
    }
}
