//! The fictional sample: a book that looks lived in on any day, with nobody real in it, gone with one undo.

use chrono::{Days, NaiveDate, TimeZone, Utc};
use gendan::book::{Book, Now, TableQuestion};
use gendan::model::country::Country;
use gendan::model::currency::Currency;
use gendan::model::day::PartialDay;
use gendan::model::zone::parse_zone;
use gendan::model::{Contact, Customer, Field, FollowUp, Id, Kind, Of, Touch, Value, entry};
use gendan::store::Read;

const SAMPLE: &str = include_str!("../../assets/sample/customers.tsv");

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date")
}

fn now() -> Now {
    Now { at: Utc.with_ymd_and_hms(2026, 11, 20, 1, 42, 0).single().expect("an instant"), today: today() }
}

/// A customer with all that hangs on it.
struct Entry {
    customer: Customer,
    contacts: Vec<Contact>,
    touches: Vec<Touch>,
    follow_ups: Vec<FollowUp>,
}

/// The book with the sample, and what is in it.
fn sample() -> (tempfile::TempDir, Book, Vec<Entry>) {
    let folder = tempfile::tempdir().expect("a folder for the book");
    let mut book = Book::open(folder.path(), now()).expect("a new book");
    book.add_sample(now()).expect("the sample");
    let ids: Vec<Id> = book.table(&TableQuestion::default()).ids.to_vec();
    let reader = book.reader().expect("a reader");
    let entry = |id: &Id| Entry {
        customer: reader.customer(*id).expect("readable").expect("there"),
        contacts: reader.contacts_of(*id).expect("readable"),
        touches: reader.touches_of(*id).expect("readable"),
        follow_ups: reader.follow_ups_of(*id).expect("readable"),
    };
    let entries = ids.iter().map(entry).collect();
    (folder, book, entries)
}

/// Rows of the file as pairs of key and text; empty cells left out.
fn lines() -> Vec<Vec<(&'static str, &'static str)>> {
    let keys: Vec<&str> = SAMPLE.lines().next().expect("a header").split('\t').collect();
    SAMPLE.lines().skip(1).map(|line| keys.iter().copied().zip(line.split('\t')).filter(|(_, text)| !text.is_empty()).collect()).collect()
}

fn dump(book: &Book) -> Vec<u8> {
    let mut out = Vec::new();
    book.reader().expect("a reader").dump(&mut out).expect("a dump");
    out
}

#[test]
fn the_sample_is_a_whole_book_of_one_salesperson() {
    let (_folder, _book, entries) = sample();
    assert!((80..=90).contains(&entries.len()), "{} customers", entries.len());
    let count = |wanted: &dyn Fn(&Entry) -> bool| entries.iter().filter(|entry| wanted(entry)).count();
    for tier in ["VIP", "复购", "成交", "高潜", "低潜"] {
        assert!(count(&|e| e.customer.text(Field::Level) == tier) >= 5, "{tier}");
    }
    for state in ["开发中", "跟进中", "待开发", "沉睡"] {
        assert!(count(&|e| e.customer.text(Field::Status) == state) >= 4, "{state}");
    }
    for currency in ["USD", "EUR", "GBP", "JPY", "CNY"] {
        assert!(count(&|e| e.customer.text(Field::Currency) == currency) >= 2, "{currency}");
    }
    assert!(count(&|e| e.contacts.len() > 1) >= 10);
    assert!(count(&|e| e.touches.len() > 1) >= 10);
    let mut countries: Vec<&str> = entries.iter().map(|e| e.customer.text(Field::Country)).collect();
    countries.sort_unstable();
    countries.dedup();
    assert!(countries.len() >= 35, "{} countries", countries.len());
}

#[test]
fn every_cell_of_the_sample_says_what_its_field_can_hold() {
    for cells in lines() {
        for (key, text) in cells {
            let Some(field) = Field::by_key(key) else { continue };
            let usual = field.spec().choices;
            match field.kind() {
                Kind::Day => assert!(text.parse::<i64>().is_ok(), "{key}: {text} is no distance in days"),
                Kind::Country => assert!(Country::find(text).is_some(), "{text}"),
                Kind::Currency => assert!(Currency::find(text).is_some(), "{text}"),
                Kind::Zone => assert!(parse_zone(text).is_some(), "{text}"),
                Kind::Choice => assert!(usual.iter().any(|choice| choice.zh == text), "{key}: {text}"),
                _ => {
                    let usd = "USD".parse().expect("a code");
                    assert!(entry::read(field, text, usd).is_ok(), "{key}: {text}");
                }
            }
        }
    }
}

#[test]
fn money_has_a_currency_and_stars_are_one_to_five() {
    let (_folder, _book, entries) = sample();
    for Entry { customer, .. } in &entries {
        for field in Field::all().filter(|field| field.of() == Of::Customer && field.kind() == Kind::Money) {
            match customer.get(field) {
                Value::Empty => {}
                Value::Money(money) => assert_eq!(money.currency.to_string(), customer.text(Field::Currency), "{}", customer.name()),
                other => panic!("{}: {other:?}", customer.name()),
            }
        }
        match customer.get(Field::Stars) {
            Value::Number(stars) => assert!((1..=5).contains(stars), "{}", customer.name()),
            other => panic!("{}: {other:?}", customer.name()),
        }
        assert!(customer.text(Field::Group).split('/').count() <= 3, "{}", customer.name());
    }
}

#[test]
fn the_sample_is_never_stale() {
    let (_folder, _book, entries) = sample();
    let (oldest, latest) = (today() - Days::new(100), today() + Days::new(45));
    let (mut overdue, mut due, mut without) = (0, 0, 0);
    for Entry { customer, touches, follow_ups, .. } in &entries {
        for touch in touches {
            let day = touch.happened_on.date().expect("a whole day");
            assert!(oldest < day && day < today(), "{}: {day}", customer.name());
            assert!(!touch.text.is_empty() && !touch.channel.is_empty(), "{}", customer.name());
        }
        assert!(!touches.is_empty(), "{}", customer.name());
        without += usize::from(follow_ups.is_empty());
        for follow_up in follow_ups {
            let day = follow_up.due_on.date().expect("a whole day");
            assert!(day <= latest, "{}: {day}", customer.name());
            overdue += usize::from(day < today());
            due += usize::from(day == today());
        }
        for field in [Field::Created, Field::FirstContact, Field::LastOrder] {
            if let Value::Day(day) = customer.get(field) {
                assert!(*day < PartialDay::of_day(today()), "{}", customer.name());
            }
        }
    }
    assert!(overdue >= 5 && due >= 3 && without >= 3, "{overdue} overdue, {due} today, {without} without");
}

#[test]
fn no_cell_of_the_sample_names_a_day_of_the_calendar() {
    for (key, text) in lines().into_iter().flatten() {
        let chars: Vec<char> = text.chars().collect();
        for part in chars.windows(3) {
            let [before, mark, after] = part else { continue };
            let is_day = before.is_ascii_digit() && *mark == '月' && after.is_ascii_digit();
            assert!(!is_day, "{key}: {text}");
        }
        let words = text.split(|c: char| !(c.is_ascii_digit() || "-/.".contains(c)));
        for word in words {
            let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
            let is_date = parts.len() == 3 && parts.iter().all(|part| !part.is_empty()) && parts.iter().any(|part| part.len() == 4);
            assert!(!is_date, "{key}: {text}");
        }
    }
}

#[test]
fn nobody_in_the_sample_can_be_reached() {
    for (key, text) in lines().into_iter().flatten() {
        let kind = Field::by_key(key).map(Field::kind);
        if matches!(kind, Some(Kind::Email | Kind::Url)) {
            assert!(text.ends_with(".example"), "{key}: {text}");
        } else {
            assert!(!text.contains('@'), "{key}: {text}");
        }
        if kind == Some(Kind::Phone) {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            assert!(digits.contains("555") || FICTIONAL.iter().any(|range| digits.starts_with(range)), "{key}: {text}");
        }
    }
}

/// Ranges that regulators keep for plays and films, beside numbers with 555 in them.
const FICTIONAL: &[&str] = &[
    "493023125",
    "494066969",
    "498999998",
    "4917139200", // Germany
    "441134960",
    "441214960",
    "447700900", // United Kingdom
    "3326191",
    "3346571",
    "3363998", // France
    "463139006",
    "4670174",  // Sweden
    "35320910", // Ireland
    "61370100",
    "61370101",
    "61491570", // Australia
];

#[test]
fn one_undo_takes_the_whole_sample_back() {
    let folder = tempfile::tempdir().expect("a folder for the book");
    let mut book = Book::open(folder.path(), now()).expect("a new book");
    let empty = dump(&book);
    let done = book.add_sample(now()).expect("the sample");
    assert!(done.step.is_some());
    let full = dump(&book);
    assert_ne!(full, empty);
    let newest = book.table(&TableQuestion::default()).ids.first().copied();
    assert_eq!(done.customer, newest, "the one on top is selected");
    book.undo(now()).expect("undo").expect("a step");
    assert_eq!(dump(&book), empty);
    book.redo(now()).expect("redo").expect("a step");
    assert_eq!(dump(&book), full);
}
