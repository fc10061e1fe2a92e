//! A touch typed in one line: `mail quoted FOB Ningbo 1.25, next fri`, `邮件 已报价 下周五`, `phone asked for samples, promise: send two by 3 Dec`.
//!
//! What is said stays as it was typed; only the way, who spoke, the day, the next day and what was promised are taken out of it, and only
//! where they stand in their places: the way in front, the next day behind. A price is no day, and a day in the middle of a sentence is
//! part of the sentence. Whoever types sees how it was understood before it is kept.

mod phrases;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, NaiveTime};

use super::day::PartialDay;
use super::follow::{Channel, Direction, PromisedBy};
use phrases::{Phrases, Place};

/// A line as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickTouch {
    /// By which way; [`Channel::Unknown`] where the line begins with none.
    pub channel: Channel,
    /// Who spoke: as the line says, else as is usual for the way.
    pub direction: Option<Direction>,
    /// When: the day of typing unless the line says an earlier one.
    pub happened_on: NaiveDate,
    /// What was said; may be empty.
    pub text: String,
    /// When to be in touch again.
    pub next: Option<QuickNext>,
    /// What was promised.
    pub promises: Vec<QuickPromise>,
    /// Whether it is an inquiry of theirs, which waits for an answer (S4.14).
    pub needs_reply: bool,
}

/// When to be in touch again, and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickNext {
    /// The day, or a month.
    pub due_on: PartialDay,
    /// The time of our day.
    pub due_time: Option<NaiveTime>,
    /// What for; may be empty.
    pub goal: String,
}

/// Something that was promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickPromise {
    /// Who promised.
    pub side: PromisedBy,
    /// What.
    pub text: String,
    /// By when.
    pub due_on: Option<PartialDay>,
}

/// What stands behind the `t ` with which a line for a touch begins in the command palette; `None` for any other text.
pub fn line_of(typed: &str) -> Option<&str> {
    let rest = typed.trim_start().strip_prefix(['t', 'T', 'ｔ', 'Ｔ'])?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim())
}

/// Reads a line that was typed on `today`. `None` where it says nothing.
pub fn read(line: &str, today: NaiveDate) -> Option<QuickTouch> {
    let phrases = Phrases::new(today);
    let mut touch = QuickTouch {
        channel: Channel::Unknown,
        direction: None,
        happened_on: today,
        text: String::new(),
        next: None,
        promises: Vec::new(),
        needs_reply: false,
    };
    let body = head(line.trim(), &phrases, &mut touch);
    let mut said: Vec<Piece<'_>> = Vec::new();
    for piece in pieces(body) {
        match phrases.promise(piece.text) {
            Some((before, promise)) => {
                touch.promises.push(promise);
                if !before.is_empty() {
                    said.push(Piece { text: before, ..piece });
                }
            }
            None => said.push(piece),
        }
    }
    if let Some(last) = said.pop() {
        let is_alone = said.is_empty();
        let before = said.last().map_or("", |piece| piece.text);
        match phrases.ending(last.text, if is_alone { Place::Alone } else { Place::Behind(before) }) {
            Some(ending) => {
                if let Some(day) = ending.happened_on {
                    touch.happened_on = day;
                }
                touch.next = ending.next.or(touch.next);
                if !ending.kept.is_empty() {
                    said.push(Piece { text: ending.kept, ..last });
                }
            }
            None => said.push(last),
        }
    }
    for (at, piece) in said.iter().enumerate() {
        if at > 0 {
            touch.text.push_str(said[at - 1].separator);
        }
        touch.text.push_str(piece.text);
    }
    touch.needs_reply = touch.direction == Some(Direction::In) && phrases::is_inquiry(&touch.text);
    touch.direction = touch.direction.or(touch.channel.usual_direction());
    let says_nothing = touch.text.is_empty() && touch.promises.is_empty() && touch.next.is_none();
    (!says_nothing || touch.channel != Channel::Unknown).then_some(touch)
}

/// Takes the way, who spoke and an earlier day off the front of a line, each once and in any order; returns the rest.
fn head<'a>(line: &'a str, phrases: &Phrases, touch: &mut QuickTouch) -> &'a str {
    let mut rest = line;
    let mut has_day = false;
    loop {
        let before = rest;
        if touch.channel == Channel::Unknown
            && let Some((channel, bytes)) = Channel::leading(rest)
        {
            touch.channel = channel;
            touch.direction = touch.direction.or(phrases::direction_in_name(&rest[..bytes]));
            rest = trimmed_start(&rest[bytes..]);
        }
        if touch.direction.is_none()
            && let Some((direction, after)) = phrases::direction(rest, touch.channel != Channel::Unknown)
        {
            touch.direction = Some(direction);
            rest = trimmed_start(after);
        }
        if !has_day && let Some((day, after)) = phrases.earlier_day(rest) {
            (touch.happened_on, has_day) = (day, true);
            rest = trimmed_start(after);
        }
        if rest.len() == before.len() {
            return rest;
        }
    }
}

fn trimmed_start(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | ':' | '：' | ';' | '；' | '、' | '-' | '–' | '—' | '|'))
}

/// A part of a line between separators.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    text: &'a str,
    /// What stands between it and the next one, as it was typed.
    separator: &'a str,
}

/// The parts of a line. A comma or semicolon separates unless it stands within a number (`1,250`), a full stop where a space follows it.
fn pieces(body: &str) -> Vec<Piece<'_>> {
    let letters: Vec<(usize, char)> = body.char_indices().collect();
    let mut found = Vec::new();
    let mut from = 0;
    for (at, (place, letter)) in letters.iter().enumerate() {
        let next = letters.get(at + 1).map(|(_, next)| *next);
        let is_in_number = at > 0 && letters[at - 1].1.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit());
        let separates = match letter {
            ',' | ';' => !is_in_number,
            '，' | '；' | '。' | '\n' => true,
            '.' => next.is_some_and(char::is_whitespace),
            _ => false,
        };
        if separates && *place >= from {
            let end = place + letter.len_utf8();
            let after = end + (body[end..].len() - body[end..].trim_start().len());
            push(&mut found, &body[from..*place], &body[*place..after]);
            from = after;
        }
    }
    push(&mut found, &body[from..], "");
    found
}

fn push<'a>(found: &mut Vec<Piece<'a>>, text: &'a str, separator: &'a str) {
    let text = text.trim();
    if !text.is_empty() {
        found.push(Piece { text, separator });
    }
}
