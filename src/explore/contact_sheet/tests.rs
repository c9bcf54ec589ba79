use super::*;

fn sheet(columns: usize, tile_width: u32) -> Sheet {
    Sheet {
        heading: "Horror: the most probable <&>".to_owned(),
        beneath: "3 posters".to_owned(),
        columns,
        tile_width,
    }
}

fn tile(title: &str) -> Tile {
    Tile {
        left: "1".to_owned(),
        right: "97 %".to_owned(),
        title: title.to_owned(),
        below: "1979".to_owned(),
    }
}

/// A poster of one colour, as a library keeps it.
fn thumbnail(colour: [u8; 3], width: u32, height: u32) -> Picture {
    let image = RgbImage::from_pixel(width, height, image::Rgb(colour));
    Picture {
        file: None,
        thumbnail: crate::catalog::thumbnail::encode(&image),
    }
}

fn drawn(sheet: &Sheet, tiles: &[Tile], picture: impl FnMut(usize) -> Picture) -> RgbImage {
    let mut bytes = Vec::new();
    let size = write(&mut bytes, sheet, tiles, picture, &Task::new()).expect("it is drawn");
    let image = image::load_from_memory_with_format(&bytes, image::ImageFormat::Png);
    let image = image.expect("it is a PNG").into_rgb8();
    assert_eq!(image.dimensions(), size);
    image
}

fn is_near(pixel: &image::Rgb<u8>, colour: [u8; 3]) -> bool {
    pixel.0.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 12)
}

/// Pixels of ink in an area: left, top, width, height.
fn ink(image: &RgbImage, (x, y, width, height): (u32, u32, u32, u32)) -> usize {
    let area = image::imageops::crop_imm(image, x, y, width, height).to_image();
    area.pixels().filter(|pixel| pixel.0[0] < 128).count()
}

#[test]
fn every_poster_stands_in_its_place() {
    let colours = [[200, 30, 30], [30, 160, 40], [40, 60, 200]];
    let tiles = ["Alien", "Сталкер", "Ринг"].map(tile);
    let sheet = sheet(2, 185);
    let image = drawn(&sheet, &tiles, |index| thumbnail(colours[index], 185, 278));
    let layout = Layout::of(&sheet, 3).expect("a small sheet");
    assert_eq!(image.width(), 2 * layout.margin + 2 * 185 + layout.gap);
    for (index, colour) in colours.into_iter().enumerate() {
        let left = layout.left(index % 2);
        let top = layout.heading + (index / 2) as u32 * layout.row;
        assert!(
            is_near(image.get_pixel(left + 90, top + 140), colour),
            "{index}"
        );
        // The title below it, in ink; Cyrillic is among the bundled letters.
        let title = (left, top + layout.poster.1 + 20, 185, 14);
        assert!(ink(&image, title) > 40, "{index}: {}", ink(&image, title));
    }
    // Nothing where a fourth would stand.
    let fourth = (layout.left(1), layout.heading + layout.row, 185, layout.row);
    assert_eq!(ink(&image, fourth), 0);
}

#[test]
fn shapes_are_kept_and_a_missing_picture_says_so() {
    let tiles = ["wide", "gone", "broken"].map(tile);
    let image = drawn(&sheet(10, 120), &tiles, |index| match index {
        0 => thumbnail([0, 0, 0], 200, 200),
        1 => Picture::default(),
        _ => Picture {
            file: Some("/there/is/no/such.jpg".into()),
            thumbnail: Some(b"no picture".to_vec()),
        },
    });
    let layout = Layout::of(&sheet(10, 120), 3).expect("a small sheet");
    let top = layout.heading;
    // A square in the middle of its place: paper above it.
    assert!(is_near(
        image.get_pixel(layout.left(0) + 60, top + 10),
        [255; 3]
    ));
    assert!(is_near(
        image.get_pixel(layout.left(0) + 60, top + 90),
        [0; 3]
    ));
    for column in [1, 2] {
        let corner = image.get_pixel(layout.left(column) + 3, top + 3);
        assert!(is_near(corner, [0xDD, 0xD6, 0xCC]), "{corner:?}");
    }
}

#[test]
fn a_long_title_keeps_to_its_column() {
    let long = "Night of the Day of the Dawn of the Son of the Bride of the Return";
    let tiles = [tile(long), tile("")];
    let image = drawn(&sheet(2, 185), &tiles, |_| thumbnail([255; 3], 185, 278));
    let layout = Layout::of(&sheet(2, 185), 2).expect("a small sheet");
    let title = layout.heading + layout.poster.1 + 20;
    let between = (layout.left(1) - layout.gap + 1, title, layout.gap - 1, 14);
    assert_eq!(ink(&image, between), 0);
    assert!(ink(&image, (layout.left(0), title, 185, 14)) > 200);
    assert_eq!(ink(&image, (layout.left(1), title, 185, 14)), 0);
}

#[test]
fn print_takes_the_original_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("original.png");
    let original = RgbImage::from_pixel(600, 900, image::Rgb([10, 20, 230]));
    original.save(&file).expect("a file");
    let image = drawn(&sheet(1, PRINT_WIDTH), &[tile("Alien")], |_| Picture {
        file: Some(file.clone()),
        ..thumbnail([230, 20, 10], 185, 278)
    });
    assert!(is_near(
        image.get_pixel(image.width() / 2, 500),
        [10, 20, 230]
    ));
}

#[test]
fn what_cannot_be_drawn_says_why() {
    let tiles = vec![tile("Alien"); 3];
    let task = Task::new();
    task.cancel();
    let cancelled = write(
        Vec::new(),
        &sheet(1, 100),
        &tiles,
        |_| Picture::default(),
        &task,
    );
    assert!(matches!(cancelled, Err(SheetError::Cancelled(_))));
    let many = vec![Tile::default(); 2000];
    let endless = write(
        Vec::new(),
        &sheet(1, 1000),
        &many,
        |_| Picture::default(),
        &Task::new(),
    );
    assert!(matches!(endless, Err(SheetError::Size { .. })));
    // No poster at all: a heading.
    let image = drawn(&sheet(10, 185), &[], |_| Picture::default());
    assert!(image.height() > 80);
}
