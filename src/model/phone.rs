//! Telephone numbers: taken apart, cleaned, and brought to the international form where that is certain.
//!
//! The number stays as a person wrote it; the international form (E.164) is for comparing and dialling. Numbers with a
//! country code are read here, national ones by `phonenumber::parse`. Whether a number is in use nobody here can tell.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::country::Country;
use crate::model::text::{clean, narrow};

/// A telephone number as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneReading {
    /// The number as written, without labels, apostrophes and wide digits.
    pub kept: String,
    /// The international form, such as `+4930901820`, where it is certain.
    pub e164: Option<String>,
    /// The digits of an extension.
    pub extension: Option<String>,
    /// The country of the number by its code; with the customer's country where that shares the code.
    pub country: Option<&'static Country>,
    /// What is odd about it.
    pub odd: Option<OddPhone>,
}

/// Why a number cannot be dialled as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OddPhone {
    /// A spreadsheet cut the digits: `8.61380E+12`.
    DigitsLost,
    /// No digits.
    NoDigits,
    /// Letters beside the digits that are no extension.
    Letters,
    /// Fewer than five digits, or fewer than seven after `+`.
    TooShort,
    /// More than fifteen digits (E.164), or seventeen with a dialling prefix.
    TooLong,
    /// No country has this code, or no number of it begins so.
    UnknownCode,
}

/// The digits of a text in any script's decimal digits, as ASCII.
pub fn digits(text: &str) -> String {
    text.chars().filter_map(digit_of).collect()
}

fn digit_of(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '\u{FF10}'..='\u{FF19}' => char::from_digit(c as u32 - 0xFF10, 10),
        '\u{660}'..='\u{669}' => char::from_digit(c as u32 - 0x660, 10),
        '\u{6F0}'..='\u{6F9}' => char::from_digit(c as u32 - 0x6F0, 10),
        _ => None,
    }
}

/// The numbers in a cell: parted by `;` `,` `/` `、` `|`, line breaks, `or` and `或`, where both sides have at least six digits.
///
/// `+49 40/555123` and `555-0101/02` stay whole. Parts without digits beside a number are dropped.
pub fn split_phones(text: &str) -> Vec<&str> {
    let mut parts = Vec::with_capacity(1);
    let mut start = 0;
    let mut at = 0;
    let enough = |part: &str| part.chars().filter(|&c| digit_of(c).is_some()).take(6).count() == 6;
    while let Some((from, to)) = next_separator(text, at) {
        let line = text[from..to].contains(['\n', '\r']);
        let next = next_separator(text, to).map_or(text.len(), |(next, _)| next);
        let (left, right) = (&text[start..from], &text[to..next]);
        if enough(left) && enough(right) || line && left.chars().any(|c| digit_of(c).is_some()) && enough(right) {
            parts.push(left.trim());
            start = to;
        }
        at = to;
    }
    let last = text[start..].trim_matches(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '/' | '、' | '|' | '；' | '，'));
    if !last.is_empty() {
        parts.push(last);
    }
    parts
}

/// Where the next sign or word between numbers begins and ends, from a byte position.
fn next_separator(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = &text[from..];
    let mut found = rest
        .char_indices()
        .find(|(_, c)| matches!(c, ';' | ',' | '/' | '、' | '|' | '\n' | '\r' | '；' | '，' | '／' | '或' | '&'))
        .map(|(at, c)| (at, at + c.len_utf8()));
    // Words only matter where there are letters.
    if rest.bytes().any(|b| matches!(b, b'o' | b'O' | b'a' | b'A')) {
        for word in [" or ", " OR ", " oder ", " and ", " ou "] {
            if let Some(at) = rest.find(word)
                && found.is_none_or(|(before, _)| at < before)
            {
                found = Some((at, at + word.len()));
            }
        }
    }
    // RFC 3966 writes the extension as ";ext=12".
    found
        .map(|(a, b)| {
            if rest[a..].starts_with(";ext") {
                next_separator(text, from + b).unwrap_or((text.len(), text.len()))
            } else {
                (from + a, from + b)
            }
        })
        .filter(|&(a, _)| a < text.len())
}

/// Words that stand before a number and say of what kind it is, folded.
#[rustfmt::skip]
const LABELS: [&str; 55] = [
    "telephone", "telefono", "telefone", "telefon", "telefax", "tel", "tél", "tlf", "tfno", "phone", "fone", "ph", "mobile", "mobil",
    "movil", "móvil", "mob", "celular", "cellular", "cell", "cel", "cp", "handy",
    "fax", "fon", "whatsapp", "wa", "office", "work", "home", "direct", "hotline", "t", "m", "p", "f", "тел", "телефон", "моб", "факс", "ч",
    "联系电话", "移动电话", "办公电话", "电话", "電話", "手机", "手機", "座机", "固话", "传真", "傳真", "联系方式", "微信", "전화",
];

/// The number without invisible edges, wide digits, `tel:`, leading apostrophe and label.
pub fn clean_phone(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    if bytes.iter().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'+' | b'-' | b'(' | b')' | b'.' | b'/'))
        && !text.starts_with(' ')
        && !text.ends_with([' ', '/', '.', '-'])
    {
        return Cow::Borrowed(strip_float(text));
    }
    let cleaned = clean(text);
    let narrowed: Cow<'_, str> = match narrow(&cleaned) {
        Cow::Owned(owned) => Cow::Owned(owned),
        Cow::Borrowed(_) => cleaned.clone(),
    };
    let mut bare = strip_labels(&narrowed).trim_end_matches([';', ',', '、', '|', '/']).trim();
    if !bare.contains(|c| digit_of(c).is_some()) {
        bare = &narrowed;
    }
    let marks = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if bare.contains(marks) {
        return Cow::Owned(bare.chars().filter(|&c| !marks(c)).collect());
    }
    if bare.len() == text.len() { Cow::Borrowed(text) } else { Cow::Owned(strip_float(bare).to_owned()) }
}

/// A whole number that came as a floating one: `447700952846.0`.
fn strip_float(text: &str) -> &str {
    match text.strip_suffix(".0") {
        Some(whole) if whole.len() > 4 && whole.bytes().all(|b| b.is_ascii_digit()) => whole,
        _ => text,
    }
}

fn strip_labels(text: &str) -> &str {
    let quotes = |c: char| matches!(c, '\'' | '’' | '`' | '"' | '=') || c.is_whitespace();
    let mut text = text.trim_start_matches(quotes);
    // Several rounds for "Tel/Mob: …" and "手机 tel: …".
    loop {
        if text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) {
            break;
        }
        let end = text.char_indices().find(|(_, c)| !c.is_alphabetic()).map_or(text.len(), |(at, _)| at);
        let word = text[..end].to_lowercase();
        if end == text.len() || !LABELS.contains(&word.as_str()) {
            break;
        }
        text = text[end..].trim_start_matches(|c| matches!(c, '.' | ':' | '：' | '/' | '-' | '#') || quotes(c));
        if ["no.", "nr."].iter().any(|number| text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(number))) {
            text = text[3..].trim_start_matches(|c| c == ':' || quotes(c));
        }
    }
    text
}

/// What [`read_phone`] keeps of a number, and what is odd about it, where nothing is known of the country.
pub fn look(text: &str) -> (Cow<'_, str>, Option<OddPhone>) {
    let kept = clean_phone(text);
    // Only what a spreadsheet shortened is kept otherwise than as written.
    if scientific(&kept).is_some() {
        let reading = read_phone(text, None);
        return (reading.kept.into(), reading.odd);
    }
    let mut number = Dialled::default();
    let odd = number.collect(&kept).or_else(|| match number.international(None) {
        Some(international) => international.err(),
        None => number.odd_length(),
    });
    (kept, odd)
}

/// The international form `+4930901820` as people write it, `+49 30 901820`; none where no country has such numbers.
pub fn format_international(e164: &str) -> Option<String> {
    let number = phonenumber::parse(None, e164).ok()?;
    Some(number.format().mode(phonenumber::Mode::International).to_string())
}

/// Whether a number that was read has fewer or more digits than any number of its country has by the numbering plan: too little to
/// call it wrong, since plans change, and enough to say so beside it.
pub fn odd_length(reading: &PhoneReading) -> Option<OddPhone> {
    let plan = phonenumber::metadata::DATABASE.by_id(reading.country?.iso2)?;
    let code = plan.country_code().to_string();
    let count = u16::try_from(reading.e164.as_ref()?.len().checked_sub(1 + code.len())?).ok()?;
    let kinds = plan.descriptors();
    let kinds =
        [kinds.fixed_line(), kinds.mobile(), kinds.toll_free(), kinds.shared_cost(), kinds.premium_rate(), kinds.uan(), kinds.voip()];
    let lengths = || kinds.into_iter().flatten().flat_map(|kind| kind.possible_length());
    match (lengths().min(), lengths().max()) {
        (Some(least), _) if count < *least => Some(OddPhone::TooShort),
        (_, Some(most)) if count > *most => Some(OddPhone::TooLong),
        _ => None,
    }
}

/// Reads one number; `country` is the customer's, for numbers without a country code.
pub fn read_phone(text: &str, country: Option<&'static Country>) -> PhoneReading {
    let kept = clean_phone(text).into_owned();
    let mut reading = PhoneReading { kept, e164: None, extension: None, country: None, odd: None };
    if let Some(whole) = scientific(&reading.kept) {
        match whole {
            Some(whole) => reading.kept = whole,
            None => {
                reading.odd = Some(OddPhone::DigitsLost);
                return reading;
            }
        }
    }
    let mut number = Dialled::default();
    reading.odd = number.collect(&reading.kept);
    reading.extension = (!number.extension.is_empty()).then(|| number.extension.clone());
    if reading.odd.is_some() {
        return reading;
    }
    match number.international(country) {
        Some(Ok((e164, of))) => (reading.e164, reading.country) = (Some(e164), Some(of)),
        Some(Err(odd)) => reading.odd = Some(odd),
        None => {
            reading.odd = number.odd_length();
            if reading.odd.is_none()
                && let Some(country) = country
            {
                (reading.e164, reading.country) = national(&number.digits, country);
            }
        }
    }
    reading
}

/// A number in scientific notation: with all of its digits, or without.
fn scientific(text: &str) -> Option<Option<String>> {
    let at = text.find(['E', 'e'])?;
    let (mantissa, power) = (&text[..at], text[at + 1..].trim_start_matches('+'));
    let power: usize = power.parse().ok().filter(|&power| power < 30)?;
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    if whole.len() != 1 || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((fraction.len() == power).then(|| format!("{whole}{fraction}")))
}

/// The parts of a number that are dialled.
#[derive(Default)]
struct Dialled {
    plus: bool,
    digits: String,
    extension: String,
    /// A `(0)` that is dialled only inside the country.
    trunk: bool,
}

impl Dialled {
    /// Takes a number apart.
    fn collect(&mut self, text: &str) -> Option<OddPhone> {
        self.digits.reserve(text.len());
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '0'..='9' => self.digits.push(c),
                '+' if self.digits.is_empty() => self.plus = true,
                '(' if self.digits.len() >= 2 && text[at..].starts_with("(0)") => {
                    self.trunk = true;
                    chars.next();
                    chars.next();
                }
                ' ' | '-' | '(' | ')' | '.' | '/' | '\u{A0}' | '–' | '—' | '‐' | '‑' | '−' | '_' | '[' | ']' | '·' | '~' | '\'' | '\n'
                | '\t' | ',' => {}
                '#' | ';' => return self.extend(&text[at..]),
                c if digit_of(c).is_some() => self.digits.extend(digit_of(c)),
                _ => return self.extend(&text[at..]),
            }
        }
        self.digits.is_empty().then_some(OddPhone::NoDigits)
    }

    /// What follows the number: an extension, a note, or what makes it none.
    fn extend(&mut self, rest: &str) -> Option<OddPhone> {
        const EXTENSIONS: [&str; 12] = [";ext=", "extension", "ext", "anexo", "ramal", "int", "x", "#", "转", "轉", "分机", "доб"];
        let lower = rest.to_lowercase();
        for word in EXTENSIONS {
            if let Some(after) = lower.strip_prefix(word) {
                let digits = digits(after);
                if (1..=7).contains(&digits.len())
                    && after.trim_start_matches(['.', ':', ' ', '=']).starts_with(|c| digit_of(c).is_some())
                    && self.digits.len() >= 5
                {
                    self.extension = digits;
                    return None;
                }
            }
        }
        if self.digits.is_empty() && digits(rest).is_empty() {
            return Some(OddPhone::NoDigits);
        }
        // A note behind the number does not spoil it: "+49 30 901820 (mobile)", "13800138000 王女士".
        if self.digits.len() >= 7 && digits(rest).len() < 3 { None } else { Some(OddPhone::Letters) }
    }

    /// What is odd about the length of a national number.
    fn odd_length(&self) -> Option<OddPhone> {
        match self.digits.len() {
            0..5 => Some(OddPhone::TooShort),
            5..=17 => None,
            _ => Some(OddPhone::TooLong),
        }
    }

    /// The international form of a number that begins with `+` or `00`; none for a national one.
    fn international(&self, country: Option<&'static Country>) -> Option<Result<(String, &'static Country), OddPhone>> {
        let mut digits = self.digits.as_str();
        if self.plus {
            digits = digits.trim_start_matches('0');
        } else if let Some(rest) = digits.strip_prefix("00").filter(|rest| rest.len() >= 8 && !rest.starts_with('0')) {
            digits = rest;
        } else {
            return None;
        }
        if digits.len() < 7 {
            return Some(Err(OddPhone::TooShort));
        }
        if digits.len() > 15 {
            return Some(Err(OddPhone::TooLong));
        }
        let Some((code, of)) = country_of(digits, country) else { return Some(Err(OddPhone::UnknownCode)) };
        let rest = &digits[code..];
        if rest.len() < 4 {
            return Some(Err(OddPhone::TooShort));
        }
        // "+49 030 …": the zero of national dialling; in Italy and a few others it belongs to the number.
        let rest = rest.strip_prefix('0').filter(|_| !self.trunk && !ZERO_STAYS.contains(&of.iso2)).unwrap_or(rest);
        if rest.starts_with('0') && !ZERO_STAYS.contains(&of.iso2) {
            return Some(Err(OddPhone::UnknownCode));
        }
        let mut e164 = String::with_capacity(16);
        e164.push('+');
        e164.push_str(&digits[..code]);
        e164.push_str(rest);
        Some(Ok((e164, of)))
    }
}

/// Where a number begins with a zero in its international form too.
const ZERO_STAYS: [&str; 7] = ["IT", "SM", "VA", "CI", "GA", "CG", "BJ"];

/// Area codes of Canada, which shares `+1` with the United States (Canadian Numbering Administrator).
const CANADA: [u16; 56] = [
    204, 226, 236, 249, 250, 257, 263, 289, 306, 343, 354, 365, 367, 368, 382, 387, 403, 416, 418, 428, 431, 437, 438, 450, 460, 468, 474,
    506, 514, 519, 537, 548, 568, 579, 581, 584, 587, 604, 613, 639, 647, 672, 683, 705, 709, 742, 753, 778, 780, 782, 807, 819, 825, 867,
    873, 879,
];
const CANADA_EAST: [u16; 2] = [902, 905];

/// How many digits of an international number are the country's code, and the country.
fn country_of(digits: &str, expected: Option<&'static Country>) -> Option<(usize, &'static Country)> {
    let (code, main) = CODES.of(digits)?;
    // The four digits of a North American island are its country code and its area.
    let length = if digits.starts_with('1') { 1 } else { code };
    let of = match main.iso2 {
        "US" => {
            let area: u16 = digits.get(1..4)?.parse().ok()?;
            if CANADA.contains(&area) || CANADA_EAST.contains(&area) { Country::by_iso2("CA")? } else { main }
        }
        "RU" if digits[1..].starts_with(['6', '7']) => Country::by_iso2("KZ")?,
        _ => match expected {
            Some(expected) if expected.calling_codes.contains(&&digits[..code]) => expected,
            _ => main,
        },
    };
    Some((length, of))
}

/// Calling codes to their main country.
struct Codes(HashMap<u16, &'static Country>);

static CODES: LazyLock<Codes> = LazyLock::new(|| {
    let codes = Country::all().iter().flat_map(|country| &country.calling_codes);
    Codes(codes.filter_map(|code| Some((code.parse().ok()?, *Country::by_calling_code(code).first()?))).collect())
});

impl Codes {
    /// The longest code that a number begins with.
    fn of(&self, digits: &str) -> Option<(usize, &'static Country)> {
        (1..=4).rev().find_map(|len| self.0.get(&digits.get(..len)?.parse().ok()?).map(|&country| (len, country)))
    }
}

/// The international form of digits without `+`, as they are dialled in a country or written there without the sign.
fn national(digits: &str, country: &'static Country) -> (Option<String>, Option<&'static Country>) {
    // A Chinese mobile number needs no closer look, and there are many.
    if country.iso2 == "CN" && digits.len() == 11 && digits.starts_with('1') && !digits[1..].starts_with(['0', '1', '2']) {
        return (Some(format!("+86{digits}")), Some(country));
    }
    if digits.len() < 6 || digits.len() > 17 {
        return (None, None);
    }
    let Some(id) = country.iso2.parse().ok() else { return (None, None) };
    let Ok(number) = phonenumber::parse(Some(id), digits) else { return (None, None) };
    let national = number.national();
    let mut e164 = format!("+{}", number.code().value());
    (0..national.zeros()).for_each(|_| e164.push('0'));
    e164.push_str(&national.value().to_string());
    let Some((code, of)) = country_of(&e164[1..], Some(country)) else { return (None, None) };
    if e164.len() > 16 || e164.len() < 8 || e164[1 + code..].starts_with('0') && !ZERO_STAYS.contains(&of.iso2) {
        return (None, None);
    }
    (Some(e164), Some(of))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(iso2: &str) -> Option<&'static Country> {
        Country::by_iso2(iso2)
    }

    #[test]
    fn cells_with_several_numbers_are_split() {
        for (text, parts) in [
            ("+7 221 555 5538 / +7 221 555 5531", &["+7 221 555 5538", "+7 221 555 5531"][..]),
            ("+49 40/555123", &["+49 40/555123"]),
            ("555-0101/02", &["555-0101/02"]),
            ("13800138000;13900139000", &["13800138000", "13900139000"]),
            ("13800138000、13900139000", &["13800138000", "13900139000"]),
            ("13800138000，13900139000", &["13800138000", "13900139000"]),
            ("13800138000 或 13900139000", &["13800138000", "13900139000"]),
            ("0571-88001234 or 0571-88001235", &["0571-88001234", "0571-88001235"]),
            ("tel: 030 901820\nmob: 0151 5550123", &["tel: 030 901820", "mob: 0151 5550123"]),
            ("a: 901820 | b: 901821 | c: 901822", &["a: 901820", "b: 901821", "c: 901822"]),
            ("+49 30 901820;", &["+49 30 901820"]),
            ("+49 30 901820;ext=12", &["+49 30 901820;ext=12"]),
            ("1,234", &["1,234"]),
            ("", &[]),
            (" ; ", &[]),
        ] {
            assert_eq!(split_phones(text), parts, "{text}");
        }
    }

    #[test]
    fn numbers_stay_as_written() {
        for (raw, kept) in [
            ("tel:+20 2 2555 8825", "+20 2 2555 8825"),
            ("'+39 02 5554274", "+39 02 5554274"),
            ("＋３１ ６０ ５５５ ４６４０", "+31 60 555 4640"),
            ("+593\u{a0}8\u{a0}255\u{a0}5267", "+593 8 255 5267"),
            ("+31 40 555 8728\u{3000}", "+31 40 555 8728"),
            ("13800138000", "13800138000"),
            ("447700952846.0", "447700952846"),
            ("Tel.: 030/901820", "030/901820"),
            ("Mob: 0151 5550123", "0151 5550123"),
            ("电话：0571-88001234", "0571-88001234"),
            ("手机 13800138000", "13800138000"),
            ("TEL NO. 123456", "123456"),
            ("+1 N/A", "+1 N/A"),
            ("\u{202a}+49 30 901820\u{202c}", "+49 30 901820"),
            ("+49 30 901820 ext 5", "+49 30 901820 ext 5"),
            ("(030) 901820", "(030) 901820"),
            ("Call Anna", "Call Anna"),
            ("4008-820-820", "4008-820-820"),
            ("", ""),
        ] {
            assert_eq!(clean_phone(raw), kept, "{raw:?}");
            assert_eq!(read_phone(raw, None).kept, kept, "{raw:?}");
        }
    }

    #[test]
    fn the_international_form_is_found() {
        for (text, of, e164, iso2) in [
            ("+49 (0)30 901820", "DE", "+4930901820", "DE"),
            ("+49 030 901820", "DE", "+4930901820", "DE"),
            ("0049-30-901820", "DE", "+4930901820", "DE"),
            ("+39 02 5554274", "IT", "+39025554274", "IT"),
            ("030 901820", "DE", "+4930901820", "DE"),
            ("13800138000", "CN", "+8613800138000", "CN"),
            ("8613800138000", "CN", "+8613800138000", "CN"),
            ("0571-88001234", "CN", "+8657188001234", "CN"),
            ("447700952846", "GB", "+447700952846", "GB"),
            ("07700 952846", "GB", "+447700952846", "GB"),
            ("(212) 555-0100", "US", "+12125550100", "US"),
            ("1-212-555-0100", "US", "+12125550100", "US"),
            ("+1 416 555 0100", "US", "+14165550100", "CA"),
            ("+1 876 555 0100", "JM", "+18765550100", "JM"),
            ("+7 701 555 0100", "KZ", "+77015550100", "KZ"),
            ("+7 (495) 555-01-00", "", "+74955550100", "RU"),
            ("8 (495) 555-01-00", "RU", "+74955550100", "RU"),
            ("+852 2555 1234", "", "+85225551234", "HK"),
            ("+44 1481 555010", "GG", "+441481555010", "GG"),
            ("+55 (11) 3555-1234", "BR", "+551135551234", "BR"),
            ("+33 6 39 98 12 34", "DE", "+33639981234", "FR"),
            ("８６１３８００１３８０００", "CN", "+8613800138000", "CN"),
            ("+49 30 901820 ext 5", "DE", "+4930901820", "DE"),
            ("+49 30 901820 (office)", "DE", "+4930901820", "DE"),
            ("8.613800138000E+12", "CN", "+8613800138000", "CN"),
        ] {
            let reading = read_phone(text, country(of));
            assert_eq!(reading.e164.as_deref(), Some(e164), "{text}");
            assert_eq!(reading.country.map(|country| country.iso2), Some(iso2), "{text}");
            assert_eq!(reading.odd, None, "{text}");
        }
        assert_eq!(read_phone("+49 30 901820 ext. 512", None).extension.as_deref(), Some("512"));
        assert_eq!(read_phone("0571-88001234转8012", country("CN")).extension.as_deref(), Some("8012"));
        assert_eq!(read_phone("030 901820", None).e164, None);
    }

    #[test]
    fn the_international_form_is_written_as_people_do() {
        for (e164, written) in [
            ("+4930901820", "+49 30 901820"),
            ("+8613800138000", "+86 138 0013 8000"),
            ("+12125550100", "+1 212-555-0100"),
            ("+33639981234", "+33 6 39 98 12 34"),
        ] {
            assert_eq!(format_international(e164).as_deref(), Some(written));
        }
        assert_eq!(format_international("none"), None);
    }

    #[test]
    fn odd_numbers_say_why() {
        for (text, odd) in [
            ("4.86973E+10", OddPhone::DigitsLost),
            ("8.61380E+12", OddPhone::DigitsLost),
            ("8,61380E+12", OddPhone::DigitsLost),
            ("Call Anna", OddPhone::NoDigits),
            ("---", OddPhone::NoDigits),
            ("123", OddPhone::TooShort),
            ("+49 30", OddPhone::TooShort),
            ("+49 1234567890123456789", OddPhone::TooLong),
            ("12345678901234567890", OddPhone::TooLong),
            ("+999 12345678", OddPhone::UnknownCode),
            ("12a45b78", OddPhone::Letters),
        ] {
            let reading = read_phone(text, None);
            assert_eq!(reading.odd, Some(odd), "{text}");
            assert_eq!(reading.kept, text);
            assert_eq!(reading.e164, None, "{text}");
        }
        assert_eq!(digits("＋４９ (30) ٩٠"), "493090");
    }
}
