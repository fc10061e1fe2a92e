//! Edits of many customers at once: cells of the table, tags, groups. Each is one step, all or nothing.

use chrono::NaiveDate;

use crate::model::day::read_typed;
use crate::model::{Contact, Customer, Field, FollowUp, Habits, Id, Of, Value, text};
use crate::store::{Read, StoreError, Walk, What, Write};

use super::perform::{EditError, field_name, perform};
use super::{Column, Edit, Now};

/// What an edit of this file is called; `customer` tells the name of one.
pub fn name_of(edit: &Edit, customer: &dyn Fn(Id) -> Result<String, StoreError>) -> Result<What, StoreError> {
    Ok(match edit {
        Edit::SetCells { cells } => {
            let mut columns: Vec<&Column> = Vec::new();
            let mut rows: Vec<Id> = cells.iter().map(|(id, _, _)| *id).collect();
            rows.sort_unstable();
            rows.dedup();
            for (_, column, _) in cells {
                if !columns.contains(&column) {
                    columns.push(column);
                }
            }
            match (columns.as_slice(), rows.as_slice()) {
                ([column], [only]) => What::edit("step-set-field").with("field", said(column)).with("name", customer(*only)?),
                ([column], many) => What::edit("step-set-field-many").with("field", said(column)).with("count", many.len()),
                (columns, many) => What::edit("step-set-cells").with("fields", columns.len()).with("count", many.len()),
            }
        }
        Edit::AddTags { customers, tags } => match customers.as_slice() {
            [only] => What::edit("step-add-tags").with("tags", tags.join(", ")).with("name", customer(*only)?),
            many => What::edit("step-add-tags-many").with("tags", tags.join(", ")).with("count", many.len()),
        },
        Edit::RemoveTags { customers, tags } => match customers.as_slice() {
            [only] => What::edit("step-remove-tags").with("tags", tags.join(", ")).with("name", customer(*only)?),
            many => What::edit("step-remove-tags-many").with("tags", tags.join(", ")).with("count", many.len()),
        },
        Edit::RenameGroup { from, to } if to.is_empty() => What::edit("step-dissolve-group").with("from", from.as_str()),
        Edit::RenameGroup { from, to } => What::edit("step-rename-group").with("from", from.as_str()).with("to", to.as_str()),
        // The others are named where they are performed.
        _ => What::edit("step-set-cells"),
    })
}

fn said(column: &Column) -> String {
    match column.field() {
        Some(field) => field_name(field),
        None => column.label().to_owned(),
    }
}

/// Writes cells of the table, each in the way of its column.
pub fn set_cells(
    write: &mut Write<'_>,
    mut cells: Vec<(Id, Column, String)>,
    habits: &Habits,
    now: Now,
) -> crate::error::Result<Option<Id>> {
    let first = cells.first().map(|(id, _, _)| *id);
    // As `in_file_order`; what is said twice of a cell keeps its order.
    cells.sort_by_key(|(id, _, _)| *id);
    for (id, column, text) in cells {
        let Some(field) = column.field() else {
            let Column::Extra(name) = column else { return Err(EditError::NotThere.into()) };
            perform(write, Edit::SetExtra { customers: vec![id], name, text }, habits, now)?;
            continue;
        };
        match (field, field.of()) {
            (Field::NextFollowUp, _) => set_next_follow_up(write, id, &text, now.today)?,
            (_, Of::Customer) => drop(perform(write, Edit::SetField { customers: vec![id], field, text }, habits, now)?),
            (_, Of::Contact) => {
                let contact = match write.contacts_of(id)?.first() {
                    Some(contact) => contact.id,
                    None if text::clean(&text).is_empty() => continue,
                    None => {
                        let contact = write.mint();
                        write.put_contact(contact, Some(&Contact::new(contact, id)))?;
                        contact
                    }
                };
                perform(write, Edit::SetContactField { contact, field, text }, habits, now)?;
            }
            (_, Of::OrderLine | Of::Touch) => return Err(StoreError::Unsuited(field).into()),
        }
    }
    Ok(first)
}

/// The day of the earliest open follow-up, which is added where there is none. To have none is to finish or delete it, by hand.
fn set_next_follow_up(write: &mut Write<'_>, customer: Id, typed: &str, today: NaiveDate) -> crate::error::Result<()> {
    let clean = text::clean(typed);
    let Some(due_on) = read_typed(&clean, today) else { return Err(EditError::NotADay(clean.into_owned()).into()) };
    let open = write.follow_ups_of(customer)?.into_iter().filter(FollowUp::is_open).min_by_key(|plan| plan.due_on);
    let plan = match open {
        Some(plan) => FollowUp { moved_times: plan.moved_times + i64::from(plan.due_on != due_on), due_on, ..plan },
        None => FollowUp::new(write.mint(), customer, due_on),
    };
    write.put_follow_up(plan.id, Some(&plan))?;
    Ok(())
}

/// `customers` as they stand in the file: those whose rows are neighbours are read and written together, whatever the table is sorted by.
pub fn in_file_order(customers: &[Id]) -> Vec<Id> {
    let mut customers = customers.to_vec();
    customers.sort_unstable();
    customers.dedup();
    customers
}

/// Gives each customer the tags that `change` makes of those that it has.
pub fn change_tags(write: &mut Write<'_>, customers: &[Id], change: impl Fn(&[String]) -> Vec<String>) -> crate::error::Result<Option<Id>> {
    for id in &in_file_order(customers) {
        let changed = write.change_customer(*id, |customer, _| -> crate::error::Result<()> {
            let tags = change(tags_of(customer));
            customer.set(Field::Tags, if tags.is_empty() { Value::Empty } else { Value::Tags(tags) });
            Ok(())
        })?;
        changed.ok_or(EditError::NotThere)?;
    }
    Ok(customers.first().copied())
}

fn tags_of(customer: &Customer) -> &[String] {
    match customer.get(Field::Tags) {
        Value::Tags(tags) => tags,
        _ => &[],
    }
}

/// `known` and behind them those of `more` that are not among them.
pub fn with_tags(known: &[String], more: &[String]) -> Vec<String> {
    let mut tags = known.to_vec();
    for tag in more.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|other| other == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// `known` without those of `gone`.
pub fn without_tags(known: &[String], gone: &[String]) -> Vec<String> {
    known.iter().filter(|tag| !gone.contains(tag)).cloned().collect()
}

/// Moves all customers of a group and of those below it.
pub fn rename_group(write: &mut Write<'_>, from: &str, to: &str) -> crate::error::Result<Option<Id>> {
    let mut moved: Vec<(Id, String)> = Vec::new();
    write.each_customer(&[Field::Group], |row| {
        if let Some(group) = renamed(row.text(0)?, from, to) {
            moved.push((row.id(), group));
        }
        Ok::<_, StoreError>(())
    })?;
    for (id, group) in &moved {
        let changed = write.change_customer(*id, |customer, _| -> crate::error::Result<()> {
            customer.set(Field::Group, group.as_str());
            Ok(())
        })?;
        changed.ok_or(EditError::NotThere)?;
    }
    Ok(moved.first().map(|(id, _)| *id))
}

/// The path of `group` after `from` was renamed to `to`; `None` where it is not in it.
fn renamed(group: &str, from: &str, to: &str) -> Option<String> {
    let rest = group.strip_prefix(from)?;
    if rest.is_empty() {
        return Some(to.to_owned());
    }
    let below = rest.strip_prefix('/')?;
    Some(if to.is_empty() { below.to_owned() } else { format!("{to}/{below}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_takes_those_below_it_along_and_leaves_its_neighbours() {
        for (group, to, after) in [
            ("Europe", "EU", Some("EU")),
            ("Europe/Germany", "EU", Some("EU/Germany")),
            ("Europe/Germany/North", "Old/EU", Some("Old/EU/Germany/North")),
            ("European Union", "EU", None),
            ("Asia/Europe", "EU", None),
            ("Europe", "", Some("")),
            ("Europe/Germany", "", Some("Germany")),
        ] {
            assert_eq!(renamed(group, "Europe", to).as_deref(), after, "{group} to {to}");
        }
    }

    #[test]
    fn tags_are_added_once_and_taken_away_alone() {
        let tags = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(with_tags(&tags(&["fair"]), &tags(&["fair", " new ", ""])), tags(&["fair", "new"]));
        assert_eq!(without_tags(&tags(&["fair", "old", "new"]), &tags(&["old", "none"])), tags(&["fair", "new"]));
    }
}
