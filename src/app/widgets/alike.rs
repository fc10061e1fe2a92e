//! "Looks like …": customers that may be the one that is being typed, with the reason in words.

use egui::{Frame, Margin, Ui, vec2};

use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, text};
use crate::book::Resembling;
use crate::model::Id;
use crate::model::alike::Likeness;
use crate::tr;

/// What a person wants of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// See it.
    Open(Id),
    /// Merge it with the customer that is being looked at.
    Merge(Id),
    /// Tell it apart from the customer that is being looked at.
    Apart(Id),
}

/// Draws them; nothing where there are none. `can_merge` where the customer asked about is in the book itself.
pub fn ui(ui: &mut Ui, found: &[Resembling], can_merge: bool) -> Option<Wish> {
    if found.is_empty() {
        return None;
    }
    let colours = palette(ui.visuals());
    let mut wish = None;
    ui.add_space(size::GAP_SMALL);
    let frame = Frame::new().fill(colours.ground(Tone::Due)).corner_radius(size::CORNER).inner_margin(Margin::symmetric(10, 6));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(size::GAP_SMALL, 0.0);
        ui.label(text::caption(ui, tr!("alike-title")).color(colours.mark(Tone::Due)));
        for one in found {
            ui.horizontal_wrapped(|ui| {
                let open = button::flowing_link_ui(ui, &one.name).on_hover_text(tr!("alike-open", name = one.name.as_str()));
                if open.clicked() {
                    wish = Some(Wish::Open(one.id));
                }
                if !one.place.is_empty() {
                    ui.label(text::dim(ui, &one.place));
                }
                if can_merge {
                    let merge = button::flowing_link_ui(ui, &tr!("alike-merge-short"));
                    if merge.accessible_name(tr!("alike-merge", name = one.name.as_str())).clicked() {
                        wish = Some(Wish::Merge(one.id));
                    }
                    let apart = button::flowing_link_ui(ui, &tr!("apart-say"));
                    if apart.accessible_name(tr!("apart-say-of", names = one.name.as_str())).clicked() {
                        wish = Some(Wish::Apart(one.id));
                    }
                }
            });
            let through = one.through.iter().map(|name| tr!("alike-through", name = name.as_str()));
            let reasons: Vec<String> = through.chain(one.reasons.iter().map(|(likeness, shared)| reason(*likeness, shared))).collect();
            ui.horizontal_top(|ui| {
                ui.add_space(button::LINK_PADDING);
                text::wrapped_ui(ui, text::caption(ui, reasons.join(" · ")));
            });
        }
    });
    wish
}

/// In what two customers are alike, with what they share.
pub fn reason(likeness: Likeness, shared: &str) -> String {
    match likeness {
        Likeness::Number => tr!("alike-number", shared = shared),
        Likeness::Name => tr!("alike-name"),
        Likeness::Words => tr!("alike-words"),
        Likeness::Phone => tr!("alike-phone", shared = shared),
        Likeness::Domain => tr!("alike-domain", shared = shared),
    }
}
