//! Papers that are a ruled table: a filtered table of customers, the due list of a day, the weekly follow-up form of one's own columns
//! (S0.9) and the cover of a route pack. All have one shape, so that one template can lay out any of them.

use chrono::{Datelike, Days, NaiveDate};
use serde_json::{Value, json};

use super::PaperQuestion;
use super::text::{framed, written};
use crate::book::agenda::{Line, LineWords};
use crate::book::{Column, Computed, Dues, Now, Reading, Trades};
use crate::error::Result;
use crate::model::habits::show_time;
use crate::model::overview::monday_of;
use crate::model::{ChannelKind, Contact, Field, Id, Kind, entry};
use crate::tr;
use crate::words::spoken;

/// A due list is cut after so many lines: nobody works through more in a day.
const MOST_DUE: usize = 500;
/// Rows to write on below a list that is filled in by hand.
const BLANK_ROWS: usize = 6;

/// A column: its heading, its share of the width, and where its values stand.
pub(super) fn column(label: impl AsRef<str>, share: f64, align: &str) -> Value {
    json!({ "label": written(label.as_ref()), "share": share, "align": align })
}

/// A ruled table.
pub(super) struct Ruled {
    pub title: String,
    /// What stands beside the title: how many, of which day.
    pub beside: String,
    pub columns: Vec<Value>,
    pub rows: Vec<Vec<Value>>,
    /// How many empty rows follow.
    pub blank: usize,
}

impl Ruled {
    pub fn value(self) -> Value {
        json!({ "title": self.title, "beside": self.beside, "columns": self.columns, "rows": self.rows, "blank": self.blank })
    }
}

/// The customers of the question with its columns.
pub(super) fn table(book: &Reading, question: &PaperQuestion, now: Now) -> Result<Value> {
    let count = question.customers.len();
    let title = question.titled(tr!("paper-table"));
    Ok(Ruled {
        title,
        beside: tr!("customers-count", count = count, shown = count.to_string()),
        columns: question.columns.iter().map(column_of).collect(),
        rows: rows(book, &question.customers, &question.columns, now)?,
        blank: 0,
    }
    .value())
}

fn column_of(column: &Column) -> Value {
    let field = column.field();
    let width = field.map_or(110.0, |field| f64::from(field.spec().width));
    let is_number = field.is_some_and(|field| matches!(field.kind(), Kind::Money | Kind::Number | Kind::Decimal));
    self::column(column.label(), width.max(48.0), if is_number { "right" } else { "left" })
}

fn rows(book: &Reading, customers: &[Id], columns: &[Column], now: Now) -> Result<Vec<Vec<Value>>> {
    let asks = |by: fn(Field) -> bool| columns.iter().filter_map(Column::field).any(by);
    let mut computed = Computed::default();
    if asks(|field| field == Field::Trade) {
        computed.trades = Trades::read(&book.reader, now.today)?.into();
    }
    if asks(Field::is_by_rules) {
        let standings = book.standings(&book.rules()?.into(), now)?;
        computed.dues = Dues::of(&standings, now.today).into();
    }
    let rows = book.rows(customers, columns, &computed).into_iter().map(|row| {
        let cells = columns.iter().zip(&row.cells).map(|(column, cell)| match column.field() {
            Some(Field::Company) => framed(&row.name),
            Some(field) if field.kind() == Kind::Choice => framed(entry::choice(field, &cell.text, spoken())),
            _ => framed(&cell.text),
        });
        cells.collect()
    });
    Ok(rows.collect())
}

/// Whom to contact on the day of the question, in the order of work, with room to note what came of it.
pub(super) fn due(book: &Reading, question: &PaperQuestion, now: Now) -> Result<Value> {
    let day = question.on.unwrap_or(now.today);
    let now = Now { today: day, ..now };
    let (agenda, words) = book.agenda(now, day)?;
    let asked: std::collections::HashSet<Id> = question.customers.iter().copied().collect();
    let lines: Vec<(&Line, &LineWords)> =
        agenda.lines.iter().zip(&words).filter(|(line, _)| asked.is_empty() || asked.contains(&line.customer)).collect();
    let mut rows = Vec::new();
    for (line, words) in lines.iter().take(MOST_DUE) {
        let contacts = book.contacts_of(line.customer)?;
        rows.push(vec![
            json!(""),
            json!(when(line, day)),
            framed(&words.name),
            json!(written(entry::choice(Field::Level, &words.tier, spoken()))),
            framed(&[words.what.as_str(), words.why.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")),
            framed(&contacts.first().map(|person| reached(person, 1)).unwrap_or_default()),
            json!(""),
        ]);
    }
    let shown = rows.len();
    let beside = if lines.len() > shown {
        tr!("paper-due-cut", shown = shown, count = lines.len())
    } else {
        tr!("customers-count", count = shown, shown = shown.to_string())
    };
    Ok(Ruled {
        title: tr!("paper-due", day = long_day(day)),
        beside,
        columns: vec![
            column("", 5.0, "center"),
            column(tr!("paper-when"), 16.0, "left"),
            column(Field::Company.label(), 34.0, "left"),
            column(Field::Level.label(), 11.0, "left"),
            column(tr!("paper-why"), 42.0, "left"),
            column(tr!("paper-reached"), 40.0, "left"),
            column(tr!("paper-came-of-it"), 36.0, "left"),
        ],
        rows,
        blank: 0,
    }
    .value())
}

fn when(line: &Line, today: NaiveDate) -> String {
    let late = line.overdue_days(today);
    match line.at {
        _ if late > 0 => tr!("paper-late", days = late),
        Some(at) => show_time(at),
        None => String::new(),
    }
}

/// How a person is reached: the name, and below it the ways that one uses first.
fn reached(contact: &Contact, ways_shown: usize) -> String {
    let ways = [ChannelKind::Mobile, ChannelKind::Whatsapp, ChannelKind::Phone, ChannelKind::Wechat, ChannelKind::Email];
    let mut parts = vec![contact.name()];
    parts.extend(ways.iter().filter_map(|kind| contact.channels_of(*kind).next()).map(str::to_owned).take(ways_shown));
    parts.retain(|part| !part.trim().is_empty());
    parts.join("\n")
}

fn long_day(day: NaiveDate) -> String {
    tr!("paper-long-day", day = day.to_string(), weekday = weekday(day, tr!("weekday-names")))
}

/// The name of a day of the week out of `names`, from Monday on.
pub(super) fn weekday(day: NaiveDate, names: String) -> String {
    names.split(' ').nth(day.weekday().num_days_from_monday() as usize).unwrap_or_default().to_owned()
}

/// The follow-up form of a week with one's own columns, a box for each day and room for what came of it (S0.9).
pub(super) fn weekly(book: &Reading, question: &PaperQuestion, now: Now) -> Result<Value> {
    let monday = monday_of(question.on.unwrap_or(now.today));
    let sunday = monday.checked_add_days(Days::new(6)).unwrap_or(monday);
    let mut columns: Vec<Value> = question.columns.iter().map(column_of).collect();
    let days = (0..5).filter_map(|ahead| monday.checked_add_days(Days::new(ahead)));
    columns.extend(days.map(|day| column(format!("{} {}", weekday(day, tr!("weekday-short")), day.day()), 30.0, "center")));
    columns.push(column(tr!("paper-came-of-it"), 190.0, "left"));
    let mut rows = rows(book, &question.customers, &question.columns, now)?;
    for row in &mut rows {
        row.extend(std::iter::repeat_n(json!(""), 6));
    }
    Ok(Ruled {
        title: tr!("paper-weekly"),
        beside: tr!("paper-week", from = monday.to_string(), to = sunday.format("%m-%d").to_string()),
        columns,
        rows,
        blank: BLANK_ROWS,
    }
    .value())
}

impl Reading {
    /// Who is due, planned or promised something until the end of the week of `day`, each once, in the order of work.
    pub fn due_in_week(&self, day: NaiveDate, now: Now) -> Result<Vec<Id>> {
        let sunday = monday_of(day).checked_add_days(Days::new(6)).unwrap_or(day);
        let (agenda, _) = self.agenda(Now { today: day, ..now }, sunday)?;
        let mut seen = std::collections::HashSet::new();
        Ok(agenda.lines.iter().map(|line| line.customer).filter(|id| seen.insert(*id)).take(MOST_DUE).collect())
    }
}

impl PaperQuestion {
    /// The columns of a weekly form where nobody chose others.
    pub fn columns_of_weekly() -> Vec<Column> {
        [Field::Company, Field::Country, Field::Level, Field::Contact, Field::LastContact, Field::NextFollowUp].map(Column::of).to_vec()
    }

    /// The columns of a table where nobody chose others.
    pub fn columns_of_table() -> Vec<Column> {
        [Field::Company, Field::Country, Field::Level, Field::Status, Field::Contact, Field::Email, Field::LastContact, Field::NextFollowUp]
            .map(Column::of)
            .to_vec()
    }
}

/// The stops of a trip in order, as a list in front of their cards (S2.7, S2.16).
pub(super) fn route(book: &Reading, question: &PaperQuestion) -> Result<Value> {
    let mut rows = Vec::new();
    for (at, id) in question.customers.iter().enumerate() {
        let Some(card) = book.card(*id)? else { continue };
        let customer = &card.customer;
        let shown = |field: Field| super::shown(field, customer.get(field));
        let place = [Field::Address, Field::Postcode, Field::City, Field::Country].map(shown);
        let place: Vec<&str> = place.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        let person = card.contacts.first().map(|person| reached(person, 1)).unwrap_or_default();
        rows.push(vec![
            json!((at + 1).to_string()),
            framed(customer.name()),
            framed(&place.join(", ")),
            framed(&if person.is_empty() { customer.text(Field::Phone).to_owned() } else { person }),
            json!(""),
            json!(""),
        ]);
    }
    let title = question.titled(tr!("paper-route"));
    Ok(Ruled {
        title,
        beside: tr!("customers-count", count = rows.len(), shown = rows.len().to_string()),
        columns: vec![
            column("", 7.0, "right"),
            column(Field::Company.label(), 42.0, "left"),
            column(Field::Address.label(), 52.0, "left"),
            column(tr!("paper-reached"), 42.0, "left"),
            column(tr!("paper-visit-on"), 20.0, "left"),
            column(tr!("paper-came-of-it"), 34.0, "left"),
        ],
        rows,
        blank: 0,
    }
    .value())
}
