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
        Start::Window(_) => ExitCode::FAILURE,
    }
}
