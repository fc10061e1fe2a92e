//! To paper: a template and data become pages, and pages a PDF file or images.
//!
//! Templates are Typst files (`assets/print`, or copies that a user changed); data is one JSON value that they read as `/data.json`, so
//! that nothing a customer's card says is ever taken for markup. A template sees the files of its own small world and nothing else: no
//! file of the machine, no package, no network. What stands on which paper `book::paper` decides; nothing here knows a book.

mod error;
mod fonts;
mod lines;
mod natives;
mod pages;
mod parts;
mod template;
mod trial;
mod world;

pub use error::PrintError;
pub use fonts::Fonts;
pub use pages::{PageImage, Pages};
pub use parts::{Look, typeset_parts};
pub use template::{Paper, Template, TemplateFile, templates};
pub use trial::{CHILD_COMMAND, child_main, try_with};
pub use world::{Sheet, forget, typeset};
