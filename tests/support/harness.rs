//! The window without a display: drops, keys, and waiting for its threads.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::Theme;
use egui_kittest::Harness;
use image::RgbImage;
use onesheet::app::shared::reading::ReaderSource;
use onesheet::app::{Command, OnesheetApp, Places};
use tempfile::TempDir;

use super::cpu_renderer::CpuRenderer;
use super::dropped::Dropped;
use super::model;

/// The size in which the window first opens.
pub const NORMAL: [f32; 2] = [1280.0, 800.0];
/// A large screen.
pub const LARGE: [f32; 2] = [1920.0, 1080.0];

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The window, and a folder for the test's files.
pub struct Window {
    /// egui's own harness.
    pub harness: Harness<'static, OnesheetApp>,
    /// Lives as long as the window.
    pub folder: TempDir,
}

/// A window to be opened.
pub struct Opening {
    size: [f32; 2],
    theme: Theme,
    films: usize,
    poster: fn(usize) -> RgbImage,
    reader: ReaderSource,
}

/// A window as it first opens: dark, without a library, with a model that judges by colour.
pub fn window() -> Opening {
    Opening {
        size: NORMAL,
        theme: Theme::Dark,
        films: 0,
        poster: super::library::alike,
        reader: model::source(),
    }
}

impl Opening {
    /// In this size.
    pub fn size(mut self, size: [f32; 2]) -> Self {
        self.size = size;
        self
    }

    /// By day or by night.
    pub fn theme(mut self, theme: Theme) -> Self {
        self.theme = theme;
        self
    }

    /// On a library of so many generated films.
    pub fn films(mut self, count: usize) -> Self {
        self.films = count;
        self
    }

    /// On a library of so many generated films, no two of which have the same colours.
    pub fn varied(mut self, count: usize) -> Self {
        self.poster = super::posters::varied;
        self.films(count)
    }

    /// With another model.
    pub fn reader(mut self, reader: ReaderSource) -> Self {
        self.reader = reader;
        self
    }

    /// Opens it and waits until nothing is on its way.
    pub fn open(self) -> Window {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let library = (self.films > 0)
            .then(|| super::library::make_with(folder.path(), self.films, self.poster));
        let places = Places {
            reader: self.reader,
            library,
            data: None,
            sample: None,
        };
        let harness = Harness::builder()
            .with_size(self.size)
            .with_theme(self.theme)
            .with_max_steps(60)
            .with_render_cursor(false)
            .renderer(CpuRenderer::default())
            .build_eframe(move |creation| OnesheetApp::new(&creation.egui_ctx, None, places));
        let mut window = Window { harness, folder };
        window.settle();
        window
    }
}

impl Window {
    /// The application.
    pub fn app(&self) -> &OnesheetApp {
        self.harness.state()
    }

    /// Asks for something, as a button or a key would; it is done in the next frame.
    pub fn send(&mut self, command: impl Into<Command>) {
        self.harness.state_mut().send(command);
    }

    /// Has the model read the library's posters.
    pub fn read_library(&mut self) {
        let context = self.harness.ctx.clone();
        self.harness.state_mut().shared.scoring.read(&context);
    }

    /// Steps until `done`; fails after a minute.
    pub fn run_until(&mut self, what: &str, mut done: impl FnMut(&Self) -> bool) {
        let begun = Instant::now();
        loop {
            self.harness.step();
            if done(self) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "waited in vain for: {what}");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until no thread is at work and the window stands still.
    pub fn settle(&mut self) {
        // What was just asked for starts within two frames.
        self.harness.run_steps(2);
        self.run_until("silence", |window| !window.app().is_busy());
        self.harness.run_steps(3);
    }

    /// Drops files on the window, as the system does, and waits for what they say.
    pub fn drop_files(&mut self, files: &[PathBuf]) {
        self.let_go(files);
        self.settle();
    }

    /// Drops files and does not wait.
    pub fn let_go(&mut self, files: &[PathBuf]) {
        let input = self.harness.input_mut();
        input.hovered_files.clear();
        for file in files {
            input.dropped_files.push(Arc::new(Dropped(file.clone())));
        }
        self.harness.step();
    }

    /// Files hover over the window.
    pub fn hover_files(&mut self, files: &[PathBuf]) {
        self.harness.input_mut().hovered_files = files
            .iter()
            .map(|file| egui::HoveredFile {
                path: Some(file.clone()),
                mime: String::new(),
            })
            .collect();
        self.harness.run_steps(2);
    }

    /// Presses a key.
    pub fn press(&mut self, key: egui::Key) {
        self.harness.key_press(key);
        self.harness.run_steps(3);
    }

    /// Presses a key together with Ctrl.
    pub fn press_ctrl(&mut self, key: egui::Key) {
        let ctrl = egui::Modifiers::COMMAND | egui::Modifiers::CTRL;
        self.harness.key_press_modifiers(ctrl, key);
        self.harness.run_steps(3);
    }

    /// The sentence about the shown poster.
    pub fn sentence(&self) -> Option<String> {
        let shown = self.app().pages.read.session.shown()?;
        Some(shown.reading.as_ref()?.in_words())
    }

    /// The title of the shown poster.
    pub fn title(&self) -> Option<String> {
        let shown = self.app().pages.read.session.shown();
        shown.map(|entry| entry.title())
    }
}
