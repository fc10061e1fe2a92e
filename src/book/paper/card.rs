//! The customer card: who they are in six categories and needs (S3.3–S3.8, S4.9), the people, what is open and what was said.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::text::{worded, written};
use super::{PaperQuestion, PaperStyle};
use crate::book::brief::value as shown;
use crate::book::{CardSnapshot, Now, Reading};
use crate::error::Result;
use crate::model::day::PartialDay;
use crate::model::follow::{PromisedBy, channel_shown};
use crate::model::{Address, Category, Contact, Field, FollowUp, Id, Kind, Of, PoolStay, Promise, Touch, Value as Kept};
use crate::print::Fonts;
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
    let of_head = |field: Field| shown(field, customer.get(field));
    let place = [of_head(Field::City), of_head(Field::Country)].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let under = joined(&[&of_head(Field::CustomerNo), &place]);
    let judged = [of_head(Field::Level), of_head(Field::Status)].into_iter().chain(marks(card)).filter(|text| !text.trim().is_empty());
    let stars = match customer.get(Field::Stars) {
        Kept::Number(stars) => *stars,
        _ => 0,
    };
    let tags: Vec<Value> = match customer.get(Field::Tags) {
        Kept::Tags(tags) => tags.iter().map(|tag| text_for(style, tag)).collect(),
        _ => Vec::new(),
    };
    let touches = &card.touches[..card.touches.len().min(if style.is_long { TOUCHES_LONG } else { TOUCHES })];
    json!({
        "name": name_for(style, customer.name()),
        "number": worded(&of_head(Field::CustomerNo)),
        "under": text_for(style, &under),
        "judged": judged.map(|text| text_for(style, &text)).collect::<Vec<_>>(),
        "stars": stars,
        "tags": tags,
        "code": customer.id.code(),
        "strip": strip(card),
        "sections": sections(card, style),
        "people": card.contacts.iter().map(|contact| person(contact, style)).collect::<Vec<_>>(),
        "addresses": addresses(card),
        "plans": open_plans(card).map(|plan| plan_line(plan, card, style, today)).collect::<Vec<_>>(),
        "promises": card.promises.iter().filter(|promise| promise.is_open()).map(|promise| promise_line(promise, style, today)).collect::<Vec<_>>(),
        "touches": touches.iter().map(|touch| touch_line(touch, card, style)).collect::<Vec<_>>(),
        "touches-left": card.touches.len() - touches.len(),
    })
}

/// Judgements that stand beside tier and state.
fn marks(card: &CardSnapshot) -> Vec<String> {
    let is_pooled = card.pool_stays.last().is_some_and(PoolStay::is_open);
    is_pooled.then(|| Field::Pool.label().to_owned()).into_iter().collect()
}

/// What matters before anything else: the last touch, the next follow-up, how complete the card is.
fn strip(card: &CardSnapshot) -> Vec<Value> {
    let none = || tr!("paper-none");
    let last = card.touches.first().map_or_else(none, |touch| joined(&[&day(touch.happened_on), &channel_shown(&touch.channel)]));
    let next = open_plans(card).next().map_or_else(none, |plan| joined(&[&day(plan.due_on), &channel_shown(&plan.method)]));
    let complete = format!("{} %", card.completeness.percent);
    [(Field::LastContact, last), (Field::NextFollowUp, next), (Field::Completeness, complete)]
        .map(|(field, text)| line(field.label(), worded(&text)))
        .into()
}

fn open_plans(card: &CardSnapshot) -> impl Iterator<Item = &FollowUp> {
    card.follow_ups.iter().filter(|plan| plan.is_open())
}

fn text_for(style: PaperStyle, text: &str) -> Value {
    if style.is_long { json!({ "text": written(text.trim()) }) } else { worded(text) }
}

fn name_for(style: PaperStyle, text: &str) -> Value {
    let mut name = text_for(style, text);
    name["bold"] = json!(Fonts::bold_can_write(text));
    name
}

fn line(label: &str, text: Value) -> Value {
    json!({ "label": written(label.trim()), "text": text })
}

/// The parts of a card in the order of a paper: who they are and what they need comes before what one makes of it.
const ORDER: [Category; 8] = [
    Category::Basic,
    Category::Needs,
    Category::Judgement,
    Category::Credit,
    Category::Results,
    Category::Operation,
    Category::Other,
    Category::Source,
];

/// The fields of the customer by category, those that say something.
fn sections(card: &CardSnapshot, style: PaperStyle) -> Vec<Value> {
    let customer = &card.customer;
    let mut sections: Vec<Value> = Vec::new();
    for category in ORDER {
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
pub(super) fn is_price(field: Field) -> bool {
    field.kind() == Kind::Money || field.spec().category == Category::Credit || matches!(field, Field::ThisYear | Field::PastYears)
}

/// What stands beside the name of a person, and not again below it.
const OF_ROLE: [Field; 3] = [Field::Title, Field::Department, Field::Authority];

fn person(contact: &Contact, style: PaperStyle) -> Value {
    let is_told = |field: &Field| style.has_personal || field.spec().category != Category::Personal;
    let said = |field: Field| shown(field, &contact.get(field));
    let fields = Field::all().filter(|field| field.of() == Of::Contact && *field != Field::Contact && !OF_ROLE.contains(field));
    let lines: Vec<Value> = fields
        .filter(is_told)
        .map(|field| (field, said(field)))
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(field, text)| line(field.label(), text_for(style, &text)))
        .collect();
    let role = OF_ROLE.map(said);
    json!({ "name": name_for(style, &contact.name()), "role": text_for(style, &joined(&role.each_ref().map(String::as_str))), "lines": lines })
}

fn addresses(card: &CardSnapshot) -> Vec<Value> {
    let of_one = |address: &Address| {
        let country = shown(Field::Country, &Kept::Text(address.country.clone()));
        let parts = [&address.address, &address.postcode, &address.city, &address.region, &country];
        let said: Vec<&str> = parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        line(&address.purpose, worded(&said.join(", ")))
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

fn plan_line(plan: &FollowUp, card: &CardSnapshot, style: PaperStyle, today: NaiveDate) -> Value {
    let amount = plan.amount.filter(|_| style.has_prices).map(|amount| amount.display()).unwrap_or_default();
    let text = joined(&[
        &channel_shown(&plan.method),
        &name_of(card, plan.contact),
        &plan.goal,
        &plan.content,
        &plan.products,
        &plan.quantity,
        &amount,
    ]);
    json!({ "day": day(plan.due_on), "side": "", "text": text_for(style, &text), "late": plan.due_on.last_day() < today })
}

fn promise_line(promise: &Promise, style: PaperStyle, today: NaiveDate) -> Value {
    let side = match promise.side {
        PromisedBy::Us => tr!("brief-we"),
        PromisedBy::Them => tr!("brief-they"),
    };
    json!({
        "day": promise.due_on.map(day).unwrap_or_default(),
        "side": side,
        "text": text_for(style, &promise.text),
        "late": promise.is_broken(today),
    })
}

fn touch_line(touch: &Touch, card: &CardSnapshot, style: PaperStyle) -> Value {
    let way = joined(&[&channel_shown(&touch.channel), &name_of(card, touch.contact)]);
    let text = joined(&[&touch.text, &touch.outcome, &touch.opinion, &touch.competitor]);
    json!({ "day": day(touch.happened_on), "way": text_for(style, &way), "text": text_for(style, &text) })
}
