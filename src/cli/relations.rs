//! `gendan merge`, `apart` and `duplicates`: customers that are one, those that only look like it, and those that may be.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value as Json, json};

use crate::book::{AlikeGroup, Edit, EditError, ImportError, Named, Now, Reading};
use crate::error::Result;
use crate::model::alike::Likeness;
use crate::model::merge::{Side, Slot};
use crate::model::{Customer, Field, Of};
use crate::tr;

use super::{open, say, tell};

/// `gendan merge`: whose value is taken where both have one; else as the window proposes.
#[derive(Debug, Args)]
pub(super) struct MergeArguments {
    /// Who stays: id, customer number or unique name
    stays: String,
    /// Who is merged into it: id, customer number or unique name
    goes: String,
    /// Field keys whose value stays
    #[arg(long, value_delimiter = ',', value_name = "FIELD")]
    keep: Vec<String>,
    /// Field keys whose value comes from the customer that goes
    #[arg(long, value_delimiter = ',', value_name = "FIELD")]
    take: Vec<String>,
    /// Field keys in which both values are kept, where the field can hold both
    #[arg(long, value_delimiter = ',', value_name = "FIELD")]
    both: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// `gendan merge`.
pub(super) fn merge(arguments: &MergeArguments, place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    let mut book = open(place, now)?;
    let reading = Reading::open(place)?;
    let (stays, goes) = (reading.meant_by(&arguments.stays)?, reading.meant_by(&arguments.goes)?);
    let (Some(one), Some(other)) = (reading.customer(stays)?, reading.customer(goes)?) else { return Err(EditError::NotThere.into()) };
    let mut choices = Vec::new();
    for (keys, side) in [(&arguments.keep, Side::Stays), (&arguments.take, Side::Goes), (&arguments.both, Side::Both)] {
        for key in keys {
            choices.push((slot_of(key, &one, &other)?, side));
        }
    }
    let done = book.apply(Edit::Merge { stays, goes, choices }, now)?;
    tell(out, arguments.json, Some(&done))
}

/// The place that a key names: a field of customers, or one of the user's own that either has.
fn slot_of(key: &str, one: &Customer, other: &Customer) -> Result<Slot> {
    match Field::by_key(key) {
        Some(field) if field.of() == Of::Customer && field.spec().is_stored => Ok(Slot::Field(field)),
        None if !one.extra(key).is_empty() || !other.extra(key).is_empty() => Ok(Slot::Extra(key.to_owned())),
        _ => Err(ImportError::NoField(key.to_owned()).into()),
    }
}

/// `gendan apart`.
pub(super) fn apart(customers: &[String], is_apart: bool, json: bool, place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    let mut book = open(place, now)?;
    let reading = Reading::open(place)?;
    let customers = customers.iter().map(|text| reading.meant_by(text)).collect::<Result<Vec<_>>>()?;
    let done = book.apply(Edit::TellApart { customers, is_apart }, now)?;
    tell(out, json, Some(&done))
}

/// In what customers are alike, as scripts read it.
fn key_of(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Number => "number",
        Likeness::Name => "name",
        Likeness::Words => "words",
        Likeness::Phone => "phone",
        Likeness::Domain => "domain",
    }
}

fn named_json((id, name, place): &Named) -> Json {
    json!({ "id": id.0, "name": name, "place": place })
}

/// `gendan duplicates`.
pub(super) fn duplicates(book: &Reading, json: bool, out: &mut impl Write) -> Result<ExitCode> {
    let found = book.duplicates()?;
    if json {
        let group = |group: &AlikeGroup| {
            let alike: Vec<&str> = group.likenesses.iter().map(|likeness| key_of(*likeness)).collect();
            json!({ "alike": alike, "customers": group.customers.iter().map(named_json).collect::<Vec<_>>() })
        };
        let object = json!({
            "groups": found.groups.iter().map(group).collect::<Vec<_>>(),
            "shared_by_many": found.shared_by_many,
            "apart": found.apart.iter().map(|pair| pair.each_ref().map(named_json)).collect::<Vec<_>>(),
        });
        return say(out, true, &object, "");
    }
    for group in &found.groups {
        // A closed pipe, as `head` leaves it, is no failure.
        let alike: Vec<String> = group.likenesses.iter().map(|likeness| likeness.name()).collect();
        let _ = writeln!(out, "{}", alike.join(" · "));
        for (id, name, place) in &group.customers {
            let _ = writeln!(out, "    {id}\t{name}\t{place}");
        }
    }
    let _ = writeln!(out, "{}", tr!("cli-duplicates", groups = found.groups.len()));
    if !found.apart.is_empty() {
        let _ = writeln!(out, "{}", tr!("cli-apart", pairs = found.apart.len()));
    }
    Ok(ExitCode::SUCCESS)
}
