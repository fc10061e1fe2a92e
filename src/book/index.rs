//! Search and order over all customers, in memory: a folded text of each, and the order by each column that was asked for.
//!
//! Filled by a thread of its own after the book was opened or a list was taken, and kept up row by row after edits. FTS
//! would not find two Chinese characters; a scan over the folded texts finds any part of a word.

use std::collections::HashMap;
use std::sync::Arc;

use memchr::memmem::Finder;

use crate::model::country::Country;
use crate::model::{Contact, Customer, Field, Id, Kind, Of, Value, text};
use crate::store::{Plain, Reader, Scan, StoreError};

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
    for (field, value) in customer.record.iter() {
        match value {
            Value::Text(text) => value_into(field, text, &mut out),
            Value::Tags(tags) => tags.iter().for_each(|tag| fold_into(tag, &mut out)),
            Value::Day(day) => fold_into(&day.to_string(), &mut out),
            _ => {}
        }
    }
    for (_, text) in &customer.extra {
        fold_into(text, &mut out);
    }
    for contact in contacts {
        for (field, value) in contact.record.iter() {
            value_into(field, value.text(), &mut out);
        }
        for channel in &contact.channels {
            fold_into(&channel.value, &mut out);
            digits_into(&channel.value, &mut out);
        }
    }
    out
}

fn value_into(field: Field, value: &str, out: &mut Vec<u8>) {
    fold_into(value, out);
    match field.kind() {
        Kind::Phone => digits_into(value, out),
        Kind::Country => country_into(value, out),
        _ => {}
    }
}

/// The values inside a JSON text that we wrote ourselves: tags, extra fields, channels.
fn json_values_into(json: &str, out: &mut Vec<u8>) {
    fn walk(value: &serde_json::Value, out: &mut Vec<u8>) {
        match value {
            serde_json::Value::String(text) => {
                fold_into(text, out);
                digits_into(text, out);
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| walk(value, out)),
            serde_json::Value::Object(object) => {
                object.iter().filter(|(key, _)| key.as_str() != "kind").for_each(|(_, value)| walk(value, out));
            }
            _ => {}
        }
    }
    if let Ok(value) = serde_json::from_str(json) {
        walk(&value, out);
    }
}

impl SearchIndex {
    /// Reads the texts of all customers. `go_on` is asked now and then; on `false` nothing comes of it.
    pub fn fill(reader: &Reader, go_on: &dyn Fn() -> bool) -> Result<Option<Self>, StoreError> {
        let mut index = Self::default();
        let texts_of = |of: Of| Field::stored(of).iter().copied().filter(|f| !matches!(f.kind(), Kind::Number | Kind::Stars | Kind::Money)).collect::<Vec<_>>();
        let (customer_fields, contact_fields) = (texts_of(Of::Customer), texts_of(Of::Contact));
        // Contacts first, by customer, then merged into the stream of customers.
        let mut contacts: HashMap<Id, Vec<u8>> = HashMap::new();
        reader.each_contact_text(&mut |customer, values| {
            let out = contacts.entry(customer).or_default();
            texts_into(&contact_fields, values, out);
        })?;
        if !go_on() {
            return Ok(None);
        }
        reader.each_customer_text(&mut |id, values| {
            texts_into(&customer_fields, values, &mut index.texts);
            if let Some(more) = contacts.remove(&id) {
                index.texts.extend_from_slice(&more);
            }
            index.ids.push(id);
            index.ends.push(u32::try_from(index.texts.len()).unwrap_or(u32::MAX));
        })?;
        index.texts.shrink_to_fit();
        Ok(go_on().then_some(index))
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
            let text = if self.newer.is_empty() { &self.texts[start..end] } else { self.newer.get(id).map_or(&self.texts[start..end], Vec::as_slice) };
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

fn texts_into(fields: &[Field], values: &[Plain<'_>], out: &mut Vec<u8>) {
    for (field, value) in fields.iter().zip(values) {
        match field.kind() {
            Kind::Tags => json_values_into(value.text(), out),
            _ => value_into(*field, value.text(), out),
        }
    }
    // The last one is the JSON of extra fields or channels.
    if let Some(Plain::Text(json)) = values.last() {
        json_values_into(json, out);
    }
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

fn keys_of(reader: &Reader, column: &Column, take: &mut dyn FnMut(Id, Key)) -> Result<(), StoreError> {
    let text_key = |text: &str| if text.is_empty() { Key::Nothing } else { Key::Text(text::fold(text.get(..48).unwrap_or(text)).into()) };
    let plain_key = |value: Plain<'_>| match value {
        Plain::Nothing => Key::Nothing,
        Plain::Number(number) => Key::Number(number),
        Plain::Text(text) => text_key(text),
    };
    match column {
        Column::Extra(name) => reader.each_customer_text(&mut |id, values| {
            let json = values.last().map_or("", |value| value.text());
            if json.is_empty() {
                return;
            }
            let extra: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
            take(id, text_key(extra.get(name).and_then(|value| value.as_str()).unwrap_or("")));
        }),
        Column::Field(_) => match column.field() {
            None => Ok(()),
            Some(Field::LastContact) => reader.each_last_touch(&mut |id, values| take(id, plain_key(values[0]))),
            Some(Field::NextFollowUp) => reader.each_next_follow_up(&mut |id, values| take(id, plain_key(values[0]))),
            Some(Field::Company) => reader.each_customer(&[Field::Company, Field::ShortName, Field::CustomerNo], &mut |id, values| {
                take(id, values.iter().map(|value| plain_key(*value)).find(|key| *key != Key::Nothing).unwrap_or(Key::Nothing));
            }),
            Some(field) if field.of() == Of::Customer => {
                let is_country = field.kind() == Kind::Country;
                reader.each_customer(&[field], &mut |id, values| {
                    let key = match values[0] {
                        Plain::Text(code) if is_country => {
                            text_key(Country::by_iso2(code).map_or(code, |country| country.name(crate::words::spoken())))
                        }
                        value => plain_key(value),
                    };
                    take(id, key);
                })
            }
            Some(field) if field.of() == Of::Contact && field.spec().is_stored => {
                reader.each_first_contact(&[field.key()], &mut |id, values| take(id, plain_key(values[0])))
            }
            Some(field) => reader.each_first_contact(&["channels"], &mut |id, values| {
                let channels: Vec<crate::model::Channel> = serde_json::from_str(values[0].text()).unwrap_or_default();
                let kind = crate::model::ChannelKind::of_field(field);
                take(id, text_key(channels.iter().find(|channel| Some(channel.kind) == kind).map_or("", |channel| channel.value.as_str())));
            }),
        },
    }
}

/// Orders that were asked for lately, valid for one revision of the book.
#[derive(Debug, Default)]
pub struct Orders {
    revision: u64,
    kept: Vec<(Vec<Sort>, Arc<[Id]>)>,
}

impl Orders {
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
