//! What each [`Command`] of the Train page does.

use std::path::PathBuf;
use std::sync::mpsc;

use super::command::Command;
use super::exporting;
use super::running::{Running, Work};
use super::state::TrainPage;
use crate::app::cx::Cx;
use crate::app::request::Request;
use crate::app::route::Route;
use crate::app::shared::file_chooser::Question;
use crate::app::shared::notice::Tone;
use crate::app::shared::source::file_name;
use crate::resources;
use crate::training::{self, RefitRequest};
use crate::vision::DeviceChoice;

impl TrainPage {
    /// Does what was asked for.
    pub fn execute(&mut self, command: Command, cx: &mut Cx<'_>) {
        match command {
            Command::Choose(depth) => self.plan.depth = depth,
            Command::Measure => self.measure(cx),
            Command::StopMeasuring => self.costs.stop(),
            Command::StartFrom(folder) => self.plan.start = Some(folder),
            Command::ChooseStart => self.choose_start(cx),
            Command::Start => self.start(cx),
            Command::Pause => self.on_run(Running::pause),
            Command::Resume => self.on_run(Running::resume),
            Command::Stop => self.on_run(Running::stop),
            Command::Another => {
                if !self.is_running() {
                    self.running = None;
                    self.plan.name.clear();
                }
            }
            Command::GoOn(name) => self.take_up(cx, &name, Work::GoOn(name.clone())),
            Command::Refit(name) => self.refit(cx, name),
            Command::Use(name) => {
                if let Some(folder) = self.shelf.folder(&name) {
                    use_model(cx, Some(folder));
                }
            }
            Command::UseShipped => use_model(cx, None),
            Command::Look => self.shelf.look(cx.context),
            Command::Rename { from, to } => {
                let to = to.trim().to_owned();
                if to.is_empty() || to == from {
                    self.shelf.renaming = None;
                } else {
                    self.shelf.rename(cx.context, from, to);
                }
            }
            Command::Delete(name) => self.delete(cx, name),
            Command::Undelete => self.shelf.restore(cx.context),
            Command::Onnx(name, to) => exporting::onnx(self, cx, &name, to),
            Command::Export(name, to) => exporting::model(self, cx, &name, to),
        }
        cx.context.request_repaint();
    }

    fn on_run(&mut self, change: impl FnOnce(&mut Running)) {
        if let Some(running) = &mut self.running {
            change(running);
        }
    }

    fn measure(&mut self, cx: &Cx<'_>) {
        self.follow_costs(cx);
        if !self.is_running() {
            self.costs.measure(cx.context, &self.plan);
        }
    }

    fn choose_start(&mut self, cx: &mut Cx<'_>) {
        let (answer, chosen) = mpsc::channel();
        let question = Question::folder("Start from the model in a folder");
        cx.ask(Request::Choose(question, answer));
        self.choosing = Some(chosen);
    }

    fn start(&mut self, cx: &mut Cx<'_>) {
        let in_use = cx.shared.model.folder().cloned();
        // One run at a time: it has all cores.
        if self.is_running() || self.fault(&cx.shared.films, in_use.as_deref()).is_some() {
            return;
        }
        let plan = &self.plan;
        let Some(start) = plan.start_folder(in_use.as_deref()) else {
            return;
        };
        self.costs.stop();
        let settings = plan.of(plan.depth);
        let name = plan.name.trim();
        let request = training::Request {
            name: Some(if name.is_empty() {
                self.shelf.free_name(plan.depth)
            } else {
                name.to_owned()
            }),
            settings,
            objective: plan.objective,
            precision: plan.precision(),
            ..training::Request::default()
        };
        let work = Work::New(Box::new(request), start.to_owned());
        let running = Running::start(cx.context, &cx.shared.films.root, work, &settings);
        self.show_run(cx, running);
    }

    fn refit(&mut self, cx: &mut Cx<'_>, run: String) {
        let request = RefitRequest {
            run: run.clone(),
            name: None,
            seed: None,
            device: DeviceChoice::Auto,
        };
        self.take_up(cx, &run, Work::Refit(request));
    }

    /// Starts work on a run of the library; one at a time: it has all cores.
    fn take_up(&mut self, cx: &mut Cx<'_>, name: &str, work: Work) {
        if self.is_running() {
            return;
        }
        self.costs.stop();
        let known = self.shelf.get(name).map(|run| &run.record);
        if let Some(Ok(record)) = known {
            let (settings, refit) = (record.options, record.refit.is_some());
            let mut running = Running::start(cx.context, &cx.shared.films.root, work, &settings);
            running.refit |= refit;
            self.show_run(cx, running);
        }
    }

    fn show_run(&mut self, cx: &mut Cx<'_>, running: Running) {
        self.running = Some(running);
        cx.show(Route::Train);
    }

    fn delete(&mut self, cx: &mut Cx<'_>, name: String) {
        let in_use = cx.shared.model.folder();
        if in_use.is_some() && in_use == self.shelf.folder(&name).as_ref() {
            let text = "Use another one first: then this run can be deleted.";
            cx.say(Tone::Hint, "This model is in use", text);
        } else {
            self.shelf.delete(cx.context, name);
        }
    }
}

/// Everything reads with the model in this folder from now on; `None`: with Onesheet's own.
fn use_model(cx: &mut Cx<'_>, folder: Option<PathBuf>) {
    let name = folder.as_deref().map_or_else(
        || format!("Onesheet's own model, {},", resources::SHIPPED_MODEL),
        file_name,
    );
    cx.ask(Request::UseModel(folder));
    cx.say(
        Tone::Hint,
        format!("{name} reads from now on"),
        "Read, Thresholds and Top 100 follow it.",
    );
}
