//! `gendan list`, `show` and `history`: what the book says, beside an open window through a reading connection.

use std::io::Write;
use std::process::ExitCode;

use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};

use crate::book::{CardSnapshot, Column, EditError, HistoryChange, HistoryEntry, Now, Reading, Sort};
use crate::error::Result;
use crate::model::day::PartialDay;
use crate::model::{Contact, Customer, Field, Of, Value, entry};
use crate::words;

pub(super) fn column_of(key: &str) -> Column {
    Field::by_key(key).map_or_else(|| Column::Extra(key.to_owned()), Column::of)
}

/// A value as JSON: numbers as numbers, tags as a list, everything else as text.
fn json_of(value: &Value) -> Json {
    match value {
        Value::Empty => Json::Null,
        Value::Text(text) => json!(text),
        Value::Number(number) => json!(number),
        Value::Money(money) => json!(money.number()),
        Value::Day(day) => json!(day.to_string()),
        Value::Tags(tags) => json!(tags),
    }
}

fn put(object: &mut Map<String, Json>, field: Field, value: &Value) {
    if value.is_empty() {
        return;
    }
    object.insert(field.key().to_owned(), json_of(value));
    if let Value::Money(money) = value {
        object.insert(format!("{}_currency", field.key()), json!(money.currency.to_string()));
    }
}

fn customer_json(customer: &Customer) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(customer.id.0));
    for (field, value) in customer.record.iter() {
        put(&mut object, field, value);
    }
    for (name, text) in &customer.extra {
        object.insert(name.clone(), json!(text));
    }
    object
}

fn contact_json(contact: &Contact) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(contact.id.0));
    for field in Field::all().filter(|field| field.of() == Of::Contact) {
        put(&mut object, field, &contact.get(field));
    }
    object.insert("channels".to_owned(), serde_json::to_value(&contact.channels).unwrap_or_default());
    object
}

/// The days that are derived from touches and follow-ups.
fn put_days(object: &mut Map<String, Json>, last: Option<PartialDay>, next: Option<PartialDay>) {
    for (field, day) in [(Field::LastContact, last), (Field::NextFollowUp, next)] {
        if let Some(day) = day {
            object.insert(field.key().to_owned(), json!(day.to_string()));
        }
    }
}

/// What `gendan list` is asked for.
pub(super) struct Wanted<'a> {
    /// In the language of the search box.
    pub query: &'a str,
    /// Field keys.
    pub columns: &'a [String],
    /// Field keys, `-` before one for largest first.
    pub sort: &'a [String],
    /// At most so many.
    pub limit: Option<usize>,
}

/// The order that keys of fields ask for, `-` before one for largest first.
pub(super) fn sorts_of(keys: &[String]) -> Vec<Sort> {
    let sort_of = |key: &String| match key.strip_prefix('-') {
        Some(key) => Sort { column: column_of(key), is_descending: true },
        None => Sort { column: column_of(key), is_descending: false },
    };
    keys.iter().map(sort_of).collect()
}

/// `gendan list`.
pub(super) fn list(book: &Reading, wanted: &Wanted<'_>, now: Now, json: bool, out: &mut impl Write) -> Result<ExitCode> {
    let Wanted { query, columns, sort, limit } = *wanted;
    let ids = book.find(query, &sorts_of(sort), now.today)?;
    let shown = &ids[..limit.unwrap_or(ids.len()).min(ids.len())];
    if json {
        let _ = write!(out, "{{\"total\": {}, \"customers\": [", ids.len());
    }
    for (at, id) in shown.iter().enumerate() {
        let Some(customer) = book.customer(*id)? else { continue };
        let mut object = customer_json(&customer);
        let (last, next) = book.days_of(*id)?;
        put_days(&mut object, last, next);
        if columns.iter().any(|key| Field::by_key(key).is_some_and(|field| field.of() == Of::Contact))
            && let Some(contact) = book.contacts_of(*id)?.first()
        {
            object.extend(contact_json(contact).into_iter().filter(|(key, _)| key != "id" && key != "channels"));
        }
        if !columns.is_empty() {
            object
                .retain(|key, _| key == "id" || columns.contains(key) || columns.iter().any(|column| *key == format!("{column}_currency")));
        }
        // A closed pipe, as `head` leaves it, is no failure.
        let _ = if json {
            write!(out, "{}{}", if at > 0 { ",\n" } else { "\n" }, Json::Object(object))
        } else {
            let texts: Vec<String> = if columns.is_empty() {
                vec![customer.name().to_owned(), entry::show(Field::Country, customer.get(Field::Country), words::spoken())]
            } else {
                columns.iter().map(|key| object.get(key).map_or_else(String::new, plain)).collect()
            };
            writeln!(out, "{id}\t{}", texts.join("\t"))
        };
    }
    if json {
        let _ = writeln!(out, "]}}");
    }
    Ok(ExitCode::SUCCESS)
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.replace(['\t', '\n'], " "),
        Json::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join("; "),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

/// `gendan show`.
pub(super) fn show(book: &Reading, customer: &str, json: bool, out: &mut impl Write) -> Result<ExitCode> {
    let id = book.meant_by(customer)?;
    let Some(card) = book.card(id)? else { return Err(EditError::NotThere.into()) };
    if json {
        let mut object = card_json(&card);
        let source = |source: &crate::model::ImportSource| json!({ "id": source.id.0, "file": source.file_name, "hash": source.file_hash, "imported_at_ms": source.imported_at_ms });
        object.insert("sources".to_owned(), book.sources_of(id)?.iter().map(source).collect());
        let _ = writeln!(out, "{}", Json::Object(object));
    } else {
        card_text(&card, out);
    }
    Ok(ExitCode::SUCCESS)
}

/// `gendan history --as-of`.
pub(super) fn as_of(book: &Reading, customer: &str, day: NaiveDate, json: bool, out: &mut impl Write) -> Result<ExitCode> {
    let id = book.once_meant_by(customer)?;
    let Some(card) = book.card_as_of(id, end_of(day))? else { return Err(EditError::NotYetThere(day.to_string()).into()) };
    if json {
        let mut object = card_json(&card);
        object.insert("as_of".to_owned(), json!(day.to_string()));
        let _ = writeln!(out, "{}", Json::Object(object));
    } else {
        card_text(&card, out);
    }
    Ok(ExitCode::SUCCESS)
}

/// The last moment of a day where this computer is, in milliseconds of the epoch.
fn end_of(day: NaiveDate) -> i64 {
    let midnight = day.succ_opt().unwrap_or(day).and_time(chrono::NaiveTime::MIN);
    // Where clocks jump over midnight the day ends with the jump.
    let local = midnight.and_local_timezone(chrono::Local).earliest().map_or_else(|| midnight.and_utc(), |local| local.to_utc());
    local.timestamp_millis() - 1
}

fn card_json(card: &CardSnapshot) -> Map<String, Json> {
    let mut object = customer_json(&card.customer);
    let last = card.touches.first().map(|touch| touch.happened_on);
    let next = card.follow_ups.iter().filter(|plan| plan.is_open()).map(|plan| plan.due_on).min();
    put_days(&mut object, last, next);
    let address = |a: &crate::model::Address| json!({ "id": a.id.0, "purpose": a.purpose, "address": a.address, "city": a.city, "region": a.region, "postcode": a.postcode, "country": a.country });
    let day = |day: Option<crate::model::day::PartialDay>| day.map(|day| day.to_string());
    let touch = |t: &crate::model::Touch| {
        json!({ "id": t.id.0, "happened_on": t.happened_on.to_string(), "channel": t.channel, "direction": t.direction.map(|d| d.key()), "text": t.text,
            "value": t.value, "value_what": t.value_what, "outcome": t.outcome, "opinion": t.opinion, "competitor": t.competitor,
            "follow_up": t.follow_up.map(|id| id.0), "needs_reply": t.needs_reply })
    };
    let follow_up = |f: &crate::model::FollowUp| {
        json!({ "id": f.id.0, "due_on": f.due_on.to_string(), "due_time": f.due_time.map(crate::model::habits::show_time), "goal": f.goal,
            "content": f.content, "method": f.method, "focus": f.focus, "products": f.products, "quantity": f.quantity,
            "amount": f.amount.map(|amount| amount.display()), "expected_result": f.expected_result, "checklist": f.checklist,
            "repeat": f.repeat.map(|repeat| repeat.to_string()), "done_on": day(f.done_on), "skipped_on": day(f.skipped_on),
            "skip_reason": f.skip_reason })
    };
    let promise = |p: &crate::model::Promise| {
        json!({ "id": p.id.0, "side": p.side.key(), "text": p.text, "due_on": day(p.due_on), "made_on": p.made_on.to_string(),
            "kept_on": p.kept_on.map(|day| day.to_string()), "dropped_on": p.dropped_on.map(|day| day.to_string()) })
    };
    object.insert("contacts".to_owned(), card.contacts.iter().map(contact_json).map(Json::Object).collect());
    object.insert("addresses".to_owned(), card.addresses.iter().map(address).collect());
    object.insert("touches".to_owned(), card.touches.iter().map(touch).collect());
    object.insert("follow_ups".to_owned(), card.follow_ups.iter().map(follow_up).collect());
    object.insert("promises".to_owned(), card.promises.iter().map(promise).collect());
    object
}

fn card_text(card: &CardSnapshot, out: &mut impl Write) {
    let _ = writeln!(out, "{}", card.customer.name());
    for (field, value) in card.customer.record.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(out, "  {}: {}", field.label(), entry::show(field, value, words::spoken()));
    }
    for (name, text) in &card.customer.extra {
        let _ = writeln!(out, "  {name}: {text}");
    }
    for contact in &card.contacts {
        let _ = writeln!(out, "{}", contact.name());
        for field in Field::all().filter(|field| field.of() == Of::Contact && *field != Field::Contact) {
            let value = contact.get(field);
            if !value.is_empty() {
                let _ = writeln!(out, "  {}: {}", field.label(), entry::show(field, &value, words::spoken()));
            }
        }
    }
}

/// `gendan history`: step by step, however many there are.
pub(super) fn history(book: &Reading, customer: Option<&str>, limit: usize, json: bool, out: &mut impl Write) -> Result<ExitCode> {
    let customer = customer.map(|text| book.once_meant_by(text)).transpose()?;
    // A closed pipe, as `head` leaves it, ends it and is no failure.
    let mut is_open = !json || write!(out, "{{\"steps\": [").is_ok();
    let mut separator = "\n";
    if is_open {
        book.each_entry(customer, limit, |entry| {
            let written = if json {
                let separator = std::mem::replace(&mut separator, ",\n");
                write!(out, "{separator}{}", entry_json(&entry))
            } else {
                entry_text(&entry, out)
            };
            is_open = written.is_ok();
            is_open
        })?;
    }
    if json && is_open {
        let _ = writeln!(out, "]}}");
    }
    Ok(ExitCode::SUCCESS)
}

fn entry_json(entry: &HistoryEntry) -> Json {
    let change = |change: &HistoryChange| json!({ "table": change.table, "id": change.row.0, "field": change.column, "was": change.was, "now": change.now });
    let changes: Vec<Json> = entry.changes.iter().map(change).collect();
    json!({ "step": entry.step.0, "at": instant(entry.at_ms), "who": entry.who, "what": entry.what, "changes": changes })
}

fn entry_text(entry: &HistoryEntry, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{}  {}  {}", instant(entry.at_ms), entry.who, entry.what)?;
    entry.changes.iter().try_for_each(|change| {
        let told =
            |value: &str| if change.is_instant() { value.parse().map(instant).ok() } else { None }.unwrap_or_else(|| value.to_owned());
        writeln!(out, "    {}: {} → {}", change.label, told(&change.was), told(&change.now))
    })
}

/// An instant as RFC 3339.
fn instant(at_ms: i64) -> String {
    chrono::DateTime::from_timestamp_millis(at_ms).map_or_else(String::new, |at| at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true))
}
