//! What stands around the three panes: commands, notices, settings, backups, the first start.

mod commands;
mod composing;
mod habits;
mod notices;
mod settings;
mod welcome;
