//! A thousand customers of the index: numbers in columns, and folded texts one behind the other.
//!
//! Blocks never change: an edit replaces those that it touches, so that a sort on another thread goes on with the state that it
//! was given. What an edit leaves as it was (texts, other columns) the new block shares with the old one: an edit of a customer in each
//! block copies a few columns of numbers and no text.

use std::ops::Range;
use std::sync::Arc;

use super::dictionary::{AS_TEXT, NOTHING};
use super::layout::{MarkBytes, value_of};
use super::signs::Signs;
use crate::model::{Field, Id};

/// How many customers a block has when it is made.
pub(super) const ROWS: usize = 1024;

/// One customer for the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Whose.
    pub id: Id,
    /// Numbers of words by rising field.
    pub codes: Vec<(Field, u16)>,
    /// Values without Chinese characters, each behind its mark.
    pub plain: Vec<u8>,
    /// Values with Chinese characters; long ones behind [`Mark::Long`].
    pub han: Vec<u8>,
}

impl Row {
    /// The number of `field`.
    fn code(&self, field: Field) -> u16 {
        self.codes.binary_search_by_key(&field, |(field, _)| *field).map_or(NOTHING, |at| self.codes[at].1)
    }
}

/// The numbers of one column; as narrow as they can be.
#[derive(Clone, Debug)]
pub(super) enum Codes {
    /// Up to 254 different values; 255 is [`AS_TEXT`].
    Narrow(Box<[u8]>),
    /// More.
    Wide(Box<[u16]>),
}

impl Codes {
    fn of(codes: &[u16]) -> Self {
        if codes.iter().all(|code| *code < 255 || *code == AS_TEXT) {
            Self::Narrow(codes.iter().map(|code| (*code).min(255) as u8).collect())
        } else {
            Self::Wide(codes.into())
        }
    }

    /// The number of row `at`.
    pub fn get(&self, at: usize) -> u16 {
        match self {
            Self::Narrow(codes) if codes[at] == 255 => AS_TEXT,
            Self::Narrow(codes) => codes[at].into(),
            Self::Wide(codes) => codes[at],
        }
    }
}

/// Texts of rows, one behind the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Texts {
    /// Adds the text of another row.
    pub fn push(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
    }

    /// Adds the texts of the rows `run` of `other`.
    fn push_run(&mut self, other: &Self, run: Range<usize>) {
        let (from, to) = (other.start(run.start), other.start(run.end));
        let before = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes[from..to]);
        self.ends.extend(other.ends[run].iter().map(|end| (*end as usize - from + before) as u32));
    }

    /// These with other texts for the rows of `changes`, by rising place.
    fn with<'r>(&self, changes: impl Iterator<Item = (usize, &'r [u8])>) -> Self {
        let mut texts = Self { bytes: Vec::with_capacity(self.bytes.len()), ends: Vec::with_capacity(self.ends.len()) };
        let mut at = 0;
        for (place, text) in changes {
            texts.push_run(self, at..place);
            texts.push(text);
            at = place + 1;
        }
        texts.push_run(self, at..self.ends.len());
        texts.bytes.shrink_to_fit();
        texts
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Where the text of row `at` begins.
    fn start(&self, at: usize) -> usize {
        if at == 0 { 0 } else { self.ends[at - 1] as usize }
    }

    /// The text of row `at`.
    pub fn of(&self, at: usize) -> &[u8] {
        &self.bytes[self.start(at)..self.end(at)]
    }

    /// All texts.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the text of row `at` ends.
    pub fn end(&self, at: usize) -> usize {
        self.ends[at] as usize
    }
}

/// Some customers in the order of ids.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Who.
    pub ids: Arc<[Id]>,
    /// Columns in which anybody has anything, by rising field.
    columns: Vec<(Field, Arc<Codes>)>,
    /// Texts without Chinese characters.
    pub plain: Arc<Texts>,
    /// Texts with Chinese characters.
    pub han: Arc<Texts>,
    /// How these may be spelled.
    pub signs: Arc<Signs>,
}

impl Block {
    /// How many customers.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// The numbers of `field`, if anybody has any.
    pub fn column(&self, field: Field) -> Option<&Codes> {
        self.columns.binary_search_by_key(&field, |(field, _)| *field).ok().map(|at| &*self.columns[at].1)
    }

    /// The number of `field` of row `at`.
    pub fn code(&self, field: Field, at: usize) -> u16 {
        self.column(field).map_or(NOTHING, |codes| codes.get(at))
    }

    /// All numbers of row `at`, by rising field.
    pub fn codes(&self, at: usize) -> impl Iterator<Item = (Field, u16)> {
        self.columns.iter().map(move |(field, codes)| (*field, codes.get(at)))
    }

    /// The first text of row `at` behind `mark`.
    pub fn text(&self, at: usize, mark: &MarkBytes) -> Option<&[u8]> {
        value_of(self.plain.of(at), mark).or_else(|| value_of(self.han.of(at), mark))
    }

    /// This block with `rows` in place of what their customers were, by rising place.
    pub fn with(&self, rows: &[(usize, &Row)]) -> Self {
        let texts = |known: &Arc<Texts>, text: fn(&Row) -> &[u8]| {
            if rows.iter().all(|(at, row)| known.of(*at) == text(row)) {
                Arc::clone(known)
            } else {
                Arc::new(known.with(rows.iter().map(|(at, row)| (*at, text(row)))))
            }
        };
        let known = self.columns.iter().map(|(field, _)| *field);
        let mut fields: Vec<Field> = known.chain(rows.iter().flat_map(|(_, row)| row.codes.iter().map(|(field, _)| *field))).collect();
        fields.sort_unstable();
        fields.dedup();
        let mut columns = Vec::with_capacity(fields.len());
        for field in fields {
            let known = self.columns.binary_search_by_key(&field, |(field, _)| *field).ok().map(|at| &self.columns[at].1);
            let was = |at: usize| known.map_or(NOTHING, |codes| codes.get(at));
            if let Some(codes) = known
                && rows.iter().all(|(at, row)| was(*at) == row.code(field))
            {
                columns.push((field, Arc::clone(codes)));
                continue;
            }
            let mut codes: Vec<u16> = (0..self.len()).map(was).collect();
            rows.iter().for_each(|(at, row)| codes[*at] = row.code(field));
            if codes.iter().any(|code| *code != NOTHING) {
                columns.push((field, Arc::new(Codes::of(&codes))));
            }
        }
        let (plain, han) = (texts(&self.plain, |row| &row.plain), texts(&self.han, |row| &row.han));
        let signs = if Arc::ptr_eq(&han, &self.han) {
            Arc::clone(&self.signs)
        } else {
            Arc::new(self.signs.with(&han, rows.iter().map(|(at, _)| *at)))
        };
        Self { ids: Arc::clone(&self.ids), columns, plain, han, signs }
    }
}

/// Puts rows together.
#[derive(Debug, Default)]
pub(super) struct Builder {
    ids: Vec<Id>,
    columns: Vec<(Field, Vec<u16>)>,
    plain: Texts,
    han: Texts,
}

impl Builder {
    /// How many rows there are yet.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// The numbers of `field` of the first `rows` rows, to which more are added.
    fn codes(&mut self, field: Field, rows: usize) -> &mut Vec<u16> {
        let at = self.columns.binary_search_by_key(&field, |(field, _)| *field).unwrap_or_else(|at| {
            self.columns.insert(at, (field, Vec::with_capacity(ROWS)));
            at
        });
        let codes = &mut self.columns[at].1;
        codes.resize(rows, NOTHING);
        codes
    }

    /// Adds a row; ids rise.
    pub fn push(&mut self, row: &Row) {
        let rows = self.len();
        self.ids.push(row.id);
        for (field, code) in row.codes.iter().filter(|(_, code)| *code != NOTHING) {
            self.codes(*field, rows).push(*code);
        }
        self.plain.push(&row.plain);
        self.han.push(&row.han);
    }

    /// Adds the rows `run` of another block.
    pub fn copy(&mut self, block: &Block, run: Range<usize>) {
        let rows = self.len();
        self.ids.extend_from_slice(&block.ids[run.clone()]);
        for (field, codes) in &block.columns {
            self.codes(*field, rows).extend(run.clone().map(|at| codes.get(at)));
        }
        self.plain.push_run(&block.plain, run.clone());
        self.han.push_run(&block.han, run);
    }

    /// The block; the builder is empty again.
    pub fn finish(&mut self) -> Block {
        let mut builder = std::mem::take(self);
        let rows = builder.len();
        let mut columns = Vec::with_capacity(builder.columns.len());
        for (field, codes) in &mut builder.columns {
            codes.resize(rows, NOTHING);
            if codes.iter().any(|code| *code != NOTHING) {
                columns.push((*field, Arc::new(Codes::of(codes))));
            }
        }
        for texts in [&mut builder.plain, &mut builder.han] {
            texts.bytes.shrink_to_fit();
            texts.ends.shrink_to_fit();
        }
        let signs = Arc::new(Signs::of(&builder.han));
        Block { ids: builder.ids.into(), columns, plain: Arc::new(builder.plain), han: Arc::new(builder.han), signs }
    }
}
