//! The index as a whole, without a book: rows put in by hand, and properties that hold for any of them.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::block::ROWS;
use super::fill::drafted;
use super::layout::Mark;
use super::*;
use crate::book::snapshot::{Column, Sort};
use crate::book::{Book, Edit, Now, query};
use crate::model::day::PartialDay;
use crate::model::{ChannelKind, Contact, Customer, FollowUp, Touch, Worth};
use crate::words::Language;

type Values = Vec<(Field, &'static str)>;

fn put(index: &mut SearchIndex, customers: &[(i64, Option<Values>)]) -> Moved {
    let ids: Vec<Id> = customers.iter().map(|(id, _)| Id(*id)).collect();
    let some = customers.iter().filter_map(|(id, values)| values.as_ref().map(|values| (Id(*id), values)));
    let rows: Vec<Row> = some.map(|(id, values)| drafted(id, values, &mut index.words)).collect();
    index.put(&ids, &rows)
}

fn index_of(customers: &[(i64, Values)]) -> SearchIndex {
    let mut index = SearchIndex::default();
    put(&mut index, &customers.iter().map(|(id, values)| (*id, Some(values.clone()))).collect::<Vec<_>>());
    index
}

fn found(index: &SearchIndex, search: &str) -> Vec<Id> {
    index.find(&query::read(search, &query::Known { today: NaiveDate::default(), extras: &[] }).query)
}

fn by(field: Field, is_descending: bool) -> Sort {
    Sort { column: Column::of(field), is_descending }
}

fn order_of(index: &SearchIndex, sort: Vec<Sort>, language: Language) -> Vec<i64> {
    let job = SortJob { sort, language: Some(language), ..SortJob::default() };
    index.sorted(&job, &AtomicBool::new(false)).unwrap().ids.iter().map(|id| id.0).collect()
}

#[test]
fn every_word_must_occur_somewhere_however_it_is_written() {
    let index = index_of(&[
        (1, vec![(Field::Company, "Hermann Küchen GmbH"), (Field::Phone, "+49 40 555 07 12"), (Field::Country, "DE"), (Field::Stars, "3")]),
        (
            2,
            vec![
                (Field::Company, "阿联酋绿洲贸易"),
                (Field::Phone, "04-555 0101"),
                (Field::Tags, "展会\u{1}老客户"),
                (Field::City, "重庆"),
            ],
        ),
        (3, vec![(Field::Company, "Łódź Dom"), (Field::AnnualAmount, "12500.50 USD"), (Field::CompanyEmail, "sales@mail.dom.example")]),
        (4, vec![(Field::Company, "廣東長安機械"), (Field::Notes, "在展会上认识，卖了十年"), (Field::Status, "跟进中")]),
    ]);
    for (search, ids) in [
        ("kuchen hermann", vec![1]),
        ("绿洲", vec![2]),
        ("綠洲", vec![2]),
        ("lodz", vec![3]),
        ("ＨＥＲＭＡＮＮ", vec![1]),
        ("4940555", vec![1]),
        ("+49 (40) 555-07", vec![1]),
        ("0049 40 5550712", vec![1]),
        ("+971 4 5550101", vec![2]),
        ("germany", vec![1]),
        ("德国 hermann", vec![1]),
        ("hermann dom", vec![]),
        ("★★★", vec![1]),
        ("3星", vec![1]),
        ("12,500", vec![3]),
        ("12500.50", vec![3]),
        ("usd", vec![3]),
        ("dom.example", vec![3]),
        ("lvzhou", vec![2]),
        ("lzmy", vec![2]),
        ("cq", vec![2]),
        ("zhongqing", vec![2]),
        ("zhanhui", vec![2, 4]),
        ("laokehu", vec![2]),
        ("广东", vec![4]),
        ("gdca", vec![4]),
        ("changan 广东", vec![4]),
        ("following", vec![4]),
        ("gjz", vec![4]),
        ("mail", vec![3]),
        ("", vec![1, 2, 3, 4]),
        ("  ", vec![1, 2, 3, 4]),
        ("\u{1}", vec![1, 2, 3, 4]),
    ] {
        assert_eq!(found(&index, search), ids.into_iter().map(Id).collect::<Vec<_>>(), "{search}");
    }
}

#[test]
fn an_edit_replaces_a_row_and_a_deletion_removes_it() {
    let mut index = index_of(&[(1, vec![(Field::Company, "Old name")]), (5, vec![(Field::Company, "Other")])]);
    assert!(put(&mut index, &[(1, Some(vec![(Field::Company, "New name")]))]).is_nothing());
    assert_eq!(found(&index, "old"), vec![]);
    assert_eq!(found(&index, "new"), vec![Id(1)]);
    let moved = put(&mut index, &[(3, Some(vec![(Field::Company, "Between")])), (5, None), (9, Some(vec![(Field::Company, "Last")]))]);
    assert!(!moved.is_nothing());
    assert_eq!(found(&index, "other"), vec![]);
    assert_eq!(index.ids().collect::<Vec<_>>(), [1, 3, 9].map(Id));
    assert_eq!(index.row_of(Id(9)), Some(2));
    assert!(!index.has(Id(5)));
}

#[test]
fn texts_stand_in_natural_order_and_chinese_by_reading_where_that_is_spoken() {
    let names = ["A10", "A9", "a 2", "Ärzte", "Zug", "张三", "李四", "长安", "重庆", "", "Яков", "007", "7", "Ω"];
    let customers: Vec<(i64, Values)> = names.iter().zip(1..).map(|(name, id)| (id, vec![(Field::Company, *name)])).collect();
    let index = index_of(&customers);
    let named = |language| -> Vec<&str> {
        order_of(&index, vec![by(Field::Company, false)], language).iter().map(|id| names[*id as usize - 1]).collect()
    };
    assert_eq!(named(Language::Chinese), ["007", "7", "a 2", "A9", "A10", "Ärzte", "Zug", "Ω", "Яков", "长安", "重庆", "李四", "张三", ""]);
    assert_eq!(named(Language::English), ["007", "7", "a 2", "A9", "A10", "Ärzte", "Zug", "Ω", "Яков", "张三", "李四", "重庆", "长安", ""]);
    let down = order_of(&index, vec![by(Field::Company, true)], Language::Chinese);
    assert_eq!(names[down[13] as usize - 1], "", "empty last also downwards");
    assert_eq!(names[down[0] as usize - 1], "张三");
}

#[test]
fn amounts_stand_by_currency_or_by_what_they_are_worth() {
    let amounts = ["100.00 USD", "90 JPY", "20.00 USD", "5.00 EUR", "700.00 CNY", "1000000.00 XXX"];
    let customers: Vec<(i64, Values)> = amounts.iter().zip(1..).map(|(amount, id)| (id, vec![(Field::AnnualAmount, *amount)])).collect();
    let index = index_of(&customers);
    let sort = vec![by(Field::AnnualAmount, false)];
    assert_eq!(order_of(&index, sort.clone(), Language::English), [5, 4, 2, 3, 1, 6], "CNY, EUR, JPY, USD, unknown");
    let worth = Worth([("USD", 7.0), ("EUR", 8.0), ("JPY", 0.05), ("CNY", 1.0)].map(|(code, rate)| (code.parse().unwrap(), rate)).into());
    let job = SortJob { sort, worth, ..SortJob::default() };
    let ids: Vec<i64> = index.sorted(&job, &AtomicBool::new(false)).unwrap().ids.iter().map(|id| id.0).collect();
    assert_eq!(ids, [2, 4, 3, 1, 5, 6]);
}

#[test]
fn long_names_that_begin_alike_and_several_columns_are_settled_exactly() {
    let names = [
        "深圳市华强北电子科技发展有限公司",
        "深圳市华强北电子科技贸易有限公司",
        "深圳市华强北电子科技发展有限公司",
        "Shenzhen Huaqiangbei Electronics B",
        "Shenzhen Huaqiangbei Electronics A",
    ];
    let cities = ["b", "a", "a", "c", ""];
    let customers: Vec<(i64, Values)> =
        names.iter().zip(cities).zip(1..).map(|((name, city), id)| (id, vec![(Field::Company, *name), (Field::City, city)])).collect();
    let index = index_of(&customers);
    let sorts = vec![by(Field::Company, false), by(Field::City, false)];
    assert_eq!(order_of(&index, sorts, Language::Chinese), [5, 4, 3, 1, 2]);
    assert_eq!(order_of(&index, vec![by(Field::Company, true), by(Field::City, true)], Language::Chinese), [2, 1, 3, 4, 5]);
    assert_eq!(order_of(&index, vec![by(Field::City, true), by(Field::Company, false)], Language::Chinese), [4, 1, 3, 2, 5]);
}

#[test]
fn a_sort_that_is_broken_off_gives_nothing() {
    let index = index_of(&[(1, vec![(Field::Company, "a")]), (2, vec![(Field::Company, "b")])]);
    let job = SortJob { sort: vec![by(Field::Company, false)], ..SortJob::default() };
    assert!(index.sorted(&job, &AtomicBool::new(true)).is_none());
}

const FIELDS: [Field; 8] =
    [Field::Company, Field::City, Field::Phone, Field::Tags, Field::Stars, Field::Notes, Field::AnnualAmount, Field::Country];

fn value(field: Field, number: u8) -> &'static str {
    let values: [&str; 5] = match field {
        Field::Phone => ["+49 40 1234", "040-555 77 88", "", "12345678", "0571 8888"],
        Field::Tags => ["展会", "展会\u{1}vip", "", "老客户", "x"],
        Field::Stars => ["1", "2", "", "5", "3"],
        Field::AnnualAmount => ["1.00 USD", "20.00 USD", "", "3.00 EUR", "-4.00 EUR"],
        Field::Country => ["DE", "CN", "", "Atlantis", "FR"],
        _ => ["Küche", "绿洲贸易", "", "a10", "a9 绿"],
    };
    values[usize::from(number) % 5]
}

fn values_of(seed: &[u8; 8]) -> Values {
    FIELDS.iter().zip(seed).map(|(field, number)| (*field, value(*field, *number))).filter(|(_, text)| !text.is_empty()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_index_after_any_edits_is_one_made_anew(
        first in prop::collection::btree_map(0_i64..4000, any::<[u8; 8]>(), 0..40),
        edits in prop::collection::vec(prop::collection::btree_map(0_i64..4000, prop::option::of(any::<[u8; 8]>()), 1..20), 0..6),
    ) {
        let mut index = index_of(&first.iter().map(|(id, seed)| (*id, values_of(seed))).collect::<Vec<_>>());
        let mut now: BTreeMap<i64, [u8; 8]> = first;
        let jobs: Vec<SortJob> = [vec![], vec![by(Field::Company, false)], vec![by(Field::AnnualAmount, true), by(Field::City, false)]]
            .map(|sort| SortJob { sort, language: Some(Language::Chinese), ..SortJob::default() })
            .into();
        let none = AtomicBool::new(false);
        let mut orders: Vec<Order> = jobs.iter().map(|job| index.sorted(job, &none).unwrap()).collect();
        for edit in edits {
            let moved = put(&mut index, &edit.iter().map(|(id, seed)| (*id, seed.as_ref().map(values_of))).collect::<Vec<_>>());
            let changed: Vec<Id> = edit.keys().map(|id| Id(*id)).collect();
            for (id, seed) in edit {
                match seed {
                    Some(seed) => now.insert(id, seed),
                    None => now.remove(&id),
                };
            }
            orders = jobs.iter().zip(&orders).map(|(job, order)| index.resorted(job, order, &changed, &moved)).collect();
        }
        let fresh = index_of(&now.iter().map(|(id, seed)| (*id, values_of(seed))).collect::<Vec<_>>());
        prop_assert_eq!(index.ids().collect::<Vec<_>>(), now.keys().map(|id| Id(*id)).collect::<Vec<_>>());
        for search in ["kuche", "绿", "lz", "lvzhou", "4940", "vip", "2", "a", "germany", "usd", "展会 a"] {
            prop_assert_eq!(found(&index, search), found(&fresh, search), "{}", search);
        }
        for (job, order) in jobs.iter().zip(&orders) {
            let made = fresh.sorted(job, &none).unwrap();
            prop_assert_eq!(&order.ids, &made.ids, "mended: {:?}", job.sort);
            prop_assert_eq!(&order.rows, &made.rows);
            prop_assert_eq!(&index.sorted(job, &none).unwrap().ids, &made.ids, "made anew: {:?}", job.sort);
        }
        for (at, id) in index.ids().enumerate() {
            prop_assert_eq!(index.row_of(id), Some(at as u32));
            for field in FIELDS {
                prop_assert_eq!(index.stored(id, field), fresh.stored(id, field));
            }
        }
    }
}

#[test]
fn blocks_that_grow_are_cut_and_empty_ones_go() {
    let many: Vec<(i64, Values)> = (0..ROWS as i64 * 3).map(|id| (id * 4, vec![(Field::Company, "firm")])).collect();
    let mut index = index_of(&many);
    let between: Vec<(i64, Option<Values>)> = (0..ROWS as i64 * 2).map(|id| (id * 4 + 1, Some(vec![(Field::Company, "other")]))).collect();
    put(&mut index, &between);
    assert_eq!(index.len(), ROWS * 5);
    assert!(index.blocks.iter().all(|block| block.len() <= ROWS * 2));
    assert_eq!(found(&index, "other").len(), ROWS * 2);
    assert_eq!(found(&index, "firm").len(), ROWS * 3);
    let gone: Vec<(i64, Option<Values>)> = (0..ROWS as i64 * 2).map(|id| (id * 4, None)).collect();
    put(&mut index, &gone);
    assert_eq!(found(&index, "firm").len(), ROWS);
    assert!(index.blocks.iter().all(|block| block.len() > 0));
    for (at, id) in index.ids().enumerate() {
        assert_eq!(index.row_of(id), Some(at as u32));
    }
}

#[test]
fn a_column_that_is_full_keeps_further_values_as_text() {
    let names: Vec<&'static str> = (0..20_050).map(|number| &*Box::leak(format!("Stadt {number}").into_boxed_str())).collect();
    let index = index_of(&names.iter().zip(1..).map(|(name, id)| (id, vec![(Field::City, *name)])).collect::<Vec<_>>());
    assert_eq!(found(&index, "stadt 20049"), vec![Id(20_050)]);
    assert_eq!(found(&index, "stadt 19999"), vec![Id(20_000)]);
    let order = order_of(&index, vec![by(Field::City, false)], Language::English);
    assert!(order.iter().zip(1..).all(|(id, expected)| *id == expected), "numbers in names count, in words and texts alike");
}

/// A row of the index in words: what its columns and texts hold.
fn written(index: &SearchIndex, id: Id) -> (Vec<String>, Vec<u8>, Vec<u8>) {
    let (block, at) = index.place(index.row_of(id).unwrap());
    (Field::all().map(|field| index.stored(id, field).to_owned()).collect(), block.plain.of(at).to_vec(), block.han.of(at).to_vec())
}

#[test]
fn what_belongs_to_a_customer_stays_where_only_its_own_fields_are_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let now = Now { at: chrono::DateTime::UNIX_EPOCH, today: NaiveDate::default() };
    let options = crate::store::Options { any_place: true, ..Default::default() };
    let mut book = Book::open_with(folder.path(), &options, now).unwrap();
    let person = |name: &str, title: &str, notes: &str| {
        let mut person = Contact::new(Id(0), Id(0));
        person.record.set(Field::Contact, name);
        person.record.set(Field::Title, title);
        person.record.set(Field::ContactNotes, notes);
        person.add_channel(ChannelKind::Mobile, "+49 171 5550101");
        person
    };
    let mut customer = Customer::new(Id(0));
    for (field, text) in
        [(Field::Company, "Küchen GmbH"), (Field::ShortName, "绿洲"), (Field::Notes, "在展会上认识"), (Field::City, "Kiel")]
    {
        customer.set(field, text);
    }
    customer.set_extra("Shelf", "blue 7");
    let people = vec![person("Anna Berg", "Buyer", "speaks German"), person("王芳", "经理", "喜欢喝茶")];
    book.apply(Edit::AddCustomer { customer: Box::new(customer), contacts: people }, now).unwrap();
    book.wait_for_index().unwrap();
    let id = book.index.ids().next().unwrap();
    let day: PartialDay = "2026-11-18".parse().unwrap();
    let (goal, content, method) = ("offer".to_owned(), "寄样品".to_owned(), String::new());
    for edit in [
        Edit::log(Touch { text: "要求更新报价单 and asked for samples".to_owned(), ..Touch::new(Id(0), id, day) }),
        Edit::plan(FollowUp { goal, content, method, ..FollowUp::new(Id(0), id, day) }),
    ] {
        book.apply(edit, now).unwrap();
    }
    let set = |field: Field, text: &str| Edit::SetField { customers: vec![id], field, text: text.to_owned() };
    for edit in [
        set(Field::City, "Berlin"),
        set(Field::Company, "Nordlicht AG"),
        set(Field::Company, "廣東機械"),
        set(Field::ShortName, ""),
        set(Field::Notes, "waits until spring"),
        set(Field::Notes, "重庆 again"),
        Edit::AddTags { customers: vec![id], tags: vec!["展会".to_owned()] },
        Edit::SetExtra { customers: vec![id], name: "Shelf".to_owned(), text: "红 9".to_owned() },
        Edit::SetExtra { customers: vec![id], name: "Shelf".to_owned(), text: String::new() },
        Edit::SetExtra { customers: vec![id], name: "Box".to_owned(), text: "12".to_owned() },
    ] {
        let before = book.index.clone();
        let done = book.apply(edit.clone(), now).unwrap();
        let fields = book.store().unwrap().fields_changed_by(done.step.unwrap()).map(<[Field]>::to_vec);
        assert_eq!(fields.is_none(), matches!(edit, Edit::SetExtra { .. }), "{edit:?}");
        let fresh = SearchIndex::fill(&book.reader().unwrap(), &|| true).unwrap().unwrap();
        for reread in [Some(Reread::All), Some(Reread::Own), fields.as_deref().map(Reread::Fields)].into_iter().flatten() {
            let mut index = before.clone();
            assert!(index.update(&book.reader().unwrap(), &[id], reread).unwrap().is_nothing());
            assert_eq!(told(&index, id), told(&fresh, id), "{reread:?} {edit:?}");
        }
        assert_eq!(told(&book.index, id), told(&fresh, id), "{edit:?}");
        // Taken back and done again, as the journal knows which fields.
        for _ in 0..2 {
            for way in [Book::undo, Book::redo] {
                way(&mut book, now).unwrap();
                let fresh = SearchIndex::fill(&book.reader().unwrap(), &|| true).unwrap().unwrap();
                assert_eq!(told(&book.index, id), told(&fresh, id), "{edit:?} taken back or done again");
            }
        }
    }
}

/// Values with what says where they stand.
type Told = Vec<(String, String)>;

/// A row of the index in words that do not depend on which fields were read last: columns, and values by their field.
fn told(index: &SearchIndex, id: Id) -> (Vec<String>, Told, Told) {
    let (columns, plain, han) = written(index, id);
    let sorted = |text: &[u8]| {
        let mut is_long = false;
        let sections = values_of_text(text, index).into_iter().map(|(mark, value)| {
            is_long |= mark == "Long";
            (format!("{} {mark}", u8::from(is_long)), value)
        });
        let mut values: Told = sections.collect();
        // Values of one field keep their order.
        values.sort_by(|(one, _), (other, _)| one.cmp(other));
        values
    };
    (columns, sorted(&plain), sorted(&han))
}

/// The values of a text in order; fields that the user named go by name, as their numbers differ from index to index.
fn values_of_text(text: &[u8], index: &SearchIndex) -> Vec<(String, String)> {
    let named = |mark: Mark| match mark {
        Mark::Extra(number) => index.words.extras[usize::from(number)].clone(),
        mark => format!("{mark:?}"),
    };
    layout::values(text).map(|(mark, value)| (named(mark), String::from_utf8(value.to_vec()).unwrap())).collect()
}
