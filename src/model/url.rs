//! Web sites: cleaned as written, and the host by which two customers of one house are told.
//!
//! Nothing is fetched and no percent sign is decoded.

use std::borrow::Cow;

use crate::model::text::{clean, narrow};

/// A web site as written, without invisible edges, wide letters, brackets around it, a label, and signs at its end that belong to a
/// sentence.
pub fn clean_url(text: &str) -> Cow<'_, str> {
    let cleaned = clean(text);
    let narrowed = narrow(&cleaned);
    let mut bare = narrowed.as_ref();
    for label in ["website:", "web site:", "web:", "url:", "homepage:", "网址:", "官网:", "网站:"] {
        if bare.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label)) {
            bare = &bare[label.len()..];
        }
    }
    let bare = bare
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | ';' | ',' | '、' | '。'))
        .trim_end_matches('.');
    if bare.len() == text.len() { Cow::Borrowed(text) } else { Cow::Owned(bare.to_owned()) }
}

/// The host of a web site or bare domain, in lower case, without `www.`, port and path; none where there is no domain with a dot.
pub fn host(text: &str) -> Option<String> {
    let cleaned = clean_url(text);
    let rest = cleaned.as_ref();
    let rest = match rest.find("//") {
        Some(at) if at == 0 || rest[..at].ends_with(':') && rest[..at - 1].bytes().all(|b| b.is_ascii_alphanumeric()) => &rest[at + 2..],
        _ => rest,
    };
    let end = rest.find(['/', '?', '#', '\\', ' ']).unwrap_or(rest.len());
    let host = &rest[..end];
    // A user name before the host is no e-mail address: that has no scheme.
    let host = match host.rsplit_once('@') {
        Some((_, host)) if cleaned.contains("//") => host,
        Some(_) => return None,
        None => host,
    };
    let host = host.split_once(':').map_or(host, |(host, _)| host).trim_end_matches('.').to_lowercase();
    let host = ["www.", "www2.", "m."]
        .iter()
        .find_map(|prefix| host.strip_prefix(prefix).filter(|rest| rest.contains('.')))
        .map_or(host.clone(), str::to_owned);
    let last = host.rsplit('.').next().unwrap_or("");
    let labels = host.split('.').all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_'));
    (host.contains('.') && labels && last.chars().count() >= 2 && !last.bytes().any(|b| b.is_ascii_digit())).then_some(host)
}

/// Whether a text looks like a web site or a bare domain, for telling columns apart.
pub fn is_url_like(text: &str) -> bool {
    let text = text.trim();
    text.len() < 300
        && text.contains('.')
        && !text.contains(['@', ' '])
        && (text.starts_with("http") || text.starts_with("www.") || text.is_ascii())
        && host(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_stay_as_written() {
        for (raw, value) in [
            ("https://volonik.example\u{3000}", "https://volonik.example"),
            ("\thttp://www.prataelli.example", "http://www.prataelli.example"),
            ("www.almluado.example ", "www.almluado.example"),
            ("<http://a.example/x?y=1>", "http://a.example/x?y=1"),
            ("网址：www.a.example", "www.a.example"),
            ("ｗｗｗ．ａ．ｅｘａｍｐｌｅ", "www.a.example"),
            ("a.example.", "a.example"),
            ("http://A.Example/Path/", "http://A.Example/Path/"),
            ("", ""),
        ] {
            assert_eq!(clean_url(raw), value, "{raw:?}");
        }
    }

    #[test]
    fn hosts_are_found() {
        for (text, found) in [
            ("https://www.Volonik.example/path?x#y", Some("volonik.example")),
            ("http://volonik.example:8080", Some("volonik.example")),
            ("WWW.VOLONIK.EXAMPLE", Some("volonik.example")),
            ("volonik.example", Some("volonik.example")),
            ("//volonik.example", Some("volonik.example")),
            ("http:\\\\volonik.example", None),
            ("https://user@shop.volonik.example/", Some("shop.volonik.example")),
            ("www.example", Some("www.example")),
            ("例子.中国", Some("例子.中国")),
            ("a@b.example", None),
            ("localhost", None),
            ("1.5", None),
            ("3.5万", None),
            ("no site", None),
            ("", None),
        ] {
            assert_eq!(host(text).as_deref(), found, "{text}");
        }
        assert!(
            is_url_like("www.a.example")
                && is_url_like("https://a.example/x")
                && !is_url_like("a@b.example")
                && !is_url_like("Sp. z o.o.")
                && !is_url_like("1.234")
        );
    }
}
