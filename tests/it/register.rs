//! The card register without a window: what a print and an export leave in the journal, who has which card, and what changed on a card
//! since it was printed.

use chrono::NaiveDate;
use gendan::book::{Edit, HistoryQuestion, PaperOut, Reading, RegisterEdit, RegisterPart, TakeAlong};
use gendan::model::{Address, ChannelKind, Contact, Field, Id, Touch};

use crate::importing::desk::{Desk, customer};

fn on(day: &str) -> NaiveDate {
    day.parse().expect("a day")
}

/// A book with customers of these names.
fn book(names: &[&str]) -> (Desk, Vec<Id>) {
    let mut desk = Desk::new();
    for name in names {
        let mut person = Contact::new(Id(0), Id(0));
        person.record.set(Field::Contact, "Anna Berg");
        let values = [(Field::Company, *name), (Field::City, "Kiel"), (Field::Phone, "+49 40 1")];
        desk.edit(Edit::AddCustomer { customer: Box::new(customer(&values)), contacts: vec![person] });
    }
    let ids = desk.ids();
    (desk, ids)
}

fn print(customers: &[Id], due_back: Option<&str>) -> Edit {
    Edit::Register(RegisterEdit::NotePrint {
        customers: customers.to_vec(),
        what: PaperOut { paper: "card".to_owned(), template: "card".to_owned(), file: "cards.pdf".to_owned(), why: " fair ".to_owned() },
        take_along: due_back.map(|day| TakeAlong { by: " Li ".to_owned(), due_back_on: day.parse().ok() }),
    })
}

/// One of each kind of edit of the register, with the name that it has in English: `first` is Hermann Küchen GmbH, whose card `copy` somebody
/// has, `second` 阿联酋绿洲贸易.
pub fn one_of_each(first: Id, second: Id, copy: Id) -> Vec<(Edit, &'static str)> {
    let text = str::to_owned;
    vec![
        (
            Edit::Register(RegisterEdit::NotePrint {
                customers: vec![first],
                what: PaperOut { paper: text("card"), template: text("card"), file: text("c.pdf"), why: text("visit to Canton Fair") },
                take_along: None,
            }),
            "Print the card of Hermann Küchen GmbH: visit to Canton Fair",
        ),
        (
            Edit::Register(RegisterEdit::NotePrint {
                customers: vec![first, second],
                what: PaperOut { paper: text("card"), ..PaperOut::default() },
                take_along: Some(TakeAlong { by: text("Li"), due_back_on: Some(on("2026-12-05")) }),
            }),
            "Take 2 cards along",
        ),
        (
            Edit::Register(RegisterEdit::NotePrint {
                customers: vec![second],
                what: PaperOut { paper: text("letter"), template: text("Spring letter"), ..PaperOut::default() },
                take_along: None,
            }),
            "Print Spring letter for 阿联酋绿洲贸易",
        ),
        (
            Edit::Register(RegisterEdit::NoteList {
                customers: 2,
                query: text("country:DE"),
                what: PaperOut { paper: text("xlsx"), file: text("list.xlsx"), why: text("for the fair"), ..PaperOut::default() },
            }),
            "Write 2 customers to list.xlsx: for the fair",
        ),
        (Edit::Register(RegisterEdit::ReturnCards { copies: vec![copy] }), "Card of Hermann Küchen GmbH is back"),
        (
            Edit::Register(RegisterEdit::PutOffCards { copies: vec![copy], to: on("2026-12-09") }),
            "Wait longer for the card of Hermann Küchen GmbH",
        ),
        (
            Edit::Register(RegisterEdit::CheckCards { customers: vec![first], note: text("phone corrected") }),
            "Check the card of Hermann Küchen GmbH: phone corrected",
        ),
        (Edit::Register(RegisterEdit::CheckCards { customers: vec![first, second], note: text(" ") }), "Check 2 cards"),
    ]
}

fn set(customer: Id, field: Field, text: &str) -> Edit {
    Edit::SetField { customers: vec![customer], field, text: text.to_owned() }
}

/// What changed since the card was printed: `whose label: was → now`.
fn since(desk: &Desk, customer: Id) -> Vec<String> {
    let since = desk.book.since_print(customer).unwrap().expect("it was printed");
    since.fields.iter().map(|field| format!("{} {}: {} → {}", field.whose, field.label, field.was, field.now)).collect()
}

fn names(desk: &Desk, part: RegisterPart, today: &str) -> Vec<String> {
    desk.book.register(part, on(today)).unwrap().into_iter().map(|line| line.name).collect()
}

#[test]
fn a_print_is_one_step_however_many_cards_and_each_customer_knows_of_it() {
    let (mut desk, ids) = book(&["Nordlicht GmbH", "Rio Sul Ltda", "Nile Trading"]);
    desk.edit(print(&ids, None));
    let whole = desk.book.history(&HistoryQuestion::default(), None).unwrap();
    assert_eq!((whole.entries[0].what.as_str(), whole.entries[0].rows), ("Print 3 cards: fair", 3));
    for id in &ids {
        let copies = desk.book.card(*id).unwrap().unwrap().copies;
        assert_eq!((copies.len(), copies[0].why.as_str(), copies[0].file.as_str()), (1, "fair", "cards.pdf"));
        assert!(!copies[0].is_out() && copies[0].taken_by.is_empty());
        let own = desk.book.history(&HistoryQuestion { customer: Some(*id), ..Default::default() }, None).unwrap();
        assert_eq!(own.entries[0].what, "Print 3 cards: fair");
        assert!(own.entries[0].changes.iter().any(|change| change.label == "What for" && change.now == "fair"));
    }
    assert_eq!(names(&desk, RegisterPart::Out, "2026-11-20"), Vec::<String>::new());
    assert_eq!(names(&desk, RegisterPart::All, "2026-11-20").len(), 3);
}

#[test]
fn a_card_that_is_taken_along_is_waited_for_until_it_is_back() {
    let (mut desk, ids) = book(&["Nordlicht GmbH", "Rio Sul Ltda", "Nile Trading"]);
    desk.edit(print(&ids[..1], Some("2026-11-25")));
    desk.edit(print(&ids[1..2], Some("2026-11-22")));
    desk.edit(print(&ids[2..], Some("no day")));
    let copies = desk.book.card(ids[0]).unwrap().unwrap().copies;
    assert_eq!((copies[0].taken_by.as_str(), copies[0].taken_on.is_some()), ("Li", true));
    for (today, overdue) in [
        ("2026-11-22", vec![]),
        ("2026-11-23", vec!["Rio Sul Ltda"]),
        ("2026-11-25", vec!["Rio Sul Ltda"]),
        ("2026-11-26", vec!["Rio Sul Ltda", "Nordlicht GmbH"]),
    ] {
        assert_eq!(names(&desk, RegisterPart::Overdue, today), overdue, "{today}");
        assert_eq!(names(&desk, RegisterPart::Out, today), ["Rio Sul Ltda", "Nordlicht GmbH", "Nile Trading"], "by day, without one last");
    }
    let before = desk.dump();
    desk.edit(Edit::Register(RegisterEdit::ReturnCards { copies: vec![copies[0].id] }));
    let back = desk.book.card(ids[0]).unwrap().unwrap().copies;
    let today = desk.now().today;
    assert_eq!(back[0].returned_on, Some(today));
    assert_eq!(names(&desk, RegisterPart::Out, "2026-11-26"), ["Rio Sul Ltda", "Nile Trading"]);
    let once = desk.dump();
    desk.edit(Edit::Register(RegisterEdit::ReturnCards { copies: vec![copies[0].id] }));
    assert_eq!(desk.dump(), once, "what is back comes back no second time");
    assert!(desk.undo());
    assert_eq!(desk.dump(), before);
}

#[test]
fn only_what_is_different_now_has_changed_since_the_card_was_printed() {
    let (mut desk, ids) = book(&["Nordlicht GmbH"]);
    let id = ids[0];
    assert_eq!(desk.book.since_print(id).unwrap(), None, "never printed");
    desk.edit(set(id, Field::City, "Lübeck"));
    desk.edit(print(&[id], None));
    assert_eq!(since(&desk, id), Vec::<String>::new());
    desk.edit(set(id, Field::City, "Hamburg"));
    desk.edit(set(id, Field::Phone, "+49 40 2"));
    desk.edit(set(id, Field::Phone, "+49 40 1"));
    let anna = desk.book.card(id).unwrap().unwrap().contacts[0].id;
    desk.edit(Edit::SetChannels { contact: anna, kind: ChannelKind::Wechat, values: vec!["anna_b".to_owned()] });
    let mut emil = Contact::new(Id(0), id);
    emil.record.set(Field::FirstName, "Emil");
    emil.record.set(Field::LastName, "Vogt");
    desk.edit(Edit::AddContact { customer: id, contact: Box::new(emil) });
    let address = Address {
        id: Id(0),
        customer: id,
        purpose: String::new(),
        address: "Kai 4".to_owned(),
        city: "Bremen".to_owned(),
        region: String::new(),
        postcode: String::new(),
        country: "DE".to_owned(),
    };
    desk.edit(Edit::PutAddress { address });
    desk.edit(Edit::log(Touch { text: "called".to_owned(), ..Touch::new(Id(0), id, "2026-11-20".parse().unwrap()) }));
    let expected = [" City: Lübeck → Hamburg", "Anna Berg WeChat:  → anna_b", " Contact:  → Emil Vogt", " Address:  → Kai 4 Bremen DE"];
    assert_eq!(since(&desk, id), expected);
    assert_eq!(desk.book.since_print(id).unwrap().unwrap().touches, 1);
    desk.edit(print(&[id], None));
    assert_eq!(since(&desk, id), Vec::<String>::new(), "the newest print counts");
    assert!(desk.undo());
    assert_eq!(since(&desk, id), expected, "and no longer when it is taken back");
    // Paper that is no card says nothing about the card.
    let what = PaperOut { paper: "letter".to_owned(), ..PaperOut::default() };
    desk.edit(Edit::Register(RegisterEdit::NotePrint { customers: vec![id], what, take_along: None }));
    assert_eq!(since(&desk, id), expected);
    desk.edit(Edit::DeleteContact { contact: anna });
    assert!(since(&desk, id).contains(&" Contact: Anna Berg → ".to_owned()), "{:?}", since(&desk, id));
}

#[test]
fn a_merge_brings_the_cards_of_who_goes_along_and_a_deletion_takes_them() {
    let (mut desk, ids) = book(&["Nordlicht GmbH", "Nordlicht Handels GmbH"]);
    let [stays, goes] = ids[..] else { panic!("two customers") };
    desk.edit(print(&[goes], Some("2026-11-01")));
    desk.edit(Edit::Register(RegisterEdit::CheckCards { customers: vec![goes], note: "complete".to_owned() }));
    let before = desk.dump();
    desk.edit(Edit::Merge { stays, goes, choices: vec![] });
    let card = desk.book.card(stays).unwrap().unwrap();
    assert_eq!((card.copies.len(), card.checks.len(), card.checks[0].note.as_str()), (1, 1, "complete"));
    assert_eq!(names(&desk, RegisterPart::Overdue, "2026-11-20"), ["Nordlicht GmbH"]);
    // The paper speaks of who went: its name is not what the card says now.
    assert!(since(&desk, stays).iter().any(|said| said.contains("Nordlicht Handels GmbH → Nordlicht GmbH")), "{:?}", since(&desk, stays));
    assert!(desk.undo());
    assert_eq!(desk.dump(), before);
    desk.edit(Edit::DeleteCustomers { customers: vec![goes] });
    assert_eq!(names(&desk, RegisterPart::All, "2026-11-20"), Vec::<String>::new());
    assert!(desk.undo());
    assert_eq!(desk.dump(), before);
}

#[test]
fn who_went_while_the_cards_were_printed_is_left_out() {
    let (mut desk, ids) = book(&["Nordlicht GmbH", "Rio Sul Ltda"]);
    desk.edit(Edit::DeleteCustomers { customers: vec![ids[0]] });
    desk.edit(print(&ids, None));
    assert_eq!(names(&desk, RegisterPart::All, "2026-11-20"), ["Rio Sul Ltda"]);
}

#[test]
fn thousands_of_cards_are_one_step_that_is_taken_back_whole() {
    let mut desk = Desk::new();
    let list: String =
        std::iter::once("Company".to_owned()).chain((0..3_000).map(|at| format!("Firm {at}"))).collect::<Vec<_>>().join("\n");
    desk.import("many.csv", list);
    let (ids, before) = (desk.ids(), desk.dump());
    desk.edit(print(&ids, Some("2026-12-01")));
    assert_eq!(names(&desk, RegisterPart::Out, "2026-11-20").len(), 3_000);
    assert!(desk.undo());
    assert_eq!(desk.dump(), before);
}

#[test]
fn an_export_is_one_row_with_its_search_and_its_reason() {
    let (mut desk, _) = book(&["Nordlicht GmbH"]);
    let what = PaperOut { paper: "xlsx".to_owned(), file: "list.xlsx".to_owned(), why: "for the agent".to_owned(), ..PaperOut::default() };
    desk.edit(Edit::Register(RegisterEdit::NoteList { customers: 40_000, query: " country:DE ".to_owned(), what }));
    let entry = desk.book.history(&HistoryQuestion::default(), None).unwrap().entries.remove(0);
    assert_eq!((entry.what.as_str(), entry.rows), ("Write 40000 customers to list.xlsx: for the agent", 1));
    let said: Vec<(&str, &str)> = entry.changes.iter().map(|change| (change.label.as_str(), change.now.as_str())).collect();
    for expected in [("Search", "country:DE"), ("Customers", "40000"), ("What for", "for the agent"), ("File", "list.xlsx")] {
        assert!(said.contains(&expected), "{expected:?} in {said:?}");
    }
    assert!(Reading::open(desk.book.place()).unwrap().check().unwrap().is_empty());
}

#[test]
fn a_card_stands_on_the_agenda_from_its_day_on_until_it_is_back() {
    let (mut desk, ids) = book(&["Nordlicht GmbH"]);
    let today = desk.now().today;
    desk.edit(Edit::log(Touch { channel: "mail".to_owned(), ..Touch::new(Id(0), ids[0], today.into()) }));
    let lines = |desk: &mut Desk| -> Vec<String> {
        let now = desk.now();
        let kept = desk.book.agenda(now).unwrap();
        let (fresh, words) = Reading::open(desk.book.place()).unwrap().agenda(now, now.today).unwrap();
        assert_eq!(*kept, fresh, "kept up with the edit as read anew");
        let said = kept.lines.iter().zip(&words);
        said.map(|(line, words)| format!("{} {} | {} | {}", line.kind.key(), words.name, words.what, words.why)).collect()
    };
    let tomorrow = today.succ_opt().unwrap().to_string();
    for (due, stands) in [("no day", false), (tomorrow.as_str(), false), (&today.to_string(), true), ("2026-11-02", true)] {
        desk.edit(print(&ids, Some(due)));
        assert_eq!(lines(&mut desk).len(), usize::from(stands), "due {due}");
        assert!(desk.undo());
    }
    desk.edit(print(&ids, Some("2026-11-02")));
    let said = lines(&mut desk);
    assert!(
        said[0].starts_with("card Nordlicht GmbH | fair | Li took the card along on ") && said[0].ends_with("back by 2 Nov"),
        "{said:?}"
    );
    let copies = vec![desk.book.card(ids[0]).unwrap().unwrap().copies[0].id];
    desk.edit(Edit::Register(RegisterEdit::PutOffCards { copies: copies.clone(), to: on(&tomorrow) }));
    assert_eq!(lines(&mut desk), Vec::<String>::new());
    assert!(desk.undo());
    desk.edit(Edit::Register(RegisterEdit::ReturnCards { copies }));
    assert_eq!(lines(&mut desk), Vec::<String>::new());
    assert!(desk.undo());
    assert_eq!(lines(&mut desk).len(), 1);
}
