//! Reads one cell for its field: the typed value, and what is noteworthy about it.

use std::borrow::Cow;

use super::{ColumnReader, Context, RowDraft, RowReader, Slot, currency_code, tells_apart};
use crate::import::cell::{has_lost_digits, postcode_digits, read_stars};
use crate::import::issue::IssueKind;
use crate::import::read::{Cell, CellKind};
use crate::model::country::Country;
use crate::model::currency::CurrencyCode;
use crate::model::day::{DayOrder, DayReading, PartialDay, read_day};
use crate::model::extra::read_number;
use crate::model::money::{Money, parse_amount_as};
use crate::model::{Channel, ChannelKind, Field, Kind, Value, email, phone, text, url};

impl RowReader<'_> {
    pub(super) fn read_value(
        &self,
        reader: &ColumnReader,
        cell: Cell<'_>,
        value: &str,
        context: &Context,
        draft: &mut RowDraft,
    ) -> Option<Value> {
        let is_wanted = !draft.is_scouted || tells_apart(reader.slot);
        let kept = |value: &str| if is_wanted { Value::Text(value.to_owned()) } else { Value::Empty };
        Some(match reader.kind {
            Kind::Day => Value::Day(self.read_day_cell(reader, cell, value, draft)?),
            Kind::Money => Value::Money(self.read_amount(reader, cell, value, context, draft)?),
            Kind::Number => {
                let number = value.replace([',', ' '], "").parse().ok();
                Value::Number(self.number_or_text(reader, number, value, draft)?)
            }
            Kind::Stars => Value::Number(self.number_or_text(reader, read_stars(value), value, draft)?),
            Kind::Country => match draft.countries.find(value, Country::find) {
                Some(country) => kept(country.iso2),
                None => {
                    draft.issues.push(self.issue(reader, draft.row, IssueKind::UnknownCountry, value));
                    kept(value)
                }
            },
            Kind::Currency => match draft.currencies.find(value, currency_code) {
                Some(code) if is_wanted => Value::Text(code.to_string()),
                Some(_) => Value::Empty,
                None => {
                    draft.issues.push(self.issue(reader, draft.row, IssueKind::UnknownCurrency, value));
                    kept(value)
                }
            },
            Kind::Tags if !is_wanted => {
                parts_of_tags(value).next()?;
                Value::Empty
            }
            Kind::Tags => Value::Tags(read_tags(value)?),
            Kind::Group => Value::Text(self.read_group(reader, value, draft)?),
            Kind::Phone => {
                let (mut numbers, mut count) = (String::new(), 0);
                self.read_numbers(reader, cell, value, draft, |number| {
                    count += 1;
                    if is_wanted {
                        join(&mut numbers, number);
                    }
                });
                (count > 0).then_some(Value::Text(numbers))?
            }
            Kind::Email => {
                let mut mails = String::new();
                self.read_mails(reader, value, draft, |mail| join(&mut mails, mail.into()));
                (!mails.is_empty()).then_some(Value::Text(mails))?
            }
            Kind::Url => kept(&url::clean_url(value)),
            Kind::Code => {
                self.look_at_code(reader, cell, value, context, draft)?;
                kept(value)
            }
            Kind::Text | Kind::LongText | Kind::Company | Kind::Person | Kind::Choice | Kind::Zone | Kind::Decimal => kept(value),
        })
    }

    /// An amount in its own currency, in that of the heading, or in that of the row: beside the dollars of a customs record may stand the
    /// currency of its invoice.
    fn read_amount(&self, reader: &ColumnReader, cell: Cell<'_>, value: &str, context: &Context, draft: &mut RowDraft) -> Option<Money> {
        // `XXX`, ISO 4217's code for no currency, is how our own lists mark an amount without one.
        let (value, currency) = match value.strip_prefix("XXX ") {
            Some(amount) => (amount, CurrencyCode::UNKNOWN),
            None => (value, reader.currency.or(context.currency).unwrap_or(CurrencyCode::UNKNOWN)),
        };
        let amount = if cell.kind == CellKind::Number {
            Money::from_decimal(value, currency).or_else(|| value.parse().ok().and_then(|number| Money::from_number(number, currency)))
        } else {
            parse_amount_as(value, currency, reader.mark).ok()
        };
        if amount.is_none() {
            self.keep_as_text(reader, IssueKind::UnreadableAmount, value, draft);
        }
        amount
    }

    fn number_or_text(&self, reader: &ColumnReader, number: Option<i64>, value: &str, draft: &mut RowDraft) -> Option<i64> {
        if number.is_none() {
            self.keep_as_text(reader, IssueKind::UnreadableNumber, value, draft);
        }
        number
    }

    /// A group of three levels at most; those below join the third.
    fn read_group(&self, reader: &ColumnReader, value: &str, draft: &mut RowDraft) -> Option<String> {
        let levels: Vec<_> = value.split(['/', '\\', '>', '＞']).map(text::clean).filter(|level| !level.is_empty()).collect();
        if levels.is_empty() {
            return None;
        }
        if levels.len() > 3 {
            draft.issues.push(self.issue(reader, draft.row, IssueKind::GroupTooDeep, value));
            return Some(format!("{}/{}/{}", levels[0], levels[1], levels[2..].join(" ")));
        }
        Some(levels.join("/"))
    }

    /// Reports what a spreadsheet has done to a code; `None` where nothing of use is left.
    fn look_at_code(&self, reader: &ColumnReader, cell: Cell<'_>, value: &str, context: &Context, draft: &mut RowDraft) -> Option<()> {
        if has_lost_digits(value) {
            draft.issues.push(self.issue(reader, draft.row, IssueKind::DigitsLost, value));
            return None;
        }
        if let Slot::Customer(Field::Postcode) = reader.slot
            && cell.kind == CellKind::Number
            && context.country.and_then(|country| postcode_digits(country.iso2)).is_some_and(|digits| value.len() < digits)
        {
            draft.issues.push(self.issue(reader, draft.row, IssueKind::LeadingZeroLost, value));
        }
        Some(())
    }

    pub(super) fn read_line_value<'v>(
        &self,
        reader: &ColumnReader,
        cell: Cell<'_>,
        value: &'v str,
        draft: &mut RowDraft,
    ) -> Option<Cow<'v, str>> {
        if reader.kind == Kind::Day {
            return match read_day_text(reader, cell, value) {
                DayReading::Empty => None,
                reading => match reading.known() {
                    Some(day) => Some(day.to_string().into()),
                    None => {
                        draft.issues.push(self.issue(reader, draft.row, day_issue(&reading), value));
                        None
                    }
                },
            };
        }
        match reader.currency {
            // Only the heading says in which currency these are: without it the line would lose that.
            Some(currency) if reader.kind == Kind::Decimal && read_number(value).is_some() => Some(format!("{currency} {value}").into()),
            _ => Some(value.into()),
        }
    }

    pub(super) fn read_day_cell(&self, reader: &ColumnReader, cell: Cell<'_>, value: &str, draft: &mut RowDraft) -> Option<PartialDay> {
        let reading = read_day_text(reader, cell, value);
        if reading == DayReading::Empty {
            return None;
        }
        let day = reading.known();
        if day.is_none() {
            self.keep_as_text(reader, day_issue(&reading), value, draft);
        }
        day
    }

    pub(super) fn read_channels(
        &self,
        reader: &ColumnReader,
        kind: ChannelKind,
        cell: Cell<'_>,
        value: &str,
        draft: &mut RowDraft,
    ) -> Option<()> {
        let before = draft.channels.len();
        let is_wanted = !draft.is_scouted || kind == ChannelKind::Email;
        let mut channels = std::mem::take(&mut draft.channels);
        let mut put =
            |value: Cow<'_, str>| channels.push(Channel { kind, value: if is_wanted { value.into_owned() } else { String::new() } });
        match kind {
            ChannelKind::Email => self.read_mails(reader, value, draft, |mail| put(mail.into())),
            ChannelKind::Mobile | ChannelKind::Phone | ChannelKind::Whatsapp => self.read_numbers(reader, cell, value, draft, put),
            _ => put(value.into()),
        }
        draft.channels = channels;
        (draft.channels.len() > before).then_some(())
    }

    fn read_mails(&self, reader: &ColumnReader, value: &str, draft: &mut RowDraft, mut take: impl FnMut(String)) {
        for part in email::split_emails(value) {
            match email::read_email(part) {
                Ok(mail) => take(mail),
                Err(_) => draft.issues.push(self.issue(reader, draft.row, IssueKind::InvalidEmail, part)),
            }
        }
    }

    fn read_numbers(&self, reader: &ColumnReader, cell: Cell<'_>, value: &str, draft: &mut RowDraft, mut take: impl FnMut(Cow<'_, str>)) {
        if has_lost_digits(value) {
            draft.issues.push(self.issue(reader, draft.row, IssueKind::DigitsLost, value));
            return;
        }
        // Most cells hold one number and nothing that could part two.
        let one = [value];
        let several;
        let parts = if value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'+' | b'-' | b'(' | b')' | b'.')) {
            &one[..]
        } else {
            several = phone::split_phones(value);
            &several
        };
        for &part in parts {
            // Only its shape is asked for here; what it is internationally is worked out where it is shown.
            let (number, odd) = phone::look(part);
            match odd {
                Some(phone::OddPhone::DigitsLost) => {
                    draft.issues.push(self.issue(reader, draft.row, IssueKind::DigitsLost, part));
                    continue;
                }
                Some(_) => draft.issues.push(self.issue(reader, draft.row, IssueKind::OddPhone, part)),
                None if cell.kind == CellKind::Number && (8..=9).contains(&value.len()) => {
                    draft.issues.push(self.issue(reader, draft.row, IssueKind::LeadingZeroLost, part));
                }
                None => {}
            }
            take(number);
        }
    }
}

/// The words of a cell with several.
fn parts_of_tags(value: &str) -> impl Iterator<Item = Cow<'_, str>> {
    value.split([';', '；', ',', '，', '、', '|', '\n']).map(text::clean).filter(|tag| !text::is_empty_value(tag))
}

/// Adds one of several numbers or addresses.
fn join(all: &mut String, one: Cow<'_, str>) {
    if all.is_empty() {
        *all = one.into_owned();
    } else {
        all.push_str("; ");
        all.push_str(&one);
    }
}

/// The words of a cell with several, each once.
fn read_tags(value: &str) -> Option<Vec<String>> {
    let mut tags: Vec<String> = Vec::new();
    for tag in parts_of_tags(value) {
        if !tags.iter().any(|known| known.as_str() == tag.as_ref()) {
            tags.push(tag.into_owned());
        }
    }
    (!tags.is_empty()).then_some(tags)
}

fn read_day_text(reader: &ColumnReader, cell: Cell<'_>, value: &str) -> DayReading {
    match cell.kind {
        CellKind::Date | CellKind::DateTime => read_day(value.get(..10).unwrap_or(value), DayOrder::Ymd),
        CellKind::Time => DayReading::Unreadable,
        _ => read_day(value, reader.order),
    }
}

fn day_issue(reading: &DayReading) -> IssueKind {
    match reading {
        DayReading::Ambiguous { .. } => IssueKind::DayOrMonthFirst,
        DayReading::WithoutYear { .. } => IssueKind::DateWithoutYear,
        _ => IssueKind::UnreadableDate,
    }
}
