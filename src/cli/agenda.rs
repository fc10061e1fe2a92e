//! `gendan agenda` and `rules`: whom to contact and why, and by which rules.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use chrono::{Days, NaiveDate};
use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use crate::book::agenda::{Line, LineWords};
use crate::book::{Edit, FollowEdit, Now, Reading};
use crate::error::Result;
use crate::model::cadence::{Preset, Rules, TierRule};
use crate::tr;

use super::{open, say, tell};

/// `gendan agenda`.
#[derive(Debug, Args)]
pub(super) struct AgendaArguments {
    /// The day; today without one
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<NaiveDate>,
    /// How many days from then on, what is late by then always among them
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=3660))]
    days: u32,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// `gendan rules`.
#[derive(Debug, Args)]
pub(super) struct RulesArguments {
    #[command(subcommand)]
    change: Option<RulesChange>,
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum RulesChange {
    /// Takes the tiers and days of a preset
    Preset {
        /// Which
        #[arg(value_parser = ["abc-weekly", "five-tiers", "textbook"])]
        name: String,
    },
}

/// `gendan agenda`.
pub(super) fn agenda(arguments: &AgendaArguments, place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    let today = arguments.on.unwrap_or(now.today);
    let now = Now { today, ..now };
    let until = today.checked_add_days(Days::new(u64::from(arguments.days) - 1)).unwrap_or(today);
    let (agenda, words) = Reading::open(place)?.agenda(now, until)?;
    let items = agenda.lines.iter().zip(&words);
    // A pipe that was closed early is no failure of ours.
    if arguments.json {
        let items: Vec<Json> = items.map(|(line, words)| json_of(line, words, now)).collect();
        let _ = writeln!(out, "{}", json!({ "items": items }));
        return Ok(ExitCode::SUCCESS);
    }
    for (line, words) in items {
        let about = [words.what.as_str(), words.why.as_str()];
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        if writeln!(out, "{}\t{}\t{}\t{}", line.due_on, local_of(words, now), words.name, about.join(" · ")).is_err() {
            break;
        }
    }
    if agenda.lines.is_empty() {
        let _ = writeln!(out, "{}", tr!("today-nothing"));
    }
    Ok(ExitCode::SUCCESS)
}

fn local_of(words: &LineWords, now: Now) -> String {
    words.zone.map(|zone| zone.local(now.at).format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
}

fn json_of(line: &Line, words: &LineWords, now: Now) -> Json {
    let local = local_of(words, now);
    json!({
        "customer": line.customer.0,
        "name": words.name,
        "kind": line.kind.key(),
        "due_on": line.due_on.to_string(),
        "due_at": line.at.map(|at| at.format("%H:%M").to_string()),
        "local_time_there": if local.is_empty() { Json::Null } else { local.into() },
        "reason": words.why,
        "what": words.what,
        "rule": words.rule,
        "overdue_days": line.overdue_days(now.today),
        "pool_in_days": words.pool_in_days,
    })
}

/// `gendan rules`.
pub(super) fn rules(arguments: &RulesArguments, place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    if let Some(RulesChange::Preset { name }) = &arguments.change {
        let mut book = open(place, now)?;
        let preset = Preset::by_key(name).unwrap_or_default();
        let rules = book.rules()?.with_preset(preset);
        let done = book.apply(Edit::Follow(FollowEdit::SetRules { rules: rules.to_json() }), now)?;
        return tell(out, arguments.json, Some(&done));
    }
    let rules = Reading::open(place)?.rules()?;
    let sentence = said(&rules);
    say(out, arguments.json, &serde_json::from_str(&rules.to_json()).unwrap_or(Json::Null), &sentence)
}

/// The rules as a person reads them, a tier to a line.
fn said(rules: &Rules) -> String {
    let mut lines = vec![rules.preset.name()];
    lines.extend(rules.tiers.iter().chain([&rules.other]).map(said_tier));
    lines.join("\n")
}

fn said_tier(rule: &TierRule) -> String {
    let name = rule.name();
    match (rule.every_days, rule.pool_after_days) {
        (None, _) => tr!("rules-tier-never", tier = name),
        (Some(every), None) => tr!("rules-tier", tier = name, days = every),
        (Some(every), Some(pool)) => tr!("rules-tier-pool", tier = name, days = every, pool = pool),
    }
}
