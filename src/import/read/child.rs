//! The reading child process: reads one file under bounds of its own and tells what it finds over its standard output.
//!
//! A frame is a byte for what it is, the length of the rest in four bytes (low first), and the rest: packed rows as the grid keeps
//! them, JSON for everything else. On Linux the process limits its own memory before it opens the file. macOS takes the same limits but
//! holds few of them, and Windows has none: there the checks before the work, and the parent's clock, are the only bounds.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use serde::{Deserialize, Serialize};

use super::error::Problem;
use super::output::{Head, Layout, Message};
use super::{Limits, ReadOptions, Visibility, read_file};
use crate::bounds::limit_memory;

/// The hidden command under which the executable reads a file as a child process.
pub const CHILD_COMMAND: &str = "__read";

/// No frame is longer: rows travel in pieces far below it.
const LONGEST: u32 = 256 << 20;

/// What the parent asks for, as the one argument before the path.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    encoding: Option<String>,
    delimiter: Option<char>,
    sheet: Option<String>,
    first_rows: Option<u32>,
    memory: u64,
}

impl Request {
    /// The request that these options make.
    pub fn of(options: &ReadOptions) -> Self {
        Self {
            encoding: options.encoding.clone(),
            delimiter: options.delimiter,
            sheet: options.sheet.clone(),
            first_rows: options.first_rows,
            memory: options.limits.memory,
        }
    }

    fn options(self) -> ReadOptions {
        ReadOptions {
            encoding: self.encoding,
            delimiter: self.delimiter,
            sheet: self.sheet,
            first_rows: self.first_rows,
            limits: Limits { memory: self.memory, ..Limits::default() },
        }
    }
}

/// Runs the child process on the arguments behind [`CHILD_COMMAND`]: the request as JSON and the path.
pub fn child_main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut arguments = arguments.into_iter();
    let request = arguments.next().and_then(|json| serde_json::from_str::<Request>(json.to_str()?).ok());
    let (Some(request), Some(path)) = (request, arguments.next().map(PathBuf::from)) else { return ExitCode::from(2) };
    limit_memory(request.memory);
    // What the parent says about a panic is for people; the library's words would only litter its terminal.
    std::panic::set_hook(Box::new(|_| {}));
    let options = request.options();
    let mut standard_output = io::stdout().lock();
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut send = |message: Message| {
            // Without a parent to listen there is nothing left to do.
            put(&message, &mut standard_output).map_err(|_| Problem::Cancelled)
        };
        read_file(&path, &options, &mut send)
    }));
    let last = match read {
        Ok(Ok(())) => Message::Done,
        Ok(Err(problem)) => Message::Failed(problem),
        Err(_) => Message::Failed(Problem::damaged("the reader stumbled over the content")),
    };
    let told = put(&last, &mut standard_output).and_then(|()| standard_output.flush());
    if told.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Writes a message as a frame.
pub(super) fn put(message: &Message, out: &mut impl Write) -> io::Result<()> {
    let mut head = Vec::new();
    let (kind, rest): (u8, &[u8]) = match message {
        Message::Workbook(workbook) => (b'W', json(&mut head, workbook)?),
        Message::Sheet(name, state) => (b'S', json(&mut head, &(name, state))?),
        Message::Rows(bytes, columns, rows, share) => {
            head.extend_from_slice(&columns.to_le_bytes());
            head.extend_from_slice(&rows.to_le_bytes());
            head.extend_from_slice(&share.to_le_bytes());
            (b'R', bytes)
        }
        Message::Layout(layout) => (b'L', json(&mut head, layout)?),
        Message::Progress(share) => (b'P', json(&mut head, share)?),
        Message::Done => (b'D', &[]),
        Message::Failed(problem) => (b'F', json(&mut head, problem)?),
    };
    let length = u32::try_from(head.len() + rest.len()).ok().filter(|length| *length <= LONGEST);
    out.write_all(&[kind])?;
    out.write_all(&length.ok_or(io::ErrorKind::InvalidData)?.to_le_bytes())?;
    out.write_all(&head)?;
    out.write_all(rest)?;
    // What is held back could be what the parent waits for.
    out.flush()
}

fn json<'a, T: Serialize>(head: &mut Vec<u8>, value: &T) -> io::Result<&'a [u8]> {
    serde_json::to_writer(head, value)?;
    Ok(&[])
}

/// Reads a frame; `None` where the stream ends.
pub(super) fn take(source: &mut impl Read) -> io::Result<Option<Message>> {
    let mut start = [0; 5];
    if super::container::fill(source, &mut start)? < start.len() {
        return Ok(None);
    }
    let [kind, length @ ..] = start;
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut number = || -> io::Result<[u8; 4]> {
        let mut bytes = [0; 4];
        source.read_exact(&mut bytes)?;
        Ok(bytes)
    };
    if kind == b'R' && length >= 12 {
        let (columns, rows, share) = (u32::from_le_bytes(number()?), u32::from_le_bytes(number()?), f32::from_le_bytes(number()?));
        let mut bytes = vec![0; length as usize - 12];
        source.read_exact(&mut bytes)?;
        return Ok(Some(Message::Rows(bytes, columns, rows, share)));
    }
    let mut bytes = vec![0; length as usize];
    source.read_exact(&mut bytes)?;
    let bytes = bytes.as_slice();
    Ok(Some(match kind {
        b'W' => Message::Workbook(serde_json::from_slice::<Head>(bytes)?),
        b'S' => {
            let (name, state) = serde_json::from_slice::<(String, Visibility)>(bytes)?;
            Message::Sheet(name, state)
        }
        b'L' => Message::Layout(serde_json::from_slice::<Layout>(bytes)?),
        b'P' => Message::Progress(serde_json::from_slice(bytes)?),
        b'F' => Message::Failed(serde_json::from_slice(bytes)?),
        b'D' => Message::Done,
        _ => return Err(io::ErrorKind::InvalidData.into()),
    }))
}
