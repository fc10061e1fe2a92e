//! Reads a file through the child process: starts it, watches its progress, and turns whatever becomes of it into a result.
//!
//! The child may hang, crash or be killed; this side may not. Every wait has an end, and nothing it sends is trusted.

use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::child::{CHILD_COMMAND, Request, take};
use super::error::{Bound, Problem, ReadError};
use super::output::Collector;
use super::{ReadOptions, Workbook};

/// How often a caller is asked whether to go on.
const BEAT: Duration = Duration::from_millis(50);

/// How far reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Rows with content read so far, in all sheets.
    pub rows: u64,
    /// The share of the file read so far, from 0 to 1.
    pub share: f32,
}

/// Reads files in a child process of an executable of ours.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The executable, which hands [`CHILD_COMMAND`] to [`super::child_main`].
    pub executable: PathBuf,
}

impl Reader {
    /// A reader through this very executable.
    pub fn of_this_executable() -> std::io::Result<Self> {
        Ok(Self { executable: std::env::current_exe()? })
    }

    /// Reads the file at `path`. Calls `watch` at least twenty times a second; what it breaks off ends within a tenth of a second.
    pub fn read(
        &self,
        path: &Path,
        options: &ReadOptions,
        watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Workbook, ReadError> {
        self.read_unnamed(path, options, watch).map_err(|problem| ReadError::new(problem, path))
    }

    fn read_unnamed(
        &self,
        path: &Path,
        options: &ReadOptions,
        watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Workbook, Problem> {
        let mut running = Running(self.start(path, options)?);
        let (Some(mut told), Some(mut complained)) = (running.0.stdout.take(), running.0.stderr.take()) else {
            return Err(Problem::NoReader("no pipe".to_owned()));
        };
        let (send, receive) = sync_channel(4);
        let failed = |error: std::io::Error| Problem::NoReader(error.to_string());
        thread::Builder::new()
            .name("reading".to_owned())
            .spawn(move || {
                let mut told = BufReader::with_capacity(64 * 1024, &mut told);
                while let Ok(Some(message)) = take(&mut told) {
                    if send.send(message).is_err() {
                        return;
                    }
                }
            })
            .map_err(failed)?;
        let (complain, complaint) = sync_channel(1);
        thread::Builder::new()
            .name("reading complaints".to_owned())
            .spawn(move || {
                let mut text = Vec::new();
                // What it could not say it did not say.
                let _ = (&mut complained).take(4096).read_to_end(&mut text);
                let _ = complain.send(String::from_utf8_lossy(&text).into_owned());
                let _ = std::io::copy(&mut complained, &mut std::io::sink());
            })
            .map_err(failed)?;
        let mut collector = Collector::new(options.limits.kept);
        let began = Instant::now();
        let mut moved = began;
        let mut asked = began;
        loop {
            let message = receive.recv_timeout(BEAT);
            let now = Instant::now();
            if now - asked >= BEAT {
                asked = now;
                if watch(Progress { rows: collector.rows, share: collector.share }).is_break() {
                    return Err(Problem::Cancelled);
                }
            }
            match message {
                Ok(message) => {
                    moved = now;
                    if collector.take(message)? {
                        let _ = watch(Progress { rows: collector.rows, share: 1.0 });
                        return collector.finish(options);
                    }
                }
                Err(RecvTimeoutError::Timeout) if now - moved > options.limits.stall => return Err(Problem::TooSlow),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    let status = running.end();
                    let complaint = complaint.recv_timeout(Duration::from_millis(500)).unwrap_or_default();
                    return Err(cause(status, &complaint));
                }
            }
            if options.limits.total.is_some_and(|total| now - began > total) {
                return Err(Problem::TooSlow);
            }
        }
    }

    fn start(&self, path: &Path, options: &ReadOptions) -> Result<Child, Problem> {
        let failed = |error: &dyn std::fmt::Display| Problem::NoReader(error.to_string());
        let request = serde_json::to_string(&Request::of(options)).map_err(|error| failed(&error))?;
        let mut command = Command::new(&self.executable);
        command.arg(CHILD_COMMAND).arg(request).arg(path);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // A panic's backtrace would read the whole executable; nobody would see it.
        command.env("RUST_BACKTRACE", "0");
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            const CREATE_NO_WINDOW: u32 = 0x0800_0000;
            command.creation_flags(CREATE_NO_WINDOW);
        }
        command.spawn().map_err(|error| failed(&error))
    }
}

/// A child that does not outlive its use.
struct Running(Child);

impl Running {
    /// Waits for the end of a child that told nothing more, and makes one of it if need be.
    fn end(&mut self) -> Option<ExitStatus> {
        for _ in 0..50 {
            if let Ok(Some(status)) = self.0.try_wait() {
                return Some(status);
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.0.kill();
        None
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What ended a child that did not say so itself.
fn cause(status: Option<ExitStatus>, complaint: &str) -> Problem {
    if complaint.contains("memory allocation of") || complaint.contains("out of memory") {
        return Problem::TooLarge(Bound::Memory);
    }
    match status {
        // 2 is how an executable answers a command that it does not know: a test harness, or another version of ours.
        Some(status) if status.code() == Some(2) => Problem::NoReader(format!("{status}: {complaint}")),
        Some(status) => Problem::damaged(format!("the reading process ended: {status}")),
        None => Problem::damaged("the reading process fell silent"),
    }
}
