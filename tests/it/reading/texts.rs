//! What is read out of delimited text, web pages and Excel 2003 XML.

use gendan::import::read::{Block, Format, ReadOptions, Visibility};

use super::{Desk, cells, opened, read, rows};

#[test]
fn text_is_read_in_whatever_encoding_it_is() {
    let chinese = "公司名称,联系人,城市\n义乌市鑫淼饰品有限公司,张三,义乌\n上海远东贸易,李四,上海\n";
    let taiwanese = "公司名稱,聯絡人,城市\n鴻海精密工業,王小明,新北\n台灣積體電路,陳先生,新竹\n";
    let japanese = "会社名,担当者,住所\nトヨタ自動車株式会社,田中,愛知県\nソニー,鈴木,東京都\n";
    let korean = "회사명,담당자,도시\n삼성전자,김철수,서울\n현대자동차,이영희,울산\n";
    let western = "société,prénom,ville\nCafé Noël,Hélène,Orléans\n";
    let polish = "Nazwa,Imię,Miasto\nSpółka Łódź,Żaneta,Kraków\n";
    let russian = "Компания,Имя,Город\nООО Ромашка,Иван,Москва\n";
    let utf_16 = |text: &str, little: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    let encoded = |label: &str, text: &str| encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned();
    let table: Vec<(&str, Vec<u8>, &str)> = vec![
        ("UTF-8", chinese.as_bytes().to_vec(), chinese),
        ("UTF-8", [b"\xef\xbb\xbf", chinese.as_bytes()].concat(), chinese),
        ("UTF-16LE", [b"\xff\xfe".to_vec(), utf_16(chinese, true)].concat(), chinese),
        ("UTF-16BE", [b"\xfe\xff".to_vec(), utf_16(chinese, false)].concat(), chinese),
        ("UTF-16LE", utf_16(chinese, true), chinese),
        ("UTF-16BE", utf_16(western, false), western),
        ("UTF-32LE", ["\u{feff}", western].concat().chars().flat_map(|unit| u32::from(unit).to_le_bytes()).collect(), western),
        ("GB18030", encoded("gb18030", chinese), chinese),
        ("Big5", encoded("big5", taiwanese), taiwanese),
        ("Shift_JIS", encoded("shift_jis", japanese), japanese),
        ("EUC-KR", encoded("euc-kr", korean), korean),
        ("windows-1252", encoded("windows-1252", western), western),
        ("windows-1250", encoded("windows-1250", polish), polish),
        ("windows-1251", encoded("windows-1251", russian), russian),
    ];
    for (encoding, bytes, text) in table {
        let read = opened("list.csv", bytes);
        assert_eq!((read.format, read.encoding.as_deref(), read.delimiter), (Format::Csv, Some(encoding), Some(',')), "{text}");
        let expected: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        assert_eq!(rows(&read.sheets[0]), expected, "{encoding}");
    }
}

#[test]
fn encoding_and_delimiter_can_be_chosen() {
    let desk = Desk::new();
    let path = desk.put("list.csv", b"caf\xe9;x,y\n");
    let chosen = ReadOptions { encoding: Some("windows-1251".to_owned()), delimiter: Some(','), ..ReadOptions::default() };
    assert_eq!(rows(&read(&path, &chosen).unwrap().sheets[0]), [["cafй;x", "y"]]);
    let unknown = ReadOptions { encoding: Some("klingon".to_owned()), ..ReadOptions::default() };
    assert_eq!(read(&path, &unknown).unwrap_err().code(), "no_such_encoding");
}

#[test]
fn records_are_numbered_as_they_stand() {
    let read = opened("list.csv", "sep=;\r\na;b\r\n;\r\n\r\n\"c;\"\"d\"\"\r\ne\";f\r\n");
    assert_eq!(read.delimiter, Some(';'));
    let expected = [(0, 0, "a"), (0, 1, "b"), (3, 0, "c;\"d\"\r\ne"), (3, 1, "f")];
    assert_eq!(cells(&read.sheets[0]), expected.map(|(row, column, text)| (row, column, text.to_owned())));
    assert_eq!(rows(&opened("old.txt", "a\tb\rc\td\r").sheets[0]), [["a", "b"], ["c", "d"]]);
    assert_eq!(rows(&opened("one.txt", "name\nAcme\n\nBeta").sheets[0]), [["name"], ["Acme"], ["Beta"]]);
    assert_eq!(rows(&opened("zero.csv", "a,\0b\0,c\n1,2,3\n").sheets[0]), [["a", "b", "c"], ["1", "2", "3"]]);
}

#[test]
fn a_stray_quote_does_not_swallow_the_rest() {
    let mut text = String::from("name,size,city\n");
    for number in 0..50_000 {
        let size = match number {
            7 => "\"19 inch",
            40_000 => "24\"",
            _ => "medium",
        };
        text.push_str(&format!("Customer {number},{size},Paris\n"));
    }
    let read = opened("list.csv", &text);
    assert_eq!(read.sheets[0].grid.len(), 50_001);
    assert_eq!(read.sheets[0].grid.row(8).text(1), "\"19 inch");
    assert_eq!(read.sheets[0].grid.row(40_001).text(1), "24\"");
}

#[test]
fn the_tables_of_a_web_page_are_sheets_under_any_name() {
    let page = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta charset=gb2312><style>td{mso-number-format:'\\@'}</style></head><body>\
        <table><tr><td colspan=2>客户<br>名单</td><td rowspan=2>x</td></tr><tr style='display: none'><td>A&amp;B&nbsp;Co</td><td x:num='13800138000'>1.38E+10\
        </td></tr></table><p>between</p><table></table><table><tr><th>second</table>";
    let read = opened("list.xls", encoding_rs::GB18030.encode(page).0);
    assert_eq!((read.format, read.encoding.as_deref()), (Format::Html, Some("GB18030")));
    assert_eq!(read.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["table1", "table3"]);
    let sheet = &read.sheets[0];
    let expected = [(0, 0, "客户\n名单"), (0, 2, "x"), (1, 0, "A&B Co"), (1, 1, "13800138000")];
    assert_eq!(cells(sheet), expected.map(|(row, column, text)| (row, column, text.to_owned())));
    assert_eq!(
        sheet.merges,
        [
            Block { first_row: 0, first_column: 0, last_row: 0, last_column: 1 },
            Block { first_row: 0, first_column: 2, last_row: 1, last_column: 2 }
        ]
    );
    assert_eq!(sheet.hidden_rows, Some(vec![(1, 1)]));
}

#[test]
fn excel_2003_xml_is_read_under_any_name() {
    let xml = "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>\
        <Styles><Style ss:ID='p'><NumberFormat ss:Format='Percent'/></Style></Styles><Worksheet ss:Name='客户'><Table><Column ss:Index='3' ss:Span='1' \
        ss:Hidden='1'/><Row ss:Index='3' ss:Hidden='1'><Cell ss:Index='2' ss:MergeAcross='1' ss:MergeDown='2'><Data ss:Type='String'>A&amp;B</Data><Comment>\
        <ss:Data>note</ss:Data></Comment></Cell><Cell><Data ss:Type='Number'>1.5E3</Data></Cell></Row><Row><Cell><Data ss:Type='DateTime'>\
        2024-02-29T08:00:00.000</Data></Cell><Cell ss:StyleID='p'><Data ss:Type='Number'>0.5</Data></Cell><Cell><Data ss:Type='Boolean'>1</Data></Cell><Cell>\
        <Data ss:Type='Error'>#N/A</Data></Cell><Cell><ss:Data ss:Type='String' xmlns='x'><B>bold</B> text</ss:Data></Cell></Row></Table><WorksheetOptions>\
        <Visible>SheetVeryHidden</Visible></WorksheetOptions></Worksheet></Workbook>";
    let read = opened("list.xls", xml);
    let sheet = &read.sheets[0];
    assert_eq!((read.format, sheet.name.as_str(), sheet.state), (Format::SpreadsheetMl, "客户", Visibility::VeryHidden));
    let expected =
        [(2, 1, "A&B"), (2, 3, "1500"), (3, 0, "2024-02-29 08:00:00"), (3, 1, "0.5"), (3, 2, "TRUE"), (3, 3, "#N/A"), (3, 4, "bold text")];
    assert_eq!(cells(sheet), expected.map(|(row, column, text)| (row, column, text.to_owned())));
    assert_eq!((sheet.hidden_rows.clone(), sheet.hidden_columns.clone()), (Some(vec![(2, 2)]), Some(vec![(2, 3)])));
    assert_eq!(sheet.merges, [Block { first_row: 2, first_column: 1, last_row: 4, last_column: 2 }]);
}
