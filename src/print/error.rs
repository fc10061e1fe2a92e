//! Why something could not be printed.

use std::path::PathBuf;

use crate::tr;

/// Why something could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// A template has a mistake.
    #[error("{}", tr!("print-template-wrong", template = template.as_str(), line = line, reason = reason.as_str()))]
    Template {
        /// The name of the template.
        template: String,
        /// The line of the file, from 1; 0 where the mistake has no place.
        line: usize,
        /// What is wrong, in the words of the typesetter (English).
        reason: String,
        /// What to try, in its words; may be empty.
        hint: String,
    },
    /// There is no template of that name for that paper.
    #[error("{}", tr!("print-no-template", template = .0.as_str()))]
    NoTemplate(String),
    /// A template file could not be read or written.
    #[error("{}", tr!("print-template-file", file = .0.display().to_string()))]
    TemplateFile(PathBuf, #[source] std::io::Error),
    /// The typesetter gave up.
    #[error("{}", tr!("print-broke"))]
    Broke,
    /// A template takes too much memory, or makes the typesetter crash.
    #[error("{}", tr!("print-too-large"))]
    TooLarge,
    /// A template does not come to an end.
    #[error("{}", tr!("print-endless"))]
    Endless,
    /// The pages could not be written as a file.
    #[error("{}", tr!("print-file", file = .0.display().to_string()))]
    File(PathBuf, #[source] std::io::Error),
    /// A picture is neither PNG nor JPEG, or is broken.
    #[error("{}", tr!("print-logo", file = .0.display().to_string()))]
    Logo(PathBuf),
    /// There is nobody to print.
    #[error("{}", tr!("print-nobody"))]
    Nobody,
    /// The person broke it off.
    #[error("{}", tr!("print-cancelled"))]
    Cancelled,
}

impl PrintError {
    /// What the person can do next, in one sentence.
    pub fn hint(&self) -> String {
        match self {
            Self::Template { hint, .. } if !hint.is_empty() => hint.clone(),
            Self::Template { .. } => tr!("print-template-wrong-hint"),
            Self::NoTemplate(_) => tr!("print-no-template-hint"),
            Self::TemplateFile(..) => tr!("print-template-file-hint"),
            Self::Broke | Self::Endless | Self::TooLarge => tr!("print-broke-hint"),
            Self::File(..) => tr!("print-file-hint"),
            Self::Logo(_) => tr!("print-logo-hint"),
            Self::Nobody => tr!("print-nobody-hint"),
            Self::Cancelled => String::new(),
        }
    }
}
