//! Reads what is neither a container nor binary: web pages, XML, and delimited text.

use std::fs::File;
use std::io::Seek;

use super::container::fill;
use super::csv::{Records, likely_delimiter, stated_delimiter};
use super::encoding::{Decoded, TextEncoding, detect};
use super::error::{Bound, Other, Problem};
use super::grid::CellKind;
use super::output::{Layout, Output};
use super::{Format, MAX_ROWS, Visibility, html, ods, spreadsheet_ml};

/// Suffixes that belong to formats other than text.
const NOT_TEXT: [&str; 9] = [".xls", ".xlsx", ".xlsm", ".xlsb", ".xlt", ".ods", ".et", ".ett", ".xml"];

/// Reads a text file that begins with `head` and came under the name `name`.
pub(super) fn read(mut file: File, head: &[u8], name: &str, output: &mut Output<'_>) -> Result<(), Problem> {
    let (mut encoding, mark) = detect(&mut file)?;
    if let Some(named) = &output.options().encoding {
        encoding = TextEncoding::named(named)?;
    }
    if is_binary(head, encoding) {
        return Err(Problem::NotAList(Other::Unknown));
    }
    let size = file.metadata()?.len();
    if output.options().encoding.is_none()
        && let Some(stated) = stated_encoding(head, encoding)
    {
        encoding = stated;
    }
    let mut decoded = Decoded::new(file, encoding, mark)?;
    let mut text = String::new();
    while text.len() < 64 * 1024 && decoded.more(&mut text)? {}
    match markup(&text) {
        Some(Markup::SpreadsheetMl) => return spreadsheet_ml::read(decoded.streamed(text), size, encoding.name(), output),
        Some(Markup::FlatOds) => return ods::read_flat(decoded.streamed(text), size, output),
        Some(Markup::Html) => {
            if size > output.options().limits.memory / 4 {
                return Err(Problem::TooLarge(Bound::Memory));
            }
            while decoded.more(&mut text)? {}
            return html::read(&text, encoding.name(), output);
        }
        Some(Markup::OtherXml) => return Err(Problem::NotAList(Other::Xml)),
        None => {}
    }
    let name = name.to_lowercase();
    let is_named_otherwise = NOT_TEXT.iter().any(|suffix| name.ends_with(suffix));
    let (stated, skipped) = stated_delimiter(&text);
    let delimiter = output.options().delimiter.or(stated).or_else(|| likely_delimiter(&text));
    if is_named_otherwise && delimiter.is_none() {
        return Err(Problem::NotAList(Other::PlainText));
    }
    let delimiter = delimiter.unwrap_or(',');
    let mut file = decoded.into_source();
    if output.options().first_rows.is_none() && has_too_many_rows(&mut file, encoding, mark, delimiter)? {
        return Err(Problem::TooLarge(Bound::Rows));
    }
    file.rewind()?;
    output.workbook(Format::Csv, Some(encoding.name()), Some(delimiter))?;
    let decoded = Decoded::new(file, encoding, mark)?;
    read_delimited(decoded, skipped, delimiter, size, output)
}

/// Whether a text has more records than a sheet can have rows. Only what has as many line breaks is looked at closely.
fn has_too_many_rows(file: &mut File, encoding: TextEncoding, mark: usize, delimiter: char) -> Result<bool, Problem> {
    if file.metadata()?.len() <= u64::from(MAX_ROWS) {
        return Ok(false);
    }
    file.rewind()?;
    let mut block = vec![0; 256 * 1024];
    let (mut feeds, mut returns) = (0, 0);
    loop {
        let length = fill(file, &mut block)?;
        feeds += memchr::memchr_iter(b'\n', &block[..length]).count();
        returns += memchr::memchr_iter(b'\r', &block[..length]).count();
        if length < block.len() {
            break;
        }
    }
    if feeds.max(returns) <= MAX_ROWS as usize {
        return Ok(false);
    }
    file.rewind()?;
    let mut decoded = Decoded::new(file, encoding, mark)?;
    let mut records = Records::new(String::new(), delimiter);
    let mut rows = 0;
    while records.next(&mut decoded)? {
        rows += 1;
        if rows > MAX_ROWS {
            return Ok(true);
        }
    }
    Ok(false)
}

fn read_delimited(mut decoded: Decoded<File>, skipped: usize, delimiter: char, size: u64, output: &mut Output<'_>) -> Result<(), Problem> {
    output.start_sheet("", Visibility::Visible)?;
    let mut text = String::new();
    while text.len() < skipped && decoded.more(&mut text)? {}
    let mut records = Records::new(text, delimiter);
    records.pass(skipped);
    let mut number = 0;
    while records.next(&mut decoded)? {
        output.start_row(number)?;
        for (column, field) in records.fields().enumerate() {
            output.cell(column as u32, CellKind::Text, &field);
        }
        output.set_share((decoded.taken as f32 / size.max(1) as f32).min(1.0));
        if !output.end_row()? {
            break;
        }
        number += 1;
    }
    output.end_sheet(Layout::known())
}

/// What a text with tags in it is.
enum Markup {
    SpreadsheetMl,
    FlatOds,
    Html,
    OtherXml,
}

/// What the beginning of a text shows it to be, unless it is plain text.
fn markup(text: &str) -> Option<Markup> {
    let text = text.trim_start();
    if !text.starts_with('<') {
        return None;
    }
    let head = text[..text.floor_char_boundary(64 * 1024)].to_ascii_lowercase();
    if head.contains("urn:schemas-microsoft-com:office:spreadsheet") && head.contains("workbook") {
        return Some(Markup::SpreadsheetMl);
    }
    if head.contains("<office:document") {
        return Some(Markup::FlatOds);
    }
    if ["<html", "<table", "<!doctype html", "<body", "<meta", "<tr"].iter().any(|tag| head.contains(tag)) {
        return Some(Markup::Html);
    }
    head.starts_with("<?xml").then_some(Markup::OtherXml)
}

/// The encoding that a page or XML states about itself, unless its bytes say otherwise.
fn stated_encoding(head: &[u8], detected: TextEncoding) -> Option<TextEncoding> {
    let is_wide = !matches!(detected, TextEncoding::Known(encoding) if encoding.is_ascii_compatible());
    let is_utf8 = detected == TextEncoding::Known(encoding_rs::UTF_8) && !head.is_ascii();
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    if is_wide || is_utf8 || !text.trim_start().starts_with('<') {
        return None;
    }
    let after = ["charset=", "encoding="].iter().find_map(|key| text.split_once(key).map(|(_, after)| after))?;
    let name: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|character| !matches!(character, '"' | '\'' | '>' | '?' | ';' | ' ' | '/'))
        .collect();
    TextEncoding::named(&name).ok().filter(|stated| matches!(stated, TextEncoding::Known(encoding) if encoding.is_ascii_compatible()))
}

/// Whether the beginning holds bytes that no text holds.
fn is_binary(head: &[u8], encoding: TextEncoding) -> bool {
    let is_wide = !matches!(encoding, TextEncoding::Known(encoding) if encoding.is_ascii_compatible());
    let odd = head.iter().filter(|byte| matches!(byte, 1..=8 | 14..=26 | 28..=31 | 127)).count();
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    !is_wide && (odd * 20 > head.len() || zeros * 5 > head.len())
}
