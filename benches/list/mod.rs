//! Makes the lists that are measured: 28 columns as a plain customer list has them, every row another firm, all of it
//! invented by counting. The same arguments make the same cells on every machine; nothing is downloaded.

// Each bench uses its own part.
#![allow(dead_code)]

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// How a workbook keeps its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strings {
    /// In the cells, as tools write it that stream.
    Inline,
    /// Once, in a table that cells refer to, as Excel writes it.
    Shared,
}

impl Strings {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Inline, Self::Shared];

    /// A word for tables and file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inline => "inline",
            Self::Shared => "shared",
        }
    }
}

const HEADINGS: [&str; 28] = [
    "Company Name",
    "Short Name",
    "Country",
    "City",
    "Address",
    "Postal Code",
    "Contact Person",
    "Job Title",
    "Phone",
    "Mobile",
    "Fax",
    "Email",
    "Website",
    "WhatsApp",
    "WeChat",
    "Source",
    "Level",
    "Stars",
    "Status",
    "Group",
    "Tags",
    "Main Products",
    "Annual Purchase",
    "Currency",
    "Payment Terms",
    "Last Contact",
    "Next Follow-up",
    "Notes",
];

/// Country, its dialling code, cities, currency, legal form, domain.
type Land = (&'static str, &'static str, [&'static str; 4], &'static str, &'static str, &'static str);

const LANDS: [Land; 10] = [
    ("Germany", "49", ["Hamburg", "Bremen", "Köln", "Leipzig"], "EUR", "GmbH", "de.example"),
    ("Mexico", "52", ["Puebla", "Mérida", "León", "Toluca"], "USD", "S.A. de C.V.", "mx.example"),
    ("Poland", "48", ["Łódź", "Gdynia", "Poznań", "Lublin"], "EUR", "Sp. z o.o.", "pl.example"),
    ("United Arab Emirates", "971", ["Dubai", "Sharjah", "Ajman", "Abu Dhabi"], "USD", "LLC", "ae.example"),
    ("India", "91", ["Pune", "Kochi", "Surat", "Indore"], "USD", "Pvt. Ltd.", "in.example"),
    ("United Kingdom", "44", ["Leeds", "Bristol", "Hull", "Derby"], "GBP", "Ltd", "uk.example"),
    ("Vietnam", "84", ["Huế", "Đà Nẵng", "Hải Phòng", "Vinh"], "USD", "JSC", "vn.example"),
    ("Brazil", "55", ["Santos", "Recife", "Natal", "Belém"], "USD", "Ltda.", "br.example"),
    ("Turkey", "90", ["İzmir", "Bursa", "Konya", "Adana"], "EUR", "A.Ş.", "tr.example"),
    ("China", "86", ["宁波", "义乌", "佛山", "青岛"], "CNY", "有限公司", "cn.example"),
];

const SYLLABLES: [&str; 32] = [
    "bar", "ven", "tol", "mir", "kas", "dor", "lin", "pex", "sol", "gra", "hem", "nor", "quil", "rus", "tam", "vel", "zan", "bri", "cor",
    "dal", "fen", "gil", "hol", "jas", "kel", "lom", "mon", "nev", "ost", "pal", "rin", "sev",
];
const HAN: [&str; 16] = ["瑞", "恒", "达", "隆", "盛", "祥", "远", "嘉", "腾", "宏", "润", "凯", "博", "泰", "康", "铭"];
const TRADES: [&str; 8] = ["Hardware", "Trading", "Tools", "Import", "Lighting", "Textile", "Machinery", "Supply"];
const FIRST: [&str; 12] = ["Anna", "Luis", "Piotr", "Omar", "Priya", "Liam", "Hương", "Ana", "Emre", "Sofie", "Mateo", "Irena"];
const TITLES: [&str; 6] = ["Purchasing Manager", "Owner", "Buyer", "CEO", "Sales Director", "Assistant"];
const SOURCES: [&str; 6] = ["Canton Fair", "Alibaba", "Website", "Referral", "Google", "Customs data"];
const STATUSES: [&str; 5] = ["New", "Contacted", "Quoted", "Ordered", "Dormant"];
const GROUPS: [&str; 5] = ["Europe/West", "Europe/East", "America/South", "Asia/Middle East", "Asia/South"];
const TAGS: [&str; 8] = ["vip", "price sensitive", "needs CE", "fair 2026", "sample sent", "slow payer", "OEM", "distributor"];
const PRODUCTS: [&str; 8] =
    ["LED lamps", "hand tools", "cotton towels", "kitchen ware", "garden hoses", "hinges and locks", "solar panels", "office chairs"];
const TERMS: [&str; 5] = ["T/T 30/70", "L/C at sight", "O/A 60 days", "T/T in advance", "D/P"];
const NOTES: [&str; 6] = [
    "Met at the fair, asked for a catalogue and prices for a full container.",
    "Wants samples before the end of the quarter; freight on their account.",
    "Compares with two other suppliers, price is decisive.",
    "Please write in English, calls only in the afternoon.",
    "老客户介绍，要求含税价，下半年有新项目。",
    "Ordered twice last year, one complaint about the packing, settled.",
];

/// A number that looks arbitrary and is not: row and purpose decide it (the finalizer of splitmix64).
fn chance(row: u32, purpose: u64) -> u64 {
    let mut x = (u64::from(row) << 8 | purpose).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ x >> 31
}

fn one_of<'a, const N: usize>(all: &[&'a str; N], row: u32, purpose: u64) -> &'a str {
    all[(chance(row, purpose) % N as u64) as usize]
}

/// A name that no other row has: the row's number in syllables, low digits first.
fn stem(row: u32, is_han: bool) -> String {
    let (mut rest, mut name) = (row, String::new());
    let digits: &[&str] = if is_han { &HAN } else { &SYLLABLES };
    for _ in 0..2 {
        name.push_str(digits[rest as usize % digits.len()]);
        rest /= digits.len() as u32;
    }
    while rest > 0 {
        name.push_str(digits[rest as usize % digits.len()]);
        rest /= digits.len() as u32;
    }
    if is_han { name } else { name[..1].to_uppercase() + &name[1..] }
}

/// The name of the firm in row `row` (from 1), by which it can be searched.
pub fn company(row: u32) -> String {
    let land = &LANDS[(chance(row, 0) % 10) as usize];
    if land.1 == "86" {
        format!("{}{}贸易{}", land.2[row as usize % 4], stem(row, true), land.4)
    } else {
        format!("{} {} {}", stem(row, false), one_of(&TRADES, row, 1), land.4)
    }
}

fn write_row(sheet: &mut Worksheet, row: u32, day: &Format) -> Result<(), XlsxError> {
    let land = &LANDS[(chance(row, 0) % 10) as usize];
    let (dial, domain) = (land.1, land.5);
    let city = land.2[row as usize % 4];
    let is_han = dial == "86";
    let latin = stem(row, false);
    // A few cells of each row are empty, as in life: one in six.
    let has = |purpose: u64| !chance(row, purpose).is_multiple_of(6);
    let number = |purpose: u64| 1_000_000 + chance(row, purpose) % 9_000_000;
    let mut text = |column: u16, text: &str| sheet.write_string(row, column, text).map(|_| ());
    text(0, &company(row))?;
    if has(2) {
        text(1, if is_han { "" } else { &latin })?;
    }
    text(2, land.0)?;
    text(3, city)?;
    if has(3) {
        text(4, &format!("{} {} Road, building {}, room {}", chance(row, 4) % 900 + 1, latin, row % 40 + 1, row % 700 + 1))?;
    }
    if has(5) {
        text(5, &format!("{:05}", chance(row, 6) % 90_000 + 10_000))?;
    }
    let family = stem(row / 3 + 7, false);
    let person = format!("{} {family}", one_of(&FIRST, row, 7));
    text(6, &person)?;
    if has(8) {
        text(7, one_of(&TITLES, row, 9))?;
    }
    text(8, &format!("+{dial} {} {}", chance(row, 10) % 90 + 10, number(11)))?;
    if has(12) {
        text(9, &format!("+{dial} 1{} {:04}", number(13), row % 10_000))?;
    }
    if chance(row, 14).is_multiple_of(2) {
        text(10, &format!("+{dial}-{}-{}", chance(row, 10) % 90 + 10, number(15)))?;
    }
    text(
        11,
        &format!(
            "{}.{}@{}{row}.{domain}",
            one_of(&["info", "sales", "buyer", "office"], row, 16),
            family.to_lowercase(),
            latin.to_lowercase()
        ),
    )?;
    if has(17) {
        text(12, &format!("www.{}{row}.{domain}", latin.to_lowercase()))?;
    }
    if has(18) {
        text(13, &format!("+{dial} 1{}", number(19)))?;
    }
    if is_han {
        text(14, &format!("wx_{}{row}", latin.to_lowercase()))?;
    }
    text(15, one_of(&SOURCES, row, 20))?;
    text(16, one_of(&["A", "B", "C", "D"], row, 21))?;
    text(18, one_of(&STATUSES, row, 22))?;
    text(19, one_of(&GROUPS, row, 23))?;
    if has(24) {
        text(20, &format!("{}; {}", one_of(&TAGS, row, 25), one_of(&TAGS, row, 26)))?;
    }
    text(21, &format!("{}, {}", one_of(&PRODUCTS, row, 27), one_of(&PRODUCTS, row, 28)))?;
    text(23, land.3)?;
    if has(29) {
        text(24, one_of(&TERMS, row, 30))?;
    }
    if has(31) {
        text(27, one_of(&NOTES, row, 32))?;
    }
    sheet.write_number(row, 17, (chance(row, 33) % 5 + 1) as f64)?;
    if has(34) {
        sheet.write_number(row, 22, (chance(row, 35) % 900_000) as f64 / 4.0)?;
    }
    let date = |purpose: u64, year: u16| {
        ExcelDateTime::from_ymd(year, (chance(row, purpose) % 12 + 1) as u8, (chance(row, purpose + 1) % 28 + 1) as u8)
    };
    if has(36) {
        sheet.write_datetime_with_format(row, 25, date(37, 2026)?, day)?;
    }
    if has(39) {
        sheet.write_datetime_with_format(row, 26, date(40, 2027)?, day)?;
    }
    Ok(())
}

fn write(path: &Path, rows: u32, strings: Strings) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = match strings {
        Strings::Inline => workbook.add_worksheet_with_constant_memory()?,
        Strings::Shared => workbook.add_worksheet_with_low_memory()?,
    };
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_string(0, column, heading)?;
    }
    for row in 1..=rows {
        write_row(sheet, row, &day)?;
    }
    workbook.save(path)
}

/// The list with so many rows, made when it is first asked for and kept with what cargo builds.
pub fn list(rows: u32, strings: Strings) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("list-1-{rows}-{}.xlsx", strings.name()));
    if !path.exists() {
        eprintln!("making a list of {rows} rows, {} strings …", strings.name());
        std::fs::create_dir_all(folder).expect("a folder for lists");
        let partial = path.with_extension("partial");
        write(&partial, rows, strings).expect("the list is written");
        std::fs::rename(&partial, &path).expect("the list is put in its place");
    }
    path
}
