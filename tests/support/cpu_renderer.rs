//! Rasterises egui's meshes on the CPU, so that snapshots need no graphics stack at all.

use std::collections::HashMap;

use egui::epaint::{Mesh, Primitive, Vertex};
use egui::{Color32, Context, FullOutput, ImageData, TextureFilter, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

type Rgba = [f32; 4];

struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
    filter: TextureFilter,
}

impl Texture {
    fn texel(&self, x: f32, y: f32) -> Rgba {
        let x = (x.max(0.0) as usize).min(self.width - 1);
        let y = (y.max(0.0) as usize).min(self.height - 1);
        self.pixels[y * self.width + x].to_array().map(f32::from)
    }

    fn sample(&self, u: f32, v: f32) -> Rgba {
        let (x, y) = (u * self.width as f32, v * self.height as f32);
        if self.filter == TextureFilter::Nearest {
            return self.texel(x, y);
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let row = |y| mix(self.texel(left, y), self.texel(left + 1.0, y), fx);
        mix(row(top), row(top + 1.0), fy)
    }
}

fn mix(a: Rgba, b: Rgba, t: f32) -> Rgba {
    std::array::from_fn(|i| a[i] * (1.0 - t) + b[i] * t)
}

/// The canvas, premultiplied, in 0..=255.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Rgba>,
}

/// Pixel columns and rows that may be painted: `[left, top, right, bottom]`.
type Bounds = [i32; 4];

/// Paints what egui would hand to a graphics card.
#[derive(Default)]
pub struct CpuRenderer {
    textures: HashMap<TextureId, Texture>,
}

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                let [width, height] = image.size;
                if let Some([left, top]) = change.pos {
                    let whole = self.textures.get_mut(&id).expect("a patch of a texture");
                    for row in 0..height {
                        let to = (top + row) * whole.width + left;
                        whole.pixels[to..to + width]
                            .copy_from_slice(&image.pixels[row * width..][..width]);
                    }
                } else {
                    let texture = Texture {
                        width,
                        height,
                        pixels: image.pixels.clone(),
                        filter: change.options.magnification,
                    };
                    self.textures.insert(id, texture);
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, context: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = context.pixels_per_point();
        let size = context.content_rect().size() * scale;
        let (width, height) = (size.x.round() as usize, size.y.round() as usize);
        let mut canvas = Canvas {
            width,
            height,
            pixels: vec![[0.0; 4]; width * height],
        };
        for clipped in context.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = clipped.primitive else {
                continue;
            };
            let texture = self
                .textures
                .get(&mesh.texture_id)
                .ok_or("a mesh names a texture that was never sent")?;
            let edge = |value: f32, most: usize| (value * scale).round().clamp(0.0, most as f32);
            let clip = clipped.clip_rect;
            let bounds = [
                edge(clip.min.x, width),
                edge(clip.min.y, height),
                edge(clip.max.x, width),
                edge(clip.max.y, height),
            ]
            .map(|value| value as i32);
            paint_mesh(&mut canvas, &mesh, texture, bounds, scale);
        }
        let bytes = canvas
            .pixels
            .iter()
            .flat_map(|pixel| pixel.map(|channel| channel.round() as u8))
            .collect();
        RgbaImage::from_raw(width as u32, height as u32, bytes).ok_or_else(|| "size".to_owned())
    }
}

fn paint_mesh(canvas: &mut Canvas, mesh: &Mesh, texture: &Texture, bounds: Bounds, scale: f32) {
    for corners in mesh.indices.chunks_exact(3) {
        let triangle = [corners[0], corners[1], corners[2]].map(|at| &mesh.vertices[at as usize]);
        paint_triangle(canvas, triangle, texture, bounds, scale);
    }
}

/// Twice the area of a triangle, positive clockwise on a screen.
fn area(a: [f32; 2], b: [f32; 2], c: [f32; 2]) -> f32 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

fn paint_triangle(
    canvas: &mut Canvas,
    mut triangle: [&Vertex; 3],
    texture: &Texture,
    bounds: Bounds,
    scale: f32,
) {
    let place = |vertex: &Vertex| [vertex.pos.x * scale, vertex.pos.y * scale];
    let mut whole = {
        let [a, b, c] = triangle.map(place);
        area(a, b, c)
    };
    if whole == 0.0 {
        return;
    }
    if whole < 0.0 {
        triangle.swap(1, 2);
        whole = -whole;
    }
    let at = triangle.map(place);
    // An edge shared by two triangles is painted by exactly one: the top and left edges win.
    let edges = [(at[1], at[2]), (at[2], at[0]), (at[0], at[1])];
    let least = edges.map(|(from, to)| {
        let wins = (from[1] == to[1] && to[0] > from[0]) || to[1] < from[1];
        if wins { 0.0 } else { f32::MIN_POSITIVE }
    });
    let span = |axis: usize| {
        let values = at.map(|corner| corner[axis]);
        let least = values.iter().copied().fold(f32::MAX, f32::min).floor() as i32;
        let most = values.iter().copied().fold(f32::MIN, f32::max).ceil() as i32;
        least.max(bounds[axis])..most.min(bounds[axis + 2])
    };
    let colors: [[u8; 4]; 3] = triangle.map(|vertex| vertex.color.to_array());
    for y in span(1) {
        for x in span(0) {
            let centre = [x as f32 + 0.5, y as f32 + 0.5];
            let parts = edges.map(|(from, to)| area(from, to, centre));
            if (0..3).any(|k| parts[k] < least[k]) {
                continue;
            }
            let parts = parts.map(|part| part / whole);
            let blend = |of: fn(&Vertex) -> f32| -> f32 {
                (0..3).map(|k| parts[k] * of(triangle[k])).sum()
            };
            let texel = texture.sample(blend(|v| v.uv.x), blend(|v| v.uv.y));
            let source: Rgba = std::array::from_fn(|channel| {
                let color: f32 = (0..3)
                    .map(|k| parts[k] * f32::from(colors[k][channel]))
                    .sum();
                texel[channel] * color / 255.0
            });
            let pixel = &mut canvas.pixels[y as usize * canvas.width + x as usize];
            for channel in 0..4 {
                let over = source[channel] + pixel[channel] * (1.0 - source[3] / 255.0);
                pixel[channel] = over.min(255.0);
            }
        }
    }
    debug_assert!(canvas.pixels.len() == canvas.width * canvas.height);
}
