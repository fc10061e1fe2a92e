//! From pieces to a query: names are looked up, values read by their field, `or` bound before the rest is joined.

use super::tokens::{FilterText, Sign, Token, TokenKind, is_sign, tokens};
use super::{Filter, Known, Node, Problem, Query, QueryError, Term, TermKind, Test, Word, names, values};
use crate::model::country::{Country, CountryNo};
use crate::model::season::{next_called, seasons};
use crate::model::{Field, text};
use crate::tr;
use names::{Named, Subject};

/// What a text says.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What could be understood and is finished.
    pub query: Query,
    /// What could not be understood, in the order of the text; these filters filter nothing.
    pub errors: Vec<QueryError>,
    /// All pieces of the text in order.
    pub terms: Vec<Term>,
}

/// What `text` asks for, or the first thing in it that cannot be understood.
pub fn parse(text: &str, known: &Known<'_>) -> Result<Query, QueryError> {
    let reading = read(text, known);
    match reading.errors.into_iter().next() {
        Some(error) => Err(error),
        None => Ok(reading.query),
    }
}

/// Everything that `text` says, with its places.
pub fn read(text: &str, known: &Known<'_>) -> Reading {
    let tokens = tokens(text, known);
    let mut parser = Parser { tokens: &tokens, at: 0, known, errors: Vec::new(), terms: Vec::new() };
    let root = parser.chain().unwrap_or_default();
    Reading { query: Query { root }, errors: parser.errors, terms: parser.terms }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    known: &'a Known<'a>,
    errors: Vec<QueryError>,
    terms: Vec<Term>,
}

impl Parser<'_> {
    /// Reads up to the closing bracket or the end; `None` where nothing is asked.
    fn chain(&mut self) -> Option<Node> {
        let mut all: Vec<Node> = Vec::new();
        let mut any: Vec<Node> = Vec::new();
        let mut is_bound = false;
        while let Some(token) = self.tokens.get(self.at) {
            self.at += 1;
            if matches!(token.kind, TokenKind::Or) {
                self.term(token, TermKind::Or);
                is_bound = true;
                continue;
            }
            if matches!(token.kind, TokenKind::Close) {
                self.term(token, TermKind::Close);
                break;
            }
            let node = self.operand(token);
            if !is_bound {
                push_all(&mut all, joined(std::mem::take(&mut any), Node::Any));
            }
            is_bound = false;
            if let Some(node) = node {
                match if token.is_negated { negated(node) } else { node } {
                    Node::Any(parts) => any.extend(parts),
                    node => any.push(node),
                }
            }
        }
        push_all(&mut all, joined(any, Node::Any));
        joined(all, Node::All)
    }

    fn term(&mut self, token: &Token, kind: TermKind) {
        self.terms.push(Term { range: token.range.clone(), kind, is_negated: token.is_negated, depth: token.depth });
    }

    fn operand(&mut self, token: &Token) -> Option<Node> {
        match &token.kind {
            TokenKind::Word(word) => {
                self.term(token, TermKind::Word);
                word_of(word)
            }
            TokenKind::Phrase(phrase) => {
                self.term(token, TermKind::Phrase);
                word_of(phrase)
            }
            TokenKind::Open => {
                self.term(token, TermKind::Open);
                self.chain()
            }
            TokenKind::Filter(filter) => {
                let node = self.filter(token, filter);
                let kind = TermKind::Filter { name: filter.name.clone(), value: filter.value.clone(), is_whole: node.is_some() };
                self.term(token, kind);
                node
            }
            TokenKind::Or | TokenKind::Close => None,
        }
    }

    fn filter(&mut self, token: &Token, filter: &FilterText) -> Option<Node> {
        let Some(named) = names::find(&filter.name_text, filter.is_name_quoted, self.known) else {
            let problem = Problem::UnknownField(filter.name_text.clone(), names::nearest(&filter.name_text, self.known));
            self.errors.push(QueryError { range: filter.name.clone(), problem });
            return None;
        };
        match named {
            Named::Subject(subject) => {
                let read = values::test_of(&subject, filter.sign, &filter.text, self.known);
                match read {
                    Ok(test) => {
                        test.map(|test| match test {
                            // `last:never` and its like.
                            values::Read::Nothing => negated(known(subject)),
                            values::Read::Anything => known(subject),
                            values::Read::Unlike(test, written) => {
                                negated(Node::Filter(Filter { subject, test, written: written.to_owned() }))
                            }
                            values::Read::Test(test) => Node::Filter(Filter { subject, test, written: written(filter) }),
                        })
                    }
                    Err(problem) => {
                        let range = if filter.value.is_empty() { token.range.clone() } else { filter.value.clone() };
                        self.errors.push(QueryError { range, problem });
                        None
                    }
                }
            }
            Named::Season => self.season(filter),
            Named::Has | Named::Missing => {
                let name = filter.text.trim();
                if name.is_empty() || filter.sign != Sign::None && filter.sign != Sign::Equal {
                    return None;
                }
                match names::find(name, filter.is_text_quoted, self.known) {
                    Some(Named::Subject(subject)) if named == Named::Has => Some(known(subject)),
                    Some(Named::Subject(subject)) => Some(negated(known(subject))),
                    _ => {
                        let problem = Problem::UnknownField(name.to_owned(), names::nearest(name, self.known));
                        self.errors.push(QueryError { range: filter.value.clone(), problem });
                        None
                    }
                }
            }
        }
    }
}

impl Parser<'_> {
    /// The customers whom the next season of a name concerns: those of its countries.
    fn season(&mut self, filter: &FilterText) -> Option<Node> {
        let name = filter.text.trim();
        if name.is_empty() {
            return None;
        }
        let Some(season) = next_called(name, self.known.today) else {
            let field = tr!("query-season");
            let all = seasons().iter().flat_map(|season| season.names().map(|name| (text::fold(name), name)));
            let nearest = super::nearest::few(&text::fold(name), all, 1).into_iter().next().map(str::to_owned);
            let problem = Problem::UnknownValue { field, text: name.to_owned(), nearest };
            self.errors.push(QueryError { range: filter.value.clone(), problem });
            return None;
        };
        if season.concerns(CountryNo::UNKNOWN) {
            return Some(Node::All(Vec::new()));
        }
        let of = |country: &Country| {
            let (code, subject) = (country.iso2.to_owned(), Subject::Field(Field::Country));
            let test = Test::Text { equals: vec![text::fold(&code)], contains: None };
            Node::Filter(Filter { subject, test, written: code })
        };
        let concerned = Country::all().iter().filter(|country| season.concerns(country.number()));
        Some(joined(concerned.map(of).collect(), Node::Any).unwrap_or_else(|| negated(Node::All(Vec::new()))))
    }
}

/// What stands behind the colon, so that it is read as the same wherever it is put.
fn written(filter: &FilterText) -> String {
    let sign = filter.sign.text();
    let is_bare = !filter.is_text_quoted && !filter.text.contains(|c: char| matches!(c, '(' | ')' | '（' | '）') || is_sign(c));
    if is_bare { format!("{sign}{}", filter.text) } else { format!("{sign}{}", super::quoted(&filter.text)) }
}

fn known(subject: Subject) -> Node {
    Node::Filter(Filter { subject, test: Test::Known, written: String::new() })
}

fn negated(node: Node) -> Node {
    match node {
        Node::Not(inner) => *inner,
        node => Node::Not(Box::new(node)),
    }
}

/// One node of several: none of none, the only one by itself.
fn joined(mut parts: Vec<Node>, join: impl FnOnce(Vec<Node>) -> Node) -> Option<Node> {
    if parts.len() > 1 { Some(join(parts)) } else { parts.pop() }
}

fn push_all(all: &mut Vec<Node>, node: Option<Node>) {
    match node {
        Some(Node::All(parts)) => all.extend(parts),
        Some(node) => all.push(node),
        None => {}
    }
}

/// The word or phrase that must occur; none where nothing is left of it.
fn word_of(typed: &str) -> Option<Node> {
    let text = settled(typed);
    if text.is_empty() {
        return None;
    }
    Some(Node::Word(Word { digits: values::digits_of(&text), text }))
}

/// Folded until folding changes nothing, so that what is printed is read as the same.
pub(super) fn settled(typed: &str) -> String {
    let mut folded = text::fold(typed).trim().to_owned();
    for _ in 0..4 {
        let again = text::fold(&folded).trim().to_owned();
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}
