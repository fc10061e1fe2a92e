//! What queries mean, as tables of cases.

use chrono::NaiveDate;

use super::*;
use crate::model::day::PartialDay;
use crate::model::{ChannelKind, Contact, Customer, Field, FollowUp, Id, Touch, entry};

const EXTRAS: [(&str, ExtraKind); 6] = [
    ("Shelf no.", ExtraKind::Text),
    ("样品费", ExtraKind::Money),
    ("Weight", ExtraKind::Number),
    ("合同到期", ExtraKind::Day),
    ("Packing", ExtraKind::Choice),
    ("VIP", ExtraKind::Tick),
];

fn extras() -> Vec<(String, ExtraKind)> {
    EXTRAS.map(|(name, kind)| (name.to_owned(), kind)).to_vec()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

struct Firm {
    customer: Customer,
    contacts: Vec<Contact>,
    touches: Vec<Touch>,
    follow_ups: Vec<FollowUp>,
}

impl Firm {
    fn new(id: i64, fields: &[(Field, &str)], extra: &[(&str, &str)]) -> Self {
        let mut customer = Customer::new(Id(id));
        for (field, text) in fields {
            customer.set(*field, entry::read(*field, text, CurrencyCode::USD).expect("a value"));
        }
        for (name, text) in extra {
            customer.set_extra(name, text);
        }
        Self { customer, contacts: Vec::new(), touches: Vec::new(), follow_ups: Vec::new() }
    }

    fn contact(mut self, fields: &[(Field, &str)], ways: &[(ChannelKind, &str)]) -> Self {
        let mut contact = Contact::new(Id(900), self.customer.id);
        for (field, text) in fields {
            contact.record.set(*field, entry::read(*field, text, CurrencyCode::USD).expect("a value"));
        }
        for (kind, value) in ways {
            contact.add_channel(*kind, value);
        }
        self.contacts.push(contact);
        self
    }

    fn touched(mut self, day: &str) -> Self {
        let happened_on = day.parse().expect("a day");
        let (id, customer) = (Id(901), self.customer.id);
        let (channel, text) = ("mail".to_owned(), "spoke of 水泵".to_owned());
        self.touches.push(Touch { channel, text, ..Touch::new(id, customer, happened_on) });
        self
    }

    fn due(mut self, day: &str, done: Option<&str>) -> Self {
        let parse = |day: &str| day.parse::<PartialDay>().expect("a day");
        self.follow_ups.push(FollowUp { done_on: done.map(parse), ..FollowUp::new(Id(902), self.customer.id, parse(day)) });
        self
    }
}

fn firms() -> Vec<Firm> {
    let hermann = [
        (Field::Company, "Hermann Küchen GmbH"),
        (Field::ShortName, "HK"),
        (Field::Country, "DE"),
        (Field::Level, "A"),
        (Field::Status, "跟进中"),
        (Field::Stars, "5"),
        (Field::Tags, "展会;VIP客户"),
        (Field::Group, "Europe/Germany/Nord"),
        (Field::AnnualAmount, "USD 12000"),
        (Field::Phone, "+49 40 555 07 12"),
        (Field::Created, "2026-02-10"),
        (Field::Source, "Fair"),
        (Field::Currency, "EUR"),
    ];
    let oasis = [
        (Field::Company, "阿联酋绿洲贸易"),
        (Field::Country, "AE"),
        (Field::Level, "A+"),
        (Field::Status, "Dormant"),
        (Field::Stars, "3"),
        (Field::Tags, "广交展会"),
        (Field::Group, "Middle East"),
        (Field::AnnualAmount, "CNY 50000"),
        (Field::Created, "2026-03"),
        (Field::Notes, "or: wait (until spring)"),
    ];
    let lodz = [
        (Field::Company, "Łódź Dom"),
        (Field::Country, "Atlantis"),
        (Field::Stars, "1"),
        (Field::Group, "Europe"),
        (Field::Created, "2026"),
        (Field::CompanyEmail, "office@lodzdom.example"),
    ];
    vec![
        Firm::new(
            1,
            &hermann,
            &[("Shelf no.", "blue 7"), ("样品费", "EUR 300"), ("Weight", "12.5"), ("合同到期", "2026-12-01"), ("VIP", "yes")],
        )
        .contact(
            &[(Field::Contact, "Anna Berg"), (Field::Gender, "女"), (Field::Title, "Buyer")],
            &[
                (ChannelKind::Email, "anna@hk.example"),
                (ChannelKind::Email, "berg@private.example"),
                (ChannelKind::Mobile, "0171/555 99 88"),
            ],
        )
        .touched("2026-11-15")
        .touched("2026-01-02")
        .due("2026-11-24", None)
        .due("2026-11-01", Some("2026-11-01")),
        Firm::new(2, &oasis, &[("Packing", "木箱"), ("Weight", "heavy"), ("VIP", "no")])
            .contact(&[(Field::Contact, "王芳"), (Field::Gender, "Female")], &[(ChannelKind::Wechat, "wangfang8")])
            .touched("2026-08-01")
            .due("2026-11-20", None),
        Firm::new(3, &lodz, &[("Weight", "3"), ("合同到期", "2025-01")]).due("2026-11", None),
    ]
}

fn found(text: &str) -> Vec<i64> {
    let extras = extras();
    let query = parse(text, &Known { today: today(), extras: &extras }).unwrap_or_else(|error| panic!("{text}: {error}"));
    let firms = firms();
    let facts = |firm: &'_ Firm| {
        let Firm { customer, contacts, touches, follow_ups } = firm;
        query.matches(&Facts { customer, contacts, touches, follow_ups, trade: None, stood: Default::default() })
    };
    firms.iter().filter(|firm| facts(firm)).map(|firm| firm.customer.id.0).collect()
}

fn all_find(cases: &[(&str, &[i64])]) {
    for (text, ids) in cases {
        assert_eq!(found(text), *ids, "{text}");
    }
}

#[test]
fn words_must_all_occur_in_whatever_order_and_form() {
    all_find(&[
        ("", &[1, 2, 3]),
        ("  ", &[1, 2, 3]),
        ("kuchen hermann", &[1]),
        ("绿洲", &[2]),
        ("LODZ　dom", &[3]),
        ("ＨＥＲＭＡＮＮ", &[1]),
        ("germany", &[1]),
        ("德国", &[1]),
        ("4940555", &[1]),
        ("+49 (40) 555-07", &[1]),
        ("+49 40 5550712 gmbh", &[1]),
        ("555-07-12", &[1]),
        ("hermann dom", &[]),
        ("\"kuchen gmbh\"", &[1]),
        ("“Küchen  GmbH”", &[]),
        ("「Küchen GmbH」", &[1]),
        ("\"gmbh kuchen\"", &[]),
        ("anna@hk", &[1]),
        ("wangfang", &[2]),
        ("blue", &[1]),
        ("http://nobody", &[]),
        ("10:30", &[]),
        ("(until", &[2]),
        ("(nobody or +49 (40) 555-07)", &[1]),
        ("ACME - hermann", &[]),
        ("hermann -", &[1]),
    ]);
}

#[test]
fn terms_combine_with_minus_or_and_brackets() {
    all_find(&[
        ("-hermann", &[2, 3]),
        ("－hermann", &[2, 3]),
        ("-hermann -绿洲", &[3]),
        ("hermann or 绿洲", &[1, 2]),
        ("hermann OR 绿洲 or lodz", &[1, 2, 3]),
        ("hermann 或 绿洲", &[1, 2]),
        ("hermann | 绿洲", &[1, 2]),
        // `or` binds its neighbours first.
        ("level:A country:DE or country:AE", &[1]),
        ("(level:A country:DE) or country:AE", &[1, 2]),
        ("-(hermann or 绿洲)", &[3]),
        ("-(hermann 绿洲)", &[1, 2, 3]),
        ("--hermann", &[1, 2, 3]),
        ("((hermann))", &[1]),
        ("(hermann or 绿洲", &[1, 2]),
        ("（hermann 或 绿洲） -country:DE", &[2]),
        ("or hermann or", &[1]),
        ("\"or\" wait", &[2]),
        ("()", &[1, 2, 3]),
        ("hermann )", &[]),
    ]);
}

#[test]
fn a_field_goes_by_key_label_and_alias_in_both_languages() {
    all_find(&[
        ("country:DE", &[1]),
        ("country:德国", &[1]),
        ("country:germany", &[1]),
        ("国家：德国", &[1]),
        ("国别:DE", &[1]),
        ("Country:ger", &[1]),
        ("country:*atl*", &[3]),
        ("country:=DE", &[1]),
        ("tier:A", &[1]),
        ("等级:A", &[1]),
        ("level:a+", &[2]),
        ("level:=A+", &[2]),
        ("state:跟进中", &[1]),
        ("status:following", &[1]),
        ("状态:沉睡", &[2]),
        ("state:dorm", &[2]),
        ("source:展会", &[1]),
        ("source:fair", &[1]),
        ("currency:欧元", &[1]),
        ("gender:female", &[1, 2]),
        ("person:王", &[2]),
        ("title:buy", &[1]),
        ("name:hk", &[1]),
        ("company:kuchen", &[1]),
        ("Customer:=\"lodz dom\"", &[3]),
        ("\"short name\":hk", &[1]),
        ("short_name:hk", &[1]),
        ("ShortName:hk", &[1]),
    ]);
}

#[test]
fn tags_and_groups_are_compared_as_wholes() {
    all_find(&[
        ("tag:展会", &[1]),
        ("标签:展会", &[1]),
        ("tags:vip客户", &[1]),
        ("tag:*展会", &[1, 2]),
        ("tag:=*展会", &[]),
        ("-tag:展会", &[2, 3]),
        ("group:europe", &[1, 3]),
        ("group:Europe/Germany", &[1]),
        ("group:Europe/Ger", &[]),
        ("分组:Europe", &[1, 3]),
        ("group:=Europe", &[3]),
        ("group:\"middle east\"", &[2]),
    ]);
}

#[test]
fn numbers_amounts_and_days_have_sizes() {
    all_find(&[
        ("stars:>3", &[1]),
        ("stars:>=3", &[1, 2]),
        ("stars>3", &[1]),
        ("星级：≥3", &[1, 2]),
        ("stars:<=3", &[2, 3]),
        ("stars:3", &[2]),
        ("stars:3星", &[2]),
        ("stars:★★★", &[2]),
        ("stars:2..5", &[1, 2]),
        ("stars:..3", &[2, 3]),
        ("amount:>10000", &[1, 2]),
        ("amount:>10k", &[1, 2]),
        ("amount:>1万", &[1, 2]),
        ("金额:>1.3万", &[2]),
        ("amount:>10000USD", &[1]),
        ("amount:>$10k", &[1]),
        ("amount:1000..20,000", &[1]),
        ("amount:1000-20000", &[1]),
        ("annual_amount:CNY", &[2]),
        ("created:2026", &[1, 2, 3]),
        ("created:2026-01..2026-03", &[1, 2]),
        ("created:2026-03", &[2]),
        ("created:>2026-02-10", &[2]),
        ("created:>=2026-02-10", &[1, 2]),
        ("created:<2026-03", &[1]),
        ("created:2026-0", &[1, 2, 3]),
        ("创建:2026年3月", &[2]),
    ]);
}

#[test]
fn spans_count_back_from_today_and_ahead_for_plans() {
    all_find(&[
        ("last:<30d", &[1]),
        ("last:30天", &[1]),
        ("last:<7", &[1]),
        ("last:<6d", &[]),
        ("last:<=6d", &[1]),
        ("last:=6d", &[1]),
        ("last:>30d", &[2]),
        ("last:>=6d", &[1, 2]),
        ("最近联系:>3个月", &[2]),
        ("last:never", &[3]),
        ("last:从未", &[3]),
        ("missing:last", &[3]),
        ("last:本月", &[1]),
        ("last:thisweek", &[]),
        ("last:\"last week\"", &[1]),
        ("next:<7d", &[1]),
        ("next:<=3d", &[1]),
        ("next:<3d", &[]),
        ("next:>2d", &[1]),
        ("next:overdue", &[2]),
        ("下次跟进:逾期", &[2]),
        ("next:2026-11", &[1, 2, 3]),
        ("next:yesterday", &[2]),
        ("next:<today", &[2]),
        ("next:+3d", &[1]),
    ]);
}

#[test]
fn what_is_known_and_what_is_missing() {
    all_find(&[
        ("has:email", &[1, 3]),
        ("missing:email", &[2]),
        ("-has:email", &[2]),
        ("-missing:email", &[1, 3]),
        ("有:邮箱", &[1, 3]),
        ("无:电话", &[2, 3]),
        ("missing:phone", &[2, 3]),
        ("has:mobile", &[1]),
        ("has:company_phone", &[1]),
        ("has:wechat", &[2]),
        ("has:\"Shelf no.\"", &[1]),
        ("level:*", &[1, 2]),
        ("missing:tags", &[3]),
        ("email:private", &[1]),
        ("email_2:private", &[1]),
        ("contact_email:private", &[]),
        ("phone:01715559988", &[1]),
        ("phone:\"040 / 555 07\"", &[]),
        ("phone:40-555-07", &[1]),
    ]);
}

#[test]
fn fields_of_ones_own_are_compared_by_their_kind() {
    all_find(&[
        ("\"Shelf no.\":blue", &[1]),
        ("shelfno:blue", &[1]),
        ("样品费:>200", &[1]),
        ("样品费:>200USD", &[]),
        ("weight:>5", &[1]),
        ("weight:<5", &[3]),
        ("weight:12.5", &[1]),
        ("has:weight", &[1, 2, 3]),
        ("合同到期:<+30d", &[1, 3]),
        ("合同到期:2026-12", &[1]),
        ("packing:木", &[2]),
        ("vip:yes", &[1]),
        ("VIP:是", &[1]),
        ("vip:no", &[2, 3]),
        ("-vip:yes", &[2, 3]),
    ]);
}

#[test]
fn what_is_not_finished_filters_nothing_yet() {
    all_find(&[
        ("country:", &[1, 2, 3]),
        ("-country:", &[1, 2, 3]),
        ("hermann country:", &[1]),
        ("country:DE or country:", &[1]),
        ("stars:>", &[1, 2, 3]),
        ("next:over", &[1, 2, 3]),
        ("last:tod", &[1, 2, 3]),
        ("has:", &[1, 2, 3]),
        ("(", &[1, 2, 3]),
        ("-", &[1, 2, 3]),
        ("\"", &[1, 2, 3]),
        ("company:\"lodz do", &[3]),
        ("group:Europe/", &[1, 3]),
        ("amount:..", &[1, 2, 3]),
        ("amount:1000..", &[1, 2]),
        ("vip:y", &[1]),
        ("vip:ye", &[1, 2, 3]),
    ]);
}

#[test]
fn what_cannot_be_understood_is_said_with_its_place() {
    let extras = extras();
    let known = Known { today: today(), extras: &extras };
    let problems = |text: &str| read(text, &known).errors.into_iter().map(|error| (error.range, error.problem)).collect::<Vec<_>>();
    let unknown = |name: &str, near: Option<&str>| Problem::UnknownField(name.to_owned(), near.map(str::to_owned));
    for (text, at, problem) in [
        ("acme cuontry:DE", 5..12, unknown("cuontry", Some("country"))),
        ("国架:德国", 0..6, unknown("国架", Some("国家"))),
        ("xyzzy:1", 0..5, unknown("xyzzy", None)),
        ("has:emial", 4..9, unknown("emial", Some("email"))),
        ("stars:many", 6..10, Problem::NotANumber("many".to_owned())),
        ("amount:>lots", 7..12, Problem::NotAnAmount("lots".to_owned())),
        ("amount:1000EUR..2000USD", 7..23, Problem::TwoCurrencies("1000EUR..2000USD".to_owned())),
        ("last:soon", 5..9, Problem::NotADay("soon".to_owned())),
        ("created:2026-13", 8..15, Problem::NotADay("2026-13".to_owned())),
        ("last:<99999999999999d", 5..21, Problem::NotADay("99999999999999d".to_owned())),
        ("vip:perhaps", 4..11, Problem::NotATick("perhaps".to_owned())),
    ] {
        assert_eq!(problems(text), [(at, problem)], "{text}");
    }
    crate::words::speak(crate::words::Language::English);
    assert_eq!(problems("company:>5"), [(8..10, Problem::NoOrder("Customer".to_owned()))]);
    // The rest of the query holds nevertheless.
    assert_eq!(read("hermann stars:many", &known).query, parse("hermann", &known).expect("a word"));
    assert_eq!(parse("a:1 b:2", &known).map_err(|error| error.range), Err(0..1));
}

#[test]
fn errors_are_sentences_with_a_way_out_in_both_languages() {
    use crate::words::{Language, speak};
    let known = Known { today: today(), extras: &[] };
    for (language, text, sentence, hint) in [
        (Language::English, "cuontry:DE", "There is no field \"cuontry\"", "Did you mean \"country:\"?"),
        (Language::Chinese, "国架:德国", "没有“国架”这个字段", "是不是要找“国家:”？"),
        (Language::English, "xyzzy:1", "There is no field \"xyzzy\"", "Put the text in quotes to search for it as it stands"),
        (Language::Chinese, "last:soon", "“soon”不是日期", "例如 2026-03-05、2026-01..2026-03、<30d 或 今天"),
    ] {
        speak(language);
        let error = parse(text, &known).expect_err(text);
        assert_eq!((error.to_string().as_str(), error.hint().as_str()), (sentence, hint), "{text}");
    }
}

#[test]
fn every_piece_has_its_place() {
    let known = Known { today: today(), extras: &[] };
    let text = "acme -(country:DE or \"big buyer\") 国家：";
    let pieces: Vec<(&str, bool, usize)> =
        read(text, &known).terms.iter().map(|term| (&text[term.range.clone()], term.is_negated, term.depth)).collect();
    assert_eq!(
        pieces,
        [
            ("acme", false, 0),
            ("-(", true, 0),
            ("country:DE", false, 1),
            ("or", false, 1),
            ("\"big buyer\"", false, 1),
            (")", false, 0),
            ("国家：", false, 0)
        ]
    );
    let TermKind::Filter { name, value, is_whole } = read(text, &known).terms[2].kind.clone() else { panic!("a filter") };
    assert_eq!((&text[name], &text[value], is_whole), ("country", "DE", true));
}

#[test]
fn a_query_that_is_printed_is_read_as_the_same() {
    let extras = extras();
    let known = Known { today: today(), extras: &extras };
    for text in [
        "acme \"big buyer\" -x",
        "country:DE or tier:A -(stars:>3 or last:<30d)",
        "\"Shelf no.\":\"blue \"\"7\"\"\" company:(a)b group:=Europe",
        "missing:phone has:\"VIP\" -missing:email last:never",
        "+49 (40) 555-07",
        "acme (x or +49 (40) 555-07)",
        "(company:x) or company:==y",
        "city:(“ \"a”b\" “c\" 「d\"」",
    ] {
        let query = parse(text, &known).unwrap_or_else(|error| panic!("{text}: {error}"));
        let printed = query.to_string();
        assert_eq!(parse(&printed, &known), Ok(query), "{text} → {printed}");
    }
}
