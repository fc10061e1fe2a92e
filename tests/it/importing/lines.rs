//! The order lines of imported lists, which wait for the orders to come: as many wait as the newest export holds, whatever is
//! taken back, done again, imported once more or closed in between.

use gendan::import::understand::OnMatch;
use gendan::store::Read;
use proptest::prelude::*;

use super::desk::{Desk, csv, on_match};
use super::laws::config;

const HEAD: &str = "客户名称,订单号,产品型号,数量,单价";

/// The lines that wait from all lists: customer, order and quantity, sorted.
fn waiting(desk: &Desk) -> Vec<(String, String, String)> {
    let reader = desk.book.reader().unwrap();
    let mut lines = Vec::new();
    for source in reader.import_sources().unwrap() {
        for line in reader.staged_lines(source.id).unwrap() {
            let cell = |name: &str| line.cells.iter().find(|(key, _)| key == name).map_or(String::new(), |(_, text)| text.clone());
            let customer = line.customer.and_then(|id| reader.customer(id).unwrap()).map_or(String::new(), |c| c.name().to_owned());
            lines.push((customer, cell("order_no"), cell("quantity")));
        }
    }
    lines.sort();
    lines
}

fn rows_kept(desk: &Desk) -> i64 {
    let path = desk.folder.path().join("book").join("book.sqlite");
    let kept = rusqlite::Connection::open(path).unwrap();
    kept.query_row("SELECT count(*) FROM staged_line", [], |row| row.get(0)).unwrap()
}

#[test]
fn the_amounts_of_lines_are_in_the_currency_of_their_heading() {
    let mut desk = Desk::new();
    let head = "客户名称,订单号,产品型号,数量,币种,单价 (USD),金额（美元）";
    desk.import("orders.csv", csv(&[head, "Nordlicht GmbH,PO-1,X-10,100,EUR,2.50,250.00", "Rio Sul Ltda,PO-2,X-11,10,,3,EUR 30"]));
    let reader = desk.book.reader().unwrap();
    let mut amounts: Vec<Vec<String>> = Vec::new();
    for source in reader.import_sources().unwrap() {
        for line in reader.staged_lines(source.id).unwrap() {
            let cell = |name: &str| line.cells.iter().find(|(key, _)| key == name).map_or(String::new(), |(_, text)| text.clone());
            amounts.push(["unit_price", "amount", "currency"].map(cell).to_vec());
        }
    }
    assert_eq!(amounts, [["USD 2.50", "USD 250.00", "EUR"], ["USD 3", "EUR 30", ""]], "what a cell says itself goes before");
}

#[derive(Clone, Debug)]
enum Deed {
    /// An export with these lines (customer, order, quantity) is imported.
    Import(Vec<(usize, usize, usize)>),
    Undo,
    Redo,
    Restart,
}

fn deed() -> impl Strategy<Value = Deed> {
    // Each line once: an exact copy of a row is left out and reported.
    let lines = prop::collection::btree_set((0..3_usize, 0..4_usize, 1..3_usize), 1..9);
    // One order runs through all exports: they are exports of one list, and not of one month each.
    let lines = lines.prop_map(|lines| lines.into_iter().chain([(0, 9, 1)]).collect::<Vec<_>>()).prop_shuffle();
    prop_oneof![4 => lines.prop_map(Deed::Import), 3 => Just(Deed::Undo), 2 => Just(Deed::Redo), 1 => Just(Deed::Restart)]
}

fn list(lines: &[(usize, usize, usize)]) -> String {
    let rows = lines.iter().map(|(customer, order, quantity)| {
        format!("{},PO-{order},X-10,{quantity},2.5", ["Nordlicht GmbH", "Rio Sul Ltda", "TO ORDER"][*customer])
    });
    let rows: Vec<String> = std::iter::once(HEAD.to_owned()).chain(rows).collect();
    csv(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

fn of_list(lines: &[(usize, usize, usize)]) -> Vec<(String, String, String)> {
    let mut lines: Vec<_> = lines
        .iter()
        .map(|(customer, order, quantity)| {
            (["Nordlicht GmbH", "Rio Sul Ltda", ""][*customer].to_owned(), format!("PO-{order}"), quantity.to_string())
        })
        .collect();
    lines.sort();
    lines
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn as_many_lines_wait_as_the_newest_export_that_stands_holds(deeds in prop::collection::vec(deed(), 1..14)) {
        let mut desk = Desk::new();
        // The lists that stand and those that could be done again, as the journal keeps its steps.
        let (mut stands, mut undone) = (vec![Vec::new()], Vec::new());
        for deed in deeds {
            match deed {
                Deed::Import(lines) => {
                    let report = desk.import("orders.csv", list(&lines));
                    let is_news = stands.last() != Some(&of_list(&lines));
                    prop_assert_eq!(report.step.is_some(), is_news, "a list that says nothing new is no step");
                    if is_news {
                        stands.push(of_list(&lines));
                        undone.clear();
                    }
                }
                Deed::Undo => {
                    prop_assert_eq!(desk.undo(), stands.len() > 1);
                    if stands.len() > 1 {
                        undone.extend(stands.pop());
                    }
                }
                Deed::Redo => {
                    prop_assert_eq!(desk.redo(), !undone.is_empty());
                    stands.extend(undone.pop());
                }
                Deed::Restart => desk = desk.restart(),
            }
            prop_assert_eq!(&waiting(&desk), stands.last().unwrap());
        }
    }
}

#[test]
fn the_next_export_adds_what_is_new_and_ends_what_it_lacks() {
    let mut desk = Desk::new();
    desk.import("orders.csv", list(&[(0, 1, 1), (0, 2, 1)]));
    let looked = desk.look("orders.csv", list(&[(1, 3, 1), (0, 2, 1)]));
    let lines = &looked.comparison.lines;
    assert_eq!((lines.new.len(), lines.gone.len(), lines.unchanged), (1, 1, 1));
    assert!(desk.import("orders.csv", list(&[(1, 3, 1), (0, 2, 1)])).step.is_some());
    assert_eq!(rows_kept(&desk), 3, "what stayed is not kept twice");
    assert_eq!(desk.import("renamed.csv", list(&[(0, 2, 1), (1, 3, 1)])).step, None, "the same lines in another order");
    // A list that was taken back and replaced leaves nothing behind.
    assert!(desk.undo());
    desk.import("orders.csv", list(&[(0, 1, 1), (0, 2, 1), (1, 1, 1)]));
    assert_eq!(rows_kept(&desk), 3);
    assert_eq!(waiting(&desk).len(), 3);
}

#[test]
fn the_list_of_another_month_ends_nothing_of_the_month_before() {
    let mut desk = Desk::new();
    desk.import("january.csv", list(&[(0, 1, 1), (0, 2, 1), (1, 3, 1)]));
    desk.import("february.csv", list(&[(0, 4, 1), (1, 5, 1)]));
    assert_eq!(waiting(&desk).len(), 5);
    // February once more: an order has one more line and another quantity, one order is gone.
    let february = [(0, 4, 2), (2, 4, 1)];
    let looked = desk.look("february.csv", list(&february));
    assert_eq!((looked.comparison.lines.new.len(), looked.comparison.lines.gone.len()), (2, 2));
    desk.import("february.csv", list(&february));
    let mut expected = of_list(&[(0, 1, 1), (0, 2, 1), (1, 3, 1), (0, 4, 2), (2, 4, 1)]);
    expected.sort();
    assert_eq!(waiting(&desk), expected);
}

#[test]
fn lists_with_other_headings_wait_side_by_side_and_one_without_headings_once() {
    let mut desk = Desk::new();
    desk.import("orders.csv", list(&[(0, 1, 1)]));
    desk.import("shipments.csv", csv(&["Buyer,Order No,Quantity,Unit Price,Vessel", "Nordlicht GmbH,PO-1,1,2.5,EVER 1"]));
    assert_eq!(waiting(&desk).len(), 2);
    desk.import_as("orders.csv", list(&[(0, 1, 1)]), &on_match(OnMatch::Add));
    assert_eq!(waiting(&desk).len(), 2, "added a second time, the customer takes the list's lines along");
    assert_eq!(desk.ids().len(), 2);
}

#[test]
fn lines_of_a_deleted_customer_come_with_the_customer_that_the_next_export_brings() {
    let mut desk = Desk::new();
    desk.import("orders.csv", list(&[(0, 1, 1), (1, 1, 1)]));
    let customers = vec![desk.id("Nordlicht GmbH")];
    desk.edit(gendan::book::Edit::DeleteCustomers { customers });
    desk.import("orders.csv", list(&[(0, 1, 1), (1, 1, 1)]));
    assert_eq!(waiting(&desk), of_list(&[(0, 1, 1), (1, 1, 1)]));
}
