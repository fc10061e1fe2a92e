//! A hostile or broken file, or a reading process that goes astray, never takes the asking process with it.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use gendan::import::read::{Bound, Limits, Problem, ReadOptions, Reader};

use super::files::*;
use super::{Desk, opened, read, reader, refused};

#[test]
fn a_lie_about_the_size_of_a_sheet_costs_nothing() {
    let sheet = "<worksheet><dimension ref='A1:XFD1048576'/><sheetData><row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData></worksheet>";
    let read = opened("list.xlsx", xlsx(sheet, &[]));
    assert_eq!(read.sheets[0].grid.row(0).number(), 1_048_575);
    let beyond = sheet.replace("1048576'>", "1048577'>");
    assert_eq!(refused("list.xlsx", xlsx(&beyond, &[])), Problem::TooLarge(Bound::Rows));
}

#[test]
fn too_many_records_are_refused_before_any_is_read() {
    let desk = Desk::new();
    let path = desk.put("list.csv", "a,b\n".repeat(1_048_577));
    let mut most = 0;
    let error = reader().read(&path, &ReadOptions::default(), &mut |progress| {
        most = most.max(progress.rows);
        ControlFlow::Continue(())
    });
    assert_eq!(error.unwrap_err().problem, Problem::TooLarge(Bound::Rows));
    assert_eq!(most, 0);
    let whole = desk.read("whole.csv", "a,b\n".repeat(1_048_576)).unwrap();
    assert_eq!(whole.sheets[0].grid.len(), 1_048_576);
}

#[test]
fn a_record_without_end_is_refused() {
    assert_eq!(refused("list.csv", vec![b'a'; 100 << 20]), Problem::TooLarge(Bound::Memory));
}

/// Overwrites what the central directory says about the unpacked size of the part named so.
fn lie_about_size(file: &mut [u8], part: &str, size: u32) {
    let name = part.as_bytes();
    let at = file.windows(name.len()).rposition(|window| window == name).unwrap();
    // The name stands 46 bytes into its entry, the size 24.
    file[at - 22..at - 18].copy_from_slice(&size.to_le_bytes());
}

#[test]
fn containers_are_checked_before_they_are_unpacked() {
    let mut bomb = plain_xlsx(&[&["a"]]);
    lie_about_size(&mut bomb, "xl/worksheets/sheet1.xml", 0xf000_0000);
    assert_eq!(refused("bomb.xlsx", bomb), Problem::TooLarge(Bound::Unpacked));
    let mut liar = plain_xlsx(&[&["a"; 500][..]; 20]);
    lie_about_size(&mut liar, "xl/worksheets/sheet1.xml", 100);
    assert!(matches!(refused("liar.xlsx", liar), Problem::Damaged(_)));
    let names: Vec<String> = (0..20_001).map(|number| format!("xl/{number}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(refused("parts.xlsx", zipped(&parts)), Problem::TooLarge(Bound::Parts));
}

#[test]
fn entities_of_a_document_are_never_expanded() {
    let bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>\
        <worksheet><sheetData><row><c t='inlineStr'><is><t>&c;</t></is></c></row></sheetData></worksheet>";
    assert_eq!(opened("bomb.xlsx", xlsx(bomb, &[])).sheets[0].grid.row(0).text(0), "&c;");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_needs_more_memory_than_granted_is_refused() {
    let desk = Desk::new();
    // One text of 60 MB has to be in memory at once.
    let long = format!("<worksheet><sheetData><row><c t='inlineStr'><is><t>{}", "long ".repeat(12_000_000));
    let path = desk.put("list.xlsx", xlsx(&long, &[]));
    let limits = Limits { memory: 24 << 20, ..Limits::default() };
    let error = read(&path, &ReadOptions { limits, ..ReadOptions::default() }).unwrap_err();
    assert_eq!(error.problem, Problem::TooLarge(Bound::Memory));
    let limits = Limits { kept: 1000, ..Limits::default() };
    let path = desk.put("list.csv", "a,b\n".repeat(10_000));
    let error = read(&path, &ReadOptions { limits, ..ReadOptions::default() }).unwrap_err();
    assert_eq!(error.problem, Problem::TooLarge(Bound::Memory), "what the asking process keeps is bounded too");
}

#[test]
fn reading_can_be_stopped_at_any_time() {
    let desk = Desk::new();
    let path = desk.put("list.csv", "a,b,c,d,e,f,g,h\n".repeat(1_000_000));
    let began = Instant::now();
    let error = reader().read(&path, &ReadOptions::default(), &mut |_| ControlFlow::Break(())).unwrap_err();
    assert_eq!(error.code(), "cancelled");
    assert!(began.elapsed() < Duration::from_secs(60));
}

#[test]
fn progress_is_told() {
    let desk = Desk::new();
    let path = desk.put("list.csv", "a,b\n".repeat(200_000));
    let mut told = Vec::new();
    let mut watch = |progress| {
        told.push(progress);
        ControlFlow::Continue(())
    };
    reader().read(&path, &ReadOptions::default(), &mut watch).unwrap();
    assert!(told.is_sorted_by_key(|progress| progress.rows));
    assert_eq!(told.last().map(|progress| (progress.rows, progress.share)), Some((200_000, 1.0)));
}

/// A reader through a shell script instead of the program.
#[cfg(unix)]
fn astray(desk: &Desk, script: &str) -> Reader {
    let path = desk.0.path().join("astray");
    // Written by another process, or a test that forks meanwhile would keep it open and the system would not run it.
    let writing = format!("cat > '{0}' && chmod 755 '{0}'", path.display());
    let mut shell = std::process::Command::new("sh").args(["-c", &writing]).stdin(std::process::Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut shell.stdin.take().unwrap(), format!("#!/bin/sh\n{script}\n").as_bytes()).unwrap();
    assert!(shell.wait().unwrap().success());
    Reader { executable: path }
}

#[cfg(unix)]
#[test]
fn whatever_becomes_of_the_reading_process_is_said() {
    let desk = Desk::new();
    let path = desk.put("list.csv", "a,b\n");
    let limits = Limits { stall: Duration::from_millis(300), ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    for (script, code) in [
        ("exec sleep 20", "too_slow"),
        ("kill -9 $$", "damaged"),
        ("echo 'memory allocation of 549755813888 bytes failed' >&2; kill -6 $$", "too_large"),
        ("exit 0", "damaged"),
        ("echo 'unknown command' >&2; exit 2", "no_reader"),
        ("printf 'R\\377\\377\\377\\377'; exec sleep 20", "damaged"),
        ("printf 'D\\0\\0\\0\\0'", "damaged"),
        ("printf 'W\\3\\0\\0\\0{}{'", "damaged"),
        ("yes", "damaged"),
    ] {
        let began = Instant::now();
        let error = astray(&desk, script).read(&path, &options, &mut |_| ControlFlow::Continue(())).unwrap_err();
        assert_eq!(error.code(), code, "{script}: {:?}", error.problem);
        assert!(began.elapsed() < Duration::from_secs(60), "{script}");
    }
    let total = Limits { total: Some(Duration::from_millis(300)), ..Limits::default() };
    // Progress without end: a frame that tells a share of 0.5, over and over.
    let busy = astray(&desk, "while printf 'P\\3\\0\\0\\0000.5'; do sleep 0.01; done");
    let error = busy.read(&path, &ReadOptions { limits: total, ..ReadOptions::default() }, &mut |_| ControlFlow::Continue(()));
    assert_eq!(error.unwrap_err().code(), "too_slow");
    let gone = Reader { executable: desk.0.path().join("gone") };
    assert_eq!(gone.read(&path, &options, &mut |_| ControlFlow::Continue(())).unwrap_err().code(), "no_reader");
}

#[test]
fn broken_files_are_read_or_refused_but_never_take_the_reader_down() {
    let seeds: Vec<(&str, Vec<u8>)> = vec![
        ("list.xlsx", plain_xlsx(&[&["Company", "E-mail"], &["Acme", "a@acme.com"]])),
        ("list.xls", compound("Workbook", xls_stream(&[], &[record(0x0204, b"\0\0\0\0\0\0\x04\0\0Acme"), record(0x0203, &[1; 14])]))),
        ("list.html", b"<table><tr><td colspan=2>a&amp;b<td rowspan='3'>c</table>".to_vec()),
        ("list.csv", "公司,\"b\"\r\n\"c\"\"d\",e\r\n".repeat(5).into_bytes()),
        ("list.fods", b"<office:document><office:spreadsheet><table:table table:name='a'><table:table-row table:number-rows-repeated='3'><table:table-cell \
            office:value-type='float' office:value='1'/></table:table-row></table:table></office:spreadsheet></office:document>".to_vec()),
    ];
    let desk = Desk::new();
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for round in 0..20 {
        for (name, seed) in &seeds {
            let mut broken = seed.clone();
            for _ in 0..=next(6) {
                let at = next(broken.len());
                broken[at] = next(256) as u8;
            }
            if next(8) == 0 {
                broken.truncate(next(broken.len()) + 1);
            }
            match desk.read(name, &broken) {
                Ok(workbook) => {
                    let cells: usize = workbook.sheets.iter().flat_map(|sheet| sheet.grid.rows()).map(|row| row.cells().count()).sum();
                    assert!(cells < 2_000_000);
                }
                Err(error) => assert!(!matches!(error.problem, Problem::NoReader(_) | Problem::TooSlow), "round {round}: {error:?}"),
            }
        }
    }
}
