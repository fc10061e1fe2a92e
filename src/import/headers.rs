//! Recognises header words: which field a heading such as `*国家/地区（必填）`, `IMPORTER_NAME` or `E-mail 2 Address` speaks of.
//!
//! Headings are folded (width, case, spaces, punctuation, marks of necessity, units) and looked up among the words of the
//! field list; headings in two languages are taken apart, and a leading word such as 客户, 联系人, Importer or Billing says
//! whose phone or address it is. Values are not looked at here.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::currency::{Currency, CurrencyCode};
use crate::model::{Field, Id, text};
use crate::words::Language;

/// What a heading says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeaderMeaning {
    /// The field.
    pub field: Field,
    /// How sure the words alone make it, from 0 to 1.
    pub certainty: f32,
}

/// Folds a heading: half width, lower case, letters and digits only, without marks of necessity and units.
pub fn fold_header(text: &str) -> String {
    fold_words(strip_marks(&text::narrow(text)).as_str())
}

fn fold_words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || *c == '#').map(text::simplified).flat_map(char::to_lowercase).collect()
}

/// Drops `*`, `(必填)`, `[required]` and the like, which say how to fill a form and not what a column holds.
fn strip_marks(text: &str) -> String {
    const MARKS: [&str; 14] =
        ["必填", "选填", "可选", "必须", "必選", "required", "mandatory", "optional", "下拉", "多选", "单选", "不可修改", "唯一", "限"];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[', '【', '（']) {
        let Some(length) = rest[open..].find([')', ']', '】', '）']) else { break };
        let inside = &rest[open..open + length];
        let lower = inside.to_lowercase();
        out.push_str(&rest[..open]);
        let close = rest[open + length..].chars().next().map_or(0, char::len_utf8);
        if !MARKS.iter().any(|mark| lower.contains(mark)) {
            out.push_str(&rest[open..open + length + close]);
        }
        rest = &rest[open + length + close..];
    }
    out.push_str(rest);
    out
}

/// The currency of the amounts below a heading, where that says so: `TOTAL_VALUE_USD`, `Amount (EUR)`, 金额（美元）.
pub fn currency_of(heading: &str) -> Option<CurrencyCode> {
    /// Codes that are words as well.
    const WORDS: [&str; 7] = ["ALL", "TOP", "TRY", "PEN", "CUP", "MAD", "GEL"];
    let narrow = text::narrow(heading);
    let mut found = None;
    for piece in narrow.split(|c: char| !c.is_alphanumeric() && c != '$') {
        let is_code = piece.len() == 3 && piece.bytes().all(|b| b.is_ascii_uppercase()) && !WORDS.contains(&piece);
        if !is_code && piece.is_ascii() && piece != "US$" {
            continue;
        }
        let Some(currency) = Currency::find(piece) else { continue };
        if found.is_some_and(|before| before != currency.code) {
            return None;
        }
        found = Some(currency.code);
    }
    found
}

/// The part of a heading before its first bracket, if something stands there: `Net Wt (kg)` → `Net Wt`.
fn before_bracket(text: &str) -> Option<&str> {
    let at = text.find(['(', '[', '（', '【', '<'])?;
    (!text[..at].trim().is_empty()).then(|| text[..at].trim())
}

/// The text inside the first brackets: `客户 (Customer)` → `Customer`.
fn inside_bracket(text: &str) -> Option<&str> {
    let open = text.find(['(', '[', '（', '【'])?;
    let inside = &text[open + text[open..].chars().next().map_or(1, char::len_utf8)..];
    let close = inside.find([')', ']', '）', '】'])?;
    (!inside[..close].trim().is_empty()).then(|| inside[..close].trim())
}

static WORDS: LazyLock<HashMap<String, Vec<Field>>> = LazyLock::new(|| {
    let mut words: HashMap<String, Vec<Field>> = HashMap::new();
    for field in Field::all().filter(|field| !field.is_computed()) {
        let spec = field.spec();
        let own = [spec.key, spec.zh, spec.en];
        for word in own.into_iter().chain(spec.headers.split('|')) {
            let fields = words.entry(fold_words(word)).or_default();
            if !word.is_empty() && !fields.contains(&field) {
                fields.push(field);
            }
        }
    }
    words.remove("");
    words
});

/// Whose column it is, as a leading word says.
#[derive(Clone, Copy, PartialEq)]
enum Whose {
    Customer,
    Contact,
    /// Another party (the exporter, a bank): no field of the customer, whatever follows.
    Stranger,
}

/// Leading words in folded form, longest first where one begins another.
const LEADING: &[(&str, Whose)] = &[
    ("importer", Whose::Customer),
    ("buyer", Whose::Customer),
    ("consignee", Whose::Customer),
    ("customer", Whose::Customer),
    ("company", Whose::Customer),
    ("account", Whose::Customer),
    ("organization", Whose::Customer),
    ("organisation", Whose::Customer),
    ("client", Whose::Customer),
    ("billing", Whose::Customer),
    ("business", Whose::Customer),
    ("primaryaddress", Whose::Customer),
    ("primary", Whose::Customer),
    ("registered", Whose::Customer),
    ("mailing", Whose::Customer),
    ("collect", Whose::Customer),
    ("进口商", Whose::Customer),
    ("采购商", Whose::Customer),
    ("买家", Whose::Customer),
    ("客户", Whose::Customer),
    ("公司", Whose::Customer),
    ("企业", Whose::Customer),
    ("单位", Whose::Customer),
    ("收货人", Whose::Customer),
    ("contactperson", Whose::Contact),
    ("contacts", Whose::Contact),
    ("contact", Whose::Contact),
    ("person", Whose::Contact),
    ("decisionmaker", Whose::Contact),
    ("主要联系人", Whose::Contact),
    ("主联系人", Whose::Contact),
    ("联系人", Whose::Contact),
    ("联络人", Whose::Contact),
    ("决策人", Whose::Contact),
    ("exporter", Whose::Stranger),
    ("shipper", Whose::Stranger),
    ("supplier", Whose::Stranger),
    ("seller", Whose::Stranger),
    ("notifyparty", Whose::Stranger),
    ("origin", Whose::Stranger),
    ("bank", Whose::Stranger),
    ("agent", Whose::Stranger),
    ("出口商", Whose::Stranger),
    ("供应商", Whose::Stranger),
    ("发货人", Whose::Stranger),
    ("通知人", Whose::Stranger),
];

/// Trailing words that add nothing: `Country Name`, `电话号码`, `PHONE_NO`, `WT_IN_KG`.
const TRAILING: &[&str] = &["inkg", "kg", "usd", "no", "number", "name", "value", "号码", "号", "名称", "信息", "1", "一"];

fn add(found: &mut Vec<HeaderMeaning>, fields: &[Field], certainty: f32) {
    for field in fields {
        match found.iter_mut().find(|meaning| meaning.field == *field) {
            // Two parts that say the same make it surer.
            Some(meaning) => meaning.certainty = (meaning.certainty.max(certainty) + 0.05).min(1.0),
            None => found.push(HeaderMeaning { field: *field, certainty }),
        }
    }
}

/// What the words of one heading say, the likeliest first; empty where they say nothing.
pub fn meanings(heading: &str) -> Vec<HeaderMeaning> {
    let heading = strip_marks(&text::narrow(heading));
    let mut found: Vec<HeaderMeaning> = Vec::new();
    let whole = fold_words(&heading);
    if let Some(fields) = WORDS.get(&whole) {
        add(&mut found, fields, if fields.len() == 1 { 1.0 } else { 0.9 });
    }
    let mut parts: Vec<&str> = heading.split(['/', '\n', '|', '\r', '\\']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 3 {
        parts.clear();
    }
    if parts.len() > 1 {
        for part in &parts {
            if let Some(fields) = WORDS.get(&fold_words(part)) {
                add(&mut found, fields, 0.85);
            }
        }
    }
    for part in [before_bracket(&heading), inside_bracket(&heading)].into_iter().flatten() {
        if let Some(fields) = WORDS.get(&fold_words(part)) {
            add(&mut found, fields, 0.85);
        }
    }
    // Chinese and English side by side without a separator: 客户名称 Customer Name.
    let (wide, narrow) = split_scripts(&heading);
    if !wide.is_empty() && !narrow.is_empty() {
        for part in [wide, narrow] {
            if let Some(fields) = WORDS.get(&part) {
                add(&mut found, fields, 0.8);
            }
        }
    }
    if found.is_empty() {
        for meaning in by_leading_word(&whole, 0) {
            add(&mut found, &[meaning.field], meaning.certainty);
        }
        for part in &parts {
            for meaning in by_leading_word(&fold_words(part), 0) {
                add(&mut found, &[meaning.field], meaning.certainty - 0.05);
            }
        }
    }
    if found.is_empty()
        && let Some(fields) = TRAILING.iter().find_map(|tail| whole.strip_suffix(tail).and_then(|stem| WORDS.get(stem)))
    {
        add(&mut found, fields, 0.75);
    }
    found.sort_by(|a, b| b.certainty.total_cmp(&a.certainty));
    found
}

fn split_scripts(text: &str) -> (String, String) {
    let folded = fold_words(text);
    folded.chars().partition(|c| matches!(c, '\u{3400}'..='\u{9fff}'))
}

fn by_leading_word(folded: &str, depth: usize) -> Vec<HeaderMeaning> {
    // The words of the table are in their folded form: simplified, lower case, no spaces.
    let Some((whose, rest)) = LEADING.iter().find_map(|(word, whose)| folded.strip_prefix(word).map(|rest| (*whose, rest))) else {
        return Vec::new();
    };
    if whose == Whose::Stranger || rest.is_empty() {
        return Vec::new();
    }
    let stems = std::iter::once(rest).chain(TRAILING.iter().filter_map(|tail| rest.strip_suffix(tail)));
    let Some(fields) = stems.filter_map(|stem| WORDS.get(stem)).next() else {
        return if depth < 2 { by_leading_word(rest, depth + 1) } else { Vec::new() };
    };
    fields
        .iter()
        .filter(|field| field.is_of_card())
        .map(|field| {
            let field = match (whose, field) {
                (Whose::Contact, Field::Phone) => Field::ContactPhone,
                (Whose::Contact, Field::CompanyEmail) => Field::Email,
                (Whose::Contact, Field::Notes) => Field::ContactNotes,
                (Whose::Customer, Field::ContactPhone) => Field::Phone,
                (Whose::Customer, Field::ContactNotes) => Field::Notes,
                (Whose::Customer, Field::Contact) => Field::Company,
                (Whose::Contact, Field::Company) => Field::Contact,
                (_, field) => *field,
            };
            HeaderMeaning { field, certainty: 0.8 }
        })
        .collect()
}

/// Whether a text is a header word at all, for finding the header row and headers that repeat.
pub fn is_header_word(text: &str) -> bool {
    !meanings(text).is_empty() || is_row_number_header(text)
}

/// Whether a heading is that of a column which the program works out by itself: coming back with a list, it says nothing new.
pub fn is_computed_header(heading: &str) -> bool {
    let folded = fold_header(heading);
    // In lists of others "Due" is as likely an amount, and a pool one of theirs; no list of ours has these columns.
    let names = |field: Field| [field.key(), field.spec().zh, if field == Field::Due { field.key() } else { field.spec().en }];
    let is_ours = |field: Field| field.is_computed() && !matches!(field, Field::TierInUse | Field::Pool);
    Field::all().any(|field| is_ours(field) && names(field).iter().any(|name| fold_words(name) == folded))
}

/// Whether a heading names the other side of a trade (exporter, bank, notify party), whose data are not the customer's.
pub fn is_stranger(heading: &str) -> bool {
    let folded = fold_header(heading);
    LEADING.iter().any(|(word, whose)| *whose == Whose::Stranger && folded.starts_with(word))
}

/// The field whose label in either language is exactly this heading.
pub fn labelled(heading: &str) -> Option<Field> {
    Field::all().find(|field| field.is_of_card() && !field.is_computed() && [field.spec().zh, field.spec().en].contains(&heading))
}

/// How our own lists mark the heading of a field that the user named, where it would be taken for something else.
const OWN_FIELD: [&str; 2] = ["（自建字段）", " (own field)"];

/// The heading of the field that the user called `name`, where that alone would be taken for something else.
pub fn marked_as_own(name: &str, language: Language) -> String {
    format!("{name}{}", OWN_FIELD[usize::from(language == Language::English)])
}

/// The name of the field that the user named, where a heading of ours says that it is one.
pub fn own_field(heading: &str) -> Option<&str> {
    OWN_FIELD.iter().find_map(|mark| heading.strip_suffix(mark)).filter(|name| !name.is_empty())
}

/// The heading of the column in which our own lists say which record of the book a row speaks of. It is there where names and
/// numbers alone do not tell customers apart.
const RECORD: [&str; 2] = ["gendan 记录号", "gendan record"];

/// That heading in `language`.
pub fn record_heading(language: Language) -> &'static str {
    RECORD[usize::from(language == Language::English)]
}

/// Whether a heading is that of the column of records, in either language.
pub fn is_record_heading(heading: &str) -> bool {
    RECORD.iter().any(|known| fold_header(known) == fold_header(heading))
}

/// How a record is written there: no spreadsheet takes it for a number and shortens it.
pub fn record_text(id: Id) -> String {
    let mut digits = Vec::new();
    let mut rest = id.0.unsigned_abs();
    while rest > 0 || digits.is_empty() {
        digits.push(char::from_digit((rest % 36) as u32, 36).unwrap_or('0').to_ascii_uppercase());
        rest /= 36;
    }
    std::iter::once('G').chain(digits.into_iter().rev()).collect()
}

/// How a person of a customer is written there, where name and e-mail do not tell people of the firm apart.
pub fn person_record_text(customer: Id, person: Id) -> String {
    format!("{}-{}", record_text(customer), record_text(person))
}

/// The records of customer and person that such a text names.
pub fn records_of(text: &str) -> Option<(Id, Option<Id>)> {
    match text.split_once('-') {
        Some((customer, person)) => Some((record_of(customer)?, Some(record_of(person)?))),
        None => Some((record_of(text)?, None)),
    }
}

/// The record that such a text names.
pub fn record_of(text: &str) -> Option<Id> {
    let digits = text.trim().strip_prefix(['G', 'g'])?;
    i64::from_str_radix(digits, 36).ok().filter(|id| *id > 0).map(Id)
}

/// Whether a heading is that of the day of each touch, not of the last one of a customer.
pub fn is_day_of_touch(heading: &str) -> bool {
    const WORDS: [&str; 20] = [
        "跟进时间",
        "跟进日期",
        "联系时间",
        "联系日期",
        "沟通时间",
        "沟通日期",
        "拜访时间",
        "拜访日期",
        "洽谈时间",
        "洽谈日期",
        "activitydate",
        "activitytime",
        "calldate",
        "contactdate",
        "dateofcontact",
        "followupdate",
        "followuptime",
        "meetingdate",
        "visitdate",
        "touchdate",
    ];
    WORDS.contains(&fold_header(heading).as_str())
}

/// Whether a heading says day or time and nothing else.
pub fn is_bare_day(heading: &str) -> bool {
    matches!(fold_header(heading).as_str(), "日期" | "时间" | "日期时间" | "date" | "day" | "time" | "datetime" | "when")
}

/// Whether a heading is that of a note in which one touch may stand below the other: 跟进记录, call notes.
pub fn tells_touches(heading: &str) -> bool {
    !is_of_last_touch(heading) && meanings(heading).iter().any(|meaning| meaning.field == Field::TouchText && meaning.certainty >= 0.75)
}

/// Whether a heading speaks of the last touch of a customer.
pub fn is_of_last_touch(heading: &str) -> bool {
    let folded = fold_header(heading);
    ["最近", "最后", "上次", "last", "latest", "previous"].iter().any(|word| folded.starts_with(word))
}

/// Whether a heading numbers the rows: 序号, No., #.
pub fn is_row_number_header(text: &str) -> bool {
    matches!(
        fold_header(text).as_str(),
        "序号"
            | "no"
            | "#"
            | "编号序"
            | "行号"
            | "seq"
            | "sn"
            | "slno"
            | "srno"
            | "serialno"
            | "rowno"
            | "row"
            | "index"
            | "项次"
            | "序号no"
            | "num"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(heading: &str) -> Option<&'static str> {
        meanings(heading).first().map(|meaning| meaning.field.key())
    }

    #[test]
    fn headings_of_real_exports_are_recognised() {
        for (heading, key) in [
            ("公司名称", "company"),
            ("*公司名称（必填）", "company"),
            ("公司名称 / Company Name(必填)", "company"),
            ("客户名称 Customer Name", "company"),
            ("ＥＭＡＩＬ", "email"),
            ("邮箱 / Email ", "email"),
            ("\u{a0}国家/地区 / Country", "country"),
            ("地址\nAddress", "address"),
            ("IMPORTER_NAME", "company"),
            ("IMPORTER_PHONE_NO", "phone"),
            ("Billing Postal Code", "postcode"),
            ("联系人电话", "contact_phone"),
            ("Contact Mobile", "mobile"),
            ("联系人职位", "title"),
            ("E-mail 2 Address", "email_2"),
            ("GROSS_WT_IN_KG", "gross_weight"),
            ("净重(千克) / Net Wt (kg)", "net_weight"),
            ("UNIT_PRICE_USD", "unit_price"),
            ("Next Follow-up", "next_follow_up"),
            ("客戶名稱", "company"),
            ("聯絡人電話", "contact_phone"),
            ("last_contact", "last_contact"),
            ("WhatsApp账号", "whatsapp"),
            ("Customer Email", "email"),
        ] {
            assert_eq!(first(heading), Some(key), "{heading:?} is {:?}", meanings(heading));
        }
    }

    #[test]
    fn a_heading_says_in_which_currency_the_amounts_below_it_are() {
        for (heading, currency) in [
            ("TOTAL_VALUE_USD", Some("USD")),
            ("SUMOFFOB_VALUE_USD", Some("USD")),
            ("Unit Price (EUR)", Some("EUR")),
            ("Amount US$", Some("USD")),
            ("总金额（美元）", Some("USD")),
            ("金额(RMB)", Some("CNY")),
            ("总价USD", Some("USD")),
            ("金额（元）", Some("CNY")),
            ("Amount", None),
            ("FOB_VALUE", None),
            ("TOTAL FOR ALL", None),
            ("Amount won", None),
            ("Amount USD / EUR", None),
            ("单元价格", None),
            ("", None),
        ] {
            assert_eq!(currency_of(heading).map(|code| code.to_string()).as_deref(), currency, "{heading}");
        }
    }

    #[test]
    fn a_record_is_written_as_no_number_and_read_again() {
        for id in [1, 35, 36, 4_711, 909_545_472_000_004_096, i64::MAX].map(Id) {
            let text = record_text(id);
            assert!(text.starts_with('G') && text.parse::<f64>().is_err(), "{text}");
            assert_eq!(records_of(&person_record_text(Id(7), id)), Some((Id(7), Some(id))));
            assert_eq!(records_of(&text), Some((id, None)));
            assert_eq!((record_of(&text), record_of(&format!(" {} ", text.to_lowercase()))), (Some(id), Some(id)));
        }
        for text in ["", "G", "4711", "G-1", "G0", "GZZZZZZZZZZZZZZZZ", "G 1"] {
            assert_eq!(record_of(text), None, "{text}");
        }
        for language in Language::ALL {
            assert!(is_record_heading(record_heading(language)));
        }
        assert!(is_record_heading("GENDAN RECORD") && !is_record_heading("Record"));
    }

    #[test]
    fn other_parties_and_prose_are_not_ours() {
        for heading in
            ["Exporter Address", "ORIGIN_COUNTRY", "NOTIFY_PARTY_NAME", "采购员爱好", "Hermann Küchen GmbH", "", "12.5", "2026-11-20"]
        {
            assert_eq!(meanings(heading), Vec::new(), "{heading}");
        }
    }

    #[test]
    fn what_is_worked_out_is_no_field_of_a_list() {
        for (heading, is_computed) in [
            ("应联系日", true),
            ("due_on", true),
            ("Due", false),
            ("完整度", true),
            ("Completeness", true),
            ("公海", false),
            ("适用等级", false),
            ("近12个月成交", true),
            ("Trade, 12 months", true),
            ("国家", false),
            ("", false),
        ] {
            assert_eq!(is_computed_header(heading), is_computed, "{heading}");
            assert!(!is_computed || meanings(heading).is_empty() && labelled(heading).is_none(), "{heading}");
        }
    }

    #[test]
    fn every_header_word_leads_to_its_field() {
        for field in Field::all() {
            for word in field.spec().headers.split('|').filter(|word| !word.is_empty()) {
                assert!(meanings(word).iter().any(|meaning| meaning.field == field), "{word} does not lead to {}", field.key());
            }
        }
    }
}
