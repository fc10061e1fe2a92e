//! Names of companies and people as comparison sees them, and cheap votes on what a column of names holds.
//!
//! Two spellings of one company fold to the same key: legal form, punctuation, width, case, accents, hyphens and double
//! spaces do not count, nor does the place of the legal form or of words such as Trading. Which customers become one is
//! decided elsewhere; legal forms are those of `assets/data/legal_forms.tsv`.

mod legal;

use legal::{Forms, is_unspaced};

/// The key under which all spellings of a company's name are equal; empty only for a blank name.
///
/// The legal form goes (`GmbH`, `Co., Ltd.`, `ООО`, `株式会社`, `有限公司` …), words of trade stay but their place does not count: two firms are
/// not
/// one because both trade. Other words keep their order, since `Minh Thành Kim Bảo` and `Kim Bảo Minh Thành` are two firms.
pub fn fold_company(name: &str) -> String {
    let words = Words::of(name);
    words.key()
}

/// The key of [`fold_company`] with its words in alphabetical order, for finding pairs to ask about; equal keys do not prove one company.
pub fn fold_company_unordered(name: &str) -> String {
    let key = fold_company(name);
    let mut words: Vec<&str> = key.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// Whether two names are spellings of one company; blank names are nobody's.
pub fn same_company(a: &str, b: &str) -> bool {
    let key = fold_company(a);
    !key.is_empty() && key == fold_company(b)
}

/// Words of trade: part of a name, wherever they stand in it.
#[rustfmt::skip]
const TRADE: [&str; 44] = [
    "trading", "trade", "traders", "import", "imports", "importers", "export", "exports", "exporters", "international", "group",
    "holding", "holdings", "industrial",
    "industry", "industries", "enterprise", "enterprises", "general", "global", "commerce", "commercial", "distribution", "distributors",
    "wholesale", "services",
    "service", "supply", "supplies", "manufacturing", "ventures", "marketing", "overseas", "impex", "handel", "handels", "comercial",
    "commerciale", "distribuidora",
    "ticaret", "sanayi", "prekyba", "negoce", "niaga",
];

/// A folded name cut into words.
struct Words {
    folded: String,
    /// Byte ranges of the words, texts of unspaced scripts joined.
    words: Vec<Word>,
}

#[derive(Clone, Copy)]
struct Word {
    from: usize,
    to: usize,
}

impl Words {
    fn of(name: &str) -> Self {
        let folded = legal::unify(legal::fold_name(name));
        let mut words: Vec<Word> = Vec::with_capacity(8);
        let mut open: Option<usize> = None;
        for (at, c) in folded.char_indices() {
            // An apostrophe inside a word is part of it and drops out of the key.
            let inside = c.is_alphanumeric() || legal::is_mark(c) || (c == '\'' && open.is_some());
            match (inside, open) {
                (true, None) => open = Some(at),
                (false, Some(from)) => {
                    words.push(Word { from, to: at });
                    open = None;
                }
                _ => {}
            }
        }
        if let Some(from) = open {
            words.push(Word { from, to: folded.len() });
        }
        Self { folded, words }
    }

    fn text(&self, word: Word) -> &str {
        self.folded[word.from..word.to].trim_end_matches('\'')
    }

    fn key(self) -> String {
        let all: Vec<&str> = self.words.iter().map(|&word| self.text(word)).filter(|word| !word.is_empty()).collect();
        if all.is_empty() {
            return self.folded.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        let forms = Forms::get();
        let kept = forms.strip_words(&all);
        // In scripts without spaces between words, the form is a beginning or an end of the text, and spaces mean nothing.
        let mut joined = String::new();
        let mut pieces: Vec<String> = Vec::with_capacity(kept.len());
        let mut trade: Vec<&str> = Vec::new();
        let mut letters = false;
        for word in kept.iter().copied().chain([""]) {
            if word.starts_with(is_unspaced) {
                joined.push_str(word);
                letters = false;
                continue;
            }
            if !joined.is_empty() {
                pieces.push(forms.strip_unspaced(&joined).to_owned());
                joined.clear();
            }
            if word.is_empty() || is_joining(word) && kept.len() > 1 {
                continue;
            }
            if TRADE.contains(&word) {
                trade.push(word);
                letters = false;
                continue;
            }
            let letter = word.len() == 1 && word.as_bytes()[0].is_ascii_lowercase();
            match pieces.last_mut() {
                // A.B.C. and A B C are ABC.
                Some(last) if letter && letters => last.push_str(word),
                _ => pieces.push(word.replace('\'', "")),
            }
            letters = letter;
        }
        trade.sort_unstable();
        let mut key = pieces.join(" ");
        for word in trade {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(word);
        }
        if key.is_empty() { all.join(" ") } else { key }
    }
}

/// Words for "and", which some write as a sign.
fn is_joining(word: &str) -> bool {
    matches!(word, "and" | "und" | "et" | "the")
}

/// The key under which spellings of a person's name are equal: without titles and punctuation, in any order of words.
pub fn folded_person(name: &str) -> String {
    const TITLES: [&str; 26] = [
        "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam", "mme", "mlle", "herr", "frau", "hr", "fr", "sr", "sra", "senor", "senora",
        "ing", "eng", "dipl", "dott", "mag", "m", "bay", "bayan",
    ];
    let folded = legal::fold_name(name);
    let mut words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric() && !legal::is_mark(c) && c != '\'').filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && TITLES.contains(&words[0]) {
        words.remove(0);
    }
    // Characters without spaces between words: 高野 遥 is 高野遥.
    if !words.is_empty() && words.iter().all(|word| word.starts_with(is_unspaced)) {
        let joined = words.concat();
        let bare = ["先生", "女士", "小姐", "经理", "總", "总", "様", "さん", "님", "씨"]
            .iter()
            .find_map(|title| joined.strip_suffix(title))
            .filter(|bare| bare.chars().count() > 1);
        return bare.unwrap_or(&joined).to_owned();
    }
    words.sort_unstable();
    words.join(" ")
}

/// Whether a text looks like a company: it has a legal form or a word of trade in one of many scripts.
pub fn is_company_like(text: &str) -> bool {
    #[rustfmt::skip]
    const CHINESE: [&str; 24] = [
        "公司", "集团", "集團", "工厂", "工廠", "商行", "商社", "商事", "企业", "企業", "贸易", "貿易", "进出口", "進出口", "会社", "會社", "有限", "股份", "经营部", "事务所",
        "회사", "상사", "무역", "บริษัท",
    ];
    if text.len() < 2 || text.len() > 300 || text.contains('@') {
        return false;
    }
    if !text.is_ascii()
        && (CHINESE.iter().any(|word| text.contains(word))
            || text.trim_end().ends_with(['厂', '廠', '店', '行']) && text.chars().count() > 3)
    {
        return true;
    }
    let words = Words::of(text);
    let all: Vec<&str> = words.words.iter().map(|&word| words.text(word)).collect();
    all.len() > 1 && (Forms::get().strip_words(&all).len() < all.len() || all.iter().any(|word| TRADE.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_company_have_one_key() {
        for spellings in [
            &[
                "Harwold Trading Co., Ltd.",
                "HARWOLD TRADING CO LTD",
                "Harwold Trading Company Limited",
                "harwold trading Co.,Ltd",
                "Harwold-Trading Co Ltd.",
                "Harwold  Trading, CO., LTD",
                "Trading Harwold Co. Ltd",
            ][..],
            &[
                "Brandhof Werkzeuge GmbH & Co. KG",
                "BRANDHOF WERKZEUGE GMBH & CO. KG.",
                "Brandhof Werkzeuge gmbh & co kg",
                "Brandhof Werkzeuge, GmbH & Co KG",
            ],
            &["Brandhof GmbH", "Brandhof G.m.b.H.", "Brandhof Gmbh", "„Brandhof“ GmbH"],
            &["Montelejo S.A. de C.V.", "MONTELEJO SA DE CV", "Montelejo S.A. DE C.V"],
            &["Montelejo S. de R.L.", "montelejo s de rl"],
            &["Monte S.A.", "Monte SA", "Monte S. A.", "MONTE s.a."],
            &["Torvano S.r.l.", "Torvano SRL", "Torvano Srl"],
            &["Borvelov Sp. z o.o.", "Borvelov Sp.z o.o.", "BORVELOV SP Z O O"],
            &["Akdemsoy Dis Ticaret A.Ş.", "Akdemsoy Dış Ticaret AS", "Akdemsoy Dis Ticaret Anonim Şirketi", "AKDEMSOY DIS TICARET A.S."],
            &["Akdemsoy Ltd. Şti.", "akdemsoy ltd şti", "AKDEMSOY LTD. ŞTİ.."],
            &["PT Wijanara Makmur", "Wijanara Makmur PT", "Pt Wijanara Makmur", "PT \"Wijanara Makmur\"", "PT. Wijanara Makmur Tbk"],
            &["OOO Borvelov Stroy", "Borvelov Stroy OOO", "Ooo Borvelov Stroy"],
            &["ООО «Борвелов»", "ООО Борвелов", "Борвелов ООО", "БОРВЕЛОВ, ООО"],
            &["株式会社ミドリハルカ商事", "ミドリハルカ商事株式会社", "㈱ミドリハルカ商事", "(株)ﾐﾄﾞﾘﾊﾙｶ商事", "株式会社 ミドリハルカ 商事"],
            &["주식회사 대한성미", "대한성미 주식회사", "(주)대한성미", "㈜ 대한 성미"],
            &["บริษัท สยามทองรุ่ง จำกัด", "บริษัท สยามทองรุ่ง จำกัด (มหาชน)", "สยามทองรุ่ง"],
            &[
                "Công ty TNHH Minh Thành Kim Bảo",
                "CÔNG TY TNHH MINH THÀNH KIM BẢO",
                "Cong ty TNHH Minh Thanh Kim Bao",
                "Công ty TNHH MTV Minh Thành Kim Bảo",
            ],
            &["شركة النور الفارس للتجارة", "النور الفارس للتجارة", "شركة النور الفارس للتجارة ذ.م.م"],
            &["深圳市某某科技有限公司", "深圳市某某科技股份有限公司", "深圳市某某科技有限责任公司", "深圳市某某科技有限公司 "],
            &["某某國際貿易有限公司", "某某国际贸易有限公司", "某某國際貿易股份有限公司"],
            &["某某(香港)有限公司", "某某（香港）有限公司", "某某香港有限公司"],
            &["新加坡某某五金私人有限公司", "新加坡某某五金有限公司", "新加坡某某五金"],
            &["Foo (Shanghai) Co., Ltd.", "FOO SHANGHAI CO LTD"],
            &["Durban Tools (Pty) Ltd", "Durban Tools Pty Ltd", "Durban Tools Proprietary Limited", "DURBAN TOOLS (PTY) LTD.."],
            &[
                "Sharinath Exports Pvt. Ltd.",
                "Sharinath Exports Private Limited",
                "Sharinath Exports (P) Ltd.",
                "M/s Sharinath Exports Pvt Ltd",
                "M/S. Sharinath Exports",
            ],
            &["Smith & Sons Ltd", "Smith and Sons Limited", "SMITH SONS LTD"],
            &["A.B.C. Trading LLC", "ABC Trading L.L.C.", "A B C Trading LLC"],
            &["L'Oréal S.A.", "LOREAL SA", "L’Oréal"],
            &["The Harwold Company", "Harwold Co.", "Harwold"],
            &["Kvistrom Import & Export AB", "Kvistrom Import Export AB", "Kvistrom Import-&-Export ab", "Kvistrom Imp. & Exp. AB"],
            &["Odense A/S", "Odense a/s", "ODENSE A/S."],
            &["Lagos Hardware Nig. Ltd", "LAGOS HARDWARE NIG. LTD.", "Lagos Hardware Nigeria Limited"],
            &["Quito Cia. Ltda.", "Quito Cía. Ltda.", "quito cia ltda"],
            &["Riyadh Tools Est.", "Riyadh Tools Establishment", "RIYADH TOOLS EST.."],
            &["חיפה בע\"מ", "חיפה בע״מ", "חיפה"],
            &["Thelaridis Α.Ε.", "Thelaridis ΑΕ"],
            &["Dubai FZ-LLC", "Dubai FZ LLC", "Dubai LLC"],
            &["Ø Ørsted A/S", "O ORSTED A/S"],
            &["JSC Borvelov", "Borvelov JSC", "Joint Stock Company \"Borvelov\""],
            &["LLC Dnipro Trade", "Dnipro Trade LLC", "Dnipro Trade Limited Liability Company"],
            &["SARL Valcourt", "Valcourt SARL", "S.A.R.L. Valcourt"],
            &["Fa. Müller & Söhne OHG", "FA. MULLER & SOHNE OHG"],
        ] {
            let keys: Vec<String> = spellings.iter().map(|name| fold_company(name)).collect();
            assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{spellings:?} {keys:?}");
            assert!(!keys[0].is_empty());
            assert!(same_company(spellings[0], spellings[spellings.len() - 1]));
        }
    }

    #[test]
    fn different_companies_keep_different_keys() {
        #[rustfmt::skip]
        let names = [
            "Harwold Trading Ltd", "Harwold Ltd", "Harwold Group Ltd", "Harwold International Ltd", "Harwold Import Ltd",
            "Harwold Holding AG", "Trading Co., Ltd.", "Limited", "Company", "Công ty TNHH Kim Bảo Minh Thành",
            "Công ty TNHH Minh Thành Kim Bảo", "شركة الفارس النور للتجارة", "شركة النور الفارس للتجارة", "某某贸易有限公司", "某某有限公司",
            "某某集团有限公司", "某某进出口有限公司", "某某有限公司深圳分公司", "某某厂", "有限公司", "MB Tools GmbH", "Tools GmbH", "IP Solutions Ltd", "Solutions Ltd",
            "Show Me Ltd", "Show Ltd", "AS", "SE", "Me", "ООО", "株式会社", "Booking.com", "SAS Institute", "Ag Reliant Genetics", "PT",
            "CC", "Oy", "Se Young", "COSCO", "Inco", "Incorp Services", "Corpus", "Miradzki", "Mirajki",
        ];
        for (at, a) in names.iter().enumerate() {
            for b in &names[at + 1..] {
                assert!(!same_company(a, b), "{a} {b} {}", fold_company(a));
            }
        }
        for blank in ["", " ", "\u{a0}"] {
            assert_eq!(fold_company(blank), "");
            assert!(!same_company(blank, blank));
        }
        assert_eq!(fold_company("???"), "???");
        assert_eq!(fold_company_unordered("Müller Hans GmbH"), fold_company_unordered("Hans Müller GmbH"));
    }

    #[test]
    fn people_are_folded() {
        for spellings in [
            &["Anna Müller", "Müller, Anna", "ANNA MULLER", "Dr. Anna Müller", "Ms Anna  Müller"][..],
            &["高野 遥", "高野遥", "高野　遥 様"],
            &["林晓岚", "林晓岚女士", "林晓岚 先生"],
            &["Wei-ting Chen", "WEI TING CHEN"],
            &["O'Brien Liam", "Liam O’Brien"],
            &["강민채", "강 민채", "강민채 님"],
        ] {
            let keys: Vec<String> = spellings.iter().map(|name| folded_person(name)).collect();
            assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{spellings:?} {keys:?}");
        }
        assert_ne!(folded_person("Anna Müller"), folded_person("Anne Müller"));
        assert_eq!(folded_person(""), "");
        assert_eq!(folded_person("Mr"), "mr");
    }

    #[test]
    fn columns_of_names_are_told_apart() {
        for text in [
            "Harwold Trading Ltd",
            "PT Wijanara",
            "某某有限公司",
            "义乌某某厂",
            "株式会社ミドリ",
            "ООО «Борвелов»",
            "Brandhof GmbH",
            "شركة النور الفارس",
            "Kavadani Exports",
        ] {
            assert!(is_company_like(text), "{text}");
        }
        for text in [
            "Anna Müller",
            "Liam Brantham",
            "林晓岚",
            "강민채",
            "Van Elderhorst Sanne",
            "Nguyễn Thị Hương",
            "Ирина Доровская",
            "王女士",
            "Mr. Chen",
            "عمر الناصري",
            "高野 遥",
        ] {
            assert!(!is_company_like(text), "{text}");
        }
        for text in ["", "a", "12", "Hamburg", "价格敏感", "a@b.example", "needs CE", "+49 30 1"] {
            assert!(!is_company_like(text), "{text}");
        }
    }
}
