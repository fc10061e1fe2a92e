//! Looks at each row of a list for itself: what tells its customer apart, what is filled, what is noteworthy. Runs on several
//! threads; `plan` puts the summaries together in the order of the rows.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::model::{ChannelKind, Field, Id, email, name, url};

use super::issue::{Issue, IssueKind};
use super::read::{Row, Sheet};
use super::row::{COLUMNS_COUNTED, RowDraft, RowReader};
use super::understand::{Answers, Shape, Understanding};

/// What planning needs to know of one row; drafts are too large to keep.
pub(super) struct Summary {
    pub kind: SummaryKind,
    pub hash: u64,
    pub filled: Columns,
    pub filled_own: Columns,
    pub issues: Vec<Issue>,
}

pub(super) enum SummaryKind {
    Blank,
    Leftover,
    RepeatedHeader,
    NobodyNamed,
    ToOrder,
    Draft(Keys),
}

/// What tells customers apart; texts and domains stand in the [`Batch`].
#[derive(Clone, Copy)]
pub(super) struct Keys {
    pub name: Span,
    pub is_person: bool,
    pub number: Span,
    pub record: Option<Id>,
    pub country: Option<[u8; 2]>,
    pub name_key: Span,
    pub spelling: u64,
    pub domains: Span,
    pub phone: Option<u64>,
    pub person: Option<(u64, u64)>,
    pub person_record: Option<Id>,
}

/// From where to where something stands in a [`Batch`].
#[derive(Clone, Copy)]
pub(super) struct Span(u32, u32);

impl Span {
    pub fn range(self) -> std::ops::Range<usize> {
        self.0 as usize..self.1 as usize
    }
}

/// The summaries of some rows. Texts stand in one: to give millions of small ones back to another thread's memory costs more than
/// reading them (measured).
#[derive(Default)]
pub(super) struct Batch {
    pub summaries: Vec<Summary>,
    pub text: String,
    pub domains: Vec<u64>,
}

impl Batch {
    fn put(&mut self, text: &str) -> Span {
        let from = self.text.len() as u32;
        self.text.push_str(text);
        Span(from, self.text.len() as u32)
    }

    pub fn text(&self, span: Span) -> &str {
        &self.text[span.range()]
    }
}

/// Keys that are hashes already are not hashed again.
#[derive(Default)]
pub(super) struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash_of_bytes(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

pub(super) type ByHash<T> = HashMap<u64, T, BuildHasherDefault<Hashed>>;

/// Which of the planned columns, as bits.
pub(super) type Columns = [u64; COLUMNS_COUNTED / 64];

pub(super) fn headings_of(understanding: &Understanding) -> Vec<String> {
    let mut headings = Vec::new();
    for column in &understanding.columns {
        headings.resize(column.column as usize, String::new());
        headings.push(column.heading.clone());
    }
    headings
}

pub(super) fn hash_of(text: &str) -> u64 {
    hash_of_bytes(text.as_bytes())
}

/// A hash in the manner of wyhash: sixteen bytes at a time, multiplied and folded. Every row of a list goes through it, several times
/// as fast as through the standard library's.
pub(super) fn hash_of_bytes(bytes: &[u8]) -> u64 {
    const SALT: [u64; 4] = [0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db, 0x8ebc_6af0_9c88_c6e3, 0x5899_65cc_7537_4cc3];
    fn folded(a: u64, b: u64) -> u64 {
        let product = u128::from(a) * u128::from(b);
        product as u64 ^ (product >> 64) as u64
    }
    let word = |bytes: &[u8]| bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    let (whole, rest) = bytes.as_chunks::<16>();
    let mut state = SALT[0] ^ bytes.len() as u64;
    for chunk in whole {
        let both = u128::from_le_bytes(*chunk);
        state = folded(both as u64 ^ SALT[1], (both >> 64) as u64 ^ state);
    }
    let (low, high) = rest.split_at(rest.len().min(8));
    state = folded(word(low) ^ SALT[2], word(high) ^ state);
    // Zero stands for "none".
    folded(state ^ SALT[3], SALT[1]).max(1)
}

pub(super) struct Scout<'a> {
    pub sheet: &'a Sheet,
    pub understanding: &'a Understanding,
    pub answers: &'a Answers,
    pub reader: &'a RowReader<'a>,
    /// By column of the sheet.
    pub headings: Vec<String>,
    pub heading_count: usize,
}

impl Scout<'_> {
    pub fn summarise(&self, row: &Row<'_>, draft: &mut RowDraft, batch: &mut Batch) -> Summary {
        let bare = |kind| Summary { kind, hash: 0, filled: Default::default(), filled_own: Default::default(), issues: Vec::new() };
        let number = row.number();
        if self.understanding.leftovers.iter().any(|(leftover, _)| *leftover == number) {
            return bare(SummaryKind::Leftover);
        }
        if self.is_header_again(row) {
            return bare(SummaryKind::RepeatedHeader);
        }
        self.reader.scout(row, draft);
        if draft.text(Field::Company).is_empty() {
            // Whatever the row says may have to stand for the name.
            self.reader.read(row, draft);
        }
        if !draft.has_content || self.answers.leaves_hidden_rows_out && self.sheet.hides_row(number) {
            return bare(SummaryKind::Blank);
        }
        let (filled, filled_own) = (*draft.filled(), *draft.filled_own());
        let kind = self.keys(draft, batch);
        let mut issues = std::mem::take(&mut draft.issues);
        if self.sheet.hides_row(number) {
            issues.push(Issue { row: number, column: None, field: None, kind: IssueKind::HiddenRow, value: String::new() });
        }
        Summary { kind, hash: self.hash_of_row(row), filled, filled_own, issues }
    }

    /// Rows are copies where their own cells and what merged blocks lend them are equal.
    fn hash_of_row(&self, row: &Row<'_>) -> u64 {
        let own = hash_of_bytes(row.packed());
        self.reader.lent(row).fold(own, |hash, (column, cell)| hash.rotate_left(5) ^ hash_of(cell.text).wrapping_add(column.into()))
    }

    fn is_header_again(&self, row: &Row<'_>) -> bool {
        let (mut same, mut count) = (0, 0);
        for (column, cell) in row.cells() {
            count += 1;
            let is_same = !cell.kind.is_typed()
                && self
                    .headings
                    .get(column as usize)
                    .is_some_and(|heading| !heading.is_empty() && *heading == crate::model::text::clean(cell.text));
            same += usize::from(is_same);
            // Most rows differ in their first cells.
            if count >= 3 && same == 0 {
                return false;
            }
        }
        same > 0 && same * 10 >= count * 7 && (same > 1 || self.heading_count == 1)
    }

    fn keys(&self, draft: &mut RowDraft, batch: &mut Batch) -> SummaryKind {
        let row = draft.row;
        let company = draft.text(Field::Company);
        if self.understanding.shape == Shape::OrderLines && is_to_order(company) {
            let value = company.to_owned();
            draft.issues.push(Issue { row, column: None, field: Some(Field::Company), kind: IssueKind::NoBuyerToOrder, value });
            return SummaryKind::ToOrder;
        }
        let person = draft.person_name();
        let mail = draft.channels.iter().find(|channel| channel.kind == ChannelKind::Email).map_or("", |channel| channel.value.as_str());
        let (name, is_person) = if !company.is_empty() {
            (company.to_owned(), false)
        } else {
            let stand_in = [
                person.as_str(),
                mail,
                draft.channels.first().map_or("", |c| c.value.as_str()),
                draft.text(Field::CompanyEmail),
                draft.text(Field::CustomerNo),
            ]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or("")
            .to_owned();
            // Where the list has a column for it, the name can be typed in the review.
            let column = self.understanding.column_of(Field::Company).map(|column| column.column);
            let names_nobody = stand_in.is_empty();
            let kind = if names_nobody { IssueKind::NamesNobody } else { IssueKind::MissingCompany };
            draft.issues.push(Issue { row, column, field: Some(Field::Company), kind, value: stand_in.clone() });
            if names_nobody {
                return SummaryKind::NobodyNamed;
            }
            (stand_in, true)
        };
        let country = <[u8; 2]>::try_from(draft.text(Field::Country).as_bytes()).ok();
        let name_key = match_key(&name, is_person);
        let spelling = hash_of(&spelling_of(&name, self.understanding.shape == Shape::OrderLines));
        let first_domain = batch.domains.len();
        let put_domain = |batch: &mut Batch, key: u64| {
            if !batch.domains[first_domain..].contains(&key) {
                batch.domains.push(key);
            }
        };
        let firm_mails = draft.text(Field::CompanyEmail);
        for address in draft
            .channels
            .iter()
            .filter(|c| c.kind == ChannelKind::Email)
            .map(|c| c.value.as_str())
            .chain(firm_mails.split("; ").filter(|m| !m.is_empty()))
        {
            if let Some(domain) = email::domain(address).filter(|domain| !email::is_free_mail(domain)) {
                put_domain(batch, hash_of(domain));
            }
        }
        // A firm's web site and its mail have one domain: either gives it away.
        if let Some(host) =
            Some(draft.text(Field::Website)).filter(|site| !site.is_empty()).and_then(url::host).filter(|host| !email::is_free_mail(host))
        {
            put_domain(batch, hash_of(&host));
        }
        // A mistyped address is no address, and still says whose mail server was meant.
        for issue in draft.issues.iter().filter(|issue| issue.kind == IssueKind::InvalidEmail) {
            let domain = email::domain(&issue.value).filter(|domain| domain.contains('.') && !email::is_free_mail(domain));
            if let Some(host) = domain.and_then(url::host) {
                put_domain(batch, hash_of(&host));
            }
        }
        let digits: String = draft.text(Field::Phone).split("; ").next().unwrap_or("").chars().filter(char::is_ascii_digit).collect();
        let phone = (digits.len() >= 8).then(|| hash_of(&digits));
        let has_person = draft.has_person();
        let person = has_person.then(|| {
            let mail = draft
                .channels
                .iter()
                .find(|channel| channel.kind == ChannelKind::Email)
                .map_or(0, |channel| hash_of(&channel.value.to_lowercase()));
            (if person.is_empty() { 0 } else { hash_of(&name::folded_person(&person)) }, mail)
        });
        let domains = Span(first_domain as u32, batch.domains.len() as u32);
        let (name, number, name_key) = (batch.put(&name), batch.put(draft.text(Field::CustomerNo)), batch.put(&name_key));
        SummaryKind::Draft(Keys {
            name,
            is_person,
            number,
            record: draft.record,
            country,
            name_key,
            spelling,
            domains,
            phone,
            person,
            person_record: draft.person_record,
        })
    }
}

/// The key by which customers are the same; persons and firms never are.
pub fn match_key(name: &str, is_person: bool) -> String {
    if is_person { format!("person {}", name::folded_person(name)) } else { name::fold_company(name) }
}

/// A name with width and case unified: what differs beyond that is another spelling. Spaces count only where `is_line`: a buyer
/// of customs data is reported once per spelling, whoever typed a row of customers twice wants to hear of more than a space.
fn spelling_of(name: &str, is_line: bool) -> String {
    let narrow = crate::model::text::narrow(name);
    let spelling = if is_line { narrow.trim().to_owned() } else { narrow.split_whitespace().collect::<Vec<_>>().join(" ") };
    if spelling.is_ascii() { spelling.to_ascii_lowercase() } else { spelling.to_lowercase() }
}

/// Customs data hide a buyer behind a bank's order (`TO ORDER`, `TO THE ORDER OF …`, 凭指示).
fn is_to_order(company: &str) -> bool {
    let folded: String = company.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(24).collect();
    ["toorder", "totheorder", "toorderof", "orderof", "凭指示", "憑指示"].iter().any(|start| folded.starts_with(start)) || folded == "order"
}
