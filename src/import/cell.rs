//! What single cells say by their form alone: nothing, stars, a number that lost digits, a postal code that lost its zero.

use crate::model::country::Country;
use crate::model::{Kind, text};

/// Words that stand for nothing only where the field cannot hold them.
pub(super) fn is_empty_for(kind: Kind, value: &str) -> bool {
    text::emptiness(value) == text::Emptiness::Doubtful
        && match kind {
            Kind::Country => Country::find(value).is_none(),
            Kind::Company | Kind::Person => {
                matches!(value, "0" | "00" | "x" | "X" | "xx" | "xxx" | "NA" | "na" | "unknown" | "Unknown" | "未知" | "待定" | "待补充")
            }
            Kind::Text | Kind::LongText | Kind::Choice | Kind::Tags | Kind::Group => false,
            Kind::Money | Kind::Number | Kind::Decimal | Kind::Stars => !value.starts_with('0'),
            _ => true,
        }
}

/// `8.61380E+12`: a spreadsheet's short form of a long number.
pub(super) fn has_lost_digits(value: &str) -> bool {
    let Some((mantissa, exponent)) = value.split_once(['E', 'e']) else { return false };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    !mantissa.is_empty()
        && mantissa.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
        && mantissa.bytes().any(|b| b == b'.' || b == b',')
        && exponent.len() <= 3
        && exponent.parse::<u32>().is_ok_and(|exponent| exponent >= 5)
}

/// Stars as `4`, `4星`, `4.0`, `★★★★☆`.
pub(super) fn read_stars(value: &str) -> Option<i64> {
    if value.chars().all(|c| matches!(c, '★' | '☆' | '⭐' | '\u{fe0f}')) {
        return i64::try_from(value.chars().filter(|c| matches!(c, '★' | '⭐')).count()).ok().filter(|stars| *stars <= 5);
    }
    let narrow = text::narrow(value);
    let stem = narrow.trim_end_matches(['星', '级', '颗']).trim_end_matches("stars").trim_end_matches("star").trim();
    let stem = stem.strip_suffix(".0").unwrap_or(stem);
    stem.parse::<i64>().ok().filter(|stars| (0..=5).contains(stars))
}

/// How many digits a postal code has in countries where that is fixed and it may begin with 0 (UPU addressing data).
pub(super) fn postcode_digits(iso2: &str) -> Option<usize> {
    Some(match iso2 {
        "US" | "DE" | "FR" | "IT" | "ES" | "MX" | "FI" | "KR" | "TR" | "MY" | "TH" | "UA" | "GT" | "DO" | "HR" | "EE" | "CU" | "KW"
        | "MA" | "DZ" | "EG" | "ID" | "PE" => 5,
        "SG" | "RU" | "CN" | "RO" | "KZ" | "CO" | "EC" | "VN" | "BY" => 6,
        "NO" | "CH" | "AU" | "ZA" | "PH" | "BG" | "TN" | "BD" | "PA" => 4,
        "JP" | "CL" | "IL" => 7,
        _ => return None,
    })
}
