//! Text as lists bring it: invisible edges, words that stand for "nothing", and the folded form that search compares.
//!
//! Nothing here knows what a text means; names, phones and dates have files of their own. What needs no change is
//! borrowed, since these functions run on every cell of a list.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// Whether a character may not stand at the edge of a value: spaces of any width, line breaks, zero-width and direction marks.
fn is_edge(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
            | '\u{AD}')
}

/// A value without invisible edges; inside it, no-break spaces become spaces, zero-width spaces go, and line breaks are `\n`.
///
/// Joiners inside a text (emoji, Persian, Indic) and ideographic spaces stay: they are part of what was written.
pub fn clean(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return Cow::Borrowed(text) };
    let trimmed = if first.is_ascii_graphic() && last.is_ascii_graphic() { text } else { text.trim_matches(is_edge) };
    // Of what is replaced, UTF-8 starts with one of these bytes; a text without them needs no closer look. Without an early end the
    // compiler looks at many bytes at once.
    let is_odd = |b: u8| (b < b' ' && b != b'\n' && b != b'\t') | (b == 0xC2) | (b == 0xE2) | (b == 0xEF);
    if !trimmed.bytes().fold(false, |found, b| found | is_odd(b)) {
        return Cow::Borrowed(trimmed);
    }
    if !trimmed.chars().any(|c| inside(c) != Some(c)) {
        return Cow::Borrowed(trimmed);
    }
    let mut out = String::with_capacity(trimmed.len());
    let mut chars = trimmed.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            c => out.extend(inside(c)),
        }
    }
    Cow::Owned(out)
}

/// What becomes of a character inside a value.
fn inside(c: char) -> Option<char> {
    match c {
        '\u{A0}' | '\u{202F}' | '\u{2007}' => Some(' '),
        '\r' => Some('\n'),
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => None,
        '\n' | '\t' => Some(c),
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// Full-width letters, digits and signs (and the ideographic space) in their usual width; other text is left as it is.
pub fn narrow(text: &str) -> Cow<'_, str> {
    // U+3000 is E3 80 80, U+FF01 to U+FFE5 begin with EF: nothing else needs a look.
    if text.is_ascii() || !text.bytes().any(|b| matches!(b, 0xEF | 0xE3)) || !text.chars().any(|c| narrow_char(c) != c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(narrow_char).collect())
}

/// A full-width character in its usual width, any other as it is.
pub fn narrow_char(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        '￥' => '¥',
        '￡' => '£',
        c => c,
    }
}

/// Traditional characters with their simplified forms, pair by pair, in the order of code points.
const TRADITIONAL: &str = include_str!("../../assets/data/traditional.txt");

/// The simplified form of a common traditional character; any other character stays.
///
/// One character for one: where a traditional character stands for one of several words (`乾`), the commoner one counts.
pub fn simplified(c: char) -> char {
    const FIRST: u32 = 0x4E00;
    static FORMS: LazyLock<Vec<u16>> = LazyLock::new(|| {
        let mut forms = vec![0; 0xA000 - FIRST as usize];
        let all: Vec<char> = TRADITIONAL.chars().filter(|c| !c.is_whitespace()).collect();
        for pair in all.chunks_exact(2) {
            if let Some(form) = (pair[0] as u32).checked_sub(FIRST).and_then(|at| forms.get_mut(at as usize)) {
                *form = pair[1] as u32 as u16;
            }
        }
        forms
    });
    match (c as u32).checked_sub(FIRST).and_then(|at| FORMS.get(at as usize)) {
        Some(&form) if form > 0 => char::from_u32(form.into()).unwrap_or(c),
        _ => c,
    }
}

/// Whether a cell says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emptiness {
    /// A value.
    Value,
    /// Stands for nothing in most fields, but is a value in some: `NA` is Namibia, `None` and `Nan` are names, `0` is a number.
    Doubtful,
    /// Stands for nothing in any field.
    Empty,
}

/// What stands for "nothing" in exported lists, folded.
#[rustfmt::skip]
const EMPTY: [&str; 50] = [
    "null", "(null)", "<null>", "[null]", "n/a", "n.a.", "n.a", "n / a", "#n/a", "#n/a!", "#value!", "#ref!", "#name?", "#num!",
    "#null!", "#div/0!", "#calc!",
    "#spill!", "undefined", "none", "nil", "(blank)", "(empty)", "(none)", "(nil)", "blank", "0/0/00", "0/0/0000", "00/00/00",
    "00/00/0000", "0000-00-00",
    "0000/00/00", "00.00.0000", "0000-00-00 00:00:00", "1900-01-00", "无", "無", "暂无", "暫無", "没有", "沒有", "空", "(空)", "(无)", "(空白)", "空白",
    "无数据", "不适用", "нет",
    "н/д",
];

/// Whether a word or sign for "nothing" begins with this: most values do not, and need no further look.
fn may_begin_nothing(c: char) -> bool {
    match c {
        'n' | 'N' | 'u' | 'U' | 'b' | 'B' | '0' | '1' | 'x' | 'X' | 't' | 'T' | 'f' | 'F' => true,
        c if c.is_ascii() => !c.is_ascii_alphanumeric() && !matches!(c, '"' | '+' | '=' | '@'),
        '无' | '無' | '暂' | '暫' | '没' | '沒' | '空' | '不' | '未' | '待' | 'н' | 'Н' | '\u{FF00}'..='\u{FF5E}' => true,
        c => !c.is_alphanumeric(),
    }
}

/// What stands for "nothing" only where the field cannot hold it, folded.
#[rustfmt::skip]
const DOUBTFUL: [&str; 22] = [
    "na", "nan", "0", "00", "000", "0.0", "x", "xx", "xxx", "unknown", "not available", "not applicable", "no", "tbd", "tba", "tbc",
    "未知", "不详", "不詳", "待定",
    "待补充", "false",
];

/// Whether a cell holds a value, nothing, or what only its field can tell.
pub fn emptiness(text: &str) -> Emptiness {
    let text = match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim_matches(is_edge),
    };
    if text.is_empty() {
        return Emptiness::Empty;
    }
    if text.len() > 24 || !text.starts_with(may_begin_nothing) {
        return Emptiness::Value;
    }
    if text.chars().all(|c| {
        matches!(
            c,
            '-' | '–'
                | '—'
                | '―'
                | '－'
                | '_'
                | '/'
                | '\\'
                | '.'
                | '*'
                | '?'
                | '？'
                | '~'
                | ' '
                | '、'
                | '。'
                | '…'
                | '·'
                | '−'
                | '／'
                | '＿'
        )
    }) {
        return Emptiness::Empty;
    }
    // "None" and "Nil" with one capital may be a person; in lists of machines they are written in one case.
    let named = text.starts_with(|c: char| c.is_ascii_uppercase()) && text[1..].starts_with(|c: char| c.is_ascii_lowercase());
    let mut buffer = [0_u8; 24];
    let folded = if text.is_ascii() {
        let folded = &mut buffer[..text.len()];
        folded.copy_from_slice(text.as_bytes());
        folded.make_ascii_lowercase();
        Cow::Borrowed(std::str::from_utf8(folded).unwrap_or(text))
    } else {
        Cow::Owned(text.chars().map(narrow_char).flat_map(char::to_lowercase).collect())
    };
    let folded = folded.as_ref();
    if named && matches!(folded, "none" | "nil" | "blank") {
        Emptiness::Doubtful
    } else if EMPTY.contains(&folded) {
        Emptiness::Empty
    } else if DOUBTFUL.contains(&folded) {
        Emptiness::Doubtful
    } else {
        Emptiness::Value
    }
}

/// Whether a cell stands for nothing in any field: blank, `NULL`, `N/A`, `-`, `无`, `0/0/00` and their like.
pub fn is_empty_value(text: &str) -> bool {
    emptiness(text) == Emptiness::Empty
}

/// Whether a spreadsheet would run the text as a formula: it starts with `=`, `+`, `-` or `@` and is no number, date, phone or account
/// name.
///
/// Source: CSV injection as described by OWASP. Such text is kept as it is; an export has to quote it.
pub fn formula_like(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c == '\'' || is_edge(c));
    let mut chars = text.chars().map(narrow_char);
    let Some(first) = chars.next() else { return false };
    match first {
        '=' => text.chars().nth(1).is_some(),
        '@' => text.chars().count() > 1 && (text.contains(' ') || text.contains('(')),
        '+' | '-' => !chars
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '-' | '.' | ',' | '/' | '%' | '\u{A0}' | 'e' | 'x' | 't' | '+')),
        _ => false,
    }
}

/// A text as search compares it: width and compatibility forms unified (NFKC), lower case, Latin and Greek accents and Arabic vowel
/// signs dropped.
///
/// Hangul, kana with their voicing marks, Thai and Indic vowels and `й` stay; `ё` is `е`. Traditional and simplified characters stay
/// different.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    fold_into(text, &mut out);
    out
}

/// Appends the folded text to `out`; see [`fold`].
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let from = out.len();
        out.push_str(text);
        out[from..].make_ascii_lowercase();
    } else if text.chars().all(is_plain) {
        text.chars().for_each(|c| fold_char(narrow_char(c), out));
    } else {
        text.nfkc().for_each(|c| fold_char(c, out));
    }
}

/// Whether a character is its own NFKC form (full-width ASCII apart) and combines with nothing after it.
fn is_plain(c: char) -> bool {
    matches!(c as u32,
        0..=0x9F | 0xA1..=0xA7 | 0xA9 | 0xAB..=0xAE | 0xB0..=0xB1 | 0xB6..=0xB7 | 0xBB | 0xBF..=0x131 | 0x134..=0x13E | 0x141..=0x148
            | 0x14A..=0x17E | 0x180..=0x1C3
        | 0x370..=0x373 | 0x386..=0x3CE | 0x400..=0x45F | 0x490..=0x4FF | 0x621..=0x64A | 0x1EA0..=0x1EF9
        | 0x2010 | 0x2012..=0x2016 | 0x2018..=0x2023 | 0x2030..=0x2032 | 0x20A0..=0x20A7 | 0x20A9..=0x20BF
        | 0x3001..=0x3020 | 0x3041..=0x3096 | 0x30A1..=0x30FE | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0xFF01..=0xFF5E
            | 0x1F300..=0x1FAFF)
        && !matches!(c, '÷' | '×')
}

fn fold_char(c: char, out: &mut String) {
    match c {
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{3041}'..='\u{30FE}' => out.push(c),
        '\u{C0}'..='\u{3FF}' | '\u{1E00}'..='\u{1FFF}' => c.to_lowercase().for_each(|c| fold_letter(c, out)),
        'ё' | 'Ё' | 'ѐ' | 'Ѐ' => out.push('е'),
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        'ى' | 'ی' => out.push('ي'),
        'ک' => out.push('ك'),
        'ة' => out.push('ه'),
        // Arabic vowel signs and the stretching stroke, Hebrew points, combining accents, invisible marks.
        '\u{640}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}'
        | '\u{591}'..='\u{5C7}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2060}'
        | '\u{FEFF}'
        | '\u{AD}' => {}
        '’' | '‘' | '`' => out.push('\''),
        '“' | '”' | '„' | '«' | '»' => out.push('"'),
        c => out.extend(c.to_lowercase()),
    }
}

/// A lower-case Latin or Greek letter without its accent.
fn fold_letter(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ŋ' => out.push('n'),
        'ŧ' => out.push('t'),
        'ə' => out.push('e'),
        'ς' => out.push('σ'),
        'ʼ' | 'ʻ' | '´' => out.push('\''),
        '\u{300}'..='\u{36F}' => {}
        c if c.is_ascii() => out.push(c),
        // What is left without its accent may be one of those above: ǿ, ǽ.
        c => decompose_canonical(c, |part| if part == c { out.push(part) } else { fold_letter(part, out) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_go_and_the_inside_stays() {
        for (raw, value) in [
            ("Liam Brantham\u{3000}", "Liam Brantham"),
            ("\tOlga", "Olga"),
            ("\u{200b}a@b.example", "a@b.example"),
            ("Budi\u{a0}Hasrimat", "Budi Hasrimat"),
            ("\u{feff}x\r\n", "x"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("ali\u{ad}", "ali"),
            ("公司　名称", "公司　名称"),
            ("👨\u{200d}👩", "👨\u{200d}👩"),
            ("\u{202a}+49 30 1\u{202c}", "+49 30 1"),
            ("a\u{200b}b", "ab"),
            ("x\u{0}y", "xy"),
            ("\u{a0}\u{3000}", ""),
            ("", ""),
        ] {
            assert_eq!(clean(raw), value, "{raw:?}");
        }
        assert!(matches!(clean("Ünïcode ok"), Cow::Borrowed(_)));
        assert!(matches!(clean(" padded "), Cow::Borrowed(_)));
        assert!(matches!(clean("价格OK ✅"), Cow::Borrowed(_)));
    }

    #[test]
    fn placeholders_are_told_from_values() {
        for text in [
            "",
            " ",
            "\u{a0}",
            "NULL",
            "N/A",
            "n/a",
            "-",
            "--",
            "—",
            "/",
            "无",
            "暂无",
            "0/0/00",
            "#N/A",
            "nil",
            "none",
            "NONE",
            "Ｎ／Ａ",
            "...",
            "(空)",
            "***",
        ] {
            assert_eq!(emptiness(text), Emptiness::Empty, "{text:?}");
        }
        for text in ["NA", "na", "None", "Nil", "0", "unknown", "待定", "TBD", "x"] {
            assert_eq!(emptiness(text), Emptiness::Doubtful, "{text:?}");
        }
        for text in ["A", "-待定", "1", "0.5", "无锡", "Nulls", "NATO", "-5", "n", "Mr. None", "无锡市某某有限公司和其他很长的文字", "/x"]
        {
            assert_eq!(emptiness(text), Emptiness::Value, "{text:?}");
        }
        assert!(is_empty_value("-") && is_empty_value(" "));
    }

    #[test]
    fn folding_is_for_searching() {
        for (text, folded) in [
            ("Łódź Straße", "lodz strasse"),
            ("Ørsted Æther Đặng", "orsted aether dang"),
            ("Ǣ ǽ Ǿ", "ae ae o"),
            ("İstanbul ışık", "istanbul isik"),
            ("Nguyễn Thị Hương", "nguyen thi huong"),
            ("ＡＢＣ１２３", "abc123"),
            ("Ёлкин Йод", "елкин йод"),
            ("ガギグ ｶﾞ", "ガギグ ガ"),
            ("대한성미", "대한성미"),
            ("Ελλάδα ς", "ελλαδα σ"),
            ("شَرِكَة", "شركه"),
            ("จำกัด", "จํากัด"),
            ("हिन्दी", "हिन्दी"),
            ("贸易貿易", "贸易貿易"),
            ("㈱ﾐﾄﾞﾘ", "(株)ミドリ"),
            ("cafe\u{301}", "cafe"),
            ("L’Oréal", "l'oreal"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn the_short_way_of_folding_is_the_long_way() {
        for c in (0..0x1_FFFF).filter_map(char::from_u32).filter(|&c| is_plain(c)) {
            let (mut short, mut long) = (String::new(), String::new());
            fold_char(narrow_char(c), &mut short);
            c.nfkc().for_each(|c| fold_char(c, &mut long));
            assert_eq!(short, long, "{c:?} {:x}", c as u32);
        }
    }

    #[test]
    fn formulas_are_told_from_phones_and_numbers() {
        for text in [
            "=SUM(A1:A3)",
            "=报价0.86美元",
            "=1+1 samples",
            "+老客户,优先",
            "-待定",
            "@Anna please follow up",
            "+cmd|' /C calc'!A0",
            "＝1+1",
        ] {
            assert!(formula_like(text), "{text}");
        }
        for text in ["+49 30 901820", "+1 (212) 555-0100 ext 5", "-5", "-1,234.50", "plain", "", "@anna", "-", "=", "a=b", "'+49 30 1"] {
            assert!(!formula_like(text), "{text}");
        }
    }
}
