//! Reads customers with all that belongs to them and turns each into a row of the index.

use crate::model::completeness;
use crate::model::day::PartialDay;
use crate::model::{ChannelKind, Field, Id, Kind, Of, Value, joined_name};
use crate::store::{Among, Reader, StoreError, Walk, Walked};

use super::Words;
use super::block::{Block, Row};
use super::dictionary::{AS_TEXT, NOTHING};
use super::folding::{self, BETWEEN};
use super::layout::{self, Mark, is_column, is_long};

/// How many customers are read at once.
pub(super) const BATCH: usize = 2048;

/// A row while it is being put together.
#[derive(Debug, Default)]
struct Draft {
    row: Row,
    long: Vec<u8>,
    contacts: usize,
    last_contact: Option<PartialDay>,
    next_follow_up: Option<PartialDay>,
    /// What of a complete card is known, as bits.
    points: u16,
}

impl Draft {
    /// Adds a text behind `mark`, folded by `fold`.
    fn put(&mut self, mark: Mark, is_long: bool, fold: impl FnOnce(&mut Vec<u8>)) {
        let out = &mut self.row.plain;
        let from = out.len();
        out.extend_from_slice(&mark.bytes());
        let text = out.len();
        fold(out);
        if out.len() == text {
            out.truncate(from);
        } else if out[text..].iter().any(|byte| matches!(byte, 0xE3..=0xE9)) {
            let to = if is_long { &mut self.long } else { &mut self.row.han };
            to.extend_from_slice(&out[from..]);
            out.truncate(from);
        }
    }

    /// Adds the value of a field as the book keeps it.
    fn value(&mut self, words: &mut Words, field: Field, stored: &str, is_further: bool) {
        if stored.is_empty() {
            return;
        }
        self.points |= completeness::points_of(field);
        if is_column(field) && !is_further {
            let code = words.number(field, stored);
            self.row.codes.push((field, code));
            if code != AS_TEXT {
                return;
            }
        }
        let mark = if is_further { Mark::Further(field) } else { Mark::Own(field) };
        self.put(mark, is_long(field), |out| folding::value_into(field, stored, out));
    }

    fn finish(mut self, words: &mut Words) -> Row {
        for (field, day) in [(Field::LastContact, self.last_contact), (Field::NextFollowUp, self.next_follow_up)] {
            if let Some(day) = day {
                self.value(words, field, &day.to_string(), false);
            }
        }
        let percent = completeness::percent_of(self.points).to_string();
        self.value(words, Field::Completeness, &percent, false);
        if !self.long.is_empty() {
            self.row.han.extend_from_slice(&Mark::Long.bytes());
            self.row.han.append(&mut self.long);
        }
        self.row.codes.retain(|(_, code)| *code != NOTHING);
        self.row.codes.sort_unstable_by_key(|(field, _)| *field);
        self.row
    }
}

/// Value number `at` of a walk as the index keeps it.
fn stored<'w>(row: &'w Walked<'_, '_>, at: usize, field: Field, scratch: &'w mut String) -> Result<&'w str, StoreError> {
    use std::fmt::Write;
    scratch.clear();
    Ok(match field.kind() {
        Kind::Number | Kind::Stars => {
            if let Some(number) = row.number(at)? {
                let _ = write!(scratch, "{number}");
            }
            scratch
        }
        Kind::Money => {
            if let Value::Money(money) = row.value(at)? {
                let _ = write!(scratch, "{} {}", money.decimal(), money.currency);
            }
            scratch
        }
        Kind::Tags => {
            if let Value::Tags(tags) = row.value(at)? {
                for tag in tags {
                    if !scratch.is_empty() {
                        scratch.push(char::from(BETWEEN));
                    }
                    scratch.push_str(&tag);
                }
            }
            scratch
        }
        _ => row.text(at)?,
    })
}

/// Walks drafts and what belongs to them together, both in order of customers.
struct Along<'a> {
    drafts: &'a mut [Draft],
    at: usize,
}

impl<'a> Along<'a> {
    fn new(drafts: &'a mut [Draft]) -> Self {
        Self { drafts, at: 0 }
    }

    fn draft(&mut self, customer: Id) -> Option<&mut Draft> {
        while self.drafts.get(self.at).is_some_and(|draft| draft.row.id < customer) {
            self.at += 1;
        }
        self.drafts.get_mut(self.at).filter(|draft| draft.row.id == customer)
    }
}

/// Reads `fields` of the customers `among` all, and what has no field where `has_extras`.
fn customers(reader: &Reader, among: Among<'_>, fields: &[Field], has_extras: bool, words: &mut Words) -> Result<Vec<Draft>, StoreError> {
    let mut scratch = String::new();
    let mut drafts: Vec<Draft> = Vec::new();
    reader.each_customer_among(among, fields, |row| {
        let mut draft = Draft::default();
        draft.row.id = row.id();
        for (at, field) in fields.iter().enumerate() {
            draft.value(words, *field, stored(row, at, *field, &mut scratch)?, false);
        }
        for (name, text) in if has_extras { row.extra()? } else { Vec::new() } {
            let mark = Mark::Extra(words.extra(&name));
            draft.put(mark, text.chars().nth(40).is_some(), |out| folding::written_into(&text, out));
        }
        drafts.push(draft);
        Ok::<_, StoreError>(())
    })?;
    Ok(drafts)
}

/// Reads their own `fields`, or all of them and those that the user named, of the customers `among` all as rows of the index, in the order
/// of ids; what else there is stays as it is `known` of them.
pub(super) fn own_rows<'b>(
    reader: &Reader,
    among: Among<'_>,
    fields: Option<&[Field]>,
    words: &mut Words,
    known: impl Fn(Id) -> Option<(&'b Block, usize)>,
) -> Result<Vec<Row>, StoreError> {
    let is_own = |field: Field| match fields {
        Some(fields) => fields.contains(&field),
        None => field.of() == Of::Customer && field.spec().is_stored,
    };
    let has_extras = fields.is_none();
    let mut drafts = customers(reader, among, fields.unwrap_or(Field::stored(Of::Customer)), has_extras, words)?;
    for draft in &mut drafts {
        let Some((block, at)) = known(draft.row.id) else { continue };
        let kept = block.codes(at).filter(|(field, code)| *code != NOTHING && !is_own(*field) && !field.is_computed());
        for (field, code) in kept {
            draft.row.codes.push((field, code));
            draft.points |= completeness::points_of(field);
        }
        let belongs = |mark: Mark| match mark {
            Mark::Own(field) => !is_own(field),
            Mark::Extra(_) => !has_extras,
            Mark::Long => false,
            _ => true,
        };
        for (mark, value) in layout::values(block.plain.of(at)).filter(|(mark, _)| belongs(*mark)) {
            draft.points |= points_of(mark);
            draft.row.plain.extend_from_slice(&mark.bytes());
            draft.row.plain.extend_from_slice(value);
        }
        let mut is_long = false;
        for (mark, value) in layout::values(block.han.of(at)) {
            is_long |= mark == Mark::Long;
            if belongs(mark) {
                draft.points |= points_of(mark);
                let to = if is_long { &mut draft.long } else { &mut draft.row.han };
                to.extend_from_slice(&mark.bytes());
                to.extend_from_slice(value);
            }
        }
    }
    Ok(drafts.into_iter().map(|draft| draft.finish(words)).collect())
}

/// What of a complete card the value behind `mark` tells.
fn points_of(mark: Mark) -> u16 {
    match mark {
        Mark::Own(field) | Mark::Further(field) => completeness::points_of(field),
        _ => 0,
    }
}

/// Reads the customers `among` all as rows of the index, in the order of ids.
pub(super) fn rows(reader: &Reader, among: Among<'_>, words: &mut Words) -> Result<Vec<Row>, StoreError> {
    let mut drafts = customers(reader, among, Field::stored(Of::Customer), true, words)?;
    contacts_into(reader, among, words, &mut drafts)?;
    let day = |text: &str| text.parse::<PartialDay>().ok();
    let mut along = Along::new(&mut drafts);
    reader.each_touch_among(among, |customer, on, texts| {
        if let Some(draft) = along.draft(customer) {
            // The latest day decides as text, as it does for the card.
            if let Some(on) = day(on) {
                draft.last_contact = draft.last_contact.max(Some(on));
            }
            for text in texts {
                draft.put(Mark::Touch, true, |out| folding::written_into(text, out));
            }
        }
        Ok::<_, StoreError>(())
    })?;
    let mut along = Along::new(&mut drafts);
    reader.each_follow_up_among(among, |customer, [due, ended], texts| {
        if let Some(draft) = along.draft(customer) {
            if ended.is_empty()
                && let Some(due) = day(due)
            {
                draft.next_follow_up = Some(draft.next_follow_up.map_or(due, |next| next.min(due)));
            }
            for text in texts {
                draft.put(Mark::FollowUp, true, |out| folding::written_into(text, out));
            }
        }
        Ok::<_, StoreError>(())
    })?;
    let mut along = Along::new(&mut drafts);
    reader.each_address_among(among, |customer, [street, city, region, postcode, country]| {
        if let Some(draft) = along.draft(customer) {
            for text in [street, city, region, postcode] {
                draft.put(Mark::Address, false, |out| folding::fold_into(text, out));
            }
            if !country.is_empty() {
                draft.put(Mark::Address, false, |out| folding::value_into(Field::Country, country, out));
            }
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(drafts.into_iter().map(|draft| draft.finish(words)).collect())
}

fn contacts_into(reader: &Reader, among: Among<'_>, words: &mut Words, drafts: &mut [Draft]) -> Result<(), StoreError> {
    let fields = Field::stored(Of::Contact);
    let place = |field: Field| fields.iter().position(|other| *other == field).unwrap_or(0);
    let (whole, first, last) = (place(Field::Contact), place(Field::FirstName), place(Field::LastName));
    let mut scratch = String::new();
    let mut along = Along::new(drafts);
    reader.each_contact_among(among, fields, |row| {
        let Some(draft) = along.draft(row.customer()) else { return Ok(()) };
        let is_further = draft.contacts > 0;
        draft.contacts += 1;
        for (at, field) in fields.iter().enumerate() {
            draft.value(words, *field, stored(row, at, *field, &mut scratch)?, is_further);
        }
        if row.text(whole)?.is_empty() {
            draft.value(words, Field::Contact, &joined_name(row.text(first)?, row.text(last)?), is_further);
        }
        let mut before = None;
        for way in row.ways()? {
            let is_second = before.replace(way.kind) == Some(way.kind);
            let field = if is_second && way.kind == ChannelKind::Email { Field::Email2 } else { way.kind.field() };
            draft.value(words, field, &way.value, is_further);
        }
        Ok::<_, StoreError>(())
    })
}

/// A row of values as the index keeps them, without a book.
#[cfg(test)]
pub(super) fn drafted(id: Id, values: &[(Field, &str)], words: &mut Words) -> Row {
    let mut draft = Draft { row: Row { id, ..Row::default() }, ..Draft::default() };
    values.iter().for_each(|(field, stored)| draft.value(words, *field, stored, false));
    draft.finish(words)
}
