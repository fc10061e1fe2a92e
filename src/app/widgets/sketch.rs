//! Shapes that are drawn once, around an origin, and painted as often and wherever they are needed.
//!
//! Laying text out is most of what a cell costs. What stays as it is while the table scrolls is kept as a sketch.

use std::sync::Arc;

use egui::{Align, Context, Galley, Painter, Pos2, Rect, Shape, Ui, Vec2, pos2};

use crate::app::theme::{Palette, palette};

/// Collects shapes.
pub struct Sketch<'a> {
    /// What text is laid out with.
    pub context: &'a Context,
    /// The colours of the theme.
    pub palette: &'static Palette,
    shapes: Vec<Shape>,
}

impl<'a> Sketch<'a> {
    /// An empty sketch in the theme of `ui`.
    pub fn of(ui: &'a Ui) -> Self {
        Self { context: ui.ctx(), palette: palette(ui.visuals()), shapes: Vec::new() }
    }

    /// Adds a shape.
    pub fn add(&mut self, shape: impl Into<Shape>) {
        self.shapes.push(shape.into());
    }

    /// Adds `galley` in the middle of the height of `place`, at its left, centre or right; returns where.
    pub fn text(&mut self, place: Rect, galley: Arc<Galley>, align: Align, colour: egui::Color32) -> Rect {
        let size = galley.size();
        let x = match align {
            Align::Min => place.left(),
            Align::Center => place.center().x - size.x / 2.0,
            Align::Max => place.right() - size.x,
        };
        let at: Pos2 = pos2(x, place.center().y - size.y / 2.0);
        if !galley.is_empty() {
            self.add(Shape::galley(at, galley, colour));
        }
        Rect::from_min_size(at, size)
    }

    /// Paints what was collected where it was drawn.
    pub fn paint(self, painter: &Painter) {
        painter.extend(self.shapes);
    }

    /// What was collected.
    pub fn into_shapes(self) -> Vec<Shape> {
        self.shapes
    }
}

/// `shapes` moved by `by`. Text is moved without a copy of its layout, which [`Shape::translate`] would make.
pub fn moved(shapes: &[Shape], by: Vec2) -> impl Iterator<Item = Shape> + '_ {
    shapes.iter().map(move |shape| {
        let mut shape = shape.clone();
        match &mut shape {
            Shape::Text(text) => text.pos += by,
            other => other.translate(by),
        }
        shape
    })
}
