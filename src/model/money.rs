//! Stub until the branch of value rules is merged.
#![allow(missing_docs)]
use std::{fmt, str::FromStr};
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CurrencyCode(pub [u8; 3]);
impl fmt::Display for CurrencyCode { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(std::str::from_utf8(&self.0).unwrap_or("XXX")) } }
impl FromStr for CurrencyCode { type Err = (); fn from_str(t: &str) -> Result<Self, ()> { t.as_bytes().try_into().map(Self).map_err(|_| ()) } }
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money { pub minor: i64, pub currency: CurrencyCode }
