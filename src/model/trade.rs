//! What a customer bought in the last twelve months, month by month: order lines, each worth what its own day says.
//!
//! Plain sums: no clock, no book. Lines come from lists as they were written, so much of it may be missing.

use chrono::{Datelike, NaiveDate};

use super::currency::CurrencyCode;
use super::day::PartialDay;
use super::extra::read_number;
use super::money::{Money, parse_amount};
use super::{Field, Rates};

/// How many months are looked at, that of today being the last.
pub const MONTHS: usize = 12;

/// The sums of twelve months in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trade {
    /// The first day of the last month.
    pub last_month: NaiveDate,
    /// In which currency the sums are.
    pub currency: CurrencyCode,
    /// Minor units of each month, the last one at the end.
    pub months: [i64; MONTHS],
    /// Lines of these months that are not in the sums: nobody knows what their currency is worth.
    pub left_out: u32,
}

impl Trade {
    /// All twelve months together.
    pub fn sum(&self) -> Money {
        Money::new(self.months.iter().fold(0, |sum: i64, month| sum.saturating_add(*month)), self.currency)
    }

    /// The months in which there was something, each by its first day, in order.
    pub fn filled(&self) -> impl Iterator<Item = (NaiveDate, Money)> + '_ {
        self.months.iter().enumerate().filter(|(_, minor)| **minor != 0).map(|(at, minor)| {
            let back = chrono::Months::new((MONTHS - 1 - at) as u32);
            (self.last_month.checked_sub_months(back).unwrap_or(self.last_month), Money::new(*minor, self.currency))
        })
    }
}

/// What lines are counted by.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'a> {
    /// What is worth what.
    pub rates: &'a Rates,
    /// In which currency sums are wanted; `XXX` where nobody has said.
    pub home: CurrencyCode,
    /// The day whose month is the last one.
    pub today: NaiveDate,
}

impl Counting<'_> {
    /// Which of the twelve months a day lies in; none outside of them, or where the month is not known.
    fn month_of(&self, day: PartialDay) -> Option<usize> {
        let months = |year: i32, month: u32| year * 12 + month as i32;
        let ago = months(self.today.year(), self.today.month()) - months(day.year, u32::from(day.month?));
        usize::try_from(ago).ok().filter(|ago| *ago < MONTHS).map(|ago| MONTHS - 1 - ago)
    }

    /// The amount in the home currency at the rate of its day.
    fn at_home(&self, day: PartialDay, amount: Money) -> Option<Money> {
        if !self.home.is_known() {
            return None;
        }
        if amount.currency == self.home {
            return Some(amount);
        }
        let rate = self.rates.rate(amount.currency, self.home, day.first_day())?;
        Money::from_number(amount.number() * rate.number(), self.home)
    }
}

/// Lines in one currency.
#[derive(Clone, Debug)]
struct Pile {
    currency: CurrencyCode,
    lines: u32,
    /// Month and minor units; most customers buy in few months.
    months: Vec<(u8, i64)>,
}

/// The lines of one customer while they are counted.
///
/// Sums are in the home currency wherever a rate is known or the line is in it; lines without a rate are then left out, and
/// their number is told. Where not one line can be had in the home currency, the currency of most lines stands in for it: a trade all in
/// dollars has its shape, also before anybody has typed what a dollar is worth.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    piles: Vec<Pile>,
}

impl Tally {
    /// Adds a line; one outside of the twelve months counts for nothing.
    pub fn add(&mut self, counting: &Counting<'_>, day: PartialDay, amount: Money) {
        let Some(month) = counting.month_of(day) else { return };
        let amount = counting.at_home(day, amount).unwrap_or(amount);
        let at = self.piles.iter().position(|pile| pile.currency == amount.currency).unwrap_or_else(|| {
            self.piles.push(Pile { currency: amount.currency, lines: 0, months: Vec::new() });
            self.piles.len() - 1
        });
        let pile = &mut self.piles[at];
        pile.lines += 1;
        match pile.months.iter_mut().find(|(known, _)| usize::from(*known) == month) {
            Some((_, minor)) => *minor = minor.saturating_add(amount.minor),
            None => pile.months.push((month as u8, amount.minor)),
        }
    }

    /// The sums; none where no line was counted: a list that ends earlier does not say that nothing was bought since.
    pub fn counted(&self, counting: &Counting<'_>) -> Option<Trade> {
        // Of equally many the first one, so that the same lines always give the same.
        let shown = self.piles.iter().rev().max_by_key(|pile| (pile.currency == counting.home && counting.home.is_known(), pile.lines))?;
        let mut months = [0; MONTHS];
        shown.months.iter().for_each(|(month, minor)| months[usize::from(*month)] = *minor);
        Some(Trade {
            last_month: counting.today.with_day(1).unwrap_or(counting.today),
            currency: shown.currency,
            months,
            left_out: self.piles.iter().map(|pile| pile.lines).sum::<u32>() - shown.lines,
        })
    }
}

/// The days that say when a line was traded, the one that counts first.
const DAYS: [Field; 3] = [Field::OrderDate, Field::ShipDate, Field::Registered];
/// The amounts of a line, the one that counts first.
const AMOUNTS: [Field; 2] = [Field::Amount, Field::FobValue];

/// Day and amount of an order line as a list has it, cells by field key; none where either is missing. Without an amount it is
/// quantity times unit price. The currency is that of the amount or price itself or of its row, else `XXX`.
pub fn line_of(cells: &[(String, String)]) -> Option<(PartialDay, Money)> {
    let text = |field: Field| cells.iter().find(|(key, _)| key == field.key()).map(|(_, text)| text.as_str());
    let day = DAYS.into_iter().find_map(|field| text(field)?.parse::<PartialDay>().ok())?;
    let currency =
        text(Field::Currency).and_then(|text| super::currency::Currency::find(text)).map_or(CurrencyCode::UNKNOWN, |found| found.code);
    let written = AMOUNTS.into_iter().find_map(|field| parse_amount(text(field)?, currency).ok());
    let amount = written.or_else(|| {
        let (price, currency) = price_of(text(Field::UnitPrice)?, currency)?;
        Money::from_number(text(Field::Quantity).and_then(read_number)? * price, currency)
    })?;
    Some((day, amount))
}

/// A unit price, which may have more decimals than its currency, and the currency: its own or `currency`.
fn price_of(text: &str, currency: CurrencyCode) -> Option<(f64, CurrencyCode)> {
    let own = text.split_once(' ').and_then(|(code, price)| Some((code.parse::<CurrencyCode>().ok()?, price)));
    let (own, price) = own.unwrap_or((currency, text));
    Some((read_number(price)?, own))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(texts: &[(&str, &str)]) -> Vec<(String, String)> {
        texts.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn lines_are_read_as_lists_have_them() {
        for (texts, expected) in [
            (&[("order_date", "2026-03-05"), ("amount", "2445.28"), ("currency", "USD")][..], Some("2026-03-05 USD 2,445.28")),
            (&[("order_date", "2026-03"), ("amount", "12,500"), ("currency", "人民币")], Some("2026-03 CNY 12,500")),
            // The amount's own currency goes before the row's.
            (&[("order_date", "2026-03-05"), ("amount", "EUR 10"), ("currency", "USD")], Some("2026-03-05 EUR 10")),
            (&[("ship_date", "2026-04-01"), ("fob", "900")], Some("2026-04-01 900")),
            (&[("order_date", "2026-03-05"), ("ship_date", "2026-04-01"), ("amount", "1")], Some("2026-03-05 1")),
            // Prices finer than a cent are multiplied before they are rounded.
            (
                &[("order_date", "2026-03-05"), ("quantity", "8,000"), ("unit_price", "0.125"), ("currency", "USD")],
                Some("2026-03-05 USD 1,000"),
            ),
            // A price has its own currency where its column had.
            (
                &[("order_date", "2026-03-05"), ("quantity", "8,000"), ("unit_price", "USD 0.125"), ("currency", "EUR")],
                Some("2026-03-05 USD 1,000"),
            ),
            (&[("order_date", "2026-03-05"), ("amount", "ask"), ("quantity", "2"), ("unit_price", "3")], Some("2026-03-05 6")),
            (&[("order_date", "2026-03-05"), ("amount", "-40"), ("currency", "USD")], Some("2026-03-05 USD -40")),
            (&[("order_date", "2026-03-05"), ("quantity", "8")], None),
            (&[("order_date", "soon"), ("amount", "5")], None),
            (&[("amount", "5")], None),
            (&[], None),
        ] {
            let found = line_of(&cells(texts)).map(|(day, amount)| format!("{day} {amount}"));
            assert_eq!(found.as_deref(), expected, "{texts:?}");
        }
    }

    /// Lines as day and amount, the home currency; then the currency of the sums, what the months hold by their number from the
    /// end, and how many lines are left out.
    type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str, Option<(&'static str, &'static [(usize, i64)], u32)>);

    #[test]
    fn months_are_summed_in_the_home_currency_at_the_rate_of_each_day() {
        let rates = Rates::of_text("2026-01-01 USD CNY 7\n2026-11-10 USD CNY 7.5\n");
        let cases: [Case; 10] = [
            (
                "at home",
                &[("2026-11-02", "CNY 100"), ("2026-11-30", "CNY 50.5"), ("2026-09", "CNY 1")],
                "CNY",
                Some(("CNY", &[(0, 15_050), (2, 100)], 0)),
            ),
            (
                "at the rate of the day, before the first at the first",
                &[("2025-12-31", "USD 10"), ("2026-11-09", "USD 10"), ("2026-11-10", "USD 10")],
                "CNY",
                Some(("CNY", &[(11, 7_000), (0, 14_500)], 0)),
            ),
            (
                "a currency without a rate is left out",
                &[("2026-10-01", "CNY 5"), ("2026-10-02", "GBP 900"), ("2026-10-03", "GBP 1")],
                "CNY",
                Some(("CNY", &[(1, 500)], 2)),
            ),
            (
                "nothing at home: the currency of most lines",
                &[("2026-10-01", "GBP 5"), ("2026-10-02", "EUR 9"), ("2026-08-02", "EUR 1")],
                "CNY",
                Some(("EUR", &[(1, 900), (3, 100)], 1)),
            ),
            ("no home: as written", &[("2026-10-01", "USD 5")], "XXX", Some(("USD", &[(1, 500)], 0))),
            ("without any currency", &[("2026-10-01", "5"), ("2026-10-01", "6")], "CNY", Some(("XXX", &[(1, 1_100)], 0))),
            ("what is owed back", &[("2026-10-01", "CNY -5"), ("2026-10-09", "CNY 2")], "CNY", Some(("CNY", &[(1, -300)], 0))),
            ("outside of the twelve months", &[("2025-11-30", "CNY 5"), ("2026-12-01", "CNY 5"), ("2026", "CNY 5")], "CNY", None),
            ("one month inside", &[("2025-11-30", "CNY 5"), ("2025-12-01", "CNY 6")], "CNY", Some(("CNY", &[(11, 600)], 0))),
            ("nothing", &[], "CNY", None),
        ];
        for (what, lines, home, expected) in cases {
            let counting = Counting { rates: &rates, home: home.parse().unwrap(), today: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap() };
            let mut tally = Tally::default();
            for (day, amount) in lines {
                tally.add(&counting, day.parse().unwrap(), parse_amount(amount, CurrencyCode::UNKNOWN).unwrap());
            }
            let found = tally.counted(&counting);
            let expected = expected.map(|(currency, sums, left_out)| {
                let mut months = [0; MONTHS];
                sums.iter().for_each(|(ago, minor)| months[MONTHS - 1 - ago] = *minor);
                Trade { last_month: NaiveDate::from_ymd_opt(2026, 11, 1).unwrap(), currency: currency.parse().unwrap(), months, left_out }
            });
            assert_eq!(found, expected, "{what}");
        }
    }

    #[test]
    fn sums_and_the_months_that_are_filled() {
        let mut months = [0; MONTHS];
        (months[0], months[11]) = (250, 100);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let trade = Trade { last_month: day("2026-02-01"), currency: CurrencyCode::USD, months, left_out: 0 };
        assert_eq!(trade.sum().display(), "USD 3.50");
        let filled: Vec<(NaiveDate, String)> = trade.filled().map(|(month, sum)| (month, sum.display())).collect();
        assert_eq!(filled, [(day("2025-03-01"), "USD 2.50".to_owned()), (day("2026-02-01"), "USD 1".to_owned())]);
        let most = Trade { months: [i64::MAX; MONTHS], ..trade };
        assert_eq!(most.sum().minor, i64::MAX);
    }
}
