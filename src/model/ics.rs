//! A calendar as other programs read it: iCalendar (RFC 5545) text.
//!
//! Written by hand, since it is a handful of lines whose form matters to the octet: instants in UTC, so that no table of zones has to
//! come along; nothing that changes from one writing to the next, so that an unchanged calendar is the same file.

use std::fmt::Write;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::id::Id;

/// Octets of a line, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// A calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// What it is called.
    pub name: String,
    /// What stands in it.
    pub events: Vec<Event>,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// From the first day to the last, both included.
    Days(NaiveDate, NaiveDate),
    /// From an instant on, for so long.
    From(DateTime<Utc>, TimeDelta),
}

/// Something in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The row that it shows: what makes it the same event in a later writing.
    pub row: Id,
    /// How often it was moved, so that programs take the later writing for the newer one.
    pub moved: u32,
    /// When.
    pub span: Span,
    /// What it is, in a line.
    pub summary: String,
    /// The rest; may have several lines.
    pub description: String,
    /// What it belongs to.
    pub category: String,
    /// When it reminds: counted from its beginning, negative before it; for days from the midnight with which they begin.
    pub alarm: Option<TimeDelta>,
}

impl Calendar {
    /// The text of a file: lines end in CR LF and are folded at 75 octets, never inside a character.
    pub fn to_text(&self) -> String {
        let mut out = Lines::default();
        out.line("BEGIN:VCALENDAR");
        out.line("VERSION:2.0");
        out.line("PRODID:-//gendan//gendan//EN");
        out.line("CALSCALE:GREGORIAN");
        out.line("METHOD:PUBLISH");
        // The one of RFC 7986, and the one that programs read.
        out.text("NAME", &self.name);
        out.text("X-WR-CALNAME", &self.name);
        out.line("REFRESH-INTERVAL;VALUE=DURATION:PT15M");
        out.line("X-PUBLISHED-TTL:PT15M");
        for event in &self.events {
            event.write(&mut out);
        }
        out.line("END:VCALENDAR");
        out.text
    }
}

impl Event {
    fn write(&self, out: &mut Lines) {
        out.line("BEGIN:VEVENT");
        out.line(&format!("UID:{}@gendan", self.row));
        // When the row was made: the present instant would change the file at every writing.
        out.line(&format!("DTSTAMP:{}", instant(self.row.minted_at())));
        if self.moved > 0 {
            out.line(&format!("SEQUENCE:{}", self.moved));
        }
        match self.span {
            Span::Days(first, last) => {
                // The end is the day after.
                let end = last.max(first).checked_add_days(Days::new(1)).unwrap_or(last);
                out.line(&format!("DTSTART;VALUE=DATE:{}", first.format("%Y%m%d")));
                out.line(&format!("DTEND;VALUE=DATE:{}", end.format("%Y%m%d")));
                // A day on which something is due is not a day on which one is away.
                out.line("TRANSP:TRANSPARENT");
            }
            Span::From(begin, length) => {
                out.line(&format!("DTSTART:{}", instant(begin)));
                out.line(&format!("DTEND:{}", instant(begin + length.max(TimeDelta::minutes(1)))));
            }
        }
        out.text("SUMMARY", &self.summary);
        if !self.description.is_empty() {
            out.text("DESCRIPTION", &self.description);
        }
        if !self.category.is_empty() {
            out.text("CATEGORIES", &self.category);
        }
        if let Some(alarm) = self.alarm {
            out.line("BEGIN:VALARM");
            out.line("ACTION:DISPLAY");
            out.text("DESCRIPTION", &self.summary);
            let sign = if alarm < TimeDelta::zero() { "-" } else { "" };
            out.line(&format!("TRIGGER:{sign}PT{}M", alarm.num_minutes().abs()));
            out.line("END:VALARM");
        }
        out.line("END:VEVENT");
    }
}

fn instant(at: DateTime<Utc>) -> impl std::fmt::Display {
    at.format("%Y%m%dT%H%M%SZ")
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// A property whose value is text.
    fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }

    fn line(&mut self, line: &str) {
        let mut room = LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LINE - 1;
            }
            self.text.push(c);
            room -= c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// A text as a value (RFC 5545, 3.3.11). Other control characters than line ends have no place in it.
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => {
                text.push('\\');
                text.push(c);
            }
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => text.push_str("\\n"),
            '\t' => text.push('\t'),
            c if c.is_control() => {}
            c => drop(text.write_char(c)),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a program that knows the RFC and not this file reads: components and properties in their order, unfolded first and then
    /// taken apart at the first colon.
    fn read(text: &str) -> Vec<(String, String)> {
        assert!(text.ends_with("\r\n"), "the last line ends as well");
        let unfolded = text.replace("\r\n ", "").replace("\r\n\t", "");
        let lines = unfolded.split_terminator("\r\n");
        let property = |line: &str| {
            assert!(!line.contains(|c: char| c.is_control() && c != '\t'), "{line:?}");
            let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{line}"));
            (name.to_owned(), unescaped(value))
        };
        lines.map(property).collect()
    }

    fn unescaped(value: &str) -> String {
        let (mut text, mut is_escape) = (String::new(), false);
        for c in value.chars() {
            match (is_escape, c) {
                (false, '\\') => is_escape = true,
                (true, 'n' | 'N') => (text.push('\n'), is_escape = false).0,
                (true, '\\' | ',' | ';') => (text.push(c), is_escape = false).0,
                (true, other) => panic!("\\{other} means nothing"),
                (false, ',' | ';') => panic!("{c} divides a list: {value}"),
                (false, c) => text.push(c),
            }
        }
        assert!(!is_escape, "{value}");
        text
    }

    fn values<'a>(read: &'a [(String, String)], wanted: &str) -> Vec<&'a str> {
        read.iter().filter(|(name, _)| name == wanted).map(|(_, value)| value.as_str()).collect()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn event(summary: &str, description: &str) -> Event {
        Event {
            // 2026-11-20T01:42:00Z.
            row: crate::model::Mint::new(1, Id(0)).next(1_795_138_920_000),
            moved: 0,
            span: Span::Days(day("2026-12-24"), day("2026-12-24")),
            summary: summary.to_owned(),
            description: description.to_owned(),
            category: String::new(),
            alarm: None,
        }
    }

    #[test]
    fn a_calendar_is_written_to_the_octet() {
        let mut timed = event("Follow up: Müller & Söhne, Hamburg; 德国", "Offer\nFOB Ningbo 1.25");
        timed.span = Span::From("2026-11-20T07:00:00Z".parse().unwrap(), TimeDelta::minutes(30));
        timed.alarm = Some(TimeDelta::minutes(-10));
        timed.moved = 2;
        timed.category = "Follow-up".to_owned();
        let row = timed.row;
        let mut whole_day = event("Promise", "");
        whole_day.alarm = Some(TimeDelta::hours(9));
        let calendar = Calendar { name: "gendan".to_owned(), events: vec![timed, whole_day] };
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//gendan//gendan//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "NAME:gendan",
            "X-WR-CALNAME:gendan",
            "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
            "X-PUBLISHED-TTL:PT15M",
            "BEGIN:VEVENT",
            &format!("UID:{row}@gendan"),
            "DTSTAMP:20261120T014200Z",
            "SEQUENCE:2",
            "DTSTART:20261120T070000Z",
            "DTEND:20261120T073000Z",
            "SUMMARY:Follow up: Müller & Söhne\\, Hamburg\\; 德国",
            "DESCRIPTION:Offer\\nFOB Ningbo 1.25",
            "CATEGORIES:Follow-up",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:Follow up: Müller & Söhne\\, Hamburg\\; 德国",
            "TRIGGER:-PT10M",
            "END:VALARM",
            "END:VEVENT",
            "BEGIN:VEVENT",
            &format!("UID:{row}@gendan"),
            "DTSTAMP:20261120T014200Z",
            "DTSTART;VALUE=DATE:20261224",
            "DTEND;VALUE=DATE:20261225",
            "TRANSP:TRANSPARENT",
            "SUMMARY:Promise",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:Promise",
            "TRIGGER:PT540M",
            "END:VALARM",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ];
        assert_eq!(calendar.to_text(), expected.join("\r\n"));
        assert_eq!(calendar.to_text(), calendar.to_text());
    }

    #[test]
    fn whatever_a_text_holds_another_program_reads_it_back() {
        let long = "跟进报价，".repeat(40);
        for (summary, known) in [
            ("plain", "plain"),
            ("a, b; c: d \\ e \\n f", "a, b; c: d \\ e \\n f"),
            ("two\nlines", "two\nlines"),
            ("two\r\nlines\rthree", "two\nlines\nthree"),
            ("\u{0}\u{7}bell\u{1b}", "bell"),
            ("\"quoted\" 'name'", "\"quoted\" 'name'"),
            ("عميل 客户 🧾 Ünïcode", "عميل 客户 🧾 Ünïcode"),
            (&long, &long),
            (&"x".repeat(500), &"x".repeat(500)),
            (&" a".repeat(200), &" a".repeat(200)),
            ("BEGIN:VEVENT\r\nUID:1", "BEGIN:VEVENT\nUID:1"),
        ] {
            let calendar = Calendar { name: summary.to_owned(), events: vec![event(summary, summary)] };
            let again = read(&calendar.to_text());
            assert_eq!(values(&again, "BEGIN"), ["VCALENDAR", "VEVENT"], "{summary}");
            assert_eq!(values(&again, "SUMMARY"), [known]);
            assert_eq!(values(&again, "DESCRIPTION"), [known]);
            let text = calendar.to_text();
            for line in text.split("\r\n") {
                assert!(line.len() <= LINE && !line.contains(['\r', '\n']), "{line}");
            }
        }
    }

    #[test]
    fn days_and_instants_are_those_that_were_meant() {
        let mut month = event("in December", "");
        month.span = Span::Days(day("2026-12-01"), day("2026-12-31"));
        let mut call = event("call", "");
        call.span = Span::From("2028-02-29T23:45:00Z".parse().unwrap(), TimeDelta::zero());
        let again = read(&Calendar { name: String::new(), events: vec![month, call] }.to_text());
        assert_eq!(values(&again, "DTSTART;VALUE=DATE"), ["20261201"]);
        assert_eq!(values(&again, "DTEND;VALUE=DATE"), ["20270101"]);
        assert_eq!((values(&again, "DTSTART"), values(&again, "DTEND")), (vec!["20280229T234500Z"], vec!["20280229T234600Z"]));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_back(text in "\\PC{0,200}") {
            let again = read(&Calendar { name: text.clone(), events: vec![event(&text, "")] }.to_text());
            let known: String = text.chars().map(|c| if matches!(c, '\u{2028}' | '\u{2029}') { '\n' } else { c }).collect();
            proptest::prop_assert_eq!(values(&again, "SUMMARY"), [known]);
        }
    }
}
