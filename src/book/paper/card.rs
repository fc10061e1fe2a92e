//! The customer card: who they are in six categories and needs (S3.3–S3.8, S4.9), the people, what is open and what was said.

use std::fmt::Write as _;

use chrono::NaiveDate;
use qrcode::{Color, EcLevel, QrCode};
use serde_json::{Value, json};

use super::text::{framed, written};
use super::{PaperQuestion, PaperStyle};
use crate::book::brief::value as shown;
use crate::book::{CardSnapshot, Now, Reading};
use crate::error::Result;
use crate::model::day::PartialDay;
use crate::model::follow::{PromisedBy, channel_shown};
use crate::model::{Address, Category, Contact, Field, FollowUp, Id, Kind, Of, Promise, Touch, Value as Kept};
use crate::tr;

/// How many of the last touches stand on a card.
const TOUCHES: usize = 12;
/// And how many on one that is printed whole.
const TOUCHES_LONG: usize = 200;

/// What stands in the head of a card, and not again below it.
const OF_HEAD: [Field; 6] = [Field::Company, Field::CustomerNo, Field::Level, Field::Status, Field::Stars, Field::Tags];

pub(super) fn cards(book: &Reading, question: &PaperQuestion, now: Now) -> Result<Value> {
    let mut cards = Vec::with_capacity(question.customers.len());
    for id in &question.customers {
        if let Some(card) = book.card(*id)? {
            cards.push(of_card(&card, question.style, now.today));
        }
    }
    Ok(Value::Array(cards))
}

fn of_card(card: &CardSnapshot, style: PaperStyle, today: NaiveDate) -> Value {
    let customer = &card.customer;
    let of_head = |field: Field| written(&shown(field, customer.get(field)));
    let place = [of_head(Field::City), of_head(Field::Country)].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let stars = match customer.get(Field::Stars) {
        Kept::Number(stars) => *stars,
        _ => 0,
    };
    let tags = match customer.get(Field::Tags) {
        Kept::Tags(tags) => tags.iter().map(|tag| written(tag)).collect(),
        _ => Vec::new(),
    };
    let code = customer.id.code();
    json!({
        "name": framed(customer.name()),
        "number": of_head(Field::CustomerNo),
        "level": of_head(Field::Level),
        "status": of_head(Field::Status),
        "stars": stars,
        "tags": tags,
        "place": place,
        "code": code,
        "bars": squares(&code),
        "completeness": card.completeness.percent,
        "sections": sections(card, style),
        "people": card.contacts.iter().map(|contact| person(contact, style)).collect::<Vec<_>>(),
        "addresses": addresses(card),
        "plans": card.follow_ups.iter().filter(|plan| plan.is_open()).map(|plan| plan_line(plan, card, today)).collect::<Vec<_>>(),
        "promises": card.promises.iter().filter(|promise| promise.is_open()).map(|promise| promise_line(promise, today)).collect::<Vec<_>>(),
        "touches": card.touches.iter().take(if style.is_long { TOUCHES_LONG } else { TOUCHES }).map(|touch| touch_line(touch, card, style)).collect::<Vec<_>>(),
    })
}

/// The code as a QR code (ISO/IEC 18004, error correction M): an SVG picture of squares, whose side is one module.
fn squares(code: &str) -> String {
    let Ok(squares) = QrCode::with_error_correction_level(code, EcLevel::M) else { return String::new() };
    let side = squares.width();
    let mut path = String::new();
    for (at, colour) in squares.to_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", at % side, at / side);
        }
    }
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\"><path d=\"{path}\"/></svg>")
}

fn text_for(style: PaperStyle, text: &str) -> Value {
    if style.is_long { json!(written(text.trim())) } else { framed(text) }
}

fn line(label: &str, text: Value) -> Value {
    json!({ "label": written(label), "text": text })
}

/// The fields of the customer by category, those that say something.
fn sections(card: &CardSnapshot, style: PaperStyle) -> Vec<Value> {
    let customer = &card.customer;
    let mut sections: Vec<Value> = Vec::new();
    for category in Category::OF_CUSTOMER {
        let own = Field::stored(Of::Customer).iter().copied().filter(|field| field.spec().category == category);
        let lines: Vec<Value> = own
            .filter(|field| !OF_HEAD.contains(field) && (style.has_prices || !is_price(*field)))
            .map(|field| (field, shown(field, customer.get(field))))
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(field, text)| line(field.label(), text_for(style, &text)))
            .collect();
        if !lines.is_empty() {
            sections.push(json!({ "key": category.key(), "title": tr!(category.key()), "lines": lines }));
        }
    }
    let own: Vec<Value> =
        customer.extra.iter().filter(|(_, text)| !text.trim().is_empty()).map(|(name, text)| line(name, text_for(style, text))).collect();
    if !own.is_empty() {
        sections.push(json!({ "key": "category-extra", "title": tr!("category-extra"), "lines": own }));
    }
    sections
}

/// Whether a field says what they pay or could pay.
fn is_price(field: Field) -> bool {
    field.kind() == Kind::Money || matches!(field.spec().category, Category::Credit)
}

fn person(contact: &Contact, style: PaperStyle) -> Value {
    let is_told = |field: &Field| style.has_personal || field.spec().category != Category::Personal;
    let fields = Field::all().filter(|field| field.of() == Of::Contact && *field != Field::Contact).filter(is_told);
    let lines: Vec<Value> = fields
        .map(|field| (field, shown(field, &contact.get(field))))
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(field, text)| line(field.label(), text_for(style, &text)))
        .collect();
    json!({ "name": text_for(style, &contact.name()), "lines": lines })
}

fn addresses(card: &CardSnapshot) -> Vec<Value> {
    let of_one = |address: &Address| {
        let country = shown(Field::Country, &Kept::Text(address.country.clone()));
        let parts = [&address.address, &address.postcode, &address.city, &address.region, &country];
        let said: Vec<&str> = parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        line(&address.purpose, framed(&said.join(", ")))
    };
    card.addresses.iter().map(of_one).collect()
}

fn day(day: PartialDay) -> String {
    day.to_string()
}

fn name_of(card: &CardSnapshot, contact: Option<Id>) -> String {
    contact.and_then(|id| card.contacts.iter().find(|known| known.id == id)).map(Contact::name).unwrap_or_default()
}

fn joined(parts: &[&str]) -> String {
    parts.iter().copied().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn plan_line(plan: &FollowUp, card: &CardSnapshot, today: NaiveDate) -> Value {
    let amount = plan.amount.map(|amount| amount.display()).unwrap_or_default();
    let text = joined(&[
        &channel_shown(&plan.method),
        &name_of(card, plan.contact),
        &plan.goal,
        &plan.content,
        &plan.products,
        &plan.quantity,
        &amount,
    ]);
    json!({ "day": day(plan.due_on), "text": framed(&text), "late": plan.due_on.last_day() < today })
}

fn promise_line(promise: &Promise, today: NaiveDate) -> Value {
    let side = match promise.side {
        PromisedBy::Us => tr!("brief-we"),
        PromisedBy::Them => tr!("brief-they"),
    };
    json!({
        "day": promise.due_on.map(day).unwrap_or_default(),
        "side": side,
        "text": framed(&promise.text),
        "late": promise.is_broken(today),
    })
}

fn touch_line(touch: &Touch, card: &CardSnapshot, style: PaperStyle) -> Value {
    let way = joined(&[&channel_shown(&touch.channel), &name_of(card, touch.contact)]);
    let text = joined(&[&touch.text, &touch.outcome, &touch.opinion, &touch.competitor]);
    json!({ "day": day(touch.happened_on), "way": written(&way), "text": text_for(style, &text) })
}
