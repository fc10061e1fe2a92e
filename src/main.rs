//! Starts the program.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use gendan::import::read;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    match arguments.next() {
        Some(command) if command == read::CHILD_COMMAND => read::child_main(arguments),
        Some(command) if command == "inspect" => {
            let (Some(path), Ok(reader)) = (arguments.next(), read::Reader::of_this_executable()) else { return ExitCode::from(2) };
            let with_cells = arguments.any(|argument| argument == "--cells");
            let inspection = read::inspect(&reader, path.as_ref(), with_cells, &read::guess_header);
            let mut out = BufWriter::new(std::io::stdout().lock());
            let written = serde_json::to_writer(&mut out, &inspection).is_ok() && out.flush().is_ok();
            if written && inspection.succeeded() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        _ => window(),
    }
}

fn window() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let after = |name: &str| arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1)).cloned();
    let options = gendan::app::Options {
        book: after("--book").unwrap_or_else(|| "/tmp/gendan-book".to_owned()).into(),
        file: after("--file").map(Into::into),
        language: after("--lang").map(|code| gendan::words::Language::of_locale(&code)),
    };
    if gendan::app::run(options).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
