//! Pop-ups of the system, asked for on a thread: no frame waits for another program, and where there is none that shows pop-ups
//! nothing fails.

use std::sync::mpsc::{Receiver, Sender, channel};

use crate::model::Id;

/// What a person can answer to a pop-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Show what it is about.
    Open,
    /// It is done.
    Done,
    /// Remind of it in an hour.
    Later,
}

impl Answer {
    fn key(self) -> &'static str {
        match self {
            // The name under which servers report a click on the pop-up itself.
            Self::Open => "default",
            Self::Done => "done",
            Self::Later => "later",
        }
    }
}

/// A pop-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Under which number the server knows it: one of the same number takes its place.
    pub number: u32,
    /// The row that it is about; none for several at once and for the day.
    pub row: Option<Id>,
    /// What stands large.
    pub title: String,
    /// What stands below.
    pub body: String,
    /// What can be answered, and what the buttons say; the first is a click on the pop-up as well.
    pub answers: Vec<(Answer, String)>,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A pop-up was shown.
    Shown,
    /// The system shows no pop-ups, for this reason.
    Unavailable(String),
    /// The person answered.
    Answered(Option<Id>, Answer),
}

/// The way to the system's pop-ups.
pub struct Desktop {
    notes: Sender<Note>,
    heard: Receiver<Heard>,
}

impl Desktop {
    /// Begins a thread that shows pop-ups; `wake` wakes the window when something comes back.
    pub fn start(wake: impl Fn() + Clone + Send + 'static) -> Self {
        let (notes, wanted) = channel::<Note>();
        let (tell, heard) = channel();
        std::thread::spawn(move || {
            // Goes on until the window is closed; the system closes what nobody answered.
            for note in wanted {
                let came = system::show(note, tell.clone(), wake.clone()).map_or_else(Heard::Unavailable, |()| Heard::Shown);
                if tell.send(came).is_err() {
                    return;
                }
                wake();
            }
        });
        Self { notes, heard }
    }

    /// A way whose other end is in hand instead of the system.
    pub fn in_hand() -> (Self, Receiver<Note>, Sender<Heard>) {
        let (notes, wanted) = channel();
        let (tell, heard) = channel();
        (Self { notes, heard }, wanted, tell)
    }

    /// Shows a pop-up, sooner or later.
    pub fn show(&self, note: Note) {
        // Without its thread there is nobody to show it; Today has it all the same.
        let _ = self.notes.send(note);
    }

    /// What came back since.
    pub fn heard(&self) -> Option<Heard> {
        self.heard.try_recv().ok()
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
mod system {
    use std::sync::mpsc::Sender;

    use notify_rust::{Hint, Notification};

    use super::{Answer, Heard, Note};

    /// Shows a pop-up and waits for its answer on a thread of its own, which ends when the pop-up is closed.
    pub(super) fn show(note: Note, tell: Sender<Heard>, wake: impl Fn() + Send + 'static) -> Result<(), String> {
        let can = notify_rust::get_capabilities().map_err(|error| error.to_string())?;
        let can = |what: &str| can.iter().any(|known| known == what);
        let mut shown = Notification::new();
        // Names of customers are no markup.
        let body = if can("body-markup") { escaped(&note.body) } else { note.body };
        shown.appname("gendan").summary(&note.title).body(&body).id(note.number);
        shown.hint(Hint::DesktopEntry("gendan".to_owned())).hint(Hint::Category("x-gendan.reminder".to_owned()));
        let has_answers = can("actions");
        if has_answers {
            for (answer, words) in &note.answers {
                shown.action(answer.key(), words);
            }
        }
        let handle = shown.show().map_err(|error| error.to_string())?;
        if has_answers {
            let row = note.row;
            std::thread::spawn(move || {
                handle.wait_for_action(|key| {
                    let answer = [Answer::Open, Answer::Done, Answer::Later].into_iter().find(|answer| answer.key() == key);
                    if let Some(answer) = answer
                        && tell.send(Heard::Answered(row, answer)).is_ok()
                    {
                        wake();
                    }
                });
            });
        }
        Ok(())
    }

    fn escaped(text: &str) -> String {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod system {
    use std::sync::mpsc::Sender;

    use super::{Heard, Note};

    /// Shows a pop-up; here it cannot be answered.
    pub(super) fn show(note: Note, _tell: Sender<Heard>, _wake: impl Fn() + Send + 'static) -> Result<(), String> {
        let mut shown = notify_rust::Notification::new();
        shown.appname("gendan").summary(&note.title).body(&note.body);
        shown.show().map(drop).map_err(|error| error.to_string())
    }
}
