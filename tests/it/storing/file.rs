//! The file itself: who may open it, what is refused untouched, what a crash leaves behind.

use std::fs;
use std::path::Path;
use std::process::Command;

use gendan::model::Field;
use gendan::store::{History, Options, Read, Reader, Store, StoreError, What, default_place, holder_of};
use gendan::words::{Language, speak};

use super::samples::{Book, NOW, customer, dump, open, options};

fn book_with_customer() -> Book {
    let mut book = Book::new();
    book.edit(|write| {
        let id = write.mint();
        write.put_customer(id, Some(&customer(id, "Müller GmbH")))
    });
    book
}

#[test]
fn a_second_writer_learns_who_has_the_book() {
    let book = book_with_customer();
    let second = Store::open(book.folder.path(), &options(), NOW);
    match second {
        Err(StoreError::InUse { name, pid, .. }) => assert_eq!((name.as_str(), pid), ("gendan", std::process::id())),
        other => panic!("{other:?}"),
    }
    assert_eq!(holder_of(book.folder.path()).unwrap().pid, std::process::id());
    let book = book.reopen();
    let folder = book.folder.path().to_owned();
    assert!(folder.join("lock.json").exists());
    let Book { store, folder: kept, .. } = book;
    drop(store);
    assert!(!folder.join("lock.json").exists());
    drop(kept);
}

#[test]
fn a_closed_book_is_whole_in_its_file_also_where_a_reader_outlives_the_writer() {
    let book = book_with_customer();
    let reader = book.reader();
    let before = dump(&reader);
    let Book { store, folder, .. } = book;
    drop(store);
    drop(reader);
    let copied = tempfile::tempdir().unwrap();
    fs::copy(folder.path().join("book.sqlite"), copied.path().join("book.sqlite")).unwrap();
    assert_eq!(dump(&open(copied.path()).reader().unwrap()), before, "the file alone was copied");
}

#[test]
fn a_note_left_behind_by_a_crash_keeps_nobody_out() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lock.json"), r#"{"name":"gendan","pid":4000000,"host":"gone"}"#).unwrap();
    fs::write(folder.path().join("lock"), "").unwrap();
    open(folder.path());
}

#[test]
fn a_reader_reads_beside_a_writer_and_cannot_write() {
    let mut book = book_with_customer();
    let reader = book.reader();
    let (before, inside) = reader
        .snapshot(|reader| {
            let before = dump(reader);
            book.edit(|write| {
                let id = write.mint();
                write.put_customer(id, Some(&customer(id, "Another")))
            });
            Ok::<_, StoreError>((before, dump(reader)))
        })
        .unwrap();
    assert_eq!(before, inside, "a snapshot does not move");
    assert_ne!(before, dump(&reader));
    assert_eq!(reader.counts().unwrap().customers, 2);
    // Another thread may read as well.
    let counted = std::thread::spawn(move || reader.counts().unwrap().customers).join().unwrap();
    assert_eq!(counted, 2);
}

#[test]
fn where_there_is_no_book_a_reader_says_so_and_makes_none() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Reader::open(folder.path()), Err(StoreError::Missing(_))));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    // An empty file is what a crash leaves before the first page.
    fs::write(folder.path().join("book.sqlite"), "").unwrap();
    assert!(matches!(Reader::open(folder.path()), Err(StoreError::Missing(_))));
    open(folder.path());
    assert!(Reader::open(folder.path()).is_ok());
}

/// Writes four bytes into the header of the book.
fn patch(folder: &Path, at: usize, number: u32) {
    let path = folder.join("book.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    bytes[at..at + 4].copy_from_slice(&number.to_be_bytes());
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_newer_file_and_a_foreign_one_are_refused_untouched() {
    for (at, number, is_expected) in [
        (60, 9_999, (|error| matches!(error, StoreError::Newer { found: 9_999, .. })) as fn(&StoreError) -> bool),
        (68, 0x0000_1234, |error| matches!(error, StoreError::Foreign(_))),
        (68, 0, |error| matches!(error, StoreError::Foreign(_))),
    ] {
        let Book { store, folder, .. } = book_with_customer();
        drop(store);
        patch(folder.path(), at, number);
        let path = folder.path().join("book.sqlite");
        let before = fs::read(&path).unwrap();
        let error = Store::open(folder.path(), &options(), NOW).unwrap_err();
        assert!(is_expected(&error), "{error:?}");
        let error = Reader::open(folder.path()).unwrap_err();
        assert!(is_expected(&error), "{error:?}");
        assert!(before == fs::read(&path).unwrap(), "not a byte was written");
    }
}

#[test]
fn a_damaged_file_gets_a_sentence_and_a_way_out() {
    let Book { store, folder, .. } = book_with_customer();
    drop(store);
    let path = folder.path().join("book.sqlite");
    let whole = fs::read(&path).unwrap();
    let mut scribbled = whole.clone();
    scribbled[8192..].fill(0xa5);
    for bytes in [b"This is a letter, not a book.".to_vec(), whole[..whole.len() / 2].to_vec(), scribbled] {
        fs::write(&path, &bytes).unwrap();
        let failed = Store::open(folder.path(), &options(), NOW).map(|store| {
            let reader = store.reader()?;
            reader.customers(&[])?;
            let problems = reader.check(folder.path())?;
            assert!(!problems.is_empty(), "at least the check sees it");
            Err::<(), _>(StoreError::Stopped)
        });
        let error = match failed {
            Err(error) | Ok(Err(error)) => error,
            Ok(Ok(())) => unreachable!(),
        };
        assert!(matches!(error, StoreError::Damaged { .. } | StoreError::Stopped), "{error:?}");
    }
    fs::write(&path, &whole).unwrap();
    assert!(Store::open(folder.path(), &options(), NOW).is_ok());
}

#[test]
fn every_error_speaks_both_languages_with_the_path_last() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("book.sqlite"), "x".repeat(500)).unwrap();
    let error = Store::open(folder.path(), &options(), NOW).unwrap_err();
    for (language, start) in [(Language::English, "The book is damaged"), (Language::Chinese, "客户库文件已损坏")] {
        speak(language);
        let said = error.to_string();
        assert!(said.starts_with(start) && said.ends_with("book.sqlite"), "{said}");
        assert!(!error.hint().is_empty() && !error.hint().contains("No localization"), "{}", error.hint());
    }
    speak(Language::English);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_said_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever runs the tests as root may write everywhere.
    if fs::write(folder.path().join("probe"), "").is_err() {
        let error = Store::open(&folder.path().join("book"), &options(), NOW).unwrap_err();
        assert!(matches!(error, StoreError::Denied(_)), "{error:?}");
    }
    let file = folder.path().join("file");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(&file, "").unwrap();
    let error = Store::open(&file, &options(), NOW).unwrap_err();
    assert!(matches!(error, StoreError::File { .. }), "a file is no folder: {error:?}");
}

#[test]
fn a_synced_folder_is_refused_with_a_way_out() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("Dropbox").join("book");
    let error = Store::open(&folder, &Options::default(), NOW).unwrap_err();
    assert!(matches!(error, StoreError::Place { .. }), "{error:?}");
    assert!(error.to_string().starts_with("Dropbox"), "{error}");
    assert!(error.hint().contains(&default_place().unwrap().display().to_string()), "{}", error.hint());
    assert!(!folder.exists(), "nothing was made there");
    assert!(Store::open(&root.path().join("plain"), &Options::default(), NOW).is_ok());
}

/// Not a test of its own: what the next one runs as another process.
#[test]
#[ignore = "run by the test that kills it"]
fn child_that_dies_in_the_middle_of_a_step() {
    let folder = std::env::var("GENDAN_TEST_BOOK").unwrap();
    let mut store = open(Path::new(&folder));
    let _: Result<((), _), StoreError> = store.change(&What::edit("step-test"), "Li", NOW + 10, |write| {
        for n in 0..30_000 {
            let id = write.mint();
            write.put_customer(id, Some(&customer(id, &format!("Lost {n}"))))?;
        }
        std::process::abort()
    });
}

#[test]
fn a_process_killed_in_the_middle_of_a_step_leaves_the_book_as_it_was() {
    let Book { store, folder, now } = book_with_customer();
    let before = dump(&store.reader().unwrap());
    let step = store.newest_step().unwrap();
    drop(store);
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "storing::file::child_that_dies_in_the_middle_of_a_step", "--ignored"])
        .env("GENDAN_TEST_BOOK", folder.path())
        .output()
        .unwrap()
        .status;
    assert!(!status.success());
    let mut book = Book { store: open(folder.path()), folder, now };
    assert_eq!(book.dump(), before);
    assert_eq!(book.store.newest_step().unwrap(), step);
    assert_eq!(book.reader().check(book.folder.path()).unwrap(), []);
    assert!(book.undo().is_some());
}

#[test]
fn long_work_stops_on_request_and_changes_nothing() {
    let mut book = Book::new();
    let stopper = book.store.stopper();
    let before = book.dump();
    let result: Result<((), _), StoreError> = book.store.change(&What::edit("step-test"), "Li", NOW, |write| {
        for n in 0.. {
            let id = write.mint();
            write.put_customer(id, Some(&customer(id, "Müller GmbH")))?;
            if n == 500 {
                stopper.stop();
            }
        }
        Ok(())
    });
    assert!(matches!(result, Err(StoreError::Stopped)), "{result:?}");
    assert_eq!(book.dump(), before);

    book.edit(|write| {
        for n in 0..20_000 {
            let id = write.mint();
            write.put_customer(id, Some(&customer(id, &format!("Customer {n}"))))?;
        }
        Ok(())
    });
    let full = book.dump();
    let stopper = book.store.stopper();
    let asking = std::thread::spawn(move || {
        // Before and while it runs: a request before the start does not count.
        for _ in 0..2_000 {
            stopper.stop();
            std::thread::sleep(std::time::Duration::from_micros(100));
        }
    });
    let result = book.store.undo("Li", NOW + 9);
    asking.join().unwrap();
    assert!(matches!(result, Err(StoreError::Stopped)), "{result:?}");
    assert_eq!(book.dump(), full);
    book.undo();
    assert_eq!(book.reader().counts().unwrap().customers, 0);
}

#[test]
fn ids_go_on_after_an_undo_and_a_restart() {
    let mut book = Book::new();
    let (first, _) = book.edit(|write| {
        let id = write.mint();
        write.put_customer(id, Some(&customer(id, "Müller GmbH")))?;
        Ok(id)
    });
    book.undo();
    let mut book = book.reopen();
    book.now = NOW - 1_000_000_000;
    let (second, step) = book.edit(|write| {
        let id = write.mint();
        write.put_customer(id, Some(&customer(id, "Müller GmbH")))?;
        Ok(id)
    });
    assert!(second > first && step.unwrap() > first, "also with a clock that was set back");
}

#[test]
fn settings_are_kept_and_are_no_steps() {
    let mut book = Book::new();
    let before = book.dump();
    book.store.set_setting("table.columns", Some("company,city")).unwrap();
    book.store.set_setting("table.columns", Some("company")).unwrap();
    let mut book = book.reopen();
    assert_eq!(book.reader().setting("table.columns").unwrap().as_deref(), Some("company"));
    assert_eq!(book.dump(), before);
    assert_eq!(book.undo(), None);
    book.store.set_setting("table.columns", None).unwrap();
    assert_eq!(book.reader().setting("table.columns").unwrap(), None);
    assert_eq!(book.reader().customer(gendan::model::Id(1)).unwrap().map(|customer| customer.text(Field::Company).to_owned()), None);
}
