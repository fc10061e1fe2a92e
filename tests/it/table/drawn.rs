//! What is painted in the table: cells are kept as drawn while nothing changes, and drawn anew as soon as anything does.

use egui::epaint::ClippedShape;
use egui::{Color32, Modifiers, Shape, Theme};
use gendan::model::Field;
use gendan::words::Language;

use super::stage::Stage;

/// A text as it is painted.
#[derive(Clone, Debug, PartialEq)]
struct Painted {
    words: String,
    height: f32,
    colour: Color32,
}

fn texts_into(shape: &Shape, out: &mut Vec<Painted>) {
    match shape {
        Shape::Text(text) => {
            // The words as they stand on the screen, with what is cut away.
            let words = text.galley.rows.iter().map(|row| row.text()).collect();
            let colour = text.override_text_color.unwrap_or(text.fallback_color);
            let given =
                text.galley.job.sections.first().map(|section| section.format.color).filter(|colour| *colour != Color32::PLACEHOLDER);
            out.push(Painted { words, height: text.galley.size().y, colour: given.unwrap_or(colour) });
        }
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts_into(shape, out)),
        _ => {}
    }
}

impl Stage {
    /// The texts of the frame that was painted last, which begin with `words`.
    fn painted(&self, words: &str) -> Vec<Painted> {
        let mut all = Vec::new();
        self.window.output().shapes.iter().for_each(|ClippedShape { shape, .. }| texts_into(shape, &mut all));
        all.retain(|text| text.words.starts_with(words));
        all
    }
}

#[test]
fn kept_cells_are_drawn_anew_in_another_theme_size_or_width() {
    let mut stage = Stage::new();
    let dark = stage.painted("Nile Gate");
    assert!(!dark.is_empty());
    stage.window.ctx.set_theme(Theme::Light);
    stage.run();
    let light = stage.painted("Nile Gate");
    assert!(light.iter().all(|text| dark.iter().all(|before| before.colour != text.colour)), "{dark:?} {light:?}");
    stage.keys(Modifiers::COMMAND, egui::Key::Plus);
    stage.run();
    let zoomed = stage.painted("Nile Gate");
    assert!(!zoomed.is_empty() && zoomed.iter().all(|text| light.iter().all(|before| before.height != text.height)), "{zoomed:?}");
    stage.keys(Modifiers::COMMAND, egui::Key::Num0);
    stage.run();
    // A narrower column cuts the words, a wide one shows them all again.
    let edge = stage.head("Customer").rect().right_center();
    stage.window.drag_at(edge);
    stage.window.step();
    stage.window.hover_at(edge - egui::vec2(400.0, 0.0));
    stage.window.step();
    stage.window.drop_at(edge - egui::vec2(400.0, 0.0));
    stage.run();
    assert!(stage.painted("Bright Kit").iter().any(|text| text.words.ends_with('…')), "{:?}", stage.painted("Bright"));
}

#[test]
fn a_column_is_fitted_to_what_is_in_it_by_a_double_click_on_its_edge() {
    for language in Language::ALL {
        let mut stage = Stage::sized(language, [1600.0, 900.0]);
        let label = Field::Country.spec().label(language);
        let edge = stage.head(label).rect().right_center();
        // Dragged so narrow that names are cut.
        stage.window.drag_at(edge);
        stage.window.step();
        stage.window.hover_at(edge - egui::vec2(300.0, 0.0));
        stage.window.step();
        stage.window.drop_at(edge - egui::vec2(300.0, 0.0));
        stage.run();
        let narrow = stage.head(label).rect();
        for _ in 0..2 {
            stage.window.drag_at(narrow.right_center());
            stage.window.step();
            stage.window.drop_at(narrow.right_center());
            stage.window.step();
        }
        stage.run();
        let fitted = stage.head(label).rect();
        assert!(fitted.width() > narrow.width() + 20.0, "{language:?}: {narrow:?} {fitted:?}");
        let countries = stage.column(Field::Country);
        for (_, country) in countries.iter().filter(|(_, country)| !country.is_empty()) {
            assert!(stage.painted(country).iter().any(|text| text.words == *country), "{country} is seen whole");
        }
        stage.run();
        assert_eq!(stage.head(label).rect(), fitted, "and it stays so");
    }
}
