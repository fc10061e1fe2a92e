//! The compound file ("OLE") around an .xls: a small file system of sectors in chains ([MS-CFB]).
//!
//! Chains of broken files may be cut short or go round in circles; what can be followed is followed, and no chain is longer than
//! the file has sectors.

use super::error::Problem;

const END: u32 = 0xffff_fffa;

/// An opened compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    mini_sector: usize,
    mini_cutoff: u64,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: u64,
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(u32::MAX, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}

impl<'a> Compound<'a> {
    /// Opens the compound file in `bytes`.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        if bytes.len() < 512 {
            return Err(Problem::damaged("the compound file ends in its head"));
        }
        // Some writers put nonsense here; only two sizes exist.
        let sector = if short(bytes, 30) == 12 { 4096 } else { 512 };
        let mut file = Self {
            bytes,
            sector,
            mini_sector: 1 << short(bytes, 32).clamp(4, 9),
            mini_cutoff: u64::from(number(bytes, 56)).clamp(1, 1 << 20),
            table: Vec::new(),
            mini_table: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        file.read_table()?;
        let directory = file.chain(number(bytes, 48), u64::MAX);
        let mut root = None;
        for entry in directory.chunks_exact(128) {
            let length = usize::from(short(entry, 64)).min(64);
            let (kind, start, size) = (entry[66], number(entry, 116), u64::from(number(entry, 120)));
            let units = entry[..length.saturating_sub(2)].chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
            let name = char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect();
            match kind {
                5 => root = root.or(Some((start, size))),
                2 => file.entries.push(Entry { name, start, size }),
                _ => {}
            }
        }
        if let Some((start, size)) = root {
            file.mini_stream = file.chain(start, size);
            let table = file.chain(number(bytes, 60), u64::MAX);
            file.mini_table = table.chunks_exact(4).map(|entry| number(entry, 0)).collect();
        }
        Ok(file)
    }

    /// The content of the stream with this name, whatever its case.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        if entry.size >= self.mini_cutoff {
            return Some(self.chain(entry.start, entry.size));
        }
        let mut content = Vec::new();
        let mut next = entry.start;
        for _ in 0..=self.mini_table.len() {
            let start = (next as usize).saturating_mul(self.mini_sector);
            let Some(sector) = self.mini_stream.get(start..(start.saturating_add(self.mini_sector)).min(self.mini_stream.len())) else {
                break;
            };
            content.extend_from_slice(sector);
            let Some(&following) = self.mini_table.get(next as usize) else { break };
            next = following;
            if next >= END || content.len() as u64 >= entry.size {
                break;
            }
        }
        content.truncate(entry.size as usize);
        Some(content)
    }

    fn sector(&self, index: u32) -> Option<&'a [u8]> {
        let start = (index as usize).checked_add(1)?.checked_mul(self.sector)?;
        // The last sector may be shorter than the others.
        self.bytes.get(start..(start + self.sector).min(self.bytes.len()))
    }

    fn read_table(&mut self) -> Result<(), Problem> {
        let most = self.bytes.len() / self.sector + 1;
        let mut listed: Vec<u32> = (0..109).map(|index| number(self.bytes, 76 + index * 4)).collect();
        let mut next = number(self.bytes, 68);
        for _ in 0..most {
            let Some(sector) = self.sector(next).filter(|_| next < END) else { break };
            let entries: Vec<u32> = sector.chunks_exact(4).map(|entry| number(entry, 0)).collect();
            let Some((last, entries)) = entries.split_last() else { break };
            listed.extend_from_slice(entries);
            next = *last;
        }
        for index in listed.into_iter().filter(|index| *index < END).take(most) {
            // Also behind the sectors that the head counts: [MS-CFB] 2.6 leaves nothing there, so the head itself is damaged.
            let Some(sector) = self.sector(index) else {
                return Err(Problem::damaged("the allocation table lies past the end of the file"));
            };
            self.table.extend(sector.chunks_exact(4).map(|entry| number(entry, 0)));
        }
        Ok(())
    }

    /// What a chain of sectors holds, up to `size` bytes.
    fn chain(&self, start: u32, size: u64) -> Vec<u8> {
        let mut content = Vec::new();
        let mut next = start;
        for _ in 0..=self.table.len() {
            let Some(sector) = self.sector(next).filter(|_| next < END) else { break };
            content.extend_from_slice(sector);
            let Some(&following) = self.table.get(next as usize) else { break };
            next = following;
            if content.len() as u64 >= size {
                break;
            }
        }
        content.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        content
    }
}
