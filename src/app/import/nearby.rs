//! Lists that are near at hand: files of the downloads folder and completions of a path that is being typed.
//!
//! These may take long (a folder may lie on a slow network): call them on a thread of their own.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::app::widgets::finding::expand;

/// Suffixes that lists have.
pub const SUFFIXES: [&str; 11] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "xml", "html", "htm"];
/// Suffixes that make a file of the downloads folder look like a list; texts and pages there mostly are not.
const LIKELY: [&str; 7] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv"];
const MOST: usize = 8;

/// A file that could be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFile {
    /// Where it is.
    pub path: PathBuf,
    /// How large it is.
    pub bytes: u64,
    /// When it was changed.
    pub changed: Option<SystemTime>,
    /// A folder, in completions.
    pub is_folder: bool,
}

impl ListFile {
    fn of(path: PathBuf) -> Option<Self> {
        let about = path.metadata().ok()?;
        Some(Self { bytes: about.len(), changed: about.modified().ok(), is_folder: about.is_dir(), path })
    }

    /// The name without the folder.
    pub fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// The newest files of the downloads folder that look like lists.
pub fn downloads() -> Vec<ListFile> {
    let Some(dirs) = directories::UserDirs::new() else { return Vec::new() };
    let folder = dirs.download_dir().map_or_else(|| dirs.home_dir().join("Downloads"), Path::to_owned);
    let mut files: Vec<ListFile> = entries(&folder)
        .into_iter()
        .filter(|path| has_suffix(path, &LIKELY))
        .filter_map(ListFile::of)
        .filter(|file| !file.is_folder)
        .collect();
    files.sort_by_key(|file| std::cmp::Reverse(file.changed));
    files.truncate(MOST);
    files
}

/// Those of `paths` that are still there.
pub fn present(paths: Vec<PathBuf>) -> Vec<ListFile> {
    paths.into_iter().filter_map(ListFile::of).filter(|file| !file.is_folder).collect()
}

/// Folders and lists whose path begins with `typed`.
pub fn completions(typed: &str) -> Vec<ListFile> {
    let typed = expand(typed);
    let text = typed.to_string_lossy();
    if text.is_empty() {
        return Vec::new();
    }
    let (folder, begun) = if text.ends_with(std::path::is_separator) {
        (typed.clone(), String::new())
    } else {
        let folder = typed.parent().map(Path::to_owned).unwrap_or_default();
        (folder, typed.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default())
    };
    let mut found: Vec<ListFile> = entries(&folder)
        .into_iter()
        .filter(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
            name.starts_with(&begun) && (!name.starts_with('.') || begun.starts_with('.')) && *path != typed
        })
        .filter_map(ListFile::of)
        .filter(|file| file.is_folder || has_suffix(&file.path, &SUFFIXES))
        .collect();
    found.sort_by_key(|file| (!file.is_folder, file.name().to_lowercase()));
    found.truncate(MOST);
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())).collect()).unwrap_or_default()
}

fn has_suffix(path: &Path, suffixes: &[&str]) -> bool {
    path.extension().is_some_and(|suffix| suffixes.iter().any(|known| suffix.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_completed_with_folders_and_lists_only() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["customers.xlsx", "Customers old.csv", "customers.pdf", ".hidden.csv"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        std::fs::create_dir(folder.path().join("custom")).unwrap();
        let names = |typed: &Path| completions(&typed.to_string_lossy()).iter().map(ListFile::name).collect::<Vec<_>>();
        assert_eq!(names(&folder.path().join("cust")), ["custom", "Customers old.csv", "customers.xlsx"]);
        assert_eq!(names(&folder.path().join("zzz")), Vec::<String>::new());
        let mut inside = folder.path().to_string_lossy().into_owned();
        inside.push(std::path::MAIN_SEPARATOR);
        assert_eq!(completions(&inside).len(), 3);
    }
}
