//! Who has the words: what is asked is made ready once, then each block is looked through, on several threads where there are
//! many.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use memchr::memmem::Finder;

use super::SearchIndex;
use super::block::{Block, Codes, Texts};
use super::filter;
use super::folding;
use super::layout::Mark;
use super::sort::Order;
use crate::book::query::{Node, Query};
use crate::model::country::Country;
use crate::model::pinyin::Spelled;
use crate::model::{Field, Id};

/// One bit for each row of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// No row of `rows`.
    pub fn none(rows: usize) -> Self {
        Self(vec![0; rows.div_ceil(64)])
    }

    /// All of `rows` rows.
    pub fn all(rows: usize) -> Self {
        let mut bits = Self(vec![u64::MAX; rows.div_ceil(64)]);
        if let Some(last) = bits.0.last_mut()
            && !rows.is_multiple_of(64)
        {
            *last = (1 << (rows % 64)) - 1;
        }
        bits
    }

    /// Adds row `at`.
    pub fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// Whether row `at` is among them.
    pub fn has(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Keeps those that are in `words`, which hold 64 rows each.
    pub fn keep_words(&mut self, words: &[u64]) {
        self.0.iter_mut().zip(words).for_each(|(own, other)| *own &= other);
    }

    fn each_pair(&mut self, other: &Self, join: impl Fn(u64, u64) -> u64) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own = join(*own, *other));
    }

    /// Keeps those that are in both.
    pub fn keep(&mut self, other: &Self) {
        self.each_pair(other, |own, other| own & other);
    }

    /// Adds those of `other`.
    pub fn add(&mut self, other: &Self) {
        self.each_pair(other, |own, other| own | other);
    }

    /// Takes those of `other` away.
    pub fn drop(&mut self, other: &Self) {
        self.each_pair(other, |own, other| own & !other);
    }

    /// Hands over the rows in runs that follow one another, as far as they go within 64.
    pub fn each_run(&self, mut take: impl FnMut(Range<usize>)) {
        for (at, word) in self.0.iter().enumerate() {
            let mut left = *word;
            let mut from = at * 64;
            while left != 0 {
                from += left.trailing_zeros() as usize;
                left >>= left.trailing_zeros();
                let length = left.trailing_ones() as usize;
                take(from..from + length);
                from += length;
                left = left.checked_shr(length as u32).unwrap_or(0);
            }
        }
    }

    /// The rows, rising.
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let row = left.trailing_zeros() as usize;
                (left != 0).then(|| {
                    left &= left - 1;
                    at * 64 + row
                })
            })
        })
    }
}

/// A word made ready.
#[derive(Debug)]
pub(super) struct Word {
    /// Any of these must occur.
    needles: Vec<Finder<'static>>,
    /// Which of them can stand among characters that are not Chinese.
    is_plain: Vec<bool>,
    spelled: Option<Spelled>,
    /// Columns with words that have it, and which.
    columns: Vec<(Field, Vec<bool>)>,
}

impl Word {
    /// `text` folded; `digits` where it is a number as people write it.
    pub fn new(index: &SearchIndex, text: &str, digits: Option<&str>) -> Self {
        let needles: Vec<Finder<'static>> =
            needles(text, digits).iter().map(|needle| Finder::new(needle.as_bytes()).into_owned()).collect();
        let is_plain = needles.iter().map(|needle| !needle.needle().iter().any(|byte| matches!(byte, 0xE3..=0xE9))).collect();
        let mut word = Self { needles, is_plain, spelled: Spelled::of(text), columns: Vec::new() };
        // Nobody who looks for 70 means how complete a card is.
        for field in Field::all().filter(|field| !field.is_computed()) {
            let table = index.words.of(field).having(&word.needles, word.spelled.as_ref());
            if table.contains(&true) {
                word.columns.push((field, table));
            }
        }
        word
    }

    /// The rows of `among` that have it.
    pub fn find(&self, block: &Block, among: &Bits) -> Bits {
        let mut found = Bits::none(block.len());
        for (field, table) in &self.columns {
            if let Some(codes) = block.column(*field) {
                rows_with(codes, table, &mut found);
            }
        }
        found.keep(among);
        let mut left = among.clone();
        left.drop(&found);
        for (needle, is_plain) in self.needles.iter().zip(&self.is_plain) {
            if *is_plain {
                rows_having(&block.plain, needle, &mut left, &mut found);
            }
            rows_having(&block.han, needle, &mut left, &mut found);
        }
        if let Some(spelled) = &self.spelled
            && !block.han.bytes().is_empty()
        {
            let long = Mark::Long.bytes();
            block.signs.keep(spelled, &mut left);
            for row in left.rows() {
                if spelled.is_in(block.han.of(row), &long) {
                    found.set(row);
                }
            }
        }
        found
    }
}

/// Adds the rows whose number `table` has.
pub(super) fn rows_with(codes: &Codes, table: &[bool], found: &mut Bits) {
    match codes {
        Codes::Narrow(codes) => {
            let mut all = [false; 256];
            let most = table.len().min(255);
            all[..most].copy_from_slice(&table[..most]);
            for (at, codes) in codes.chunks(64).enumerate() {
                let bits = codes.iter().enumerate().fold(0, |bits, (place, code)| bits | u64::from(all[usize::from(*code)]) << place);
                found.0[at] |= bits;
            }
        }
        Codes::Wide(codes) => {
            for (at, code) in codes.iter().enumerate() {
                if table.get(usize::from(*code)).is_some_and(|has| *has) {
                    found.set(at);
                }
            }
        }
    }
}

/// Moves the rows whose text has `needle` from `left` to `found`.
pub(super) fn rows_having(texts: &Texts, needle: &Finder<'_>, left: &mut Bits, found: &mut Bits) {
    let bytes = texts.bytes();
    if bytes.is_empty() {
        return;
    }
    let count = left.count();
    if count * 6 < found.0.len() * 64 {
        for row in left.clone().rows() {
            if needle.find(texts.of(row)).is_some() {
                found.set(row);
            }
        }
    } else {
        let (mut from, mut row) = (0, 0);
        while let Some(at) = needle.find(&bytes[from..]) {
            let at = from + at;
            while texts.end(row) <= at {
                row += 1;
            }
            if left.has(row) {
                found.set(row);
            }
            from = texts.end(row);
        }
    }
    left.drop(found);
}

/// What is looked for where a word was written; any of these will do. A number also goes by its digits: with the code of its country
/// or without, with the zero before it or without.
pub(super) fn needles(text: &str, digits: Option<&str>) -> Vec<String> {
    let mut needles = vec![text.to_owned()];
    if text.contains(',') && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')) {
        needles.push(text.replace(',', ""));
    }
    if let Some(digits) = digits {
        let bare = digits.trim_start_matches('0');
        let is_international = text.starts_with('+') || digits.starts_with("00");
        if bare.len() >= 5 {
            needles.push(bare.to_owned());
            // The longest code that is one, as +1 is also the beginning of +1876.
            let code =
                (1..=4).rev().find(|length| bare.is_char_boundary(*length) && !Country::by_calling_code(&bare[..*length]).is_empty());
            if is_international
                && let Some(rest) = code.map(|length| bare[length..].trim_start_matches('0'))
                && rest.len() >= 6
            {
                needles.push(format!("0{rest}"));
            }
        } else {
            needles.push(digits.to_owned());
        }
    }
    needles.sort_by_key(String::len);
    needles.dedup();
    // What contains another one is found with it.
    let all = needles.clone();
    needles.retain(|needle| !all.iter().any(|other| other.len() < needle.len() && needle.contains(other.as_str())));
    needles
}

/// What is asked, made ready for one state of the index.
#[derive(Debug)]
pub(super) enum Part {
    /// Each must hold.
    All(Vec<Part>),
    /// At least one must hold.
    Any(Vec<Part>),
    /// Must not hold.
    Not(Box<Part>),
    /// The word must occur.
    Word(Box<Word>),
    /// A field must be so.
    Filter(Box<filter::Ready>),
}

impl Part {
    fn new(index: &SearchIndex, node: &Node) -> Self {
        let parts = |nodes: &[Node]| -> Vec<Self> {
            let mut nodes: Vec<&Node> = nodes.iter().collect();
            // Filters are quick, and the longest word leaves the fewest rows to the others.
            nodes.sort_by_key(|node| match node {
                Node::Filter(_) => 0,
                Node::Word(word) => 1 + usize::MAX / 2 - word.text.len(),
                _ => usize::MAX,
            });
            nodes.into_iter().map(|node| Self::new(index, node)).collect()
        };
        match node {
            Node::All(nodes) => Self::All(parts(nodes)),
            Node::Any(nodes) => Self::Any(parts(nodes)),
            Node::Not(node) => Self::Not(Box::new(Self::new(index, node))),
            Node::Word(word) => match folding::fold(&word.text).trim() {
                "" => Self::All(Vec::new()),
                text => Self::Word(Box::new(Word::new(index, text, word.digits.as_deref()))),
            },
            Node::Filter(filter) => Self::Filter(Box::new(filter::Ready::new(index, filter))),
        }
    }

    /// The rows of `among` for which it holds.
    pub fn find(&self, block: &Block, among: &Bits) -> Bits {
        match self {
            Self::All(parts) => {
                let mut left = among.clone();
                for part in parts {
                    if left.is_none() {
                        break;
                    }
                    left = part.find(block, &left);
                }
                left
            }
            Self::Any(parts) => {
                let (mut left, mut found) = (among.clone(), Bits::none(block.len()));
                for part in parts {
                    let more = part.find(block, &left);
                    left.drop(&more);
                    found.add(&more);
                }
                found
            }
            Self::Not(part) => {
                let mut left = among.clone();
                left.drop(&part.find(block, among));
                left
            }
            Self::Word(word) => word.find(block, among),
            Self::Filter(filter) => filter.find(block, among),
        }
    }
}

/// Rows found, block by block, in the index as it was.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub(super) blocks: Vec<Bits>,
    pub(super) count: usize,
}

/// Blocks that a thread takes at once.
const TAKEN: usize = 8;
/// With fewer customers one thread is quicker.
const FOR_THREADS: usize = 16;

/// Rows of an order that are looked through as one block.
const PART: usize = 4096;

/// Does `work` for each block, on several threads where there are many; the results are in the order of blocks.
pub(super) fn each_block<T: Send>(blocks: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(8);
    if blocks < FOR_THREADS || threads == 1 {
        return (0..blocks).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(Range<usize>, Vec<T>)>> = Mutex::default();
    let take = || {
        loop {
            let first = next.fetch_add(TAKEN, Ordering::Relaxed);
            if first >= blocks {
                return;
            }
            let range = first..(first + TAKEN).min(blocks);
            let results = range.clone().map(&work).collect();
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((range, results));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(take);
        }
        take();
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_unstable_by_key(|(range, _)| range.start);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

impl SearchIndex {
    /// Who is as `query` asks.
    pub fn look(&self, query: &Query) -> Found {
        let part = Part::new(self, &query.root);
        let blocks = each_block(self.blocks.len(), |at| {
            let block = &self.blocks[at];
            part.find(block, &Bits::all(block.len()))
        });
        let count = blocks.iter().map(Bits::count).sum();
        Found { blocks, count }
    }

    /// At most `count` of the customers that are as `query` asks, the newest first. Blocks are looked through from the newest
    /// on, more and more of them at once, until there are enough.
    pub fn find_some(&self, query: &Query, count: usize) -> Vec<Id> {
        let part = Part::new(self, &query.root);
        let mut found = Vec::new();
        let (mut left, mut taken) = (self.blocks.len(), FOR_THREADS / 2);
        while left > 0 && found.len() < count {
            let first = left.saturating_sub(taken);
            let some = &self.blocks[first..left];
            let bits = each_block(some.len(), |at| part.find(&some[at], &Bits::all(some[at].len())));
            for (block, bits) in some.iter().zip(&bits).rev() {
                let mut ids: Vec<Id> = bits.rows().map(|row| block.ids[row]).collect();
                ids.reverse();
                found.extend(ids);
            }
            (left, taken) = (first, taken * 2);
        }
        found.truncate(count);
        found
    }

    /// The customers that are as `query` asks, in the order of ids.
    pub fn find(&self, query: &Query) -> Vec<Id> {
        self.look(query).ids(self)
    }
}

impl SearchIndex {
    /// The customers found, in the order of `order`.
    pub fn chosen(&self, found: &Found, order: &Order) -> Arc<[Id]> {
        if found.count == self.len() {
            return Arc::clone(&order.ids);
        }
        let flags = found.flags(self);
        let parts = each_block(order.rows.len().div_ceil(PART), |at| {
            let part = at * PART..order.rows.len().min((at + 1) * PART);
            let rows = order.rows[part.clone()].iter().zip(&order.ids[part]);
            rows.filter(|(row, _)| flags[**row as usize]).map(|(_, id)| *id).collect::<Vec<Id>>()
        });
        parts.concat().into()
    }
}

impl Found {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether nobody is found.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The ids of the rows, rising.
    pub fn ids(&self, index: &SearchIndex) -> Vec<Id> {
        let mut ids = Vec::with_capacity(self.count);
        for (bits, block) in self.blocks.iter().zip(&index.blocks) {
            ids.extend(bits.rows().map(|row| block.ids[row]));
        }
        ids
    }

    /// Whether each row is found, by number.
    pub fn flags(&self, index: &SearchIndex) -> Vec<bool> {
        let mut flags = vec![false; index.len()];
        for ((bits, start), _) in self.blocks.iter().zip(&index.starts).zip(&index.blocks) {
            bits.rows().for_each(|row| flags[*start as usize + row] = true);
        }
        flags
    }
}
