//! Goes on with what is being typed: names of fields, and values behind a colon, in both languages.
//!
//! What values are in use is asked of a [`Values`], so that no book is needed here.

use std::ops::Range;

use chrono::Days;

use super::change::{name_of, value_of};
use super::names::{self, Named, Reads, Subject, fields, find, squeeze};
use super::nearest;
use super::tokens::{is_sign, opens_quotation};
use super::{Known, Term, TermKind, quoted, read};
use crate::model::country::Country;
use crate::model::currency::Currency;
use crate::model::pinyin::{Spelled, is_han};
use crate::model::season::{Season, seasons_between};
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
    /// It does not go on with what was typed but stands in its place: the nearest that there is.
    pub is_instead: bool,
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
/// How many of them stand in place of what nobody has.
const INSTEAD: usize = 3;

/// Seasons of so many days ahead are offered.
const SEASONS_AHEAD: u64 = 300;

/// Fields that come first, and whose values are offered before a name is typed.
const USUAL: [Field; 15] = [
    Field::Country,
    Field::Level,
    Field::Status,
    Field::Tags,
    Field::Group,
    Field::Stars,
    Field::LastContact,
    Field::NextFollowUp,
    Field::Due,
    Field::Pool,
    Field::TierInUse,
    Field::AnnualAmount,
    Field::Source,
    Field::Owner,
    Field::Created,
];

/// The ways to go on at `caret`, a byte of `text`; the likeliest first.
pub fn complete(text: &str, caret: usize, known: &Known<'_>, values: &impl Values) -> Vec<Completion> {
    let Some(typed) = text.get(..caret) else { return Vec::new() };
    if text.trim().is_empty() {
        return names_with("", caret..caret, known);
    }
    let reading = read(text, known);
    let Some(term) = reading.terms.iter().rev().find(|term| term.range.start < caret && caret <= term.range.end) else {
        return Vec::new();
    };
    let start = term.range.start + if term.is_negated { text[term.range.start..].chars().next().map_or(0, char::len_utf8) } else { 0 };
    let mut found = match &term.kind {
        TermKind::Word | TermKind::Or if start < caret => {
            let prefix = &typed[start..];
            let mut found = names_with(prefix, start..term.range.end, known);
            found.extend(values_anywhere(prefix, &(start..term.range.end), known, values));
            found
        }
        TermKind::Filter { name, value, .. } if caret >= value.start => {
            let (bare, is_quoted) = bare_of(&text[name.clone()]);
            match find(bare, is_quoted, known) {
                Some(Named::Subject(subject)) => of_value(&subject, typed, value, known, values),
                Some(Named::Has | Named::Missing) => {
                    let prefix = &typed[value.start..];
                    let mut found = names_with(prefix.trim_start_matches(opens_quotation), value.clone(), known);
                    found.retain(|way| !is_about_knowing(&way.text, known));
                    found.iter_mut().for_each(|way| way.text.truncate(way.text.len() - 1));
                    found
                }
                Some(Named::Season) => of_season(&typed[value.start..], value, known),
                None => Vec::new(),
            }
        }
        TermKind::Filter { name, value, .. } if caret <= name.end => {
            // The colon is there already.
            let mut found = names_with(&typed[start..], name.start..value.start, known);
            found.retain(|way| !text[name.start..].starts_with(&way.text));
            found
        }
        _ => Vec::new(),
    };
    if found.is_empty() {
        found = instead(text, term, known, values);
    }
    found.truncate(MOST);
    found
}

/// What can stand in place of a filter that nothing goes by: the nearest name where there is no such field, the nearest values
/// where no customer has this one.
pub fn instead(text: &str, term: &Term, known: &Known<'_>, values: &impl Values) -> Vec<Completion> {
    let TermKind::Filter { name, value, .. } = &term.kind else { return Vec::new() };
    let (bare, is_quoted) = bare_of(&text[name.clone()]);
    let behind = &text[value.clone()];
    let nearest_name = |range: Range<usize>, typed: &str, mark: &str| -> Vec<Completion> {
        let nearest = names::nearest(typed, known).and_then(|name| find(&name, false, known).map(|named| (name, named)));
        let way = nearest.map(|(name, named)| {
            let (label, written) = match &named {
                Named::Subject(subject) => (subject.label().to_owned(), name_of(subject, known)),
                Named::Has | Named::Missing | Named::Season => (name.clone(), name),
            };
            let hint = format!("{written}{mark}");
            Completion { range, text: hint.clone(), label, hint, count: None, is_instead: true }
        });
        way.into_iter().collect()
    };
    let subject = match find(bare, is_quoted, known) {
        Some(Named::Subject(subject)) => subject,
        Some(Named::Has | Named::Missing) => return nearest_name(value.clone(), behind.trim_start_matches(opens_quotation), ""),
        Some(Named::Season) => return of_season("", value, known),
        None => return nearest_name(name.start..value.start, bare, ":"),
    };
    let (typed, _) = bare_of(behind.trim_start_matches(is_sign));
    let folded = text::fold(typed.trim());
    let is_word = !matches!(subject.reads(), Reads::Number | Reads::Stars | Reads::Money | Reads::Days { .. } | Reads::Tick | Reads::Phone);
    let every = every_value(&subject, values);
    let is_known = match subject.reads() {
        Reads::Country => Country::find(typed).is_some(),
        Reads::Currency => Currency::find(typed).is_some(),
        _ => false,
    };
    if folded.is_empty() || !is_word || is_known || every.iter().any(|stored| stored.names.contains(&folded)) {
        return Vec::new();
    }
    let mut found = having(every.clone(), &folded);
    if found.is_empty() {
        let named = every.iter().flat_map(|stored| stored.names.iter().map(move |name| (name.clone(), stored)));
        found = nearest::few(&folded, named, INSTEAD).into_iter().cloned().collect();
    }
    let ways = found.into_iter().take(INSTEAD).map(|stored| way_of(&subject, stored, value.clone(), known));
    ways.map(|way| Completion { is_instead: true, ..way }).filter(|way| way.text != behind).collect()
}

/// The seasons of the next months that are called so, the next first.
fn of_season(prefix: &str, range: &Range<usize>, known: &Known<'_>) -> Vec<Completion> {
    let folded = text::fold(prefix.trim_start_matches(opens_quotation).trim());
    let begins = |season: &&Season| season.names().iter().any(|name| text::fold(name).starts_with(&folded));
    let until = known.today.checked_add_days(Days::new(SEASONS_AHEAD)).unwrap_or(known.today);
    let ways = seasons_between(known.today, until).iter().filter(|season| !season.only_ends()).filter(begins).map(|season| Completion {
        range: range.clone(),
        text: season.key.to_owned(),
        label: season.name().to_owned(),
        hint: season.on.to_string(),
        count: None,
        is_instead: false,
    });
    ways.filter(|way| way.text != prefix).collect()
}

/// A name or value without the quotes around it, and whether it had any.
fn bare_of(written: &str) -> (&str, bool) {
    let is_quoted = written.starts_with(opens_quotation);
    (written.trim_matches(|c: char| is_quoted && "\"＂“”「」『』«»".contains(c)), is_quoted)
}

fn is_about_knowing(written: &str, known: &Known<'_>) -> bool {
    matches!(find(written.trim_end_matches(':'), false, known), Some(Named::Has | Named::Missing))
}

/// Names that begin with `prefix` in either language, with the colon behind them.
fn names_with(prefix: &str, range: Range<usize>, known: &Known<'_>) -> Vec<Completion> {
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
        is_instead: false,
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
    let spelled = Spelled::of(&key).filter(|_| key.len() > 1);
    for subject in &subjects {
        let written = name_of(subject, known);
        let begins = |name: &str| {
            let name = squeeze(name);
            name.starts_with(&key) || spells(spelled.as_ref(), &name)
        };
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
        for stored in stored_values(&subject, &folded, values) {
            let way = way_of(&subject, stored, range.clone(), known);
            let written = format!("{name}:{}", way.text);
            found.push(Completion { hint: written.clone(), text: written, ..way });
        }
    }
    found
}

/// A value that can be filtered by.
#[derive(Clone, Debug, PartialEq)]
struct Stored {
    /// As the book keeps it.
    value: String,
    /// As it is shown.
    label: String,
    /// What it goes by, folded.
    names: Vec<String>,
    /// In how many customers it is in use, where it is.
    count: Option<usize>,
}

impl Stored {
    /// A value as it stands.
    fn plain(value: String, count: usize) -> Self {
        Self { names: vec![text::fold(&value)], label: value.clone(), value, count: Some(count) }
    }
}

/// The values of `subject` that are in use or usual.
fn every_value(subject: &Subject, values: &impl Values) -> Vec<Stored> {
    let language = spoken();
    let mut used = values.in_use(subject);
    used.truncate(MOST_IN_USE);
    let folded = |names: &[&str]| names.iter().map(|name| text::fold(name)).collect::<Vec<_>>();
    let mut all: Vec<Stored> = Vec::new();
    match subject.reads() {
        Reads::Country => {
            for country in Country::all() {
                let count = used.iter().find(|(code, _)| code == country.iso2).map(|(_, count)| *count);
                let names = folded(&[country.name_en, country.name_zh, country.iso2, country.iso3]);
                all.push(Stored { value: country.iso2.to_owned(), label: country.name(language).to_owned(), names, count });
            }
            let others = used.into_iter().filter(|(code, _)| Country::by_iso2(code).is_none());
            all.extend(others.map(|(value, count)| Stored::plain(value, count)));
        }
        Reads::Currency => {
            for currency in Currency::all() {
                let code = currency.code.as_str();
                let count = used.iter().find(|(known, _)| known == code).map(|(_, count)| *count);
                let names = folded(&[code, currency.name_en, currency.name_zh]);
                let label = format!("{code} {}", currency.name(language));
                all.push(Stored { value: code.to_owned(), label, names, count });
            }
        }
        Reads::Choice(choices) => {
            for choice in choices {
                let names = folded(&[choice.zh, choice.en]);
                let count: usize = used.iter().filter(|(value, _)| names.contains(&text::fold(value))).map(|(_, count)| count).sum();
                let shown = if language == Language::Chinese { choice.zh } else { choice.en };
                let count = Some(count).filter(|count| *count > 0);
                all.push(Stored { value: choice.zh.to_owned(), label: shown.to_owned(), names, count });
            }
            let is_listed =
                |value: &str| choices.iter().any(|choice| [choice.zh, choice.en].iter().any(|name| text::fold(name) == text::fold(value)));
            all.extend(used.into_iter().filter(|(value, _)| !is_listed(value)).map(|(value, count)| Stored::plain(value, count)));
        }
        _ => all.extend(used.into_iter().map(|(value, count)| Stored::plain(value, count))),
    }
    all
}

/// More different values than these are no list to choose from.
const MOST_IN_USE: usize = 5_000;

/// Values of `subject` that are in use or usual, and of which `folded` is a part or the pinyin; those that begin with it come first,
/// then those in use most.
fn stored_values(subject: &Subject, folded: &str, values: &impl Values) -> Vec<Stored> {
    having(every_value(subject, values), folded)
}

fn having(mut all: Vec<Stored>, folded: &str) -> Vec<Stored> {
    // Two Latin letters inside of a word say nothing.
    let is_long = !folded.is_ascii() || folded.len() > 2;
    // What is there to the letter needs no reading: AE is one country, not all that begin with 阿尔.
    let is_there = all.iter().any(|stored| stored.names.iter().any(|name| name == folded));
    let spelled = Spelled::of(folded).filter(|_| folded.len() > 1 && !is_there);
    all.retain(|stored| {
        let has = |name: &String| if is_long { name.contains(folded) } else { name.starts_with(folded) };
        stored.names.iter().any(|name| has(name) || spells(spelled.as_ref(), name))
    });
    all.sort_by_key(|stored| {
        let place = if stored.names.iter().any(|name| name.starts_with(folded)) {
            0
        } else {
            1 + u8::from(!stored.names.iter().any(|name| name.contains(folded)))
        };
        (place, std::cmp::Reverse(stored.count.unwrap_or(0)), stored.label.clone())
    });
    all.truncate(MOST);
    all
}

/// Whether letters spell the characters with which `name` begins.
fn spells(spelled: Option<&Spelled>, name: &str) -> bool {
    name.starts_with(is_han) && spelled.is_some_and(|spelled| spelled.spells(name, false).is_some())
}

/// The way that writes this value at `range`.
fn way_of(subject: &Subject, stored: Stored, range: Range<usize>, known: &Known<'_>) -> Completion {
    let value = stored.value;
    let is_text = subject.reads() == Reads::Text;
    let text = if is_text && !value.contains(char::is_whitespace) && !value.contains(['(', ')', '"']) {
        value
    } else if is_text {
        quoted(&value)
    } else {
        value_of(subject, &value, known)
    };
    Completion { range, text, label: stored.label, hint: String::new(), count: stored.count, is_instead: false }
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
        is_instead: false,
    };
    let fits = |way: &Completion| text::fold(&way.text).starts_with(&text::fold(begun)) && way.text != begun;
    let examples = |all: Vec<(&str, String)>| all.into_iter().map(example).filter(fits).collect::<Vec<_>>();
    let is_chinese = spoken() == Language::Chinese;
    match subject.reads() {
        Reads::Number if *subject == Subject::Field(Field::Completeness) => examples(vec![
            ("<40", tr!("query-complete-less", percent = 40)),
            ("<60", tr!("query-complete-less", percent = 60)),
            (">=80", tr!("query-complete-least", percent = 80)),
            ("100", tr!("query-complete-whole")),
        ]),
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
            .map(|stored| way_of(subject, stored, value.clone(), known))
            .filter(|way| way.text != begun)
            .collect(),
    }
}
