//! The report of an import, as scripts read it (`contracts`): what the list held, what the book took, what to look at.

use std::collections::BTreeMap;

use serde::Serialize;

use super::issue::{Issue, Severity};
use super::plan::ListPlan;

/// How customers of the list stand to the book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CustomersBy {
    /// New in the book.
    pub added: usize,
    /// In the book, and changed by the list.
    pub updated: usize,
    /// In the book, and the same.
    pub unchanged: usize,
    /// New in the book although they resemble a customer, or with a value that a person changed.
    pub in_doubt: usize,
}

/// How contacts of the list stand to the book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ContactsBy {
    /// New in the book.
    pub added: usize,
    /// In the book, and changed by the list.
    pub updated: usize,
    /// In the book, and the same.
    pub unchanged: usize,
}

/// How the touches of a list of touches stand to the book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TouchesBy {
    /// New in the book.
    pub added: usize,
    /// In the book with their day only, and completed by the list.
    pub updated: usize,
    /// In the book, and the same.
    pub unchanged: usize,
}

/// Rows that belong together or may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupReport {
    /// `exact_row`, `company_spelling`, `email_domain` or `phone`.
    pub kind: String,
    /// Rows of the sheet, from 1.
    pub rows: Vec<u32>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssueReport {
    /// Row of the sheet, from 1.
    pub row: u32,
    /// Key of the field.
    pub field: Option<String>,
    /// Column of the sheet, from 1.
    pub column: Option<u32>,
    /// What was found.
    pub kind: String,
    /// Whether a person has to look.
    pub severity: Severity,
    /// One sentence.
    pub message: String,
    /// What was done or can be done.
    pub hint: String,
    /// The text in question.
    pub value: String,
}

impl IssueReport {
    /// One finding, said in the language spoken.
    pub fn of(issue: &Issue) -> Self {
        Self {
            row: issue.row + 1,
            field: issue.field.map(|field| field.key().to_owned()),
            column: issue.column.map(|column| column + 1),
            kind: issue.kind.key(),
            severity: issue.kind.severity(),
            message: issue.message(),
            hint: issue.hint(),
            value: issue.value.clone(),
        }
    }
}

/// What an import held, took and found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// Rows between header and footer.
    pub rows: usize,
    /// Rows without content among them.
    pub blank_rows: usize,
    /// Rows left out, each with an issue.
    pub skipped_rows: usize,
    /// Distinct customers of the list.
    pub customers: usize,
    /// Distinct contacts of the list.
    pub contacts: usize,
    /// How the customers stand to the book.
    pub customers_by: CustomersBy,
    /// How the contacts stand to the book.
    pub contacts_by: ContactsBy,
    /// How the touches stand to the book, where rows stand for touches.
    pub touches_by: TouchesBy,
    /// Order lines.
    pub order_lines: usize,
    /// Rows with a value, by field.
    pub filled: BTreeMap<String, usize>,
    /// Customers with a value, by field.
    pub filled_customers: BTreeMap<String, usize>,
    /// Contacts with a value, by field.
    pub filled_contacts: BTreeMap<String, usize>,
    /// Rows that belong together or may.
    pub duplicate_groups: Vec<GroupReport>,
    /// Findings by row.
    pub issues: Vec<IssueReport>,
    /// Customers that an earlier export of this list had and this one lacks; they stay in the book.
    pub no_longer_listed: Vec<String>,
    /// The step that took it; `None` for a dry run and where nothing changed.
    pub step: Option<i64>,
}

impl Report {
    /// What `plan` says of the list itself.
    pub fn of_list(plan: &ListPlan) -> Self {
        Self {
            rows: plan.rows,
            blank_rows: plan.blank_rows,
            skipped_rows: plan.skipped_rows,
            customers: plan.customers.len(),
            contacts: plan.contacts,
            order_lines: plan.order_lines,
            filled: plan.filled.clone(),
            filled_customers: plan.filled_customers.clone(),
            filled_contacts: plan.filled_contacts.clone(),
            duplicate_groups: plan
                .groups
                .iter()
                .map(|group| GroupReport { kind: group.kind.to_owned(), rows: group.rows.iter().map(|row| row + 1).collect() })
                .collect(),
            issues: plan.issues.iter().map(IssueReport::of).collect(),
            ..Self::default()
        }
    }
}
