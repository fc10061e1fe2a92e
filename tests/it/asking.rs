//! The index answers what a query means: as [`Query::matches`] says it for one customer at a time, and its counts are those of
//! counting one by one. Held for any customers, edits and queries.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeZone, Utc};
use gendan::book::query::{self, Facts, Known};
use gendan::book::{Book, CardSnapshot, Column, Edit, Facets, Now, Sort, TableQuestion};
use gendan::model::currency::CurrencyCode;
use gendan::model::day::PartialDay;
use gendan::model::{ChannelKind, Contact, Customer, ExtraKind, Field, FollowUp, Id, Of, Touch, Value, entry};
use proptest::prelude::*;

fn now() -> Now {
    Now { at: Utc.with_ymd_and_hms(2026, 11, 21, 8, 0, 0).unwrap(), today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap() }
}

struct Bench {
    book: Book,
    _folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { book: Book::open(folder.path(), now()).unwrap(), _folder: folder }
    }

    fn ids(&self, search: &str) -> Vec<Id> {
        let mut ids = self.book.table(&TableQuestion { search: search.to_owned(), sort: Vec::new() }).ids.to_vec();
        ids.sort_unstable();
        ids
    }
}

/// What a customer of the tests can have, by a number each.
const CHOICES: [(Field, &[&str]); 16] = [
    (Field::Company, &["Hermann Küchen GmbH", "阿联酋绿洲贸易", "Łódź Dom", "Nordlicht AG", "廣東機械"]),
    (Field::Country, &["DE", "CN", "", "Atlantis", "FR"]),
    (Field::Level, &["A", "B", "", "VIP", "复购", "Repeat"]),
    (Field::Status, &["跟进中", "Dormant", "", "开发中", "Developing", "mine"]),
    (Field::Stars, &["1", "3", "", "5", "4"]),
    (Field::Tags, &["展会", "展会;VIP客户", "", "广交展会;old", "old"]),
    (Field::Group, &["Europe/Germany", "Europe", "", "Europe/Germany/Nord", "Asia"]),
    (Field::AnnualAmount, &["USD 12000", "EUR 500.5", "", "CNY 50000", "JPY 7"]),
    (Field::Phone, &["+49 40 555 07 12", "040-555 0712", "", "0571 88886666; +86 139 0000 1111", "110"]),
    (Field::CompanyEmail, &["office@dom.example", "", "sales@nord.example", "", ""]),
    (Field::City, &["Berlin", "berlin", "", "宁波", "Kiel"]),
    (Field::Notes, &["waits until spring", "", "call 0171-555 99 88", "在展会上认识", ""]),
    (Field::Created, &["2026-02-10", "2026-03", "", "2025", "soon"]),
    (Field::Owner, &["Li Wei", "", "张三", "Li Wei", "Ann"]),
    (Field::SalesStaff, &["12", "", "7", "100", ""]),
    (Field::Currency, &["USD", "EUR", "", "CNY", ""]),
];

#[derive(Clone, Debug)]
struct Firm {
    values: [u8; 16],
    contacts: Vec<[u8; 4]>,
    touches: Vec<u8>,
    due: Vec<(u8, bool)>,
    extra: u8,
}

fn firm() -> impl Strategy<Value = Firm> {
    let contacts = prop::collection::vec(any::<[u8; 4]>(), 0..3);
    let due = prop::collection::vec((any::<u8>(), any::<bool>()), 0..3);
    (any::<[u8; 16]>(), contacts, prop::collection::vec(any::<u8>(), 0..3), due, any::<u8>())
        .prop_map(|(values, contacts, touches, due, extra)| Firm { values, contacts, touches, due, extra })
}

fn pick<'a>(of: &[&'a str], number: u8) -> &'a str {
    of[usize::from(number) % of.len()]
}

fn day(number: u8) -> PartialDay {
    let days = ["2026-11-20", "2026-11-01", "2026-10-30", "2025-05-05", "2026-11-22", "2026-12", "2026-11-28"];
    pick(&days, number).parse().unwrap()
}

impl Firm {
    fn edits(&self) -> Vec<Edit> {
        let mut customer = Customer::new(Id(0));
        for ((field, texts), number) in CHOICES.iter().zip(self.values) {
            customer.set(*field, entry::read(*field, pick(texts, number), CurrencyCode::USD).unwrap());
        }
        customer.set_extra("Shelf", pick(&["blue 7", "", "red", "12"], self.extra));
        let contact = |numbers: &[u8; 4]| {
            let mut contact = Contact::new(Id(0), Id(0));
            contact.record.set(Field::Contact, pick(&["Anna Berg", "王芳", "", "Bob"], numbers[0]));
            contact.record.set(Field::Title, pick(&["Buyer", "经理", "", "buyer"], numbers[1]));
            contact.record.set(Field::FirstName, pick(&["", "Eva", "", ""], numbers[1]));
            for (kind, value) in [
                (ChannelKind::Email, pick(&["anna@hk.example", "", "bob@nord.example"], numbers[2])),
                (ChannelKind::Email, pick(&["", "second@hk.example"], numbers[3])),
                (ChannelKind::Mobile, pick(&["0171/555 99 88", "", "+8613900001111"], numbers[3])),
            ] {
                contact.add_channel(kind, value);
            }
            contact
        };
        vec![Edit::AddCustomer { customer: Box::new(customer), contacts: self.contacts.iter().map(contact).collect() }]
    }

    fn happened(&self, customer: Id) -> Vec<Edit> {
        let touches = self.touches.iter().map(|number| Edit::log(Touch::new(Id(0), customer, day(*number))));
        let due = self.due.iter().map(|(number, is_done)| {
            Edit::plan(FollowUp { done_on: is_done.then(|| day(0)), ..FollowUp::new(Id(0), customer, day(*number)) })
        });
        touches.chain(due).collect()
    }
}

/// Terms whose words pinyin spells nowhere, so that they mean the same letter by letter.
const TERMS: [&str; 54] = [
    "kuche",
    "绿洲",
    "example",
    "dom",
    "\"hermann kuchen\"",
    "berg",
    "germany",
    "德国",
    "spring",
    "4940555",
    "017155599",
    "country:DE",
    "country:中国",
    "country:=atlantis",
    "tier:A",
    "tier:vip",
    "tier:复购",
    "status:跟进中",
    "status:dormant",
    "status:mine",
    "stars:>3",
    "stars:<=3",
    "stars:4",
    "tag:展会",
    "tag:old",
    "tag:广交",
    "group:Europe",
    "group:Europe/Germany",
    "group:=Europe",
    "amount:>10000",
    "amount:<600",
    "amount:500..20k",
    "amount:>1000USD",
    "last:<30d",
    "last:>30d",
    "last:never",
    "next:<7d",
    "next:2026-11",
    "has:email",
    "missing:phone",
    "has:tags",
    "missing:owner",
    "has:next",
    "email:nord",
    "phone:1390000",
    "city:berlin",
    "created:2026",
    "created:<2026-03",
    "owner:\"Li Wei\"",
    "currency:EUR",
    "title:buyer",
    "complete:<20",
    "complete:>=25%",
    "completeness:10..30",
];

#[derive(Clone, Debug)]
enum Ask {
    Term(usize),
    Not(Box<Ask>),
    All(Vec<Ask>),
    Any(Vec<Ask>),
}

impl std::fmt::Display for Ask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let joined = |f: &mut std::fmt::Formatter<'_>, parts: &[Ask], between: &str| {
            let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
            write!(f, "({})", parts.join(between))
        };
        match self {
            Self::Term(number) => f.write_str(TERMS[number % TERMS.len()]),
            Self::Not(part) => write!(f, "-({part})"),
            Self::All(parts) => joined(f, parts, " "),
            Self::Any(parts) => joined(f, parts, " or "),
        }
    }
}

fn ask() -> impl Strategy<Value = Ask> {
    any::<usize>().prop_map(Ask::Term).prop_recursive(3, 8, 3, |part| {
        prop_oneof![
            2 => part.clone().prop_map(|part| Ask::Not(Box::new(part))),
            3 => prop::collection::vec(part.clone(), 1..3).prop_map(Ask::All),
            3 => prop::collection::vec(part, 1..3).prop_map(Ask::Any),
        ]
    })
}

fn cards(bench: &Bench) -> Vec<CardSnapshot> {
    bench.ids("").into_iter().map(|id| bench.book.card(id).unwrap().unwrap()).collect()
}

/// The customers that are as `search` asks, looked at one by one.
fn one_by_one(cards: &[CardSnapshot], search: &str) -> Vec<Id> {
    let extras = [("Shelf".to_owned(), ExtraKind::Text)];
    let query = query::parse(search, &Known { today: now().today, extras: &extras }).unwrap_or_else(|error| panic!("{search}: {error}"));
    let matches = |card: &&CardSnapshot| {
        query.matches(&Facts {
            customer: &card.customer,
            contacts: &card.contacts,
            touches: &card.touches,
            follow_ups: &card.follow_ups,
            trade: None,
            stood: Default::default(),
        })
    };
    cards.iter().filter(matches).map(|card| card.customer.id).collect()
}

fn counted(cards: &[CardSnapshot], ids: &[Id], field: Field) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for card in cards.iter().filter(|card| ids.contains(&card.customer.id)) {
        let values: Vec<String> = match card.customer.get(field) {
            Value::Empty => Vec::new(),
            Value::Tags(tags) => tags.clone(),
            Value::Number(number) => vec![number.to_string()],
            // A choice is one in either language.
            value => {
                let same = field.spec().choices.iter().find(|choice| [choice.zh, choice.en].contains(&value.text()));
                vec![same.map_or(value.text(), |choice| choice.zh).to_owned()]
            }
        };
        for value in values {
            *counts.entry(value).or_default() += 1;
        }
    }
    counts
}

/// Which of the counts.
type Counts = fn(&Facets) -> &Vec<(String, usize)>;

fn check_facets(bench: &Bench, search: &str, base: &str, field: Field, of: Counts) {
    let facets = bench.book.facets(&TableQuestion { search: search.to_owned(), sort: Vec::new() });
    let cards = cards(bench);
    let expected = counted(&cards, &one_by_one(&cards, base), field);
    let found: BTreeMap<String, usize> = of(&facets).iter().cloned().collect();
    assert_eq!(found, expected, "{} of {search:?}", field.key());
    assert_eq!(found.len(), of(&facets).len(), "each value once");
}

fn filled(firms: &[Firm]) -> Bench {
    let mut bench = Bench::new();
    bench.book.apply_all(firms.iter().flat_map(Firm::edits).collect(), now()).unwrap();
    let ids = bench.ids("");
    let happened = firms.iter().zip(&ids).flat_map(|(firm, id)| firm.happened(*id)).collect();
    bench.book.apply_all(happened, now()).unwrap();
    bench.book.wait_for_index().unwrap();
    bench
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn the_index_answers_what_a_query_means(
        firms in prop::collection::vec(firm(), 1..14),
        asks in prop::collection::vec(ask(), 10),
        change in (any::<prop::sample::Index>(), 0..16_usize, any::<u8>()),
    ) {
        let mut bench = filled(&firms);
        let check = |bench: &Bench| {
            let cards = cards(bench);
            for search in TERMS.map(str::to_owned).into_iter().chain(asks.iter().map(ToString::to_string)) {
                assert_eq!(bench.ids(&search), one_by_one(&cards, &search), "{search}");
            }
        };
        check(&bench);
        let ids = bench.ids("");
        let (field, texts) = CHOICES[change.1];
        let text = pick(texts, change.2);
        if field != Field::Company || !text.is_empty() {
            bench.book.apply(Edit::SetField { customers: vec![*change.0.get(&ids)], field, text: text.to_owned() }, now()).unwrap();
        }
        bench.book.apply(Edit::DeleteCustomers { customers: vec![ids[0]] }, now()).unwrap();
        check(&bench);
        bench.book.undo(now()).unwrap();
        check(&bench);
    }

    #[test]
    fn counts_are_those_of_counting_one_by_one(firms in prop::collection::vec(firm(), 1..14)) {
        let bench = filled(&firms);
        let of: [(Field, Counts); 5] = [
            (Field::Status, |facets| &facets.states),
            (Field::Tags, |facets| &facets.tags),
            (Field::Stars, |facets| &facets.stars),
            (Field::Level, |facets| &facets.levels),
            (Field::Country, |facets| &facets.countries),
        ];
        for (field, of) in of {
            for search in ["", "kuche", "city:berlin", "email:nord or 绿洲"] {
                check_facets(&bench, search, search, field, of);
            }
        }
        // A filter of its own kind does not count, those of other kinds do.
        check_facets(&bench, "country:DE tier:A", "tier:A", Field::Country, |facets| &facets.countries);
        check_facets(&bench, "country:DE tier:A", "country:DE", Field::Level, |facets| &facets.levels);
        check_facets(&bench, "country:DE tier:A", "country:DE tier:A", Field::Status, |facets| &facets.states);
        check_facets(&bench, "(country:DE or country:FR) -country:CN kuche", "kuche", Field::Country, |facets| &facets.countries);
        check_facets(&bench, "country:DE or tier:A", "country:DE or tier:A", Field::Country, |facets| &facets.countries);
        check_facets(&bench, "tag:old", "", Field::Tags, |facets| &facets.tags);
        let facets = bench.book.facets(&TableQuestion { search: "kuche".to_owned(), sort: Vec::new() });
        prop_assert_eq!(facets.found, bench.ids("kuche").len());
        let cards = cards(&bench);
        for (path, count) in &facets.groups {
            prop_assert_eq!(*count, one_by_one(&cards, &format!("kuche group:\"{}\"", path.join("/"))).len(), "{:?}", path);
        }
    }
}

#[test]
fn what_is_mistyped_filters_nothing_and_the_rest_holds() {
    let firms = [0, 1, 2].map(|number| Firm { values: [number; 16], contacts: vec![], touches: vec![], due: vec![], extra: number });
    let bench = filled(&firms);
    let all = bench.ids("");
    assert_eq!(bench.ids("country:"), all);
    assert_eq!(bench.ids("stars:many kuche"), vec![all[0]]);
    assert_eq!(bench.ids("nosuchfield:x 绿洲"), vec![all[1]]);
    assert_eq!(bench.ids("shelf:blue"), vec![all[0]]);
    assert_eq!(bench.ids("missing:shelf"), vec![all[1]]);
    assert_eq!(bench.ids("kuche or lvzhou"), all[..2].to_vec(), "pinyin within a query");
    assert_eq!(bench.ids("-lvzhou 贸易"), Vec::new());
}

#[test]
fn every_column_can_be_sorted_by_also_with_a_filter() {
    let firms: Vec<Firm> = (0..12)
        .map(|number| Firm {
            values: [number; 16],
            contacts: vec![[number; 4]],
            touches: vec![number],
            due: vec![(number, number % 2 == 0)],
            extra: number,
        })
        .collect();
    let bench = filled(&firms);
    let columns = Field::all().filter(|field| field.of() != Of::OrderLine).map(Column::of);
    for column in columns.chain([Column::Extra("Shelf".to_owned()), Column::Extra("nobody's".to_owned())]) {
        for is_descending in [false, true] {
            let sort = vec![Sort { column: column.clone(), is_descending }];
            let answer = bench.book.table(&TableQuestion { search: String::new(), sort: sort.clone() });
            assert!(answer.is_sorted && answer.is_complete);
            let cells: Vec<bool> =
                bench.book.rows(&answer.ids, std::slice::from_ref(&column)).iter().map(|row| row.cells[0].text.is_empty()).collect();
            assert!(cells.is_sorted(), "empty ones are last by {column:?}, {is_descending}: {cells:?}");
            assert_eq!(answer.ids.len(), 12);
            let some = bench.book.table(&TableQuestion { search: "country:DE".to_owned(), sort });
            let expected: Vec<Id> = answer.ids.iter().filter(|id| some.ids.contains(id)).copied().collect();
            assert_eq!(some.ids.as_ref(), expected, "filtered in the same order");
        }
    }
}
