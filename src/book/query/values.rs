//! Reads what stands behind the colon by the kind of the field.

use std::ops::Bound;
use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::names::{Reads, Subject};
use super::parse::settled;
use super::tokens::Sign;
use super::{Known, Problem, Test, nearest};
use crate::model::country::Country;
use crate::model::currency::{Currency, CurrencyCode};
use crate::model::day::{DayOrder, DayReading, PartialDay, read_day};
use crate::model::extra::{read_number, read_tick};
use crate::model::field::Choice;
use crate::model::money::parse_amount;
use crate::model::{Field, text};

/// What a value asks for.
pub(super) enum Read {
    /// The value must be so.
    Test(Test),
    /// Something must be known.
    Anything,
    /// Nothing must be known.
    Nothing,
    /// The value must not be so; and how the test is written.
    Unlike(Test, &'static str),
}

/// How the values of `subject` must be; `None` where nothing is asked yet.
pub(super) fn test_of(subject: &Subject, sign: Sign, typed: &str, known: &Known<'_>) -> Result<Option<Read>, Problem> {
    let value = typed.trim();
    if value.is_empty() {
        return Ok(None);
    }
    if value == "*" && sign == Sign::None {
        return Ok(Some(Read::Anything));
    }
    let test = match subject.reads() {
        Reads::Number => numbers(value, sign, |text| {
            read_number(text.trim_end_matches(['%', '％'])).ok_or_else(|| Problem::NotANumber(text.to_owned()))
        })?,
        Reads::Stars => numbers(value, sign, |text| stars(text).ok_or_else(|| Problem::NotANumber(text.to_owned())))?,
        Reads::Money => amounts(value, sign)?,
        Reads::Days { is_ahead } => return days(value, sign, is_ahead, known.today),
        _ if *subject == Subject::Field(Field::Pool) && NOT_IN_POOL.contains(&text::fold(value).as_str()) => {
            let (word, test) = in_pool();
            return Ok(Some(Read::Unlike(test, word)));
        }
        _ if *subject == Subject::Field(Field::Pool) && IN_POOL.contains(&text::fold(value).as_str()) => in_pool().1,
        Reads::Tick => match read_tick(value) {
            Some(ticked) => Test::Tick(ticked),
            None if "yes".starts_with(&text::fold(value)) || "false".starts_with(&text::fold(value)) => return Ok(None),
            None if "true".starts_with(&text::fold(value)) => return Ok(None),
            None => return Err(Problem::NotATick(value.to_owned())),
        },
        reads => {
            if !matches!(sign, Sign::None | Sign::Equal) {
                return Err(Problem::NoOrder(subject.label().to_owned()));
            }
            match words(reads, sign == Sign::Equal, value).map_err(|text| unknown(subject, &text))? {
                Some(test) => test,
                None => return Ok(None),
            }
        }
    };
    let is_open = matches!(
        test,
        Test::Number { from: Bound::Unbounded, to: Bound::Unbounded } | Test::Amount { from: Bound::Unbounded, to: Bound::Unbounded, .. }
    );
    Ok(Some(Read::Test(test)).filter(|_| !is_open))
}

/// Words for being in the public pool beside those of its choices, and for being anywhere else.
const IN_POOL: [&str; 6] = ["in", "true", "1", "在", "在公海", "公海中"];
const NOT_IN_POOL: [&str; 7] = ["no", "out", "false", "0", "否", "不在", "非公海"];

/// How being in the pool is written, and the test for it.
fn in_pool() -> (&'static str, Test) {
    let words = Field::Pool.spec().choices.first().map_or(["", ""], |choice| [choice.zh, choice.en]);
    (words[1], Test::Text { equals: words.map(text::fold).to_vec(), contains: None })
}

/// What is said of a word that no value of a closed set is called.
fn unknown(subject: &Subject, text: &str) -> Problem {
    let nearest = nearest::of_closed(subject.reads(), text).into_iter().next().map(|(_, label)| label);
    Problem::UnknownValue { field: subject.label().to_owned(), text: text.to_owned(), nearest }
}

/// Values that are words; `None` where nothing is left of the word, the word where no value of a closed set has it.
fn words(reads: Reads, is_exact: bool, value: &str) -> Result<Option<Test>, String> {
    let bare = if is_exact { value } else { value.trim_matches('*') };
    let has_star = bare.len() < value.len();
    let folded = settled(bare);
    if folded.is_empty() {
        return Ok(None);
    }
    let equals = |values: Vec<String>| Test::Text { equals: values, contains: None };
    let part = |equals: Vec<String>| Test::Text { equals, contains: Some(folded.clone()) };
    Ok(Some(match reads {
        Reads::Group => {
            let levels: Vec<String> = bare.split(['/', '\\', '／']).map(settled).filter(|level| !level.is_empty()).collect();
            if levels.is_empty() {
                return Ok(None);
            }
            Test::Path { levels, is_whole: is_exact }
        }
        Reads::Country => match Country::find(bare) {
            Some(country) if !has_star => equals(vec![text::fold(country.iso2)]),
            _ if is_exact => equals(vec![folded]),
            _ => {
                let holds = |country: &&Country| [country.name_en, country.name_zh].iter().any(|name| text::fold(name).contains(&folded));
                let codes: Vec<String> = Country::all().iter().filter(holds).map(|country| text::fold(country.iso2)).collect();
                // Between stars any text will do, and behind `=` exactly this one: lists bring what no country is called.
                if codes.is_empty() && !has_star {
                    return Err(bare.to_owned());
                }
                part(codes)
            }
        },
        Reads::Currency => match Currency::find(bare) {
            Some(currency) if !has_star => equals(vec![text::fold(currency.code.as_str())]),
            _ if is_exact => equals(vec![folded]),
            _ => {
                let holds = |currency: &&Currency| {
                    let names = [currency.code.as_str(), currency.name_en, currency.name_zh];
                    names.iter().any(|name| text::fold(name).contains(&folded))
                };
                let codes: Vec<String> = Currency::all().iter().filter(holds).map(|currency| text::fold(currency.code.as_str())).collect();
                if codes.is_empty() && !has_star {
                    return Err(bare.to_owned());
                }
                part(codes)
            }
        },
        Reads::Choice(choices) => {
            let both = |choice: &Choice| [text::fold(choice.zh), text::fold(choice.en)];
            let listed = choices.iter().map(both).find(|names| names.contains(&folded)).filter(|_| !has_star);
            match listed {
                Some(names) => equals(names.to_vec()),
                None if is_exact => equals(vec![folded]),
                None => part(choices.iter().map(both).filter(|names| names.iter().any(|name| name.contains(&folded))).flatten().collect()),
            }
        }
        Reads::Tags if !has_star => equals(vec![folded]),
        Reads::Phone if !is_exact && digits_of(&folded).is_some() => Test::Digits(digits_of(&folded).unwrap_or_default()),
        _ if is_exact => equals(vec![folded]),
        _ => part(Vec::new()),
    }))
}

/// The digits of a number as people write it; none where there are letters, or fewer than five digits.
pub(super) fn digits_of(folded: &str) -> Option<String> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | ' ' | '.' | '/');
    if !folded.chars().all(is_number) {
        return None;
    }
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 5).then_some(digits)
}

fn stars(text: &str) -> Option<f64> {
    let narrow = text::narrow(text.trim()).into_owned();
    let drawn = narrow.chars().filter(|c| matches!(c, '★' | '⭐' | '*')).count();
    if drawn > 0 && narrow.chars().all(|c| matches!(c, '★' | '⭐' | '*' | '☆' | '\u{fe0f}')) {
        return Some(drawn as f64);
    }
    narrow.trim_end_matches(['星', '★']).trim().parse::<u8>().ok().map(f64::from)
}

/// The two ends of `a..b`, each empty where it is open.
fn ends(value: &str) -> Option<(&str, &str)> {
    ["...", "..", "…", "~", "～", "至", "到"].into_iter().find_map(|between| value.split_once(between))
}

fn span(sign: Sign, number: f64) -> (Bound<f64>, Bound<f64>) {
    match sign {
        Sign::None | Sign::Equal => (Bound::Included(number), Bound::Included(number)),
        Sign::More => (Bound::Excluded(number), Bound::Unbounded),
        Sign::AtLeast => (Bound::Included(number), Bound::Unbounded),
        Sign::Less => (Bound::Unbounded, Bound::Excluded(number)),
        Sign::AtMost => (Bound::Unbounded, Bound::Included(number)),
    }
}

fn numbers(value: &str, sign: Sign, read: impl Fn(&str) -> Result<f64, Problem>) -> Result<Test, Problem> {
    let end = |text: &str| -> Result<Bound<f64>, Problem> {
        if text.trim().is_empty() { Ok(Bound::Unbounded) } else { read(text.trim()).map(Bound::Included) }
    };
    let (from, to) = match ends(value) {
        Some((from, to)) if sign == Sign::None => (end(from)?, end(to)?),
        _ => span(sign, read(value)?),
    };
    Ok(Test::Number { from, to })
}

fn amounts(value: &str, sign: Sign) -> Result<Test, Problem> {
    // `1000-5000` is no number, so it can only be a range.
    let dashed = || value.split_once('-').filter(|(from, to)| has_digit(from) && has_digit(to));
    let mut currency = CurrencyCode::UNKNOWN;
    let mut read = |text: &str| -> Result<f64, Problem> {
        let money = parse_amount(text, CurrencyCode::UNKNOWN).map_err(|_| Problem::NotAnAmount(text.to_owned()))?;
        if money.currency.is_known() {
            if currency.is_known() && currency != money.currency {
                return Err(Problem::TwoCurrencies(value.to_owned()));
            }
            currency = money.currency;
        }
        Ok(money.number())
    };
    let mut end = |text: &str| -> Result<Bound<f64>, Problem> {
        if text.trim().is_empty() { Ok(Bound::Unbounded) } else { read(text.trim()).map(Bound::Included) }
    };
    let (from, to) = if let Some((from, to)) = ends(value).or_else(dashed).filter(|_| sign == Sign::None) {
        (end(from)?, end(to)?)
    } else if !has_digit(value) {
        // A currency alone: any amount in it.
        let found = Currency::find(value).ok_or_else(|| Problem::NotAnAmount(value.to_owned()))?;
        return Ok(Test::In(found.code));
    } else {
        span(sign, read(value)?)
    };
    let currency = Some(currency).filter(|currency| currency.is_known());
    Ok(Test::Amount { from, to, currency, worth: Arc::default() })
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|c| text::narrow_char(c).is_ascii_digit())
}

/// Words for nothing, where a day could stand.
const NEVER: [&str; 8] = ["never", "none", "no", "从未", "从不", "无", "没有", "空"];
/// Words for what is past its day.
const OVERDUE: [&str; 5] = ["overdue", "late", "逾期", "过期", "超期"];

/// Days, months, years, words and spans.
fn days(value: &str, sign: Sign, is_ahead: bool, today: NaiveDate) -> Result<Option<Read>, Problem> {
    let wrong = || Problem::NotADay(value.to_owned());
    let between = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
        Ok(Some(Read::Test(Test::Days { from, to })).filter(|_| from.is_some() || to.is_some()))
    };
    let folded = text::fold(value);
    if NEVER.contains(&folded.as_str()) {
        return Ok(Some(Read::Nothing));
    }
    if OVERDUE.contains(&folded.as_str()) {
        return between(None, today.pred_opt());
    }
    if let Some((from, to)) = ends(value).filter(|_| sign == Sign::None) {
        let end = |text: &str| -> Result<Option<(NaiveDate, NaiveDate)>, Problem> {
            if text.trim().is_empty() { Ok(None) } else { when(text.trim(), today).map(Some).ok_or_else(wrong) }
        };
        return between(end(from)?.map(|(first, _)| first), end(to)?.map(|(_, last)| last));
    }
    if let Some((count, unit)) = length(&folded) {
        // A day less is nearer, a day more is farther, on either side of today.
        let at = |more: i64| shifted(today, count, unit, is_ahead).and_then(|day| moved(day, if is_ahead { more } else { -more }));
        let near = |edge: Option<NaiveDate>| if is_ahead { (Some(today), edge) } else { (edge, None) };
        let far = |edge: Option<NaiveDate>| if is_ahead { (edge, None) } else { (None, edge) };
        let edge = at(0).ok_or_else(wrong)?;
        let (from, to) = match sign {
            Sign::Less => near(at(-1)),
            Sign::None | Sign::AtMost => near(Some(edge)),
            Sign::More => far(at(1)),
            Sign::AtLeast => far(Some(edge)),
            Sign::Equal => (Some(edge), Some(edge)),
        };
        return between(from, to);
    }
    let Some((first, last)) = when(value, today) else {
        let is_begun = |word: &str| word.starts_with(&folded) && folded.chars().count() < word.chars().count();
        let words = NEVER.iter().chain(&OVERDUE).chain(RELATIVE.iter().flat_map(|(words, _)| *words));
        return if words.into_iter().any(|word| is_begun(word)) { Ok(None) } else { Err(wrong()) };
    };
    let (before, after) = (first.pred_opt(), last.succ_opt());
    match sign {
        Sign::None | Sign::Equal => between(Some(first), Some(last)),
        Sign::More => between(after, None),
        Sign::AtLeast => between(Some(first), None),
        Sign::Less => between(None, before),
        Sign::AtMost => between(None, Some(last)),
    }
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// `30d`, `2周`, `3 months`; up to three figures alone are days.
fn length(folded: &str) -> Option<(u32, Unit)> {
    let end = folded.find(|c: char| !c.is_ascii_digit()).unwrap_or(folded.len());
    let (number, unit) = folded.split_at(end);
    let count: u32 = number.parse().ok().filter(|_| number.len() <= 4)?;
    let unit = unit.trim();
    let begins = |words: &[&str]| words.iter().any(|word| word.starts_with(unit));
    let unit = if unit.is_empty() {
        return (number.len() <= 3).then_some((count, Unit::Day));
    } else if begins(&["days", "天", "日"]) {
        Unit::Day
    } else if begins(&["weeks", "wks", "周", "星期", "个星期", "礼拜"]) {
        Unit::Week
    } else if begins(&["months", "mths", "个月", "月"]) {
        Unit::Month
    } else if begins(&["years", "yrs", "年"]) && number.len() <= 3 {
        Unit::Year
    } else {
        return None;
    };
    Some((count, unit))
}

fn shifted(day: NaiveDate, count: u32, unit: Unit, is_ahead: bool) -> Option<NaiveDate> {
    match (unit, is_ahead) {
        (Unit::Day, true) => day.checked_add_days(Days::new(count.into())),
        (Unit::Day, false) => day.checked_sub_days(Days::new(count.into())),
        (Unit::Week, true) => day.checked_add_days(Days::new(u64::from(count) * 7)),
        (Unit::Week, false) => day.checked_sub_days(Days::new(u64::from(count) * 7)),
        (Unit::Month, true) => day.checked_add_months(Months::new(count)),
        (Unit::Month, false) => day.checked_sub_months(Months::new(count)),
        (Unit::Year, true) => day.checked_add_months(Months::new(count * 12)),
        (Unit::Year, false) => day.checked_sub_months(Months::new(count * 12)),
    }
}

fn moved(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let step = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) }
}

/// What a word for a time means: a unit, and how many of it from now.
type Around = (&'static [&'static str], (Unit, i64));

const RELATIVE: [Around; 12] = [
    (&["today", "今天", "今日"], (Unit::Day, 0)),
    (&["yesterday", "昨天", "昨日"], (Unit::Day, -1)),
    (&["tomorrow", "明天", "明日"], (Unit::Day, 1)),
    (&["thisweek", "week", "本周", "这周"], (Unit::Week, 0)),
    (&["lastweek", "上周"], (Unit::Week, -1)),
    (&["nextweek", "下周"], (Unit::Week, 1)),
    (&["thismonth", "month", "本月", "这个月"], (Unit::Month, 0)),
    (&["lastmonth", "上月", "上个月"], (Unit::Month, -1)),
    (&["nextmonth", "下月", "下个月"], (Unit::Month, 1)),
    (&["thisyear", "year", "今年", "本年"], (Unit::Year, 0)),
    (&["lastyear", "去年"], (Unit::Year, -1)),
    (&["nextyear", "明年"], (Unit::Year, 1)),
];

/// The first and last day that a text for a time means.
fn when(typed: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let folded: String = text::fold(typed).chars().filter(|c| !matches!(c, ' ' | '_')).collect();
    let word: String = folded.replace('-', "");
    if let Some((_, (unit, count))) = RELATIVE.iter().find(|(words, _)| words.contains(&word.as_str())) {
        return around(today, *unit, *count);
    }
    if let Some(signed) = folded.strip_prefix(['+', '-'])
        && let Some((count, unit)) = length(signed)
    {
        let day = shifted(today, count, unit, folded.starts_with('+'))?;
        return Some((day, day));
    }
    let known = |text: &str| match read_day(text, DayOrder::Unknown) {
        DayReading::WithoutYear { month, day } => NaiveDate::from_ymd_opt(today.year(), month, day).map(PartialDay::of_day),
        reading => reading.known(),
    };
    // While a day is being typed, `2026-0` is the year so far.
    let unfinished = || known(typed.trim_end_matches('0').trim_end_matches('-')).filter(|_| typed.ends_with('-') || typed.ends_with("-0"));
    known(typed).or_else(unfinished).map(|day| (day.first_day(), day.last_day()))
}

fn around(today: NaiveDate, unit: Unit, count: i64) -> Option<(NaiveDate, NaiveDate)> {
    match unit {
        Unit::Day => moved(today, count).map(|day| (day, day)),
        Unit::Week => {
            let monday = moved(today, count * 7 - i64::from(today.weekday().num_days_from_monday()))?;
            Some((monday, moved(monday, 6)?))
        }
        Unit::Month => {
            let day = shifted(today, u32::try_from(count.unsigned_abs()).ok()?, Unit::Month, count >= 0)?;
            PartialDay::of_month(day.year(), day.month()).map(|month| (month.first_day(), month.last_day()))
        }
        Unit::Year => PartialDay::of_year(today.year() + i32::try_from(count).ok()?).map(|year| (year.first_day(), year.last_day())),
    }
}
