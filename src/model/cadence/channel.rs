//! The ways in which a touch happens and who spoke, as the rules tell them apart.
//!
//! A touch keeps the words of its user or list; here they are only recognised. How a person can be reached is a
//! [`record::Channel`](crate::model::record::Channel).

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::model::text::fold;
use crate::tr;

/// The way in which a touch happened (S2.24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A mail to this customer.
    Mail,
    /// A call.
    Phone,
    /// WhatsApp.
    Whatsapp,
    /// WeChat.
    Wechat,
    /// Any other messenger or social network.
    Im,
    /// We went there.
    Visit,
    /// They came, or met us at a meeting for customers.
    CustomerMeeting,
    /// At a fair.
    Exhibition,
    /// A letter on paper.
    Letter,
    /// A sample was sent.
    Sample,
    /// A visit or call after the sale (S3.21).
    AfterSales,
    /// One text to many (EDM, S1.13).
    Mailing,
    /// A way that the user named.
    Other,
    /// A list gave the day only.
    Unknown,
}

/// The words by which lists name each way, folded and without spaces.
#[rustfmt::skip]
const WORDS: [(Channel, &str); 12] = [
    (Channel::Mail, "mail|email|e-mail|邮件|郵件|电邮|電郵|电子邮件|電子郵件|邮箱|发邮件|发送邮件|邮件跟进|邮件联系|邮件往来|写邮件|sentemail|mailsent"),
    (Channel::Phone, "phone|call|电话|電話|tel|telephone|phonecall|打电话|电话沟通|电话跟进|电话联系|电话拜访|通话|来电|去电|致电|手机|mobile|cell|视频会议|视频|语音|zoom|teams|videocall|线上会议"),
    (Channel::Whatsapp, "whatsapp|wa|whatsap|whatsapp联系|whatsapp沟通|whatsapp聊天"),
    (Channel::Wechat, "wechat|微信|weixin|微信沟通|微信联系|微信聊天|企业微信|wecom"),
    (Channel::Im, "im|chat|即时通讯|聊天|在线沟通|在线聊天|阿里旺旺|旺旺|tm|trademanager|skype|qq|telegram|line|linkedin|领英|facebook|脸书|messenger|viber|signal|instagram|ins|社交媒体|社媒|socialmedia|短信|sms|message|messages|消息|留言|钉钉|dingtalk|阿里聊天"),
    (Channel::Visit, "visit|拜访|上门|上门拜访|走访|外出拜访|登门拜访|实地拜访|出差拜访|回访拜访|meeting|见面|面谈|会面|onsitevisit|customervisit"),
    (Channel::CustomerMeeting, "customermeeting|客户会|客户见面会|客户会议|来访|客户来访|来厂|验厂|看厂|接待|factoryvisit|订货会|座谈会|factoryaudit"),
    (Channel::Exhibition, "exhibition|fair|展会|展览|展览会|参展|广交会|cantonfair|tradeshow|tradefair|show|expo|booth|交易会"),
    (Channel::Letter, "letter|信函|信件|书信|寄信|来信|post|postcard|贺卡|明信片|传真|fax"),
    (Channel::Sample, "sample|samples|样品|寄样|寄样品|送样|samplesent|sendsample|打样"),
    (Channel::AfterSales, "aftersales|after-sales|售后|售后回访|售后服务|回访|aftersale|aftersalesvisit|service|客户回访|满意度回访"),
    (Channel::Mailing, "mailing|edm|群发|群发邮件|邮件群发|邮件营销|newsletter|bulkmail|massmail|massmailing|emailmarketing|营销邮件|开发信群发|campaign|promotion"),
];

static BY_WORD: LazyLock<HashMap<&'static str, Channel>> =
    LazyLock::new(|| WORDS.iter().flat_map(|(channel, words)| words.split('|').map(|word| (word, *channel))).collect());

impl Channel {
    /// All of them, those without a name of their own last.
    pub const ALL: [Self; 14] = [
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
        Self::Other,
        Self::Unknown,
    ];

    /// The key under which it is stored; empty for [`Channel::Unknown`], `other` for words of the user.
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
            Self::Other => "other",
            Self::Unknown => "",
        }
    }

    /// The name in the language spoken: `mail`, `邮件`; `contact` where the way is not known.
    pub fn name(self) -> String {
        match self {
            Self::Mail => tr!("channel-mail"),
            Self::Phone => tr!("channel-phone"),
            Self::Whatsapp => "WhatsApp".to_owned(),
            Self::Wechat => tr!("channel-wechat"),
            Self::Im => tr!("channel-im"),
            Self::Visit => tr!("channel-visit"),
            Self::CustomerMeeting => tr!("channel-customer-meeting"),
            Self::Exhibition => tr!("channel-exhibition"),
            Self::Letter => tr!("channel-letter"),
            Self::Sample => tr!("channel-sample"),
            Self::AfterSales => tr!("channel-after-sales"),
            Self::Mailing => tr!("channel-mailing"),
            Self::Other | Self::Unknown => tr!("channel-unknown"),
        }
    }
}

/// The channel that a stored key or a word of a list means: `mail`, `E-mail`, `电话沟通`. Any other word is [`Channel::Other`].
pub fn channel_of(text: &str) -> Channel {
    let text = text.trim();
    if text.is_empty() {
        return Channel::Unknown;
    }
    // What this program wrote is a key already.
    if let Some(channel) = Channel::ALL.into_iter().find(|channel| channel.key() == text) {
        return channel;
    }
    let folded = fold(text);
    let squeezed: String = folded.chars().filter(|c| !c.is_whitespace() && *c != '_').collect();
    if let Some(channel) = BY_WORD.get(squeezed.as_str()) {
        return *channel;
    }
    // "Phone / WhatsApp": the first that is known.
    let parts = folded.split(['/', ',', '、', '，', ';', '；', '+', '&', '|', '(', ')', '（', '）', ':', '：']);
    parts
        .map(|part| part.chars().filter(|c| !c.is_whitespace() && *c != '_').collect::<String>())
        .find_map(|part| BY_WORD.get(part.as_str()).copied())
        .unwrap_or(Channel::Other)
}

/// Who spoke in a touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// We did.
    Out,
    /// The customer did.
    In,
    /// Both did: a call, a visit, a chat.
    Both,
}

impl Direction {
    /// The key under which it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Out => "out",
            Self::In => "in",
            Self::Both => "both",
        }
    }

    /// The direction of a stored key; none for any other text.
    pub fn by_key(key: &str) -> Option<Self> {
        [Self::Out, Self::In, Self::Both].into_iter().find(|direction| direction.key() == key)
    }

    /// Who spoke where nobody said: lists that name a last contact mean that there was one, a mailing is ours alone.
    pub fn usual_of(channel: Channel) -> Self {
        match channel {
            Channel::Mailing | Channel::Sample | Channel::Letter => Self::Out,
            _ => Self::Both,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_recognised_in_the_words_of_lists() {
        for (text, channel) in [
            ("mail", Channel::Mail),
            ("E-Mail", Channel::Mail),
            ("邮件", Channel::Mail),
            ("電郵", Channel::Mail),
            (" 电话 沟通 ", Channel::Phone),
            ("Phone call", Channel::Phone),
            ("ＷｈａｔｓＡｐｐ", Channel::Whatsapp),
            ("WhatsApp / Mail", Channel::Whatsapp),
            ("微信", Channel::Wechat),
            ("Skype", Channel::Im),
            ("上门拜访", Channel::Visit),
            ("customer_meeting", Channel::CustomerMeeting),
            ("Customer meeting", Channel::CustomerMeeting),
            ("广交会", Channel::Exhibition),
            ("寄样", Channel::Sample),
            ("after sales", Channel::AfterSales),
            ("群发邮件", Channel::Mailing),
            ("EDM", Channel::Mailing),
            ("other", Channel::Other),
            ("carrier pigeon", Channel::Other),
            ("鸽子（微信）", Channel::Wechat),
            ("", Channel::Unknown),
            ("  ", Channel::Unknown),
        ] {
            assert_eq!(channel_of(text), channel, "{text:?}");
        }
    }

    #[test]
    fn each_word_and_key_means_one_channel() {
        let count: usize = WORDS.iter().map(|(_, words)| words.split('|').count()).sum();
        assert_eq!(BY_WORD.len(), count, "no word stands twice");
        for (channel, words) in WORDS {
            for word in words.split('|') {
                assert_eq!(fold(word), word, "words are folded");
                assert_eq!(channel_of(word), channel, "{word}");
            }
        }
        for channel in Channel::ALL {
            assert_eq!(channel_of(channel.key()), channel, "{channel:?}");
            let json = serde_json::to_string(&channel).unwrap();
            assert_eq!(serde_json::from_str::<Channel>(&json).unwrap(), channel);
        }
        for direction in [Direction::Out, Direction::In, Direction::Both] {
            assert_eq!(Direction::by_key(direction.key()), Some(direction));
        }
        assert_eq!(Direction::by_key("sideways"), None);
    }
}
