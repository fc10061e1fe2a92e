//! What is read out of .xlsx, .xlsb, .xls and OpenDocument files.

use gendan::import::read::{Block, CellKind, Format, ReadOptions, Visibility};

use super::files::*;
use super::{Desk, cells, opened, read, rows};

#[test]
fn a_workbook_of_another_writer_is_read_whole() {
    use rust_xlsxwriter::{ExcelDateTime, Format as Look, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("客户").unwrap();
    let date = Look::new().set_num_format("yyyy-mm-dd hh:mm");
    sheet.write(0, 0, "公司名称").unwrap();
    sheet.write(0, 3, "手机").unwrap();
    sheet.write(1, 0, "Acme & Söhne <GmbH>").unwrap();
    sheet.write(1, 1, 0.1 + 0.2).unwrap();
    sheet.write_with_format(1, 2, ExcelDateTime::from_ymd(2026, 3, 5).unwrap().and_hms(8, 30, 0).unwrap(), &date).unwrap();
    sheet.write(1, 3, 13_800_138_000.0).unwrap();
    sheet.write(1, 4, true).unwrap();
    sheet.merge_range(3, 0, 4, 1, "merged", &Look::new()).unwrap();
    sheet.set_row_hidden(5).unwrap();
    sheet.write(5, 0, "hidden").unwrap();
    sheet.set_column_hidden(2).unwrap();
    book.add_worksheet().set_name("更多").unwrap().set_hidden(true);
    let read = opened("list.xlsx", book.save_to_buffer().unwrap());

    assert_eq!(read.format, Format::Xlsx);
    assert_eq!(
        read.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.state)).collect::<Vec<_>>(),
        [("客户", Visibility::Visible), ("更多", Visibility::Hidden)]
    );
    let sheet = &read.sheets[0];
    let expected = [
        (0, 0, "公司名称"),
        (0, 3, "手机"),
        (1, 0, "Acme & Söhne <GmbH>"),
        (1, 1, "0.3"),
        (1, 2, "2026-03-05 08:30:00"),
        (1, 3, "13800138000"),
        (1, 4, "TRUE"),
        (3, 0, "merged"),
        (5, 0, "hidden"),
    ];
    assert_eq!(cells(sheet), expected.map(|(row, column, text)| (row, column, text.to_owned())));
    let kinds: Vec<CellKind> = sheet.grid.row(1).cells().map(|(_, cell)| cell.kind).collect();
    assert_eq!(kinds, [CellKind::Text, CellKind::Number, CellKind::DateTime, CellKind::Number, CellKind::Bool]);
    assert_eq!(sheet.merges, [Block { first_row: 3, first_column: 0, last_row: 4, last_column: 1 }]);
    assert_eq!((sheet.hidden_rows.clone(), sheet.hidden_columns.clone()), (Some(vec![(5, 5)]), Some(vec![(2, 2)])));
    assert_eq!((sheet.hides_row(5), sheet.hides_row(4)), (true, false));
}

#[test]
fn odd_but_legal_xml_is_read() {
    let sheet = "<?xml version='1.0'?><x:worksheet xmlns:x='m'><x:dimension ref='A1:XFD1048576'/><x:cols><x:col min='2' max='3' hidden='true'/></x:cols>\
        <x:sheetData><x:row r='2' hidden='1'><x:c r='B2' t='s'><x:v>1</x:v></x:c><x:c t='s'><x:v>99</x:v></x:c><x:c r='A2' t='s'><x:v> 0 </x:v></x:c></x:row>\
        <x:row r='4'><x:c t='str'><x:f>A1&amp;\"&lt;/v&gt;\"</x:f><x:v>a&#x41;_x000D_\n_x005F_x0041_</x:v></x:c><x:c t='e'><x:v>#REF!</x:v></x:c>\
        <x:c t='d'><x:v>2024-02-29T00:00:00</x:v></x:c><x:c t='b'><x:v>0</x:v></x:c><x:c s='1'><x:v>45000</x:v></x:c><x:c s='2'><x:v>0.155</x:v></x:c>\
        <x:c><x:v>1.3800138E+10</x:v></x:c><x:c/></x:row><x:row/><x:row><x:c><x:v>last</x:v></x:c></x:row></x:sheetData>\
        <x:mergeCells><x:mergeCell ref='A2:B3'/></x:mergeCells></x:worksheet>";
    let strings =
        "<sst><si><r><t>李</t></r><r><t xml:space='preserve'> 雷</t></r><rPh><t>リ</t></rPh></si><si><t><![CDATA[a<b]]></t></si></sst>";
    let styles = "<styleSheet><numFmts><numFmt numFmtId='176' formatCode='yyyy\"年\"m\"月\"'/></numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>\
        <cellXfs><xf numFmtId='0'/><xf numFmtId='176'/><xf numFmtId='10'/></cellXfs></styleSheet>";
    let file = xlsx(sheet, &[("xl/SharedStrings.xml", strings), ("xl/styles.xml", styles)]);
    let read = opened("list.xlsx", file);
    let sheet = &read.sheets[0];
    let expected = [
        (1, 0, "李 雷"),
        (1, 1, "a<b"),
        (3, 0, "aA\n_x0041_"),
        (3, 1, "#REF!"),
        (3, 2, "2024-02-29"),
        (3, 3, "FALSE"),
        (3, 4, "2023-03-15"),
        (3, 5, "0.155"),
        (3, 6, "13800138000"),
        (5, 0, "last"),
    ];
    assert_eq!(cells(sheet), expected.map(|(row, column, text)| (row, column, text.to_owned())));
    assert_eq!(sheet.grid.row(1).cell(5).map(|cell| cell.kind), Some(CellKind::Percent));
    assert_eq!((sheet.hidden_rows.clone(), sheet.hidden_columns.clone()), (Some(vec![(1, 1)]), Some(vec![(1, 2)])));
    assert_eq!(sheet.merges.len(), 1);
}

#[test]
fn parts_are_found_wherever_they_are() {
    let sheet: &[u8] = b"<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";
    let book: &[u8] = b"<workbook><sheets><sheet name='A' r:id='x'/><sheet name='B' r:id='y'/></sheets></workbook>";
    let package = relations(&[("rId1", "officeDocument", "/Office/Book.xml")]);
    let related = relations(&[("x", "worksheet", "/office/../Sheets/One.xml"), ("y", "chartsheet", "chart.xml")]);
    let read = opened(
        "list.xlsx",
        zipped(&[
            ("_rels\\.rels", package.as_bytes()),
            ("office/BOOK.xml", book),
            ("office/_rels/book.xml.rels", related.as_bytes()),
            ("sheets/one.xml", sheet),
        ]),
    );
    assert_eq!(read.sheets.len(), 1, "a chart is no sheet");
    assert_eq!(rows(&read.sheets[0]), [["1"]]);
}

#[test]
fn workbooks_counting_from_1904_show_the_same_dates() {
    let sheet = "<worksheet><sheetData><row><c s='0'><v>43538</v></c></row></sheetData></worksheet>";
    let styles = "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>";
    let book = "<workbook xmlns:r='r'><workbookPr date1904='1'/><sheets><sheet name='List' r:id='rId1'/></sheets></workbook>";
    let file = xlsx(sheet, &[("xl/styles.xml", styles), ("xl/workbook.xml", book)]);
    assert_eq!(rows(&opened("list.xlsx", file).sheets[0]), [["2023-03-15"]]);
}

#[test]
fn one_sheet_or_the_first_rows_can_be_asked_for() {
    let desk = Desk::new();
    let path = desk.put("list.xlsx", plain_xlsx(&[&["a"], &["b"], &["c"]]));
    let first = read(&path, &ReadOptions { first_rows: Some(2), ..ReadOptions::default() }).unwrap();
    assert_eq!(rows(&first.sheets[0]), [["a"], ["b"]]);
    let named = read(&path, &ReadOptions { sheet: Some("List".to_owned()), ..ReadOptions::default() }).unwrap();
    assert_eq!(named.sheets[0].grid.len(), 3);
    let error = read(&path, &ReadOptions { sheet: Some("Other".to_owned()), ..ReadOptions::default() }).unwrap_err();
    assert_eq!(error.code(), "no_such_sheet");
}

#[test]
fn binary_workbooks_are_read() {
    let number = |value: u32| value.to_le_bytes().to_vec();
    let book = [binary_record(156, &[number(1), number(1), wide("rId1"), wide("客户")].concat()), binary_record(144, &[])];
    let cell = |column: u32, style: u32| [number(column), number(style)].concat();
    let mut row = [number(4), number(0), vec![0; 3]].concat();
    row.extend([0x10, 0, 0, 0, 0, 0]);
    let sheet = [
        binary_record(60, &[number(2), number(3), number(0), number(0), vec![1, 0]].concat()),
        binary_record(145, &[]),
        binary_record(0, &row),
        binary_record(7, &[cell(0, 0), number(0)].concat()),
        binary_record(6, &[cell(1, 0), wide("inline")].concat()),
        binary_record(5, &[cell(2, 1), 45_000.5f64.to_le_bytes().to_vec()].concat()),
        binary_record(2, &[cell(3, 0), number(12_345 << 2 | 3)].concat()),
        binary_record(11, &[cell(4, 0), vec![0x17]].concat()),
        binary_record(146, &[]),
        binary_record(176, &[number(1), number(2), number(3), number(4)].concat()),
        binary_record(130, &[]),
    ];
    let styles = [binary_record(617, &[]), binary_record(47, &[0; 4]), binary_record(47, &[0, 0, 22, 0]), binary_record(618, &[])];
    let strings = binary_record(19, &[vec![0], wide("shared")].concat());
    let package = relations(&[("rId1", "officeDocument", "xl/workbook.bin")]);
    let related = relations(&[
        ("rId1", "worksheet", "worksheets/sheet1.bin"),
        ("rId2", "styles", "styles.bin"),
        ("rId3", "sharedStrings", "sharedStrings.bin"),
    ]);
    let read = opened(
        "list.xlsb",
        zipped(&[
            ("_rels/.rels", package.as_bytes()),
            ("xl/workbook.bin", &book.concat()),
            ("xl/_rels/workbook.bin.rels", related.as_bytes()),
            ("xl/worksheets/sheet1.bin", &sheet.concat()),
            ("xl/styles.bin", &styles.concat()),
            ("xl/sharedStrings.bin", &strings),
        ]),
    );
    let sheet = &read.sheets[0];
    assert_eq!((read.format, sheet.name.as_str(), sheet.state), (Format::Xlsb, "客户", Visibility::Hidden));
    assert_eq!(rows(sheet), [["shared", "inline", "2023-03-15 12:00:00", "123.45", "#REF!"]]);
    assert_eq!((sheet.hidden_rows.clone(), sheet.hidden_columns.clone()), (Some(vec![(4, 4)]), Some(vec![(2, 3)])));
    assert_eq!(sheet.merges, [Block { first_row: 1, first_column: 3, last_row: 2, last_column: 4 }]);
}

#[test]
fn old_workbooks_are_read() {
    let book = [
        record(0x041e, &[&164u16.to_le_bytes()[..], &[10, 0, 0], b"yyyy/mm/dd"].concat()),
        record(0x00e0, &[0; 20]),
        record(0x00e0, &[&[0, 0][..], &164u16.to_le_bytes(), &[0; 16]].concat()),
        // The second string goes on in the next record, where it turns from bytes to UTF-16.
        record(0x00fc, &[&[0; 4][..], &2u32.to_le_bytes(), &[2, 0, 1, 0xa2, 0x5b, 0x37, 0x62], &[4, 0, 0], b"AB"].concat()),
        record(0x003c, &[1, b'C', 0, 0x2d, 0x4e]),
    ];
    let sheet = [
        record(0x007d, &[1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
        record(0x0208, &[1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0]),
        record(0x00fd, &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        record(0x00fd, &[1, 0, 1, 0, 0, 0, 1, 0, 0, 0]),
        record(0x0203, &[&[1, 0, 2, 0, 1, 0][..], &45_000.0f64.to_le_bytes()].concat()),
        record(0x0006, &[&[0, 0, 0, 0, 0, 0][..], &[0, 0, 0, 0, 0, 0, 0xff, 0xff], &[0; 6]].concat()),
        record(0x0207, &[2, 0, 0, b'o', b'k']),
        record(0x00e5, &[1, 0, 1, 0, 2, 0, 0, 0, 0, 0]),
    ];
    let stream = xls_stream(&book, &sheet);
    for file in [compound("Workbook", stream.clone()), compound("BOOK", stream)] {
        let read = opened("list.xls", file);
        let sheet = &read.sheets[0];
        assert_eq!((read.format, sheet.name.as_str()), (Format::Xls, "List"));
        assert_eq!(rows(sheet), [vec!["ok"], vec!["客户", "ABC中", "2023-03-15"]]);
        assert_eq!((sheet.hidden_rows.clone(), sheet.hidden_columns.clone()), (Some(vec![(1, 1)]), Some(vec![(1, 1)])));
        assert_eq!(sheet.merges, [Block { first_row: 1, first_column: 0, last_row: 2, last_column: 0 }]);
    }
    // Excel 3: no compound file, no workbook around the one sheet.
    let bare = [
        record(0x0209, &[0, 3, 0x10, 0, 0, 0]),
        record(0x0042, &[0xe4, 4]),
        record(0x0204, &[&[0, 0, 0, 0, 0, 0, 4, 0][..], b"M\xfcll"].concat()),
        record(0x000a, &[]),
    ];
    assert_eq!(rows(&opened("list.xls", bare.concat()).sheets[0]), [["Müll"]]);
}

/// The content of an OpenDocument list.
const TABLES: &str = "<office:document-content><office:automatic-styles><style:style style:name='ta2'><style:table-properties table:display='false'/>\
    </style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name='客户'><table:table-column \
    table:number-columns-repeated='2'/><table:table-column table:visibility='collapse'/><table:table-row table:number-rows-repeated='2'><table:table-cell \
    table:number-columns-repeated='16384'/></table:table-row><table:table-row table:visibility='filter'><table:table-cell \
    table:number-columns-spanned='2' table:number-rows-spanned='3' office:value-type='string'><office:annotation><text:p>note</text:p></office:annotation>\
    <text:p>a<text:s text:c='2'/>b  c</text:p><text:p>d</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type='float' \
    office:value='1.5E3'><text:p>1,500.00</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated='2'><table:table-cell \
    office:value-type='date' office:date-value='2024-02-29'><text:p>29.2.24</text:p></table:table-cell><table:table-cell office:value-type='boolean' \
    office:boolean-value='true'/><table:table-cell office:value-type='percentage' office:value='0.5' table:number-columns-repeated='2'/></table:table-row>\
    <table:table-row table:number-rows-repeated='1048571'><table:table-cell/></table:table-row></table:table><table:table table:name='B' \
    table:style-name='ta2'><table:table-row><table:table-cell calcext:value-type='error' office:value-type='string' office:string-value=''><text:p>#N/A\
    </text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";

#[test]
fn open_document_lists_are_read_zipped_and_flat() {
    let zipped = zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", TABLES.as_bytes())]);
    let flat = format!("<?xml version=\"1.0\"?>{}", TABLES.replace("document-content", "document"));
    for (name, file) in [("list.ods", zipped), ("list.fods", flat.into_bytes())] {
        let read = opened(name, file);
        assert_eq!(read.format, Format::Ods);
        let sheet = &read.sheets[0];
        let dated = |row| [(row, 0, "2024-02-29"), (row, 1, "TRUE"), (row, 2, "0.5"), (row, 3, "0.5")];
        let expected: Vec<_> = [(2, 0, "a  b c\nd"), (2, 2, "1500")].into_iter().chain(dated(3)).chain(dated(4)).collect();
        assert_eq!(cells(sheet), expected.iter().map(|(row, column, text)| (*row, *column, (*text).to_owned())).collect::<Vec<_>>());
        assert_eq!((sheet.hidden_rows.clone(), sheet.hidden_columns.clone()), (Some(vec![(2, 2)]), Some(vec![(2, 2)])));
        assert_eq!(sheet.merges, [Block { first_row: 2, first_column: 0, last_row: 4, last_column: 1 }]);
        assert_eq!((read.sheets[1].state, rows(&read.sheets[1])), (Visibility::Hidden, vec![vec!["#N/A".to_owned()]]));
    }
}
