//! The card register (S2.13–S2.16): every print and export with its reason, who took which card along until when, what changed on a
//! card since it was printed, and when cards were checked. Nothing is printed here.

use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Book, EditError, Now, PaperQuestion, Reading, past};
use crate::error::Result;
use crate::model::{CardCheck, CardCopy, Field, Id, ListOut};
use crate::print::Paper;
use crate::store::{FieldName, Read, Reader, RowChange, Scan, Since, StoreError, Table, What, Write};
use crate::tr;

/// So many rows of the whole register are told, the newest.
const MOST_TOLD: usize = 10_000;

/// A change of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegisterEdit {
    /// Keeps that cards, or other papers of one page or more for each customer, were printed: one row for each.
    NotePrint {
        /// Whose; those who are no longer there are left out.
        customers: Vec<Id>,
        /// What was printed.
        what: PaperOut,
        /// Who takes them along, where somebody does.
        take_along: Option<TakeAlong>,
    },
    /// Keeps that a list of customers left the book as a file or on paper: one row, however many they are.
    NoteList {
        /// How many customers are on it.
        customers: usize,
        /// The search that found them; empty where it was everybody, or who was chosen by hand.
        query: String,
        /// What was written. It has no template.
        what: PaperOut,
    },
    /// Says that cards are back; those that nobody has stay as they are.
    ReturnCards {
        /// Which, by the row of the register.
        copies: Vec<Id>,
    },
    /// Gives cards that somebody has another day to come back on.
    PutOffCards {
        /// Which, by the row of the register.
        copies: Vec<Id>,
        /// The day.
        to: NaiveDate,
    },
    /// Says that cards were looked through and are right.
    CheckCards {
        /// Whose.
        customers: Vec<Id>,
        /// What was found; may be empty.
        note: String,
    },
}

/// What leaves the book on paper or as a file, and what for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperOut {
    /// The key of the paper, or the ending of the file (`xlsx`).
    pub paper: String,
    /// The name of the template.
    pub template: String,
    /// The name of the file, without its folder; empty where it goes to a printer.
    pub file: String,
    /// What for; may be empty.
    pub why: String,
}

impl PaperOut {
    /// What goes to the file at `path`; `template` is empty for a list.
    pub fn to_file(path: &Path, paper: &str, template: &str, why: &str) -> Self {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self { paper: paper.to_owned(), template: template.to_owned(), file, why: why.to_owned() }
    }
}

/// Who takes printed cards along.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeAlong {
    /// The name; where it is empty whose book it is.
    pub by: String,
    /// The day by which they shall be back.
    pub due_back_on: Option<NaiveDate>,
}

/// Whether a paper is the customer's card; other papers are called by their template.
fn is_card(paper: &str) -> bool {
    matches!(Paper::by_key(paper), Some(Paper::Card | Paper::Route))
}

impl RegisterEdit {
    /// What a print of `question` is to the register: a row for each customer where what is known of each is printed, one row where they stand
    /// on a list or get mail, and nothing where the paper is about a day and nobody was chosen for it.
    pub fn of_print(question: &PaperQuestion, what: PaperOut, take_along: Option<TakeAlong>) -> Option<Self> {
        if question.customers.is_empty() {
            return None;
        }
        Some(match question.paper {
            Paper::Weekly | Paper::Table | Paper::Check | Paper::Letter | Paper::Envelope | Paper::Labels => {
                Self::NoteList { customers: question.customers.len(), query: String::new(), what }
            }
            _ => Self::NotePrint { customers: question.customers.clone(), what, take_along },
        })
    }

    /// How many rows it writes.
    pub(super) fn breadth(&self) -> usize {
        match self {
            Self::NotePrint { customers, .. } | Self::CheckCards { customers, .. } => customers.len(),
            Self::ReturnCards { copies } | Self::PutOffCards { copies, .. } => copies.len(),
            Self::NoteList { .. } => 1,
        }
    }
}

/// What an edit is called. `customer` tells the name of one.
pub(super) fn name_of(
    edit: &RegisterEdit,
    book: &impl Read,
    customer: &dyn Fn(Id) -> Result<String, StoreError>,
) -> Result<What, StoreError> {
    // Whether anything was said decides what stands between the name and it.
    let with_words = |what: What, key: &str, words: &str| what.with("said", usize::from(!words.trim().is_empty())).with(key, words.trim());
    let of_copies = |copies: &[Id], one: &str, many: &str| -> Result<What, StoreError> {
        let [only] = copies else { return Ok(What::edit(many).with("count", copies.len())) };
        let owner = book.card_copy(*only)?.map(|copy| copy.customer);
        Ok(What::edit(one).with("name", owner.map_or(Ok(String::new()), customer)?))
    };
    Ok(match edit {
        RegisterEdit::NotePrint { customers, what, take_along } => {
            let is_card = is_card(&what.paper);
            let named = match (customers.as_slice(), take_along) {
                ([only], None) if is_card => What::edit("step-print-card").with("name", customer(*only)?),
                (many, None) if is_card => What::edit("step-print-cards").with("count", many.len()),
                ([only], Some(_)) => What::edit("step-take-card").with("name", customer(*only)?),
                (many, Some(_)) => What::edit("step-take-cards").with("count", many.len()),
                ([only], None) => What::edit("step-print-paper").with("paper", what.template.as_str()).with("name", customer(*only)?),
                (many, None) => What::edit("step-print-papers").with("paper", what.template.as_str()).with("count", many.len()),
            };
            with_words(named, "why", &what.why)
        }
        RegisterEdit::NoteList { customers, what, .. } => {
            let name = if what.file.is_empty() { what.paper.as_str() } else { what.file.as_str() };
            with_words(What::edit("step-list-out").with("count", *customers).with("file", name), "why", &what.why)
        }
        RegisterEdit::ReturnCards { copies } => of_copies(copies, "step-return-card", "step-return-cards")?,
        RegisterEdit::PutOffCards { copies, .. } => of_copies(copies, "step-put-off-card", "step-put-off-cards")?,
        RegisterEdit::CheckCards { customers, note } => {
            let named = match customers.as_slice() {
                [only] => What::edit("step-check-card").with("name", customer(*only)?),
                many => What::edit("step-check-cards").with("count", many.len()),
            };
            with_words(named, "note", note)
        }
    })
}

/// Performs an edit of `who`; returns the customer that a view should show next.
pub(super) fn perform(write: &mut Write<'_>, edit: RegisterEdit, who: &str, now: Now) -> Result<Option<Id>> {
    match edit {
        RegisterEdit::NotePrint { customers, what, take_along } => note_print(write, &customers, what, take_along, who, now),
        RegisterEdit::NoteList { customers, query, what } => {
            let id = write.mint();
            let list = ListOut {
                id,
                made_at_ms: now.ms(),
                paper: what.paper,
                file: what.file,
                query: query.trim().to_owned(),
                customers: i64::try_from(customers).unwrap_or(i64::MAX),
                why: what.why.trim().to_owned(),
            };
            write.put_list_out(id, Some(&list))?;
            Ok(None)
        }
        RegisterEdit::ReturnCards { copies } => change_out(write, &copies, |copy| CardCopy { returned_on: Some(now.today), ..copy }),
        RegisterEdit::PutOffCards { copies, to } => change_out(write, &copies, |copy| CardCopy { due_back_on: Some(to), ..copy }),
        RegisterEdit::CheckCards { customers, note } => {
            for customer in &customers {
                let id = write.mint();
                let note = note.trim().to_owned();
                let check = CardCheck { id, customer: *customer, checked_on: now.today, checked_by: who.to_owned(), note };
                write.put_card_check(id, Some(&check))?;
            }
            Ok(customers.first().copied())
        }
    }
}

/// Changes those of `copies` that somebody has; returns the customer of the first.
fn change_out(write: &mut Write<'_>, copies: &[Id], change: impl Fn(CardCopy) -> CardCopy) -> Result<Option<Id>> {
    let mut first = None;
    for id in copies {
        let copy = write.card_copy(*id)?.ok_or(EditError::NotThere)?;
        first = first.or(Some(copy.customer));
        if copy.is_out() {
            write.put_card_copy(*id, Some(&change(copy)))?;
        }
    }
    Ok(first)
}

fn note_print(
    write: &mut Write<'_>,
    customers: &[Id],
    what: PaperOut,
    take_along: Option<TakeAlong>,
    who: &str,
    now: Now,
) -> Result<Option<Id>> {
    let (taken_by, due_back_on) = match &take_along {
        Some(TakeAlong { by, due_back_on }) => (if by.trim().is_empty() { who } else { by.trim() }.to_owned(), *due_back_on),
        None => (String::new(), None),
    };
    let mut copy = CardCopy {
        id: Id(0),
        customer: Id(0),
        printed_at_ms: now.ms(),
        paper: what.paper,
        template: what.template,
        file: what.file,
        why: what.why.trim().to_owned(),
        taken_by,
        taken_on: take_along.map(|_| now.today),
        due_back_on,
        returned_on: None,
    };
    // Printing a large book takes a while, in which somebody may have gone.
    let names = write.names_of(customers)?;
    for customer in customers.iter().filter(|id| names.contains_key(id)) {
        copy.id = write.mint();
        copy.customer = *customer;
        write.put_card_copy(copy.id, Some(&copy))?;
    }
    if copy.customer == Id(0) { Err(EditError::NotThere.into()) } else { Ok(None) }
}

/// After `goes` was merged into `stays`: its printed cards and checks come over.
pub(super) fn merged(write: &mut Write<'_>, stays: Id, goes: Id) -> Result<()> {
    for copy in write.card_copies_of(goes)? {
        write.put_card_copy(copy.id, Some(&CardCopy { customer: stays, ..copy }))?;
    }
    for check in write.card_checks_of(goes)? {
        write.put_card_check(check.id, Some(&CardCheck { customer: stays, ..check }))?;
    }
    Ok(())
}

/// Which part of the register is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RegisterPart {
    /// Cards that somebody has.
    #[default]
    Out,
    /// Those of them that should be back.
    Overdue,
    /// Every card that was printed.
    All,
}

/// One card of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterLine {
    /// The card.
    pub copy: CardCopy,
    /// What its customer is called.
    pub name: String,
}

/// What changed on a card since it was printed last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SincePrint {
    /// The newest print of the card.
    pub copy: CardCopy,
    /// Field by field; what was changed and changed back is not among them.
    pub fields: Vec<FieldSince>,
    /// How many touches were noted since.
    pub touches: usize,
}

/// One field that says something else now than on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSince {
    /// The person or address; empty where it is the customer's own field.
    pub whose: String,
    /// Its label in the language spoken; what was added or removed, where that was a person or an address.
    pub label: String,
    /// What stands on paper.
    pub was: String,
    /// What is true now.
    pub now: String,
}

/// A part of the register: what is out by the day by which it shall be back, everything with the newest first (at most ten thousand).
fn register_of(reader: &Reader, part: RegisterPart, today: NaiveDate) -> Result<Vec<RegisterLine>> {
    let mut copies = match part {
        RegisterPart::Out | RegisterPart::Overdue => reader.cards_out()?,
        RegisterPart::All => reader.card_copies(MOST_TOLD)?,
    };
    if part == RegisterPart::Overdue {
        copies.retain(|copy| copy.is_overdue(today));
    }
    let mut owners: Vec<Id> = copies.iter().map(|copy| copy.customer).collect();
    owners.sort_unstable();
    owners.dedup();
    let names = reader.names_of(&owners)?;
    let named = |copy: CardCopy| RegisterLine { name: names.get(&copy.customer).cloned().unwrap_or_default(), copy };
    Ok(copies.into_iter().map(named).collect())
}

/// What changed on the card of a customer since it was printed last; `None` where it never was.
fn since_print_of(reader: &Reader, customer: Id) -> Result<Option<SincePrint>> {
    let Some(copy) = reader.card_copies_of(customer)?.into_iter().find(|copy| is_card(&copy.paper)) else { return Ok(None) };
    let mut fields = Vec::new();
    for change in reader.changed_since_copy(&copy)? {
        told(reader, &change, &mut fields)?;
    }
    let touches = reader.touches_of(customer)?.iter().filter(|touch| touch.id > copy.id).count();
    Ok(Some(SincePrint { copy, fields, touches }))
}

/// Adds what changed in a row to `fields`.
fn told(reader: &Reader, change: &RowChange, fields: &mut Vec<FieldSince>) -> Result<()> {
    let said = |name: &FieldName, is_now: bool| {
        let field = change.fields.iter().find(|field| field.field == *name)?;
        Some(past::shown(reader, change.table, name, if is_now { &field.now } else { &field.was })).filter(|text| !text.is_empty())
    };
    let summed_up = |names: &[FieldName], is_now: bool| names.iter().filter_map(|name| said(name, is_now)).collect::<Vec<_>>().join(" ");
    let (thing, names) = match change.table {
        Table::Contact => {
            (tr!("history-contact"), vec![Field::Contact, Field::FirstName, Field::LastName].into_iter().map(FieldName::Field).collect())
        }
        Table::Address => (tr!("history-address"), ["address", "city", "country"].map(FieldName::Column).to_vec()),
        _ => (String::new(), Vec::new()),
    };
    if !thing.is_empty() && (change.is_new || change.is_gone) {
        fields.push(FieldSince { whose: String::new(), label: thing, was: summed_up(&names, false), now: summed_up(&names, true) });
        return Ok(());
    }
    let whose = match change.table {
        Table::Contact => reader.contact(change.id)?.map_or(thing, |contact| contact.name()),
        _ => thing,
    };
    for field in &change.fields {
        // Where a person stands among the others, and with whom after a merge, is no fact of the card.
        if matches!(field.field, FieldName::Column("customer" | "position")) {
            continue;
        }
        let value = |value| past::shown(reader, change.table, &field.field, value);
        fields.push(FieldSince {
            whose: whose.clone(),
            label: past::label_of(&field.field),
            was: value(&field.was),
            now: value(&field.now),
        });
    }
    Ok(())
}

impl Book {
    /// A part of the card register: what is out by the day by which it shall be back, everything with the newest first.
    pub fn register(&self, part: RegisterPart, today: NaiveDate) -> Result<Vec<RegisterLine>> {
        self.reader.snapshot(|reader| register_of(reader, part, today))
    }

    /// What changed on the card of a customer since it was printed last; `None` where it never was.
    pub fn since_print(&self, customer: Id) -> Result<Option<SincePrint>> {
        self.reader.snapshot(|reader| since_print_of(reader, customer))
    }
}

impl Reading {
    /// As [`Book::register`].
    pub fn register(&self, part: RegisterPart, today: NaiveDate) -> Result<Vec<RegisterLine>> {
        self.reader.snapshot(|reader| register_of(reader, part, today))
    }

    /// As [`Book::since_print`].
    pub fn since_print(&self, customer: Id) -> Result<Option<SincePrint>> {
        self.reader.snapshot(|reader| since_print_of(reader, customer))
    }

    /// The cards of a customer that somebody has.
    pub fn cards_out_of(&self, customer: Id) -> Result<Vec<CardCopy>> {
        Ok(self.reader.card_copies_of(customer)?.into_iter().filter(CardCopy::is_out).collect())
    }
}
