//! Nodes for screen readers where egui has none of its own: a group that is one thing, such as a notice or a row.

use egui::accesskit::{Node, Role};
use egui::{Id, Rect, Sense, Ui};

/// Makes what stands in `place` one node of this role; `fill` gives it label and more.
pub fn node(ui: &Ui, id: Id, place: Rect, role: Role, fill: impl FnOnce(&mut Node)) {
    let response = ui.interact(place, id, Sense::hover());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(role);
        node.set_bounds(egui::accesskit::Rect {
            x0: place.min.x.into(),
            y0: place.min.y.into(),
            x1: place.max.x.into(),
            y1: place.max.y.into(),
        });
        fill(node);
    });
}
