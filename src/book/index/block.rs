//! A thousand customers of the index: numbers in columns, and folded texts one behind the other.
//!
//! Blocks never change: an edit replaces those that it touches, so that a sort on another thread goes on with the state that it
//! was given.

use super::dictionary::{AS_TEXT, NOTHING};
use super::layout::{MarkBytes, value_of};
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
    fn push(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
    }

    /// The text of row `at`.
    pub fn of(&self, at: usize) -> &[u8] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.bytes[start..self.ends[at] as usize]
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
    pub ids: Vec<Id>,
    /// Columns in which anybody has anything, by rising field.
    columns: Vec<(Field, Codes)>,
    /// Texts without Chinese characters.
    pub plain: Texts,
    /// Texts with Chinese characters.
    pub han: Texts,
}

impl Block {
    /// How many customers.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// The numbers of `field`, if anybody has any.
    pub fn column(&self, field: Field) -> Option<&Codes> {
        self.columns.binary_search_by_key(&field, |(field, _)| *field).ok().map(|at| &self.columns[at].1)
    }

    /// The number of `field` of row `at`.
    pub fn code(&self, field: Field, at: usize) -> u16 {
        self.column(field).map_or(NOTHING, |codes| codes.get(at))
    }

    /// The first text of row `at` behind `mark`.
    pub fn text(&self, at: usize, mark: &MarkBytes) -> Option<&[u8]> {
        value_of(self.plain.of(at), mark).or_else(|| value_of(self.han.of(at), mark))
    }
}

/// Puts rows together.
#[derive(Debug, Default)]
pub(super) struct Builder {
    block: Block,
    columns: Vec<(Field, Vec<u16>)>,
}

impl Builder {
    /// How many rows there are yet.
    pub fn len(&self) -> usize {
        self.block.len()
    }

    fn put_code(&mut self, field: Field, code: u16) {
        if code == NOTHING {
            return;
        }
        let before = self.block.ids.len() - 1;
        let at = self.columns.binary_search_by_key(&field, |(field, _)| *field).unwrap_or_else(|at| {
            self.columns.insert(at, (field, Vec::with_capacity(ROWS)));
            at
        });
        let codes = &mut self.columns[at].1;
        codes.resize(before, NOTHING);
        codes.push(code);
    }

    /// Adds a row; ids rise.
    pub fn push(&mut self, row: &Row) {
        self.block.ids.push(row.id);
        for (field, code) in &row.codes {
            self.put_code(*field, *code);
        }
        self.block.plain.push(&row.plain);
        self.block.han.push(&row.han);
    }

    /// Adds row `at` of another block.
    pub fn copy(&mut self, block: &Block, at: usize) {
        self.block.ids.push(block.ids[at]);
        for (field, codes) in &block.columns {
            self.put_code(*field, codes.get(at));
        }
        self.block.plain.push(block.plain.of(at));
        self.block.han.push(block.han.of(at));
    }

    /// The block; the builder is empty again.
    pub fn finish(&mut self) -> Block {
        let rows = self.block.len();
        let mut block = std::mem::take(&mut self.block);
        for (field, codes) in &mut self.columns {
            codes.resize(rows, NOTHING);
            block.columns.push((*field, Codes::of(codes)));
        }
        self.columns.clear();
        for texts in [&mut block.plain, &mut block.han] {
            texts.bytes.shrink_to_fit();
            texts.ends.shrink_to_fit();
        }
        block.ids.shrink_to_fit();
        block
    }
}
