//! The figures of table and search: `cargo bench --bench table`.
//!
//! Books of 100,000 and 1,000,000 customers are made by counting. The real application opens each through egui_kittest, without GPU or
//! screen, beside an empty window that is built the same way; then the book is asked as the window asks it. What people would do
//! instead, SQLite's `LIKE` and `ORDER BY` over the same file, is timed in the same run. Each part runs in a process of its own, so that
//! its memory is its own.
//!
//! Arguments: `--rows N`, once for each book. One part alone, over a book that stays: `--part make --rows N --book DIR`, then `--part
//! window|asked|edited --book DIR`.

mod measure;
mod people;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use gendan::app::settings::{ColumnLayout, KEY, Settings};
use gendan::app::{App, Clock, Options};
use gendan::book::index::Reread;
use gendan::book::{Book, Column, Edit, Now, Sort, TableQuestion};
use gendan::model::Field;
use gendan::words::{Language, speak};
use measure::clocked::Clocked;
use measure::{all_cpu, machine, median, private_memory, taken, thread_cpu};

/// The columns that are shown, sorted by and measured.
const COLUMNS: [Field; 30] = [
    Field::Company,
    Field::ShortName,
    Field::CustomerNo,
    Field::Country,
    Field::City,
    Field::Address,
    Field::Postcode,
    Field::Phone,
    Field::CompanyEmail,
    Field::Website,
    Field::CustomerType,
    Field::Industry,
    Field::Level,
    Field::Status,
    Field::Stars,
    Field::Group,
    Field::Tags,
    Field::Owner,
    Field::Products,
    Field::AnnualAmount,
    Field::PaymentTerms,
    Field::Source,
    Field::Created,
    Field::Notes,
    Field::LastContact,
    Field::NextFollowUp,
    Field::Contact,
    Field::Title,
    Field::Mobile,
    Field::Email,
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1));
    let number = |name: &str| value(name).and_then(|text| text.parse::<f64>().ok());
    let book = value("--book").map(PathBuf::from).unwrap_or_default();
    match value("--part").map(String::as_str) {
        Some("make") => people::write(&book, number("--rows").unwrap_or(0.0) as u32),
        Some("empty") => empty(),
        Some("window") => window(&book, number("--empty-ms").unwrap_or(0.0), number("--empty-mb").unwrap_or(0.0)),
        Some("asked") => asked(&book),
        Some("edited") => edited_alone(&book),
        _ => return all(&arguments),
    }
    ExitCode::SUCCESS
}

/// Makes the books and starts the parts one after another.
fn all(arguments: &[String]) -> ExitCode {
    let mut rows: Vec<u32> = arguments.windows(2).filter(|pair| pair[0] == "--rows").filter_map(|pair| pair[1].parse().ok()).collect();
    if rows.is_empty() {
        rows = vec![100_000, 1_000_000];
    }
    println!("{}\n", machine());
    println!("| what | to reach | reached | |\n|---|---|---|---|");
    let empty = part(&["--part", "empty"], true);
    let empty: Vec<&str> = empty.split_whitespace().collect();
    println!("| an empty window | | {} ms to the first frame, {} MB private | |", empty[0], empty[1]);
    for rows in rows {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder for a book");
        let book = folder.path().to_string_lossy().into_owned();
        part(&["--part", "make", "--rows", &rows.to_string(), "--book", &book], true);
        part(&["--part", "window", "--book", &book, "--empty-ms", empty[0], "--empty-mb", empty[1]], false);
        part(&["--part", "asked", "--book", &book], false);
    }
    ExitCode::SUCCESS
}

/// Runs a part in a process of its own; returns what it printed where that is `kept`.
fn part(arguments: &[&str], is_kept: bool) -> String {
    let mut command = Command::new(std::env::current_exe().expect("our own path"));
    command.args(arguments);
    if is_kept {
        let output = command.stderr(std::process::Stdio::inherit()).output().expect("a part runs");
        assert!(output.status.success(), "{arguments:?}");
        return String::from_utf8_lossy(&output.stdout).into_owned();
    }
    assert!(command.status().expect("a part runs").success(), "{arguments:?}");
    String::new()
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn line(what: &str, most: Option<(f64, &str)>, reached: f64, more: &str) {
    let (bound, mark) = match most {
        Some((most, unit)) => (format!("≤ {most} {unit}"), if reached <= most { " ✓" } else { " ✗" }),
        None => (String::new(), ""),
    };
    println!("| {what} | {bound} | {reached:.1} {more} |{mark} |");
}

fn at_share(mut costs: Vec<f64>, share: f64) -> f64 {
    costs.sort_by(f64::total_cmp);
    costs.get(((costs.len() as f64 * share).ceil() as usize).clamp(1, costs.len().max(1)) - 1).copied().unwrap_or(f64::NAN)
}

struct Empty;

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        ui.label("nothing");
    }
}

/// What the window remembers from an earlier start.
struct Remembered(HashMap<String, String>);

impl eframe::Storage for Remembered {
    fn get_string(&self, key: &str) -> Option<String> {
        self.0.get(key).cloned()
    }

    fn set_string(&mut self, key: &str, value: String) {
        self.0.insert(key.to_owned(), value);
    }

    fn remove_string(&mut self, key: &str) {
        self.0.remove(key);
    }

    fn flush(&mut self) {}
}

const SIZE: [f32; 2] = [1920.0, 1080.0];

fn empty() {
    let began = Instant::now();
    let build = |_: &mut eframe::CreationContext<'_>| Clocked { app: Empty, frames: Vec::new() };
    let mut harness = Harness::builder().with_size(SIZE).with_max_steps(2).build_eframe(build);
    harness.step();
    let took = ms(began.elapsed());
    println!("{took:.0} {:.0}", private_memory() as f64 / 1e6);
}

struct Window {
    harness: Harness<'static, Clocked<App>>,
}

impl Window {
    fn open(book: &Path) -> Self {
        let options = Options {
            book: book.to_owned(),
            file: None,
            language: Some(Language::English),
            reader: Some(env!("CARGO_BIN_EXE_gendan").into()),
            now: None,
            welcomes: false,
        };
        let columns = COLUMNS.map(|field| ColumnLayout::new(Column::of(field), 90.0)).into();
        let settings = Settings { columns, ..Settings::default() };
        let mut remembered = Remembered(HashMap::new());
        eframe::set_value(&mut remembered, KEY, &settings);
        let remembered: &'static Remembered = Box::leak(Box::new(remembered));
        let build = move |creation: &mut eframe::CreationContext<'_>| {
            creation.storage = Some(remembered);
            Clocked { app: App::new(creation, Clock::system(), options), frames: Vec::new() }
        };
        let harness = Harness::builder().with_size(SIZE).with_max_steps(2).allow_missing_glyphs().build_eframe(build);
        Self { harness }
    }

    /// Draws one frame in which `events` come; returns its processor time in milliseconds.
    fn frame_with(&mut self, events: impl IntoIterator<Item = Event>) -> f64 {
        // The harness would draw a frame for each event of its queue; a window draws one for all that came since the last.
        self.harness.input_mut().events.extend(events);
        self.frame()
    }

    /// Draws a frame; returns its processor time in milliseconds.
    fn frame(&mut self) -> f64 {
        self.harness.step();
        let output = self.harness.output();
        let (shapes, pixels_per_point) = (output.shapes.clone(), output.pixels_per_point);
        let before = thread_cpu();
        std::hint::black_box(self.harness.ctx.tessellate(shapes, pixels_per_point));
        let tessellation = thread_cpu() - before;
        let frames = std::mem::take(&mut self.harness.state_mut().frames);
        ms(frames.into_iter().sum::<Duration>() + tessellation)
    }

    fn book(&self) -> &Book {
        self.harness.state().app.book().expect("an open book")
    }

    fn press(&mut self, key: Key, modifiers: Modifiers) -> f64 {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        // The frame that takes the key pushes an action, the next one shows what came of it.
        self.frame_with([event(true), event(false)]) + self.frame()
    }

    fn click(&mut self, at: egui::Pos2) {
        let event = |pressed| Event::PointerButton { pos: at, button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        self.frame_with([Event::PointerMoved(at), event(true)]);
        self.frame_with([event(false)]);
        self.frame();
    }
}

/// The window over a book: opening, filling, scrolling, selecting, typing.
fn window(book: &Path, empty_ms: f64, empty_mb: f64) {
    let began = Instant::now();
    let mut window = Window::open(book);
    window.frame();
    let opened = ms(began.elapsed());
    let rows = window.book().customer_count();
    let is_large = rows > 500_000;
    assert!(!window.book().table(&TableQuestion::default()).ids.is_empty(), "the first frame has rows");
    line(
        &format!("open, {rows} customers, over the empty window"),
        Some((if is_large { 3000.0 } else { 300.0 }, "ms")),
        opened - empty_ms,
        "ms",
    );
    let mut longest: f64 = 0.0;
    while window.book().is_busy() {
        longest = longest.max(window.frame());
        std::thread::sleep(Duration::from_millis(10));
    }
    line(
        "… search filled in behind after",
        None,
        began.elapsed().as_secs_f64(),
        &format!("s; longest frame meanwhile {longest:.1} ms of CPU"),
    );
    std::thread::sleep(Duration::from_millis(300));
    window.frame();
    let memory = private_memory() as f64 / 1e6;
    if is_large {
        line("… private memory", Some((900.0, "MB")), memory, "MB");
    } else {
        line("… private memory over the empty window", Some((200.0, "MB")), memory - empty_mb, "MB");
    }
    let middle = egui::pos2(700.0, 500.0);
    window.click(middle);
    let mut costs = Vec::new();
    for turn in 0..400 {
        let delta = egui::vec2(0.0, if turn < 300 { -120.0 } else { -4000.0 });
        let wheel = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        };
        costs.push(window.frame_with([Event::PointerMoved(middle), wheel]));
    }
    let (middle_cost, longest) = (at_share(costs.clone(), 0.5), at_share(costs.clone(), 1.0));
    line(
        "a frame while scrolling 30 columns, 95th percentile",
        Some((5.0, "ms of CPU")),
        at_share(costs, 0.95),
        &format!("ms (median {middle_cost:.1}, longest {longest:.1})"),
    );
    let idle = (0..60).map(|_| window.frame()).collect();
    let moving = |turn: u8| Event::PointerMoved(middle + egui::vec2(f32::from(turn) * 3.0, f32::from(turn)));
    let moved = (0..60).map(|turn| window.frame_with([moving(turn)])).collect();
    println!(
        "| … a frame in which nothing happens, and one in which the pointer moves over the table, medians | | {:.1} and {:.1} ms of CPU | |",
        median(idle),
        median(moved)
    );
    window.click(middle);
    let costs: Vec<f64> = (0..60).map(|_| window.press(Key::ArrowDown, Modifiers::NONE)).collect();
    line(
        "select another customer to full card (both frames), 95th percentile",
        Some((8.0, "ms of CPU")),
        at_share(costs.clone(), 0.95),
        &format!("ms (median {:.1})", at_share(costs, 0.5)),
    );
    window.press(Key::F, Modifiers::COMMAND);
    let (mut texts, mut costs) = (Vec::new(), Vec::new());
    for letter in ["k", "a", "n", "l", "o"] {
        let began = Instant::now();
        costs.push(format!("{:.1}", window.frame_with([Event::Text(letter.to_owned())]) + window.frame()));
        texts.push(format!("{:.0}", ms(began.elapsed())));
    }
    println!(
        "| … keystrokes k, a, n, l, o in the window, both frames | | {} ms of CPU, {} ms on the wall | |",
        costs.join(", "),
        texts.join(", ")
    );
}

const SEARCHES: [&str; 22] = [
    "k",
    "s",
    "9",
    "深",
    "ka",
    "sh",
    "gm",
    "机械",
    "kan",
    "gmbh",
    "kanlo",
    "info@",
    "szhs",
    "shenzhen",
    "huasheng",
    "chongqing",
    "1990",
    "hamburg buyer",
    "贸易 采购",
    "zhanhui",
    "nobody at all",
    "要求更新报价单",
];
const FILTERS: [&str; 8] = [
    "country:DE",
    "tier:A tag:展会",
    "stars:>3 amount:>500k",
    "last:<30d",
    "group:Europe/Germany",
    "has:email -country:CN",
    "city:berlin or kanlo",
    "missing:phone",
];

/// The book asked as the window asks it, without a window.
fn asked(place: &Path) {
    speak(Language::Chinese);
    let at = chrono::Utc::now();
    let now = || Now { at: chrono::Utc::now(), today: at.date_naive() };
    let mut book = Book::open(place, now()).expect("a book");
    let (_, filling) = taken(|| book.wait_for_index().expect("an index"));
    let rows = book.customer_count();
    let is_large = rows > 500_000;
    println!("| the index of {rows} customers | | {:.1} s, {:.1} s of CPU | |", filling.wall, filling.cpu);
    let columns = COLUMNS.map(Column::of);
    let ask = |search: &str| {
        let question = TableQuestion { search: search.to_owned(), sort: Vec::new() };
        let (mut times, mut costs) = (Vec::new(), Vec::new());
        for _ in 0..5 {
            // What was found last is kept: each round begins behind another search, as a keystroke does.
            std::hint::black_box(book.table(&TableQuestion { search: "quite another".to_owned(), sort: Vec::new() }));
            let (began, before) = (Instant::now(), all_cpu());
            let answer = book.table(&question);
            std::hint::black_box(book.rows(&answer.ids[..answer.ids.len().min(40)], &columns));
            times.push(ms(began.elapsed()));
            costs.push(ms(all_cpu() - before));
        }
        (median(times), book.table(&question).ids.len(), median(costs))
    };
    let mut worst: HashMap<bool, (f64, &str)> = HashMap::new();
    let mut all = Vec::new();
    for search in SEARCHES {
        let (took, found, cost) = ask(search);
        let is_short = search.chars().count() < 3;
        let slot = worst.entry(is_short).or_insert((0.0, search));
        if took > slot.0 {
            *slot = (took, search);
        }
        all.push(format!("{search}: {took:.1}, {cost:.1} ({found})"));
    }
    for (is_short, what) in [(false, "three letters or more"), (true, "fewer letters")] {
        let (took, search) = worst[&is_short];
        let most = if is_large { 60.0 } else { 16.0 };
        line(&format!("keystroke to new rows, {what}, slowest"), Some((most, "ms")), took, &format!("ms (“{search}”)"));
    }
    println!("| … each: ms, ms of CPU on all cores (found) | | {} | |", all.join("; "));
    let filters: Vec<String> = FILTERS
        .iter()
        .map(|search| ask(search))
        .zip(FILTERS)
        .map(|((took, found, cost), search)| format!("{search}: {took:.1}, {cost:.1} ({found})"))
        .collect();
    println!("| filters: ms, ms of CPU on all cores (found) | | {} | |", filters.join("; "));
    std::hint::black_box(book.table(&TableQuestion { search: "quite another".to_owned(), sort: Vec::new() }));
    let counted = TableQuestion { search: "kan".to_owned(), sort: Vec::new() };
    std::hint::black_box(book.table(&counted));
    let began = Instant::now();
    std::hint::black_box(book.facets(&counted));
    let waited = ms(began.elapsed());
    while book.is_busy() {
        std::thread::sleep(Duration::from_micros(200));
        book.tick(now()).expect("a tick");
    }
    println!("| counts at the side, behind the rows | | {:.1} ms, for which the window waits {waited:.1} ms | |", ms(began.elapsed()));
    let ids: Vec<_> = book.table(&TableQuestion::default()).ids.iter().copied().take(40 * 20).collect();
    let before = all_cpu();
    for ids in ids.chunks(40) {
        std::hint::black_box(book.rows(ids, &columns));
    }
    println!("| the rows of a page of 40, 30 columns | | {:.2} ms of CPU | |", ms(all_cpu() - before) / 20.0);
    sorted(&mut book, now(), is_large);
    edited(&mut book, now());
    instead(place);
}

fn sorted(book: &mut Book, now: Now, is_large: bool) {
    let mut times: Vec<(f64, &str, f64)> = Vec::new();
    let mut waited: f64 = 0.0;
    for field in COLUMNS {
        let question = TableQuestion { search: String::new(), sort: vec![Sort { column: Column::of(field), is_descending: false }] };
        let (began, before) = (Instant::now(), all_cpu());
        let mut answer = book.table(&question);
        waited = waited.max(ms(began.elapsed()));
        while !answer.is_sorted {
            std::thread::sleep(Duration::from_millis(1));
            if book.tick(now).expect("a tick") {
                answer = book.table(&question);
            }
        }
        times.push((ms(began.elapsed()), field.key(), ms(all_cpu() - before)));
    }
    times.sort_by(|a, b| b.0.total_cmp(&a.0));
    let slowest: Vec<String> = times.iter().take(5).map(|(took, key, cost)| format!("{key} {took:.0}, {cost:.0} of CPU")).collect();
    line(
        "sort by any of 30 columns, slowest",
        Some((if is_large { 1000.0 } else { 100.0 }, "ms")),
        times[0].0,
        &format!("ms ({})", slowest.join(", ")),
    );
    if is_large {
        line("… the window waits for it", Some((16.0, "ms")), waited, "ms");
    }
}

/// Edits alone, three times over.
fn edited_alone(place: &Path) {
    speak(Language::Chinese);
    let at = chrono::Utc::now();
    let now = Now { at, today: at.date_naive() };
    let mut book = Book::open(place, now).expect("a book");
    book.wait_for_index().expect("an index");
    for _ in 0..3 {
        edited(&mut book, now);
    }
}

/// The backup that a book makes after it was opened takes a core and the disk.
fn wait_for_backup(book: &mut Book, now: Now) {
    book.tick(now).expect("a tick");
    while book.backup_progress().is_some() {
        std::thread::sleep(Duration::from_millis(20));
        book.tick(now).expect("a tick");
    }
}

fn edited(book: &mut Book, now: Now) {
    wait_for_backup(book, now);
    let question = TableQuestion { search: String::new(), sort: vec![Sort { column: Column::of(Field::Company), is_descending: false }] };
    let shown = |book: &mut Book| {
        while !book.table(&question).is_sorted {
            std::thread::sleep(Duration::from_millis(1));
            book.tick(now).expect("a tick");
        }
    };
    shown(book);
    let customers: Vec<_> = book.table(&question).ids.iter().copied().take(10_000).collect();
    let reader = book.reader().expect("a reader");
    let mut sorted = customers.clone();
    sorted.sort_unstable();
    let mut index = gendan::book::index::SearchIndex::fill(&reader, &|| true).expect("an index").expect("a whole one");
    let before = thread_cpu();
    index.update(&reader, &sorted, Reread::Own).expect("an update");
    let update = ms(thread_cpu() - before);
    drop(index);
    let edit = Edit::SetField { customers, field: Field::Owner, text: "Somebody else".to_owned() };
    let (began, before) = (Instant::now(), thread_cpu());
    book.apply(edit, now).expect("an edit");
    let (applied, cost) = (ms(began.elapsed()), ms(thread_cpu() - before));
    let (_, table) = taken(|| std::hint::black_box(book.table(&question)));
    line(
        "bulk edit of 10,000, with search and table",
        Some((500.0, "ms")),
        applied + table.wall * 1000.0,
        &format!("ms (the edit {applied:.0}, {cost:.0} of CPU; of that the index {update:.0})"),
    );
    shown(book);
    let (began, before) = (Instant::now(), thread_cpu());
    book.undo(now).expect("an undo");
    std::hint::black_box(book.table(&question));
    line("… undone", Some((500.0, "ms")), ms(began.elapsed()), &format!("ms ({:.0} of CPU)", ms(thread_cpu() - before)));
    shown(book);
    let one = book.table(&question).ids[0];
    let began = Instant::now();
    book.apply(Edit::SetField { customers: vec![one], field: Field::Company, text: "Zzz last".to_owned() }, now).expect("an edit");
    let applied = ms(began.elapsed());
    std::hint::black_box(book.table(&question));
    line("one edit, with search and sorted table", None, ms(began.elapsed()), &format!("ms (the edit {applied:.1}, with the disk)"));
}

/// The same questions through SQLite alone.
fn instead(place: &Path) {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = rusqlite::Connection::open_with_flags(place.join("book.sqlite"), flags).expect("the book's file");
    connection.pragma_update(None, "mmap_size", 4_000_000_000_i64).expect("a pragma");
    let texts = COLUMNS.iter().filter(|field| field.of() == gendan::model::Of::Customer && field.spec().is_stored);
    let columns: Vec<String> = texts.map(|field| format!("\"{}\" LIKE ?1", field.key())).collect();
    let sql = format!(
        "SELECT id FROM customer WHERE {} OR id IN (SELECT customer FROM contact WHERE contact LIKE ?1 OR title LIKE ?1 OR channels LIKE ?1) ORDER BY id DESC",
        columns.join(" OR ")
    );
    let count = |sql: &str, word: Option<&str>| {
        let began = Instant::now();
        let mut query = connection.prepare(sql).expect("a query");
        let parameters: Vec<String> = word.map(|word| format!("%{word}%")).into_iter().collect();
        let mut rows = query.query(rusqlite::params_from_iter(parameters)).expect("rows");
        let mut found = 0;
        while rows.next().expect("a row").is_some() {
            found += 1;
        }
        (ms(began.elapsed()), found)
    };
    count(&sql, Some("kanlo"));
    let (like, found) = count(&sql, Some("kanlo"));
    let (order, _) = count("SELECT id FROM customer ORDER BY company COLLATE NOCASE", None);
    println!("| instead: SQLite's `LIKE` for “kanlo” over the same columns | | {like:.0} ms ({found}) | |");
    println!("| instead: SQLite's `ORDER BY company` | | {order:.0} ms | |");
}
