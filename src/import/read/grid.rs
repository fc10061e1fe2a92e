//! The cells of a sheet, packed: what lets a list of a million rows fit into the window's memory.
//!
//! Rows are bytes in chunks, exactly as the reading child process sends them, and beside them a table with one 8-byte place per
//! row. A row is `varint(sheet row) varint(length of its cells) cells`; a cell is a byte (kind in the low half, gap to the
//! column before in the high half, 15 = a varint gap follows), `varint(length)` and UTF-8 text. Nothing here trusts those
//! bytes: whatever does not fit ends the row.

/// What a cell holds; its text is always as a person would see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// Text, verbatim.
    Text,
    /// A number without exponent and without `.0`.
    Number,
    /// A number shown as a percentage; the text is the plain number, `0.15` for 15 %.
    Percent,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A day with a time, `YYYY-MM-DD HH:MM:SS`.
    DateTime,
    /// A time of day or a duration, `HH:MM:SS` with as many hours as it takes.
    Time,
    /// `TRUE` or `FALSE`.
    Bool,
    /// An error code such as `#REF!`.
    Error,
}

impl CellKind {
    const ALL: [Self; 8] = [Self::Text, Self::Number, Self::Percent, Self::Date, Self::DateTime, Self::Time, Self::Bool, Self::Error];

    /// Whether the file stored something else than text.
    pub fn is_typed(self) -> bool {
        self != Self::Text
    }
}

/// A cell of a [`Row`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What it holds.
    pub kind: CellKind,
    /// What a person would see; never empty.
    pub text: &'a str,
}

/// A row with content.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    number: u32,
    cells: &'a [u8],
}

impl<'a> Row<'a> {
    /// The row of the sheet, from 0.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The cells with content, by rising column from 0.
    pub fn cells(&self) -> Cells<'a> {
        Cells { bytes: self.cells, column: 0 }
    }

    /// The cell in `column` (from 0), if it has content.
    pub fn cell(&self, column: u32) -> Option<Cell<'a>> {
        // The texts before it are passed over unread: whole columns are asked for this way.
        let mut cells = self.cells();
        loop {
            let before = cells.clone();
            if cells.pass()? >= column {
                return cells_at(before, column);
            }
        }
    }

    /// The cells as packed: equal rows are equal bytes, whatever their place in the sheet.
    pub fn packed(&self) -> &'a [u8] {
        self.cells
    }

    /// The text in `column` (from 0), empty without content.
    pub fn text(&self, column: u32) -> &'a str {
        self.cell(column).map_or("", |cell| cell.text)
    }
}

/// Iterator over the cells of a row: `(column from 0, cell)`.
#[derive(Clone, Debug)]
pub struct Cells<'a> {
    bytes: &'a [u8],
    column: u32,
}

fn cells_at(mut cells: Cells<'_>, column: u32) -> Option<Cell<'_>> {
    cells.next().filter(|(at, _)| *at == column).map(|(_, cell)| cell)
}

impl Cells<'_> {
    /// Passes over a cell without looking at its text; returns its column.
    fn pass(&mut self) -> Option<u32> {
        let (&head, mut rest) = self.bytes.split_first()?;
        self.bytes = &[];
        let gap = match head >> 4 {
            15 => take_varint(&mut rest)?,
            gap => u32::from(gap),
        };
        let length = take_varint(&mut rest)? as usize;
        let column = self.column.checked_add(gap)?;
        self.column = column.checked_add(1)?;
        self.bytes = rest.get(length..)?;
        Some(column)
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = (u32, Cell<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (&head, mut rest) = self.bytes.split_first()?;
        self.bytes = &[];
        let kind = *CellKind::ALL.get(usize::from(head & 15))?;
        let gap = match head >> 4 {
            15 => take_varint(&mut rest)?,
            gap => u32::from(gap),
        };
        let length = take_varint(&mut rest)? as usize;
        let (text, rest) = rest.split_at_checked(length)?;
        let text = str::from_utf8(text).ok()?;
        let column = self.column.checked_add(gap)?;
        self.column = column.checked_add(1)?;
        self.bytes = rest;
        Some((column, Cell { kind, text }))
    }
}

/// The rows with content of one sheet, by rising sheet row.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    chunks: Vec<Vec<u8>>,
    /// Chunk in the upper half, offset in the lower.
    places: Vec<u64>,
    columns: u32,
}

impl Grid {
    /// How many rows have content.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether no row has content.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// One more than the last column with content (from 0).
    pub fn columns(&self) -> u32 {
        self.columns
    }

    /// The bytes that the cells take in memory.
    pub fn bytes(&self) -> usize {
        self.chunks.iter().map(Vec::len).sum::<usize>() + self.places.len() * 8
    }

    /// The row at `index` among the rows with content; panics beyond [`Grid::len`], as a slice does.
    pub fn row(&self, index: usize) -> Row<'_> {
        let place = self.places[index];
        let chunk = self.chunks.get((place >> 32) as usize).map_or(&[][..], Vec::as_slice);
        let mut bytes = chunk.get((place & 0xffff_ffff) as usize..).unwrap_or(&[]);
        take_row(&mut bytes).unwrap_or(Row { number: 0, cells: &[] })
    }

    /// All rows with content.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row<'_>> + ExactSizeIterator {
        (0..self.len()).map(|index| self.row(index))
    }

    /// The index of the row with this sheet row (from 0), or where it would stand.
    pub fn find(&self, number: u32) -> Result<usize, usize> {
        self.places.binary_search_by_key(&number, |place| {
            let chunk = self.chunks.get((place >> 32) as usize).map_or(&[][..], Vec::as_slice);
            take_varint(&mut chunk.get((place & 0xffff_ffff) as usize..).unwrap_or(&[])).unwrap_or(0)
        })
    }

    /// Takes over a chunk of whole rows; `false` when its bytes are not that. `columns` is one more than its last column.
    pub(super) fn take_chunk(&mut self, bytes: Vec<u8>, columns: u32) -> bool {
        let (Ok(chunk), true) = (u32::try_from(self.chunks.len()), bytes.len() < u32::MAX as usize) else { return false };
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let at = (bytes.len() - rest.len()) as u64;
            if take_row(&mut rest).is_none() {
                return false;
            }
            self.places.push(u64::from(chunk) << 32 | at);
        }
        self.columns = self.columns.max(columns);
        self.chunks.push(bytes);
        true
    }

    /// Brings rows that a file holds out of order into order; of two rows with one number the later one's cells win.
    pub(super) fn settle(&mut self) {
        if self.rows().is_sorted_by(|a, b| a.number < b.number) {
            return;
        }
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by_key(|index| self.row(*index).number);
        let mut packer = Packer::default();
        let mut settled = Self::default();
        let mut at = 0;
        while at < order.len() {
            let number = self.row(order[at]).number;
            packer.start_row(number);
            while at < order.len() && self.row(order[at]).number == number {
                for (column, cell) in self.row(order[at]).cells() {
                    packer.cell(column, cell.kind, cell.text);
                }
                at += 1;
            }
            packer.end_row();
            if packer.is_due() {
                let (bytes, columns, _) = packer.take();
                settled.take_chunk(bytes, columns);
            }
        }
        let (bytes, columns, _) = packer.take();
        settled.take_chunk(bytes, columns);
        *self = settled;
    }
}

/// How many bytes of rows travel together.
const CHUNK: usize = 256 * 1024;

/// Packs cells into chunks of rows.
#[derive(Debug, Default)]
pub(super) struct Packer {
    chunk: Vec<u8>,
    row: Vec<u8>,
    number: u32,
    next_column: u32,
    disordered: bool,
    columns: u32,
    rows: u32,
}

impl Packer {
    /// Begins the row with this sheet row (from 0).
    pub fn start_row(&mut self, number: u32) {
        self.row.clear();
        self.number = number;
        self.next_column = 0;
        self.disordered = false;
    }

    /// Adds a cell to the row; one without text is no content. In whatever order: a second one in a column replaces the first.
    pub fn cell(&mut self, column: u32, kind: CellKind, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut gap = column.wrapping_sub(self.next_column);
        if column < self.next_column {
            // Written with its absolute column behind a gap no order could have; `end_row` sorts.
            self.disordered = true;
            gap = column;
        }
        if self.disordered || gap >= 15 {
            self.row.push(kind as u8 | 15 << 4);
            put_varint(&mut self.row, if self.disordered { column } else { gap });
        } else {
            self.row.push(kind as u8 | (gap as u8) << 4);
        }
        put_varint(&mut self.row, text.len() as u32);
        self.row.extend_from_slice(text.as_bytes());
        if !self.disordered {
            self.next_column = column.saturating_add(1);
        }
        self.columns = self.columns.max(column.saturating_add(1));
    }

    /// Ends the row; one without content leaves nothing. Says whether it had content.
    pub fn end_row(&mut self) -> bool {
        if self.row.is_empty() {
            return false;
        }
        if self.disordered {
            self.sort_row();
        }
        put_varint(&mut self.chunk, self.number);
        put_varint(&mut self.chunk, self.row.len() as u32);
        self.chunk.extend_from_slice(&self.row);
        self.row.clear();
        self.rows += 1;
        true
    }

    fn sort_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        let ordered_until = self.next_column;
        let mut cells = std::collections::BTreeMap::new();
        // Up to the first cell out of order columns are gaps, from there on they are absolute.
        let mut rest = row.as_slice();
        let mut column = 0;
        let mut gaps = true;
        while let Some((&head, after)) = rest.split_first() {
            rest = after;
            let gap = if head >> 4 == 15 { take_varint(&mut rest).unwrap_or(0) } else { u32::from(head >> 4) };
            gaps &= column != ordered_until;
            column = if gaps { column + gap } else { gap };
            let length = take_varint(&mut rest).unwrap_or(0) as usize;
            let (text, after) = rest.split_at(length.min(rest.len()));
            rest = after;
            cells.insert(column, (CellKind::ALL[usize::from(head & 7)], text));
            column += 1;
        }
        self.next_column = 0;
        self.disordered = false;
        for (column, (kind, text)) in cells {
            self.cell(column, kind, str::from_utf8(text).unwrap_or_default());
        }
    }

    /// Whether enough is packed to be sent on.
    pub fn is_due(&self) -> bool {
        self.chunk.len() >= CHUNK
    }

    /// Takes what is packed: bytes, one more than the last column, and how many rows.
    pub fn take(&mut self) -> (Vec<u8>, u32, u32) {
        let next = Vec::with_capacity(if self.is_due() { CHUNK + CHUNK / 4 } else { 0 });
        (std::mem::replace(&mut self.chunk, next), std::mem::take(&mut self.columns), std::mem::take(&mut self.rows))
    }
}

fn put_varint(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn take_varint(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0u32;
    for shift in [0, 7, 14, 21, 28] {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

fn take_row<'a>(bytes: &mut &'a [u8]) -> Option<Row<'a>> {
    let number = take_varint(bytes)?;
    let length = take_varint(bytes)? as usize;
    let (cells, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(Row { number, cells })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[(u32, &[(u32, &str)])]) -> Grid {
        let mut packer = Packer::default();
        for (number, cells) in rows {
            packer.start_row(*number);
            for (column, text) in *cells {
                packer.cell(*column, CellKind::Text, text);
            }
            packer.end_row();
        }
        let (bytes, columns, _) = packer.take();
        let mut grid = Grid::default();
        assert!(grid.take_chunk(bytes, columns));
        grid.settle();
        grid
    }

    fn texts(grid: &Grid) -> Vec<(u32, u32, String)> {
        grid.rows().flat_map(|row| row.cells().map(move |(column, cell)| (row.number(), column, cell.text.to_owned()))).collect()
    }

    #[test]
    fn cells_come_back_as_they_went_in() {
        let grid = grid(&[(0, &[(0, "a"), (1, ""), (3, "b"), (40, "c")]), (7, &[]), (9, &[(16_383, "d")])]);
        assert_eq!(grid.len(), 2);
        assert_eq!(grid.columns(), 16_384);
        assert_eq!(texts(&grid), [(0, 0, "a".to_owned()), (0, 3, "b".to_owned()), (0, 40, "c".to_owned()), (9, 16_383, "d".to_owned())]);
        assert_eq!(grid.row(0).text(3), "b");
        assert_eq!(grid.row(0).text(2), "");
        assert_eq!((grid.find(9), grid.find(8)), (Ok(1), Err(1)));
    }

    #[test]
    fn what_comes_out_of_order_is_sorted_and_the_later_one_wins() {
        let grid = grid(&[(5, &[(0, "e")]), (1, &[(4, "x"), (20, "w"), (4, "y"), (0, "z"), (30, "v")]), (5, &[(1, "f"), (0, "g")])]);
        let expected = [(1, 0, "z"), (1, 4, "y"), (1, 20, "w"), (1, 30, "v"), (5, 0, "g"), (5, 1, "f")];
        assert_eq!(texts(&grid), expected.map(|(row, column, text)| (row, column, text.to_owned())));
    }

    #[test]
    fn bytes_that_are_no_rows_are_refused_or_read_short_but_never_panic() {
        assert!(!Grid::default().take_chunk(vec![0, 200, 1], 1));
        assert!(!Grid::default().take_chunk(vec![0x80, 0x80, 0x80, 0x80, 0x80, 0x80], 1));
        let mut grid = Grid::default();
        assert!(grid.take_chunk(vec![3, 4, 0, 9, b'a', b'b', 4, 3, 0, 1, 0xff, 5, 2, 0xf0, 0xff], 1));
        assert_eq!(grid.rows().map(|row| row.cells().count()).collect::<Vec<_>>(), [0, 0, 0]);
    }
}
