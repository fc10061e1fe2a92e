//! The rules of values against whatever people type: round trips, spellings of one company, and that nothing panics.
//!
//! Tables of single cases stand below the rules themselves, in `src/model`.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use gendan::model::country::Country;
use gendan::model::currency::{Currency, CurrencyCode};
use gendan::model::day::{DayOrder, DayReading, PartialDay, decide_order, of_serial, read_day};
use gendan::model::money::{DecimalMark, Money, decide_decimal_mark, parse_amount, parse_amount_as};
use gendan::model::{email, name, phone, text, url, zone};
use proptest::prelude::*;

const ORDERS: [DayOrder; 4] = [DayOrder::Dmy, DayOrder::Mdy, DayOrder::Ymd, DayOrder::Unknown];

/// Formats of chrono that can be read in one way only.
#[rustfmt::skip]
const WAYS_OF_WRITING_A_DAY: [&str; 9] = [
    "%Y-%m-%d", "%Y/%-m/%-d", "%Y年%-m月%-d日", "%d %b %Y", "%B %-d, %Y", "%Y%m%d", "%Y-%m-%dT18:30:00.000Z", "%Y-%m-%d %H:%M", "%Y.%m.%d",
];

/// Texts as cells hold them: words of many scripts, numbers, signs and invisible characters.
fn cell() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,12}",
        "[0-9]{1,16}",
        "[0-9]{1,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,4}[日Tt ]?",
        "\\PC{0,6}",
        prop::sample::select(vec![
            "GmbH",
            "Co., Ltd.",
            "有限公司",
            "株式会社",
            "(주)",
            "ООО «",
            "S.A. de C.V.",
            "USD",
            "元",
            "万",
            "¥",
            "€",
            "+49",
            "0049",
            "tel:",
            "转",
            " ext ",
            "@",
            "a@b.example",
            " at ",
            "<",
            ">",
            "mailto:",
            "www.",
            "http://",
            "//",
            "UTC+8",
            "Europe/",
            "Mar",
            "年",
            "月",
            "星期",
            "NULL",
            "N/A",
            "\u{a0}",
            "\u{3000}",
            "\u{200b}",
            "\u{feff}",
            "\u{301}",
            "\r\n",
            "\t",
            "🇩",
            "🇩🇪",
            "é",
            "İ",
            "ﷺ",
            "ß",
            "१२",
            "٣",
            "１２３",
            "e+12",
            "E",
            "(",
            ")",
            "（",
            "'",
            "\"",
            "、",
            ",",
            ".",
            "..",
            "-",
            "/",
            "",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_a_rule_panic(text in cell(), other in cell()) {
        let cleaned = text::clean(&text);
        prop_assert_eq!(text::clean(&cleaned), cleaned.as_ref());
        text::emptiness(&text);
        text::formula_like(&text);
        text::narrow(&text);
        let country = Country::find(&text);
        Currency::find(&text);
        for mark in [DecimalMark::Unknown, DecimalMark::Comma, DecimalMark::Dot] {
            let _ = parse_amount_as(&text, CurrencyCode::USD, mark);
        }
        for order in ORDERS {
            read_day(&text, order);
        }
        decide_order([text.as_str(), other.as_str()]);
        decide_decimal_mark([text.as_str(), other.as_str()]);
        name::fold_company(&text);
        name::fold_company_unordered(&text);
        name::folded_person(&text);
        name::is_company_like(&text);
        for part in phone::split_phones(&text) {
            phone::read_phone(part, country.or(Country::by_iso2("DE")));
            phone::read_phone(part, None);
        }
        for part in email::split_emails(&text) {
            if let Ok(address) = email::read_email(part) {
                prop_assert_eq!(email::read_email(&address), Ok(address.clone()));
                prop_assert!(email::domain(&address).is_some());
            }
        }
        url::host(&text);
        url::is_url_like(&text);
        zone::parse_zone(&text);
        if let Some(us) = Country::by_iso2("US") {
            zone::zone_of(us, &text);
        }
    }

    #[test]
    fn folding_twice_changes_nothing(text in cell()) {
        let folded = text::fold(&text);
        prop_assert_eq!(text::fold(&folded), folded);
    }

    #[test]
    fn a_phone_read_again_stays(text in cell()) {
        for part in phone::split_phones(&text) {
            let kept = phone::read_phone(part, None).kept;
            prop_assert_eq!(phone::read_phone(&kept, None).kept, kept);
        }
    }

    #[test]
    fn money_survives_its_text(minor in any::<i64>(), code in prop::sample::select(vec!["USD", "EUR", "JPY", "KWD", "XXX"])) {
        let currency: CurrencyCode = code.parse().unwrap();
        let money = Money::new(minor, currency);
        prop_assert_eq!(Money::from_decimal(&money.decimal(), currency), if minor == i64::MIN { None } else { Some(money) });
        if minor != i64::MIN {
            prop_assert_eq!(parse_amount(&money.display(), CurrencyCode::UNKNOWN), Ok(money));
            prop_assert_eq!(parse_amount(&money.decimal(), currency), Ok(money));
        }
        let json = serde_json::to_string(&money).unwrap();
        if minor != i64::MIN {
            prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
        }
    }

    #[test]
    fn money_of_a_cell_number_is_what_was_typed(cents in -9_000_000_000_000_i64..9_000_000_000_000) {
        let money = Money::new(cents, CurrencyCode::USD);
        prop_assert_eq!(Money::from_number(money.number(), CurrencyCode::USD), Some(money));
    }

    #[test]
    fn days_survive_their_text(days in 0..73_000_u64, order in prop::sample::select(ORDERS.to_vec())) {
        let day = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Days::new(days);
        let partial = PartialDay::of_day(day);
        prop_assert_eq!(partial.to_string().parse::<PartialDay>(), Ok(partial));
        for written in WAYS_OF_WRITING_A_DAY {
            let text = day.and_hms_opt(9, 5, 0).unwrap().format(written).to_string();
            prop_assert_eq!(read_day(&text, order), DayReading::Day(day), "{}", text);
        }
        prop_assert_eq!(read_day(&day.format("%-d/%-m/%Y").to_string(), DayOrder::Dmy), DayReading::Day(day));
        prop_assert_eq!(read_day(&day.format("%m/%d/%Y").to_string(), DayOrder::Mdy), DayReading::Day(day));
        prop_assert_eq!(read_day(&day.format("%d.%m.%Y").to_string(), DayOrder::Unknown), DayReading::Day(day));
        let month = PartialDay::of_month(partial.year, partial.month.unwrap().into()).unwrap();
        prop_assert_eq!(read_day(&month.to_string(), order), DayReading::Month(month));
        prop_assert!(month.first_day() <= day && day <= month.last_day() && month < partial);
    }

    #[test]
    fn serial_numbers_are_days(serial in 18_264_u32..73_415) {
        let day = of_serial(serial).unwrap();
        prop_assert_eq!(read_day(&serial.to_string(), DayOrder::Unknown), DayReading::Day(day));
        prop_assert_eq!(of_serial(serial + 1).unwrap().signed_duration_since(day).num_days(), 1);
    }
}

/// Made-up words, as many as one likes.
fn word(mut number: usize) -> String {
    const SYLLABLES: [&str; 12] = ["bre", "wal", "kro", "fi", "hol", "ta", "ru", "mo", "sche", "lu", "ve", "do"];
    let mut word = String::new();
    for _ in 0..3 {
        word.push_str(SYLLABLES[number % 12]);
        number /= 12;
    }
    word[..1].to_uppercase() + &word[1..] + &"an".repeat(number)
}

#[test]
fn spellings_meet_and_companies_stay_apart() {
    /// Legal forms, each in the ways people write it.
    const FORMS: [&[&str]; 20] = [
        &["Co., Ltd.", "Company Limited", "CO LTD", "Co.,Ltd", "Co Ltd."],
        &["GmbH", "G.m.b.H.", "GMBH", "Gmbh"],
        &["Ltd", "Limited", "LTD.", "Ltd."],
        &["LLC", "L.L.C.", "Llc", "LLC."],
        &["Inc.", "Inc", "Incorporated", "INC"],
        &["Corp.", "Corp", "Corporation"],
        &["S.A.", "SA", "S. A.", "s.a."],
        &["S.r.l.", "SRL", "S.R.L."],
        &["B.V.", "BV", "b.v."],
        &["Pty Ltd", "Pty. Ltd.", "PTY LTD", "Proprietary Limited", "(Pty) Ltd"],
        &["Sp. z o.o.", "Sp.z o.o.", "SP Z O O"],
        &["A.Ş.", "AS", "A.S.", "Anonim Şirketi", "a.ş"],
        &["Ltda", "Ltda.", "LTDA", "Limitada"],
        &["S.A. de C.V.", "SA de CV", "S.A. DE C.V"],
        &["Pvt. Ltd.", "Pvt Ltd", "Private Limited", "(Pvt.) Ltd."],
        &["Sdn. Bhd.", "Sdn Bhd", "SDN BHD."],
        &["K.K.", "KK", "Kabushiki Kaisha"],
        &["SARL", "S.A.R.L.", "Sarl"],
        &["GmbH & Co. KG", "GmbH & Co KG", "gmbh & co. kg."],
        &["Kft.", "kft", "KFT.."],
    ];
    const TRADE: [&str; 8] =
        ["Trading", "Import & Export", "Handels", "Home Products", "Dis Ticaret", "Équipement", "General Trading", "Shoji"];
    let mut seen: HashMap<String, usize> = HashMap::new();
    for number in 0..4000 {
        let (stem, trade, form) = (word(number), TRADE[number % 8], FORMS[number % 20]);
        let base = format!("{stem} {trade}");
        let key = name::fold_company(&format!("{base} {}", form[0]));
        for legal in form {
            for spelling in [
                format!("{base} {legal}"),
                format!("{base}, {legal}"),
                format!("{} {}", base.to_uppercase(), legal.to_uppercase()),
                format!("{} {legal}", base.to_lowercase()),
                format!("{base}  {legal}"),
                format!("{} {legal}", base.replace(' ', "-")),
                format!("\u{a0}{base} {legal}\u{3000}"),
                format!("“{base}” {legal}"),
            ] {
                assert_eq!(name::fold_company(&spelling), key, "{spelling}");
            }
        }
        assert_eq!(seen.insert(key, number), None, "{base}");
        // The same word with other words of trade is another company.
        for other in TRADE.iter().filter(|other| **other != trade) {
            assert!(!name::same_company(&base, &format!("{stem} {other} {}", form[0])), "{base} {other}");
        }
    }
}

#[test]
fn every_legal_form_leaves_the_name_behind_it() {
    let table = include_str!("../../assets/data/legal_forms.tsv");
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (form, position) = (cells[0], cells[1]);
        for name in ["Volonik Barsa", "沃洛尼克"] {
            for spelling in [format!("{form} {name}"), format!("{name} {form}")] {
                let key = name::fold_company(&spelling);
                assert!(!key.is_empty() && key.contains(&name.to_lowercase()), "{spelling}: {key} ({position})");
            }
        }
        assert!(!name::fold_company(form).is_empty(), "{form} alone is a name");
    }
}

#[test]
fn telephone_codes_lead_back_to_their_country() {
    let mut wrong = HashSet::new();
    for country in Country::all() {
        let Some(&code) = country.calling_codes.first() else { continue };
        let reading = phone::read_phone(&format!("+{code} 2345678"), Some(country));
        // Islands in a shared plan are told by their area, the rest by the code.
        if reading.country != Some(country) && code != "1" {
            wrong.insert((country.iso2, code, reading.country.map(|found| found.iso2)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}
