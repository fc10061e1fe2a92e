//! The order of all customers by any columns.
//!
//! Of each value a key of bytes is made whose order is the order wanted; sixteen of them decide at once, the rest only where these are
//! equal. Numbers within texts count as numbers. Without a value a customer stands last, in both directions.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering as Atomic};

use super::block::Block;
use super::dictionary::{AS_TEXT, NOTHING};
use super::layout::{Mark, MarkBytes};
use super::search::{Bits, each_block};
use super::{Moved, SearchIndex, folding};
use crate::book::dues::Dues;
use crate::book::snapshot::{Column, Sort};
use crate::book::trade::Trades;
use crate::model::country::Country;
use crate::model::currency::CurrencyCode;
use crate::model::{ExtraKey, ExtraKind, Field, Id, Kind, Worth, pinyin};
use crate::words::Language;

/// What decides an order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SortJob {
    /// Columns, the first decides first; empty: newest first.
    pub sort: Vec<Sort>,
    /// In which language names of countries are, and whether Chinese stands by pinyin.
    pub language: Option<Language>,
    /// What the fields hold that the user named.
    pub extras: Vec<(String, ExtraKind)>,
    /// For amounts.
    pub worth: Worth,
}

/// All customers in an order.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// Numbers of rows.
    pub(super) rows: Arc<[u32]>,
    /// Their ids.
    pub ids: Arc<[Id]>,
}

/// The key of an empty value: behind all others.
const LAST: u128 = u128::MAX;
const PREFIX: usize = 16;

fn prefix_of(key: &[u8]) -> u128 {
    let mut bytes = [0; PREFIX];
    let most = key.len().min(PREFIX);
    bytes[..most].copy_from_slice(&key[..most]);
    u128::from_be_bytes(bytes)
}

/// Appends the key of a folded text: digits by their number, Chinese by reading where `by_pinyin`.
fn text_key(folded: &[u8], by_pinyin: bool, out: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(&byte) = folded.get(at) {
        if byte.is_ascii_digit() {
            let end = folded[at..].iter().position(|byte| !byte.is_ascii_digit()).map_or(folded.len(), |end| at + end);
            let zeros = folded[at..end].iter().take_while(|byte| **byte == b'0').count();
            let digits = &folded[at + zeros..end];
            // How many digits there are decides before the digits themselves.
            out.push(b'0' + digits.len().min(9) as u8);
            if digits.len() >= 9 {
                out.push(digits.len().min(255) as u8);
            }
            out.extend_from_slice(digits);
            at = end;
        } else if by_pinyin && matches!(byte, 0xE3..=0xE9) && at + 2 < folded.len() {
            let letter = &folded[at..at + 3];
            match std::str::from_utf8(letter).ok().and_then(|letter| letter.chars().next()).and_then(pinyin::rank) {
                Some(rank) => {
                    out.push(0xE5);
                    out.extend_from_slice(&rank.to_be_bytes());
                }
                None => out.extend_from_slice(letter),
            }
            at += 3;
        } else {
            out.push(byte.max(1));
            at += 1;
        }
    }
}

/// Bytes in the order of numbers.
fn number_key(number: i64) -> [u8; 8] {
    (number as u64 ^ 1 << 63).to_be_bytes()
}

fn float_key(number: f64) -> [u8; 8] {
    let bits = number.to_bits();
    (if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }).to_be_bytes()
}

/// An amount as the index keeps it: `12500.00 USD`, in any case.
pub(super) fn amount_of(stored: &str) -> Option<(f64, CurrencyCode)> {
    let (number, currency) = stored.split_once(' ')?;
    Some((number.parse().ok()?, currency.parse().ok()?))
}

impl SortJob {
    fn by_pinyin(&self) -> bool {
        self.language == Some(Language::Chinese)
    }

    /// Appends the key of an amount.
    fn amount_into(&self, number: f64, currency: CurrencyCode, out: &mut Vec<u8>) {
        if let Some(rate) = self.worth.0.get(&currency) {
            out.push(1);
            out.extend_from_slice(&float_key(number * rate));
        } else {
            out.push(2);
            out.extend_from_slice(currency.as_str().as_bytes());
            out.extend_from_slice(&float_key(number));
        }
    }

    /// Appends the key of a value as the index keeps it, folded or not.
    fn key_into(&self, field: Option<Field>, value: &str, out: &mut Vec<u8>) {
        let numbered = |number: i64, out: &mut Vec<u8>| {
            out.push(1);
            out.extend_from_slice(&number_key(number));
        };
        let mut folded = Vec::new();
        match field.map(Field::kind) {
            Some(Kind::Number | Kind::Stars) => match value.parse() {
                Ok(number) => return numbered(number, out),
                Err(_) => out.push(2),
            },
            Some(Kind::Money) => match amount_of(value) {
                Some((number, currency)) => return self.amount_into(number, currency, out),
                None => out.push(3),
            },
            Some(Kind::Country) => {
                if let Some(country) = Country::by_iso2(value) {
                    folding::fold_into(country.name(self.language.unwrap_or(Language::English)), &mut folded);
                }
            }
            _ => {}
        }
        if folded.is_empty() {
            folding::fold_into(value, &mut folded);
        }
        text_key(&folded, self.by_pinyin(), out);
    }
}

/// Where the values of one column are.
struct Source<'a> {
    job: &'a SortJob,
    field: Option<Field>,
    /// The keys of the words of a column, by number.
    keys: Vec<Box<[u8]>>,
    /// The texts of which the first counts, where the value is no word.
    marks: Vec<MarkBytes>,
    /// What customers bought, where that is the column.
    trades: Option<&'a Trades>,
    /// How customers stand by the rules, where a field of these is the column.
    dues: Option<&'a Dues>,
    /// What it holds, of a field that the user named.
    kind: Option<ExtraKind>,
    is_descending: bool,
}

impl<'a> Source<'a> {
    fn new(index: &'a SearchIndex, job: &'a SortJob, sort: &Sort) -> Self {
        let field = sort.column.field();
        let mut keys = Vec::new();
        let marks = match (&sort.column, field) {
            (Column::Extra(name), _) => index.words.known_extra(name).map(Mark::Extra).into_iter().collect(),
            (_, Some(Field::Company)) => [Field::Company, Field::ShortName, Field::CustomerNo].map(Mark::Own).into(),
            (_, Some(field)) => {
                keys.push(Box::default());
                for word in index.words.of(field).words() {
                    let mut key = Vec::new();
                    job.key_into(Some(field), &word.stored, &mut key);
                    keys.push(key.into());
                }
                vec![Mark::Own(field)]
            }
            (Column::Field(_), None) => Vec::new(),
        };
        let kind = match &sort.column {
            Column::Extra(name) => Some(job.extras.iter().find(|(other, _)| other == name).map_or(ExtraKind::Text, |(_, kind)| *kind)),
            Column::Field(_) => None,
        };
        let trades = (field == Some(Field::Trade)).then_some(&**index.trades());
        let dues = field.is_some_and(Field::is_by_rules).then_some(&**index.dues());
        Self {
            job,
            field,
            trades,
            dues,
            kind,
            keys,
            marks: marks.into_iter().map(Mark::bytes).collect(),
            is_descending: sort.is_descending,
        }
    }

    /// Hands the key of row `at` to `use_key`; empty where there is no value.
    fn with_key<T>(&self, block: &Block, at: usize, scratch: &mut Vec<u8>, use_key: impl FnOnce(&[u8]) -> T) -> T {
        if let Some(trades) = self.trades {
            scratch.clear();
            if let Some(sum) = trades.sum(block.ids[at]) {
                self.job.amount_into(sum.number(), sum.currency, scratch);
            }
            return use_key(scratch);
        }
        if let Some(dues) = self.dues {
            scratch.clear();
            if let Some(number) = self.field.and_then(|field| dues.number(block.ids[at], field)) {
                scratch.push(1);
                scratch.extend_from_slice(&number_key(number.into()));
            }
            return use_key(scratch);
        }
        if let Some(field) = self.field {
            match block.code(field, at) {
                AS_TEXT => {}
                NOTHING if !self.keys.is_empty() && super::layout::is_column(field) => return use_key(&[]),
                NOTHING => {}
                code => return use_key(self.keys.get(usize::from(code)).map_or(&[], |key| key)),
            }
        }
        scratch.clear();
        let text = self.marks.iter().find_map(|mark| block.text(at, mark));
        if let Some(text) = text {
            match self.field.map(Field::kind) {
                _ if self.kind.is_some_and(|kind| kind != ExtraKind::Text) => self.extra_key(text, scratch),
                // Words may stand behind the value itself.
                Some(Kind::Number | Kind::Stars | Kind::Money | Kind::Country | Kind::Choice) => {
                    let own = text.split(|byte| *byte == folding::BETWEEN).next().unwrap_or(text);
                    let own = String::from_utf8_lossy(own);
                    let own = if self.field.map(Field::kind) == Some(Kind::Country) { own.to_uppercase().into() } else { own };
                    self.job.key_into(self.field, &own, scratch);
                }
                _ => text_key(text, self.job.by_pinyin(), scratch),
            }
        }
        use_key(scratch)
    }

    /// Appends the key of a value of a field that the user named: what its kind cannot read stands behind.
    fn extra_key(&self, text: &[u8], out: &mut Vec<u8>) {
        let text = text.split(|byte| *byte == folding::BETWEEN).next().unwrap_or(text);
        let value = String::from_utf8_lossy(text);
        let kind = self.kind.unwrap_or_default();
        match kind.compared_by(&value) {
            ExtraKey::Number(number) => match kind.money(&value) {
                Some(money) => self.job.amount_into(number, money.currency, out),
                None => {
                    out.push(1);
                    out.extend_from_slice(&float_key(number));
                }
            },
            ExtraKey::Day(day) => text_key(day.to_string().as_bytes(), false, out),
            ExtraKey::Tick(ticked) => out.push(1 + u8::from(!ticked)),
            ExtraKey::Text(_) => text_key(text, self.job.by_pinyin(), out),
            ExtraKey::Odd(_) => {
                out.push(0xFE);
                text_key(text, self.job.by_pinyin(), out);
            }
            ExtraKey::Nothing => {}
        }
    }

    fn prefix(&self, key: &[u8]) -> u128 {
        match key {
            [] => LAST,
            key if self.is_descending => !prefix_of(key),
            key => prefix_of(key),
        }
    }
}

/// A row while it is sorted.
#[derive(Clone, Copy)]
struct Keyed {
    prefix: u128,
    row: u32,
}

impl SearchIndex {
    /// All customers in the order of `job`; `None` when `stop` was set meanwhile.
    pub fn sorted(&self, job: &SortJob, stop: &AtomicBool) -> Option<Order> {
        let stopped = || stop.load(Atomic::Relaxed);
        if job.sort.is_empty() {
            let rows: Arc<[u32]> = (0..self.rows as u32).rev().collect();
            return Some(Order { rows, ids: self.ids().rev().collect() });
        }
        let sources: Vec<Source<'_>> = job.sort.iter().map(|sort| Source::new(self, job, sort)).collect();
        let first = &sources[0];
        let keyed = each_block(self.blocks.len(), |at| {
            let (block, start) = (&self.blocks[at], self.starts[at]);
            let mut scratch = Vec::new();
            if stopped() {
                return Vec::new();
            }
            let key = |row: usize| first.with_key(block, row, &mut scratch, |key| first.prefix(key));
            (0..block.len()).map(key).enumerate().map(|(row, prefix)| Keyed { prefix, row: start + row as u32 }).collect()
        });
        if stopped() {
            return None;
        }
        let mut keyed: Vec<Keyed> = keyed.into_iter().flatten().collect();
        self.settle(&mut keyed, &sources, stop)?;
        let rows: Arc<[u32]> = keyed.iter().map(|keyed| keyed.row).collect();
        drop(keyed);
        let ids = rows.iter().map(|row| self.id(*row)).collect();
        Some(Order { rows, ids })
    }

    /// Sorts `keyed` by the prefixes of the first of `sources`, then what is equal by the rest.
    fn settle(&self, keyed: &mut [Keyed], sources: &[Source<'_>], stop: &AtomicBool) -> Option<()> {
        keyed.sort_unstable_by_key(|keyed| (keyed.prefix, keyed.row));
        let Some((source, later)) = sources.split_first() else { return Some(()) };
        let mut scratch = Vec::new();
        let mut from = 0;
        while from < keyed.len() {
            if stop.load(Atomic::Relaxed) {
                return None;
            }
            let prefix = keyed[from].prefix;
            let end = from + keyed[from..].iter().take_while(|keyed| keyed.prefix == prefix).count();
            let run = &mut keyed[from..end];
            from = end;
            if run.len() == 1 {
                continue;
            }
            if prefix == LAST {
                self.settle_by(run, later, stop)?;
                continue;
            }
            // Words of a column have one key each; only longer texts that begin alike have to be compared whole.
            let mut whole: Vec<(Box<[u8]>, u32)> = Vec::with_capacity(run.len());
            for keyed in run.iter() {
                let (block, at) = self.place(keyed.row);
                whole.push((source.with_key(block, at, &mut scratch, |key| key.get(PREFIX..).unwrap_or(&[]).into()), keyed.row));
            }
            if whole.iter().any(|(rest, _)| !rest.is_empty()) {
                if source.is_descending {
                    whole.sort_unstable_by(|(a, row_a), (b, row_b)| b.cmp(a).then(row_a.cmp(row_b)));
                } else {
                    whole.sort_unstable();
                }
                for (keyed, (_, row)) in run.iter_mut().zip(&whole) {
                    keyed.row = *row;
                }
                let mut at = 0;
                while at < whole.len() {
                    let same = whole[at..].iter().take_while(|(rest, _)| *rest == whole[at].0).count();
                    self.settle_by(&mut run[at..at + same], later, stop)?;
                    at += same;
                }
            } else {
                self.settle_by(run, later, stop)?;
            }
        }
        Some(())
    }

    /// Sorts rows that are equal so far by `sources`.
    fn settle_by(&self, run: &mut [Keyed], sources: &[Source<'_>], stop: &AtomicBool) -> Option<()> {
        let Some(source) = sources.first().filter(|_| run.len() > 1) else { return Some(()) };
        let mut scratch = Vec::new();
        for keyed in run.iter_mut() {
            let (block, at) = self.place(keyed.row);
            keyed.prefix = source.with_key(block, at, &mut scratch, |key| source.prefix(key));
        }
        self.settle(run, sources, stop)
    }

    /// `order` after the customers `changed` were read again and numbers of rows `moved`; they are put where they belong now.
    pub fn resorted(&self, job: &SortJob, order: &Order, changed: &[Id], moved: &Moved) -> Order {
        let sources: Vec<Source<'_>> = job.sort.iter().map(|sort| Source::new(self, job, sort)).collect();
        let mut added: Vec<u32> = changed.iter().filter_map(|id| self.row_of(*id)).collect();
        added.sort_by(|a, b| self.compare(&sources, *a, *b));
        // Where the others stand is known, with their ids: only those read again have to be taken out and put in.
        let mut is_changed = Bits::none(order.rows.len());
        moved.changed.iter().for_each(|row| is_changed.set(*row as usize));
        let kept = order.rows.len() - moved.changed.len();
        let (mut rows, mut ids): (Vec<u32>, Vec<Id>) = (Vec::with_capacity(kept), Vec::with_capacity(kept));
        for (row, id) in order.rows.iter().zip(order.ids.iter()).filter(|(row, _)| !is_changed.has(**row as usize)) {
            rows.push(if moved.is_nothing() { *row } else { moved.to(*row) });
            ids.push(*id);
        }
        let (mut merged_rows, mut merged_ids) = (Vec::with_capacity(kept + added.len()), Vec::with_capacity(kept + added.len()));
        let mut from = 0;
        for row in added {
            let to = from + rows[from..].partition_point(|other| self.compare(&sources, *other, row).is_lt());
            merged_rows.extend_from_slice(&rows[from..to]);
            merged_ids.extend_from_slice(&ids[from..to]);
            merged_rows.push(row);
            merged_ids.push(self.id(row));
            from = to;
        }
        merged_rows.extend_from_slice(&rows[from..]);
        merged_ids.extend_from_slice(&ids[from..]);
        Order { rows: merged_rows.into(), ids: merged_ids.into() }
    }

    /// `order` after computed values of the customers `changed`, who stand where they stood, have become others.
    pub fn resorted_in_place(&self, job: &SortJob, order: &Order, changed: &[Id]) -> Order {
        let there: Vec<Id> = changed.iter().copied().filter(|id| self.has(*id)).collect();
        let moved = Moved::in_place(there.iter().filter_map(|id| self.row_of(*id)).collect());
        self.resorted(job, order, &there, &moved)
    }

    fn compare(&self, sources: &[Source<'_>], a: u32, b: u32) -> std::cmp::Ordering {
        let ((block_a, at_a), (block_b, at_b)) = (self.place(a), self.place(b));
        let (mut key_a, mut key_b) = (Vec::new(), Vec::new());
        for source in sources {
            let key_a = source.with_key(block_a, at_a, &mut key_a, <[u8]>::to_vec);
            let key_b = source.with_key(block_b, at_b, &mut key_b, <[u8]>::to_vec);
            let order = match (key_a.is_empty(), key_b.is_empty()) {
                (false, false) if source.is_descending => key_b.cmp(&key_a),
                (false, false) => key_a.cmp(&key_b),
                (a, b) => a.cmp(&b),
            };
            if order.is_ne() {
                return order;
            }
        }
        if sources.is_empty() { b.cmp(&a) } else { a.cmp(&b) }
    }
}
