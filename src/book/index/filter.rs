//! Who is as a filter asks: each value of a column is judged once, texts only where they stand.

use std::ops::RangeBounds;
use std::sync::Arc;

use memchr::memmem::Finder;

use super::SearchIndex;
use super::block::Block;
use super::folding::{self, BETWEEN};
use super::layout::{self, Mark};
use super::search::{Bits, rows_having, rows_with};
use super::sort::amount_of;
use crate::book::dues::{Dues, Stood};
use crate::book::query::{Filter, Subject, Test};
use crate::book::trade::Trades;
use crate::model::currency::CurrencyCode;
use crate::model::day::PartialDay;
use crate::model::{ExtraKey, ExtraKind, Field, Kind, Of as Row};

/// A filter made ready.
#[derive(Debug)]
pub(super) struct Ready {
    test: Test,
    /// Columns with the values that are as asked.
    columns: Vec<(Field, Vec<bool>)>,
    /// Marks of texts that have to be looked at, and of which field.
    texts: Vec<(Finder<'static>, Of)>,
    /// What customers bought, where that is asked.
    trades: Option<Arc<Trades>>,
    /// How customers stand by the rules, where a field of these is asked.
    dues: Option<(Field, Arc<Dues>)>,
}

/// What the text behind a mark is.
#[derive(Clone, Copy, Debug)]
enum Of {
    Field(Field),
    Extra(ExtraKind),
}

impl Ready {
    /// `filter` for the index as it stands.
    pub fn new(index: &SearchIndex, filter: &Filter) -> Self {
        let test = simplified(&filter.test);
        let mut ready = Self { test, columns: Vec::new(), texts: Vec::new(), trades: None, dues: None };
        let text = |mark: Mark, of: Of| (Finder::new(&*mark.bytes()).into_owned(), of);
        if let Subject::Extra { name, kind } = &filter.subject {
            ready.texts.extend(index.words.known_extra(name).map(|name| text(Mark::Extra(name), Of::Extra(*kind))));
        }
        for field in filter.subject.fields() {
            if *field == Field::Trade {
                ready.trades = Some(Arc::clone(index.trades()));
                continue;
            }
            if field.is_by_rules() {
                ready.dues = Some((*field, Arc::clone(index.dues())));
                continue;
            }
            if layout::is_column(*field) {
                let mut table = vec![false];
                table.extend(index.words.of(*field).words().iter().map(|word| ready.holds(Of::Field(*field), &word.stored)));
                ready.columns.push((*field, table));
            }
            // Values of a column stand as text only where it is full, and those of further contacts always.
            if !layout::is_column(*field) || index.words.of(*field).is_full() {
                ready.texts.push(text(Mark::Own(*field), Of::Field(*field)));
            }
            if field.of() == Row::Contact {
                ready.texts.push(text(Mark::Further(*field), Of::Field(*field)));
            }
        }
        ready
    }

    /// The rows of `among` that are as asked.
    pub fn find(&self, block: &Block, among: &Bits) -> Bits {
        let mut found = Bits::none(block.len());
        for (field, table) in &self.columns {
            if let Some(codes) = block.column(*field) {
                rows_with(codes, table, &mut found);
            }
        }
        if let (Some(trades), Some(first), Some(last)) = (&self.trades, block.ids.first(), block.ids.last()) {
            for (id, sum) in trades.sums(*first, *last) {
                if self.holds_number(sum.number(), sum.currency)
                    && let Ok(row) = block.ids.binary_search(&id)
                {
                    found.set(row);
                }
            }
        }
        if let (Some((field, dues)), Some(first), Some(last)) = (&self.dues, block.ids.first(), block.ids.last()) {
            for (id, stood) in dues.between(*first, *last) {
                if self.holds_by_rules(*field, stood)
                    && let Ok(row) = block.ids.binary_search(&id)
                {
                    found.set(row);
                }
            }
        }
        found.keep(among);
        for (mark, of) in &self.texts {
            for texts in [&block.plain, &block.han] {
                let mut left = among.clone();
                left.drop(&found);
                let mut having = Bits::none(block.len());
                rows_having(texts, mark, &mut left, &mut having);
                if matches!(self.test, Test::Known) {
                    found.add(&having);
                    continue;
                }
                for row in having.rows() {
                    let text = texts.of(row);
                    let holds = mark.find_iter(text).any(|at| {
                        let behind = &text[at + mark.needle().len()..];
                        let end = behind.iter().position(|byte| layout::begins_mark(*byte)).unwrap_or(behind.len());
                        std::str::from_utf8(&behind[..end]).is_ok_and(|value| self.holds(*of, value))
                    });
                    if holds {
                        found.set(row);
                    }
                }
            }
        }
        if let Test::Tick(false) = self.test {
            // Where nothing is known it is not ticked.
            let mut other = among.clone();
            other.drop(&found);
            return other;
        }
        found
    }

    /// Whether a value, as the index keeps it or folded, is as asked. Of a tick: whether it is ticked.
    fn holds(&self, of: Of, value: &str) -> bool {
        match of {
            Of::Extra(kind) => {
                let value = first(value);
                match kind.compared_by(value) {
                    ExtraKey::Number(number) => {
                        self.holds_number(number, kind.money(value).map_or(CurrencyCode::UNKNOWN, |money| money.currency))
                    }
                    ExtraKey::Day(day) => self.holds_day(day),
                    ExtraKey::Tick(ticked) => matches!(self.test, Test::Known) || ticked && matches!(self.test, Test::Tick(_)),
                    ExtraKey::Text(_) | ExtraKey::Odd(_) => self.holds_text(value),
                    ExtraKey::Nothing => false,
                }
            }
            Of::Field(field) => match field.kind() {
                Kind::Number | Kind::Stars => first(value)
                    .parse::<i64>()
                    .map_or_else(|_| self.holds_text(value), |number| self.holds_number(number as f64, CurrencyCode::UNKNOWN)),
                Kind::Money => amount_of(first(value)).is_some_and(|(number, currency)| self.holds_number(number, currency)),
                Kind::Day => first(value).parse().map_or_else(|_| self.holds_text(first(value)), |day| self.holds_day(day)),
                Kind::Tags => value.split(char::from(BETWEEN)).any(|tag| self.holds_text(tag)),
                Kind::Phone => value.split(';').any(|number| self.holds_text(number)),
                _ => self.holds_text(first(value)),
            },
        }
    }

    /// Whether what the rules say of a customer in `field` is as asked.
    fn holds_by_rules(&self, field: Field, stood: Stood<'_>) -> bool {
        match field {
            Field::Due => stood.due.is_some_and(|day| self.holds_day(PartialDay::of_day(day))),
            Field::TierInUse => stood.tier.is_some_and(|tier| self.holds_text(tier)),
            _ => stood.pool.is_some_and(|state| self.holds_text(state.stored())),
        }
    }

    fn holds_text(&self, value: &str) -> bool {
        match &self.test {
            Test::Known => true,
            Test::Text { equals, contains } => {
                let folded = folding::fold(value);
                let folded = folded.trim();
                equals.iter().any(|word| word == folded) || contains.as_ref().is_some_and(|part| folded.contains(part.as_str()))
            }
            Test::Digits(digits) => value.chars().filter(char::is_ascii_digit).collect::<String>().contains(digits),
            Test::Path { levels, is_whole } => {
                let mut path = value.split('/').map(|level| folding::fold(level.trim()));
                levels.iter().all(|level| path.next().as_ref() == Some(level)) && !(*is_whole && path.next().is_some())
            }
            _ => false,
        }
    }

    fn holds_number(&self, number: f64, own: CurrencyCode) -> bool {
        match &self.test {
            Test::Known => true,
            Test::Number { from, to } => (*from, *to).contains(&number),
            Test::Amount { from, to, currency, worth } => {
                worth.compared(number, own, *currency).is_some_and(|number| (*from, *to).contains(&number))
            }
            Test::In(currency) => own == *currency,
            _ => false,
        }
    }

    fn holds_day(&self, day: PartialDay) -> bool {
        match &self.test {
            Test::Known => true,
            Test::Days { from, to } => from.is_none_or(|from| day.first_day() >= from) && to.is_none_or(|to| day.last_day() <= to),
            _ => false,
        }
    }
}

/// The value itself, without the other words by which it is found.
fn first(value: &str) -> &str {
    value.split(char::from(BETWEEN)).next().unwrap_or(value)
}

/// The test with its words folded as the index folds.
fn simplified(test: &Test) -> Test {
    match test {
        Test::Text { equals, contains } => Test::Text {
            equals: equals.iter().map(|word| folding::fold(word)).collect(),
            contains: contains.as_ref().map(|part| folding::fold(part)),
        },
        Test::Path { levels, is_whole } => {
            Test::Path { levels: levels.iter().map(|level| folding::fold(level)).collect(), is_whole: *is_whole }
        }
        other => other.clone(),
    }
}
