//! Why customers were lost (S1.12): the reason told apart from what was learnt, and who should be asked for one.
//!
//! The field keeps what a person or list wrote; here it is read. No store, no clock.

use chrono::NaiveDate;

use crate::model::cadence::{Class, Known, asks_for_lost_reason};
use crate::model::text::fold;
use crate::tr;

/// A usual reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LostBecause {
    /// Too dear.
    Price,
    /// Too late.
    LeadTime,
    /// Not good enough.
    Quality,
    /// Not what they need: specification, certificate, style, quantity.
    Product,
    /// Terms of payment.
    Terms,
    /// They buy from somebody else.
    Competitor,
    /// They do not need it any more, or are there no more.
    NoNeed,
    /// They do not answer.
    Silent,
}

impl LostBecause {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 8] =
        [Self::Price, Self::LeadTime, Self::Quality, Self::Product, Self::Terms, Self::Competitor, Self::NoNeed, Self::Silent];

    /// What it is called in the language spoken.
    pub fn name(self) -> String {
        match self {
            Self::Price => tr!("lost-price"),
            Self::LeadTime => tr!("lost-lead-time"),
            Self::Quality => tr!("lost-quality"),
            Self::Product => tr!("lost-product"),
            Self::Terms => tr!("lost-terms"),
            Self::Competitor => tr!("lost-competitor"),
            Self::NoNeed => tr!("lost-no-need"),
            Self::Silent => tr!("lost-silent"),
        }
    }

    /// Folded words that mean it, in both languages.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Price => &["价格", "价高", "报价", "太贵", "偏贵", "price", "expensive", "too dear", "cheaper", "budget", "预算"],
            Self::LeadTime => &["交期", "交货", "货期", "lead time", "delivery", "too late", "too slow"],
            Self::Quality => &["质量", "品质", "quality", "defect"],
            Self::Product => &["产品不", "规格", "认证", "款式", "起订量", "spec", "certificat", "moq", "product", "style"],
            Self::Terms => &["付款", "账期", "预付", "payment", "credit", "deposit", "terms"],
            Self::Competitor => {
                &["竞争", "同行", "其他供应商", "别家", "老供应商", "competitor", "other supplier", "another supplier", "rival"]
            }
            Self::NoNeed => &[
                "不需要",
                "无需求",
                "没有需求",
                "没需求",
                "停业",
                "倒闭",
                "转行",
                "no need",
                "no longer",
                "closed",
                "bankrupt",
                "out of business",
            ],
            Self::Silent => &[
                "不回",
                "未回复",
                "无回复",
                "没有回复",
                "失联",
                "联系不上",
                "no answer",
                "no reply",
                "no response",
                "silent",
                "unresponsive",
            ],
        }
    }

    /// The reason that is named first in a text; none where it is none of the usual ones.
    pub fn of(text: &str) -> Option<Self> {
        let folded = fold(text);
        let place = |because: Self| because.words().iter().filter_map(|word| folded.find(word)).min();
        Self::ALL.into_iter().filter_map(|because| Some((place(because)?, because))).min().map(|(_, because)| because)
    }
}

/// A reason as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LostWhy {
    /// The usual reason that it means.
    pub because: Option<LostBecause>,
    /// What else was written: what was learnt.
    pub learnt: String,
}

/// What parts the reason from what was learnt.
const PARTS: [char; 10] = [':', '：', ';', '；', ',', '，', '。', '\n', '–', '—'];

impl LostWhy {
    /// Reads what stands in the field: `价格：比对手高 8%`, `Price: 8 % above the other offer`, or any other words.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let (head, rest) = text.split_once(PARTS).map_or((text, ""), |(head, rest)| (head.trim(), rest.trim()));
        match LostBecause::of(head) {
            // A head that says no more than the reason is not said twice.
            Some(because) if head.chars().count() <= SHORT => Self { because: Some(because), learnt: rest.to_owned() },
            Some(because) => Self { because: Some(because), learnt: text.to_owned() },
            None => Self { because: LostBecause::of(text), learnt: text.to_owned() },
        }
    }
}

/// A head of at most so many letters is the reason alone.
const SHORT: usize = 12;

/// Whether a state says that the customer is lost: 已流失, 丢单, Lost, Closed lost.
pub fn is_lost_state(state: &str) -> bool {
    let folded = fold(state);
    ["流失", "丢单", "失单", "输单"].iter().any(|word| folded.contains(word))
        || folded.split(|c: char| !c.is_alphanumeric()).any(|word| word == "lost")
}

/// Why somebody is asked for a lost reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedWhy {
    /// Of high potential, and followed for so many days without a deal.
    Long(i64),
    /// Its state says that it is lost.
    Said(String),
}

impl AskedWhy {
    /// In the language spoken: `Followed for 63 days without a deal`.
    pub fn text(&self) -> String {
        match self {
            Self::Long(days) => tr!("lost-asked-long", days = *days),
            Self::Said(state) => tr!("lost-asked-state", state = state.as_str()),
        }
    }
}

/// What is known of a customer that may be asked about.
#[derive(Clone, Copy, Debug)]
pub struct Followed<'a> {
    /// What makes it belong to its tier.
    pub class: Class,
    /// Its state.
    pub state: &'a str,
    /// Whether there was a deal.
    pub has_deal: bool,
    /// Whether a lost reason is filled in.
    pub has_reason: bool,
    /// Whether it is in the public pool, where it is nobody's.
    pub is_in_pool: bool,
    /// The first contact, or when it came into the book.
    pub since: NaiveDate,
}

/// Why a customer is asked about at the month's end; `None` where it is not.
pub fn asked_why(of: &Followed<'_>, today: NaiveDate) -> Option<AskedWhy> {
    if of.has_reason {
        return None;
    }
    if is_lost_state(of.state) {
        return Some(AskedWhy::Said(of.state.trim().to_owned()));
    }
    let known = Known { is_lost: of.has_reason, ..Known::default() };
    let is_asked = !of.has_deal && !of.is_in_pool && asks_for_lost_reason(&known, of.class, of.since, today);
    is_asked.then(|| AskedWhy::Long((today - of.since).num_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_told_apart_from_what_was_learnt() {
        for (text, because, learnt) in [
            ("价格：比对手高 8%", Some(LostBecause::Price), "比对手高 8%"),
            ("Price: 8 % above the other offer", Some(LostBecause::Price), "8 % above the other offer"),
            ("price", Some(LostBecause::Price), ""),
            ("太贵了", Some(LostBecause::Price), ""),
            ("交期，他们 30 天就要", Some(LostBecause::LeadTime), "他们 30 天就要"),
            ("Lead time; price was fine", Some(LostBecause::LeadTime), "price was fine"),
            ("They went to another supplier in Vietnam", Some(LostBecause::Competitor), "They went to another supplier in Vietnam"),
            (
                "Chose a competitor although the price was lower",
                Some(LostBecause::Competitor),
                "Chose a competitor although the price was lower",
            ),
            ("不回复", Some(LostBecause::Silent), ""),
            ("没有 CE 认证", Some(LostBecause::Product), ""),
            ("公司倒闭", Some(LostBecause::NoNeed), ""),
            ("付款方式：只接受 OA 90 天", Some(LostBecause::Terms), "只接受 OA 90 天"),
            ("质量投诉后停止合作", Some(LostBecause::Quality), ""),
            ("换了老板", None, "换了老板"),
            ("see mail of May", None, "see mail of May"),
            ("", None, ""),
        ] {
            assert_eq!(LostWhy::read(text), LostWhy { because, learnt: learnt.to_owned() }, "{text}");
        }
    }

    #[test]
    fn every_usual_reason_is_read_back_from_its_name() {
        use crate::words::{Language, speak};
        for language in Language::ALL {
            speak(language);
            for because in LostBecause::ALL {
                assert_eq!(LostWhy::read(&because.name()).because, Some(because), "{}", because.name());
            }
        }
        speak(Language::English);
    }

    #[test]
    fn who_is_asked_for_a_reason() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let high = Followed {
            class: Class::HighPotential,
            state: "跟进中",
            has_deal: false,
            has_reason: false,
            is_in_pool: false,
            since: day("2026-10-01"),
        };
        let today = day("2026-11-20");
        for (of, expected) in [
            (high, Some(AskedWhy::Long(50))),
            (Followed { since: day("2026-10-06"), ..high }, None),
            (Followed { since: day("2026-10-05"), ..high }, Some(AskedWhy::Long(46))),
            (Followed { has_deal: true, ..high }, None),
            (Followed { has_reason: true, ..high }, None),
            (Followed { is_in_pool: true, ..high }, None),
            (Followed { class: Class::LowPotential, ..high }, None),
            (Followed { class: Class::Vip, state: "已流失", has_deal: true, ..high }, Some(AskedWhy::Said("已流失".to_owned()))),
            (Followed { state: "Closed Lost", is_in_pool: true, ..high }, Some(AskedWhy::Said("Closed Lost".to_owned()))),
            (Followed { class: Class::Vip, state: "lost", has_reason: true, ..high }, None),
            (Followed { class: Class::Vip, state: "Lostwithiel Ltd", ..high }, None),
        ] {
            assert_eq!(asked_why(&of, today), expected, "{of:?}");
        }
    }
}
