//! Where a sheet's headings and data are, and what each column holds.

use gendan::import::understand::{Leftover, Shape};
use gendan::import::{Answers, Target};
use gendan::model::Field;

use super::desk::{Desk, csv, issues, map, targets, texts, xlsx};

#[test]
fn the_headings_are_found_wherever_they_stand() {
    let head = "公司名称,国家,联系人,邮箱";
    let rows = ["Nordlicht GmbH,德国,Anna Berg,anna@nordlicht.example", "Rio Sul Ltda,巴西,Bruno Lima,bruno@riosul.example"];
    for (story, above, header_row) in [
        ("the first row", vec![], 0),
        ("below a title", vec!["客户资料表,,,"], 1),
        ("below a title and the day of export", vec!["客户列表,,,", "导出时间：2026-11-20 09:30,,,", ",,,"], 3),
        ("below a logo block", vec![",,,", ",ACME Customs Data,,", "Query: furniture,,,", "Period: 2026-01 - 2026-06,,,", ",,,"], 5),
        (
            "below instructions",
            vec!["填写说明：请不要修改表头，带*的为必填项，日期格式为2026-01-01，邮箱多个请用分号分隔，谢谢配合，填写完成后上传,,,"],
            1,
        ),
    ] {
        let mut desk = Desk::new();
        let lines: Vec<&str> = above.into_iter().chain([head]).chain(rows).collect();
        let report = desk.import("list.csv", csv(&lines));
        assert_eq!((report.rows, report.customers, report.contacts, report.skipped_rows), (2, 2, 2, 0), "{story}");
        assert_eq!(desk.names(), ["Nordlicht GmbH", "Rio Sul Ltda"], "{story}");
        let looked = desk.look("list.csv", csv(&lines));
        assert_eq!(looked.understanding.header_row, Some(header_row), "{story}");
    }
}

#[test]
fn a_second_row_of_headings_is_no_data() {
    for (story, second) in
        [("field codes", "company_name,country,contact_name,email"), ("the other language", "Company Name,Country/Region,Contact,E-mail")]
    {
        let mut desk = Desk::new();
        let list = csv(&["公司名称,国家,联系人,邮箱", second, "Nordlicht GmbH,德国,Anna Berg,anna@nordlicht.example"]);
        let looked = desk.look("list.csv", &list);
        assert_eq!(looked.understanding.leftovers, [(1, Leftover::SecondHeader)], "{story}");
        let report = desk.import("list.csv", &list);
        assert_eq!((report.rows, report.customers), (1, 1), "{story}");
        assert_eq!(desk.names(), ["Nordlicht GmbH"], "{story}");
    }
}

#[test]
fn totals_and_notes_at_the_end_are_no_data() {
    let mut desk = Desk::new();
    let list = csv(&[
        "Company,Country,Annual purchase,Contact",
        "Nordlicht GmbH,Germany,1000,Anna",
        ",,,",
        "Rio Sul Ltda,Brazil,2500,Bruno",
        "合计,,3500,",
        "说明：数据截至2026年11月20日,,,",
    ]);
    let report = desk.import("list.csv", &list);
    assert_eq!((report.rows, report.blank_rows, report.skipped_rows, report.customers), (3, 1, 0, 2));
    assert_eq!(desk.names(), ["Nordlicht GmbH", "Rio Sul Ltda"]);
    let looked = desk.look("list.csv", &list);
    assert_eq!(looked.understanding.leftovers, [(4, Leftover::Total), (5, Leftover::Note)]);
}

#[test]
fn a_customer_whose_name_begins_like_a_total_stays() {
    let mut desk = Desk::new();
    desk.import("list.csv", csv(&["Company,Country", "Total Energies SE,France", "Summe & Partner,Germany", "Grand Total Trading,India"]));
    assert_eq!(desk.names(), ["Total Energies SE", "Summe & Partner", "Grand Total Trading"]);
}

#[test]
fn headings_in_either_language_with_marks_of_necessity_are_understood() {
    let mut desk = Desk::new();
    let list = csv(&[
        "*公司名称（必填）,国家/地区 Country,联系人姓名 / Contact Name,Ｅ－ｍａｉｌ,手机（选填）,备注,Next Follow-up,序号",
        "Nordlicht GmbH,Germany,Anna Berg,anna@nordlicht.example,+49 171 5550101,asked for samples,2026-12-01,1",
        "Rio Sul Ltda,Brazil,Bruno Lima,bruno@riosul.example,+55 11 95550101,,2026-12-03,2",
        "Łódź Dom Sp. z o.o.,Poland,Ewa Nowak,ewa@lodzdom.example,+48 601 555 010,,,3",
    ]);
    let looked = desk.look("list.csv", &list);
    assert_eq!(targets(&looked.understanding), ["company", "country", "contact", "email", "mobile", "notes", "next_follow_up", "-"]);
    assert_eq!(looked.understanding.shape, Shape::Customers);
    assert_eq!(looked.report.issues, []);
}

#[test]
fn values_vote_where_words_are_silent_or_wrong() {
    let mut desk = Desk::new();
    let list = csv(&[
        "客户姓名,Info,,X1",
        "宁波海川贸易有限公司,anna@haichuan.example,Germany,+49 40 555 0101",
        "Nordlicht Trading GmbH,info@nordlicht.example,Brazil,+55 11 5555 0102",
        "Rio Sul Comercial Ltda,bruno@riosul.example,Poland,+48 22 555 01 03",
        "Delta Impex Pvt. Ltd.,raj@delta.example,India,+91 22 5555 0104",
    ]);
    let looked = desk.look("list.csv", &list);
    assert_eq!(targets(&looked.understanding), ["company", "email", "country", "phone"]);
}

#[test]
fn what_nothing_explains_becomes_a_field_that_the_user_names() {
    let mut desk = Desk::new();
    let report = desk.import(
        "list.csv",
        csv(&["Company,Shelf colour,,Empty", "Nordlicht GmbH,blue,by the door,", "Rio Sul Ltda,green,,", "Delta Ltd,blue,upstairs,"]),
    );
    assert_eq!(desk.book.extra_fields(), ["Shelf colour", "C"]);
    let card = desk.card("Nordlicht GmbH");
    assert_eq!(card.customer.extra, [("Shelf colour".to_owned(), "blue".to_owned()), ("C".to_owned(), "by the door".to_owned())]);
    assert_eq!(report.filled.get("Shelf colour"), Some(&3));
    assert_eq!(report.filled_customers.get("C"), Some(&2));
    assert!(!report.filled.contains_key("Empty"), "a column without content is of no use");
}

#[test]
fn of_two_columns_under_one_heading_the_values_decide() {
    let mut desk = Desk::new();
    let looked = desk.look(
        "list.csv",
        csv(&[
            "公司名称,备注,电话,备注,电话",
            "Nordlicht GmbH,likes blue,+49 40 555 0101,second note,+49 171 5550101",
            "Rio Sul Ltda,,+55 11 5555 0102,another one,+55 11 95550102",
        ]),
    );
    let targets = targets(&looked.understanding);
    assert_eq!([targets[1].as_str(), targets[3].as_str()], ["notes", "notes_2"]);
    assert_eq!(targets[2], "phone");
    assert!(["mobile", "contact_phone"].contains(&targets[4].as_str()), "{targets:?}");

    let looked = desk.look(
        "names.csv",
        csv(&[
            "Name,Name,Email",
            "Anna Berg,Nordlicht Trading GmbH,anna@nordlicht.example",
            "Bruno Lima,Rio Sul Comercial Ltda,bruno@riosul.example",
        ]),
    );
    assert_eq!(super::desk::targets(&looked.understanding), ["contact", "company", "email"]);
}

#[test]
fn answers_send_columns_where_a_person_says() {
    let list = csv(&["Firm,Tel,Misc,Misc", "Nordlicht GmbH,+49 171 5550101,first,second"]);
    for (header, key, expected) in [
        ("Tel", "mobile", ["company", "mobile", "+Misc", "+Misc 2"]),
        ("#2", "mobile", ["company", "mobile", "+Misc", "+Misc 2"]),
        (" tel ", "fax", ["company", "fax", "+Misc", "+Misc 2"]),
        ("#4", "notes", ["company", "phone", "+Misc", "notes"]),
        ("Tel", "-", ["company", "-", "+Misc", "+Misc 2"]),
        ("#3", "Shelf", ["company", "phone", "+Shelf", "+Misc"]),
    ] {
        let looked = Desk::new().look_as("list.csv", &list, &map(header, key));
        assert_eq!(targets(&looked.understanding), expected, "{header}={key}");
    }
    // An answer by column stands above one by heading.
    let both = Answers {
        targets: vec![("#2".to_owned(), Target::Field(Field::Fax)), ("Tel".to_owned(), Target::Field(Field::Mobile))],
        ..Answers::default()
    };
    assert_eq!(targets(&Desk::new().look_as("list.csv", &list, &both).understanding)[1], "fax");
}

#[test]
fn an_answer_about_the_header_row_stands() {
    let list = csv(&["Nordlicht GmbH,Germany", "Company,Country", "Rio Sul Ltda,Brazil"]);
    let mut desk = Desk::new();
    assert_eq!(desk.look("list.csv", &list).understanding.header_row, Some(1));
    let none = Answers { header_row: Some(None), ..map("#1", "company") };
    let looked = desk.look_as("list.csv", csv(&["Nordlicht GmbH,Germany", "Rio Sul Ltda,Brazil"]), &none);
    assert_eq!((looked.understanding.header_row, looked.report.customers), (None, 2));
}

#[test]
fn a_list_without_rows_is_no_failure() {
    for (story, content) in
        [("headings only", csv(&["Company,Country,Email"])), ("headings and blank rows", csv(&["Company,Country,Email", ",,", ",,"]))]
    {
        let mut desk = Desk::new();
        let before = desk.dump();
        let report = desk.import("list.csv", content);
        assert_eq!((report.rows, report.customers, report.step), (0, 0, None), "{story}");
        assert_eq!(report.issues, [], "{story}");
        assert_eq!(desk.dump(), before, "{story}");
    }
}

#[test]
fn the_value_of_a_merged_block_counts_for_each_of_its_rows() {
    let mut desk = Desk::new();
    let plain = rust_xlsxwriter::Format::new();
    let list = xlsx(|sheet| {
        for (column, heading) in (0_u16..).zip(["公司名称", "国家", "联系人", "邮箱"]) {
            sheet.write_string(0, column, heading)?;
        }
        sheet.merge_range(1, 0, 3, 0, "Nordlicht GmbH", &plain)?.merge_range(1, 1, 3, 1, "德国", &plain)?;
        for (row, (name, mail)) in (1_u32..).zip([
            ("Anna Berg", "anna@nordlicht.example"),
            ("Emil Vogt", "emil@nordlicht.example"),
            ("Mia Roth", "mia@nordlicht.example"),
        ]) {
            sheet.write_string(row, 2, name)?.write_string(row, 3, mail)?;
        }
        sheet.write_string(4, 0, "Rio Sul Ltda")?.write_string(4, 2, "Bruno Lima")?;
        Ok(())
    });
    let report = desk.import("list.xlsx", list);
    assert_eq!((report.rows, report.customers, report.contacts), (4, 2, 4));
    assert_eq!(issues(&report), []);
    let card = desk.card("Nordlicht GmbH");
    assert_eq!(card.contacts.iter().map(gendan::model::Contact::name).collect::<Vec<_>>(), ["Anna Berg", "Emil Vogt", "Mia Roth"]);
    assert_eq!(card.customer.text(Field::Country), "DE");
    // What a block lends to the rows below its first is not written there.
    assert_eq!((report.filled["company"], report.filled["contact"], report.filled_customers["country"]), (2, 4, 1));
}

#[test]
fn headings_in_two_rows_are_read_together() {
    let plain = rust_xlsxwriter::Format::new();
    for (story, merges_upright) in [("headings over two rows are merged", true), ("they stand in the upper row", false)] {
        let mut desk = Desk::new();
        let list = xlsx(|sheet| {
            for (column, heading) in [(0, "公司名称"), (1, "国家"), (4, "备注")] {
                if merges_upright {
                    sheet.merge_range(0, column, 1, column, heading, &plain)?;
                } else {
                    sheet.write_string(0, column, heading)?;
                }
            }
            sheet.merge_range(0, 2, 0, 3, "联系人", &plain)?;
            sheet.write_string(1, 2, "姓名")?.write_string(1, 3, "电话")?;
            for (row, cells) in (2_u32..).zip([
                ["Nordlicht GmbH", "德国", "Anna Berg", "+49 40 555 0101", "展会"],
                ["Rio Sul Ltda", "巴西", "Bruno Lima", "+55 11 5555 0102", ""],
            ]) {
                for (column, cell) in (0_u16..).zip(cells) {
                    sheet.write_string(row, column, cell)?;
                }
            }
            Ok(())
        });
        let looked = desk.look("list.xlsx", list);
        assert_eq!(looked.understanding.header_row, Some(1), "{story}");
        assert_eq!(targets(&looked.understanding), ["company", "country", "contact", "contact_phone", "notes"], "{story}");
        assert_eq!((looked.report.rows, looked.report.customers, looked.report.skipped_rows), (2, 2, 0), "{story}");
    }
}

#[test]
fn hidden_rows_are_taken_and_reported_or_left_out_on_request() {
    let list = xlsx(|sheet| {
        for (row, (name, country)) in
            (0_u32..).zip([("Company", "Country"), ("Nordlicht GmbH", "Germany"), ("Rio Sul Ltda", "Brazil"), ("Delta Ltd", "India")])
        {
            sheet.write_string(row, 0, name)?.write_string(row, 1, country)?;
        }
        sheet.set_row_hidden(2)?;
        Ok(())
    });
    let mut desk = Desk::new();
    let looked = desk.look("list.xlsx", &list);
    assert_eq!(looked.understanding.hidden_rows, Some(1));
    let report = desk.import("list.xlsx", &list);
    assert_eq!(report.customers, 3);
    assert_eq!(issues(&report), [(3, "hidden_row")]);
    let out = Answers { leaves_hidden_rows_out: true, ..Answers::default() };
    let mut desk = Desk::new();
    let report = desk.import_as("list.xlsx", &list, &out);
    assert_eq!(report.customers, 2);
    assert_eq!(desk.names(), ["Nordlicht GmbH", "Delta Ltd"]);
}

#[test]
fn hidden_rows_are_counted_where_they_have_content_below_the_header() {
    for (hidden, count) in [
        (vec![], 0),
        (vec![0], 0),
        (vec![0, 1], 1),
        (vec![1, 2, 3], 2),
        (vec![2], 0),
        (vec![1, 4, 5], 3),
        (vec![5, 6, 7, 90], 1),
        (vec![0, 1, 2, 3, 4, 5, 6], 4),
    ] {
        let list = xlsx(|sheet| {
            for (row, name) in [(0, "Company"), (1, "Nordlicht GmbH"), (3, "Rio Sul Ltda"), (4, "Delta Ltd"), (5, "Aurora AB")] {
                sheet.write_string(row, 0, name)?.write_string(row, 1, if row == 0 { "Country" } else { "India" })?;
            }
            for row in &hidden {
                sheet.set_row_hidden(*row)?;
            }
            Ok(())
        });
        assert_eq!(Desk::new().look("list.xlsx", &list).understanding.hidden_rows, Some(count), "{hidden:?}");
    }
}

#[test]
fn the_sheet_with_the_list_is_chosen_and_can_be_named() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().set_name("说明").unwrap().write_string(0, 0, "请填写客户表").unwrap();
    for (name, company) in [("客户", "Nordlicht GmbH"), ("Old", "Rio Sul Ltda")] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (row, (first, second)) in (0_u32..).zip([("公司名称", "国家"), (company, "德国")]) {
            sheet.write_string(row, 0, first).unwrap().write_string(row, 1, second).unwrap();
        }
    }
    let list = workbook.save_to_buffer().unwrap();
    let mut desk = Desk::new();
    assert_eq!(desk.look("list.xlsx", &list).understanding.sheet, "客户");
    desk.import_as("list.xlsx", &list, &Answers { sheet: Some("Old".to_owned()), ..Answers::default() });
    assert_eq!(desk.names(), ["Rio Sul Ltda"]);
}

#[test]
fn lines_of_orders_and_shipments_are_told_from_customers() {
    let mut desk = Desk::new();
    let looked = desk.look(
        "orders.xlsx",
        texts(&[
            &["客户名称", "订单号", "产品型号", "数量", "单价", "币种", "备注", "Loading remark code"],
            &["Nordlicht GmbH", "PO-1", "X-10", "500", "2.5", "USD", "rush", "L7"],
            &["Rio Sul Ltda", "PO-2", "X-11", "20", "8", "EUR", "", ""],
        ]),
    );
    assert_eq!(looked.understanding.shape, Shape::OrderLines);
    assert_eq!(
        targets(&looked.understanding),
        ["company", "order_no", "product_no", "quantity", "unit_price", "currency", "remarks", "line:Loading remark code"]
    );
    assert_eq!((looked.report.customers, looked.report.order_lines), (2, 2));
}

#[test]
fn columns_of_order_lines_in_a_list_of_customers_are_kept() {
    for heading in ["数量", "订单号", "单位", "金额", "运输方式", "Product", "HS code"] {
        let mut desk = Desk::new();
        let report = desk.import(
            "list.csv",
            csv(&[
                &format!("Company,Contact,E-mail,{heading}"),
                "Nordlicht GmbH,Anna,anna@nordlicht.example,12",
                "Rio Sul Ltda,Bruno,bruno@riosul.example,7",
            ]),
        );
        let card = desk.card("Nordlicht GmbH");
        let kept =
            card.customer.extra.iter().any(|(_, text)| text == "12") || card.customer.record.iter().any(|(_, value)| value.text() == "12");
        assert!(kept, "{heading}: {:?}", report.filled);
        assert_eq!(report.order_lines, 0);
    }
}
