//! The figures of the window: `cargo bench --bench window`.
//!
//! The real application runs through egui_kittest, without GPU or screen. While a list of a million rows is read, compared and taken,
//! frames are drawn as fast as a mouse that moves would ask for them; of each, the processor time of `logic`, `ui` and tessellation is
//! taken. Clicks go to other pages and back meanwhile, and each stage is broken off once. Then a quiet window is watched for ten
//! seconds: it draws exactly the frames that it asks for, as eframe's event loop would.
//!
//! Arguments: `--rows N`, or `--quiet FOLDER` to watch the window over this book alone, for a minute.

mod list;
mod measure;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::app::{App, Clock, Options};
use gendan::words::Language;
use list::Strings;
use measure::clocked::Clocked;
use measure::{Peak, machine, thread_cpu};

struct Window {
    harness: Harness<'static, Clocked<App>>,
    /// What was going on, and the processor time of each frame.
    frames: Vec<(&'static str, Duration)>,
    /// What a click went to, and how long it took.
    clicks: Vec<(&'static str, Duration)>,
}

/// As a screen of 60 Hz asks for frames while the mouse moves.
const BETWEEN: Duration = Duration::from_millis(16);

impl Window {
    fn open(book: &Path, file: Option<&Path>) -> Self {
        let options = Options {
            book: book.to_owned(),
            file: file.map(Path::to_owned),
            language: Some(Language::English),
            reader: Some(env!("CARGO_BIN_EXE_gendan").into()),
            now: None,
            welcomes: false,
        };
        let build = move |creation: &mut eframe::CreationContext<'_>| Clocked {
            app: App::new(creation, Clock::system(), options),
            frames: Vec::new(),
        };
        let harness = Harness::builder().with_size([1280.0, 800.0]).with_max_steps(2).allow_missing_glyphs().build_eframe(build);
        Self { harness, frames: Vec::new(), clicks: Vec::new() }
    }

    /// Draws what is due: one frame, or one for each event that waits.
    fn frame(&mut self, what: &'static str) {
        self.harness.step();
        let output = self.harness.output();
        let (shapes, pixels_per_point) = (output.shapes.clone(), output.pixels_per_point);
        let before = thread_cpu();
        std::hint::black_box(self.harness.ctx.tessellate(shapes, pixels_per_point));
        let tessellation = thread_cpu() - before;
        let mut frames = std::mem::take(&mut self.harness.state_mut().frames);
        if let Some(last) = frames.last_mut() {
            *last += tessellation;
        }
        self.frames.extend(frames.into_iter().map(|frame| (what, frame)));
    }

    fn button(&self, begins: &str) -> Option<egui::Pos2> {
        let buttons = self.harness.query_all_by_role(Role::Button);
        let mut fitting = buttons.filter(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(begins)));
        let found = fitting.next_back();
        found.map(|node| node.rect().center())
    }

    /// Clicks the button and draws until `is_answered`; returns how long that took.
    fn click(&mut self, what: &'static str, begins: &str, is_answered: impl Fn(&Self) -> bool) -> Duration {
        let Some(at) = self.button(begins) else { panic!("there is no button {begins:?}") };
        let began = Instant::now();
        self.harness.event(egui::Event::PointerMoved(at));
        for pressed in [true, false] {
            self.harness.event(egui::Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: egui::Modifiers::NONE,
            });
        }
        loop {
            self.frame(what);
            if is_answered(self) {
                return began.elapsed();
            }
            assert!(began.elapsed() < Duration::from_secs(600), "{begins:?} is never answered");
        }
    }

    /// Draws frames until `is_over`, at most so long; returns whether it is over.
    fn draw_until(&mut self, what: &'static str, longest: Duration, is_over: impl Fn(&Self) -> bool) -> bool {
        let began = Instant::now();
        while !is_over(self) {
            if began.elapsed() > longest {
                return false;
            }
            let next = Instant::now() + BETWEEN;
            self.frame(what);
            std::thread::sleep(next.saturating_duration_since(Instant::now()));
        }
        true
    }

    /// Goes to another page and back, timing both clicks.
    fn walk(&mut self, what: &'static str) {
        for page in ["Calendar", "Customers"] {
            let is_there = move |window: &Self| {
                let here =
                    window.harness.query_all_by_role(Role::Button).find(|node| node.accesskit_node().label().as_deref() == Some(page));
                here.is_some_and(|node| node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True))
            };
            let took = self.click(what, page, is_there);
            self.clicks.push((what, took));
            self.draw_until(what, Duration::from_millis(300), |_| false);
        }
    }

    fn is_busy(&self) -> bool {
        self.harness.state().app.book().is_some_and(gendan::book::Book::is_busy)
    }

    fn customers(&self) -> usize {
        self.harness.state().app.book().map_or(0, gendan::book::Book::customer_count)
    }
}

const LONG: Duration = Duration::from_secs(900);

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (mut rows, mut book) = (1_000_000, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--rows" => rows = arguments.next().and_then(|rows| rows.parse().ok()).expect("a number of rows"),
            "--quiet" => book = Some(PathBuf::from(arguments.next().expect("the folder of a book"))),
            _ => {}
        }
    }
    if let Some(book) = book {
        println!("{}\n", machine());
        println!("| what | to reach | reached | |\n|---|---|---|---|");
        quiet(Some(&book), Duration::from_secs(60));
        return ExitCode::SUCCESS;
    }
    let path = list::list(rows, Strings::Inline);
    println!("{}\n", machine());
    println!("| what | to reach | reached | |\n|---|---|---|---|");
    importing(rows, &path);
    quiet(None, Duration::from_secs(10));
    ExitCode::SUCCESS
}

fn importing(rows: u32, path: &Path) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder for a book");
    let peak = Peak::watch();
    let mut cancels = Vec::new();
    // In the midst of each stage: a million rows take some seconds in each.
    let pause = Duration::from_secs(2) * rows / 1_000_000;
    let is_shown = |begins: &'static str| move |window: &Window| window.button(begins).is_some();
    let runs = |window: &Window| window.button("Cancel").is_some();

    let mut window = Window::open(folder.path(), Some(path));
    window.draw_until("reading", LONG, runs);
    window.draw_until("reading", pause, |_| false);
    cancels.push(("reading", window.click("reading", "Cancel", |window| !runs(window))));
    let (mut frames, mut clicks) = (std::mem::take(&mut window.frames), Vec::new());
    drop(window);

    let began = Instant::now();
    let mut window = Window::open(folder.path(), Some(path));
    window.draw_until("reading", LONG, is_shown("Review "));
    window.click("comparing", "Review ", runs);
    window.draw_until("comparing", pause, |_| false);
    cancels.push(("comparing", window.click("comparing", "Cancel", |window| !runs(window))));
    window.click("comparing", "Review ", runs);
    window.draw_until("comparing", LONG, is_shown("Import 1"));
    let taking = Instant::now();
    window.click("taking", "Import 1", Window::is_busy);
    window.draw_until("taking", pause * 2, |_| false);
    cancels.push(("taking", window.click("taking", "Cancel", |window| !window.is_busy())));
    assert_eq!(window.customers(), 0, "what was broken off left nothing");
    window.draw_until("taking", LONG, is_shown("Import 1"));
    window.click("taking", "Import 1", Window::is_busy);
    window.draw_until("taking", pause, |_| false);
    // On the other pages the table is drawn, and what is said there about the job.
    while window.is_busy() && window.customers() == 0 {
        window.walk("taking");
    }
    let took = taking.elapsed();
    window.draw_until("search index", LONG, |window| !window.is_busy());
    assert!(window.customers() > rows as usize / 2);
    window.draw_until("afterwards", Duration::from_secs(2), |_| false);
    window.walk("afterwards");
    let all = began.elapsed();
    frames.append(&mut window.frames);
    clicks.append(&mut window.clicks);
    drop(window);

    let ms = |duration: Duration| duration.as_secs_f64() * 1000.0;
    let mut costs: Vec<Duration> = frames.iter().map(|(_, cost)| *cost).collect();
    costs.sort_unstable();
    let at = |share: f64| costs[((costs.len() as f64 * share).ceil() as usize).clamp(1, costs.len()) - 1];
    let p999 = at(0.999);
    println!(
        "| a frame while {rows} rows import ({} frames) | 99.9th percentile ≤ 16 ms of CPU | {:.1} ms (median {:.1} ms, 99th {:.1} ms, longest {:.1} ms) |{} |",
        costs.len(),
        ms(p999),
        ms(at(0.5)),
        ms(at(0.99)),
        ms(at(1.0)),
        mark(p999 <= Duration::from_millis(16))
    );
    for stage in ["reading", "comparing", "taking", "search index", "afterwards"] {
        let mut costs: Vec<Duration> = frames.iter().filter(|(what, _)| *what == stage).map(|(_, cost)| *cost).collect();
        costs.sort_unstable_by(|a, b| b.cmp(a));
        let longest = costs.iter().take(4).map(|cost| format!("{:.1}", ms(*cost))).collect::<Vec<_>>().join(", ");
        println!("| … {stage}: {} frames | | longest {longest} ms | |", costs.len());
    }
    let slowest = clicks.iter().map(|(_, took)| *took).max().unwrap_or_default();
    println!(
        "| a click answered ({} clicks), wall | ≤ 100 ms | slowest {:.0} ms |{} |",
        clicks.len(),
        ms(slowest),
        mark(slowest <= Duration::from_millis(100))
    );
    for (stage, took) in cancels {
        println!("| cancel while {stage}, wall | ≤ 1 s | {:.0} ms |{} |", ms(took), mark(took <= Duration::from_secs(1)));
    }
    let memory = peak.bytes() / 1_000_000;
    println!(
        "| … all of it took {:.0} s, of that taking (once broken off) {:.0} s; private memory at most {memory} MB | | | |",
        all.as_secs_f64(),
        took.as_secs_f64()
    );
}

/// Counts the frames that a window asks for in `span` while nothing happens, and how often other threads wake up: over the sample, or
/// over `book`.
fn quiet(book: Option<&Path>, span: Duration) {
    let folder = tempfile::tempdir().expect("a folder for a book");
    let mut window = Window::open(book.unwrap_or(folder.path()), None);
    if book.is_none() {
        window.click("quiet", "Try the sample", |window| window.customers() > 0);
    }
    // Notices fade, the index is filled, the last click is forgotten.
    window.draw_until("quiet", Duration::from_secs(15), |_| false);
    // A short span is one in which no minute ends.
    while span < Duration::from_secs(60) && chrono::Utc::now().timestamp() % 60 > 47 {
        window.draw_until("quiet", Duration::from_secs(1), |_| false);
    }
    let due = Arc::new(Mutex::new(None::<Instant>));
    let asked = Arc::clone(&due);
    let ask = move |delay: Duration| {
        let at = Instant::now().checked_add(delay);
        if let (Ok(mut due), Some(at)) = (asked.lock(), at) {
            *due = Some(due.map_or(at, |due| due.min(at)));
        }
    };
    let ask = Arc::new(ask);
    let on_request = Arc::clone(&ask);
    window.harness.ctx.set_request_repaint_callback(move |info| on_request(info.delay));
    window.frame("quiet");
    let (began, woken) = (Instant::now(), wake_ups_of_others());
    let (mut frames, mut next) = (0, Duration::MAX);
    while began.elapsed() < span {
        let is_due = due.lock().is_ok_and(|mut due| due.take_if(|at| *at <= Instant::now()).is_some());
        if is_due {
            frames += 1;
            window.frame("quiet");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let woken = wake_ups_of_others().saturating_sub(woken);
    if let Ok(due) = due.lock() {
        next = due.map_or(next, |at| at.saturating_duration_since(Instant::now()));
    }
    let until_minute = 60 - chrono::Utc::now().timestamp() % 60;
    let next = if next == Duration::MAX { "none".to_owned() } else { format!("in {:.1} s", next.as_secs_f64()) };
    let (seconds, most) = (span.as_secs(), span.as_secs() / 60);
    println!(
        "| frames of a quiet window in {seconds} s | {most} | {frames} (next asked for {next}; the minute ends in {until_minute} s) |{} |",
        mark(frames <= most)
    );
    println!("| wake-ups of its other threads meanwhile | 0 | {woken} |{} |", mark(woken == 0));
}

/// How often the other threads of this process went to sleep so far (Linux; 0 elsewhere).
fn wake_ups_of_others() -> u64 {
    let own = std::process::id().to_string();
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let others = threads.filter(|thread| thread.file_name().to_string_lossy() != own);
    let slept = |status: String| {
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:").map(str::trim).map(str::to_owned));
        line.and_then(|count| count.parse::<u64>().ok()).unwrap_or(0)
    };
    others.filter_map(|thread| std::fs::read_to_string(thread.path().join("status")).ok()).map(slept).sum()
}

fn mark(is_reached: bool) -> &'static str {
    if is_reached { " ✓" } else { " ✗" }
}
