//! The one rule for who is the same customer, within a list.

use super::desk::{Desk, csv, issues};
use gendan::model::Field;

/// Takes a list of these rows under company, country, number, e-mail, phone and website.
fn take(rows: &[&str]) -> (Desk, gendan::import::Report) {
    let mut desk = Desk::new();
    let lines: Vec<&str> = std::iter::once("Company,Country,Customer no.,E-mail,Phone,Website").chain(rows.iter().copied()).collect();
    let report = desk.import("list.csv", csv(&lines));
    (desk, report)
}

#[test]
fn spellings_of_one_name_are_one_customer() {
    for (first, second, is_another_spelling) in [
        ("Nordlicht GmbH,Germany", "Nordlicht GmbH,Germany", false),
        ("Nordlicht GmbH,Germany", "NORDLICHT  gmbh ,Germany", false),
        ("Nordlicht GmbH,Germany", "Ｎｏｒｄｌｉｃｈｔ　ＧｍｂＨ,Germany", false),
        ("Nordlicht GmbH,Germany", "Nordlicht,Germany", true),
        ("Nordlicht GmbH,Germany", "Nordlicht G.m.b.H.,Germany", true),
        ("Küchen-Meister GmbH,Germany", "Kuchen Meister GmbH,Germany", true),
        ("Nordlicht Trading GmbH,Germany", "Trading Nordlicht,Germany", true),
        ("\"Delta Co., Ltd.\",China", "Delta Company Limited,China", true),
        ("宁波海川贸易有限公司,中国", "宁波海川贸易,China", true),
        ("Nordlicht GmbH,Germany", "Nordlicht GmbH,", false),
        ("Nordlicht GmbH,", "Nordlicht GmbH,Germany", false),
    ] {
        let (desk, report) = take(&[&format!("{first},,,,"), &format!("{second},,,+49 40 555 0101,")]);
        assert_eq!(report.customers, 1, "{first} and {second}");
        let expected: &[(u32, &str)] = if is_another_spelling { &[(3, "duplicate_company")] } else { &[] };
        assert_eq!(issues(&report), expected, "{first} and {second}");
        let groups: Vec<_> =
            report.duplicate_groups.iter().filter(|group| group.kind == "company_spelling").map(|group| group.rows.clone()).collect();
        assert_eq!(groups, if is_another_spelling { vec![vec![2, 3]] } else { vec![] }, "{first} and {second}");
        assert_eq!(desk.ids().len(), 1);
    }
}

#[test]
fn in_lines_of_trade_a_doubled_space_is_another_spelling() {
    let mut desk = Desk::new();
    let report = desk.import(
        "shipments.csv",
        csv(&[
            "Order No.,Buyer,Country,Product,Quantity,Unit price",
            "O-1,MIDBASTOW PTY LTD,Australia,Tarpaulin,10,2.5",
            "O-2,MIDBASTOW  PTY LTD,Australia,Tarpaulin,20,2.5",
            "O-3,MIDBASTOW  PTY LTD,Australia,Tarpaulin,30,2.5",
        ]),
    );
    assert_eq!((report.customers, report.order_lines), (1, 3));
    let groups: Vec<_> = report.duplicate_groups.iter().map(|group| (group.kind.as_str(), group.rows.clone())).collect();
    assert_eq!(groups, [("company_spelling", vec![2, 3])]);
}

#[test]
fn the_first_spelling_is_the_name_and_later_rows_fill_what_is_missing() {
    let (desk, _) = take(&[
        "Nordlicht GmbH,,,,,",
        "Nordlicht,Germany,K-17,,+49 40 555 0101,",
        "NORDLICHT G.M.B.H.,,,,+49 40 555 9999,nordlicht.example",
    ]);
    assert_eq!(desk.names(), ["Nordlicht GmbH"]);
    for (field, value) in
        [(Field::Country, "Germany"), (Field::CustomerNo, "K-17"), (Field::Phone, "+49 40 555 0101"), (Field::Website, "nordlicht.example")]
    {
        assert_eq!(desk.value("Nordlicht GmbH", field), value, "the first value of {} stays", field.key());
    }
}

#[test]
fn one_name_in_two_countries_is_two_customers() {
    let (desk, report) = take(&["Nordlicht GmbH,Germany,,,,", "Nordlicht GmbH,Austria,,,,", "Nordlicht,Austria,,,,", "Nordlicht AG,,,,,"]);
    assert_eq!(report.customers, 2);
    assert_eq!(desk.ids().len(), 2);
    assert_eq!(issues(&report), [(4, "duplicate_company"), (5, "duplicate_company")]);
}

#[test]
fn a_country_that_is_known_goes_before_a_word_that_no_table_has() {
    let (desk, report) =
        take(&["Nordlicht GmbH,Atlantis,,,,", "Nordlicht GmbH,Brazil,,,,", "Nordlicht GmbH,Germany,,,,", "Nordlicht GmbH,Lemuria,,,,"]);
    assert_eq!(report.customers, 2);
    assert_eq!(desk.cards().iter().map(|card| card.customer.text(Field::Country)).collect::<Vec<_>>(), ["BR", "DE"]);
}

#[test]
fn an_equal_customer_number_decides_before_the_name() {
    let (desk, report) = take(&["Nordlicht GmbH,Germany,K-17,,,", "Aurora Handel,Austria,k-17,,,", "Nordlicht GmbH,Germany,K-18,,,"]);
    assert_eq!(desk.names(), ["Nordlicht GmbH"], "a renamed firm keeps its number");
    assert_eq!(report.customers, 1, "another number under an equal name is the same firm by its name");
}

#[test]
fn numbers_are_compared_as_text() {
    let (_, report) = take(&["Nordlicht GmbH,Germany,007,,,", "Rio Sul Ltda,Brazil,7,,,", "Delta Ltd,India,007,,,"]);
    assert_eq!(report.customers, 2, "007 is not 7");
}

#[test]
fn what_is_only_shared_keeps_two_customers_in_doubt() {
    for (story, first, second, kind) in [
        ("a private mail domain", "anna@nordlicht.example,,", "emil@nordlicht.example,,", Some("shared_email_domain")),
        ("a mistyped address of the same domain", "anna@nordlicht.example,,", "emil@@nordlicht.example,,", Some("shared_email_domain")),
        ("a mistyped address of a free-mail provider", "anna@gmail.com,,", "emil@@gmail.com,,", None),
        ("a domain in other letters", "anna@nordlicht.example,,", "emil@NordLicht.Example,,", Some("shared_email_domain")),
        (
            "the mail of one is the site of the other",
            "anna@nordlicht.example,,",
            ",,https://www.nordlicht.example/de",
            Some("shared_email_domain"),
        ),
        ("a telephone", ",+49 40 555 0101,", ",+49 (40) 5550101,", Some("shared_phone")),
        ("a free-mail provider", "anna@gmail.com,,", "emil@gmail.com,,", None),
        ("a part of a telephone", ",555 0101,", ",555 0101,", None),
        ("nothing", "anna@nordlicht.example,+49 40 555 0101,", "emil@aurora.example,+49 40 555 0102,", None),
    ] {
        let (desk, report) = take(&[&format!("Nordlicht GmbH,Germany,,{first}"), &format!("Aurora Handel GmbH,Germany,,{second}")]);
        assert_eq!(desk.names(), ["Nordlicht GmbH", "Aurora Handel GmbH"], "{story}");
        let found: Vec<_> = issues(&report).into_iter().filter(|(_, kind)| kind.starts_with("shared")).collect();
        assert_eq!(found, kind.map(|kind| (3, kind)).into_iter().collect::<Vec<_>>(), "{story}");
        assert_eq!(report.customers_by.in_doubt, usize::from(kind.is_some()), "{story}");
        assert_eq!(report.customers_by.added, 2, "{story}");
        let groups = report.duplicate_groups.iter().filter(|group| ["email_domain", "phone"].contains(&group.kind.as_str())).count();
        assert_eq!(groups, usize::from(kind.is_some()), "{story}");
    }
}

#[test]
fn blank_names_punctuation_and_bare_legal_forms_do_not_meet() {
    let (desk, report) = take(&["GmbH,Germany,,,,", "Ltd.,Germany,,,,", "???,Germany,,a@one.example,,", "!!,Germany,,,,"]);
    assert_eq!(report.customers, desk.ids().len());
    assert!(desk.names().contains(&"GmbH".to_owned()) && desk.names().contains(&"Ltd.".to_owned()));
}
