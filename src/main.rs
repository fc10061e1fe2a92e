//! Starts gendan: a command from the shell, or the window.

#![cfg_attr(windows, windows_subsystem = "windows")]

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{Local, Utc};
use gendan::app;
use gendan::book::{Now, default_place};
use gendan::cli::{self, Start};

fn main() -> ExitCode {
    let clock = || Now { at: Utc::now(), today: Local::now().date_naive() };
    match cli::start(std::env::args_os(), clock) {
        Start::Done(code) => code,
        Start::Window(start) => {
            let book = start.book.or_else(default_place).unwrap_or_else(|| PathBuf::from("gendan"));
            let options = app::Options {
                book,
                file: start.files.into_iter().next(),
                language: start.language,
                now: start.now,
                welcomes: true,
                ..app::Options::default()
            };
            match app::run(options) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    eprintln!("{error}");
                    ExitCode::FAILURE
                }
            }
        }
    }
}
