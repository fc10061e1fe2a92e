//! The trial of a template that is not ours: typeset once by a child process of the same executable, with bounds on memory and time,
//! before it is typeset beside the book. What loops, or asks for all the memory there is, ends there.
//!
//! The same template and data give the same pages, so that a template that was tried once with what it prints is tried no more in this
//! process; a mistake that the trial finds is as good as one found here.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::world::{Sheet, typeset_here};
use super::{Paper, PrintError, Template};
use crate::bounds::limit_memory;

/// The hidden command under which the executable tries a template as a child process.
pub const CHILD_COMMAND: &str = "__typeset";
/// So much memory a trial may take, in bytes; a thousand cards take less.
const MEMORY: u64 = 1 << 30;
/// And so much time.
const PATIENCE: Duration = Duration::from_secs(15);

/// The executable that knows the hidden command, and the templates that have passed.
static EXECUTABLE: OnceLock<PathBuf> = OnceLock::new();
static PASSED: LazyLock<Mutex<HashSet<u64>>> = LazyLock::new(Mutex::default);

/// Says which executable hands [`CHILD_COMMAND`] to [`child_main`]; the first to say so is believed.
pub fn try_with(executable: PathBuf) {
    let _ = EXECUTABLE.set(executable);
}

#[derive(Serialize, Deserialize)]
struct Request {
    name: String,
    paper: String,
    text: String,
    data: serde_json::Value,
    logo: Vec<u8>,
    today: NaiveDate,
}

/// What the child says.
#[derive(Serialize, Deserialize)]
enum Verdict {
    Passed,
    Mistake { line: usize, reason: String, hint: String },
    Broke,
}

/// Tries the template of `sheet`, unless it has passed before.
///
/// # Errors
/// The mistake in it, or that it came to no end, or that it broke.
pub(super) fn pass(sheet: &Sheet<'_>) -> Result<(), PrintError> {
    let mut hasher = DefaultHasher::new();
    (&sheet.template.text, sheet.template.paper.key()).hash(&mut hasher);
    let key = hasher.finish();
    let has_passed = || PASSED.lock().unwrap_or_else(PoisonError::into_inner).contains(&key);
    if has_passed() {
        return Ok(());
    }
    let executable = EXECUTABLE.get().ok_or(PrintError::Broke)?;
    let request = Request {
        name: sheet.template.name.clone(),
        paper: sheet.template.paper.key().to_owned(),
        text: sheet.template.text.clone(),
        data: sheet.data.clone(),
        logo: sheet.logo.to_vec(),
        today: sheet.today,
    };
    let mut command = Command::new(executable);
    command.arg(CHILD_COMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = Running(command.spawn().map_err(|_| PrintError::Broke)?);
    let said = child.ask(&serde_json::to_vec(&request).map_err(|_| PrintError::Broke)?)?;
    match serde_json::from_slice(&said) {
        Ok(Verdict::Passed) => {
            PASSED.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
            Ok(())
        }
        Ok(Verdict::Mistake { line, reason, hint }) => {
            Err(PrintError::Template { template: sheet.template.name.clone(), line, reason, hint })
        }
        Ok(Verdict::Broke) => Err(PrintError::Broke),
        // It died before it could say anything: the memory, most likely.
        Err(_) => Err(PrintError::TooLarge),
    }
}

/// A child that does not outlive whoever waits for it.
struct Running(Child);

impl Running {
    fn ask(&mut self, request: &[u8]) -> Result<Vec<u8>, PrintError> {
        let (Some(mut to), Some(mut from)) = (self.0.stdin.take(), self.0.stdout.take()) else { return Err(PrintError::Broke) };
        let listening = std::thread::spawn(move || {
            let mut said = Vec::new();
            let _ = from.read_to_end(&mut said);
            said
        });
        // A child that dies early reads no more; what it says, or does not, tells the rest.
        let _ = to.write_all(request);
        drop(to);
        let began = Instant::now();
        while !listening.is_finished() {
            if began.elapsed() > PATIENCE {
                return Err(PrintError::Endless);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        listening.join().map_err(|_| PrintError::Broke)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs the child process: reads the request from its standard input, and says on its standard output what came of it.
pub fn child_main() -> ExitCode {
    limit_memory(MEMORY);
    // What the parent says about a panic is for people.
    std::panic::set_hook(Box::new(|_| {}));
    let mut request = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut request);
    let request = read.ok().and_then(|_| serde_json::from_slice::<Request>(&request).ok());
    let Some((request, paper)) = request.and_then(|request| Paper::by_key(&request.paper).map(|paper| (request, paper))) else {
        return ExitCode::from(2);
    };
    let template = Template { name: request.name, paper, text: request.text, is_built_in: false };
    let sheet = Sheet { template: &template, data: &request.data, logo: &request.logo, today: request.today };
    let verdict = match typeset_here(&sheet) {
        Ok(_) => Verdict::Passed,
        Err(PrintError::Template { line, reason, hint, .. }) => Verdict::Mistake { line, reason, hint },
        Err(_) => Verdict::Broke,
    };
    let told = serde_json::to_writer(std::io::stdout().lock(), &verdict);
    if told.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
