//! Amounts as lists write them: currencies before or behind, units, brackets, and marks that part groups or fractions.

use super::Money;
use crate::model::currency::{Currency, CurrencyCode};
use crate::model::text::narrow;

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAmount {
    /// No digits.
    #[error("no number")]
    NoNumber,
    /// From one amount to another.
    #[error("a range of amounts")]
    Range,
    /// "About", "more than", `50万以上`.
    #[error("an approximate amount")]
    Approximate,
    /// Words or signs that are no currency and no unit, or digits grouped as no number is.
    #[error("not an amount")]
    Unreadable,
    /// Scientific notation with fewer digits than the number has.
    #[error("digits of the number were lost")]
    DigitsLost,
    /// More than 92 thousand million million major units.
    #[error("the amount is too large")]
    TooLarge,
}

/// Which sign parts whole units from their fraction, where a column tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1,234.50`.
    Dot,
    /// `1.234,50`.
    Comma,
    /// Each amount for itself: a lone comma before three digits groups thousands, a lone dot is decimal.
    #[default]
    Unknown,
}

/// Reads an amount as lists write it; see [`parse_amount_as`], with the decimal mark told from the amount itself.
pub fn parse_amount(text: &str, default_currency: CurrencyCode) -> Result<Money, NotAmount> {
    parse_amount_as(text, default_currency, DecimalMark::Unknown)
}

/// Reads an amount with its currency before or after (`USD 1,234.50`, `1234.56元`), units (`12.5万`, `1.2亿`, `1.5M`, `300k`), brackets or a
/// minus for negative ones, and spaces or apostrophes between groups.
///
/// Of a dot and a comma the last is the decimal mark. A lone comma before exactly three digits groups thousands, else it is decimal; a lone
/// dot is decimal; several equal marks group. `mark` overrides this for the lone ones. The currency is the one written, else
/// `default_currency`; a sign
/// that several currencies share means the default where that is one of them. Digits beyond the minor unit are rounded, halves away from
/// zero.
pub fn parse_amount_as(text: &str, default_currency: CurrencyCode, mark: DecimalMark) -> Result<Money, NotAmount> {
    let narrowed = narrow(text);
    let text = narrowed.trim();
    let digit = |c: char| c.is_ascii_digit();
    let first = text.find(digit).ok_or(NotAmount::NoNumber)?;
    // ".5" begins with its dot, but "Rs.5" does not.
    let first = if text[..first].ends_with('.') && !text[..first - 1].ends_with(char::is_alphabetic) { first - 1 } else { first };
    let last = text.rfind(digit).map_or(first, |at| at + 1);
    let (before, body, after) = (text[..first].trim(), &text[first..last], text[last..].trim());

    let mut currency = None;
    let mut negative = false;
    let mut bracket = false;
    let before = before.trim_start_matches('\'');
    let mut before = before.trim();
    while let Some(sign) = before.chars().find(|c| matches!(c, '-' | '−' | '+' | '(' | '<' | '>' | '~' | '≈' | '≥' | '≤' | '约' | '約'))
    {
        match sign {
            '-' | '−' if !negative => negative = true,
            '(' if !bracket => bracket = true,
            '+' => {}
            '-' | '−' | '(' => return Err(NotAmount::Unreadable),
            _ => return Err(NotAmount::Approximate),
        }
        let at = before.find(sign).unwrap_or(0);
        let (left, right) = (before[..at].trim(), before[at + sign.len_utf8()..].trim());
        before = match (left.is_empty(), right.is_empty()) {
            (_, true) => left,
            (true, false) => right,
            (false, false) => return Err(NotAmount::Unreadable),
        };
    }
    if !before.is_empty() {
        currency = Some(currency_of(before, default_currency).ok_or_else(|| unread(before))?);
    }

    let mut after = after;
    if let Some(rest) = after.strip_suffix(')')
        && bracket
    {
        (after, negative, bracket) = (rest.trim(), true, false);
    }
    if bracket {
        return Err(NotAmount::Unreadable);
    }
    let mut power = 0;
    while !after.is_empty() {
        if let Some((unit, ten)) = UNITS.iter().find(|(unit, _)| is_unit(after, unit)) {
            power += ten;
            after = after[unit.len()..].trim_start_matches('.').trim();
            continue;
        }
        match after {
            "-" | "−" if !negative => negative = true,
            "+" => return Err(NotAmount::Approximate),
            ".-" | ",-" | "," | "." | ".--" | ",--" | "/-" | "整" => {}
            word => match currency_of(word.trim_end_matches(['整', '.']), default_currency) {
                Some(found) if currency.is_none_or(|before| before == found) => currency = Some(found),
                Some(_) => return Err(NotAmount::Unreadable),
                None => return Err(unread(word)),
            },
        }
        break;
    }
    let currency = currency.unwrap_or(default_currency);
    let number = Number::read(body, mark)?;
    number.minor(negative, power, currency).map(|minor| Money { minor, currency })
}

/// Decides from the texts of a column which mark is decimal, for those in which a lone one stands before three digits (`1.234`).
///
/// A mark is decimal where it is the last of both or not three digits from the end, and groups where it comes several times. 95 % decide.
pub fn decide_decimal_mark<'a>(texts: impl IntoIterator<Item = &'a str>) -> DecimalMark {
    let (mut dot, mut comma) = (0_u64, 0_u64);
    for text in texts {
        let end = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
        let number = text[..end].trim_start_matches(|c: char| !c.is_ascii_digit());
        let (dots, commas) = (number.matches('.').count(), number.matches(',').count());
        let Some(last) = number.rfind(['.', ',']) else { continue };
        let is_dot = number[last..].starts_with('.');
        let (mine, others) = if is_dot { (dots, commas) } else { (commas, dots) };
        let is_decimal = match (mine, others) {
            (1, 0) if number.len() - last == 4 => continue,
            (1, _) => true,
            (_, 0) => false,
            _ => continue,
        };
        *(if is_dot == is_decimal { &mut dot } else { &mut comma }) += 1;
    }
    match dot + comma {
        0 => DecimalMark::Unknown,
        all if dot * 20 >= all * 19 => DecimalMark::Dot,
        all if comma * 20 >= all * 19 => DecimalMark::Comma,
        _ => DecimalMark::Unknown,
    }
}

/// Tens that a word multiplies by, the longer words before their beginnings.
#[rustfmt::skip]
const UNITS: [(&str, i32); 40] = [
    ("百万", 6), ("百萬", 6), ("千万", 7), ("千萬", 7), ("十万", 5), ("十亿", 9), ("万亿", 12), ("百亿", 10), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8),
    ("千", 3), ("百", 2),
    ("만", 4), ("억", 8), ("thousand", 3), ("thsd", 3), ("tsd", 3), ("million", 6), ("millones", 6), ("millions", 6), ("mill", 6),
    ("mio", 6), ("mln", 6), ("mn", 6),
    ("mm", 6), ("billion", 9), ("bln", 9), ("mrd", 9), ("bn", 9), ("lakhs", 5), ("lakh", 5), ("lacs", 5), ("crores", 7), ("crore", 7),
    ("тыс", 3), ("млн", 6), ("k", 3), ("m", 6),
];

/// Whether a text begins with a unit that ends there: `k` of `k USD`, not of `kg` or `kr`.
fn is_unit(text: &str, unit: &str) -> bool {
    let Some(start) = text.get(..unit.len()) else { return false };
    let rest = &text[unit.len()..];
    (start == unit || start.eq_ignore_ascii_case(unit))
        && (!unit.starts_with(|c: char| c.is_ascii_alphabetic() || c == 'т' || c == 'м') || !rest.starts_with(char::is_alphabetic))
}

fn currency_of(text: &str, default: CurrencyCode) -> Option<CurrencyCode> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ','));
    if text == default.as_str() {
        return Some(default);
    }
    // "$" of a list in Australian dollars is no US dollar.
    if default.currency().is_some_and(|currency| currency.symbol == text && text != default.as_str()) {
        return Some(default);
    }
    // A word in front of the currency is no currency: "total USD".
    Currency::find(text).map(|currency| currency.code).filter(|_| text.split_whitespace().count() <= 3)
}

/// Why the words beside a number are no currency.
fn unread(words: &str) -> NotAmount {
    const VAGUE: [&str; 17] = [
        "以上", "以下", "以内", "左右", "多", "余", "大约", "大概", "近", "超过", "不到", "about", "approx", "around", "over", "more",
        "less",
    ];
    let lower = words.to_lowercase();
    if VAGUE.iter().any(|vague| lower.contains(vague)) { NotAmount::Approximate } else { NotAmount::Unreadable }
}

/// Digits without marks, and how many of them are the fraction.
pub(super) struct Number {
    digits: i128,
    fraction: i32,
}

impl Number {
    /// `123`, `123.45`; nothing else.
    pub(super) fn of_plain(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
            return None;
        }
        Self::of_digits(whole.bytes(), fraction.bytes()).ok()
    }

    fn of_digits(whole: impl Iterator<Item = u8>, fraction: impl Iterator<Item = u8>) -> Result<Self, NotAmount> {
        let mut digits = 0_i128;
        for byte in whole.filter(u8::is_ascii_digit) {
            digits = digits * 10 + i128::from(byte - b'0');
            if digits > i128::from(i64::MAX) {
                return Err(NotAmount::TooLarge);
            }
        }
        let mut count = 0;
        // Twelve digits of a fraction are more than any price has; what Excel's arithmetic adds after them is noise.
        for byte in fraction.take(12) {
            digits = digits * 10 + i128::from(byte - b'0');
            count += 1;
        }
        Ok(Self { digits, fraction: count })
    }

    /// Digits with marks between them, from the first digit to the last.
    fn read(body: &str, mark: DecimalMark) -> Result<Self, NotAmount> {
        let bytes = body.as_bytes();
        if bytes.iter().all(u8::is_ascii_digit) {
            return Self::of_digits(body.bytes(), std::iter::empty());
        }
        let (mut dots, mut commas, mut spaces) = (0, 0, 0);
        for c in body.chars() {
            match c {
                '0'..='9' => {}
                '.' => dots += 1,
                ',' | '،' | '٬' => commas += 1,
                ' ' | '\'' | '’' | '_' | '\u{A0}' | '\u{202F}' | '\u{2009}' => spaces += 1,
                'e' | 'E' => return Self::read_scientific(body),
                '-' | '~' | '–' | '—' | '至' | '到' | '/' => return Err(NotAmount::Range),
                _ => {
                    return Err(if body.contains(" to ") || body.contains(['至', '到', '-', '~']) {
                        NotAmount::Range
                    } else {
                        NotAmount::Unreadable
                    });
                }
            }
        }
        let last_dot = body.rfind('.');
        let last_comma = body.rfind(',');
        let decimal = match (last_dot, last_comma) {
            (Some(dot), Some(comma)) if dot > comma && dots == 1 => Some(dot),
            (Some(dot), Some(comma)) if comma > dot && commas == 1 => Some(comma),
            (Some(_), Some(_)) => return Err(NotAmount::Unreadable),
            (Some(dot), None) if dots == 1 => {
                let groups = mark == DecimalMark::Comma && body.len() - dot == 4 && spaces == 0 && dot <= 3 && !body.starts_with('0');
                (!groups).then_some(dot)
            }
            (None, Some(comma)) if commas == 1 => {
                let groups = mark != DecimalMark::Comma
                    && body.len() - comma == 4
                    && (1..=3).contains(&comma)
                    && spaces == 0
                    && !body.starts_with('0');
                (!groups).then_some(comma)
            }
            _ => None,
        };
        let (whole, fraction) = decimal.map_or((body, ""), |at| (&body[..at], &body[at + 1..]));
        if !fraction.bytes().all(|b| b.is_ascii_digit()) || !grouped(whole) {
            return Err(NotAmount::Unreadable);
        }
        Self::of_digits(whole.bytes(), fraction.bytes())
    }

    /// `1.25E+05`: exact only while the digits reach down to the units.
    fn read_scientific(body: &str) -> Result<Self, NotAmount> {
        let (mantissa, power) = body.split_once(['e', 'E']).ok_or(NotAmount::Unreadable)?;
        let power: i32 = power.parse().map_err(|_| NotAmount::Unreadable)?;
        let mut number = Self::of_plain(mantissa).ok_or(NotAmount::Unreadable)?;
        if power > number.fraction {
            return Err(NotAmount::DigitsLost);
        }
        if power < -12 {
            return Err(NotAmount::Unreadable);
        }
        number.fraction -= power;
        Ok(number)
    }

    /// Minor units after multiplying by ten to the `power`.
    pub(super) fn minor(&self, negative: bool, power: i32, currency: CurrencyCode) -> Result<i64, NotAmount> {
        let shift = currency.digits() as i32 + power - self.fraction;
        let magnitude = if shift >= 0 {
            let factor = 10_i128.checked_pow(shift as u32).ok_or(NotAmount::TooLarge)?;
            self.digits.checked_mul(factor).ok_or(NotAmount::TooLarge)?
        } else {
            let divisor = 10_i128.checked_pow(shift.unsigned_abs()).ok_or(NotAmount::TooLarge)?;
            (self.digits + divisor / 2) / divisor
        };
        let minor = i64::try_from(magnitude).map_err(|_| NotAmount::TooLarge)?;
        Ok(if negative { -minor } else { minor })
    }
}

/// Whether marks between digits stand as numbers are grouped: by threes, or as in India by twos before the last three.
fn grouped(whole: &str) -> bool {
    let mut groups = whole.split(|c: char| !c.is_ascii_digit());
    let Some(first) = groups.next() else { return true };
    let rest: Vec<usize> = groups.map(str::len).collect();
    let Some((&last, middle)) = rest.split_last() else { return true };
    (1..=3).contains(&first.len())
        && last == 3
        && (middle.iter().all(|&len| len == 3) || (first.len() <= 2 && middle.iter().all(|&len| len == 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> CurrencyCode {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn amounts_are_read_as_written() {
        for (text, value) in [
            ("1234", "1234.00 XXX"),
            ("1,234.50", "1234.50 XXX"),
            ("USD 1,234.50", "1234.50 USD"),
            ("USD1234.5", "1234.50 USD"),
            ("1,234.50 USD", "1234.50 USD"),
            ("1.234,56", "1234.56 XXX"),
            ("402.357,03", "402357.03 XXX"),
            ("6,096,225.11 USD", "6096225.11 USD"),
            ("1.234.567", "1234567.00 XXX"),
            ("1,234", "1234.00 XXX"),
            ("1,23", "1.23 XXX"),
            ("0,125", "0.13 XXX"),
            ("1.234", "1.23 XXX"),
            ("12,34,567.50", "1234567.50 XXX"),
            ("1234.56元", "1234.56 CNY"),
            ("1234.56 元整", "1234.56 CNY"),
            ("人民币1234元", "1234.00 CNY"),
            ("$1,234", "1234.00 USD"),
            ("US$ 1,234.5", "1234.50 USD"),
            ("-$5", "-5.00 USD"),
            ("$-5", "-5.00 USD"),
            ("¥1200", "1200.00 CNY"),
            ("￥1200", "1200.00 CNY"),
            ("€96.310,50", "96310.50 EUR"),
            ("96 310,50 €", "96310.50 EUR"),
            ("1'234.50 CHF", "1234.50 CHF"),
            ("Fr. 1’234.50", "1234.50 CHF"),
            ("RMB 3万", "30000.00 CNY"),
            ("12.5万", "125000.00 XXX"),
            ("12.5万美元", "125000.00 USD"),
            ("1.2亿", "120000000.00 XXX"),
            ("50百万", "50000000.00 XXX"),
            ("1.5M", "1500000.00 XXX"),
            ("300k", "300000.00 XXX"),
            ("USD 2.5 million", "2500000.00 USD"),
            ("€1.2 Mio.", "1200000.00 EUR"),
            ("5 lakh INR", "500000.00 INR"),
            ("(1,234.50)", "-1234.50 XXX"),
            ("USD (1,234.50)", "-1234.50 USD"),
            ("($5)", "-5.00 USD"),
            ("-1,234.50", "-1234.50 XXX"),
            ("−3", "-3.00 XXX"),
            ("1,234.50-", "-1234.50 XXX"),
            ("1\u{a0}234,50", "1234.50 XXX"),
            ("１，２３４．５０", "1234.50 XXX"),
            ("ＵＳＤ１２３", "123.00 USD"),
            ("JPY 1,200", "1200 JPY"),
            ("120000円", "120000 JPY"),
            ("KWD 1.234", "1.234 KWD"),
            ("Rs. 500", "500.00 INR"),
            ("Rs.500/-", "500.00 INR"),
            (".5", "0.50 XXX"),
            ("5.", "5.00 XXX"),
            ("5,-", "5.00 XXX"),
            ("0", "0.00 XXX"),
            ("16614.919999999998", "16614.92 XXX"),
            ("1.234567E+05", "123456.70 XXX"),
            ("'1234", "1234.00 XXX"),
            ("+5", "5.00 XXX"),
            ("12000 kr", "?"),
        ] {
            let read = match parse_amount(text, CurrencyCode::UNKNOWN) {
                Ok(money) => format!("{} {}", money.decimal(), money.currency),
                Err(_) => "?".into(),
            };
            assert_eq!(read, value, "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_says_why() {
        for (text, why) in [
            ("", NotAmount::NoNumber),
            ("USD", NotAmount::NoNumber),
            ("10000-20000", NotAmount::Range),
            ("10000~20000", NotAmount::Range),
            ("1万-2万", NotAmount::Range),
            ("10000 to 20000", NotAmount::Range),
            ("50万以上", NotAmount::Approximate),
            ("约10万", NotAmount::Approximate),
            ("> 5000", NotAmount::Approximate),
            ("about 500", NotAmount::Approximate),
            ("100+", NotAmount::Approximate),
            ("1,2,3", NotAmount::Unreadable),
            ("1.234.5", NotAmount::Unreadable),
            ("100 pcs", NotAmount::Unreadable),
            ("合计 100", NotAmount::Unreadable),
            ("USD 5 EUR", NotAmount::Unreadable),
            ("1.2E+10", NotAmount::DigitsLost),
            ("99999999999999999999", NotAmount::TooLarge),
            ("9999999999999亿", NotAmount::TooLarge),
            ("(5", NotAmount::Unreadable),
            ("5x6", NotAmount::Unreadable),
        ] {
            assert_eq!(parse_amount(text, CurrencyCode::USD), Err(why), "{text}");
        }
    }

    #[test]
    fn the_default_currency_and_the_column_decide() {
        for (text, default, value) in [
            ("5", "EUR", "EUR 5"),
            ("$5", "AUD", "AUD 5"),
            ("¥5", "JPY", "JPY 5"),
            ("kr 5", "SEK", "SEK 5"),
            ("€5", "USD", "EUR 5"),
            ("£5", "USD", "GBP 5"),
        ] {
            assert_eq!(parse_amount(text, code(default)).map(Money::display), Ok(value.into()), "{text} {default}");
        }
        for (text, mark, value) in [
            ("1.234", DecimalMark::Comma, "1,234"),
            ("1,234", DecimalMark::Comma, "1.23"),
            ("1,234", DecimalMark::Dot, "1,234"),
            ("1.234", DecimalMark::Dot, "1.23"),
            ("1234.5", DecimalMark::Comma, "1,234.50"),
        ] {
            assert_eq!(parse_amount_as(text, CurrencyCode::UNKNOWN, mark).map(Money::display), Ok(value.into()), "{text} {mark:?}");
        }
    }

    #[test]
    fn the_column_decides_the_mark() {
        for (texts, mark) in [
            (&["1.234", "16.614,92 EUR", "12,5"][..], DecimalMark::Comma),
            (&["1.234.567", "EUR 1.234"], DecimalMark::Comma),
            (&["1,234", "1,234.50", "USD 12.5"], DecimalMark::Dot),
            (&["1,234,567"], DecimalMark::Dot),
            (&["11,703.43", "16.614,92"], DecimalMark::Unknown),
            (&["1.234", "1,234", "1234", "", "n/a"], DecimalMark::Unknown),
        ] {
            assert_eq!(decide_decimal_mark(texts.iter().copied()), mark, "{texts:?}");
        }
    }
}
