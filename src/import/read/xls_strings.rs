//! The texts of an .xls: bytes in a code page, or UTF-16 with and without its zero bytes, and the table that cells share.

use encoding_rs::Encoding;

use super::error::Problem;
use super::output::Output;
use super::xls::{Record, record};
use super::xlsx::Strings;

/// Reads texts out of one record.
pub(super) struct Reader<'a> {
    data: &'a [u8],
    encoding: &'static Encoding,
}

impl<'a> Reader<'a> {
    /// A reader of `data`, with `encoding` for what is not Unicode.
    pub fn new(data: &'a [u8], encoding: &'static Encoding) -> Self {
        Self { data, encoding }
    }

    fn rest(&self, at: usize) -> &'a [u8] {
        self.data.get(at..).unwrap_or_default()
    }

    /// Bytes in the code page, counted in one byte.
    pub fn short_text(&self, at: usize) -> String {
        let rest = self.rest(at);
        let count = rest.first().map_or(0, |count| usize::from(*count));
        self.decoded(rest.get(1..).unwrap_or_default(), count)
    }

    /// Bytes in the code page, counted in two bytes.
    pub fn long_text(&self, at: usize) -> String {
        let rest = self.rest(at);
        let count = rest.get(..2).map_or(0, |count| usize::from(u16::from_le_bytes([count[0], count[1]])));
        self.decoded(rest.get(2..).unwrap_or_default(), count)
    }

    /// Unicode counted in one byte.
    pub fn short_wide_text(&self, at: usize) -> String {
        let rest = self.rest(at);
        let count = rest.first().map_or(0, |count| usize::from(*count));
        Self::wide(rest.get(1..).unwrap_or_default(), count)
    }

    /// Unicode counted in two bytes.
    pub fn text(&self, at: usize) -> String {
        let rest = self.rest(at);
        let count = rest.get(..2).map_or(0, |count| usize::from(u16::from_le_bytes([count[0], count[1]])));
        Self::wide(rest.get(2..).unwrap_or_default(), count)
    }

    fn decoded(&self, bytes: &[u8], count: usize) -> String {
        self.encoding.decode_without_bom_handling(&bytes[..count.min(bytes.len())]).0.into_owned()
    }

    /// Flags, then `count` characters; what rich text adds is passed over.
    fn wide(bytes: &[u8], count: usize) -> String {
        let Some((flags, mut rest)) = bytes.split_first() else { return String::new() };
        if flags & 8 != 0 {
            rest = rest.get(2..).unwrap_or_default();
        }
        if flags & 4 != 0 {
            rest = rest.get(4..).unwrap_or_default();
        }
        let mut units = Vec::with_capacity(count.min(rest.len()));
        push_units(rest, count, flags & 1 == 1, &mut units);
        String::from_utf16_lossy(&units)
    }
}

/// Adds up to `count` characters from the beginning of `bytes`; says how many bytes they took.
fn push_units(bytes: &[u8], count: usize, is_wide: bool, units: &mut Vec<u16>) -> usize {
    let before = units.len();
    if is_wide {
        units.extend(bytes.chunks_exact(2).take(count).map(|unit| u16::from_le_bytes([unit[0], unit[1]])));
        (units.len() - before) * 2
    } else {
        units.extend(bytes.iter().take(count).map(|byte| u16::from(*byte)));
        units.len() - before
    }
}

/// Reads the table of shared strings that begins with `first` and goes on in the records behind it; says where those end.
pub(super) fn read_shared_strings(
    stream: &[u8],
    first: Record<'_>,
    strings: &mut Strings,
    output: &mut Output<'_>,
) -> Result<usize, Problem> {
    let count = first.number(4);
    let mut pieces = vec![first.data.get(8..).unwrap_or_default()];
    let mut at = first.next;
    while let Some(next) = record(stream, at).filter(|next| next.kind == 0x003c) {
        pieces.push(next.data);
        at = next.next;
    }
    let mut table = Table { pieces, piece: 0, at: 0 };
    let mut units = Vec::new();
    for index in 0..count {
        units.clear();
        if !table.read(&mut units) {
            break;
        }
        strings.push(&String::from_utf16_lossy(&units));
        if index % 100_000 == 99_999 {
            output.progress(0.0)?;
        }
    }
    Ok(at)
}

/// The pieces of the table; a text may begin in one and end in another.
struct Table<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

impl<'a> Table<'a> {
    /// What is left of the piece at hand; of the next one where it is at its end.
    fn rest(&mut self) -> &'a [u8] {
        while let Some(piece) = self.pieces.get(self.piece) {
            if self.at < piece.len() {
                return &piece[self.at..];
            }
            self.piece += 1;
            self.at = 0;
        }
        &[]
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.rest().first()?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        (0..bytes).try_fold(0, |number, index| Some(number | u32::from(self.byte()?) << (8 * index)))
    }

    fn pass(&mut self, mut bytes: usize) {
        while bytes > 0 {
            let taken = bytes.min(self.rest().len());
            if taken == 0 {
                return;
            }
            self.at += taken;
            bytes -= taken;
        }
    }

    /// Reads a text; `false` at the end of the table.
    fn read(&mut self, units: &mut Vec<u16>) -> bool {
        let (Some(count), Some(flags)) = (self.number(2), self.byte()) else { return false };
        let runs = if flags & 8 != 0 { self.number(2).unwrap_or(0) } else { 0 };
        let extra = if flags & 4 != 0 { self.number(4).unwrap_or(0) } else { 0 };
        let mut missing = count as usize;
        let mut is_wide = flags & 1 == 1;
        while missing > 0 {
            let before = self.piece;
            let rest = self.rest();
            if rest.is_empty() {
                return false;
            }
            // Where a text goes on in the next piece, a new flag says how.
            let rest = if self.piece != before {
                is_wide = rest[0] & 1 == 1;
                self.at += 1;
                &rest[1..]
            } else {
                rest
            };
            let had = units.len();
            let taken = push_units(rest, missing, is_wide, units);
            self.at += taken;
            missing -= units.len() - had;
            if taken == 0 && !rest.is_empty() {
                // Half a character at the end of a piece.
                self.at += rest.len();
            }
        }
        self.pass(runs as usize * 4 + extra as usize);
        true
    }
}
