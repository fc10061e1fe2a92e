//! Steps as people see them: what was done, by whom and when. The words stand in the translations; a step keeps their key.

use fluent::FluentArgs;
use fluent::FluentValue;
use serde_json::{Map, Value};

use crate::model::{Field, Id};
use crate::{tr, words};

use super::table::{TABLES, Table};

/// What kind of change a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Something that a person changed by hand.
    Edit = 1,
    /// A list that was imported.
    Import = 2,
    /// An earlier step taken back.
    Undo = 3,
    /// An undo taken back.
    Redo = 4,
}

impl StepKind {
    /// The number under which the journal keeps it.
    pub(super) fn code(self) -> i64 {
        self as i64
    }

    /// The kind that the journal keeps under `code`; whatever is not known counts as an edit.
    pub(super) fn by_code(code: i64) -> Self {
        [Self::Import, Self::Undo, Self::Redo].into_iter().find(|kind| kind.code() == code).unwrap_or(Self::Edit)
    }
}

/// What a step is called: a key of the translations with its variables. An undo is called after what it takes back.
#[derive(Clone, Debug, PartialEq)]
pub struct What {
    kind: StepKind,
    key: String,
    variables: Map<String, Value>,
}

impl What {
    /// A change by hand, called by the text under `key`.
    pub fn edit(key: &str) -> Self {
        Self { kind: StepKind::Edit, key: key.to_owned(), variables: Map::new() }
    }

    /// The import of a list, called by the text under `key`.
    pub fn import(key: &str) -> Self {
        Self { kind: StepKind::Import, ..Self::edit(key) }
    }

    /// Adds a variable of the text: a text or a number.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.variables.insert(name.to_owned(), value.into());
        self
    }

    /// The variable by which the name of another step names this one, in whatever language it is read.
    pub fn as_variable(&self) -> String {
        format!("step:{}", self.written())
    }

    /// What kind of change it is.
    pub fn kind(&self) -> StepKind {
        self.kind
    }

    /// The key of the text.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The name of the thing done, in the language spoken, also for its undo: `Import of list.xlsx`.
    pub fn name(&self) -> String {
        let mut variables = FluentArgs::new();
        for (name, value) in &self.variables {
            let value: FluentValue<'_> = match value {
                Value::String(text) => match (text.strip_prefix("field:").and_then(Field::by_key), text.strip_prefix("step:")) {
                    (Some(field), _) => field.label().into(),
                    (_, Some(step)) => Self::read(StepKind::Edit, step).name().into(),
                    _ => text.as_str().into(),
                },
                Value::Number(number) => number.as_f64().unwrap_or(0.0).into(),
                other => other.to_string().into(),
            };
            variables.set(name.as_str(), value);
        }
        words::text(&self.key, Some(&variables))
    }

    /// The line of the history, in the language spoken: `Undo: Import of list.xlsx`.
    pub fn text(&self) -> String {
        match self.kind {
            StepKind::Edit | StepKind::Import => self.name(),
            StepKind::Undo => tr!("step-undo", what = self.name()),
            StepKind::Redo => tr!("step-redo", what = self.name()),
        }
    }

    /// The same thing as a step of another kind.
    pub(super) fn as_kind(&self, kind: StepKind) -> Self {
        Self { kind, ..self.clone() }
    }

    /// The JSON that the journal keeps; other rows that say why they are keep it as well.
    pub fn written(&self) -> String {
        let mut object = Map::new();
        object.insert("key".to_owned(), self.key.as_str().into());
        object.extend(self.variables.clone());
        Value::Object(object).to_string()
    }

    /// What [`Self::written`] kept, as a thing done by hand.
    pub fn of_written(text: &str) -> Self {
        Self::read(StepKind::Edit, text)
    }

    /// What the journal kept; a text that is no such JSON becomes the key itself.
    pub(super) fn read(kind: StepKind, text: &str) -> Self {
        let mut variables = serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
        let key = match variables.shift_remove("key") {
            Some(Value::String(key)) => key,
            _ => text.to_owned(),
        };
        Self { kind, key, variables }
    }
}

/// How many rows of one table a step touched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Rows that were not there before the step.
    pub made: i64,
    /// Rows that were there before, changed or removed.
    pub kept: i64,
}

/// The JSON that the journal keeps of them: `{table: [made, kept]}`.
pub(super) fn written_touched(touched: &[Touched; TABLES]) -> String {
    let object: Map<String, Value> = Table::ALL
        .into_iter()
        .zip(touched)
        .filter(|(_, touched)| touched.made + touched.kept > 0)
        .map(|(table, touched)| (table.name().to_owned(), vec![touched.made, touched.kept].into()))
        .collect();
    Value::Object(object).to_string()
}

fn read_touched(text: &str) -> [Touched; TABLES] {
    let object: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
    Table::ALL.map(|table| {
        let number = |at: usize| object.get(table.name()).and_then(|pair| pair.get(at)).and_then(Value::as_i64).unwrap_or(0);
        Touched { made: number(0), kept: number(1) }
    })
}

/// A step of the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct StepInfo {
    /// Identity; later steps have larger ones.
    pub id: Id,
    /// When, in milliseconds of the Unix epoch.
    pub at_ms: i64,
    /// Who did it.
    pub who: String,
    /// What it is called and what kind it is.
    pub what: What,
    /// The step that this one takes back.
    pub undoes: Option<Id>,
    /// The step that took this one back.
    pub undone_by: Option<Id>,
    /// How many rows it touched.
    pub changes: i64,
    touched: [Touched; TABLES],
    /// The id of its first row in the journal.
    pub(super) first_change: i64,
}

impl StepInfo {
    /// What a step that was just written is.
    pub(super) fn new(
        id: Id,
        at_ms: i64,
        who: &str,
        what: &What,
        undoes: Option<Id>,
        first_change: i64,
        touched: [Touched; TABLES],
    ) -> Self {
        let changes = touched.iter().map(|touched| touched.made + touched.kept).sum();
        Self { id, at_ms, who: who.to_owned(), what: what.clone(), undoes, undone_by: None, changes, touched, first_change }
    }

    /// Columns of `step` in the order that [`Self::read`] expects.
    pub(super) const COLUMNS: &'static str = "step.id, step.at_ms, step.who, step.what, step.kind, step.undoes, step.undone_by, step.changes, step.first_change, \
        step.touched";

    /// The step of a row that begins with [`Self::COLUMNS`].
    pub(super) fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let kind = StepKind::by_code(row.get(4)?);
        Ok(Self {
            id: Id(row.get(0)?),
            at_ms: row.get(1)?,
            who: row.get(2)?,
            what: What::read(kind, row.get_ref(3)?.as_str()?),
            undoes: row.get::<_, Option<i64>>(5)?.map(Id),
            undone_by: row.get::<_, Option<i64>>(6)?.map(Id),
            changes: row.get(7)?,
            first_change: row.get(8)?,
            touched: read_touched(row.get_ref(9)?.as_str()?),
        })
    }

    /// How many rows of `table` it touched.
    pub fn touched(&self, table: Table) -> Touched {
        self.touched[table as usize - 1]
    }

    /// How many rows taking it back deals with, as [`Stopper::done`](super::Stopper::done) counts them.
    pub fn rows_to_put_back(&self) -> i64 {
        self.touched.iter().map(|touched| touched.made + 2 * touched.kept).sum()
    }

    /// The first and last id of its rows in the journal.
    pub(super) fn change_ids(&self) -> (i64, i64) {
        (self.first_change, self.first_change + self.changes - 1)
    }
}
