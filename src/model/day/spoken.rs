//! Days as a person types them beside the written forms: `in 3 days`, `next friday`, `+2w`, `三天后`, `下周五`, `月底`.
//!
//! Lists are never read this way: what "tomorrow" meant there nobody knows. The day of the typing is an argument.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::PartialDay;
use super::reading::{DayOrder, DayReading, read_day};
use crate::model::text::fold;

/// Reads what was typed on the day `today`; a day and month without a year mean the occurrence that is nearest.
///
/// What could be two days (`5/3/2026`) or none is not read.
pub fn read_typed(text: &str, today: NaiveDate) -> Option<PartialDay> {
    let text = text.trim();
    match read_day(text, DayOrder::Unknown) {
        DayReading::WithoutYear { month, day } => nearest(month, day, today).map(PartialDay::of_day),
        DayReading::Unreadable | DayReading::Empty => spoken(text, today),
        reading => reading.known(),
    }
}

/// The occurrence of a day and month that is nearest to `today`, the coming one of two equally far.
fn nearest(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    // The 29th of February may be four years off, or eight around 1900 and 2100.
    (today.year() - 8..=today.year() + 8)
        .rev()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .min_by_key(|date| (*date - today).num_days().abs())
}

fn spoken(text: &str, today: NaiveDate) -> Option<PartialDay> {
    if text.len() > 60 {
        return None;
    }
    let folded: String = fold(text).chars().map(of_mainland).collect();
    let words = folded.trim().trim_end_matches(['.', '。', '!']);
    if let Some(month) = words.strip_suffix('月').and_then(number).filter(|month| (1..=12).contains(month)) {
        let month = u32::try_from(month).ok()?;
        let near = nearest(month, 15, today)?;
        return PartialDay::of_month(near.year(), month);
    }
    if ["next month", "下个月", "下月"].contains(&words) {
        let next = today.checked_add_months(Months::new(1))?;
        return PartialDay::of_month(next.year(), next.month());
    }
    english(words, today).or_else(|| chinese(words, today)).map(PartialDay::of_day)
}

/// Traditional characters in words for days.
fn of_mainland(c: char) -> char {
    match c {
        '週' => '周',
        '後' => '后',
        '個' => '个',
        '號' => '号',
        '兩' => '两',
        '禮' => '礼',
        '這' => '这',
        other => other,
    }
}

/// Units of time that are counted.
#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

fn away(today: NaiveDate, count: i64, unit: Unit) -> Option<NaiveDate> {
    if count.abs() > 40_000 {
        return None;
    }
    let steps = u32::try_from(count.abs()).ok()?;
    let (days, months) = match unit {
        Unit::Day => (steps, 0),
        Unit::Week => (steps * 7, 0),
        Unit::Month => (0, steps),
        Unit::Year => (0, steps * 12),
    };
    let date = if count < 0 {
        today.checked_sub_days(Days::new(days.into()))?.checked_sub_months(Months::new(months))
    } else {
        today.checked_add_days(Days::new(days.into()))?.checked_add_months(Months::new(months))
    };
    date.filter(|date| (1900..=2199).contains(&date.year()))
}

/// The weekday in the week that lies `weeks` after the one of `today`; weeks begin on Monday.
fn in_week(today: NaiveDate, weekday: Weekday, weeks: i64) -> Option<NaiveDate> {
    let monday = i64::from(today.weekday().num_days_from_monday());
    away(today, weeks * 7 - monday + i64::from(weekday.num_days_from_monday()), Unit::Day)
}

/// The next such weekday, today included.
fn coming(today: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let ahead = (7 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
    away(today, ahead.into(), Unit::Day)
}

fn month_end(today: NaiveDate, months: i64) -> Option<NaiveDate> {
    let first = away(today.with_day(1)?, months, Unit::Month)?;
    first.checked_add_months(Months::new(1))?.pred_opt()
}

fn english(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words = words.strip_prefix("on ").unwrap_or(words);
    match words {
        "today" | "now" => return Some(today),
        "tomorrow" | "tmr" | "tomorow" => return away(today, 1, Unit::Day),
        "yesterday" => return away(today, -1, Unit::Day),
        "day after tomorrow" | "the day after tomorrow" => return away(today, 2, Unit::Day),
        "day before yesterday" | "the day before yesterday" => return away(today, -2, Unit::Day),
        "next week" => return away(today, 1, Unit::Week),
        "last week" => return away(today, -1, Unit::Week),
        "next year" => return away(today, 1, Unit::Year),
        "end of month" | "end of the month" | "month end" | "eom" => return month_end(today, 0),
        "end of next month" => return month_end(today, 1),
        "end of year" | "end of the year" | "year end" => return NaiveDate::from_ymd_opt(today.year(), 12, 31),
        _ => {}
    }
    if let Some(day) = weekday(words) {
        return coming(today, day);
    }
    for (prefix, weeks) in [("next ", 1), ("this ", 0), ("last ", -1)] {
        if let Some(day) = words.strip_prefix(prefix).and_then(weekday) {
            return in_week(today, day, weeks);
        }
    }
    let (sign, counted) = match words.strip_prefix("in ").or_else(|| words.strip_prefix('+')) {
        Some(rest) => (1, rest),
        None => match words.strip_suffix(" ago").or_else(|| words.strip_prefix('-')) {
            Some(rest) => (-1, rest),
            None => (1, words.strip_suffix(" from now").unwrap_or(words)),
        },
    };
    let counted = counted.trim();
    let end = counted.find(|c: char| !c.is_ascii_digit()).unwrap_or(counted.len());
    let (count, unit) = if end > 0 {
        (counted[..end].parse::<i64>().ok()?, counted[end..].trim())
    } else {
        let (word, unit) = counted.split_once(' ')?;
        const WORDS: [&str; 11] = ["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        let at = WORDS.iter().position(|known| *known == word).or_else(|| (word == "an").then_some(0))?;
        (at.max(1) as i64, unit.trim())
    };
    let unit = match unit {
        "" if words.starts_with(['+', '-']) || words.starts_with("in ") => Unit::Day,
        "d" | "day" | "days" => Unit::Day,
        "w" | "wk" | "week" | "weeks" => Unit::Week,
        "m" | "mo" | "month" | "months" => Unit::Month,
        "y" | "year" | "years" => Unit::Year,
        _ => return None,
    };
    away(today, sign * count, unit)
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Mon,
        "tuesday" | "tue" | "tues" => Weekday::Tue,
        "wednesday" | "wed" => Weekday::Wed,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thu,
        "friday" | "fri" => Weekday::Fri,
        "saturday" | "sat" => Weekday::Sat,
        "sunday" | "sun" => Weekday::Sun,
        _ => return None,
    })
}

fn chinese(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    match words {
        "今天" | "今日" => return Some(today),
        "明天" | "明日" => return away(today, 1, Unit::Day),
        "后天" => return away(today, 2, Unit::Day),
        "大后天" => return away(today, 3, Unit::Day),
        "昨天" | "昨日" => return away(today, -1, Unit::Day),
        "前天" => return away(today, -2, Unit::Day),
        "下周" | "下星期" | "下个星期" | "下礼拜" => return away(today, 1, Unit::Week),
        "上周" | "上星期" | "上个星期" => return away(today, -1, Unit::Week),
        "明年" => return away(today, 1, Unit::Year),
        "月底" | "月末" | "本月底" | "这个月底" => return month_end(today, 0),
        "下月底" | "下个月底" | "下月末" => return month_end(today, 1),
        "下月初" | "下个月初" => return month_end(today, 0)?.succ_opt(),
        "年底" | "年末" => return NaiveDate::from_ymd_opt(today.year(), 12, 31),
        "半个月后" => return away(today, 15, Unit::Day),
        "半年后" => return away(today, 6, Unit::Month),
        _ => {}
    }
    for (prefix, weeks) in [("下下", Some(2)), ("下", Some(1)), ("上", Some(-1)), ("本", Some(0)), ("这", Some(0)), ("", None)] {
        let Some(rest) = words.strip_prefix(prefix).map(|rest| rest.strip_prefix('个').unwrap_or(rest)) else { continue };
        let day = ["星期", "礼拜", "周"].iter().find_map(|week| rest.strip_prefix(week)).and_then(chinese_weekday);
        if let Some(day) = day {
            return weeks.map_or_else(|| coming(today, day), |weeks| in_week(today, day, weeks));
        }
    }
    for (prefix, months) in [("下个月", Some(1)), ("下月", Some(1)), ("这个月", Some(0)), ("本月", Some(0)), ("", None)] {
        let day = words.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(['号', '日'])).and_then(number);
        if let Some(day) = day.and_then(|day| u32::try_from(day).ok()) {
            let first = today.with_day(1)?;
            return match months {
                Some(months) => away(first, months, Unit::Month)?.with_day(day),
                // "The 25th" is the coming one.
                None => (0..3).filter_map(|month| away(first, month, Unit::Month)?.with_day(day)).find(|date| *date >= today),
            };
        }
    }
    let (sign, counted) = ["以后", "之后", "后"]
        .iter()
        .find_map(|end| words.strip_suffix(end))
        .map(|rest| (1, rest))
        .or_else(|| ["以前", "之前", "前"].iter().find_map(|end| words.strip_suffix(end)).map(|rest| (-1, rest)))?;
    let counted = counted.trim();
    for (ends, unit) in [
        (["个星期", "星期", "周", "个礼拜"].as_slice(), Unit::Week),
        (&["个月"], Unit::Month),
        (&["天", "日"], Unit::Day),
        (&["年"], Unit::Year),
    ] {
        if let Some(count) = ends.iter().find_map(|end| counted.strip_suffix(end)).and_then(number) {
            return away(today, sign * count, unit);
        }
    }
    None
}

fn chinese_weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "一" | "1" => Weekday::Mon,
        "二" | "2" => Weekday::Tue,
        "三" | "3" => Weekday::Wed,
        "四" | "4" => Weekday::Thu,
        "五" | "5" => Weekday::Fri,
        "六" | "6" => Weekday::Sat,
        "日" | "天" | "7" => Weekday::Sun,
        _ => return None,
    })
}

/// A whole number below a hundred in Chinese, any in digits.
fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    if !text.is_empty() && text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit = |text: &str| {
        let mut letters = text.chars();
        let (letter, rest) = (letters.next()?, letters.next());
        if rest.is_some() {
            return None;
        }
        if letter == '两' {
            return Some(2);
        }
        "零一二三四五六七八九".chars().position(|known| known == letter).map(|at| at as i64)
    };
    match text.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
        None => digit(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-20 is a Friday.
    fn read(text: &str) -> String {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
        read_typed(text, today).map_or_else(String::new, |day| day.to_string())
    }

    #[test]
    fn what_a_person_types_is_read_from_the_day_of_the_typing() {
        for (text, day) in [
            ("2026-12-01", "2026-12-01"),
            ("2026-12", "2026-12"),
            ("March 2027", "2027-03"),
            ("today", "2026-11-20"),
            ("Tomorrow", "2026-11-21"),
            ("in 3 days", "2026-11-23"),
            ("in a week", "2026-11-27"),
            ("in two weeks", "2026-12-04"),
            ("3 days ago", "2026-11-17"),
            ("+3", "2026-11-23"),
            ("+2w", "2026-12-04"),
            ("-1m", "2026-10-20"),
            ("10d", "2026-11-30"),
            ("2 weeks from now", "2026-12-04"),
            ("friday", "2026-11-20"),
            ("mon", "2026-11-23"),
            ("next friday", "2026-11-27"),
            ("last monday", "2026-11-09"),
            ("next week", "2026-11-27"),
            ("next month", "2026-12"),
            ("end of month", "2026-11-30"),
            ("in 1 month", "2026-12-20"),
            ("5 Mar", "2027-03-05"),
            ("20 Oct", "2026-10-20"),
            ("3/5", "2027-03-05"),
            ("今天", "2026-11-20"),
            ("明天", "2026-11-21"),
            ("大后天", "2026-11-23"),
            ("3天后", "2026-11-23"),
            ("三天后", "2026-11-23"),
            ("十二天以后", "2026-12-02"),
            ("两周后", "2026-12-04"),
            ("两个星期后", "2026-12-04"),
            ("３个月后", "2027-02-20"),
            ("一年前", "2025-11-20"),
            ("周五", "2026-11-20"),
            ("星期一", "2026-11-23"),
            ("下周五", "2026-11-27"),
            ("下下周二", "2026-12-01"),
            ("下週五", "2026-11-27"),
            ("上周三", "2026-11-11"),
            ("本周日", "2026-11-22"),
            ("月底", "2026-11-30"),
            ("下个月", "2026-12"),
            ("下个月5号", "2026-12-05"),
            ("25号", "2026-11-25"),
            ("5号", "2026-12-05"),
            ("年底", "2026-12-31"),
            ("半年后", "2027-05-20"),
            ("3月", "2027-03"),
            ("3月5日", "2027-03-05"),
        ] {
            assert_eq!(read(text), day, "{text}");
        }
    }

    #[test]
    fn what_could_be_two_days_or_none_is_not_read() {
        for text in [
            "",
            "5/3/2026",
            "soon",
            "ASAP",
            "in many days",
            "+",
            "13月",
            "周八",
            "32号",
            "next",
            "in 99999999 days",
            "天后",
            "a",
            "Q3 2026",
            "十十天后",
        ] {
            assert_eq!(read(text), "", "{text}");
        }
    }

    #[test]
    fn the_end_of_time_is_not_passed() {
        let late = NaiveDate::from_ymd_opt(2199, 12, 30).expect("a day");
        assert_eq!(read_typed("in 5 days", late), None);
        let leap = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
        assert_eq!(read_typed("29 Feb", leap).map(|day| day.to_string()).as_deref(), Some("2028-02-29"));
    }
}
