//! What one row of a list says, before it is known whose row it is. Filled by `row`, joined by `merge`.

use crate::model::country::Country;
use crate::model::currency::CurrencyCode;
use crate::model::day::PartialDay;
use crate::model::{Channel, Field, Id, Value};

use super::issue::Issue;
use super::touches::TouchCells;

/// How many columns one row can report as filled.
pub const COLUMNS_COUNTED: usize = 256;

/// What one row says.
#[derive(Clone, Debug, Default)]
pub struct RowDraft {
    /// Row of the sheet, from 0.
    pub row: u32,
    /// Fields of the customer, in the order of the columns.
    pub customer: Vec<(Field, Value)>,
    /// Fields that the user names: index into [`super::row::RowReader::extra_names`], text.
    pub extra: Vec<(u16, String)>,
    /// Fields of the person.
    pub person: Vec<(Field, Value)>,
    /// Ways to reach the person.
    pub channels: Vec<Channel>,
    /// The last contact.
    pub last_contact: Option<PartialDay>,
    /// The next follow-up.
    pub next_follow_up: Option<PartialDay>,
    /// What the row says of a touch besides its day.
    pub touch: TouchCells,
    /// The touches that its notes tell line by line.
    pub told: Vec<(PartialDay, TouchCells)>,
    /// Whether the row stands for one touch.
    pub is_of_touch: bool,
    /// The record of the book that the row names, as our own lists do.
    pub record: Option<Id>,
    /// The record of the person, where the row names that as well.
    pub person_record: Option<Id>,
    /// The order line: key or heading, text.
    pub line: Vec<(String, String)>,
    /// What is noteworthy.
    pub issues: Vec<Issue>,
    /// Which columns (by index among the planned ones) hold a value.
    pub(super) filled: [u64; COLUMNS_COUNTED / 64],
    /// The same without what merged blocks lend.
    pub(super) filled_own: [u64; COLUMNS_COUNTED / 64],
    /// Whether any cell has content.
    pub has_content: bool,
    /// Whether only what tells customers apart is kept of the values; see [`super::row::RowReader::scout`].
    pub(super) is_scouted: bool,
    pub(super) countries: Latest<&'static Country>,
    pub(super) currencies: Latest<CurrencyCode>,
}

/// What was looked up last: a cell is looked up twice, and rows that follow each other often say the same.
#[derive(Clone, Debug)]
pub(super) struct Latest<T> {
    text: String,
    found: Option<T>,
}

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self { text: String::new(), found: None }
    }
}

impl<T: Copy> Latest<T> {
    pub fn find(&mut self, text: &str, find: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.found = find(text);
        }
        self.found
    }
}

impl RowDraft {
    pub(super) fn clear(&mut self, row: u32) {
        self.row = row;
        self.is_scouted = false;
        self.customer.clear();
        self.extra.clear();
        self.person.clear();
        self.channels.clear();
        self.last_contact = None;
        self.next_follow_up = None;
        self.touch.clear();
        self.is_of_touch = false;
        self.told.clear();
        self.record = None;
        self.person_record = None;
        self.line.clear();
        self.issues.clear();
        self.filled = [0; COLUMNS_COUNTED / 64];
        self.has_content = false;
    }

    /// Whether the planned column at `index` holds a value.
    pub fn is_filled(&self, index: usize) -> bool {
        index < COLUMNS_COUNTED && self.filled[index / 64] >> (index % 64) & 1 == 1
    }

    /// The filled columns as bits.
    pub fn filled(&self) -> &[u64; COLUMNS_COUNTED / 64] {
        &self.filled
    }

    /// The filled columns as bits, without what merged blocks lend to rows below their first.
    pub fn filled_own(&self) -> &[u64; COLUMNS_COUNTED / 64] {
        &self.filled_own
    }

    /// The text of a field of the customer.
    pub fn text(&self, field: Field) -> &str {
        find_text(&self.customer, field)
    }

    /// The text of a field of the person.
    pub fn person_text(&self, field: Field) -> &str {
        find_text(&self.person, field)
    }

    /// The person's name as one text.
    pub fn person_name(&self) -> String {
        let whole = self.person_text(Field::Contact);
        if whole.is_empty() {
            crate::model::record::joined_name(self.person_text(Field::FirstName), self.person_text(Field::LastName))
        } else {
            whole.to_owned()
        }
    }

    /// Whether the row says anything about a person.
    pub fn has_person(&self) -> bool {
        !self.person.is_empty() || !self.channels.is_empty()
    }
}

fn find_text(values: &[(Field, Value)], field: Field) -> &str {
    values.iter().find(|(known, _)| *known == field).map_or("", |(_, value)| value.text())
}
