//! The journaled tables and their columns: one list that reading, writing, journal and dump share.
//!
//! The columns follow the field list; `sql/0001_first.sql` writes the same out by hand, and a test compares the two.

use std::sync::LazyLock;

use serde::Serialize;

use crate::model::{Field, Kind, Of};

/// A table whose rows the journal remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Table {
    /// Customers.
    Customer = 1,
    /// Their persons.
    Contact = 2,
    /// Their further addresses.
    Address = 3,
    /// What happened with them.
    Touch = 4,
    /// What shall happen with them.
    FollowUp = 5,
    /// The lists that were imported.
    ImportSource = 6,
    /// The fields that the user named.
    ExtraField = 7,
    /// Facts that were confirmed without being changed.
    Confirmation = 8,
    /// Customers that were merged into others.
    Merged = 9,
    /// Customers that look like one and are two.
    ToldApart = 10,
    /// Who owes whom what.
    Promise = 11,
    /// When customers were in the public pool.
    PoolStay = 12,
    /// The rules of the trade.
    Rulebook = 13,
    /// Cards that were printed, and who took them along.
    CardCopy = 14,
    /// When cards were checked.
    CardCheck = 15,
    /// Lists of customers that left the book.
    ListOut = 16,
}

/// How many journaled tables there are.
pub(super) const TABLES: usize = 16;

impl Table {
    /// All journaled tables, those referred to before those that refer to them within each customer.
    pub const ALL: [Self; TABLES] = [
        Self::Customer,
        Self::Contact,
        Self::Address,
        Self::Touch,
        Self::FollowUp,
        Self::ImportSource,
        Self::ExtraField,
        Self::Confirmation,
        Self::Merged,
        Self::ToldApart,
        Self::Promise,
        Self::PoolStay,
        Self::Rulebook,
        Self::CardCopy,
        Self::CardCheck,
        Self::ListOut,
    ];

    /// Referring rows first: removing in this order never leaves a row that refers to nothing.
    pub(super) const REFERRING_FIRST: [Self; TABLES] = [
        Self::Confirmation,
        Self::Merged,
        Self::ToldApart,
        Self::Promise,
        Self::PoolStay,
        Self::CardCopy,
        Self::CardCheck,
        Self::Touch,
        Self::FollowUp,
        Self::Address,
        Self::Contact,
        Self::Customer,
        Self::ImportSource,
        Self::ExtraField,
        Self::Rulebook,
        Self::ListOut,
    ];

    /// The table's name in the file, in dumps and in the history's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Contact => "contact",
            Self::Address => "address",
            Self::Touch => "touch",
            Self::FollowUp => "follow_up",
            Self::ImportSource => "import_source",
            Self::ExtraField => "extra_field",
            Self::Confirmation => "confirmation",
            Self::Merged => "merged",
            Self::ToldApart => "told_apart",
            Self::Promise => "promise",
            Self::PoolStay => "pool_stay",
            Self::Rulebook => "rulebook",
            Self::CardCopy => "card_copy",
            Self::CardCheck => "card_check",
            Self::ListOut => "list_out",
        }
    }

    /// The table with this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// The number under which the journal keeps it.
    pub(super) fn code(self) -> i64 {
        self as i64
    }

    /// The table that the journal keeps under `code`.
    pub(super) fn by_code(code: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.code() == code)
    }

    /// Whether its rows belong to a customer, who then stands in the first column.
    pub(super) fn belongs_to_customer(self) -> bool {
        !matches!(self, Self::Customer | Self::ImportSource | Self::ExtraField | Self::Rulebook | Self::ListOut)
    }

    /// Its columns and statements.
    pub(super) fn shape(self) -> &'static Shape {
        &SHAPES[self as usize - 1]
    }
}

/// What a column keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeps {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// Text that is JSON.
    Json,
}

/// A column other than the id.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Its name.
    pub name: String,
    /// What it keeps.
    pub keeps: Keeps,
}

/// The columns of a table and the statements that are made of them.
pub(super) struct Shape {
    /// All columns but the id.
    pub columns: Vec<Column>,
    /// Where each stored field of the table's kind stands among the columns; money takes two.
    pub field_at: Vec<usize>,
    /// `a, b, c`, quoted.
    pub list: String,
    /// Inserts all columns; the id is parameter 1, column `i` is parameter `i + 2`.
    pub insert: String,
    /// Replaces all columns, with the same parameters.
    pub update: String,
    /// Removes the row whose id is parameter 1.
    pub delete: String,
    /// Reads all columns of the row whose id is parameter 1.
    pub select: String,
}

/// A column name as SQL; `group` is a word of SQL.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

fn field_columns(of: Of, columns: &mut Vec<Column>) -> Vec<usize> {
    Field::stored(of)
        .iter()
        .map(|field| {
            let at = columns.len();
            let keeps = match field.kind() {
                Kind::Number | Kind::Stars | Kind::Money => Keeps::Integer,
                Kind::Tags => Keeps::Json,
                _ => Keeps::Text,
            };
            columns.push(Column { name: field.key().to_owned(), keeps });
            if field.kind() == Kind::Money {
                columns.push(Column { name: format!("{}_currency", field.key()), keeps: Keeps::Text });
            }
            at
        })
        .collect()
}

impl Shape {
    fn of(table: Table) -> Self {
        let mut columns = Vec::new();
        let mut field_at = Vec::new();
        let add = |columns: &mut Vec<Column>, named: &[(&str, Keeps)]| {
            columns.extend(named.iter().map(|(name, keeps)| Column { name: (*name).to_owned(), keeps: *keeps }));
        };
        use Keeps::{Integer, Json, Text};
        match table {
            Table::Customer => {
                field_at = field_columns(Of::Customer, &mut columns);
                add(&mut columns, &[("extra", Json)]);
            }
            Table::Contact => {
                add(&mut columns, &[("customer", Integer)]);
                field_at = field_columns(Of::Contact, &mut columns);
                add(&mut columns, &[("position", Integer), ("channels", Json)]);
            }
            Table::Address => add(
                &mut columns,
                &[
                    ("customer", Integer),
                    ("purpose", Text),
                    ("address", Text),
                    ("city", Text),
                    ("region", Text),
                    ("postcode", Text),
                    ("country", Text),
                ],
            ),
            Table::Touch => add(
                &mut columns,
                &[
                    ("customer", Integer),
                    ("contact", Integer),
                    ("happened_on", Text),
                    ("happened_at_ms", Integer),
                    ("channel", Text),
                    ("text", Text),
                    ("import", Integer),
                    ("direction", Text),
                    ("value", Text),
                    ("value_what", Text),
                    ("outcome", Text),
                    ("opinion", Text),
                    ("competitor", Text),
                    ("follow_up", Integer),
                    ("author", Text),
                    ("needs_reply", Integer),
                ],
            ),
            Table::FollowUp => add(
                &mut columns,
                &[
                    ("customer", Integer),
                    ("due_on", Text),
                    ("goal", Text),
                    ("content", Text),
                    ("method", Text),
                    ("done_on", Text),
                    ("import", Integer),
                    ("due_time", Text),
                    ("contact", Integer),
                    ("focus", Text),
                    ("products", Text),
                    ("quantity", Text),
                    ("amount", Integer),
                    ("amount_currency", Text),
                    ("expected_result", Text),
                    ("checklist", Json),
                    ("repeat", Text),
                    ("skipped_on", Text),
                    ("skip_reason", Text),
                    ("author", Text),
                    ("moved_times", Integer),
                ],
            ),
            Table::ImportSource => add(
                &mut columns,
                &[
                    ("file_name", Text),
                    ("file_hash", Text),
                    ("list_key", Text),
                    ("imported_at_ms", Integer),
                    ("mapping", Text),
                    ("rows", Integer),
                ],
            ),
            Table::ExtraField => add(&mut columns, &[("name", Text), ("position", Integer), ("kind", Text), ("options", Json)]),
            Table::Confirmation => {
                add(&mut columns, &[("customer", Integer), ("of_row", Integer), ("field", Text), ("confirmed_on", Text)]);
            }
            Table::Merged => add(&mut columns, &[("customer", Integer), ("gone", Integer), ("name", Text)]),
            Table::ToldApart => add(&mut columns, &[("customer", Integer), ("other", Integer)]),
            Table::Promise => add(
                &mut columns,
                &[
                    ("customer", Integer),
                    ("touch", Integer),
                    ("side", Text),
                    ("text", Text),
                    ("due_on", Text),
                    ("kept_on", Text),
                    ("dropped_on", Text),
                    ("made_on", Text),
                ],
            ),
            Table::PoolStay => add(
                &mut columns,
                &[
                    ("customer", Integer),
                    ("dropped_on", Text),
                    ("reason", Json),
                    ("previous_owner", Text),
                    ("claimed_on", Text),
                    ("claimed_by", Text),
                ],
            ),
            Table::Rulebook => add(&mut columns, &[("rules", Json)]),
            Table::CardCopy => add(
                &mut columns,
                &[
                    ("customer", Integer),
                    ("printed_at_ms", Integer),
                    ("paper", Text),
                    ("template", Text),
                    ("file", Text),
                    ("why", Text),
                    ("taken_by", Text),
                    ("taken_on", Text),
                    ("due_back_on", Text),
                    ("returned_on", Text),
                ],
            ),
            Table::CardCheck => {
                add(&mut columns, &[("customer", Integer), ("checked_on", Text), ("checked_by", Text), ("note", Text)]);
            }
            Table::ListOut => add(
                &mut columns,
                &[("made_at_ms", Integer), ("paper", Text), ("file", Text), ("query", Text), ("customers", Integer), ("why", Text)],
            ),
        }
        let names: Vec<String> = columns.iter().map(|column| quoted(&column.name)).collect();
        let list = names.join(", ");
        let places = (0..columns.len()).map(|at| format!("?{}", at + 2)).collect::<Vec<_>>().join(", ");
        let sets = names.iter().enumerate().map(|(at, name)| format!("{name} = ?{}", at + 2)).collect::<Vec<_>>().join(", ");
        let name = table.name();
        Self {
            insert: format!("INSERT INTO {name} (id, {list}) VALUES (?1, {places})"),
            update: format!("UPDATE {name} SET {sets} WHERE id = ?1"),
            delete: format!("DELETE FROM {name} WHERE id = ?1"),
            select: format!("SELECT {list} FROM {name} WHERE id = ?1"),
            columns,
            field_at,
            list,
        }
    }

    /// Whether column `at` is an amount whose currency stands in the next one.
    pub fn has_currency(&self, at: usize) -> bool {
        let next = self.columns.get(at + 1).and_then(|next| next.name.strip_suffix("_currency"));
        next.is_some_and(|name| name == self.columns[at].name)
    }

    /// Where the column called `name` stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// As [`Self::position`], quick when names are asked for in the order of the columns: `next` is where to look first.
    pub fn position_after(&self, name: &str, next: usize) -> Option<usize> {
        let later = self.columns.get(next..).unwrap_or(&[]);
        later.iter().position(|column| column.name == name).map(|at| at + next).or_else(|| self.position(name))
    }
}

static SHAPES: LazyLock<[Shape; TABLES]> = LazyLock::new(|| Table::ALL.map(Shape::of));
