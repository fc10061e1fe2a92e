//! By which way one was in touch, and who began.
//!
//! A row keeps the key of a known way, or whatever else a person or list wrote. Rules ask [`channel_of`], which knows what people
//! call the ways in both languages; the text itself stays as it was written.

use serde::{Deserialize, Serialize};

use crate::model::text::fold;
use crate::tr;

/// A way of being in touch (S2.24, S4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A mail to one person.
    Mail,
    /// A telephone call.
    Phone,
    /// WhatsApp.
    Whatsapp,
    /// WeChat.
    Wechat,
    /// Any other chat or social network.
    Im,
    /// We went there.
    Visit,
    /// They came to us, or we met in a call with pictures.
    CustomerMeeting,
    /// We met at a fair.
    Exhibition,
    /// A letter or card on paper.
    Letter,
    /// Samples were sent.
    Sample,
    /// Service after the sale.
    AfterSales,
    /// One text for many: a mailing. Usually no touch that counts.
    Mailing,
    /// A way that only the user's own word names.
    Own,
    /// Nobody said, as where a list only gave the day.
    Unknown,
}

/// What each known way is called, folded; the key stands first. Longer words decide before shorter ones, so that `邮件群发` is a mailing.
const NAMES: [(Channel, &[&str]); 12] = [
    (
        Channel::Mail,
        &[
            "mail",
            "e-mail",
            "email",
            "e mail",
            "mails",
            "emails",
            "邮件",
            "电子邮件",
            "邮箱",
            "电邮",
            "电子邮箱",
            "发邮件",
            "开发信",
            "来信",
        ],
    ),
    (
        Channel::Phone,
        &[
            "phone",
            "call",
            "phone call",
            "calls",
            "telephone",
            "tel",
            "cold call",
            "电话",
            "打电话",
            "通话",
            "致电",
            "来电",
            "去电",
            "手机",
        ],
    ),
    (Channel::Whatsapp, &["whatsapp", "whats app", "wa", "wsp"]),
    (Channel::Wechat, &["wechat", "weixin", "wx", "wecom", "微信", "企业微信", "企微"]),
    (
        Channel::Im,
        &[
            "im",
            "chat",
            "skype",
            "line",
            "telegram",
            "messenger",
            "qq",
            "linkedin",
            "facebook",
            "instagram",
            "viber",
            "zalo",
            "kakaotalk",
            "teams",
            "trademanager",
            "sms",
            "text message",
            "social media",
            "旺旺",
            "阿里旺旺",
            "在线聊天",
            "聊天",
            "即时通讯",
            "短信",
            "领英",
            "脸书",
            "社媒",
            "私信",
            "钉钉",
        ],
    ),
    (
        Channel::Visit,
        &[
            "visit",
            "site visit",
            "on-site visit",
            "customer visit",
            "拜访",
            "上门",
            "上门拜访",
            "登门拜访",
            "走访",
            "出访",
            "外访",
            "客户拜访",
        ],
    ),
    (
        Channel::CustomerMeeting,
        &[
            "customer meeting",
            "meeting",
            "video call",
            "video meeting",
            "online meeting",
            "zoom",
            "factory visit",
            "来访",
            "客户来访",
            "接待",
            "会议",
            "会面",
            "见面",
            "面谈",
            "开会",
            "客户会",
            "视频",
            "视频会议",
            "视频通话",
            "腾讯会议",
            "看厂",
            "验厂",
        ],
    ),
    (
        Channel::Exhibition,
        &["exhibition", "fair", "trade fair", "trade show", "expo", "canton fair", "booth", "展会", "参展", "展览", "广交会", "交易会"],
    ),
    (Channel::Letter, &["letter", "post", "postcard", "greeting card", "信函", "书信", "寄信", "贺卡", "明信片", "传真", "fax"]),
    (Channel::Sample, &["sample", "samples", "sample sent", "samples sent", "寄样", "寄样品", "样品", "送样", "寄样本", "样品寄送"]),
    (
        Channel::AfterSales,
        &[
            "after-sales",
            "after sales",
            "aftersales",
            "service visit",
            "after-sales visit",
            "售后",
            "售后回访",
            "售后服务",
            "回访",
            "售后拜访",
        ],
    ),
    (
        Channel::Mailing,
        &["mailing", "newsletter", "mass mail", "mass mailing", "bulk mail", "campaign", "edm", "群发", "群发邮件", "邮件群发", "营销邮件"],
    ),
];

impl Channel {
    /// The known ways, in the order in which a form offers them.
    pub const KNOWN: [Self; 12] = [
        Self::Mail,
        Self::Phone,
        Self::Whatsapp,
        Self::Wechat,
        Self::Im,
        Self::Visit,
        Self::CustomerMeeting,
        Self::Exhibition,
        Self::Letter,
        Self::Sample,
        Self::AfterSales,
        Self::Mailing,
    ];

    /// All of them, those without a name of their own last.
    pub const ALL: [Self; 14] = {
        let mut all = [Self::Unknown; 14];
        let mut at = 0;
        while at < Self::KNOWN.len() {
            all[at] = Self::KNOWN[at];
            at += 1;
        }
        all[at] = Self::Own;
        all
    };

    /// What the row keeps; empty for [`Self::Own`] and [`Self::Unknown`], which have no key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Phone => "phone",
            Self::Whatsapp => "whatsapp",
            Self::Wechat => "wechat",
            Self::Im => "im",
            Self::Visit => "visit",
            Self::CustomerMeeting => "customer_meeting",
            Self::Exhibition => "exhibition",
            Self::Letter => "letter",
            Self::Sample => "sample",
            Self::AfterSales => "after_sales",
            Self::Mailing => "mailing",
            Self::Own | Self::Unknown => "",
        }
    }

    /// The known way with this key.
    pub fn by_key(key: &str) -> Option<Self> {
        Self::KNOWN.into_iter().find(|channel| channel.key() == key)
    }

    /// What it is called in the language spoken; empty for [`Self::Own`] and [`Self::Unknown`].
    pub fn label(self) -> String {
        match self {
            Self::Mail => tr!("way-mail"),
            Self::Phone => tr!("way-phone"),
            Self::Whatsapp => tr!("way-whatsapp"),
            Self::Wechat => tr!("way-wechat"),
            Self::Im => tr!("way-im"),
            Self::Visit => tr!("way-visit"),
            Self::CustomerMeeting => tr!("way-customer-meeting"),
            Self::Exhibition => tr!("way-exhibition"),
            Self::Letter => tr!("way-letter"),
            Self::Sample => tr!("way-sample"),
            Self::AfterSales => tr!("way-after-sales"),
            Self::Mailing => tr!("way-mailing"),
            Self::Own | Self::Unknown => String::new(),
        }
    }

    /// What it is called inside a sentence: `last mail 12 Nov`; `contact` where the way has no name.
    pub fn said(self) -> String {
        match self {
            Self::Mail => tr!("way-said-mail"),
            Self::Phone => tr!("way-said-phone"),
            Self::Whatsapp => tr!("way-whatsapp"),
            Self::Wechat => tr!("way-said-wechat"),
            Self::Im => tr!("way-said-im"),
            Self::Visit => tr!("way-said-visit"),
            Self::CustomerMeeting => tr!("way-said-customer-meeting"),
            Self::Exhibition => tr!("way-said-exhibition"),
            Self::Letter => tr!("way-said-letter"),
            Self::Sample => tr!("way-said-sample"),
            Self::AfterSales => tr!("way-said-after-sales"),
            Self::Mailing => tr!("way-said-mailing"),
            Self::Own | Self::Unknown => tr!("way-said-unknown"),
        }
    }

    /// Who usually speaks there, until a person says otherwise: one writes, and talks with each other.
    pub fn usual_direction(self) -> Option<Direction> {
        match self {
            Self::Mail | Self::Letter | Self::Sample | Self::Mailing | Self::Whatsapp | Self::Wechat | Self::Im => Some(Direction::Out),
            Self::Phone | Self::Visit | Self::CustomerMeeting | Self::Exhibition | Self::AfterSales => Some(Direction::Both),
            Self::Own | Self::Unknown => None,
        }
    }

    /// The known way with whose name `text` begins, and how many bytes of it the name takes. Latin names end at the end of a word.
    pub fn leading(text: &str) -> Option<(Self, usize)> {
        let mut best: Option<(Self, usize)> = None;
        for (at, _) in text.char_indices().skip(1).chain([(text.len(), ' ')]).take_while(|(at, _)| *at <= 60) {
            let next = text[at..].chars().next().unwrap_or(' ');
            let last = text[..at].chars().next_back().unwrap_or(' ');
            if last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() || last == ' ' {
                continue;
            }
            if let Some(channel) = called(&folded(&text[..at])) {
                best = Some((channel, at));
            }
        }
        best
    }
}

/// What a text is compared as: width, case, accents and traditional characters do not count, nor do `_` and spaces at the edges.
fn folded(text: &str) -> String {
    let text: String = fold(text.trim()).chars().map(crate::model::text::simplified).collect();
    text.replace('_', "-")
}

fn called(folded: &str) -> Option<Channel> {
    NAMES.iter().find(|(channel, names)| names.contains(&folded) || channel.key().replace('_', "-") == folded).map(|(channel, _)| *channel)
}

/// The way that a text names: a key, what people call it in either language, or a text with such a word in it (`电话沟通报价`). The longest
/// word in it decides.
pub fn channel_of(text: &str) -> Channel {
    let text = folded(text);
    if text.is_empty() {
        return Channel::Unknown;
    }
    if let Some(channel) = called(&text) {
        return channel;
    }
    let is_word = |at: usize, name: &str| {
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[at + name.len()..].chars().next().unwrap_or(' ');
        !name.is_ascii() || !before.is_ascii_alphanumeric() && !after.is_ascii_alphanumeric()
    };
    let mut best: Option<(usize, Channel)> = None;
    for (channel, names) in NAMES {
        // Words such as "line" and "post" say something else inside a sentence.
        for name in names.iter().filter(|name| !name.is_ascii() || name.len() > 4 || matches!(**name, "mail" | "call" | "wa" | "qq")) {
            let length = name.chars().count() * if name.is_ascii() { 1 } else { 3 };
            let is_there = text.match_indices(name).any(|(at, _)| is_word(at, name));
            if is_there && best.is_none_or(|(longest, _)| length > longest) {
                best = Some((length, channel));
            }
        }
    }
    best.map_or(Channel::Own, |(_, channel)| channel)
}

/// What a person reads for a way as a row keeps it: the label of a known way, else the text as it was written.
pub fn channel_shown(kept: &str) -> String {
    match Channel::by_key(kept) {
        Some(channel) => channel.label(),
        None => kept.to_owned(),
    }
}

/// Who spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// We did.
    Out,
    /// They did.
    In,
    /// Both, as on the phone.
    Both,
}

impl Direction {
    /// All, in the order in which a form offers them.
    pub const ALL: [Self; 3] = [Self::Out, Self::In, Self::Both];

    /// What the row keeps.
    pub fn key(self) -> &'static str {
        match self {
            Self::Out => "out",
            Self::In => "in",
            Self::Both => "both",
        }
    }

    /// The one with this key.
    pub fn by_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.key() == key)
    }

    /// Who spoke where nobody said: lists that name a last contact mean that there was one, a mailing is ours alone.
    pub fn where_unsaid(channel: Channel) -> Self {
        match channel {
            Channel::Mailing | Channel::Sample | Channel::Letter => Self::Out,
            _ => Self::Both,
        }
    }

    /// What it is called in the language spoken.
    pub fn label(self) -> String {
        match self {
            Self::Out => tr!("direction-out"),
            Self::In => tr!("direction-in"),
            Self::Both => tr!("direction-both"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speak};

    #[test]
    fn what_people_and_lists_write_is_recognised() {
        for (text, channel) in [
            ("", Channel::Unknown),
            ("  ", Channel::Unknown),
            ("mail", Channel::Mail),
            ("E-Mail", Channel::Mail),
            ("邮件", Channel::Mail),
            ("郵件", Channel::Mail),
            ("电子邮件（英文）", Channel::Mail),
            ("Ｅｍａｉｌ", Channel::Mail),
            ("Phone call", Channel::Phone),
            ("Call - 5 min", Channel::Phone),
            ("电话沟通报价", Channel::Phone),
            ("電話", Channel::Phone),
            ("WhatsApp", Channel::Whatsapp),
            ("微信聊天", Channel::Wechat),
            ("企业微信", Channel::Wechat),
            ("QQ", Channel::Im),
            ("LinkedIn message", Channel::Im),
            ("上门拜访", Channel::Visit),
            ("customer_meeting", Channel::CustomerMeeting),
            ("customer meeting", Channel::CustomerMeeting),
            ("客户来访", Channel::CustomerMeeting),
            ("Canton Fair 2026", Channel::Exhibition),
            ("广交会", Channel::Exhibition),
            ("letter", Channel::Letter),
            ("寄样品", Channel::Sample),
            ("after_sales", Channel::AfterSales),
            ("售后回访", Channel::AfterSales),
            ("邮件群发", Channel::Mailing),
            ("newsletter", Channel::Mailing),
            ("carrier pigeon", Channel::Own),
            ("production line", Channel::Own),
            ("recall", Channel::Own),
            ("茶馆", Channel::Own),
        ] {
            assert_eq!(channel_of(text), channel, "{text}");
        }
    }

    #[test]
    fn every_known_way_is_recognised_by_its_key_and_both_labels() {
        for channel in Channel::KNOWN {
            assert_eq!((channel_of(channel.key()), Channel::by_key(channel.key())), (channel, Some(channel)));
            for language in Language::ALL {
                speak(language);
                assert_eq!(channel_of(&channel.label()), channel, "{}", channel.label());
            }
            speak(Language::English);
        }
        assert_eq!(channel_shown("after_sales"), "After-sales");
        assert_eq!(channel_shown("邮箱 2"), "邮箱 2", "own words stay");
    }

    #[test]
    fn a_text_may_begin_with_a_way() {
        for (text, found) in [
            ("mail quoted", Some((Channel::Mail, 4))),
            ("mailing spring offer", Some((Channel::Mailing, 7))),
            ("phone call about samples", Some((Channel::Phone, 10))),
            ("电话沟通了价格", Some((Channel::Phone, 6))),
            ("邮件群发 春季目录", Some((Channel::Mailing, 12))),
            ("mailed the offer", None),
            ("quoted by mail", None),
            ("", None),
        ] {
            assert_eq!(Channel::leading(text), found, "{text}");
        }
    }
}
