//! The due engine as tables of cases with its reasons in both languages, and its laws.

use proptest::prelude::*;

use super::*;
use crate::model::cadence::{Channel, Direction, Happening, Planned, Preset, TierNo, say_too_soon};
use crate::model::country::CountryNo;
use crate::words::{Language, speak};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A standing told in a line: `VIP DE 2020-01-05; mail out 2026-10-21; plan 2026-11-25 14:30; claim 2026-11-01; drop 2026-11-02`. The first
/// part is the tier (`-` for none), the country (`-` for unknown) and when it came.
fn told(line: &str, rules: &Rules, today: NaiveDate) -> Standing {
    let mut parts = line.split(';').map(str::trim);
    let head: Vec<&str> = parts.next().unwrap().split(' ').collect();
    let mut standing = Standing::new(Id(4_711), day(head[2]));
    standing.tier = rules.tier_of_level(head[0]).unwrap_or(TierNo::OTHER);
    standing.country = CountryNo::of(head[1]);
    for part in parts {
        match part.split(' ').collect::<Vec<_>>()[..] {
            ["plan", on] => standing.planned = Some(Planned { on: day(on), time: None }),
            ["plan", on, time] => standing.planned = Some(Planned { on: day(on), time: crate::model::habits::read_time(time) }),
            ["claim", on] => standing.claimed_on = Some(day(on)),
            ["drop", on] => standing.in_pool_since = Some(day(on)),
            [channel, direction, on] => standing.add(
                Happening {
                    on: on.parse().unwrap(),
                    channel: crate::model::cadence::channel_of(channel.trim_matches('?')),
                    direction: Direction::by_key(direction),
                },
                today,
            ),
            _ => panic!("{part}"),
        }
    }
    standing
}

/// The day, the state and the pool day of a standing, and its reason in both languages.
fn said(line: &str, rules: &Rules, today: &str) -> [String; 3] {
    let today = day(today);
    let due = due(&told(line, rules, today), rules, WorkingDays::shared(), today);
    let shown = |day: Option<NaiveDate>| day.map_or("-".to_owned(), |day| day.to_string());
    let facts = format!("{} {:?} pool {}", shown(due.on), due.state, shown(due.pool_on));
    let in_language = |language| {
        speak(language);
        due.why.text(rules, today)
    };
    let said = [facts, in_language(Language::English), in_language(Language::Chinese)];
    speak(Language::English);
    said
}

#[test]
fn each_line_says_when_and_why() {
    let rules = Rules::default();
    // 2026-11-20 is a Friday.
    for (line, today, facts, english, chinese) in [
        (
            "VIP DE 2026-01-05; mail out 2026-10-21",
            "2026-11-17",
            "2026-11-20 Soon pool 2026-11-21",
            "VIP: 30 days, last mail 21 Oct, proposed for the pool in 4 days",
            "VIP 每 30 天联系一次，上次 10-21 邮件，4 天后建议放入公海",
        ),
        (
            "VIP DE 2026-01-05; mail out 2026-10-21",
            "2026-11-02",
            "2026-11-20 Later pool 2026-11-21",
            "VIP: 30 days, last mail 21 Oct",
            "VIP 每 30 天联系一次，上次 10-21 邮件",
        ),
        // The 30th day is a Saturday: due on Monday, and the pool waits for it.
        (
            "VIP DE 2026-01-05; mail out 2026-11-12",
            "2026-12-11",
            "2026-12-14 Soon pool 2026-12-15",
            "VIP: 30 days, last mail 12 Nov, 12 Dec is a weekend there, proposed for the pool in 4 days",
            "VIP 每 30 天联系一次，上次 11-12 邮件，12-12 当地周末，顺延，4 天后建议放入公海",
        ),
        // Saturday is a working day there, Friday none.
        (
            "高潜 SA 2026-01-05; phone both 2026-11-13",
            "2026-11-20",
            "2026-11-22 Soon pool 2026-11-23",
            "High potential: 7 days, last call 13 Nov, 20 Nov is a weekend there, proposed for the pool in 3 days",
            "高潜每 7 天联系一次，上次 11-13 电话，11-20 当地周末，顺延，3 天后建议放入公海",
        ),
        // Christmas Day on a Friday, then a holiday and a Sunday.
        (
            "高潜 DE 2026-01-05; wechat both 2026-12-18",
            "2026-12-25",
            "2026-12-28 Soon pool 2026-12-29",
            "High potential: 7 days, last WeChat 18 Dec, 25 Dec is Christmas Day there",
            "高潜每 7 天联系一次，上次 12-18 微信，12-25 当地放假（圣诞节），顺延",
        ),
        // A weekend day that is worked in China.
        (
            "高潜 CN 2026-01-05; wechat both 2026-02-07",
            "2026-02-14",
            "2026-02-14 Today pool 2026-02-15",
            "High potential: 7 days, last WeChat 7 Feb, proposed for the pool in 1 day",
            "高潜每 7 天联系一次，上次 02-07 微信，1 天后建议放入公海",
        ),
        // Chinese New Year.
        (
            "高潜 CN 2026-01-05; wechat both 2026-02-09",
            "2026-02-16",
            "2026-02-24 Later pool 2026-02-25",
            "High potential: 7 days, last WeChat 9 Feb, 16 Feb is Chinese New Year's Eve there",
            "高潜每 7 天联系一次，上次 02-09 微信，02-16 当地放假（农历除夕），顺延",
        ),
        // The country is not known: Monday to Friday. Overdue stays overdue.
        (
            "复购 - 2024-01-05; mail out 2025-03-01",
            "2026-11-20",
            "2025-04-15 Overdue pool 2025-04-16",
            "Repeat: 45 days, last mail 1 Mar 2025, proposed for the pool",
            "复购每 45 天联系一次，上次 2025-03-01 邮件，建议放入公海",
        ),
        // A vague date counts from its first day; a list that only gives the day means a contact.
        (
            "成交 DE 2026-01-05; ? ? 2026-10",
            "2026-11-12",
            "2026-11-16 Soon pool 2026-11-17",
            "One deal: 45 days, last touch 1 Oct, 15 Nov is a weekend there, proposed for the pool in 5 days",
            "成交每 45 天联系一次，上次 10-01 联系，11-15 当地周末，顺延，5 天后建议放入公海",
        ),
        // A slip of a list: 2062 for 2026.
        (
            "VIP DE 2026-01-05; mail out 2026-10-21; mail out 2062-11-01",
            "2026-11-20",
            "2026-11-20 Today pool 2026-11-21",
            "VIP: 30 days, last mail 21 Oct, proposed for the pool in 1 day, a touch dated 1 Nov 2062 does not count yet",
            "VIP 每 30 天联系一次，上次 10-21 邮件，1 天后建议放入公海，日期为 2062-11-01 的联系记录暂不计入",
        ),
        // Their word is no contact by us; a mailing is none for a VIP.
        (
            "VIP DE 2026-01-05; mail out 2026-10-21; mail in 2026-11-10; mailing out 2026-11-11",
            "2026-11-20",
            "2026-11-20 Today pool 2026-11-21",
            "VIP: 30 days, last mail 21 Oct, proposed for the pool in 1 day",
            "VIP 每 30 天联系一次，上次 10-21 邮件，1 天后建议放入公海",
        ),
        // For low potential one mailing a quarter is enough.
        (
            "低潜 DE 2026-01-05; mailing out 2026-09-01",
            "2026-11-20",
            "2026-11-30 Soon pool 2026-12-01",
            "Low potential: 90 days, last mailing 1 Sep, proposed for the pool in 11 days",
            "低潜每 90 天联系一次，上次 09-01 群发邮件，11 天后建议放入公海",
        ),
        // A plan stands above the rule: earlier, and later with the pool before it.
        (
            "VIP DE 2026-01-05; mail out 2026-11-10; plan 2026-11-21 14:30",
            "2026-11-20",
            "2026-11-21 Soon pool 2026-12-11",
            "planned for 21 Nov at 14:30, VIP: 30 days, last mail 10 Nov",
            "计划 11-21 14:30 跟进，VIP 每 30 天联系一次，上次 11-10 邮件",
        ),
        (
            "VIP DE 2026-01-05; mail out 2026-10-21; plan 2027-01-15",
            "2026-11-18",
            "2027-01-15 Later pool 2026-11-21",
            "planned for 15 Jan 2027, VIP: 30 days, last mail 21 Oct, due 20 Nov by the rule, the pool comes before the plan, on 21 Nov",
            "计划 2027-01-15 跟进，VIP 每 30 天联系一次，上次 10-21 邮件，按规则应在 11-20 联系，11-21 将先到公海期限",
        ),
        // A plan that was let pass stays, also where a touch came after it.
        (
            "VIP DE 2026-01-05; plan 2026-11-02; mail out 2026-11-10",
            "2026-11-20",
            "2026-11-02 Overdue pool 2026-12-11",
            "planned for 2 Nov, VIP: 30 days, last mail 10 Nov",
            "计划 11-02 跟进，VIP 每 30 天联系一次，上次 11-10 邮件",
        ),
        // In the pool.
        (
            "VIP DE 2026-01-05; mail out 2026-09-01; plan 2026-12-01; drop 2026-11-03",
            "2026-11-20",
            "- InPool pool -",
            "in the public pool since 3 Nov",
            "11-03 起在公海",
        ),
        // No tier: light, and never into the pool.
        (
            "- DE 2026-01-05; fair both 2026-10-15",
            "2026-11-20",
            "2027-01-13 Later pool -",
            "No tier: 90 days, last fair 15 Oct",
            "未分级每 90 天联系一次，上次 10-15 展会",
        ),
        // The last day of February.
        (
            "VIP GB 2027-01-05; visit out 2028-01-30",
            "2028-02-29",
            "2028-02-29 Today pool 2028-03-01",
            "VIP: 30 days, last visit 30 Jan, proposed for the pool in 1 day",
            "VIP 每 30 天联系一次，上次 01-30 拜访，1 天后建议放入公海",
        ),
    ] {
        assert_eq!(said(line, &rules, today), [facts, english, chinese], "{line} on {today}");
    }
}

#[test]
fn without_a_contact_the_clock_runs_from_when_they_came() {
    let rules = Rules::default();
    let working = WorkingDays::shared();
    let today = day("2026-11-20");
    let never = told("VIP DE 2026-11-20", &rules, today);
    let found = due(&never, &rules, working, today);
    let on = found.on.unwrap();
    assert!(on > today && on <= day("2026-12-20"), "{on}");
    assert!(working.is_working(never.country, on));
    assert_eq!(found.pool_on, Some(day("2026-12-21").max(later(on, 1))));
    assert_eq!(found.why.text(&rules, today), "VIP: 30 days, never contacted, in the book since 20 Nov");
    // Claimed again: the clock and the pool run from then on.
    let claimed = told("VIP DE 2020-11-20; mail out 2026-03-01; claim 2026-11-10", &rules, today);
    let found = due(&claimed, &rules, working, today);
    assert!(found.on > Some(day("2026-11-10")) && found.on <= Some(day("2026-12-10")));
    assert_eq!(found.pool_on, Some(day("2026-12-11").max(later(found.on.unwrap(), 1))));
    assert!(found.why.text(&rules, today).contains("claimed 10 Nov, not contacted since"));
    // Contacted after the claim: as anybody.
    let kept = told("VIP DE 2020-11-20; claim 2026-10-01; mail out 2026-10-21", &rules, today);
    assert_eq!(due(&kept, &rules, working, today).on, Some(today));
    // On the day of the claim as well.
    let same_day = told("VIP DE 2020-11-20; claim 2026-10-21; mail out 2026-10-21", &rules, today);
    assert_eq!(due(&same_day, &rules, working, today).on, Some(today));
}

#[test]
fn five_thousand_that_came_at_once_are_spread_over_working_days() {
    let rules = Rules { clocks_from: Some(day("2026-11-20")), ..Rules::default() };
    let today = day("2026-11-20");
    let mut a_day = std::collections::BTreeMap::<NaiveDate, u32>::new();
    for at in 0..5_000_i64 {
        // Half were never contacted, half were before the clocks were started and would be late.
        let line = if at % 2 == 0 { "复购 DE 2026-08-01" } else { "复购 DE 2026-08-01; mail out 2025-06-01" };
        let mut standing = told(line, &rules, today);
        standing.id = Id(1_000_000 + at * 4_096);
        let found = due(&standing, &rules, WorkingDays::shared(), today);
        assert_ne!(found.state, DueState::Overdue);
        *a_day.entry(found.on.unwrap()).or_default() += 1;
    }
    let working = (1..=45).filter(|after| WorkingDays::shared().is_working(CountryNo::of("DE"), later(today, *after))).count();
    assert_eq!(a_day.len(), working, "each working day has its part");
    let even = 5_000 / working as u32;
    assert!(a_day.values().all(|count| (even * 3 / 4..even * 5 / 4).contains(count)), "{a_day:?}");
}

#[test]
fn starting_the_clocks_forgives_only_what_was_late() {
    let rules = Rules { clocks_from: Some(day("2026-11-20")), ..Rules::default() };
    for (line, english) in [
        ("VIP DE 2026-01-05; mail out 2026-11-10", "VIP: 30 days, last mail 10 Nov"),
        ("VIP DE 2026-01-05; mail out 2026-03-10", "VIP: 30 days, last mail 10 Mar, clocks started 20 Nov"),
        ("VIP DE 2026-01-05", "VIP: 30 days, never contacted, clocks started 20 Nov"),
        ("VIP DE 2026-12-01", "VIP: 30 days, never contacted, in the book since 1 Dec"),
        ("VIP DE 2026-01-05; claim 2026-12-01", "VIP: 30 days, claimed 1 Dec, not contacted since"),
    ] {
        let [_, said, _] = said(line, &rules, "2026-12-02");
        assert!(said.starts_with(english), "{line}: {said}");
    }
}

#[test]
fn rules_may_set_no_clock_or_contradict_themselves() {
    let mut rules = Rules::of(Preset::Textbook);
    rules.tiers[2].every_days = None;
    let [facts, english, chinese] = said("C DE 2026-01-05; mail out 2026-03-10", &rules, "2026-11-20");
    assert_eq!([&*facts, &*english, &*chinese], ["- Never pool -", "C: no interval, last mail 10 Mar", "C 未设联系周期，上次 03-10 邮件"]);
    let [facts, ..] = said("C DE 2026-01-05; plan 2026-11-25", &rules, "2026-11-20");
    assert_eq!(facts, "2026-11-25 Soon pool -");
    // The pool never comes before contact is due, whatever the rule says.
    let mut rules = Rules::default();
    rules.tiers[0].pool_after_days = Some(3);
    let [facts, ..] = said("VIP DE 2026-01-05; mail out 2026-10-21", &rules, "2026-11-02");
    assert_eq!(facts, "2026-11-20 Later pool 2026-11-21");
    rules.tiers[0].every_days = Some(0);
    let [facts, ..] = said("VIP DE 2026-01-05; mail out 2026-11-19", &rules, "2026-11-20");
    assert_eq!(facts, "2026-11-20 Today pool 2026-11-23");
}

#[test]
fn a_contact_that_comes_too_soon_is_told_with_its_reason() {
    let rules = Rules::default();
    let today = day("2026-11-20");
    for (line, until, english, chinese) in [
        (
            "VIP DE 2026-01-05; mail out 2026-11-19",
            "2026-11-22",
            "last mail 19 Nov; sooner than 22 Nov would disturb",
            "上次 11-19 邮件，11-22 之前再联系会打扰客户",
        ),
        (
            "VIP DE 2026-01-05; mail out 2026-11-12; mail out 2026-11-14; mail out 2026-11-16",
            "2026-11-22",
            "last mail 16 Nov, 3 without an answer; sooner than 22 Nov would disturb",
            "上次 11-16 邮件，连续 3 次未获回复，11-22 之前再联系会打扰客户",
        ),
        ("VIP DE 2026-01-05; mail out 2026-11-17", "-", "", ""),
        // They wrote: an answer disturbs nobody.
        ("VIP DE 2026-01-05; mail out 2026-11-18; mail in 2026-11-19", "-", "", ""),
        // A talk was a contact all the same.
        (
            "VIP DE 2026-01-05; phone both 2026-11-19",
            "2026-11-22",
            "last call 19 Nov; sooner than 22 Nov would disturb",
            "上次 11-19 电话，11-22 之前再联系会打扰客户",
        ),
        // A mailing disturbs as well, though it is no contact.
        (
            "VIP DE 2026-01-05; phone both 2026-11-02; mailing out 2026-11-19",
            "2026-11-22",
            "last mailing 19 Nov; sooner than 22 Nov would disturb",
            "上次 11-19 群发邮件，11-22 之前再联系会打扰客户",
        ),
        // Due is due.
        ("VIP DE 2026-01-05; mail out 2026-10-21; mailing out 2026-11-19", "-", "", ""),
        ("VIP DE 2026-01-05", "-", "", ""),
    ] {
        let standing = told(line, &rules, today);
        let found = due(&standing, &rules, WorkingDays::shared(), today);
        assert_eq!(found.too_soon_until.map_or("-".to_owned(), |day| day.to_string()), until, "{line}");
        let Some(until) = found.too_soon_until else { continue };
        for (language, text) in [(Language::English, english), (Language::Chinese, chinese)] {
            speak(language);
            assert_eq!(say_too_soon(&standing, until, today), text, "{line}");
        }
        speak(Language::English);
    }
}

/// Any standing: of any tier, in any country, with touches of any kind, days from 1900 to 2100.
fn standings() -> impl Strategy<Value = (Standing, Vec<Happening>)> {
    let days = || (-25_000_i64..47_000).prop_map(|days| day("1970-01-01") + chrono::Duration::days(days));
    let touches = proptest::collection::vec((days(), 0..Channel::ALL.len(), 0..4_usize), 0..6);
    (any::<i64>(), 0..7_u8, 0..250_usize, days(), touches, proptest::option::of(days()), proptest::option::of(days())).prop_map(
        |(id, tier, country, started_on, touches, planned, claimed_on)| {
            let mut standing = Standing::new(Id(id), started_on);
            standing.tier = if tier < 5 { TierNo(tier) } else { TierNo::OTHER };
            standing.country = crate::model::country::Country::all().get(country).map_or(CountryNo::UNKNOWN, |country| country.number());
            standing.planned = planned.map(|on| Planned { on, time: None });
            standing.claimed_on = claimed_on;
            let directions = [None, Some(Direction::Out), Some(Direction::In), Some(Direction::Both)];
            let touches = touches
                .into_iter()
                .map(|(on, channel, direction)| Happening {
                    on: on.into(),
                    channel: Channel::ALL[channel],
                    direction: directions[direction],
                })
                .collect();
            (standing, touches)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_touch_never_makes_it_due_earlier((mut standing, touches) in standings(), back in 0_i64..400, channel in 0..Channel::ALL.len()) {
        let rules = Rules::default();
        let today = day("2026-11-20");
        touches.iter().for_each(|touch| standing.add(*touch, today));
        let before = due(&standing, &rules, WorkingDays::shared(), today);
        // Whoever was contacted is no longer spread from an earlier day; the contact counts from its own day.
        let touch = Happening { on: (today - chrono::Duration::days(back)).into(), channel: Channel::ALL[channel], direction: Some(Direction::Out) };
        let was_contacted = matches!(before.why.since, Since::Touch(_));
        standing.add(touch, today);
        let after = due(&standing, &rules, WorkingDays::shared(), today);
        if was_contacted {
            prop_assert!(after.on >= before.on, "{before:?} {after:?}");
            prop_assert!(after.pool_on >= before.pool_on);
        }
    }

    #[test]
    fn a_touch_of_today_resets_the_clock((mut standing, touches) in standings()) {
        let rules = Rules::default();
        let today = day("2026-11-20");
        touches.iter().for_each(|touch| standing.add(*touch, today));
        standing.planned = None;
        standing.claimed_on = standing.claimed_on.filter(|on| *on <= today);
        standing.add(Happening { on: today.into(), channel: Channel::Phone, direction: Some(Direction::Both) }, today);
        let after = due(&standing, &rules, WorkingDays::shared(), today);
        let rule = rules.rule(standing.tier);
        prop_assert!(after.on >= Some(later(today, rule.every_days.unwrap())));
        prop_assert!(after.state != DueState::Overdue && after.state != DueState::Today);
    }

    #[test]
    fn overdue_stays_overdue_until_something_happens((mut standing, touches) in standings(), from in 0_i64..20_000, after in 1_i64..4_000) {
        let rules = Rules::default();
        let today = day("2000-01-01") + chrono::Duration::days(from);
        touches.iter().filter(|touch| touch.day() <= today).for_each(|touch| standing.add(*touch, today));
        let now = due(&standing, &rules, WorkingDays::shared(), today);
        let then = due(&standing, &rules, WorkingDays::shared(), today + chrono::Duration::days(after));
        prop_assert_eq!(now.on, then.on, "the passing of time alone moves no day");
        prop_assert_eq!(now.pool_on, then.pool_on);
        if now.state == DueState::Overdue {
            prop_assert_eq!(then.state, DueState::Overdue);
            prop_assert_eq!(then.overdue_days(today + chrono::Duration::days(after)), now.overdue_days(today) + after);
        }
    }

    #[test]
    fn the_rule_is_kept_and_nothing_panics((mut standing, touches) in standings(), at in 0..8_usize) {
        let rules = Rules { clocks_from: (at % 2 == 0).then(|| day("2026-11-20")), ..Rules::default() };
        let today = [NaiveDate::MIN, day("0001-01-01"), day("1949-12-31"), day("2026-11-20"), day("2028-02-29"), day("2031-12-31"), day("2044-12-31"), NaiveDate::MAX][at];
        touches.iter().for_each(|touch| standing.add(*touch, today));
        let found = due(&standing, &rules, WorkingDays::shared(), today);
        if let Some(on) = found.why.rule_on {
            prop_assert!(WorkingDays::shared().is_working(standing.country, on), "{on}");
            prop_assert!(found.pool_on.is_none_or(|pool| pool > on), "contact is due before the pool");
            prop_assert!(on >= found.why.since.day());
        }
        prop_assert!(found.too_soon_until.is_none_or(|until| until > today));
        for language in Language::ALL {
            speak(language);
            let text = found.why.text(&rules, today);
            prop_assert!(!text.contains('{') && !text.contains("why-"), "{text}");
        }
        speak(Language::English);
        prop_assert!(found.overdue_days(today) >= 0);
    }
}
