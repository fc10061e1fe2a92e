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
        _ => ExitCode::FAILURE,
    }
}
