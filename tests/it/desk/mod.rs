//! What stands around the three panes: commands, notices, settings, backups, the first start.

mod habits;
