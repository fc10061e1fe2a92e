//! Finds out what a file is by what is in it, and hands it to the reader of that format.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};

use memchr::memmem;

use super::container::{Container, fill};
use super::error::{Other, Problem};
use super::output::Output;
use super::{ods, text, xls, xlsb, xlsx};

/// Reads `file`, which came under the name `name`, into `output`.
pub(super) fn read(mut file: File, name: &str, output: &mut Output<'_>) -> Result<(), Problem> {
    let mut head = vec![0; 4096];
    let length = fill(&mut file, &mut head)?;
    head.truncate(length);
    file.seek(SeekFrom::Start(0))?;
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK\x07\x08") {
        return read_zip(file, output);
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return read_compound(file, output);
    }
    if xls::is_bare(&head) {
        return xls::read_bare(file, output);
    }
    if let Some(other) = other(&head) {
        return Err(Problem::NotAList(other));
    }
    text::read(file, &head, name, output)
}

/// What a file with this beginning is, when it is certainly no list.
fn other(head: &[u8]) -> Option<Other> {
    let starts = |magic: &[&[u8]]| magic.iter().any(|magic| head.starts_with(magic));
    Some(match head {
        _ if head.get(..1024.min(head.len())).is_some_and(|head| memmem::find(head, b"%PDF-").is_some_and(|at| at < 32)) => Other::Pdf,
        _ if starts(&[b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\0\0\x01\0\x01", b"8BPS"]) => {
            Other::Image
        }
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Other::Image,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Other::Image,
        [_, _, _, _, b'f', b't', b'y', b'p', b'h' | b'a' | b'm', ..] => Other::Image,
        _ if starts(&[b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd"]) => {
            Other::Archive
        }
        _ if starts(&[b"{\\rtf", b"\xdb\xa5\x2d\0"]) => Other::Document,
        _ if starts(&[b"\x7fELF", b"MZ\x90", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"]) => Other::Program,
        _ if starts(&[b"Return-Path:", b"Received:", b"X-Mozilla-Status:"]) => Other::Mail,
        _ => return None,
    })
}

fn read_zip(file: File, output: &mut Output<'_>) -> Result<(), Problem> {
    let mut container = Container::open(file)?;
    if container.has("xl/workbook.bin") {
        return xlsb::read(&mut container, output);
    }
    if container.has("mimetype") || container.has("content.xml") {
        return ods::read(&mut container, output);
    }
    if container.has("_rels/.rels") || container.has("[content_types].xml") || container.has_below("xl/") {
        for (folder, other) in [("word/", Other::Document), ("ppt/", Other::Slides), ("visio/", Other::Image)] {
            if container.has_below(folder) && !container.has_below("xl/") {
                return Err(Problem::NotAList(other));
            }
        }
        return xlsx::read(&mut container, output);
    }
    let is_numbers = container.names().any(|name| name.ends_with(".iwa"));
    Err(Problem::NotAList(if is_numbers { Other::Numbers } else { Other::Archive }))
}

/// What a compound file ("OLE") holds, by the names in its directory. Their sector may be anywhere, but they are always aligned.
fn read_compound(mut file: File, output: &mut Output<'_>) -> Result<(), Problem> {
    let mut found = Vec::new();
    let mut reader = BufReader::with_capacity(64 * 1024, &mut file);
    let mut entry = [0; 128];
    while fill(&mut reader, &mut entry)? == entry.len() {
        let length = usize::from(u16::from_le_bytes([entry[64], entry[65]]));
        if (4..=64).contains(&length) && length % 2 == 0 && matches!(entry[66], 1 | 2 | 5) && entry[length - 2..length] == [0, 0] {
            let name = entry[..length - 2].chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
            found.push(char::decode_utf16(name).map(|unit| unit.unwrap_or('?')).collect::<String>().to_lowercase());
        }
    }
    drop(reader);
    let has = |name: &str| found.iter().any(|found| found == name);
    if has("encryptedpackage") {
        return Err(Problem::Password);
    }
    if has("workbook") || has("book") {
        file.seek(SeekFrom::Start(0))?;
        return xls::read(file, output);
    }
    Err(match () {
        () if has("worddocument") => Problem::NotAList(Other::Document),
        () if has("powerpoint document") => Problem::NotAList(Other::Slides),
        () if has("__nameid_version1.0") || has("__properties_version1.0") => Problem::NotAList(Other::Mail),
        () if found.is_empty() => Problem::damaged("the compound file has no directory"),
        () => Problem::NotAList(Other::Unknown),
    })
}
