//! All customers in memory: what search, filters, sorting and facets ask.
//!
//! Values that repeat are numbers in columns; all other texts stand folded one behind the other, and a search looks through them. FTS
//! would not find two Chinese characters; a scan finds any part of a word, and pinyin besides. The index is filled by a thread of
//! its own after the book was opened or a list was taken, and kept up block by block after edits. A clone costs
//! little and stands still, so that other threads sort while edits go on.
//!
//! | file | what it is |
//! |---|---|
//! | `folding`, `layout` | how values are folded; where each of them stands |
//! | `dictionary`, `block` | words of columns; a thousand customers |
//! | `fill` | from the book to rows |
//! | `search`, `filter`, `marks` | who has the words; who is as a filter asks; where in a cell words stand |
//! | `sort`, `facets` | the order by any column; how many have each value of a column: state, tag, country … |

mod block;
mod dictionary;
mod facets;
mod fill;
mod filter;
mod folding;
mod layout;
mod marks;
mod search;
mod signs;
mod sort;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::model::{Field, Id};
use crate::store::{Among, Reader, StoreError, Walk};

use super::dues::Dues;
use super::trade::Trades;
use block::{Block, Builder, ROWS, Row};
use dictionary::{AS_TEXT, Dictionary};
pub use marks::{Marked, marks};
pub use search::Found;
pub use sort::{Order, SortJob};

/// The values of columns, and the names of fields that the user named.
#[derive(Clone, Debug)]
struct Words {
    /// By number of the field.
    columns: Vec<Arc<Dictionary>>,
    extras: Arc<Vec<String>>,
}

impl Default for Words {
    fn default() -> Self {
        Self { columns: Field::all().map(|_| Arc::default()).collect(), extras: Arc::default() }
    }
}

impl Words {
    fn of(&self, field: Field) -> &Dictionary {
        &self.columns[field as usize]
    }

    /// The number of a value of `field`, a new one where it needs one.
    fn number(&mut self, field: Field, stored: &str) -> u16 {
        let dictionary = &mut self.columns[field as usize];
        match dictionary.known(stored) {
            Some(number) => number,
            None if dictionary.is_full() => AS_TEXT,
            None => Arc::make_mut(dictionary).number(field, stored),
        }
    }

    /// The number of the field that the user named `name`.
    fn extra(&mut self, name: &str) -> u16 {
        let known = self.extras.iter().position(|other| other == name);
        known.unwrap_or_else(|| {
            Arc::make_mut(&mut self.extras).push(name.to_owned());
            self.extras.len() - 1
        }) as u16
    }

    fn known_extra(&self, name: &str) -> Option<u16> {
        self.extras.iter().position(|other| other == name).map(|at| at as u16)
    }
}

/// All customers, in the order of ids.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    blocks: Vec<Arc<Block>>,
    /// The number of the first row of each block.
    starts: Vec<u32>,
    rows: usize,
    words: Words,
    /// What customers bought, which changes without them.
    trades: Arc<Trades>,
    /// When customers are due, which changes with the day.
    dues: Arc<Dues>,
}

/// What an edit may have changed of its customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reread<'f> {
    /// Anything.
    All,
    /// Their own fields only: contacts, addresses, touches and follow-ups are as the index knows them.
    Own,
    /// These of their own fields only, of customers that were there before.
    Fields(&'f [Field]),
}

/// How many blocks are filled before what is there is shown.
const SHOWN_AFTER: usize = 32;

impl SearchIndex {
    /// Reads all customers. `go_on` is asked now and then; on `false` nothing comes of it.
    pub fn fill(reader: &Reader, go_on: &dyn Fn() -> bool) -> Result<Option<Self>, StoreError> {
        Self::fill_showing(reader, go_on, |_| {})
    }

    /// As [`Self::fill`]; shows the index while it grows.
    pub fn fill_showing(reader: &Reader, go_on: &dyn Fn() -> bool, mut show: impl FnMut(&Self)) -> Result<Option<Self>, StoreError> {
        let mut index = Self::default();
        let mut builder = Builder::default();
        let mut last = Id(i64::MIN);
        let mut shown = 0;
        loop {
            if !go_on() {
                return Ok(None);
            }
            let ids = reader.ids_behind(last, fill::BATCH)?;
            let (Some(first), Some(end)) = (ids.first(), ids.last()) else { break };
            last = *end;
            for row in fill::rows(reader, Among::Between(*first, last), &mut index.words)? {
                builder.push(&row);
                index.cut(&mut builder, ROWS);
            }
            if index.blocks.len() >= shown + SHOWN_AFTER {
                shown = index.blocks.len();
                show(&index);
            }
        }
        index.cut(&mut builder, 1);
        Ok(Some(index))
    }

    /// What customers bought in the last twelve months, by which they are sorted and filtered.
    pub fn trades(&self) -> &Arc<Trades> {
        &self.trades
    }

    /// Sorts and filters by `trades` from now on.
    pub fn set_trades(&mut self, trades: Arc<Trades>) {
        self.trades = trades;
    }

    /// When customers are due, by which they are sorted and filtered.
    pub fn dues(&self) -> &Arc<Dues> {
        &self.dues
    }

    /// Sorts and filters by `dues` from now on.
    pub fn set_dues(&mut self, dues: Arc<Dues>) {
        self.dues = dues;
    }

    /// How many customers there are.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no customer.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Reads `customers` (in the order of ids) again after an edit; those that are gone go. Returns how the numbers of rows moved.
    pub fn update(&mut self, reader: &Reader, customers: &[Id], reread: Reread<'_>) -> Result<Moved, StoreError> {
        let mut rows = Vec::with_capacity(customers.len());
        for ids in customers.chunks(fill::BATCH) {
            let among = Among::These(ids);
            rows.extend(match reread {
                Reread::All => fill::rows(reader, among, &mut self.words)?,
                Reread::Own | Reread::Fields(_) => {
                    let fields = if let Reread::Fields(fields) = reread { Some(fields) } else { None };
                    let mut words = std::mem::take(&mut self.words);
                    let known = |id: Id| self.row_of(id).map(|row| self.place(row));
                    let read = fill::own_rows(reader, among, fields, &mut words, known);
                    self.words = words;
                    read?
                }
            });
        }
        Ok(self.put(customers, &rows))
    }

    /// Replaces `customers` by `rows`, both in the order of ids; those of which there is no row go.
    fn put(&mut self, customers: &[Id], rows: &[Row]) -> Moved {
        let mut moved = Moved::default();
        let old = std::mem::take(&mut self.blocks);
        let starts = std::mem::take(&mut self.starts);
        self.rows = 0;
        let (mut customers, mut rows) = (customers, rows);
        let mut builder = Builder::default();
        for (number, block) in old.iter().enumerate() {
            // What belongs to this block: all before the first id of the next one.
            let before_next = |id: Id| old.get(number + 1).is_none_or(|next| id < next.ids[0]);
            let (own, later) = customers.split_at(customers.partition_point(|id| before_next(*id)));
            customers = later;
            if own.is_empty() {
                self.put_block(Arc::clone(block));
                continue;
            }
            let (own_rows, later) = rows.split_at(rows.partition_point(|row| before_next(row.id)));
            rows = later;
            if let Some(changes) = in_place(block, own, own_rows) {
                moved.changed.extend(changes.iter().map(|(at, _)| starts[number] + *at as u32));
                self.put_block(Arc::new(block.with(&changes)));
                continue;
            }
            let (mut at, mut own_rows) = (0, own_rows.iter().peekable());
            for id in own {
                let end = at + block.ids[at..].partition_point(|kept| kept < id);
                self.copy(&mut builder, block, at..end);
                at = end;
                let is_kept = block.ids.get(at) == Some(id);
                let before = starts[number] + at as u32;
                let row = own_rows.next_if(|row| row.id == *id);
                match (row, is_kept) {
                    (Some(_), false) => moved.added.push(before),
                    (None, true) => moved.removed.push(before),
                    _ => {}
                }
                if is_kept {
                    moved.changed.push(before);
                    at += 1;
                }
                if let Some(row) = row {
                    builder.push(row);
                    self.cut(&mut builder, ROWS * 2);
                }
            }
            self.copy(&mut builder, block, at..block.len());
            self.cut(&mut builder, 1);
        }
        for row in rows {
            moved.added.push(0);
            builder.push(row);
            self.cut(&mut builder, ROWS);
        }
        self.cut(&mut builder, 1);
        moved
    }

    fn put_block(&mut self, block: Arc<Block>) {
        self.starts.push(self.rows as u32);
        self.rows += block.len();
        self.blocks.push(block);
    }

    /// Puts what is built where it is at least so many rows: a block that grew is cut in two.
    fn cut(&mut self, builder: &mut Builder, rows: usize) {
        if builder.len() >= rows {
            self.put_block(Arc::new(builder.finish()));
        }
    }

    /// Adds the rows `run` of `block` to what is built.
    fn copy(&mut self, builder: &mut Builder, block: &Block, run: std::ops::Range<usize>) {
        let mut from = run.start;
        while from < run.end {
            let to = run.end.min(from + ROWS * 2 - builder.len());
            builder.copy(block, from..to);
            self.cut(builder, ROWS * 2);
            from = to;
        }
    }

    /// The block and the place in it of row number `row`.
    fn place(&self, row: u32) -> (&Block, usize) {
        let block = self.starts.partition_point(|start| *start <= row) - 1;
        (&self.blocks[block], (row - self.starts[block]) as usize)
    }

    /// The id of row number `row`.
    fn id(&self, row: u32) -> Id {
        let (block, at) = self.place(row);
        block.ids[at]
    }

    /// The number of the row of `id`.
    pub fn row_of(&self, id: Id) -> Option<u32> {
        let block = self.blocks.partition_point(|block| block.ids[0] <= id).checked_sub(1)?;
        self.blocks[block].ids.binary_search(&id).ok().map(|at| self.starts[block] + at as u32)
    }

    /// Whether the index has this customer.
    pub fn has(&self, id: Id) -> bool {
        self.row_of(id).is_some()
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id> {
        self.blocks.iter().flat_map(|block| block.ids.iter().copied())
    }

    /// What stands in a column of words for `id`, as the book keeps it; empty where there is nothing or it stands as text.
    pub fn stored(&self, id: Id, field: Field) -> &str {
        let Some(row) = self.row_of(id) else { return "" };
        let (block, at) = self.place(row);
        self.words.of(field).word(block.code(field, at)).map_or("", |word| &word.stored)
    }

    /// How many bytes the index takes, about.
    pub fn bytes(&self) -> usize {
        let block = |block: &Arc<Block>| block.plain.bytes().len() + block.han.bytes().len() + block.len() * 16;
        self.blocks.iter().map(block).sum()
    }
}

/// `rows` with their places in `block`, where they are those of all `customers` and the block has all of them already.
fn in_place<'r>(block: &Block, customers: &[Id], rows: &'r [Row]) -> Option<Vec<(usize, &'r Row)>> {
    if customers.len() != rows.len() {
        return None;
    }
    rows.iter().map(|row| Some((block.ids.binary_search(&row.id).ok()?, row))).collect()
}

/// How the numbers of rows moved with an edit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// The numbers that the customers had who were read again, as far as they were there.
    changed: Vec<u32>,
    /// Rows that came, each before the row that had this number.
    added: Vec<u32>,
    /// Rows that went.
    removed: Vec<u32>,
}

impl Moved {
    /// These rows stand where they stood, with other values.
    fn in_place(rows: Vec<u32>) -> Self {
        Self { changed: rows, ..Self::default() }
    }

    /// Whether each customer has the number that it had.
    pub fn is_nothing(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }

    /// The number that row `row`, which is still there, has now.
    fn to(&self, row: u32) -> u32 {
        let before = |rows: &[u32]| rows.partition_point(|other| *other <= row) as u32;
        row + before(&self.added) - before(&self.removed)
    }
}
