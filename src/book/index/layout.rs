//! Where each value of a customer stands in the index: as the number of a word in a column where values repeat, else as folded
//! text behind a mark.
//!
//! A mark is two bytes that never occur in UTF-8, so that no search matches a mark or runs across one; three bytes for a field that the
//! user named.

use crate::model::{ChannelKind, Field, Kind};

/// Which text follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// A field of the customer or of its first contact.
    Own(Field),
    /// A field of a further contact.
    Further(Field),
    /// What was written at a touch.
    Touch,
    /// What a follow-up is about.
    FollowUp,
    /// A line of a further address.
    Address,
    /// From here on stand long texts.
    Long,
    /// The field that the user named with this number in the list of names.
    Extra(u16),
}

const FIRST_BYTES: [u8; 12] = [0xFF, 0xFE, 0xFD, 0xFC, 0xFB, 0xFA, 0xF9, 0xF8, 0xF7, 0xF6, 0xF5, 0xC1];
const EXTRA: u8 = 0xC0;
const SECOND: u8 = 0x02;
const SECONDS: u16 = 30;
const FURTHER: u16 = 165;
const OTHERS: u16 = 335;
/// How many fields that users named are told apart; further ones are found but neither sorted nor filtered by.
pub(super) const EXTRAS: usize = (SECONDS * SECONDS) as usize;

/// The bytes of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MarkBytes {
    bytes: [u8; 3],
    length: usize,
}

impl std::ops::Deref for MarkBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

fn field_by_number(number: u16) -> Option<Field> {
    static ALL: std::sync::LazyLock<Vec<Field>> = std::sync::LazyLock::new(|| Field::all().collect());
    ALL.get(usize::from(number)).copied()
}

impl Mark {
    /// The bytes that stand before the text.
    pub fn bytes(self) -> MarkBytes {
        let number = match self {
            Self::Own(field) => field as u16,
            Self::Further(field) => FURTHER + field as u16,
            Self::Touch => OTHERS,
            Self::FollowUp => OTHERS + 1,
            Self::Address => OTHERS + 2,
            Self::Long => OTHERS + 3,
            Self::Extra(name) => {
                let name = name.min(EXTRAS as u16 - 1);
                return MarkBytes { bytes: [EXTRA, SECOND + (name / SECONDS) as u8, SECOND + (name % SECONDS) as u8], length: 3 };
            }
        };
        MarkBytes { bytes: [FIRST_BYTES[usize::from(number / SECONDS)], SECOND + (number % SECONDS) as u8, 0], length: 2 }
    }

    /// The mark with which `text` begins, and what stands behind it.
    fn split(text: &[u8]) -> Option<(Self, &[u8])> {
        let (&[first, second], rest) = text.split_first_chunk::<2>()?;
        if first == EXTRA {
            let (&third, rest) = rest.split_first()?;
            return Some((Self::Extra(u16::from(second - SECOND) * SECONDS + u16::from(third - SECOND)), rest));
        }
        let number = FIRST_BYTES.iter().position(|byte| *byte == first)? as u16 * SECONDS + u16::from(second - SECOND);
        let mark = match number {
            0..FURTHER => Self::Own(field_by_number(number)?),
            FURTHER..OTHERS => Self::Further(field_by_number(number - FURTHER)?),
            _ => match number - OTHERS {
                0 => Self::Touch,
                1 => Self::FollowUp,
                2 => Self::Address,
                _ => Self::Long,
            },
        };
        Some((mark, rest))
    }
}

/// Whether a byte begins a mark.
pub(super) fn begins_mark(byte: u8) -> bool {
    byte >= 0xF5 || matches!(byte, EXTRA | 0xC1)
}

/// The values of a text with their marks.
pub(super) fn values(text: &[u8]) -> impl Iterator<Item = (Mark, &[u8])> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (mark, behind) = Mark::split(rest)?;
        let end = behind.iter().position(|byte| begins_mark(*byte)).unwrap_or(behind.len());
        rest = &behind[end..];
        Some((mark, &behind[..end]))
    })
}

/// The first value behind `mark`.
pub(super) fn value_of<'a>(text: &'a [u8], mark: &MarkBytes) -> Option<&'a [u8]> {
    let at = memchr::memmem::find(text, mark)?;
    let behind = &text[at + mark.len()..];
    let end = behind.iter().position(|byte| begins_mark(*byte)).unwrap_or(behind.len());
    Some(&behind[..end])
}

/// Whether values of the field repeat from customer to customer, so that they are kept as numbers of words.
pub(super) fn is_column(field: Field) -> bool {
    match field.kind() {
        Kind::Company | Kind::Code | Kind::Phone | Kind::Email | Kind::Url | Kind::LongText | Kind::Person => false,
        Kind::Text => field != Field::ShortName && ChannelKind::of_field(field).is_none(),
        _ => true,
    }
}

/// Whether the field is a text of many words, in which pinyin is looked for in whole syllables only.
pub(super) fn is_long(field: Field) -> bool {
    field.kind() == Kind::LongText && field != Field::Address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_apart_and_no_search_can_meet_one() {
        let mut all: Vec<Mark> = Field::all().map(Mark::Own).collect();
        assert!(
            all.len() <= usize::from(FURTHER)
                && all.iter().enumerate().all(|(at, mark)| *mark == Mark::Own(field_by_number(at as u16).unwrap()))
        );
        all.extend(Field::all().map(Mark::Further));
        all.extend([
            Mark::Touch,
            Mark::FollowUp,
            Mark::Address,
            Mark::Long,
            Mark::Extra(0),
            Mark::Extra(31),
            Mark::Extra(EXTRAS as u16 - 1),
        ]);
        let mut text = Vec::new();
        for (at, mark) in all.iter().enumerate() {
            text.extend_from_slice(&mark.bytes());
            text.extend_from_slice(format!("值{at}").as_bytes());
            assert!(std::str::from_utf8(&mark.bytes()[..1]).is_err());
        }
        let found: Vec<(Mark, String)> = values(&text).map(|(mark, value)| (mark, String::from_utf8(value.to_vec()).unwrap())).collect();
        assert_eq!(found.len(), all.len());
        for (at, mark) in all.iter().enumerate() {
            assert_eq!(found[at], (*mark, format!("值{at}")));
            assert_eq!(value_of(&text, &mark.bytes()), Some(format!("值{at}").as_bytes()));
        }
    }
}
