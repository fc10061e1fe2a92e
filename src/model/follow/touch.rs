//! What happened between us and a customer, what of use it brought, and whether the same was sent before.

use super::channel::Direction;
use crate::model::day::PartialDay;
use crate::model::id::Id;
use crate::model::text::fold;
use crate::tr;

/// Something that happened between us and a customer (S0.2, S2.24–S2.28, S4.13).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// Identity.
    pub id: Id,
    /// With whom.
    pub customer: Id,
    /// With which person.
    pub contact: Option<Id>,
    /// The local day.
    pub happened_on: PartialDay,
    /// The instant in milliseconds of the Unix epoch, where it is known.
    pub happened_at_ms: Option<i64>,
    /// The key of a known way ([`super::Channel::key`]) or the user's own word; empty where a list only gave the day.
    pub channel: String,
    /// What was said.
    pub text: String,
    /// The list it came from.
    pub import: Option<Id>,
    /// Who spoke; `None` where nobody said.
    pub direction: Option<Direction>,
    /// What of use it brought: the key of a [`ValueBrought`] or the user's own word.
    pub value: String,
    /// Which one: the title of the news, the product, the case.
    pub value_what: String,
    /// What came of it.
    pub outcome: String,
    /// Opinions and suggestions heard (S2.25).
    pub opinion: String,
    /// What was heard of competitors (S2.28).
    pub competitor: String,
    /// The plan that it completed.
    pub follow_up: Option<Id>,
    /// Who was in touch, where that was somebody else than the keeper of the book (lists say so).
    pub author: String,
    /// Whether it is an inquiry that waits for an answer (S4.14).
    pub needs_reply: bool,
}

impl Touch {
    /// A touch of which only whose and when is known.
    pub fn new(id: Id, customer: Id, happened_on: PartialDay) -> Self {
        Self {
            id,
            customer,
            contact: None,
            happened_on,
            happened_at_ms: None,
            channel: String::new(),
            text: String::new(),
            import: None,
            direction: None,
            value: String::new(),
            value_what: String::new(),
            outcome: String::new(),
            opinion: String::new(),
            competitor: String::new(),
            follow_up: None,
            author: String::new(),
            needs_reply: false,
        }
    }

    /// All that was noted, for search.
    pub fn texts(&self) -> [&str; 5] {
        [&self.text, &self.value_what, &self.outcome, &self.opinion, &self.competitor]
    }
}

/// What of use a touch can bring (S4.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueBrought {
    /// News of the market or of technology.
    MarketNews,
    /// A success of another customer.
    Case,
    /// An answer to a question.
    Answer,
    /// A new product or feature.
    NewProduct,
    /// A price or offer.
    Offer,
    /// An invitation to a fair, a visit, a meeting.
    Invitation,
}

impl ValueBrought {
    /// All, in the order in which a form offers them.
    pub const ALL: [Self; 6] = [Self::MarketNews, Self::Case, Self::Answer, Self::NewProduct, Self::Offer, Self::Invitation];

    /// What the row keeps.
    pub fn key(self) -> &'static str {
        match self {
            Self::MarketNews => "market_news",
            Self::Case => "case",
            Self::Answer => "answer",
            Self::NewProduct => "new_product",
            Self::Offer => "offer",
            Self::Invitation => "invitation",
        }
    }

    /// The one with this key.
    pub fn by_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.key() == key)
    }

    /// What it is called in the language spoken.
    pub fn label(self) -> String {
        match self {
            Self::MarketNews => tr!("value-market-news"),
            Self::Case => tr!("value-case"),
            Self::Answer => tr!("value-answer"),
            Self::NewProduct => tr!("value-new-product"),
            Self::Offer => tr!("value-offer"),
            Self::Invitation => tr!("value-invitation"),
        }
    }
}

/// What a person reads for what of use was brought, as a row keeps it.
pub fn value_shown(kept: &str) -> String {
    ValueBrought::by_key(kept).map_or_else(|| kept.to_owned(), ValueBrought::label)
}

/// That something of the kind was brought to the customer before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentBefore<'a> {
    /// The latest time.
    pub touch: &'a Touch,
    /// Whether it was the very same thing, and not only another of its kind.
    pub is_same: bool,
}

/// When `value` (a key or own word) was last brought to a customer by one of its `touches`: the same `what` first, whatever its case,
/// width, accents or order of words; else the last one of the kind where nothing is said about which one. What they told us does not
/// count, nor does the touch `except`, which is being changed.
pub fn sent_before<'a>(touches: &'a [Touch], value: &str, what: &str, except: Option<Id>) -> Option<SentBefore<'a>> {
    let value = fold(value.trim());
    if value.is_empty() {
        return None;
    }
    let what = words_of(what);
    let of_kind = || {
        touches
            .iter()
            .filter(|touch| touch.direction != Some(Direction::In) && Some(touch.id) != except && fold(touch.value.trim()) == value)
    };
    let latest = |a: &&Touch| (a.happened_on, a.happened_at_ms, a.id);
    if what.is_empty() {
        return of_kind().max_by_key(latest).map(|touch| SentBefore { touch, is_same: false });
    }
    of_kind().filter(|touch| words_of(&touch.value_what) == what).max_by_key(latest).map(|touch| SentBefore { touch, is_same: true })
}

/// The words of a text in order of letters.
fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> =
        fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touch(id: i64, day: &str, value: &str, what: &str, direction: Option<Direction>) -> Touch {
        let happened_on = day.parse().expect("a day");
        Touch { value: value.to_owned(), value_what: what.to_owned(), direction, ..Touch::new(Id(id), Id(1), happened_on) }
    }

    #[test]
    fn the_same_is_found_again_however_it_is_written() {
        let touches = [
            touch(1, "2026-09-01", "new_product", "LED 投光灯 2027", Some(Direction::Out)),
            touch(2, "2026-10-01", "case", "Hotel Lisboa", None),
            touch(3, "2026-10-20", "offer", "", Some(Direction::Both)),
            touch(4, "2026-11-01", "case", "hotel, lisboa!", Some(Direction::Out)),
            touch(5, "2026-11-02", "case", "Hotel Lisboa", Some(Direction::In)),
            touch(6, "2026-11-03", "茶叶礼盒", "", Some(Direction::Out)),
        ];
        for (value, what, except, found) in [
            ("case", "LISBOA Hotel", None, Some((4, true))),
            ("case", "Hotel Lisboa", Some(Id(4)), Some((2, true))),
            ("case", "Hotel Porto", None, None),
            ("case", "", None, Some((4, false))),
            ("new_product", "led 投光灯　２０２７", None, Some((1, true))),
            ("offer", "FOB Ningbo", None, None),
            ("offer", " ", None, Some((3, false))),
            ("茶叶礼盒", "", None, Some((6, false))),
            ("invitation", "", None, None),
            ("", "Hotel Lisboa", None, None),
        ] {
            let sent = sent_before(&touches, value, what, except).map(|sent| (sent.touch.id.0, sent.is_same));
            assert_eq!(sent, found, "{value} {what}");
        }
    }
}
