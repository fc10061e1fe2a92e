//! What becomes of the values of a cell: nothing is lost silently, nothing is guessed.

use gendan::import::understand::{DayOrderAnswer, Repair};
use gendan::import::{Answers, Report};
use gendan::model::{ChannelKind, Field};

use super::desk::{Desk, csv, dates, issues, texts, xlsx};

/// Takes one column of values beside the names of firms, and returns what the first customer has.
fn take(heading: &str, values: &[&str]) -> (Desk, Report) {
    take_as(heading, values, &Answers::default())
}

fn take_as(heading: &str, values: &[&str], answers: &Answers) -> (Desk, Report) {
    let names = ["Nordlicht GmbH", "Rio Sul Ltda", "Delta Ltd", "Łódź Dom", "Aurora AB", "Minh Thành"];
    let rows: Vec<[&str; 2]> =
        std::iter::once(["Company", heading]).chain(names.into_iter().zip(values).map(|(name, value)| [name, *value])).collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 2]>::as_slice).collect();
    let mut desk = Desk::new();
    let report = desk.import_as("list.xlsx", texts(&rows), answers);
    (desk, report)
}

fn kinds(report: &Report) -> Vec<&str> {
    issues(report).into_iter().map(|(_, kind)| kind).collect()
}

#[test]
fn words_for_nothing_are_empty() {
    for word in
        ["NULL", "null", "N/A", "n/a", "-", "—", "/", "无", "暂无", "无。".trim_end_matches('。'), "0/0/00", "??", "\u{a0}", "\u{200b}"]
    {
        let (desk, report) = take("Address", &[word]);
        assert_eq!(desk.value("Nordlicht GmbH", Field::Address), "", "{word:?}");
        assert_eq!(report.filled.get("address").copied().unwrap_or(0), 0, "{word:?}");
        assert_eq!(kinds(&report), Vec::<&str>::new(), "{word:?}");
    }
}

#[test]
fn what_may_be_a_value_stays_where_the_field_can_hold_it() {
    for (heading, value, field, shown) in [
        ("City", "Nil", Field::City, "Nil"),
        ("Notes", "no", Field::Notes, "no"),
        ("Country", "NA", Field::Country, "Namibia"),
        ("Short name", "TBD", Field::ShortName, "TBD"),
        ("Number of Orders", "0", Field::OrdersCount, "0"),
    ] {
        let (desk, _) = take(heading, &[value]);
        assert_eq!(desk.value("Nordlicht GmbH", field), shown, "{heading}: {value}");
    }
}

#[test]
fn several_mails_and_numbers_in_one_cell_are_taken_apart() {
    for (cell, mails) in [
        ("anna@nordlicht.example; info@nordlicht.example", vec!["anna@nordlicht.example", "info@nordlicht.example"]),
        ("anna@nordlicht.example,info@nordlicht.example", vec!["anna@nordlicht.example", "info@nordlicht.example"]),
        ("anna@nordlicht.example / info@nordlicht.example", vec!["anna@nordlicht.example", "info@nordlicht.example"]),
        ("anna@nordlicht.example、info@nordlicht.example", vec!["anna@nordlicht.example", "info@nordlicht.example"]),
        ("anna@nordlicht.example | info@nordlicht.example", vec!["anna@nordlicht.example", "info@nordlicht.example"]),
        ("anna@nordlicht.example\ninfo@nordlicht.example", vec!["anna@nordlicht.example", "info@nordlicht.example"]),
        ("anna@nordlicht.example；ANNA@nordlicht.example", vec!["anna@nordlicht.example"]),
        ("ａｎｎａ＠nordlicht.example", vec!["anna@nordlicht.example"]),
        ("Anna <anna@nordlicht.example>", vec!["anna@nordlicht.example"]),
    ] {
        let mut desk = Desk::new();
        let report = desk.import("list.xlsx", texts(&[&["Company", "Contact", "E-mail"], &["Nordlicht GmbH", "Anna Berg", cell]]));
        let contact = &desk.card("Nordlicht GmbH").contacts[0];
        assert_eq!(contact.channels_of(ChannelKind::Email).collect::<Vec<_>>(), mails, "{cell:?}");
        assert_eq!(kinds(&report), Vec::<&str>::new(), "{cell:?}");
    }
    for (cell, numbers) in [
        ("+49 171 5550101; +49 171 5550102", vec!["+49 171 5550101", "+49 171 5550102"]),
        ("+49 171 5550101/+49 171 5550102", vec!["+49 171 5550101", "+49 171 5550102"]),
        ("+49 171 5550101\n+49 171 5550102", vec!["+49 171 5550101", "+49 171 5550102"]),
        ("＋４９ 171 5550101", vec!["+49 171 5550101"]),
    ] {
        let mut desk = Desk::new();
        desk.import("list.xlsx", texts(&[&["Company", "Contact", "Mobile"], &["Nordlicht GmbH", "Anna Berg", cell]]));
        let contact = &desk.card("Nordlicht GmbH").contacts[0];
        assert_eq!(contact.channels_of(ChannelKind::Mobile).collect::<Vec<_>>(), numbers, "{cell:?}");
    }
}

#[test]
fn what_is_no_mail_is_reported_and_the_others_stay() {
    let mut desk = Desk::new();
    let report = desk.import(
        "list.xlsx",
        texts(&[
            &["Company", "Contact", "E-mail"],
            &["Nordlicht GmbH", "Anna Berg", "anna(at)nordlicht; info@nordlicht.example"],
            &["Rio Sul Ltda", "Bruno Lima", "bruno@"],
            &["Delta Ltd", "Raj Rao", "raj@delta.example"],
        ]),
    );
    assert_eq!(issues(&report), [(2, "invalid_email"), (3, "invalid_email")]);
    assert_eq!(desk.card("Nordlicht GmbH").contacts[0].channels_of(ChannelKind::Email).collect::<Vec<_>>(), ["info@nordlicht.example"]);
    assert_eq!(report.filled["email"], 2);
}

#[test]
fn days_are_read_in_the_ways_in_which_people_write_them() {
    for (text, day) in [
        ("2026-03-05", "2026-03-05"),
        ("2026/3/5", "2026-03-05"),
        ("2026.03.05", "2026-03-05"),
        ("2026年3月5日", "2026-03-05"),
        ("2026年3月", "2026-03"),
        ("2026-03", "2026-03"),
        ("2026-03-05 14:30:00", "2026-03-05"),
        ("2026-03-05T14:30:00Z", "2026-03-05"),
        ("5 March 2026", "2026-03-05"),
        ("Mar 5, 2026", "2026-03-05"),
        ("05-Mar-26", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("46086", "2026-03-05"),
        ("２０２６－０３－０５", "2026-03-05"),
        ("25/3/2026", "2026-03-25"),
        ("3/25/2026", "2026-03-25"),
        ("2026", "2026"),
    ] {
        let (desk, report) = take("Created", &[text]);
        assert_eq!(desk.value("Nordlicht GmbH", Field::Created), day, "{text}");
        assert_eq!(kinds(&report), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn days_by_the_format_of_the_cell_are_what_is_shown() {
    let list = |serial: f64, format: &str| {
        let format = rust_xlsxwriter::Format::new().set_num_format(format);
        xlsx(|sheet| {
            sheet.write_string(0, 0, "Company")?.write_string(0, 1, "Created")?.write_string(1, 0, "Nordlicht GmbH")?;
            sheet.write_number_with_format(1, 1, serial, &format)?;
            Ok(())
        })
    };
    for (serial, format) in
        [(46086.0, "yyyy-mm-dd"), (46086.6, "d/m/yy h:mm"), (46086.0, "yyyy\"年\"m\"月\"d\"日\""), (46086.0, "[$-409]mmm d, yyyy")]
    {
        let mut desk = Desk::new();
        let report = desk.import("list.xlsx", list(serial, format));
        assert_eq!(desk.value("Nordlicht GmbH", Field::Created), "2026-03-05", "{format}");
        assert_eq!(kinds(&report), Vec::<&str>::new(), "{format}");
    }
    let mut desk = Desk::new();
    desk.import("mac.xlsx", since_1904(&list(44624.0, "yyyy-mm-dd")));
    assert_eq!(desk.value("Nordlicht GmbH", Field::Created), "2026-03-05", "a workbook that counts from 1904");
}

/// The same workbook, counting its days from 1904 as those of old Macs do.
fn since_1904(workbook: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name == "xl/workbook.xml" {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains("<workbookPr "), "{text}");
            bytes = text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ").into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn which_of_day_and_month_comes_first_is_decided_by_the_whole_column() {
    for (story, values, first, found) in [
        ("another day leaves only one order", ["3/5/2026", "25/3/2026", "13/4/2026"], "2026-05-03", vec![]),
        ("the other order", ["3/5/2026", "3/25/2026", "4/13/2026"], "2026-03-05", vec![]),
        ("nothing tells", ["3/5/2026", "4/6/2026", "5/7/2026"], "", vec!["day_or_month_first"; 3]),
        ("both are the same", ["5/5/2026", "6/6/2026", "7/7/2026"], "2026-05-05", vec![]),
    ] {
        let (desk, report) = take("Created", &values);
        assert_eq!(desk.value("Nordlicht GmbH", Field::Created), first, "{story}");
        assert_eq!(kinds(&report), found, "{story}");
    }
    // Without a person to ask they stay as text, in a field named after the heading; an answer decides.
    let (desk, report) = take("Created", &["3/5/2026"]);
    assert_eq!(desk.card("Nordlicht GmbH").customer.extra("Created"), "3/5/2026");
    assert!(report.issues[0].severity == gendan::import::Severity::Must && !report.issues[0].hint.is_empty());
    for (order, day) in [(DayOrderAnswer::Dmy, "2026-05-03"), (DayOrderAnswer::Mdy, "2026-03-05")] {
        let (desk, report) = take_as("Created", &["3/5/2026"], &dates(order));
        assert_eq!(desk.value("Nordlicht GmbH", Field::Created), day);
        assert_eq!(kinds(&report), Vec::<&str>::new());
    }
    let (desk, _) = take_as("Created", &["06/03/05"], &dates(DayOrderAnswer::Ymd));
    assert_eq!(desk.value("Nordlicht GmbH", Field::Created), "2006-03-05");
}

#[test]
fn days_that_cannot_be_read_stay_as_text_and_are_reported() {
    for (text, kind) in [
        ("3月5日", "date_without_year"),
        ("Mar 5", "date_without_year"),
        ("next week", "unreadable_date"),
        ("2026-02-30", "unreadable_date"),
        ("32/13/2026", "unreadable_date"),
    ] {
        for heading in ["Created", "Last contact", "Next Follow-up"] {
            let (desk, report) = take(heading, &[text]);
            assert_eq!(kinds(&report), [kind], "{heading}: {text}");
            assert_eq!(report.issues[0].value, text);
            let card = desk.card("Nordlicht GmbH");
            assert_eq!(card.customer.extra(heading), text, "{heading}: {text}");
            assert!(card.touches.is_empty() && card.follow_ups.is_empty());
        }
    }
}

#[test]
fn amounts_keep_their_currency() {
    for (currency, text, shown) in [
        ("USD", "12,500", "USD 12,500"),
        ("USD", "12500.50", "USD 12,500.50"),
        ("EUR", "12.500,50", "EUR 12,500.50"),
        ("EUR", "3,5", "EUR 3.50"),
        ("USD", "EUR 300", "EUR 300"),
        ("USD", "€1,200.00", "EUR 1,200"),
        ("", "¥1200万", "CNY 12,000,000"),
        ("JPY", "1200", "JPY 1,200"),
        ("", "12500", "12,500"),
        ("USD", "1.5M", "USD 1,500,000"),
        ("美元", "１２００", "USD 1,200"),
        ("USD", "(300)", "USD -300"),
    ] {
        let mut desk = Desk::new();
        let report = desk.import("list.xlsx", texts(&[&["Company", "Currency", "Annual purchase"], &["Nordlicht GmbH", currency, text]]));
        assert_eq!(desk.value("Nordlicht GmbH", Field::AnnualAmount), shown, "{currency} {text}");
        assert_eq!(kinds(&report), Vec::<&str>::new(), "{currency} {text}");
    }
    for text in ["a lot", "about 500", "10-20", "USD 5 EUR"] {
        let (desk, report) = take("Annual purchase", &[text]);
        assert_eq!(kinds(&report), ["unreadable_amount"], "{text}");
        assert_eq!(desk.card("Nordlicht GmbH").customer.extra("Annual purchase"), text);
    }
}

#[test]
fn the_decimal_mark_is_decided_by_the_whole_column() {
    let (desk, _) = take("Annual purchase", &["1.234", "1.200,50", "96.310,25", "7,5"]);
    assert_eq!(desk.value("Nordlicht GmbH", Field::AnnualAmount), "1,234");
    assert_eq!(desk.value("Rio Sul Ltda", Field::AnnualAmount), "1,200.50");
    let (desk, _) = take("Annual purchase", &["1.234", "1,200.50", "96,310.25", "7.5"]);
    assert_eq!(desk.value("Nordlicht GmbH", Field::AnnualAmount), "1.23");
    let (desk, _) = take("Annual purchase", &["1,234", "1.200,50", "96.310,25", "7,5"]);
    assert_eq!(desk.value("Nordlicht GmbH", Field::AnnualAmount), "1.23");
}

#[test]
fn numbers_come_as_people_see_them_and_lost_digits_are_reported() {
    let list = xlsx(|sheet| {
        let text = rust_xlsxwriter::Format::new();
        for (column, heading) in
            (0_u16..).zip(["Company", "Customer no.", "Postal code", "Mobile", "Country", "Contact", "Number of Orders"])
        {
            sheet.write_string(0, column, heading)?;
        }
        sheet.write_string(1, 0, "Nordlicht GmbH")?.write_number(1, 1, 1042.0)?.write_number(1, 2, 1067.0)?.write_number(
            1,
            3,
            491_715_550_101.0,
        )?;
        sheet.write_string(1, 4, "Germany")?.write_string(1, 5, "Anna Berg")?.write_number(1, 6, 12.0)?;
        sheet.write_string_with_format(2, 0, "Rio Sul Ltda", &text)?.write_string(2, 1, "00042")?.write_string(2, 2, "01310-100")?;
        sheet.write_string(2, 3, "8.61380E+12")?.write_string(2, 4, "Brazil")?.write_string(2, 5, "Bruno Lima")?;
        Ok(())
    });
    let mut desk = Desk::new();
    let report = desk.import("list.xlsx", list);
    for (customer, field, value) in [
        ("Nordlicht GmbH", Field::CustomerNo, "1042"),
        ("Nordlicht GmbH", Field::Postcode, "1067"),
        ("Nordlicht GmbH", Field::Mobile, "491715550101"),
        ("Nordlicht GmbH", Field::OrdersCount, "12"),
        ("Rio Sul Ltda", Field::CustomerNo, "00042"),
        ("Rio Sul Ltda", Field::Postcode, "01310-100"),
        ("Rio Sul Ltda", Field::Mobile, ""),
    ] {
        assert_eq!(desk.value(customer, field), value, "{customer} {}", field.key());
    }
    assert_eq!(issues(&report), [(2, "leading_zero_lost"), (3, "digits_lost")]);
    assert!(report.issues[1].message.contains("8.61380E+12"), "{}", report.issues[1].message);
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    for text in ["=1+1", "+SUM(A1:A9)", "-2+3+cmd|' /C calc'!A0", "@SUM(1)"] {
        let (desk, report) = take("Notes", &[text]);
        assert_eq!(desk.value("Nordlicht GmbH", Field::Notes), text);
        assert_eq!(kinds(&report), ["formula_like_text"], "{text}");
    }
    for (heading, text, field) in
        [("Phone", "+49 40 555 0101", Field::Phone), ("Notes", "-5 %", Field::Notes), ("Notes", "- asked twice", Field::Notes)]
    {
        let (desk, _) = take(heading, &[text]);
        assert_eq!(desk.value("Nordlicht GmbH", field), text);
    }
}

#[test]
fn a_formula_counts_by_its_result_and_a_failed_one_is_reported() {
    let list = xlsx(|sheet| {
        sheet.write_string(0, 0, "Company")?.write_string(0, 1, "City")?.write_string(0, 2, "Notes")?;
        sheet.write_string(1, 0, "Nordlicht GmbH")?;
        sheet.write_formula(1, 1, rust_xlsxwriter::Formula::new("=\"Ham\"&\"burg\"").set_result("Hamburg"))?;
        sheet.write_formula(1, 2, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!"))?;
        Ok(())
    });
    let mut desk = Desk::new();
    let report = desk.import("list.xlsx", list);
    assert_eq!(desk.value("Nordlicht GmbH", Field::City), "Hamburg");
    assert_eq!(desk.value("Nordlicht GmbH", Field::Notes), "");
    assert_eq!(issues(&report), [(2, "cell_error")]);
}

#[test]
fn invisible_characters_and_spaces_at_the_edges_do_not_count() {
    let mut desk = Desk::new();
    let report = desk.import(
        "list.xlsx",
        texts(&[
            &["Company", "City", "Contact", "E-mail"],
            &["\u{a0}Nordlicht GmbH\u{200b} ", "\tHamburg ", "Anna\u{a0}Berg", "\u{feff}anna@nordlicht.example "],
            &["Nordlicht GmbH", "Bremen", "Anna Berg", ""],
        ]),
    );
    assert_eq!(desk.names(), ["Nordlicht GmbH"]);
    assert_eq!(desk.value("Nordlicht GmbH", Field::City), "Hamburg");
    assert_eq!((report.contacts, kinds(&report)), (1, vec![]));
}

#[test]
fn countries_currencies_stars_groups_and_tags_are_understood() {
    for (heading, text, field, shown) in [
        ("Country", "德国", Field::Country, "Germany"),
        ("Country", "Deutschland", Field::Country, "Germany"),
        ("Country", "DE", Field::Country, "Germany"),
        ("Country", "U.S.A.", Field::Country, "United States"),
        ("Currency", "美元", Field::Currency, "USD"),
        ("Stars", "★★★★☆", Field::Stars, "4"),
        ("Stars", "3星", Field::Stars, "3"),
        ("Group", "Europe > Germany > North", Field::Group, "Europe/Germany/North"),
        ("Tags", "fair、old; fair|new", Field::Tags, "fair; old; new"),
        ("Website", "HTTP://www.Nordlicht.example/", Field::Website, "http://www.nordlicht.example/"),
    ] {
        let (desk, report) = take(heading, &[text]);
        assert_eq!(desk.value("Nordlicht GmbH", field).to_lowercase(), shown.to_lowercase(), "{heading}: {text}");
        assert_eq!(kinds(&report), Vec::<&str>::new(), "{heading}: {text}");
    }
    for (heading, text, field, shown, kind) in [
        ("Country", "Atlantis", Field::Country, "Atlantis", "unknown_country"),
        ("Currency", "Taler", Field::Currency, "Taler", "unknown_currency"),
        ("Stars", "9", Field::Stars, "", "unreadable_number"),
        ("Number of Orders", "a dozen", Field::OrdersCount, "", "unreadable_number"),
        ("Group", "a/b/c/d/e", Field::Group, "a/b/c d e", "group_too_deep"),
        ("Phone", "ask Anna", Field::Phone, "ask Anna", "odd_phone"),
    ] {
        let (desk, report) = take(heading, &[text]);
        assert_eq!(desk.value("Nordlicht GmbH", field), shown, "{heading}: {text}");
        assert_eq!(kinds(&report), [kind], "{heading}: {text}");
    }
}

#[test]
fn long_and_multi_line_texts_come_whole() {
    let long = "很长的备注 ".repeat(3_000);
    let lines = "first line\nsecond line\n\n\"quoted\", with; separators\tand tab";
    let mut desk = Desk::new();
    let report = desk.import("list.xlsx", texts(&[&["Company", "Notes", "Address"], &["Nordlicht GmbH", long.trim_end(), lines]]));
    assert_eq!(desk.value("Nordlicht GmbH", Field::Notes), long.trim_end());
    assert_eq!(desk.value("Nordlicht GmbH", Field::Address).lines().count(), 4);
    assert_eq!(kinds(&report), Vec::<&str>::new());
    let name = "N".repeat(5_000);
    desk.import("names.xlsx", texts(&[&["Company"], &[&name]]));
    assert!(desk.names().contains(&name));
}

#[test]
fn the_notes_of_several_rows_are_joined_and_tags_are_gathered() {
    let mut desk = Desk::new();
    desk.import(
        "list.csv",
        csv(&[
            "Company,Notes,Tags,City",
            "Nordlicht GmbH,asked for samples,fair,Hamburg",
            "Nordlicht GmbH,paid late,old;fair,Bremen",
            "Nordlicht GmbH,asked for samples,,",
        ]),
    );
    assert_eq!(desk.value("Nordlicht GmbH", Field::Notes), "asked for samples\npaid late");
    assert_eq!(desk.value("Nordlicht GmbH", Field::Tags), "fair; old");
    assert_eq!(desk.value("Nordlicht GmbH", Field::City), "Hamburg");
}

#[test]
fn a_repaired_cell_counts_as_if_it_had_been_written_so() {
    let list = csv(&[
        "Company,Created,E-mail,Contact",
        "Nordlicht GmbH,soon,anna(at)nordlicht,Anna",
        "Rio Sul Ltda,2026-03-05,bruno@riosul.example,Bruno",
    ]);
    let repair = |row, column, text: &str| Repair { row, column, text: text.to_owned() };
    let repairs = vec![repair(1, 1, "later"), repair(1, 2, "anna@nordlicht.example"), repair(1, 1, "2026-03-04"), repair(2, 2, "")];
    let mut desk = Desk::new();
    assert_eq!(issues(&desk.look("list.csv", &list).report), [(2, "unreadable_date"), (2, "invalid_email")]);
    let report = desk.import_as("list.csv", &list, &Answers { repairs, ..Answers::default() });
    assert_eq!(issues(&report), []);
    assert_eq!(desk.value("Nordlicht GmbH", Field::Created), "2026-03-04", "the last repair of a cell counts");
    assert_eq!(desk.value("Nordlicht GmbH", Field::Email), "anna@nordlicht.example");
    assert_eq!(desk.value("Rio Sul Ltda", Field::Email), "", "an empty repair empties the cell");
}
