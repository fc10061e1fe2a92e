//! Stub until the branch of value rules is merged.
#![allow(missing_docs)]
use std::{fmt, str::FromStr};
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDay { pub year: i32, pub month: Option<u8>, pub day: Option<u8> }
impl fmt::Display for PartialDay { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{:04}", self.year)?; if let Some(m) = self.month { write!(f, "-{m:02}")?; } if let Some(d) = self.day { write!(f, "-{d:02}")?; } Ok(()) } }
impl FromStr for PartialDay { type Err = (); fn from_str(t: &str) -> Result<Self, ()> { let mut p = t.split('-'); Ok(Self { year: p.next().and_then(|x| x.parse().ok()).ok_or(())?, month: p.next().and_then(|x| x.parse().ok()), day: p.next().and_then(|x| x.parse().ok()) }) } }
