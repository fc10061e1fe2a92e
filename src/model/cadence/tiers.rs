//! Which tier a customer belongs to (S1.3–S1.13, S3.17, S0.4): computed from what is known of it, unless a person has said it.
//!
//! Pure: whoever asks brings orders, amounts in the home currency and judgement. What a tier means for contact is in the rules.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::rules::{Class, Rules, TierNo};
use super::why::{beside_han, say_day};
use crate::model::day::PartialDay;
use crate::model::money::{CurrencyCode, Money};
use crate::model::text::fold;
use crate::tr;

/// High, medium or low: intent, value, likelihood, fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Degree {
    /// 低.
    Low,
    /// 中.
    Medium,
    /// 高.
    High,
}

impl Degree {
    /// The degree that a stored word says, in either language; none for any other word.
    pub fn of(text: &str) -> Option<Self> {
        let folded = fold(text.trim());
        match folded.as_str() {
            "高" | "high" | "h" | "很高" | "较高" | "强" | "hot" | "very high" | "明确" => Some(Self::High),
            "中" | "medium" | "m" | "mid" | "中等" | "一般" | "warm" | "普通" => Some(Self::Medium),
            "低" | "low" | "l" | "很低" | "较低" | "弱" | "cold" | "无" | "none" => Some(Self::Low),
            _ => None,
        }
    }
}

/// What is known of a customer for judging its tier. All of it may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Known<'a> {
    /// The tier that the level which a person or list gave it means ([`Rules::tier_of_level`]); found out once for a level, not for
    /// each customer that has it.
    pub by_hand: Option<TierNo>,
    /// How many deals there were.
    pub orders: Option<u32>,
    /// When the last one was.
    pub last_order: Option<PartialDay>,
    /// What it bought in a year: minor units of the home currency, or pieces where the rules go by quantity (S0.4). The same measure for
    /// all customers of a book.
    pub bought: Option<i64>,
    /// How clear its intent is.
    pub intent: Option<Degree>,
    /// How well its need matches what we sell.
    pub fit: Option<Degree>,
    /// The state as stored: 跟进中, Dormant …
    pub status: &'a str,
    /// Whether a mail would reach it.
    pub has_email: bool,
    /// Whether a lost reason is filled in (S1.12).
    pub is_lost: bool,
}

/// From which amounts or quantities on the classes by share begin; worked out once for a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The smallest of those who together bring the first 70 %.
    pub a_from: i64,
    /// The smallest of those who bring the next 20 %.
    pub b_from: i64,
    /// The smallest of those who bring the first 80 % (S1.2).
    pub vip_from: i64,
}

impl Default for Bounds {
    /// Those of a book in which nobody has bought anything.
    fn default() -> Self {
        Self { a_from: i64::MAX, b_from: i64::MAX, vip_from: i64::MAX }
    }
}

impl Bounds {
    /// The bounds of a book, from what each customer bought in a year; what is nothing or less does not count. Takes the list for
    /// sorting.
    pub fn of(mut bought: Vec<i64>) -> Self {
        bought.retain(|amount| *amount > 0);
        bought.sort_unstable_by(|a, b| b.cmp(a));
        let total: i128 = bought.iter().map(|amount| i128::from(*amount)).sum();
        // Who crosses the mark still belongs to those before it, and so do all with the same amount.
        let from = |percent: i128| {
            let mut before = 0_i128;
            let brings = |amount: &&i64| {
                let is_in = before * 100 < total * percent;
                before += i128::from(**amount);
                is_in
            };
            bought.iter().take_while(brings).last().copied().unwrap_or(i64::MAX)
        };
        Self { a_from: from(70), b_from: from(90), vip_from: from(80) }
    }
}

/// Why a customer belongs to the tier that the rules compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierWhy {
    /// So many deals, worth much in a year.
    Vip(u32, i64),
    /// So many deals.
    Deals(u32),
    /// A deal on that day; more is not known.
    LastOrder(PartialDay),
    /// No deal, clear intent.
    Intent,
    /// No deal, no clear intent, an address for mailings.
    Reachable,
    /// Among those who bring so many percent of all: 70, 90 or 100.
    Share(u8),
    /// Nothing makes it belong to a tier.
    Nothing,
}

/// To which tier a customer belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The tier that holds.
    pub tier: TierNo,
    /// The tier that the rules compute.
    pub computed: TierNo,
    /// Why they compute it.
    pub why: TierWhy,
    /// Whether a person or list has said the tier that holds.
    pub is_by_hand: bool,
}

/// Judges a customer. A level said by hand stands above what is computed, where the rules have such a tier.
pub fn judge(known: &Known<'_>, rules: &Rules, bounds: &Bounds) -> Judgement {
    let (computed, why) = computed(known, rules, bounds);
    Judgement { tier: known.by_hand.unwrap_or(computed), computed, why, is_by_hand: known.by_hand.is_some() }
}

fn computed(known: &Known<'_>, rules: &Rules, bounds: &Bounds) -> (TierNo, TierWhy) {
    let bought = known.bought.unwrap_or(0);
    let orders = known.orders.unwrap_or(u32::from(known.last_order.is_some()));
    // Where the user has removed a tier, the next lower one takes its customers.
    let first = |classes: &[Class]| classes.iter().find_map(|class| rules.tier_of_class(*class));
    let by_deals = || match orders {
        0 => by_intent(known).and_then(|(classes, why)| Some((first(classes)?, why))),
        1 => {
            let why = known.last_order.filter(|_| known.orders.is_none()).map_or(TierWhy::Deals(1), TierWhy::LastOrder);
            Some((first(&[Class::OneDeal, Class::Repeat])?, why))
        }
        _ => {
            let is_large = bought > 0 && bought >= rules.vip_from_minor.unwrap_or(bounds.vip_from);
            let vip = if is_large { rules.tier_of_class(Class::Vip) } else { None };
            match vip {
                Some(tier) => Some((tier, TierWhy::Vip(orders, bought))),
                None => Some((first(&[Class::Repeat, Class::OneDeal])?, TierWhy::Deals(orders))),
            }
        }
    };
    let by_share = || {
        let (classes, percent): (&[Class], u8) = match bought {
            _ if bought >= bounds.a_from => (&[Class::A, Class::B, Class::C], 70),
            _ if bought >= bounds.b_from => (&[Class::B, Class::C], 90),
            _ => (&[Class::C], 100),
        };
        Some((first(classes)?, TierWhy::Share(percent)))
    };
    by_deals().or_else(by_share).unwrap_or((TierNo::OTHER, TierWhy::Nothing))
}

/// Those without a deal: clear intent in a sales stage, or reachable at least (S1.11, S1.13). Who does not need what we sell is neither.
fn by_intent(known: &Known<'_>) -> Option<(&'static [Class], TierWhy)> {
    if known.fit == Some(Degree::Low) {
        return None;
    }
    let is_dormant = matches!(known.status.trim(), "沉睡" | "Dormant");
    if known.intent == Some(Degree::High) && !is_dormant && !known.is_lost {
        return Some((&[Class::HighPotential, Class::LowPotential], TierWhy::Intent));
    }
    known.has_email.then_some((&[Class::LowPotential], TierWhy::Reachable))
}

impl Judgement {
    /// The reason in the language spoken: `3 deals, USD 486,200 a year`, `set by hand; by the rules Repeat (2 deals)`.
    pub fn text(&self, rules: &Rules, home: CurrencyCode, today: NaiveDate) -> String {
        let why = match self.why {
            TierWhy::Vip(orders, amount) => tr!("tier-why-vip", orders = orders, amount = Money::new(amount, home).display()),
            TierWhy::Deals(orders) => tr!("tier-why-deals", orders = orders),
            TierWhy::LastOrder(on) => {
                let on = on.date().map_or_else(|| on.to_string(), |on| say_day(on, today));
                tr!("tier-why-last-order", day = on)
            }
            TierWhy::Intent => tr!("tier-why-intent"),
            TierWhy::Reachable => tr!("tier-why-reachable"),
            TierWhy::Share(70) => tr!("tier-why-share-first"),
            TierWhy::Share(90) => tr!("tier-why-share-next"),
            TierWhy::Share(_) => tr!("tier-why-share-rest"),
            TierWhy::Nothing => tr!("tier-why-nothing"),
        };
        match self.is_by_hand {
            false => why,
            true if self.tier == self.computed => tr!("tier-why-hand-same", why = why),
            true => tr!("tier-why-hand", tier = beside_han(rules.rule(self.computed).name(), true, false), why = why),
        }
    }
}

/// After so many days without a deal a customer of high potential is asked about at the month's end (S1.12).
pub const LOST_AFTER_DAYS: i64 = 45;

/// Whether a customer of high potential has been followed for so long without a deal that a lost reason is asked for (S1.12).
/// `followed_since` is the first contact, or when it came into the book.
pub fn asks_for_lost_reason(known: &Known<'_>, class: Class, followed_since: NaiveDate, today: NaiveDate) -> bool {
    class == Class::HighPotential && !known.is_lost && (today - followed_since).num_days() > LOST_AFTER_DAYS
}

/// The four ways to treat a customer by intent and value (S4.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quadrant {
    /// High intent, high value: all one has.
    Win,
    /// High intent, low value: quickly, by standard offers.
    Serve,
    /// Low intent, high value: patiently, with something of use each time.
    Nurture,
    /// Low intent, low value: by mailings.
    Light,
}

impl Quadrant {
    /// The quadrant; medium counts as high for value and as low for intent, none where one of the two is not known.
    pub fn of(intent: Option<Degree>, value: Option<Degree>) -> Option<Self> {
        Some(match (intent? == Degree::High, value? >= Degree::Medium) {
            (true, true) => Self::Win,
            (true, false) => Self::Serve,
            (false, true) => Self::Nurture,
            (false, false) => Self::Light,
        })
    }

    /// How such customers are treated, in the language spoken.
    pub fn advice(self) -> String {
        match self {
            Self::Win => tr!("quadrant-win"),
            Self::Serve => tr!("quadrant-serve"),
            Self::Nurture => tr!("quadrant-nurture"),
            Self::Light => tr!("quadrant-light"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cadence::Preset;
    use crate::words::{Language, speak};

    fn named(judgement: Judgement, rules: &Rules) -> String {
        rules.rule(judgement.tier).tier.clone()
    }

    #[test]
    fn the_five_tiers_are_those_of_the_source() {
        let rules = Rules::default();
        // 1,000,000 in all: the first 80 % are those from 300,000 on.
        let bounds = Bounds::of(vec![500_000, 300_000, 100_000, 60_000, 40_000]);
        let none = Known::default();
        let today = "2026-11-20".parse().unwrap();
        for (known, tier, english) in [
            (Known { orders: Some(5), bought: Some(500_000), ..none }, "VIP", "5 deals, USD 5,000 a year"),
            (Known { orders: Some(2), bought: Some(300_000), ..none }, "VIP", "2 deals, USD 3,000 a year"),
            (Known { orders: Some(2), bought: Some(60_000), ..none }, "复购", "2 deals"),
            (Known { orders: Some(9), ..none }, "复购", "9 deals"),
            (Known { orders: Some(1), bought: Some(500_000), ..none }, "成交", "1 deal"),
            (Known { last_order: Some("2026-03".parse().unwrap()), ..none }, "成交", "ordered 2026-03"),
            (Known { last_order: Some("2026-03-05".parse().unwrap()), ..none }, "成交", "ordered 5 Mar"),
            (Known { intent: Some(Degree::High), has_email: true, ..none }, "高潜", "no deal yet, clear intent"),
            (Known { intent: Some(Degree::High), orders: Some(0), ..none }, "高潜", "no deal yet, clear intent"),
            (
                Known { intent: Some(Degree::High), status: "沉睡", has_email: true, ..none },
                "低潜",
                "no deal, no clear intent, can be reached by mail",
            ),
            (
                Known { intent: Some(Degree::High), is_lost: true, has_email: true, ..none },
                "低潜",
                "no deal, no clear intent, can be reached by mail",
            ),
            (Known { intent: Some(Degree::Medium), has_email: true, ..none }, "低潜", "no deal, no clear intent, can be reached by mail"),
            (Known { intent: Some(Degree::High), fit: Some(Degree::Low), has_email: true, ..none }, "", "nothing known that makes a tier"),
            (Known { bought: Some(500_000), ..none }, "", "nothing known that makes a tier"),
            (none, "", "nothing known that makes a tier"),
            // A person has said it.
            (Known { by_hand: rules.tier_of_level("VIP"), orders: Some(2), ..none }, "VIP", "set by hand; by the rules Repeat (2 deals)"),
            (
                Known { by_hand: rules.tier_of_level("复购"), orders: Some(2), ..none },
                "复购",
                "set by hand, as the rules have it (2 deals)",
            ),
            (Known { by_hand: rules.tier_of_level("A"), orders: Some(2), ..none }, "复购", "2 deals"),
        ] {
            let judgement = judge(&known, &rules, &bounds);
            assert_eq!(named(judgement, &rules), tier, "{known:?}");
            assert_eq!(judgement.text(&rules, CurrencyCode::USD, today), english, "{known:?}");
            speak(Language::Chinese);
            assert!(!judgement.text(&rules, CurrencyCode::USD, today).contains("tier-why"));
            speak(Language::English);
        }
        let own = Rules { vip_from_minor: Some(50_000), ..Rules::default() };
        assert_eq!(named(judge(&Known { orders: Some(2), bought: Some(60_000), ..none }, &own, &bounds), &own), "VIP");
    }

    #[test]
    fn the_classes_by_share_are_seventy_twenty_ten() {
        let rules = Rules::of(Preset::Textbook);
        // Ten customers: one brings 700, two 100 each, seven share 100.
        let amounts = vec![700, 100, 100, 20, 20, 15, 15, 10, 10, 10];
        let bounds = Bounds::of(amounts.clone());
        assert_eq!(bounds, Bounds { a_from: 700, b_from: 100, vip_from: 100 });
        let classes: String = amounts
            .iter()
            .map(|amount| named(judge(&Known { bought: Some(*amount), ..Known::default() }, &rules, &bounds), &rules))
            .collect();
        assert_eq!(classes, "ABBCCCCCCC");
        assert_eq!(named(judge(&Known::default(), &rules, &bounds), &rules), "C", "nobody is forgotten (S0.7)");
        // All alike, one alone, none at all.
        assert_eq!(Bounds::of(vec![5; 9]).a_from, 5);
        assert_eq!(Bounds::of(vec![7]), Bounds { a_from: 7, b_from: 7, vip_from: 7 });
        assert_eq!(Bounds::of(vec![0, -5]), Bounds { a_from: i64::MAX, b_from: i64::MAX, vip_from: i64::MAX });
        assert_eq!(Bounds::of(vec![i64::MAX; 5]).b_from, i64::MAX);
        assert_eq!(named(judge(&Known { by_hand: rules.tier_of_level("A类"), ..Known::default() }, &rules, &bounds), &rules), "A");
    }

    #[test]
    fn a_tier_that_the_user_removed_leaves_its_customers_to_the_next() {
        let mut rules = Rules::default();
        rules.tiers.retain(|rule| !matches!(rule.class, Class::Vip | Class::HighPotential));
        let bounds = Bounds::of(vec![5]);
        let known = Known { orders: Some(3), bought: Some(5), ..Known::default() };
        assert_eq!(named(judge(&known, &rules, &bounds), &rules), "复购");
        let known = Known { intent: Some(Degree::High), ..Known::default() };
        assert_eq!(named(judge(&known, &rules, &bounds), &rules), "低潜");
        rules.tiers.clear();
        assert_eq!(judge(&known, &rules, &bounds).tier, TierNo::OTHER);
    }

    #[test]
    fn degrees_quadrants_and_long_waits() {
        for (text, degree) in [
            ("高", Some(Degree::High)),
            ("HIGH", Some(Degree::High)),
            ("中", Some(Degree::Medium)),
            ("low", Some(Degree::Low)),
            ("?", None),
            ("", None),
        ] {
            assert_eq!(Degree::of(text), degree, "{text}");
        }
        use Degree::{High, Low, Medium};
        for (intent, value, quadrant) in [
            (Some(High), Some(High), Some(Quadrant::Win)),
            (Some(High), Some(Low), Some(Quadrant::Serve)),
            (Some(Medium), Some(Medium), Some(Quadrant::Nurture)),
            (Some(Low), Some(Low), Some(Quadrant::Light)),
            (None, Some(High), None),
            (Some(High), None, None),
        ] {
            assert_eq!(Quadrant::of(intent, value), quadrant);
            assert!(quadrant.is_none_or(|quadrant| !quadrant.advice().contains("quadrant-")));
        }
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let known = Known::default();
        assert!(!asks_for_lost_reason(&known, Class::HighPotential, day("2026-10-06"), day("2026-11-20")));
        assert!(asks_for_lost_reason(&known, Class::HighPotential, day("2026-10-05"), day("2026-11-20")));
        assert!(!asks_for_lost_reason(&known, Class::Vip, day("2020-10-05"), day("2026-11-20")));
        assert!(!asks_for_lost_reason(&Known { is_lost: true, ..known }, Class::HighPotential, day("2020-10-05"), day("2026-11-20")));
    }
}
