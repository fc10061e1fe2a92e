//! The brief before a contact (S3.29, S4.7): who they are and how they are, what was said last, who owes whom what, what they need and
//! buy, what was heard and brought, and what is prepared. One snapshot of words in the language spoken, to be drawn, copied or printed.

use std::sync::Arc;

use chrono::NaiveDate;

use super::agenda::Standings;
use super::{Book, CardSnapshot, Now, Reading, Trades};
use crate::error::Result;
use crate::model::Category;
use crate::model::cadence::{Rules, due, say_day, say_too_soon};
use crate::model::country::Country;
use crate::model::day::PartialDay;
use crate::model::follow::{PromisedBy, channel_shown, value_shown};
use crate::model::habits::show_time;
use crate::model::holidays::WorkingDays;
use crate::model::zone::Zone;
use crate::model::{ChannelKind, Contact, Customer, Field, FollowUp, Id, Of, Touch, Trade, Value, entry};
use crate::tr;
use crate::words::spoken;

/// How many of the last touches are told.
const TOUCHES: usize = 5;
/// How many people.
const PEOPLE: usize = 4;
/// How much was heard of each kind.
const HEARD: usize = 3;

/// What a part of a brief is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is planned for this contact, with questions and what to prepare.
    Plan,
    /// What is waited for, by both sides.
    Promises,
    /// What happened last.
    Touches,
    /// What of use they were brought, so that it is not brought again.
    Brought,
    /// The people.
    People,
    /// How it began.
    First,
    /// What they need.
    Needs,
    /// What they buy, and how they pay.
    Trade,
    /// Opinions and competitors.
    Heard,
}

impl Part {
    /// What it is called in the language spoken.
    pub fn title(self) -> String {
        match self {
            Self::Plan => tr!("brief-plan"),
            Self::Promises => tr!("brief-promises"),
            Self::Touches => tr!("brief-touches"),
            Self::Brought => tr!("brief-brought"),
            Self::People => tr!("brief-people"),
            Self::First => tr!("brief-first"),
            Self::Needs => tr!("brief-needs"),
            Self::Trade => tr!("brief-trade"),
            Self::Heard => tr!("brief-heard"),
        }
    }

    /// Whether it is about what to do, and not about who they are.
    pub fn is_of_doing(self) -> bool {
        matches!(self, Self::Plan | Self::Promises | Self::Touches | Self::Brought)
    }
}

/// What a line of a brief wants of its reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// To be known.
    #[default]
    None,
    /// It is late, or waits for an answer.
    Late,
    /// It is still to be prepared.
    Open,
    /// It is prepared.
    Ready,
}

/// A line of a brief.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BriefLine {
    /// What it says: a field, a day, a person; may be empty.
    pub label: String,
    /// What there is to say.
    pub text: String,
    /// What it wants.
    pub mark: Mark,
}

/// What there is to know before a contact.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// Who.
    pub customer: Id,
    /// The name.
    pub name: String,
    /// The tier, as the book or the rules have it; empty where there is none.
    pub tier: String,
    /// State, place, business: each in a few words.
    pub about: Vec<String>,
    /// The country, for its office hours.
    pub country: Option<&'static Country>,
    /// The zone of their clock.
    pub zone: Option<Zone>,
    /// Why they are due, by plan or rule; empty where nothing says so yet.
    pub why: String,
    /// Why a contact now would disturb; empty where it would not.
    pub too_soon: String,
    /// What there is to say, part by part; parts of which nothing is known are left out, but for promises and plan.
    pub parts: Vec<(Part, Vec<BriefLine>)>,
}

impl Brief {
    /// The lines of a part.
    pub fn lines(&self, part: Part) -> &[BriefLine] {
        self.parts.iter().find(|(known, _)| *known == part).map_or(&[], |(_, lines)| lines)
    }

    /// All of it as plain text, to be pasted somewhere.
    pub fn to_text(&self) -> String {
        let mut text = self.name.clone();
        let beside: Vec<&str> =
            [self.tier.as_str()].into_iter().chain(self.about.iter().map(String::as_str)).filter(|part| !part.is_empty()).collect();
        for line in [beside.join(" · "), self.why.clone(), self.too_soon.clone()].iter().filter(|line| !line.is_empty()) {
            text.push('\n');
            text.push_str(line);
        }
        for (part, lines) in &self.parts {
            text.push_str(&format!("\n\n{}", part.title()));
            for line in lines {
                let mark = match line.mark {
                    Mark::Open => "[ ] ",
                    Mark::Ready => "[x] ",
                    Mark::None | Mark::Late => "",
                };
                let said: Vec<&str> = [line.label.as_str(), line.text.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
                text.push_str(&format!("\n- {mark}{}", said.join(tr!("brief-joint").as_str())));
            }
        }
        text
    }
}

impl Book {
    /// What there is to know before a contact with a customer; `None` where it is not there.
    pub fn brief(&self, id: Id, now: Now) -> Result<Option<Brief>> {
        let Some(card) = self.card(id)? else { return Ok(None) };
        let (rules, standings) = (self.rules()?, self.standings(now)?);
        let trade = self.trades().of(id);
        Ok(Some(brief_of(&card, &rules, standings.as_deref(), trade.as_ref(), now.today)))
    }
}

impl Reading {
    /// The same for several customers, in that order; those that are not there are left out.
    pub fn briefs(&self, customers: &[Id], now: Now) -> Result<Vec<Brief>> {
        let rules = Arc::new(self.rules()?);
        let (standings, trades) = (self.standings(&rules, now)?, Trades::read(&self.reader, now.today)?);
        let mut briefs = Vec::new();
        for id in customers {
            if let Some(card) = self.card(*id)? {
                briefs.push(brief_of(&card, &rules, Some(&standings), trades.of(*id).as_ref(), now.today));
            }
        }
        Ok(briefs)
    }
}

fn brief_of(card: &CardSnapshot, rules: &Rules, standings: Option<&Standings>, trade: Option<&Trade>, today: NaiveDate) -> Brief {
    let customer = &card.customer;
    let standing = standings.and_then(|standings| standings.get(customer.id)).map(|kept| kept.standing);
    let due = standing.map(|standing| due(&standing, rules, WorkingDays::shared(), today));
    let shown = |field: Field| value(field, customer.get(field));
    let about = [Field::Status, Field::Country, Field::City, Field::BusinessScope].map(shown);
    let parts = [
        (Part::Plan, plan(card, today)),
        (Part::Promises, promises(card, today)),
        (Part::Touches, touches(card, today)),
        (Part::Brought, brought(card, today)),
        (Part::People, people(card)),
        (Part::First, first(card, today)),
        (Part::Needs, needs(customer)),
        (Part::Trade, traded(customer, trade)),
        (Part::Heard, heard(card, today)),
    ];
    Brief {
        customer: customer.id,
        name: customer.name().to_owned(),
        tier: match shown(Field::Level) {
            said if said.is_empty() => standing.map(|standing| rules.rule(standing.tier).name()).unwrap_or_default(),
            said => said,
        },
        about: about.into_iter().filter(|text| !text.is_empty()).collect(),
        country: Country::by_iso2(customer.text(Field::Country)),
        zone: standing.and_then(|standing| standing.zone),
        why: due.as_ref().map(|due| due.why.text(rules, today)).unwrap_or_default(),
        too_soon: due
            .and_then(|due| due.too_soon_until)
            .zip(standing)
            .map(|(until, standing)| say_too_soon(&standing, until, today))
            .unwrap_or_default(),
        parts: parts.into_iter().filter(|(part, lines)| !lines.is_empty() || matches!(part, Part::Plan | Part::Promises)).collect(),
    }
}

fn line(label: impl Into<String>, text: impl Into<String>) -> BriefLine {
    BriefLine { label: label.into(), text: text.into(), mark: Mark::None }
}

/// The next open follow-up: what for, which questions, what to prepare.
fn plan(card: &CardSnapshot, today: NaiveDate) -> Vec<BriefLine> {
    let Some(plan) = card.follow_ups.iter().find(|plan| plan.is_open()) else { return Vec::new() };
    let person = plan.contact.and_then(|id| card.contacts.iter().find(|contact| contact.id == id)).map(Contact::name).unwrap_or_default();
    let time = plan.due_time.map(show_time).unwrap_or_default();
    let when = joined(&[&day(plan.due_on, today), &time, &channel_shown(&plan.method), &person], " · ");
    let amount = plan.amount.map(|amount| amount.display()).unwrap_or_default();
    let order = joined(&[&plan.products, &plan.quantity, &amount], " · ");
    let is_late = plan.due_on.last_day() < today;
    let mut lines = vec![BriefLine { mark: if is_late { Mark::Late } else { Mark::None }, ..line(tr!("brief-when"), when) }];
    let parts: [(String, &String); 5] = [
        (tr!("follow-up-goal"), &plan.goal),
        (tr!("follow-up-focus"), &plan.focus),
        (tr!("brief-say"), &plan.content),
        (tr!("brief-order"), &order),
        (tr!("follow-up-expected"), &plan.expected_result),
    ];
    lines.extend(parts.into_iter().filter(|(_, text)| !text.trim().is_empty()).map(|(label, text)| line(label, text.trim())));
    lines.extend(checklist(plan));
    lines
}

fn checklist(plan: &FollowUp) -> impl Iterator<Item = BriefLine> + '_ {
    plan.checklist
        .iter()
        .map(|item| BriefLine { mark: if item.is_done { Mark::Ready } else { Mark::Open }, ..line("", item.text.as_str()) })
}

fn promises(card: &CardSnapshot, today: NaiveDate) -> Vec<BriefLine> {
    let mut open: Vec<_> = card.promises.iter().filter(|promise| promise.is_open()).collect();
    open.sort_by_key(|promise| (promise.side, promise.due_on.is_none(), promise.due_on));
    let said = open.into_iter().map(|promise| {
        let side = match promise.side {
            PromisedBy::Us => tr!("brief-we"),
            PromisedBy::Them => tr!("brief-they"),
        };
        let by = promise.due_on.map_or_else(|| tr!("promise-no-day"), |due| tr!("brief-by", day = day(due, today)));
        BriefLine {
            mark: if promise.is_broken(today) { Mark::Late } else { Mark::None },
            ..line(side, joined(&[promise.text.trim(), &by], " · "))
        }
    });
    said.collect()
}

fn touches(card: &CardSnapshot, today: NaiveDate) -> Vec<BriefLine> {
    let told = card.touches.iter().take(TOUCHES).map(|touch| {
        let person =
            touch.contact.and_then(|id| card.contacts.iter().find(|contact| contact.id == id)).map(Contact::name).unwrap_or_default();
        let label = joined(&[&day(touch.happened_on, today), &channel_shown(&touch.channel)], " · ");
        let outcome = if touch.outcome.trim().is_empty() { String::new() } else { tr!("brief-outcome", text = touch.outcome.trim()) };
        let mark = if touch.needs_reply && is_last_word(card, touch) { Mark::Late } else { Mark::None };
        BriefLine { mark, ..line(label, joined(&[&person, &one_line(&touch.text), &outcome], " · ")) }
    });
    told.collect()
}

/// Whether nobody of ours has spoken after this touch.
fn is_last_word(card: &CardSnapshot, touch: &Touch) -> bool {
    use crate::model::follow::Direction;
    let mut later = card.touches.iter().take_while(|known| known.id != touch.id);
    !later.any(|known| known.direction != Some(Direction::In))
}

/// What of use was brought, each kind and thing once with its last day.
fn brought(card: &CardSnapshot, today: NaiveDate) -> Vec<BriefLine> {
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut lines = Vec::new();
    for touch in card.touches.iter().filter(|touch| !touch.value.is_empty()) {
        let what = (value_shown(&touch.value), one_line(&touch.value_what));
        if !seen.contains(&what) {
            lines.push(line(day(touch.happened_on, today), joined(&[&what.0, &what.1], ": ")));
            seen.push(what);
        }
        if lines.len() == TOUCHES {
            break;
        }
    }
    lines
}

/// The people: position and say, how to reach them, how they are.
fn people(card: &CardSnapshot) -> Vec<BriefLine> {
    let mut lines = Vec::new();
    for contact in card.contacts.iter().take(PEOPLE) {
        let of = |field: Field| value(field, contact.record.get(field));
        let position = [Field::Title, Field::Department, Field::Authority].map(of);
        let ways = [ChannelKind::Mobile, ChannelKind::Whatsapp, ChannelKind::Wechat, ChannelKind::Email, ChannelKind::Phone];
        let ways: Vec<String> = ways.iter().filter_map(|kind| contact.channels_of(*kind).next()).take(2).map(str::to_owned).collect();
        let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
        let position: Vec<&str> = position.iter().map(String::as_str).collect();
        let name = match contact.name() {
            name if name.is_empty() => tr!("brief-somebody"),
            name => name,
        };
        lines.push(line(name, joined(&[&joined(&position, " · "), &joined(&ways, " · ")], " · ")));
        let nature = Field::stored(Of::Contact).iter().filter(|field| is_nature(**field));
        let nature: Vec<String> = nature
            .map(|field| (field.label(), of(*field)))
            .filter(|(_, text)| !text.is_empty())
            .map(|(label, text)| format!("{label}: {text}"))
            .collect();
        if !nature.is_empty() {
            lines.push(line("", nature.join("; ")));
        }
    }
    if card.contacts.len() > PEOPLE {
        lines.push(line("", tr!("brief-more-people", count = card.contacts.len() - PEOPLE)));
    }
    lines
}

/// What tells how a person is, and how to speak to them.
fn is_nature(field: Field) -> bool {
    field.spec().category == Category::Personal || matches!(field, Field::PreferredChannel | Field::PreferredHours | Field::ContactNotes)
}

fn first(card: &CardSnapshot, today: NaiveDate) -> Vec<BriefLine> {
    let customer = &card.customer;
    let known = match customer.get(Field::FirstContact) {
        Value::Day(on) => Some((*on, String::new())),
        _ => card.touches.last().map(|touch| (touch.happened_on, channel_shown(&touch.channel))),
    };
    let mut lines: Vec<BriefLine> =
        known.map(|(on, way)| line(Field::FirstContact.label(), joined(&[&day(on, today), &way], " · "))).into_iter().collect();
    lines.extend(fields(customer, &[Field::Source, Field::SourceDetail, Field::Referrer, Field::FirstTalk]));
    lines
}

fn needs(customer: &Customer) -> Vec<BriefLine> {
    let own = Field::stored(Of::Customer).iter().copied().filter(|field| field.spec().category == Category::Needs);
    let all: Vec<Field> = own.chain([Field::PurchasePlan, Field::PurchaseSchedule]).collect();
    fields(customer, &all)
}

fn traded(customer: &Customer, trade: Option<&Trade>) -> Vec<BriefLine> {
    let mut lines: Vec<BriefLine> = trade.map(|trade| line(Field::Trade.label(), trade.sum().display())).into_iter().collect();
    lines.extend(fields(
        customer,
        &[
            Field::OrdersCount,
            Field::LastOrder,
            Field::AnnualAmount,
            Field::PotentialOrder,
            Field::ThisYear,
            Field::PastYears,
            Field::PaymentTerms,
            Field::CreditLimit,
            Field::CreditPeriod,
            Field::CreditGrade,
        ],
    ));
    lines
}

fn heard(card: &CardSnapshot, today: NaiveDate) -> Vec<BriefLine> {
    let told = |label: String, text: fn(&Touch) -> &String| {
        let with = card.touches.iter().filter(move |touch| !text(touch).trim().is_empty()).take(HEARD);
        with.map(move |touch| line(joined(&[&label, &day(touch.happened_on, today)], " "), one_line(text(touch)))).collect::<Vec<_>>()
    };
    let mut lines = told(tr!("touch-opinion"), |touch| &touch.opinion);
    lines.extend(told(tr!("touch-competitor"), |touch| &touch.competitor));
    lines.extend(fields(&card.customer, &[Field::Competitors, Field::CompetingProducts, Field::FormerSuppliers]));
    lines
}

fn fields(customer: &Customer, fields: &[Field]) -> Vec<BriefLine> {
    let said = fields.iter().map(|field| (field, one_line(&value(*field, customer.get(*field)))));
    said.filter(|(_, text)| !text.is_empty()).map(|(field, text)| line(field.label(), text)).collect()
}

/// A value as one reads it in the language spoken.
pub(super) fn value(field: Field, value: &Value) -> String {
    entry::say(field, value, spoken())
}

fn day(day: PartialDay, today: NaiveDate) -> String {
    day.date().map_or_else(|| day.to_string(), |day| say_day(day, today))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn joined(parts: &[&str], between: &str) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}
