//! The rows in sight, fetched from the book and drawn, and kept until something changes: a row that moves up by three while
//! the table scrolls is painted again, not laid out again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Galley, Shape, Ui};

use crate::app::theme::{Palette, palette};
use crate::app::widgets::text;
use crate::book::index::{Marked, marks};
use crate::book::{Book, Column, Now, TableCell, TableRow};
use crate::model::Id;
use crate::words::{Language, spoken};

/// How many rows are kept before those out of sight are let go.
const KEPT: usize = 512;

/// A row and where the search is found in its cells.
pub struct KeptRow {
    /// The row.
    pub row: TableRow,
    /// One list per cell.
    pub found: Vec<Vec<Range<usize>>>,
    /// How its cells look; none before they were in sight, and none again after they went out of it.
    pub drawn: Vec<Option<Rc<Drawn>>>,
    /// What a screen reader says of it, at the position it was said for.
    pub spoken: RefCell<Option<(usize, String)>>,
}

/// A cell as it is painted, its left top corner at the origin.
pub struct Drawn {
    /// The width of its column when it was drawn.
    pub width: f32,
    /// Whether its row was selected then, and whether its card was shown.
    pub stands: (bool, bool),
    /// What is painted.
    pub shapes: Vec<Shape>,
    /// Whether its words do not all show.
    pub is_cut: bool,
}

/// How values look that many customers have: laid out once for all of them.
#[derive(Default)]
pub struct Looks {
    /// By place of the column and words of the cell.
    of: Vec<HashMap<String, Look>>,
}

struct Look {
    /// The cell but for its words.
    rest: TableCell,
    drawn: Rc<Drawn>,
    is_asked_again: bool,
}

/// How many values of a column are kept before those that nobody asked for again are let go.
const KEPT_LOOKS: usize = 256;

impl Looks {
    /// How `cell` of column `at` looks, where that is known in this width.
    pub fn known(&mut self, at: usize, cell: &TableCell, width: f32) -> Option<Rc<Drawn>> {
        if cell.trade.is_some() {
            return None;
        }
        let look = self.of.get_mut(at)?.get_mut(&cell.text)?;
        if (look.rest.day, look.rest.zone, look.drawn.width) != (cell.day, cell.zone, width) {
            return None;
        }
        look.is_asked_again = true;
        Some(Rc::clone(&look.drawn))
    }

    /// Keeps how `cell` of column `at` looks in a row that is not selected; no two customers trade alike.
    pub fn keep(&mut self, at: usize, cell: &TableCell, drawn: &Rc<Drawn>) {
        if cell.trade.is_some() {
            return;
        }
        if self.of.len() <= at {
            self.of.resize_with(at + 1, HashMap::new);
        }
        let looks = &mut self.of[at];
        if looks.len() >= KEPT_LOOKS {
            looks.retain(|_, look| std::mem::take(&mut look.is_asked_again));
        }
        let rest = TableCell { day: cell.day, zone: cell.zone, ..TableCell::default() };
        looks.insert(cell.text.clone(), Look { rest, drawn: Rc::clone(drawn), is_asked_again: false });
    }

    fn clear(&mut self) {
        self.of.clear();
    }
}

/// What decides what rows say.
#[derive(PartialEq)]
struct Of {
    revision: u64,
    /// Rows are marked by how their customers stand, which a large book finds out later.
    agenda: u64,
    columns: Vec<Column>,
    language: Language,
}

/// What decides how every row looks.
struct Around {
    today: NaiveDate,
    /// Times of day are shown to the minute.
    minute: i64,
    row_height: f32,
    palette: &'static Palette,
    /// Laid out like the cells: another one means that the fonts were laid out anew and every kept text points to nowhere.
    witness: Arc<Galley>,
}

impl Around {
    fn of(ui: &Ui, now: Now, row_height: f32) -> Self {
        let palette = palette(ui.visuals());
        let witness = text::cut(ui, "—", text::body_font(), palette.faint, f32::INFINITY);
        Self { today: now.today, minute: now.at.timestamp().div_euclid(60), row_height, palette, witness }
    }

    fn is_as(&self, other: &Self) -> bool {
        self.today == other.today
            && self.minute == other.minute
            && self.row_height == other.row_height
            && std::ptr::eq(self.palette, other.palette)
            && Arc::ptr_eq(&self.witness, &other.witness)
    }
}

/// Rows by customer.
#[derive(Default)]
pub struct Rows {
    rows: HashMap<Id, KeptRow>,
    of: Option<Of>,
    around: Option<Around>,
    /// The customers in sight, whose cells are kept as drawn.
    in_sight: Vec<Id>,
    /// How values look that occur again and again.
    looks: Looks,
}

impl Rows {
    /// Forgets all rows.
    pub fn clear(&mut self) {
        self.rows.clear();
        self.looks.clear();
        self.of = None;
    }

    /// Makes sure that the rows of `ids` are there, with `sought` marked in them.
    pub fn fetch(&mut self, book: &Book, ids: &[Id], columns: &[Column], sought: &Marked) {
        let of = Of { revision: book.revision(), agenda: book.agenda_version(), columns: columns.to_vec(), language: spoken() };
        if self.of.as_ref() != Some(&of) {
            self.rows.clear();
            self.looks.clear();
            self.of = Some(of);
        }
        let missing: Vec<Id> = ids.iter().copied().filter(|id| !self.rows.contains_key(id)).collect();
        if missing.is_empty() {
            return;
        }
        if self.rows.len() + missing.len() > KEPT {
            self.rows.retain(|id, _| ids.contains(id));
        }
        self.rows.extend(book.rows(&missing, columns).into_iter().map(|row| {
            let found = row.cells.iter().map(|cell| marks(&cell.text, sought)).collect();
            let drawn = row.cells.iter().map(|_| None).collect();
            (row.id, KeptRow { row, found, drawn, spoken: RefCell::default() })
        }));
    }

    /// Lets go how rows look that are not among `ids` any more, and of all where what they are drawn with has changed.
    pub fn look_again(&mut self, ui: &Ui, ids: &[Id], now: Now, row_height: f32) {
        let around = Around::of(ui, now, row_height);
        let is_same = self.around.as_ref().is_some_and(|known| known.is_as(&around));
        self.around = Some(around);
        if !is_same {
            self.looks.clear();
        }
        for id in std::mem::replace(&mut self.in_sight, ids.to_vec()) {
            if (!is_same || !ids.contains(&id))
                && let Some(kept) = self.rows.get_mut(&id)
            {
                kept.drawn.fill_with(|| None);
                kept.spoken.take();
            }
        }
    }

    /// The row of `id`, if it was fetched and is still there.
    pub fn get(&self, id: Id) -> Option<&KeptRow> {
        self.rows.get(&id)
    }

    /// The same, to be drawn, with how values look that others have as well.
    pub fn get_mut(&mut self, id: Id) -> Option<(&mut KeptRow, &mut Looks)> {
        Some((self.rows.get_mut(&id)?, &mut self.looks))
    }
}
