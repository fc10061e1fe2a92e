//! Takes the list out again, as .xlsx or .csv: one row per contact with the customer repeated, headings in the language
//! spoken. What comes out goes in again without changing anything (S4.4).

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::trade::Trades;
use super::whole_file;
use crate::error::Result;
use crate::import::headers::{
    is_computed_header, is_row_number_header, marked_as_own, meanings, own_field, person_record_text, record_heading, record_text,
};
use crate::import::merge::person_keys;
use crate::import::read::CellKind;
use crate::import::votes;
use crate::model::currency::CurrencyCode;
use crate::model::day::PartialDay;
use crate::model::money::Money;
use crate::model::{Contact, Customer, ExtraField, ExtraKey, ExtraKind, Field, Id, Kind, Of, Value, entry, name, text};
use crate::store::{Read, Reader, Scan, StoreError, Walk};
use crate::{tr, words};

/// Why a list could not be written.
#[derive(Debug)]
pub enum ExportError {
    /// The suffix is neither `.xlsx` nor `.csv`.
    UnknownFormat(PathBuf),
    /// The file cannot be written; most often it is open in Excel.
    File(PathBuf, std::io::Error),
    /// The spreadsheet writer refused.
    Spreadsheet(PathBuf, Box<XlsxError>),
    /// More rows than a sheet can hold.
    TooMany(usize),
    /// The person broke it off; no file was written.
    Cancelled,
}

impl ExportError {
    fn key(&self) -> &'static str {
        match self {
            Self::UnknownFormat(_) => "export-unknown-format",
            Self::File(..) | Self::Spreadsheet(..) => "export-file",
            Self::TooMany(_) => "export-too-many",
            Self::Cancelled => "export-cancelled",
        }
    }

    /// What the person can do next.
    pub fn hint(&self) -> String {
        words::text(&format!("{}-hint", self.key()), None)
    }
}

impl std::fmt::Display for ExportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&match self {
            Self::UnknownFormat(path) => tr!(self.key(), file = path.display().to_string()),
            Self::File(path, reason) => tr!(self.key(), file = path.display().to_string(), reason = reason.to_string()),
            Self::Spreadsheet(path, reason) => tr!(self.key(), file = path.display().to_string(), reason = reason.to_string()),
            Self::TooMany(rows) => tr!(self.key(), rows = *rows),
            Self::Cancelled => words::text(self.key(), None),
        })
    }
}

impl std::error::Error for ExportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File(_, reason) => Some(reason),
            Self::Spreadsheet(_, reason) => Some(reason),
            _ => None,
        }
    }
}

/// A column of the list.
#[derive(Clone, Debug, PartialEq)]
enum Heading {
    Field(Field),
    /// A field of the user's own, and its heading.
    Extra(ExtraField, String),
    /// Which record it is, for customers that nothing else tells apart when the list comes back.
    Record,
}

impl Heading {
    fn label(&self) -> &str {
        match self {
            Self::Field(field) => field.label(),
            Self::Extra(_, label) => label,
            Self::Record => record_heading(words::spoken()),
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
enum Out {
    Nothing,
    Text(String),
    Number(f64),
    Day(PartialDay),
}

/// Spreadsheets keep fifteen digits of a number; longer ones are written as text.
const EXACT: u64 = 1_000_000_000_000_000;
/// At how many values of a field that the user named is looked.
const VALUES_LOOKED_AT: usize = 1200;
/// How many rows a sheet can hold.
const MAX_ROWS: usize = 1_048_575;

/// Writes the customers `ids`, in that order, to `path`, with what `trades` says that they bought. `watch` is told how many are done and breaks off by answering `false`.
/// Returns the number of rows written.
pub fn export(reader: &Reader, ids: &[Id], trades: &Trades, path: &Path, mut watch: impl FnMut(usize) -> bool) -> Result<usize> {
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase()).unwrap_or_default();
    let mut headings = headings(reader, ids, !trades.is_empty())?;
    let alike = Alike::among(reader, ids)?;
    if !alike.customers.is_empty() {
        headings.push(Heading::Record);
    }
    if suffix != "xlsx" && suffix != "csv" {
        return Err(ExportError::UnknownFormat(path.to_owned()).into());
    }
    let mut rows = 0;
    let write = |beside: &Path| -> Result<()> {
        let mut sheet: Box<dyn Sheet> = if suffix == "xlsx" {
            Box::new(Excel::new(&headings, path)?)
        } else {
            Box::new(Csv::new(headings.iter().map(Heading::label), beside, path)?)
        };
        for (at, id) in ids.iter().enumerate() {
            if at % 128 == 0 && !watch(at) {
                return Err(ExportError::Cancelled.into());
            }
            let Some(customer) = reader.customer(*id)? else { continue };
            let contacts = reader.contacts_of(*id)?;
            let last = reader.touches_of(*id)?.first().map(|touch| touch.happened_on);
            let next = reader.follow_ups_of(*id)?.iter().filter(|plan| plan.is_open()).map(|f| f.due_on).min();
            for contact in contacts.iter().map(Some).chain(contacts.is_empty().then_some(None)) {
                rows += 1;
                if rows > MAX_ROWS && suffix == "xlsx" {
                    return Err(ExportError::TooMany(rows).into());
                }
                let cells: Vec<Out> = headings
                    .iter()
                    .map(|heading| match heading {
                        Heading::Record => alike.record(*id, contact),
                        Heading::Field(Field::Trade) => trades.sum(*id).map_or(Out::Nothing, |sum| amount(sum, &customer)),
                        heading => out(heading, &customer, contact, last, next),
                    })
                    .collect();
                sheet.row(&cells)?;
            }
        }
        sheet.save(beside)
    };
    whole_file::put(path, write, |reason| ExportError::File(path.to_owned(), reason).into())?;
    Ok(rows)
}

/// Writes rows of texts under `headings` as a .csv that a spreadsheet reads as it is meant.
pub(super) fn write_csv<'a>(path: &Path, headings: impl Iterator<Item = &'a str>, rows: &[Vec<String>]) -> Result<()> {
    let write = |beside: &Path| -> Result<()> {
        let mut sheet = Csv::new(headings, beside, path)?;
        for row in rows {
            sheet.row(&row.iter().cloned().map(Out::Text).collect::<Vec<_>>())?;
        }
        sheet.save(beside)
    };
    whole_file::put(path, write, |reason| ExportError::File(path.to_owned(), reason).into())
}

/// The columns that hold anything in this book, the name always.
fn headings(reader: &Reader, ids: &[Id], has_trade: bool) -> Result<Vec<Heading>> {
    let (customers, contacts) = (reader.filled_fields(Of::Customer)?, reader.filled_fields(Of::Contact)?);
    let counts = reader.counts()?;
    let channels = reader.channel_kinds()?;
    let mut headings = Vec::new();
    for field in Field::all().filter(|field| field.is_of_card()) {
        let is_filled = match field {
            Field::Company => true,
            Field::LastContact => counts.touches > 0,
            Field::Trade => has_trade,
            Field::NextFollowUp => counts.follow_ups > 0,
            Field::Email2 => channels.iter().any(|(kind, several)| kind == "email" && *several),
            // One column for the person's name; first and last apart where the book has them so.
            Field::Contact => contacts.contains(&Field::Contact),
            _ => match crate::model::ChannelKind::of_field(field) {
                Some(kind) => channels.iter().any(|(known, _)| serde_json::to_value(kind).is_ok_and(|name| name == known.as_str())),
                None => customers.contains(&field) || contacts.contains(&field),
            },
        };
        if is_filled {
            headings.push(Heading::Field(field));
        }
    }
    let own = reader.extra_fields()?;
    let mut values: Vec<Vec<String>> = vec![Vec::new(); own.len()];
    for id in ids.iter().take(if own.is_empty() { 0 } else { VALUES_LOOKED_AT }) {
        let Some(customer) = reader.customer(*id)? else { continue };
        for (values, field) in values.iter_mut().zip(&own) {
            values.push(customer.extra(&field.name).to_owned());
        }
    }
    headings.extend(own.into_iter().zip(values).map(|(field, values)| {
        let name = &field.name;
        let votes = votes::look(values.iter().map(|value| (CellKind::Text, value.as_str())));
        // A heading or values that speak of a field of ours would lead there when the list comes back.
        let speaks = !meanings(name).is_empty() || is_row_number_header(name) || is_computed_header(name) || own_field(name).is_some();
        let label =
            if speaks || votes.email > 0.5 || votes.speak_for().is_some() { marked_as_own(name, words::spoken()) } else { name.clone() };
        Heading::Extra(field, label)
    }));
    Ok(headings)
}

/// Whom the list has to name by their records.
struct Alike {
    customers: HashSet<Id>,
    people: HashSet<Id>,
}

impl Alike {
    fn among(reader: &Reader, ids: &[Id]) -> Result<Self> {
        let mut alike = Self { customers: alike(reader, ids)?, people: HashSet::new() };
        for ids in ids.chunks(512) {
            let mut of_customer: HashMap<Id, Vec<Contact>> = HashMap::new();
            for contact in reader.contacts_among(ids)? {
                of_customer.entry(contact.customer).or_default().push(contact);
            }
            for (customer, people) in of_customer.iter().filter(|(_, people)| people.len() > 1) {
                let mut by_key: HashMap<(u8, String), Vec<Id>> = HashMap::new();
                for person in people {
                    let (mail, name) = person_keys(person);
                    let is_bare = mail.is_empty() && name.is_empty();
                    let keys = [(0, mail), (1, name)].into_iter().filter(|(_, key)| !key.is_empty());
                    for key in keys.chain(is_bare.then(|| (2, String::new()))) {
                        by_key.entry(key).or_default().push(person.id);
                    }
                }
                let before = alike.people.len();
                alike.people.extend(by_key.into_values().filter(|same| same.len() > 1).flatten());
                if alike.people.len() > before {
                    alike.customers.insert(*customer);
                }
            }
        }
        Ok(alike)
    }

    fn record(&self, customer: Id, contact: Option<&Contact>) -> Out {
        match contact.filter(|contact| self.people.contains(&contact.id)) {
            Some(contact) => Out::Text(person_record_text(customer, contact.id)),
            None if self.customers.contains(&customer) => Out::Text(record_text(customer)),
            None => Out::Nothing,
        }
    }
}

/// Those of `ids` whom the rule of the same customer takes for another one of the book: equal numbers, or equal folded names
/// where both countries are equal or either is not known.
fn alike(reader: &Reader, ids: &[Id]) -> Result<HashSet<Id>> {
    type Country = Option<[u8; 2]>;
    let mut by_number: HashMap<String, Vec<Id>> = HashMap::new();
    let mut by_name: HashMap<u64, Vec<(Id, Country)>> = HashMap::new();
    reader.each_customer(&[Field::Company, Field::ShortName, Field::CustomerNo, Field::Country], |row| {
        let (id, company, short_name, number) = (row.id(), row.text(0)?, row.text(1)?, row.text(2)?);
        let name = [company, short_name, number].into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        // A hash for the name: should two ever have the same, two customers get a record that need none.
        let mut hash = DefaultHasher::new();
        name::fold_company(name).hash(&mut hash);
        by_name.entry(hash.finish()).or_default().push((id, <[u8; 2]>::try_from(row.text(3)?.as_bytes()).ok()));
        if !number.is_empty() {
            by_number.entry(number.to_lowercase()).or_default().push(id);
        }
        Ok::<_, StoreError>(())
    })?;
    let mut alike: HashSet<Id> = by_number.into_values().filter(|same| same.len() > 1).flatten().collect();
    for same in by_name.into_values().filter(|same| same.len() > 1) {
        let is_open = same.iter().any(|(_, country)| country.is_none());
        let count = |country: Country| same.iter().filter(|(_, other)| *other == country).count();
        alike.extend(same.iter().filter(|(_, country)| is_open || count(*country) > 1).map(|(id, _)| *id));
    }
    let wanted: HashSet<Id> = ids.iter().copied().collect();
    alike.retain(|id| wanted.contains(id));
    Ok(alike)
}

/// An amount in the row of `customer`.
fn amount(money: Money, customer: &Customer) -> Out {
    let usual = customer.text(Field::Currency).parse().unwrap_or(CurrencyCode::UNKNOWN);
    // The row's currency speaks for the amount; another one stands with it (`XXX`: none, as ISO 4217 has it).
    if money.currency != usual {
        Out::Text(format!("{} {}", money.currency, money.decimal()))
    } else if money.minor.unsigned_abs() < EXACT {
        Out::Number(money.number())
    } else {
        Out::Text(money.decimal())
    }
}

fn out(heading: &Heading, customer: &Customer, contact: Option<&Contact>, last: Option<PartialDay>, next: Option<PartialDay>) -> Out {
    let of_text = |text: &str| if text.is_empty() { Out::Nothing } else { Out::Text(text.to_owned()) };
    let field = match heading {
        Heading::Record => return Out::Nothing,
        Heading::Extra(field, _) => return own(field.kind, customer.extra(&field.name)),
        Heading::Field(Field::LastContact) => return last.map_or(Out::Nothing, Out::Day),
        Heading::Field(Field::NextFollowUp) => return next.map_or(Out::Nothing, Out::Day),
        Heading::Field(field) => *field,
    };
    let value = match (field.of(), contact) {
        // A customer without a firm's name stands under the name by which it is found again.
        (Of::Customer, _) if field == Field::Company => customer.name().into(),
        (Of::Customer, _) => customer.get(field).clone(),
        // A whole name would be taken for another person's beside first and last.
        (_, Some(contact)) if field == Field::Contact => contact.record.get(Field::Contact).clone(),
        (_, Some(contact)) => contact.get(field),
        (_, None) => Value::Empty,
    };
    match value {
        Value::Empty => Out::Nothing,
        Value::Number(number) if number.unsigned_abs() < EXACT => Out::Number(number as f64),
        Value::Number(number) => Out::Text(number.to_string()),
        Value::Day(day) => Out::Day(day),
        Value::Money(money) => amount(money, customer),
        Value::Text(_) if field.kind() == Kind::Country => of_text(&entry::show(field, &value, words::spoken())),
        Value::Text(text) => of_text(&text),
        Value::Tags(tags) => of_text(&tags.join("; ")),
    }
}

/// A value of a field of the user's own; what its kind cannot read goes out as it stands.
fn own(kind: ExtraKind, value: &str) -> Out {
    match kind.compared_by(value) {
        ExtraKey::Nothing => Out::Nothing,
        ExtraKey::Number(number) if kind == ExtraKind::Number && number.abs() < EXACT as f64 => Out::Number(number),
        ExtraKey::Day(day) => Out::Day(day),
        ExtraKey::Tick(_) => Out::Text(kind.shown(value, words::spoken())),
        _ => Out::Text(value.to_owned()),
    }
}

trait Sheet {
    fn row(&mut self, cells: &[Out]) -> Result<()>;
    fn save(&mut self, path: &Path) -> Result<()>;
}

struct Excel {
    workbook: Workbook,
    next: u32,
    day: Format,
    path: PathBuf,
}

impl Excel {
    fn new(headings: &[Heading], path: &Path) -> Result<Self> {
        let mut excel = Self { workbook: Workbook::new(), next: 1, day: Format::new().set_num_format("yyyy-mm-dd"), path: path.to_owned() };
        let head = Format::new().set_bold().set_text_wrap();
        let name = tr!("export-sheet");
        let mut set_up = || -> Result<(), XlsxError> {
            let sheet = excel.workbook.add_worksheet_with_constant_memory()?;
            sheet.set_name(&name)?;
            sheet.set_freeze_panes(1, 1)?;
            for (column, heading) in (0_u16..).zip(headings) {
                let width = match heading {
                    Heading::Field(field) => field.spec().width / 7.0,
                    Heading::Extra(..) | Heading::Record => 16.0,
                };
                sheet.set_column_width(column, f64::from(width))?;
                sheet.write_string_with_format(0, column, heading.label(), &head)?;
            }
            Ok(())
        };
        set_up().map_err(|error| ExportError::Spreadsheet(path.to_owned(), Box::new(error)))?;
        Ok(excel)
    }

    fn write(sheet: &mut Worksheet, row: u32, cells: &[Out], day_format: &Format) -> Result<(), XlsxError> {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Out::Nothing => {}
                // An apostrophe before a formula marks text and comes off on import: one that belongs to the text is marked itself.
                Out::Text(text) if text.starts_with('\'') && text::formula_like(text) => {
                    sheet.write_string(row, column, format!("'{text}"))?;
                }
                // Excel holds 32,767 characters in a cell.
                Out::Text(text) if text.chars().count() > 32_767 => {
                    sheet.write_string(row, column, text.chars().take(32_767).collect::<String>())?;
                }
                Out::Text(text) => {
                    sheet.write_string(row, column, text)?;
                }
                Out::Number(number) => {
                    sheet.write_number(row, column, *number)?;
                }
                Out::Day(day) => match day.date() {
                    Some(date) => {
                        let serial = (date - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default()).num_days();
                        // Excel's calendar is off by one before March 1900.
                        if serial > 60 {
                            sheet.write_number_with_format(row, column, serial as f64, day_format)?;
                        } else {
                            sheet.write_string(row, column, day.to_string())?;
                        }
                    }
                    None => {
                        sheet.write_string(row, column, day.to_string())?;
                    }
                },
            }
        }
        Ok(())
    }
}

impl Sheet for Excel {
    fn row(&mut self, cells: &[Out]) -> Result<()> {
        let row = self.next;
        self.next += 1;
        let sheet = self.workbook.worksheet_from_index(0);
        sheet
            .and_then(|sheet| Self::write(sheet, row, cells, &self.day))
            .map_err(|error| ExportError::Spreadsheet(self.path.clone(), Box::new(error)).into())
    }

    fn save(&mut self, path: &Path) -> Result<()> {
        self.workbook.save(path).map_err(|error| match error {
            XlsxError::IoError(error) => ExportError::File(self.path.clone(), error).into(),
            error => ExportError::Spreadsheet(self.path.clone(), Box::new(error)).into(),
        })
    }
}

struct Csv {
    writer: csv::Writer<BufWriter<File>>,
    path: PathBuf,
}

impl Csv {
    fn new<'a>(headings: impl Iterator<Item = &'a str>, beside: &Path, path: &Path) -> Result<Self> {
        let failed = |error: std::io::Error| ExportError::File(path.to_owned(), error);
        let mut file = BufWriter::new(File::create(beside).map_err(failed)?);
        // Excel takes a csv for the system's encoding unless it begins with this mark.
        file.write_all("\u{feff}".as_bytes()).map_err(failed)?;
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
        writer.write_record(headings).map_err(|error| failed(error.into()))?;
        Ok(Self { writer, path: path.to_owned() })
    }
}

impl Sheet for Csv {
    fn row(&mut self, cells: &[Out]) -> Result<()> {
        let texts = cells.iter().map(|cell| match cell {
            Out::Nothing => String::new(),
            // A spreadsheet would calculate it; the apostrophe says that it is text, and comes off again on import.
            Out::Text(text) if text::formula_like(text) => format!("'{text}"),
            Out::Text(text) => text.clone(),
            Out::Number(number) => number.to_string(),
            Out::Day(day) => day.to_string(),
        });
        self.writer.write_record(texts).map_err(|error| ExportError::File(self.path.clone(), error.into()).into())
    }

    fn save(&mut self, _path: &Path) -> Result<()> {
        self.writer.flush().map_err(|error| ExportError::File(self.path.clone(), error).into())
    }
}
