//! E-mail addresses: taken apart, cleaned, checked for shape, and whether the domain is one of free mail.
//!
//! A domain that is not free mail belongs to a company and tells customers of one house. Whether an address receives mail
//! nobody here can tell.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::model::text::{clean, narrow};

/// Why a text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum InvalidEmail {
    /// No `@`.
    #[error("no @")]
    NoAt,
    /// More than one `@`.
    #[error("more than one @")]
    SeveralAts,
    /// Nothing before the `@`.
    #[error("nothing before @")]
    EmptyLocal,
    /// Nothing after the `@`.
    #[error("nothing after @")]
    EmptyDomain,
    /// A domain without a dot, or one that begins or ends with it or has two together.
    #[error("the domain is not whole")]
    BadDomain,
    /// A space, a comma or another character that no address has.
    #[error("a character that no address has")]
    BadCharacter,
    /// More than 254 characters (RFC 5321).
    #[error("too long")]
    TooLong,
}

/// The addresses in a cell: parted by `;` `；` `、` `|` and line breaks, and by `,` `/` or spaces where both sides have an `@`.
pub fn split_emails(text: &str) -> Vec<&str> {
    let mut parts = Vec::with_capacity(1);
    // By far most cells hold one address.
    if text.bytes().filter(|&b| b == b'@').count() < 2 && !text.contains([';', '\n', '、', '|', '；', '＠']) {
        let text = text.trim();
        if !text.is_empty() {
            parts.push(text);
        }
        return parts;
    }
    let has_at = |part: &str| part.contains(['@', '＠']);
    for hard in text.split([';', '；', '、', '|', '\n', '\r']) {
        let (mut start, mut at) = (0, 0);
        let soft = |c: char| matches!(c, ',' | '，' | '/' | '／') || c.is_whitespace();
        while let Some(found) = hard[at..].find(soft) {
            let from = at + found;
            let to = hard[from..].find(|c: char| !soft(c)).map_or(hard.len(), |next| from + next);
            let next = hard[to..].find(soft).map_or(hard.len(), |next| to + next);
            let quoted = hard[start..from].matches('"').count() % 2 == 1;
            // "Müller, Anna <a@b.c>" is one; a name with spaces belongs to the address behind it.
            let right = hard[to..].find([',', '，', '/', ';']).map_or(&hard[to..], |end| &hard[to..to + end]);
            let right_is_one = has_at(&hard[to..next]) || has_at(right) && right.contains('<');
            if !quoted && has_at(&hard[start..from]) && right_is_one {
                parts.push(hard[start..from].trim());
                start = to;
            }
            at = to;
        }
        let last = hard[start..].trim_matches(|c: char| soft(c) || c == '\u{200B}');
        if !last.is_empty() {
            // A comma and a dot at the end of a single address make it invalid, they are not lost here.
            parts.push(if start == 0 { hard.trim() } else { last });
        }
    }
    parts
}

/// Reads one address: without `<>`, `mailto:`, a display name, and `;` or `,` at the end; the domain in lower case, and all of it where
/// all was in capitals.
///
/// ` at ` is not read as `@`: who wrote so may have written more in words.
pub fn read_email(text: &str) -> Result<String, InvalidEmail> {
    let cleaned = clean(text);
    let narrowed = narrow(&cleaned);
    let address = bare(&narrowed);
    check(address)?;
    let at = address.find('@').ok_or(InvalidEmail::NoAt)?;
    let mut address = address.to_owned();
    if address.bytes().any(|b| b.is_ascii_uppercase()) {
        let all = !address.bytes().any(|b| b.is_ascii_lowercase());
        address[if all { 0 } else { at }..].make_ascii_lowercase();
    }
    if !address.is_ascii() {
        let domain = address[at..].to_lowercase();
        address.truncate(at);
        address.push_str(&domain);
    }
    Ok(address)
}

/// The address without what people and programs put around it.
fn bare(text: &str) -> &str {
    let mut text = text.trim();
    if let (Some(open), Some(close)) = (text.find('<'), text.rfind('>'))
        && open < close
        && text[open..close].contains('@')
    {
        text = text[open + 1..close].trim();
    }
    for label in ["mailto:", "e-mail:", "email:", "mail:", "邮箱:"] {
        if text.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label)) {
            text = text[label.len()..].trim();
        }
    }
    // "a@b.example?subject=…" of a copied link, "a@b.example (Anna)" of a card.
    if let Some(end) = text.find(['?', '(']).filter(|&end| text[..end].contains('@')) {
        text = text[..end].trim();
    }
    text.trim_matches(|c| matches!(c, ';' | ',' | '<' | '>' | '"' | '\'' | '[' | ']') || char::is_whitespace(c))
}

fn check(address: &str) -> Result<(), InvalidEmail> {
    let Some((local, domain)) = address.split_once('@') else { return Err(InvalidEmail::NoAt) };
    if domain.contains('@') {
        return Err(InvalidEmail::SeveralAts);
    }
    if local.is_empty() {
        return Err(InvalidEmail::EmptyLocal);
    }
    if domain.is_empty() {
        return Err(InvalidEmail::EmptyDomain);
    }
    if address.len() > 254 {
        return Err(InvalidEmail::TooLong);
    }
    let local_char = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '.' | '_' | '-' | '+' | '&' | '\'' | '!' | '#' | '$' | '%' | '*' | '/' | '=' | '^' | '`' | '{' | '}' | '~')
    };
    if !local.chars().all(local_char) || !domain.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-' || c == '_' || is_mark(c)) {
        return Err(InvalidEmail::BadCharacter);
    }
    let mut labels = domain.split('.');
    let whole = labels.all(|label| !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-'));
    let last = domain.rsplit('.').next().unwrap_or("");
    if !whole || !domain.contains('.') || last.chars().count() < 2 || last.bytes().all(|b| b.is_ascii_digit()) {
        return Err(InvalidEmail::BadDomain);
    }
    Ok(())
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{DFF}' | '\u{E31}'..='\u{E4E}')
}

/// The domain of an address, in the case it is written.
pub fn domain(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| !domain.is_empty())
}

static FREE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../assets/data/free_mail.tsv").lines().skip(1).map(str::trim).filter(|line| !line.is_empty()).collect()
});

/// Whether anyone can have an address at a domain: free mail, access providers, throw-away services. Case does not count.
pub fn is_free_mail(domain: &str) -> bool {
    let domain = domain.trim_end_matches('.');
    let lower =
        if domain.bytes().any(|b| b.is_ascii_uppercase()) { Cow::Owned(domain.to_ascii_lowercase()) } else { Cow::Borrowed(domain) };
    FREE.contains(lower.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_several_addresses_are_split() {
        for (text, parts) in [
            ("a@b.example", &["a@b.example"][..]),
            ("a@b.example;c@b.example", &["a@b.example", "c@b.example"]),
            ("a@b.example; c@b.example;", &["a@b.example", "c@b.example"]),
            ("a@b.example,c@b.example", &["a@b.example", "c@b.example"]),
            ("a@b.example, c@b.example, d@b.example", &["a@b.example", "c@b.example", "d@b.example"]),
            ("a@b.example / c@b.example", &["a@b.example", "c@b.example"]),
            ("a@b.example、c@b.example", &["a@b.example", "c@b.example"]),
            ("a@b.example\nc@b.example", &["a@b.example", "c@b.example"]),
            ("a@b.example\r\nc@b.example", &["a@b.example", "c@b.example"]),
            ("a@b.example c@b.example", &["a@b.example", "c@b.example"]),
            ("a@b.example|c@b.example", &["a@b.example", "c@b.example"]),
            ("Müller, Anna <a@b.example>", &["Müller, Anna <a@b.example>"]),
            ("Anna <a@b.example>, Bernd Berg <b@b.example>", &["Anna <a@b.example>", "Bernd Berg <b@b.example>"]),
            ("\"Müller, Anna\" <a@b.example>; c@b.example", &["\"Müller, Anna\" <a@b.example>", "c@b.example"]),
            ("anna,mueller@b.example.", &["anna,mueller@b.example."]),
            ("anna at b.example", &["anna at b.example"]),
            ("a@@b.example", &["a@@b.example"]),
            ("", &[]),
            (" ; ", &[]),
        ] {
            assert_eq!(split_emails(text), parts, "{text:?}");
        }
    }

    #[test]
    fn addresses_are_cleaned() {
        for (raw, value) in [
            ("a.b@c.example", "a.b@c.example"),
            ("<olga@volonik.example>", "olga@volonik.example"),
            ("mailto:felix@walratal.example", "felix@walratal.example"),
            ("MAILTO:felix@walratal.example?subject=x", "felix@walratal.example"),
            ("tiago@monlaales.example;", "tiago@monlaales.example"),
            ("tiago@monlaales.example,", "tiago@monlaales.example"),
            ("KYLE@HOLLOWORTH.EXAMPLE", "kyle@holloworth.example"),
            ("Kyle@Holloworth.Example", "Kyle@holloworth.example"),
            ("\u{200b}a@b.example", "a@b.example"),
            (" a@b.example\u{a0}", "a@b.example"),
            ("Anna Müller <a@b.example>", "a@b.example"),
            ("a@b.example (Anna)", "a@b.example"),
            ("ａ＠ｂ．ｅｘａｍｐｌｅ", "a@b.example"),
            ("邮箱：a@b.example", "a@b.example"),
            ("o'brien+x@b-c.co.example", "o'brien+x@b-c.co.example"),
            ("анна@пример.рф", "анна@пример.рф"),
            ("a@163.com", "a@163.com"),
        ] {
            assert_eq!(read_email(raw).as_deref(), Ok(value), "{raw:?}");
        }
    }

    #[test]
    fn invalid_ones_say_why() {
        for (text, why) in [
            ("tordella.javier at soltaares.example", InvalidEmail::NoAt),
            ("huong.vuphuhavinhphat.example", InvalidEmail::NoAt),
            ("a@@b.example", InvalidEmail::SeveralAts),
            ("marco@", InvalidEmail::EmptyDomain),
            ("@b.example", InvalidEmail::EmptyLocal),
            ("nimeshwala.neha@rarikar-group", InvalidEmail::BadDomain),
            ("x@163", InvalidEmail::BadDomain),
            ("anna,mueller@b.example.", InvalidEmail::BadCharacter),
            ("olga@volonik,example.", InvalidEmail::BadCharacter),
            ("a@b.example.", InvalidEmail::BadDomain),
            ("a@b..example", InvalidEmail::BadDomain),
            ("a@-b.example", InvalidEmail::BadDomain),
            ("a b@c.example", InvalidEmail::BadCharacter),
            ("a@1.2.3.4", InvalidEmail::BadDomain),
            ("", InvalidEmail::NoAt),
        ] {
            assert_eq!(read_email(text), Err(why), "{text}");
        }
        assert_eq!(read_email(&format!("{}@b.example", "a".repeat(250))), Err(InvalidEmail::TooLong));
    }

    #[test]
    fn private_domains_are_told_from_free_mail() {
        for free in ["gmail.com", "163.com", "QQ.com", "hotmail.com", "yahoo.co.jp", "mail.ru", "gmx.de"] {
            assert!(is_free_mail(free), "{free}");
        }
        for private in ["volonik.example", "mygmail.com", "", "com"] {
            assert!(!is_free_mail(private), "{private}");
        }
        assert_eq!(domain("a@b.example"), Some("b.example"));
        assert_eq!(domain("a@"), None);
        assert_eq!(domain("a"), None);
    }
}
