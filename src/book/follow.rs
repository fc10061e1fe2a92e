//! Edits of what happened and what shall happen: touches, follow-ups, promises, the public pool, the rules. Each is one step.

use chrono::NaiveDate;

use crate::error::Result;
use crate::model::cadence::DropReason;
use crate::model::follow::{CheckItem, Direction, PromisedBy, Repeat, channel_shown, value_shown};
use crate::model::{Customer, Field, FollowUp, Id, PoolStay, Promise, Rulebook, Touch};
use crate::store::{Read, StoreError, What, Write};
use crate::tr;

use super::{EditError, FollowEdit, Now};

/// What an edit is called. `customer` tells the name of one.
pub(super) fn name_of(
    edit: &FollowEdit,
    book: &impl Read,
    customer: &dyn Fn(Id) -> Result<String, StoreError>,
) -> Result<What, StoreError> {
    let of = |key: &str, owner: Option<Id>| -> Result<What, StoreError> {
        Ok(What::edit(key).with("name", owner.map_or(Ok(String::new()), customer)?))
    };
    let of_customers = |one: &str, many: &str, customers: &[Id]| match customers {
        [only] => of(one, Some(*only)),
        many_of_them => Ok(What::edit(many).with("count", many_of_them.len())),
    };
    let of_plan = |key: &str, id: Id| of(key, book.follow_up(id)?.map(|plan| plan.customer));
    let of_promise = |key: &str, id: Id| of(key, book.promise(id)?.map(|promise| promise.customer));
    Ok(match edit {
        FollowEdit::LogTouch { touches, .. } => {
            let customers: Vec<Id> = touches.iter().map(|touch| touch.customer).collect();
            of_customers("step-log-touch", "step-log-touches", &customers)?
        }
        FollowEdit::EditTouch { touch } => of("step-edit-touch", Some(touch.customer))?,
        FollowEdit::DeleteTouch { touch } => of("step-delete-touch", book.touch(*touch)?.map(|touch| touch.customer))?,
        FollowEdit::PutFollowUp { follow_up } => {
            let key = match &**follow_up {
                FollowUp { done_on: Some(_), .. } => "step-finish-follow-up",
                FollowUp { skipped_on: Some(_), .. } => "step-skip-follow-up",
                FollowUp { id: Id(0), .. } => "step-put-follow-up",
                _ => "step-change-follow-up",
            };
            of(key, Some(follow_up.customer))?
        }
        FollowEdit::FinishFollowUp { id, .. } => of_plan("step-finish-follow-up", *id)?,
        FollowEdit::MoveFollowUp { ids, .. } => match ids.as_slice() {
            [only] => of_plan("step-move-follow-up", *only)?,
            many => What::edit("step-move-follow-ups").with("count", many.len()),
        },
        FollowEdit::SkipFollowUp { id, .. } => of_plan("step-skip-follow-up", *id)?,
        FollowEdit::DeleteFollowUp { follow_up } => of_plan("step-delete-follow-up", *follow_up)?,
        FollowEdit::PutPromise { promise } => {
            of(if promise.id == Id(0) { "step-put-promise" } else { "step-change-promise" }, Some(promise.customer))?
        }
        FollowEdit::KeepPromise { promise, .. } => of_promise("step-keep-promise", *promise)?,
        FollowEdit::DropPromise { promise, .. } => of_promise("step-drop-promise", *promise)?,
        FollowEdit::DeletePromise { promise } => of_promise("step-delete-promise", *promise)?,
        FollowEdit::DropToPool { customers, .. } => of_customers("step-drop-to-pool", "step-drop-many-to-pool", customers)?,
        FollowEdit::Release { customers, .. } => of_customers("step-release", "step-release-many", customers)?,
        FollowEdit::Claim { customers, .. } => of_customers("step-claim", "step-claim-many", customers)?,
        FollowEdit::SetRules { .. } => What::edit("step-set-rules"),
    })
}

/// Performs an edit; returns the customer that a view should show next.
pub(super) fn perform(write: &mut Write<'_>, edit: FollowEdit, now: Now) -> Result<Option<Id>> {
    match edit {
        FollowEdit::LogTouch { touches, promises, next, completes } => log(write, touches, &promises, next.as_deref(), completes),
        FollowEdit::EditTouch { touch } => {
            write.touch(touch.id)?.ok_or(EditError::NotThere)?;
            write.put_touch(touch.id, Some(&touch))?;
            Ok(Some(touch.customer))
        }
        FollowEdit::DeleteTouch { touch } => {
            let owner = write.touch(touch)?.map(|row| row.customer);
            for promise in owner.map_or(Ok(Vec::new()), |owner| write.promises_of(owner))? {
                if promise.touch == Some(touch) {
                    write.put_promise(promise.id, Some(&Promise { touch: None, ..promise }))?;
                }
            }
            write.put_touch(touch, None)?;
            Ok(owner)
        }
        FollowEdit::PutFollowUp { follow_up } => put_plan(write, *follow_up).map(Some),
        FollowEdit::FinishFollowUp { id, touch: Some(touch) } => log(write, vec![*touch], &[], None, Some(id)),
        FollowEdit::FinishFollowUp { id, touch: None } => {
            let plan = write.follow_up(id)?.ok_or(EditError::NotThere)?;
            end(write, FollowUp { done_on: Some(now.today.into()), skipped_on: None, ..plan }).map(Some)
        }
        FollowEdit::MoveFollowUp { ids, to } => {
            let mut first = None;
            for id in ids {
                let plan = write.follow_up(id)?.ok_or(EditError::NotThere)?;
                first = first.or(Some(plan.customer));
                if plan.is_open() {
                    put_plan(write, FollowUp { due_on: to.into(), ..plan })?;
                }
            }
            Ok(first)
        }
        FollowEdit::SkipFollowUp { id, reason, on } => {
            let plan = write.follow_up(id)?.ok_or(EditError::NotThere)?;
            end(write, FollowUp { done_on: None, skipped_on: Some(on.into()), skip_reason: reason.trim().to_owned(), ..plan }).map(Some)
        }
        FollowEdit::DeleteFollowUp { follow_up } => {
            let owner = write.follow_up(follow_up)?.map(|row| row.customer);
            for touch in owner.map_or(Ok(Vec::new()), |owner| write.touches_of(owner))? {
                if touch.follow_up == Some(follow_up) {
                    write.put_touch(touch.id, Some(&Touch { follow_up: None, ..touch }))?;
                }
            }
            write.put_follow_up(follow_up, None)?;
            Ok(owner)
        }
        FollowEdit::PutPromise { mut promise } => {
            if promise.id == Id(0) {
                promise.id = write.mint();
            }
            write.put_promise(promise.id, Some(&promise))?;
            Ok(Some(promise.customer))
        }
        FollowEdit::KeepPromise { promise, on } => {
            change_promise(write, promise, |known| Promise { kept_on: Some(on), dropped_on: None, ..known })
        }
        FollowEdit::DropPromise { promise, on } => {
            change_promise(write, promise, |known| Promise { dropped_on: Some(on), kept_on: None, ..known })
        }
        FollowEdit::DeletePromise { promise } => {
            let owner = write.promise(promise)?.map(|row| row.customer);
            write.put_promise(promise, None)?;
            Ok(owner)
        }
        FollowEdit::DropToPool { customers, reasons, on } => {
            for (at, customer) in customers.iter().enumerate() {
                drop_to_pool(write, *customer, reasons.get(at).map_or("", String::as_str), on)?;
            }
            Ok(customers.first().copied())
        }
        FollowEdit::Release { customers, reason, on } => {
            let reason = match reason.trim() {
                "" => What::edit("pool-reason-by-hand"),
                said => What::edit("pool-reason-said").with("text", said),
            };
            for customer in &customers {
                drop_to_pool(write, *customer, &reason.written(), on)?;
            }
            Ok(customers.first().copied())
        }
        FollowEdit::Claim { customers, on, by } => {
            for customer in &customers {
                claim(write, *customer, on, by.trim())?;
            }
            Ok(customers.first().copied())
        }
        FollowEdit::SetRules { rules } => set_rules(write, rules).map(|()| None),
    }
}

/// Keeps what happened with one or many customers. Each of them is given the promises and the next follow-up.
fn log(
    write: &mut Write<'_>,
    touches: Vec<Touch>,
    promises: &[Promise],
    next: Option<&FollowUp>,
    completes: Option<Id>,
) -> Result<Option<Id>> {
    let plan = completes.map(|id| write.follow_up(id)?.ok_or(crate::error::Error::from(EditError::NotThere))).transpose()?;
    let first = touches.first().ok_or(EditError::NotThere)?.customer;
    for mut touch in touches {
        let customer = touch.customer;
        touch.id = write.mint();
        if let Some(plan) = plan.as_ref().filter(|plan| plan.customer == customer) {
            touch.follow_up = Some(plan.id);
            if plan.is_open() {
                let done = FollowUp { done_on: Some(touch.happened_on), ..plan.clone() };
                // What is planned next by hand and repeats itself goes on with the row.
                if next.is_some_and(|next| next.repeat.is_some()) {
                    write.put_follow_up(done.id, Some(&done))?;
                } else {
                    end(write, done)?;
                }
            }
        }
        write.put_touch(touch.id, Some(&touch))?;
        for promise in promises {
            let id = write.mint();
            write.put_promise(id, Some(&Promise { id, customer, touch: Some(touch.id), ..promise.clone() }))?;
        }
        if let Some(next) = next {
            let id = write.mint();
            // Of several customers none knows the person of another.
            let contact = next.contact.filter(|_| next.customer == customer);
            write.put_follow_up(id, Some(&FollowUp { id, customer, contact, ..next.clone() }))?;
        }
    }
    Ok(Some(first))
}

/// Writes a follow-up; a new one where its id is zero. One that ends with this and repeats is planned again, and a new day counts as moved.
fn put_plan(write: &mut Write<'_>, mut plan: FollowUp) -> Result<Id> {
    if plan.id == Id(0) {
        plan.id = write.mint();
    }
    match write.follow_up(plan.id)? {
        Some(was) if was.is_open() && !plan.is_open() => return end(write, plan),
        Some(was) if was.is_open() && was.due_on != plan.due_on => plan.moved_times = was.moved_times + 1,
        _ => {}
    }
    write.put_follow_up(plan.id, Some(&plan))?;
    Ok(plan.customer)
}

/// Writes a follow-up that is done or given up, and plans the one that follows where it repeats, unless that is planned already.
fn end(write: &mut Write<'_>, plan: FollowUp) -> Result<Id> {
    let was_open = write.follow_up(plan.id)?.is_some_and(|was| was.is_open());
    write.put_follow_up(plan.id, Some(&plan))?;
    let next = plan.ended_on().filter(|_| was_open).and_then(|ended| plan.following(ended));
    if let Some(next) = next {
        let is_planned = |known: &FollowUp| {
            known.is_open()
                && known.due_on == next.due_on
                && known.goal == next.goal
                && known.repeat.map(Repeat::plain) == next.repeat.map(Repeat::plain)
        };
        if !write.follow_ups_of(plan.customer)?.iter().any(is_planned) {
            let id = write.mint();
            write.put_follow_up(id, Some(&FollowUp { id, ..next }))?;
        }
    }
    Ok(plan.customer)
}

fn change_promise(write: &mut Write<'_>, id: Id, change: impl FnOnce(Promise) -> Promise) -> Result<Option<Id>> {
    let changed = change(write.promise(id)?.ok_or(EditError::NotThere)?);
    write.put_promise(id, Some(&changed))?;
    Ok(Some(changed.customer))
}

/// Puts a customer into the public pool: nobody's from then on. One who is there stays there.
fn drop_to_pool(write: &mut Write<'_>, id: Id, reason: &str, on: NaiveDate) -> Result<()> {
    let mut customer = write.customer(id)?.ok_or(EditError::NotThere)?;
    if write.pool_stays_of(id)?.iter().any(PoolStay::is_open) {
        return Ok(());
    }
    let reason = match reason {
        "" => String::new(),
        json if serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(json).is_ok() => json.to_owned(),
        said => What::edit("pool-reason-said").with("text", said).written(),
    };
    let stay = PoolStay {
        id: write.mint(),
        customer: id,
        dropped_on: on,
        reason,
        previous_owner: customer.text(Field::Owner).to_owned(),
        claimed_on: None,
        claimed_by: String::new(),
    };
    write.put_pool_stay(stay.id, Some(&stay))?;
    set_owner(write, &mut customer, "")
}

/// Takes a customer out of the public pool; whoever takes it is its owner, the earlier one where nobody is named. One who is not there
/// stays as it is.
fn claim(write: &mut Write<'_>, id: Id, on: NaiveDate, by: &str) -> Result<()> {
    let mut customer = write.customer(id)?.ok_or(EditError::NotThere)?;
    let mut owner = None;
    for stay in write.pool_stays_of(id)?.into_iter().filter(PoolStay::is_open) {
        let by = if by.is_empty() { stay.previous_owner.clone() } else { by.to_owned() };
        owner = Some(by.clone());
        write.put_pool_stay(stay.id, Some(&PoolStay { claimed_on: Some(on), claimed_by: by, ..stay }))?;
    }
    owner.map_or(Ok(()), |owner| set_owner(write, &mut customer, &owner))
}

fn set_owner(write: &mut Write<'_>, customer: &mut Customer, owner: &str) -> Result<()> {
    customer.set(Field::Owner, owner);
    write.put_customer(customer.id, Some(customer))?;
    Ok(())
}

fn set_rules(write: &mut Write<'_>, rules: String) -> Result<()> {
    if serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&rules).is_err() {
        return Err(EditError::NotRules.into());
    }
    let id = match write.rulebook()? {
        Some(known) => known.id,
        None => write.mint(),
    };
    write.put_rulebook(id, Some(&Rulebook { id, rules }))?;
    Ok(())
}

/// After `goes` was merged into `stays`: what was promised comes over, and the stays in the public pool. Who was in the pool alone is
/// there no longer: the two are one customer, and that one is somebody's.
pub(super) fn merged(write: &mut Write<'_>, stays: Id, goes: Id, today: NaiveDate) -> Result<()> {
    for promise in write.promises_of(goes)? {
        write.put_promise(promise.id, Some(&Promise { customer: stays, ..promise }))?;
    }
    let (known, moved) = (write.pool_stays_of(stays)?, write.pool_stays_of(goes)?);
    let is_in_pool = |stays: &[PoolStay]| stays.iter().any(PoolStay::is_open);
    let stays_there = is_in_pool(&known) && is_in_pool(&moved);
    for stay in known.into_iter().chain(moved) {
        let claimed_on = stay.claimed_on.or((!stays_there).then_some(today));
        write.put_pool_stay(stay.id, Some(&PoolStay { customer: stays, claimed_on, ..stay }))?;
    }
    Ok(())
}

/// After a person was deleted: what was planned with them is planned with nobody.
pub(super) fn without_contact(write: &mut Write<'_>, owner: Id, contact: Id) -> Result<()> {
    for touch in write.touches_of(owner)?.into_iter().filter(|touch| touch.contact == Some(contact)) {
        write.put_touch(touch.id, Some(&Touch { contact: None, ..touch }))?;
    }
    for plan in write.follow_ups_of(owner)?.into_iter().filter(|plan| plan.contact == Some(contact)) {
        write.put_follow_up(plan.id, Some(&FollowUp { contact: None, ..plan }))?;
    }
    Ok(())
}

/// Why a customer came into the public pool, in the language spoken; empty where nobody said.
pub fn pool_reason(stay: &PoolStay) -> String {
    match stay.reason.as_str() {
        "" => String::new(),
        // What was proposed names its tier, which has a name in each language.
        proposed if proposed.starts_with("{\"key\":\"drop-") => DropReason::read(proposed).text(),
        other => What::of_written(other).name(),
    }
}

/// The day to which a plan is moved by a number of days: `days` after its day, or after `today` where that has passed.
pub fn moved_by(plan: &FollowUp, days: u64, today: NaiveDate) -> NaiveDate {
    let from = plan.due_on.first_day().max(today);
    from.checked_add_days(chrono::Days::new(days)).unwrap_or(from)
}

/// What a person reads in the history for the text of a column: keys by what they mean, check lists item by item.
pub(super) fn column_shown(column: &str, text: &str) -> String {
    match column {
        "channel" | "method" => channel_shown(text),
        "value" => value_shown(text),
        "direction" => Direction::by_key(text).map_or_else(|| text.to_owned(), Direction::label),
        "side" => PromisedBy::by_key(text).map_or_else(|| text.to_owned(), PromisedBy::label),
        "repeat" => text.parse().map_or_else(|_| text.to_owned(), Repeat::label),
        "reason" => What::of_written(text).name(),
        "checklist" => {
            let items: Vec<CheckItem> = serde_json::from_str(text).unwrap_or_default();
            items.iter().map(|item| format!("{} {}", if item.is_done { '✓' } else { '–' }, item.text)).collect::<Vec<_>>().join("; ")
        }
        // All of it is on its own page.
        "rules" => tr!("history-rules"),
        _ => text.to_owned(),
    }
}
