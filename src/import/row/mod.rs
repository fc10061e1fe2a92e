//! Reads one row of a list into a draft: typed values, ways to reach people, and what is noteworthy about them.
//!
//! Each row is read for itself; which rows speak of the same customer is decided in `plan`. Nothing is lost silently: what
//! cannot be read for its field stays as text in a field named after the heading, or is reported as not taken.

mod value;

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::country::Country;
use crate::model::currency::{Currency, CurrencyCode};
use crate::model::day::{DayOrder, decide_order};
use crate::model::money::{DecimalMark, decide_decimal_mark};
use crate::model::{ChannelKind, ExtraField, ExtraKind, Field, Kind, Of, Value, text};

use super::cell::is_empty_for;
pub use super::draft::{COLUMNS_COUNTED, RowDraft};
use super::headers::{self, records_of};
use super::issue::{Issue, IssueKind};
use super::merged::Merged;
use super::read::{Cell, CellKind, Row, Sheet};
use super::touches::{time_of, told_in};
use super::understand::{Answers, Shape, Target, Understanding};

fn currency_code(text: &str) -> Option<CurrencyCode> {
    Currency::find(text).map(|currency| currency.code)
}

#[derive(Clone, Copy)]
enum Slot {
    Customer(Field),
    Person(Field),
    Channel(Field, ChannelKind),
    Line(Field),
    LastContact,
    NextFollowUp,
    Touch(Field),
    TouchExtra(u16),
    Extra(u16),
    LineExtra(u16),
    Record,
}

struct ColumnReader {
    index: usize,
    column: u32,
    slot: Slot,
    kind: Kind,
    order: DayOrder,
    /// Which mark is decimal in amounts written as text.
    mark: DecimalMark,
    /// The currency that the heading names.
    currency: Option<CurrencyCode>,
    /// The field that the user would see for what cannot be read here.
    fallback: u16,
    /// Whether it may tell touches line by line, as 跟进记录 does.
    tells_touches: bool,
    /// Whether these are country codes, among which `NA` is Namibia and `NO` is Norway.
    has_country_codes: bool,
}

/// How a column of days or amounts is written, which only all of its rows tell.
#[derive(Clone, Copy, Debug)]
pub struct Writing {
    column: u32,
    order: DayOrder,
    mark: DecimalMark,
}

/// Reads the rows of one sheet as it was understood.
pub struct RowReader<'a> {
    sheet: &'a Sheet,
    merged: Merged,
    /// By column of the sheet.
    columns: Vec<Option<ColumnReader>>,
    currency_column: Option<u32>,
    country_column: Option<u32>,
    /// Names of the fields that the user names, in the order of the columns; those behind `named` take unreadable values.
    extra_names: Vec<String>,
    /// What the fields of these names hold in the book; any text where it does not know them.
    extra_kinds: Vec<ExtraKind>,
    line_names: Vec<String>,
    /// Whether each row stands for one touch.
    is_of_touches: bool,
    /// By row of the sheet.
    repairs: HashMap<u32, Vec<(u32, String)>>,
}

impl<'a> RowReader<'a> {
    /// A reader for `sheet`. Looks once at the columns of days and amounts to find out which of day and month comes first,
    /// and which mark is decimal.
    pub fn new(sheet: &'a Sheet, understanding: &Understanding, first: usize, answers: &Answers) -> Self {
        Self::with_depth(sheet, understanding, first, answers, usize::MAX, &[])
    }

    /// As [`Self::new`], where an earlier reader has found out the [`Self::writings`].
    pub fn again(sheet: &'a Sheet, understanding: &Understanding, first: usize, answers: &Answers, known: &[Writing]) -> Self {
        Self::with_depth(sheet, understanding, first, answers, usize::MAX, known)
    }

    fn with_depth(
        sheet: &'a Sheet,
        understanding: &Understanding,
        first: usize,
        answers: &Answers,
        depth: usize,
        known: &[Writing],
    ) -> Self {
        let dates = answers.dates.map(DayOrder::from);
        let mut repairs: HashMap<u32, Vec<(u32, String)>> = HashMap::new();
        for repair in &answers.repairs {
            let row = repairs.entry(repair.row).or_default();
            row.retain(|(column, _)| *column != repair.column);
            row.push((repair.column, repair.text.clone()));
        }
        let merged = Merged::new(sheet, first);
        let mut reader = Self {
            sheet,
            merged,
            columns: Vec::new(),
            currency_column: understanding.column_of(Field::Currency).map(|c| c.column),
            country_column: understanding.column_of(Field::Country).map(|c| c.column),
            extra_names: Vec::new(),
            extra_kinds: Vec::new(),
            line_names: Vec::new(),
            is_of_touches: understanding.shape == Shape::Touches,
            repairs,
        };
        let width = understanding.columns.iter().map(|c| c.column as usize + 1).max().unwrap_or(0);
        reader.columns.resize_with(width, || None);
        for (index, plan) in understanding.columns.iter().enumerate() {
            let (slot, kind) = match &plan.target {
                Target::Ignored => continue,
                Target::Record => (Slot::Record, Kind::Code),
                Target::Extra(name) => (Slot::Extra(place(&mut reader.extra_names, name)), Kind::LongText),
                Target::Line(name) if understanding.shape == Shape::Touches => {
                    (Slot::TouchExtra(place(&mut reader.line_names, name)), Kind::LongText)
                }
                Target::Line(name) => (Slot::LineExtra(place(&mut reader.line_names, name)), Kind::LongText),
                Target::Field(field) => (slot_of(*field, understanding.shape), field.kind()),
            };
            let known = known.iter().find(|writing| writing.column == plan.column);
            let mark = match kind {
                Kind::Money => known.map_or_else(|| decide_decimal_mark(reader.texts_of(first, plan.column, depth)), |known| known.mark),
                _ => DecimalMark::Unknown,
            };
            let order = match (kind, dates, known) {
                (Kind::Day, Some(order), _) => order,
                (Kind::Day, None, Some(known)) => known.order,
                (Kind::Day, None, None) => decide_order(reader.texts_of(first, plan.column, depth)),
                _ => DayOrder::Unknown,
            };
            let heading = if plan.heading.is_empty() {
                match &plan.target {
                    Target::Field(field) => field.label().to_owned(),
                    _ => super::understand::column_letters(plan.column),
                }
            } else {
                plan.heading.replace('\n', " ")
            };
            let fallback = match kind {
                Kind::Day | Kind::Money | Kind::Number | Kind::Stars => place(&mut reader.extra_names, &heading),
                _ => 0,
            };
            let has_country_codes =
                matches!(plan.target, Target::Field(Field::Country | Field::CountryCode)) && plan.votes.country_code > 0.9;
            let tells_touches = matches!(plan.target, Target::Field(Field::Notes | Field::Notes2)) && headers::tells_touches(&plan.heading);
            let currency = matches!(kind, Kind::Money | Kind::Decimal).then(|| headers::currency_of(&plan.heading)).flatten();
            let column = plan.column;
            reader.columns[column as usize] =
                Some(ColumnReader { index, column, slot, kind, order, mark, currency, fallback, tells_touches, has_country_codes });
        }
        reader
    }

    /// As [`Self::new`], but the ways of writing days and amounts are found out from the first rows only.
    pub fn new_for_preview(sheet: &'a Sheet, understanding: &Understanding, first: usize, answers: &Answers) -> Self {
        Self::with_depth(sheet, understanding, first, answers, 2_000, &[])
    }

    /// Reads values of the user's own fields by what these hold in the book.
    pub fn knowing(mut self, fields: &[ExtraField]) -> Self {
        let kind = |name: &String| fields.iter().find(|field| field.name == *name).map(|field| field.kind).unwrap_or_default();
        self.extra_kinds = self.extra_names.iter().map(kind).collect();
        self
    }

    /// The form in which the book keeps a value of the user's own field `at`.
    pub fn kept_extra(&self, at: u16, value: &str) -> String {
        let kind = self.extra_kinds.get(usize::from(at)).copied().unwrap_or_default();
        if kind == ExtraKind::Text { value.to_owned() } else { kind.kept(value, CurrencyCode::UNKNOWN) }
    }

    /// Names of the fields that the user names, which drafts refer to.
    pub fn extra_names(&self) -> &[String] {
        &self.extra_names
    }

    /// Which of day and month comes first in the column (from 0) of the sheet.
    pub fn day_order(&self, column: u32) -> DayOrder {
        self.columns.get(column as usize).and_then(Option::as_ref).map_or(DayOrder::Unknown, |reader| reader.order)
    }

    /// How its columns of days and amounts are written.
    pub fn writings(&self) -> Vec<Writing> {
        let columns = self.columns.iter().flatten().filter(|reader| matches!(reader.kind, Kind::Day | Kind::Money));
        columns.map(|reader| Writing { column: reader.column, order: reader.order, mark: reader.mark }).collect()
    }

    /// The cells of a column that are text, in the first `depth` rows.
    fn texts_of(&self, first: usize, column: u32, depth: usize) -> impl Iterator<Item = &'a str> {
        let sheet = self.sheet;
        let rows = sheet.grid.len().saturating_sub(first).min(depth);
        let cells = (0..rows).filter_map(move |index| sheet.grid.row(first + index).cell(column));
        cells.filter(|cell| cell.kind == CellKind::Text).map(|cell| cell.text)
    }

    /// Reads `row` into `draft`, which is emptied first.
    pub fn read(&self, row: &Row<'_>, draft: &mut RowDraft) {
        draft.clear(row.number());
        self.read_on(row, draft);
    }

    /// As [`Self::read`] with the same issues and filled columns, but of the values only those that tell customers and
    /// people apart: names, numbers, the country, mails, the firm's phone and web site. Others are checked and stay empty.
    pub fn scout(&self, row: &Row<'_>, draft: &mut RowDraft) {
        draft.clear(row.number());
        draft.is_scouted = true;
        self.read_on(row, draft);
    }

    fn read_on(&self, row: &Row<'_>, draft: &mut RowDraft) {
        let context = Context {
            currency: self
                .currency_column
                .and_then(|column| self.text_at(row, column))
                .and_then(|text| draft.currencies.find(&text, currency_code)),
            country: self
                .country_column
                .and_then(|column| self.text_at(row, column))
                .and_then(|text| draft.countries.find(&text, Country::find)),
        };
        let repairs = if self.repairs.is_empty() { &[][..] } else { self.repairs.get(&row.number()).map_or(&[][..], Vec::as_slice) };
        for (column, cell) in row.cells() {
            if !repairs.iter().any(|(repaired, _)| *repaired == column) {
                self.read_cell(column, cell, &context, draft);
            }
        }
        for (column, text) in repairs {
            self.read_cell(*column, Cell { kind: CellKind::Text, text }, &context, draft);
        }
        draft.is_of_touch = self.is_of_touches;
        // What a row shares with the rows above it counts once.
        draft.filled_own = draft.filled;
        for (column, cell) in self.lent(row) {
            self.read_cell(column, cell, &context, draft);
        }
        // Without a person, an e-mail is the firm's.
        if draft.person.is_empty()
            && draft.channels.iter().all(|channel| channel.kind == ChannelKind::Email)
            && !draft.channels.is_empty()
            && draft.text(Field::CompanyEmail).is_empty()
        {
            let mails: Vec<String> = draft.channels.iter().filter(|c| c.kind == ChannelKind::Email).map(|c| c.value.clone()).collect();
            draft.channels.retain(|channel| channel.kind != ChannelKind::Email);
            if !mails.is_empty() {
                draft.customer.push((Field::CompanyEmail, Value::Text(mails.join("; "))));
            }
        }
    }

    /// The cells that merged blocks lend to `row`, each with its column.
    pub fn lent<'r>(&'r self, row: &'r Row<'_>) -> impl Iterator<Item = (u32, Cell<'r>)> {
        let below = self.merged.below(row.number()).iter().filter(|(column, _)| row.cell(*column).is_none());
        below.filter_map(|(column, source)| self.sheet.grid.row(*source as usize).cell(*column).map(|cell| (*column, cell)))
    }

    fn text_at<'r>(&'r self, row: &Row<'r>, column: u32) -> Option<Cow<'r, str>> {
        let direct = row.cell(column).map(|cell| cell.text);
        direct
            .or_else(|| {
                let (_, source) = self.merged.below(row.number()).iter().find(|(c, _)| *c == column)?;
                self.sheet.grid.row(*source as usize).cell(column).map(|cell| cell.text)
            })
            .map(text::clean)
    }

    fn read_cell(&self, column: u32, cell: Cell<'_>, context: &Context, draft: &mut RowDraft) {
        let value = text::clean(cell.text);
        if value.is_empty() {
            return;
        }
        draft.has_content = true;
        let Some(Some(reader)) = self.columns.get(column as usize) else { return };
        if cell.kind == CellKind::Error {
            draft.issues.push(self.issue(reader, draft.row, IssueKind::CellError, &value));
            return;
        }
        match text::emptiness(&value) {
            text::Emptiness::Empty | text::Emptiness::Doubtful if reader.has_country_codes && Country::by_iso2(&value).is_some() => {}
            text::Emptiness::Empty => return,
            text::Emptiness::Doubtful if cell.kind == CellKind::Text && is_empty_for(reader.kind, &value) => return,
            _ => {}
        }
        if cell.kind == CellKind::Text
            && matches!(reader.kind, Kind::Text | Kind::LongText | Kind::Choice | Kind::Tags | Kind::Code | Kind::Company | Kind::Person)
            && text::formula_like(&value)
        {
            draft.issues.push(self.issue(reader, draft.row, IssueKind::FormulaLikeText, &value));
        }
        // Our own csv marks such text with an apostrophe, as Excel users do.
        let value = match value.strip_prefix('\'') {
            Some(bare) if text::formula_like(bare) => bare.to_owned().into(),
            _ => value,
        };
        if reader.tells_touches && !draft.is_scouted {
            draft.told.extend(told_in(&value));
        }
        let is_taken = match reader.slot {
            Slot::Customer(field) => self.read_value(reader, cell, &value, context, draft).map(|value| draft.customer.push((field, value))),
            Slot::Person(field) => self.read_value(reader, cell, &value, context, draft).map(|value| draft.person.push((field, value))),
            Slot::Line(field) => self.read_line_value(reader, cell, &value, draft).map(|value| {
                if !draft.is_scouted {
                    draft.line.push((field.key().to_owned(), value.into_owned()));
                }
            }),
            Slot::LineExtra(name) => {
                if !draft.is_scouted {
                    draft.line.push((self.line_names[name as usize].clone(), value.into_owned()));
                }
                Some(())
            }
            Slot::Extra(name) => {
                draft.extra.push((name, if draft.is_scouted { String::new() } else { value.into_owned() }));
                Some(())
            }
            Slot::Record => {
                let records = records_of(&value);
                (draft.record, draft.person_record) = (records.map(|(customer, _)| customer), records.and_then(|(_, person)| person));
                records.map(drop)
            }
            Slot::LastContact => self.read_day_cell(reader, cell, &value, draft).map(|day| {
                draft.last_contact = Some(day);
                draft.touch.time = time_of(&value);
            }),
            Slot::Touch(field) => {
                if !draft.is_scouted {
                    draft.touch.take(field, &value);
                }
                Some(())
            }
            Slot::TouchExtra(name) => {
                if !draft.is_scouted {
                    draft.touch.add_line(&self.line_names[name as usize], &value);
                }
                Some(())
            }
            Slot::NextFollowUp => self.read_day_cell(reader, cell, &value, draft).map(|day| draft.next_follow_up = Some(day)),
            Slot::Channel(_, kind) => self.read_channels(reader, kind, cell, &value, draft),
        };
        if is_taken.is_some() && reader.index < COLUMNS_COUNTED {
            draft.filled[reader.index / 64] |= 1 << (reader.index % 64);
        }
    }

    fn issue(&self, reader: &ColumnReader, row: u32, kind: IssueKind, value: &str) -> Issue {
        let field = match reader.slot {
            Slot::Customer(field) | Slot::Person(field) | Slot::Channel(field, _) | Slot::Line(field) => Some(field),
            Slot::LastContact => Some(Field::LastContact),
            Slot::NextFollowUp => Some(Field::NextFollowUp),
            Slot::Touch(field) => Some(field),
            Slot::Extra(_) | Slot::LineExtra(_) | Slot::TouchExtra(_) | Slot::Record => None,
        };
        Issue { row, column: Some(reader.column), field, kind, value: value.to_owned() }
    }

    /// What cannot be read stays as text in a field named after the heading.
    fn keep_as_text(&self, reader: &ColumnReader, kind: IssueKind, value: &str, draft: &mut RowDraft) {
        draft.issues.push(self.issue(reader, draft.row, kind, value));
        draft.extra.push((reader.fallback, value.to_owned()));
    }
}

struct Context {
    currency: Option<CurrencyCode>,
    country: Option<&'static Country>,
}

/// Whether planning asks for the value; see [`RowReader::scout`].
fn tells_apart(slot: Slot) -> bool {
    match slot {
        Slot::Customer(field) => {
            matches!(field, Field::Company | Field::CustomerNo | Field::Country | Field::CompanyEmail | Field::Website | Field::Phone)
        }
        Slot::Person(field) => matches!(field, Field::Contact | Field::FirstName | Field::LastName),
        _ => false,
    }
}

fn place(names: &mut Vec<String>, name: &str) -> u16 {
    let at = names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn slot_of(field: Field, shape: Shape) -> Slot {
    match field {
        Field::LastContact => Slot::LastContact,
        Field::NextFollowUp => Slot::NextFollowUp,
        // The currency of an order line is the line's.
        Field::Currency if shape == Shape::OrderLines => Slot::Line(field),
        _ => match (ChannelKind::of_field(field), field.of()) {
            (Some(kind), _) => Slot::Channel(field, kind),
            (None, Of::Customer) => Slot::Customer(field),
            (None, Of::Contact) => Slot::Person(field),
            (None, Of::OrderLine) => Slot::Line(field),
            (None, Of::Touch) => Slot::Touch(field),
        },
    }
}
