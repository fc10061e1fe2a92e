//! Clocks, memory and the machine: what both benches measure with. Linux tells all of it; elsewhere what is not known is left out.

// Each bench uses its own part.
#![allow(dead_code)]

pub mod clocked;

use std::time::{Duration, Instant};

/// What something took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Taken {
    /// Seconds on the wall.
    pub wall: f64,
    /// Seconds of processor of this process and of the children that ended meanwhile.
    pub cpu: f64,
}

/// Does something and says what it took.
pub fn taken<T>(work: impl FnOnce() -> T) -> (T, Taken) {
    let (began, before) = (Instant::now(), process_cpu());
    let result = work();
    (result, Taken { wall: began.elapsed().as_secs_f64(), cpu: process_cpu() - before })
}

/// Seconds of processor that this process and its ended children took so far; the kernel counts hundredths.
fn process_cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the process may hold anything; behind its bracket come plain numbers, of which these are 14 to 17.
    let numbers = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(4);
    numbers.filter_map(|number| number.parse::<u64>().ok()).sum::<u64>() as f64 / 100.0
}

/// Processor time of all threads of this process.
pub fn all_cpu() -> Duration {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
    }
    #[cfg(not(unix))]
    {
        thread_cpu()
    }
}

/// Processor time of this thread.
pub fn thread_cpu() -> Duration {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
    }
    #[cfg(not(unix))]
    {
        static BEGAN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
        BEGAN.elapsed()
    }
}

/// Bytes of memory that are this process's own: neither files nor shared.
pub fn private_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes =
        |name: &str| status.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0);
    (kilobytes("RssAnon:") + kilobytes("VmSwap:")) * 1024
}

/// Watches the private memory of this process until it is asked for the peak.
pub struct Peak {
    stop: std::sync::mpsc::Sender<()>,
    thread: std::thread::JoinHandle<u64>,
}

impl Peak {
    /// Begins to watch.
    pub fn watch() -> Self {
        let (stop, stopped) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let mut peak = private_memory();
            while stopped.recv_timeout(Duration::from_millis(40)) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                peak = peak.max(private_memory());
            }
            peak
        });
        Self { stop, thread }
    }

    /// The most that it was, in bytes.
    pub fn bytes(self) -> u64 {
        drop(self.stop);
        self.thread.join().unwrap_or(0)
    }
}

/// The machine in a line.
pub fn machine() -> String {
    let model = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = model
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("unknown processor", |(_, name)| name.trim())
        .to_owned();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().map(|load| format!(", load {load} before")).unwrap_or_default();
    format!("{model}, {cores} cores, {}{load}", std::env::consts::OS)
}

/// The middle one of several measurements.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
