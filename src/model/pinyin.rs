//! Pinyin: how each Chinese character can be read, whether Latin letters spell a text, and where a name stands among others.
//!
//! A character is typed by any of its readings in full or by its initial (`z` or `zh`), the last one also in part: 绿洲 is
//! found by `lvzhou`, `luzhou`, `lz`, `lvzh`. Letters and digits among the characters stand for themselves.

use std::collections::HashMap;
use std::sync::LazyLock;

use pinyin::{ToPinyin, ToPinyinMulti};

/// The characters that have readings here: extension A and the common block.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

/// Readings of all characters.
struct Readings {
    /// All syllables in lower-case ASCII, in order.
    syllables: Vec<&'static str>,
    /// Sets of syllables that a character can have; the first is empty.
    sets: Vec<Box<[u16]>>,
    /// For each character from [`FIRST`] on: its set.
    set_of: Vec<u16>,
    /// For each set of syllables: the letters that they begin with.
    letters: Vec<Box<[u8]>>,
    /// For each set of syllables: the signs of their first two letters.
    begins: Vec<Box<[u16]>>,
    /// For each set of syllables: what of them is typed before another character, as [`hash`].
    typed: Vec<Box<[u32]>>,
    /// For each character from [`FIRST`] on: where it stands when sorted by its usual reading.
    rank_of: Vec<u16>,
}

/// How a syllable with `ü` is typed.
fn spellings(syllable: &'static str) -> Vec<&'static str> {
    match syllable {
        "lü" => vec!["lv", "lu", "lyu"],
        "nü" => vec!["nv", "nu", "nyu"],
        "lüe" => vec!["lve", "lue"],
        "nüe" => vec!["nve", "nue"],
        syllable if syllable.is_ascii() => vec![syllable],
        _ => Vec::new(),
    }
}

/// Readings that the table's first one is not, in words that begin many names.
const USUAL: [(char, &str); 8] =
    [('长', "chang"), ('厦', "xia"), ('重', "chong"), ('曾', "zeng"), ('朝', "chao"), ('都', "du"), ('单', "shan"), ('乐', "le")];

static READINGS: LazyLock<Readings> = LazyLock::new(|| {
    let mut sets: Vec<Vec<&str>> = vec![Vec::new()];
    let mut numbers: HashMap<Vec<&str>, u16> = HashMap::from([(Vec::new(), 0)]);
    let mut set_of = Vec::with_capacity((LAST - FIRST) as usize + 1);
    let mut sorted: Vec<(&str, u32)> = Vec::new();
    for code in FIRST..=LAST {
        let c = char::from_u32(code).unwrap_or(' ');
        let mut set: Vec<&str> = c.to_pinyin_multi().into_iter().flatten().flat_map(|reading| spellings(reading.plain())).collect();
        set.sort_unstable();
        set.dedup();
        let usual = USUAL.iter().find(|(usual, _)| *usual == c).map(|(_, reading)| *reading);
        let usual = usual.or_else(|| c.to_pinyin().and_then(|reading| spellings(reading.plain()).first().copied()));
        // Without a reading, behind all others.
        sorted.push((usual.unwrap_or("~"), code));
        let next = u16::try_from(sets.len()).unwrap_or(0);
        let number = *numbers.entry(set).or_insert_with_key(|set| {
            sets.push(set.clone());
            next
        });
        set_of.push(number);
    }
    let mut syllables: Vec<&str> = sets.iter().flatten().copied().collect();
    syllables.sort_unstable();
    syllables.dedup();
    let place = |syllable: &&str| syllables.binary_search(syllable).map_or(0, |at| at as u16);
    let letters = sets.iter().map(|set| distinct(set.iter().map(|syllable| syllable.as_bytes()[0]))).collect();
    let begun = |syllable: &&str| syllable.as_bytes().first_chunk().map(|first| sign_of_beginning(*first));
    let begins = sets.iter().map(|set| distinct(set.iter().filter_map(begun))).collect();
    let typed = |syllable: &&str| {
        let length = if syllable.as_bytes().get(1) == Some(&b'h') { 2 } else { 1 };
        [1, length, syllable.len()].map(|length| hash(&syllable.as_bytes()[..length]))
    };
    let typed = sets.iter().map(|set| distinct(set.iter().flat_map(typed))).collect();
    let sets = sets.iter().map(|set| set.iter().map(place).collect()).collect();
    sorted.sort_unstable();
    let mut rank_of = vec![0; set_of.len()];
    for (rank, (_, code)) in sorted.iter().enumerate() {
        rank_of[(code - FIRST) as usize] = rank as u16;
    }
    Readings { syllables, sets, set_of, letters, begins, typed, rank_of }
});

fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> Box<[T]> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values.into()
}

fn place(c: char) -> Option<usize> {
    (FIRST..=LAST).contains(&(c as u32)).then(|| (c as u32 - FIRST) as usize)
}

/// Whether the character may have a reading.
pub fn is_han(c: char) -> bool {
    place(c).is_some()
}

/// Where a Chinese character stands when sorted by its usual reading, then by code point; none for any other character.
pub fn rank(c: char) -> Option<u16> {
    place(c).map(|at| READINGS.rank_of[at])
}

/// How many signs [`each_sign`] knows.
pub const SIGNS: usize = 512;

/// What is typed of a character, as a number.
const fn hash(typed: &[u8]) -> u32 {
    let (mut hash, mut at) = (0x811C_9DC5_u32, 0);
    while at < typed.len() {
        hash = (hash ^ typed[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// Different signs may have the same number: they only rule texts out.
const fn sign(number: u32) -> u16 {
    (number.wrapping_mul(0x9E37_79B1) >> 23) as u16
}

/// Says that a character is read as something that begins with these two letters.
const fn sign_of_beginning(letters: [u8; 2]) -> u16 {
    sign(hash(&letters))
}

/// Says that after a character of which so much is typed ([`hash`]) comes one that begins with `next`.
const fn sign_of_pair(typed: u32, next: u8) -> u16 {
    sign((typed ^ next as u32).wrapping_mul(0x0100_0193) ^ 0x5EED)
}

/// A letter or digit that stands for itself, as what is typed of it.
static ITSELF: [[u32; 1]; 128] = {
    let (mut all, mut at) = ([[0]; 128], 0);
    while at < 128 {
        all[at] = [hash(&[at as u8])];
        at += 1;
    }
    all
};

/// Hands over the signs by which a folded text is known that a word cannot spell any part of: how its characters begin, and what
/// may be typed of each before the next one. The same sign may come several times.
pub fn each_sign(text: &[u8], mut each: impl FnMut(u16)) {
    let (mut at, mut before): (usize, &[u32]) = (0, &[]);
    while let Some(byte) = text.get(at) {
        let (letters, typed): (&[u8], &[u32]) = if byte.is_ascii() {
            at += 1;
            match byte {
                // Words run across spaces.
                b' ' => continue,
                byte if byte.is_ascii_alphanumeric() => (std::slice::from_ref(byte), &ITSELF[usize::from(*byte)]),
                _ => (&[], &[]),
            }
        } else if let Some(place) = han_at(text, at) {
            at += 3;
            let set = usize::from(READINGS.set_of[place]);
            READINGS.begins[set].iter().for_each(|sign| each(*sign));
            (&READINGS.letters[set], &READINGS.typed[set])
        } else {
            at += 1;
            (&[], &[])
        };
        for first in before {
            letters.iter().for_each(|second| each(sign_of_pair(*first, *second)));
        }
        before = typed;
    }
}

/// What a text has that a word spells from one of its places on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The sign of a last character of which more than a letter is typed.
    pub beginning: Option<u16>,
    /// The sign of the character and the one after it, and at which place of the word that stands; none where the word may end there.
    pub next: Option<(u16, usize)>,
}

/// The longest word that is looked for by pinyin, in letters.
const LONGEST: usize = 30;

/// Latin letters that may spell Chinese characters.
#[derive(Debug)]
pub struct Spelled {
    word: Vec<u8>,
    /// For each set of readings and each place in the word: the places that one more character leads to, as bits.
    next: Vec<u32>,
    /// For each character from [`FIRST`] on, as bits: whether the word can begin with it.
    begins: Vec<u64>,
    /// As `next`, by whole syllables only, or a last part of at least two letters.
    strict: Vec<u32>,
    /// As `begins`, for `strict`.
    begins_strict: Vec<u64>,
    /// For each place in the word: the places to which one more character of any kind can lead, as bits.
    ways: Vec<u32>,
}

impl Spelled {
    /// The word, folded, if it can spell anything.
    pub fn of(word: &str) -> Option<Self> {
        let word = word.as_bytes();
        let fits = (1..=LONGEST).contains(&word.len()) && word.iter().all(u8::is_ascii_alphanumeric);
        if !fits || !word.iter().any(u8::is_ascii_alphabetic) {
            return None;
        }
        let length = word.len();
        let leads = |syllable: &[u8], at: usize, is_strict: bool| -> u32 {
            let rest = &word[at..];
            let mut to = 0;
            if rest.starts_with(syllable) {
                to |= 1 << (at + syllable.len());
            }
            if syllable.starts_with(rest) && !(is_strict && rest.len() < 2) {
                to |= 1 << length;
            }
            if !is_strict && rest[0] == syllable[0] {
                to |= 1 << (at + 1);
                if rest.len() > 1 && rest[1] == b'h' && syllable.get(1) == Some(&b'h') {
                    to |= 1 << (at + 2);
                }
            }
            to
        };
        let table = |is_strict: bool| -> Vec<u32> {
            let by_syllable: Vec<u32> = READINGS
                .syllables
                .iter()
                .flat_map(|syllable| (0..length).map(move |at| (syllable.as_bytes(), at)))
                .map(|(syllable, at)| leads(syllable, at, is_strict))
                .collect();
            let of_set = |set: &[u16], at: usize| set.iter().fold(0, |to, syllable| to | by_syllable[*syllable as usize * length + at]);
            READINGS.sets.iter().flat_map(|set| (0..length).map(move |at| (set, at))).map(|(set, at)| of_set(set, at)).collect()
        };
        let (next, strict) = (table(false), table(true));
        let begins = |table: &[u32]| -> Vec<u64> {
            let begins = |set: &u16| table[*set as usize * length] != 0;
            let of_64 = |sets: &[u16]| (0..).zip(sets).fold(0, |bits, (place, set)| bits | u64::from(begins(set)) << place);
            READINGS.set_of.chunks(64).map(of_64).collect()
        };
        let (begins, begins_strict) = (begins(&next), begins(&strict));
        let ways = |at: usize| READINGS.syllables.iter().fold(1 << (at + 1), |to, syllable| to | leads(syllable.as_bytes(), at, false));
        let ways = (0..length).map(ways).collect();
        Some(Self { word: word.to_vec(), next, begins, strict, begins_strict, ways })
    }

    /// What a text must have so that the word from place `at` on can spell a part of it: one of these. See [`each_sign`].
    pub fn steps(&self, at: usize) -> impl Iterator<Item = Step> {
        let (word, length) = (&self.word, self.word.len());
        (at + 1..=length).filter(move |to| self.ways[at] >> to & 1 == 1).map(move |to| Step {
            beginning: (to == length && to >= at + 2).then(|| sign_of_beginning([word[at], word[at + 1]])),
            next: (to < length).then(|| (sign_of_pair(hash(&word[at..to]), word[to]), to)),
        })
    }

    /// How many letters the word has.
    pub fn letters(&self) -> usize {
        self.word.len()
    }

    /// Where the word ends if it spells the characters from the first one on: the byte behind, in the folded text `text`.
    /// With `is_strict` only whole syllables of at least two characters count: long texts would match anything else.
    pub fn spells(&self, text: &str, is_strict: bool) -> Option<usize> {
        self.run(text.as_bytes(), is_strict)
    }

    /// As [`Self::spells`], in bytes of which some stand for no letters: no word runs across those.
    fn run(&self, text: &[u8], is_strict: bool) -> Option<usize> {
        let (length, table) = (self.word.len(), if is_strict { &self.strict } else { &self.next });
        let (end, mut places) = (1_u32 << length, 1_u32);
        let (mut at, mut han) = (0, 0);
        while let Some(&byte) = text.get(at) {
            let (mut left, mut to) = (places, 0);
            if byte.is_ascii() {
                if byte == b' ' && at > 0 {
                    at += 1;
                    continue;
                }
                while left != 0 {
                    let place = left.trailing_zeros();
                    to |= u32::from(self.word[place as usize] == byte) << (place + 1);
                    left &= left - 1;
                }
                at += 1;
            } else {
                let set = READINGS.set_of[han_at(text, at)?] as usize * length;
                while left != 0 {
                    to |= table[set + left.trailing_zeros() as usize];
                    left &= left - 1;
                }
                at += 3;
                han += 1;
            }
            if to & end != 0 && han > u32::from(is_strict) {
                return Some(at);
            }
            places = to & !end;
            if places == 0 {
                return None;
            }
        }
        None
    }

    /// Whether the word spells any part of a folded text. Values and their marks are bytes that are no UTF-8; `long` is the
    /// mark behind which long texts stand.
    pub fn is_in(&self, text: &[u8], long: &[u8]) -> bool {
        let (mut at, mut is_long, mut begins) = (0, false, &self.begins);
        while let Some(&byte) = text.get(at) {
            if byte.is_ascii() {
                // A letter before characters, as in "ABC贸易".
                if byte == self.word[0] && self.word.len() > 1 && self.run(&text[at..], is_long).is_some() {
                    return true;
                }
                at += 1;
            } else if let Some(place) = han_at(text, at) {
                if begins[place / 64] >> (place % 64) & 1 == 1 && self.run(&text[at..], is_long).is_some() {
                    return true;
                }
                at += 3;
            } else {
                if text[at..].starts_with(long) {
                    (is_long, begins) = (true, &self.begins_strict);
                }
                at += 1;
            }
        }
        false
    }
}

/// The place in the table of the Chinese character whose bytes begin at `at`.
fn han_at(text: &[u8], at: usize) -> Option<usize> {
    match text.get(at..at + 3)? {
        &[first @ 0xE3..=0xE9, second, third] => {
            let code = u32::from(first & 0x0F) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F);
            (FIRST..=LAST).contains(&code).then(|| (code - FIRST) as usize)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_spell_characters_by_syllables_and_initials() {
        for (text, words) in [
            ("绿洲贸易", &["lvzhou", "luzhou", "lyuzhou", "lz", "lzmy", "lvzh", "lvzhoumaoy", "zhou", "zhmy", "l", "my", "maoyi"][..]),
            ("重庆长安", &["chongqing", "zhongqing", "cqca", "zqza", "chqing", "changan", "qca"]),
            ("厦门", &["xiamen", "xm", "shamen", "xiam"]),
            ("西安", &["xian", "xa"]),
            ("abc贸易", &["abcmy", "bcmao", "cmy"]),
            ("义乌 小商品", &["ywxsp", "yiwuxiao"]),
            ("女装", &["nvzhuang", "nzh", "nuzhuang"]),
            ("广东3号", &["gd3h", "guangdong3"]),
        ] {
            for word in words {
                let spelled = Spelled::of(word).unwrap();
                assert!(spelled.is_in(text.as_bytes(), b"\xff\x01"), "{word} spells a part of {text}");
            }
        }
        for (text, words) in [
            ("绿洲贸易", &["lvzhuo", "lzym", "vzhou", "zhouz", "ol", "abc"][..]),
            ("abc贸易", &["abc", "bc"]),
            ("plain", &["plain", "p"]),
            ("", &["a"]),
        ] {
            for word in words {
                assert!(!Spelled::of(word).unwrap().is_in(text.as_bytes(), b"\xff\x01"), "{word} spells nothing in {text}");
            }
        }
        assert!(Spelled::of("").is_none() && Spelled::of("2024").is_none() && Spelled::of("绿").is_none() && Spelled::of("a-b").is_none());
    }

    #[test]
    fn in_long_texts_only_whole_syllables_count() {
        let text = "\u{4e00}".to_owned();
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(b"\xff\x01");
        bytes.extend_from_slice("展会上认识卖了".as_bytes());
        for (word, is_found) in
            [("zhanhui", true), ("zhanhuish", true), ("renshi", true), ("zhs", false), ("mail", false), ("shang", false), ("maile", true)]
        {
            assert_eq!(Spelled::of(word).unwrap().is_in(&bytes, b"\xff\x01"), is_found, "{word}");
        }
    }

    #[test]
    fn characters_stand_in_the_order_of_their_usual_readings() {
        let mut names: Vec<char> = "张王长李重厦安中曾".chars().collect();
        names.sort_by_key(|c| rank(*c));
        assert_eq!(names.into_iter().collect::<String>(), "安长重李王厦曾张中");
        assert_eq!(rank('a'), None);
        assert!(rank('\u{3400}').is_some());
    }
}
