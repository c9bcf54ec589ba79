//! What a page wishes the house to do: what is not its own business, or another page's.
//!
//! In: a page's [`Cx`](super::cx::Cx). Out: [`OnesheetApp`](super::OnesheetApp) does it at the end
//! of the frame.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use image::RgbImage;

use super::route::Route;
use super::shared::file_chooser::Question;
use super::shared::notice::Notice;
use crate::explore::browse::Wish;

/// A wish.
#[derive(Debug, Clone)]
pub enum Request {
    /// Turn to a page.
    Show(Route),
    /// Turn to the library and show these films.
    ShowFilms(Box<Wish>),
    /// Read these files, in turn; a library is opened, films to import are offered for import.
    Read(Vec<PathBuf>),
    /// Read an image that has no file.
    ReadPixels(Arc<RgbImage>),
    /// Choose poster files in a dialog, and read them.
    OpenPosters,
    /// Read what is on the clipboard: an image, or files.
    Paste,
    /// Turn to the library and put an import together, of these tables and folders.
    Import(Vec<PathBuf>),
    /// Turn to the library and put the keyboard into its search field.
    SearchLibrary,
    /// Choose a library's folder in a dialog, and open it.
    OpenLibrary,
    /// Open the library in this folder.
    UseLibrary(PathBuf),
    /// Read with the model in this folder from now on; `None`: with Onesheet's own.
    UseModel(Option<PathBuf>),
    /// Let the user choose files or a folder; the paths are sent, or the sender is dropped where
    /// nothing was chosen.
    Choose(Question, Sender<Vec<PathBuf>>),
    /// Tell the user something.
    Say(Notice),
    /// Write a report on the model and the open library into a folder; without one, ask where.
    WriteReport(Option<PathBuf>),
}
