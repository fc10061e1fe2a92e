//! What a person may type to find a command, an entry of a list or a customer's name: words in any order, in either language,
//! by pinyin (full, initials, mixed, every reading of a character) or by letters in order.

use pinyin::{ToPinyin, ToPinyinMulti};

use crate::model::text::fold;

/// What was typed, folded once.
pub struct Typed {
    words: Vec<String>,
}

impl Typed {
    /// Takes apart what was typed.
    pub fn new(text: &str) -> Self {
        // `'` parts syllables: xi'an.
        Self {
            words: fold(text).split(|c: char| c.is_whitespace() || c == '\'').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
        }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well one of `texts` says every word, more is better; `None` where some word is in none of them.
    pub fn score(&self, texts: &[&str]) -> Option<u32> {
        let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
        let mut total = 0;
        for word in &self.words {
            total += folded.iter().filter_map(|text| score_of(word, text)).max()?;
        }
        Some(total)
    }
}

/// How well `text` says `word`: at its beginning, at that of a word in it, inside, by pinyin, or letter by letter.
fn score_of(word: &str, text: &str) -> Option<u32> {
    if let Some(at) = text.find(word) {
        let is_begin = at == 0 || !text[..at].ends_with(char::is_alphanumeric);
        return Some(if at == 0 {
            100
        } else if is_begin {
            80
        } else {
            60
        });
    }
    if let Some((at, is_usual)) = sounds_at(text, word) {
        return Some(
            if at == 0 { 70 } else { 50 } + if is_usual { 8 } else { 0 } + if is_usual && text.chars().count() <= 3 { 2 } else { 0 },
        );
    }
    // Letters in order are a last resort, and noise for less than three.
    if word.is_ascii() && word.len() >= 3 {
        return in_order(word, text);
    }
    None
}

/// The character at which the pinyin of `text` begins to say `word`, and whether it does so by the usual readings; the last
/// syllable may be unfinished.
fn sounds_at(text: &str, word: &str) -> Option<(usize, bool)> {
    if !word.is_ascii() {
        return None;
    }
    let letters: Vec<char> = text.chars().collect();
    let at = |is_usual| (0..letters.len()).find(|at| letters[*at].to_pinyin().is_some() && sounds(&letters[*at..], word, is_usual));
    at(true).map(|at| (at, true)).or_else(|| at(false).map(|at| (at, false)))
}

fn sounds(letters: &[char], word: &str, is_usual: bool) -> bool {
    if word.is_empty() {
        return true;
    }
    let Some((first, rest)) = letters.split_first() else { return false };
    let Some(readings) = first.to_pinyin_multi() else {
        return word.starts_with(*first) && sounds(rest, &word[first.len_utf8()..], is_usual);
    };
    // The usual reading is the first.
    readings.into_iter().take(if is_usual { 1 } else { usize::MAX }).any(|reading| {
        let plain = reading.plain().replace('ü', "v");
        plain.starts_with(word)
            || word.strip_prefix(plain.as_str()).is_some_and(|left| sounds(rest, left, is_usual))
            || (word.as_bytes()[0] == plain.as_bytes()[0] && sounds(rest, &word[1..], is_usual))
    })
}

/// Whether the letters of `word` occur in this order, beginning at a word, with few gaps.
fn in_order(word: &str, text: &str) -> Option<u32> {
    let letters: Vec<char> = text.chars().collect();
    let is_begin = |at: usize| at == 0 || !letters[at - 1].is_alphanumeric();
    let mut wanted = word.chars().peekable();
    let mut before = None;
    let mut gaps = 0;
    for (at, letter) in letters.iter().enumerate() {
        if wanted.peek() != Some(letter) || (before.is_none() && !is_begin(at)) {
            continue;
        }
        wanted.next();
        gaps += before.map_or(0, |before| usize::from(at != before + 1 && !is_begin(at)));
        before = Some(at);
    }
    (wanted.peek().is_none() && gaps <= 2).then_some(30 - 10 * gaps as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_both_languages_and_by_pinyin() {
        for (typed, text, is_found) in [
            ("", "Back up now", true),
            ("back", "Back up now", true),
            ("NOW back", "Back up now", true),
            ("backup", "Back up now", true),
            ("bun", "Back up now", true),
            ("bkp", "Back up now", true),
            ("zzz", "Back up now", false),
            ("备份", "立即备份", true),
            ("beifen", "立即备份", true),
            ("bf", "立即备份", true),
            ("ljbf", "立即备份", true),
            ("lijibf", "立即备份", true),
            ("beif", "立即备份", true),
            ("be", "立即备份", true),
            ("fb", "立即备份", false),
            ("chexiao", "撤销", true),
            ("cx", "撤销", true),
            // Every reading: 行 is hang and xing, 重 is chong and zhong.
            ("yinhang", "银行", true),
            ("xingzou", "行走", true),
            ("chongzuo", "重做", true),
            ("zhongzuo", "重做", true),
            ("lv", "绿色", true),
            ("xi'an", "西安", true),
            ("２０２６", "汇率 2026", true),
            ("excel daochu", "导出 Excel", true),
            ("dao excel", "导出 Excel", true),
            ("导cu", "导出", false),
        ] {
            assert_eq!(Typed::new(typed).score(&[text]).is_some(), is_found, "{typed:?} in {text:?}");
        }
    }

    #[test]
    fn the_closer_the_higher() {
        for (typed, better, worse) in [
            ("set", "Settings", "Reset columns"),
            ("cu", "Customers", "New customer"),
            ("shezhi", "设置", "列设置"),
            ("sz", "设置", "删除所选"),
            ("sz", "设置", "初次设置"),
            ("undo", "Undo", "Under nine domes"),
        ] {
            let score = |text| Typed::new(typed).score(&[text]);
            assert!(score(better) > score(worse), "{typed:?}: {better} {:?}, {worse} {:?}", score(better), score(worse));
        }
    }
}
