//! `gendan pool`: who is proposed for the public pool and who is in it; putting customers in and taking them out.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value as Json, json};

use crate::book::agenda::LineWords;
use crate::book::pool::PoolTold;
use crate::book::{Edit, EditError, FollowEdit, Now, Proposed, Reading, pool_reason};
use crate::error::Result;
use crate::model::Id;
use crate::model::cadence::Doubt;
use crate::tr;

use super::{open, say, tell};

/// `gendan pool`.
#[derive(Debug, Args)]
pub(super) struct PoolArguments {
    /// Lists who is proposed for the pool, which changes nothing; what the command does by itself
    #[arg(long, conflicts_with_all = ["drop", "claim"])]
    propose: bool,
    /// Puts those into the pool who are proposed, or these customers alone
    #[arg(long, value_name = "CUSTOMER", num_args = 0.., conflicts_with = "claim")]
    drop: Option<Vec<String>>,
    /// Takes customers out of the pool: ids, customer numbers or unique names
    #[arg(long, value_name = "CUSTOMER", num_args = 1..)]
    claim: Option<Vec<String>>,
    /// Whose they are from then on; without it those whose they were
    #[arg(long, value_name = "NAME", requires = "claim")]
    by: Option<String>,
    /// Drops also where the program would rather ask a second time
    #[arg(long, requires = "drop")]
    sure: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// `gendan pool`.
pub(super) fn pool(arguments: &PoolArguments, place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    if let Some(customers) = &arguments.drop {
        return drop(arguments, customers, place, now, out);
    }
    if let Some(customers) = &arguments.claim {
        return claim(arguments, customers, place, now, out);
    }
    let reading = Reading::open(place)?;
    let told = reading.pool_proposals(&[], now)?;
    // A pipe that was closed early is no failure of ours.
    if arguments.json {
        let _ = writeln!(out, "{}", json_of(&told, &reading, now)?);
        return Ok(ExitCode::SUCCESS);
    }
    for (proposed, words) in told.review.now.iter().zip(&told.words) {
        if writeln!(out, "{}\t{}\t{}", proposed.since, words.name, words.why).is_err() {
            return Ok(ExitCode::SUCCESS);
        }
    }
    let (proposed, soon, in_pool) = (told.review.now.len(), told.review.soon.len(), told.review.stays.len());
    let _ = writeln!(out, "{}", tr!("cli-pool", proposed = proposed, soon = soon, inside = in_pool));
    doubts_of(&told, proposed, now).iter().for_each(|doubt| eprintln!("{doubt}"));
    Ok(ExitCode::SUCCESS)
}

fn doubts_of(told: &PoolTold, dropped: usize, now: Now) -> Vec<String> {
    let doubts = if dropped == 0 { Vec::new() } else { told.review.doubts(dropped, now.at) };
    doubts.into_iter().map(Doubt::text).collect()
}

fn json_of(told: &PoolTold, reading: &Reading, now: Now) -> Result<Json> {
    let review = &told.review;
    let line = |(proposed, words): (&Proposed, &LineWords)| {
        json!({
            "customer": proposed.customer.0,
            "name": words.name,
            "tier": words.tier,
            "since": proposed.since.to_string(),
            "pool_in_days": words.pool_in_days,
            "reason": words.why,
        })
    };
    let (first, rest) = told.words.split_at(review.now.len());
    let names = reading.names(&review.stays.iter().map(|stay| stay.customer).collect::<Vec<Id>>())?;
    let inside = review.stays.iter().zip(&names).map(|(stay, name)| {
        let cooling = review.cooling_until(stay.customer, "", &told.rules);
        json!({
            "customer": stay.customer.0,
            "name": name,
            "dropped_on": stay.dropped_on.to_string(),
            "reason": pool_reason(stay),
            "previous_owner": stay.previous_owner,
            "cooling_until": cooling.map(|day| day.to_string()),
        })
    });
    Ok(json!({
        "proposed": review.now.iter().zip(first).map(line).collect::<Vec<Json>>(),
        "warned": review.soon.iter().zip(rest).map(line).collect::<Vec<Json>>(),
        "in_pool": inside.collect::<Vec<Json>>(),
        "customers": review.of,
        "asks_again": doubts_of(told, review.now.len(), now),
    }))
}

fn meant(reading: &Reading, customers: &[String]) -> Result<Vec<Id>> {
    customers.iter().map(|text| reading.meant_by(text)).collect()
}

fn drop(arguments: &PoolArguments, customers: &[String], place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    let mut book = open(place, now)?;
    let reading = Reading::open(place)?;
    let chosen = meant(&reading, customers)?;
    let told = reading.pool_proposals(&chosen, now)?;
    let count = if chosen.is_empty() { told.review.now.len() } else { chosen.len() };
    if count == 0 {
        return say(out, arguments.json, &json!({ "step": Json::Null, "dropped": 0 }), &tr!("cli-pool-nobody"));
    }
    let doubts = doubts_of(&told, count, now);
    if !doubts.is_empty() && !arguments.sure {
        return Err(EditError::PoolDoubts(doubts.join("; ")).into());
    }
    let done = book.apply(told.drop_all, now)?;
    tell(out, arguments.json, Some(&done))
}

fn claim(arguments: &PoolArguments, customers: &[String], place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    let mut book = open(place, now)?;
    let reading = Reading::open(place)?;
    let chosen = meant(&reading, customers)?;
    let told = reading.pool_proposals(&[], now)?;
    let by = arguments.by.clone().unwrap_or_default();
    for (id, text) in chosen.iter().zip(customers) {
        if told.review.stay(*id).is_none() {
            return Err(EditError::NotInPool(text.clone()).into());
        }
        if let Some(until) = told.review.cooling_until(*id, &by, &told.rules) {
            return Err(EditError::CoolingOff(text.clone(), until).into());
        }
    }
    let done = book.apply(Edit::Follow(FollowEdit::Claim { customers: chosen, on: now.today, by }), now)?;
    tell(out, arguments.json, Some(&done))
}
