//! Lists of touches and of follow-ups: each row becomes what happened, with its own day and author, and what shall happen next.

use gendan::book::{CardSnapshot, Edit, FollowEdit};
use gendan::import::{Shape, Target};
use gendan::model::follow::Direction;
use gendan::model::{Field, Habits, Id, Touch};
use gendan::words::{Language, speak};

use super::desk::Desk;

const RECORDS: &str = "客户名称,联系人,跟进时间,跟进方式,跟进内容,跟进人,下次跟进时间,跟进主题\n\
    Hermann Küchen GmbH,Anna Berg,2026-10-12 14:30,电话,询问新款样品，要求下周报价,李明,2026-10-19,样品\n\
    Hermann Küchen GmbH,Anna Berg,2026-10-20,邮件,已报价 FOB 宁波 1.25,李明,2026-12-01,\n\
    Al Noor Trading,,2026-09-30,WhatsApp,节日问候,王芳,,\n";

fn touches(card: &CardSnapshot) -> Vec<(String, &str, &str, &str)> {
    card.touches.iter().map(|t| (t.happened_on.to_string(), t.channel.as_str(), t.text.as_str(), t.author.as_str())).collect()
}

fn plans(card: &CardSnapshot) -> Vec<(String, &str)> {
    card.follow_ups.iter().map(|plan| (plan.due_on.to_string(), plan.goal.as_str())).collect()
}

#[test]
fn what_a_row_stands_for_is_told_by_its_headings() {
    speak(Language::English);
    let mut desk = Desk::new();
    for (list, shape) in [
        (RECORDS, Shape::Touches),
        ("Company,Date,Activity Type,Notes,Created By\nACME,2026-10-12,Call,asked for samples,Li\n", Shape::Touches),
        ("日期,客户,沟通内容\n2026-10-12,ACME,要样品\n", Shape::Touches),
        ("公司,电话,联系日期,联系记录\nACME,0574 8812 3456,2026-10-12,要样品\n", Shape::Touches),
        // The last contact of a customer is no row of its own.
        ("公司名称,最近跟进时间,最后跟进内容\nACME,2026-10-12,要样品\n", Shape::Customers),
        (
            "公司名称,国家,联系人,邮箱,电话,网址,跟进时间,跟进记录\nACME,德国,Anna,a@acme.example,0574 8812 3456,acme.example,2026-10-12,要样品\n",
            Shape::Customers,
        ),
        ("公司名称,跟进记录\nACME,要样品\n", Shape::Customers),
        ("公司名称,跟进方式\nACME,电话\n", Shape::Customers),
        ("Company,Order No,Quantity,Unit Price,Activity Date,Notes\nACME,PO-1,5,2.5,2026-10-12,called\n", Shape::OrderLines),
    ] {
        assert_eq!(desk.look("list.csv", list).understanding.shape, shape, "{list}");
    }
}

#[test]
fn each_row_is_a_touch_with_its_day_way_words_and_author() {
    speak(Language::English);
    let mut desk = Desk::new();
    let report = desk.import("records.csv", RECORDS);
    assert_eq!((report.customers, report.contacts, report.touches_by.added), (2, 1, 3));
    assert!(report.issues.is_empty(), "{:?}", report.issues);
    let card = desk.card("Hermann Küchen GmbH");
    assert_eq!(
        touches(&card),
        [
            ("2026-10-20".to_owned(), "邮件", "已报价 FOB 宁波 1.25", "李明"),
            ("2026-10-12".to_owned(), "电话", "询问新款样品，要求下周报价\n跟进主题: 样品", "李明"),
        ]
    );
    assert!(card.touches.iter().all(|touch| touch.contact == Some(card.contacts[0].id) && touch.import.is_some()));
    // The call of 20 October was the follow-up planned for the 19th: only the step of the last row is still to be done.
    assert_eq!(plans(&card), [("2026-12-01".to_owned(), "")]);
    assert!(card.customer.text(Field::Owner).is_empty() && card.customer.extra.is_empty(), "who wrote it down does not own the customer");
    let other = desk.card("Al Noor Trading");
    assert_eq!(touches(&other), [("2026-09-30".to_owned(), "WhatsApp", "节日问候", "王芳")]);
    assert!(other.follow_ups.is_empty());
}

#[test]
fn the_same_list_again_adds_nothing_and_one_step_takes_it_back() {
    speak(Language::English);
    let mut desk = Desk::new();
    let empty = desk.dump();
    desk.import("records.csv", RECORDS);
    let taken = desk.dump();
    let again = desk.import("records.csv", RECORDS);
    assert_eq!((again.step, again.touches_by.added, again.touches_by.unchanged), (None, 0, 3));
    // A later export has one more row, and the step of the row before is done with.
    let longer = format!("{RECORDS}Hermann Küchen GmbH,Anna Berg,2026-11-02,拜访,来访看厂,李明,2026-12-20,\n");
    let later = desk.import("records.csv", &longer);
    assert_eq!((later.touches_by.added, later.touches_by.unchanged), (1, 3));
    let card = desk.card("Hermann Küchen GmbH");
    assert_eq!((card.touches.len(), plans(&card)), (3, vec![("2026-12-20".to_owned(), "")]));
    desk.undo();
    assert_eq!(desk.dump(), taken);
    desk.undo();
    assert_eq!(desk.dump(), empty);
}

#[test]
fn a_touch_of_which_only_the_day_was_known_is_completed() {
    speak(Language::English);
    let mut desk = Desk::new();
    desk.import("customers.csv", "公司名称,联系人,最近跟进时间,下次跟进时间\nHermann Küchen GmbH,Anna Berg,2026-10-20,2026-12-01\n");
    let report = desk.import("records.csv", RECORDS);
    assert_eq!((report.touches_by.added, report.touches_by.updated), (2, 1));
    let card = desk.card("Hermann Küchen GmbH");
    assert_eq!(card.touches.iter().map(|touch| touch.happened_on.to_string()).collect::<Vec<_>>(), ["2026-10-20", "2026-10-12"]);
    assert_eq!((card.touches[0].channel.as_str(), card.touches[0].contact), ("邮件", Some(card.contacts[0].id)));
    assert_eq!(card.follow_ups.len(), 1);
    // The list of customers says no more than before.
    let again =
        desk.import("customers.csv", "公司名称,联系人,最近跟进时间,下次跟进时间\nHermann Küchen GmbH,Anna Berg,2026-10-20,2026-12-01\n");
    assert_eq!(again.step, None);
}

#[test]
fn what_a_person_changed_or_logged_stays() {
    speak(Language::English);
    let mut desk = Desk::new();
    desk.import("records.csv", RECORDS);
    let card = desk.card("Hermann Küchen GmbH");
    let quoted = Touch { text: "quoted 1.25, he wants 1.20".to_owned(), ..card.touches[0].clone() };
    desk.edit(Edit::Follow(FollowEdit::EditTouch { touch: Box::new(quoted) }));
    let own = Touch { id: Id(0), text: "called back".to_owned(), import: None, ..card.touches[0].clone() };
    desk.edit(Edit::log(own));
    let before = desk.dump();
    assert_eq!(desk.import("records.csv", RECORDS).step, None);
    assert_eq!(desk.dump(), before);
    assert_eq!(desk.card("Hermann Küchen GmbH").touches.len(), 3);
}

#[test]
fn rows_without_a_day_and_odd_cells_lose_nothing() {
    speak(Language::English);
    let mut desk = Desk::new();
    let list = "客户名称,跟进时间,跟进方式,跟进内容,下次跟进时间,下次跟进内容,方向\n\
        ACME,,电话,没有日期,,寄样品,\n\
        ACME,someday,电话,日期看不懂,,,\n\
        ACME,2026-10-12 下午 3:05,电话,要样品,2026-13-40,寄样品,呼出\n\
        ACME,2026-10-12,电话,要样品,,,来电\n\
        ,2026-10-13,电话,谁？,,,\n";
    let report = desk.import("records.csv", list);
    let kinds: Vec<(u32, &str)> = report.issues.iter().map(|issue| (issue.row, issue.kind.as_str())).collect();
    assert_eq!(kinds, [(3, "unreadable_date"), (4, "unreadable_date"), (6, "missing_company")]);
    let card = desk.card("ACME");
    assert_eq!(card.customer.text(Field::Notes), "电话\n没有日期\nNext step: 寄样品\n电话\n日期看不懂");
    assert_eq!(card.customer.extra("跟进时间"), "someday", "what is no date stays as text");
    let said: Vec<_> = card.touches.iter().map(|touch| (touch.text.as_str(), touch.direction)).collect();
    assert!(said.contains(&("要样品\nNext step: 寄样品", Some(Direction::Out))), "{said:?}");
    assert!(said.contains(&("要样品", Some(Direction::In))), "{said:?}");
    assert_eq!(card.follow_ups.len(), 0);
}

#[test]
fn the_time_of_day_is_meant_where_one_works() {
    speak(Language::English);
    let mut desk = Desk::new();
    desk.book.set_habits(Habits { zone: "Asia/Shanghai".parse().ok(), ..desk.book.habits().clone() }).unwrap();
    desk.import("records.csv", RECORDS);
    let card = desk.card("Hermann Küchen GmbH");
    let instants: Vec<_> = card.touches.iter().map(|touch| touch.happened_at_ms).collect();
    // 14:30 in Shanghai is 06:30 UTC.
    assert_eq!(instants, [None, Some(1_791_786_600_000)]);
}

#[test]
fn a_list_of_customers_may_say_how_the_last_contact_was_and_what_comes_next() {
    speak(Language::English);
    let mut desk = Desk::new();
    desk.import(
        "customers.csv",
        "公司名称,国家,最近跟进时间,跟进方式,下次跟进时间,下次跟进内容,备注\nACME,德国,2026-10-20,邮件,2026-12-01,寄样品,老客户\n",
    );
    let card = desk.card("ACME");
    assert_eq!(touches(&card), [("2026-10-20".to_owned(), "邮件", "", "")]);
    assert_eq!(plans(&card), [("2026-12-01".to_owned(), "寄样品")]);
    assert_eq!(card.customer.text(Field::Notes), "老客户");
    // Without a day there is nothing to hang it on: it becomes a field of the user's own.
    let looked = desk.look("other.csv", "公司名称,国家,跟进方式,下次跟进内容\nACME,德国,邮件,寄样品\n");
    let own = looked.understanding.columns.iter().filter(|column| matches!(column.target, Target::Extra(_))).count();
    assert_eq!(own, 2);
}

#[test]
fn a_note_with_dated_lines_stays_and_tells_touches_as_well() {
    speak(Language::English);
    let mut desk = Desk::new();
    let list = "公司名称,国家,最近跟进时间,跟进记录,备注\n\
        ACME,德国,2026-10-20,\"2026-10-12 电话：要样品\n2026-10-20 已报价 FOB 1.25\",2026-01-01 建档\n\
        Bolt,德国,2026-10-01,没有日期,\n";
    desk.import("customers.csv", list);
    let card = desk.card("ACME");
    assert_eq!(
        touches(&card),
        [("2026-10-20".to_owned(), "", "已报价 FOB 1.25", ""), ("2026-10-12".to_owned(), "电话", "电话：要样品", "")]
    );
    // The notes are as they were written, and those that are no record of touches tell none.
    let notes = [Field::Notes, Field::Notes2].map(|field| card.customer.text(field));
    assert_eq!(notes, ["2026-01-01 建档", "2026-10-12 电话：要样品\n2026-10-20 已报价 FOB 1.25"]);
    assert_eq!(touches(&desk.card("Bolt")), [("2026-10-01".to_owned(), "", "", "")]);
    assert_eq!(desk.import("customers.csv", list).step, None);
}
