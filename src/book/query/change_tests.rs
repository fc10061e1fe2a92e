//! Facets, groups and completion edit the text as a person would.

use chrono::NaiveDate;

use super::change::{add, clear, filter_of, has, has_any, remove, set, toggle};
use super::complete::complete;
use super::*;
use crate::model::Field;
use crate::words::{Language, speak};

fn known(extras: &[(String, ExtraKind)]) -> Known<'_> {
    Known { today: NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"), extras }
}

const COUNTRY: Subject = Subject::Field(Field::Country);
const TAGS: Subject = Subject::Field(Field::Tags);

#[test]
fn a_value_is_written_so_that_it_means_exactly_itself() {
    let extras = [("Shelf no.".to_owned(), ExtraKind::Text), ("Packing".to_owned(), ExtraKind::Choice)];
    let known = known(&extras);
    let extra = |at: usize| Subject::Extra { name: extras[at].0.clone(), kind: extras[at].1 };
    for (subject, value, english, chinese) in [
        (COUNTRY, "DE", "country:DE", "国家:德国"),
        (COUNTRY, "Atlantis", "country:=Atlantis", "国家:=Atlantis"),
        (Subject::Field(Field::Level), "A", "tier:A", "等级:A"),
        (Subject::Field(Field::Level), "A+", "tier:=A+", "等级:=A+"),
        (Subject::Field(Field::Status), "跟进中", "state:Following", "状态:跟进中"),
        (Subject::Field(Field::Status), "Dormant", "state:Dormant", "状态:沉睡"),
        (TAGS, "展会", "tag:展会", "标签:展会"),
        (TAGS, "big buyer", "tag:\"big buyer\"", "标签:\"big buyer\""),
        (TAGS, "*new*", "tag:=*new*", "标签:=*new*"),
        (TAGS, "5\" (inch)", "tag:\"5\"\" (inch)\"", "标签:\"5\"\" (inch)\""),
        (TAGS, ">1", "tag:\">1\"", "标签:\">1\""),
        (Subject::Field(Field::Stars), "4", "stars:4", "星级:4"),
        (Subject::Field(Field::Group), "欧洲/德国", "group:欧洲/德国", "分组:欧洲/德国"),
        (Subject::Field(Field::Owner), "李娜", "owner:=李娜", "负责人:=李娜"),
        (extra(0), "blue", "\"Shelf no.\":=blue", "\"Shelf no.\":=blue"),
        (extra(1), "木箱", "Packing:=木箱", "Packing:=木箱"),
    ] {
        for (language, written) in [(Language::English, english), (Language::Chinese, chinese)] {
            speak(language);
            assert_eq!(filter_of(&subject, value, &known), written);
            assert!(has(written, &subject, value, &known), "{written}");
        }
        // What was written in one language is known in the other.
        speak(Language::English);
        assert!(has(chinese, &subject, value, &known), "{chinese}");
    }
}

#[test]
fn a_click_sets_one_value_and_the_second_click_takes_it_away() {
    speak(Language::English);
    let known = known(&[]);
    for (text, after) in [
        ("", "country:DE"),
        ("acme", "acme country:DE"),
        ("acme country:FR", "acme country:DE"),
        ("country:FR acme", "country:DE acme"),
        ("country:FR or country:BR acme", "country:DE acme"),
        ("country:FR acme country:BR", "country:DE acme"),
        ("country:FR or tier:A", "country:DE or tier:A"),
        ("country:DE", ""),
        ("国家:德国 acme", "acme"),
        ("acme country:DE tier:A", "acme tier:A"),
        ("country:DE or country:FR", "country:DE"),
        ("-country:DE", "-country:DE country:DE"),
        ("(country:FR acme)", "(country:FR acme) country:DE"),
        ("(country:FR acme", "(country:FR acme) country:DE"),
        ("acme or", "acme country:DE"),
        ("\"acme tra", "\"acme tra\" country:DE"),
        ("company:\"acme tra", "company:\"acme tra\" country:DE"),
        ("country:", "country: country:DE"),
    ] {
        assert_eq!(set(text, &COUNTRY, "DE", &known), after, "{text}");
    }
}

#[test]
fn a_click_with_ctrl_adds_with_or_and_takes_away() {
    speak(Language::English);
    let known = known(&[]);
    for (text, after) in [
        ("", "country:DE"),
        ("country:FR", "country:FR or country:DE"),
        ("country:FR acme", "country:FR or country:DE acme"),
        ("country:FR or country:BR tier:A", "country:FR or country:BR or country:DE tier:A"),
        ("country:FR or country:DE", "country:FR"),
        ("country:DE or country:FR acme", "country:FR acme"),
        ("country:FR or country:DE or country:BR", "country:FR or country:BR"),
        ("acme country:DE", "acme"),
        ("country:=\"FR", "country:=\"FR\" or country:DE"),
    ] {
        assert_eq!(toggle(text, &COUNTRY, "DE", &known), after, "{text}");
        assert_eq!(has(after, &COUNTRY, "DE", &known), !has(text, &COUNTRY, "DE", &known), "{after}");
    }
    assert_eq!(add("country:DE", &COUNTRY, "DE", &known), "country:DE");
    assert_eq!(remove("country:FR", &COUNTRY, "DE", &known), "country:FR");
    assert_eq!(clear("acme country:FR or country:DE tag:x", &COUNTRY, &known), "acme tag:x");
    assert!(has_any("acme country:FR", &COUNTRY, &known) && !has_any("-country:FR", &COUNTRY, &known));
    speak(Language::Chinese);
    assert_eq!(toggle("国家:法国", &COUNTRY, "DE", &known), "国家:法国 或 国家:德国");
}

#[test]
fn a_filter_that_is_added_keeps_its_distance_from_words_that_stand_close_to_a_quotation() {
    let known = known(&[]);
    assert_eq!(add("country=\"US\"Shelf", &COUNTRY, "DE", &known), "country=\"US\" or country:DE Shelf");
}

fn values(subject: &Subject) -> Vec<(String, usize)> {
    let all: &[(&str, usize)] = match subject {
        Subject::Field(Field::Country) => &[("DE", 12), ("AE", 30), ("Atlantis", 1)],
        Subject::Field(Field::Tags) => &[("展会", 40), ("big buyer", 3)],
        Subject::Field(Field::Status) => &[("跟进中", 7), ("Paused", 2)],
        Subject::Field(Field::Group) => &[("欧洲/德国", 5)],
        Subject::Field(Field::City) => &[("Bad Homburg", 2), ("Berlin", 9)],
        _ => &[],
    };
    all.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
}

/// The texts that going on from `typed` (the caret is at `^`) offers, with the text around them.
fn ways(typed: &str) -> Vec<String> {
    let extras = [("Shelf no.".to_owned(), ExtraKind::Text), ("VIP".to_owned(), ExtraKind::Tick)];
    let caret = typed.find('^').expect("a caret");
    let text = typed.replace('^', "");
    let found = complete(&text, caret, &known(&extras), &values);
    found.into_iter().map(|way| format!("{}{}{}", &text[..way.range.start], way.text, &text[way.range.end..])).collect()
}

#[test]
fn names_and_values_are_offered_in_both_languages() {
    for (language, typed, first) in [
        (Language::English, "cou^", "country:"),
        (Language::English, "acme -cou^ x", "acme -country: x"),
        (Language::English, "国家^", "country:"),
        (Language::Chinese, "国^", "国家:"),
        (Language::Chinese, "cou^", "国家:"),
        (Language::Chinese, "等^", "等级:"),
        (Language::English, "she^", "\"Shelf no.\":"),
        (Language::English, "country:^", "country:AE"),
        (Language::English, "country:d^", "country:DE"),
        (Language::English, "country:德^", "country:DE"),
        (Language::Chinese, "国家:ger^", "国家:德国"),
        (Language::English, "country:atl^", "country:=Atlantis"),
        (Language::English, "state:foll^", "state:Following"),
        (Language::English, "state:^", "state:Following"),
        (Language::Chinese, "状态：跟^", "状态：跟进中"),
        (Language::English, "tag:^", "tag:展会"),
        (Language::English, "tag:\"big^", "tag:\"big buyer\""),
        (Language::English, "city:b^ acme", "city:Berlin acme"),
        (Language::English, "next:^", "next:overdue"),
        (Language::Chinese, "下次跟进:^", "下次跟进:逾期"),
        (Language::English, "last:<3^", "last:<30d"),
        (Language::English, "stars:^", "stars:>3"),
        (Language::English, "vip:^", "vip:yes"),
        (Language::English, "has:ema^", "has:email"),
        (Language::Chinese, "无:电^", "无:电话"),
        (Language::English, "展^", "tag:展会"),
        (Language::Chinese, "德国^", "国家:德国"),
        (Language::English, "miss^", "missing:"),
        (Language::English, "coun^:DE", "country:DE"),
        (Language::English, "guojia^", "country:"),
        (Language::English, "compl^", "complete:"),
        (Language::Chinese, "完整^", "完整度:"),
        (Language::English, "complete:<6^", "complete:<60"),
        (Language::English, "country:deguo^", "country:DE"),
        (Language::Chinese, "国家:dg^", "国家:德国"),
        (Language::English, "tag:zhanh^", "tag:展会"),
        (Language::English, "group:ouz^", "group:欧洲/德国"),
        (Language::English, "zhanhui^", "tag:展会"),
        (Language::English, "currency:eu^", "currency:EUR"),
        (Language::Chinese, "结算币种:人民^", "结算币种:CNY"),
        (Language::English, "^", "country:"),
    ] {
        speak(language);
        let ways = ways(typed);
        assert_eq!(ways.first().map(String::as_str), Some(first), "{typed}: {ways:?}");
    }
}

#[test]
fn in_place_of_what_nobody_has_the_nearest_is_offered() {
    for (language, typed, first) in [
        (Language::English, "contry:^", "country:"),
        (Language::English, "contry:DE^ acme", "country:DE acme"),
        (Language::Chinese, "国架:德国^", "国家:德国"),
        (Language::English, "country:Gremany^", "country:DE"),
        (Language::Chinese, "国家:Gremany^", "国家:德国"),
        (Language::English, "country:Atlnatis^", "country:=Atlantis"),
        (Language::English, "tag:\"big bayer\"^", "tag:\"big buyer\""),
        (Language::English, "tag:展^", "tag:展会"),
        (Language::English, "state:folowing^", "state:Following"),
        (Language::English, "has:emial^", "has:email"),
        (Language::English, "currency:UDS^", "currency:USD"),
    ] {
        speak(language);
        let ways = ways(typed);
        assert_eq!(ways.first().map(String::as_str), Some(first), "{typed}: {ways:?}");
    }
    speak(Language::English);
}

#[test]
fn a_text_falls_into_the_parts_that_must_each_hold() {
    let known = known(&[]);
    for (text, expected) in [
        ("", &[][..]),
        ("acme", &["acme"]),
        ("acme  country:DE", &["acme", "country:DE"]),
        ("tier:A country:DE or country:FR acme", &["tier:A", "country:DE or country:FR", "acme"]),
        ("-(tier:A or tier:B) acme", &["-(tier:A or tier:B)", "acme"]),
        ("country: acme", &["acme"]),
        ("(acme (x y) or z) tag:\"big buyer\"", &["(acme (x y) or z)", "tag:\"big buyer\""]),
        ("or acme or", &["acme or"]),
        ("contry:DE acme", &["acme"]),
    ] {
        let parts = super::change::parts(text, &known);
        assert_eq!(parts.iter().map(|part| &text[part.clone()]).collect::<Vec<_>>(), expected, "{text}");
        for part in &parts {
            let rest = super::change::without_part(text, part);
            let left = super::change::parts(&rest, &known).len();
            assert_eq!(left, parts.len() - 1, "{text} without {} is {rest}", &text[part.clone()]);
        }
    }
}

#[test]
fn where_nothing_fits_nothing_is_offered() {
    speak(Language::English);
    for typed in ["acme ^", "xyzzy^", "\"cou^", "country:AE^", "amount:123^", "nofield:^", "country:DE ^acme"] {
        assert_eq!(ways(typed), Vec::<String>::new(), "{typed}");
    }
}

#[test]
fn every_way_that_is_offered_can_be_read() {
    let extras = [("Shelf no.".to_owned(), ExtraKind::Text), ("VIP".to_owned(), ExtraKind::Tick)];
    for language in Language::ALL {
        speak(language);
        for typed in [
            "country:",
            "tier:",
            "state:",
            "tag:",
            "group:",
            "stars:",
            "amount:",
            "last:",
            "next:",
            "vip:",
            "city:",
            "currency:",
            "has:",
            "missing:",
            "de",
            "b",
        ] {
            for way in complete(typed, typed.len(), &known(&extras), &values) {
                let text = format!("{}{}{}", &typed[..way.range.start], way.text, &typed[way.range.end..]);
                let read = parse(&text, &known(&extras));
                assert!(read.is_ok(), "{text}: {read:?}");
                assert!(!way.label.is_empty() && (text.ends_with(':') || !read.is_ok_and(|query| query.is_everybody())), "{text}");
            }
        }
    }
}
