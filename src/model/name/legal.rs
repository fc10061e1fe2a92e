//! Legal forms of companies: which words of a name are the form and not the name.
//!
//! Words are compared folded. Forms of scripts without spaces are beginnings and ends of the text. What a form means for
//! liability or tax is not here.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::model::text::{fold, simplified};

/// Forms in the table that are part of a name and stay.
#[rustfmt::skip]
const PART_OF_NAME: [&str; 26] = [
    "Trading", "Group", "Holding", "Holdings", "Industrial", "Industries", "International", "Intl.", "Enterprise", "Enterprises",
    "General Trading", "Gen. Tr.", "I/E",
    "Imp & Exp", "Imp. & Exp.", "Import & Export", "Import Export", "Dış Ticaret", "San. ve Tic.", "Sanayi ve Ticaret", "Trading Co.",
    "DBA", "d/b/a", "T/A", "& Sons", "Bros.",
];

/// Words of trade and parts of a company inside Chinese forms of the table: such forms stay, what is legal in them stands in a row of
/// its own.
#[rustfmt::skip]
const PART_OF_CHINESE_NAME: [&str; 17] = [
    "集团", "集團", "贸易", "貿易", "商贸", "外贸", "进出口", "進出口", "实业", "實業", "企业", "企業", "商行", "厂", "经营部", "分公司", "总公司",
];

/// Forms that lists write and the table lacks, with their place.
#[rustfmt::skip]
const MORE_FORMS: [(&str, Place); 50] = [
    ("Anonim Şirketi", Place::End), ("Limited Şirketi", Place::End), ("Proprietary Limited", Place::End),
    ("Aktiengesellschaft", Place::End),
    ("Gesellschaft mit beschränkter Haftung", Place::End), ("Société Anonyme", Place::End), ("Sociedad Anónima", Place::End),
    ("Sociedad Limitada", Place::End),
    ("Spółka z ograniczoną odpowiedzialnością", Place::End), ("Spółka Akcyjna", Place::End), ("Società per Azioni", Place::End),
    ("Aktieselskab", Place::End),
    ("Aksjeselskap", Place::End), ("Osakeyhtiö", Place::End), ("Besloten Vennootschap", Place::End), ("Naamloze Vennootschap", Place::End),
    ("Sendirian Berhad", Place::End), ("P Ltd", Place::End), ("Nig Ltd", Place::End), ("Nigeria Limited", Place::End),
    ("Co", Place::End), ("Corp", Place::End),
    ("Incorp", Place::End), ("Sp zoo", Place::End), ("Dooel", Place::End), ("S L L", Place::End), ("Cia Ltda", Place::End),
    ("Pvt Limited", Place::End),
    ("Mahdood", Place::End), ("Perseroan Terbatas", Place::Start), ("Общество с ограниченной ответственностью", Place::Start),
    ("Công ty", Place::Start),
    ("Công ty TNHH MTV", Place::Start), ("Công ty TNHH Một Thành Viên", Place::Start), ("Firma", Place::Start), ("Fa.", Place::Start),
    ("AO", Place::Start),
    ("JSC", Place::Start), ("OJSC", Place::Start), ("CJSC", Place::Start), ("PJSC", Place::Start), ("LLC", Place::Start),
    ("LLP", Place::Start), ("K.K.", Place::Start), ("SARL", Place::Start), ("EURL", Place::Start),
    ("Limited Liability Company", Place::Start),
    ("Joint Stock Company", Place::Start), ("Joint Stock Company", Place::End), ("私人有限公司", Place::End),
];

/// Words that are part of a form only before another one: the `Pty` of `Pty Ltd`.
const BEFORE_ANOTHER: &str = "co company corp corporation inc pty pte pvt private proprietary public nig nigeria gmbh mbh ltd limited llc \
    fz fzc part zrt intl limitada cia sdn";

/// Where in a name a form stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Start,
    End,
}

/// All forms, ready for comparison.
pub(super) struct Forms {
    /// Words of a form, joined, to the places where it counts; Latin ones of one or two letters are in `short`.
    at_end: HashMap<Box<str>, Form>,
    at_start: HashSet<Box<str>>,
    before_another: HashSet<&'static str>,
    unspaced_start: Vec<Box<str>>,
    unspaced_end: Vec<Box<str>>,
}

/// What is known of a form at the end of a name.
#[derive(Clone, Copy)]
struct Form {
    /// How many words it has when its abbreviations are not spelt out.
    words: usize,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut forms = Forms {
        at_end: HashMap::new(),
        at_start: HashSet::new(),
        before_another: BEFORE_ANOTHER.split(' ').collect(),
        unspaced_start: Vec::new(),
        unspaced_end: Vec::new(),
    };
    let table = include_str!("../../../assets/data/legal_forms.tsv").lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?))
    });
    for (form, position) in
        table.filter(|(form, _)| !PART_OF_NAME.contains(form) && !PART_OF_CHINESE_NAME.iter().any(|part| form.contains(part)))
    {
        // A form that belongs before the name is also written behind it ("Wijanara PT"), seldom the other way round.
        forms.add(form, Place::End);
        if position == "prefix" || !form.is_ascii() && position == "any" || form == "Kabushiki Kaisha" {
            forms.add(form, Place::Start);
        }
    }
    for (form, place) in MORE_FORMS {
        forms.add(form, place);
    }
    forms.unspaced_start.sort_unstable_by_key(|form| std::cmp::Reverse(form.len()));
    forms.unspaced_end.sort_unstable_by_key(|form| std::cmp::Reverse(form.len()));
    forms
});

impl Forms {
    pub(super) fn get() -> &'static Self {
        &FORMS
    }

    fn add(&mut self, form: &str, place: Place) {
        let folded = fold_name(form);
        let words: Vec<&str> = words_of(&folded).collect();
        let joined = words.concat().into_boxed_str();
        if joined.starts_with(is_unspaced) {
            match place {
                Place::Start => self.unspaced_start.push(joined),
                Place::End => self.unspaced_end.push(joined),
            }
        } else if place == Place::Start {
            self.at_start.insert(joined);
        } else {
            let words = words.len();
            self.at_end.entry(joined).and_modify(|form| form.words = form.words.min(words)).or_insert(Form { words });
        }
    }

    /// The words of a name without those of its legal forms; all of them where nothing else is left.
    pub(super) fn strip_words<'a, 'b>(&self, words: &'b [&'a str]) -> &'b [&'a str] {
        let mut kept = words;
        let mut first = true;
        while let Some(count) = self.form_at_end(kept, first).filter(|&count| count < kept.len()) {
            kept = &kept[..kept.len() - count];
            first = false;
        }
        // A company has one legal form: with a GmbH behind, the MB before the name is part of it. PT … Tbk is one form in two places.
        let has_form = kept.len() < words.len();
        while let Some(count) = self.form_at_start(kept).filter(|&count| count < kept.len()) {
            if has_form && kept[0].len() <= 2 && kept[0] != "pt" {
                break;
            }
            kept = &kept[count..];
        }
        if kept.iter().all(|word| matches!(*word, "and" | "the" | "et" | "und")) { words } else { kept }
    }

    /// How many words at the end are a form; after another form only those that belong before one.
    fn form_at_end(&self, words: &[&str], first: bool) -> Option<usize> {
        let mut joined = String::with_capacity(24);
        for count in (1..=words.len().min(7)).rev() {
            let end = &words[words.len() - count..];
            // Abbreviations come apart into letters: "S", "A", "de", "C", "V". Longer words are those of the form itself.
            if end.iter().map(|word| word.len()).sum::<usize>() > 40 {
                continue;
            }
            joined.clear();
            joined.extend(end.iter().copied());
            if let Some(form) = self.at_end.get(joined.as_str()) {
                let spelt_out = end.iter().all(|word| word.len() <= 2 || word.chars().count() <= 2);
                let letters = joined.chars().count();
                // The micro-enterprise ME is also a word; it needs a name of two words before it.
                let doubtful = joined == "me" && words.len() < 3;
                if (count == 1 || spelt_out || count == form.words)
                    && !doubtful
                    && (first || letters > 2 || self.before_another.contains(joined.as_str()))
                {
                    return Some(count);
                }
            }
        }
        if !first && words.last().is_some_and(|word| self.before_another.contains(word)) { Some(1) } else { None }
    }

    fn form_at_start(&self, words: &[&str]) -> Option<usize> {
        if words.first() == Some(&"the") {
            return Some(1);
        }
        let mut joined = String::with_capacity(24);
        (1..=words.len().min(6)).rev().find(|&count| {
            joined.clear();
            joined.extend(words[..count].iter().copied());
            self.at_start.contains(joined.as_str())
        })
    }

    /// A text of an unspaced script without its legal forms; all of it where nothing else is left.
    pub(super) fn strip_unspaced<'a>(&self, text: &'a str) -> &'a str {
        let mut kept = text;
        // A branch is another party than its company.
        while !kept.ends_with("分公司") && !kept.ends_with("总公司") && !kept.ends_with("子公司") {
            let Some(rest) = self.unspaced_end.iter().find_map(|form| kept.strip_suffix(&**form)).filter(|rest| !rest.is_empty()) else {
                break;
            };
            kept = rest;
        }
        while let Some(rest) = self.unspaced_start.iter().find_map(|form| kept.strip_prefix(&**form)).filter(|rest| !rest.is_empty()) {
            kept = rest;
        }
        kept
    }
}

fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|word| !word.is_empty() && !matches!(*word, "and" | "und" | "et"))
}

/// Traditional characters of company names and their simplified forms, pair by pair; those of headings are in [`simplified`].
const TRADITIONAL_IN_NAMES: &str = "貿贸業业實实責责進进廠厂東东華华國国電电機机術术發发團团龍龙興兴廣广寶宝銀银鋼钢鐵铁紡纺織织際际灣湾會会\
    產产開开設设計计時时書书車车門门馬马麗丽聯联億亿豐丰萬万達达潤润環环質质資资運运輸输貨货製制藝艺橋桥紅红綠绿藍蓝黃黄飛飞鵬鹏";

/// A character of a company's name in its simplified form.
fn simplified_in_names(c: char) -> char {
    static PAIRS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let all: Vec<char> = TRADITIONAL_IN_NAMES.chars().collect();
        all.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    });
    if matches!(c, '\u{4E00}'..='\u{9FFF}') { PAIRS.get(&c).copied().unwrap_or_else(|| simplified(c)) } else { c }
}

/// A name folded, with traditional characters in their simplified form: one firm is often written in both.
pub(super) fn fold_name(name: &str) -> String {
    let folded = fold(name);
    if folded.contains(|c| simplified_in_names(c) != c) { folded.chars().map(simplified_in_names).collect() } else { folded }
}

/// A folded name in which the forms that are signs, and abbreviations of words that stay, are written one way.
pub(super) fn unify(mut folded: String) -> String {
    if folded.starts_with("m/s") && folded[3..].starts_with([' ', '.']) && folded[4..].contains(char::is_alphanumeric) {
        folded.drain(..4);
    }
    if folded.contains('(') {
        // (株) and (주) beside a name: the brackets tell them from a part of it.
        for sign in ["(株)", "(有)", "(주)", "(유)", "(合)", "(同)", "(資)"] {
            if folded.contains(sign) && folded.len() > sign.len() {
                folded = folded.replace(sign, " ");
            }
        }
    }
    for (short, long) in [
        ("imp. & exp", "import export "),
        ("imp & exp", "import export "),
        ("imp.&exp", "import export "),
        ("imp. and exp", "import export "),
        ("imp-exp", "import export"),
        ("imp/exp", "import export"),
        ("intl.", "international "),
        (" intl ", " international "),
        ("int'l", "international"),
        ("gen. tr.", "general trading "),
        ("san. ve tic.", "sanayi ve ticaret "),
        ("san ve tic ", "sanayi ve ticaret "),
    ] {
        if folded.contains(short) {
            folded = folded.replace(short, long);
        }
    }
    folded
}

/// A sign that belongs to the letter before it in scripts that write vowels so.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{DFF}' | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' | '\u{EB1}'..='\u{ECD}'
        | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}')
}

/// Whether a script puts no spaces between words, or such that mean nothing: Chinese, Japanese, Korean, Thai, Lao, Burmese, Khmer.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{E00}'..='\u{EFF}'
        | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '々')
}
