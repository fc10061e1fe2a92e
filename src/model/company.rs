//! Whom letters and cards come from: one's own company, as the head of a paper says it.

use serde::{Deserialize, Serialize};

/// One's own company; every part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Company {
    /// Its name, as letters begin with it.
    pub name: String,
    /// Its address, in lines.
    pub address: String,
    /// How it is reached: telephone, mail, site, in lines.
    pub ways: String,
}

impl Company {
    /// What the book keeps; a text that cannot be read is as if nobody had said anything.
    pub fn of_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The text that the book keeps.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
