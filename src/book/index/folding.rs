//! How values are folded for searching: as [`text::fold`], with traditional characters simplified, runs of spaces made one, and
//! numbers of telephones without what people write between the digits.

use crate::model::country::Country;
use crate::model::{Field, Kind, text};

/// Parts the words of one value, such as several tags, so that no word matches across them.
pub(super) const BETWEEN: u8 = 0x01;

/// Appends `value` folded.
pub(super) fn fold_into(value: &str, out: &mut Vec<u8>) {
    if value.is_ascii() {
        let from = out.len();
        out.extend_from_slice(value.as_bytes());
        out[from..].make_ascii_lowercase();
        if out[from..].iter().any(|byte| *byte < b' ') || memchr::memmem::find(&out[from..], b"  ").is_some() {
            squeeze(out, from);
        }
        return;
    }
    let folded = text::fold(value);
    let from = out.len();
    let mut letter = [0; 4];
    for c in folded.chars() {
        out.extend_from_slice(text::simplified(c).encode_utf8(&mut letter).as_bytes());
    }
    squeeze(out, from);
}

/// Makes every run of spaces and control characters from `from` on one space.
fn squeeze(out: &mut Vec<u8>, from: usize) {
    let mut to = from;
    for at in from..out.len() {
        let byte = if out[at] < b' ' { b' ' } else { out[at] };
        if byte != b' ' || to == from || out[to - 1] != b' ' {
            out[to] = byte;
            to += 1;
        }
    }
    out.truncate(to);
}

/// `value` folded, as text.
pub(super) fn fold(value: &str) -> String {
    let mut out = Vec::with_capacity(value.len() + 4);
    fold_into(value, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// What people write between the digits of a number.
pub(super) fn is_between_digits(byte: u8) -> bool {
    matches!(byte, b' ' | b'-' | b'(' | b')' | b'.' | b'/')
}

/// Appends the search text of `value` of `field`; several words of one value are parted by [`BETWEEN`].
pub(super) fn value_into(field: Field, value: &str, out: &mut Vec<u8>) {
    match field.kind() {
        Kind::Phone => {
            let from = out.len();
            fold_into(value, out);
            let mut to = from;
            for at in from..out.len() {
                if !is_between_digits(out[at]) {
                    out[to] = out[at];
                    to += 1;
                }
            }
            out.truncate(to);
        }
        Kind::Country => {
            fold_into(value, out);
            if let Some(country) = Country::by_iso2(value) {
                for name in [country.name_en, country.name_zh] {
                    out.push(BETWEEN);
                    fold_into(name, out);
                }
            }
        }
        Kind::Choice => {
            fold_into(value, out);
            if let Some(choice) = field.spec().choices.iter().find(|choice| choice.zh == value || choice.en == value) {
                let other = if choice.zh == value { choice.en } else { choice.zh };
                if other != value {
                    out.push(BETWEEN);
                    fold_into(other, out);
                }
            }
        }
        Kind::Stars => {
            fold_into(value, out);
            let stars = value.parse::<usize>().unwrap_or(0).min(5);
            out.push(BETWEEN);
            out.extend_from_slice("★".repeat(stars).as_bytes());
            out.push(BETWEEN);
            out.extend_from_slice(format!("{value}星").as_bytes());
        }
        Kind::Tags => {
            for (at, tag) in value.split(char::from(BETWEEN)).enumerate() {
                if at > 0 {
                    out.push(BETWEEN);
                }
                fold_into(tag, out);
            }
            numbers_into(value, out);
        }
        Kind::Text | Kind::LongText => written_into(value, out),
        _ => fold_into(value, out),
    }
}

/// Appends `value` folded, and the digits of the numbers in it that have signs between them.
pub(super) fn written_into(value: &str, out: &mut Vec<u8>) {
    fold_into(value, out);
    numbers_into(value, out);
}

/// How many digits make a number that is looked for however it is written.
const DIGITS_OF_NUMBER: usize = 7;

fn numbers_into(value: &str, out: &mut Vec<u8>) {
    if value.bytes().filter(u8::is_ascii_digit).count() < DIGITS_OF_NUMBER {
        return;
    }
    for run in value.as_bytes().split(|byte| !byte.is_ascii_digit() && !is_between_digits(*byte)) {
        let digits = run.iter().filter(|byte| byte.is_ascii_digit());
        let first = run.iter().position(u8::is_ascii_digit).unwrap_or(0);
        let last = run.iter().rposition(u8::is_ascii_digit).unwrap_or(0);
        let count = digits.clone().count();
        if count >= DIGITS_OF_NUMBER && count < last + 1 - first {
            out.push(BETWEEN);
            out.extend(digits);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_folded_for_searching() {
        for (field, value, folded) in [
            (Field::Company, "  Küchen\t GmbH\n& Co ", " kuchen gmbh & co "),
            (Field::Company, "廣東機械ＣＯ", "广东机械co"),
            (Field::Phone, "+49 (40) 555-07.12 ext 3; 040/1", "+49405550712ext3;0401"),
            (Field::Country, "DE", "de\u{1}germany\u{1}德国"),
            (Field::Country, "Atlantis", "atlantis"),
            (Field::Stars, "2", "2\u{1}★★\u{1}2星"),
            (Field::Status, "跟进中", "跟进中\u{1}following"),
            (Field::Status, "Own word", "own word"),
            (Field::Tags, "展会\u{1}VIP", "展会\u{1}vip"),
            (Field::Notes, "call 0171-555 01 01 or 12-3", "call 0171-555 01 01 or 12-3\u{1}01715550101"),
            (Field::Notes, "017155501", "017155501"),
            (Field::AnnualAmount, "12500.00 USD", "12500.00 usd"),
        ] {
            let mut out = Vec::new();
            value_into(field, value, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), folded, "{value}");
        }
    }
}
