//! The order of the table: by any column, with blanks last both ways.

use chrono::NaiveDate;
use gendan::book::{Column, Edit, Sort, TableQuestion};
use gendan::model::{Field, FollowUp, Id, Touch};

use crate::importing::desk::{Desk, by, customer};

#[test]
fn the_table_is_sorted_by_any_column_with_blanks_last_both_ways() {
    let mut desk = Desk::new();
    let rows: [&[(Field, &str)]; 5] = [
        &[
            (Field::Company, "berg AG"),
            (Field::Stars, "3"),
            (Field::AnnualAmount, "500"),
            (Field::Created, "2026-03"),
            (Field::Country, "Germany"),
            (Field::CustomerNo, "10"),
        ],
        &[(Field::Company, "Ärzte GmbH"), (Field::Stars, "5"), (Field::Created, "2026-03-05"), (Field::Country, "Austria")],
        &[(Field::ShortName, "Cosmo"), (Field::AnnualAmount, "90"), (Field::Created, "2025"), (Field::CustomerNo, "9")],
        &[
            (Field::Company, "阿联酋"),
            (Field::Stars, "1"),
            (Field::AnnualAmount, "1200"),
            (Field::Country, "Brazil"),
            (Field::Created, "2026-04-01"),
        ],
        &[(Field::Company, "AACHEN"), (Field::Country, "Belgium"), (Field::Created, "2027")],
    ];
    for values in rows {
        desk.edit(Edit::AddCustomer { customer: Box::new(customer(values)), contacts: vec![] });
    }
    let ids = desk.ids();
    let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    desk.edit(Edit::log(Touch::new(Id(0), ids[2], day.into())));
    desk.edit(Edit::plan(FollowUp::new(Id(0), ids[1], day.into())));
    desk.edit(Edit::SetExtra { customers: vec![ids[3]], name: "Shelf".to_owned(), text: "b".to_owned() });
    desk.edit(Edit::SetExtra { customers: vec![ids[0]], name: "Shelf".to_owned(), text: "a".to_owned() });
    let order = |sort: Vec<Sort>| -> Vec<usize> {
        let answer = desk.book.table(&TableQuestion { search: String::new(), sort });
        answer.ids.iter().map(|id| ids.iter().position(|known| known == id).unwrap()).collect()
    };
    for (field, up, down) in [
        (Field::Company, [4, 1, 0, 2, 3], [3, 2, 0, 1, 4]),
        (Field::Stars, [3, 0, 1, 2, 4], [1, 0, 3, 2, 4]),
        (Field::AnnualAmount, [2, 0, 3, 1, 4], [3, 0, 2, 1, 4]),
        (Field::Created, [2, 0, 1, 3, 4], [4, 3, 1, 0, 2]),
        (Field::Country, [1, 4, 3, 0, 2], [0, 3, 4, 1, 2]),
        (Field::LastContact, [2, 0, 1, 3, 4], [2, 0, 1, 3, 4]),
        (Field::NextFollowUp, [1, 0, 2, 3, 4], [1, 0, 2, 3, 4]),
    ] {
        assert_eq!(order(vec![by(field, false)]), up, "{}", field.key());
        assert_eq!(order(vec![by(field, true)]), down, "{} downwards", field.key());
    }
    let shelf = |is_descending| Sort { column: Column::Extra("Shelf".to_owned()), is_descending };
    assert_eq!(order(vec![shelf(false)]), [0, 3, 1, 2, 4]);
    assert_eq!(order(vec![shelf(true)]), [3, 0, 1, 2, 4]);
    assert_eq!(order(vec![]), [4, 3, 2, 1, 0], "the newest first where nothing is asked");
    assert_eq!(order(vec![by(Field::LastContact, false), by(Field::Company, true)]), [2, 3, 0, 1, 4], "the second decides among equals");
}
