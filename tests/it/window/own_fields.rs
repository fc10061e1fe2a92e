//! Fields of the user's own, made in the settings and filled on the card.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use gendan::model::{ExtraField, ExtraKind};

use crate::stage::Stage;

fn fields(desk: &Stage) -> Vec<ExtraField> {
    desk.book().own_fields()
}

fn names(desk: &Stage) -> Vec<String> {
    fields(desk).into_iter().map(|field| field.name).collect()
}

fn type_into(desk: &mut Stage, label: &str, text: &str) {
    desk.click_role(Role::TextInput, label);
    desk.type_text(text);
}

#[test]
fn a_field_is_made_renamed_given_a_kind_moved_and_deleted_and_each_is_undone() {
    let mut desk = Stage::with_customers(2);
    desk.click("Settings");
    desk.click("Fields");
    type_into(&mut desk, "Name of a new field", "Weight");
    desk.click("Add field");
    type_into(&mut desk, "Name of a new field", "Packing");
    desk.key(Key::Enter);
    assert_eq!(names(&desk), ["Weight", "Packing"]);

    desk.click("Kind of Weight");
    desk.click("Number");
    desk.click("Kind of Packing");
    desk.click("Choice");
    assert_eq!(fields(&desk).iter().map(|field| field.kind).collect::<Vec<_>>(), [ExtraKind::Number, ExtraKind::Choice]);
    type_into(&mut desk, "Usual values of Packing", "Box; Bag");
    desk.key(Key::Enter);
    assert_eq!(fields(&desk)[1].options, ["Box", "Bag"]);

    desk.click("Move Packing up");
    assert_eq!(names(&desk), ["Packing", "Weight"]);
    desk.click("Delete Weight");
    desk.wait_for("Field Weight deleted with its values");
    assert_eq!(names(&desk), ["Packing"]);
    desk.click("Undo");
    desk.wait_for("Kind of Weight");
    assert_eq!(names(&desk), ["Packing", "Weight"]);
}

#[test]
fn a_value_is_brought_into_the_form_of_its_kind_and_an_odd_one_is_marked_and_kept() {
    let mut desk = Stage::with_customers(1);
    desk.click("Settings");
    desk.click("Fields");
    type_into(&mut desk, "Name of a new field", "Weight");
    desk.click("Add field");
    desk.click("Kind of Weight");
    desk.click("Number");
    desk.click("Customers");
    // It stands below what is in sight.
    desk.window.get_by_label("Add a field").scroll_to_me();
    desk.window.run();
    desk.click("Add a field");
    desk.type_text("weigh");
    desk.click("Weight");
    desk.type_text("12,500.50");
    desk.key(Key::Enter);
    assert_eq!(desk.input("Weight").as_deref(), Some("12,500.5"));
    let id = desk.book().table(&Default::default()).ids[0];
    assert_eq!(desk.book().card(id).expect("readable").expect("a card").customer.extra("Weight"), "12500.5");
}
