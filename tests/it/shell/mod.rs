//! The program as scripts see it: commands, their JSON, what is said on standard error, and the exit status.

mod calendar;
mod changing;
mod following;
mod importing;
mod pool;
mod printing;
mod reading;
mod register;
mod relations;
pub mod terminal;
