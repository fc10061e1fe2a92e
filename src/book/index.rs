//! Search and order over all customers, in memory: a folded text of each, and the order by each column that was asked for.
//!
//! Filled by a thread of its own after the book was opened or a list was taken, and kept up row by row after edits. FTS
//! would not find two Chinese characters; a scan over the folded texts finds any part of a word.

use std::collections::HashMap;
use std::sync::Arc;

use memchr::memmem::Finder;

use crate::model::country::Country;
use crate::model::{Contact, Customer, Field, Id, Kind, Of, Value, text};
use crate::store::{Reader, Scan, StoreError, Walk, Walked};

use super::snapshot::{Column, Sort, TableQuestion};

/// Folded texts of customers, in the order of ids.
#[derive(Debug, Default)]
pub struct SearchIndex {
    ids: Vec<Id>,
    /// Where each customer's text ends in `texts`.
    ends: Vec<u32>,
    texts: Vec<u8>,
    /// Texts that replace those above since the index was filled; an empty one: deleted.
    newer: HashMap<Id, Vec<u8>>,
    /// Customers that came after the index was filled, in the order of ids.
    added: Vec<Id>,
}

/// Parts the fields of a text, so that no word matches across them.
const PART: u8 = 0x1f;

fn fold_into(value: &str, out: &mut Vec<u8>) {
    if !value.is_empty() {
        out.extend_from_slice(text::fold(value).as_bytes());
        out.push(PART);
    }
}

/// Digits of a number once more without what people write between them: `+49 40 555` is found by `4940555`.
fn digits_into(value: &str, out: &mut Vec<u8>) {
    let digits: Vec<u8> = value.bytes().filter(u8::is_ascii_digit).collect();
    if digits.len() >= 5 && digits.len() < value.len() {
        out.extend_from_slice(&digits);
        out.push(PART);
    }
}

fn country_into(code: &str, out: &mut Vec<u8>) {
    if let Some(country) = Country::by_iso2(code) {
        fold_into(country.name_en, out);
        fold_into(country.name_zh, out);
    }
}

/// The folded text of one customer with its contacts, as the index keeps it.
fn text_of(customer: &Customer, contacts: &[Contact]) -> Vec<u8> {
    let mut out = Vec::new();
    customer.record.known().for_each(|(field, value)| any_value_into(field, value, &mut out));
    for (_, text) in &customer.extra {
        fold_into(text, &mut out);
    }
    for contact in contacts {
        contact.record.known().for_each(|(field, value)| any_value_into(field, value, &mut out));
        for channel in &contact.channels {
            fold_into(&channel.value, &mut out);
            digits_into(&channel.value, &mut out);
        }
    }
    out
}

fn any_value_into(field: Field, value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Text(text) => value_into(field, text, out),
        Value::Tags(tags) => tags.iter().for_each(|tag| fold_into(tag, out)),
        Value::Day(day) => fold_into(&day.to_string(), out),
        Value::Empty | Value::Number(_) | Value::Money(_) => {}
    }
}

fn value_into(field: Field, value: &str, out: &mut Vec<u8>) {
    fold_into(value, out);
    match field.kind() {
        Kind::Phone => digits_into(value, out),
        Kind::Country => country_into(value, out),
        _ => {}
    }
}

impl SearchIndex {
    /// Reads the texts of all customers. `go_on` is asked now and then; on `false` nothing comes of it.
    pub fn fill(reader: &Reader, go_on: &dyn Fn() -> bool) -> Result<Option<Self>, StoreError> {
        let mut index = Self::default();
        let texts_of = |of: Of| {
            Field::stored(of).iter().copied().filter(|f| !matches!(f.kind(), Kind::Number | Kind::Stars | Kind::Money)).collect::<Vec<_>>()
        };
        let (customer_fields, contact_fields) = (texts_of(Of::Customer), texts_of(Of::Contact));
        // Contacts first, by customer, then merged into the stream of customers.
        let mut contacts: HashMap<Id, Vec<u8>> = HashMap::new();
        let mut rows = 0_u32;
        let mut stops = || {
            rows += 1;
            if rows.is_multiple_of(4096) && !go_on() { Err(StoreError::Stopped) } else { Ok(()) }
        };
        let filled = (|| -> Result<(), StoreError> {
            reader.each_contact(&contact_fields, |row| {
                stops()?;
                let out = contacts.entry(row.customer()).or_default();
                texts_into(&contact_fields, row, out)?;
                for way in row.ways()? {
                    fold_into(&way.value, out);
                    digits_into(&way.value, out);
                }
                Ok::<_, StoreError>(())
            })?;
            reader.each_customer(&customer_fields, |row| {
                stops()?;
                texts_into(&customer_fields, row, &mut index.texts)?;
                for (_, text) in row.extra()? {
                    fold_into(&text, &mut index.texts);
                }
                if let Some(more) = contacts.remove(&row.id()) {
                    index.texts.extend_from_slice(&more);
                }
                index.ids.push(row.id());
                index.ends.push(u32::try_from(index.texts.len()).unwrap_or(u32::MAX));
                Ok::<_, StoreError>(())
            })
        })();
        match filled {
            Ok(()) => {
                index.texts.shrink_to_fit();
                Ok(Some(index))
            }
            Err(StoreError::Stopped) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Replaces the text of one customer after an edit; `None`: it was deleted.
    pub fn put(&mut self, id: Id, customer: Option<(&Customer, &[Contact])>) {
        let is_known = self.ids.binary_search(&id).is_ok();
        if !is_known
            && let Err(at) = self.added.binary_search(&id)
            && customer.is_some()
        {
            self.added.insert(at, id);
        }
        self.newer.insert(id, customer.map_or_else(Vec::new, |(customer, contacts)| text_of(customer, contacts)));
    }

    /// The customers in whose texts every word of `search` occurs, in the order of ids.
    pub fn find(&self, search: &str) -> Vec<Id> {
        let words = words_of(search);
        let finders: Vec<Finder<'_>> = words.iter().map(|word| Finder::new(word.as_bytes())).collect();
        let holds = |text: &[u8]| !text.is_empty() && finders.iter().all(|finder| finder.find(text).is_some());
        let mut found = Vec::new();
        let mut start = 0;
        for (id, end) in self.ids.iter().zip(&self.ends) {
            let end = *end as usize;
            let text = if self.newer.is_empty() {
                &self.texts[start..end]
            } else {
                self.newer.get(id).map_or(&self.texts[start..end], Vec::as_slice)
            };
            if holds(text) {
                found.push(*id);
            }
            start = end;
        }
        for id in &self.added {
            if self.newer.get(id).is_some_and(|text| holds(text)) {
                found.push(*id);
            }
        }
        found
    }
}

/// The folded words of a search; a number as people write it counts as its digits.
fn words_of(search: &str) -> Vec<String> {
    let folded = text::fold(search);
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | ' ' | '.' | '/');
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    if digits.len() >= 5 && folded.chars().all(is_number) && !folded.starts_with(|c: char| c.is_ascii_digit()) {
        return vec![digits];
    }
    folded.split_whitespace().map(str::to_owned).collect()
}

fn texts_into(fields: &[Field], row: &Walked<'_, '_>, out: &mut Vec<u8>) -> Result<(), StoreError> {
    for (at, field) in fields.iter().enumerate() {
        if field.kind() == Kind::Tags {
            if let Value::Tags(tags) = row.value(at)? {
                tags.iter().for_each(|tag| fold_into(tag, out));
            }
        } else {
            value_into(*field, row.text(at)?, out);
        }
    }
    Ok(())
}

/// What a column is sorted by.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
enum Key {
    Number(i64),
    Text(Box<str>),
    Nothing,
}

fn compare_keys(a: &Key, b: &Key, is_descending: bool) -> std::cmp::Ordering {
    use std::cmp::Ordering;
    match (a, b) {
        (Key::Nothing, Key::Nothing) => Ordering::Equal,
        (Key::Nothing, _) => Ordering::Greater,
        (_, Key::Nothing) => Ordering::Less,
        _ => {
            let order = a.partial_cmp(b).unwrap_or(Ordering::Equal);
            if is_descending { order.reverse() } else { order }
        }
    }
}

/// All customers in the order of `sort`; newest first where nothing is asked.
pub fn order(reader: &Reader, sort: &[Sort]) -> Result<Arc<[Id]>, StoreError> {
    let mut ids = reader.customer_ids()?;
    if sort.is_empty() {
        ids.reverse();
        return Ok(ids.into());
    }
    let mut columns = Vec::new();
    for by in sort {
        let mut keys = vec![Key::Nothing; ids.len()];
        keys_of(reader, &by.column, &mut |id, key| {
            if let Ok(at) = ids.binary_search(&id) {
                keys[at] = key;
            }
        })?;
        columns.push((keys, by.is_descending));
    }
    let mut places: Vec<u32> = (0..u32::try_from(ids.len()).unwrap_or(u32::MAX)).collect();
    places.sort_by(|a, b| {
        columns
            .iter()
            .map(|(keys, is_descending)| compare_keys(&keys[*a as usize], &keys[*b as usize], *is_descending))
            .find(|order| order.is_ne())
            .unwrap_or_else(|| a.cmp(b))
    });
    Ok(places.into_iter().map(|at| ids[at as usize]).collect())
}

fn text_key(text: &str) -> Key {
    if text.is_empty() { Key::Nothing } else { Key::Text(text::fold(text.get(..48).unwrap_or(text)).into()) }
}

fn keys_of(reader: &Reader, column: &Column, take: &mut dyn FnMut(Id, Key)) -> Result<(), StoreError> {
    let Some(field) = column.field() else {
        return reader.each_customer(&[], |row| {
            let extra = row.extra()?;
            take(row.id(), text_key(extra.iter().find(|(name, _)| name == column.label()).map_or("", |(_, text)| text)));
            Ok(())
        });
    };
    let day_key = |day: crate::model::day::PartialDay| text_key(&day.to_string());
    match field {
        Field::LastContact => reader.each_last_touch(|id, day| {
            take(id, day_key(day));
            Ok(())
        }),
        Field::NextFollowUp => reader.each_next_follow_up(|id, day| {
            take(id, day_key(day));
            Ok(())
        }),
        Field::Company => reader.each_customer(&[Field::Company, Field::ShortName, Field::CustomerNo], |row| {
            let mut key = Key::Nothing;
            for at in 0..3 {
                if key == Key::Nothing {
                    key = text_key(row.text(at)?);
                }
            }
            take(row.id(), key);
            Ok(())
        }),
        _ if field.of() == Of::Customer => reader.each_customer(&[field], |row| {
            take(row.id(), key_of(field, row)?);
            Ok(())
        }),
        _ => {
            // The first contact speaks for the customer, as in the table.
            let stored: &[Field] = if field.spec().is_stored { &[field] } else { &[] };
            let kind = crate::model::ChannelKind::of_field(field);
            let mut before = None;
            reader.each_contact(stored, |row| {
                if before.replace(row.customer()) == Some(row.customer()) {
                    return Ok(());
                }
                let key = match kind {
                    Some(kind) => text_key(row.ways()?.iter().find(|way| way.kind == kind).map_or("", |way| &way.value)),
                    None => key_of(field, row)?,
                };
                take(row.customer(), key);
                Ok(())
            })
        }
    }
}

fn key_of(field: Field, row: &Walked<'_, '_>) -> Result<Key, StoreError> {
    Ok(match field.kind() {
        Kind::Number | Kind::Stars | Kind::Money => row.number(0)?.map_or(Key::Nothing, Key::Number),
        Kind::Country => {
            let code = row.text(0)?;
            text_key(Country::by_iso2(code).map_or(code, |country| country.name(crate::words::spoken())))
        }
        Kind::Tags => match row.value(0)? {
            Value::Tags(tags) => text_key(&tags.join(" ")),
            _ => Key::Nothing,
        },
        _ => text_key(row.text(0)?),
    })
}

/// The orders of a book that a job has changed, worked out on the job's thread: at a million rows they take longer than a frame may.
#[derive(Debug)]
pub struct Fresh {
    kept: Vec<(Vec<Sort>, Arc<[Id]>)>,
}

impl Fresh {
    /// All customers in each of the orders `sorts`.
    pub fn of(reader: &Reader, sorts: Vec<Vec<Sort>>) -> Result<Self, StoreError> {
        let kept: Result<_, StoreError> = sorts.into_iter().map(|sort| order(reader, &sort).map(|ids| (sort, ids))).collect();
        Ok(Self { kept: kept? })
    }

    /// How many customers there are.
    pub fn customers(&self) -> Option<usize> {
        self.kept.first().map(|(_, ids)| ids.len())
    }
}

/// Orders that were asked for lately, valid for one revision of the book's rows.
#[derive(Debug, Default)]
pub struct Orders {
    revision: u64,
    kept: Vec<(Vec<Sort>, Arc<[Id]>)>,
}

impl Orders {
    /// What was sorted by lately; by nothing if nothing was.
    pub fn sorts(&self) -> Vec<Vec<Sort>> {
        if self.kept.is_empty() { vec![Vec::new()] } else { self.kept.iter().map(|(sort, _)| sort.clone()).collect() }
    }

    /// Takes over the orders of `revision`.
    pub fn renew(&mut self, fresh: Fresh, revision: u64) {
        *self = Self { revision, kept: fresh.kept };
    }

    /// The order by `question`, from memory where the book has not changed since.
    pub fn get(&mut self, reader: &Reader, question: &TableQuestion, revision: u64) -> Result<Arc<[Id]>, StoreError> {
        if self.revision != revision {
            self.kept.clear();
            self.revision = revision;
        }
        if let Some((_, ids)) = self.kept.iter().find(|(sort, _)| *sort == question.sort) {
            return Ok(Arc::clone(ids));
        }
        let ids = order(reader, &question.sort)?;
        if self.kept.len() >= 4 {
            self.kept.remove(0);
        }
        self.kept.push((question.sort.clone(), Arc::clone(&ids)));
        Ok(ids)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index_of(rows: &[(i64, &str, &str)]) -> SearchIndex {
        let mut index = SearchIndex::default();
        for (id, company, phone) in rows {
            let mut customer = Customer::new(Id(*id));
            customer.set(Field::Company, *company);
            customer.set(Field::Phone, *phone);
            customer.set(Field::Country, "DE");
            index.put(Id(*id), Some((&customer, &[])));
        }
        index
    }

    #[test]
    fn every_word_must_occur_somewhere_whatever_its_case_accents_width_and_order() {
        let index = index_of(&[(1, "Hermann Küchen GmbH", "+49 40 555 07 12"), (2, "阿联酋绿洲贸易", "04-555 0101"), (3, "Łódź Dom", "")]);
        for (search, ids) in [
            ("kuchen hermann", vec![1]),
            ("绿洲", vec![2]),
            ("lodz", vec![3]),
            ("ＨＥＲＭＡＮＮ", vec![1]),
            ("4940555", vec![1]),
            ("+49 (40) 555-07", vec![1]),
            ("germany", vec![1, 2, 3]),
            ("德国 dom", vec![3]),
            ("hermann dom", vec![]),
            ("", vec![1, 2, 3]),
        ] {
            assert_eq!(index.find(search), ids.into_iter().map(Id).collect::<Vec<_>>(), "{search}");
        }
    }

    #[test]
    fn an_edit_replaces_the_text_and_a_deletion_removes_it() {
        let mut index = index_of(&[(1, "Old name", ""), (2, "Other", "")]);
        let mut customer = Customer::new(Id(1));
        customer.set(Field::Company, "New name");
        index.put(Id(1), Some((&customer, &[])));
        assert_eq!(index.find("old"), vec![]);
        assert_eq!(index.find("new"), vec![Id(1)]);
        index.put(Id(2), None);
        assert_eq!(index.find("other"), vec![]);
    }
}
