//! Letters, envelopes and address labels (S2.3): who they go to, and what a letter's text says to each.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::text::{framed, written};
use super::{PaperQuestion, shown};
use crate::book::export::write_csv;
use crate::book::{CardSnapshot, Now, Reading};
use crate::error::Result;
use crate::model::country::Country;
use crate::model::{Contact, Field, Id, Of};
use crate::words::{Language, spoken, text_in};

/// A sheet of labels: where they are, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelSheet {
    /// The maker's number.
    pub name: &'static str,
    /// Width and height of the sheet.
    pub sheet: (f64, f64),
    /// How many stand beside and below one another.
    pub counts: (usize, usize),
    /// Width and height of a label.
    pub label: (f64, f64),
    /// The left upper corner of the first.
    pub corner: (f64, f64),
    /// From the left edge of one to that of the next, and from top to top.
    pub pitch: (f64, f64),
}

/// The sheets that shops have (dimensions as the maker publishes them).
pub const LABEL_SHEETS: [LabelSheet; 3] = [
    LabelSheet { name: "L7160", sheet: (210.0, 297.0), counts: (3, 7), label: (63.5, 38.1), corner: (7.25, 15.15), pitch: (66.0, 38.1) },
    LabelSheet { name: "L7163", sheet: (210.0, 297.0), counts: (2, 7), label: (99.1, 38.1), corner: (4.65, 15.15), pitch: (101.6, 38.1) },
    LabelSheet {
        name: "5160",
        sheet: (215.9, 279.4),
        counts: (3, 10),
        label: (66.675, 25.4),
        corner: (4.7625, 12.7),
        pitch: (69.85, 25.4),
    },
];

impl LabelSheet {
    /// The sheet of this name, in any case.
    pub fn by_name(name: &str) -> Option<Self> {
        LABEL_SHEETS.into_iter().find(|sheet| sheet.name.eq_ignore_ascii_case(name))
    }
}

/// What a letter says. `{contact}`, `{company}` and the like stand for what the card has under that key or label.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Letter {
    /// What it is about; may be empty.
    pub subject: String,
    /// The text; lines stay lines, an empty line begins a paragraph.
    pub text: String,
}

impl Letter {
    /// The letter that is offered to begin with.
    pub fn usual(language: Language) -> Self {
        Self { subject: text_in(language, "letter-usual-subject"), text: text_in(language, "letter-usual-text") }
    }
}

/// The lines of an address as they stand on an envelope: person, company, street, place, country.
fn address(card: &CardSnapshot) -> Vec<String> {
    let customer = &card.customer;
    let text = |field: Field| customer.text(field).trim().to_owned();
    let person = card.contacts.first().map(Contact::name).unwrap_or_default();
    let place = [text(Field::Postcode), text(Field::City), text(Field::Region)];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let country = Country::by_iso2(customer.text(Field::Country))
        .map_or_else(|| text(Field::Country), |country| country.name(Language::English).to_uppercase());
    let street = text(Field::Address);
    let mut lines = vec![person, customer.name().to_owned()];
    lines.extend(street.lines().map(str::to_owned));
    lines.extend([place, country]);
    lines.retain(|line| !line.trim().is_empty());
    lines.into_iter().map(|line| written(line.trim())).collect()
}

/// What stands for a field of the customer or of its first person in a letter, under its key and its labels.
fn values(card: &CardSnapshot, now: Now) -> Vec<([String; 3], String)> {
    let contact = card.contacts.first();
    let fields = Field::all().filter(|field| matches!(field.of(), Of::Customer | Of::Contact));
    let mut values: Vec<([String; 3], String)> = fields
        .map(|field| {
            let said = match field.of() {
                Of::Customer => shown(field, card.customer.get(field)),
                _ => contact.map(|contact| shown(field, &contact.get(field))).unwrap_or_default(),
            };
            let spec = field.spec();
            ([field.key().to_owned(), spec.zh.to_owned(), spec.en.to_owned()], said)
        })
        .collect();
    values.extend(card.customer.extra.iter().map(|(name, text)| ([name.clone(), name.clone(), name.clone()], text.clone())));
    let day = if spoken() == Language::Chinese { now.today.format("%Y年%-m月%-d日") } else { now.today.format("%-d %B %Y") };
    values.push((["date".to_owned(), "日期".to_owned(), "Date".to_owned()], day.to_string()));
    values
}

/// `text` with what stands in braces replaced. What no card knows stays as it stands, so that one sees it in the preview; where this
/// customer has nothing, nothing stands there.
fn filled(text: &str, values: &[([String; 3], String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let known = after.find('}').and_then(|close| {
            let name = after[..close].trim();
            let value = values.iter().find(|(names, _)| names.iter().any(|known| known.eq_ignore_ascii_case(name)));
            value.map(|(_, value)| (value, close))
        });
        match known {
            Some((value, close)) => {
                out.push_str(value.trim());
                rest = &after[close + 1..];
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// One letter for each customer.
pub(super) fn letters(book: &Reading, question: &PaperQuestion, now: Now) -> Result<Value> {
    let mut letters = Vec::with_capacity(question.customers.len());
    for id in &question.customers {
        let Some(card) = book.card(*id)? else { continue };
        let values = values(&card, now);
        let text = filled(&question.letter.text, &values);
        let paragraphs: Vec<String> = text.replace("\r\n", "\n").split("\n\n").map(|part| written(part.trim_matches('\n'))).collect();
        let by_key: Map<String, Value> = values.iter().map(|(names, value)| (names[0].clone(), json!(written(value)))).collect();
        letters.push(json!({
            "address": address(&card),
            "date": by_key.get("date"),
            "subject": written(&filled(&question.letter.subject, &values)),
            "paragraphs": paragraphs,
            "values": by_key,
        }));
    }
    Ok(Value::Array(letters))
}

/// The addresses alone: for envelopes and labels.
pub(super) fn addresses(book: &Reading, question: &PaperQuestion) -> Result<Value> {
    let mut all = Vec::with_capacity(question.customers.len());
    for id in &question.customers {
        if let Some(card) = book.card(*id)? {
            all.push(json!(address(&card).into_iter().map(|line| framed(&line)).collect::<Vec<_>>()));
        }
    }
    Ok(Value::Array(all))
}

/// A sheet of labels, and the first that is still on it.
pub(super) fn sheet(question: &PaperQuestion) -> Value {
    let sheet = question.labels;
    json!({
        "name": sheet.name,
        "width": sheet.sheet.0, "height": sheet.sheet.1,
        "columns": sheet.counts.0, "rows": sheet.counts.1,
        "label-width": sheet.label.0, "label-height": sheet.label.1,
        "left": sheet.corner.0, "top": sheet.corner.1,
        "pitch-x": sheet.pitch.0, "pitch-y": sheet.pitch.1,
        "first": question.first_label.saturating_sub(1) % (sheet.counts.0 * sheet.counts.1),
    })
}

impl Reading {
    /// Whom the letters of a question go to, and what each is about.
    pub fn letter_subjects(&self, question: &PaperQuestion, now: Now) -> Result<Vec<(Id, String)>> {
        let mut subjects = Vec::with_capacity(question.customers.len());
        for id in &question.customers {
            if let Some(card) = self.card(*id)? {
                subjects.push((*id, filled(question.letter.subject.trim(), &values(&card, now))));
            }
        }
        Ok(subjects)
    }

    /// Writes a mailing list as .csv, for printers and programs that send letters: a row for each customer, with what an address is
    /// made of. UTF-8 with a byte order mark, as spreadsheet programs expect it; texts that look like formulas are marked as text.
    ///
    /// # Errors
    /// [`ExportError::File`] where the file cannot be written.
    pub fn mailing_list(&self, customers: &[Id], path: &Path) -> Result<usize> {
        let fields = [
            Field::Contact,
            Field::Company,
            Field::Address,
            Field::Postcode,
            Field::City,
            Field::Region,
            Field::Country,
            Field::Email,
            Field::Phone,
        ];
        let mut rows = Vec::with_capacity(customers.len());
        for id in customers {
            let Some(card) = self.card(*id)? else { continue };
            let first = card.contacts.first();
            let said = fields.iter().map(|field| match field.of() {
                Of::Customer => shown(*field, card.customer.get(*field)),
                _ => first.map(|contact| shown(*field, &contact.get(*field))).unwrap_or_default(),
            });
            rows.push(said.collect());
        }
        write_csv(path, fields.iter().map(|field| field.label()), &rows)?;
        Ok(rows.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_braces_is_said_of_each_and_what_nobody_knows_stays() {
        let of = |key: &str, zh: &str, en: &str, value: &str| ([key.to_owned(), zh.to_owned(), en.to_owned()], value.to_owned());
        let values = [of("contact", "联系人", "Contact", "Lena"), of("city", "城市", "City", "")];
        for (text, said) in [
            ("Dear {contact},", "Dear Lena,"),
            ("Dear { Contact }", "Dear Lena"),
            ("{联系人}，您好", "Lena，您好"),
            ("in {city}.", "in ."),
            ("{unknown} {contact", "{unknown} {contact"),
            ("{{contact}}", "{Lena}"),
            ("", ""),
        ] {
            assert_eq!(filled(text, &values), said, "{text}");
        }
    }

    #[test]
    fn labels_lie_on_their_sheets() {
        for sheet in LABEL_SHEETS {
            let right = sheet.corner.0 + sheet.pitch.0 * (sheet.counts.0 - 1) as f64 + sheet.label.0;
            let bottom = sheet.corner.1 + sheet.pitch.1 * (sheet.counts.1 - 1) as f64 + sheet.label.1;
            assert!(right <= sheet.sheet.0 && bottom <= sheet.sheet.1, "{}: {right} × {bottom}", sheet.name);
            assert!(sheet.pitch.0 >= sheet.label.0 && sheet.pitch.1 >= sheet.label.1, "{}", sheet.name);
            // Makers centre them.
            let beside = sheet.sheet.0 - right;
            assert!((beside - sheet.corner.0).abs() < 0.6, "{}: {} and {beside}", sheet.name, sheet.corner.0);
        }
    }
}
