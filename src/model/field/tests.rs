//! The list of fields holds together: keys, slots, labels and header words.

use std::collections::HashMap;

use super::*;

#[test]
fn every_key_is_there_once_and_leads_back() {
    let mut keys = HashMap::new();
    for field in Field::all() {
        assert!(keys.insert(field.key(), field).is_none(), "{} stands twice", field.key());
        assert_eq!(Field::by_key(field.key()), Some(field));
        assert_eq!(field.spec().field, field, "the list is in the order of the variants");
    }
}

#[test]
fn stored_fields_have_a_slot_and_derived_ones_have_none() {
    for field in Field::all() {
        match field.slot() {
            Some(slot) => assert_eq!(Field::stored(field.of())[slot], field),
            None => assert!(!field.spec().is_stored, "{} is stored", field.key()),
        }
    }
}

#[test]
fn labels_tell_the_fields_of_one_row_apart_in_both_languages() {
    for language in Language::ALL {
        let mut labels = HashMap::new();
        for field in Field::all() {
            let label = field.spec().label(language);
            assert!(!label.is_empty());
            if let Some(other) = labels.insert((field.of(), label), field) {
                panic!("{} and {} are both called {label}", field.key(), other.key());
            }
        }
    }
}

#[test]
fn the_keys_that_scripts_rely_on_are_there() {
    let promised = "company short_name customer_no country city address postcode phone fax website source source_detail level stars status group \
        tags products annual_amount currency payment_terms last_contact next_follow_up owner notes time_zone created tax_id contact first_name \
        last_name title department mobile contact_phone email email_2 whatsapp wechat skype gender birthday contact_notes order_no contract_no \
        invoice_no lc_no product_no product spec colour hs_code quantity unit unit_price amount order_date delivery_date ship_date \
        shipped_quantity transport destination_port loading_port incoterm making_state shipping_state net_weight gross_weight bl_no remarks";
    for key in promised.split_whitespace() {
        assert!(Field::by_key(key).is_some(), "{key} is missing");
    }
}
