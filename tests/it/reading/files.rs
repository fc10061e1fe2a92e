//! Builds small files of each format by hand, whole or broken on purpose.

use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A ZIP of these parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A relationships part: `(id, last word of the type, target)`.
pub fn relations(relations: &[(&str, &str, &str)]) -> String {
    let all: String = relations
        .iter()
        .map(|(id, kind, target)| format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>"))
        .collect();
    format!("<?xml version=\"1.0\"?><Relationships>{all}</Relationships>")
}

/// An .xlsx of one sheet with this XML, and further parts.
pub fn xlsx(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let package = relations(&[("rId1", "officeDocument", "xl/workbook.xml")]);
    let workbook = relations(&[
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "styles", "styles.xml"),
        ("rId3", "sharedStrings", "sharedStrings.xml"),
    ]);
    let book = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"List\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", package.as_bytes()),
        ("xl/_rels/workbook.xml.rels", workbook.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    if !more.iter().any(|(name, _)| *name == "xl/workbook.xml") {
        parts.push(("xl/workbook.xml", book.as_bytes()));
    }
    parts.extend(more.iter().map(|(name, content)| (*name, content.as_bytes())));
    zipped(&parts)
}

/// An .xlsx with these rows of inline strings.
pub fn plain_xlsx(rows: &[&[&str]]) -> Vec<u8> {
    let mut sheet = String::from("<worksheet><sheetData>");
    for row in rows {
        sheet.push_str("<row>");
        for text in *row {
            sheet.push_str(&format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"));
        }
        sheet.push_str("</row>");
    }
    xlsx(&(sheet + "</sheetData></worksheet>"), &[])
}

/// A compound file with one stream of at least 4096 bytes.
pub fn compound(name: &str, mut content: Vec<u8>) -> Vec<u8> {
    content.resize(content.len().max(4096).next_multiple_of(512), 0);
    let sectors = (content.len() / 512) as u32;
    assert!(sectors < 126, "one sector holds the table");
    let mut file = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    file.resize(512, 0);
    file[24..32].copy_from_slice(&[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0]);
    file[32] = 6;
    file[44] = 1;
    // The directory is sector 1, the table sector 0, the stream begins in sector 2.
    file[48] = 1;
    file[56..60].copy_from_slice(&4096u32.to_le_bytes());
    file[60..64].fill(0xfe);
    file[60] = 0xfe;
    for at in [61, 62, 63, 69, 70, 71] {
        file[at] = 0xff;
    }
    file[68] = 0xfe;
    file[76..512].fill(0xff);
    file[76..80].fill(0);
    let mut table = vec![0xffff_fffdu32, 0xffff_fffe];
    table.extend((0..sectors).map(|sector| if sector + 1 == sectors { 0xffff_fffe } else { sector + 3 }));
    table.resize(128, 0xffff_ffff);
    file.extend(table.iter().flat_map(|entry| entry.to_le_bytes()));
    for (name, kind, start, size) in
        [("Root Entry", 5u8, 0xffff_fffeu32, 0u32), (name, 2, 2, content.len() as u32), ("", 0, 0, 0), ("", 0, 0, 0)]
    {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = if name.is_empty() { 0 } else { entry.len() as u8 + 2 };
        entry.resize(128, 0);
        entry[64] = length;
        entry[66] = kind;
        entry[68..80].fill(0xff);
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&size.to_le_bytes());
        file.extend(entry);
    }
    file.extend(content);
    file
}

/// A record of an .xls.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// The workbook stream of an .xls with one sheet of these records, and further records for the whole book.
pub fn xls_stream(book: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
    let begin = |content: u8| record(0x0809, &[0, 6, content, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let mut globals = [begin(5), book.concat()].concat();
    let start = globals.len() as u32 + 4 + 12 + 4;
    globals.extend(record(0x0085, &[&start.to_le_bytes()[..], &[0, 0, 4, 0], b"List"].concat()));
    globals.extend(record(0x000a, &[]));
    [globals, begin(0x10), sheet.concat(), record(0x000a, &[])].concat()
}

/// A record of an .xlsb.
pub fn binary_record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = if kind < 128 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
    assert!(data.len() < 128, "one byte holds the length");
    record.push(data.len() as u8);
    record.extend_from_slice(data);
    record
}

/// Counted UTF-16 as .xlsb writes it.
pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&(text.encode_utf16().count() as u32).to_le_bytes()[..], &units].concat()
}
