//! Starts gendan: a command from the shell, or the window.

#![cfg_attr(windows, windows_subsystem = "windows")]

use std::process::ExitCode;

use chrono::{Local, Utc};
use gendan::book::Now;
use gendan::cli::{self, Start};

fn main() -> ExitCode {
    let clock = || Now { at: Utc::now(), today: Local::now().date_naive() };
    match cli::start(std::env::args_os(), clock) {
        Start::Done(code) => code,
        Start::Window(start) => {
            let options = gendan::app::Options { book: start.book.unwrap_or_default(), file: start.files.into_iter().next(), language: start.language, ..Default::default() };
            if gendan::app::run(options).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
    }
}
