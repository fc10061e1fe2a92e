//! What holds for every list: an import is taken back without a trace, and what comes out goes in again without a change.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::desk::{Desk, texts};

/// Headings with the values that stand below them, usual and odd ones.
#[rustfmt::skip]
const COLUMNS: &[(&str, &[&str])] = &[
    ("公司名称", &["Nordlicht GmbH", "NORDLICHT", "Nordlicht AG", "Rio Sul Ltda", "宁波海川贸易有限公司", "海川贸易", "合计", "Company", "-", ""]),
    ("Country", &["Germany", "德国", "Brazil", "Atlantis", "NA", "N/A", ""]),
    ("客户编号", &["007", "7", "K-17", "k-17", "=1+1", ""]),
    ("联系人", &["Anna Berg", "Berg, Anna", "王芳", "Bruno", "无", ""]),
    ("E-mail", &["anna@nordlicht.example", "ANNA@nordlicht.example; b@rio.example", "nobody(at)home", "anna@gmail.com", ""]),
    ("手机", &["+49 171 5550101", "0049 171 5550101/13855501234", "8.61380E+12", "ask Anna", "139 5550 1234", ""]),
    ("Phone", &["040 555 0101", "+49 40 5550101", "040 555 0101; 040 555 0102", ""]),
    ("最近联系", &["2026-10-05", "5/6/2026", "25/6/2026", "3月5日", "2026-03", "soon", "46000", ""]),
    ("Next Follow-up", &["2026-12-01", "2026年12月", "12/13/2026", "0/0/00", ""]),
    ("年采购额", &["1,000", "1.234", "USD 12.5万", "€3,50", "about 5", "JPY 1200", "1.200,50", ""]),
    ("币种", &["USD", "欧元", "Taler", ""]),
    ("Tags", &["fair; old", "old、new", "-", ""]),
    ("备注", &["=cmd", "two\nlines", "无", "'quoted", "a note, with \"signs\"", ""]),
    ("备注", &["second", ""]),
    ("Stars", &["3", "★★", "9", ""]),
    ("Shelf", &["blue", "  edges  ", "00042", "3/5/2026", ""]),
    ("", &["unnamed", "7", ""]),
    ("Created", &["2026", "2026-03-05 10:00", "3/5/2026", ""]),
];

/// A list of some of the columns with up to nine rows.
fn list() -> impl Strategy<Value = Vec<Vec<String>>> {
    let chosen = prop::sample::subsequence((1..COLUMNS.len()).collect::<Vec<_>>(), 1..10);
    chosen.prop_flat_map(|chosen| {
        let columns: Vec<usize> = std::iter::once(0).chain(chosen).collect();
        let row: Vec<_> = columns.iter().map(|at| prop::sample::select(COLUMNS[*at].1)).collect();
        prop::collection::vec(row, 0..9).prop_map(move |rows| {
            let head: Vec<String> = columns.iter().map(|at| COLUMNS[*at].0.to_owned()).collect();
            let body = rows.into_iter().map(|row| row.into_iter().map(str::to_owned).collect());
            std::iter::once(head).chain(body).collect()
        })
    })
}

fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    texts(&rows)
}

/// Twenty lists that are the same every time; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` try others.
pub fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    let cases = number("PROPTEST_CASES").map_or(20, |cases| u32::try_from(cases).unwrap_or(20));
    let rng_seed = RngSeed::Fixed(number("PROPTEST_RNG_SEED").unwrap_or(20_261_120));
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..usual }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_list_goes_in_out_and_in_again(first in list(), second in list()) {
        let mut desk = Desk::new();
        let empty = desk.dump();
        let first = workbook(&first);
        let report = desk.import("first.xlsx", &first);
        let taken = desk.dump();
        let (customers, contacts) = desk.cards().iter().fold((0, 0), |(customers, contacts), card| (customers + 1, contacts + card.contacts.len()));
        prop_assert_eq!((report.customers, report.contacts), (customers, contacts), "the report counts what the book got");
        prop_assert_eq!(report.step.is_some(), customers > 0);

        let again = desk.import("first again.xlsx", &first);
        prop_assert_eq!(again.step, None, "the same list again: {:?}", again.customers_by);
        prop_assert_eq!(&desk.dump(), &taken);

        for name in ["out.xlsx", "out.csv"] {
            let out = desk.export(name);
            let back = desk.import(name, &out);
            prop_assert_eq!(&desk.dump(), &taken, "{}: {:?}", name, back.issues);
            prop_assert_eq!(back.step, None);
        }

        let report = desk.import("second.xlsx", workbook(&second));
        let both = desk.dump();
        if report.step.is_some() {
            prop_assert!(desk.undo());
            prop_assert_eq!(&desk.dump(), &taken);
            prop_assert!(desk.redo());
            prop_assert_eq!(&desk.dump(), &both);
            prop_assert!(desk.undo());
        }
        if customers > 0 {
            prop_assert!(desk.undo());
        }
        prop_assert_eq!(&desk.dump(), &empty);
    }
}
