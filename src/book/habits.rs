//! What the book knows of whom it serves: name, zone, currency, hours and days, and exchange rates. They are settings of
//! the book, no steps: they are not undone, but they come along in every backup and to every computer.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::Book;
use crate::error::Result;
use crate::import::read::{ReadOptions, Reader, Workbook};
use crate::model::currency::{Currency, CurrencyCode};
use crate::model::day::{decide_order, read_day};
use crate::model::rates::{DatedRate, Rate, Rates, read_pair};
use crate::model::{Company, Habits, text};
use crate::store::{Read, Store, StoreError};

const WHO: &str = "who";
const CURRENCY: &str = "currency";
const ZONE: &str = "zone";
const WORK: &str = "work";
const RATES: &str = "rates";
const COMPANY: &str = "company";
const WELCOMED: &str = "welcomed";

/// One's own company, as papers name it.
pub(super) fn company(reader: &impl Read) -> Result<Company> {
    Ok(reader.setting(COMPANY)?.map(|text| Company::of_text(&text)).unwrap_or_default())
}

/// The habits that the book keeps; a part that cannot be read is as if nobody had said it.
pub(super) fn kept(book: &impl Read) -> Result<Habits, StoreError> {
    let part = |key| book.setting(key).map(Option::unwrap_or_default);
    Ok(Habits {
        who: part(WHO)?,
        currency: part(CURRENCY)?.parse().unwrap_or_default(),
        zone: part(ZONE)?.parse().ok(),
        work: part(WORK)?.parse().unwrap_or_default(),
    })
}

/// The exchange rates that the book keeps.
pub(super) fn kept_rates(book: &impl Read) -> Result<Arc<Rates>, StoreError> {
    Ok(Arc::new(book.setting(RATES)?.map(|text| Rates::of_text(&text)).unwrap_or_default()))
}

impl Book {
    /// Who keeps the book and how: name, currency, zone, working time.
    pub fn habits(&self) -> &Habits {
        &self.habits
    }

    /// Keeps other habits; refused while a job has the book.
    pub fn set_habits(&mut self, habits: Habits) -> Result<()> {
        if habits == self.habits {
            return Ok(());
        }
        let store = self.writing()?;
        let texts = [
            (WHO, habits.who.clone()),
            (CURRENCY, if habits.currency.is_known() { habits.currency.to_string() } else { String::new() }),
            (ZONE, habits.zone.map(|zone| zone.to_string()).unwrap_or_default()),
            (WORK, habits.work.to_string()),
        ];
        for (key, value) in texts {
            store.set_setting(key, (!value.is_empty()).then_some(&value))?;
        }
        self.habits = habits;
        self.forget_standings();
        self.have_changed()
    }

    /// One's own company, as papers name it.
    pub fn company(&self) -> Result<Company> {
        company(&self.reader)
    }

    /// Keeps what papers say of one's own company; refused while a job has the book.
    pub fn set_company(&mut self, company: &Company) -> Result<()> {
        let text = company.to_text();
        self.writing()?.set_setting(COMPANY, (*company != Company::default()).then_some(&text))?;
        self.have_changed()
    }

    /// All exchange rates; cheap to keep for work on another thread.
    pub fn rates(&self) -> &Arc<Rates> {
        &self.rates
    }

    /// What one unit of `currency` was worth in the home currency on `day`, see [`Rates::rate`]; none without a home currency or
    /// a quotation.
    pub fn rate(&self, currency: CurrencyCode, day: NaiveDate) -> Option<Rate> {
        self.rates.rate(currency, self.habits.currency, day)
    }

    /// Adds exchange rates, replacing those of the same pair and day; returns how many say something new.
    pub fn put_rates(&mut self, quotations: impl IntoIterator<Item = DatedRate>) -> Result<usize> {
        let mut rates = (*self.rates).clone();
        let added = rates.put(quotations);
        self.keep_rates(rates)?;
        Ok(added)
    }

    /// Removes the exchange rate of a pair on a day.
    pub fn remove_rate(&mut self, quoted: DatedRate) -> Result<()> {
        let mut rates = (*self.rates).clone();
        if rates.remove(quoted.from, quoted.to, quoted.day) {
            self.keep_rates(rates)?;
        }
        Ok(())
    }

    fn keep_rates(&mut self, rates: Rates) -> Result<()> {
        let text = rates.to_text();
        self.writing()?.set_setting(RATES, (!text.is_empty()).then_some(&text))?;
        self.rates = Arc::new(rates);
        self.forget_standings();
        self.have_changed()
    }

    /// Whether the questions of the first start were asked, answered or not.
    pub fn has_welcomed(&self) -> Result<bool> {
        Ok(self.reader.setting(WELCOMED)?.is_some())
    }

    /// The questions of the first start need not be asked again.
    pub fn set_welcomed(&mut self) -> Result<()> {
        self.writing()?.set_setting(WELCOMED, Some("1"))?;
        Ok(())
    }

    /// Views and orders ask again: amounts compare by the rates, and days by the zone.
    pub(super) fn have_changed(&mut self) -> Result<()> {
        self.revision += 1;
        self.rows_revision = self.revision;
        self.tick_trade().map(drop)
    }

    pub(super) fn writing(&mut self) -> Result<&mut Store> {
        match &mut self.store {
            Some(store) => Ok(store),
            None => Err(super::jobs::refusal(self.lent.as_ref())),
        }
    }
}

/// What a file of exchange rates held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RatesFile {
    /// The quotations in it.
    pub rates: Vec<DatedRate>,
    /// How many cells or rows below the head were not understood.
    pub unread: usize,
}

/// Reads exchange rates into `home` from a list: either columns for date, currency and rate, or a date and one column per pair
/// (`USD/CNY`, `100JPY/CNY`) as the interbank market publishes its central parity. Empty where the file has neither.
pub fn read_rates(reader: &Reader, path: &Path, home: CurrencyCode) -> Result<RatesFile> {
    let workbook = reader.read(path, &ReadOptions::default(), &mut |_| ControlFlow::Continue(()))?;
    Ok(rates_of(&workbook, home))
}

/// What a column of such a list holds.
enum Column {
    Day,
    Currency,
    Rate { units: u32 },
    Pair { units: u32, from: CurrencyCode, to: CurrencyCode },
}

fn rates_of(workbook: &Workbook, home: CurrencyCode) -> RatesFile {
    let mut best = RatesFile::default();
    for sheet in &workbook.sheets {
        let rows: Vec<Vec<(u32, &str)>> =
            sheet.grid.rows().map(|row| row.cells().map(|(column, cell)| (column, cell.text.trim())).collect()).collect();
        let Some((head, columns)) = rows.iter().enumerate().find_map(|(at, cells)| Some((at, columns_of(cells)?))) else { continue };
        let day_at = columns.iter().find(|(_, column)| matches!(column, Column::Day)).map_or(0, |(at, _)| *at);
        let below = &rows[head + 1..];
        let order = decide_order(below.iter().map(|cells| text_of(cells, day_at)).filter(|text| !text.is_empty()));
        let mut found = RatesFile::default();
        for cells in below.iter().filter(|cells| !cells.is_empty()) {
            let day = read_day(text_of(cells, day_at), order).known().and_then(|day| day.date());
            take_row(&columns, cells, day, home, &mut found);
        }
        if found.rates.len() > best.rates.len() || best.rates.is_empty() && found.unread > best.unread {
            best = found;
        }
    }
    best
}

fn text_of<'a>(cells: &[(u32, &'a str)], at: u32) -> &'a str {
    cells.iter().find(|(column, _)| *column == at).map_or("", |(_, text)| text)
}

/// The columns that a row names, where it is the head of such a list.
fn columns_of(cells: &[(u32, &str)]) -> Option<Vec<(u32, Column)>> {
    let columns: Vec<(u32, Column)> = cells.iter().filter_map(|(at, text)| Some((*at, column_of(text)?))).collect();
    let has = |wanted: fn(&Column) -> bool| columns.iter().any(|(_, column)| wanted(column));
    let is_long = has(|column| matches!(column, Column::Currency)) && has(|column| matches!(column, Column::Rate { .. }));
    let is_head = has(|column| matches!(column, Column::Day)) && (is_long || has(|column| matches!(column, Column::Pair { .. })));
    is_head.then_some(columns)
}

fn column_of(heading: &str) -> Option<Column> {
    if let Some((units, from, to)) = read_pair(heading) {
        return Some(Column::Pair { units, from, to });
    }
    let folded = text::fold(heading);
    let is = |names: &[&str]| names.iter().any(|name| folded.contains(name));
    // A long text is a remark above the table, not a heading.
    if folded.chars().count() > 24 {
        return None;
    }
    if is(&["date", "日期", "day", "发布时间"]) {
        Some(Column::Day)
    } else if is(&["rate", "汇率", "中间价", "折算价", "牌价", "parity"]) {
        Some(Column::Rate { units: if folded.contains("100") { 100 } else { 1 } })
    } else if is(&["currency", "币种", "货币", "外币"]) {
        Some(Column::Currency)
    } else {
        None
    }
}

fn take_row(columns: &[(u32, Column)], cells: &[(u32, &str)], day: Option<NaiveDate>, home: CurrencyCode, found: &mut RatesFile) {
    let Some(day) = day else {
        found.unread += 1;
        return;
    };
    let currency_at = columns.iter().find(|(_, column)| matches!(column, Column::Currency)).map(|(at, _)| *at);
    let currency = currency_at.and_then(|at| Currency::find(text_of(cells, at))).map(|known| known.code);
    for (at, column) in columns {
        let (units, from, to) = match column {
            Column::Day | Column::Currency => continue,
            Column::Rate { units } => match currency {
                Some(currency) => (*units, currency, home),
                None => {
                    found.unread += 1;
                    continue;
                }
            },
            Column::Pair { units, from, to } => (*units, *from, *to),
        };
        let text = text_of(cells, *at);
        // Currencies that were not quoted that day.
        if matches!(text, "" | "-" | "--" | "---" | "—") || from == to {
            continue;
        }
        let rate = text.parse::<Rate>().ok().and_then(|rate| rate.per(units));
        let quoted = match (rate, from == home) {
            // `CNY/MYR 0.61` says it from the home currency.
            (Some(rate), true) => rate.inverse().map(|rate| DatedRate { day, from: to, to: home, rate }),
            (Some(rate), false) => Some(DatedRate { day, from, to, rate }),
            (None, _) => None,
        };
        match quoted {
            Some(quoted) => found.rates.push(quoted),
            None => found.unread += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::read_in_this_process;

    fn read(text: &str, home: CurrencyCode) -> (Vec<String>, usize) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rates.csv");
        std::fs::write(&path, text).unwrap();
        let found = rates_of(&read_in_this_process(&path, &ReadOptions::default()).unwrap(), home);
        (found.rates.iter().map(ToString::to_string).collect(), found.unread)
    }

    #[test]
    fn lists_of_rates_are_read_in_the_forms_in_which_they_are_published() {
        let cny = CurrencyCode::CNY;
        for (name, text, rates, unread) in [
            (
                "date, currency, rate",
                "Date,Currency,Rate\n2026-11-02,USD,7.1025\n2026-11-03,EUR,7.8\n2026-11-03,CNY,1\n",
                vec!["2026-11-02 USD CNY 7.1025", "2026-11-03 EUR CNY 7.8"],
                0,
            ),
            (
                "Chinese names, quoted for a hundred, a remark above",
                "中国银行外汇牌价\n货币名称,中行折算价（100外币）,发布日期\n美元,710.25,2026-11-02\n日元,4.6812,2026-11-02\n贝壳,1,2026-11-02\n",
                vec!["2026-11-02 USD CNY 7.1025", "2026-11-02 JPY CNY 0.046812"],
                1,
            ),
            (
                "one column per pair",
                "日期,USD/CNY,100JPY/CNY,CNY/MYR,EUR/CNY\n2026-11-02,7.1025,4.6812,0.61,---\nsource: market,,,,\n",
                vec!["2026-11-02 USD CNY 7.1025", "2026-11-02 JPY CNY 0.046812", "2026-11-02 MYR CNY 1.6393442623"],
                1,
            ),
            (
                "days first",
                "date,currency,rate\n02/11/2026,USD,7\n23/11/2026,USD,7.1\n",
                vec!["2026-11-02 USD CNY 7", "2026-11-23 USD CNY 7.1"],
                0,
            ),
            ("bad values", "date,currency,rate\n2026-11-02,USD,seven\n,USD,7\n2026-11-02,USD,-7\n", vec![], 3),
            ("no rates at all", "company,country\nHermann,DE\n", vec![], 0),
        ] {
            let (found, left) = read(text, cny);
            assert_eq!((found, left), (rates.into_iter().map(str::to_owned).collect(), unread), "{name}");
        }
    }
}
