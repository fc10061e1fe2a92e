//! How things stand is kept beside the book: what a start reads of it, with what has changed since, is always what reading everybody anew
//! would give.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, TimeDelta};
use gendan::book::agenda::{Place, Standings};
use gendan::book::{Edit, FollowEdit, Now, Reading};
use gendan::model::cadence::{Direction, Judgement, Preset, Rules, Standing};
use gendan::model::currency::CurrencyCode;
use gendan::model::rates::DatedRate;
use gendan::model::{Contact, Field, FollowUp, Habits, Id, Promise, PromisedBy, Touch};

use crate::importing::desk::Desk;

/// More than what is read at once when a book is opened.
const CUSTOMERS: usize = 2_400;

fn list(customers: std::ops::Range<usize>) -> String {
    let mut list =
        "Company,Country,City,Rating,Orders count,Annual purchase,Intent,E-mail,Contact,Birthday,Last contact,Next follow-up\n".to_owned();
    for number in customers {
        let of = |all: &[&'static str]| all[number % all.len()];
        list += &format!(
            "Firma {number},{},{},{},{},{},{},m{number}@firma{number}.example,P {number},{},2026-{:02}-{:02},{}\n",
            of(&["Germany", "USA", "中国", "India", "Nepal", "", "Atlantis"]),
            of(&["Hamburg", "Houston", "宁波", "", "Kathmandu"]),
            of(&["VIP", "", "C", "复购", "odd", "", ""]),
            of(&["", "1", "7", ""]),
            of(&["USD 1000", "", "EUR 90000", "CNY 500"]),
            of(&["High", "", "Low"]),
            of(&["", "1980-11-22", "1975-05"]),
            1 + number % 11,
            1 + number % 28,
            of(&["", "2026-12-01", "", "2026-11-20", "2027-01-05"]),
        );
    }
    list
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn touch(customer: Id, on: &str, channel: &str) -> Touch {
    Touch { channel: channel.to_owned(), ..Touch::new(Id(0), customer, day(on).into()) }
}

struct Keeping {
    desk: Desk,
    ids: Vec<Id>,
}

impl Keeping {
    fn new() -> Self {
        let mut desk = Desk::new();
        desk.import("list.csv", list(0..CUSTOMERS));
        let ids = Reading::open(desk.book.place()).unwrap().find("", &[], day("2026-11-20")).unwrap();
        let mut keeping = Self { desk, ids };
        keeping.wait_for_file();
        keeping
    }

    fn folder(&self) -> PathBuf {
        self.desk.book.place().join("derived")
    }

    fn file(&self) -> PathBuf {
        self.folder().join("standings")
    }

    /// Asks for the agenda as a window does, until what it was made of is kept.
    fn wait_for_file(&mut self) {
        let began = Instant::now();
        let now = self.desk.now();
        while self.desk.book.agenda(now).unwrap().is_unread || !self.file().exists() {
            assert!(began.elapsed() < Duration::from_secs(60), "nothing is kept");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn standings(&self, now: Now) -> Standings {
        let reading = Reading::open(self.desk.book.place()).unwrap();
        let rules = Arc::new(reading.rules().unwrap());
        reading.standings(&rules, now).unwrap()
    }

    /// As what is kept has it, and as the book has it.
    fn both(&self, now: Now) -> (Standings, Standings) {
        let kept = self.standings(now);
        let aside = self.folder().with_extension("aside");
        fs::rename(self.folder(), &aside).unwrap();
        let fresh = self.standings(now);
        fs::rename(aside, self.folder()).unwrap();
        (kept, fresh)
    }

    #[track_caller]
    fn holds(&mut self, after: &str) {
        let now = self.desk.now();
        self.holds_at(now, after);
    }

    #[track_caller]
    fn holds_at(&self, now: Now, after: &str) {
        let (kept, fresh) = self.both(now);
        for (kept, fresh) in said(&kept).into_iter().zip(said(&fresh)) {
            assert_eq!(kept, fresh, "after {after}");
        }
        assert_eq!(kept.all().len(), fresh.all().len(), "after {after}");
        assert_eq!(kept.matters(), fresh.matters(), "after {after}");
    }

    fn level(&self, customer: Id) -> String {
        let now = Now { at: day("2026-11-21").and_hms_opt(0, 0, 0).unwrap().and_utc(), today: day("2026-11-21") };
        let standings = self.standings(now);
        let tier = standings.get(customer).expect("it is there").standing.tier;
        standings.rules().rule(tier).tier.clone()
    }
}

fn said(standings: &Standings) -> Vec<(Standing, Place, Judgement)> {
    let of = |kept| (standings.judgement(kept), kept);
    let all = standings.all().iter().map(of);
    all.map(|(judgement, kept)| (kept.standing, standings.places().get(kept.place), judgement)).collect()
}

#[test]
fn what_is_kept_and_what_changed_since_is_what_the_book_says() {
    let mut keeping = Keeping::new();
    keeping.holds("keeping it");
    let ids = keeping.ids.clone();
    let plan = FollowUp { due_time: chrono::NaiveTime::from_hms_opt(9, 30, 0), ..FollowUp::new(Id(0), ids[7], day("2026-11-25").into()) };
    let inquiry = Touch {
        direction: Some(Direction::In),
        needs_reply: true,
        happened_at_ms: Some(1_795_000_000_000),
        ..touch(ids[8], "2026-11-19", "mail")
    };
    let mut contact = Contact::new(Id(0), Id(0));
    contact.record.set(Field::Birthday, "1990-11-23");
    let promise =
        Promise { due_on: Some(day("2026-11-24").into()), ..Promise::new(Id(0), ids[9], PromisedBy::Us, "samples", day("2026-11-12")) };
    let edits = [
        ("a touch", Edit::log(touch(ids[5], "2026-11-19", "phone"))),
        ("a plan", Edit::plan(plan)),
        ("an inquiry", Edit::log(inquiry)),
        ("a promise", Edit::Follow(FollowEdit::PutPromise { promise })),
        ("a birthday", Edit::AddContact { customer: ids[10], contact: Box::new(contact) }),
        ("another level", Edit::SetField { customers: ids[20..60].to_vec(), field: Field::Level, text: "高潜".to_owned() }),
        ("another country", Edit::SetField { customers: vec![ids[12]], field: Field::Country, text: "Brazil".to_owned() }),
        ("a large amount", Edit::SetField { customers: vec![ids[13]], field: Field::AnnualAmount, text: "USD 90000000".to_owned() }),
        ("the pool", Edit::Follow(FollowEdit::Release { customers: vec![ids[14], ids[15]], reason: String::new(), on: day("2026-11-20") })),
        ("a claim", Edit::Follow(FollowEdit::Claim { customers: vec![ids[15]], on: day("2026-11-20"), by: "Li".to_owned() })),
        ("deleting", Edit::DeleteCustomers { customers: vec![ids[0], ids[5], ids[CUSTOMERS - 1]] }),
        ("merging", Edit::Merge { stays: ids[16], goes: ids[8], choices: Vec::new() }),
        ("other rules", Edit::Follow(FollowEdit::SetRules { rules: Rules::of(Preset::AbcWeekly).to_json() })),
    ];
    for (what, edit) in edits {
        keeping.desk.edit(edit);
        keeping.holds(what);
    }
    for at in 0..6 {
        let now = keeping.desk.now();
        keeping.desk.book.undo(now).unwrap();
        keeping.holds(&format!("undo {at}"));
    }
    keeping.desk.import("more.csv", list(CUSTOMERS..CUSTOMERS + 90));
    keeping.holds("another list");
    let Keeping { desk, ids } = keeping;
    let mut keeping = Keeping { desk: desk.restart(), ids };
    keeping.wait_for_file();
    keeping.holds("a restart");
}

#[test]
fn what_lay_ahead_comes_to_pass_and_a_clock_set_back_reads_anew() {
    let mut keeping = Keeping::new();
    keeping.desk.edit(Edit::log(touch(keeping.ids[3], "2026-11-30", "phone")));
    keeping.desk.edit(Edit::log(touch(keeping.ids[3], "2026-12-04", "mail")));
    fs::remove_dir_all(keeping.folder()).unwrap();
    let Keeping { desk, ids } = keeping;
    let mut keeping = Keeping { desk: desk.restart(), ids };
    keeping.wait_for_file();
    let now = keeping.desk.now();
    for days in [0, 1, 9, 10, 11, 13, 14, 15, 400, -1, -30, -400] {
        let at = now.at + TimeDelta::days(days);
        keeping.holds_at(Now { at, today: at.date_naive() }, &format!("{days} days"));
    }
}

#[test]
fn other_rates_or_another_currency_read_everybody_anew() {
    let mut keeping = Keeping::new();
    let habits = Habits { currency: CurrencyCode::USD, ..keeping.desk.book.habits().clone() };
    keeping.desk.book.set_habits(habits).unwrap();
    keeping.holds("another currency");
    let rate = |from, rate: &str| DatedRate { day: day("2026-11-02"), from, to: CurrencyCode::USD, rate: rate.parse().unwrap() };
    keeping.desk.book.put_rates([rate(CurrencyCode::EUR, "1.1")]).unwrap();
    keeping.holds("a rate");
    keeping.desk.book.put_rates([rate(CurrencyCode::EUR, "0.0001"), rate(CurrencyCode::CNY, "0.14")]).unwrap();
    keeping.holds("another rate");
}

#[test]
fn a_file_that_is_spoiled_or_of_another_book_is_none() {
    let mut keeping = Keeping::new();
    let whole = fs::read(keeping.file()).unwrap();
    for (what, bytes) in [
        ("cut off", whole[..whole.len() / 2].to_vec()),
        ("empty", Vec::new()),
        ("nonsense", b"not what was kept".to_vec()),
        ("spoiled", whole.iter().enumerate().map(|(at, byte)| if at == whole.len() / 3 { !byte } else { *byte }).collect()),
    ] {
        fs::write(keeping.file(), bytes).unwrap();
        keeping.holds(what);
    }
    let mut other = Keeping::new();
    fs::copy(other.file(), keeping.file()).unwrap();
    keeping.desk.edit(Edit::SetField { customers: vec![keeping.ids[1]], field: Field::Level, text: "VIP".to_owned() });
    keeping.holds("the file of another book");
    // An older state is put back: what was kept of the newer one tells nothing of it.
    let now = other.desk.now();
    let backup = gendan::store::back_up(other.desk.book.place(), gendan::store::Reason::Wish, now.ms(), &mut |_| true).unwrap();
    other.desk.edit(Edit::SetField { customers: vec![other.ids[1]], field: Field::Level, text: "VIP".to_owned() });
    assert_eq!(other.level(other.ids[1]), "VIP");
    let (place, ids) = (other.desk.book.place().to_owned(), other.ids.clone());
    let Keeping { desk, .. } = other;
    let Desk { book, folder, .. } = desk;
    drop(book);
    gendan::store::restore_in_place(&backup.path, &place, now.ms(), &mut |_| true).unwrap();
    assert!(!place.join("derived").exists());
    let reading = Reading::open(&place).unwrap();
    let standings = reading.standings(&Arc::new(Rules::default()), now).unwrap();
    assert_ne!(standings.rules().rule(standings.get(ids[1]).unwrap().standing.tier).tier, "VIP");
    drop(folder);
}

#[test]
fn what_is_kept_is_what_a_start_reads() {
    let keeping = Keeping::new();
    let before = keeping.level(keeping.ids[4]);
    assert_ne!(before, "VIP");
    // Behind the journal's back, which nothing of gendan does.
    let file = rusqlite::Connection::open(keeping.desk.book.place().join("book.sqlite")).unwrap();
    file.execute("UPDATE customer SET level = 'VIP' WHERE id = ?1", [keeping.ids[4].0]).unwrap();
    assert_eq!(keeping.level(keeping.ids[4]), before);
    fs::remove_dir_all(keeping.folder()).unwrap();
    assert_eq!(keeping.level(keeping.ids[4]), "VIP");
}
