//! The phrases that mean something in a line for a touch: days with a time, promises, who spoke.
//!
//! Every rule errs on the side of leaving words in the text: what is taken out wrongly is lost to the eye, what stays can be read.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::{QuickNext, QuickPromise};
use crate::model::day::{PartialDay, read_typed};
use crate::model::follow::{Channel, Direction, PromisedBy};
use crate::model::habits::read_time;
use crate::model::text::{narrow_char, simplified};

/// The most letters of a phrase for a day.
const LONGEST_DAY: usize = 24;

/// Where a part of the line stands that may be the next day.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'a> {
    /// It is all that is said.
    Alone,
    /// Behind this one.
    Behind(&'a str),
}

/// How the last part of a line ends.
#[derive(Debug)]
pub(super) struct Ending<'a> {
    /// What of it was said.
    pub kept: &'a str,
    /// When to be in touch again.
    pub next: Option<QuickNext>,
    /// When it happened.
    pub happened_on: Option<NaiveDate>,
}

/// How sure a day must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// It stands for itself between separators, or behind a word such as "by".
    Apart,
    /// It follows words of a sentence.
    Within,
}

/// Words before a day that make it part of what is said: of a delivery, a payment, a validity.
const OF_WHAT_IS_SAID: &[&str] = &[
    "by",
    "before",
    "on",
    "till",
    "until",
    "til",
    "from",
    "since",
    "for",
    "after",
    "of",
    "and",
    "to",
    "delivery",
    "deliver",
    "delivered",
    "ship",
    "ships",
    "shipment",
    "shipping",
    "shipped",
    "ready",
    "etd",
    "eta",
    "valid",
    "validity",
    "expires",
    "expiry",
    "deadline",
    "arrive",
    "arrives",
    "arrival",
    "arrived",
    "dated",
    "lc",
    "l/c",
    "payment",
    "pay",
    "pays",
    "paid",
    "due",
    "production",
    "finish",
    "finished",
    "leave",
    "leaves",
    "closed",
    "closes",
    "open",
    "opens",
    "holiday",
    "lead",
    "time",
    "vessel",
    "closing",
    "cutoff",
    "cut-off",
    "sailing",
    "at",
    "is",
    "was",
    "till",
    "between",
    "around",
    "about",
];

/// The same in Chinese: ends of the word before.
const OF_WHAT_IS_SAID_ZH: &[&str] = &[
    "交期",
    "交货",
    "交货期",
    "船期",
    "截止",
    "截止到",
    "有效期",
    "有效期至",
    "到",
    "至",
    "前",
    "开船",
    "到港",
    "离港",
    "出货",
    "发货",
    "付款",
    "到货",
    "生产",
    "放假",
    "截关",
    "截单",
    "效期",
    "是",
    "在",
    "于",
    "从",
    "自",
    "日期",
    "完成",
];

/// Words that begin what a person is going to do.
const TO_DO: &[&str] = &[
    "call",
    "phone",
    "ring",
    "mail",
    "email",
    "e-mail",
    "write",
    "ask",
    "visit",
    "meet",
    "remind",
    "check",
    "follow",
    "chase",
    "send",
    "confirm",
    "discuss",
    "talk",
    "quote",
    "offer",
    "whatsapp",
    "wechat",
    "再",
    "打电话",
    "电话",
    "发邮件",
    "邮件",
    "拜访",
    "催",
    "确认",
    "问",
    "发",
    "寄",
    "跟进",
    "联系",
    "回访",
    "提醒",
    "报价",
    "沟通",
];

/// What may stand before the next day and says that it is one; the longer first.
const NEXT: &[&str] = &[
    "next follow-up:",
    "next follow up:",
    "next contact:",
    "next time:",
    "next touch:",
    "next:",
    "next -",
    "follow-up:",
    "follow up:",
    "follow-up",
    "follow up",
    "followup",
    "下次跟进时间",
    "下次跟进",
    "下次联系",
    "下次回访",
    "下次",
    "再跟进",
    "再联系",
    "跟进",
];

/// What may stand behind it in Chinese; the longer first.
const NEXT_BEHIND: &[&str] = &["再跟进一下", "再跟进", "再联系", "再沟通", "跟进", "联系", "再问", "再聊"];

/// Who promises, and how it begins; the longer first.
const PROMISES: &[(&str, PromisedBy)] = &[
    ("they promised to ", PromisedBy::Them),
    ("they promise to ", PromisedBy::Them),
    ("they promised", PromisedBy::Them),
    ("they promise", PromisedBy::Them),
    ("customer promised", PromisedBy::Them),
    ("customer promises", PromisedBy::Them),
    ("buyer promised", PromisedBy::Them),
    ("buyer promises", PromisedBy::Them),
    ("client promised", PromisedBy::Them),
    ("client promises", PromisedBy::Them),
    ("he promised", PromisedBy::Them),
    ("she promised", PromisedBy::Them),
    ("we promised", PromisedBy::Us),
    ("we promise", PromisedBy::Us),
    ("i promised", PromisedBy::Us),
    ("i promise", PromisedBy::Us),
    ("promised to ", PromisedBy::Us),
    ("promise to ", PromisedBy::Us),
    ("their promise:", PromisedBy::Them),
    ("our promise:", PromisedBy::Us),
    ("promises:", PromisedBy::Us),
    ("promised:", PromisedBy::Us),
    ("promise:", PromisedBy::Us),
    ("客户答应", PromisedBy::Them),
    ("客户承诺", PromisedBy::Them),
    ("对方答应", PromisedBy::Them),
    ("对方承诺", PromisedBy::Them),
    ("买家答应", PromisedBy::Them),
    ("买家承诺", PromisedBy::Them),
    ("他们答应", PromisedBy::Them),
    ("他们承诺", PromisedBy::Them),
    ("他答应", PromisedBy::Them),
    ("她答应", PromisedBy::Them),
    ("我们答应", PromisedBy::Us),
    ("我方答应", PromisedBy::Us),
    ("我们承诺", PromisedBy::Us),
    ("我方承诺", PromisedBy::Us),
    ("我答应", PromisedBy::Us),
    ("已答应", PromisedBy::Us),
    ("已承诺", PromisedBy::Us),
    ("答应", PromisedBy::Us),
    ("承诺", PromisedBy::Us),
];

/// A letter as it is compared.
fn plain(letter: char) -> char {
    simplified(narrow_char(letter)).to_ascii_lowercase()
}

/// What stands in `text` behind `word`, whatever its case and width.
fn behind<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut letters = text.char_indices();
    for expected in word.chars() {
        if plain(letters.next()?.1) != expected {
            return None;
        }
    }
    Some(letters.as_str())
}

/// What stands in `text` before `word`, whatever its case and width.
fn before<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut letters = text.chars();
    for expected in word.chars().rev() {
        if plain(letters.next_back()?) != expected {
            return None;
        }
    }
    Some(letters.as_str())
}

/// As [`behind`], where the word ends there: Latin words at no letter.
fn behind_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = behind(text, word)?;
    let goes_on = word.ends_with(|c: char| c.is_ascii_alphanumeric()) && rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    (!goes_on).then_some(rest)
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}')
}

fn lower(text: &str) -> String {
    text.chars().map(plain).collect()
}

/// Who spoke, where the name of the way says it: `来电`.
pub(super) fn direction_in_name(name: &str) -> Option<Direction> {
    match lower(name).as_str() {
        "来电" | "来信" | "来访" | "客户来访" => Some(Direction::In),
        "去电" | "致电" | "打电话" | "发邮件" => Some(Direction::Out),
        _ => None,
    }
}

/// Who spoke, as the front of a line says, and the rest. "In" and "out" say so only before a way.
pub(super) fn direction(rest: &str, has_channel: bool) -> Option<(Direction, &str)> {
    let at_end = |after: &str| after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | ',' | '，'));
    let words: &[(&str, Direction)] = &[
        ("incoming", Direction::In),
        ("outgoing", Direction::Out),
        ("from them", Direction::In),
        ("from us", Direction::Out),
        ("<", Direction::In),
        (">", Direction::Out),
        ("收到", Direction::In),
        ("来", Direction::In),
        ("收", Direction::In),
        ("去", Direction::Out),
        ("发", Direction::Out),
        ("发出", Direction::Out),
        ("互动", Direction::Both),
    ];
    let short: &[(&str, Direction)] = &[("in", Direction::In), ("out", Direction::Out), ("both", Direction::Both)];
    let said = |word: &str| behind(rest, word).filter(|after| at_end(after));
    let before_way = |word: &str| said(word).filter(|after| !has_channel && Channel::leading(after.trim_start()).is_some());
    let found = words.iter().find_map(|(word, direction)| Some((*direction, said(word)?)));
    let found = found.or_else(|| short.iter().find_map(|(word, direction)| Some((*direction, before_way(word)?))));
    // "Received" is part of what is said and says who spoke.
    let received = ["received", "收到", "客户问", "客户来"].iter().any(|word| behind(rest, word).is_some());
    found.or((has_channel && received).then_some((Direction::In, rest)))
}

/// Whether it is an inquiry that is told.
pub(super) fn is_inquiry(text: &str) -> bool {
    let text = lower(text);
    ["inquiry", "enquiry", "rfq", "request for quot", "询盘", "询价", "问价"].iter().any(|word| text.contains(word)) || text.ends_with('?')
}

/// Reads phrases on the day of typing.
pub(super) struct Phrases {
    today: NaiveDate,
}

impl Phrases {
    pub fn new(today: NaiveDate) -> Self {
        Self { today }
    }

    /// A day as a phrase of its own says it.
    fn day(&self, phrase: &str, standing: Standing) -> Option<PartialDay> {
        let text = lower(phrase.trim());
        if text.is_empty() || text.chars().count() > LONGEST_DAY {
            return None;
        }
        let is_figures = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ' ' | '+'));
        let is_certain = if is_figures {
            is_written_day(&text, standing)
        } else if text.chars().any(is_han) {
            // A mere month is a day only where it stands apart.
            standing == Standing::Apart || !text.ends_with('月')
        } else {
            is_spoken(&text, standing) || has_month_name(&text)
        };
        let day = if is_certain { read_typed(phrase, self.today)? } else { return None };
        // "Friday" said on a Friday is the next one.
        let is_weekday_alone = day.date() == Some(self.today) && is_weekday(&text);
        if is_weekday_alone { self.today.checked_add_days(chrono::Days::new(7)).map(PartialDay::of_day) } else { Some(day) }
    }

    /// A day with a time behind it, where there is one.
    fn moment(&self, phrase: &str, standing: Standing) -> Option<(PartialDay, Option<NaiveTime>)> {
        if let Some(day) = self.day(phrase, standing) {
            return Some((day, None));
        }
        let (day, time) = split_time(phrase)?;
        self.day(day, standing).map(|day| (day, Some(time)))
    }

    /// A day that lies behind, or today, on the front of a line.
    pub fn earlier_day<'a>(&self, rest: &'a str) -> Option<(NaiveDate, &'a str)> {
        let ends = rest.char_indices().filter(|(_, c)| c.is_whitespace() || matches!(c, ',' | '，' | ':' | '：')).map(|(at, _)| at);
        let ends: Vec<usize> = ends.take(3).chain([rest.len()]).collect();
        ends.into_iter().rev().filter(|end| *end > 0).find_map(|end| {
            let day = self.day(&rest[..end], Standing::Within)?.date().filter(|day| *day <= self.today)?;
            Some((day, &rest[end..]))
        })
    }

    /// What the last part of a line says about when.
    pub fn ending<'a>(&self, text: &'a str, place: Place<'_>) -> Option<Ending<'a>> {
        let text = text.trim_end_matches(['.', '!', '！', '。', ' ']);
        // "1/2, 3/4" are sizes.
        let is_fraction =
            matches!(place, Place::Behind(before) if is_fraction_like(text) && before.chars().rev().take(6).any(|c| c == '/'));
        if !is_fraction && let Some((due_on, due_time)) = self.moment(text, Standing::Apart) {
            return Some(self.when("", due_on, due_time, ""));
        }
        if let Some(after) = NEXT.iter().find_map(|word| behind_word(text, word)) {
            let after = after.trim_start_matches([':', '：', ' ', '-', ',', '，']);
            if let Some((due_on, due_time, goal)) = self.leading_moment(after) {
                return Some(Ending { kept: "", next: Some(QuickNext { due_on, due_time, goal: goal.to_owned() }), happened_on: None });
            }
        }
        if let Some((due_on, due_time)) = NEXT_BEHIND.iter().find_map(|word| self.moment(before(text, word)?, Standing::Apart)) {
            return Some(self.when("", due_on, due_time, ""));
        }
        self.trailing(text, place)
    }

    /// A day behind other words of the last part.
    fn trailing<'a>(&self, text: &'a str, place: Place<'_>) -> Option<Ending<'a>> {
        let starts = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
        // The longest phrase first, at most five words.
        let mut starts: Vec<usize> = starts.collect();
        let keep = starts.len().saturating_sub(5);
        starts.drain(..keep);
        let (at, (due_on, due_time)) = starts.into_iter().find_map(|at| {
            let phrase = &text[at..];
            let plain = NEXT_BEHIND.iter().find_map(|word| before(phrase, word)).unwrap_or(phrase);
            Some((at, self.moment(plain, Standing::Within)?))
        })?;
        let words = text[..at].trim();
        let last = lower(words.rsplit(char::is_whitespace).next().unwrap_or(""));
        let begins = lower(words);
        let is_to_do = matches!(place, Place::Behind(_)) && TO_DO.iter().any(|word| behind_word(&begins, word).is_some());
        if is_to_do {
            return Some(self.when("", due_on, due_time, words.strip_suffix(" on").unwrap_or(words)));
        }
        if OF_WHAT_IS_SAID.contains(&last.as_str()) || OF_WHAT_IS_SAID_ZH.iter().any(|word| last.ends_with(word)) {
            return None;
        }
        // A sentence in English goes on to its day; in Chinese the space before it sets it apart.
        let is_apart = text[at..].chars().next().is_some_and(is_han);
        Some(self.when(if is_apart { words } else { text }, due_on, due_time, ""))
    }

    /// Before today it happened, from tomorrow on it is next; today is next where a time is said.
    fn when<'a>(&self, kept: &'a str, due_on: PartialDay, due_time: Option<NaiveTime>, goal: &str) -> Ending<'a> {
        let is_next = due_on.last_day() > self.today || due_time.is_some() && due_on.date() == Some(self.today);
        if is_next {
            return Ending { kept, next: Some(QuickNext { due_on, due_time, goal: goal.to_owned() }), happened_on: None };
        }
        Ending { kept, next: None, happened_on: due_on.date() }
    }

    /// The longest phrase for a day in front, and what stands behind it.
    fn leading_moment<'a>(&self, text: &'a str) -> Option<(PartialDay, Option<NaiveTime>, &'a str)> {
        let ends = text.char_indices().map(|(at, _)| at).skip(1).chain([text.len()]).take_while(|at| *at <= LONGEST_DAY * 3);
        let mut ends: Vec<usize> = ends.filter(|at| ends_word(text, *at)).collect();
        ends.reverse();
        ends.into_iter().find_map(|at| {
            let (day, time) = self.moment(&text[..at], Standing::Apart)?;
            Some((day, time, text[at..].trim_start_matches([' ', ':', '：', ',', '，'])))
        })
    }

    /// A promise that a part of the line tells, and what stands before it.
    pub fn promise<'a>(&self, text: &'a str) -> Option<(&'a str, QuickPromise)> {
        let starts = text.char_indices().filter(|(at, _)| *at == 0 || text[..*at].ends_with(char::is_whitespace)).map(|(at, _)| at);
        let (at, side, body) =
            starts.flat_map(|at| PROMISES.iter().map(move |(word, side)| (at, *word, *side))).find_map(|(at, word, side)| {
                // Within a sentence only a colon or a Chinese word says so.
                let is_sure = at == 0 || word.ends_with(':') || word.starts_with(is_han);
                let body = if is_sure { behind_word(&text[at..], word) } else { None };
                Some((at, side, body?))
            })?;
        let body = body.trim_start_matches([':', '：', ' ', '了', '会']).trim();
        let body = body.strip_prefix("to ").unwrap_or(body);
        let body = body.trim_end_matches(['.', '!', '！', '。']);
        if body.is_empty() || body.starts_with(['不', '没']) {
            return None;
        }
        let (words, due_on) = self.promised_by(body);
        let due_on = due_on.map(|due| self.ahead(due));
        Some((text[..at].trim(), QuickPromise { side, text: words, due_on }))
    }

    /// A promise is for a day to come: one without a year that lies behind is that of next year.
    fn ahead(&self, due: PartialDay) -> PartialDay {
        match due.date().filter(|day| *day < self.today) {
            Some(day) => day.with_year(day.year() + 1).map_or(due, PartialDay::of_day),
            None => due,
        }
    }

    /// What was promised and by when: `send samples by 3 Dec`, `周三前寄样`, `寄样 周三`.
    fn promised_by(&self, body: &str) -> (String, Option<PartialDay>) {
        let starts = body.char_indices().filter(|(at, _)| *at == 0 || body[..*at].ends_with(char::is_whitespace)).map(|(at, _)| at);
        for at in starts {
            let phrase = &body[at..];
            let after = ["by the ", "by ", "before ", "until ", "till ", "on ", "within "].iter().find_map(|word| behind(phrase, word));
            let standing = if after.is_some() { Standing::Apart } else { Standing::Within };
            let within = behind(phrase, "within ").map(|days| format!("in {days}"));
            let said = within.as_deref().or(after).unwrap_or(phrase);
            let said = said.trim_end_matches(['前', '内']).trim_end_matches(['之', '以']);
            if at > 0
                && let Some(day) = self.day(said, standing)
            {
                return (body[..at].trim().to_owned(), Some(day));
            }
        }
        if body.chars().any(is_han) {
            let ends: Vec<usize> = body.char_indices().map(|(at, _)| at).skip(2).chain([body.len()]).take(14).collect();
            for end in ends.into_iter().rev() {
                let (phrase, rest) = body.split_at(end);
                let bare = phrase.trim_end_matches(['前', '内']).trim_end_matches(['之', '以']);
                // "Within three days" is three days from now at the latest.
                let within = if phrase.ends_with('内') { format!("{bare}后") } else { bare.to_owned() };
                if !rest.trim().is_empty()
                    && let Some(day) = self.day(&within, Standing::Within).or_else(|| self.day(bare, Standing::Within))
                {
                    let rest = rest.trim().trim_start_matches(['前', '内']);
                    return (rest.trim().to_owned(), Some(day));
                }
            }
        }
        (body.to_owned(), None)
    }
}

/// Whether a phrase in figures is a day: `2026-12-05`, `2026/12/5` anywhere; `12/5`, `12-05`, `+3`, `20261205` apart. `1.25` and `2026` never.
fn is_written_day(text: &str, standing: Standing) -> bool {
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let is_number = |part: &&str, digits: std::ops::RangeInclusive<usize>| {
        digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    match parts.as_slice() {
        [year, month, day] => is_number(year, 4..=4) && is_number(month, 1..=2) && is_number(day, 1..=2),
        [month, day] => standing == Standing::Apart && is_number(month, 1..=2) && is_number(day, 1..=2),
        [only] if standing == Standing::Apart => {
            is_number(only, 8..=8) || only.strip_prefix('+').is_some_and(|days| is_number(&days, 1..=3))
        }
        _ => false,
    }
}

/// Whether a phrase in Latin letters is one of those that mean a day from now on.
fn is_spoken(text: &str, standing: Standing) -> bool {
    const STARTS: [&str; 8] = ["next ", "this ", "last ", "in ", "end of", "the day after", "day after", "day before"];
    const WHOLE: [&str; 11] =
        ["today", "tomorrow", "tmr", "tomorow", "yesterday", "eom", "month end", "year end", "end of month", "end of year", "now"];
    let is_counted = text.strip_prefix('+').is_some_and(|rest| rest.ends_with(['d', 'w', 'm', 'y', 's', 'h', 'k']));
    STARTS.iter().any(|start| text.starts_with(start))
        || WHOLE.contains(&text)
        || is_counted
        || text.ends_with(" ago")
        || text.ends_with(" from now")
        || standing == Standing::Apart && is_weekday(text)
}

fn is_weekday(text: &str) -> bool {
    let text = text.strip_prefix("on ").unwrap_or(text);
    let is_latin = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| text.starts_with(day));
    is_latin && !text.contains(' ') || ["周", "星期", "礼拜"].iter().any(|week| text.starts_with(week))
}

/// Whether a phrase names a month and a day: `5 dec`, `dec 5`, `5 dec 2026`. A month with a year alone may be a model or a fair.
fn has_month_name(text: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut words = text.split([' ', '-', ',']).filter(|word| !word.is_empty());
    let mut has = [false; 2];
    let all_known = words.all(|word| {
        let is_month = MONTHS.iter().any(|month| word.starts_with(month)) && word.len() <= 9;
        let figures = word.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
        let is_day = figures.len() <= 2 && !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit());
        let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        has = [has[0] || is_month, has[1] || is_day];
        is_month || is_day || is_year
    });
    all_known && has == [true, true]
}

fn is_fraction_like(text: &str) -> bool {
    text.len() <= 5 && text.contains('/') && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/')
}

/// Whether a phrase may end at byte `at`: at the edge of a word, or of a Chinese letter.
fn ends_word(text: &str, at: usize) -> bool {
    let next = text[at..].chars().next();
    let last = text[..at].chars().next_back();
    !matches!((last, next), (Some(last), Some(next)) if last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric())
}

/// A phrase without the time at its end, and the time: `next fri 10:00`, `tomorrow at 3pm`, `明天下午3点半`.
fn split_time(phrase: &str) -> Option<(&str, NaiveTime)> {
    let phrase = phrase.trim();
    if let Some((day, time)) = phrase.rsplit_once(char::is_whitespace) {
        let said = lower(time);
        let says_time = said.contains(':') || said.ends_with("am") || said.ends_with("pm");
        if says_time && let Some(time) = read_time(&said) {
            let day = day.trim();
            return Some((before(day, " at").unwrap_or(day), time));
        }
    }
    // The part of the day stands before the hour; `点` or a colon makes it a time.
    let at = phrase.find(['点', '时', ':', '：'])?;
    let hour =
        phrase[..at].char_indices().rev().take_while(|(_, c)| narrow_char(*c).is_ascii_digit() || "一二两三四五六七八九十".contains(*c));
    let from = hour.map(|(at, _)| at).last()?;
    let mut figures: String = phrase[from..].chars().map(narrow_char).collect();
    for (word, number) in
        [("十二", "12"), ("十一", "11"), ("十", "10"), ("一", "1"), ("两", "2"), ("二", "2"), ("三", "3"), ("四", "4"), ("五", "5")]
    {
        figures = figures.replacen(word, number, 1);
    }
    for (word, number) in [("六", "6"), ("七", "7"), ("八", "8"), ("九", "9")] {
        figures = figures.replacen(word, number, 1);
    }
    let mut time = read_time(&figures.replace('时', "点"))?;
    let mut day = phrase[..from].trim();
    for (part, is_later) in [("下午", true), ("晚上", true), ("中午", true), ("上午", false), ("早上", false), ("早晨", false)]
    {
        if let Some(rest) = day.strip_suffix(part) {
            day = rest.trim();
            let hour = chrono::Timelike::hour(&time);
            if is_later && hour < 11 {
                time = chrono::Timelike::with_hour(&time, hour + 12)?;
            }
        }
    }
    Some((day, time))
}
