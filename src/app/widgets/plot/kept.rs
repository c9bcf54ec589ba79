//! What a plot remembers from frame to frame, and what the plots of a group tell each other.
//!
//! egui's memory holds it, for as long as the window is open. Places and zoom are egui_plot's own:
//! see its link groups.

use std::collections::BTreeSet;

use egui::{Context, Id, Pos2};

/// What a press of the pointer has taken hold of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Grip {
    /// A box, from here.
    Box(Pos2),
    /// The whole plane.
    Plane,
    /// The point on the curve.
    Handle,
}

/// One plot's memory.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The names of the curves that are not shown.
    pub hidden: BTreeSet<String>,
    /// What is held.
    pub grip: Option<Grip>,
    /// The values were just copied.
    pub copied: bool,
    /// How often everything was shown again in the group, when this plot last looked.
    pub fits: u64,
}

impl Kept {
    /// What the plot of this id remembers.
    pub fn load(ctx: &Context, plot: Id) -> Self {
        ctx.data_mut(|data| data.get_temp(plot.with("kept")))
            .unwrap_or_default()
    }

    /// Remembers it.
    pub fn store(self, ctx: &Context, plot: Id) {
        ctx.data_mut(|data| data.insert_temp(plot.with("kept"), self));
    }
}

/// Where a plot of a group has the pointer.
#[derive(Debug, Clone, Copy)]
struct Shared {
    x: f64,
    by: Id,
    pass: u64,
}

/// Tells the group at which place the pointer is over `plot`; `None`: not over it.
pub fn point_at(ctx: &Context, group: Id, plot: Id, x: Option<f64>) {
    let pass = ctx.cumulative_pass_nr();
    let id = group.with("pointer");
    ctx.data_mut(|data| match x {
        Some(x) => {
            data.insert_temp(id, Shared { x, by: plot, pass });
        }
        None => {
            if data.get_temp::<Shared>(id).is_some_and(|it| it.by == plot) {
                data.remove::<Shared>(id);
            }
        }
    });
}

/// The place under the pointer in another plot of the group, in this frame or the one before.
pub fn pointed_at(ctx: &Context, group: Id, plot: Id) -> Option<f64> {
    let pass = ctx.cumulative_pass_nr();
    let shared: Shared = ctx.data(|data| data.get_temp(group.with("pointer")))?;
    (shared.by != plot && shared.pass + 1 >= pass).then_some(shared.x)
}

/// How often everything was shown again in this group.
pub fn fits(ctx: &Context, group: Id) -> u64 {
    ctx.data(|data| data.get_temp(group.with("fits")))
        .unwrap_or_default()
}

/// Shows everything again in all plots of the group.
pub fn fit(ctx: &Context, group: Id) {
    let fits = fits(ctx, group) + 1;
    ctx.data_mut(|data| data.insert_temp(group.with("fits"), fits));
}
