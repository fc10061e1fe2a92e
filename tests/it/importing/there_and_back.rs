//! Out of the book and in again: what an export writes changes nothing when it is imported.

use std::collections::BTreeMap;

use gendan::book::Edit;
use gendan::model::currency::CurrencyCode;
use gendan::model::{ChannelKind, Contact, Customer, Field, FollowUp, Id, Kind, Of, Touch, Value, entry};
use gendan::words::{Language, speak};

use super::desk::{Desk, customer, on_match, xlsx};

/// Exports in each format and language and imports again: nothing may change.
pub fn changes_nothing(desk: &mut Desk, story: &str) {
    let before = desk.dump();
    for language in Language::ALL {
        speak(language);
        for name in ["out.xlsx", "out.csv"] {
            let list = desk.export(name);
            let report = desk.import(name, list);
            let changed: Vec<_> = report.issues.iter().filter(|issue| issue.kind == "changed_by_hand").collect();
            assert_eq!(
                (report.step, changed.len()),
                (None, 0),
                "{story}: {name} in {language:?}: {:?} {:?}",
                report.customers_by,
                report.issues.iter().map(|i| (i.row, i.kind.as_str(), i.value.as_str())).collect::<Vec<_>>()
            );
            assert_eq!(desk.dump(), before, "{story}: {name} in {language:?}");
        }
    }
    speak(Language::English);
}

pub fn add(desk: &mut Desk, values: &[(Field, &str)], contacts: Vec<Contact>) -> Id {
    desk.edit(Edit::AddCustomer { customer: Box::new(customer(values)), contacts });
    *desk.ids().last().unwrap()
}

pub fn person(name: &str, ways: &[(ChannelKind, &str)]) -> Contact {
    let mut contact = Contact::new(Id(0), Id(0));
    contact.record.set(Field::Contact, name);
    for (kind, value) in ways {
        contact.add_channel(*kind, value);
    }
    contact
}

#[test]
fn a_list_that_was_imported_comes_out_and_goes_in_again() {
    let mut desk = Desk::new();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
    let list = xlsx(|sheet| {
        let head = [
            "公司名称",
            "国家",
            "客户编号",
            "联系人",
            "邮箱",
            "手机",
            "最近联系",
            "下次跟进",
            "年采购额",
            "币种",
            "标签",
            "货架",
            "备注",
            "创建时间",
            "星级",
            "网址",
            "邮编",
        ];
        let rows = [
            [
                "Nordlicht GmbH",
                "德国",
                "007",
                "Anna Berg",
                "anna@nordlicht.example; a.berg@nordlicht.example",
                "+49 171 5550101",
                "",
                "2026-12",
                "12,500.50",
                "EUR",
                "展会;老客户",
                "蓝",
                "=要样品\n第二行",
                "2026年3月",
                "4星",
                "www.nordlicht.example",
                "01067",
            ],
            ["Nordlicht GmbH", "德国", "007", "Emil Vogt", "emil@nordlicht.example", "", "3月5日", "", "", "", "", "", "", "", "", "", ""],
            [
                "宁波海川贸易有限公司",
                "中国",
                "",
                "王芳",
                "",
                "13855501234",
                "",
                "",
                "USD 300",
                "CNY",
                "",
                "红",
                "- 很重要",
                "2025",
                "",
                "",
                "315000",
            ],
            [
                "",
                "巴西",
                "",
                "Bruno Lima",
                "bruno@riosul.example",
                "+55 11 95550101",
                "",
                "5/6/2026",
                "about 500",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
            ],
        ];
        for (row, cells) in (0_u32..).zip(std::iter::once(head).chain(rows)) {
            for (column, text) in (0_u16..).zip(cells) {
                if !text.is_empty() {
                    sheet.write_string(row, column, text)?;
                }
            }
        }
        sheet.write_number_with_format(1, 6, 46000.0, &date)?;
        Ok(())
    });
    let report = desk.import("list.xlsx", list);
    assert_eq!((report.customers, report.contacts), (3, 4));
    assert!(report.issues.iter().any(|issue| issue.kind == "unreadable_amount"), "some values stay as text: {:?}", report.issues);
    changes_nothing(&mut desk, "a list with all kinds of values");
}

#[test]
fn every_field_survives() {
    let mut desk = Desk::new();
    let eur: CurrencyCode = "EUR".parse().unwrap();
    let typed = |field: Field| -> &str {
        match field.kind() {
            Kind::Country => "Germany",
            Kind::Currency => "USD",
            Kind::Day => "2026-03-05",
            Kind::Money => "1250.75",
            Kind::Number => "12",
            Kind::Stars => "3",
            Kind::Tags => "fair; old",
            Kind::Group => "Europe/Germany/North",
            Kind::Phone => "+49 40 5550101",
            Kind::Email => "info@nordlicht.example",
            Kind::Url => "https://www.nordlicht.example/de",
            Kind::Zone => "Europe/Berlin",
            Kind::Company => "Nordlicht GmbH",
            Kind::Person => "Anna Berg",
            Kind::Code => "00421",
            Kind::LongText => "first line\nsecond line",
            Kind::Text | Kind::Choice | Kind::Decimal => "some words",
        }
    };
    let mut firm = Customer::new(Id(0));
    let mut someone = Contact::new(Id(0), Id(0));
    for field in Field::all() {
        let value = entry::read(field, typed(field), eur).unwrap();
        match (field.of(), ChannelKind::of_field(field)) {
            (Of::Customer, _) => firm.set(field, value),
            (Of::Contact, Some(kind)) => {
                someone.add_channel(kind, if field == Field::Email2 { "second@nordlicht.example" } else { typed(field) });
            }
            (Of::Contact, None) if !matches!(field, Field::FirstName | Field::LastName) => someone.record.set(field, value),
            _ => {}
        }
    }
    desk.edit(Edit::AddCustomer { customer: Box::new(firm), contacts: vec![someone] });
    changes_nothing(&mut desk, "every field");
    // And into an empty book the same list brings the same values.
    for name in ["out.xlsx", "out.csv"] {
        let list = desk.export(name);
        let mut other = Desk::new();
        other.import(name, list);
        let (card, copy) = (desk.card("Nordlicht GmbH"), other.card("Nordlicht GmbH"));
        let lost: BTreeMap<&str, (&Value, &Value)> = card
            .customer
            .record
            .iter()
            .filter(|(field, value)| copy.customer.get(*field) != *value)
            .map(|(field, value)| (field.key(), (value, copy.customer.get(field))))
            .collect();
        assert_eq!(lost, BTreeMap::new(), "{name}");
        let lost: BTreeMap<&str, (Value, Value)> = Field::all()
            .filter(|field| field.of() == Of::Contact)
            .map(|field| (field.key(), (card.contacts[0].get(field), copy.contacts[0].get(field))))
            .filter(|(_, (was, now))| was != now)
            .collect();
        assert_eq!(lost, BTreeMap::new(), "{name}");
    }
}

#[test]
fn people_with_first_and_last_name_stay_so() {
    let mut desk = Desk::new();
    let mut anna = Contact::new(Id(0), Id(0));
    anna.record.set(Field::FirstName, "Anna");
    anna.record.set(Field::LastName, "Berg");
    add(
        &mut desk,
        &[(Field::Company, "Nordlicht GmbH")],
        vec![anna.clone(), person("Emil Vogt", &[(ChannelKind::Email, "emil@nordlicht.example")])],
    );
    let mut han = Contact::new(Id(0), Id(0));
    han.record.set(Field::FirstName, "芳");
    han.record.set(Field::LastName, "王");
    add(&mut desk, &[(Field::Company, "宁波海川")], vec![han]);
    changes_nothing(&mut desk, "first and last names beside whole ones");
}

#[test]
fn several_ways_of_one_kind_stay_in_their_order() {
    let mut desk = Desk::new();
    let ways = [
        (ChannelKind::Email, "anna@nordlicht.example"),
        (ChannelKind::Email, "berg@nordlicht.example"),
        (ChannelKind::Email, "office@nordlicht.example"),
        (ChannelKind::Mobile, "+49 171 5550101"),
        (ChannelKind::Mobile, "+49 171 5550102"),
        (ChannelKind::Phone, "040/5550101 ext. 12"),
        (ChannelKind::Wechat, "anna_berg"),
        (ChannelKind::Skype, "live:anna"),
        (ChannelKind::Linkedin, "https://www.linkedin.com/in/anna"),
        (ChannelKind::Qq, "555010123"),
        (ChannelKind::Other, "Viber: +49 171 5550101"),
    ];
    add(
        &mut desk,
        &[(Field::Company, "Nordlicht GmbH")],
        vec![person("Anna Berg", &ways), person("", &[(ChannelKind::Mobile, "+49 171 5550103")])],
    );
    changes_nothing(&mut desk, "many ways");
}

#[test]
fn amounts_in_other_currencies_than_the_customers_stay() {
    let mut desk = Desk::new();
    for (name, currency, amount, limit) in [
        ("A GmbH", "EUR", "USD 1200.50", "EUR 5"),
        ("B KK", "JPY", "JPY 120000", "USD 0.01"),
        ("C WLL", "", "KWD 12.345", "9999999.99"),
        ("D Ltd", "USD", "-300", "USD 90071992547409.91"),
        ("E SA", "Taler", "CHF 3", ""),
    ] {
        add(
            &mut desk,
            &[(Field::Company, name), (Field::Currency, currency), (Field::AnnualAmount, amount), (Field::CreditLimit, limit)],
            vec![],
        );
    }
    changes_nothing(&mut desk, "money");
}

#[test]
fn odd_texts_stay_as_they_are() {
    let mut desk = Desk::new();
    for (at, note) in [
        "=1+1",
        "+SUM(A1)",
        "-2+cmd|' /C calc'!A0",
        "@home (old)",
        "'=1+1",
        "''=x y",
        "'quoted'",
        "a;b,c\t\"d\"",
        "first\n\nthird",
        "00042",
        "1e5",
        "3/5/2026",
        "TRUE",
        "无",
        "N/A",
        "–",
        "很长很长的一句话，里面有 English，也有 emoji 🚢",
        "Ｆｕｌｌ ｗｉｄｔｈ",
        "ends with a dot.",
        "1,234.50",
        "sep=;",
    ]
    .into_iter()
    .enumerate()
    {
        let id = add(&mut desk, &[(Field::Company, &format!("Customer {at:02} GmbH")), (Field::Notes, note), (Field::City, note)], vec![]);
        desk.edit(Edit::SetExtra { customers: vec![id], name: "Shelf".to_owned(), text: note.to_owned() });
    }
    changes_nothing(&mut desk, "odd texts");
}

#[test]
fn texts_that_no_cell_can_hold_are_not_cut() {
    let mut desk = Desk::new();
    let long = "长长的文字 ".repeat(6_000);
    let id = add(&mut desk, &[(Field::Company, "Nordlicht GmbH"), (Field::Notes, &long), (Field::Address, &long)], vec![]);
    desk.edit(Edit::SetExtra { customers: vec![id], name: "Shelf".to_owned(), text: long.clone() });
    changes_nothing(&mut desk, "long texts");
}

#[test]
fn names_that_look_like_something_else_stay() {
    let mut desk = Desk::new();
    for name in [
        "合计",
        "Total",
        "Company",
        "说明 Trading",
        "N/A Ltd",
        "=Equals GmbH",
        "Anna Berg",
        "\"Quoted\" SARL",
        "  Spaces  SA ".trim(),
        "3M",
        "007",
        "备注：公司",
    ] {
        add(
            &mut desk,
            &[(Field::Company, name), (Field::Country, "Germany"), (Field::City, "Hamburg"), (Field::Industry, "Furniture")],
            vec![],
        );
    }
    changes_nothing(&mut desk, "odd names");
}

#[test]
fn customers_without_a_firms_name_stay() {
    let mut desk = Desk::new();
    add(&mut desk, &[(Field::ShortName, "Delta"), (Field::Country, "India")], vec![person("Raj Rao", &[])]);
    add(&mut desk, &[(Field::CustomerNo, "K-17"), (Field::Country, "India")], vec![]);
    add(&mut desk, &[(Field::Company, "Nordlicht GmbH")], vec![]);
    changes_nothing(&mut desk, "short names and numbers");
}

#[test]
fn firms_of_one_name_in_two_countries_stay_two() {
    let mut desk = Desk::new();
    add(
        &mut desk,
        &[(Field::Company, "Nordlicht GmbH"), (Field::Country, "Germany"), (Field::City, "Kiel")],
        vec![person("Anna Berg", &[])],
    );
    add(
        &mut desk,
        &[(Field::Company, "Nordlicht GmbH"), (Field::Country, "Austria"), (Field::City, "Wien")],
        vec![person("Emil Vogt", &[])],
    );
    add(&mut desk, &[(Field::Company, "Delta Ltd"), (Field::CustomerNo, "1")], vec![]);
    add(&mut desk, &[(Field::Company, "Omega Ltd"), (Field::CustomerNo, "2"), (Field::Phone, "+49 40 5550101")], vec![]);
    changes_nothing(&mut desk, "one name in two countries");
}

#[test]
fn fields_that_the_user_named_stay_whatever_they_are_called_and_hold() {
    let mut desk = Desk::new();
    let values = [
        ("Hobby", "sailing"),
        ("Created", "soon"),
        ("创建时间", "3/5/2026"),
        ("Customer", "no"),
        ("Shelf", "blue"),
        ("shelf", "green"),
        ("Invoice to", "bills@nordlicht.example"),
        ("Site of the group", "www.group.example"),
        ("Made in", "Germany"),
        ("Quantity", "12"),
        ("订单号", "PO-1"),
        ("No.", "1"),
        ("Hobby (own field)", "cooking"),
        ("D", "7"),
        ("Phone 2", "+49 40 5550102"),
    ];
    for name in ["Nordlicht GmbH", "Rio Sul Ltda", "Delta Ltd", "Aurora AB"] {
        let id = add(&mut desk, &[(Field::Company, name), (Field::Created, "2026")], vec![]);
        for (field, text) in values {
            desk.edit(Edit::SetExtra { customers: vec![id], name: field.to_owned(), text: text.to_owned() });
        }
    }
    changes_nothing(&mut desk, "fields of the user");
}

#[test]
fn touches_and_follow_ups_stay() {
    let mut desk = Desk::new();
    let id = add(&mut desk, &[(Field::Company, "Nordlicht GmbH")], vec![person("Anna Berg", &[]), person("Emil Vogt", &[])]);
    let other = add(&mut desk, &[(Field::Company, "Rio Sul Ltda")], vec![]);
    for (customer, day) in [(id, "2026-10-05"), (id, "2026-10"), (id, "2025"), (other, "2026-09")] {
        let touch = Touch { channel: "phone".to_owned(), text: "called".to_owned(), ..Touch::new(Id(0), customer, day.parse().unwrap()) };
        desk.edit(Edit::log(touch));
    }
    for (due, done) in [("2026-12-01", None), ("2027-01", None), ("2026-11-01", Some("2026-11-02"))] {
        let follow_up = FollowUp {
            goal: "offer".to_owned(),
            done_on: done.map(|day| day.parse().unwrap()),
            ..FollowUp::new(Id(0), id, due.parse().unwrap())
        };
        desk.edit(Edit::plan(follow_up));
    }
    changes_nothing(&mut desk, "touches and follow-ups");
}

#[test]
fn the_sample_stays() {
    let mut desk = Desk::new();
    let now = desk.now();
    desk.book.add_sample(now).unwrap();
    changes_nothing(&mut desk, "the sample");
}

#[test]
fn an_empty_book_exports_its_headings() {
    let desk = Desk::new();
    let text = String::from_utf8(desk.export("out.csv")).unwrap();
    assert_eq!(text, "\u{feff}Customer\r\n");
}

#[test]
fn a_value_that_was_changed_outside_comes_back_changed() {
    let mut desk = Desk::new();
    add(&mut desk, &[(Field::Company, "Nordlicht GmbH"), (Field::City, "Kiel")], vec![]);
    let list = String::from_utf8(desk.export("out.csv")).unwrap().replace("Kiel", "Hamburg");
    let report = desk.import("out.csv", list);
    assert_eq!((report.customers_by.updated, desk.value("Nordlicht GmbH", Field::City).as_str()), (1, "Hamburg"));
    assert!(desk.undo());
    let filled = String::from_utf8(desk.export("out.csv")).unwrap().replace("Kiel", "Bremen");
    desk.import_as("out.csv", filled, &on_match(gendan::import::understand::OnMatch::Fill));
    assert_eq!(desk.value("Nordlicht GmbH", Field::City), "Kiel");
}

#[test]
fn a_list_is_written_as_xlsx_or_csv_and_a_failed_one_leaves_no_file() {
    let mut desk = Desk::new();
    let id = add(&mut desk, &[(Field::Company, "Nordlicht GmbH")], vec![]);
    let reader = desk.book.reader().unwrap();
    for (name, refused) in
        [("out.pdf", true), ("out", true), ("missing/out.xlsx", true), ("missing/out.csv", true), ("OUT.XLSX", false), ("out.Csv", false)]
    {
        let path = desk.folder.path().join(name);
        let result = gendan::book::export(&reader, &[id], &Default::default(), &path, |_| true);
        assert_eq!((result.is_err(), path.exists()), (refused, !refused), "{name}");
        if let Err(error) = result {
            assert!(error.to_string().contains("out") && !error.hint().is_empty(), "{error}");
        }
    }
    let path = desk.folder.path().join("stopped.csv");
    assert!(gendan::book::export(&reader, &[id], &Default::default(), &path, |_| false).unwrap_err().is_cancelled() || !path.exists());
    let left: Vec<_> = std::fs::read_dir(desk.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().contains("part"))
        .collect();
    assert_eq!(left, Vec::<std::ffi::OsString>::new());
}
