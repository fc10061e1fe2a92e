//! Which signs the texts of a block have: one row of bits for each sign, so that a search rules out a thousand customers at a time without a look at
//! their texts.

use super::block::Texts;
use crate::model::pinyin::{self, SIGNS, Spelled};

use super::search::Bits;

/// The signs of pinyin that texts with Chinese characters have (see [`pinyin::each_sign`]).
#[derive(Clone, Debug, Default)]
pub(super) struct Signs {
    /// Row by row of 64 customers each, for one sign after the other.
    bits: Vec<u64>,
    /// How many such rows a sign has.
    words: usize,
}

impl Signs {
    /// Those of `texts`; none where all are empty.
    pub fn of(texts: &Texts) -> Self {
        if texts.bytes().is_empty() {
            return Self::default();
        }
        let words = texts.len().div_ceil(64);
        let mut signs = Self { bits: vec![0; SIGNS * words], words };
        (0..texts.len()).for_each(|at| signs.put(at, texts.of(at)));
        signs
    }

    /// Those of `texts`, which are the texts of these but for the rows `changed`.
    pub fn with(&self, texts: &Texts, changed: impl Iterator<Item = usize>) -> Self {
        if self.bits.is_empty() {
            return Self::of(texts);
        }
        let mut signs = self.clone();
        for at in changed {
            signs.bits.iter_mut().skip(at / 64).step_by(self.words).for_each(|bits| *bits &= !(1 << (at % 64)));
            signs.put(at, texts.of(at));
        }
        signs
    }

    fn put(&mut self, at: usize, text: &[u8]) {
        let (bit, word, words) = (1 << (at % 64), at / 64, self.words);
        pinyin::each_sign(text, |sign| self.bits[usize::from(sign) * words + word] |= bit);
    }

    fn rows(&self, sign: u16) -> &[u64] {
        &self.bits[usize::from(sign) * self.words..][..self.words]
    }

    /// Keeps of `rows` those of which `spelled` may spell a part. Some of them it does not spell; no other does it.
    pub fn keep(&self, spelled: &Spelled, rows: &mut Bits) {
        // From the end of the word on: the rows that have what it needs from each place on.
        let mut having: Vec<Vec<u64>> = vec![Vec::new(); spelled.letters()];
        for at in (0..spelled.letters()).rev() {
            let mut all = vec![0; self.words];
            for step in spelled.steps(at) {
                let mut some = vec![u64::MAX; self.words];
                let mut need = |bits: &[u64]| some.iter_mut().zip(bits).for_each(|(some, bits)| *some &= bits);
                if let Some(sign) = step.beginning {
                    need(self.rows(sign));
                }
                if let Some((sign, next)) = step.next {
                    need(self.rows(sign));
                    need(&having[next]);
                }
                all.iter_mut().zip(&some).for_each(|(all, some)| *all |= some);
            }
            having[at] = all;
        }
        if let Some(first) = having.first() {
            rows.keep_words(first);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::layout::Mark;
    use super::*;
    use crate::model::Field;

    fn text() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            6 => prop::sample::select(vec!["绿", "洲", "贸", "易", "重", "庆", "长", "安", "厦", "门", "女", "华", "单", "嗯", "安", "一"]).prop_map(|han| han.as_bytes().to_vec()),
            2 => "[a-z0-9 ()]{1,4}".prop_map(String::into_bytes),
            1 => prop::sample::select(vec![Mark::Own(Field::Company), Mark::Long, Mark::Extra(3)]).prop_map(|mark| mark.bytes().to_vec()),
            1 => prop::sample::select(vec!["，", "é", "😀", "\u{1}"]).prop_map(|other| other.as_bytes().to_vec()),
        ];
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    fn word() -> impl Strategy<Value = String> {
        let syllable = prop::sample::select(vec![
            "lv", "zhou", "zh", "z", "l", "my", "mao", "yi", "chong", "zhong", "qing", "c", "chang", "an", "a", "xia", "men", "nv", "hua",
            "dan", "shan", "n", "en", "y", "3", "b", "ab",
        ]);
        prop::collection::vec(syllable, 1..5).prop_map(|syllables| syllables.concat())
    }

    fn texts_of(all: &[Vec<u8>]) -> Texts {
        let mut texts = Texts::default();
        all.iter().for_each(|text| texts.push(text));
        texts
    }

    proptest! {
        #[test]
        fn no_text_that_a_word_spells_is_ruled_out(
            mut all in prop::collection::vec(text(), 1..140),
            others in prop::collection::btree_map(0_usize..140, text(), 0..6),
            word in word(),
        ) {
            let before = Signs::of(&texts_of(&all));
            let others: Vec<(usize, Vec<u8>)> = others.into_iter().filter(|(at, _)| *at < all.len()).collect();
            others.iter().for_each(|(at, text)| all[*at].clone_from(text));
            let texts = texts_of(&all);
            let signs = before.with(&texts, others.iter().map(|(at, _)| *at));
            let fresh = Signs::of(&texts);
            prop_assert!(signs.bits == fresh.bits || fresh.bits.is_empty(), "changed as made anew");
            let spelled = Spelled::of(&word);
            prop_assume!(spelled.is_some() && !fresh.bits.is_empty());
            let spelled = spelled.unwrap();
            let mut kept = Bits::all(texts.len());
            signs.keep(&spelled, &mut kept);
            for at in 0..texts.len() {
                let is_spelled = spelled.is_in(texts.of(at), &Mark::Long.bytes());
                prop_assert!(!is_spelled || kept.has(at), "{} in {:?}", word, String::from_utf8_lossy(texts.of(at)));
            }
        }
    }

    #[test]
    fn texts_without_the_sounds_of_a_word_are_ruled_out() {
        let names = ["绿洲贸易", "重庆长安", "海门", "abc机械 3号"];
        let texts = texts_of(&names.map(|name| name.as_bytes().to_vec()));
        let signs = Signs::of(&texts);
        for (word, kept) in [
            ("lvzhou", vec![0]),
            ("lzmy", vec![0]),
            ("zqca", vec![1]),
            ("chongqing", vec![1]),
            ("haimen", vec![2]),
            ("cjx3h", vec![3]),
            ("hamburg", vec![]),
        ] {
            let mut rows = Bits::all(names.len());
            signs.keep(&Spelled::of(word).unwrap(), &mut rows);
            assert_eq!(rows.rows().collect::<Vec<_>>(), kept, "{word}");
        }
    }
}
