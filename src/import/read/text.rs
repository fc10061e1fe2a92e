//! Reads what is neither a container nor binary: web pages, XML, and delimited text.

use std::fs::File;
use std::io::{Seek, SeekFrom};

use super::Format;
use super::Visibility;
use super::csv::{Records, likely_delimiter, stated_delimiter};
use super::encoding::{Decoded, TextEncoding, detect};
use super::error::{Bound, Other, Problem};
use super::grid::CellKind;
use super::output::{Layout, Output};

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
    let mut decoded = Decoded::new(file, encoding, mark)?;
    let mut text = String::new();
    while text.len() < 64 * 1024 && decoded.more(&mut text)? {}
    let name = name.to_lowercase();
    let is_named_otherwise = NOT_TEXT.iter().any(|suffix| name.ends_with(suffix));
    let (stated, skipped) = stated_delimiter(&text);
    let delimiter = output.options().delimiter.or(stated).or_else(|| likely_delimiter(&text));
    if is_named_otherwise && delimiter.is_none() {
        return Err(Problem::NotAList(Other::PlainText));
    }
    read_delimited(decoded, text, skipped, encoding, delimiter.unwrap_or(','), size, output)
}

fn read_delimited(
    mut decoded: Decoded<File>,
    text: String,
    skipped: usize,
    encoding: TextEncoding,
    delimiter: char,
    size: u64,
    output: &mut Output<'_>,
) -> Result<(), Problem> {
    output.workbook(Format::Csv, Some(encoding.name()), Some(delimiter))?;
    output.start_sheet("", Visibility::Visible)?;
    let mut records = Records::new(text, delimiter);
    records.pass(skipped);
    let mut number = u32::from(skipped > 0);
    loop {
        while !records.advance() {
            if !decoded.more(&mut records.text)? {
                records.finished = true;
            }
        }
        if records.is_over() {
            break;
        }
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

/// Whether the beginning holds bytes that no text holds.
fn is_binary(head: &[u8], encoding: TextEncoding) -> bool {
    let is_wide = !matches!(encoding, TextEncoding::Known(encoding) if encoding.is_ascii_compatible());
    let odd = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    !is_wide && odd * 20 > head.len()
}
