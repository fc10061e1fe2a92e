//! How fast the book is, on rows as real lists have them. Run with
//! `cargo test --release --test it storing::speed -- --ignored --nocapture --test-threads 1`.

use std::time::Instant;

use gendan::model::money::Money;
use gendan::model::{ChannelKind, Contact, Customer, Field, Id, Kind, Of, Value};
use gendan::store::{History, Read, Reason, StoreError, Walk, What, Write, back_up, backups};

use super::samples::{Book, day, follow_up, source, touch};

const COMPANY: [&str; 6] = ["Müller", "Nordic Home", "Blue Ocean", "宁波华盛", "Al Noor", "Pacific Rim"];
const FORM: [&str; 5] = ["GmbH", "Trading LLC", "Import Export Co., Ltd", "S.A. de C.V.", "有限公司"];
const NOTE: &str =
    "Met at the autumn fair, hall 9.1; asked for samples of the kitchen range and a price CIF Hamburg. Reorders every spring.";

/// A customer with 25 filled fields.
fn full_customer(id: Id, n: usize) -> Customer {
    let mut customer = Customer::new(id);
    let mut set = |field: Field, text: String| customer.set(field, text);
    set(Field::Company, format!("{} {} {}", COMPANY[n % 6], n, FORM[n % 5]));
    set(Field::ShortName, format!("{}{}", COMPANY[n % 6], n % 1000));
    set(Field::CustomerNo, format!("C{n:06}"));
    set(Field::Country, ["DE", "US", "MX", "AE", "CN"][n % 5].to_owned());
    set(Field::City, ["Hamburg", "Houston", "Guadalajara", "Dubai", "宁波"][n % 5].to_owned());
    set(Field::Address, format!("Industriestraße {}, Building {}, Floor {}", n % 400, n % 13, n % 7));
    set(Field::Postcode, format!("{:05}", n % 99_999));
    set(Field::Phone, format!("+49 40 {:07}", n * 37 % 9_999_999));
    set(Field::Fax, format!("+49 40 {:07}", n * 41 % 9_999_999));
    set(Field::Website, format!("www.{}{n}.example", ["mueller", "nordic", "blue"][n % 3]));
    set(Field::Source, ["展会", "阿里巴巴", "Google", "海关数据"][n % 4].to_owned());
    set(Field::SourceDetail, format!("Canton Fair {}", 2010 + n % 16));
    set(Field::Level, ["A", "B", "C", "VIP"][n % 4].to_owned());
    set(Field::Status, ["开发中", "跟进中", "沉睡"][n % 3].to_owned());
    set(Field::Group, format!("欧洲/德国/{}", n % 9));
    set(Field::Products, "LED lamps; kitchen ware; garden tools".to_owned());
    set(Field::Currency, "USD".to_owned());
    set(Field::PaymentTerms, "T/T 30% deposit, balance against B/L copy".to_owned());
    set(Field::Owner, ["Li Na", "Wang Wei", "Zhang"][n % 3].to_owned());
    set(Field::Notes, format!("{NOTE} {n}"));
    set(Field::TimeZone, "Europe/Berlin".to_owned());
    set(Field::TaxId, format!("DE{:09}", n * 7 % 999_999_999));
    customer.set(Field::Stars, Value::Number(1 + n as i64 % 5));
    customer.set(Field::Tags, Value::Tags(vec!["重点".to_owned(), format!("fair-{}", n % 20)]));
    customer.set(Field::AnnualAmount, Value::Money(Money { minor: 1_000_000 + n as i64, currency: "USD".parse().ok().unwrap() }));
    customer.set(Field::Created, Value::Day(day(&format!("20{:02}-{:02}-{:02}", 10 + n % 16, 1 + n % 12, 1 + n % 28))));
    customer
}

fn full_contact(id: Id, customer: Id, n: usize) -> Contact {
    let mut contact = Contact::new(id, customer);
    contact.record.set(Field::Contact, format!("Anna {} {n}", COMPANY[n % 6]));
    contact.record.set(Field::Title, ["Purchasing Manager", "采购经理", "CEO"][n % 3]);
    contact.record.set(Field::Gender, "Female");
    contact.add_channel(ChannelKind::Mobile, &format!("+49 171 {:07}", n * 31 % 9_999_999));
    contact.add_channel(ChannelKind::Email, &format!("anna{n}@mueller{}.example", n % 977));
    contact.add_channel(ChannelKind::Whatsapp, &format!("+49 171 {:07}", n * 31 % 9_999_999));
    contact
}

/// One list of `rows` customers with contacts for 97 %, touches for 85 % and follow-ups for 70 %.
fn bulk(write: &mut Write<'_>, rows: &[(Customer, Contact)]) -> Result<(), StoreError> {
    let list = write.mint();
    write.put_import_source(list, Some(&source(list, "list")))?;
    for (n, (customer, contact)) in rows.iter().enumerate() {
        let id = write.mint();
        // The clone is the bench's, not the store's.
        write.put_customer(id, Some(&Customer { id, ..customer.clone() }))?;
        if n % 100 < 97 {
            let person = write.mint();
            write.put_contact(person, Some(&Contact { id: person, customer: id, ..contact.clone() }))?;
        }
        if n % 100 < 85 {
            let row = write.mint();
            let mut happened = touch(row, id, "2026-02-01", "");
            happened.happened_on = day(&format!("2025-{:02}-{:02}", 1 + n * 7 % 12, 1 + n * 11 % 28));
            happened.import = Some(list);
            write.put_touch(row, Some(&happened))?;
        }
        if n % 100 < 70 {
            let row = write.mint();
            let mut planned = follow_up(row, id, "2026-02-01");
            planned.due_on = day(&format!("2026-{:02}-{:02}", 1 + n * 5 % 12, 1 + n * 13 % 28));
            planned.import = Some(list);
            write.put_follow_up(row, Some(&planned))?;
        }
    }
    Ok(())
}

fn rows(count: usize) -> Vec<(Customer, Contact)> {
    (0..count).map(|n| (full_customer(Id(1), n), full_contact(Id(1), Id(1), n))).collect()
}

/// Milliseconds that this thread was on a processor; 0 where the system does not tell.
fn on_processor_ms() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (start, on_processor) = (Instant::now(), on_processor_ms());
    let result = work();
    println!("{what:<40} {:>9.1} ms, {:>9.1} ms of processor", start.elapsed().as_secs_f64() * 1000.0, on_processor_ms() - on_processor);
    result
}

#[test]
#[ignore = "measures"]
fn a_list_of_100_000_customers_and_its_undo() {
    let rows = rows(100_000);
    timed("(cloning alone)", || rows.iter().map(|row| std::hint::black_box(row.clone()).0.extra.len()).sum::<usize>());
    let mut book = Book::new();
    let now = book.now;
    timed("import", || book.store.change(&What::import("step-test"), "Li", now, |write| bulk(write, &rows)).unwrap());
    let size = |book: &Book, name: &str| std::fs::metadata(book.folder.path().join(name)).map_or(0, |file| file.len() / 1_000_000);
    println!("file {} MB, log {} MB", size(&book, "book.sqlite"), size(&book, "book.sqlite-wal"));
    let first = book.reader().customers(&[]).unwrap();
    assert!(first.is_empty());
    timed("undo", || book.undo().unwrap());
    println!("file {} MB, log {} MB", size(&book, "book.sqlite"), size(&book, "book.sqlite-wal"));
    timed("redo", || book.redo().unwrap());
    timed("undo again", || book.undo().unwrap());
    timed("close", || drop(book));
}

#[test]
#[ignore = "measures"]
fn a_list_that_changes_100_000_customers_and_its_undo() {
    let rows = rows(100_000);
    let mut book = Book::new();
    book.edit(|write| bulk(write, &rows));
    let mut customers = Vec::new();
    let fill = |row: &gendan::store::Walked<'_, '_>| {
        customers.push(row.id());
        Ok::<_, StoreError>(())
    };
    book.reader().each_customer(&[], fill).unwrap();
    let mut customers = book.reader().customers(&customers).unwrap();
    timed("nothing changed", || book.edit(|write| customers.iter().try_for_each(|row| write.put_customer(row.id, Some(row)).map(drop))));
    customers.iter_mut().for_each(|customer| customer.set(Field::City, "Kiel"));
    timed("one field of each changed", || {
        book.edit(|write| customers.iter().try_for_each(|row| write.put_customer(row.id, Some(row)).map(drop)))
    });
    timed("undo", || book.undo().unwrap());
    timed("redo", || book.redo().unwrap());
}

#[test]
#[ignore = "measures"]
fn walks_over_300_000_customers_and_a_backup() {
    let rows = rows(100_000);
    let mut book = Book::new();
    for _ in 0..3 {
        let now = book.now;
        book.store.change(&What::import("step-test"), "Li", now, |write| bulk(write, &rows)).unwrap();
    }
    let mut edited = Vec::new();
    let fill = |row: &gendan::store::Walked<'_, '_>| {
        edited.push(row.id());
        Ok::<_, StoreError>(())
    };
    book.reader().each_customer(&[], fill).unwrap();
    for id in edited.into_iter().step_by(300) {
        book.edit(|write| {
            let mut changed = write.customer(id)?.unwrap();
            changed.set(Field::City, "Kiel");
            write.put_customer(id, Some(&changed))
        });
    }
    let book = book.reopen();
    let reader = book.reader();
    let walk = |fields: &[Field]| {
        let mut bytes = 0;
        reader
            .each_customer(fields, |row| {
                for at in 0..fields.len() {
                    bytes += row.text(at)?.len();
                }
                Ok::<_, StoreError>(())
            })
            .unwrap();
        std::hint::black_box(bytes)
    };
    timed("300,000 customers, 3 columns, first time", || walk(&[Field::Company, Field::Country, Field::City]));
    timed("300,000 customers, 3 columns", || walk(&[Field::Company, Field::Country, Field::City]));
    let texts: Vec<Field> = Field::stored(Of::Customer).iter().copied().filter(|field| field.kind() != Kind::Money).collect();
    timed("300,000 customers, all texts", || walk(&texts));
    timed("291,000 contacts, name", || {
        let mut bytes = 0;
        reader.each_contact(&[Field::Contact], |row| {
            bytes += row.text(0)?.len();
            Ok::<_, StoreError>(())
        })
    })
    .unwrap();
    timed("291,000 contacts, name and ways", || {
        let mut ways = 0;
        reader.each_contact(&[Field::Contact], |row| {
            ways += row.ways()?.len();
            Ok::<_, StoreError>(())
        })
    })
    .unwrap();
    let mut count = 0;
    let mut counted = |_: Id, _| {
        count += 1;
        Ok::<_, StoreError>(())
    };
    timed("255,000 last touches", || reader.each_last_touch(&mut counted)).unwrap();
    timed("210,000 next follow-ups", || reader.each_next_follow_up(&mut counted)).unwrap();
    let ids: Vec<Id> = {
        let mut ids = Vec::new();
        reader
            .each_customer(&[], |row| {
                ids.push(row.id());
                Ok::<_, StoreError>(())
            })
            .unwrap();
        ids
    };
    let page: Vec<Id> = ids.iter().copied().step_by(3_000).collect();
    timed("100 customers, whole", || reader.customers(&page).unwrap());
    timed("last touches of 100", || reader.last_touches_of(&page).unwrap());
    timed("history of one", || reader.history(Some(page[5]), 20, None).unwrap());
    timed("history of the book, 20 steps", || reader.history(None, 20, None).unwrap());
    timed("changed by hand since the first list", || {
        let first = reader.steps(2_000, None).unwrap().last().unwrap().id;
        reader.changed_by_hand_since(first).unwrap().len()
    });
    let newest = reader.newest_step().unwrap().unwrap();
    timed("changed since the newest step", || reader.customers_changed_since(newest).unwrap().len());
    timed("dump", || reader.dump(&mut std::io::sink()).unwrap());
    timed("check", || reader.check(book.folder.path()).unwrap());
    timed("backup", || back_up(book.folder.path(), Reason::Wish, book.now, &mut |_| true).unwrap());
    let kept = &backups(book.folder.path()).unwrap()[0];
    println!(
        "book {} MB, backup {} MB",
        std::fs::metadata(book.folder.path().join("book.sqlite")).unwrap().len() / 1_000_000,
        kept.bytes / 1_000_000
    );
}

#[test]
#[ignore = "measures"]
fn one_edit_in_a_book_of_100_000() {
    let rows = rows(100_000);
    let mut book = Book::new();
    book.edit(|write| bulk(write, &rows));
    let mut book = book.reopen();
    println!("in {}", book.folder.path().display());
    let (id, _) = book.edit(|write| {
        let id = write.mint();
        write.put_customer(id, Some(&full_customer(id, 7)))?;
        Ok(id)
    });
    let edits = 200;
    let mut inside = 0.0;
    let start = Instant::now();
    for n in 0..edits {
        book.edit(|write| {
            let begun = Instant::now();
            let mut changed = write.customer(id)?.unwrap();
            changed.set(Field::City, format!("City {n}"));
            write.put_customer(id, Some(&changed))?;
            inside += begun.elapsed().as_secs_f64();
            Ok(())
        });
    }
    let all = start.elapsed().as_secs_f64();
    println!(
        "an edit: {:.3} ms with commit and sync, {:.3} ms of it before the commit",
        all * 1000.0 / f64::from(edits),
        inside * 1000.0 / f64::from(edits)
    );
}
