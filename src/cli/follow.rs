//! `gendan touch` and `follow-up`: what happened with a customer, and what shall happen.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use chrono::{DateTime, NaiveDate};
use clap::Args;

use crate::book::{Edit, EditError, FollowEdit, Now, Reading};
use crate::error::Result;
use crate::model::day::{PartialDay, read_typed};
use crate::model::follow::{Channel, Direction, Repeat, channel_of};
use crate::model::habits::read_time;
use crate::model::{FollowUp, Id, Touch};

use super::{open, tell};

/// `gendan touch`.
#[derive(Debug, Args)]
pub(super) struct TouchArguments {
    /// Id, customer number or unique name
    customer: String,
    /// By which way: mail, phone, whatsapp, visit … or your own word
    #[arg(long, value_name = "WAY")]
    channel: String,
    /// What was said
    #[arg(long, value_name = "TEXT")]
    text: String,
    /// When: a day (2026-11-19, yesterday) or an instant (2026-11-19T15:00:00+08:00); now without it
    #[arg(long, value_name = "WHEN")]
    at: Option<String>,
    /// Who spoke; as is usual for the way without it
    #[arg(long, value_parser = ["out", "in", "both"])]
    direction: Option<String>,
    /// It is an inquiry that waits for an answer
    #[arg(long)]
    asks: bool,
    /// What came of it
    #[arg(long, value_name = "TEXT", default_value = "")]
    outcome: String,
    /// The day of the next follow-up: 2026-12-01, next fri, in 3 days
    #[arg(long, value_name = "DAY")]
    next: Option<String>,
    /// What that is for
    #[arg(long, value_name = "TEXT", requires = "next", default_value = "")]
    goal: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// `gendan follow-up`.
#[derive(Debug, Args)]
pub(super) struct FollowUpArguments {
    /// Id, customer number or unique name
    customer: String,
    /// The day: 2026-12-01, next fri, in 3 days
    #[arg(long, value_name = "DAY")]
    on: String,
    /// What it is for
    #[arg(long, value_name = "TEXT")]
    goal: String,
    /// The time of our day
    #[arg(long, value_name = "HH:MM")]
    time: Option<String>,
    /// By which way: mail, phone, whatsapp, visit … or your own word
    #[arg(long, value_name = "WAY", default_value = "")]
    method: String,
    /// What to say or send
    #[arg(long, value_name = "TEXT", default_value = "")]
    content: String,
    /// How often it comes again: 14d, 1w, 1m
    #[arg(long, value_name = "SPAN", value_parser = repeat)]
    repeat: Option<Repeat>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

fn repeat(text: &str) -> Result<Repeat, String> {
    text.parse().map_err(|_| format!("{text} is no span such as 14d, 1w or 1m"))
}

/// The way as a row keeps it: the key of a known one, else the words.
fn kept_channel(text: &str) -> String {
    match channel_of(text) {
        Channel::Own | Channel::Unknown => text.trim().to_owned(),
        known => known.key().to_owned(),
    }
}

fn day(text: &str, today: NaiveDate) -> Result<PartialDay> {
    Ok(read_typed(text, today).ok_or_else(|| EditError::NotADay(text.to_owned()))?)
}

/// `gendan touch`.
pub(super) fn touch(arguments: &TouchArguments, place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    let mut book = open(place, now)?;
    let customer = Reading::open(place)?.meant_by(&arguments.customer)?;
    let (happened_on, happened_at_ms) = match arguments.at.as_deref() {
        None => (now.today.into(), Some(now.ms())),
        Some(text) => match DateTime::parse_from_rfc3339(text.trim()) {
            Ok(at) => (at.date_naive().into(), Some(at.timestamp_millis())),
            Err(_) => (day(text, now.today)?, None),
        },
    };
    let channel = kept_channel(&arguments.channel);
    let said = arguments.direction.as_deref().and_then(Direction::by_key).or(arguments.asks.then_some(Direction::In));
    let touch = Touch {
        direction: said.or_else(|| channel_of(&channel).usual_direction()),
        channel,
        happened_at_ms,
        text: arguments.text.trim().to_owned(),
        outcome: arguments.outcome.trim().to_owned(),
        needs_reply: arguments.asks,
        ..Touch::new(Id(0), customer, happened_on)
    };
    let next = match &arguments.next {
        Some(text) => {
            let due_on = day(text, now.today)?;
            Some(Box::new(FollowUp { goal: arguments.goal.trim().to_owned(), ..FollowUp::new(Id(0), customer, due_on) }))
        }
        None => None,
    };
    let edit = FollowEdit::LogTouch { touches: vec![touch], promises: Vec::new(), next, completes: None };
    let done = book.apply(Edit::Follow(edit), now)?;
    tell(out, arguments.json, Some(&done))
}

/// `gendan follow-up`.
pub(super) fn follow_up(arguments: &FollowUpArguments, place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    let mut book = open(place, now)?;
    let customer = Reading::open(place)?.meant_by(&arguments.customer)?;
    let due_time = match &arguments.time {
        Some(text) => Some(read_time(text).ok_or_else(|| EditError::NotATime(text.clone()))?),
        None => None,
    };
    let plan = FollowUp {
        goal: arguments.goal.trim().to_owned(),
        content: arguments.content.trim().to_owned(),
        method: kept_channel(&arguments.method),
        due_time,
        repeat: arguments.repeat,
        ..FollowUp::new(Id(0), customer, day(&arguments.on, now.today)?)
    };
    let done = book.apply(Edit::plan(plan), now)?;
    tell(out, arguments.json, Some(&done))
}
