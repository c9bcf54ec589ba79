//! The widget that shows curves, by itself: names that hide, values under the pointer, zoom, groups,
//! copies, and a point that is dragged.

#![cfg(feature = "gui")]

mod support;

use egui::{
    Color32, Event, Id, Key, Modifiers, MouseWheelSource, MouseWheelUnit, OutputCommand,
    PointerButton, Pos2, Rect, ScrollArea, Theme, TouchPhase, Ui, vec2,
};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, SnapshotResults};
use egui_plot::PlotMemory;
use onesheet::app::theme;
use onesheet::app::widgets::plot::{
    self, Alone, Asked, Axis, Dots, Extra, Format, Handle, Kind, Line, Look, Plot,
};
use support::cpu_renderer::CpuRenderer;

/// What the tests look at.
#[derive(Default)]
struct Seen {
    dressed: bool,
    asked: Option<Asked>,
    copied: Option<String>,
    /// How far the page has scrolled.
    scrolled: f32,
    at: usize,
}

fn group() -> Id {
    Id::unique("a group")
}

fn axis<'a>(name: &'a str, format: Format, holds: Option<[f64; 2]>) -> Axis<'a> {
    Axis {
        name,
        format,
        holds,
    }
}

fn plot<'a>(name: &'a str, format: Format, lines: Vec<Line<'a>>) -> Plot<'a> {
    Plot {
        id: Id::unique(name),
        group: Some(group()),
        name,
        named: false,
        across: axis("epoch", Format::Count, Some([1.0, 5.0])),
        up: axis(name, format, None),
        lines,
        level: None,
        mark: None,
        kind: Kind::Many { aside: true },
        said: None,
        hint: "",
        waits: "nothing yet",
    }
}

const MACRO: [[f64; 2]; 5] = [
    [1.0, 0.7],
    [2.0, 0.75],
    [3.0, 0.784],
    [4.0, 0.79],
    [5.0, 0.8],
];
const DRAMA: [[f64; 2]; 5] = [
    [1.0, 0.6],
    [2.0, 0.62],
    [3.0, f64::NAN],
    [4.0, 0.65],
    [5.0, 0.66],
];
const LOSS: [[f64; 2]; 3] = [[1.0, 0.5], [3.0, 0.4], [5.0, 0.35]];

/// Two plots of one group on a page that scrolls.
fn two(ui: &mut Ui, seen: &mut Seen) {
    let area = ScrollArea::vertical().animated(false).show(ui, |ui| {
        let lines = vec![
            Line::new("Drama", Color32::RED, Look::Thin, &DRAMA[..]),
            Line::new("Macro", Color32::WHITE, Look::Strong, &MACRO[..]),
        ];
        let upper = plot("AUC", Format::Percent, lines);
        seen.asked = plot::show(ui, vec2(560.0, 260.0), &upper)
            .asked
            .or(seen.asked);
        let lines = vec![Line::new("train", Color32::RED, Look::Thin, &LOSS[..])];
        let lower = Plot {
            kind: Kind::Many { aside: false },
            ..plot("Loss", Format::Plain, lines)
        };
        plot::show(ui, vec2(560.0, 200.0), &lower);
        ui.allocate_space(vec2(10.0, 600.0));
    });
    seen.scrolled = area.state.clamped_offset().y;
    let copied = ui.ctx().output(|output| {
        output.commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    });
    seen.copied = copied.or(seen.copied.take());
}

fn harness(app: fn(&mut Ui, &mut Seen)) -> Harness<'static, Seen> {
    let dressed = move |ui: &mut Ui, seen: &mut Seen| {
        if !seen.dressed {
            // Fonts are there from the next frame on.
            theme::install(ui.ctx());
            seen.dressed = true;
            return;
        }
        app(ui, seen);
    };
    let mut harness = Harness::builder()
        .with_size([600.0, 500.0])
        .with_max_steps(60)
        .with_step_dt(1.0 / 60.0)
        .with_render_cursor(false)
        .renderer(CpuRenderer::default())
        .build_ui_state(dressed, Seen::default());
    harness.run_steps(4);
    harness
}

fn transform(harness: &Harness<'_, Seen>, name: &str) -> egui_plot::PlotTransform {
    let memory = PlotMemory::load(&harness.ctx, Id::unique(name));
    memory.expect("it was shown").transform()
}

fn frame(harness: &Harness<'_, Seen>, name: &str) -> Rect {
    *transform(harness, name).frame()
}

/// Where a point of the plot is on the screen.
fn place(harness: &Harness<'_, Seen>, name: &str, point: [f64; 2]) -> Pos2 {
    transform(harness, name).position_from_point(&point.into())
}

/// From where to where a plot is seen.
fn seen(harness: &Harness<'_, Seen>, name: &str) -> ([f64; 2], [f64; 2]) {
    let transform = transform(harness, name);
    let (from, to) = (transform.bounds().min(), transform.bounds().max());
    ([from[0], to[0]], [from[1], to[1]])
}

fn point_at(harness: &mut Harness<'_, Seen>, at: Pos2) {
    harness.event(Event::PointerMoved(at));
    harness.run_steps(3);
}

fn wheel(harness: &mut Harness<'_, Seen>, at: Pos2, modifiers: Modifiers) {
    point_at(harness, at);
    harness.event_modifiers(
        Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, if modifiers.any() { 120.0 } else { -60.0 }),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers,
        },
        modifiers,
    );
    harness.run_steps(20);
}

const CTRL: Modifiers = Modifiers {
    ctrl: true,
    command: true,
    ..Modifiers::NONE
};

fn press(harness: &mut Harness<'_, Seen>, pos: Pos2, button: PointerButton, pressed: bool) {
    harness.event(Event::PointerButton {
        pos,
        button,
        pressed,
        modifiers: Modifiers::NONE,
    });
    harness.step();
}

fn drag(harness: &mut Harness<'_, Seen>, way: [Pos2; 2], button: PointerButton) {
    point_at(harness, way[0]);
    press(harness, way[0], button, true);
    for share in [0.3, 0.6, 1.0] {
        harness.event(Event::PointerMoved(way[0].lerp(way[1], share)));
        harness.step();
    }
    press(harness, way[1], button, false);
    harness.run_steps(3);
}

fn double_click(harness: &mut Harness<'_, Seen>, at: Pos2) {
    point_at(harness, at);
    for _ in 0..2 {
        press(harness, at, PointerButton::Primary, true);
        press(harness, at, PointerButton::Primary, false);
    }
    harness.run_steps(3);
}

fn is_zoomed(harness: &Harness<'_, Seen>, name: &str) -> bool {
    harness
        .query_by_label(&format!("Show all of {name}"))
        .is_some()
}

#[test]
fn an_entry_hides_its_curve_and_brings_it_back() {
    let mut harness = harness(two);
    let checked = |harness: &Harness<'_, Seen>| {
        let node = harness.get_by_label("Drama 66.0 %");
        node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    assert!(checked(&harness));
    let before = seen(&harness, "AUC");
    harness.get_by_label("Drama 66.0 %").click();
    harness.run_steps(3);
    assert!(!checked(&harness));
    // The scale follows what is left.
    let after = seen(&harness, "AUC");
    assert!(after.1[0] > before.1[0], "{before:?} {after:?}");
    // The keyboard brings it back.
    harness.get_by_label("Drama 66.0 %").focus();
    harness.run_steps(2);
    harness.key_press(Key::Space);
    harness.run_steps(3);
    assert!(checked(&harness));
    assert_eq!(seen(&harness, "AUC"), before);
    // Without any curve the scales stay.
    for name in ["Drama 66.0 %", "Macro 80.0 %"] {
        harness.get_by_label(name).click();
        harness.run_steps(3);
    }
    assert_eq!(seen(&harness, "AUC"), before);
}

#[test]
fn the_values_under_the_pointer_stand_beside_the_names_in_the_whole_group() {
    let mut harness = harness(two);
    assert!(harness.query_by_label("Macro 80.0 %").is_some());
    assert!(harness.query_by_label("train 0.3500").is_some());
    let near = place(&harness, "AUC", [3.2, 0.7]);
    point_at(&mut harness, near);
    assert!(harness.query_by_label("Macro 78.4 %").is_some());
    // It has no value in the third epoch.
    assert!(harness.query_by_label("Drama –").is_some());
    // The other plot follows.
    assert!(harness.query_by_label("train 0.4000").is_some());
    let near = place(&harness, "Loss", [1.1, 0.4]);
    point_at(&mut harness, near);
    assert!(harness.query_by_label("train 0.5000").is_some());
    assert!(harness.query_by_label("Macro 70.0 %").is_some());
    harness.event(Event::PointerGone);
    harness.run_steps(3);
    assert!(harness.query_by_label("Macro 80.0 %").is_some());
    assert!(harness.query_by_label("train 0.3500").is_some());
    // A screen reader hears the ends of the curves in the plot's place.
    assert!(
        harness
            .query_by_label("AUC: Drama 66.0 %, Macro 80.0 %")
            .is_some()
    );
}

#[test]
fn the_wheel_scrolls_the_page_and_with_ctrl_zooms_the_group() {
    let mut harness = harness(two);
    let whole = (seen(&harness, "AUC"), seen(&harness, "Loss"));
    let at = place(&harness, "AUC", [3.0, 0.7]);
    wheel(&mut harness, at, Modifiers::NONE);
    assert!(harness.state().scrolled > 0.0);
    assert!(!is_zoomed(&harness, "AUC"));
    let scrolled = harness.state().scrolled;
    let at = place(&harness, "AUC", [3.0, 0.7]);
    wheel(&mut harness, at, CTRL);
    assert_eq!(harness.state().scrolled, scrolled);
    let zoomed = (seen(&harness, "AUC"), seen(&harness, "Loss"));
    let wide = |range: [f64; 2]| range[1] - range[0];
    assert!(wide(zoomed.0.0) < wide(whole.0.0), "{zoomed:?}");
    assert!(wide(zoomed.0.1) < wide(whole.0.1), "{zoomed:?}");
    // The other one sees the same epochs, and all of its own values.
    assert_eq!(zoomed.1.0, zoomed.0.0);
    assert_eq!(zoomed.1.1, whole.1.1);
    assert!(is_zoomed(&harness, "AUC") && is_zoomed(&harness, "Loss"));
    // A double click on either shows everything in both.
    let at = place(&harness, "Loss", [3.0, 0.45]);
    double_click(&mut harness, at);
    assert_eq!((seen(&harness, "AUC"), seen(&harness, "Loss")), whole);
    assert!(!is_zoomed(&harness, "AUC") && !is_zoomed(&harness, "Loss"));
    // So does the button, and zooming out goes no farther.
    let at = place(&harness, "AUC", [3.0, 0.7]);
    wheel(&mut harness, at, CTRL);
    harness.get_by_label("Show all of Loss").click();
    harness.run_steps(4);
    assert_eq!((seen(&harness, "AUC"), seen(&harness, "Loss")), whole);
}

#[test]
fn a_box_zooms_and_a_drag_moves_within_what_there_is() {
    let mut harness = harness(two);
    let whole = seen(&harness, "AUC");
    let corners = |harness: &Harness<'_, Seen>| {
        [[2.0, 0.65], [3.0, 0.75]].map(|point| place(harness, "AUC", point))
    };
    // Nothing moves while everything is seen.
    let way = corners(&harness);
    drag(&mut harness, way, PointerButton::Primary);
    assert_eq!(seen(&harness, "AUC"), whole);
    drag(&mut harness, way, PointerButton::Secondary);
    let (x, y) = seen(&harness, "AUC");
    let near = |value: f64, to: f64| (value - to).abs() < 0.02;
    assert!(near(x[0], 2.0) && near(x[1], 3.0), "{x:?}");
    assert!(near(y[0], 0.65) && near(y[1], 0.75), "{y:?}");
    let way = [[2.5, 0.7], [2.25, 0.7]].map(|point| place(&harness, "AUC", point));
    drag(&mut harness, way, PointerButton::Primary);
    let (moved, _) = seen(&harness, "AUC");
    assert!(near(moved[0], 2.25) && near(moved[1], 3.25), "{moved:?}");
    // Far beyond the end.
    for _ in 0..8 {
        let frame = frame(&harness, "AUC");
        let way = [frame.right_center(), frame.left_center()];
        drag(
            &mut harness,
            way.map(|at| at - vec2(3.0, 0.0)),
            PointerButton::Primary,
        );
    }
    let (end, _) = seen(&harness, "AUC");
    assert!((end[1] - whole.0[1]).abs() < 1e-6, "{end:?} {whole:?}");
    // A stroke along one axis means that axis.
    let at = frame(&harness, "AUC").center();
    double_click(&mut harness, at);
    assert_eq!(seen(&harness, "AUC"), whole);
    harness.event(Event::ModifiersChanged(Modifiers::SHIFT));
    let way = [[2.0, 0.7], [4.0, 0.7]].map(|point| place(&harness, "AUC", point));
    drag(&mut harness, way, PointerButton::Primary);
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run_steps(2);
    let (x, y) = seen(&harness, "AUC");
    assert!(near(x[0], 2.0) && near(x[1], 4.0), "{x:?}");
    assert_eq!(y, whole.1);
}

#[test]
fn the_keyboard_zooms_moves_and_comes_back() {
    let mut harness = harness(two);
    let whole = seen(&harness, "AUC").0;
    let label = "AUC: Drama 66.0 %, Macro 80.0 %";
    harness.get_by_label(label).focus();
    harness.run_steps(2);
    harness.key_press(Key::Plus);
    harness.run_steps(2);
    let nearer = seen(&harness, "AUC").0;
    assert!(nearer[0] > whole[0] && nearer[1] < whole[1], "{nearer:?}");
    harness.key_press(Key::ArrowRight);
    harness.run_steps(2);
    let moved = seen(&harness, "AUC").0;
    assert!(moved[0] > nearer[0] && moved[1] > nearer[1], "{moved:?}");
    assert!(harness.get_by_label(label).is_focused());
    harness.key_press(Key::Home);
    harness.run_steps(3);
    assert_eq!(seen(&harness, "AUC").0, whole);
}

#[test]
fn the_values_that_are_shown_are_copied() {
    let mut harness = harness(two);
    harness.get_by_label("Copy the values of AUC").click();
    harness.run_steps(3);
    let text = harness.state().copied.clone().expect("on the clipboard");
    assert_eq!(
        text,
        "epoch\tDrama\tMacro\n1\t0.6\t0.7\n2\t0.62\t0.75\n3\t\t0.784\n4\t0.65\t0.79\n5\t0.66\t0.8\n"
    );
    assert_eq!(harness.state().asked, Some(Asked::Copied));
    harness.get_by_label("Drama 66.0 %").click();
    harness.run_steps(3);
    harness.get_by_label("Copy the values of AUC").click();
    harness.run_steps(3);
    let text = harness.state().copied.clone().expect("on the clipboard");
    assert!(text.starts_with("epoch\tMacro\n1\t0.7\n"), "{text}");
}

const CURVE: [[f64; 2]; 5] = [[0.0, 0.0], [0.0, 0.5], [0.25, 0.75], [0.5, 1.0], [1.0, 1.0]];

/// A curve by itself, with a point on it.
fn alone(ui: &mut Ui, seen: &mut Seen) {
    let share = |name| axis(name, Format::Share, Some([0.0, 1.0]));
    let line = Line {
        dots: Dots::Never,
        ..Line::new("recall", Color32::RED, Look::Even, &CURVE[..])
    };
    let plot = Plot {
        group: None,
        across: share("false alarms"),
        up: share("recall"),
        kind: Kind::alone(Alone {
            figure: "0.875".to_owned(),
            words: None,
            falls: false,
            chance: Some([[0.0, 0.0], [1.0, 1.0]]),
            extra: Some(Extra {
                name: "threshold",
                before: "from",
                after: "",
                values: vec![f64::NAN, 0.9, 0.6, 0.3, 0.1],
                format: Format::Share,
            }),
            handle: Some(Handle {
                at: CURVE[seen.at],
                name: "Operating point on ROC".to_owned(),
                value: 0.5,
            }),
        }),
        ..plot("ROC", Format::Share, vec![line])
    };
    let shown = plot::show(ui, vec2(300.0, 300.0), &plot);
    if let Some(Asked::Point(at)) = shown.asked {
        seen.at = at;
    }
}

#[test]
fn the_point_follows_the_hand_and_the_plane_stays() {
    let mut harness = harness(alone);
    let whole = seen(&harness, "ROC");
    let at = |harness: &Harness<'_, Seen>, point| place(harness, "ROC", point);
    let slider = harness.get_by_label("Operating point on ROC");
    assert_eq!(
        slider.accesskit_node().role(),
        egui::accesskit::Role::Slider
    );
    let way = [at(&harness, CURVE[0]), at(&harness, CURVE[2])];
    drag(&mut harness, way, PointerButton::Primary);
    assert_eq!(harness.state().at, 2);
    assert!(harness.get_by_label("Operating point on ROC").is_focused());
    // A press anywhere takes it to the nearest point of the curve.
    let far = at(&harness, [0.8, 0.8]);
    drag(&mut harness, [far, far], PointerButton::Primary);
    assert_eq!(harness.state().at, 4);
    assert_eq!(seen(&harness, "ROC"), whole);

    // Zoomed in, a drag beside the point moves the plane, one of the point moves the point.
    let middle = at(&harness, [0.4, 0.8]);
    wheel(&mut harness, middle, CTRL);
    let zoomed = seen(&harness, "ROC");
    assert_ne!(zoomed, whole);
    let way = [[0.4, 0.7], [0.5, 0.7]].map(|point| at(&harness, point));
    drag(&mut harness, way, PointerButton::Primary);
    assert_ne!(seen(&harness, "ROC"), zoomed);
    assert_eq!(harness.state().at, 4);
    // A click on the curve moves the point, one beside it does not.
    let moved = seen(&harness, "ROC");
    let on = at(&harness, CURVE[2]);
    point_at(&mut harness, on);
    press(&mut harness, on, PointerButton::Primary, true);
    press(&mut harness, on, PointerButton::Primary, false);
    harness.run_steps(30);
    assert_eq!(harness.state().at, 2);
    let way = [at(&harness, CURVE[2]), at(&harness, CURVE[3])];
    drag(&mut harness, way, PointerButton::Primary);
    assert_eq!(harness.state().at, 3);
    let beside = at(&harness, [0.5, 0.75]);
    point_at(&mut harness, beside);
    press(&mut harness, beside, PointerButton::Primary, true);
    press(&mut harness, beside, PointerButton::Primary, false);
    harness.run_steps(30);
    assert_eq!(harness.state().at, 3);
    assert_eq!(seen(&harness, "ROC"), moved);
    double_click(&mut harness, beside);
    assert_eq!(seen(&harness, "ROC"), whole);
    assert_eq!(harness.state().at, 3);
}

/// Shares with some steps in them, as of real films.
fn rising() -> Vec<[f64; 2]> {
    let step = |at: u32| {
        let x = f64::from(at) / 120.0;
        let wave = 0.012 * (f64::from(at) * 0.9).sin();
        [x, (x.powf(0.32) + wave * (1.0 - x)).clamp(0.0, 1.0)]
    };
    (0..=120).map(step).collect()
}

/// Three curves by themselves, as they stand on a page.
fn three(ui: &mut Ui, _: &mut Seen) {
    let share = |name| axis(name, Format::Share, Some([0.0, 1.0]));
    let tokens = theme::tokens(ui);
    let ink = tokens.genres[2];
    let rising = rising();
    let falling = (0..=120).map(|at| {
        let x = f64::from(at) / 120.0;
        [
            x,
            (1.0 - 0.75 * x.powf(1.4) + 0.1 * (14.0 * x).sin() * (1.0 - x)).min(1.0),
        ]
    });
    let tenths = (0..10).map(|at| {
        let x = (f64::from(at) + 0.5) / 10.0;
        [x, x * x * 0.4 + x * 0.55]
    });
    let counts: Vec<f64> = (0..10).map(|at| 900.0 / f64::from(1 + at * at)).collect();
    let sizes = counts.iter().map(|count| (count / 900.0).sqrt() as f32);
    let handle = |name: &str, at| {
        Some(Handle {
            at,
            name: name.to_owned(),
            value: 0.5,
        })
    };
    let falling: Vec<[f64; 2]> = falling.collect();
    let thresholds = |values: &[[f64; 2]]| {
        Some(Extra {
            name: "threshold",
            before: "from",
            after: "",
            values: values.iter().map(|[x, _]| 1.0 - x).collect(),
            format: Format::Share,
        })
    };
    let curves = [
        ("ROC", ["false alarms", "recall"], &rising),
        ("Precision–recall", ["recall", "precision"], &falling),
    ];
    let mut plots: Vec<Plot<'_>> = Vec::new();
    for (name, [across, up], points) in curves {
        let falls = across == "recall";
        let line = Line {
            dots: Dots::Never,
            ..Line::new(up, ink, Look::Even, points.as_slice())
        };
        plots.push(Plot {
            group: None,
            across: share(across),
            up: share(up),
            kind: Kind::alone(Alone {
                figure: "0.812".to_owned(),
                words: None,
                falls,
                chance: Some(if falls {
                    [[0.0, 0.25], [1.0, 0.25]]
                } else {
                    [[0.0, 0.0], [1.0, 1.0]]
                }),
                extra: thresholds(points),
                handle: handle(name, points[40]),
            }),
            ..plot(name, Format::Share, vec![line])
        });
    }
    let line = Line {
        dots: Dots::Sized(sizes.collect()),
        ..Line::new("share with it", ink, Look::Thin, tenths.collect::<Vec<_>>())
    };
    plots.push(Plot {
        group: None,
        named: true,
        across: share("probability"),
        up: share("with it"),
        kind: Kind::alone(Alone {
            words: Some("error 0.034".to_owned()),
            chance: Some([[0.0, 0.0], [1.0, 1.0]]),
            extra: Some(Extra {
                name: "films",
                before: "",
                after: "films",
                values: counts.iter().map(|count| count.round()).collect(),
                format: Format::Count,
            }),
            ..Alone::default()
        }),
        said: Some("Reliability".to_owned()),
        ..plot("Reliability", Format::Share, vec![line])
    });
    ui.spacing_mut().item_spacing = vec2(16.0, 8.0);
    ui.horizontal_top(|ui| {
        for (plot, high) in plots.iter().zip([194.0, 194.0, 128.0]) {
            plot::show(ui, vec2(178.0, high), plot);
        }
    });
}

#[test]
fn curves_by_themselves_are_read_point_by_point() {
    let mut results = SnapshotResults::new();
    for (name, theme) in [("dark", Theme::Dark), ("light", Theme::Light)] {
        for (of, at) in [
            ("ROC", [0.45, 0.7]),
            ("Precision–recall", [0.6, 0.6]),
            ("Reliability", [0.7, 0.5]),
        ] {
            let mut harness = harness(three);
            harness.ctx.set_theme(theme);
            harness.run_steps(2);
            let at = place(&harness, of, at);
            point_at(&mut harness, at);
            let file = of.split('–').next().unwrap_or(of).to_lowercase();
            harness.snapshot(format!("plot_{file}_{name}"));
            // Nearer: the same in a part of it.
            if of == "ROC" {
                wheel(&mut harness, at, CTRL);
                wheel(&mut harness, at, CTRL);
                harness.snapshot(format!("plot_{file}_zoomed_{name}"));
            }
            results.extend(harness.take_snapshot_results());
        }
    }
}

/// Nothing, once, many, alike.
fn odd(ui: &mut Ui, _: &mut Seen) {
    let many: Vec<[f64; 2]> = (1..=400).map(|x| [f64::from(x), 0.5]).collect();
    let lines: [(&str, Vec<[f64; 2]>); 5] = [
        ("none", Vec::new()),
        ("not a number", vec![[1.0, f64::NAN], [2.0, f64::NAN]]),
        ("one", vec![[1.0, 0.5]]),
        ("alike", many),
        ("zero", vec![[1.0, 0.0], [2.0, 0.0]]),
    ];
    for (name, points) in lines {
        let plot = Plot {
            group: None,
            across: axis("epoch", Format::Count, None),
            ..plot(
                name,
                Format::Plain,
                vec![Line::new("it", Color32::RED, Look::Thin, points)],
            )
        };
        plot::show(ui, vec2(300.0, 90.0), &plot);
    }
}

#[test]
fn few_and_odd_values_are_shown_too() {
    let harness = harness(odd);
    for name in ["none", "not a number"] {
        let waits = format!("{name}: nothing yet");
        assert!(harness.query_by_label(&waits).is_some(), "{name}");
    }
    for (name, value) in [("one", 0.5), ("alike", 0.5), ("zero", 0.0)] {
        let said = format!("{name}: it {}", Format::Plain.value(value));
        assert!(harness.query_by_label(&said).is_some(), "{name}");
        let ([left, right], [low, high]) = seen(&harness, name);
        assert!(low < value && value < high, "{name}: {low} {high}");
        assert!(left < 1.0 && right > 1.0, "{name}: {left} {right}");
    }
}
