//! Hostile texts: what a field says comes out as it is, and nothing that it says is done.

use gendan::book::{Book, Edit, PaperStyle};
use gendan::model::{Contact, Customer, Field, Id, Kind, Of, Touch};
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization as _;

use super::cards;
use super::reader::{letters, read};
use crate::stage::now;

/// What means something to the typesetter, to browsers, shells, databases and spreadsheets, or is only hard to write.
const CORES: [&str; 50] = [
    "#read(\"../secret.txt\")",
    "#eval(\"1 + 1\")",
    "#include \"/etc/passwd\"",
    "#import \"@preview/x:1.0.0\": *",
    "#json(\"/data.json\")",
    "#image(\"/logo.png\")",
    "#panic()",
    "#let x = while true {}",
    "#sys.inputs",
    "#plugin(\"x.wasm\")",
    "#link(\"http://example.com\")",
    "$x^2$",
    "$ sum_(i=0)^n $",
    "\\",
    "\\u{41}",
    "\\n\\t",
    "]",
    "[",
    "]]#[",
    "}{",
    "*bold* _slanted_ `raw` ```code```",
    "<label> @reference",
    "= Heading",
    "- item + item / term: x",
    "// comment /* comment */",
    "~ -- --- ... -?",
    "\"quoted\" 'quoted'",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#65;",
    "{{template}} ${variable} %s %n {0}",
    "'; DROP TABLE customer; --",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "$(rm -rf /) `id` ; true",
    "../../../../etc/passwd",
    "C:\\Windows\\system32\\con",
    "%00%0a%0d",
    "(more) … (3 more characters)",
    "e\u{301}tude de\u{301}ja\u{300} vu",
    "Ça où l’œuvre ß ẞ Ø ł ş ğ İ ı",
    "Ελληνικά Привет мир",
    "跟单：客户资料（测试）【重要】《合同》",
    "ＦＯＢ　寧波　１２３",
    "株式会社サンプル ひらがな カタカナ ｶﾀｶﾅ",
    "龘靐齉野家",
    "zero\u{200b}width\u{feff}signs",
    "no\u{a0}break\u{202f}spaces\u{2003}wide",
    "1,234.56 € £ ¥ ₹ % ‰ ± × ÷ № ™ ® ©",
    "a very long line of many words that has to be broken more than once in any frame of any paper that there is",
];

/// Some of them in other places of a text.
fn hostile() -> Vec<String> {
    let around: [fn(&str) -> String; 4] = [
        |core| core.to_owned(),
        |core| format!("客户说{core}，已回复"),
        |core| format!("{core}\n{core}"),
        |core| format!("{}{core}", "W".repeat(40)),
    ];
    around.iter().flat_map(|around| CORES.iter().map(|core| around(core))).collect()
}

/// Texts in scripts for which another face than the embedded pair is needed, and such as hide something, with what is seen of them.
const OTHERS: [(&str, &str); 11] = [
    ("㐂野家", "㐂野家"),
    ("شركة الأمل للتجارة", "شركة الأمل للتجارة"),
    ("חברה לדוגמה בע״מ", "חברה לדוגמה בע״מ"),
    ("บริษัทตัวอย่างจำกัด", "บริษัทตัวอย่างจำกัด"),
    ("주식회사 예시", "주식회사 예시"),
    ("नमूना कंपनी", "नमूना कंपनी"),
    ("smile 😀 👍🏽", "smile 😀 👍🏽"),
    ("\u{202e}fdp.exe", "[U+202E]fdp.exe"),
    ("bell\u{7} escape\u{1b}[31m", "bell[U+0007] escape[U+001B][31m"),
    ("\u{2066}isolate\u{2069}", "[U+2066]isolate[U+2069]"),
    ("nul\u{0}inside", "nul[U+0000]inside"),
];

fn is_of_words(kind: Kind) -> bool {
    !matches!(kind, Kind::Day | Kind::Money | Kind::Number | Kind::Stars | Kind::Tags | Kind::Currency)
}

/// A customer that says `text` in every field of words, with a person, an own field, a plan and a touch that say it too; how often.
fn told(book: &mut Book, number: usize, text: &str) -> (Id, usize) {
    let mut customer = Customer::new(Id(0));
    let mut count = 0;
    for field in Field::stored(Of::Customer).iter().filter(|field| is_of_words(field.kind()) && **field != Field::Company) {
        customer.set(*field, text);
        count += 1;
    }
    customer.set(Field::Company, format!("Customer {number}"));
    customer.set_extra("Own", text);
    let mut contact = Contact::new(Id(0), Id(0));
    for field in Field::stored(Of::Contact).iter().filter(|field| is_of_words(field.kind())) {
        contact.record.set(*field, text);
        count += 1;
    }
    let done = book.apply(Edit::AddCustomer { customer: Box::new(customer), contacts: vec![contact] }, now()).expect("added");
    let id = done.customer.expect("a customer");
    let touch = Touch { text: text.to_owned(), ..Touch::new(Id(0), id, now().today.into()) };
    book.apply(Edit::log(touch), now()).expect("logged");
    (id, count + 2)
}

#[test]
fn two_hundred_hostile_texts_in_every_field_come_out_as_they_are() {
    let folder = TempDir::new().expect("a folder");
    let mut book = Book::open(folder.path(), now()).expect("a book");
    let texts = hostile();
    assert_eq!(texts.len(), 200);
    for (number, text) in texts.iter().enumerate() {
        let (id, count) = told(&mut book, number, text);
        let pages = read(cards(&book, &[id], PaperStyle { is_long: true, ..PaperStyle::default() }));
        let said: String = pages.iter().map(|page| page.letters()).collect();
        let expected = letters(&text.nfc().collect::<String>());
        let found = said.matches(&expected).count();
        assert!(found >= count, "{text:?} stands {found} times instead of {count}: {said}");
        for page in &pages {
            let outside = page.places.iter().find(|(x, y)| *x < 0.0 || *y < 0.0 || *x > page.size.0 || *y > page.size.1);
            assert_eq!(outside, None, "{text:?} runs off a page of {:?}", page.size);
        }
    }
}

#[test]
fn what_does_not_fit_says_how_much_is_left_out() {
    let folder = TempDir::new().expect("a folder");
    let mut book = Book::open(folder.path(), now()).expect("a book");
    let word = "x".repeat(100_000);
    let mut customer = Customer::new(Id(0));
    customer.set(Field::Company, "Long Ltd");
    customer.set(Field::Notes, word.as_str());
    let done = book.apply(Edit::AddCustomer { customer: Box::new(customer), contacts: Vec::new() }, now()).expect("added");
    let pages = read(cards(&book, &[done.customer.expect("a customer")], PaperStyle::default()));
    let said: String = pages.iter().map(|page| page.letters()).collect();
    let (begun, rest) = said.split_once("…(").expect("it says that there is more");
    let shown = begun.chars().rev().take_while(|c| *c == 'x').count();
    let more: usize = rest.split_once("morecharacters)").expect("how many").0.parse().expect("a number");
    assert_eq!(shown + more, word.len());
    assert!(shown > 20, "{shown}");
}

#[test]
#[ignore = "needs pdftotext of poppler-utils; the checks of the project run it"]
fn scripts_beyond_the_embedded_faces_are_read_back_as_well() {
    let folder = TempDir::new().expect("a folder");
    let mut book = Book::open(folder.path(), now()).expect("a book");
    for (number, (text, seen)) in OTHERS.iter().enumerate() {
        let (id, count) = told(&mut book, number, text);
        let file = folder.path().join("card.pdf");
        std::fs::write(&file, cards(&book, &[id], PaperStyle { is_long: true, ..PaperStyle::default() })).expect("written");
        let said = std::process::Command::new("pdftotext").arg(&file).arg("-").output().expect("pdftotext runs");
        let (said, expected) = (letters(&String::from_utf8_lossy(&said.stdout)), letters(&seen.nfc().collect::<String>()));
        // In which order letters from right to left and from left to right stand in a line is the reader's choice.
        for letter in expected.chars() {
            let wanted = expected.matches(letter).count() * count;
            let found = said.matches(letter).count();
            assert!(found >= wanted, "{text:?}: {letter:?} ({}) {found} times instead of {wanted}: {said}", letter.escape_unicode());
        }
    }
}
