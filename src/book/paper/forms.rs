//! Forms of the trade: the original records of a potential customer and of a customer (S3.11), empty or filled, and the list of first-class
//! customers, form 13-5 (S3.14). Which fields they ask, in which order, stands here; how they look in the templates.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::card::is_price;
use super::text::{worded, written};
use super::{PaperQuestion, PaperStyle};
use crate::book::brief::value as shown;
use crate::book::dues::Dues;
use crate::book::{CardSnapshot, Now, Reading, Trades};
use crate::error::Result;
use crate::model::cadence::{Preset, Rules, TierRule};
use crate::model::money::Money;
use crate::model::{Category, Contact, Customer, Field, Id, Of, Value as Kept, Worth};
use crate::tr;
use crate::words::{Language, spoken};

/// A field of a form: which, how many twelfths of a line it takes, and how many lines there are to write on.
type Asked = (Field, u8, u8);

/// What one asks a stranger, in the order in which one asks: who they are, how to reach them, what they buy, what happens next.
const POTENTIAL: &[(&str, &[Asked])] = &[
    (
        "category-basic",
        &[
            (Field::Company, 8, 1),
            (Field::Country, 4, 1),
            (Field::City, 4, 1),
            (Field::Website, 4, 1),
            (Field::CompanySize, 4, 1),
            (Field::CustomerType, 12, 1),
            (Field::BusinessScope, 8, 1),
            (Field::MarketArea, 4, 1),
        ],
    ),
    (
        "form-person",
        &[
            (Field::Contact, 4, 1),
            (Field::Title, 4, 1),
            (Field::Mobile, 4, 1),
            (Field::Authority, 12, 1),
            (Field::Email, 6, 1),
            (Field::Whatsapp, 3, 1),
            (Field::Wechat, 3, 1),
            (Field::PreferredChannel, 8, 1),
            (Field::PreferredHours, 4, 1),
        ],
    ),
    (
        "category-needs",
        &[
            (Field::Products, 12, 2),
            (Field::NeedSpec, 8, 2),
            (Field::Certification, 4, 2),
            (Field::PotentialOrder, 4, 1),
            (Field::PurchaseSchedule, 4, 1),
            (Field::LeadTime, 4, 1),
            (Field::PriceSensitivity, 6, 1),
            (Field::FormerSuppliers, 6, 1),
            (Field::Pains, 12, 1),
        ],
    ),
    (
        "category-source",
        &[
            (Field::Source, 12, 1),
            (Field::SourceDetail, 5, 1),
            (Field::Referrer, 4, 1),
            (Field::FirstContact, 3, 1),
            (Field::FirstTalk, 12, 2),
        ],
    ),
    ("form-what-next", &[(Field::Intent, 6, 1), (Field::PotentialValue, 6, 1), (Field::FollowUpGoal, 8, 1), (Field::NextFollowUp, 4, 1)]),
];

/// The six categories of a customer and what they need (S3.3–S3.8, S4.9).
const CUSTOMER: &[(&str, &[Asked])] = &[
    (
        "category-basic",
        &[
            (Field::Company, 8, 1),
            (Field::CustomerNo, 4, 1),
            (Field::ShortName, 4, 1),
            (Field::Country, 4, 1),
            (Field::City, 4, 1),
            (Field::Address, 9, 1),
            (Field::Postcode, 3, 1),
            (Field::Phone, 4, 1),
            (Field::Fax, 4, 1),
            (Field::PersonInCharge, 4, 1),
            (Field::CompanyEmail, 6, 1),
            (Field::Website, 6, 1),
            (Field::Bank, 6, 1),
            (Field::BankAccount, 6, 1),
            (Field::TaxId, 6, 1),
            (Field::RegistrationNo, 6, 1),
            (Field::CustomerType, 12, 1),
            (Field::BusinessScope, 8, 1),
            (Field::CompanySize, 4, 1),
        ],
    ),
    (
        "category-credit",
        &[
            (Field::RegisteredCapital, 4, 1),
            (Field::CreditLimit, 4, 1),
            (Field::CreditPeriod, 4, 1),
            (Field::PaymentTerms, 5, 1),
            (Field::Currency, 2, 1),
            (Field::SettlementDay, 5, 1),
            (Field::CreditHistory, 7, 1),
            (Field::CreditGrade, 5, 1),
        ],
    ),
    (
        "category-operation",
        &[
            (Field::SalesStaff, 3, 1),
            (Field::BusinessStaff, 3, 1),
            (Field::ShopArea, 3, 1),
            (Field::StorageArea, 3, 1),
            (Field::TradeArea, 4, 1),
            (Field::TransportWay, 4, 1),
            (Field::DeliveryPlace, 4, 1),
            (Field::CompetingProducts, 12, 1),
        ],
    ),
    (
        "category-results",
        &[
            (Field::AnnualAmount, 4, 1),
            (Field::OrdersCount, 4, 1),
            (Field::LastOrder, 4, 1),
            (Field::ThisYear, 12, 1),
            (Field::PastYears, 12, 1),
        ],
    ),
    (
        "category-needs",
        &[
            (Field::Products, 12, 1),
            (Field::NeedSpec, 6, 1),
            (Field::NeedMaterial, 3, 1),
            (Field::Certification, 3, 1),
            (Field::PriceSensitivity, 5, 1),
            (Field::LeadTime, 3, 1),
            (Field::Expectations, 4, 1),
            (Field::Pains, 12, 1),
        ],
    ),
    (
        "form-decision-maker",
        &[
            (Field::Contact, 4, 1),
            (Field::Title, 4, 1),
            (Field::Department, 4, 1),
            (Field::Authority, 12, 1),
            (Field::Mobile, 3, 1),
            (Field::Email, 6, 1),
            (Field::Wechat, 3, 1),
            (Field::Gender, 4, 1),
            (Field::Age, 2, 1),
            (Field::Birthday, 3, 1),
            (Field::Family, 3, 1),
            (Field::Hobbies, 4, 1),
            (Field::Character, 4, 1),
            (Field::SocialClass, 4, 1),
            (Field::WayOfLife, 4, 1),
            (Field::Influence, 4, 1),
            (Field::PersonalCredit, 4, 1),
            (Field::Dealings, 6, 1),
            (Field::Ambitions, 6, 1),
        ],
    ),
    (
        "category-other",
        &[
            (Field::PurchasePlan, 12, 1),
            (Field::PurchaseSchedule, 6, 1),
            (Field::Competitors, 6, 1),
            (Field::Partners, 6, 1),
            (Field::FormerSuppliers, 6, 1),
            (Field::Source, 12, 1),
            (Field::Notes, 12, 2),
        ],
    ),
];

/// The form of a potential customer; empty, or filled for each of the customers.
pub(super) fn potential(book: &Reading, question: &PaperQuestion) -> Result<Value> {
    records(book, question, &tr!("form-potential"), POTENTIAL)
}

/// The form of a customer; empty, or filled for each of the customers.
pub(super) fn customer(book: &Reading, question: &PaperQuestion) -> Result<Value> {
    records(book, question, &tr!("form-customer"), CUSTOMER)
}

fn records(book: &Reading, question: &PaperQuestion, title: &str, sections: &[(&str, &[Asked])]) -> Result<Value> {
    let record = |card: Option<&CardSnapshot>| {
        let sections: Vec<Value> = sections
            .iter()
            .map(|(key, fields)| json!({ "title": title_of(key), "fields": fields.iter().map(|asked| cell(*asked, card, question.style)).collect::<Vec<_>>() }))
            .collect();
        json!({ "title": title, "sections": sections, "code": card.map(|card| card.customer.id.code()).unwrap_or_default() })
    };
    let mut records = Vec::new();
    for id in &question.customers {
        records.extend(book.card(*id)?.as_ref().map(|card| record(Some(card))));
    }
    if question.customers.is_empty() {
        records.push(record(None));
    }
    Ok(Value::Array(records))
}

fn title_of(key: &str) -> String {
    match key {
        "form-what-next" => tr!("form-what-next"),
        "form-person" => tr!("form-person"),
        "form-decision-maker" => tr!("form-decision-maker"),
        key => tr!(key),
    }
}

/// A field with what is known, and its usual values to tick; what is none of these stands beside them.
fn cell((field, share, lines): Asked, card: Option<&CardSnapshot>, style: PaperStyle) -> Value {
    let text = card.map(|card| known(field, card, style)).unwrap_or_default();
    let choices: Vec<(String, bool)> = field
        .spec()
        .choices
        .iter()
        .map(|choice| if spoken() == Language::Chinese { choice.zh } else { choice.en })
        .map(|word| (word.to_owned(), word == text))
        .collect();
    let is_usual = choices.iter().any(|(_, is_chosen)| *is_chosen);
    json!({
        "label": written(field.label()),
        "share": share,
        "lines": lines,
        "choices": choices.iter().map(|(word, is_chosen)| json!({ "word": word, "chosen": is_chosen })).collect::<Vec<_>>(),
        "text": worded(if is_usual { "" } else { &text }),
    })
}

fn known(field: Field, card: &CardSnapshot, style: PaperStyle) -> String {
    let is_private = field.spec().category == Category::Personal && !style.has_personal;
    if is_private || is_price(field) && !style.has_prices {
        return String::new();
    }
    let plan = card.follow_ups.iter().find(|plan| plan.is_open());
    match field {
        Field::NextFollowUp => plan.map(|plan| plan.due_on.to_string()).unwrap_or_default(),
        Field::FollowUpGoal => plan.map(|plan| plan.goal.clone()).unwrap_or_default(),
        _ if field.of() == Of::Contact => card.contacts.first().map(|contact| shown(field, &contact.get(field))).unwrap_or_default(),
        _ => shown(field, card.customer.get(field)),
    }
}

/// The list of first-class customers of a year: that of the day of the question, by default this one.
///
/// Without customers in the question it takes those whom the rules put into their first tier and those whom the book calls A.
pub(super) fn first_class(book: &Reading, question: &PaperQuestion, now: Now) -> Result<Value> {
    let year = question.on.unwrap_or(now.today).year();
    let rules = book.rules()?;
    let (customers, caption) = if question.customers.is_empty() {
        let tier = rules.tiers.first().map(TierRule::name).unwrap_or_default();
        let caption = if tier == "A" { tr!("form-first-class-a") } else { tr!("form-first-class-taken", tier = tier) };
        (of_first_class(book, &rules, now)?, caption)
    } else {
        (question.customers.clone(), tr!("form-first-class-asked"))
    };
    // The twelve months until December are the year.
    let december = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(now.today);
    let trades = Trades::read(&book.reader, december)?;
    let habits = super::habits::kept(&book.reader)?;
    let rates = super::habits::kept_rates(&book.reader)?;
    let worth = Worth::of(&rates, habits.currency);
    let mut rows = Vec::with_capacity(customers.len());
    for id in customers {
        let Some(customer) = book.customer(id)? else { continue };
        let contacts = book.contacts_of(id)?;
        let ordered = trades.sum(id).filter(|sum| sum.minor != 0);
        let (amount, mark) = match (ordered, customer.get(Field::AnnualAmount)) {
            (Some(sum), _) => (Some(sum), ""),
            (None, Kept::Money(said)) => (Some(*said), " *"),
            (None, _) => (None, ""),
        };
        let size = |amount: Money| worth.compared(amount.minor as f64 / 100.0, amount.currency, None);
        let sum = amount.and_then(size).unwrap_or_default();
        let said = amount.filter(|_| question.style.has_prices).map(|amount| format!("{}{mark}", amount.display())).unwrap_or_default();
        rows.push((sum, row(&customer, &contacts, &said)));
    }
    rows.sort_by(|(a, _), (b, _): &(f64, Value)| b.total_cmp(a));
    let count = rows.len();
    Ok(json!({
        "title": tr!("form-first-class"),
        "number": tr!("form-number", number = "13-5"),
        "year": tr!("form-year", year = year.to_string()),
        "caption": tr!("form-first-class-caption", caption = caption, count = count),
        "columns": [
            super::lists::column(tr!("form-column-customer"), 24.0, "left"),
            super::lists::column(tr!("form-column-person"), 14.0, "left"),
            super::lists::column(tr!("form-column-business"), 24.0, "left"),
            super::lists::column(tr!("form-column-products"), 24.0, "left"),
            super::lists::column(tr!("form-column-amount"), 14.0, "right"),
        ],
        "rows": rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>(),
    }))
}

fn of_first_class(book: &Reading, rules: &Rules, now: Now) -> Result<Vec<Id>> {
    let standings = book.standings(&rules.clone().into(), now)?;
    let dues = Dues::of(&standings, now.today);
    let first = rules.tiers.first().map(|rule| rule.tier.as_str());
    let mut taken = Vec::new();
    for id in book.find("", &[], now.today)? {
        let is_by_rules = first.is_some() && dues.stood(id).tier == first;
        let is_said = || book.customer(id).map(|customer| customer.is_some_and(|customer| is_class_a(customer.text(Field::Level))));
        if is_by_rules || is_said()? {
            taken.push(id);
        }
    }
    Ok(taken)
}

/// Whether a tier as written in the book is the first class of the course: `A`, `A类`, `A级客户`, `Class A`.
fn is_class_a(level: &str) -> bool {
    Rules::of(Preset::Textbook).tier_of_level(level).is_some_and(|tier| tier.0 == 0)
}

fn row(customer: &Customer, contacts: &[Contact], amount: &str) -> Value {
    let said = |field: Field| shown(field, customer.get(field));
    let person = Some(said(Field::PersonInCharge)).filter(|name| !name.is_empty());
    let person = person.or_else(|| contacts.first().map(Contact::name)).unwrap_or_default();
    let business = Some(said(Field::BusinessScope)).filter(|text| !text.is_empty()).unwrap_or_else(|| said(Field::Industry));
    json!([worded(customer.name()), worded(&person), worded(&business), worded(&said(Field::Products)), written(amount)])
}
