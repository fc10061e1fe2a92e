//! Takes a date apart: its numbers, what stands between them, and the month that a word names.

use crate::model::text::{fold, narrow_char};

/// A number of a date and what stands before it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) digits: u8,
    /// The sign between this number and what is before it, a space if nothing else.
    pub(super) before: char,
    /// The unit after it: `年`, `月`, `日`, or a space.
    pub(super) unit: char,
}

/// The numbers and the month name of a text.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) numbers: [Number; 4],
    pub(super) count: usize,
    /// The month that a word names, and how many numbers stand before it.
    pub(super) month: Option<(u32, usize)>,
    /// The sign before the year after a month name: `Mar-26`, `Mar'26`.
    pub(super) apostrophe: bool,
}

impl Parts {
    /// Takes the text apart; false if it holds what no date holds.
    pub(super) fn collect(&mut self, text: &str) -> bool {
        let mut before = ' ';
        let mut rest = text.char_indices().peekable();
        while let Some((at, raw)) = rest.next() {
            let c = narrow_char(raw);
            match c {
                '0'..='9' => {
                    let mut number = Number { value: c as u32 - '0' as u32, digits: 1, before, unit: ' ' };
                    while let Some(digit) = rest.peek().and_then(|&(_, c)| narrow_char(c).to_digit(10)) {
                        rest.next();
                        number.digits = number.digits.saturating_add(1);
                        number.value = number.value.saturating_mul(10).saturating_add(digit);
                    }
                    match rest.peek().map(|&(_, c)| narrow_char(c)) {
                        // A time begins: the number before the colon is not part of the date, nor is anything after it.
                        Some(':' | '时' | '時' | '点' | '點') => return self.count > 0 || self.month.is_some(),
                        Some(unit @ ('年' | '月' | '日' | '号' | '號' | '년' | '월' | '일')) => {
                            rest.next();
                            number.unit = match unit {
                                '年' | '년' => '年',
                                '月' | '월' => '月',
                                _ => '日',
                            };
                        }
                        _ => {}
                    }
                    if self.count == self.numbers.len() {
                        return false;
                    }
                    self.numbers[self.count] = number;
                    self.count += 1;
                    before = ' ';
                }
                '-' | '/' | '.' | '–' | '·' | '\\' | '．' | '。' | '~' => {
                    if before != ' ' || (self.count == 0 && self.month.is_none()) {
                        return false;
                    }
                    before = c;
                }
                '\'' | '’' => self.apostrophe = true,
                ',' | ' ' | '\u{A0}' | '、' | '(' | ')' | '\t' => {}
                '星' | '周' | '礼' | '週' => {
                    // 星期四, 周四, 礼拜四
                    if c != '周' && c != '週' {
                        rest.next();
                    }
                    if !matches!(rest.next(), Some((_, '一' | '二' | '三' | '四' | '五' | '六' | '日' | '天'))) || self.count < 3 {
                        return false;
                    }
                }
                '上' | '下' | '晚' | '凌' | '中' if self.count >= 3 => return true,
                c if c.is_alphabetic() => {
                    let mut end = at + raw.len_utf8();
                    while let Some(&(at, c)) = rest.peek() {
                        if !c.is_alphabetic() && !matches!(c, '\u{300}'..='\u{36F}') {
                            break;
                        }
                        end = at + c.len_utf8();
                        rest.next();
                    }
                    match word(&text[at..end]) {
                        Some(Word::Month(month)) if self.month.is_none() => self.month = Some((month, self.count)),
                        Some(Word::Time) if self.count > 0 => return true,
                        Some(Word::Filler) => {}
                        _ => return false,
                    }
                    // "5-Mar-26" has a sign on either side of the word; the dot of an abbreviation is none.
                    before = ' ';
                    if rest.peek().is_some_and(|&(_, c)| c == '.') {
                        rest.next();
                    }
                }
                _ => return false,
            }
        }
        self.count > 0
    }
}

enum Word {
    Month(u32),
    /// A weekday, an ordinal ending, `de`, `of`.
    Filler,
    /// `T`, `am`, `pm`: what follows is no date any more.
    Time,
}

/// The months in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish and Russian, folded, with usual abbreviations that
/// are no beginnings of a name.
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "january januar janner janvier enero janeiro gennaio januari stycznia styczen января январь",
    "february februar feber fevrier febrero fevereiro febbraio februari lutego luty февраля февраль",
    "march marz mars marzo marco maart marca marzec mrz mrt maerz марта март",
    "april avril abril aprile kwietnia kwiecien апреля апрель", "may mai mayo maio maggio mei maja maj мая май",
    "june juni juin junio junho giugno czerwca czerwiec июня июнь", "july juli juillet julio julho luglio lipca lipiec июля июль",
    "august aout agosto augustus sierpnia sierpien августа август",
    "september septembre septiembre setembro settembre wrzesnia wrzesien сентября сентябрь",
    "october oktober octobre octubre outubro ottobre pazdziernika pazdziernik октября октябрь",
    "november novembre noviembre novembro listopada listopad ноября ноябрь",
    "december dezember decembre diciembre dezembro dicembre grudnia grudzien декабря декабрь",
];

/// Words of dates that are no months: ordinal endings, articles, "year", weekdays.
#[rustfmt::skip]
const FILLERS: [&str; 36] = [
    "st", "nd", "rd", "th", "de", "del", "of", "den", "der", "le", "the", "er", "г", "года", "год", "r", "roku", "on", "mon", "tue",
    "tues", "wed", "thu", "thur",
    "thurs", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "am",
];

fn word(text: &str) -> Option<Word> {
    let mut small = [0_u8; 24];
    let folded;
    let word = if text.is_ascii() {
        let small = small.get_mut(..text.len())?;
        small.copy_from_slice(text.as_bytes());
        small.make_ascii_lowercase();
        std::str::from_utf8(small).ok()?
    } else {
        folded = fold(text);
        &folded
    };
    if matches!(word, "t" | "pm" | "utc" | "gmt" | "z") {
        return Some(Word::Time);
    }
    if FILLERS.contains(&word) {
        return Some(Word::Filler);
    }
    // "jui" may be June or July; shorter beginnings than three letters say nothing.
    if word.chars().count() < 3 || word == "jui" {
        return None;
    }
    let month = MONTHS.iter().position(|names| names.split(' ').any(|name| name.starts_with(word)))?;
    Some(Word::Month(month as u32 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_name_and_its_beginning_is_its_month() {
        for (index, names) in MONTHS.iter().enumerate() {
            for name in names.split(' ') {
                for cut in 3..=name.chars().count() {
                    let start: String = name.chars().take(cut).collect();
                    if start != "jui" {
                        assert!(matches!(word(&start), Some(Word::Month(month)) if month == index as u32 + 1), "{start} of {name}");
                    }
                }
            }
        }
    }
}
