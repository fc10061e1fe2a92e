//! From a list to a plan: file → sheet → mapping → drafts and row issues → plan. Pure steps: no database, no window.

mod assign;
mod cell;
mod draft;
pub mod headers;
pub mod issue;
pub mod merge;
mod merged;
pub mod plan;
pub mod read;
pub mod report;
pub mod row;
mod scout;
pub mod touches;
pub mod understand;
pub mod votes;

pub use issue::{Issue, IssueKind, Severity};
pub use plan::{DuplicateGroup, ListCustomer, ListPlan, Place, plan};
pub use read::ReadError;
pub use report::Report;
pub use understand::{Answers, ColumnPlan, OnMatch, Recognition, Shape, Target, Understanding, understand};
