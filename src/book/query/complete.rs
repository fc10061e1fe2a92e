//! Goes on with what is being typed: names of fields, and values behind a colon, in both languages.
//!
//! What values are in use is asked of a [`Values`], so that no book is needed here.

use std::ops::Range;

use super::change::{name_of, value_of};
use super::names::{Named, Reads, Subject, fields, find, squeeze};
use super::tokens::{is_sign, opens_quotation};
use super::{Known, TermKind, quoted, read};
use crate::model::country::Country;
use crate::model::{Field, text};
use crate::tr;
use crate::words::{Language, spoken};

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it replaces, in bytes of the text.
    pub range: Range<usize>,
    /// What stands there afterwards; the caret goes behind it.
    pub text: String,
    /// What a list shows.
    pub label: String,
    /// What stands beside it: the filter that will be written, or an example; may be empty.
    pub hint: String,
    /// In how many customers the value is in use, where that is known.
    pub count: Option<usize>,
}

/// The values in use.
pub trait Values {
    /// Values under `subject` as they are stored, with how often each is in use; in any order.
    fn in_use(&self, subject: &Subject) -> Vec<(String, usize)>;
}

impl<F: Fn(&Subject) -> Vec<(String, usize)>> Values for F {
    fn in_use(&self, subject: &Subject) -> Vec<(String, usize)> {
        self(subject)
    }
}

/// How many ways are offered at most.
const MOST: usize = 12;

/// Fields that come first, and whose values are offered before a name is typed.
const USUAL: [Field; 12] = [
    Field::Country,
    Field::Level,
    Field::Status,
    Field::Tags,
    Field::Group,
    Field::Stars,
    Field::LastContact,
    Field::NextFollowUp,
    Field::AnnualAmount,
    Field::Source,
    Field::Owner,
    Field::Created,
];

/// The ways to go on at `caret`, a byte of `text`; the likeliest first.
pub fn complete(text: &str, caret: usize, known: &Known<'_>, values: &impl Values) -> Vec<Completion> {
    let Some(typed) = text.get(..caret) else { return Vec::new() };
    if text.trim().is_empty() {
        return names("", caret..caret, known);
    }
    let reading = read(text, known);
    let Some(term) = reading.terms.iter().rev().find(|term| term.range.start < caret && caret <= term.range.end) else {
        return Vec::new();
    };
    let start = term.range.start + if term.is_negated { text[term.range.start..].chars().next().map_or(0, char::len_utf8) } else { 0 };
    let mut found = match &term.kind {
        TermKind::Word | TermKind::Or if start < caret => {
            let prefix = &typed[start..];
            let mut found = names(prefix, start..term.range.end, known);
            found.extend(values_anywhere(prefix, &(start..term.range.end), known, values));
            found
        }
        TermKind::Filter { name, value, .. } if caret >= value.start => {
            let is_quoted = text[name.clone()].starts_with(opens_quotation);
            let bare = text[name.clone()].trim_matches(|c: char| is_quoted && "\"＂“”「」『』«»".contains(c));
            match find(bare, is_quoted, known) {
                Some(Named::Subject(subject)) => of_value(&subject, typed, value, known, values),
                Some(Named::Has | Named::Missing) => {
                    let prefix = &typed[value.start..];
                    let mut found = names(prefix.trim_start_matches(opens_quotation), value.clone(), known);
                    found.retain(|way| !is_about_knowing(&way.text, known));
                    found.iter_mut().for_each(|way| way.text.truncate(way.text.len() - 1));
                    found
                }
                None => Vec::new(),
            }
        }
        TermKind::Filter { name, value, .. } if caret <= name.end => {
            // The colon is there already.
            let mut found = names(&typed[start..], name.start..value.start, known);
            found.retain(|way| !text[name.start..].starts_with(&way.text));
            found
        }
        _ => Vec::new(),
    };
    found.truncate(MOST);
    found
}

fn is_about_knowing(written: &str, known: &Known<'_>) -> bool {
    matches!(find(written.trim_end_matches(':'), false, known), Some(Named::Has | Named::Missing))
}

/// Names that begin with `prefix` in either language, with the colon behind them.
fn names(prefix: &str, range: Range<usize>, known: &Known<'_>) -> Vec<Completion> {
    let key = squeeze(prefix);
    if key.is_empty() && !prefix.is_empty() {
        return Vec::new();
    }
    let way = |label: &str, written: &str| Completion {
        range: range.clone(),
        text: format!("{written}:"),
        label: label.to_owned(),
        hint: format!("{written}:"),
        count: None,
    };
    let mut subjects: Vec<Subject> = USUAL.map(Subject::Field).to_vec();
    subjects.extend([Subject::Names, Subject::Emails, Subject::Phones]);
    let extras = known.extras.iter().map(|(name, kind)| Subject::Extra { name: name.clone(), kind: *kind });
    subjects.extend(extras);
    if !key.is_empty() {
        let hidden = [Field::Phone, Field::Email, Field::Email2, Field::Company, Field::ShortName];
        subjects.extend(fields().filter(|field| !USUAL.contains(field) && !hidden.contains(field)).map(Subject::Field));
    }
    let mut found = Vec::new();
    for subject in &subjects {
        let written = name_of(subject, known);
        let begins = |name: &str| squeeze(name).starts_with(&key);
        let goes_by = subject.fields().first().map(|field| field.spec());
        let is_meant = begins(&written)
            || begins(&subject.written_name())
            || begins(subject.label())
            || goes_by.is_some_and(|spec| [spec.key, spec.zh, spec.en].into_iter().any(begins));
        if is_meant {
            found.push(way(subject.label(), &written));
        }
    }
    for (label, written) in [(tr!("query-has"), tr!("query-has-name")), (tr!("query-missing"), tr!("query-missing-name"))] {
        let english = if written == tr!("query-has-name") { "has" } else { "missing" };
        if squeeze(&written).starts_with(&key) || english.starts_with(&key) {
            found.push(way(&label, &written));
        }
    }
    found
}

/// Values of the usual fields that begin with `prefix`, as whole filters: `德` goes on as `国家:德国`.
fn values_anywhere(prefix: &str, range: &Range<usize>, known: &Known<'_>, values: &impl Values) -> Vec<Completion> {
    let folded = text::fold(prefix.trim());
    // One Latin letter begins too much; one Chinese character says a lot.
    if folded.is_empty() || folded.is_ascii() && folded.len() < 2 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for field in [Field::Country, Field::Level, Field::Status, Field::Tags, Field::Group] {
        let subject = Subject::Field(field);
        let name = name_of(&subject, known);
        for (value, label, count) in stored_values(&subject, &folded, values) {
            let written = format!("{name}:{}", value_of(&subject, &value, known));
            found.push(Completion { range: range.clone(), hint: written.clone(), text: written, label, count });
        }
    }
    found
}

/// Values of `subject` that are in use or usual, and of which `folded` is a part: as stored, as shown, and how often in use.
/// Those that begin with it come first, then those in use most.
fn stored_values(subject: &Subject, folded: &str, values: &impl Values) -> Vec<(String, String, Option<usize>)> {
    let language = spoken();
    let used = values.in_use(subject);
    // Stored, shown, further names by which it is found, count.
    let mut all: Vec<(String, String, Vec<String>, Option<usize>)> = Vec::new();
    match subject.reads() {
        Reads::Country => {
            for country in Country::all() {
                let count = used.iter().find(|(code, _)| code == country.iso2).map(|(_, count)| *count);
                let names =
                    vec![text::fold(country.name_en), text::fold(country.name_zh), text::fold(country.iso2), text::fold(country.iso3)];
                all.push((country.iso2.to_owned(), country.name(language).to_owned(), names, count));
            }
            let others = used.into_iter().filter(|(code, _)| Country::by_iso2(code).is_none());
            all.extend(others.map(|(text, count)| (text.clone(), text.clone(), vec![text::fold(&text)], Some(count))));
        }
        Reads::Choice(choices) => {
            for choice in choices {
                let names = vec![text::fold(choice.zh), text::fold(choice.en)];
                let count: usize = used.iter().filter(|(value, _)| names.contains(&text::fold(value))).map(|(_, count)| count).sum();
                let shown = if language == Language::Chinese { choice.zh } else { choice.en };
                all.push((choice.zh.to_owned(), shown.to_owned(), names, Some(count).filter(|count| *count > 0)));
            }
            let is_listed =
                |value: &str| choices.iter().any(|choice| [choice.zh, choice.en].iter().any(|name| text::fold(name) == text::fold(value)));
            let others = used.into_iter().filter(|(value, _)| !is_listed(value));
            all.extend(others.map(|(value, count)| (value.clone(), value.clone(), vec![text::fold(&value)], Some(count))));
        }
        _ => all.extend(used.into_iter().map(|(value, count)| (value.clone(), value.clone(), vec![text::fold(&value)], Some(count)))),
    }
    // Two Latin letters inside of a word say nothing.
    let is_long = !folded.is_ascii() || folded.len() > 2;
    all.retain(|(_, _, names, _)| names.iter().any(|name| if is_long { name.contains(folded) } else { name.starts_with(folded) }));
    all.sort_by_key(|(_, shown, names, count)| {
        let is_inside = !names.iter().any(|name| name.starts_with(folded));
        (is_inside, std::cmp::Reverse(count.unwrap_or(0)), shown.clone())
    });
    all.into_iter().take(MOST).map(|(stored, shown, _, count)| (stored, shown, count)).collect()
}

/// Ways to go on behind the colon.
fn of_value(subject: &Subject, typed: &str, value: &Range<usize>, known: &Known<'_>, values: &impl Values) -> Vec<Completion> {
    let begun = &typed[value.start..];
    let sign = begun.len() - begun.trim_start_matches(is_sign).len();
    let prefix = begun[sign..].trim_start_matches(opens_quotation);
    let folded = text::fold(prefix.trim());
    let example = |(text, label): (&str, String)| Completion {
        range: value.clone(),
        text: text.to_owned(),
        label,
        hint: text.to_owned(),
        count: None,
    };
    let fits = |way: &Completion| text::fold(&way.text).starts_with(&text::fold(begun)) && way.text != begun;
    let examples = |all: Vec<(&str, String)>| all.into_iter().map(example).filter(fits).collect::<Vec<_>>();
    let is_chinese = spoken() == Language::Chinese;
    match subject.reads() {
        Reads::Number => Vec::new(),
        Reads::Stars => examples(vec![
            (">3", tr!("query-stars-more", count = 3)),
            (">=3", tr!("query-stars-least", count = 3)),
            ("5", tr!("query-stars", count = 5)),
            ("4", tr!("query-stars", count = 4)),
            ("3", tr!("query-stars", count = 3)),
            ("2", tr!("query-stars", count = 2)),
            ("1", tr!("query-stars", count = 1)),
        ]),
        Reads::Money => {
            let large = if is_chinese { ">1万" } else { ">10k" };
            let between = if is_chinese { "1000..1万" } else { "1000..10k" };
            let less = if is_chinese { "<1万" } else { "<10k" };
            examples(vec![
                (large, tr!("query-amount-more")),
                (less, tr!("query-amount-less")),
                (between, tr!("query-amount-between")),
                ("USD", tr!("query-amount-currency", code = "USD")),
                ("EUR", tr!("query-amount-currency", code = "EUR")),
                ("CNY", tr!("query-amount-currency", code = "CNY")),
            ])
        }
        Reads::Days { is_ahead } => {
            let word = |english: &'static str, chinese: &'static str| if is_chinese { chinese } else { english };
            let mut ways: Vec<(&str, String)> = Vec::new();
            if is_ahead {
                ways.extend([
                    (word("overdue", "逾期"), tr!("query-day-overdue")),
                    (word("today", "今天"), tr!("query-day-today")),
                    (word("tomorrow", "明天"), tr!("query-day-tomorrow")),
                    (word("<7d", "<7天"), tr!("query-day-within-ahead", count = 7)),
                    (word("thisweek", "本周"), tr!("query-day-this-week")),
                    (word("nextweek", "下周"), tr!("query-day-next-week")),
                    (word("thismonth", "本月"), tr!("query-day-this-month")),
                ]);
            } else {
                ways.extend([
                    (word("<7d", "<7天"), tr!("query-day-within", count = 7)),
                    (word("<30d", "<30天"), tr!("query-day-within", count = 30)),
                    (word(">30d", ">30天"), tr!("query-day-before", count = 30)),
                    (word(">90d", ">90天"), tr!("query-day-before", count = 90)),
                    (word("today", "今天"), tr!("query-day-today")),
                    (word("yesterday", "昨天"), tr!("query-day-yesterday")),
                    (word("thisweek", "本周"), tr!("query-day-this-week")),
                    (word("lastweek", "上周"), tr!("query-day-last-week")),
                    (word("thismonth", "本月"), tr!("query-day-this-month")),
                    (word("lastmonth", "上月"), tr!("query-day-last-month")),
                    (word("thisyear", "今年"), tr!("query-day-this-year")),
                ]);
            }
            ways.push((word("never", "从未"), tr!("query-day-never")));
            examples(ways)
        }
        Reads::Tick => {
            let (yes, no) = if is_chinese { ("是", "否") } else { ("yes", "no") };
            examples(vec![(yes, tr!("query-tick-yes")), (no, tr!("query-tick-no"))])
        }
        Reads::Phone => Vec::new(),
        _ => stored_values(subject, &folded, values)
            .into_iter()
            .map(|(stored, label, count)| {
                let written =
                    if subject.reads() == Reads::Text && !stored.contains(char::is_whitespace) && !stored.contains(['(', ')', '"']) {
                        stored.clone()
                    } else if subject.reads() == Reads::Text {
                        quoted(&stored)
                    } else {
                        value_of(subject, &stored, known)
                    };
                Completion { range: value.clone(), text: written, hint: String::new(), label, count }
            })
            .filter(|way| way.text != begun)
            .collect(),
    }
}
