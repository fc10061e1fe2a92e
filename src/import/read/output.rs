//! What a reader of any format tells: sheets, rows, layout and progress, as messages that fit through a pipe.
//!
//! In the child process [`Message`]s become frames on standard output; in the same process a [`Collector`] takes them at once.

use serde::{Deserialize, Serialize};

use super::error::{Bound, Problem};
use super::grid::{CellKind, Grid, Packer};
use super::{Block, Format, MAX_ROWS, ReadOptions, Sheet, Visibility, Workbook};

/// One thing that a reader tells.
#[derive(Debug)]
pub(super) enum Message {
    /// What kind of file it is; comes first.
    Workbook(Head),
    /// A sheet begins.
    Sheet(String, Visibility),
    /// Rows of the sheet, packed; one more than their last column, their number, and the share of the file read so far (0 to 1).
    Rows(Vec<u8>, u32, u32, f32),
    /// The sheet ends.
    Layout(Layout),
    /// The share of the file read so far (0 to 1).
    Progress(f32),
    /// All is told.
    Done,
    /// It cannot be read.
    Failed(Problem),
}

/// What kind of file it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    pub format: Format,
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
}

/// What a sheet says about rows and columns rather than cells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Layout {
    pub merges: Vec<Block>,
    pub hidden_rows: Option<Vec<(u32, u32)>>,
    pub hidden_columns: Option<Vec<(u32, u32)>>,
    /// Whether the sheet is shown, where that is said behind its cells.
    pub state: Option<Visibility>,
}

impl Layout {
    /// A layout of which everything is known, and nothing is hidden or merged so far.
    pub fn known() -> Self {
        Self { merges: Vec::new(), hidden_rows: Some(Vec::new()), hidden_columns: Some(Vec::new()), state: None }
    }

    /// Notes rows `first..=last` as hidden.
    pub fn hide_rows(&mut self, first: u32, last: u32) {
        add_range(self.hidden_rows.get_or_insert_default(), first, last);
    }

    /// Notes columns `first..=last` as hidden.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        add_range(self.hidden_columns.get_or_insert_default(), first, last);
    }
}

fn add_range(ranges: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    match ranges.last_mut() {
        Some((_, end)) if *end + 1 == first => *end = last,
        _ => ranges.push((first, last)),
    }
}

/// Where the readers put what they find.
pub(super) struct Output<'a> {
    send: &'a mut dyn FnMut(Message) -> Result<(), Problem>,
    options: &'a ReadOptions,
    packer: Packer,
    rows: u32,
    share: f32,
}

impl<'a> Output<'a> {
    /// An output that hands messages to `send`.
    pub fn new(options: &'a ReadOptions, send: &'a mut dyn FnMut(Message) -> Result<(), Problem>) -> Self {
        Self { send, options, packer: Packer::default(), rows: 0, share: 0.0 }
    }

    /// What the caller asked for.
    pub fn options(&self) -> &'a ReadOptions {
        self.options
    }

    /// Says what kind of file it is.
    pub fn workbook(&mut self, format: Format, encoding: Option<&str>, delimiter: Option<char>) -> Result<(), Problem> {
        (self.send)(Message::Workbook(Head { format, encoding: encoding.map(str::to_owned), delimiter }))
    }

    /// Whether the cells of the sheet are wanted.
    pub fn wants(&self, sheet: &str) -> bool {
        self.options.sheet.as_deref().is_none_or(|wanted| wanted == sheet)
    }

    /// Begins a sheet.
    pub fn start_sheet(&mut self, name: &str, state: Visibility) -> Result<(), Problem> {
        self.rows = 0;
        (self.send)(Message::Sheet(name.to_owned(), state))
    }

    /// Begins the row with this sheet row (from 0).
    pub fn start_row(&mut self, number: u32) -> Result<(), Problem> {
        if number >= MAX_ROWS {
            return Err(Problem::TooLarge(Bound::Rows));
        }
        self.packer.start_row(number);
        Ok(())
    }

    /// Adds a cell to the row.
    pub fn cell(&mut self, column: u32, kind: CellKind, text: &str) {
        self.packer.cell(column, kind, text);
    }

    /// Ends the row; `false` when the caller wants no more rows of this sheet.
    pub fn end_row(&mut self) -> Result<bool, Problem> {
        if self.packer.end_row() {
            self.rows += 1;
            if self.packer.is_due() {
                self.flush()?;
            }
        }
        Ok(self.options.first_rows.is_none_or(|wanted| self.rows < wanted))
    }

    fn flush(&mut self) -> Result<(), Problem> {
        let (bytes, columns, rows) = self.packer.take();
        if rows > 0 { (self.send)(Message::Rows(bytes, columns, rows, self.share)) } else { Ok(()) }
    }

    /// Ends the sheet.
    pub fn end_sheet(&mut self, layout: Layout) -> Result<(), Problem> {
        self.flush()?;
        (self.send)(Message::Layout(layout))
    }

    /// Notes the share of the file read so far (0 to 1); it travels with the next rows.
    pub fn set_share(&mut self, share: f32) {
        self.share = share;
    }

    /// Tells the share of the file read so far (0 to 1), where no rows come.
    pub fn progress(&mut self, share: f32) -> Result<(), Problem> {
        self.share = share;
        (self.send)(Message::Progress(share))
    }
}

/// Builds a [`Workbook`] from messages; trusts none of them.
#[derive(Debug, Default)]
pub(super) struct Collector {
    workbook: Option<Workbook>,
    open: bool,
    bytes: u64,
    granted: u64,
    /// How many rows came so far.
    pub rows: u64,
    /// The share of the file read so far (0 to 1).
    pub share: f32,
}

impl Collector {
    /// A collector that keeps at most `granted` bytes of cells.
    pub fn new(granted: u64) -> Self {
        Self { granted, ..Self::default() }
    }

    /// Takes a message; `true` when it was the last one.
    pub fn take(&mut self, message: Message) -> Result<bool, Problem> {
        let nonsense = || Problem::damaged("the reading process spoke nonsense");
        match message {
            Message::Workbook(Head { format, encoding, delimiter }) => {
                self.workbook = Some(Workbook { format, encoding, delimiter, sheets: Vec::new() });
            }
            Message::Sheet(name, state) => {
                let workbook = self.workbook.as_mut().ok_or_else(nonsense)?;
                self.open = true;
                workbook.sheets.push(Sheet {
                    name,
                    state,
                    grid: Grid::default(),
                    merges: Vec::new(),
                    hidden_rows: None,
                    hidden_columns: None,
                });
            }
            Message::Rows(bytes, columns, rows, share) => {
                let sheet = self.workbook.as_mut().and_then(|workbook| workbook.sheets.last_mut()).filter(|_| self.open);
                let sheet = sheet.ok_or_else(nonsense)?;
                self.bytes += bytes.len() as u64 + u64::from(rows) * 8;
                if self.bytes > self.granted {
                    return Err(Problem::TooLarge(Bound::Memory));
                }
                if !sheet.grid.take_chunk(bytes, columns) {
                    return Err(nonsense());
                }
                self.rows += u64::from(rows);
                self.share = share;
            }
            Message::Layout(layout) => {
                let sheet = self.workbook.as_mut().and_then(|workbook| workbook.sheets.last_mut()).ok_or_else(nonsense)?;
                self.open = false;
                sheet.grid.settle();
                sheet.merges = layout.merges;
                sheet.hidden_rows = layout.hidden_rows;
                sheet.hidden_columns = layout.hidden_columns;
                sheet.state = layout.state.unwrap_or(sheet.state);
            }
            Message::Progress(share) => self.share = share,
            Message::Failed(problem) => return Err(problem),
            Message::Done => return if self.open { Err(nonsense()) } else { Ok(true) },
        }
        Ok(false)
    }

    /// What was collected, if it has the sheet that the options ask for.
    pub fn finish(self, options: &ReadOptions) -> Result<Workbook, Problem> {
        let workbook = self.workbook.ok_or_else(|| Problem::damaged("nothing was read"))?;
        match &options.sheet {
            Some(wanted) if workbook.sheets.iter().all(|sheet| sheet.name != *wanted) => Err(Problem::NoSuchSheet(wanted.clone())),
            _ => Ok(workbook),
        }
    }
}
