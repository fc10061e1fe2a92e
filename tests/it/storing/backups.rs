//! Backups and kept files: made beside an open book, checked, restored.

use std::fs;

use gendan::store::{
    History, Moment, Problem, Read, Reader, Reason, RowDifference, Store, StoreError, Table, back_up, backups, compare_backup, due,
    hash_of, keep_original, original_path, restore_in_place, restore_into, verify_backup,
};

use super::samples::{Book, NOW, customer, dump, open, options, source};

fn book_with_customers(count: usize) -> Book {
    let mut book = Book::new();
    book.edit(|write| {
        for n in 0..count {
            let id = write.mint();
            write.put_customer(id, Some(&customer(id, &format!("Customer {n}"))))?;
        }
        Ok(())
    });
    book
}

#[test]
fn a_backup_made_beside_an_open_book_restores_to_the_identical_book() {
    let mut book = book_with_customers(300);
    let before = book.dump();
    let mut progress = Vec::new();
    let backup = back_up(book.folder.path(), Reason::Start, NOW, &mut |share| {
        progress.push(share);
        true
    })
    .unwrap();
    assert!(progress.windows(2).all(|pair| pair[0] <= pair[1]) && progress.iter().all(|share| (0.0..=1.0).contains(share)), "{progress:?}");
    assert_eq!(backups(book.folder.path()).unwrap(), std::slice::from_ref(&backup));
    assert_eq!(backup.customers, Some(300));
    assert_eq!(backup.path.file_name().unwrap().to_str().unwrap(), format!("20260305T080000Z-start-{}-300.sqlite.zst", backup.newest_step));
    let newest = book.store.newest_step().unwrap();
    assert!(!due(std::slice::from_ref(&backup), newest, Moment::Start, NOW));
    book.undo();
    assert!(due(std::slice::from_ref(&backup), book.store.newest_step().unwrap(), Moment::Start, NOW));

    let elsewhere = tempfile::tempdir().unwrap();
    restore_into(&backup.path, elsewhere.path(), &mut |_| true).unwrap();
    let mut store = open(elsewhere.path());
    assert_eq!(dump(&store.reader().unwrap()), before);
    store.undo("Li", NOW + 1).unwrap().unwrap();
    assert!(restore_into(&backup.path, elsewhere.path(), &mut |_| true).is_err(), "never over another book");
    drop(store);
    assert!(restore_into(&backup.path, elsewhere.path(), &mut |_| true).is_err());
}

#[test]
fn restoring_in_place_keeps_the_book_as_it_was_aside() {
    let mut book = book_with_customers(3);
    let before = book.dump();
    let backup = back_up(book.folder.path(), Reason::Wish, NOW, &mut |_| true).unwrap();
    book.edit(|write| {
        let id = write.mint();
        write.put_customer(id, Some(&customer(id, "Later")))
    });
    let later = book.dump();
    let in_use = restore_in_place(&backup.path, book.folder.path(), NOW, &mut |_| true);
    assert!(matches!(in_use, Err(StoreError::InUse { .. })), "{in_use:?}");
    let Book { store, folder, .. } = book;
    drop(store);
    let aside = restore_in_place(&backup.path, folder.path(), NOW, &mut |_| true).unwrap();
    assert_eq!(dump(&Reader::open(folder.path()).unwrap()), before);
    assert_eq!(dump(&Reader::open(&aside).unwrap()), later);
    open(folder.path());
    // A book that cannot be read any more is what restoring is for.
    fs::write(folder.path().join("book.sqlite"), "rubbish").unwrap();
    let first_aside = aside;
    let aside = restore_in_place(&backup.path, folder.path(), NOW, &mut |_| true).unwrap();
    assert_eq!(dump(&Reader::open(&first_aside).unwrap()), later, "what was set aside earlier stays, also within the same second");
    assert_eq!(dump(&Reader::open(folder.path()).unwrap()), before);
    assert_eq!(fs::read(aside.join("book.sqlite")).unwrap(), b"rubbish");
}

#[test]
fn a_backup_is_compared_with_the_open_book_before_it_is_restored() {
    let mut book = Book::new();
    let (first, _) = book.edit(|write| {
        let ids = [write.mint(), write.mint(), write.mint()];
        for (n, id) in ids.into_iter().enumerate() {
            write.put_customer(id, Some(&customer(id, &format!("Customer {n}"))))?;
        }
        Ok(ids)
    });
    let folder = book.folder.path().to_owned();
    let backup = back_up(&folder, Reason::Wish, NOW, &mut |_| true).unwrap();
    assert!(compare_backup(&backup.path, &folder, &mut |_| true).unwrap().is_none());
    book.edit(|write| {
        write.put_customer(first[0], Some(&customer(first[0], "Renamed")))?;
        write.put_customer(first[1], None)?;
        let id = write.mint();
        write.put_customer(id, Some(&customer(id, "Later")))
    });
    let before = book.dump();
    let found = compare_backup(&backup.path, &folder, &mut |_| true).unwrap();
    assert_eq!(found.rows[0], (Table::Customer, RowDifference { only_in_backup: 1, only_in_book: 1, changed: 1 }));
    assert_eq!((found.rows[1].1, found.customers), (RowDifference::default(), 3));
    assert_eq!(found.examples, [vec!["Customer 1".to_owned()], vec!["Later".to_owned()], vec!["Renamed".to_owned()]]);
    assert_eq!(book.dump(), before, "nothing was changed");
    let stopped = compare_backup(&backup.path, &folder, &mut |share| share < 0.6);
    assert!(matches!(stopped, Err(StoreError::Stopped)), "{stopped:?}");
    verify_backup(&backup.path, &mut |_| true).unwrap();
    fs::write(&backup.path, "rubbish").unwrap();
    assert!(matches!(verify_backup(&backup.path, &mut |_| true), Err(StoreError::Backup { .. })));
    assert!(matches!(compare_backup(&backup.path, &folder, &mut |_| true), Err(StoreError::Backup { .. })));
    let left: Vec<_> = fs::read_dir(folder.join("backups")).unwrap().flatten().map(|entry| entry.path()).collect();
    assert_eq!(left, [backup.path]);
}

#[test]
fn backups_of_early_versions_do_not_say_how_many_customers_they_hold() {
    let book = book_with_customers(3);
    let made = back_up(book.folder.path(), Reason::Wish, NOW, &mut |_| true).unwrap();
    let early = made.path.with_file_name(format!("20260305T080000Z-wish-{}.sqlite.zst", made.newest_step));
    fs::rename(&made.path, &early).unwrap();
    let found = backups(book.folder.path()).unwrap();
    assert_eq!((found.len(), found[0].customers, found[0].newest_step), (1, None, made.newest_step));
}

#[test]
fn a_broken_backup_is_refused_and_leaves_the_book_alone() {
    let book = book_with_customers(30);
    let before = book.dump();
    let backup = back_up(book.folder.path(), Reason::Wish, NOW, &mut |_| true).unwrap();
    let Book { store, folder, .. } = book;
    drop(store);
    let whole = fs::read(&backup.path).unwrap();
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    for bytes in [flipped, whole[..whole.len() / 2].to_vec(), Vec::new(), b"no backup".to_vec()] {
        fs::write(&backup.path, bytes).unwrap();
        let result = restore_in_place(&backup.path, folder.path(), NOW, &mut |_| true);
        assert!(matches!(result, Err(StoreError::Backup { .. })), "{result:?}");
        assert_eq!(dump(&Reader::open(folder.path()).unwrap()), before);
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("partial")), "{left:?}");
}

#[test]
fn a_stopped_backup_leaves_nothing_behind_and_the_older_ones_in_place() {
    let mut book = book_with_customers(300);
    let first = back_up(book.folder.path(), Reason::Start, NOW, &mut |_| true).unwrap();
    book.edit(|write| {
        let id = write.mint();
        write.put_customer(id, Some(&customer(id, "Later")))
    });
    let result = back_up(book.folder.path(), Reason::Changes, NOW + 60_000, &mut |share| share < 0.6);
    assert!(matches!(result, Err(StoreError::Stopped)), "{result:?}");
    let left: Vec<_> = fs::read_dir(book.folder.path().join("backups")).unwrap().flatten().map(|entry| entry.path()).collect();
    assert_eq!(left, [first.path]);
}

#[test]
fn editing_goes_on_while_a_backup_is_made() {
    let mut book = book_with_customers(3000);
    let before = book.dump();
    let folder = book.folder.path().to_owned();
    let (told, hear) = std::sync::mpsc::channel();
    let working = std::thread::spawn(move || {
        back_up(&folder, Reason::Changes, NOW, &mut |_| {
            let _ = told.send(());
            std::thread::sleep(std::time::Duration::from_millis(2));
            true
        })
    });
    hear.recv().unwrap();
    for n in 0..20 {
        book.edit(|write| {
            let id = write.mint();
            write.put_customer(id, Some(&customer(id, &format!("Meanwhile {n}"))))
        });
    }
    let backup = working.join().unwrap().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    restore_into(&backup.path, elsewhere.path(), &mut |_| true).unwrap();
    assert_eq!(dump(&Reader::open(elsewhere.path()).unwrap()), before, "one state of the book");
}

#[test]
fn older_backups_go_by_the_policy_once_a_newer_one_is_checked() {
    let book = book_with_customers(1);
    const DAY: i64 = 86_400_000;
    for day in 0..40 {
        for hour in [8, 17] {
            back_up(book.folder.path(), Reason::Changes, NOW + day * DAY + hour * 3_600_000, &mut |_| true).unwrap();
        }
    }
    let kept = backups(book.folder.path()).unwrap();
    let days: Vec<i64> = kept.iter().map(|backup| (backup.taken_ms - NOW) / DAY).collect();
    assert_eq!(days[..4], [39, 39, 38, 38]);
    assert!(kept.len() < 26 && days.last() == Some(&0), "{days:?}");
}

#[test]
fn an_original_is_kept_once_and_its_loss_is_found() {
    let mut book = book_with_customers(1);
    let folder = book.folder.path().to_owned();
    let list = folder.join("list.csv");
    fs::write(&list, "company\nMüller\n").unwrap();
    let hash = keep_original(&folder, &list).unwrap();
    assert_eq!(hash, hash_of(&list).unwrap());
    assert_eq!(hash.len(), 64);
    assert_eq!(keep_original(&folder, &list).unwrap(), hash);
    assert_eq!(fs::read_dir(folder.join("originals")).unwrap().count(), 1);
    assert_eq!(fs::read(original_path(&folder, &hash)).unwrap(), fs::read(&list).unwrap());
    book.edit(|write| {
        let id = write.mint();
        let mut list = source(id, "headers");
        list.file_hash.clone_from(&hash);
        write.put_import_source(id, Some(&list))
    });
    assert_eq!(book.reader().check(&folder).unwrap(), []);
    let backup = back_up(&folder, Reason::Wish, NOW, &mut |_| true).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    restore_into(&backup.path, elsewhere.path(), &mut |_| true).unwrap();
    assert!(original_path(elsewhere.path(), &hash).exists(), "kept files come along");
    fs::remove_file(original_path(&folder, &hash)).unwrap();
    assert_eq!(book.reader().check(&folder).unwrap(), [Problem::Original { file_name: "list.xlsx".to_owned(), hash }]);
    assert!(keep_original(&folder, &folder.join("gone.csv")).is_err());
    assert_eq!(book.reader().import_sources().unwrap().len(), 1);
    assert!(matches!(Store::open(&folder, &options(), NOW), Err(StoreError::InUse { .. })));
}
