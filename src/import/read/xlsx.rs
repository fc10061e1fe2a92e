//! Reads .xlsx and .xlsm: which sheets there are, what their number formats mean, and the strings they share.
//!
//! The library's cells reader knows neither hidden rows nor odd part names, and a second pass over the XML for what it leaves out
//! costs as much as the first; so the sheets are read here in one pass (see [`super::xlsx_sheet`]), each inflated on a thread
//! ahead of its parsing.

use std::collections::HashMap;

use super::container::{Container, Source, resolved};
use super::error::{Bound, Problem};
use super::number::Shape;
use super::output::{Layout, Output};
use super::xlsx_sheet::{self, unescape};
use super::xml::{Token, Xml};
use super::{Format, Visibility};

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    state: Visibility,
    part: String,
}

/// What cells of all sheets refer to.
#[derive(Default)]
pub(super) struct Shared {
    pub strings: Strings,
    pub shapes: Vec<Shape>,
    pub from_1904: bool,
}

/// Reads the workbook in `container`.
pub(super) fn read<S: Source>(container: &mut Container<S>, output: &mut Output<'_>) -> Result<(), Problem> {
    let main = main_part(container, "xl/workbook.xml")?;
    let folder = main.rfind('/').map_or("", |slash| &main[..=slash]).to_owned();
    let relations = relations(container, &main)?;
    let mut shared = Shared::default();
    let sheets = read_workbook(container, &main, &folder, &relations, &mut shared)?;
    if sheets.is_empty() {
        return Err(Problem::damaged("the workbook lists no sheets"));
    }
    output.workbook(Format::Xlsx, None, None)?;
    if let Some(styles) = part_of(container, &relations, &folder, "/styles", "styles.xml") {
        shared.shapes = read_styles(container, &styles)?;
    }
    if let Some(strings) = part_of(container, &relations, &folder, "/sharedStrings", "sharedStrings.xml") {
        shared.strings = read_strings(container, &strings, output)?;
    }
    let sizes: Vec<u64> = sheets.iter().map(|sheet| container.size(&sheet.part)).collect();
    let all: u64 = sizes.iter().sum::<u64>().max(1);
    let mut before = 0;
    let mut found = false;
    for (sheet, size) in sheets.iter().zip(sizes) {
        output.start_sheet(&sheet.name, sheet.state)?;
        if !output.wants(&sheet.name) {
            output.end_sheet(Layout::default())?;
            continue;
        }
        let layout = match container.part(&sheet.part)? {
            Some(part) => {
                found = true;
                xlsx_sheet::read(part, &shared, output, before, all)?
            }
            None => Layout::known(),
        };
        output.end_sheet(layout)?;
        before += size;
    }
    if !found && output.options().sheet.is_none() {
        return Err(Problem::damaged("the sheets of the workbook are missing"));
    }
    Ok(())
}

/// The relationships of a part: id → (type, part they lead to).
pub(super) type Relations = HashMap<String, (String, String)>;

/// The relationships that `part` has.
pub(super) fn relations<S: Source>(container: &mut Container<S>, part: &str) -> Result<Relations, Problem> {
    let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let mut relations = Relations::new();
    let Some(content) = container.part(&format!("{folder}_rels/{name}.rels"))? else { return Ok(relations) };
    let mut xml = Xml::new(content);
    loop {
        match xml.next()? {
            Token::Start(tag) if tag.name == b"Relationship" => {
                if let (Some(id), Some(kind), Some(target)) = (tag.local("Id"), tag.local("Type"), tag.local("Target")) {
                    relations.insert(id, (kind, resolved(&folder, &target)));
                }
            }
            Token::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// The part that the container states as its document, or else the one with the `usual` name.
pub(super) fn main_part<S: Source>(container: &mut Container<S>, usual: &str) -> Result<String, Problem> {
    let stated = relations(container, "")?.into_values().find(|(kind, _)| kind.ends_with("/officeDocument"));
    match stated {
        Some((_, part)) if container.has(&part) => Ok(part),
        _ if container.has(usual) => Ok(usual.to_owned()),
        _ => Err(Problem::damaged("the workbook part is missing")),
    }
}

/// The part that is related by `kind`, or else the one with the `usual` name in `folder`.
pub(super) fn part_of<S: Source>(container: &Container<S>, relations: &Relations, folder: &str, kind: &str, usual: &str) -> Option<String> {
    let related = relations.values().find(|(found, part)| found.ends_with(kind) && container.has(part));
    related.map(|(_, part)| part.clone()).or_else(|| Some(format!("{folder}{usual}")).filter(|part| container.has(part)))
}

fn read_workbook<S: Source>(
    container: &mut Container<S>,
    main: &str,
    folder: &str,
    relations: &Relations,
    shared: &mut Shared,
) -> Result<Vec<Listed>, Problem> {
    let mut sheets = Vec::new();
    let Some(content) = container.part(main)? else { return Ok(sheets) };
    let mut listed = Vec::new();
    let mut xml = Xml::new(content);
    loop {
        match xml.next()? {
            Token::Start(tag) if tag.name == b"workbookPr" => shared.from_1904 |= tag.says("date1904"),
            Token::Start(tag) if tag.name == b"sheet" => {
                let name = unescape(&tag.local("name").unwrap_or_default()).into_owned();
                let state = match tag.local("state").as_deref() {
                    Some("hidden") => Visibility::Hidden,
                    Some("veryHidden") => Visibility::VeryHidden,
                    _ => Visibility::Visible,
                };
                // `r:id`, by whatever prefix; `sheetId` is another name.
                let id = tag.attributes().find(|(name, _)| name.ends_with(b":id") || *name == b"id");
                let id = id.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).unwrap_or_default();
                listed.push((name, state, id));
            }
            Token::End(b"sheets") | Token::Eof => break,
            _ => {}
        }
    }
    drop(xml);
    for (index, (name, state, id)) in listed.into_iter().enumerate() {
        let part = match relations.get(&id) {
            // A chart or a dialog.
            Some((kind, _)) if !kind.ends_with("/worksheet") => continue,
            Some((_, part)) => part.clone(),
            // Some writers forget the relationship but keep to the usual names.
            None => format!("{folder}worksheets/sheet{}.xml", index + 1),
        };
        sheets.push(Listed { name, state, part });
    }
    salvage(container, folder, &mut sheets);
    Ok(sheets)
}

/// Gives sheets whose part is missing, or a list without sheets, the parts that nothing leads to.
fn salvage<S: Source>(container: &Container<S>, folder: &str, sheets: &mut Vec<Listed>) {
    let folder = format!("{folder}worksheets/").to_lowercase();
    let is_listed = |part: &str| sheets.iter().any(|sheet| sheet.part.eq_ignore_ascii_case(part));
    let is_sheet = |part: &&str| part.strip_prefix(&folder).is_some_and(|name| name.ends_with(".xml") && !name.contains('/'));
    let mut unlisted: Vec<String> = container.names().filter(is_sheet).filter(|part| !is_listed(part)).map(str::to_owned).collect();
    unlisted.sort();
    let mut unlisted = unlisted.into_iter();
    if sheets.is_empty() {
        sheets.extend(unlisted.map(|part| Listed {
            name: part[folder.len()..].trim_end_matches(".xml").to_owned(),
            state: Visibility::Visible,
            part,
        }));
        return;
    }
    for sheet in sheets.iter_mut().filter(|sheet| !container.has(&sheet.part)) {
        if let Some(part) = unlisted.next() {
            sheet.part = part;
        }
    }
}

fn read_styles<S: Source>(container: &mut Container<S>, part: &str) -> Result<Vec<Shape>, Problem> {
    let mut codes: HashMap<u32, Shape> = HashMap::new();
    let mut shapes = Vec::new();
    let Some(content) = container.part(part)? else { return Ok(shapes) };
    let mut xml = Xml::new(content);
    let mut in_cell_formats = false;
    loop {
        match xml.next()? {
            Token::Start(tag) if tag.name == b"numFmt" => {
                if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.local("formatCode")) {
                    codes.insert(id, Shape::of_code(&code));
                }
            }
            Token::Start(tag) if tag.name == b"cellXfs" => in_cell_formats = !tag.closed,
            Token::End(b"cellXfs") => in_cell_formats = false,
            Token::Start(tag) if tag.name == b"xf" && in_cell_formats => {
                let id = tag.number("numFmtId").unwrap_or(0);
                shapes.push(codes.get(&id).copied().unwrap_or_else(|| Shape::of_id(id)));
            }
            Token::Eof => return Ok(shapes),
            _ => {}
        }
    }
}

fn read_strings<S: Source>(container: &mut Container<S>, part: &str, output: &mut Output<'_>) -> Result<Strings, Problem> {
    let granted = output.options().limits.memory / 4 * 3;
    let size = container.size(part);
    if size > granted {
        return Err(Problem::TooLarge(Bound::Memory));
    }
    let mut strings = Strings::default();
    let Some(content) = container.part(part)? else { return Ok(strings) };
    let mut xml = Xml::new(content);
    let mut told = 0;
    let mut text = String::new();
    loop {
        match xml.next()? {
            Token::Start(tag) if tag.name == b"si" => {
                text.clear();
                if !tag.closed {
                    xlsx_sheet::rich_text(&mut xml, b"si", &mut text)?;
                }
                strings.push(&unescape(&text));
                if xml.taken() - told > 4 << 20 {
                    told = xml.taken();
                    // The share of strings is not the share of rows: the bar stands still, but something moves.
                    output.progress(0.0)?;
                }
            }
            Token::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// The strings that cells share, one behind the other in blocks: millions of them cost little more than their letters.
#[derive(Default)]
pub(super) struct Strings {
    blocks: Vec<String>,
    /// Block and start of each string; it ends where the next one in its block starts.
    places: Vec<(u32, u32)>,
}

impl Strings {
    const BLOCK: usize = 1 << 20;

    /// Adds the string with the next index.
    pub fn push(&mut self, text: &str) {
        if self.blocks.last().is_none_or(|block| block.len() + text.len() > Self::BLOCK) {
            self.blocks.push(String::with_capacity(Self::BLOCK.max(text.len()).min(if self.blocks.is_empty() {
                4096
            } else {
                usize::MAX
            })));
        }
        let number = self.blocks.len() as u32 - 1;
        if let Some(block) = self.blocks.last_mut() {
            self.places.push((number, block.len() as u32));
            block.push_str(text);
        }
    }

    /// The string with this index.
    pub fn get(&self, index: usize) -> Option<&str> {
        let (block, start) = *self.places.get(index)?;
        let text = self.blocks.get(block as usize)?;
        let end = self.places.get(index + 1).filter(|next| next.0 == block).map_or(text.len(), |next| next.1 as usize);
        text.get(start as usize..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_come_back_by_their_index() {
        let mut strings = Strings::default();
        let long = "长".repeat(400_000);
        for text in ["a", "", "跟单", &long, "b", &long] {
            strings.push(text);
        }
        let found: Vec<_> = (0..7).map(|index| strings.get(index)).collect();
        assert_eq!(found, [Some("a"), Some(""), Some("跟单"), Some(&*long), Some("b"), Some(&*long), None]);
    }
}
