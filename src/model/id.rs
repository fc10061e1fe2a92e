//! Identities: 63-bit numbers that grow with time and are minted on this desk alone.
//!
//! Layout from the top: 41 bits of milliseconds since 2020-01-01 UTC, 10 bits of the desk, 12 bits of a counter. An id is
//! never given out twice, also when the clock runs backwards or more than 4,096 are wanted in one millisecond.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The identity of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub i64);

impl Id {
    /// About when it was minted: a book whose clock had gone back, or that wrote very much at once, is ahead of it.
    pub fn minted_at(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis((self.0 >> (DESK_BITS + COUNTER_BITS)) + EPOCH_MS).unwrap_or_default()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Id {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// 2020-01-01T00:00:00Z in milliseconds of the Unix epoch.
const EPOCH_MS: i64 = 1_577_836_800_000;
const DESK_BITS: u32 = 10;
const COUNTER_BITS: u32 = 12;

impl Id {
    /// One before all that are given out from `at_ms` on, in milliseconds of the Unix epoch.
    pub fn before(at_ms: i64) -> Self {
        Self(((at_ms - EPOCH_MS).max(0) << (DESK_BITS + COUNTER_BITS)) - 1)
    }

    /// When it was given out, in milliseconds of the Unix epoch.
    pub fn made_at_ms(self) -> i64 {
        (self.0 >> (DESK_BITS + COUNTER_BITS)) + EPOCH_MS
    }
}

/// The digits of a code: no letter that is taken for a number (Crockford's base 32).
const CODE_DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many digits 63 bits take.
const CODE_LENGTH: usize = 13;

impl Id {
    /// The code on a printed card, by which it is found again: `0H2K-7Q2MX-9XCA`.
    pub fn code(self) -> String {
        let digit = |at: usize| char::from(CODE_DIGITS[(self.0 >> (5 * (CODE_LENGTH - 1 - at)) & 31) as usize]);
        let digits: String = (0..CODE_LENGTH).map(digit).collect();
        format!("{}-{}-{}", &digits[..4], &digits[4..9], &digits[9..])
    }

    /// The id of a code, as it was read or typed: dashes, blanks and case do not matter, and O, I and L are the numbers they look like.
    pub fn of_code(code: &str) -> Option<Self> {
        let mut id: i64 = 0;
        let mut count = 0;
        for c in code.chars().filter(|c| !matches!(c, '-' | ' ' | '‐' | '–')) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            let digit = CODE_DIGITS.iter().position(|known| char::from(*known) == c)?;
            id = id.checked_mul(32)?.checked_add(i64::try_from(digit).ok()?)?;
            count += 1;
        }
        (count == CODE_LENGTH).then_some(Self(id))
    }
}

/// How many desks the layout can tell apart.
pub const DESKS: u16 = 1 << DESK_BITS;

/// Mints ids for one desk.
#[derive(Debug)]
pub struct Mint {
    desk: i64,
    /// Milliseconds and counter of the id given out last, as one number.
    last: i64,
}

impl Mint {
    /// A mint for `desk` (below [`DESKS`]) that goes on after `newest`, the largest id of the book.
    pub fn new(desk: u16, newest: Id) -> Self {
        let ms = newest.0 >> (DESK_BITS + COUNTER_BITS);
        let counter = newest.0 & ((1 << COUNTER_BITS) - 1);
        Self { desk: i64::from(desk % DESKS), last: (ms << COUNTER_BITS) | counter }
    }

    /// The next id, at `now_ms` (milliseconds of the Unix epoch, UTC). A counter that is full borrows the next millisecond.
    pub fn next(&mut self, now_ms: i64) -> Id {
        let earliest = (now_ms - EPOCH_MS).max(0) << COUNTER_BITS;
        self.last = (self.last + 1).max(earliest);
        let ms = self.last >> COUNTER_BITS;
        let counter = self.last & ((1 << COUNTER_BITS) - 1);
        Id((ms << (DESK_BITS + COUNTER_BITS)) | (self.desk << COUNTER_BITS) | counter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_about_when_it_was_minted() {
        let at = DateTime::from_timestamp_millis(1_795_138_920_000).unwrap();
        assert_eq!(Mint::new(7, Id(0)).next(at.timestamp_millis()).minted_at(), at);
        assert_eq!(Id(0).minted_at().to_string(), "2020-01-01 00:00:00 UTC");
    }

    #[test]
    fn ids_grow_and_never_repeat_also_in_one_millisecond_and_when_the_clock_goes_back() {
        let mut mint = Mint::new(7, Id(0));
        let mut last = Id(0);
        for now_ms in [EPOCH_MS + 1, EPOCH_MS + 1, EPOCH_MS - 50, 0, EPOCH_MS + 2].into_iter().flat_map(|t| std::iter::repeat_n(t, 5000)) {
            let id = mint.next(now_ms);
            assert!(id > last, "{id} after {last}");
            last = id;
        }
        assert_eq!(Mint::new(7, Id(0)).next(EPOCH_MS + 1234).made_at_ms(), EPOCH_MS + 1234);
        let mut again = Mint::new(7, last);
        assert!(again.next(0) > last, "a mint goes on after the newest id of the book");
    }

    #[test]
    fn a_code_finds_its_id_again_however_it_is_typed() {
        for id in [Id(0), Id(1), Id(i64::MAX), Mint::new(7, Id(0)).next(EPOCH_MS + 1234)] {
            let code = id.code();
            for typed in
                [code.clone(), code.to_lowercase(), code.replace('-', ""), code.replace('-', " "), code.replace('0', "O").replace('1', "l")]
            {
                assert_eq!(Id::of_code(&typed), Some(id), "{typed}");
            }
        }
        for other in ["", "ACME", "0H2K-7Q2MX-9XC", "0H2K-7Q2MX-9XCA0", "ZZZZ-ZZZZZ-ZZZZ", "UUUU-UUUUU-UUUU"] {
            assert_eq!(Id::of_code(other), None, "{other}");
        }
    }

    #[test]
    fn desks_differ_in_the_same_millisecond() {
        let now = EPOCH_MS + 1_000_000_000;
        assert_ne!(Mint::new(1, Id(0)).next(now), Mint::new(2, Id(0)).next(now));
    }

    #[test]
    fn ids_stay_positive_for_sixty_years() {
        let id = Mint::new(DESKS - 1, Id(0)).next(EPOCH_MS + 60 * 366 * 86_400_000);
        assert!(id.0 > 0);
    }
}
