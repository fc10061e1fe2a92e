//! What was: histories page by page, a card as of a moment, and old changes taken back one by one.

use std::collections::HashMap;

use crate::error::Result;
use crate::model::completeness::Completeness;
use crate::model::{Field, Id, Value, entry};
use crate::store::{Conflict, FieldName, History, HistoryStep, Read, Reader, RowChange, Scan, StoreError, Table, TakingBack, What, Write};
use crate::tr;
use crate::words;

use super::perform::field_name;
use super::{Book, CardSnapshot, HistoryChange, HistoryEntry, HistoryPage, RowIs};

/// How many steps of a long history are told at a time.
const STEPS_AT_A_TIME: usize = 200;

/// A step of more rows is taken back by undo, or row by row.
pub const ROWS_TAKEN_BACK: usize = 1_000;

/// How many steps stand on a page.
const STEPS_OF_PAGE: usize = 40;

/// How many steps are looked at for one page at most, so that a search in a long history answers at once.
const STEPS_SOUGHT: usize = 2_000;

/// A part of a step: one field of a row that it changed, or a whole row that it made or removed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    table: Table,
    row: Id,
    field: Option<FieldName>,
}

impl Part {
    /// One field of a row.
    pub(super) fn field(table: Table, row: Id, field: FieldName) -> Self {
        Self { table, row, field: Some(field) }
    }

    /// A whole row.
    pub(super) fn row(table: Table, row: Id) -> Self {
        Self { table, row, field: None }
    }
}

/// What of a history is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryQuestion {
    /// Of one customer; `None`: of the whole book.
    pub customer: Option<Id>,
    /// Only changes of the field with this key or name.
    pub column: Option<String>,
    /// Only of this row.
    pub row: Option<Id>,
    /// Only steps in whose name, author or values these words occur.
    pub words: String,
}

/// A field that was changed again since the change that is to be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Against {
    /// The field.
    pub part: Part,
    /// Its label in the language spoken.
    pub label: String,
    /// What it was before that change, and would be again; instants as in [`HistoryChange`].
    pub was: String,
    /// What it is now.
    pub now: String,
}

impl Against {
    /// Whether its values are instants.
    pub fn is_instant(&self) -> bool {
        self.part.field.as_ref().is_some_and(|field| is_instant(field.key()))
    }
}

/// Whether a column holds instants.
pub(super) fn is_instant(column: &str) -> bool {
    column.ends_with("_ms")
}

impl Book {
    /// A page of a history: the steps before `before` (or the newest), newest first.
    pub fn history(&self, question: &HistoryQuestion, before: Option<Id>) -> Result<HistoryPage> {
        page_of(&self.reader, question, before)
    }

    /// The fields that any step of a customer's history changed: key and label, in the order of labels.
    pub fn fields_in_history(&self, customer: Id) -> Result<Vec<(String, String)>> {
        let entries = told(&self.reader, Some(customer), self.reader.history(Some(customer), usize::MAX, None)?)?;
        let mut fields: Vec<(String, String)> =
            entries.into_iter().flat_map(|entry| entry.changes).map(|change| (change.column, change.label)).collect();
        fields.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
        fields.dedup();
        Ok(fields)
    }

    /// The moments at which a customer's card changed, in milliseconds of the epoch, oldest first.
    pub fn changes_of(&self, customer: Id) -> Result<Vec<i64>> {
        let mut moments: Vec<i64> = self.reader.history(Some(customer), usize::MAX, None)?.iter().map(|step| step.step.at_ms).collect();
        moments.sort_unstable();
        moments.dedup();
        Ok(moments)
    }

    /// The card of a customer as it was at a moment, in milliseconds of the epoch; `None` where it was not there then.
    pub fn card_as_of(&self, id: Id, at_ms: i64) -> Result<Option<CardSnapshot>> {
        card_as_of(&self.reader, id, at_ms)
    }

    /// The parts of a step that belong to a customer, all of them however many, or those of the whole step, up to
    /// [`ROWS_TAKEN_BACK`] rows: what "take back" of a whole entry means.
    pub fn parts_of(&self, step: Id, customer: Option<Id>) -> Result<Vec<Part>> {
        let rows = match customer {
            Some(_) => {
                let steps = self.reader.history(customer, 1, Some(Id(step.0 + 1)))?;
                steps.into_iter().filter(|entry| entry.step.id == step).flat_map(|entry| entry.rows).collect()
            }
            None => self.reader.step(step)?.map_or(Ok(Vec::new()), |step| self.reader.rows_of_step(&step, ROWS_TAKEN_BACK))?,
        };
        Ok(rows.iter().flat_map(parts_of_row).collect())
    }

    /// What stands against taking back `parts` of a step: fields that were changed again since.
    pub fn against_taking_back(&self, step: Id, parts: &[Part]) -> Result<Vec<Against>> {
        let mut against = Vec::new();
        for part in parts {
            for conflict in self.reader.against_taking_back(step, (part.table, part.row), part.field.as_ref())? {
                let Conflict { field, was, now } = conflict;
                against.push(Against {
                    label: label_of(&field),
                    was: self.shown(part.table, &field, &was),
                    now: self.shown(part.table, &field, &now),
                    part: Part::field(part.table, part.row, field),
                });
            }
        }
        Ok(against)
    }

    fn shown(&self, table: Table, field: &FieldName, value: &Value) -> String {
        shown(&self.reader, table, field, value)
    }
}

/// The card of a customer as it was at a moment, in milliseconds of the epoch; `None` where it was not there then.
pub(super) fn card_as_of(reader: &Reader, id: Id, at_ms: i64) -> Result<Option<CardSnapshot>> {
    let Some(customer) = reader.customer_as_of(id, at_ms)? else { return Ok(None) };
    let mut belongings = reader.belongings_as_of(id, at_ms)?;
    belongings.contacts.sort_by_key(|contact| contact.id);
    belongings.addresses.sort_by_key(|address| address.id);
    belongings.touches.sort_by_key(|touch| std::cmp::Reverse((touch.happened_on, touch.happened_at_ms, touch.id)));
    belongings.follow_ups.sort_by_key(|plan| (!plan.is_open(), plan.due_on, plan.due_time, plan.id));
    belongings.promises.sort_by_key(|promise| (!promise.is_open(), promise.due_on.is_none(), promise.due_on, promise.id));
    belongings.pool_stays.sort_by_key(|stay| (stay.dropped_on, stay.id));
    Ok(Some(CardSnapshot {
        customer,
        contacts: belongings.contacts,
        addresses: belongings.addresses,
        touches: belongings.touches,
        follow_ups: belongings.follow_ups,
        promises: belongings.promises,
        pool_stays: belongings.pool_stays,
        copies: Vec::new(),
        checks: Vec::new(),
        sources: Vec::new(),
        facts: Vec::new(),
        completeness: Completeness::default(),
        merged: Vec::new(),
    }))
}

/// What one row of a step offers to take back.
fn parts_of_row(row: &RowChange) -> Vec<Part> {
    if row.is_new || row.is_gone {
        return vec![Part::row(row.table, row.id)];
    }
    row.fields.iter().map(|change| Part::field(row.table, row.id, change.field.clone())).collect()
}

/// Takes back `parts` of `step`.
pub(super) fn take_back(write: &mut Write<'_>, step: Id, parts: &[Part], anyway: &[Part]) -> Result<Option<Id>> {
    for part in parts {
        let row = (part.table, part.row);
        let anyway: Vec<FieldName> =
            anyway.iter().filter(|other| (other.table, other.row) == row).filter_map(|other| other.field.clone()).collect();
        write.take_back(step, row, part.field.as_ref(), &anyway)?;
    }
    Ok(None)
}

/// What taking back `parts` of `step` is called.
pub(super) fn name_of_taking_back(book: &impl Read, step: Id, parts: &[Part]) -> Result<What, StoreError> {
    let name = match parts.first() {
        Some(Part { table: Table::Customer, row, .. }) => book.customer(*row)?.map(|customer| customer.name().to_owned()),
        Some(Part { table: Table::Contact, row, .. }) => book.contact(*row)?.map(|contact| contact.name()),
        _ => None,
    };
    let named = |what: What| what.with("name", name.clone().unwrap_or_default());
    Ok(match parts {
        [Part { field: Some(FieldName::Field(field)), .. }] => named(What::edit("step-take-back")).with("field", field_name(*field)),
        [Part { field: Some(FieldName::Extra(field)), .. }] => named(What::edit("step-take-back")).with("field", field.as_str()),
        _ => {
            let old = book.step(step)?.map(|step| step.what.as_variable()).unwrap_or_default();
            What::edit("step-take-back-all").with("what", old)
        }
    })
}

/// Tells the newest `limit` steps of one customer or of the whole book, newest first, until `take` answers `false`. However long
/// the history is, a few steps at a time are in memory.
pub(super) fn each_entry(reader: &Reader, customer: Option<Id>, limit: usize, mut take: impl FnMut(HistoryEntry) -> bool) -> Result<()> {
    let (mut left, mut before) = (limit, None);
    // All that happened to one customer is read together.
    let at_a_time = if customer.is_some() { limit } else { STEPS_AT_A_TIME };
    while left > 0 {
        let wanted = left.min(at_a_time);
        let steps = reader.history(customer, wanted, before)?;
        let is_last = steps.len() < wanted;
        (left, before) = (left - steps.len(), steps.last().map(|step| step.step.id));
        let mut steps = steps.into_iter().peekable();
        while steps.peek().is_some() {
            for entry in told(reader, customer, steps.by_ref().take(STEPS_AT_A_TIME).collect())? {
                if !take(entry) {
                    return Ok(());
                }
            }
        }
        if is_last {
            break;
        }
    }
    Ok(())
}

fn page_of(reader: &Reader, question: &HistoryQuestion, before: Option<Id>) -> Result<HistoryPage> {
    let mut page = HistoryPage { entries: Vec::new(), next: before };
    let sought = question.words.trim().to_lowercase();
    let is_whole = question.column.is_none() && question.row.is_none() && sought.is_empty();
    let mut looked_at = 0;
    while page.entries.len() < STEPS_OF_PAGE && looked_at < STEPS_SOUGHT {
        let wanted = if is_whole { STEPS_OF_PAGE } else { STEPS_OF_PAGE * 4 };
        let steps = reader.history(question.customer, wanted, page.next)?;
        let is_last = steps.len() < wanted;
        looked_at += steps.len();
        for mut entry in told(reader, question.customer, steps)? {
            page.next = Some(entry.step);
            if let Some(column) = &question.column {
                entry.changes.retain(|change| change.column == *column);
            }
            if let Some(row) = question.row {
                entry.changes.retain(|change| change.row == row);
            }
            let is_about = (question.column.is_none() && question.row.is_none()) || !entry.changes.is_empty();
            if is_about && (sought.is_empty() || speaks_of(&entry, &sought)) {
                page.entries.push(entry);
                if page.entries.len() == STEPS_OF_PAGE {
                    break;
                }
            }
        }
        if is_last && page.entries.len() < STEPS_OF_PAGE {
            page.next = None;
            break;
        }
    }
    // A page that ends with the very first step has none after it.
    if let Some(next) = page.next
        && reader.history(question.customer, 1, Some(next))?.is_empty()
    {
        page.next = None;
    }
    Ok(page)
}

fn speaks_of(entry: &HistoryEntry, sought: &str) -> bool {
    let has = |text: &str| text.to_lowercase().contains(sought);
    has(&entry.what)
        || has(&entry.who)
        || entry.changes.iter().any(|change| has(&change.was) || has(&change.now) || has(&change.whose) || has(&change.label))
}

/// The label of a field in the language spoken.
pub(super) fn label_of(field: &FieldName) -> String {
    match field {
        FieldName::Field(field) => field.label().to_owned(),
        FieldName::Extra(name) => name.clone(),
        FieldName::Column(name) => words::text(&format!("column-{}", name.replace('_', "-")), None),
    }
}

/// A value as one reads it; people, customers and lists by their names.
pub(super) fn shown(reader: &Reader, table: Table, field: &FieldName, value: &Value) -> String {
    let referred = |name: &str, id: Id| match name {
        "contact" => reader.contact(id).ok().flatten().map(|contact| contact.name()),
        "import" => reader.import_source(id).ok().flatten().map(|source| source.file_name),
        "touch" => reader.touch(id).ok().flatten().map(|touch| touch.happened_on.to_string()),
        "follow_up" => reader.follow_up(id).ok().flatten().map(|plan| plan.due_on.to_string()),
        "customer" | "gone" | "other" => reader.customer(id).ok().flatten().map(|customer| customer.name().to_owned()),
        _ => None,
    };
    match (field, value) {
        (FieldName::Field(field), value) => entry::show(*field, value, words::spoken()),
        (FieldName::Column("field"), Value::Text(key)) if table == Table::Confirmation => {
            Field::by_key(key).map_or_else(|| key.clone(), |field| field.label().to_owned())
        }
        (FieldName::Column(name), Value::Number(number))
            if matches!(*name, "contact" | "import" | "customer" | "gone" | "other" | "touch" | "follow_up") =>
        {
            referred(name, Id(*number)).unwrap_or_else(|| number.to_string())
        }
        (FieldName::Column("needs_reply"), Value::Number(1)) => tr!("history-yes"),
        (FieldName::Column(name), Value::Text(text)) => super::follow::column_shown(name, text),
        _ => crate::import::merge::plain(value),
    }
}

/// The steps as a person reads them. Names of customers and people are asked for once each.
fn told(reader: &Reader, of: Option<Id>, steps: Vec<HistoryStep>) -> Result<Vec<HistoryEntry>> {
    let mut owners: Vec<Id> = steps.iter().flat_map(|step| &step.rows).filter_map(|row| row.owner).filter(|id| Some(*id) != of).collect();
    owners.sort_unstable();
    owners.dedup();
    let mut names = reader.names_of(&owners)?;
    for gone in owners.iter().filter(|id| !names.contains_key(id)).copied().collect::<Vec<_>>() {
        names.extend(reader.name_once_of(gone)?.map(|name| (gone, name)));
    }
    let mut people: HashMap<Id, String> = HashMap::new();
    let mut entries = Vec::with_capacity(steps.len());
    for HistoryStep { step, rows } in steps {
        let mut changes = Vec::new();
        for row in &rows {
            let whose = whose(reader, of, row, &names, &mut people)?;
            let row_is = match (row.is_new, row.is_gone) {
                (true, _) => RowIs::Made,
                (_, true) => RowIs::Removed,
                _ => RowIs::Changed,
            };
            for change in &row.fields {
                if is_for_the_book_alone(row.table, &change.field, row_is) {
                    continue;
                }
                let told_value = |value: &Value| shown(reader, row.table, &change.field, value);
                let (was, now) = (told_value(&change.was), told_value(&change.now));
                changes.push(HistoryChange {
                    table: row.table.name().to_owned(),
                    row: row.id,
                    column: change.field.key().to_owned(),
                    label: label_of(&change.field),
                    was,
                    now,
                    customer: row.owner,
                    whose: whose.clone(),
                    row_is,
                    part: if row_is == RowIs::Changed {
                        Part::field(row.table, row.id, change.field.clone())
                    } else {
                        Part::row(row.table, row.id)
                    },
                });
            }
        }
        entries.push(HistoryEntry {
            step: step.id,
            at_ms: step.at_ms,
            who: step.who.clone(),
            what: step.what.text(),
            changes,
            rows: usize::try_from(step.changes).unwrap_or(0),
            is_undone: step.undone_by.is_some(),
        });
    }
    Ok(entries)
}

/// What a row notes for the book to find its way by and says nothing to a person.
fn is_for_the_book_alone(table: Table, field: &FieldName, row_is: RowIs) -> bool {
    let FieldName::Column(column) = field else { return false };
    match table {
        // How a list was recognised and read; when it was taken says the step.
        Table::ImportSource => matches!(*column, "file_hash" | "list_key" | "mapping" | "imported_at_ms"),
        // Whose row it is says the customer above it, and where a new field stands the card does.
        _ => matches!(*column, "customer" | "position") && row_is != RowIs::Changed,
    }
}

/// What a row is called: the person, else what kind of thing it is, and the customer where it is another one than the history's.
fn whose(
    reader: &Reader,
    of: Option<Id>,
    row: &RowChange,
    names: &HashMap<Id, String>,
    people: &mut HashMap<Id, String>,
) -> Result<String> {
    let said = |name: Field| {
        let change = row.fields.iter().find(|change| change.field == FieldName::Field(name));
        change.map_or("", |change| if change.now.is_empty() { change.was.text() } else { change.now.text() }).to_owned()
    };
    let thing = match row.table {
        Table::Contact => match people.get(&row.id) {
            Some(known) => known.clone(),
            None => {
                let known = reader.contact(row.id)?.map_or_else(|| said(Field::Contact), |contact| contact.name());
                people.insert(row.id, known.clone());
                if known.is_empty() { tr!("history-contact") } else { known }
            }
        },
        Table::Address => tr!("history-address"),
        Table::Touch => tr!("history-touch"),
        Table::FollowUp => tr!("history-follow-up"),
        Table::Confirmation => tr!("history-confirmation"),
        Table::Merged => tr!("history-merged"),
        Table::ToldApart => tr!("history-told-apart"),
        Table::Promise => tr!("history-promise"),
        Table::PoolStay => tr!("history-pool-stay"),
        Table::Rulebook => tr!("history-rulebook"),
        Table::CardCopy => tr!("history-card-copy"),
        Table::CardCheck => tr!("history-card-check"),
        Table::ListOut => tr!("history-list-out"),
        Table::ImportSource => tr!("history-list"),
        Table::ExtraField => tr!("history-extra-field"),
        Table::Customer => String::new(),
    };
    let customer = match row.owner.filter(|owner| Some(*owner) != of) {
        Some(owner) => names.get(&owner).cloned().unwrap_or_else(|| if owner == row.id { said(Field::Company) } else { String::new() }),
        None => String::new(),
    };
    Ok([customer, thing].into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" · "))
}
