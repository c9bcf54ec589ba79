//! What a job does at its end: it has the window look.

use egui::Context;

/// Has the window look once a job has ended.
pub fn wake(context: &Context) -> impl FnOnce() + Send + 'static {
    let context = context.clone();
    move || context.request_repaint()
}
