//! Understands a sheet: where its header and its data are, what each column holds, and what one row stands for.
//!
//! Words decide first, values vote, and what a person answered stands above both. The result is small and plain: the wizard
//! shows it, the row reader follows it, and it is remembered per set of headers. Reading the rows themselves is in `row`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::model::day::DayOrder;
use crate::model::{Field, Kind, text};

use super::assign::assign;
use super::headers::{self, fold_header};
use super::read::{Row, Sheet};
use super::votes::{self, Votes};

/// Where a column goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A field of the list.
    #[serde(with = "by_key")]
    Field(Field),
    /// A field that the user names, on the customer.
    Extra(String),
    /// Kept with the order line under its heading.
    Line(String),
    /// Says which record of the book the row speaks of, as our own lists do.
    Record,
    /// Not taken.
    Ignored,
}

mod by_key {
    use super::Field;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(field: &Field, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(field.key())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Field, D::Error> {
        let key = String::deserialize(deserializer)?;
        Field::by_key(&key).ok_or_else(|| D::Error::custom(format!("no field is called {key}")))
    }
}

/// How a column was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognition {
    /// A person said so.
    Answered,
    /// Words and values agree.
    Sure,
    /// Words or values alone say so.
    Likely,
    /// Nothing says what it is: it becomes a field that the user names, or goes with the order line.
    Unknown,
    /// It holds nothing, or numbers the rows.
    Useless,
}

/// What is understood of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnPlan {
    /// Column of the sheet, from 0.
    pub column: u32,
    /// Its heading as written; empty where there is none.
    pub heading: String,
    /// Where it goes.
    pub target: Target,
    /// How that was recognised.
    pub recognition: Recognition,
    /// What the values look like.
    pub votes: Votes,
    /// Which of day and month comes first in the dates written as text.
    pub day_order: DayOrder,
}

/// What one row of the sheet stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A customer, mostly with one contact.
    Customers,
    /// A line of an order or shipment.
    OrderLines,
    /// Something that happened with a customer, and what shall happen next.
    Touches,
}

/// What a person has decided about a list; everything else is found out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// Name of the sheet.
    pub sheet: Option<String>,
    /// Row of the headings, from 0; `Some(None)`: the sheet has none.
    pub header_row: Option<Option<u32>>,
    /// Where columns go, by heading as written or by `#` and the column from 1.
    pub targets: Vec<(String, Target)>,
    /// Which of day and month comes first.
    pub dates: Option<DayOrderAnswer>,
    /// Whether hidden rows are left out.
    pub leaves_hidden_rows_out: bool,
    /// What is done with customers that are in the book already.
    pub on_match: OnMatch,
    /// Cells that a person corrected; they belong to one file and are not remembered for the next.
    #[serde(skip)]
    pub repairs: Vec<Repair>,
}

/// A cell that a person corrected in the review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Row of the sheet, from 0.
    pub row: u32,
    /// Column of the sheet, from 0.
    pub column: u32,
    /// What the cell says now; empty: nothing.
    pub text: String,
}

/// Which of day, month and year comes first, as `--dates` says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOrderAnswer {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

impl From<DayOrderAnswer> for DayOrder {
    fn from(answer: DayOrderAnswer) -> Self {
        match answer {
            DayOrderAnswer::Dmy => Self::Dmy,
            DayOrderAnswer::Mdy => Self::Mdy,
            DayOrderAnswer::Ymd => Self::Ymd,
        }
    }
}

/// What is done with customers that are in the book already (`--on-match`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnMatch {
    /// The list's values replace the book's, except where a person changed them since the last import of the list.
    #[default]
    Update,
    /// Only empty fields are filled.
    Fill,
    /// They are left as they are.
    Skip,
    /// They are added a second time.
    Add,
}

/// Why rows after the header are no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leftover {
    /// A second header row, of field codes or in another language.
    SecondHeader,
    /// A total.
    Total,
    /// A note at the end.
    Note,
}

/// What is understood of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Understanding {
    /// Name of the sheet.
    pub sheet: String,
    /// Row of the headings, from 0; `None` where the sheet has none.
    pub header_row: Option<u32>,
    /// Rows from the header on that are no data, from 0, in order.
    pub leftovers: Vec<(u32, Leftover)>,
    /// The columns with a heading or content.
    pub columns: Vec<ColumnPlan>,
    /// What one row stands for.
    pub shape: Shape,
    /// How many data rows the sheet hides; `None` where the format does not tell.
    pub hidden_rows: Option<u32>,
    /// Which list this is over its exports: the folded headings.
    pub list_key: String,
}

impl Understanding {
    /// Whether any column tells who the customers are: a firm, a person, a number or a way to reach them.
    pub fn names_somebody(&self) -> bool {
        self.columns.iter().any(|column| {
            matches!(&column.target, Target::Field(field) if field.is_of_card()
                && matches!(field.kind(), Kind::Company | Kind::Person | Kind::Email | Kind::Code | Kind::Phone))
        })
    }

    /// Where among [`Self::columns`] the one stands that goes to `field`.
    pub fn place_of(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.target == Target::Field(field))
    }

    /// The column that goes to `field`.
    pub fn column_of(&self, field: Field) -> Option<&ColumnPlan> {
        self.columns.iter().find(|column| column.target == Target::Field(field))
    }
}

/// How many values of a column vote.
const SAMPLE: usize = 300;
/// In how many rows with content the header is looked for.
const HEADER_DEPTH: usize = 40;

/// The row of the headings, from 0, by the words that lists use; `None` where nothing reads like headings.
pub fn find_header_row(sheet: &Sheet) -> Option<u32> {
    let mut best: Option<(f32, u32)> = None;
    for (depth, row) in sheet.grid.rows().take(HEADER_DEPTH).enumerate() {
        let mut texts = Vec::new();
        let mut words = 0.0_f32;
        for (_, cell) in row.cells() {
            let value = text::clean(cell.text);
            if value.is_empty() {
                continue;
            }
            if cell.kind.is_typed() || value.chars().count() > 60 {
                words -= 0.5;
            } else if headers::is_header_word(&value) {
                words += 1.0;
            }
            texts.push(value.to_lowercase());
        }
        let count = texts.len();
        texts.sort_unstable();
        texts.dedup();
        // One recognised word is enough in a sheet of one or two columns, not under a title.
        if words < 1.0 || words < 0.3 * count as f32 || (count == 1 && sheet.grid.columns() > 2) {
            continue;
        }
        let score = words + 0.2 * texts.len() as f32 - 0.02 * depth as f32;
        if best.is_none_or(|(known, _)| score > known * 1.15 + 0.01) {
            best = Some((score, row.number()));
        }
    }
    best.map(|(_, row)| if stands_over_headings(sheet, row) { row + 1 } else { row })
}

/// Whether a row of headings is the upper one of two: one of its cells is a title over several columns that have their own
/// headings in the next row.
fn stands_over_headings(sheet: &Sheet, row: u32) -> bool {
    let Ok(below) = sheet.grid.find(row + 1).map(|index| sheet.grid.row(index)) else { return false };
    sheet.merges.iter().filter(|block| block.first_row == row && block.last_row == row && block.last_column > block.first_column).any(
        |block| {
            let own = below
                .cells()
                .filter(|(column, cell)| (block.first_column..=block.last_column).contains(column) && !cell.text.trim().is_empty());
            let (words, count) = own.fold((0, 0), |(words, count), (_, cell)| {
                (words + usize::from(!cell.kind.is_typed() && headers::is_header_word(cell.text)), count + 1)
            });
            words > 0 && words * 2 > count
        },
    )
}

/// The first sheet worth importing: visible, and with the most rows under recognised headings.
pub fn choose_sheet(sheets: &[Sheet]) -> Option<usize> {
    let worth = |sheet: &Sheet| {
        let words = find_header_row(sheet)
            .and_then(|row| sheet.grid.find(row).ok())
            .map_or(0, |index| sheet.grid.row(index).cells().filter(|(_, cell)| headers::is_header_word(cell.text)).count());
        let rows = sheet.grid.len();
        (rows > 1, sheet.state == super::read::Visibility::Visible, words.min(5), rows)
    };
    (0..sheets.len())
        .filter(|index| !sheets[*index].grid.is_empty())
        .max_by_key(|index| (worth(&sheets[*index]), std::cmp::Reverse(*index)))
}

/// Understands `sheet`, following `answers` where a person has decided.
pub fn understand(sheet: &Sheet, answers: &Answers) -> Understanding {
    let header_row = answers.header_row.unwrap_or_else(|| find_header_row(sheet));
    let first = header_row.map_or(0, |row| sheet.grid.find(row).map_or_else(|at| at, |at| at + 1));
    let headings = header_row.map_or_else(HashMap::new, |row| headings(sheet, row));
    let mut columns = look_at_columns(sheet, first, &headings);
    let leftovers = find_leftovers(sheet, first, header_row.is_some(), &columns);
    let shape = assign(&mut columns, answers);
    let hidden_rows = sheet.hidden_rows.as_ref().map(|ranges| count_rows(sheet, first, ranges));
    let list_key = columns.iter().filter(|c| !c.heading.is_empty()).map(|c| fold_header(&c.heading)).collect::<Vec<_>>().join("|");
    Understanding { sheet: sheet.name.clone(), header_row, leftovers, columns, shape, hidden_rows, list_key }
}

/// How many rows with content, from index `first` of the grid on, lie in `ranges` of sheet rows, which are in order. Asked for with
/// every answer, so it does not walk through the rows.
fn count_rows(sheet: &Sheet, first: usize, ranges: &[(u32, u32)]) -> u32 {
    let at = |row: u32| sheet.grid.find(row).unwrap_or_else(|at| at);
    let (mut count, mut from) = (0, first);
    for (start, last) in ranges {
        let begin = at(*start).max(from);
        from = at(last.saturating_add(1)).max(begin);
        count += from - begin;
    }
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Headings by column; under a merged title in the row above, the title leads where both together say something: 联系人 over 电话.
fn headings(sheet: &Sheet, row: u32) -> HashMap<u32, String> {
    let at = |wanted: u32, column: u32| sheet.grid.find(wanted).ok().map_or("", |index| sheet.grid.row(index).text(column)).to_owned();
    let mut found: HashMap<u32, String> = sheet
        .grid
        .find(row)
        .ok()
        .map_or_else(HashMap::new, |index| sheet.grid.row(index).cells().map(|(c, cell)| (c, cell.text.to_owned())).collect());
    if row > 0 && stands_over_headings(sheet, row - 1) {
        // A heading that has none below it may stand in the upper row without being merged with it.
        let titled = |column: u32| {
            sheet.merges.iter().any(|block| block.first_row < row && (block.first_column..=block.last_column).contains(&column))
        };
        let upper = sheet.grid.find(row - 1).ok().map(|index| sheet.grid.row(index));
        for (column, cell) in upper.iter().flat_map(Row::cells).filter(|(column, _)| !titled(*column)) {
            found.entry(column).or_insert_with(|| cell.text.to_owned());
        }
    }
    for block in &sheet.merges {
        if block.first_row <= row && row <= block.last_row && block.first_row != row && block.first_column == block.last_column {
            // A heading over two rows stands in the upper one.
            found.entry(block.first_column).or_insert_with(|| at(block.first_row, block.first_column));
        }
        if row > 0 && block.last_row == row - 1 && block.last_column > block.first_column && block.last_column - block.first_column < 20 {
            let title = at(block.first_row, block.first_column);
            for column in block.first_column..=block.last_column {
                if let Some(own) = found.get_mut(&column)
                    && headers::meanings(&format!("{title}{own}")).first().is_some_and(|meaning| meaning.certainty >= 0.8)
                {
                    *own = format!("{title} {own}");
                }
            }
        }
    }
    found
}

fn look_at_columns(sheet: &Sheet, first: usize, headings: &HashMap<u32, String>) -> Vec<ColumnPlan> {
    let rows = sheet.grid.len().saturating_sub(first);
    let step = (rows / SAMPLE).max(1);
    let mut values: HashMap<u32, Vec<(super::read::CellKind, &str)>> = HashMap::new();
    // Neighbours vote in runs of four, so that numbers that count the rows are seen.
    for index in (0..rows).filter(|index| (index / 4) % step == 0 || rows < SAMPLE * 4) {
        for (column, cell) in sheet.grid.row(first + index).cells() {
            let seen = values.entry(column).or_default();
            if seen.len() < SAMPLE * 4 {
                seen.push((cell.kind, cell.text));
            }
        }
    }
    let mut columns: Vec<u32> = values.keys().copied().chain(headings.keys().copied()).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
        .into_iter()
        .map(|column| {
            let texts = values.get(&column).map_or(&[][..], Vec::as_slice);
            ColumnPlan {
                column,
                heading: headings.get(&column).map_or(String::new(), |heading| text::clean(heading).into_owned()),
                target: Target::Ignored,
                recognition: Recognition::Useless,
                votes: votes::look(texts.iter().copied()),
                day_order: DayOrder::Unknown,
            }
        })
        .collect()
}

/// Words that begin a row of totals.
fn is_total_word(value: &str) -> bool {
    let folded: String = value.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    matches!(
        folded.as_str(),
        "合计"
            | "总计"
            | "小计"
            | "共计"
            | "汇总"
            | "累计"
            | "合計"
            | "總計"
            | "小計"
            | "total"
            | "totals"
            | "grandtotal"
            | "subtotal"
            | "sum"
            | "合计total"
            | "总计total"
            | "summe"
            | "gesamt"
            | "итого"
            | "всего"
    )
}

fn is_note(value: &str) -> bool {
    const STARTS: [&str; 14] =
        ["说明", "注：", "注:", "备注：", "备注:", "注意", "以上", "制表", "审核", "note:", "notes:", "remark:", "* ", "source:"];
    let lower = value.to_lowercase();
    STARTS.iter().any(|start| lower.starts_with(start))
}

/// Rows after the header that are no data: field codes, totals, notes.
fn find_leftovers(sheet: &Sheet, first: usize, has_header: bool, columns: &[ColumnPlan]) -> Vec<(u32, Leftover)> {
    let mut leftovers = Vec::new();
    if has_header && first < sheet.grid.len() {
        let row = sheet.grid.row(first);
        let (words, count) = header_words(&row);
        let is_same = count > 0
            && row.cells().all(|(column, cell)| columns.iter().any(|c| c.column == column && c.heading == text::clean(cell.text)));
        if count >= 3 && words * 10 >= count * 6 && !is_same {
            leftovers.push((row.number(), Leftover::SecondHeader));
        }
    }
    let width = columns.len();
    let mut tail = Vec::new();
    for index in (first..sheet.grid.len()).rev().take(30) {
        let row = sheet.grid.row(index);
        let filled: Vec<_> = row.cells().map(|(_, cell)| text::clean(cell.text)).filter(|value| !text::is_empty_value(value)).collect();
        let Some(lead) = filled.first() else { continue };
        if filled.iter().take(2).any(|value| is_total_word(value)) {
            tail.push((row.number(), Leftover::Total));
            // What stands below a total is no data either.
            for (_, what) in &mut tail {
                if *what != Leftover::Total {
                    *what = Leftover::Note;
                }
            }
        } else if width > 3 && filled.len() <= 2 && (is_note(lead) || lead.chars().count() > 60 && filled.len() == 1) {
            tail.push((row.number(), Leftover::Note));
        } else {
            break;
        }
    }
    leftovers.extend(tail.into_iter().rev());
    leftovers
}

/// How many cells of a row are header words, and how many have content.
pub fn header_words(row: &Row<'_>) -> (usize, usize) {
    row.cells().filter(|(_, cell)| !cell.text.trim().is_empty()).fold((0, 0), |(words, count), (_, cell)| {
        (words + usize::from(!cell.kind.is_typed() && headers::is_header_word(cell.text)), count + 1)
    })
}

/// `A`, `B` … `AA`: how spreadsheets name the column (from 0).
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}
