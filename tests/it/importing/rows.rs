//! What one row stands for, and which rows are left out.

use gendan::model::{Contact, Field};
use gendan::store::Read;

use super::desk::{Desk, csv, issues, texts};

fn people(desk: &Desk, customer: &str) -> Vec<String> {
    desk.card(customer).contacts.iter().map(Contact::name).collect()
}

#[test]
fn contacts_under_a_repeated_company_belong_to_one_customer() {
    let mut desk = Desk::new();
    let report = desk.import(
        "contacts.csv",
        csv(&[
            "Company,Country,Contact,E-mail,Position",
            "Nordlicht GmbH,Germany,Anna Berg,anna@nordlicht.example,Buyer",
            "Rio Sul Ltda,Brazil,Bruno Lima,bruno@riosul.example,",
            "Nordlicht GmbH,Germany,Emil Vogt,emil@nordlicht.example,CEO",
            "NORDLICHT  gmbh,Germany,Mia Roth,mia@nordlicht.example,",
        ]),
    );
    assert_eq!((report.rows, report.customers, report.contacts), (4, 2, 4));
    assert_eq!((report.customers_by.added, report.contacts_by.added), (2, 4));
    assert_eq!(people(&desk, "Nordlicht GmbH"), ["Anna Berg", "Emil Vogt", "Mia Roth"]);
    assert_eq!(issues(&report), [], "width, case and spaces are no other spelling");
}

#[test]
fn one_person_over_several_rows_is_one_contact() {
    for (story, second, people_after, mails) in [
        (
            "the same e-mail in other letters",
            "Anna Maria Berg,ANNA@nordlicht.example,+49 40 555 0102",
            vec!["Anna Berg"],
            vec!["anna@nordlicht.example"],
        ),
        ("the same name, turned round", "\"Berg, Anna\",,+49 40 555 0102", vec!["Anna Berg"], vec!["anna@nordlicht.example"]),
        (
            "the same name with another e-mail",
            "Frau Anna Berg,a.berg@nordlicht.example,+49 40 555 0102",
            vec!["Anna Berg"],
            vec!["anna@nordlicht.example", "a.berg@nordlicht.example"],
        ),
        ("another name without e-mail", "Emil Vogt,,+49 40 555 0102", vec!["Anna Berg", "Emil Vogt"], vec!["anna@nordlicht.example"]),
    ] {
        let mut desk = Desk::new();
        let report = desk.import(
            "contacts.csv",
            csv(&[
                "Company,Contact,E-mail,Contact phone",
                "Nordlicht GmbH,Anna Berg,anna@nordlicht.example,",
                &format!("Nordlicht GmbH,{second}"),
            ]),
        );
        assert_eq!(people(&desk, "Nordlicht GmbH"), people_after, "{story}");
        assert_eq!((report.contacts, report.contacts_by.added), (people_after.len(), people_after.len()), "{story}");
        let contact = &desk.card("Nordlicht GmbH").contacts[0];
        assert_eq!(contact.channels_of(gendan::model::ChannelKind::Email).collect::<Vec<_>>(), mails, "{story}");
    }
}

#[test]
fn what_the_report_counts_is_what_the_book_gets() {
    for (story, rows) in [
        ("numbers without a person", vec!["ACME Ltd,,,+49 171 5550101", "ACME Ltd,,,+49 171 5550102"]),
        ("a number and then a person", vec!["ACME Ltd,,,+49 171 5550101", "ACME Ltd,Anna,,+49 171 5550102"]),
        ("a mail and then the name with it", vec!["ACME Ltd,,anna@acme.example,+49 171 5550101", "ACME Ltd,Anna,anna@acme.example,"]),
        (
            "a name, another with its mail",
            vec!["ACME Ltd,Anna,,", "ACME Ltd,Anna,anna@acme.example,", "ACME Ltd,Anna Berg,anna@acme.example,"],
        ),
        ("two mails in one cell", vec!["ACME Ltd,Anna,anna@acme.example; berg@acme.example,", "ACME Ltd,Berg,berg@acme.example,"]),
        ("only the firm", vec!["ACME Ltd,,,", "ACME Ltd,,,+49 171 5550101"]),
    ] {
        let mut desk = Desk::new();
        let lines: Vec<&str> = std::iter::once("Company,Contact,E-mail,Mobile").chain(rows).collect();
        let report = desk.import("list.csv", csv(&lines));
        let contacts: usize = desk.cards().iter().map(|card| card.contacts.len()).sum();
        assert_eq!((report.contacts, report.contacts_by.added), (contacts, contacts), "{story}");
    }
}

#[test]
fn lines_of_orders_group_to_customers_and_wait_in_the_staging_table() {
    let mut desk = Desk::new();
    let report = desk.import(
        "orders.xlsx",
        texts(&[
            &["客户名称", "国家", "订单号", "产品型号", "数量", "单价", "币种", "交货日期", "船名"],
            &["Nordlicht GmbH", "德国", "PO-1", "X-10", "500", "2.5", "USD", "2026-12-01", "EVER 1"],
            &["Nordlicht GmbH", "德国", "PO-1", "X-11", "20", "8", "USD", "2026年12月5日", ""],
            &["Rio Sul Ltda", "巴西", "PO-2", "X-10", "1", "", "EUR", "", ""],
        ]),
    );
    assert_eq!((report.rows, report.customers, report.order_lines, report.contacts), (3, 2, 3, 0));
    assert_eq!(desk.names(), ["Nordlicht GmbH", "Rio Sul Ltda"]);
    let reader = desk.book.reader().unwrap();
    let import = reader.import_sources().unwrap()[0].id;
    let lines = reader.staged_lines(import).unwrap();
    assert_eq!(lines.iter().map(|line| line.row).collect::<Vec<_>>(), [2, 3, 4]);
    assert_eq!(
        lines.iter().map(|line| line.customer).collect::<Vec<_>>(),
        [Some(desk.id("Nordlicht GmbH")), Some(desk.id("Nordlicht GmbH")), Some(desk.id("Rio Sul Ltda"))]
    );
    let cells: Vec<(&str, &str)> = lines[1].cells.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    assert_eq!(
        cells,
        [
            ("order_no", "PO-1"),
            ("product_no", "X-11"),
            ("quantity", "20"),
            ("unit_price", "8"),
            ("currency", "USD"),
            ("delivery_date", "2026-12-05")
        ]
    );
    assert_eq!(lines[0].cells.last().map(|(key, text)| (key.as_str(), text.as_str())), Some(("船名", "EVER 1")));
    // The currency of a line is not the customer's.
    assert_eq!(desk.value("Nordlicht GmbH", Field::Currency), "");
}

#[test]
fn lines_to_order_name_no_buyer() {
    let mut desk = Desk::new();
    let report = desk.import(
        "customs.xlsx",
        texts(&[
            &["IMPORTER_NAME", "IMP_DATE", "HS_CODE", "PRODUCT_DESCRIPTION", "QUANTITY", "GROSS_WT_IN_KG", "EXPORTER_NAME"],
            &["Nordlicht GmbH", "2026-03-05", "940360", "Oak table", "10", "250", "Ningbo Haichuan"],
            &["TO ORDER", "2026-03-06", "940360", "Oak table", "10", "250", "Ningbo Haichuan"],
            &["To the order of Bank of Lagos", "2026-03-07", "940360", "Oak chair", "40", "250", "Ningbo Haichuan"],
            &["凭指示", "2026-03-08", "940360", "Oak chair", "40", "250", "NULL"],
            &["Order & Stock Ltd", "2026-03-08", "940360", "Oak chair", "40", "250", "NULL"],
        ]),
    );
    assert_eq!(desk.names(), ["Nordlicht GmbH", "Order & Stock Ltd"]);
    assert_eq!(issues(&report), [(3, "no_buyer_to_order"), (4, "no_buyer_to_order"), (5, "no_buyer_to_order")]);
    assert_eq!((report.rows, report.customers, report.order_lines), (5, 2, 5));
    let reader = desk.book.reader().unwrap();
    let import = reader.import_sources().unwrap()[0].id;
    assert_eq!(reader.staged_lines(import).unwrap().iter().filter(|line| line.customer.is_none()).count(), 3);
}

#[test]
fn blank_rows_repeated_headings_exact_copies_and_rows_that_name_nobody_are_left_out() {
    let mut desk = Desk::new();
    let report = desk.import(
        "list.csv",
        csv(&[
            "Company,Country,Contact,E-mail,Annual purchase",
            "Nordlicht GmbH,Germany,Anna Berg,anna@nordlicht.example,1000",
            ",,,,",
            "Company,Country,Contact,E-mail,Annual purchase",
            "Rio Sul Ltda,Brazil,Bruno Lima,bruno@riosul.example,2000",
            "Nordlicht GmbH,Germany,Anna Berg,anna@nordlicht.example,1000",
            ",Germany,,,500",
            "  ,NULL,-,N/A,无",
            "Delta Ltd,India,,,",
        ]),
    );
    assert_eq!((report.rows, report.blank_rows, report.skipped_rows, report.customers), (8, 1, 4, 3));
    assert_eq!(desk.names(), ["Nordlicht GmbH", "Rio Sul Ltda", "Delta Ltd"]);
    assert_eq!(issues(&report), [(4, "repeated_header"), (6, "exact_duplicate"), (7, "missing_company"), (8, "missing_company")]);
    for nobody in report.issues.iter().filter(|issue| issue.row > 6) {
        assert!(nobody.message.contains("Nobody") && nobody.hint.contains("Skipped"), "{} {}", nobody.message, nobody.hint);
    }
    assert!(report.issues.iter().filter(|issue| issue.row == 6).all(|issue| issue.message.contains('2')), "it says which row it copies");
    let exact: Vec<_> = report.duplicate_groups.iter().filter(|group| group.kind == "exact_row").collect();
    assert_eq!(exact.len(), 1);
    assert_eq!(exact[0].rows, [2, 6]);
}

#[test]
fn a_row_without_a_firm_becomes_a_customer_under_the_name_that_it_has() {
    for (story, row, name) in [
        ("a person", ",Anna Berg,anna@mail.example,+49 171 5550101", "Anna Berg"),
        ("an e-mail", ",,anna@mail.example,+49 171 5550101", "anna@mail.example"),
        ("a telephone", ",,,+49 171 5550101", "+49 171 5550101"),
        ("a word for nothing as the firm", "N/A,Anna Berg,,", "Anna Berg"),
    ] {
        let mut desk = Desk::new();
        let report =
            desk.import("list.csv", csv(&["Company,Contact,E-mail,Mobile", "Nordlicht GmbH,Emil Vogt,emil@nordlicht.example,", row]));
        assert_eq!(desk.names(), ["Nordlicht GmbH", name], "{story}");
        assert_eq!(issues(&report), [(3, "missing_company")], "{story}");
        assert!(report.issues[0].hint.contains(name), "{story}: {}", report.issues[0].hint);
        assert_eq!(report.skipped_rows, 0, "{story}");
    }
}

#[test]
fn two_persons_without_a_firm_are_one_only_under_one_name() {
    let mut desk = Desk::new();
    let report = desk.import(
        "list.csv",
        csv(&[
            "Company,Contact,E-mail",
            ",Anna Berg,anna@mail.example",
            ",\"Berg, Anna\",anna.berg@mail.example",
            ",Bruno Lima,",
            "Anna Berg,,",
        ]),
    );
    assert_eq!(report.customers, 3);
    assert_eq!(desk.names(), ["Anna Berg", "Bruno Lima", "Anna Berg"], "a firm called like a person is another customer");
}

#[test]
fn days_of_contact_become_touches_and_planned_follow_ups() {
    let mut desk = Desk::new();
    desk.import(
        "list.csv",
        csv(&[
            "Company,Last contact,Next follow-up",
            "Nordlicht GmbH,2026-10-05,2026-12-01",
            "Nordlicht GmbH,2026-09-01,2026-12-01",
            "Rio Sul Ltda,2026-03,",
        ]),
    );
    let card = desk.card("Nordlicht GmbH");
    assert_eq!(card.touches.iter().map(|touch| touch.happened_on.to_string()).collect::<Vec<_>>(), ["2026-10-05", "2026-09-01"]);
    assert!(card.touches.iter().all(|touch| touch.channel.is_empty() && touch.text.is_empty() && touch.import.is_some()));
    assert_eq!(card.follow_ups.iter().map(|follow_up| follow_up.due_on.to_string()).collect::<Vec<_>>(), ["2026-12-01"]);
    assert_eq!(desk.value("Nordlicht GmbH", Field::LastContact), "2026-10-05");
    assert_eq!(desk.value("Rio Sul Ltda", Field::LastContact), "2026-03");
    assert_eq!(card.sources.len(), 1);
    assert_eq!(card.sources[0].0, "list.csv");
}

#[test]
fn rows_of_different_merged_blocks_are_no_copies_of_each_other() {
    let plain = rust_xlsxwriter::Format::new();
    let list = super::desk::xlsx(|sheet| {
        sheet.write_string(0, 0, "公司名称")?.write_string(0, 1, "国家")?.write_string(0, 2, "联系人")?.write_string(0, 3, "职位")?;
        sheet.merge_range(1, 0, 2, 0, "Nordlicht GmbH", &plain)?.merge_range(3, 0, 4, 0, "Rio Sul Ltda", &plain)?;
        for (row, person) in [(1, "Anna Berg"), (2, "Purchasing"), (3, "Bruno Lima"), (4, "Purchasing")] {
            sheet.write_string(row, 2, person)?.write_string(row, 3, "Buyer")?;
        }
        Ok(())
    });
    let mut desk = Desk::new();
    let report = desk.import("list.xlsx", list);
    assert_eq!((report.rows, report.skipped_rows, report.contacts), (4, 0, 4), "{:?}", issues(&report));
    assert_eq!(people(&desk, "Rio Sul Ltda"), ["Bruno Lima", "Purchasing"]);
}

#[test]
fn what_customs_data_say_of_a_line_stays_with_the_line() {
    let head = ["RECORD_ID", "BE_NUMBER", "BE_REGISTRATION_DATE", "IMPORTER_NAME", "CONSIGNEE_NAME", "COUNTRY_ISO_CODE_2", "EXPORTER_NAME"];
    let head: Vec<&str> = head.into_iter().chain(["FOB_VALUE_USD", "HS_CODE", "QUANTITY", "TOTAL_VALUE_USD"]).collect();
    let line = |record: &'static str, buyer: &'static str, consignee: &'static str, code: &'static str| {
        let line = [record, "6973505", "2024-02-21", buyer, consignee, code, "Ningbo Haichuan Co., Ltd."];
        line.into_iter().chain(["10248.21", "610910", "4727", "10902.35"]).collect::<Vec<_>>()
    };
    let lines = [
        line("fmd1", "NORDLICHT GMBH", "NORDLICHT GMBH", "DE"),
        line("fmd2", "FJORD AS", "NULL", "NO"),
        line("fmd3", "DUNE TRADING", "NULL", "NA"),
    ];
    let rows: Vec<&[&str]> = std::iter::once(head.as_slice()).chain(lines.iter().map(Vec::as_slice)).collect();
    let report = Desk::new().import("customs.xlsx", texts(&rows));
    assert_eq!((report.customers, report.order_lines), (3, 3));
    for (key, filled) in
        [("record_id", 3), ("declaration_no", 3), ("registered", 3), ("consignee", 1), ("country_code", 3), ("exporter", 3), ("fob", 3)]
    {
        assert_eq!(report.filled.get(key).copied(), Some(filled), "{key}");
    }
    assert_eq!(report.filled.get("customer_no"), None, "a record's number is the line's");
}

#[test]
fn without_an_importer_the_consignee_is_the_buyer() {
    let mut desk = Desk::new();
    let report = desk.import(
        "bills.xlsx",
        texts(&[
            &["BILL_OF_LADING", "CONSIGNEE_NAME", "EXPORTER_NAME", "HS_CODE", "QUANTITY", "GROSS_WT_IN_KG"],
            &["GWTB29614591", "NORDLICHT GMBH", "Ningbo Haichuan Co., Ltd.", "610910", "4727", "1247.9"],
        ]),
    );
    assert_eq!(report.order_lines, 1);
    assert_eq!(desk.names(), ["NORDLICHT GMBH"]);
}

#[test]
fn orders_keep_the_number_of_their_lines() {
    let head: &[&str] = &["序号", "订单编号", "客户名称", "产品名称", "数量", "金额"];
    let rows: Vec<[String; 6]> = (1..=12)
        .map(|n| [n.to_string(), format!("PO-{:03}", n / 3), "宁波海川贸易有限公司".into(), "遮阳伞".into(), "10".into(), "25".into()])
        .collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).collect();
    let report = Desk::new().import("orders.xlsx", texts(&rows));
    assert_eq!((report.customers, report.order_lines, report.filled.get("seq").copied()), (1, 12, Some(12)));
}
