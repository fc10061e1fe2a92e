//! Things that are found out on a thread, and the system's file dialogs, which block theirs.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use egui::Context;

/// A dialog that closed sooner was never seen by anyone.
const UNSEEN: Duration = Duration::from_millis(400);

/// Something that a thread finds out.
pub struct Finding<T> {
    receiver: Option<Receiver<T>>,
    value: Option<T>,
}

impl<T: Send + 'static> Finding<T> {
    /// Lets a thread find out `what`, and wakes the window when it is there.
    pub fn start(context: &Context, what: impl FnOnce() -> T + Send + 'static) -> Self {
        let context = context.clone();
        Self::start_waking(move || context.request_repaint(), what)
    }

    /// As [`Self::start`]; `wake` wakes the window.
    pub fn start_waking(wake: impl FnOnce() + Send + 'static, what: impl FnOnce() -> T + Send + 'static) -> Self {
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            if sender.send(what()).is_ok() {
                wake();
            }
        });
        Self { receiver: Some(receiver), value: None }
    }

    /// Something that is known already.
    pub fn found(value: T) -> Self {
        Self { receiver: None, value: Some(value) }
    }

    /// What was found, once it is there.
    pub fn get(&mut self) -> Option<&T> {
        if let Some(receiver) = &self.receiver {
            match receiver.try_recv() {
                Ok(value) => {
                    self.value = Some(value);
                    self.receiver = None;
                }
                Err(TryRecvError::Disconnected) => self.receiver = None,
                Err(TryRecvError::Empty) => {}
            }
        }
        self.value.as_ref()
    }

    /// Takes what was found, once it is there.
    pub fn take(&mut self) -> Option<T> {
        self.get();
        self.value.take()
    }

    /// Whether it is still being found out.
    pub fn is_busy(&mut self) -> bool {
        self.get();
        self.receiver.is_some()
    }
}

/// The path that was typed, with `~` for the home folder and without quotes around it.
pub fn expand(typed: &str) -> PathBuf {
    let typed = typed.trim().trim_matches(['"', '\'']);
    let home = || directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match typed.strip_prefix('~') {
        Some(rest) if rest.is_empty() || rest.starts_with(std::path::is_separator) => {
            home().map_or_else(|| PathBuf::from(typed), |home| home.join(rest.trim_start_matches(std::path::is_separator)))
        }
        _ => PathBuf::from(typed),
    }
}

/// What came of asking for a file.
pub enum Chosen {
    /// This one.
    File(PathBuf),
    /// None.
    Nothing,
    /// The system could not show a dialog.
    NoDialog,
}

/// Asks for a file with the system's dialog; blocks until it is closed.
pub fn choose(title: String, kinds: String, suffixes: &[&str]) -> Chosen {
    let began = Instant::now();
    chosen(rfd::FileDialog::new().set_title(title).add_filter(kinds, suffixes).pick_file(), began)
}

/// A file of this name among the person's documents; in the home folder where there are none.
pub fn among_documents(name: &str) -> PathBuf {
    let dirs = directories::UserDirs::new();
    let folder = dirs.as_ref().map(|dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_owned()).unwrap_or_default();
    folder.join(name)
}

/// Asks where to save with the system's dialog, which warns of replacing; blocks until it is closed. `kinds`
/// are name and suffix of what it offers.
pub fn choose_to_save(title: String, proposed: &Path, kinds: &[(&str, &str)]) -> Chosen {
    let began = Instant::now();
    let name = proposed.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut dialog = rfd::FileDialog::new().set_title(title).set_file_name(name);
    for (kind, suffix) in kinds {
        dialog = dialog.add_filter(*kind, &[*suffix]);
    }
    if let Some(folder) = proposed.parent() {
        dialog = dialog.set_directory(folder);
    }
    chosen(dialog.save_file(), began)
}

fn chosen(file: Option<PathBuf>, began: Instant) -> Chosen {
    match file {
        Some(file) => Chosen::File(file),
        // Without a desktop portal the answer comes at once and looks like a cancelled dialog.
        None if began.elapsed() < UNSEEN => Chosen::NoDialog,
        None => Chosen::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_quotes_is_the_path() {
        assert_eq!(expand("\"/tmp/a b.xlsx\""), PathBuf::from("/tmp/a b.xlsx"));
    }
}
