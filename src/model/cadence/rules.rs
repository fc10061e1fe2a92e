//! The rules by which customers are kept in touch with, as data that the user edits (S1.20), and the three presets (S0.8,
//! S1.3–S1.13, S3.17–S3.18).
//!
//! A book keeps at most one set as JSON; without one the five tiers hold. What the rules make of a customer is in [`super::due`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::country::CountryNo;
use crate::model::field::Field;
use crate::model::follow::Channel;
use crate::model::habits::WorkWeek;
use crate::model::holidays::OwnDays;
use crate::model::text::fold;
use crate::tr;

/// Where a set of rules comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Preset {
    /// A / B / C by quantity bought, every week, half a month, month; never into the pool (S0.8).
    #[serde(rename = "abc-weekly")]
    AbcWeekly,
    /// VIP, repeat buyer, one deal, high and low potential; into the pool when their time has passed (S1.3–S1.13).
    #[default]
    #[serde(rename = "five-tiers")]
    FiveTiers,
    /// A / B / C by amount, 70 / 20 / 10 % of it; never into the pool (S3.17–S3.18).
    #[serde(rename = "textbook")]
    Textbook,
    /// The user's own.
    #[serde(rename = "own")]
    Own,
}

impl Preset {
    /// The presets that can be chosen.
    pub const OFFERED: [Self; 3] = [Self::AbcWeekly, Self::FiveTiers, Self::Textbook];

    /// The key that the shell takes.
    pub fn key(self) -> &'static str {
        match self {
            Self::AbcWeekly => "abc-weekly",
            Self::FiveTiers => "five-tiers",
            Self::Textbook => "textbook",
            Self::Own => "own",
        }
    }

    /// The preset of a key of the shell; `own` is none that can be chosen.
    pub fn by_key(key: &str) -> Option<Self> {
        Self::OFFERED.into_iter().find(|preset| preset.key() == key)
    }

    /// The name in the language spoken.
    pub fn name(self) -> String {
        match self {
            Self::AbcWeekly => tr!("preset-abc-weekly"),
            Self::FiveTiers => tr!("preset-five-tiers"),
            Self::Textbook => tr!("preset-textbook"),
            Self::Own => tr!("preset-own"),
        }
    }
}

/// What makes a customer belong to a tier, where nobody set it by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Several deals with large amounts (S1.3).
    Vip,
    /// Two deals or more (S1.7).
    Repeat,
    /// Exactly one deal (S1.10).
    OneDeal,
    /// No deal yet, clear intent (S1.11).
    HighPotential,
    /// No deal, no clear intent, can be reached by mail (S1.13).
    LowPotential,
    /// The first 70 % of what customers buy.
    A,
    /// The next 20 %.
    B,
    /// The rest.
    C,
    /// Only by hand.
    #[default]
    Hand,
}

/// How customers of one tier are kept in touch with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TierRule {
    /// The stored value of the field [`Field::Level`]: `VIP`, `复购`, `A`, or a word of the user's own. Empty for those without a tier.
    pub tier: String,
    /// Who belongs here without being put here.
    pub class: Class,
    /// Contact at least every so many days; none for no clock at all.
    pub every_days: Option<u32>,
    /// Channels that do not count as contact; a mailing mostly does not.
    pub passed_over: Vec<Channel>,
    /// So many calendar days after the last contact the pool is proposed, never before the day on which contact was due; none for never.
    pub pool_after_days: Option<u32>,
    /// So many days before they come, the due day counts as soon and the pool is warned of.
    pub warn_days: u32,
    /// Sooner than so many days after our last word a contact disturbs (S4.11).
    pub least_days: u32,
    /// Which part of the day belongs to this tier where there is more to do than the day holds, in percent (S1.2).
    pub share_percent: u32,
    /// By how many days levelling may move a contact.
    pub tolerance_days: u32,
}

impl Default for TierRule {
    fn default() -> Self {
        Self {
            tier: String::new(),
            class: Class::Hand,
            every_days: Some(90),
            passed_over: vec![Channel::Mailing],
            pool_after_days: None,
            warn_days: 7,
            least_days: 7,
            share_percent: 0,
            tolerance_days: 14,
        }
    }
}

impl TierRule {
    /// Whether a touch by that channel counts as contact.
    pub fn counts(&self, channel: Channel) -> bool {
        !self.passed_over.contains(&channel)
    }

    /// The name of the tier in the language spoken: `Repeat`, `复购`; words of the user's own as they are.
    pub fn name(&self) -> String {
        if self.tier.is_empty() {
            return tr!("tier-other");
        }
        let choice = Field::Level.spec().choices.iter().find(|choice| choice.zh == self.tier || choice.en == self.tier);
        choice.map_or_else(
            || self.tier.clone(),
            |choice| match crate::words::spoken() {
                crate::words::Language::English => choice.en.to_owned(),
                crate::words::Language::Chinese => choice.zh.to_owned(),
            },
        )
    }
}

/// Which tier of the rules a customer belongs to: its place among them, or none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TierNo(pub u8);

impl TierNo {
    /// No tier; the rule for the others holds.
    pub const OTHER: Self = Self(u8::MAX);
}

impl Default for TierNo {
    fn default() -> Self {
        Self::OTHER
    }
}

/// Days on which one is away, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

/// The rules of a book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Which preset they are, or were before the user changed them.
    pub preset: Preset,
    /// The tiers, the most important first.
    pub tiers: Vec<TierRule>,
    /// Customers without a tier of these.
    pub other: TierRule,
    /// How many touches a day the user manages; none where nobody said.
    pub touches_a_day: Option<u32>,
    /// An inquiry is to be answered within so many hours, at least with progress (S4.14).
    pub reply_within_hours: u32,
    /// What was late by then starts anew on this day ("start the clocks today").
    pub clocks_from: Option<NaiveDate>,
    /// So many days after a drop the owner before it may not claim the customer again.
    pub cooling_days: u32,
    /// When one is away.
    pub absences: Vec<Absence>,
    /// From which amount a year a buyer of several deals is a VIP, in minor units of the home currency; none for those who bring the
    /// first 80 % of all (S1.2).
    pub vip_from_minor: Option<i64>,
}

impl Default for Rules {
    fn default() -> Self {
        Self::of(Preset::FiveTiers)
    }
}

/// What is wrong with a set of rules; they work all the same, see [`Rules::problems`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleProblem {
    /// Two tiers have the same name, or one has none.
    Name(TierNo),
    /// Nothing, or more than ten years, lies between two contacts.
    Every(TierNo),
    /// The pool comes before contact is due; it is proposed on the day after that.
    PoolBeforeDue(TierNo),
    /// Every contact in time disturbs; the warning ends on the due day.
    LeastAboveEvery(TierNo),
    /// Levelling could move a contact by the whole interval.
    ToleranceAboveEvery(TierNo),
    /// No channel counts.
    NothingCounts(TierNo),
    /// The shares of the day are more than the day.
    Shares,
    /// An absence ends before it begins.
    Absence(usize),
}

/// Ten years: a longer interval is a slip of the hand.
const MOST_DAYS: u32 = 3_660;

/// How many tiers rules may have at most.
pub const MOST_TIERS: usize = 64;

impl Rules {
    /// A preset as it comes.
    pub fn of(preset: Preset) -> Self {
        let tiers = match preset {
            Preset::AbcWeekly => vec![
                tier("A", Class::A, 7, None, [2, 1, 50, 1]),
                tier("B", Class::B, 15, None, [3, 3, 30, 3]),
                tier("C", Class::C, 30, None, [5, 7, 20, 7]),
            ],
            Preset::FiveTiers | Preset::Own => vec![
                tier("VIP", Class::Vip, 30, Some(30), [5, 3, 35, 5]),
                tier("复购", Class::Repeat, 45, Some(45), [7, 5, 20, 7]),
                tier("成交", Class::OneDeal, 45, Some(45), [7, 5, 15, 7]),
                tier("高潜", Class::HighPotential, 7, Some(7), [3, 2, 20, 1]),
                // One mailing a quarter keeps them (S1.13).
                TierRule { passed_over: Vec::new(), ..tier("低潜", Class::LowPotential, 90, Some(90), [14, 30, 10, 14]) },
            ],
            Preset::Textbook => vec![
                tier("A", Class::A, 7, None, [2, 1, 70, 2]),
                tier("B", Class::B, 30, None, [5, 3, 20, 7]),
                tier("C", Class::C, 90, None, [14, 14, 10, 21]),
            ],
        };
        Self {
            preset,
            tiers,
            other: TierRule::default(),
            touches_a_day: None,
            reply_within_hours: 24,
            clocks_from: None,
            cooling_days: 0,
            absences: Vec::new(),
            vip_from_minor: None,
        }
    }

    /// These rules with the tiers of a preset; what belongs to the person (absences, how much one does a day) stays.
    pub fn with_preset(&self, preset: Preset) -> Self {
        let fresh = Self::of(preset);
        Self { preset, tiers: fresh.tiers, other: fresh.other, ..self.clone() }
    }

    /// Whether tiers, days and channels are still those of the preset.
    pub fn is_as_preset(&self) -> bool {
        let fresh = Self::of(self.preset);
        self.preset != Preset::Own && self.tiers == fresh.tiers && self.other == fresh.other
    }

    /// Reads what [`Rules::to_json`] wrote; what is missing is as in the usual rules, what is not known is passed over.
    ///
    /// # Errors
    /// Fails on text that is no JSON of rules.
    pub fn of_json(text: &str) -> Result<Self, serde_json::Error> {
        let mut rules: Self = serde_json::from_str(text)?;
        rules.tiers.truncate(MOST_TIERS);
        Ok(rules)
    }

    /// The rules as one line of JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// One's own working days: the week, the holidays of the country where one works, and the absences of these rules.
    pub fn own_days(&self, week: WorkWeek, country: CountryNo) -> OwnDays {
        OwnDays { week, country, away: self.absences.iter().map(|away| (away.from, away.to)).collect() }
    }

    /// The rule of a tier.
    pub fn rule(&self, tier: TierNo) -> &TierRule {
        self.tiers.get(usize::from(tier.0)).unwrap_or(&self.other)
    }

    /// All tiers with their rules, the most important first, those without a tier last.
    pub fn numbered(&self) -> impl Iterator<Item = (TierNo, &TierRule)> {
        let tiers = self.tiers.iter().enumerate().map(|(at, rule)| (TierNo(at as u8), rule));
        tiers.chain(std::iter::once((TierNo::OTHER, &self.other)))
    }

    /// The tier that a stored value of [`Field::Level`] names: in either language, also as `A类`, `A级客户`, `Class A`.
    pub fn tier_of_level(&self, level: &str) -> Option<TierNo> {
        let level = level.trim();
        if level.is_empty() {
            return None;
        }
        let place = |at: usize| TierNo(at as u8);
        if let Some(at) = self.tiers.iter().position(|rule| rule.tier == level) {
            return Some(place(at));
        }
        let wanted = bare(level);
        let is_named = |rule: &TierRule| {
            let choice = Field::Level.spec().choices.iter().find(|choice| choice.zh == rule.tier || choice.en == rule.tier);
            bare(&rule.tier) == wanted || choice.is_some_and(|choice| bare(choice.zh) == wanted || bare(choice.en) == wanted)
        };
        if wanted.is_empty() { None } else { self.tiers.iter().position(is_named).map(place) }
    }

    /// The tier to which customers of a class belong.
    pub fn tier_of_class(&self, class: Class) -> Option<TierNo> {
        self.tiers.iter().position(|rule| rule.class == class).map(|at| TierNo(at as u8))
    }

    /// What a person should look at before these rules hold. They never fail: what contradicts itself is read as told at each problem.
    pub fn problems(&self) -> Vec<RuleProblem> {
        let mut found = Vec::new();
        for (number, rule) in self.numbered() {
            let is_twice = || self.numbered().any(|(other, twin)| other < number && bare(&twin.tier) == bare(&rule.tier));
            if number != TierNo::OTHER && (rule.tier.trim().is_empty() || is_twice()) {
                found.push(RuleProblem::Name(number));
            }
            if let Some(days) = rule.every_days {
                if !(1..=MOST_DAYS).contains(&days) {
                    found.push(RuleProblem::Every(number));
                }
                if rule.pool_after_days.is_some_and(|pool| pool < days) {
                    found.push(RuleProblem::PoolBeforeDue(number));
                }
                if rule.least_days >= days && days > 1 {
                    found.push(RuleProblem::LeastAboveEvery(number));
                }
                if rule.tolerance_days >= days && days > 1 {
                    found.push(RuleProblem::ToleranceAboveEvery(number));
                }
                if Channel::ALL.into_iter().all(|channel| !rule.counts(channel)) {
                    found.push(RuleProblem::NothingCounts(number));
                }
            }
        }
        if self.numbered().fold(0, |sum: u32, (_, rule)| sum.saturating_add(rule.share_percent)) > 100 {
            found.push(RuleProblem::Shares);
        }
        found.extend(self.absences.iter().enumerate().filter(|(_, away)| away.to < away.from).map(|(at, _)| RuleProblem::Absence(at)));
        found
    }

    /// What a problem says to the person, in the language spoken.
    pub fn say(&self, problem: RuleProblem) -> String {
        let name = |tier: TierNo| self.rule(tier).name();
        match problem {
            RuleProblem::Name(tier) => tr!("rule-problem-name", tier = name(tier)),
            RuleProblem::Every(tier) => tr!("rule-problem-every", tier = name(tier)),
            RuleProblem::PoolBeforeDue(tier) => tr!("rule-problem-pool", tier = name(tier)),
            RuleProblem::LeastAboveEvery(tier) => tr!("rule-problem-least", tier = name(tier)),
            RuleProblem::ToleranceAboveEvery(tier) => tr!("rule-problem-tolerance", tier = name(tier)),
            RuleProblem::NothingCounts(tier) => tr!("rule-problem-channels", tier = name(tier)),
            RuleProblem::Shares => tr!("rule-problem-shares"),
            RuleProblem::Absence(at) => {
                let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
                let absence = self.absences.get(at);
                tr!("rule-problem-absence", from = day(absence.map(|away| away.from)), to = day(absence.map(|away| away.to)))
            }
        }
    }
}

/// A tier of a preset; the last four are the days of warning, the least days, the percent of the day and the tolerance.
fn tier(name: &str, class: Class, every: u32, pool: Option<u32>, [warn, least, share, tolerance]: [u32; 4]) -> TierRule {
    TierRule {
        tier: name.to_owned(),
        class,
        every_days: Some(every),
        pool_after_days: pool,
        warn_days: warn,
        least_days: least,
        share_percent: share,
        tolerance_days: tolerance,
        ..TierRule::default()
    }
}

/// A tier's name without what lists add to it: `A类客户`, `Class A`, `VIP customer` are `a`, `a`, `vip`.
fn bare(name: &str) -> String {
    let folded = fold(name);
    let mut text = folded.as_str().trim();
    for _ in 0..3 {
        for more in ["客户", "买家", "等级", "类", "级", "类型", "customers", "customer", "buyer", "class", "tier", "grade", "level"]
        {
            text = text.strip_suffix(more).unwrap_or(text).trim();
            text = text.strip_prefix(more).unwrap_or(text).trim_start_matches([' ', ':', '：', '-', '_']);
        }
    }
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speak};

    #[test]
    fn the_presets_are_those_of_the_sources() {
        for (preset, tiers) in [
            (Preset::AbcWeekly, "A 7 -, B 15 -, C 30 -"),
            (Preset::FiveTiers, "VIP 30 30, 复购 45 45, 成交 45 45, 高潜 7 7, 低潜 90 90"),
            (Preset::Textbook, "A 7 -, B 30 -, C 90 -"),
        ] {
            let rules = Rules::of(preset);
            let said: Vec<String> = rules
                .tiers
                .iter()
                .map(|rule| {
                    let pool = rule.pool_after_days.map_or("-".to_owned(), |days| days.to_string());
                    format!("{} {} {pool}", rule.tier, rule.every_days.unwrap_or(0))
                })
                .collect();
            assert_eq!(said.join(", "), tiers);
            assert_eq!(rules.problems(), [], "{preset:?}");
            assert!(rules.is_as_preset());
            assert_eq!(Preset::by_key(preset.key()), Some(preset));
            assert_eq!(Rules::of_json(&rules.to_json()).unwrap(), rules);
            assert!(rules.tiers.iter().map(|rule| rule.share_percent).sum::<u32>() == 100, "a day is shared out");
        }
        assert_eq!(Rules::default().preset, Preset::FiveTiers);
        assert_eq!(Preset::by_key("own"), None);
        let counts = |rules: &Rules| rules.tiers.iter().map(|rule| rule.counts(Channel::Mailing)).collect::<Vec<_>>();
        assert_eq!(counts(&Rules::default()), [false, false, false, false, true], "a mailing keeps those of low potential alone");
    }

    #[test]
    fn rules_of_another_version_are_read() {
        assert_eq!(Rules::of_json("{}").unwrap(), Rules::default());
        let rules = Rules::of_json(r#"{"preset":"own","tiers":[{"tier":"战略","every_days":10,"moon_phase":true}],"new":1}"#).unwrap();
        assert_eq!((rules.tiers[0].tier.as_str(), rules.tiers[0].every_days), ("战略", Some(10)));
        assert!(!rules.tiers[0].counts(Channel::Mailing) && rules.tiers[0].counts(Channel::Mail));
        let never = Rules::of_json(r#"{"tiers":[{"tier":"C","every_days":null}]}"#).unwrap();
        assert_eq!(never.tiers[0].every_days, None);
        for text in ["", "5", "nonsense", r#"{"tiers":5}"#] {
            assert!(Rules::of_json(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_level_is_found_however_it_is_written() {
        let five = Rules::default();
        let abc = Rules::of(Preset::AbcWeekly);
        for (rules, level, place) in [
            (&five, "VIP", Some(0)),
            (&five, "vip客户", Some(0)),
            (&five, "复购", Some(1)),
            (&five, "Repeat", Some(1)),
            (&five, "repeat buyer", Some(1)),
            (&five, "One deal", Some(2)),
            (&five, "高潜客户", Some(3)),
            (&five, "low potential", Some(4)),
            (&five, "A", None),
            (&five, "", None),
            (&five, "客户", None),
            (&abc, "A", Some(0)),
            (&abc, " b ", Some(1)),
            (&abc, "C类客户", Some(2)),
            (&abc, "A级", Some(0)),
            (&abc, "Class A", Some(0)),
            (&abc, "Ａ", Some(0)),
            (&abc, "VIP", None),
            (&abc, "AB", None),
        ] {
            assert_eq!(rules.tier_of_level(level), place.map(TierNo), "{level:?}");
        }
    }

    #[test]
    fn another_preset_leaves_the_person_as_he_is() {
        let away = Absence { from: "2026-12-24".parse().unwrap(), to: "2027-01-02".parse().unwrap() };
        let rules = Rules { touches_a_day: Some(25), absences: vec![away], cooling_days: 3, ..Rules::default() };
        let other = rules.with_preset(Preset::Textbook);
        assert_eq!(other.tiers, Rules::of(Preset::Textbook).tiers);
        assert_eq!((other.touches_a_day, &other.absences, other.cooling_days), (Some(25), &rules.absences, 3));
        let mut edited = other.clone();
        edited.tiers[0].every_days = Some(8);
        assert!(other.is_as_preset() && !edited.is_as_preset());
        let own = rules.own_days(WorkWeek::default(), CountryNo::of("CN"));
        let works = |on: &str| own.is_working(on.parse().unwrap());
        assert!(works("2026-12-23") && !works("2026-12-24") && !works("2027-01-01") && works("2027-01-04"));
    }

    #[test]
    fn what_contradicts_itself_is_said() {
        let mut rules = Rules::default();
        rules.tiers[0].pool_after_days = Some(20);
        rules.tiers[1].tier = "VIP客户".to_owned();
        rules.tiers[2].every_days = Some(0);
        rules.tiers[3].least_days = 7;
        rules.tiers[3].tolerance_days = 9;
        rules.tiers[4].passed_over = Channel::ALL.to_vec();
        rules.tiers[4].share_percent = 90;
        rules.absences = vec![Absence { from: "2026-12-24".parse().unwrap(), to: "2026-12-01".parse().unwrap() }];
        let problems = rules.problems();
        assert_eq!(
            problems,
            [
                RuleProblem::PoolBeforeDue(TierNo(0)),
                RuleProblem::Name(TierNo(1)),
                RuleProblem::Every(TierNo(2)),
                RuleProblem::LeastAboveEvery(TierNo(3)),
                RuleProblem::ToleranceAboveEvery(TierNo(3)),
                RuleProblem::NothingCounts(TierNo(4)),
                RuleProblem::Shares,
                RuleProblem::Absence(0),
            ]
        );
        for language in Language::ALL {
            speak(language);
            for problem in &problems {
                let said = rules.say(*problem);
                assert!(!said.contains("rule-problem") && said.chars().count() > 5, "{said}");
            }
        }
        speak(Language::English);
        assert_eq!(rules.say(problems[0]), "VIP: the pool comes before contact is due; it is proposed on the day after that");
    }
}
