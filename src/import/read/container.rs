//! The ZIP around .xlsx, .xlsb and .ods, checked before any work starts, and the parts in it.
//!
//! Part names are matched without case and with either slash, since export tools write both. What is checked: the number of
//! parts, their unpacked size in all and against what they take packed, and that no two share the same bytes (the trick of
//! archives that unpack to petabytes).

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};

use encoding_rs::{UTF_16BE, UTF_16LE};
use zip::ZipArchive;
use zip::result::ZipError;

use super::error::{Bound, Problem};

/// What a file may unpack to.
const UNPACKED: u64 = 4 << 30;
/// From this size on, what is packed tighter than `RATIO` is taken for an attack; the densest real lists stay below 100.
const SUSPECT: u64 = 256 << 20;
const RATIO: u64 = 400;
/// Real workbooks stay in the hundreds.
const PARTS: usize = 20_000;

/// Something that holds a container: a file, or bytes in tests.
pub(super) trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

/// An opened container.
pub(super) struct Container<S: Source> {
    archive: ZipArchive<S>,
    /// Normalised name → index.
    parts: HashMap<String, usize>,
}

impl Container<BufReader<File>> {
    /// Opens and checks the container in a file.
    pub fn open(file: File) -> Result<Self, Problem> {
        Self::new(BufReader::with_capacity(64 * 1024, file))
    }
}

impl<S: Source> Container<S> {
    /// Opens and checks a container.
    pub fn new(source: S) -> Result<Self, Problem> {
        let mut archive = ZipArchive::new(source).map_err(of_zip)?;
        if archive.len() > PARTS {
            return Err(Problem::TooLarge(Bound::Parts));
        }
        let mut parts = HashMap::with_capacity(archive.len());
        let mut spans = Vec::with_capacity(archive.len());
        let (mut unpacked, mut packed) = (0u64, 0u64);
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(of_zip)?;
            unpacked = unpacked.saturating_add(part.size());
            packed = packed.saturating_add(part.compressed_size());
            if part.size() > SUSPECT && part.size() / part.compressed_size().max(1) > RATIO {
                return Err(Problem::TooLarge(Bound::Unpacked));
            }
            spans.push((part.header_start(), part.data_start().unwrap_or(0).saturating_add(part.compressed_size())));
            let name = normalised(&String::from_utf8_lossy(part.name_raw()));
            parts.entry(name).or_insert(index);
        }
        if unpacked > UNPACKED || (unpacked > SUSPECT && unpacked / packed.max(1) > RATIO) {
            return Err(Problem::TooLarge(Bound::Unpacked));
        }
        spans.sort_unstable();
        if spans.windows(2).any(|pair| pair[0].1 > pair[1].0) {
            return Err(Problem::damaged("parts of the container overlap"));
        }
        Ok(Self { archive, parts })
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&normalised(name))
    }

    /// Whether any part's name starts so.
    pub fn has_below(&self, folder: &str) -> bool {
        self.parts.keys().any(|name| name.starts_with(folder))
    }

    /// The normalised names of all parts, in no order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// The unpacked size that the container states for a part, 0 without it.
    pub fn size(&mut self, name: &str) -> u64 {
        let Some(&index) = self.parts.get(&normalised(name)) else { return 0 };
        self.archive.by_index_raw(index).map_or(0, |part| part.size())
    }

    /// The content of a part as UTF-8, or `None` without it. It ends with an error when it unpacks to more than the container states.
    pub fn part(&mut self, name: &str) -> Result<Option<Box<dyn Read + Send + '_>>, Problem> {
        let Some(mut content) = self.raw_part(name)? else { return Ok(None) };
        let mut head = [0; 3];
        let length = fill(&mut content, &mut head)?;
        let head = &head[..length];
        if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
            let encoding = if head[0] == 0xff { UTF_16LE } else { UTF_16BE };
            let mut all = head[2..].to_vec();
            content.read_to_end(&mut all)?;
            let (text, _) = encoding.decode_without_bom_handling(&all);
            return Ok(Some(Box::new(Cursor::new(text.into_owned().into_bytes()))));
        }
        let head = if head == [0xef, 0xbb, 0xbf] { Vec::new() } else { head.to_vec() };
        Ok(Some(Box::new(Cursor::new(head).chain(content))))
    }

    /// The content of a part as it is, or `None` without it.
    pub fn raw_part(&mut self, name: &str) -> Result<Option<Box<dyn Read + Send + '_>>, Problem> {
        let Some(&index) = self.parts.get(&normalised(name)) else { return Ok(None) };
        let part = self.archive.by_index(index).map_err(of_zip)?;
        let granted = part.size();
        Ok(Some(Box::new(Granted { part, granted })))
    }

    /// The whole content of a small part as text, empty without it.
    pub fn text(&mut self, name: &str) -> Result<String, Problem> {
        let mut bytes = Vec::new();
        if let Some(part) = self.part(name)? {
            part.take(64 << 20).read_to_end(&mut bytes)?;
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Ends with an error what unpacks to more than it states.
struct Granted<R> {
    part: R,
    granted: u64,
}

impl<R: Read> Read for Granted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(buffer)?;
        self.granted = self
            .granted
            .checked_sub(read as u64)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "a part unpacks to more than it states"))?;
        Ok(read)
    }
}

/// A part's name as it is matched: lower case, forward slashes, none in front.
fn normalised(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// Where a relationship of `base` (a folder, ending in `/` or empty) leads.
pub(super) fn resolved(base: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let joined = if target.starts_with('/') { target } else { format!("{base}{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in joined.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Reads as much of `buffer` as the source has.
pub(super) fn fill(source: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match source.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

fn of_zip(error: ZipError) -> Problem {
    match error {
        ZipError::Io(error) => error.into(),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Problem::Password,
        error => Problem::damaged(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_lead_from_the_folder_of_their_part() {
        for (base, target, expected) in [
            ("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "../sheet1.xml", "sheet1.xml"),
            ("", "./xl\\workbook.xml", "xl/workbook.xml"),
            ("xl/", "../../../etc", "etc"),
        ] {
            assert_eq!(resolved(base, target), expected);
        }
    }
}
